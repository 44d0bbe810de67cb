"""SCH4: reporting duties that have no date, two dates, or a date that cannot be; and tables of days off."""

from __future__ import annotations

from typing import Final

from cybercrime_plan.findings import Rule
from cybercrime_plan.language import _
from cybercrime_plan.refusals.example import REPORT, changed, refused

_RULE: Final = "    rule: {freq: yearly, bymonth: 11, bymonthday: 15}\n"
_AFTER: Final = changed(
    REPORT,
    ("    bound: before\n", ""),
    (_RULE, "    after: {period: quarter, days: 10, unit: working_day}\n"),
)
_ONCE: Final = changed(REPORT, ("kind: periodic", "kind: once"), (_RULE, '    due: "2024-12-20"\n'))
_OVERRIDDEN: Final = (
    REPORT + '    overrides:\n      - {occurrence: 2024-11, due: "2024-12-02", ordered_by: Công văn 12/UBND}\n'
)
_COVERING: Final = REPORT + '    data: {from: "12-15", to: "11-14"}\n'
_DAYS_OFF: Final = """\
format: 1
years:
  - year: 2025
    status: official
    source: Bộ luật Lao động 2019
    days:
      - on: "2025-09-02"
        kind: holiday
        name: {vi: Quốc khánh, en: National Day}
"""
_SECOND_DAY: Final = """\
      - on: "2025-09-01"
        kind: holiday
        name: {vi: Quốc khánh, en: National Day}
"""
_TWO_DAYS_OFF: Final = _DAYS_OFF + _SECOND_DAY

_DATES: Final = (
    refused(
        "SCH401",
        "not-a-month",
        _("A month is not a number from 1 to 12, or is named twice."),
        _("Write its number; several months of a year stand in brackets: [6, 11]."),
        bad=changed(REPORT, ("bymonth: 11", "bymonth: 13")),
        good=REPORT,
    ),
    refused(
        "SCH402",
        "not-a-day-of-the-month",
        _("A day of the month is not 1 to 31, nor -1 to -28 counted from its end."),
        _("-1 is the last day of any month. A second day needs a report of its own, with its own id."),
        bad=changed(REPORT, ("bymonthday: 15", "bymonthday: 32")),
        good=REPORT,
    ),
    refused(
        "SCH403",
        "months-do-not-fit",
        _("A duty that returns needs its month, and one that counts its months from a first has exactly one."),
        _("Write bymonth: 6. For months at uneven distances write freq: yearly with all of them."),
        bad=changed(REPORT, ("bymonth: 11, ", "")),
        good=REPORT,
    ),
    refused(
        "SCH404",
        "term-out-of-range",
        _("A term in days is not between 1 and 366."),
        _("Write the number of days after the end of the period."),
        bad=changed(_AFTER, ("days: 10", "days: 400")),
        good=_AFTER,
    ),
    refused(
        "SCH405",
        "not-a-due-date",
        _("The date to report by is not a day, a month, a quarter, a half-year or a year."),
        _("Write 2024-12-20, 2024-12, 2024-Q4, 2024-H2 or 2024. Of a span of time the last day is meant."),
        bad=changed(_ONCE, ('"2024-12-20"', "quý IV")),
        good=_ONCE,
    ),
    refused(
        "SCH406",
        "date-does-not-fit-kind",
        _("A duty has two kinds of date, or a kind of date that its kind of report cannot have."),
        _("A periodic report has rule or after; once, mid_term and final have due; ad_hoc has no date."),
        bad=changed(_ONCE, ("kind: once", "kind: ad_hoc")),
        good=_ONCE,
    ),
    refused(
        "SCH407",
        "bound-not-clear",
        _("Whether the due day itself still counts is not said, or is said of more than a day."),
        _(
            "Write bound: before for “trước”, by for “chậm nhất”, “đến hết” and “không quá”. One day lies between "
            "them, so it is never assumed."
        ),
        bad=changed(REPORT, ("    bound: before\n", "")),
        good=REPORT,
    ),
)
_OVERRIDES: Final = (
    refused(
        "SCH411",
        "not-an-occurrence",
        _("An order names an occurrence in a way that cannot be read."),
        _("An occurrence is named by its month or period: 2024-11, 2024-Q4, 2024-H1, 2024."),
        bad=changed(_OVERRIDDEN, ("occurrence: 2024-11", "occurrence: tháng 11")),
        good=_OVERRIDDEN,
    ),
    refused(
        "SCH412",
        "override-says-nothing",
        _("An order neither sets another date nor cancels, or does both."),
        _("Write due with the new date, or cancelled: true."),
        bad=changed(_OVERRIDDEN, ('due: "2024-12-02", ', "")),
        good=_OVERRIDDEN,
    ),
    refused(
        "SCH413",
        "override-without-effect",
        _("An order changes a duty without a date, or an occurrence that another order already changes."),
        _("Keep the later order: it replaces the earlier one. Give the duty its date first."),
        bad=changed(_OVERRIDDEN, (_RULE, "")),
        good=_OVERRIDDEN,
    ),
    refused(
        "SCH414",
        "data-window-does-not-fit",
        _("The days a report covers do not fit its date."),
        _("A report that returns covers days that return (12-15 to 11-14), a single one whole dates."),
        bad=changed(_COVERING, ('{from: "12-15", to: "11-14"}', '{from: "2023-12-15", to: "2024-11-14"}')),
        good=_COVERING,
    ),
    refused(
        "SCH415",
        "repeated-report-id",
        _("Two reports have one id."),
        _("Give each its own: people's calendars tell duties apart by it."),
        bad=REPORT + REPORT[REPORT.index("  - id: nam") :],
        good=REPORT,
    ),
    refused(
        "SCH416",
        "outside-the-period",
        _("A duty, or an order about it, lies outside the period of the plan."),
        _("Write the period of the plan. Only a final report may be due after the plan has ended."),
        bad=changed(_ONCE, ("2024-12-20", "2026-12-20")),
        good=_ONCE,
    ),
)
_DAYS: Final = (
    refused(
        "SCH421",
        "day-of-another-year",
        _("In a table of days off, a day stands under a year that is not its own."),
        _("Move it to its year; each year rests on its own notice."),
        bad=changed(_DAYS_OFF, ("2025-09-02", "2024-09-02")),
        good=_DAYS_OFF,
    ),
    refused(
        "SCH422",
        "repeated-day",
        _("A table of days off has a day, or a year, twice."),
        _("Keep one, with the status and the source it really has."),
        bad=changed(_TWO_DAYS_OFF, ("2025-09-01", "2025-09-02")),
        good=_TWO_DAYS_OFF,
    ),
    refused(
        "SCH423",
        "day-does-not-fit-kind",
        _("A day off lacks what its kind needs, or falls on a day of the week that does not fit it."),
        _("A holiday has a name; a day taken or worked in exchange names the day it stands for."),
        bad=changed(_DAYS_OFF, ("        name: {vi: Quốc khánh, en: National Day}\n", "")),
        good=_DAYS_OFF,
    ),
)

DUTIES: Final[tuple[Rule, ...]] = (*_DATES, *_OVERRIDES, *_DAYS)
