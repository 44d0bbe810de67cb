"""The linter of calendar files: every rule finds its own fault, and only that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Rule, Span
from cybercrime_plan.read.calendar_lint import against, lint
from cybercrime_plan.refusals import CALENDAR, REISSUED


def octets(example: str) -> bytes:
    """An example as a file; `�` is an octet that is no character, twice around a fold a character cut in two."""
    shown = example.replace("⟨BOM⟩", "\ufeff").replace("␇", "\x07")
    data = shown.replace("\n", "\r\n").replace("␊\r\n", "\n").encode("utf-8")
    cut, damaged = "�\r\n �".encode(), "�".encode()
    return data.replace(cut, b"\xc3\r\n \xb4").replace(damaged, b"\xe1")


GOOD = octets(meaning("ICS101").good)


@pytest.mark.parametrize("rule", CALENDAR, ids=lambda rule: rule.code)
def test_each_rule_finds_its_bad_example_and_nothing_else_does(rule: Rule) -> None:
    assert {finding.rule.code for finding in lint(octets(meaning(rule.code).bad))} == {rule.code}


@pytest.mark.parametrize("rule", CALENDAR, ids=lambda rule: rule.code)
def test_the_good_example_is_sound(rule: Rule) -> None:
    assert lint(octets(meaning(rule.code).good)) == ()


def found(data: bytes) -> list[tuple[str, str]]:
    return [(finding.rule.code, str(finding.place)) for finding in lint(data)]


def test_a_fault_is_placed_on_its_line() -> None:
    broken = GOOD.replace(b"DTSTART;VALUE=DATE:20260612", b"DTSTART;VALUE=DATE:20260230")
    (finding,) = lint(broken)
    assert isinstance(finding.place, Span)
    assert finding.place.line == 7
    assert "20260230" in str(finding.complaint.message)


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    broken = GOOD.replace(b"VERSION:2.0\r\n", b"VERSION:3.0\n").replace(b"SEQUENCE:0", b"SEQUENCE:-1")
    assert found(broken) == [("ICS103", "2:1"), ("ICS210", "2:1"), ("ICS210", "9:1")]


@pytest.mark.parametrize("data", [b"", b"\r\n", b"xin ch\xc3\xa0o\r\n", b"\x01\xff" * 50, b"%PDF-1.7\n"])
def test_what_is_no_calendar_is_said_to_be_none(data: bytes) -> None:
    assert "ICS201" in {finding.rule.code for finding in lint(data)}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_another_encoding_is_one_finding(encoding: str) -> None:
    (finding,) = lint(GOOD.decode().encode(encoding))
    assert (finding.rule.code, str(finding.place)) == ("ICS101", "1:1")
    assert "UTF-16" in str(finding.complaint.message)


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_linter_down(data: bytes) -> None:
    lint(data)
    lint(GOOD[:100] + data + GOOD[100:])


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_one_damaged_octet_never_brings_it_down(index: int, octet: int) -> None:
    lint(GOOD[:index] + bytes([octet]) + GOOD[index + 1 :])


@pytest.mark.parametrize(
    "line",
    [
        b"TRIGGER:-P6DT15H",
        b"TRIGGER:PT9H",
        b"TRIGGER:-P1W",
        b"TRIGGER;VALUE=DATE-TIME:20260601T020000Z",
        b"TRIGGER;RELATED=END:-PT30M",
    ],
)
def test_alarms_may_be_relative_or_absolute(line: bytes) -> None:
    alarm = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\n" + line + b"\r\nEND:VALARM\r\nEND:VEVENT"
    assert lint(GOOD.replace(b"END:VEVENT", alarm)) == ()


@pytest.mark.parametrize("value", [b"P", b"-PT", b"1D", b"P1D1H", b"9H", b"P1DT"])
def test_an_alarm_without_a_duration_is_refused(value: bytes) -> None:
    alarm = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:" + value + b"\r\nEND:VALARM\r\nEND:VEVENT"
    assert [code for code, _place in found(GOOD.replace(b"END:VEVENT", alarm))] == ["ICS210"]


def test_an_exception_to_a_recurring_entry_keeps_its_uid() -> None:
    entry = GOOD[GOOD.index(b"BEGIN:VEVENT") : GOOD.index(b"END:VCALENDAR")]
    exception = entry.replace(b"SEQUENCE", b"RECURRENCE-ID;VALUE=DATE:20260612\r\nSEQUENCE")
    assert lint(GOOD.replace(entry, entry + exception)) == ()


ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    b"TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def test_a_time_zone_that_is_described_may_be_named() -> None:
    zoned = GOOD.replace(b"BEGIN:VEVENT", ZONE + b"BEGIN:VEVENT", 1)
    zoned = zoned.replace(b"DTSTART;VALUE=DATE:20260612", b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260612T090000")
    zoned = zoned.replace(b"DTEND;VALUE=DATE:20260613", b"DTEND;TZID=Asia/Ho_Chi_Minh:20260612T100000")
    assert lint(zoned) == ()


def test_a_quoted_parameter_may_hold_colons_and_semicolons() -> None:
    line = b'ORGANIZER;CN="So; Tu: phap":mailto:x@example.vn\r\nSEQUENCE:0'
    assert lint(GOOD.replace(b"SEQUENCE:0", line)) == ()


START, END = b"DTSTART;VALUE=DATE:20260612", b"DTEND;VALUE=DATE:20260613"


def with_line(*lines: bytes, start: bytes = START, end: bytes | None = END, before: bytes = b"") -> bytes:
    """The good file with more lines in its entry."""
    changed = GOOD.replace(START, start).replace(END + b"\r\n", end + b"\r\n" if end else b"")
    changed = changed.replace(b"BEGIN:VEVENT", before + b"BEGIN:VEVENT", 1)
    return changed.replace(b"SEQUENCE:0", b"\r\n".join([*lines, b"SEQUENCE:0"]), 1)


def alarm(*lines: bytes) -> bytes:
    inside = b"\r\n".join([b"BEGIN:VALARM", *lines, b"END:VALARM", b"END:VEVENT"])
    return GOOD.replace(b"END:VEVENT", inside)


MOMENT, UNTIL_NOON = b"DTSTART:20260612T020000Z", b"DTEND:20260612T050000Z"
LOCAL = b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260612T090000"
RIGHT = {
    "every year": with_line(b"RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=12"),
    "the last Friday": with_line(b"RRULE:FREQ=MONTHLY;BYDAY=-1FR"),
    "the last working day": with_line(b"RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    "until a day": with_line(b"RRULE:FREQ=WEEKLY;UNTIL=20261231;WKST=MO"),
    "until a moment": with_line(b"RRULE:FREQ=DAILY;UNTIL=20261231T000000Z", start=MOMENT, end=UNTIL_NOON),
    "backward": with_line(b"RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD"),
    "lower case": with_line(b"RRULE:freq=yearly", b"STATUS:confirmed"),
    "an exception": with_line(b"RRULE:FREQ=YEARLY", b"EXDATE;VALUE=DATE:20270612,20280612"),
    "a period": with_line(
        b"RDATE;VALUE=PERIOD:20260613T020000Z/PT1H,20260614T020000Z/20260614T030000Z",
        start=MOMENT,
        end=UNTIL_NOON,
    ),
    "zone and UTC": with_line(start=LOCAL, end=UNTIL_NOON, before=ZONE),
    "a name all know": with_line(start=b"DTSTART;TZID=/example.org/Hanoi:20260612T090000", end=None),
    "a zone whose hours have changed": with_line(
        before=ZONE.replace(
            b"DTSTART:1970", b"RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU;UNTIL=20061101T060000Z\r\nDTSTART:1970"
        )
    ),
    "how Google writes a reminder": alarm(b"ACTION:DISPLAY", b"DESCRIPTION:x", b"TRIGGER:-P0DT0H10M0S"),
    "how Apple writes none": alarm(b"ACTION:NONE", b"TRIGGER;VALUE=DATE-TIME:19760401T005545Z"),
    "an alarm that repeats": alarm(
        b"ACTION:DISPLAY", b"DESCRIPTION:x", b"TRIGGER;RELATED=START:-PT1H", b"REPEAT:2", b"DURATION:PT15M"
    ),
    "so many days": with_line(b"DURATION:P1D", end=None),
    "a week": with_line(b"DURATION:P1W", end=None),
    "nine": with_line(b"PRIORITY:9"),
    "a place": with_line(b"GEO:10.46;105.63"),
    "an organiser": with_line(b"ORGANIZER;CN=A:mailto:a@example.vn", b"ATTENDEE:mailto:b@example.vn"),
    "published": with_line().replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:PUBLISH"),
}


@pytest.mark.parametrize("data", RIGHT.values(), ids=RIGHT)
def test_what_the_format_allows_is_not_accused(data: bytes) -> None:
    assert found(data) == []


WRONG = {
    "no frequency": (with_line(b"RRULE:COUNT=3"), "ICS212"),
    "a frequency nobody knows": (with_line(b"RRULE:FREQ=DECENNIALLY"), "ICS212"),
    "every 0 years": (with_line(b"RRULE:FREQ=YEARLY;INTERVAL=0"), "ICS212"),
    "0 times": (with_line(b"RRULE:FREQ=YEARLY;COUNT=0"), "ICS212"),
    "two ends": (with_line(b"RRULE:FREQ=YEARLY;COUNT=2;UNTIL=20281231"), "ICS212"),
    "a part twice": (with_line(b"RRULE:FREQ=YEARLY;FREQ=MONTHLY"), "ICS212"),
    "no part": (with_line(b"RRULE:FREQ=YEARLY;"), "ICS212"),
    "an unknown part": (with_line(b"RRULE:FREQ=YEARLY;BYFOO=1"), "ICS212"),
    "month 13": (with_line(b"RRULE:FREQ=YEARLY;BYMONTH=13"), "ICS212"),
    "day 0": (with_line(b"RRULE:FREQ=MONTHLY;BYMONTHDAY=0"), "ICS212"),
    "no weekday": (with_line(b"RRULE:FREQ=WEEKLY;BYDAY=T6"), "ICS212"),
    "the second Friday of a week": (with_line(b"RRULE:FREQ=WEEKLY;BYDAY=2FR"), "ICS212"),
    "a day of the month in a week": (with_line(b"RRULE:FREQ=WEEKLY;BYMONTHDAY=5"), "ICS212"),
    "a week of a month": (with_line(b"RRULE:FREQ=MONTHLY;BYWEEKNO=5"), "ICS212"),
    "a place among nothing": (with_line(b"RRULE:FREQ=MONTHLY;BYSETPOS=-1"), "ICS212"),
    "an hour of a whole day": (with_line(b"RRULE:FREQ=DAILY;BYHOUR=9"), "ICS212"),
    "a moment ends days": (with_line(b"RRULE:FREQ=YEARLY;UNTIL=20281231T000000Z"), "ICS212"),
    "a local moment ends UTC": (
        with_line(b"RRULE:FREQ=DAILY;UNTIL=20261231T000000", start=MOMENT, end=UNTIL_NOON),
        "ICS212",
    ),
    "an exception of another type": (with_line(b"RRULE:FREQ=YEARLY", b"EXDATE:20270612T000000Z"), "ICS212"),
    "another day of another type": (with_line(b"RECURRENCE-ID:20260612T000000Z"), "ICS212"),
    "an alarm of nothing": (
        GOOD.replace(
            b"BEGIN:VEVENT",
            b"BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nBEGIN:VEVENT",
        ),
        "ICS211",
    ),
    "an entry in an entry": (
        GOOD.replace(
            b"END:VEVENT",
            b"BEGIN:VEVENT\r\nUID:b\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\nEND:VEVENT",
        ),
        "ICS211",
    ),
    "an entry outside": (GOOD[GOOD.index(b"BEGIN:VEVENT") : GOOD.index(b"END:VCALENDAR")] + GOOD, "ICS211"),
    "an empty calendar": (
        GOOD[: GOOD.index(b"BEGIN:VEVENT")] + GOOD[GOOD.index(b"END:VCALENDAR") :],
        "ICS211",
    ),
    "a zone without times": (
        with_line(before=b"BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n"),
        "ICS211",
    ),
    "times without offsets": (with_line(before=ZONE.replace(b"TZOFFSETTO:+0700\r\n", b"")), "ICS202"),
    "an offset that is none": (with_line(before=ZONE.replace(b"TZOFFSETTO:+0700", b"TZOFFSETTO:+7")), "ICS210"),
    "an offset of minus nothing": (
        with_line(before=ZONE.replace(b"TZOFFSETTO:+0700", b"TZOFFSETTO:-0000")),
        "ICS210",
    ),
    "a zone of a day": (
        with_line(start=b"DTSTART;VALUE=DATE;TZID=Asia/Ho_Chi_Minh:20260612", before=ZONE),
        "ICS208",
    ),
    "a zone of UTC": (
        with_line(start=b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260612T020000Z", end=UNTIL_NOON, before=ZONE),
        "ICS208",
    ),
    "an empty UID": (GOOD.replace(GOOD[GOOD.index(b"UID:") : GOOD.index(b"\r\nDTSTAMP")], b"UID:"), "ICS202"),
    "an alarm without words": (alarm(b"ACTION:DISPLAY", b"TRIGGER:-PT1H"), "ICS202"),
    "a mail to nobody": (
        alarm(b"ACTION:EMAIL", b"TRIGGER:-PT1H", b"DESCRIPTION:x", b"SUMMARY:x"),
        "ICS202",
    ),
    "an alarm that repeats at no distance": (
        alarm(b"ACTION:DISPLAY", b"TRIGGER:-PT1H", b"DESCRIPTION:x", b"REPEAT:2"),
        "ICS202",
    ),
    "a request by nobody": (GOOD.replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:REQUEST"), "ICS202"),
    "backwards in time": (with_line(b"DURATION:-P1D", end=None), "ICS210"),
    "no length": (with_line(b"DURATION:P0D", end=None), "ICS210"),
    "hours of a whole day": (with_line(b"DURATION:PT5H", end=None), "ICS207"),
    "weeks and days": (with_line(b"DURATION:P1W2D", end=None), "ICS210"),
    "a period that ends before it begins": (
        with_line(b"RDATE;VALUE=PERIOD:20260614T020000Z/20260613T020000Z", start=MOMENT, end=UNTIL_NOON),
        "ICS205",
    ),
    "a day that is a period": (with_line(b"EXDATE;VALUE=PERIOD:20260614T020000Z/PT1H"), "ICS205"),
    "priority 12": (with_line(b"PRIORITY:12"), "ICS210"),
    "another calendar": (GOOD.replace(b"VERSION:2.0", b"VERSION:2.0\r\nCALSCALE:JULIAN"), "ICS210"),
    "half a place": (with_line(b"GEO:10.5"), "ICS210"),
    "an address without its kind": (with_line(b"ORGANIZER:a@example.vn"), "ICS210"),
    "the status of a task": (with_line(b"STATUS:NEEDS-ACTION"), "ICS210"),
    "local and UTC": (with_line(start=b"DTSTART:20260612T090000", end=UNTIL_NOON), "ICS207"),
    "a day and a moment": (with_line(end=UNTIL_NOON), "ICS207"),
}


@pytest.mark.parametrize(("data", "code"), WRONG.values(), ids=WRONG)
def test_what_the_format_forbids_is_named(data: bytes, code: str) -> None:
    assert code in {one for one, _place in found(data)}


def test_a_wrong_encoding_is_one_finding() -> None:
    strange = GOOD.decode().replace("Báo cáo", "B\xe1o c\xe1o").encode("latin-1", "replace") * 2
    (finding,) = lint(strange)
    assert (finding.rule.code, "another encoding" in str(finding.complaint.message)) == ("ICS101", True)


# two issues of one calendar


def issues(example: str) -> tuple[bytes, bytes]:
    """The earlier and the later issue of an example, which shows one after the other."""
    both = octets(example)
    cut = both.index(b"BEGIN:VCALENDAR", 1)
    return both[:cut], both[cut:]


@pytest.mark.parametrize("rule", REISSUED, ids=lambda rule: rule.code)
def test_a_next_issue_that_nobody_would_notice_is_named(rule: Rule) -> None:
    old, new = issues(meaning(rule.code).bad)
    assert [finding.rule for finding in against(new, old)] == [rule]
    old, new = issues(meaning(rule.code).good)
    assert against(new, old) == ()
    assert (lint(old), lint(new)) == ((), ())


def test_the_same_file_is_its_own_next_issue() -> None:
    assert against(GOOD, GOOD) == ()


def test_a_later_stamp_is_a_later_version() -> None:
    changed = GOOD.replace(b"SUMMARY:", b"SUMMARY:Moi ")
    assert [finding.rule.code for finding in against(changed, GOOD)] == ["ICS303"]
    stamped = changed.replace(b"DTSTAMP:2022", b"DTSTAMP:2023")
    assert against(stamped, GOOD) == ()


@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_no_bytes_bring_the_comparison_down(data: bytes, where: int) -> None:
    against(GOOD[:where] + data, GOOD)
    against(GOOD, data + GOOD[where:])
