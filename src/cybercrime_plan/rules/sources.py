"""SRC101-106: sources of funding that are declared, named and used, and who holds the money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import Budget, Level, Line, Source
from cybercrime_plan.model.money import DASH, Money
from cybercrime_plan.model.spelling import unaccented
from cybercrime_plan.rules.budget_text import VND, amount_of, lines_of, money, own_lines, share, total_of
from cybercrime_plan.rules.rule import Reading, check, some

_LOCAL: Final = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})
_WITHIN: Final = {Level.LOCAL: _LOCAL, Level.STATE: _LOCAL | {Level.CENTRAL, Level.LOCAL}}
"""The state budget is the central one and the local one, the local one that of province, district and commune
together (Law on the State Budget, article 6)."""

_WORDS: Final = {
    Level.STATE: ("nha nuoc", "nn"),
    Level.CENTRAL: ("trung uong", "tw"),
    Level.LOCAL: ("dia phuong", "dp"),
    Level.PROVINCE: ("tinh|thanh pho|tp", "t"),
    Level.DISTRICT: ("huyen|quan|thi xa", "h"),
    Level.COMMUNE: ("xa|phuong|thi tran", "x"),
}
_NAMED: Final = {
    level: re.compile(
        rf"\b(?:(?:ngan sach|ns|kinh phi|von|tu|nguon|cap) (?:cap |cua )?(?:{words}|{short})|ns ?{short})\b"
    )
    for level, (words, short) in _WORDS.items()
}
"""How the name of a source names a level of the budget: in its own phrase, never in the name of a bank or in a word
such as `xã hội hóa`. These look at words without their marks."""
_MENTIONED: Final = {level: re.compile(rf"\b(?:{words})\b") for level, (words, _short) in _WORDS.items()}
_NO_LEVEL: Final = re.compile(r"\bxa hoi\b|\b(?:ngan hang|kho bac) nha nuoc\b")

_LEVEL_NAMES: Final = {
    Level.STATE: _("the state budget"),
    Level.CENTRAL: _("the central budget"),
    Level.LOCAL: _("the local budget"),
    Level.PROVINCE: _("the provincial budget"),
    Level.DISTRICT: _("the district budget"),
    Level.COMMUNE: _("the commune budget"),
    Level.OTHER: _("other money"),
}


def _levels_named(source: Source) -> tuple[Level, ...]:
    """The levels of the budget in a source's name; with one named, every other that is mentioned beside it."""
    name = _NO_LEVEL.sub("", unaccented(source.name))
    if not any(pattern.search(name) for pattern in _NAMED.values()):
        return ()
    return tuple(level for level in _WORDS if _NAMED[level].search(name) or _MENTIONED[level].search(name))


def _level(source: Source) -> Level | None:
    """Its level as given, else the one its name names."""
    named = _levels_named(source)
    return source.level or (named[0] if len(named) == 1 else None)


def _holds(wider: Level | None) -> frozenset[Level]:
    """The levels of the budget that are part of that one."""
    return _WITHIN.get(wider or Level.OTHER, frozenset())


def _drawn_on(line: Line) -> Iterator[str]:
    """The sources from which the line fixes money."""
    if line.source and amount_of(line):
        yield line.source
    for source, cells in line.split.items():
        if any(isinstance(cell, Money) and cell for cell in cells):
            yield source


def _by_table(source: Source, budget: Budget) -> bool:
    """Whether only the table names it, not the text."""
    return source.at in {None, budget.at}


