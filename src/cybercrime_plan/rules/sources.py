"""SRC101-106: sources of funding that are declared, named and used, and who holds the money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import Budget, Level, Line, Source
from cybercrime_plan.model.money import DASH, Money
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.budget_text import VND, amount_of, lines_of, money, own_lines, share, total_of
from cybercrime_plan.rules.rule import Reading, check

_WITHIN: Final = {Level.LOCAL: frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})}
"""The local budget is that of province, district and commune together (Law on the State Budget, article 6)."""

_NAMED: Final = {
    "trung ương": Level.CENTRAL,
    "địa phương": Level.LOCAL,
    "tỉnh": Level.PROVINCE,
    "huyện": Level.DISTRICT,
    "xã": Level.COMMUNE,
}
"""The word that names a level of the budget in the name of a source."""


def _within(source: Source, wider: Source) -> bool:
    return source.level is not None and source.level in _WITHIN.get(wider.level or Level.OTHER, ())


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
    used = tuple(source for source in budget.sources if source.id in ids)
    for index, source in enumerate(budget.sources):
        if used and source not in used and not any(_within(other, source) for other in used):
            loc = ("budget", "sources", index)
            message = _(
                "“{source}” is {declared}, but carries 0 of {total}: all of it comes from {used}",
                source=source.name,
                declared=_("asked for") if source.requested else _("declared"),
                total=money(total_of(reading), budget),
                used=tuple(f"“{other.name}”" for other in used),
            )
            yield Complaint(message, loc, reading.path(loc), actual=0, unit=VND)


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
            yield Complaint(message, loc, reading.path(loc), actual=source.name)


@check("SRC103", "source-narrower", Severity.NOTE)
def narrower_sources(reading: Reading) -> Iterator[Complaint]:
    for index, source, wider, _declared in _named_by_table(reading):
        if wider is not None:
            loc = ("budget", "sources", index)
            message = _(
                "the text declares “{wider}”, the table names “{source}”, which is a part of it",
                wider=wider.name,
                source=source.name,
            )
            yield Complaint(message, loc, reading.path(loc), expected=wider.name, actual=source.name)


def _named_by_table(reading: Reading) -> Iterator[tuple[int, Source, Source | None, tuple[str, ...]]]:
    """Sources only the table names, each with the wider one the text declares, if there is one."""
    budget = reading.plan.budget
    if budget is None:
        return
    declared = tuple(source for source in budget.sources if not _by_table(source, budget))
    for index, source in enumerate(budget.sources):
        if declared and source not in declared:
            wider = next((other for other in declared if _within(source, other)), None)
            yield index, source, wider, tuple(f"“{other.name}”" for other in declared)


@check("SRC104", "dash-with-source", Severity.WARNING)
def dashes_with_source(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        cells = line.amounts or ()
        if budget and line.source and cells and all(cell is DASH for cell in cells):
            name = next((source.name for source in budget.sources if source.id == line.source), line.source)
            message = _("“{line}” names “{source}”, but no year has an amount", line=line.name, source=name)
            yield Complaint(message, (*loc, "source"), reading.path((*loc, "source")), actual=name)


@check("SRC105", "holder-not-doer", Severity.WARNING)
def holders(reading: Reading) -> Iterator[Complaint]:
    plan, budget = reading.plan, reading.plan.budget
    if budget is None or budget.holder is None:
        return
    held = set(budget.holder.agencies)
    others = [line for _loc, line in own_lines(reading) if amount_of(line) and _elsewhere(line, held, plan)]
    amount, total = Money.total(map(amount_of, others)), total_of(reading)
    if others and total:
        loc = ("budget", "holder")
        message = _(
            "{holder} holds all the money, but others carry out {lines}: up to {amount} of {total} ({share})",
            holder=tuple(_agency(plan, agency) for agency in budget.holder.agencies),
            lines=_lines(others),
            amount=money(amount, budget),
            total=money(total, budget),
            share=share(amount, total),
        )
        yield Complaint(message, loc, reading.path(loc), actual="; ".join(line.name for line in others))


def _elsewhere(line: Line, held: set[str], plan: Plan) -> bool:
    """Whether somebody else than the holder, or a unit of it, carries the line out."""
    above = {agency.id: set(agency.part_of) for agency in plan.agencies}
    return any(agency not in held and not above.get(agency, set()) & held for agency in line.agencies)


def _agency(plan: Plan, slug: str) -> str:
    return next((agency.name for agency in plan.agencies if agency.id == slug), slug)


def _lines(lines: list[Line]) -> Text:
    names = tuple(f"“{line.name}”" for line in lines)
    return n_("{count} line ({names})", "{count} lines ({names})", len(lines), names=names)


@check("SRC106", "level-contradicts-name", Severity.ERROR)
def levels(reading: Reading) -> Iterator[Complaint]:
    for index, source in enumerate(reading.plan.budget.sources if reading.plan.budget else ()):
        named = {level for word, level in _NAMED.items() if f" {folded(word)} " in f" {folded(source.name)} "}
        if source.level and named and source.level not in named:
            loc = ("budget", "sources", index, "level")
            expected = ", ".join(sorted(named))
            message = _(
                "“{source}” is called {level}, not {expected}",
                source=source.name,
                level=source.level.value,
                expected=expected,
            )
            yield Complaint(message, loc, reading.path(loc), expected=expected, actual=source.level.value)
