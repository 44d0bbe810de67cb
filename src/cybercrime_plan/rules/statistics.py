"""STA101-105: statistics whose parts, brought to one unit, do not make their total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Final

from cybercrime_plan.calc.equations import EXACT, Bounds, bounds_of
from cybercrime_plan.findings import Certainty, Complaint, Figure, Hypothesis, Loc, Severity, Suggestion
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Qualifier
from cybercrime_plan.model.money import VND, Number, Unit, unit_of
from cybercrime_plan.model.spelling import composed, folded
from cybercrime_plan.model.statistics import Quantity, Statistic
from cybercrime_plan.rules.rule import Reading, check


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


def _dong_unit(name: str) -> Unit | None:
    """The unit of đồng of that name: of another currency statistics count what they count."""
    unit = unit_of(name)
    return unit if unit and unit.currency == VND else None


def quantities_of(statistic: Statistic) -> tuple[Quantity, ...]:
    return (statistic.total, *statistic.parts)


def common_scale(statistic: Statistic) -> tuple[int, dict[str, int]] | None:
    """How much one unit is worth at the common scale, by unit; None when the units cannot be brought to one."""
    names = {folded(quantity.unit): quantity.unit for quantity in quantities_of(statistic)}
    money = {name: _dong_unit(unit) for name, unit in names.items()}
    worths = {name: unit.value for name, unit in money.items() if unit}
    if len(worths) == len(names):
        return worths[folded(statistic.total.unit)], worths
    kinds = set()  # of thing that are counted: all money is one kind, and `vụ án` is counted as `vụ`
    for name in names:
        shorter = (other for other in names if name == other or name.startswith(f"{other} "))
        kinds.add("money" if money[name] else min(shorter, key=len))
    scale = 10 ** max(quantity.value.decimals for quantity in quantities_of(statistic))
    return (scale, dict.fromkeys(names, scale)) if len(kinds) == 1 else None


MOST_REPAIRS: Final = 5
"""With more ways to put it right, listing them helps nobody."""


def _figure(division: Division, figure: int) -> Figure:
    """A figure as a finding carries it: whole, or as text with its decimals; đồng when it is money."""
    return figure if division.worth == 1 or _dong_unit(division.unit) else division.shown(figure)


def _complaint(reading: Reading, division: Division, message: Text) -> Complaint:
    exact = isinstance(_figure(division, 1), int)
    return Complaint(
        message,
        (*division.loc, "total", "value"),
        expected=_figure(division, division.sum),
        actual=_figure(division, division.total),
        difference=division.total - division.sum if exact else None,
        unit=VND if _dong_unit(division.unit) else division.unit,
        hypotheses=tuple(_repairs(reading, division)),
    )


def _repairs(reading: Reading, division: Division) -> Iterator[Hypothesis]:
    """Each figure of which one digit, replaced, would make the parts add up; none when there are many."""
    quantities = quantities_of(division.statistic)
    difference = division.total - division.sum
    if not difference or any(one.qualifier for one in quantities) or len({one.unit for one in quantities[1:]}) > 1:
        return
    changes = [-difference, *(difference for _part in quantities[1:])]
    found = [
        (index, division.figures[index] + change)
        for index, (one, change) in enumerate(zip(quantities, changes, strict=True))
        if one.value.decimals == 0 and _one_digit(one, division.figures[index] + change, division.worth)
    ]
    for index, value in found if len(found) <= MOST_REPAIRS else ():
        loc = (*division.loc, *(("parts", index - 1) if index else ("total",)), "value")
        slip = _("one digit replaced")
        yield Hypothesis((Suggestion(reading.path(loc), loc, value, Certainty.AMBIGUOUS, slip, "digit_replaced"),))


def _one_digit(quantity: Quantity, value: int, worth: int) -> bool:
    """Whether replacing one digit of the printed figure gives that value."""
    printed = quantity.printed or str(quantity.value.digits)
    whole, rest = divmod(value, worth)
    wanted = f"{whole:0{len(printed)}d}"
    if rest or value < 0 or len(wanted) != len(printed):
        return False
    return sum(one != other for one, other in zip(printed, wanted, strict=True)) == 1


@check("STA101", "parts-differ-from-total", Severity.ERROR)
def parts(reading: Reading) -> Iterator[Complaint]:
    for division in divisions(reading):
        if not division.agrees:
            message = _(
                "“{label}”: the total is {total} {unit}, but its parts add up to {sum}: {difference}",
                label=division.statistic.label,
                total=division.shown(division.total),
                unit=division.unit,
                sum=division.shown(division.sum),
                difference=_signed(division),
            )
            if any(part.qualifier for part in division.statistic.parts):
                message = _("{message}; the parts admit {bounds}", message=message, bounds=_range(division))
            yield _complaint(reading, division, message)


def _signed(division: Division) -> str:
    difference = division.total - division.sum
    return ("+" if difference > 0 else "") + division.shown(difference)


def _range(division: Division) -> Text:
    """From the least to the most that the parts admit; an open end is shown as it is written."""
    low, high = division.admitted.low, division.admitted.high
    open_ends = sum(part.qualifier is Qualifier.MORE_THAN for part in division.statistic.parts)
    if high is None:
        return _("at least {low}", low=division.shown(low or 0))
    if low is None:
        return _("at most {high}", high=division.shown(high))
    return _("{low} to {high}", low=division.shown(low), high=division.shown(high + open_ends))


@check("STA102", "parts-within-bounds", Severity.NOTE)
def bounded_parts(reading: Reading) -> Iterator[Complaint]:
    for division in divisions(reading):
        differ = division.agrees and division.total != division.sum and not division.is_partial
        # a word such as “hơn” is what lets the parts differ, not that they are only some, or rounded
        if differ and any(one.qualifier for one in quantities_of(division.statistic)):
            message = _(
                "“{label}”: the total is {total} {unit}, its parts make {sum} ({difference}) and admit {bounds}",
                label=division.statistic.label,
                total=division.shown(division.total),
                unit=division.unit,
                sum=division.shown(division.sum),
                difference=_signed(division),
                bounds=_range(division),
            )
            yield _complaint(reading, division, message)


@check("STA103", "units-differ", Severity.WARNING)
def units(reading: Reading) -> Iterator[Complaint]:
    for index, statistic in enumerate(reading.plan.statistics):
        if statistic.parts and common_scale(statistic) is None:
            names = tuple(dict.fromkeys(part.unit for part in statistic.parts))
            message = _(
                "“{label}” counts {total} in total, but {parts} in its parts",
                label=statistic.label,
                total=_quoted(statistic.total.unit),
                parts=tuple(map(_quoted, names)),
            )
            yield _of_units(reading, ("statistics", index), statistic, names, message)


def _quoted(unit: str) -> str:
    return f"“{unit}”"


def _of_units(reading: Reading, loc: Loc, statistic: Statistic, names: tuple[str, ...], said: Text) -> Complaint:
    """What is said of the units, with what the parts add up to when that can be told."""
    place, total = (*loc, "total", "unit"), statistic.total.value
    exact = all(part.value.decimals == 0 and part.qualifier is None for part in statistic.parts)
    if len(names) > 1 or not exact:
        return Complaint(said, place, expected="; ".join(names), actual=statistic.total.unit)
    added = sum(part.value.digits for part in statistic.parts)
    difference = total.digits - added
    message = _("{message}; both are {figure}", message=said, figure=str(total))
    if difference:
        message = _(
            "{message}; they add up to {sum} against {total}: {difference}",
            message=said,
            sum=str(Number(added)),
            total=str(total),
            difference=f"{difference:+}",
        )
    if total.decimals:
        return Complaint(message, place, expected="; ".join(names), actual=statistic.total.unit)
    figures = tuple(one.value.digits for one in quantities_of(statistic))
    division = Division(loc, statistic, statistic.total.unit, 1, figures, ())
    return Complaint(
        message,
        place,
        expected=added,
        actual=division.total,
        difference=division.total - added,
        unit=statistic.total.unit,
        hypotheses=tuple(_repairs(reading, division)),
    )


@check("STA104", "units-mixed", Severity.NOTE)
def mixed_units(reading: Reading) -> Iterator[Complaint]:
    for index, statistic in enumerate(reading.plan.statistics):
        main = _dong_unit(statistic.total.unit)
        for number, part in enumerate(statistic.parts):
            unit = _dong_unit(part.unit)
            if main and unit and unit != main:
                loc = ("statistics", index, "parts", number, "unit")
                message = _(
                    "“{label}” is in {unit}, the total of “{statistic}” in {main}",
                    label=part.label,
                    unit=part.unit,
                    statistic=statistic.label,
                    main=statistic.total.unit,
                )
                yield Complaint(message, loc, expected=statistic.total.unit, actual=part.unit)


@check("STA105", "printed-figure-differs", Severity.ERROR)
def printed_figures(reading: Reading) -> Iterator[Complaint]:
    for index, statistic in enumerate(reading.plan.statistics):
        for number, quantity in enumerate(quantities_of(statistic)):
            if quantity.printed and quantity.printed.lstrip("0") != str(quantity.value).lstrip("0"):
                loc = ("statistics", index, *(("parts", number - 1) if number else ("total",)), "value")
                message = _(
                    "the value is {value}, but {printed} is printed",
                    value=str(quantity.value),
                    printed=quantity.printed,
                )
                yield Complaint(message, loc, expected=quantity.printed, actual=str(quantity.value))
