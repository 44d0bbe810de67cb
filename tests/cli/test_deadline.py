"""`plan deadline`, as a registrar and a script meet it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from cybercrime_plan.read.calendar import read_events
from cybercrime_plan.read.calendar_lint import lint
from tests.conftest import Golden
from tests.program import Ran, plan, process
from tests.render.schemas import JSON_DOCS, validate

SCHEMA = JSON_DOCS / "deadlines.schema.json"
JUNE_2026 = "2026-06-01"
SMALL = """\
format: 1
id: nho
province: Tỉnh Nhỏ
period: {from: 2026, to: 2026}
revision: {number: 1, on: "2026-01-05"}
agencies:
  - {id: so-tu-phap, name: Sở Tư pháp}
  - {id: so-noi-vu, name: Sở Nội vụ, until: 2026-08}
  - {id: cac-so, name: Các sở, members: [so-tu-phap, so-noi-vu]}
reports:
  - id: nam
    title: Báo cáo năm
    kind: periodic
    bound: before
    rule: {freq: yearly, bymonth: 11, bymonthday: 15}
    from_whom: [cac-so]
  - id: quy
    title: Báo cáo quý
    kind: periodic
    after: {period: quarter, days: 10, unit: working_day}
    from_whom: [so-tu-phap]
  - {id: dot-xuat, title: Báo cáo đột xuất, kind: ad_hoc, timing: khi có yêu cầu}
"""
BROKEN = SMALL.replace("id: nho", "id: hong").replace("bymonth: 11", "bymonth: 13")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small plan with deadlines of two kinds."""
    return write(tmp_path / "nho.yaml", SMALL)


def write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def deadline(*arguments: str, code: int = 0, **more: object) -> Ran:
    ran = plan("deadline", *arguments, **more)  # type: ignore[arg-type]
    assert ran.code == code, ran.err
    return ran


# list


def test_the_list_of_both_plans_is_as_agreed(golden: Golden) -> None:
    golden("deadlines/list.vi.text", deadline("list", "--as-of", JUNE_2026, "--lang", "vi").out)
    golden("deadlines/list.en.text", deadline("list", "--as-of", JUNE_2026).out)


def test_the_json_keeps_to_its_schema() -> None:
    document = validate(deadline("list", "-f", "json", "--as-of", JUNE_2026).out, SCHEMA)
    assert (document["as_of"], len(document["occurrences"])) == (JUNE_2026, 18)
    statuses = [one["status"] for one in document["occurrences"]]
    assert (statuses.count("past"), statuses.count("due"), statuses.count("upcoming")) == (14, 0, 4)
    june = next(one for one in document["occurrences"] if one["occurrence"] == "2026-06")
    assert {key: june[key] for key in ("limit", "due", "target", "grace", "moved_days", "days_left")} == {
        "limit": "2026-06-15",
        "due": "2026-06-14",
        "target": "2026-06-12",
        "grace": None,
        "moved_days": -2,
        "days_left": 11,
    }
    assert june["moves"][-1]["reasons"] == ["2026-06-14 is a Sunday", "2026-06-13 is a Saturday"]


def test_every_kind_of_duty_keeps_to_the_schema(tmp_path: Path) -> None:
    file = write(tmp_path / "x.yaml", SMALL + ORDERED)
    document = validate(deadline("list", str(file), "-f", "json", "--as-of", "2026-04-01").out, SCHEMA)
    assert [one["occurrence"] for one in document["cancelled"]] == ["2026-03"]
    assert document["occurrences"][0]["data"] is not None
    assert document["undated"][0]["timing"] == "khi có yêu cầu"
    assert document["weekends_only"] == []


ORDERED = """\
  - id: thang
    title: Báo cáo tháng
    kind: periodic
    bound: by
    rule: {freq: monthly, bymonthday: 20}
    data: {from: 15, to: 14}
    via: {email: a@example.vn}
    overrides:
      - {occurrence: 2026-03, cancelled: true, ordered_by: Công văn 3/UBND}
      - {occurrence: 2026-04, due: "2026-04-24", ordered_by: Công văn 4/UBND}
"""


