"""The workbook: the annexes with what their amounts add up to beside every printed total, then all the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from cybercrime_plan.calc.annex_columns import AnnexColumn
from cybercrime_plan.calc.budget_entries import all_parts, parts_in
from cybercrime_plan.calc.crossfoot import CrossFooting, crossfoot
from cybercrime_plan.calc.equations import Entry
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.budget import Budget, FurtherBudget
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.exports.annex import AnnexRow, LineLook, PageLine, annex_of
from cybercrime_plan.render.exports.dossier import (
    Dossier,
    deadline_table,
    decision_table,
    finding_table,
    issued,
    newest_day,
    task_table,
    titled,
)
from cybercrime_plan.render.exports.facts import facts
from cybercrime_plan.render.exports.sheets import (
    HIGHEST,
    Addend,
    Sheets,
    cell,
    difference,
    exact_number,
    live_sum,
    written,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


_HEAD = {"bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#DDE6F0"}
_OURS = {"italic": True, "border": 1, "font_color": "#44546A", "bg_color": "#F5F7FA"}
_YEAR = re.compile("[0-9]{4}")
_NAME_WIDTH = 42
"""Characters of a name on one line."""
_WIDTHS = {"stt": 6, "name": _NAME_WIDTH, "source": 18, "note": 22, "ours": 13}
_ROW = 22
"""Points of a line's height."""
_LETTER = 1.3
_TITLE_LETTER = 1.5
"""Widths of an ordinary character that a bold one of a heading or of a title may take."""
_CODES = re.compile(r"(năm|mã|tiểu mục|mục|chương|loại|khoản)\b", re.IGNORECASE)
"""Titles of years and codes, of which thousands are not parted."""
RECOMPUTED = _("Recomputed")
DIFFERENCE = _("Difference")
_RED = {"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"}


def write_annex(sheets: Sheets, name: str, plan: Plan, budget: Budget, footing: CrossFooting) -> None:
    """Add the annex of one plan as a sheet of that name."""
    _AnnexSheet(sheets, name, plan, budget, footing).write()


