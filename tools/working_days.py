"""Draft a year of the table of working days, to be checked against the Government's notice.

    python tools/working_days.py 2028

Prints the year in the form of src/cybercrime_plan/data/working-days.yaml, as the package `holidays` projects it.
docs/deadlines.md says what to do with it.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import holidays

NAMES = {
    "Tết Dương lịch": ("Tết Dương lịch", "New Year's Day"),
    "Tết|Mùng": ("Tết Nguyên đán", "Lunar New Year"),
    "Giỗ Tổ": ("Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day"),
    "Chiến thắng": ("Ngày Chiến thắng", "Victory Day"),
    "Lao động": ("Ngày Quốc tế lao động", "Labour Day"),
    "Quốc khánh": ("Quốc khánh", "National Day"),
    "Văn hóa": ("Ngày Văn hóa Việt Nam", "Viet Nam Culture Day"),
}
"""What the package's name contains, and the names in the table; the first that fits."""
LUNAR_DAYS = 5
"""Days of rest at the lunar new year (Labour Code 2019, article 112)."""
EXCHANGED = re.compile(r"thay cho ngày (\d+)/(\d+)/(\d+)")
HEAD = """\
  - year: {year}
    status: projected
    source: Bộ luật Lao động 45/2019/QH14, Điều 112, tính trước khi có thông báo
    days:
"""


class Drafted(NamedTuple):
    """A day of the table."""

    on: date
    kind: str
    instead_of: date | None = None
    name: tuple[str, str] | None = None

    def __str__(self) -> str:
        parts = [f'on: "{self.on}"', f"kind: {self.kind}"]
        parts += [f'instead_of: "{self.instead_of}"'] if self.instead_of else []
        parts += ["name: {{vi: {}, en: {}}}".format(*self.name)] if self.name else []
        return f"      - {{{', '.join(parts)}}}\n"


def draft(year: int) -> list[Drafted]:
    """The special days of a year, by date."""
    drafted: list[Drafted] = []
    of_holiday: dict[tuple[str, str], list[date]] = defaultdict(list)
    for day, name in sorted(holidays.country_holidays("VN", years=year, language="vi").items()):
        exchange = EXCHANGED.search(name)
        if exchange:
            other = date(*(int(part) for part in reversed(exchange.groups())))
            drafted += [Drafted(day, "swapped", other), Drafted(other, "worked", day)]
        else:
            of_holiday[next(names for piece, names in NAMES.items() if re.search(piece, name))].append(day)
    for names, days in of_holiday.items():
        drafted += _rest(days, names)
    return sorted(drafted)


def _rest(days: list[date], names: tuple[str, str]) -> Iterator[Drafted]:
    """The days the law grants, and the working days after them that make up for those on a weekend."""
    granted = {"Tết Nguyên đán": LUNAR_DAYS, "Quốc khánh": 2}.get(names[0], 1)
    missed = [day for day in days[:granted] if _at_weekend(day)]
    yield from (Drafted(day, "holiday", None, names) for day in days[:granted])
    made_up = (day for day in days[granted:] if not _at_weekend(day))
    yield from (Drafted(day, "compensatory", other, names) for day, other in zip(made_up, missed, strict=False))


def _at_weekend(day: date) -> bool:
    return day.isoweekday() > 5  # noqa: PLR2004 - Friday


def main() -> int:
    """Print the draft of the year that is asked for."""
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():  # noqa: PLR2004 - the program and the year
        print("usage: python tools/working_days.py YEAR", file=sys.stderr)
        return 2
    year = int(sys.argv[1])
    print(HEAD.format(year=year) + "".join(map(str, draft(year))), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
