"""Classes of changes as people read them: one explained, and the page of all in docs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Text, _
from cybercrime_plan.render.diff.words import LEVELS, SECTIONS
from cybercrime_plan.render.formats import markdown
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.table import CodedText, Facts, Labelled, Page

FAMILIES: Final = {
    "MON": _("Money"),
    "DUE": _("Deadlines"),
    "DTY": _("Duties"),
    "IDN": _("Identity"),
    "LAW": _("Legal basis"),
    "PRV": _("Provenance"),
    "FRM": _("Form"),
    "GEN": _("Anything else"),
}
"""Letters of every family of changes and what it is about, in the order in which they are listed."""

_TITLE: Final = _("Classes of changes")
_GENERATED: Final = _("Written from the classes themselves: `plan explain MON101`.")


def class_explanation(kind: ChangeClass) -> PageResult:
    """One class: what happened, how grave that is, what to make of it."""
    items = (
        Labelled("code", _("Code"), kind.code),
        Labelled("name", _("Name"), kind.name),
        Labelled("severity", _("Severity"), LEVELS[kind.level]),
        Labelled("section", _("Section"), CodedText(kind.section.value, SECTIONS[kind.section])),
        Labelled("summary", _("What happened"), kind.summary),
        Labelled("advice", _("What to make of it"), kind.advice),
    )
    told = Facts("class", items)
    return PageResult(Page((told,), _("{code} {name}", code=kind.code, name=kind.name)), (told,))


def class_document(kinds: Iterable[ChangeClass]) -> str:
    """The page of docs with every class in both languages."""
    order = list(FAMILIES)
    sorted_kinds = sorted(kinds, key=lambda kind: (order.index(kind.family), kind.code))
    blocks = [f"# {_both(_TITLE)}", _both(_GENERATED)]
    for family, members in groupby(sorted_kinds, lambda kind: kind.family):
        blocks.append(f"## {family} · {_both(FAMILIES[family])}")
        for kind in members:
            blocks += (f"### {kind.code}", f"`{kind.name}` · {_both(LEVELS[kind.level].text)}")
            for language in (VIETNAMESE, ENGLISH):
                summary, advice = (markdown.inline(language.say(text)) for text in (kind.summary, kind.advice))
                blocks.append(f"**{language.code}** {summary} {advice}")
    return "\n\n".join(blocks) + "\n"


def _both(sentence: Text) -> str:
    return f"{VIETNAMESE.say(sentence)} · {ENGLISH.say(sentence)}"
