"""Rules and classes of changes as people read them: the list, one explained, and the pages of docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass
from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Rule
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Text, _
from cybercrime_plan.render.checks.page import severity
from cybercrime_plan.render.checks.words import SEVERITIES
from cybercrime_plan.render.diff.words import LEVELS, SECTIONS
from cybercrime_plan.render.formats import markdown
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.table import (
    CodedText,
    Column,
    Drawing,
    Facts,
    Labelled,
    Multiline,
    Page,
    Paragraph,
    Section,
    Table,
    TableRow,
)

FAMILIES = {
    "YML": _("Syntax and safety of the file"),
    "SCH": _("Shape and types of what it says"),
    "BUD": _("Arithmetic of the budget"),
    "SRC": _("Sources of funding, and what the table leaves open"),
    "DOC": _("Identity of the document"),
    "LEG": _("Legal basis"),
    "RPT": _("Reports and deadlines"),
    "TSK": _("Tasks, agencies and recipients"),
    "AGY": _("Bodies that end or change"),
    "STA": _("Statistics"),
    "VER": _("The plan against its source document"),
    "EXE": _("The book of allocation and spending"),
    "ACK": _("Acknowledgements"),
    "REG": _("Registers of reports"),
    "ICS": _("Calendar files"),
}
"""Letters of every family of rules and what it is about, in the order in which they are listed."""


def rule_list(rules: Iterable[Rule]) -> Table:
    """Every rule, by family and code."""
    columns = (
        Column("code", _("Code")),
        Column("name", _("Name"), hidden=True),
        Column("severity", _("Severity")),
        Column("summary", _("What is wrong")),
    )
    rows: list[TableRow | Section] = []
    for family, members in by_family(rules):
        rows.append(Section(_("{letters} · {subject}", letters=family, subject=FAMILIES[family])))
        rows += (TableRow((rule.code, rule.name, severity(rule), meaning(rule.code).summary)) for rule in members)
    return Table("rules", columns, tuple(rows))


def by_family(rules: Iterable[Rule]) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """The rules in families, by code."""
    families = list(FAMILIES)
    ordered = sorted(rules, key=lambda rule: (families.index(rule.family), rule.code))
    for family, members in groupby(ordered, lambda rule: rule.family):
        yield family, tuple(members)


def explanation(rule: Rule) -> PageResult:
    """One rule: what it says, what to do, an example that is wrong and the same put right."""
    meant = meaning(rule.code)
    page = Page(
        (
            Paragraph(meant.summary),
            Paragraph(meant.advice),
            Paragraph(_("Wrong")),
            Drawing(tuple(meant.bad.splitlines())),
            Paragraph(_("Put right")),
            Drawing(tuple(meant.good.splitlines())),
        ),
        _("{code} {name} ({severity})", code=rule.code, name=rule.name, severity=SEVERITIES[rule.severity]),
    )
    told = (
        Labelled("code", _("Code"), rule.code),
        Labelled("name", _("Name"), rule.name),
        Labelled("severity", _("Severity"), severity(rule)),
        Labelled("summary", _("What is wrong"), meant.summary),
        Labelled("advice", _("What to do"), meant.advice),
        Labelled("bad", _("Wrong"), Multiline(meant.bad)),
        Labelled("good", _("Put right"), Multiline(meant.good)),
    )
    return PageResult(page, (Facts("rule", told),))


def index(rules: Iterable[Rule]) -> str:
    """The page that lists every rule in both languages, with links to the pages of the catalogue."""
    lines = [f"# {_both(_TITLE)}", ""]
    lines += (f"{VIETNAMESE.say(one)}\n\n{ENGLISH.say(one)}\n" for one in (_GENERATED, _SEVERITY_MEANINGS))
    for family, members in by_family(rules):
        lines += [f"## [{family}]({family}.md) · {_both(FAMILIES[family])}", ""]
        lines += [f"- [{rule.code}]({family}.md#{rule.code.lower()}) `{rule.name}`" for rule in members]
        lines.append("")
    lines += [f"[{_both(_UNSEEN)}](unseen.md)"]
    return "\n".join(lines).rstrip() + "\n"


_TITLE = _("Rules")
_UNSEEN = _("What no rule can see")
_GENERATED = _(
    "This list is written from the program. The page of each family is what the program says of a code: whoever "
    "knows better words corrects them there. In a terminal: `plan rules` and `plan explain CODE`."
)
_SEVERITY_MEANINGS = _(
    "An error: the document contradicts itself or cannot be right. A warning: a person has to decide. "
    "A note: worth knowing."
)


def _both(sentence: Text) -> str:
    return f"{VIETNAMESE.say(sentence)} · {ENGLISH.say(sentence)}"


CLASS_FAMILIES: Final = {
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

_CLASSES: Final = _("Classes of changes")
_CLASSES_GENERATED: Final = _("Written from the classes themselves: `plan explain MON101`.")


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
    order = list(CLASS_FAMILIES)
    sorted_kinds = sorted(kinds, key=lambda kind: (order.index(kind.family), kind.code))
    blocks = [f"# {_both(_CLASSES)}", _both(_CLASSES_GENERATED)]
    for family, members in groupby(sorted_kinds, lambda kind: kind.family):
        blocks.append(f"## {family} · {_both(CLASS_FAMILIES[family])}")
        for kind in members:
            blocks += (f"### {kind.code}", f"`{kind.name}` · {_both(LEVELS[kind.level].text)}")
            for language in (VIETNAMESE, ENGLISH):
                summary, advice = (markdown.inline(language.say(text)) for text in (kind.summary, kind.advice))
                blocks.append(f"**{language.code}** {summary} {advice}")
    return "\n\n".join(blocks) + "\n"
