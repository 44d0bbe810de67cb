"""The budget as a table from three sides, with bars and words, and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cybercrime_plan.calc.crossfoot import CrossFooting, crossfoot
from cybercrime_plan.calc.execution import Decisions, RequestAnswer
from cybercrime_plan.calc.sides import Dimension
from cybercrime_plan.calc.totals import Breakdown, BreakdownRow, by_line, by_source, by_year, share
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.budget import Budget, BudgetColumn, ColumnKind, FurtherBudget, Line, Note
from cybercrime_plan.model.money import Cell, Money, Unit, in_unit
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.words import write_words
from cybercrime_plan.render.chart import Bar, chart
from cybercrime_plan.render.result import Json, Records, Result
from cybercrime_plan.render.table import Align, Column, Drawing, Page, Table, TableRow, figure_in, percent, plain

SCHEMA = "cybercrime-plan/budget@1"


_BREAKDOWNS = {Dimension.LINE: by_line, Dimension.YEAR: by_year, Dimension.SOURCE: by_source}
_KINDS = {Dimension.LINE: _("Budget line"), Dimension.YEAR: _("Year"), Dimension.SOURCE: _("Source")}
_MARGINS: Mapping[Dimension, tuple[tuple[None, ...], tuple[None, ...]]] = {
    Dimension.LINE: ((None, None), (None,)),
    Dimension.YEAR: ((), ()),
    Dimension.SOURCE: ((None,), ()),
}
"""The empty cells of the row of totals, before its name and after its share."""
_NO_SOURCE = _("no source named")


@dataclass(frozen=True, slots=True)
class BudgetResult(Result):
    """The budget of one plan.

    Attributes:
        plan: its id.
        page: for people.
        table: the budget from the side asked for.
        decided: what a book says of what the plan leaves open; None without a book.
        further: the further tables of the plan.
    """

    plan: str
    budget: Budget
    footing: CrossFooting
    page: Page
    table: Table
    decided: Decisions | None = None
    further: tuple[FurtherBudget, ...] = ()

    def document(self) -> Page:
        """The page as it is."""
        return self.page

    def records(self) -> Records:
        """The tables, the further ones line by line."""
        return (self.table, *(budget_table(one, crossfoot(one)) for one in self.further))

    def data(self) -> Json:
        """`cybercrime-plan/budget@1`."""
        further: list[Json] = [
            {
                "id": table.id,
                "title": table.title,
                "line": table.line,
                **budget_json(self.plan, table, crossfoot(table)),
            }
            for table in self.further
        ]
        value = budget_json(self.plan, self.budget, self.footing) | ({"tables": further} if further else {})
        return value if self.decided is None else {**value, **decisions_json(self.decided)}


def budget_tables(plan: Plan, side: Dimension = Dimension.LINE, unit: Unit | None = None) -> Iterator[Table]:
    """Every table of money of a plan, the further ones under their own titles."""
    for table in plan.tables():
        yield budget_table(table.budget, crossfoot(table.budget), side, unit)


def budget_table(
    budget: Budget,
    footing: CrossFooting,
    side: Dimension = Dimension.LINE,
    unit: Unit | None = None,
    *,
    words: bool = False,
) -> Table:
    """The budget with its totals and shares.

    Args:
        unit: in which amounts are shown; the table's own when None.
        words: whether the total is also written in words.
    """
    breakdown = _BREAKDOWNS[side](budget, footing)
    before, after = _MARGINS[side]
    beside = _beside(budget) if side is Dimension.LINE else ()
    others = tuple(budget.column_totals.get(one.id, budget.other_totals.get(one.id)) for one in beside)
    whole = percent(share(breakdown.total, breakdown.total))
    total = (*before, _("Total"), *breakdown.totals, breakdown.total, *others, whole, *after)
    return Table(
        f"budget_{budget.id}" if isinstance(budget, FurtherBudget) else "budget",
        tuple(_columns(breakdown, side, budget)),
        (*_rows(budget, breakdown, side), TableRow(total, total=True)),
        title=budget.called if isinstance(budget, FurtherBudget) else _("Budget"),
        unit=unit or budget.unit,
        notes=tuple(_notes(budget, breakdown, words=words)),
    )


def _columns(breakdown: Breakdown, side: Dimension, budget: Budget) -> Iterator[Column]:
    if side is not Dimension.YEAR:
        yield Column("id", _("Id"), hidden=True)
    if side is Dimension.LINE:
        yield Column("stt", _("No."))
    yield Column(side.value, _KINDS[side], nested=True)
    names = {line.id: line.name for line in budget.lines}
    for key in breakdown.columns:
        yield Column(str(key), names[key] if isinstance(key, str) else str(key), Align.RIGHT)
    yield Column("total", _("Total"), Align.RIGHT)
    for column in _beside(budget) if side is Dimension.LINE else ():
        yield Column(column.id, column.title, Align.RIGHT)
    yield Column("share", _("Share"), Align.RIGHT)
    if side is Dimension.LINE:
        yield Column("source", _("Source"))


def _rows(budget: Budget, breakdown: Breakdown, side: Dimension) -> Iterator[TableRow]:
    if side is not Dimension.LINE:
        for item in breakdown.items:
            key = () if side is Dimension.YEAR else (item.key,)
            yield TableRow((*key, item.name or _NO_SOURCE, *item.amounts, item.total, percent(item.share)))
        return
    sources = {source.id: source.name for source in budget.sources}
    for line, item in zip(budget.every_line(), breakdown.items, strict=True):
        name = _("{name} (not part of any sum)", name=line.name) if line.memo else line.name
        amounts = item.amounts or (None,) * len(budget.years)
        source = line.source and sources.get(line.source, line.source)
        others = (line.columns.get(one.id, line.others.get(one.id)) for one in _beside(budget))
        cells = (line.id, line.stt, name, *amounts, item.total, *others, percent(item.share), source)
        yield TableRow(cells, item.depth)


def _beside(budget: Budget) -> tuple[BudgetColumn, ...]:
    """The columns of figures beside the years, as they are printed."""
    figures = (one for one in budget.columns if one.kind is not ColumnKind.WORDS)
    return tuple(sorted(figures, key=lambda one: (one.position is None, one.position or 0)))


def _notes(budget: Budget, breakdown: Breakdown, *, words: bool) -> Iterator[Text]:
    if words and isinstance(breakdown.total, Money):
        yield _("In words: {words}.", words=write_words(breakdown.total))
    for line in budget.every_line():
        if line.id in breakdown.not_fixed:
            yield _("{line}: not fixed (-), so the totals leave it out.", line=line.name)
        if line.undecided:
            yield _("{line}: {sentence}.", line=line.name, sentence=line.undecided.rstrip("."))
        for note in line.notes:
            yield _("{line}, {note}", line=line.name, note=_note(note))
    for note in budget.notes:
        yield _note(note)


def _note(note: Note) -> Text:
    if note.on is None:
        return _("note: {sentence}.", sentence=note.text.rstrip("."))
    return _("{year}: {sentence}.", year=note.on, sentence=note.text.rstrip("."))


def decided_since(total: Cell, decided: Decisions, unit: Unit) -> Text | None:
    """The plan's total with what decisions have fixed since beside it; None when nothing was."""
    if not decided.lines:
        return None
    return _(
        "{planned} + {since} decided since", planned=figure_in(total, unit), since=in_unit(decided.total, unit)
    )


