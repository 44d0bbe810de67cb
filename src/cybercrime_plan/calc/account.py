"""The account of figures: what became of every figure that is printed.

A figure is proved when it stands in a sum that was checked, held or not. What is no amount, or printed beside the
sums on purpose, is named with its reason; everything else is unused. "All right" is only said when nothing is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, NamedTuple

from cybercrime_plan.calc.budget_entries import LineEntries
from cybercrime_plan.calc.column_formulas import ColumnArithmetic
from cybercrime_plan.calc.crossfoot import CrossFooting, leaves
from cybercrime_plan.calc.equations import EntryKind, Equation, State, Sum, SumKind, coefficients
from cybercrime_plan.findings import FigureRole, Loc, Place, Positions, PrintedFigure, SheetCell
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.formula import formula_in
from cybercrime_plan.model.money import Money, in_unit


class Accounted(NamedTuple):
    """A printed figure that no sum proves.

    Attributes:
        loc: of its value in the plan; empty when the plan does not hold it.
        path: the same for people.
        place: where it is written.
        text: the figure, in the unit of the table.
        why: what it is, or why no sum holds it.
        column: what its column is called, and `row`: its line; empty when they have no name.
        part: the sheet it stands on, where no table of amounts was found there.
    """

    loc: Loc
    path: str
    place: Place | None
    text: str
    why: Text
    column: str = ""
    row: str = ""
    part: str = ""


class Account(NamedTuple):
    """Every figure of a budget, each in one state.

    Attributes:
        proved: how many stand in a sum that was checked.
        solved: how many blanks a sum gives; they are no figures and stand beside the account.
        heading: what is no amount: years, ordinals, codes.
        beside: what is printed beside the sums on purpose.
        unused: everything else.
    """

    proved: int
    solved: int
    heading: tuple[Accounted, ...]
    beside: tuple[Accounted, ...]
    unused: tuple[Accounted, ...]


_NOT_TAKEN: Final = _("it was not taken")
_UNCHECKED: Final = _("it stands in no sum that could be checked")
_NOWHERE: Final = Positions()
_ELSEWHERE: Final = frozenset({EntryKind.FIGURES, EntryKind.WORDS})
"""The grand total as printed outside the table."""


def account_of(
    budget: Budget,
    footing: CrossFooting,
    figures: Collection[PrintedFigure] = (),
    positions: Positions = _NOWHERE,
    path: Callable[[Loc], str] = str,
) -> Account:
    """Account for every figure of a budget.

    Args:
        figures: every number of the table it was read from; for a plan file none, as it holds nothing else.
        positions: where the values of the plan are written, which tells the one from the other.
        path: how people call a place of the plan.
    """
    elsewhere = [one.stated for one in footing.equations if one.stated.kind in _ELSEWHERE]
    held = {one.loc: one for one in (*footing.table.entries, *elsewhere) if isinstance(one.value, Money)}
    made = frozenset(loc for one in ColumnArithmetic(budget).worked() for loc in one.proves)
    proved = _proved(footing) | (made & held.keys())
    beside = dict(_beside(budget, footing, proved))
    states: dict[str, list[Accounted]] = {"heading": [], "beside": [], "unused": []}
    at = {positions.at(loc) for loc in held}
    shown = {place for loc in made - held.keys() if (place := positions.at(loc))}
    counted = 0
    doubted = {figure.place for figure in figures if figure.role is FigureRole.UNUSED}
    for figure in figures:
        if figure.role is FigureRole.BESIDE and figure.place in shown:
            counted += 1
        elif figure.role not in {FigureRole.AMOUNT, FigureRole.TOTAL} or figure.place not in at:
            why = figure.why or _NOT_TAKEN
            told = Accounted((), "", figure.place, figure.text, why, figure.column, figure.row, figure.part)
            states[figure.role.value if figure.role.value in states else "unused"].append(told)
    for loc, entry in held.items():
        if loc in proved and loc not in beside:
            counted += 1
        elif loc not in beside or positions.at(loc) not in doubted:
            text, why = in_unit(Money(entry.dong), budget.unit), beside.get(loc, _UNCHECKED)
            told = Accounted(loc, path(loc), positions.near(loc), text, why, *_column_and_row(budget, loc))
            states["beside" if loc in beside else "unused"].append(told)
    solved = sum(loc not in held for loc in footing.solutions)
    return Account(counted, solved, *(tuple(states[state]) for state in ("heading", "beside", "unused")))


def together(accounts: Iterable[Account]) -> Account:
    """The account of several tables of one plan."""
    every = tuple(accounts)
    named = (
        tuple(figure for one in every for figure in getattr(one, state))
        for state in ("heading", "beside", "unused")
    )
    return Account(sum(one.proved for one in every), sum(one.solved for one in every), *named)


def _proved(footing: CrossFooting) -> frozenset[Loc]:
    """The places of what stands in a sum that was checked both ways, or in two sums that share their blank.

    Also of what moves a recomputed total, and of the printed total it is held against.
    """
    proofs: list[Sum] = [one for one in footing.equations if one.state is State.CHECKED and _is_proof(one)]
    proofs += footing.agreements
    found = frozenset(loc for one in proofs for loc in coefficients(one))
    totals = list(_only_recomputed(footing))
    if not totals:
        return found
    # a figure that only solves a blank of its own sum moves the total up and down by the same, and is not proved
    solved = {one.blanks[0].loc: one for one in reversed(footing.equations) if one.state is State.SOLVED}
    moves: Counter[Loc] = Counter()
    for row in leaves(footing.table.summed):
        for entry in footing.table.amounts(row) or (row.total,):
            if entry.loc in solved:
                within = coefficients(solved[entry.loc])
                turn = -within.pop(entry.loc)
                moves.update({loc: turn * move for loc, move in within.items()})
            else:
                moves[entry.loc] += 1
    return found.union((loc for loc, move in moves.items() if move), (one.stated.loc for one in totals))


def _is_proof(one: Equation) -> bool:
    """Whether it notices a change up as well as one down."""
    return one.kind is not SumKind.OF_WHICH and None not in {one.admitted.low, one.admitted.high}


def _beside(budget: Budget, footing: CrossFooting, proved: Collection[Loc]) -> Iterator[tuple[Loc, Text]]:
    """The figures beside the sums on purpose; some parts that a sum of their own adds up are in that one."""
    for row in footing.table.rows:
        yield from _beside_in(row, None)
    formulas = tuple(map(formula_in, budget.formulas))
    added = {name for one in formulas for name in ((one.result,) if one.divides else one.names)}
    some = {one.id: one.title for one in budget.columns if one.of_which}
    for entries in (*(row.columns for row in footing.table.walk()), footing.table.column_totals):
        for name, entry in entries.items():
            if name in some and not (name in added and entry.loc in proved):
                yield entry.loc, _("only some parts: column “{column}”", column=some[name])
    for one in footing.equations:
        if one.stated.kind in _ELSEWHERE and not _is_proof(one):
            yield one.stated.loc, _("a bound, which admits more than one amount")


def _beside_in(row: LineEntries, why: Text | None) -> Iterator[tuple[Loc, Text]]:
    """The figures of a line that is only shown, and of all lines below it."""
    if why is None and row.line.memo:
        why = _("only shown: line “{line}”", line=row.line.name)
    if why is not None:
        yield from ((entry.loc, why) for entry in row.entries)
    below = why if why or not row.line.of_which else _("only some parts of “{line}”", line=row.line.name)
    for child in row.rows:
        yield from _beside_in(child, below)


def _column_and_row(budget: Budget, loc: Loc) -> tuple[str, str]:
    """What a person calls its column, the year or the title, nothing for a total; and the name of its line."""
    column = next((one.title for one in budget.columns if one.id == loc[-1]), "")
    lines, row = budget.lines, ""
    for key, index in zip(loc[1::2], loc[2::2], strict=False):
        if key != "lines":
            break
        row, lines = lines[int(index)].name, lines[int(index)].lines
    return str(budget.years[loc[-1]]) if isinstance(loc[-1], int) else column, row


def in_groups(figures: Iterable[Accounted]) -> Iterator[tuple[Text, tuple[Accounted, ...]]]:
    """The figures by the columns and rows that hold most of them, or by their sheet, with what it is called."""
    left, parts = list[Accounted](), dict[str, list[Accounted]]()
    for figure in figures:
        (parts.setdefault(figure.part, []) if figure.part else left).append(figure)
    while left:
        buckets = Counter(key for figure in left for key in _keys(figure))
        most = max(buckets, key=lambda key: (buckets[key], key[0] == "row"))
        group = tuple(figure for figure in left if most in _keys(figure))
        left = [figure for figure in left if most not in _keys(figure)]
        yield _called(group, most[0]), group
    yield from ((_("“{name}”", name=part), tuple(group)) for part, group in parts.items())


def _keys(figure: Accounted) -> Iterator[tuple[str, str, str]]:
    """The column and the row it stands in, by sheet and letter or number in a workbook, else by their names."""
    if isinstance(figure.place, SheetCell):
        letters, number = re.findall(r"[A-Z]+|[0-9]+", figure.place.cell)[:2]
        yield "column", figure.place.sheet, letters
        yield "row", figure.place.sheet, number
    else:
        yield "column", "", figure.column or "total"
        if figure.row or figure.loc:  # a title stands in no line, and not on the row of totals either
            yield "row", "", figure.row


def _called(group: tuple[Accounted, ...], kind: str) -> Text:
    first = group[0]
    _what, _sheet, key = next(one for one in _keys(first) if one[0] == kind)
    title = first.column if kind == "column" else first.row
    if not isinstance(first.place, SheetCell):
        if kind == "column":
            return _("column “{title}”", title=title) if title else _("the column of totals")
        return _("line “{title}”", title=title) if title else _("the row of totals")
    if kind == "column":
        return _("column {key} “{title}”", key=key, title=title) if title else _("column {key}", key=key)
    return _("row {key} “{title}”", key=key, title=title) if title else _("row {key}", key=key)


def contradicted_totals(footing: CrossFooting) -> Iterator[Equation]:
    """Printed grand totals that the recomputed one contradicts, where no sum fails: one slip stays one finding."""
    if not footing.fails:
        yield from (one for one in _only_recomputed(footing) if one.residual not in one.admitted)


def _only_recomputed(footing: CrossFooting) -> Iterator[Equation]:
    """The sums of printed grand totals that were skipped, though every amount is known or solved elsewhere.

    So the total can be recomputed and held against the printed one. Each comes with the recomputed total.
    """
    for one in footing.equations:
        is_total = one.kind in {SumKind.TOTAL_OF_LINES, SumKind.FIGURES, SumKind.WORDS}
        is_skipped = one.state is State.SKIPPED and isinstance(one.stated.value, Money)
        if footing.computed is not None and is_total and is_skipped:
            yield one._replace(terms=(), computed=footing.computed.dong)
