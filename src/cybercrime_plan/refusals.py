"""What the readers refuse: writing and safety (YML), shape and types (SCH) of plan files, calendar files (ICS), and
what is wrong with a register of reports (REG).

They stand below the model because its closed parsers refuse in their name. Each is found by reading, not by a
check of a finished plan, so none has a function in `rules/`. What they mean stands in the catalogue.
"""

from __future__ import annotations

from typing import Final

from cybercrime_plan.findings import Rule, Severity

_NAMES: Final = {
    "YML101": "file-too-large",
    "YML102": "not-utf-8",
    "YML103": "legacy-vietnamese-encoding",
    "YML104": "control-character",
    "YML105": "direction-override",
    "YML106": "empty-file",
    "YML107": "too-many-faults",
    "YML108": "nested-too-deeply",
    "YML109": "too-many-values",
    "YML110": "stops-the-program",
    "YML201": "tab-as-indentation",
    "YML202": "wrong-indentation",
    "YML203": "unclosed-quote",
    "YML204": "unclosed-bracket",
    "YML205": "text-needs-quotes",
    "YML206": "missing-colon",
    "YML207": "unknown-escape",
    "YML208": "not-yaml",
    "YML301": "alias",
    "YML302": "anchor",
    "YML303": "tag",
    "YML304": "merge-key",
    "YML305": "second-document",
    "YML306": "name-is-no-text",
    "YML307": "repeated-field",
    "SCH101": "not-a-list",
    "SCH102": "not-a-text",
    "SCH103": "empty-text",
    "SCH104": "not-an-id",
    "SCH105": "not-a-whole-number",
    "SCH106": "not-a-year",
    "SCH107": "not-true-or-false",
    "SCH108": "not-one-of-the-words",
    "SCH109": "not-a-sha256",
    "SCH110": "nothing-to-read",
    "SCH111": "missing-field",
    "SCH112": "unknown-field",
    "SCH113": "no-fields",
    "SCH114": "empty-list",
    "SCH201": "ambiguous-figure",
    "SCH202": "figure-too-long",
    "SCH203": "part-of-a-dong",
    "SCH204": "not-a-unit-of-money",
    "SCH205": "wrong-count-of-amounts",
    "SCH301": "not-a-date",
    "SCH302": "no-such-day",
    "SCH303": "day-missing",
    "SCH401": "not-a-month",
    "SCH402": "not-a-day-of-the-month",
    "SCH403": "months-do-not-fit",
    "SCH404": "term-out-of-range",
    "SCH405": "not-a-due-date",
    "SCH406": "date-does-not-fit-kind",
    "SCH407": "bound-not-clear",
    "SCH408": "not-a-weekday-or-working-day",
    "SCH409": "not-a-time-of-day",
    "SCH411": "not-an-occurrence",
    "SCH412": "override-says-nothing",
    "SCH413": "override-without-effect",
    "SCH414": "data-window-does-not-fit",
    "SCH415": "repeated-report-id",
    "SCH416": "outside-the-period",
    "SCH417": "does-not-hold-in-that-order",
    "SCH421": "day-of-another-year",
    "SCH422": "repeated-day",
    "SCH423": "day-does-not-fit-kind",
    "SCH501": "repeated-id",
    "SCH502": "years-out-of-order",
    "SCH503": "unknown-id",
}
_BY_CODE: Final = {code: Rule(code, name, Severity.ERROR) for code, name in _NAMES.items()}

READER: Final = frozenset({"YML", "SCH"})
"""The families of what is wrong with a plan file."""

