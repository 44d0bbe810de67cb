"""A comparison as text, one part after the other or side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from cybercrime_plan.calc.diff.classes import Change, Gravity
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.render.characters import left, visible, width
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.changes import NOTHING
from cybercrime_plan.render.diff.parts import DiffPart, brief_parts, diff_parts, says_nothing
from cybercrime_plan.render.diff.words import DiffReport
from cybercrime_plan.render.formats.text import table_lines
from cybercrime_plan.render.table import (
    Redline,
    RevisionMark,
    Style,
    StyledLine,
    StyledText,
    marked,
    said,
    say_table,
    signed_pieces,
)

_INDENT: Final = "  "
_ROLES: Final = {
    Gravity.CRITICAL: Style.ERROR,
    Gravity.MAJOR: Style.WARNING,
    Gravity.MINOR: Style.NOTE,
    Gravity.INFO: Style.FAINT,
}
_MARKS: Final = {RevisionMark.SAME: Style.PLAIN, RevisionMark.OLD: Style.OLD, RevisionMark.NEW: Style.NEW}


def diff_lines(
    report: DiffReport, language: Language, columns: int | None = None, *, brief: bool = False
) -> Iterator[StyledLine]:
    """The comparison; one line when only the layout differs.

    Args:
        columns: of the screen; None where lines may be as long as they are.
        brief: for one screen: the verdict, the money in one table, one line for every other change.
    """
    if says_nothing(report):
        yield _plain(words.verdict(report), language)
        return
    yield ((Style.HEADING, said(words.title(report), language)),)
    parts = tuple(brief_parts(report) if brief else diff_parts(report))
    headings = words.HEADINGS if brief else words.numbers(part.key for part in parts)
    for part in parts:
        if part.key == "documents":
            for name, told in part.sides:
                yield _plain(_("{side}: {document}", side=name, document=told), language)
            continue
        yield ()
        if part.key in headings and not (brief and part.key == "verdict"):
            yield ((Style.HEADING, said(headings[part.key], language)),)
        if part.key != "others":
            yield from _part(part, report, language, columns)
            continue
        for change in (one for one in part.changes if isinstance(one, Change)):
            pieces = tuple(_pieces(report.redline(change), language))
            # what supports its classification, unless the values say it
            grounds = [said(reason, language) for reason in report.grounds(change)]
            rest = "".join(f"; {one}" for one in grounds if one not in {text for _role, text in pieces})
            yield *_head(change, report, language), (Style.PLAIN, ": "), *pieces, (Style.PLAIN, rest)


def _part(part: DiffPart, report: DiffReport, language: Language, columns: int | None) -> Iterator[StyledLine]:
    """What stands under a heading."""
    # what is said of each version in a column of its own; of sums that fail in the colour of an error
    trust = report.comparison.trust
    failing = {words.BEFORE: trust.a.contradictions, words.AFTER: trust.b.contradictions}
    widest = max(width(said(name, language)) for name in failing)
    for name, sentence in part.sides:
        side, role = left(said(name, language), widest), Style.ERROR if failing[name] else Style.GOOD
        yield (Style.PLAIN, f"{_INDENT}{side}{_INDENT}"), (role, said(sentence, language))
    room = columns and columns - len(_INDENT)
    for line in table_lines(say_table(part.table, language), room) if part.table else ():
        yield (Style.PLAIN, _INDENT), *line
    agrees = Style.GOOD if report.comparison.reconciliation.ok else Style.ERROR
    for sentence in part.sentences:
        yield ((agrees if part.table is not None else Style.PLAIN, _INDENT + said(sentence, language)),)
    for told in part.changes:
        if not isinstance(told, Change):
            yield ((Style.PLACE, _INDENT + said(told, language)),)
        elif part.key == "gravest":
            yield *_head(told, report, language), (Style.PLAIN, _INDENT), *_pieces(report.redline(told), language)
            yield _class(told, language)
        else:
            yield from change_lines(told, report, language)
    for change in part.derived:
        follows, label = said(_("follows:"), language), said(report.label(change), language)
        pieces = _pieces(report.redline(change), language)
        last = f"  ({change.code}) [{change.fingerprint}]"
        yield (Style.FAINT, f"{_INDENT}{follows} {label}  "), *pieces, (Style.FAINT, last)


def change_lines(change: Change, report: DiffReport, language: Language) -> Iterator[StyledLine]:
    """One change: what, old and new, its class, why it is classified so, where it is written."""
    yield _head(change, report, language)
    yield (Style.PLAIN, _INDENT * 2), *_pieces(report.redline(change), language)
    for reason in report.grounds(change):
        yield ((Style.HINT, _INDENT * 2 + said(reason, language)),)
    yield _class(change, language)
    where = " → ".join(place for place in report.where(change) if place)
    place = report.place(change)
    written = "  ".join(filter(None, (where, f"({place})" if place else "")))
    if written:
        yield ((Style.FAINT, _INDENT * 2 + visible(written)),)


def _head(change: Change, report: DiffReport, language: Language) -> StyledLine:
    return (
        (Style.PLAIN, _INDENT),
        (_ROLES[change.level], said(words.LEVELS[change.level].text, language)),
        (Style.PLAIN, f"  {said(report.label(change), language)}"),
    )


def _class(change: Change, language: Language) -> StyledLine:
    """A class of change by its words, with its code behind them, and the fingerprint of this change."""
    told = said(_("{summary} ({code})", summary=change.kind.summary, code=change.code), language)
    return ((Style.FAINT, f"{_INDENT * 2}{told} [{change.fingerprint}]"),)


def _pieces(old_new: Redline, language: Language) -> Iterator[StyledText]:
    pieces = marked(old_new, language).pieces
    for mark, text in signed_pieces(pieces, bracketed=old_new.bracketed):
        yield _MARKS[mark], text


def _plain(sentence: Text | str, language: Language) -> StyledLine:
    return ((Style.PLAIN, _INDENT + said(sentence, language)),)


COLUMNS: Final = 120
"""Width where no terminal says another."""
_BETWEEN: Final = " │ "


def side_lines(report: DiffReport, language: Language, columns: int) -> Iterator[StyledLine]:
    """The same, in pieces that a terminal may colour, for a screen of so many columns."""
    half = (columns - len(_BETWEEN)) // 2
    for part in diff_parts(report):
        if part.key in {"documents", "gravest"}:
            continue
        if part.key in {"verdict", "trust"}:
            yield from _part(part, report, language, columns)
        elif part.key == "left_out":
            yield from ((), *(_plain(sentence, language) for sentence in part.sentences))
        if part.key == "trust":
            names = [
                f"{language.say(words.BEFORE)}: {report.a.name}",
                f"{language.say(words.AFTER)}: {report.b.name}",
            ]
            yield ()
            yield from _beside(names[0], names[1], half, (Style.HEADING, Style.HEADING))
        changes = [told for told in (*part.changes, *part.derived) if isinstance(told, Change)]
        if changes:
            yield from ((), ((Style.HEADING, said(words.HEADINGS[part.key], language)),))
        for change in changes:
            level = _("follows") if change.derived else words.LEVELS[change.level].text
            yield ((Style.NOTE, f"{said(level, language)}  {said(report.label(change), language)}"),)
            old, new = (said(value, language) or language.say(NOTHING) for value in report.old_and_new(change))
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
