"""A comparison side by side: what was on the left, what is on the right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from cybercrime_plan.calc.diff.change import Change
from cybercrime_plan.calc.diff.classes import Section
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.render.characters import left, visible, width
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.report import DiffReport
from cybercrime_plan.render.diff.text import sentence_lines, trust_lines
from cybercrime_plan.render.diff.values import NOTHING, shown_old_and_new
from cybercrime_plan.render.lines import Line, Role, plain_text

COLUMNS: Final = 120
"""Width where no terminal says another."""
_BETWEEN: Final = " │ "


def render(report: DiffReport, language: Language) -> str:
    """The comparison in two columns."""
    return plain_text(side_lines(report, language, COLUMNS))


def side_lines(report: DiffReport, language: Language, columns: int) -> Iterator[Line]:
    """The same, in pieces that a terminal may colour, for a screen of so many columns."""
    yield from sentence_lines((words.verdict(report),), language)
    if report.comparison.same:
        return
    yield from trust_lines(report, language)
    half = (columns - len(_BETWEEN)) // 2
    names = [f"{language.say(words.BEFORE)}: {report.a.name}", f"{language.say(words.AFTER)}: {report.b.name}"]
    yield ()
    yield from _columns(names[0], names[1], half, (Role.HEADING, Role.HEADING))
    for section in Section:
        yield from _section(report, section, half, language)
    yield ()
    yield from sentence_lines(words.left_out(report), language)


def _section(report: DiffReport, section: Section, half: int, language: Language) -> Iterator[Line]:
    comparison = report.comparison
    changes = [change for change in (*comparison.changes, *comparison.derived) if change.section is section]
    if changes:
        yield ()
        yield ((Role.HEADING, _said(words.HEADINGS[section], language)),)
    for change in changes:
        yield from _change(change, report, half, language)


def _change(change: Change, report: DiffReport, half: int, language: Language) -> Iterator[Line]:
    level = _("follows") if change.derived else words.LEVELS[change.level].text
    head = f"{_said(level, language)}  {change.code}  {_said(change.label, language)}  [{change.fingerprint}]"
    yield ((Role.NOTE, head),)
    old, new = (_said(value, language) for value in shown_old_and_new(change, report.unit))
    yield from _columns(old, new, half, (Role.OLD, Role.NEW))


def _columns(old: str, new: str, half: int, roles: tuple[Role, Role]) -> Iterator[Line]:
    for was, is_ in zip_longest(_folded(old, half), _folded(new, half), fillvalue=""):
        yield (roles[0], left(was, half)), (Role.FAINT, _BETWEEN), (roles[1], is_)


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


def _said(text: Text | str, language: Language) -> str:
    return visible(language.say(text)) or language.say(NOTHING)
