"""Plans side by side: two with every difference, or several, lines by plans by years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cybercrime_plan.calc.compare import Compared, KeptOut, LeftOut, LinePair, ManyCompared, Outside, Pair
from cybercrime_plan.calc.totals import added
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import DASH, Money, Unit, in_unit
from cybercrime_plan.render.result import Json, Records, Result
from cybercrime_plan.render.table import (
    Align,
    Column,
    Page,
    Paragraph,
    Section,
    Table,
    TableRow,
    figure_in,
    percent,
    plain,
)

SCHEMA = "cybercrime-plan/compare@1"
SCHEMA_OF_MANY = "cybercrime-plan/compare-many@1"


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """One of the two plans: its id, the file it was read from, and the hash of that."""

    id: str
    file: str
    sha256: str
    revision: int | None = None

    def told_beside(self, other: ComparedPlan) -> Text | str:
        """What its column is called: by its id, and of two versions of one plan by version or file."""
        if self.id != other.id:
            return self.id
        if self.revision is not None and self.revision != other.revision:
            return _("{plan}, version {number}", plan=self.id, number=self.revision)
        return self.file


@dataclass(frozen=True, slots=True)
class Compare(Result):
    """Two plans over their common years.

    Attributes:
        unit: in which people read money.
    """

    compared: Compared
    x: ComparedPlan
    y: ComparedPlan
    unit: Unit

    def document(self) -> Page:
        """What both plans have, what only one has, and which years are left out."""
        x, y, years = self.x, self.y, self.compared.years
        scope = _("Common years: {years}.", years=tuple(map(str, years)))
        if not years:
            scope = _("{x} and {y} have no year in common", x=x.id, y=y.id)
        below = map(Paragraph, (*self._kept_out(), *self._outside()))
        title = _("{x} compared with {y}", x=x.told_beside(y), y=y.told_beside(x))
        return Page((Paragraph(scope), *self.records(), *below), title)

    def records(self) -> Records:
        """The lines and the years."""
        return self._lines(), self._years()

    def data(self) -> Json:
        """`cybercrime-plan/compare@1`: whole đồng; "-" is not fixed, null unknown or no such line."""
        compared, both = self.compared, self.compared.total.comparable
        return {
            "schema": SCHEMA,
            "x": {"plan": self.x.id, "file": self.x.file, "sha256": self.x.sha256},
            "y": {"plan": self.y.id, "file": self.y.file, "sha256": self.y.sha256},
            "unit": self.unit.currency,
            "years": list(compared.years),
            "lines": [
                {
                    "x_line": pair.x and {"id": pair.x[0], "name": pair.x[1]},
                    "y_line": pair.y and {"id": pair.y[0], "name": pair.y[1]},
                    "matched": pair.matched,
                    **_pair(pair.amounts),
                }
                for pair in compared.lines
            ],
            "by_year": {
                str(year): _pair(pair) for year, pair in zip(compared.years, compared.by_year, strict=True)
            },
            "total": _pair(compared.total),
            "comparable": None if both is None else {"x": both[0].dong, "y": both[1].dong},
            "kept_out": [
                {
                    "plan": "x" if one.in_x else "y",
                    "line": one.name,
                    "year": one.year,
                    "amount": one.amount.dong,
                    "why": "no_line" if one.no_line else "dash",
                }
                for one in compared.kept_out
            ],
            "outside": {"x": _outside_json(compared.x_outside), "y": _outside_json(compared.y_outside)},
        }

    def _columns(self, first: Column) -> tuple[Column, ...]:
        x, y = self.x.told_beside(self.y), self.y.told_beside(self.x)
        return (
            first,
            Column("x", x, Align.RIGHT),
            Column("x_share", _("Share"), Align.RIGHT),
            Column("y", y, Align.RIGHT),
            Column("y_share", _("Share"), Align.RIGHT),
            Column("difference", _("{x} − {y}", x=x, y=y), Align.RIGHT),
            Column("remark", _("Remark")),
        )

    def _lines(self) -> Table:
        rows: list[TableRow | Section] = [_line(pair) for pair in self.compared.lines if pair.x and pair.y]
        for side, other, lone in (
            (self.x, self.y, [pair for pair in self.compared.lines if not pair.y]),
            (self.y, self.x, [pair for pair in self.compared.lines if not pair.x]),
        ):
            rows += [Section(_("only in {plan}", plan=side.told_beside(other)))] if lone else []
            rows += map(_line, lone)
        rows += _totals(self.compared)
        columns = self._columns(Column("line", _("Budget line")))
        return Table("lines", columns, tuple(rows), title=_("Lines, over the common years"), unit=self.unit)

    def _years(self) -> Table:
        pairs = zip(self.compared.years, self.compared.by_year, strict=True)
        rows = (*(_row(str(year), pair, _remark(pair)) for year, pair in pairs), *_totals(self.compared))
        table = Table("years", self._columns(Column("year", _("Year"))), rows, title=_("Years"), unit=self.unit)
        return table.only("year", "x", "y", "difference", "remark")

    def _kept_out(self) -> Iterator[Text]:
        """What stands against a dash, or has no line on the other side, by line and side, with its amount."""
        kept: dict[tuple[bool, str, bool], list[KeptOut]] = {}
        for one in self.compared.kept_out:
            kept.setdefault((one.in_x, one.name, one.no_line), []).append(one)
        for (in_x, name, no_line), ones in kept.items():
            here, there = (self.x, self.y) if in_x else (self.y, self.x)
            other = there.told_beside(here)
            yield _(
                "in no difference: {amount} {unit} of {plan} for “{line}” ({years}), where {why}",
                amount=in_unit(Money.total(one.amount for one in ones), self.unit),
                unit=self.unit.label,
                plan=here.told_beside(there),
                line=name,
                years=tuple(str(one.year) for one in ones),
                why=_("{plan} has no such line", plan=other) if no_line else _("{plan} has a dash", plan=other),
            )

    def _outside(self) -> Iterator[Text]:
        for side, other, years in (
            (self.x, self.y, self.compared.x_outside),
            (self.y, self.x, self.compared.y_outside),
        ):
            for one in years:
                yield _(
                    "{year} is only in {plan} and left out: {total} {unit}",
                    year=one.year,
                    plan=side.told_beside(other),
                    total=figure_in(one.total, self.unit),
                    unit=self.unit.label,
                )


def _line(pair: LinePair) -> TableRow:
    name = (pair.x or pair.y or ("", ""))[1]
    remark = None
    if pair.x and pair.y:
        remark = _remark(pair.amounts)
        if remark is None and pair.matched == "name":
            remark = _("matched by name; ids: {ids}", ids=(pair.x[0], pair.y[0]))
        elif remark is None and pair.x[1] != pair.y[1]:
            remark = _("there called “{name}”", name=pair.y[1])
    return _row(name, pair.amounts, remark)


def _remark(pair: Pair) -> Text | None:
    dashes = [cell is DASH for cell in (pair.x, pair.y)]
    if any(dashes) and not all(dashes):
        return _("a dash is not fixed, so it has no difference")
    if pair.x is None or pair.y is None:
        return _("an amount is unknown")
    if any(not any(dashes) and out.dong for out in (pair.x_out, pair.y_out)):
        return _("only what both have is compared")
    return None


def _totals(compared: Compared) -> Iterator[TableRow]:
    """What is comparable on both sides where that is not everything; then the totals of the plans."""
    total, sides = compared.total, compared.total.comparable
    if compared.kept_out and sides is not None:
        yield _row(_("Comparable lines"), Pair(*sides), None, total=True)
        shares = percent(total.x_share), percent(total.y_share)
        remark = _("not comparable as a whole")
        yield TableRow((_("Total"), total.x, shares[0], total.y, shares[1], None, remark), total=True)
    else:
        yield _row(_("Total"), total, None, total=True)


def _row(label: Text | str, pair: Pair, remark: Text | None, *, total: bool = False) -> TableRow:
    x, y = (pair.x, percent(pair.x_share)), (pair.y, percent(pair.y_share))
    return TableRow((label, *x, *y, pair.difference, remark), total=total)


def _pair(pair: Pair) -> dict[str, Json]:
    return {
        "x": plain(pair.x),
        "y": plain(pair.y),
        "x_share": plain(percent(pair.x_share)),
        "y_share": plain(percent(pair.y_share)),
        "difference": plain(pair.difference),
    }


def _outside_json(years: tuple[Outside, ...]) -> Json:
    return {str(one.year): plain(one.total) for one in years}


@dataclass(frozen=True, slots=True)
class PlanOfMany:
    """One of the plans, as it is named.

    Attributes:
        name: its id, or its file where two plans share one.
        province: as printed; None when the plan says none.
    """

    id: str
    name: str
    file: str
    province: str | None


@dataclass(frozen=True, slots=True)
class CompareMany(Result):
    """Several plans compared; `unit` is that in which people read money."""

    compared: ManyCompared
    plans: tuple[PlanOfMany, ...]
    unit: Unit

    def document(self) -> Page:
        """The lines, the totals of what all plans fix, and what is left out of them."""
        below = map(Paragraph, (*self._left_out(), *self._outside()))
        return Page((*self.records(), *below), _("{count} plans compared", count=len(self.plans)))

    def records(self) -> Records:
        """The lines by plan and year, and the totals."""
        return self._lines(), self._totals()

    def data(self) -> Json:
        """`cybercrime-plan/compare-many@1`: a plan without the line or year is left out of it."""
        return {
            "schema": SCHEMA_OF_MANY,
            "plans": [
                {"plan": one.id, "name": one.name, "file": one.file, "province": one.province} for one in self.plans
            ],
            "unit": self.unit.currency,
            "years": list(self.compared.years),
            "common_years": list(self.compared.common),
            "lines": [
                {
                    "id": line.key,
                    "name": line.name,
                    "amounts": {
                        plan.name: {str(year): plain(cell) for year, cell in amounts.items()}
                        for plan, amounts in zip(self.plans, line.amounts, strict=True)
                        if amounts is not None
                    },
                }
                for line in self.compared.lines
            ],
            "totals": {
                plan.name: {str(year): money.dong for year, money in totals.items()}
                for plan, totals in zip(self.plans, self.compared.totals, strict=True)
            },
            "kept_out": self._left_out_json(),
            "outside": {
                plan.name: {str(one.year): plain(one.total) for one in years}
                for plan, years in zip(self.plans, self.compared.outside, strict=True)
                if years
            },
        }

    def _lines(self) -> Table:
        rows: list[TableRow | Section] = []
        for line in self.compared.lines:
            rows.append(Section(line.name))
            for plan, amounts in zip(self.plans, line.amounts, strict=True):
                if amounts is not None:
                    cells = tuple(amounts.get(year) for year in self.compared.years)
                    rows.append(TableRow((plan.name, plan.province, *cells, added(amounts.values()))))
        return Table(
            "lines", self._columns(self.compared.years), tuple(rows), title=_("Lines, by plan"), unit=self.unit
        )

    def _totals(self) -> Table:
        years = self.compared.common
        rows = (
            TableRow((plan.name, plan.province, *(totals[year] for year in years), Money.total(totals.values())))
            for plan, totals in zip(self.plans, self.compared.totals, strict=True)
        )
        return Table(
            "totals",
            self._columns(years),
            tuple(rows) if years else (),
            title=_("Totals over the lines and years that every plan fixes"),
            unit=self.unit,
            empty=_("The plans have no year in common."),
        )

    def _columns(self, years: Sequence[int]) -> tuple[Column, ...]:
        return (
            Column("plan", _("Plan")),
            Column("province", _("Province")),
            *(Column(str(year), str(year), Align.RIGHT) for year in years),
            Column("total", _("Total"), Align.RIGHT),
        )

    def _outside(self) -> Iterator[Text]:
        for plan, years in zip(self.plans, self.compared.outside, strict=True):
            if years:
                yield _(
                    "{plan}: {years} is not in every plan and left out of the totals: {total} {unit}",
                    plan=plan.name,
                    years=tuple(str(one.year) for one in years),
                    total=figure_in(added(one.total for one in years), self.unit),
                    unit=self.unit.label,
                )

    def _left_out_json(self) -> list[Json]:
        return [
            {
                "plan": self.plans[one.plan].name,
                "line": one.line,
                "year": one.year,
                "amount": one.amount.dong,
                "because": self.plans[one.because].name,
                "why": "no_line" if one.no_line else "no_amount",
            }
            for one in self.compared.left_out
        ]

    def _left_out(self) -> Iterator[Text]:
        """What is in no total, by plan and line, with its amount and the plan that has nothing there."""
        grouped: dict[tuple[int, str, int, bool], list[LeftOut]] = {}
        for one in self.compared.left_out:
            grouped.setdefault((one.plan, one.line, one.because, one.no_line), []).append(one)
        for (plan, line, because, no_line), ones in grouped.items():
            other = self.plans[because].name
            why = _("{plan} has no such line", plan=other) if no_line else _("{plan} has no amount", plan=other)
            yield _(
                "in no total: {amount} {unit} of {plan} for “{line}” ({years}), because {why}",
                amount=in_unit(Money.total(one.amount for one in ones), self.unit),
                unit=self.unit.label,
                plan=self.plans[plan].name,
                line=line,
                years=tuple(str(one.year) for one in ones),
                why=why,
            )
