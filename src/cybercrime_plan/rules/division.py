"""A statistic as a total and its parts, brought to one unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add

from cybercrime_plan.calc.equations import EXACT, Bounds, bounds_of
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.money import Number, Unit, unit_of
from cybercrime_plan.model.spelling import composed, folded
from cybercrime_plan.model.statistics import Quantity, Statistic
from cybercrime_plan.rules.rule import Reading


@dataclass(frozen=True, slots=True)
class Division:
    """A total and its parts, brought to one unit.

    Attributes:
        loc: of the statistic.
        unit: that of the total, in which figures are shown.
        worth: how many of the smallest common unit make one of `unit`.
        figures: in that smallest unit; the total first, then the parts.
        bounds: what each of them admits, in the same order.
    """

    loc: Loc
    statistic: Statistic
    unit: str
    worth: int
    figures: tuple[int, ...]
    bounds: tuple[Bounds, ...]

    @property
    def total(self) -> int:
        """What is printed for the whole."""
        return self.figures[0]

    @property
    def sum(self) -> int:
        """What the parts add up to, without regard to qualifiers."""
        return sum(self.figures[1:])

    @property
    def admitted(self) -> Bounds:
        """What the parts together admit."""
        return reduce(add, self.bounds[1:], EXACT)

    @property
    def agrees(self) -> bool:
        """Whether some figures within all the bounds add up; parts that are only some may be less."""
        if self.is_partial:
            low = self.admitted.low or 0
            return self.bounds[0].high is None or low <= self.bounds[0].high
        return not (self.admitted & self.bounds[0]).is_empty

    @property
    def is_partial(self) -> bool:
        """Whether only some of the parts are named: said in the file, or by “trong đó” in a label."""
        labels = (self.statistic.label, *(part.label for part in self.statistic.parts))
        return self.statistic.partial or any("trong đó" in composed(label).casefold() for label in labels)

    def shown(self, figure: int) -> str:
        """A figure in the unit of the total: `108,715`."""
        whole, rest = divmod(abs(figure), self.worth)
        decimals = f"{rest:0{len(str(self.worth)) - 1}d}".rstrip("0") if rest else ""
        sign = "-" if figure < 0 else ""
        return str(Number(int(f"{sign}{whole}{decimals}"), len(decimals)))


def divisions(reading: Reading) -> Iterator[Division]:
    """The statistics with parts, whose units can be brought to one."""
    for index, statistic in enumerate(reading.plan.statistics):
        scale = common_scale(statistic)
        if not statistic.parts or not scale:
            continue
        worth, worths = scale
        quantities = quantities_of(statistic)
        units = [worths[folded(quantity.unit)] for quantity in quantities]
        pairs = list(zip(quantities, units, strict=True))
        figures = tuple(one.value.digits * unit // 10**one.value.decimals for one, unit in pairs)
        bounds = tuple(
            bounds_of(figure, max(1, unit // 10**one.value.decimals), one.qualifier)
            for figure, (one, unit) in zip(figures, pairs, strict=True)
        )
        if folded(statistic.total.unit) == "%" and not any(one.qualifier for one in quantities):
            # shares are rounded one by one, so that their sum is off by half of the last place for each
            step = max(unit // 10**one.value.decimals for one, unit in pairs)
            off = len(figures) * step // 2
            bounds = (Bounds(figures[0] - off, figures[0] + off), *bounds[1:])
        yield Division(("statistics", index), statistic, statistic.total.unit, worth, figures, bounds)


def quantities_of(statistic: Statistic) -> tuple[Quantity, ...]:
    return (statistic.total, *statistic.parts)


def common_scale(statistic: Statistic) -> tuple[int, dict[str, int]] | None:
    """How much one unit is worth at the common scale, by unit; None when the units cannot be brought to one."""
    names = {folded(quantity.unit): quantity.unit for quantity in quantities_of(statistic)}
    money = {name: unit_of(unit) for name, unit in names.items()}
    worths = {name: unit.value for name, unit in money.items() if unit}
    if len(worths) == len(names):
        return worths[folded(statistic.total.unit)], worths
    decimals = max(quantity.value.decimals for quantity in quantities_of(statistic))
    return (10**decimals, dict.fromkeys(names, 10**decimals)) if len({*_counted(names, money)}) == 1 else None


def _counted(names: dict[str, str], money: dict[str, Unit | None]) -> Iterator[str]:
    """The kinds of thing that are counted; all money is one kind, and `vụ án` is counted as `vụ`."""
    for name in names:
        shorter = (other for other in names if name == other or name.startswith(f"{other} "))
        yield "money" if money[name] else min(shorter, key=len)
