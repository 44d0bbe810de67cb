"""Sheets of a workbook: cells, formats and live sums that every sheet shares, and any table as a sheet."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from cybercrime_plan.language import Language
from cybercrime_plan.model.money import DASH, VND, Cell, Money, Number, Unit, in_unit, parse_number
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.result import Records
from cybercrime_plan.render.table import Align, CellValue, Percent, Table, TableRow, said

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


_LONGEST_FORMULA = 8000
"""Characters; Excel takes 8192."""


@dataclass(frozen=True, slots=True)
class Addend:
    """A cell that is added up: where it stands, counted from 0, and what it holds."""

    row: int
    column: int
    value: Cell


def live_sum(terms: Sequence[Addend]) -> tuple[str | None, Money | None]:
    """The formula that adds cells up, and what the amounts among them come to.

    Where no cell holds an amount yet, the formula shows a dash until one does. It is None when the cells are too
    scattered for one formula.
    """
    amounts = [term.value for term in terms if isinstance(term.value, Money)]
    cells = ",".join(_ranges(terms))
    formula = f"=SUM({cells})" if amounts else f'=IF(COUNT({cells})=0,"-",SUM({cells}))'
    fits = terms and len(formula) <= _LONGEST_FORMULA and cells.count(",") < 255  # noqa: PLR2004 - Excel's limit
    return formula if fits else None, Money.total(amounts) if amounts else None


def difference(printed: Addend, computed: Addend, blanks: Sequence[Addend]) -> str:
    """The formula of printed less computed; it shows nothing while a figure is missing."""
    left, right = cell(printed.row, printed.column), cell(computed.row, computed.column)
    if isinstance(printed.value, Money) and isinstance(computed.value, Money) and not blanks:
        return f"={left}-{right}"
    known = "".join(f",COUNTBLANK({cells})=0" for cells in _ranges(blanks))
    return f'=IF(AND(COUNT({left},{right})=2{known}),{left}-{right},"")'


def cell(row: int, column: int) -> str:
    """A cell as formulas write it: `D7`."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def _ranges(terms: Iterable[Addend]) -> list[str]:
    """The fewest ranges over cells: along the row when all are in one, otherwise down each column."""
    places = {(term.row, term.column) for term in terms}
    along = len({row for row, _column in places}) == 1
    ordered = sorted(places, key=lambda place: place[::-1])
    runs = groupby(
        enumerate(ordered), key=lambda numbered: (along or numbered[1][1], sum(numbered[1]) - numbered[0])
    )
    ranges = []
    for _key, run in runs:
        cells = [place for _number, place in run]
        first, last = cell(*cells[0]), cell(*cells[-1])
        ranges.append(first if first == last else f"{first}:{last}")
    return ranges


_FONT = {"font_name": "Times New Roman", "font_size": 13, "valign": "vcenter"}
_VIETNAMESE = "[$-42A]"
FIGURE = {"align": "right", "indent": 1}
_LONGEST_TEXT = 32_767
_WIDEST = 60
"""Characters of a column; a longer text is folded."""
_LONGEST_WORD = 24
_BESIDE = 3
"""Characters for the sides of a cell and the arrow of a filter."""
_PRINTED = 190
"""Characters of all columns together: a page across then prints letters of about 9 points."""
_LINE, HIGHEST = 17.0, 409.0
"""Points."""
_LONGEST_HEAD = 200
_FORBIDDEN = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))
_LONGEST_NAME = 31