def test_the_spreadsheet_has_every_date_in_a_column() -> None:
    rows = list(csv.DictReader(io.StringIO(deadline("list", "-f", "csv", "--as-of", JUNE_2026).out)))
    assert len(rows) == 18
    june = next(row for row in rows if row["occurrence"] == "2026-06" and row["plan"] == "dong-thap")
    assert (june["limit"], june["due"], june["target"]) == ("2026-06-15", "2026-06-14", "2026-06-12")
    assert (june["status"], june["days_left"], june["bound"], june["kind"]) == (
        "upcoming",
        "11",
        "before",
        "periodic",
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["--year", "2025"], ["2025-06", "2025-06", "2025-11", "2025-11"]),
        (["--from", "2026-06-13"], ["2026-11", "2026-11"]),
        (["--from", "2026-06", "--to", "2026-06"], ["2026-06", "2026-06"]),
        (["--to", "2022"], ["2022-06", "2022-11"]),
        (["--within", "11d"], ["2026-06", "2026-06"]),
        (["--within", "10d"], []),
        (["--past", "--from", "2025-10"], ["2025-11", "2025-11"]),
        (["--agency", "tu phap", "--year", "2026", "--report", "nam"], ["2026-11", "2026-11"]),
        (["dong-thap", "--year", "2026"], ["2026-06", "2026-11"]),
    ],
)
def test_filters_look_at_the_target(filters: list[str], expected: list[str]) -> None:
    document = json.loads(deadline("list", *filters, "-f", "json", "--as-of", JUNE_2026).out)
    assert [one["occurrence"] for one in document["occurrences"]] == expected


def test_a_calendar_can_be_of_one_agency_too() -> None:
    asked = ("--agency", "tu phap", "--year", "2026", "--report", "nam", "--as-of", JUNE_2026)
    listed = json.loads(deadline("list", *asked, "-f", "json").out)["occurrences"]
    assert deadline("calendar", *asked, "-f", "ics").out.count("BEGIN:VEVENT") == len(listed) == 2


def test_instead_of_an_empty_table_what_comes_next_is_said() -> None:
    ran = deadline("list", "--within", "5d", "--as-of", JUNE_2026)
    assert ran.out == (
        "no deadline is what was asked for\n\n"
        "dong-thap: the next is on Fri 2026-06-12: Báo cáo 6 tháng\n\n"
        "khanh-hoa: the next is on Fri 2026-06-12: Báo cáo tình hình, kết quả thực hiện (trước 15/6)\n"
    )


def test_the_grace_of_the_law_is_only_told_when_asked(small: Path) -> None:
    text = SMALL.replace("days: 10, unit: working_day", "days: 10, unit: day")
    file = write(small, text)
    assert "Civil Code" not in deadline("list", str(file), "--year", "2026").out
    assert "Civil Code" in deadline("list", str(file), "--year", "2026", "-v").out


def test_past_deadlines_are_counted_and_shown_when_asked_for(small: Path) -> None:
    out = deadline("list", str(small), "--as-of", JUNE_2026).out
    assert out.startswith(
        "Mon 2026-06-01 · 213 days to the end of the plan · 1 duty without a date · 1 deadline is past: --past\n"
    )
    assert "2026-04-14" not in out
    past = deadline("list", str(small), "--as-of", JUNE_2026, "--past").out
    assert "Báo cáo quý (quarter I/2026)" in past
    assert "Báo cáo năm" not in past
    assert len(json.loads(deadline("list", str(small), "--as-of", JUNE_2026, "-f", "json").out)["occurrences"]) == 5


def test_what_is_left_of_the_reports_asked_for_is_not_what_is_left_of_the_plan(small: Path) -> None:
    out = deadline("list", str(small), "--as-of", "2026-12-01", "--report", "nam").out
    assert "no deadline with a date is left · 1 deadline is past: --past" in out
    assert GO_ON not in out


# next


def test_next_is_the_coming_one_of_each_plan() -> None:
    document = validate(deadline("next", "-f", "json", "--as-of", "2026-06-15").out, SCHEMA)
    assert [(one["plan"], one["occurrence"]) for one in document["occurrences"]] == [
        ("dong-thap", "2026-11"),
        ("khanh-hoa", "2026-11"),
    ]
    assert document["ended"] == []


def test_what_is_due_today_is_still_next() -> None:
    document = json.loads(deadline("next", "dong-thap", "-f", "json", "--as-of", "2026-06-14").out)
    assert [(one["occurrence"], one["status"]) for one in document["occurrences"]] == [("2026-06", "due")]


GO_ON = (
    "to go on: a plan that follows has a file and an id of its own;"
    " a plan that is extended keeps its id, with a later period.to and a new revision"
)


