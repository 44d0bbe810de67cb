"""A check as text: each finding with its line and a caret, then how every plan, or calendar file, came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cybercrime_plan.findings import Finding, Severity, Span, address
from cybercrime_plan.language import Language, Text, _, n_
from cybercrime_plan.model.money import Number
from cybercrime_plan.render.characters import visible, width
from cybercrime_plan.render.checks import words
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport, Outcome
from cybercrime_plan.render.result import Manner
from cybercrime_plan.render.table import Lines, Page, Style, StyledLine, said, say_table

INDENT = "    "
LONGEST = 100
"""Columns of a source line that are shown; more would push the caret off a screen."""
_LEAST = 20
_MARKS = 2
"""Columns of the signs that say a line goes on, before and behind."""
_MARKS_OF = {
    None: ("✓", Style.GOOD),
    Severity.ERROR: ("✗", Style.ERROR),
    Severity.WARNING: ("!", Style.WARNING),
    Severity.NOTE: ("·", Style.NOTE),
}
"""What stands before a plan, by the gravest of what is open."""
_ROLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.NOTE: Style.NOTE}


def page(report: CheckReport, manner: Manner) -> Page:
    """The check as text. A screen says what a pipe says.

    Args:
        manner: its loudness -1 shows findings only, 1 also what is acknowledged, what was run and what cannot be
            seen.
    """
    language, loudness = manner.language, manner.loudness
    longest = longest_on(manner.columns)
    if loudness < -1:
        return Page(())
    found = Lines(findings_lines(report, language, loudness, longest, manner.columns))
    if loudness < 0:
        return Page((found,))
    if manner.columns is not None:
        report.tally()  # a screen that shows how far the reading is takes nothing else meanwhile
    outcomes = Lines(outcome_line(plan, words.outcome(plan), language) for plan in report.plans)
    return Page((found, outcomes, Lines(summary_lines(report, language))))


def findings_lines(
    report: CheckReport, language: Language, loudness: int = 0, longest: int = LONGEST, columns: int | None = None
) -> Iterator[StyledLine]:
    """Every finding; when loud also what is acknowledged, what was run and what cannot be seen.

    Args:
        longest: how much of a source line is shown.
        columns: of the screen, where an empty line stands after each.
    """
    for plan in report.plans:
        for table in plan.margins if loudness >= 0 else ():
            from cybercrime_plan.render.formats.text import table_lines

            yield from table_lines(say_table(table, language), columns)
            yield ()
        told: set[str] = set()
        for finding in plan.findings:
            if finding.acknowledged is None:
                yield from finding_lines(plan, finding, language, longest, told)
                yield from ((),) if columns is not None else ()
            elif finding.contradicts_a_sum and loudness <= 0:
                yield from _acknowledged(plan, finding, language)
    if loudness > 0:
        yield from _verbose(report, language)


def summary_lines(report: CheckReport, language: Language) -> Iterator[StyledLine]:
    """All plans together, counted when everything else is written."""
    yield ((Style.PLAIN, said(words.summary(report.tally()), language)),)


def longest_on(columns: int | None) -> int:
    """How much of a source line a screen of so many columns shows without folding it; None is no screen."""
    return LONGEST if columns is None else max(_LEAST, min(LONGEST, columns - len(INDENT) - _MARKS))


def finding_lines(
    plan: CheckedPlan, finding: Finding, language: Language, longest: int = LONGEST, told: set[str] | None = None
) -> Iterator[StyledLine]:
    """One finding: where and what, the source line with a caret, one hint.

    Args:
        told: the hints that were given already, and are not given again.
    """
    complaint, severity = finding.complaint, finding.rule.severity
    # a finding that is no error says so, since colour may be off
    label = "" if severity is Severity.ERROR else f"{language.say(words.SEVERITIES[severity])}: "
    yield (
        (Style.PLACE, f"{visible(address(plan.file, finding.place))}: "),
        (_ROLES[severity], f"{finding.rule.code} {label}"),
        (Style.PLAIN, said(complaint.message, language)),
    )
    if isinstance(finding.place, Span):
        yield from excerpt(plan.lines, finding.place, longest)
    for possibility in words.possibilities(complaint):
        yield _aside(possibility, language)
    hint = words.advice(complaint)
    if hint and (sentence := language.say(hint)) not in (told or ()):
        if told is not None:
            told.add(sentence)
        yield _aside(_("hint: {hint}", hint=sentence), language)


def _aside(text: Text, language: Language) -> StyledLine:
    return ((Style.HINT, f"  {said(text, language)}"),)


def excerpt(lines: Mapping[int, str], span: Span, longest: int = LONGEST) -> Iterator[StyledLine]:
    """The source line and, under it, a caret for every column of the span."""
    if span.line not in lines:
        return
    line = lines[span.line]
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    first = max(0, min(start - longest // 2, len(line) - longest))
    last = first + longest
    before = ("…" if first else "") + _shown(line[first:start])
    marked = _shown(line[start : min(end, last)])
    after = _shown(line[max(start, end) : last]) + ("…" if len(line) > last else "")
    yield ((Style.SOURCE, INDENT + before + marked + after),)
    yield ((Style.CARET, INDENT + " " * width(before) + "^" * max(1, width(marked))),)


def _shown(source: str) -> str:
    return visible(source.replace("\t", "    "))


def outcome_line(plan: CheckedPlan, sentence: Text, language: Language) -> StyledLine:
    """How a plan came out, behind a mark of the gravest of what is open; of an error when it cannot be read."""
    open_ones = {finding.rule.severity for finding in plan.open}
    gravest = next((severity for severity in Severity if severity in open_ones), None)
    mark, role = _MARKS_OF[Severity.ERROR if plan.status is Outcome.INVALID else gravest]
    place, told = f"{visible(plan.file)}: ", said(sentence, language)
    return (role, f"{mark} "), (Style.PLACE, place), (Style.PLAIN, told)


def _verbose(report: CheckReport, language: Language) -> Iterator[StyledLine]:
    for plan, finding in report.acknowledged:
        yield from _acknowledged(plan, finding, language)
    for plan in report.plans:
        if plan.account and plan.account.heading:
            count = n_("{count} figure is no amount", "{count} figures are no amounts", len(plan.account.heading))
            named = tuple(figure.text for figure in plan.account.heading)
            line = _("{file}: {count}: {names}", file=plan.file, count=count, names=named)
            yield ((Style.PLAIN, said(line, language)),)
    codes = tuple(rule.code for rule in report.rules_run)
    run = _("Rules run, as of {day}: {codes}.", day=report.as_of, codes=codes)
    for sentence in (run, words.UNSEEN):
        yield ((Style.PLAIN, said(sentence, language)),)


def _acknowledged(plan: CheckedPlan, finding: Finding, language: Language) -> Iterator[StyledLine]:
    """A discrepancy the plan acknowledges, with the reason it gives."""
    yield (
        (Style.PLACE, f"{visible(address(plan.file, finding.place))}: "),
        (Style.NOTE, f"{finding.rule.code} {language.say(words.ACKNOWLEDGED)}: "),
        (Style.PLAIN, said(finding.complaint.message, language)),
    )
    yield _aside(_("reason: {reason}", reason=finding.acknowledged), language)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CalendarCheck(CheckReport):
    """What was found in calendar files.

    Attributes:
        most: so many findings of a file are looked for, and no more.
    """

    most: int = 0

    def on_screen(self, manner: Manner) -> Page:
        """The findings, then how many faults each file has."""
        lines: list[StyledLine] = []
        told: set[str] = set()
        if manner.loudness >= -1:
            for found in self.open:
                lines += finding_lines(found.plan, found.finding, manner.language, LONGEST, told)
        if manner.loudness >= 0:
            lines += [((Style.PLAIN, manner.language.say(self._outcome(one))),) for one in self.plans]
        return Page((Lines(tuple(lines)),))

    def _outcome(self, checked: CheckedPlan) -> Text:
        if not checked.findings:
            return _("{file}: the checks passed", file=checked.file)
        if len(checked.findings) == self.most:
            return _("{file}: more than {count} faults", file=checked.file, count=Number(self.most - 1))
        return n_("{file}: {count} fault", "{file}: {count} faults", len(checked.findings), file=checked.file)