def decisions_told(budget: Budget, total: Cell, decided: Decisions, unit: Unit) -> Iterator[Text]:
    """What was decided since: in all, by line, and of each source that is only asked for."""
    since = decided_since(total, decided, unit)
    if since is not None:
        yield since
    names = {line.id: line.name for line in budget.every_line()}
    for line, amount in decided.lines.items():
        yield _(
            "“{line}”: {amount} {unit} decided since, where the plan has a dash",
            line=names[line],
            amount=in_unit(amount, unit),
            unit=unit.label,
        )
    for request in decided.requests:
        granted, refused = in_unit(request.granted, unit), in_unit(request.refused, unit)
        match request.answer:
            case RequestAnswer.GRANTED:
                answer = _("granted {amount} {unit}", amount=granted, unit=unit.label)
            case RequestAnswer.PARTLY:
                told = _(
                    "granted {amount}, refused {refused} {unit}", amount=granted, refused=refused, unit=unit.label
                )
                answer = told
            case RequestAnswer.REFUSED:
                answer = _("refused")
            case RequestAnswer.OPEN:
                answer = _("not answered yet")
        yield _("“{source}”, only asked for: {answer}", source=request.name, answer=answer)


def decisions_json(decided: Decisions) -> dict[str, Json]:
    """Whole đồng, by line; and what became of the sources that are only asked for."""
    return {
        "decided_since": {line: amount.dong for line, amount in decided.lines.items()},
        "requests": [
            {
                "source": one.source,
                "name": one.name,
                "answer": one.answer.value,
                "granted": one.granted.dong,
                "refused": one.refused.dong,
            }
            for one in decided.requests
        ],
    }


