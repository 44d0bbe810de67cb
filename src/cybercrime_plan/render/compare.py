"""Two plans side by side, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cybercrime_plan.calc.compare import Compared, KeptOut, LinePair, Outside, Pair
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import DASH, Cell, Money, Number, Unit, in_unit
from cybercrime_plan.render.formats.json import Json
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import (
    Align,
    CellValue,
    Column,
    Page,
    Paragraph,
    Percent,
    Section,
    Table,
    TableRow,
)

SCHEMA = "cybercrime-plan/compare@1"


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
        return comparison_page(self.compared, self.x, self.y, self.unit)

    def records(self) -> Records:
        """The lines and the years."""
        what = (self.compared, self.x, self.y, self.unit)
        return _lines(*what), _years(*what)

    def data(self) -> Json:
        """`cybercrime-plan/compare@1`."""
        return comparison_json(self.compared, self.x, self.y)


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


def comparison_page(compared: Compared, x: ComparedPlan, y: ComparedPlan, unit: Unit) -> Page:
    """What both plans have over their common years, what only one has, and which years are left out."""
    return Page(
        (
            Paragraph(_scope(compared, x, y)),
            _lines(compared, x, y, unit),
            _years(compared, x, y, unit),
            *(Paragraph(sentence) for sentence in _kept_out(compared, x, y, unit)),
            *(Paragraph(sentence) for sentence in _outside(compared, x, y, unit)),
        ),
        _("{x} compared with {y}", x=x.told_beside(y), y=y.told_beside(x)),
    )


def _scope(compared: Compared, x: ComparedPlan, y: ComparedPlan) -> Text:
    if not compared.years:
        return _("{x} and {y} have no year in common", x=x.id, y=y.id)
    return _("Common years: {years}.", years=tuple(str(year) for year in compared.years))


def _columns(first: Column, x: ComparedPlan, y: ComparedPlan) -> tuple[Column, ...]:
    return (
        first,
        Column("x", x.told_beside(y), Align.RIGHT),
        Column("x_share", _("Share"), Align.RIGHT),
        Column("y", y.told_beside(x), Align.RIGHT),
        Column("y_share", _("Share"), Align.RIGHT),
        Column("difference", _("{x} − {y}", x=x.told_beside(y), y=y.told_beside(x)), Align.RIGHT),
        Column("remark", _("Remark")),
    )


def _lines(compared: Compared, x: ComparedPlan, y: ComparedPlan, unit: Unit) -> Table:
    rows: list[TableRow | Section] = [_line(pair) for pair in compared.lines if pair.x and pair.y]
    for side, lone in (
        (x, [pair for pair in compared.lines if not pair.y]),
        (y, [pair for pair in compared.lines if not pair.x]),
    ):
        if lone:
            other = y if side is x else x
            rows.append(Section(_("only in {plan}", plan=side.told_beside(other))))
            rows += [_line(pair) for pair in lone]
    rows += _totals(compared)
    title = _("Lines, over the common years")
    return Table("lines", _columns(Column("line", _("Budget line")), x, y), tuple(rows), title=title, unit=unit)


def _line(pair: LinePair) -> TableRow:
    name = (pair.x or pair.y or ("", ""))[1]
    remark = None
    if pair.x and pair.y:
        remark = _remark(pair.amounts) or (_same_name(pair) if pair.matched == "name" else _other_name(pair))
    return _row(name, pair.amounts, remark)


def _same_name(pair: LinePair) -> Text:
    ids = tuple(side[0] for side in (pair.x, pair.y) if side)
    return _("matched by name; ids: {ids}", ids=ids)


def _other_name(pair: LinePair) -> Text | None:
    if pair.x and pair.y and pair.x[1] != pair.y[1]:
        return _("there called “{name}”", name=pair.y[1])
    return None


def _remark(pair: Pair) -> Text | None:
    dashes = [cell is DASH for cell in (pair.x, pair.y)]
    if any(dashes) and not all(dashes):
        return _("a dash is not fixed, so it has no difference")
    if pair.x is None or pair.y is None:
        return _("an amount is unknown")
    if any(not any(dashes) and out.dong for out in (pair.x_out, pair.y_out)):
        return _("only what both have is compared")
    return None


def _years(compared: Compared, x: ComparedPlan, y: ComparedPlan, unit: Unit) -> Table:
    rows = [
        _row(str(year), pair, _remark(pair)) for year, pair in zip(compared.years, compared.by_year, strict=True)
    ]
    rows += _totals(compared)
    columns = _columns(Column("year", _("Year")), x, y)
    table = Table("years", columns, tuple(rows), title=_("Years"), unit=unit)
    return table.only("year", "x", "y", "difference", "remark")


def _totals(compared: Compared) -> Iterator[TableRow]:
    """What is comparable on both sides where that is not everything; then the totals of the plans."""
    total, sides = compared.total, compared.total.comparable
    if compared.kept_out and sides is not None:
        yield _row(_("Comparable lines"), Pair(*sides), None, total=True)
        yield TableRow(_cells(_("Total"), total, None, _("not comparable as a whole")), total=True)
    else:
        yield _row(_("Total"), total, None, total=True)


def _row(label: Text | str, pair: Pair, remark: Text | None, *, total: bool = False) -> TableRow:
    return TableRow(_cells(label, pair, pair.difference, remark), total=total)


def _cells(label: Text | str, pair: Pair, difference: Money | None, remark: Text | None) -> tuple[CellValue, ...]:
    return label, pair.x, _percent(pair.x_share), pair.y, _percent(pair.y_share), difference, remark


def _percent(number: Number | None) -> Percent | None:
    return None if number is None else Percent(number)


def _kept_out(compared: Compared, x: ComparedPlan, y: ComparedPlan, unit: Unit) -> Iterator[Text]:
    """What stands against a dash, or has no line on the other side, by line and side, with its amount."""
    kept: dict[tuple[bool, str, bool], list[KeptOut]] = {}
    for one in compared.kept_out:
        kept.setdefault((one.in_x, one.name, one.no_line), []).append(one)
    for (in_x, name, no_line), ones in kept.items():
        here, there = (x, y) if in_x else (y, x)
        yield _(
            "in no difference: {amount} {unit} of {plan} for “{line}” ({years}), where {why}",
            amount=in_unit(Money.total(one.amount for one in ones), unit),
            unit=unit.label,
            plan=here.told_beside(there),
            line=name,
            years=tuple(str(one.year) for one in ones),
            why=_why_out(there.told_beside(here), no_line=no_line),
        )


def _why_out(other: Text | str, *, no_line: bool) -> Text:
    return _("{plan} has no such line", plan=other) if no_line else _("{plan} has a dash", plan=other)


def _outside(compared: Compared, x: ComparedPlan, y: ComparedPlan, unit: Unit) -> Iterator[Text]:
    for side, years in ((x, compared.x_outside), (y, compared.y_outside)):
        for one in years:
            yield _(
                "{year} is only in {plan} and left out: {total} {unit}",
                year=one.year,
                plan=side.told_beside(y if side is x else x),
                total=in_unit(one.total, unit) if isinstance(one.total, Money) else str(one.total or "?"),
                unit=unit.label,
            )


def comparison_json(compared: Compared, x: ComparedPlan, y: ComparedPlan) -> Json:
    """`cybercrime-plan/compare@1`: whole đồng; "-" is not fixed, null unknown or no such line."""
    return {
        "schema": SCHEMA,
        "x": {"plan": x.id, "file": x.file, "sha256": x.sha256},
        "y": {"plan": y.id, "file": y.file, "sha256": y.sha256},
        "unit": "VND",
        "years": list(compared.years),
        "lines": [_line_json(pair) for pair in compared.lines],
        "by_year": {str(year): _pair(pair) for year, pair in zip(compared.years, compared.by_year, strict=True)},
        "total": _pair(compared.total),
        "comparable": _comparable(compared.total),
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


def _comparable(total: Pair) -> Json:
    """What is fixed on both sides; null where there is no total to speak of."""
    sides = total.comparable
    return None if sides is None else {"x": sides[0].dong, "y": sides[1].dong}


def _line_json(pair: LinePair) -> Json:
    sides: dict[str, Json] = {
        name: None if side is None else {"id": side[0], "name": side[1]}
        for name, side in (("x_line", pair.x), ("y_line", pair.y))
    }
    return {**sides, "matched": pair.matched, **_pair(pair.amounts)}


def _pair(pair: Pair) -> dict[str, Json]:
    return {
        "x": _cell(pair.x),
        "y": _cell(pair.y),
        "x_share": _decimal(pair.x_share),
        "y_share": _decimal(pair.y_share),
        "difference": _cell(pair.difference),
    }


def _outside_json(years: tuple[Outside, ...]) -> Json:
    return {str(one.year): _cell(one.total) for one in years}


def _cell(cell: Cell) -> Json:
    if isinstance(cell, Money):
        return cell.dong
    return "-" if cell is DASH else None


def _decimal(number: Number | None) -> Json:
    return None if number is None else str(number).replace(".", "").replace(",", ".")