NOT_UTF8: Final = Rule("ICS101", "calendar-not-utf-8", Severity.ERROR)
BYTE_ORDER: Final = Rule("ICS102", "calendar-byte-order-mark", Severity.ERROR)
LINE_END: Final = Rule("ICS103", "calendar-line-end", Severity.ERROR)
LONG_LINE: Final = Rule("ICS104", "calendar-line-too-long", Severity.ERROR)
SPLIT: Final = Rule("ICS105", "calendar-character-cut", Severity.ERROR)
NOT_CONTENT: Final = Rule("ICS106", "calendar-line-not-a-property", Severity.ERROR)
CONTROL: Final = Rule("ICS107", "calendar-control-character", Severity.ERROR)
NOT_NFC: Final = Rule("ICS108", "calendar-accents-apart", Severity.WARNING)
UNBALANCED: Final = Rule("ICS201", "calendar-begin-and-end", Severity.ERROR)
MISSING: Final = Rule("ICS202", "calendar-property-missing", Severity.ERROR)
REPEATED: Final = Rule("ICS203", "calendar-property-twice", Severity.ERROR)
SAME_UID: Final = Rule("ICS204", "calendar-uid-twice", Severity.ERROR)
BAD_DATE: Final = Rule("ICS205", "calendar-date", Severity.ERROR)
NOT_UTC: Final = Rule("ICS206", "calendar-stamp-not-utc", Severity.ERROR)
WRONG_END: Final = Rule("ICS207", "calendar-end", Severity.ERROR)
UNKNOWN_ZONE: Final = Rule("ICS208", "calendar-time-zone", Severity.ERROR)
ESCAPES: Final = Rule("ICS209", "calendar-escape", Severity.ERROR)
BAD_VALUE: Final = Rule("ICS210", "calendar-value", Severity.ERROR)
NESTING: Final = Rule("ICS211", "calendar-component-out-of-place", Severity.ERROR)
RECURRENCE: Final = Rule("ICS212", "calendar-recurrence", Severity.ERROR)
SEQUENCE_FELL: Final = Rule("ICS301", "calendar-version-fell", Severity.ERROR)
VANISHED: Final = Rule("ICS302", "calendar-entry-vanished", Severity.WARNING)
UNNOTICED: Final = Rule("ICS303", "calendar-change-unnoticed", Severity.WARNING)

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
    NESTING,
    RECURRENCE,
)
"""What makes a calendar file mean different things to different programs (RFC 5545)."""
REISSUED: Final = (SEQUENCE_FELL, VANISHED, UNNOTICED)
"""What makes the next issue of a calendar file pass by those who have the earlier one (RFC 5545, 3.8.7.4)."""

OWN_COLUMN: Final = Rule("REG101", "register-column-unknown", Severity.NOTE)
VALUE_MISSING: Final = Rule("REG102", "register-value-missing", Severity.ERROR)
NOT_A_DAY: Final = Rule("REG103", "register-day-unreadable", Severity.ERROR)
NOT_A_STATE: Final = Rule("REG104", "register-state-unknown", Severity.ERROR)
NOT_AN_ENTRY: Final = Rule("REG105", "register-entry-unreadable", Severity.ERROR)
UNKNOWN_PLAN: Final = Rule("REG201", "register-plan-unknown", Severity.ERROR)
UNKNOWN_REPORT: Final = Rule("REG202", "register-report-unknown", Severity.ERROR)
UNKNOWN_OCCURRENCE: Final = Rule("REG203", "register-occurrence-unknown", Severity.ERROR)
UNKNOWN_BODY: Final = Rule("REG204", "register-body-unknown", Severity.ERROR)
COLLECTIVE: Final = Rule("REG205", "register-collective-reports", Severity.ERROR)
ABSENT_BODY: Final = Rule("REG206", "register-body-not-there", Severity.WARNING)
BEFORE_ITS_DATE: Final = Rule("REG301", "register-arrival-before-letter", Severity.ERROR)
SHORTENED: Final = Rule("REG302", "register-extension-shortens", Severity.ERROR)
SAME_NUMBER: Final = Rule("REG303", "register-number-twice", Severity.WARNING)
NO_ORDER: Final = Rule("REG304", "register-order-missing", Severity.WARNING)
STILL_TO_COME: Final = Rule("REG305", "register-arrival-later", Severity.WARNING)
DOUBTFUL_YEAR: Final = Rule("REG306", "register-year-doubtful", Severity.WARNING)

REGISTER: Final = (
    OWN_COLUMN,
    VALUE_MISSING,
    NOT_A_DAY,
    NOT_A_STATE,
    NOT_AN_ENTRY,
    UNKNOWN_PLAN,
    UNKNOWN_REPORT,
    UNKNOWN_OCCURRENCE,
    UNKNOWN_BODY,
    COLLECTIVE,
    ABSENT_BODY,
    BEFORE_ITS_DATE,
    SHORTENED,
    SAME_NUMBER,
    NO_ORDER,
    STILL_TO_COME,
    DOUBTFUL_YEAR,
)
"""What is wrong with the entries of a register of reports."""
MOST_TOLD: Final = 1_000
"""So many findings of one register are told one by one; the others are counted."""


def refusal(code: str) -> Rule:
    """The rule of that code.

    Raises:
        KeyError: no refusal has it.
    """
    return _BY_CODE[code]


def refusals() -> tuple[Rule, ...]:
    """All that a plan file can be refused for, by code."""
    return tuple(_BY_CODE[code] for code in sorted(_BY_CODE))
