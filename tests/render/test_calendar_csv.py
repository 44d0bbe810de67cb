"""Calendar entries as Google Calendar and Outlook import them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, time

from cybercrime_plan.model.calendar import Event, Reminder
from cybercrime_plan.render.calendar import calendar_table
from cybercrime_plan.render.formats.csv import for_programs

EVENT = Event(
    uid="2026-06.nam.mau@cybercrime-plan",
    day=date(2026, 6, 12),
    stamp=date(2022, 2, 1),
    sequence=0,
    summary="Báo cáo, trước 15/06/2026",
    description="Thời hạn: trước 15/06/2026\nNơi nhận: UBND tỉnh",
    categories=("Hạn báo cáo", "Đồng Tháp"),
    reminders=(Reminder(7, time(9)), Reminder(1, time(14, 30))),
)


def record(event: Event) -> dict[str, str]:
    (only,) = csv.DictReader(
        io.StringIO("".join(for_programs((calendar_table([event]),))).removeprefix("\ufeff"), newline="")
    )
    return only


def test_every_field_is_under_the_name_both_programs_know() -> None:
    assert record(EVENT) == {
        "Subject": "Báo cáo, trước 15/06/2026",
        "Start Date": "2026-06-12",
        "End Date": "2026-06-12",
        "All Day Event": "True",
        "Reminder On/Off": "True",
        "Reminder Date": "2026-06-05",
        "Reminder Time": "09:00",
        "Description": "Thời hạn: trước 15/06/2026\nNơi nhận: UBND tỉnh",
        "Categories": "Hạn báo cáo; Đồng Tháp",
        "Show time as": "3",
        "Private": "False",
    }


def test_without_reminders_there_is_none() -> None:
    fields = record(replace(EVENT, reminders=()))
    assert (fields["Reminder On/Off"], fields["Reminder Date"], fields["Reminder Time"]) == ("False", "", "")


def test_the_file_is_what_outlook_can_read() -> None:
    data = "".join(for_programs((calendar_table([EVENT]),))).encode()
    assert data.startswith(b"\xef\xbb\xbfSubject,")
    assert data.endswith(b"\r\n")


def test_nothing_in_it_is_run_by_a_spreadsheet() -> None:
    fields = record(replace(EVENT, summary="=1+1", description="=cmd|x\nb\x1bc"))
    assert (fields["Subject"], fields["Description"]) == ("'=1+1", "'=cmd|x\nb␛c")