class Sheets:
    """A workbook being written; formats are made once for each look."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.book = book
        self.language = language
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: set[str] = set()

    def look(self, **properties: Any) -> Format:
        """The format of these properties."""
        key = tuple(properties.items())  # the writer takes the same ones in another order for one look
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**_FONT, **properties})
        return self._formats[key]

    def add(self, name: str) -> Worksheet:
        """A new sheet, ready to print on A4 across; its name is made one that Excel takes and unlike the others."""
        base = " ".join(visible(name).translate(_FORBIDDEN).split()).strip("'")[:_LONGEST_NAME] or "Sheet"
        chosen, number = base, 2
        while chosen.casefold() in self._names:
            chosen, number = f"{base[: _LONGEST_NAME - 3]} {number}", number + 1
        self._names.add(chosen.casefold())
        sheet = self.book.add_worksheet(chosen)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&R&P/&N")
        return sheet

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        """A text that stays a text, whatever it looks like."""
        sheet.write_string(row, column, visible(text)[:_LONGEST_TEXT], look)

    def table(self, table: Table, name: str, *, even_empty: bool = False) -> None:
        """A table as a sheet of its own, if it has rows."""
        records = [row for row in table.rows if isinstance(row, TableRow)]
        if not records and not even_empty:
            return
        sheet = self.add(name)
        header = self.look(bold=True, border=1, bg_color="#DDE6F0", text_wrap=True, align="center")
        heads = [said(column.header, self.language) for column in table.columns]
        texts = [[said(cell, self.language) for cell in row.cells] for row in records]
        widths = _widths(heads, texts)
        for column, (title, width) in enumerate(zip(heads, widths, strict=True)):
            self.text(sheet, 0, column, title, header)
            sheet.set_column(column, column, width)
        right = [column.align is Align.RIGHT for column in table.columns]
        for number, (row, words) in enumerate(zip(records, texts, strict=True), 1):
            for column, cell in enumerate(row.cells):
                self._cell(sheet, number, column, cell, words[column], right=right[column])
        room = [max(width - _BESIDE, 1) for width in widths]
        for number, words in enumerate((heads, *texts)):
            # every text is folded into its column; no sheet has a higher row
            long = ((text, wide) for text, wide in zip(words, room, strict=True) if len(text) > wide)
            lines = max((len(wrap(text, wide)) for text, wide in long), default=1)
            sheet.set_row(number, min(_LINE * lines + 4, HIGHEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(records), len(table.columns) - 1)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, len(records), len(table.columns) - 1)
        # a header of a page may not be longer, and & begins a command in it
        sheet.set_header(
            "&C" + visible(said(table.title, self.language) or name).replace("&", "&&")[:_LONGEST_HEAD]
        )

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: CellValue, text: str, *, right: bool) -> None:
        """A cell of a table, and what it is in words."""
        look: dict[str, Any] = {"border": 1, "valign": "top"}
        if cell is None:
            sheet.write_blank(row, column, None, self.look(**look))
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self.look(**look, num_format="dd/mm/yyyy", align="left"))
        elif isinstance(cell, Money) and cell.currency == VND:
            self.amount(sheet, row, column, cell, Unit.DONG, look)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self.look(**look))
        elif isinstance(cell, Percent):
            shown = number_shown(cell.number.decimals) + "%"
            share = cell.number.digits / 10 ** (cell.number.decimals + 2)
            sheet.write_number(row, column, share, self.look(**look, num_format=shown))
        elif isinstance(cell, Number):
            shown = number_shown(cell.decimals)
            sheet.write_number(row, column, cell.digits / 10**cell.decimals, self.look(**look, num_format=shown))
        else:
            align = "right" if right or cell is DASH else "left"
            shown = self.look(**look, text_wrap=True, align=align)
            sheet.write_string(row, column, text[:_LONGEST_TEXT], shown)

    def amount(
        self, sheet: Worksheet, row: int, column: int, cell: CellValue, unit: Unit, look: dict[str, Any]
    ) -> None:
        """An amount as a number of that unit; a dash as a dash; a blank as nothing."""
        look = look | FIGURE
        number = exact_number(cell, unit) if isinstance(cell, Money) else None
        if number is not None and isinstance(cell, Money):
            sheet.write_number(row, column, number, self.look(**look, num_format=number_format(cell, unit)))
        elif cell is None:
            sheet.write_blank(row, column, None, self.look(**look))
        else:
            text = in_unit(cell, unit) if isinstance(cell, Money) else said(cell, self.language)
            self.text(sheet, row, column, text, self.look(**look))

    def formula(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        formula: str | None,
        value: Money | None,
        unit: Unit,
        look: dict[str, Any],
        without: str = "",
    ) -> None:
        """A formula with its value; the value alone where there is none, or the sheet cannot calculate with it.

        Args:
            without: what the cell shows until there is a value.
        """
        number = None if value is None else exact_number(value, unit)
        if formula is None or (value is not None and number is None):
            self.amount(sheet, row, column, value, unit, look)
            return
        shown = self.look(**look, **FIGURE, num_format=number_format(value or Money(0), unit))
        sheet.write_formula(row, column, formula, shown, without if number is None else number)

    def quantity(
        self, sheet: Worksheet, row: int, column: int, printed: str, look: dict[str, Any], *, is_code: bool = False
    ) -> None:
        """A figure that is no money, as printed; a number where a workbook keeps it without loss.

        Args:
            is_code: its thousands are not parted.
        """
        look = look | FIGURE
        try:
            number = parse_number(printed)
        except ValueError:
            self.text(sheet, row, column, printed, self.look(**look))
            return
        value = float(printed.replace(".", "").replace(",", "."))
        shown = "0" if is_code else _VIETNAMESE + number_shown(number.decimals)
        sheet.write_number(row, column, value, self.look(**look, num_format=shown))


UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a file says it was made that must not change from day to day."""


