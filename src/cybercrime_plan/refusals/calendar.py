"""ICS: what makes a calendar file mean different things to different programs (RFC 5545)."""

from __future__ import annotations

from typing import Final

from cybercrime_plan.findings import Rule, Severity
from cybercrime_plan.language import Text, _
from cybercrime_plan.refusals.example import changed

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_GOOD: Final = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//plan//VI
BEGIN:VEVENT
UID:2026-06.nam.mau@example
DTSTAMP:20220201T000000Z
DTSTART;VALUE=DATE:20260612
DTEND;VALUE=DATE:20260613
SEQUENCE:0
SUMMARY:Báo cáo 6 tháng\\, trước 15/06/2026 của các sở\\, ban
 \\, ngành tỉnh và các huyện
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
_ENTRY: Final = _GOOD[_GOOD.index("BEGIN:VEVENT") : _GOOD.index("END:VCALENDAR")]


def _fault(
    code: str, name: str, summary: Text, advice: Text, *slips: tuple[str, str], severity: Severity = Severity.ERROR
) -> Rule:
    """A rule whose bad example is a sound file with these slips; `�` stands for an octet no text can show."""
    return Rule(code, name, severity, summary, advice, changed(_GOOD, *slips), _GOOD)


NOT_UTF8: Final = _fault(
    "ICS101",
    "calendar-not-utf-8",
    _("A line of the calendar file is not UTF-8."),
    _("Save the file as UTF-8; what was written in another encoding cannot be told from damage."),
    ("Báo cáo", "B�o cáo"),
)
BYTE_ORDER: Final = _fault(
    "ICS102",
    "calendar-byte-order-mark",
    _("The calendar file begins with a byte order mark."),
    _("Save it as UTF-8 without one: strict readers do not find BEGIN:VCALENDAR behind it."),
    ("BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR"),
)
LINE_END: Final = _fault(
    "ICS103",
    "calendar-line-end",
    _("A line of the calendar file does not end with CR and LF."),
    _("RFC 5545 wants both, on every system and after the last line; a text editor may have taken CR off."),
    ("VERSION:2.0\r\n", "VERSION:2.0\n"),
)
LONG_LINE: Final = _fault(
    "ICS104",
    "calendar-line-too-long",
    _("A line of the calendar file is longer than 75 octets."),
    _("Fold it: CR, LF and a blank, before an octet too many. A Vietnamese letter takes two or three octets."),
    ("\r\n \\, ngành", "\\, ngành"),
)
SPLIT: Final = _fault(
    "ICS105",
    "calendar-character-cut",
    _("A fold of the calendar file cuts a character in two."),
    _("Fold between characters: a reader that decodes line by line loses the letter."),
    ("sở", "s�\r\n �"),
)
NOT_CONTENT: Final = _fault(
    "ICS106",
    "calendar-line-not-a-property",
    _("A line of the calendar file is empty, or is not a name and a value."),
    _("A line reads NAME:value or NAME;PARAMETER=x:value; a text that goes on begins with a blank."),
    ("SEQUENCE:0", "SEQUENCE 0"),
)
CONTROL: Final = _fault(
    "ICS107",
    "calendar-control-character",
    _("A control character stands in the calendar file."),
    _("Take it out; a line end inside a text is written \\N."),
    ("Báo cáo", "Báo\x07cáo"),
)
NOT_NFC: Final = _fault(
    "ICS108",
    "calendar-accents-apart",
    _("Letters and their accents are separate characters in the calendar file."),
    _("Readers show and search such text unevenly; write composed characters (NFC)."),
    ("Báo", "Ba\u0301o"),
    severity=Severity.WARNING,
)
UNBALANCED: Final = _fault(
    "ICS201",
    "calendar-begin-and-end",
    _("BEGIN and END of the calendar file do not match, or there is no calendar in it."),
    _("Every BEGIN:X has its END:X, and all stands inside VCALENDAR."),
    ("END:VEVENT\r\n", ""),
)
MISSING: Final = _fault(
    "ICS202",
    "calendar-property-missing",
    _("A part of the calendar file lacks a property that it must have."),
    _("A calendar has PRODID and VERSION, an entry UID, DTSTAMP and DTSTART, an alarm ACTION and TRIGGER."),
    ("UID:2026-06.nam.mau@example\r\n", ""),
)
REPEATED: Final = _fault(
    "ICS203",
    "calendar-property-twice",
    _("A property stands twice where the calendar format allows it once."),
    _("Readers keep the first or the last of them; take one out."),
    ("SEQUENCE:0\r\n", "SEQUENCE:0\r\nSEQUENCE:1\r\n"),
)
SAME_UID: Final = _fault(
    "ICS204",
    "calendar-uid-twice",
    _("Two entries of the calendar file have the same UID."),
    _("Readers keep only one of them: the UID is the entry's name for good."),
    (_ENTRY, _ENTRY + _ENTRY),
)
BAD_DATE: Final = _fault(
    "ICS205",
    "calendar-date",
    _("A date of the calendar file does not exist, or is not written as its type wants."),
    _("A whole day is NAME;VALUE=DATE:20260612, a moment NAME:20260612T090000."),
    ("DTSTART;VALUE=DATE:20260612", "DTSTART:20260612"),
)
NOT_UTC: Final = _fault(
    "ICS206",
    "calendar-stamp-not-utc",
    _("A stamp of the calendar file is not a moment in UTC."),
    _("DTSTAMP, CREATED and LAST-MODIFIED end with Z; otherwise readers disagree on which version is newer."),
    ("DTSTAMP:20220201T000000Z", "DTSTAMP:20220201T000000"),
)
WRONG_END: Final = _fault(
    "ICS207",
    "calendar-end",
    _("An entry does not end after it begins, ends twice, or ends in another way than it begins."),
    _("DTEND is not part of the entry: for a single day it is the day after. Both are days, or both are moments."),
    ("DTEND;VALUE=DATE:20260613", "DTEND;VALUE=DATE:20260612"),
)
UNKNOWN_ZONE: Final = _fault(
    "ICS208",
    "calendar-time-zone",
    _("A time zone is named that the calendar file does not describe."),
    _("Write the moment in UTC, or add the VTIMEZONE; readers guess differently."),
    ("DTEND;VALUE=DATE:20260613", "DTEND;TZID=Asia/Ho_Chi_Minh:20260613T170000"),
    ("DTSTART;VALUE=DATE:20260612", "DTSTART;TZID=Asia/Ho_Chi_Minh:20260612T090000"),
)
ESCAPES: Final = _fault(
    "ICS209",
    "calendar-escape",
    _("A comma, semicolon or backslash of a text is not escaped, or an escape does not exist."),
    _("Some readers cut the text there."),
    ("tháng\\,", "tháng,"),
)
BAD_VALUE: Final = _fault(
    "ICS210",
    "calendar-value",
    _("A property has a value the calendar format does not know."),
    _("Readers fall back on different defaults."),
    ("SEQUENCE:0", "SEQUENCE:một"),
)

CALENDAR: Final = (
    NOT_UTF8,
    BYTE_ORDER,
    LINE_END,
    LONG_LINE,
    SPLIT,
    NOT_CONTENT,
    CONTROL,
    NOT_NFC,
    UNBALANCED,
    MISSING,
    REPEATED,
    SAME_UID,
    BAD_DATE,
    NOT_UTC,
    WRONG_END,
    UNKNOWN_ZONE,
    ESCAPES,
    BAD_VALUE,
)
