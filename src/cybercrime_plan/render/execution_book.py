"""The book of execution: empty, a row for each line and source of a plan to be filled in, or with its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cybercrime_plan.language import Language, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.execution import (
    EXECUTION_FORM,
    RESERVED,
    TOTAL,
    UNPLANNED,
    ExecutionEntry,
    ExecutionKind,
    kind_word,
)
from cybercrime_plan.model.money import Money, Unit, in_unit
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.book_file import BookFile, Choice
from cybercrime_plan.render.names import Register


def execution_form(plan: Plan, budget: Budget, year: int, language: Language, *, in_words: bool) -> BookFile:
    """The book, ready to be filled in.

    Args:
        in_words: whether kinds stand there in the words of people, not in those of programs.
    """
    kind = ExecutionKind.ALLOCATION
    word = kind_word(kind) if in_words else kind.value
    common = {"plan": plan.id, "year": str(year), "kind": word}
    total = RESERVED[TOTAL][0] if in_words else TOTAL
    rows = (*(common | row for row in _rows(budget, year)), common | {"line": total})
    holder = budget.holder and Register(plan).names(budget.holder.agencies)
    title = language.say(_("Book of allocation and spending: {plan}", plan=plan.title or plan.id))
    above = (language.say(_("Holder of the money: {names}", names=holder)),) if holder else ()
    return BookFile(EXECUTION_FORM, title, budget.unit, rows, above, _choices(budget, language))


def _rows(budget: Budget, year: int) -> Iterator[dict[str, str]]:
    """A row for each line, or for each of its sources, with what the plan has for it."""
    name_head, planned_head = EXECUTION_FORM.helping
    for line in budget.every_line():
        if line.lines or line.memo:
            continue
        for source, amounts in (line.split or {line.source or "": line.amounts or ()}).items():
            cell = next((cell for at, cell in zip(budget.years, amounts, strict=False) if at == year), None)
            planned = in_unit(cell, budget.unit) if isinstance(cell, Money) else str(cell or "")
            yield {"line": line.id, "source": source, name_head: line.name, planned_head: planned}


def _choices(budget: Budget, language: Language) -> Mapping[str, tuple[Choice, ...]]:
    """The kinds, lines and sources an entry may have."""
    lines = tuple(Choice(one.id, one.name) for one in budget.every_line() if not one.lines and not one.memo)
    reserved = (
        Choice(RESERVED[TOTAL][0], language.say(_("the total the document prints: it is checked"))),
        Choice(RESERVED[UNPLANNED][0], language.say(_("money the plan has no line for"))),
    )
    sources = tuple(Choice(one.id, one.name) for one in budget.sources)
    kinds = tuple(Choice(kind_word(kind), f"{kind.value}: {language.say(kind.label)}") for kind in ExecutionKind)
    return {"kind": kinds, "line": (*lines, *reserved), **({"source": sources} if sources else {})}


def execution_book(entries: Iterable[ExecutionEntry], unit: Unit, title: str, *, in_words: bool) -> BookFile:
    """The book of these entries.

    Args:
        in_words: whether kinds stand there in the words of people, not in those of programs.
    """
    rows = []
    for entry in entries:
        lines = RESERVED[TOTAL] if in_words and entry.is_total else entry.lines[:1]
        values = {
            "year": str(entry.year),
            "kind": kind_word(entry.kind) if in_words else entry.kind.value,
            "document": entry.document,
            "date": entry.on.isoformat() if entry.on else None,
            "line": lines[0] if len(entry.lines) == 1 else "+".join(entry.lines),
            "source": entry.source,
            "amount": in_unit(entry.amount, unit),
            "ground": entry.ground,
            "note": entry.note,
        }
        rows.append({name: value for name, value in values.items() if value})
    return BookFile(EXECUTION_FORM, title, unit, tuple(rows))
