"""The calendar file: its bytes, and what independent readers make of them."""

from __future__ import annotations

import weakref
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any
from unicodedata import is_normalized, normalize

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.model.calendar import Event, Reminder
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.calendar import read_events
from cybercrime_plan.read.calendar_lint import lint
from cybercrime_plan.render.calendar import calendar_file, calendar_name, events
from cybercrime_plan.render.sections import place
from tests.duties import plan_with, report, shipped_days, yearly
from tests.render.amended import AMENDED

OFFICE = (Reminder(7, time(9)), Reminder(1, time(9)))
JUNE = yearly(6, 15) | {
    "title": "Báo cáo 6 tháng, sơ kết; kết quả \\ tồn tại",
    "from_whom": ["all"],
    "to": ["ubnd"],
    "via": {"agency": "cong-an", "email": "a@example.vn"},
    "data": {"from": "12-15", "to": "06-10"},
    "at": "IV.2",
}
AGENCIES = [
    {"id": "ubnd", "name": "Ủy ban nhân dân tỉnh, thành phố"},
    {"id": "cong-an", "name": "Công an Tỉnh"},
]


def entries(*reports: dict[str, Any], reminders: tuple[Reminder, ...] = OFFICE, **plan: Any) -> tuple[Event, ...]:
    made = plan_with(*reports, agencies=AGENCIES, province="Đồng Tháp", **plan)
    return events(deadlines([made], shipped_days()).occurrences, VIETNAMESE, reminders)


def written(*made: Event) -> bytes:
    return b"".join(calendar_file(made, "Hạn báo cáo – Đồng Tháp", VIETNAMESE))


JUNE_2026 = entries(JUNE, first=2026)
FILE = written(*JUNE_2026)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_the_whole_file_is_as_agreed() -> None:
    lines = unfolded(FILE)
    assert lines[:8] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//cybercrime-plan//plan//VI",
        "CALSCALE:GREGORIAN",
        "NAME:Hạn báo cáo – Đồng Tháp",
        "X-WR-CALNAME:Hạn báo cáo – Đồng Tháp",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    assert "UID:2026-06.bao-cao.thu@cybercrime-plan" in lines
    assert "DTSTART;VALUE=DATE:20260612" in lines
    assert "DTEND;VALUE=DATE:20260613" in lines
    assert "DTSTAMP:20220201T000000Z" in lines
    assert "SEQUENCE:0" in lines
    assert "TRANSP:TRANSPARENT" in lines
    assert "STATUS:CONFIRMED" in lines
    assert [line for line in lines if line.startswith("TRIGGER")] == ["TRIGGER:-P6DT15H", "TRIGGER:-PT15H"]


@pytest.mark.parametrize("word", ["RRULE", "VTIMEZONE", "METHOD", "TZID", "ATTENDEE", "ORGANIZER"])
def test_nothing_in_it_could_be_answered_repeated_or_shifted(word: str) -> None:
    assert word not in FILE.decode()


def test_the_entry_says_all_a_person_needs() -> None:
    assert JUNE_2026[0].summary == "Báo cáo 6 tháng, sơ kết; kết quả \\ tồn tại, trước 15/06/2026 – Đồng Tháp"
    assert JUNE_2026[0].description.splitlines() == [
        "Thời hạn: trước 15/06/2026",
        "Ngày cuối cùng đúng hạn: CN 14/06/2026",
        "Nên gửi: T6 12/06/2026 (14/06/2026 là Chủ nhật, 13/06/2026 là thứ Bảy)",
        "Thời gian chốt số liệu: từ 15/12/2025 đến 10/06/2026",
        "Đơn vị báo cáo: tất cả cơ quan, đơn vị",
        "Nơi nhận: Ủy ban nhân dân tỉnh, thành phố",
        "Gửi qua: Công an Tỉnh; a@example.vn",
        "Căn cứ: thu, mục IV.2",
    ]


def test_a_term_in_days_says_where_the_law_lets_it_end() -> None:
    half = report(after={"period": "half_year", "days": 4, "unit": "day"})
    (first, _second) = events(deadlines([plan_with(half, first=2026)], shipped_days()).occurrences, ENGLISH)
    assert "The law lets the term end on: Mon 2026-07-06" in first.description


def test_our_own_linter_finds_nothing() -> None:
    assert lint(FILE) == ()
    assert lint(written(*entries(JUNE, NOVEMBER))) == ()


NOVEMBER = yearly(11, 15) | {"id": "nam", "title": "Báo cáo năm"}


