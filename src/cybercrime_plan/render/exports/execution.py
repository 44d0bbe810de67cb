"""How things stand with the money on A4, with bars, and as a workbook whose live sums have the values they had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from cybercrime_plan.calc.execution import Execution, ExecutionRow
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.execution import FLOWS, GONE, ExecutionKind
from cybercrime_plan.model.money import Cell, Money, Unit
from cybercrime_plan.render.exports.bars import LINES, Bars, Stack, rows
from cybercrime_plan.render.exports.sheets import FIGURE, Sheets, cell, written
from cybercrime_plan.render.formats.html import escape, part_lines, whole_file
from cybercrime_plan.render.table import Block, Table, said

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


_STYLE = """\
@page { size: A4 landscape; } body { max-width: 76rem; } th.right { white-space: normal; }
tbody tr > :first-child { min-width: 11em; }
figure { margin: 1.4em 0; break-inside: avoid; } figcaption { font-weight: bold; margin-bottom: .5em; }
svg { width: 100%; max-width: 46rem; } svg text { font: 9px sans-serif; } svg .sum { font-weight: bold; }
ul.legend { list-style: none; padding: 0; display: flex; gap: 1.2em; font-size: .85em; }
ul.legend i { display: inline-block; width: 1em; height: .8em; margin-right: .4em; }
"""


def execution_page(
    title: Text | str,
    parts: Iterable[Block],
    found: Execution,
    names: Sequence[Text | str],
    unit: Unit,
    language: Language,
) -> str:
    """The whole file.

    Args:
        parts: the table, and what was found, above and below the bars.
        names: of the rows.
    """
    first, *others = parts
    bars = _bars(found, names, unit, language)
    body = [
        *part_lines(first, language),
        f"<figure><figcaption>{escape(language.say(bars.title))} ({escape(unit.label)})</figcaption>",
        *rows(bars, language),
        "</figure>",
        *(line for part in others for line in part_lines(part, language)),
    ]
    return "".join(whole_file(title, body, language, _STYLE))


def _bars(found: Execution, names: Sequence[Text | str], unit: Unit, language: Language) -> Bars:
    """Three bars for each row, one of each colour."""
    heads = (_("Planned"), _("Available"), ExecutionKind.SPENT.label)
    series = tuple(map(language.say, heads))
    stacks = []
    for name, row in zip(names, found.rows, strict=True):
        amounts: tuple[Cell, ...] = (row.planned, row.available, row.of(ExecutionKind.SPENT))
        for at, amount in enumerate(amounts):
            label = _("{row}: {what}", row=name, what=heads[at])
            parts = tuple(one if number == at else None for number, one in enumerate(amounts))
            stacks.append(Stack(said(label, language), parts, amount))
    return Bars("execution", _("Planned, available, spent"), series, tuple(stacks), unit, LINES)


_HEAD: Final = 3
_FIRST: Final = 2
"""Columns before the figures: the name, and the plan's figure."""
_LATER: Final = tuple(kind for kind in ExecutionKind if kind not in (*FLOWS, *GONE))


def execution_workbook(
    title: str, found: Execution, names: Sequence[Text | str], unit: Unit, findings: Table, language: Language
) -> bytes:
    """The bytes of an .xlsx file.

    Args:
        names: of the rows.
        findings: what is wrong with the book; on a sheet of its own if there is any.
    """

    def write(sheets: Sheets) -> None:
        _Stand(sheets, title, found, names, unit).write()
        sheets.table(findings, language.say(_("Findings")))

    return written(write, language, title=title)