def test_when_none_is_left_it_says_so_and_until_when_the_plan_runs() -> None:
    ran = deadline("next", "--as-of", "2026-11-15")
    assert ran.out == (
        "Sun 2026-11-15 · 46 days to the end of the plan · no deadline with a date is left\n\n"
        "dong-thap: owed without a date: "
        "Kế hoạch thực hiện của từng đơn vị; Tham mưu phân bổ kinh phí hàng năm\n\n"
        "khanh-hoa: owed without a date: "
        "Kế hoạch thực hiện của từng đơn vị; Báo cáo, đề xuất trang cấp thiết bị\n\n"
        f"{GO_ON}\n"
    )
    document = validate(deadline("next", "-f", "json", "--as-of", "2026-11-15").out, SCHEMA)
    assert document["ended"] == [
        {"plan": "dong-thap", "until": "2026-12-31", "owed": ["ke-hoach-don-vi", "phan-bo-hang-nam"]},
        {"plan": "khanh-hoa", "until": "2026-12-31", "owed": ["ke-hoach-don-vi", "de-xuat-thiet-bi"]},
    ]


def test_a_plan_that_has_ended_stands_beside_one_that_has_not(small: Path) -> None:
    later = write(small.with_name("sau.yaml"), SMALL.replace("id: nho", "id: sau").replace("2026", "2027"))
    ran = deadline("next", str(small), str(later), "--as-of", "2027-02-01")
    assert "Báo cáo quý" in ran.out
    assert "nho: the plan ended on 2026-12-31 · sau: 333 days to the end of the plan" in ran.out
    assert "nho: no deadline with a date is left" in ran.out


def test_at_the_end_every_command_says_what_is_over_and_how_to_go_on(small: Path, tmp_path: Path) -> None:
    over = "nho: no deadline is left on 2027-02-01; the plan runs until 2026-12-31"
    ended = ("--as-of", "2027-02-01")
    out = deadline("list", str(small), *ended).out
    headline = (
        "Mon 2027-02-01 · the plan ended on 2026-12-31 · no deadline with a date is left · 1 duty without a date"
    )
    assert out.startswith(f"{headline} · 5 deadlines are past: --past\n")
    assert out.count(GO_ON) == 1
    document = validate(deadline("list", str(small), *ended, "-f", "json").out, SCHEMA)
    assert [one["plan"] for one in document["ended"]] == ["nho"]
    err = deadline("calendar", str(small), *ended, "-o", str(tmp_path / "x.ics")).err
    assert over in err
    assert GO_ON in err
    listed = plan("list", str(small), *ended).out
    assert "no date is left; 1 duty without a date" in listed
    assert listed.count(GO_ON) == 1


def test_before_the_end_nothing_of_it_is_said(small: Path, tmp_path: Path) -> None:
    before = ("--as-of", "2026-06-01")
    assert "to go on" not in deadline("list", str(small), *before).out
    assert "to go on" not in deadline("calendar", str(small), *before, "-o", str(tmp_path / "x.ics")).err
    assert "to go on" not in plan("list", str(small), *before).out


# calendar


def test_the_calendar_of_both_plans_has_eighteen_entries(tmp_path: Path) -> None:
    target = tmp_path / "lich.ics"
    ran = deadline("calendar", "-o", str(target))
    assert ran.err.endswith(
        f"18 deadlines written to {target}; to check it before it is sent: plan deadline lint {target}\n"
    )
    data = target.read_bytes()
    assert len(read_events(data, "lich.ics")) == 18
    assert lint(data) == ()


def test_the_calendar_is_as_agreed(golden: Golden) -> None:
    golden("deadlines/dong-thap.vi.ics", deadline("calendar", "dong-thap", "--lang", "vi").out)
    golden("deadlines/dong-thap.vi.csv", deadline("calendar", "dong-thap", "--lang", "vi", "-f", "csv").out)


