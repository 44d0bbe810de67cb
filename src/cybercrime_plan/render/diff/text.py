"""A comparison as text: twelve parts in one order, each change with its values, its grounds and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cybercrime_plan.calc.diff.change import Change
from cybercrime_plan.calc.diff.classes import Level, Section
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.render.characters import left, visible, width
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.budget import budget_table
from cybercrime_plan.render.diff.report import DiffReport
from cybercrime_plan.render.diff.values import redline
from cybercrime_plan.render.formats.text import table_lines
from cybercrime_plan.render.lines import Line, Piece, Role, plain_text
from cybercrime_plan.render.redline import Mark, Redline, marked, signed_pieces
from cybercrime_plan.render.table import say_table

_INDENT: Final = "  "
_ROLES: Final = {
    Level.CRITICAL: Role.ERROR,
    Level.MAJOR: Role.WARNING,
    Level.MINOR: Role.NOTE,
    Level.INFO: Role.FAINT,
}
_MARKS: Final = {Mark.SAME: Role.PLAIN, Mark.OLD: Role.OLD, Mark.NEW: Role.NEW}
GRAVE: Final = (Level.CRITICAL, Level.MAJOR)


def render(report: DiffReport, language: Language) -> str:
    """The comparison as plain text."""
    return plain_text(diff_lines(report, language))


def diff_lines(report: DiffReport, language: Language) -> Iterator[Line]:
    """The same, in pieces that a terminal may colour; one line when only the layout differs."""
    if report.comparison.same and not report.comparison.only and not report.comparison.left_out:
        yield _plain(words.verdict(report), language)
        return
    yield ((Role.HEADING, _said(words.title(report), language)),)
    yield from _part("verdict", [_plain(words.verdict(report), language)], language)
    yield from _part("trust", trust_lines(report, language), language)
    yield from _part("gravest", _gravest(report, language), language)
    for section in Section:
        yield from _part(section, _section(report, section, language), language)
    quiet = words.unchanged(report)
    if quiet is not None:
        yield from ((), *sentence_lines((quiet,), language))
    yield from _part("left_out", sentence_lines(words.left_out(report), language), language)


def _part(key: str, lines: Iterable[Line], language: Language) -> Iterator[Line]:
    """A heading and what stands under it; nothing when there is nothing."""
    inside = list(lines)
    if inside:
        yield ()
        yield ((Role.HEADING, _said(words.HEADINGS[key], language)),)
        yield from inside


def trust_lines(report: DiffReport, language: Language) -> Iterator[Line]:
    """What cross-footing says of both versions."""
    sides = ((words.BEFORE, report.comparison.trust.a), (words.AFTER, report.comparison.trust.b))
    names = [_said(name, language) for name, _trust_of_side in sides]
    widest = max(map(width, names))
    for name, (_name, trust) in zip(names, sides, strict=True):
        for sentence in words.adds_up(trust, report.unit):
            role = Role.ERROR if trust.contradictions else Role.GOOD
            yield (Role.PLAIN, f"{_INDENT}{left(name, widest)}{_INDENT}"), (role, _said(sentence, language))
    yield from sentence_lines(words.trust_changed(report), language)


def _gravest(report: DiffReport, language: Language) -> Iterator[Line]:
    for change in gravest(report):
        old_new = _pieces(redline(change, report.unit), language)
        yield (*_head(change, language), (Role.PLAIN, _INDENT), *old_new, (Role.FAINT, f"  [{change.fingerprint}]"))


def gravest(report: DiffReport) -> list[Change]:
    """The critical and major changes of all sections, by severity, then by the size of the money."""
    grave = [change for change in report.comparison.changes if change.level in GRAVE]
    return sorted(grave, key=lambda change: (change.level.rank, -_money(change)))


def _money(change: Change) -> int:
    return abs(change.delta or 0) if change.unit == "VND" else 0


def _section(report: DiffReport, section: Section, language: Language) -> Iterator[Line]:
    comparison = report.comparison
    told = not comparison.only or section in comparison.only
    if section is Section.BUDGET and told and (table := budget_table(report)):
        for text in table_lines(say_table(table, language)):
            yield ((Role.PLAIN, _INDENT + text),)
        role = Role.GOOD if comparison.reconciliation.ok else Role.ERROR
        yield ((role, _INDENT + _said(words.reconciliation(report), language)),)
    for agency, changes in grouped(report, section):
        if agency is not None:
            yield ((Role.PLACE, _INDENT + _said(agency, language)),)
        for change in changes:
            yield from change_lines(change, report, language)
    for change in comparison.derived:
        if change.section is section:
            yield _derived(change, report, language)


def grouped(report: DiffReport, section: Section) -> Iterator[tuple[Text | str | None, list[Change]]]:
    """The changes of a section; those of tasks by the agencies that have to do them."""
    groups: dict[Text | str | None, list[Change]] = {}
    for change in report.comparison.changes:
        if change.section is section:
            groups.setdefault(report.agencies(change), []).append(change)
    yield from groups.items()


def change_lines(change: Change, report: DiffReport, language: Language) -> Iterator[Line]:
    """One change: what, old and new, why it is judged so, where it is written."""
    yield _head(change, language)
    yield (Role.PLAIN, _INDENT * 2), *_pieces(redline(change, report.unit), language)
    for reason in change.because:
        yield ((Role.HINT, _INDENT * 2 + _said(reason, language)),)
    yield ((Role.FAINT, _INDENT * 2 + visible("  ".join(_reference(change, report)))),)


def _head(change: Change, language: Language) -> Line:
    return (
        (Role.PLAIN, _INDENT),
        (_ROLES[change.level], _said(words.LEVELS[change.level].text, language)),
        (Role.PLAIN, f"  {change.code}  {_said(change.label, language)}"),
    )


def _reference(change: Change, report: DiffReport) -> Iterator[str]:
    yield change.key
    where = [place for place in report.where(change) if place]
    if where:
        yield " → ".join(where)
    if change.at:
        yield f"({change.at})"
    yield f"[{change.fingerprint}]"


def _derived(change: Change, report: DiffReport, language: Language) -> Line:
    follows = _said(_("follows:"), language)
    stays = change.edit.old == change.edit.new
    what = (
        ((Role.PLAIN, _said(change.kind.summary, language)),)
        if stays
        else _pieces(redline(change, report.unit), language)
    )
    return (
        (Role.FAINT, f"{_INDENT}{follows} {_said(change.label, language)}  "),
        *what,
        (Role.FAINT, f"  {change.code} [{change.fingerprint}]"),
    )


def _pieces(old_new: Redline, language: Language) -> Iterator[Piece]:
    pieces = marked(old_new, language).pieces
    for mark, text in signed_pieces(pieces, bracketed=old_new.bracketed):
        yield _MARKS[mark], text


def sentence_lines(sentences: Iterable[Text], language: Language) -> Iterator[Line]:
    """Sentences, a line each."""
    for sentence in sentences:
        yield _plain(sentence, language)


def _plain(sentence: Text, language: Language) -> Line:
    return ((Role.PLAIN, _INDENT + _said(sentence, language)),)


def _said(text: Text | str, language: Language) -> str:
    return visible(language.say(text))