def budget_chart(
    budget: Budget,
    footing: CrossFooting,
    language: Language,
    side: Dimension = Dimension.LINE,
    unit: Unit | None = None,
    *,
    ascii_only: bool = False,
) -> Drawing:
    """The totals of the lines at the top, of the years or of the sources as bars.

    Args:
        ascii_only: for screens and printers that know no block characters.
    """
    items = _BREAKDOWNS[side](budget, footing).items
    bars = [Bar(item.name or _NO_SOURCE, item.total) for item in items if not item.depth and not item.memo]
    return chart(bars, language, unit or budget.unit, ascii_only=ascii_only)


def budget_json(plan: str, budget: Budget, footing: CrossFooting) -> dict[str, Json]:
    """`cybercrime-plan/budget@1`: whole đồng, by line and by source, whatever side people look at."""
    lines = by_line(budget, footing)
    return {
        "schema": SCHEMA,
        "plan": plan,
        "unit": budget.unit.currency,
        "years": list(budget.years),
        **_columns_json(budget),
        **({"formulas": list(budget.formulas)} if budget.formulas else {}),
        "lines": [
            _line_json(line, item, budget) for line, item in zip(budget.every_line(), lines.items, strict=True)
        ],
        "sources": [
            {
                "id": plain(item.key),
                "name": item.name or None,
                "amounts": _by_year(budget, item.amounts),
                "total": plain(item.total),
            }
            for item in by_source(budget, footing).items
        ],
        "totals": _by_year(budget, lines.totals),
        "total": plain(lines.total),
        "not_fixed": list(lines.not_fixed),
    }


def _line_json(line: Line, item: BreakdownRow, budget: Budget) -> Json:
    return {
        "id": line.id,
        "stt": line.stt,
        "name": line.name,
        "source": line.source,
        "depth": item.depth,
        "memo": line.memo,
        "amounts": _by_year(budget, item.amounts),
        **({"columns": {name: plain(value) for name, value in line.columns.items()}} if line.columns else {}),
        **({"others": dict(line.others)} if line.others else {}),
        "total": plain(item.total),
    }


def _columns_json(budget: Budget) -> dict[str, Json]:
    """The columns beside the years with their totals; nothing for a table that has none."""
    if not budget.columns:
        return {}
    columns: list[Json] = [
        {
            "id": one.id,
            "title": one.title,
            "kind": one.kind.value,
            "year": one.year,
            "source": one.source,
            **({"over": one.over} if one.over else {}),
        }
        for one in budget.columns
    ]
    return {
        "columns": columns,
        "column_totals": {name: plain(value) for name, value in budget.column_totals.items()},
        **({"other_totals": dict(budget.other_totals)} if budget.other_totals else {}),
    }


def _by_year(budget: Budget, amounts: tuple[Cell, ...]) -> Json:
    return {str(year): plain(amount) for year, amount in zip(budget.years, amounts, strict=False)}
