"""From where on a figure is remarkable. An office that knows better says so in its plan."""

from typing import Annotated, Final

from pydantic import Field

from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import Code, Many, Parsed, Part, refuse, whole_number

SPIKE: Final = 5
"""Times the middle of the other years. Growth, rounding and a year with two campaigns stay below three times; a
purchase that does not return is ten times and more. Between them lies five."""
LARGEST_NUMBER: Final = 20_000
"""The last number of a year in one series. A province of middling size has reached nearly 14.000; half as many
again still pass."""
GOVERNMENT_DOMAINS: Final = ("gov.vn", "chinhphu.vn", "dcs.vn", "dangcongsan.vn", "quochoi.vn", "edu.vn")
"""Decree 42/2022/NĐ-CP has state bodies found below `.gov.vn`; the Government, the Party, the National Assembly and
schools have domains of their own."""


def _limit(value: object) -> int:
    limit = whole_number(value)
    if limit < 2:  # noqa: PLR2004 - the first number that leaves room below it
        raise refuse("SCH105", _("a whole number from 2 on is expected"))
    return limit


Limit = Annotated[
    int,
    Parsed(_limit, {"type": ["integer", "string"], "pattern": "^([2-9]|[1-9][0-9]{1,8})$", "minimum": 2}),
]


class Thresholds(Part):
    """What counts as remarkable in this plan."""

    spike: Limit = Field(
        SPIKE,
        title=N_("spike"),
        description=N_("an amount is a spike from so many times the middle of the line's other years"),
    )
    largest_number: Limit = Field(
        LARGEST_NUMBER,
        title=N_("largest plausible number"),
        description=N_("the largest number a document can plausibly have within its year"),
    )
    government_domains: Many[Code] = Field(
        GOVERNMENT_DOMAINS,
        title=N_("official domains"),
        description=N_("the domains below which official addresses lie"),
    )
