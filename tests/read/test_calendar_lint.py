"""The linter of calendar files: every rule finds its own fault, and only that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Rule, Span
from cybercrime_plan.read.calendar_lint import lint
from cybercrime_plan.refusals import CALENDAR


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


def test_a_time_zone_that_is_described_may_be_named() -> None:
    zone = b"BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"
    zoned = GOOD.replace(b"BEGIN:VEVENT", zone, 1)
    zoned = zoned.replace(b"DTSTART;VALUE=DATE:20260612", b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260612T090000")
    zoned = zoned.replace(b"DTEND;VALUE=DATE:20260613", b"DTEND;TZID=Asia/Ho_Chi_Minh:20260612T100000")
    assert lint(zoned) == ()


def test_a_quoted_parameter_may_hold_colons_and_semicolons() -> None:
    line = b'ORGANIZER;CN="So; Tu: phap":mailto:x@example.vn\r\nSEQUENCE:0'
    assert lint(GOOD.replace(b"SEQUENCE:0", line)) == ()