def test_several_plans_merge_into_one_calendar_with_names_of_their_own() -> None:
    plans = [plan_with(JUNE, id="a"), plan_with(JUNE, id="b")]
    made = events(deadlines(plans, shipped_days()).occurrences, VIETNAMESE)
    assert len({event.uid for event in made}) == len(made) == 10
    assert calendar_name(plans, VIETNAMESE) == "Hạn báo cáo – a · b"


@pytest.mark.parametrize(
    ("change", "plan"),
    [
        ({"title": "Tên khác"}, {}),
        ({"bound": "by"}, {}),
        ({"rule": {"freq": "yearly", "bymonth": 6, "bymonthday": 20}}, {}),
        ({"roll": "none"}, {}),
        ({"overrides": [{"occurrence": "2025-06", "due": "2025-07-01", "ordered_by": "x"}]}, {}),
        ({"from_whom": ["cong-an"]}, {}),
        ({}, {"document": {"number": "1/KH-UBND"}}),
        ({}, {"revision": {"number": 3, "on": "2024-05-05"}}),
        ({}, {"title": "Kế hoạch khác"}),
    ],
    ids=["title", "bound", "day", "roll", "order", "senders", "number", "revision", "plan title"],
)
def test_an_entry_keeps_its_name_through_every_edit(change: dict[str, Any], plan: dict[str, Any]) -> None:
    assert [event.uid for event in entries(JUNE | change, **plan)] == [event.uid for event in entries(JUNE)]


def test_a_new_revision_raises_the_version_of_every_entry() -> None:
    (first, *_rest) = entries(JUNE, revision={"number": 3, "on": "2024-05-05"})
    assert (first.sequence, first.stamp) == (2, date(2024, 5, 5))


def test_a_plan_without_a_revision_is_refused() -> None:
    with pytest.raises(UsageError, match="no revision"):
        entries(JUNE, revision=None)


def test_vobject_reads_the_same() -> None:
    read = vobject.readOne(FILE.decode())
    event = read.vevent
    assert event.uid.value == "2026-06.bao-cao.thu@cybercrime-plan"
    assert event.dtstart.value == date(2026, 6, 12)
    assert event.dtend.value == date(2026, 6, 13)
    assert event.summary.value == JUNE_2026[0].summary
    assert event.description.value == JUNE_2026[0].description
    assert event.categories.value == list(JUNE_2026[0].categories)
    assert [alarm.trigger.value for alarm in event.valarm_list] == [
        timedelta(days=-7, hours=9),
        timedelta(hours=-15),
    ]


def test_ics_reads_the_same() -> None:
    from ics import Calendar

    (event,) = Calendar(FILE.decode()).events
    assert event.uid == "2026-06.bao-cao.thu@cybercrime-plan"
    assert event.all_day
    assert event.begin.date() == date(2026, 6, 12)
    assert event.duration == timedelta(days=1)
    assert event.name == JUNE_2026[0].summary
    assert event.description == JUNE_2026[0].description


def test_vobject_and_ics_show_what_is_cancelled_and_what_was_moved() -> None:
    from ics import Calendar

    data = b"".join(calendar_file(AMENDED, "Hạn báo cáo", VIETNAMESE)).decode()
    by_vobject = {
        (event.uid.value, event.summary.value, event.status.value, event.dtstart.value)
        for event in vobject.readOne(data).vevent_list
    }
    by_ics = {(event.uid, event.name, event.status, event.begin.date()) for event in Calendar(data).events}
    expected = {
        (event.uid, event.summary, "CANCELLED" if event.cancelled else "CONFIRMED", event.day) for event in AMENDED
    }
    assert by_vobject == by_ics == expected
    assert sum(title.startswith("ĐÃ HỦY: ") for _uid, title, _state, _day in expected) == 2


@pytest.mark.parametrize("at", [time(8), time(0)])
def test_a_reminder_on_the_day_itself_is_a_moment_no_program_reads_backwards(at: time) -> None:
    data = written(*entries(JUNE, reminders=(Reminder(0, at),), first=2026))
    (alarm,) = vobject.readOne(data.decode()).vevent.valarm_list
    moment = datetime.combine(date(2026, 6, 12), at, timezone(timedelta(hours=7)))
    assert alarm.trigger.value == moment
    assert read_events(data, "x")[0].reminders == (Reminder(0, at),)


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2028\u2029"),
    min_size=1,
    max_size=120,
)
LINE = TEXT.map(lambda text: "x" + " ".join(text.split()))  # no text begins with a lone accent
EVENTS = st.builds(
    Event,
    uid=st.integers(1, 10**9).map(lambda number: f"2026-06.r{number}.p@cybercrime-plan"),
    day=st.dates(date(1990, 1, 1), date(2190, 1, 1)),
    stamp=st.dates(date(1990, 1, 1), date(2190, 1, 1)),
    sequence=st.integers(0, 99),
    summary=LINE,
    description=st.lists(LINE, min_size=1, max_size=5).map("\n".join),
    categories=st.lists(st.sampled_from(["Hạn báo cáo", "Đồng Tháp", "Khánh Hòa"]), unique=True).map(tuple),
    reminders=st.lists(
        st.builds(Reminder, st.integers(0, 60), st.times().map(lambda at: at.replace(second=0, microsecond=0))),
        max_size=3,
    ).map(tuple),
    cancelled=st.booleans(),
)


