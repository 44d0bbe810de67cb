"""How things stand with the money as a page for A4: the table, bars of what was planned, is available and spent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cybercrime_plan.calc.execution import Execution
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.execution import ExecutionKind
from cybercrime_plan.model.money import Cell, Unit
from cybercrime_plan.render.exports.bars import LINES, Bars, Stack, rows
from cybercrime_plan.render.formats.html import escape, part_lines, whole_file
from cybercrime_plan.render.table import Block, said

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