class _AnnexSheet:
    """The sheet while it is written; rows and columns count from 0."""

    def __init__(self, sheets: Sheets, name: str, plan: Plan, budget: Budget, footing: CrossFooting) -> None:
        self.sheets, self.budget, self.table = sheets, budget, footing.table
        self.annex = annex_of(plan, budget)
        self.sheet: Worksheet = sheets.add(name)
        self.at = {one: at for at, one in enumerate(self.annex.order)}
        self.name = self.at["name"]
        self.years = [at for at, column in self._columns() if column.year is not None]
        self.total = next((at for at, column in self._columns() if column.is_total), None)
        self.computed = len(self.annex.order)
        self.head = len(self.annex.above)
        self.body = self.head + 1 + max(area.bottom for area in self.annex.header)
        totals, count = self.annex.totals is not None, len(self.annex.rows)
        self.places = [self.body + at + (totals and at >= self.annex.totals_at) for at in range(count)]
        self.sums = self.body + self.annex.totals_at
        # under the table what is printed there, and then our own sums, which are not printed
        self.under = self.body + count + totals + bool(self.annex.below)
        self.after = self.under + len(self.annex.below) + bool(self.annex.below)
        self.row_of = {row.loc: at for at, row in zip(self.places, self.annex.rows, strict=True) if row.loc}
        self.widths = [self._width(one) for one in (*self.annex.order, "ours", "ours")]
        self.codes = {place for place, _column in self._columns() if self._holds_codes(self.annex.order[place])}
        figures = (figure for row in (*self.annex.rows, self.annex.totals) if row for figure in row.figures)
        self.live = all(
            exact_number(figure, budget.unit) is not None for figure in figures if isinstance(figure, Money)
        )

    def write(self) -> None:
        """Everything, from above."""
        for at, line in enumerate(self.annex.above):
            self._page_line(at, line, align="right" if line.look is LineLook.UNIT else "center")
        self._header()
        entries = {row.loc: row for row in self.table.walk()}
        for at, printed in zip(self.places, self.annex.rows, strict=True):
            self._printed(at, printed, bold=printed.is_group)
            row = entries[printed.loc] if printed.loc else None
            if row and row.cells:
                self._across(at, row.cells, row.total)
        if self.annex.totals:
            self._printed(self.sums, self.annex.totals, bold=True)
            self._across(self.sums, self.table.totals, self.table.total)
        self._down()
        for at, line in enumerate(self.annex.below, self.under):
            self._page_line(at, line, align="center" if len(line.texts) > 1 else "left")
        self._layout()
        self._mark_differences()

    def _page_line(self, row: int, line: PageLine, *, align: str) -> None:
        """A line around the table, each of its texts over its share of the printed columns."""
        size = 13 if line.look is LineLook.UNIT else 14
        bold = line.look is LineLook.TITLE
        look = self.sheets.look(bold=bold, italic=not bold, font_size=size, align=align, text_wrap=True)
        wide = self.computed
        texts = line.texts if len(line.texts) <= wide else (" ".join(line.texts),)
        height = 1
        for at, text in enumerate(texts):
            left, right = at * wide // len(texts), (at + 1) * wide // len(texts) - 1
            if text:
                self._spread(row, left, row, right, text, look)
                height = max(height, self._lines(text, left, right, _TITLE_LETTER))
        self.sheet.set_row(row, min(_ROW * height, HIGHEST))

    def _width(self, one: str | int) -> int:
        """Characters of the ordinary size that a column holds: every figure and every word of its heading fits."""
        if one == "ours":
            return max((_WIDTHS[one], *(self._width(index) for index in range(len(self.annex.columns)))))
        if not isinstance(one, int):
            return _WIDTHS[one]
        words = (len(word) for word in self.annex.columns[one].headings[-1].split())
        return max(11, ceil(_LETTER * max((self.annex.longest(one, self.budget.unit), *words))) + 2)

    def _holds_codes(self, one: str | int) -> bool:
        """Whether a column holds years or codes, and no quantities."""
        if not isinstance(one, int) or not _CODES.match(self.annex.columns[one].title):
            return False
        figures = {row.figures[one] for row in self.annex.rows} - {None}
        return all(isinstance(figure, str) and figure.isdecimal() for figure in figures)

    def _lines(self, text: str, left: int, right: int, letter: float = 1.1) -> int:
        """Over how many lines a text is folded in these columns."""
        return max(1, ceil(len(text) * letter / sum(self.widths[left : right + 1])))

    def _header(self) -> None:
        look, ours = self.sheets.look(**_HEAD), self.sheets.look(**_HEAD | _OURS)
        say = self.sheets.language.say
        heights = dict.fromkeys(range(self.head, self.body), 1)
        for area in self.annex.header:
            top, bottom = self.head + area.top, self.head + area.bottom
            lines = self._lines(area.text, area.left, area.right, _LETTER) - (bottom - top)
            heights[bottom] = max(heights[bottom], lines)
            self._spread(top, area.left, bottom, area.right, area.text, look)
            if _YEAR.fullmatch(area.text):
                self.sheet.write_number(top, area.left, int(area.text), look)
        for row, lines in heights.items():
            self.sheet.set_row(row, min(_ROW * lines, HIGHEST))
        for column, title in (
            (self.computed, RECOMPUTED),
            *([(self.computed + 1, DIFFERENCE)] if self.annex.has_totals else ()),
        ):
            self._spread(self.head, column, self.body - 1 - self.annex.has_number_row, column, say(title), ours)

    def _columns(self) -> Iterator[tuple[int, AnnexColumn]]:
        """The columns of figures with the places they stand at."""
        return ((self.at[index], column) for index, column in enumerate(self.annex.columns))

    def _spread(self, top: int, left: int, bottom: int, right: int, text: str, look: Format) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", look)
        self.sheets.text(self.sheet, top, left, text, look)

    def _printed(self, at: int, row: AnnexRow, *, bold: bool) -> None:
        """A row as the document prints it."""
        look: dict[str, Any] = {"border": 1} | ({"bold": True} if bold else {})
        texts: dict[str | int, str] = {"stt": "", "name": row.name, "source": row.source or "", "note": row.note}
        texts |= {at: text for at, text in enumerate(row.figures) if isinstance(text, str)}
        folded = max(self._lines(texts.get(one, ""), place, place) for one, place in self.at.items())
        self.sheet.set_row(at, min(_ROW * folded, HIGHEST))
        texts["stt"] = row.stt or ""
        for one, place in self.at.items():
            if not isinstance(one, int):
                indent = {"stt": 0, "name": row.level + 1}.get(one, 1)
                its = {"align": "center"} if one == "stt" else {"text_wrap": True, "indent": indent}
                self.sheets.text(self.sheet, at, place, texts[one], self.sheets.look(**look, **its))
        for (place, column), figure in zip(self._columns(), row.figures, strict=True):
            its = look | {"bold": True} if column.is_total else look
            if column.is_words:
                words = figure if isinstance(figure, str) else ""
                self.sheets.text(self.sheet, at, place, words, self.sheets.look(**look, text_wrap=True))
            elif isinstance(figure, str):
                self.sheets.quantity(self.sheet, at, place, figure, its, is_code=place in self.codes)
            else:
                self.sheets.amount(self.sheet, at, place, figure, self.budget.unit, its)

    def _across(self, at: int, cells: Sequence[Entry], total: Entry) -> None:
        """What the amounts of a row add up to, and how the printed total differs."""
        terms = [Addend(at, place, entry.value) for place, entry in zip(self.years, cells, strict=True)]
        added = self._sum(at, self.computed, terms)
        if self.total is not None:
            printed = Addend(at, self.total, total.value)
            self._difference(at, self.computed + 1, printed, added, _blanks(terms, cells))

    def _down(self) -> None:
        """What the lines add up to under each printed total, and how it differs."""
        at = self.after
        self._label(at, RECOMPUTED)
        columns = [(place, parts_in(self.table.summed, year)) for year, place in enumerate(self.years)]
        if self.total is not None:
            columns.append((self.total, all_parts(self.table)))
        printed = (*self.table.totals, self.table.total)
        if self.annex.totals:
            self._label(at + 1, DIFFERENCE)
        for (column, parts), total in zip(columns, printed, strict=False):
            terms = [self._addend(part) for part in parts]
            added = self._sum(at, column, terms)
            if self.annex.totals:
                self._difference(
                    at + 1, column, Addend(self.sums, column, total.value), added, _blanks(terms, parts)
                )

    def _addend(self, part: Entry) -> Addend:
        """The cell of a figure of a line: of a year, of a column beside them, or of its total."""
        *_line, group, key = part.loc
        beside = {column.id: place for place, column in self._columns() if column.id is not None}
        column = (
            self.years[int(key)] if group == "amounts" else beside[str(key)] if group == "columns" else self.total
        )
        end = max(index for index, key in enumerate(part.loc) if key == "lines") + 2  # of what names the line
        return Addend(self.row_of[part.loc[:end]], column or 0, part.value)

    def _label(self, at: int, text: Text) -> None:
        self.sheet.set_row(at, _ROW)
        for column in range(self.name):
            self.sheet.write_blank(at, column, None, self.sheets.look(**_OURS))
        look = self.sheets.look(**_OURS, indent=1)
        self.sheets.text(self.sheet, at, self.name, self.sheets.language.say(text), look)

    def _sum(self, row: int, column: int, terms: Sequence[Addend]) -> Addend:
        formula, value = live_sum(terms)
        self._formula(row, column, formula, value, "-")
        return Addend(row, column, value)

    def _difference(
        self, row: int, column: int, printed: Addend, computed: Addend, blanks: Sequence[Addend]
    ) -> None:
        known = isinstance(printed.value, Money) and isinstance(computed.value, Money) and not blanks
        value = printed.value - computed.value if known else None  # type: ignore[operator]
        self._formula(row, column, difference(printed, computed, blanks), value, "")

    def _formula(self, row: int, column: int, formula: str | None, value: Money | None, without: str) -> None:
        live = formula if self.live else None
        self.sheets.formula(self.sheet, row, column, live, value, self.budget.unit, _OURS, without)

    def _layout(self) -> None:
        sheet = self.sheet
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(self.body, self.name + 1)
        sheet.repeat_rows(self.head, self.body - 1)
        sheet.center_horizontally()
        sheet.print_area(0, 0, self.under + len(self.annex.below) - 1, self.computed - 1)
        # numbers of lines are text, and sums skip the subtotals among their cells: no spreadsheet need warn of that
        everything = f"{cell(0, 0)}:{cell(self.after + 1, self.computed + 1)}"
        kinds = ("number_stored_as_text", "formula_range", "formula_differs")
        sheet.ignore_errors(dict.fromkeys(kinds, everything))

    def _mark_differences(self) -> None:
        """Red where a printed total is not what its amounts add up to, now and after every change."""
        red = self.sheets.book.add_format(_RED)
        ranges = (
            (self.body, self.computed + 1, self.under, self.computed + 1),
            (self.after + 1, 0, self.after + 1, self.computed - 1),
        )
        for top, left, bottom, right in ranges:
            first = cell(top, left)
            rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({first}),ABS({first})>{self._tolerance()})"}
            self.sheet.conditional_format(top, left, bottom, right, rule | {"format": red})

    def _tolerance(self) -> str:
        """How far a printed total may differ when the table says its figures are rounded, in its unit."""
        if self.budget.rounding is None:
            return "0"
        count = max(len(self.years), len(self.annex.rows)) + 1
        return f"{count}*{str(self.budget.rounding).replace('.', '').replace(',', '.')}/2"


def _blanks(terms: Sequence[Addend], entries: Sequence[Entry]) -> list[Addend]:
    return [term for term, entry in zip(terms, entries, strict=True) if entry.blank]


def workbook(dossiers: Sequence[Dossier], language: Language) -> bytes:
    """The bytes of an .xlsx file; the same plans give the same bytes.

    Nothing of a plan becomes a formula or a link, and no date of today's enters it.
    """

    def write(sheets: Sheets) -> None:
        for dossier in dossiers:
            for _loc, budget, _own in dossier.plan.tables():
                ids = (dossier.plan.id, *([budget.id] if isinstance(budget, FurtherBudget) else ()))
                name = " ".join(ids) if len(dossiers) > 1 else budget.at or ids[-1]
                write_annex(sheets, name, dossier.plan, budget, crossfoot(budget))
        for title, table in (
            (_("Deadlines"), deadline_table(dossiers)),
            (_("Tasks"), task_table(dossiers)),
            (_("Findings"), finding_table(dossiers)),
            (_("Facts"), facts(dossiers)),
            (_("Decided since"), decision_table(dossiers)),
        ):
            sheets.table(table, language.say(title))

    return written(write, language, title=titled(dossiers), author=issued(dossiers), created=newest_day(dossiers))
