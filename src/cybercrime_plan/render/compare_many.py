"""Several plans side by side, lines by plans by years, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cybercrime_plan.calc.compare import LeftOut, ManyCompared
from cybercrime_plan.calc.totals import added
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Cell, Money, Unit, in_unit
from cybercrime_plan.render.formats.json import Json
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Align, Column, Page, Paragraph, Section, Table, TableRow, plain

SCHEMA = "cybercrime-plan/compare-many@1"


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
        return Page(
            (
                *self.records(),
                *(Paragraph(sentence) for sentence in _left_out(self.compared, self.plans, self.unit)),
                *(Paragraph(sentence) for sentence in self._outside()),
            ),
            _("{count} plans compared", count=len(self.plans)),
        )

    def records(self) -> Records:
        """The lines by plan and year, and the totals."""
        return self._lines(), self._totals()

    def data(self) -> Json:
        """`cybercrime-plan/compare-many@1`."""
        return _json(self.compared, self.plans)

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
                    total=_figure(added(one.total for one in years), self.unit),
                    unit=self.unit.label,
                )


def _figure(cell: Cell, unit: Unit) -> str:
    return in_unit(cell, unit) if isinstance(cell, Money) else str(cell or "?")


def _left_out(compared: ManyCompared, plans: Sequence[PlanOfMany], unit: Unit) -> Iterator[Text]:
    """What is in no total, by plan and line, with its amount and the plan that has nothing there."""
    grouped: dict[tuple[int, str, int, bool], list[LeftOut]] = {}
    for one in compared.left_out:
        grouped.setdefault((one.plan, one.line, one.because, one.no_line), []).append(one)
    for (plan, line, because, no_line), ones in grouped.items():
        other = plans[because].name
        why = _("{plan} has no such line", plan=other) if no_line else _("{plan} has no amount", plan=other)
        yield _(
            "in no total: {amount} {unit} of {plan} for “{line}” ({years}), because {why}",
            amount=in_unit(Money.total(one.amount for one in ones), unit),
            unit=unit.label,
            plan=plans[plan].name,
            line=line,
            years=tuple(str(one.year) for one in ones),
            why=why,
        )


def _json(compared: ManyCompared, plans: Sequence[PlanOfMany]) -> Json:
    """Whole đồng; "-" is not fixed, null unknown, a plan without the line or year is left out."""
    return {
        "schema": SCHEMA,
        "plans": [{"plan": one.id, "name": one.name, "file": one.file, "province": one.province} for one in plans],
        "unit": "VND",
        "years": list(compared.years),
        "common_years": list(compared.common),
        "lines": [
            {
                "id": line.key,
                "name": line.name,
                "amounts": {
                    plan.name: {str(year): plain(cell) for year, cell in amounts.items()}
                    for plan, amounts in zip(plans, line.amounts, strict=True)
                    if amounts is not None
                },
            }
            for line in compared.lines
        ],
        "totals": {
            plan.name: {str(year): money.dong for year, money in totals.items()}
            for plan, totals in zip(plans, compared.totals, strict=True)
        },
        "kept_out": [
            {
                "plan": plans[one.plan].name,
                "line": one.line,
                "year": one.year,
                "amount": one.amount.dong,
                "because": plans[one.because].name,
                "why": "no_line" if one.no_line else "no_amount",
            }
            for one in compared.left_out
        ],
        "outside": {
            plan.name: {str(one.year): plain(one.total) for one in years}
            for plan, years in zip(plans, compared.outside, strict=True)
            if years
        },
    }