ELSEWHERE = (
    ("2022-01-01", {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "vi_VN.UTF-8", "PYTHONHASHSEED": "1"}),
    ("2026-06-30", {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
    ("2031-12-31", {"TZ": "Pacific/Kiritimati", "LANG": "en_US.UTF-8", "PYTHONHASHSEED": "77"}),
)


def test_the_same_plan_gives_the_same_bytes_anywhere_on_any_day() -> None:
    runs = [
        process("deadline", "calendar", "--as-of", day, env={"PLAN_LANG": "", **surroundings})
        for day, surroundings in ELSEWHERE
    ]
    assert [run.code for run in runs] == [0, 0, 0]
    assert len({run.raw for run in runs}) == 1
    assert "Hạn báo cáo" in runs[0].out


def test_the_language_of_a_calendar_is_the_one_chosen_else_vietnamese() -> None:
    assert "Report deadline" in deadline("calendar", "dong-thap", "--lang", "en").out
    assert "Report deadline" in deadline("calendar", "dong-thap", env={"PLAN_LANG": "en"}).out
    assert "Hạn báo cáo" in deadline("calendar", "dong-thap", env={"PLAN_LANG": "", "LANG": "en_US.UTF-8"}).out


def test_the_same_reminder_asked_for_twice_is_one_alarm() -> None:
    once = deadline("calendar", "dong-thap", "--remind", "7d@09:00,1d@09:00").out
    assert deadline("calendar", "dong-thap", "--remind", "7d,7d,07d@09:00,1d@09:00,1d@09:00").out == once


def test_reminders_come_as_asked() -> None:
    out = deadline("calendar", "dong-thap", "--remind", "30d,7d@14:30,0d@08:00").out
    triggers = [line for line in out.split("\r\n") if line.startswith("TRIGGER")]
    assert triggers[:3] == [
        "TRIGGER:-P29DT16H",
        "TRIGGER:-P6DT9H30M",
        "TRIGGER;VALUE=DATE-TIME:20220614T010000Z",  # 8:00 in Vietnam
    ]
    assert "VALARM" not in deadline("calendar", "dong-thap", "--remind", "none").out


def test_each_agency_gets_a_calendar_while_it_exists(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lich"
    ran = deadline("calendar", str(small), "--by", "agency", "-o", str(folder))
    assert ran.err.endswith(f"plan: 1 file written to {folder}\n")
    assert [file.name for file in folder.iterdir()] == ["nho-so-tu-phap.ics"]
    data = (folder / "nho-so-tu-phap.ics").read_bytes()
    assert "Sở Tư pháp" in data.decode().replace("\r\n ", "")
    assert len(read_events(data, "x")) == 5


def test_publishing_again_moves_and_cancels(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "lich.ics"
    deadline("calendar", str(small), "-o", str(target))
    first = {event.uid: event for event in read_events(target.read_bytes(), "x")}
    amended = SMALL.replace('number: 1, on: "2026-01-05"', 'number: 2, on: "2026-03-05"').replace(
        "rule: {freq: yearly, bymonth: 11, bymonthday: 15}", "rule: {freq: yearly, bymonth: 11, bymonthday: 20}"
    )
    amended = amended[: amended.index("  - id: quy")]
    write(small, amended)
    deadline("calendar", str(small), "-o", str(target), "--update", str(target))
    second = {event.uid: event for event in read_events(target.read_bytes(), "x")}
    assert set(second) == set(first)
    moved = second["2026-11.nam.nho@cybercrime-plan"]
    assert (str(moved.day), moved.sequence, moved.cancelled) == ("2026-11-19", 1, False)
    gone = second["2026-Q1.quy.nho@cybercrime-plan"]
    assert (gone.sequence, gone.cancelled) == (1, True)
    assert lint(target.read_bytes()) == ()


CANCELLING = SMALL.replace('number: 1, on: "2026-01-05"', 'number: 2, on: "2026-03-05"').replace(
    "    rule: {freq: yearly, bymonth: 11, bymonthday: 15}\n",
    "    rule: {freq: yearly, bymonth: 11, bymonthday: 15}\n"
    "    overrides: [{occurrence: 2026-11, cancelled: true, ordered_by: Công văn 13/UBND-NC}]\n",
)


def test_a_cancelled_entry_reads_cancelled_in_every_program(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "lich.ics"
    deadline("calendar", str(small), "-o", str(target), "--lang", "vi")
    write(small, CANCELLING)
    deadline("calendar", str(small), "-o", str(target), "--update", str(target), "--lang", "vi")
    gone = next(event for event in read_events(target.read_bytes(), "x") if ".nam." in event.uid)
    assert gone.cancelled
    assert gone.summary.startswith("ĐÃ HỦY: Báo cáo năm")
    assert gone.description.splitlines()[0] == "Đã hủy theo: Công văn 13/UBND-NC"
    assert gone.reminders == ()
    assert lint(target.read_bytes()) == ()
    once = target.read_bytes()
    deadline("calendar", str(small), "-o", str(target), "--update", str(target), "--lang", "vi")
    assert target.read_bytes() == once
    deadline("calendar", str(small), "-o", str(target), "--update", str(target), "--lang", "en")
    gone = next(event for event in read_events(target.read_bytes(), "x") if ".nam." in event.uid)
    assert gone.summary.startswith("ĐÃ HỦY: Báo cáo năm")


def test_all_cancelled_is_still_something_to_publish(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "lich.ics"
    only = (str(small), "--report", "nam")
    deadline("calendar", *only, "-o", str(target))
    write(small, CANCELLING)
    assert "nothing was written" in deadline("calendar", *only, "-o", str(target), code=2).err
    deadline("calendar", *only, "-o", str(target), "--update", str(target))
    (gone,) = read_events(target.read_bytes(), "x")
    assert gone.cancelled


TWO_BODIES = SMALL.replace(", until: 2026-08", "")


def test_calendars_of_bodies_are_published_again_folder_to_folder(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lich"
    write(small, TWO_BODIES)
    deadline("calendar", str(small), "--by", "agency", "-o", str(folder))
    assert sorted(file.name for file in folder.iterdir()) == ["nho-so-noi-vu.ics", "nho-so-tu-phap.ics"]
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    write(small, TWO_BODIES.replace("members: [so-tu-phap, so-noi-vu]", "members: [so-tu-phap]"))
    (folder / "la.ics").write_bytes(first["nho-so-tu-phap.ics"].replace(b".nho@", b".khac@"))
    ran = deadline("calendar", str(small), "--by", "agency", "-o", str(folder), "--update", str(folder))
    assert "nho-so-noi-vu.ics belongs to nobody any more" in ran.err
    assert "la.ics is of no plan given here" in ran.err
    assert (folder / "nho-so-tu-phap.ics").read_bytes() == first["nho-so-tu-phap.ics"]
    (gone,) = read_events((folder / "nho-so-noi-vu.ics").read_bytes(), "x")
    assert (gone.cancelled, gone.sequence, gone.reminders) == (True, 1, ())
    assert gone.summary.startswith("CANCELLED: ")
    assert "the body this calendar is for" in gone.description.splitlines()[0]
    assert deadline("lint", str(folder / "nho-so-noi-vu.ics")).out.endswith("the checks passed\n")


def test_a_body_that_comes_back_gets_its_entries_back_in_a_later_version(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lich"
    again = ("calendar", str(small), "--by", "agency", "-o", str(folder))
    write(small, TWO_BODIES)
    deadline(*again)
    write(small, TWO_BODIES.replace("members: [so-tu-phap, so-noi-vu]", "members: [so-tu-phap]"))
    deadline(*again, "--update", str(folder))
    write(small, TWO_BODIES)
    deadline(*again, "--update", str(folder))
    (back,) = read_events((folder / "nho-so-noi-vu.ics").read_bytes(), "x")
    assert (back.cancelled, back.sequence) == (False, 2)
    once = (folder / "nho-so-noi-vu.ics").read_bytes()
    deadline(*again, "--update", str(folder))
    assert (folder / "nho-so-noi-vu.ics").read_bytes() == once


def test_a_body_not_asked_for_this_time_keeps_its_file(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lich"
    write(small, TWO_BODIES)
    deadline("calendar", str(small), "--by", "agency", "-o", str(folder))
    before = (folder / "nho-so-noi-vu.ics").read_bytes()
    one = ("--report", "quy", "--update", str(folder))
    ran = deadline("calendar", str(small), "--by", "agency", "-o", str(folder), *one)
    assert "belongs to nobody" not in ran.err
    assert (folder / "nho-so-noi-vu.ics").read_bytes() == before


def test_the_entry_of_one_body_names_the_body(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lich"
    write(small, TWO_BODIES)
    deadline("calendar", str(small), "--by", "agency", "-o", str(folder))
    (entry,) = read_events((folder / "nho-so-noi-vu.ics").read_bytes(), "x")
    assert "Sở Nội vụ" in entry.description


def test_a_time_of_day_stands_in_the_list_the_entry_and_the_spreadsheet(small: Path, tmp_path: Path) -> None:
    write(small, SMALL.replace("    bound: before\n", '    bound: before\n    time: "15:00"\n'))
    assert "before 15:00 on 2026-11-15" in deadline("list", str(small), "--as-of", JUNE_2026).out
    document = validate(deadline("list", str(small), "-f", "json", "--report", "nam").out, SCHEMA)
    (one,) = document["occurrences"]
    assert (one["limit"], one["time"], one["due"]) == ("2026-11-15", "15:00", "2026-11-15")
    (row,) = csv.DictReader(io.StringIO(deadline("list", str(small), "-f", "csv", "--report", "nam").out))
    assert row["time"] == "15:00"
    deadline("calendar", str(small), "--report", "nam", "--lang", "vi", "-o", str(tmp_path / "x.ics"))
    data = (tmp_path / "x.ics").read_text("utf-8").replace("\n ", "").replace("\r", "")
    assert data.count("trước 15 giờ ngày 15/11/2026") == 4  # the title, its text, two alarms


def test_part_of_a_plan_published_again_cancels_nothing(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "lich.ics"
    deadline("calendar", str(small), "-o", str(target))
    ran = deadline("calendar", str(small), "--report", "nam", "--update", str(target))
    assert "CANCELLED" not in ran.out
    assert ran.out.count("BEGIN:VEVENT") == 1


def test_the_printed_year_is_this_year_or_the_next_with_something(small: Path) -> None:
    assert (
        "<h1>Report deadlines – Tỉnh Nhỏ, 2026</h1>"
        in deadline("calendar", str(small), "-f", "html", "--as-of", "2025-05-05").out
    )
    assert ", 2027</h1>" in deadline("calendar", str(small), "-f", "html", "--as-of", "2027-02-01").out
    assert ", 2027</h1>" in deadline("calendar", str(small), "-f", "html", "--year", "2027").out


def test_markdown_is_the_list() -> None:
    out = deadline("calendar", "dong-thap", "-f", "markdown", "--as-of", JUNE_2026).out
    assert out == deadline("list", "dong-thap", "--from", "2022", "-f", "markdown", "--as-of", JUNE_2026).out


def test_an_office_has_its_own_days_off(small: Path, tmp_path: Path) -> None:
    own = write(
        tmp_path / "ngay-nghi.yaml",
        "format: 1\nyears:\n  - year: 2026\n    status: official\n    source: Thông báo\n    days:\n"
        '      - {on: "2026-11-13", kind: holiday, name: {vi: Lễ, en: Feast}}\n',
    )
    ran = deadline("list", str(small), "--working-days", str(own), "--report", "nam", "--year", "2026")
    assert "Thu 2026-11-12" in ran.out
    assert "2026-11-13 is a public holiday: Feast (official)" in ran.out


def test_years_without_a_notice_or_a_table_are_named(small: Path) -> None:
    write(small, SMALL.replace("to: 2026", "to: 2029"))
    told = (
        "working days of 2027 are projected from the law, before the Government's notice",
        "public holidays of 2028, 2029, 2030 are not known here: only weekends were taken into account",
    )
    assert all(text in deadline("list", str(small), "--as-of", JUNE_2026).out for text in told)
    assert all(text in deadline("calendar", str(small)).err for text in told)
    assert told[1] not in deadline("list", str(small), "--year", "2027").out
    document = validate(deadline("list", str(small), "-f", "json").out, SCHEMA)
    assert (document["projected"], document["weekends_only"]) == ([2027], [2028, 2029, 2030])


def test_of_two_revisions_the_later_counts(small: Path) -> None:
    later = SMALL.replace("number: 1", "number: 2").replace("bymonthday: 15", "bymonthday: 20")
    write(small.with_name("nho-2.yaml"), later)
    ran = deadline("list", str(small.parent), "--report", "nam", "--year", "2026")
    assert ran.out.count("2026-11-20") == 1
    assert "2026-11-15" not in ran.out
    assert "an earlier revision of nho, left out" in ran.err


# what cannot be done


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--agency", "kho bạc"], "no plan here knows an agency kho bạc"),
        (["calendar", "--agency", "kho bạc"], "no plan here knows an agency kho bạc"),
        (["list", "--report", "tuan"], "no plan here has a report tuan"),
        (["list", "--within", "a month"], "--within a month is not a number of days"),
        (["list", "--year", "26"], "--year 26 is not a date"),
        (["list", "--from", "1/6/26"], "--from 1/6/26 is not a date"),
        (["list", "--year", "2026", "--to", "2026"], "--year goes without"),
        (["list", "--as-of", "2026-02-30"], "--as-of 2026-02-30 is not a date"),
        (["list", "-f", "ics"], "the format ics is not written"),
        (["list", "nowhere.yaml"], "nowhere.yaml"),
        (["list", "--working-days", "none.yaml"], "none.yaml"),
        (["calendar", "--year", "2031"], "no deadline is what was asked for, so nothing was written"),
        (["calendar", "--remind", "1w"], "--remind 1w cannot be read"),
        (["calendar", "--remind", "1d@25:00"], "--remind 1d@25:00 cannot be read"),
        (["calendar", "--by", "agency"], "name their folder"),
        (["calendar", "--by", "agency", "-o", "x.ics"], "is the name of a file"),
        (["calendar", "--by", "agency", "-o", "x", "--update", "y.ics"], "goes with a folder"),
        (["calendar", "--update", "old.ics", "-f", "csv"], "--update goes with an .ics file"),
        (["calendar", "--update", "none.ics"], "there is no file none.ics"),
        (["calendar", "--by", "province"], "province"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(arguments: list[str], said: str, tmp_path: Path) -> None:
    ran = deadline(*arguments, code=2, cwd=tmp_path, env={"PLAN_DIR": str(JSON_DOCS.parents[1] / "plans")})
    assert said in ran.err
    assert ran.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_cannot_be_read_stops_neither_the_list_nor_goes_unsaid(small: Path) -> None:
    write(small.with_name("hong.yaml"), BROKEN)
    ran = deadline("list", str(small.parent), "--year", "2026", code=2)
    assert "hong.yaml:15:35: SCH401" in ran.err
    assert "Báo cáo năm" in ran.out


def test_no_calendar_is_written_while_a_plan_cannot_be_read(small: Path) -> None:
    write(small.with_name("hong.yaml"), BROKEN)
    target = small.with_name("lich.ics")
    deadline("calendar", str(small.parent), "-o", str(target), code=2)
    assert not target.exists()


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("occurrence: 2027-04", "2027-04"),
        ("occurrence: 2026-13", "2026-13"),
        ("occurrence: 2026-Q1", "2026-Q1"),
    ],
)
def test_an_order_about_an_occurrence_outside_the_period_is_refused(wrong: str, place: str, tmp_path: Path) -> None:
    text = (SMALL + ORDERED).replace("occurrence: 2026-04", wrong)
    ran = deadline("list", str(write(tmp_path / "x.yaml", text)), code=2)
    assert place in ran.err
    assert "x.yaml:" in ran.err


def test_two_files_of_one_revision_are_trouble(small: Path) -> None:
    write(small.with_name("khac.yaml"), SMALL)
    ran = deadline("list", str(small.parent), code=2)
    assert "are the same revision of nho" in ran.err


def test_a_plan_without_duties_is_trouble_when_named_and_a_note_when_found(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.yaml",
        "format: 1\nid: a\nbudget:\n  unit: đồng\n  years: [2026]\n  lines: [{id: b, name: B, amounts: [1]}]\n",
    )
    assert "has no duty to report" in deadline("list", str(file), code=2).err
    write(tmp_path / "b.yaml", SMALL)
    assert "has no duty to report" in deadline("list", str(tmp_path)).err


@pytest.mark.parametrize("name", ["khong-co/lich.ics", "."])
def test_a_target_that_cannot_be_written_is_exit_3_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    deadline("calendar", "-f", "ics", "-o", str(tmp_path / name), code=3)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_of_the_folder_is_exit_3_and_stays(tmp_path: Path) -> None:
    file = write(tmp_path / "lich", "của tôi")
    ran = deadline("calendar", "--by", "agency", "-o", str(file), code=3)
    assert "could not be made" in ran.err
    assert file.read_text(encoding="utf-8") == "của tôi"


def test_a_damaged_earlier_file_is_not_taken_for_an_empty_one(small: Path, tmp_path: Path) -> None:
    old = tmp_path / "cu.ics"
    deadline("calendar", str(small), "-o", str(old))
    old.write_bytes(old.read_bytes()[:700])
    ran = deadline("calendar", str(small), "--update", str(old), code=2)
    assert "is not a calendar file that can be read" in ran.err


def test_listing_loads_no_calendar_library() -> None:
    ran = process("deadline", "list", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert ran.code == 0
    assert "cybercrime_plan.calc.deadlines" in ran.err
    assert "icalendar" not in ran.err


# lint


def test_a_file_in_which_nothing_is_found_has_passed_the_checks(tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    deadline("calendar", "-o", str(file))
    assert deadline("lint", str(file)).out == f"{file}: the checks passed\n"


def test_a_fault_is_shown_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    deadline("calendar", "dong-thap", "-o", str(file))
    file.write_bytes(file.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:x", 1))
    ran = deadline("lint", str(file), code=1)
    assert "ICS210 SEQUENCE cannot be x\n    SEQUENCE:x\n    ^^^^^^^^^^\n" in ran.out
    assert ran.out.endswith("lich.ics: 1 fault\n")
    assert deadline("lint", str(file), "-qq", code=1).out == ""


def test_warnings_count_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    deadline("calendar", "dong-thap", "-o", str(file))
    file.write_bytes(file.read_bytes().replace("Tháp".encode(), "Tha\u0301p".encode()))
    file.write_bytes(b"\r\n".join(line[:75] for line in file.read_bytes().split(b"\r\n")))
    assert "ICS108" in deadline("lint", str(file)).out
    deadline("lint", str(file), "--strict", code=1)


def test_the_findings_are_also_for_programs(tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    file.write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    report = validate(deadline("lint", str(file), "-f", "json", code=1).out, JSON_DOCS / "check.schema.json")
    assert [finding["code"] for finding in report["findings"]] == ["ICS202", "ICS202", "ICS211"]
    assert "::error file=" in deadline("lint", str(file), "-f", "github", code=1).out


def test_a_file_full_of_faults_is_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    file.write_bytes(b"\n" * 5000)
    assert deadline("lint", str(file), code=1).out.endswith("lich.ics: more than 999 faults\n")
    file.write_bytes(b"\n" * 1_000_001)
    assert "larger than any calendar" in deadline("lint", str(file), code=2).err


def test_one_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    deadline("calendar", "-o", str(file))
    ran = deadline("lint", str(tmp_path / "none.ics"), str(file), code=2)
    assert "none.ics" in ran.err
    assert "the checks passed" in ran.out


def test_the_rules_of_calendar_files_can_be_explained() -> None:
    ran = plan("explain", "ICS104")
    assert ran.code == 0
    assert "75 octets" in ran.out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two calendars, one of them in a folder of the folder."""
    for name in ("moi/a.ics", "moi/tinh/b.ICS"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        deadline("calendar", "dong-thap", "-f", "ics", "-o", str(file))
    return tmp_path / "moi"


def test_a_folder_is_linted_file_by_file(folder: Path) -> None:
    ran = deadline("lint", str(folder))
    assert ran.out == f"{folder / 'a.ics'}: the checks passed\n{folder / 'tinh' / 'b.ICS'}: the checks passed\n"
    (folder / "a.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert "ICS211" in deadline("lint", str(folder), code=1).out


def test_a_folder_without_a_calendar_is_no_success(tmp_path: Path) -> None:
    assert "has no calendar file" in deadline("lint", str(tmp_path), code=2).err


def test_the_next_issue_is_held_against_the_earlier_one(folder: Path, tmp_path: Path) -> None:
    new, old = folder / "a.ics", tmp_path / "cu.ics"
    old.write_bytes(new.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:3"))
    ran = deadline("lint", str(new), "--against", str(old), code=1)
    assert ran.out.count("ICS301") == 10
    assert "fell from 3 to 0" in ran.out
    assert deadline("lint", str(new), "--against", str(new)).out.endswith("the checks passed\n")


def test_folders_are_held_against_each_other_file_by_file(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "cu")
    (tmp_path / "cu" / "c.ics").write_bytes((folder / "a.ics").read_bytes())
    less = (folder / "a.ics").read_bytes()
    entry = less[less.index(b"BEGIN:VEVENT") : less.index(b"END:VEVENT") + len(b"END:VEVENT\r\n")]
    (folder / "a.ics").write_bytes(less.replace(entry, b""))
    ran = deadline("lint", str(folder), "--against", str(tmp_path / "cu"))
    assert ran.out.count("ICS302") == 1
    assert "c.ics is gone" in ran.err
    deadline("lint", str(folder), "--against", str(tmp_path / "cu"), "--strict", code=1)


def test_many_files_are_not_held_against_one(folder: Path) -> None:
    assert "name two folders" in deadline("lint", str(folder), "--against", str(folder / "a.ics"), code=2).err


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_calendar_file_that_leads_nowhere_is_not_passed_over(folder: Path) -> None:
    (folder / "y.ics").symlink_to("y.ics")
    ran = plan("deadline", "lint", str(folder))
    assert ran.code == 2
    assert "y.ics cannot be read" in ran.err