def written(write: Callable[[Sheets], None], language: Language, **about: object) -> bytes:
    """The bytes of a workbook of these sheets; what is written the same gives the same bytes.

    No text in it becomes a formula, a link or a number.

    Args:
        about: the properties of the file.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    kept_as_text = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with Workbook(buffer, {"in_memory": True, **kept_as_text}) as book:
        book.set_properties({"created": UNDATED, **about})
        write(Sheets(book, language))
    return buffer.getvalue()


def exact_number(money: Money, unit: Unit) -> int | float | None:
    """The amount as the number a workbook can keep without loss; None when it has more than fifteen digits."""
    figure = in_unit(money, unit).replace(".", "").replace(",", ".")
    number = float(figure)
    if Decimal(f"{number:.15g}") != Decimal(figure):
        return None
    return number if "." in figure else int(figure)


def number_format(money: Money, unit: Unit) -> str:
    """Thousands by dots and a decimal comma, as in Vietnam, with as many decimals as the amount has."""
    return _VIETNAMESE + number_shown(len(in_unit(money, unit).partition(",")[2]))


def number_shown(decimals: int) -> str:
    """The format of a number with so many decimals; a spreadsheet shows the signs of its reader's country."""
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The widths of columns, in characters: as wide as what stands in them, and together no wider than a page
    that can be read; the widest are narrowed, but no word, date or figure is broken.
    """
    columns = list(zip(heads, *rows, strict=True))
    words = [max((len(word) for text in column for word in text.split()), default=0) for column in columns]
    least = [min(word, _LONGEST_WORD) + _BESIDE for word in words]
    widths = [
        max(least[at], min(max(map(len, column[1:]), default=0), _WIDEST) + _BESIDE)
        for at, column in enumerate(columns)
    ]
    while sum(widths) > _PRINTED and (
        wide := max((width for at, width in enumerate(widths) if width > least[at]), default=0)
    ):
        widths = [width - 1 if width == wide and width > least[at] else width for at, width in enumerate(widths)]
    return widths


def tables_workbook(records: Records, language: Language) -> bytes:
    """The bytes of an .xlsx file with a sheet for each table."""

    def write(sheets: Sheets) -> None:
        for part in records:
            if isinstance(part, Table):
                sheets.table(part, said(part.title, language) or part.key, even_empty=True)

    return written(write, language)
