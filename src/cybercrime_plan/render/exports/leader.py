"""The leader's page: one plan, or several side by side, on A4, in one file without script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.totals import by_line, by_year
from cybercrime_plan.findings import Severity
from cybercrime_plan.language import ENGLISH, Language, Text, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import VND, Money, Number
from cybercrime_plan.model.words import write_words
from cybercrime_plan.render.budget import budget_tables
from cybercrime_plan.render.checks import words
from cybercrime_plan.render.checks.page import open_findings
from cybercrime_plan.render.exports.bars import (
    LINES,
    YEARS,
    Bars,
    Stack,
    columns,
    on_one_scale,
    rows,
    with_fewer_series,
    with_fewer_stacks,
)
from cybercrime_plan.render.exports.dossier import Dossier, coming_table, titled
from cybercrime_plan.render.formats.html import escape, head_of_file, number_of_page, part_lines
from cybercrime_plan.render.plans import tasks_by_agency, years
from cybercrime_plan.render.sections import dated
from cybercrime_plan.render.table import CellValue, Percent, TableRow, said

STYLE = """\
:root { --ink: #1b2733; --quiet: #5b6875; --line: #d5dce3; --accent: #1f4e79; --pale: #f3f6f9; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.4 "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif; color: var(--ink); }
body { margin: 8mm auto; padding: 0 6mm; max-width: 210mm; background: #fff; overflow-wrap: break-word; }
body.several { max-width: 297mm; font-size: 9.5pt; }
.plans { display: grid; grid-template-columns: repeat(var(--beside), minmax(0, 1fr)); gap: 8mm; }
h1 { font-size: 1.45em; line-height: 1.25; margin: 0; color: var(--accent); }
h2 { font-size: 1.05em; margin: 1.4em 0 .4em; color: var(--accent); }
.cards h2 { font-size: .78em; margin: 0; font-weight: 600; color: var(--quiet); }
header { border-bottom: 2pt solid var(--accent); padding-bottom: 2.5mm; }
.who { margin: 0 0 1mm; font-size: .88em; color: var(--quiet); }
.verdict { display: flex; gap: 3mm; align-items: baseline; margin: 3mm 0; padding: 2mm 3mm; border-radius: 1.5mm; }
.verdict b { white-space: nowrap; } .verdict i { font-style: normal; margin-right: .3em; }
.good { background: #e4f2ea; border-left: 1.5mm solid #2a7a52; }
.look { background: #fdf3dc; border-left: 1.5mm solid #b7791f; }
.bad { background: #fbe6e4; border-left: 1.5mm solid #b3261e; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(40mm, 1fr)); gap: 2.5mm; margin: 3mm 0; }
.cards div { background: var(--pale); border-radius: 1.5mm; padding: 2mm 3mm; break-inside: avoid; }
.cards p { margin: .5mm 0; font-size: 1.18em; font-weight: 700; color: var(--accent); }
.cards small { color: var(--quiet); line-height: 1.25; display: block; }
caption { text-align: left; font-size: 1.13em; } .unit { display: block; text-align: right; }
.unit { font-style: italic; font-size: .88em; margin: -1.6em 0 .3em; color: var(--quiet); }
table { border-collapse: collapse; width: 100%; font-size: .88em; line-height: 1.3; }
th { text-align: left; font-weight: 600; }
thead th { color: var(--quiet); border-bottom: 1pt solid var(--accent); }
th, td { padding: .8mm 1.2mm; vertical-align: top; } td, tbody th { border-bottom: .5pt solid var(--line); }
tbody th { font-weight: inherit; }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.long { overflow-wrap: anywhere; }
tr.total > * { font-weight: 700; border-top: 1pt solid var(--accent); border-bottom: 0; }
tr { break-inside: avoid; } thead { display: table-header-group; } h2, caption, thead { break-after: avoid; }
section > p, .budget > p:not(.unit) { font-size: .82em; color: var(--quiet); margin: .4em 0; }
.charts { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; margin-top: 4mm; }
.several .charts { grid-template-columns: 1fr; gap: 2mm; } .several figure { max-width: 104mm; }
.several .cards { grid-template-columns: 1fr 1fr; }
figure { margin: 0; break-inside: avoid; }
figure p { font-size: .82em; color: var(--quiet); margin: .4em 0; }
figcaption { font-weight: 600; margin-bottom: 1mm; color: var(--accent); }
svg { width: 100%; height: auto; display: block; }
svg text { font: 12px inherit; font-family: inherit; fill: var(--ink); }
svg .sum { font-weight: 700; } svg .scale { font-size: 11px; fill: var(--quiet); }
svg .grid { stroke: var(--line); }
svg rect { stroke: #fff; stroke-width: .7; } svg .in { font-size: 11px; }
.legend { list-style: none; margin: 1mm 0 0; padding: 0; font-size: .78em; }
.legend { display: flex; flex-wrap: wrap; gap: .5mm 4mm; }
.legend i { display: inline-block; width: 2.6mm; height: 2.6mm; margin-right: 1.2mm; border-radius: .4mm; }
footer { margin-top: 6mm; border-top: .5pt solid var(--line); font-size: .72em; color: var(--quiet); }
footer p { margin: .6mm 0; overflow-wrap: anywhere; }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.wide { overflow-x: auto; }
@media screen and (max-width: 40rem) { .wide tbody th { min-width: 7em; }
.plans, .charts, .several .cards { grid-template-columns: minmax(0, 1fr); }
body { padding: 0 3mm; } .verdict { display: block; } .verdict b { white-space: normal; display: block; }
.words, .words tbody, .words tr, .words td, .words th, .words caption { display: block; border: 0; }
.words thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
.words tr { border-bottom: .5pt solid var(--line); margin-bottom: 1mm; } .words td:empty { display: none; }
.words td.right, .words th.right { text-align: left; white-space: normal; }
.words [data-label]::before { content: attr(data-label) ": "; color: var(--quiet); } }
@page { margin: 8mm 12mm 10mm; }
@media print { body { margin: 0 auto; padding: 0; max-width: none; } .wide { overflow: visible; }
body { font-size: 9pt; line-height: 1.2; } h1 { font-size: 13.5pt; } body.several { font-size: 8.5pt; }
h2 { margin: .6em 0 .2em; } th, td { padding: .35mm 1.2mm; }
.verdict, .cards, .charts { margin-block: 2mm; }
.verdict, .cards div { padding-block: 1.2mm; } .cards p { font-size: 1.05em; }
.tasks table { display: block; columns: 2; column-gap: 6mm; border: 0; font-size: .74em; line-height: 1.15; }
.tasks .right { white-space: normal; width: 13mm; } .tasks :is(th, td) { padding: .2mm .8mm; }
.tasks caption { column-span: all; display: block; } svg { max-height: 34mm; } .several svg { max-height: 36mm; }
section > p, .budget > p:not(.unit), figure p { margin: .15em 0; } .several header { min-height: 0; }
footer { margin-top: 2mm; } .several .charts { grid-template-columns: 1fr 1fr; gap: 4mm; } }
"""


_MOST_SERIES, _MOST_STACKS = 7, 10
_BESIDE = 3
"""So many plans stand side by side."""


def leader_page(dossiers: Sequence[Dossier], version: str, language: Language) -> str:
    """The whole page.

    Args:
        version: of the program, for the foot of the page.
    """
    title = escape(titled(dossiers))
    several = len(dossiers) > 1
    sheet = f"@page {{ size: A4 {'landscape' if several else 'portrait'};\n{number_of_page(language)} }}\n"
    made = _("As of {day}; plan {version}", day=said(dossiers[0].as_of, language), version=version)
    lines = [
        *head_of_file(title, STYLE + sheet, language),
        f'<body class="{"several" if several else "single"}">',
        "<main>",
        f'<div class="plans" style="--beside:{min(len(dossiers), _BESIDE)}">',
        *_articles(dossiers, language),
        "</div>",
        *_together(dossiers, language),
        "</main>",
        f"<footer><p>{escape(language.say(made))}</p>",
        *(
            f"<p>{escape(one.checked.file)} · SHA-256 <code>{escape(one.checked.sha256)}</code></p>"
            for one in dossiers
        ),
        "</footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _articles(dossiers: Sequence[Dossier], language: Language) -> Iterator[str]:
    """The plans side by side: their charts over one scale, over the same years, each year in one colour."""
    budgets = [dossier.plan.budget for dossier in dossiers if dossier.plan.budget and dossier.footing]
    held = Counter(year for budget in budgets for year in budget.years)
    articles = [_PlanArticle(dossier, number, held, language) for number, dossier in enumerate(dossiers, 1)]
    drawn = [(one, one.plan.budget, one.dossier.footing) for one in articles]
    tables = [(one, budget, footing) for one, budget, footing in drawn if budget and footing]
    per_year = on_one_scale([one.by_year(budget, footing) for one, budget, footing in tables])
    per_line = on_one_scale([one.by_line(budget, footing) for one, budget, footing in tables])
    charts = {one.number: both for (one, _budget, _footing), *both in zip(tables, per_year, per_line, strict=True)}
    marked = any(count < len(tables) for count in held.values())
    for article in articles:
        yield from article.lines(charts.get(article.number, []), marked=marked)


class _PlanArticle:
    """What stands on the page about one plan alone.

    Attributes:
        held: how many of the plans on the page have each year.
    """

    def __init__(self, dossier: Dossier, number: int, held: Counter[int], language: Language) -> None:
        self.dossier, self.plan, self.number, self.language = dossier, dossier.plan, number, language
        self.held = held

    def lines(self, charts: Sequence[Bars], *, marked: bool) -> Iterator[str]:
        """The article.

        Args:
            charts: of its years, and of its lines.
            marked: whether a year is marked that not every plan has.
        """
        yield "<article>"
        yield from self._head()
        yield from self._verdict()
        if self.plan.budget and self.dossier.footing:
            yield from self._cards(self.plan.budget, self.dossier.footing)
            yield from self._budget()
            yield from self._charts(charts, marked=marked)
        yield "</article>"

    def say(self, text: CellValue) -> str:
        """Harmless words of the page's language."""
        return escape(said(text, self.language))

    def _head(self) -> Iterator[str]:
        document = self.plan.document
        printed = (
            self.plan.province,
            document.number if document else None,
            document.date if document else None,
            document.known_issuer if document else None,
            years(self.plan.period),
        )
        yield f'<header><p class="who">{" · ".join(self.say(part) for part in printed if part)}</p>'
        yield f"<h1>{self.say(self.plan.title or self.plan.id)}</h1></header>"

    def _verdict(self) -> Iterator[str]:
        checked = self.dossier.checked
        grave = any(finding.rule.severity is Severity.ERROR for finding in checked.open)
        kind, sign = ("bad", "✗") if grave else ("look", "!") if checked.open else ("good", "✓")
        yield f'<p class="verdict {kind}"><b><i aria-hidden="true">{sign}</i> {self.say(words.result(checked))}</b>'
        yield f"<span>{self.say(words.outcome(checked))}</span></p>"

    def _cards(self, budget: Budget, footing: CrossFooting) -> Iterator[str]:
        lines, per_year = by_line(budget, footing), by_year(budget, footing)
        yield '<div class="cards">'
        if isinstance(lines.total, Money):
            in_words = write_words(lines.total) if budget.unit.currency == VND else ""
            yield self._card(_("Total"), self._amount(lines.total, budget), in_words)
        for label, items in ((_("Largest year"), per_year.items), (_("Largest line"), lines.items)):
            top = (item for item in items if not item.depth and not item.memo)
            sizes = {item.total.dong: item for item in top if isinstance(item.total, Money)}
            largest = sizes[max(sizes)] if len(sizes) > 1 else None
            if largest:
                share = f"{largest.name}: {Percent(largest.share)}" if largest.share else largest.name
                yield self._card(label, self._amount(largest.total, budget), share)
        yield self._next()
        yield "</div>"

    def _card(self, label: Text, figure: str, note: str) -> str:
        return f"<div><h2>{self.say(label)}</h2><p>{escape(figure)}</p><small>{escape(note)}</small></div>"

    def _amount(self, amount: CellValue, budget: Budget) -> str:
        return f"{said(amount, self.language, budget.unit)} {budget.unit.label}"

    def _next(self) -> str:
        coming = next(iter(self.dossier.ahead), None)
        if coming is None:
            return self._card(_("Next report"), "–", said(_("no further date in this plan"), self.language))
        left = Number(coming.days_left(self.dossier.as_of))
        note = _("{title}, in {count} days", title=coming.report.title, count=left)
        return self._card(_("Next report"), said(dated(coming.target), self.language), said(note, self.language))

    def _budget(self) -> Iterator[str]:
        yield '<section class="budget">'
        for table in budget_tables(self.plan):
            shown = table
            at = next((at for at, column in enumerate(table.columns) if column.key == "source"), None)
            lines = [row.cells for row in table.rows if isinstance(row, TableRow) and not row.total]
            if at is not None and len({cells[at] for cells in lines}) == 1:
                # a source that is that of every line is said once, below the table
                note = _("{label}: {text}", label=table.columns[at].header, text=said(lines[0][at], ENGLISH))
                shown = table.without("source")._replace(notes=(*table.notes, note))
            yield from part_lines(shown, self.language)
        yield from (f"<p>{self.say(sentence)}</p>" for sentence in self.dossier.decisions())
        yield "</section>"

    def _charts(self, charts: Sequence[Bars], *, marked: bool) -> Iterator[str]:
        yield '<section class="charts">'
        for bars, drawn in zip(charts, (columns, rows), strict=True):
            yield f"<figure><figcaption>{self.say(bars.title)} ({escape(bars.unit.label)})</figcaption>"
            yield from drawn(bars, self.language)
            if marked and drawn is columns:
                lone = _("* a year that not every plan has: nothing to compare it with")
                yield f"<p>{self.say(lone)}</p>"
            yield "</figure>"
        yield "</section>"

    def by_year(self, budget: Budget, footing: CrossFooting) -> Bars:
        """A bar for every year of all plans, empty where this plan does not have it."""
        breakdown = by_year(budget, footing)
        names = {line.id: line.name for line in budget.lines}
        stacks = tuple(Stack(item.name, item.amounts, item.total) for item in breakdown.items)
        series = tuple(names[str(key)] for key in breakdown.columns)
        bars = Bars(f"years{self.number}", _("The years, by line"), series, stacks, budget.unit, LINES)
        bars = with_fewer_series(bars, _MOST_SERIES, self._others())
        own = dict(zip(budget.years, bars.stacks, strict=True))
        every = (replace(own.get(year, Stack("", (), None)), name=self._year(year)) for year in sorted(self.held))
        return replace(bars, stacks=tuple(every))

    def _year(self, year: int) -> str:
        return f"{year}*" if self.held[year] < max(self.held.values()) else str(year)

    def by_line(self, budget: Budget, footing: CrossFooting) -> Bars:
        """A bar for every line; a year has the same colour in all plans."""
        years = sorted(self.held)
        items = (item for item in by_line(budget, footing).items if not item.depth and not item.memo)
        stacks = tuple(Stack(item.name, item.amounts, item.total) for item in items)
        series = tuple(str(year) for year in budget.years)
        shades = tuple(YEARS[years.index(year) % len(YEARS)] for year in budget.years)
        bars = Bars(f"lines{self.number}", _("The lines, by year"), series, stacks, budget.unit, shades)
        return with_fewer_stacks(bars, _MOST_STACKS, self._others())

    def _others(self) -> str:
        return self.language.say(_("other lines"))


def _together(dossiers: Sequence[Dossier], language: Language) -> Iterator[str]:
    """What stands below the plans: deadlines and findings of all, tasks of each."""
    checked = tuple(dossier.checked._replace(file=dossier.plan.id) for dossier in dossiers)
    yield f'<section class="occurrences">{"".join(part_lines(coming_table(dossiers), language))}</section>'
    if assigned := [dossier for dossier in dossiers if dossier.plan.tasks]:
        yield f'<section class="plans tasks" style="--beside:{min(len(assigned), _BESIDE)}">'
        for dossier in assigned:
            table = tasks_by_agency(dossier.plan, dossier.names.of(dossier.plan))
            if len(dossiers) > 1:
                table = table._replace(title=_("{title}: {plan}", title=table.title, plan=dossier.plan.id))
            yield from ("<div>", *part_lines(table, language), "</div>")
        yield "</section>"
    found = open_findings(checked)
    if found.rows:
        yield f'<section class="findings">{"".join(part_lines(found, language))}</section>'
    known = Counter(finding.rule.severity for one in checked for finding in one.acknowledged)
    if known:
        told = _(
            "{known}: {counts}; each with its reason in the record of the check",
            known=words.acknowledged(known.total()),
            counts=words.by_severity(known),
        )
        yield f"<section><p>{escape(language.say(told))}</p></section>"
