"""SCH2 and SCH3: figures and dates that cannot be read, or could be read in two ways."""

from __future__ import annotations

from typing import Final

from cybercrime_plan.findings import Rule
from cybercrime_plan.language import _
from cybercrime_plan.refusals.example import BUDGET, changed, refused

_SMALL: Final = changed(
    BUDGET,
    ("unit: triệu đồng", "unit: nghìn đồng"),
    ("amounts: [300, 200]", 'amounts: ["300,5", 200]'),
    ("total: 500", 'total: "500,5"'),
    ("totals: [300, 200]", 'totals: ["300,5", 200]'),
    ("\n  total: 500", '\n  total: "500,5"'),
)
_LARGE: Final = changed(
    BUDGET,
    ("amounts: [300, 200]", 'amounts: ["1.150", 200]'),
    ("total: 500", 'total: "1.350"'),
    ("totals: [300, 200]", "totals: [1150, 200]"),
    ("\n  total: 500", "\n  total: 1350"),
)
_REVISED: Final = changed(BUDGET, ("id: mau\n", 'id: mau\nrevision: {number: 1, on: "2024-01-16"}\n'))
_DATED: Final = changed(BUDGET, ("id: mau\n", 'id: mau\ndocument: {date: "2024-01-16"}\n'))

VALUES: Final[tuple[Rule, ...]] = (
    refused(
        "SCH201",
        "ambiguous-figure",
        _("A figure is not written in the one way that everybody reads alike."),
        _(
            'Write digits only (1150), or in quotes with dots by thousands and a decimal comma ("1.150,5"). '
            "Without quotes other programs read 1.150 as one and a bit, 0150 as 104 and 1:30 as 90."
        ),
        bad=changed(_LARGE, ('"1.150"', "1.150")),
        good=_LARGE,
    ),
    refused(
        "SCH202",
        "figure-too-long",
        _("A figure has more than 21 digits."),
        _("No budget has. Look for figures that have run together: a comma or a blank may be missing."),
        bad=changed(BUDGET, ("amounts: [300, 200]", "amounts: [300, 2000000000000000000000]")),
    ),
    refused(
        "SCH203",
        "part-of-a-dong",
        _("A figure is not a whole number of đồng."),
        _("There is nothing smaller than a đồng. Look at the decimals, and at the unit of the table."),
        bad=changed(_SMALL, ('["300,5"', '["300,0005"')),
        good=_SMALL,
    ),
    refused(
        "SCH204",
        "not-a-unit-of-money",
        _("The unit is not a unit of money."),
        _("Write đồng, nghìn đồng, triệu đồng or tỷ đồng; tỉ, ngàn and 1.000 đồng are read as well."),
        bad=changed(BUDGET, ("unit: triệu đồng", "unit: triệu USD")),
    ),
    refused(
        "SCH205",
        "wrong-count-of-amounts",
        _("A row has more or fewer amounts than the table has years."),
        _(
            "Write one amount per year: 0 for zero, a dash in quotes where one is printed, null where nothing is. "
            "A decimal comma outside quotes makes two amounts of one."
        ),
        bad=changed(BUDGET, ("amounts: [300, 200]", "amounts: [300, 200,5]")),
    ),
    refused(
        "SCH301",
        "not-a-date",
        _("A date is not written as year, month and day."),
        _('Write "2024-01-16"; leave out what is not printed: "2024-01", "2024".'),
        bad=changed(_DATED, ("2024-01-16", "16/01/2024")),
        good=_DATED,
    ),
    refused(
        "SCH302",
        "no-such-day",
        _("The day does not exist in the calendar."),
        _("Look at the document. When it prints such a day, leave the day out and keep it among the readings."),
        bad=changed(_DATED, ("2024-01-16", "2024-02-30")),
        good=_DATED,
    ),
    refused(
        "SCH303",
        "day-missing",
        _("A whole date is needed, and the day or the month is left out."),
        _("Calendars and the order of versions rest on this date, so it cannot stay open."),
        bad=changed(_REVISED, ("2024-01-16", "2024-01")),
        good=_REVISED,
    ),
)
