"""A comparison as text, one part after the other or side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from cybercrime_plan.calc.diff.classes import Change, Gravity, Subject
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.render.characters import left, visible, width
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.page import budget_table
from cybercrime_plan.render.diff.values import NOTHING
from cybercrime_plan.render.diff.words import DiffReport
from cybercrime_plan.render.formats.text import table_lines
from cybercrime_plan.render.lines import Style, StyledLine, StyledText
from cybercrime_plan.render.redline import Redline, RevisionMark, marked, signed_pieces
from cybercrime_plan.render.table import say_table

_INDENT: Final = "  "
_ROLES: Final = {
    Gravity.CRITICAL: Style.ERROR,
    Gravity.MAJOR: Style.WARNING,
    Gravity.MINOR: Style.NOTE,
    Gravity.INFO: Style.FAINT,
}
_MARKS: Final = {RevisionMark.SAME: Style.PLAIN, RevisionMark.OLD: Style.OLD, RevisionMark.NEW: Style.NEW}


def diff_lines(report: DiffReport, language: Language) -> Iterator[StyledLine]:
    """The comparison; one line when only the layout differs."""
    if report.comparison.same and not report.comparison.only and not report.comparison.left_out:
        yield _plain(words.verdict(report), language)
        return
    yield ((Style.HEADING, _said(words.title(report), language)),)
    for name, document in words.documents(report):
        yield ((Style.PLAIN, f"{_INDENT}{_said(name, language)}: {_said(document, language)}"),)
    yield from _part("verdict", [_plain(words.verdict(report), language)], language)
    yield from _part("trust", trust_lines(report, language), language)
    yield from _part("gravest", _gravest(report, language), language)
    for section in Subject:
        yield from _part(section, _section(report, section, language), language)
    quiet = words.unchanged(report)
    if quiet is not None:
        yield from ((), *sentence_lines((quiet,), language))
    yield from _part("left_out", sentence_lines(words.left_out(report), language), language)


def _part(key: str, lines: Iterable[StyledLine], language: Language) -> Iterator[StyledLine]:
    """A heading and what stands under it; nothing when there is nothing."""
    inside = list(lines)
    if inside:
        yield ()
        yield ((Style.HEADING, _said(words.HEADINGS[key], language)),)
        yield from inside


def trust_lines(report: DiffReport, language: Language) -> Iterator[StyledLine]:
    """What cross-footing says of both versions."""
    trust = report.comparison.trust
    roles = {words.BEFORE: trust.a.contradictions, words.AFTER: trust.b.contradictions}
    widest = max(width(_said(name, language)) for name in roles)
    for name, sentence in words.sums_of_both(report):
        side = left(_said(name, language), widest)
        role = Style.ERROR if roles[name] else Style.GOOD
        yield (Style.PLAIN, f"{_INDENT}{side}{_INDENT}"), (role, _said(sentence, language))
    yield from sentence_lines(words.trust_changed(report), language)


def _gravest(report: DiffReport, language: Language) -> Iterator[StyledLine]:
    """Each in two lines: what, old and new; and which class of change that is."""
    for change in words.gravest(report):
        yield *_head(change, report, language), (Style.PLAIN, _INDENT), *_pieces(report.redline(change), language)
        yield _class(change, language)


def _section(report: DiffReport, section: Subject, language: Language) -> Iterator[StyledLine]:
    comparison = report.comparison
    told = not comparison.only or section in comparison.only
    if section is Subject.BUDGET and told and (table := budget_table(report)):
        for text in table_lines(say_table(table, language)):
            yield ((Style.PLAIN, _INDENT + text),)
        role = Style.GOOD if comparison.reconciliation.ok else Style.ERROR
        yield ((role, _INDENT + _said(words.reconciliation(report), language)),)
    for agency, changes in words.grouped(report, section):
        if agency is not None:
            yield ((Style.PLACE, _INDENT + _said(agency, language)),)
        for change in changes:
            yield from change_lines(change, report, language)
    for change in comparison.derived:
        if change.section is section:
            yield _derived(change, report, language)


def change_lines(change: Change, report: DiffReport, language: Language) -> Iterator[StyledLine]:
    """One change: what, old and new, its class, why it is classified so, where it is written."""
    yield _head(change, report, language)
    yield (Style.PLAIN, _INDENT * 2), *_pieces(report.redline(change), language)
    for reason in report.grounds(change):
        yield ((Style.HINT, _INDENT * 2 + _said(reason, language)),)
    yield _class(change, language)
    where = " → ".join(place for place in report.where(change) if place)
    place = report.place(change)
    written = "  ".join(filter(None, (where, f"({place})" if place else "")))
    if written:
        yield ((Style.FAINT, _INDENT * 2 + visible(written)),)


def _head(change: Change, report: DiffReport, language: Language) -> StyledLine:
    return (
        (Style.PLAIN, _INDENT),
        (_ROLES[change.level], _said(words.LEVELS[change.level].text, language)),
        (Style.PLAIN, f"  {_said(report.label(change), language)}"),
    )


def _class(change: Change, language: Language) -> StyledLine:
    """A class of change by its words, with its code behind them, and the fingerprint of this change."""
    said = _("{summary} ({code})", summary=change.kind.summary, code=change.code)
    return ((Style.FAINT, f"{_INDENT * 2}{_said(said, language)} [{change.fingerprint}]"),)


def _derived(change: Change, report: DiffReport, language: Language) -> StyledLine:
    follows = _said(_("follows:"), language)
    return (
        (Style.FAINT, f"{_INDENT}{follows} {_said(report.label(change), language)}  "),
        *_pieces(report.redline(change), language),
        (Style.FAINT, f"  ({change.code}) [{change.fingerprint}]"),
    )


def _pieces(old_new: Redline, language: Language) -> Iterator[StyledText]:
    pieces = marked(old_new, language).pieces
    for mark, text in signed_pieces(pieces, bracketed=old_new.bracketed):
        yield _MARKS[mark], text


def sentence_lines(sentences: Iterable[Text], language: Language) -> Iterator[StyledLine]:
    """Sentences, a line each."""
    for sentence in sentences:
        yield _plain(sentence, language)


def _plain(sentence: Text, language: Language) -> StyledLine:
    return ((Style.PLAIN, _INDENT + _said(sentence, language)),)


def _said(text: Text | str, language: Language) -> str:
    return visible(language.say(text))


COLUMNS: Final = 120
"""Width where no terminal says another."""
WIDE: Final = 140
"""Columns of a terminal from which on both versions stand side by side unasked."""
_BETWEEN: Final = " │ "


def side_lines(report: DiffReport, language: Language, columns: int) -> Iterator[StyledLine]:
    """The same, in pieces that a terminal may colour, for a screen of so many columns."""
    yield from sentence_lines((words.verdict(report),), language)
    if report.comparison.same:
        return
    yield from trust_lines(report, language)
    half = (columns - len(_BETWEEN)) // 2
    names = [f"{language.say(words.BEFORE)}: {report.a.name}", f"{language.say(words.AFTER)}: {report.b.name}"]
    yield ()
    yield from _beside(names[0], names[1], half, (Style.HEADING, Style.HEADING))
    for section in Subject:
        yield from _section_beside(report, section, half, language)
    yield ()
    yield from sentence_lines(words.left_out(report), language)


def _section_beside(report: DiffReport, section: Subject, half: int, language: Language) -> Iterator[StyledLine]:
    comparison = report.comparison
    changes = [change for change in (*comparison.changes, *comparison.derived) if change.section is section]
    if changes:
        yield ()
        yield ((Style.HEADING, _said(words.HEADINGS[section], language)),)
    for change in changes:
        yield from _change_beside(change, report, half, language)


def _change_beside(change: Change, report: DiffReport, half: int, language: Language) -> Iterator[StyledLine]:
    level = _("follows") if change.derived else words.LEVELS[change.level].text
    yield ((Style.NOTE, f"{_said(level, language)}  {_said(report.label(change), language)}"),)
    old, new = (_said(value, language) or language.say(NOTHING) for value in report.old_and_new(change))
    yield from _beside(old, new, half, (Style.OLD, Style.NEW))
    yield _class(change, language)


def _beside(old: str, new: str, half: int, roles: tuple[Style, Style]) -> Iterator[StyledLine]:
    for was, is_ in zip_longest(_folded(old, half), _folded(new, half), fillvalue=""):
        yield (roles[0], left(was, half)), (Style.FAINT, _BETWEEN), (roles[1], is_)


def _folded(text: str, columns: int) -> Iterator[str]:
    """The text in lines of at most so many columns; a longer word is cut."""
    line = ""
    for word in text.split(" "):
        rest = word
        while width(rest) > columns:
            yield from filter(None, (line,))
            line, rest = rest[:columns], rest[columns:]
        if line and width(line) + 1 + width(rest) > columns:
            yield line
            line = rest
        else:
            line = f"{line} {rest}" if line else rest
    yield line