def composed(event: Event) -> Event:
    """The entry as a file holds it: its texts in composed characters."""
    return replace(event, summary=normalize("NFC", event.summary), description=normalize("NFC", event.description))


@given(st.lists(EVENTS, max_size=4, unique_by=lambda event: event.uid))
def test_reading_the_file_gives_back_every_entry(made: list[Event]) -> None:
    data = written(*made)
    assert read_events(data, "lich.ics") == tuple(map(composed, made))
    assert not made or lint(data) == ()


@example(r"C:\Nha nuoc\nam; a, b\\")
@given(LINE)
def test_every_text_comes_back_letter_by_letter(text: str) -> None:
    made = replace(JUNE_2026[0], summary=text, description=f"{text}\n{text}")
    assert read_events(written(made), "lich.ics") == (composed(made),)
    (event,) = vobject.readOne(written(made).decode()).contents["vevent"]
    assert event.summary.value == composed(made).summary


@given(EVENTS)
def test_lines_are_75_octets_at_most_and_folded_between_characters(event: Event) -> None:
    lines = written(event).split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    texts = [line.decode() for line in lines]  # a cut character would not decode
    assert is_normalized("NFC", "".join(text.removeprefix(" ") for text in texts))


@pytest.mark.parametrize("data", [b"BEGIN:VCALENDAR", b"xin", b"\xff\xfe", b"BEGIN:VEVENT\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_calendar_file_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(InputError, match=r"x\.ics"):
        read_events(data, "x.ics")


@given(st.binary(max_size=200), st.integers(0, len(FILE)))
def test_no_damage_brings_the_reader_down(data: bytes, where: int) -> None:
    for damaged in (data, FILE[:where] + data + FILE[where:], FILE[:where]):
        try:
            read_events(damaged, "x.ics")
        except InputError:
            continue


def test_entries_at_a_time_of_day_are_passed_over() -> None:
    timed = FILE.replace(b"DTSTART;VALUE=DATE:20260612", b"DTSTART:20260612T090000Z").replace(
        b"DTEND;VALUE=DATE:20260613", b"DTEND:20260612T100000Z"
    )
    assert read_events(timed, "x.ics") == ()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "a, mục IV.2"),
        ({"title": "Tăng cường phòng ngừa"}, "Kế hoạch tăng cường phòng ngừa, mục IV.2"),
        ({"title": "Tăng cường", "document": {"number": "15/KH-UBND"}}, "Kế hoạch số 15/KH-UBND, mục IV.2"),
    ],
)
def test_what_a_duty_rests_on_has_its_kind_its_number_and_its_clause(more: dict[str, Any], said: str) -> None:
    duty = {"id": "r", "title": "R", "kind": "ad_hoc", "timing": "khi cần", "at": "IV.2"}
    plan = Plan.model_validate({"format": "1", "id": "a", **more, "reports": (duty,)})
    assert VIETNAMESE.say(place(plan, plan.reports[0])) == said


def test_an_annex_is_no_clause() -> None:
    duty = {"id": "r", "title": "R", "kind": "ad_hoc", "timing": "khi cần", "at": "Phụ lục 2"}
    plan = Plan.model_validate({"format": "1", "id": "a", "reports": (duty,)})
    assert VIETNAMESE.say(place(plan, plan.reports[0])) == "a, Phụ lục 2"


def test_of_many_entries_one_at_a_time_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    import icalendar

    alive: list[weakref.ref[Any]] = []
    make = icalendar.Event.__init__

    def watched(self: icalendar.Event, *given: Any, **named: Any) -> None:
        alive.append(weakref.ref(self))
        make(self, *given, **named)

    monkeypatch.setattr(icalendar.Event, "__init__", watched)
    made = (replace(JUNE_2026[0], uid=f"2026-06.r{number}.p@cybercrime-plan") for number in range(50))
    for _piece in calendar_file(made, "x", VIETNAMESE):
        assert sum(one() is not None for one in alive) <= 1
    assert len(alive) == 50