class _Stand:
    """The sheet of the rows with their total."""

    def __init__(
        self, sheets: Sheets, title: str, found: Execution, names: Sequence[Text | str], unit: Unit
    ) -> None:
        self.sheets, self.title, self.found, self.names, self.unit = sheets, title, found, names, unit
        self.sheet: Worksheet = sheets.add(sheets.language.say(_("Execution")))
        kinds = (*FLOWS, *GONE, *_LATER)
        shown = [kind for kind in kinds if kind in (*FLOWS, *GONE) or kind in found.total.amounts]
        self.flows = {kind: _FIRST + at for at, kind in enumerate(FLOWS)}
        self.available = _FIRST + len(FLOWS)
        later = [kind for kind in shown if kind not in FLOWS]
        self.later = {kind: self.available + 1 + at for at, kind in enumerate(later)}
        self.rate = self.available + 1 + len(later)
        self.left = self.rate + 1
        self.bottom = _HEAD + 1 + len(found.rows)

    def write(self) -> None:
        """Everything, from above."""
        say = self.sheets.language.say
        years = _("Execution of {years}", years=", ".join(map(str, self.found.years)))
        texts: tuple[Text | str, ...] = (self.title, years, _("Unit: {unit}", unit=self.unit.label))
        for at, text in enumerate(texts):
            self.sheets.text(self.sheet, at, 0, say(text), self.sheets.look(bold=at < len(texts) - 1))
        self._heads()
        for number, (name, row) in enumerate(zip(self.names, self.found.rows, strict=True), start=_HEAD + 1):
            self._row(number, name, row)
        self._total()
        self.sheet.set_column(0, 0, 42)
        self.sheet.set_column(1, self.left, 14)
        self.sheet.set_default_row(20)
        self.sheet.freeze_panes(_HEAD + 1, 1)
        self.sheet.repeat_rows(_HEAD)

    def _heads(self) -> None:
        look = self.sheets.look(bold=True, border=1, bg_color="#DDE6F0", text_wrap=True, align="center")
        heads = {0: _("Name"), 1: _("Planned"), self.available: _("Available"), self.rate: _("Rate (%)")}
        heads |= {at: kind.label for kind, at in (self.flows | self.later).items()} | {
            self.left: _("Not yet spent")
        }
        for at, head in heads.items():
            self.sheets.text(self.sheet, _HEAD, at, self.sheets.language.say(head), look)
        self.sheet.set_row(_HEAD, 52)

    def _row(self, at: int, name: Text | str, row: ExecutionRow) -> None:
        text = self.sheets.look(border=1, text_wrap=True)
        self.sheets.text(self.sheet, at, 0, said(name, self.sheets.language), text)
        self.sheets.amount(self.sheet, at, 1, row.planned, self.unit, {"border": 1})
        for kind, column in (self.flows | self.later).items():
            self.sheets.amount(self.sheet, at, column, row.amounts.get(kind), self.unit, {"border": 1})
        self._sums(at, row, {"border": 1})

    def _sums(self, at: int, row: ExecutionRow, look: dict[str, Any]) -> None:
        """What is available, what of it is left, and the rate: each worked out from its row."""
        first, last = cell(at, _FIRST), cell(at, self.available - 1)
        available = cell(at, self.available)
        gone = "".join(f"-{cell(at, self.later[kind])}" for kind in GONE)
        self.sheets.formula(self.sheet, at, self.available, f"=SUM({first}:{last})", row.available, self.unit, look)
        self.sheets.formula(self.sheet, at, self.left, f"={available}{gone}", row.left, self.unit, look)
        spent = cell(at, self.later[ExecutionKind.SPENT])
        rate = f'=IF({available}>0,ROUND(100*{spent}/{available},1),"")'
        value = "" if row.percent is None else row.percent.digits / 10**row.percent.decimals
        self.sheet.write_formula(at, self.rate, rate, self.sheets.look(**look, **FIGURE, num_format="0.0"), value)

    def _total(self) -> None:
        at = self.bottom
        look: dict[str, Any] = {"border": 1, "bold": True}
        total = self.found.total
        name = self.sheets.language.say(_("Total"))
        self.sheets.text(self.sheet, at, 0, name, self.sheets.look(**look))
        columns: list[tuple[int, Cell]] = [(1, total.planned)]
        columns += [(column, total.of(kind)) for kind, column in (self.flows | self.later).items()]
        for column, value in columns:
            span = f"{cell(_HEAD + 1, column)}:{cell(at - 1, column)}"
            whole = isinstance(value, Money) and self._adds_up(column, value)
            if whole and isinstance(value, Money):
                self.sheets.formula(self.sheet, at, column, f"=SUM({span})", value, self.unit, look)
            else:
                self.sheets.amount(self.sheet, at, column, value, self.unit, look)
        self._sums(at, total, look)

    def _adds_up(self, column: int, value: Money) -> bool:
        """Whether the rows add up to that: by document and where nothing is planned the plan's figures do not."""
        if column != 1:
            kind = next(kind for kind, at in (self.flows | self.later).items() if at == column)
            return Money.total(row.of(kind) for row in self.found.rows) == value
        planned = (row.planned for row in self.found.rows)
        return Money.total(cell for cell in planned if isinstance(cell, Money)) == value
