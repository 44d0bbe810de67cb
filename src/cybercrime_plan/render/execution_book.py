"""Entries of a book of execution, written down as the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cybercrime_plan.model.execution import EXECUTION_FORM, RESERVED, TOTAL, ExecutionEntry, kind_word
from cybercrime_plan.model.money import Unit, in_unit
from cybercrime_plan.render.book_file import BookFile


def execution_book(
    entries: Iterable[ExecutionEntry], unit: Unit, title: str, above: Sequence[str] = (), *, in_words: bool
) -> BookFile:
    """The book of these entries.

    Args:
        in_words: whether kinds stand there in the words of people, not in those of programs.
    """
    return BookFile(
        EXECUTION_FORM, title, unit, tuple(_row(entry, unit, in_words=in_words) for entry in entries), tuple(above)
    )


def _row(entry: ExecutionEntry, unit: Unit, *, in_words: bool) -> dict[str, str]:
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
    return {name: value for name, value in values.items() if value}
