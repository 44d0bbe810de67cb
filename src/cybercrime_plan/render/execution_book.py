"""A book to fill in, or filled in: as a workbook, csv or YAML that is read back as what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cybercrime_plan.language import Language, _
from cybercrime_plan.model.books import BookForm
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
from cybercrime_plan.model.money import Money, Unit, in_unit, parse_number
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.names import Register
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Column, Page, Table, TableRow

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from cybercrime_plan.render.exports.sheets import Sheets


_SPARE: Final = 500
"""Rows below the last that are ready to be written into."""
_ROW: Final = 20
_WIDTHS: Final = {"line": 22, "document": 24, "ground": 26, "note": 26, "kind": 24}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may stand under a head, and what it means."""

    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class BookFile(Result):
    """Rows of a book.

    Attributes:
        title: what stands over it.
        above: further lines under the title: who holds the money.
        rows: by the names of the columns, texts and figures as they are read; helping columns by their heads.
        choices: what may stand under a head, for the columns that take nothing else.
    """

    form: BookForm
    title: str
    unit: Unit | None
    rows: tuple[Mapping[str, str], ...]
    above: tuple[str, ...] = ()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in their order: those of the book, then those that only help, where a row has them."""
        helping = (name for name in self.form.helping if any(name in row for row in self.rows))
        return (*(column.name for column in self.form.columns), *helping)

    def document(self) -> Page:
        """The rows."""
        return Page(self.records(), title=self.title)

    def records(self) -> Records:
        """The rows; the unit stands in the head of the amounts."""
        unit = f" ({self.unit.label})" if self.unit else ""
        columns = tuple(Column(f"{name}{unit}" if name == "amount" else name, name) for name in self.names)
        rows = tuple(TableRow(tuple(row.get(name) for name in self.names)) for row in self.rows)
        return (Table(self.form.kind, columns, rows),)

    def yaml(self) -> str:
        """`kind`, `unit` and `entries`, blank values left out."""
        from cybercrime_plan.render.plan_file import plan_yaml

        known = [column.name for column in self.form.columns]
        entries = [{name: row[name] for name in known if row.get(name)} for row in self.rows]
        unit = {"unit": self.unit.label} if self.unit else {}
        return plan_yaml({"kind": self.form.kind, **unit, "entries": entries}, (self.title, *self.above))

    def workbook(self, language: Language) -> bytes:
        """The rows on the first sheet, and on the second what may stand under each head."""
        from cybercrime_plan.render.exports.sheets import written

        return written(lambda sheets: _Sheet(self, sheets).write(), language, title=self.title)


class _Sheet:
    """The sheet of a book."""

    def __init__(self, book: BookFile, sheets: Sheets) -> None:
        self.book, self.sheets = book, sheets
        self.sheet: Worksheet = sheets.add(sheets.language.say(_("Book")))
        unit = (f"Đơn vị tính: {book.unit.label}",) if book.unit else ()
        self.head = 1 + len(book.above) + len(unit)
        for row, text in enumerate((book.title, *book.above, *unit)):
            sheets.text(self.sheet, row, 0, text, sheets.look(bold=not row, italic=bool(row)))

    def write(self) -> None:
        """Heads, rows, spare rows, and lists to choose from."""
        text = self.sheets.look(border=1, num_format="@", valign="top")
        figure = self.sheets.look(border=1, align="right")
        help_ = self.sheets.look(border=1, italic=True, font_color="#666666", text_wrap=True)
        titles = {column.name: column for column in self.book.form.columns}
        head = self.sheets.look(bold=True, border=1, bg_color="#DDE6F0", text_wrap=True, align="center")
        for at, name in enumerate(self.book.names):
            column = titles.get(name)
            title = column.titles[0] if column else name
            look = help_ if column is None else text if column.is_text else figure
            self.sheets.text(self.sheet, self.head, at, title, head)
            self.sheet.set_column(at, at, _WIDTHS.get(name, 16 if column else 30))
            for number, row in enumerate(self._rows(), start=self.head + 1):
                self._cell(number, at, row.get(name, ""), look, number=column is not None and not column.is_text)
        self.sheet.set_default_row(_ROW)
        self.sheet.freeze_panes(self.head + 1, 0)
        self.sheet.repeat_rows(self.head)
        self._choices()

    def _rows(self) -> Iterator[Mapping[str, str]]:
        yield from self.book.rows
        yield from ({} for _spare in range(_SPARE))

    def _cell(self, row: int, column: int, value: str, look: Format, *, number: bool) -> None:
        if not value:
            self.sheet.write_blank(row, column, None, look)
        elif number:
            figure = parse_number(value)
            self.sheet.write_number(row, column, figure.digits / 10**figure.decimals, look)
        else:
            self.sheets.text(self.sheet, row, column, value, look)

    def _choices(self) -> None:
        """A second sheet with what may stand under each head, and the lists of the first drawn from it."""
        if not self.book.choices:
            return
        name = self.sheets.language.say(_("What to write"))
        sheet = self.sheets.add(name)
        titles = {column.name: column.titles[0] for column in self.book.form.columns}
        head, text = self.sheets.look(bold=True), self.sheets.look(text_wrap=True, valign="top")
        last = self.head + len(self.book.rows) + _SPARE
        for number, (column, choices) in enumerate(self.book.choices.items()):
            left = 3 * number
            sheet.set_column(left, left, 24)
            sheet.set_column(left + 1, left + 1, 44)
            self.sheets.text(
                sheet, 0, left, self.sheets.language.say(_("under “{head}”", head=titles[column])), head
            )
            for row, choice in enumerate(choices, start=1):
                self.sheets.text(sheet, row, left, choice.value, text)
                self.sheets.text(sheet, row, left + 1, choice.meaning, text)
            self._list(column, sheet.get_name(), left, len(choices), last)

    def _list(self, column: str, sheet: str, left: int, count: int, last: int) -> None:
        from xlsxwriter.utility import xl_range_abs

        at = self.book.names.index(column)
        source = f"='{sheet}'!{xl_range_abs(1, left, count, left)}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        self.sheet.data_validation(self.head + 1, at, last, at, rule)


def execution_form(plan: Plan, budget: Budget, year: int, language: Language, *, in_words: bool) -> BookFile:
    """The book, ready to be filled in: a row for each line, or for each of its sources, with what the plan has.

    Args:
        in_words: whether kinds stand there in the words of people, not in those of programs.
    """
    kind = ExecutionKind.ALLOCATION
    common = {"plan": plan.id, "year": str(year), "kind": kind_word(kind) if in_words else kind.value}
    name_head, planned_head = EXECUTION_FORM.helping
    rows = []
    for line in (one for one in budget.every_line() if not one.lines and not one.memo):
        for source, amounts in (line.split or {line.source or "": line.amounts or ()}).items():
            cell = next((cell for at, cell in zip(budget.years, amounts, strict=False) if at == year), None)
            planned = in_unit(cell, budget.unit) if isinstance(cell, Money) else str(cell or "")
            known = {"line": line.id, "source": source, name_head: line.name, planned_head: planned}
            rows.append(common | known)
    rows.append(common | {"line": RESERVED[TOTAL][0] if in_words else TOTAL})
    holder = budget.holder and Register(plan).names(budget.holder.agencies)
    title = language.say(_("Book of allocation and spending: {plan}", plan=plan.title or plan.id))
    above = (language.say(_("Holder of the money: {names}", names=holder)),) if holder else ()
    return BookFile(EXECUTION_FORM, title, budget.unit, tuple(rows), above, _choices(budget, language))


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