@check("SRC101", "source-without-money", Severity.WARNING)
def unused_sources(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None:
        return
    ids = {source for _loc, line in lines_of(reading) for source in _drawn_on(line)}
    used = [source for source in budget.sources if source.id in ids]
    levels_used = {_level(source) for source in used}
    names = some([f"“{source.name}”" for source in used])
    total = money(total_of(reading), budget)
    for index, source in enumerate(budget.sources):
        if used and source.id not in ids and levels_used.isdisjoint(_holds(_level(source))):
            loc = ("budget", "sources", index)
            message = _(
                "“{source}” is {declared}, but carries 0 of {total}: all of it comes from {used}",
                source=source.name,
                declared=_("asked for") if source.requested else _("declared"),
                total=total,
                used=names,
            )
            yield Complaint(message, loc, actual=0, unit=VND)


@check("SRC102", "source-not-declared", Severity.WARNING)
def undeclared_sources(reading: Reading) -> Iterator[Complaint]:
    for index, source, wider, declared in _named_by_table(reading):
        if wider is None:
            loc = ("budget", "sources", index)
            message = _(
                "the table names “{source}”, which the text does not declare; it declares {declared}",
                source=source.name,
                declared=declared,
            )
            yield Complaint(message, loc, actual=source.name)


@check("SRC103", "source-narrower", Severity.NOTE)
def narrower_sources(reading: Reading) -> Iterator[Complaint]:
    for index, source, wider, _declared in _named_by_table(reading):
        if wider is not None and _level(wider) is not Level.STATE:
            loc = ("budget", "sources", index)
            message = _(
                "the text declares “{wider}”, the table names “{source}”, which is a part of it",
                wider=wider.name,
                source=source.name,
            )
            yield Complaint(message, loc, expected=wider.name, actual=source.name)


def _named_by_table(reading: Reading) -> Iterator[tuple[int, Source, Source | None, tuple[Text | str, ...]]]:
    """Sources only the table names, each with the wider one the text declares, if there is one."""
    budget = reading.plan.budget
    if budget is None:
        return
    declared = [source for source in budget.sources if not _by_table(source, budget)]
    wider: dict[Level, Source] = {}
    for source in declared:
        for level in _holds(_level(source)):
            wider.setdefault(level, source)
    names = some([f"“{source.name}”" for source in declared])
    for index, source in enumerate(budget.sources):
        if declared and _by_table(source, budget):
            yield index, source, wider.get(_level(source) or Level.OTHER), names


@check("SRC104", "dash-with-source", Severity.WARNING)
def dashes_with_source(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        cells = line.amounts or ()
        if budget and line.source and cells and all(cell is DASH for cell in cells):
            name = next((source.name for source in budget.sources if source.id == line.source), line.source)
            message = _("“{line}” names “{source}”, but no year has an amount", line=line.name, source=name)
            yield Complaint(message, (*loc, "source"), actual=name)


@check("SRC105", "holder-not-doer", Severity.WARNING)
def holders(reading: Reading) -> Iterator[Complaint]:
    budget, registry = reading.plan.budget, reading.registry
    if budget is None or budget.holder is None:
        return
    holding = registry.reached(registry.meant(budget.holder.agencies))
    others = [
        line for _loc, line in own_lines(reading) if amount_of(line) and not holding.issuperset(line.agencies)
    ]
    amount, total = Money.total(map(amount_of, others)), total_of(reading)
    if others and total:
        loc = ("budget", "holder")
        names = tuple(f"“{line.name}”" for line in others)
        message = _(
            "{holder} holds all the money, but others carry out {lines}: up to {amount} of {total} ({share})",
            holder=tuple(map(registry.name, budget.holder.agencies)),
            lines=n_("{count} line ({names})", "{count} lines ({names})", len(others), names=names),
            amount=money(amount, budget),
            total=money(total, budget),
            share=share(amount, total),
        )
        yield Complaint(message, loc, actual="; ".join(line.name for line in others))


def _fits(level: Level, named: Level) -> bool:
    """Whether a source of one level can be called after the other: the same, its part, or its whole."""
    return level is named or level in _holds(named) or named in _holds(level)


@check("SRC106", "level-contradicts-name", Severity.ERROR)
def levels(reading: Reading) -> Iterator[Complaint]:
    for index, source in enumerate(reading.plan.budget.sources if reading.plan.budget else ()):
        named = _levels_named(source)
        if source.level and named and not any(_fits(source.level, level) for level in named):
            loc = ("budget", "sources", index, "level")
            message = _(
                "“{source}” is given as {level}, but its name means {expected}",
                source=source.name,
                level=_LEVEL_NAMES[source.level],
                expected=tuple(_LEVEL_NAMES[level] for level in named),
            )
            yield Complaint(message, loc, expected=", ".join(named), actual=source.level.value)


@check("SRC107", "doer-below-source", Severity.NOTE)
def lower_doers(reading: Reading) -> Iterator[Complaint]:
    budget, registry = reading.plan.budget, reading.registry
    sources = {source.id: source for source in budget.sources} if budget else {}
    for loc, line in own_lines(reading):
        drawn = [sources[slug] for slug in _drawn_on(line) if slug in sources]
        levels = {level for source in drawn if (level := _level(source))}
        doers = [agency for slug in line.agencies if (agency := registry.get(slug))]
        below = [agency for agency in doers if levels and all(_is_below(agency.level, level) for level in levels)]
        if below:
            place = (*loc, "agencies")
            message = _(
                "“{line}” is carried out by {agencies}, but paid only from {sources}; how it gets there is open",
                line=line.name,
                agencies=some([f"“{agency.name}”" for agency in below]),
                sources=some([f"“{source.name}”" for source in drawn]),
            )
            yield Complaint(message, place, actual="; ".join(agency.name for agency in below))


_DOWNWARD: Final = (Level.CENTRAL, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def _is_below(level: Level | None, other: Level) -> bool:
    """Whether the first is a lower level of government than the second."""
    return level in _DOWNWARD and other in _DOWNWARD and _DOWNWARD.index(level) > _DOWNWARD.index(other)
