"""The parts of the report on a comparison, composed once, before any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cybercrime_plan.calc.diff.classes import Change, Gravity, Subject
from cybercrime_plan.calc.diff.money import AMOUNT_DECREASED, AMOUNT_INCREASED
from cybercrime_plan.language import Text
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.budget import budget_table
from cybercrime_plan.render.diff.words import DiffReport
from cybercrime_plan.render.table import Table

Told = Change | Text | str
"""A change, or the heading over those that follow."""


@dataclass(frozen=True, slots=True)
class DiffPart:
    """One part; what it has not is empty.

    Attributes:
        key: for programs, and of its heading.
        sides: what is said of one version, behind the name of its side.
        table: the money.
        sentences: what is said of both versions, or of the table.
        changes: those that count; those of tasks under the agencies that have to do them.
        derived: what only follows.
    """

    key: str
    sides: tuple[tuple[Text, Text | str], ...] = ()
    table: Table | None = None
    sentences: tuple[Text | str, ...] = ()
    changes: tuple[Told, ...] = ()
    derived: tuple[Change, ...] = ()


def diff_parts(report: DiffReport) -> Iterator[DiffPart]:
    """Every part that says something, in the order in which an auditor reads them."""
    yield from _opening(report)
    if says_nothing(report):
        return
    gravest = tuple(words.gravest(report))
    if gravest:
        yield DiffPart("gravest", changes=gravest)
    for section in Subject:
        part = _section(report, section)
        if part.table or part.changes or part.derived:
            yield part
    quiet = words.unchanged(report)
    if quiet is not None:
        yield DiffPart("unchanged", sentences=(quiet,))
    yield DiffPart("left_out", sentences=tuple(words.left_out(report)))


def brief_parts(report: DiffReport) -> Iterator[DiffPart]:
    """The same for one screen: the money as one table, and every other change once."""
    yield from _opening(report)
    if says_nothing(report):
        return
    if (table := _money(report, brief=True)) is not None:
        sentences = (words.reconciliation(report), *words.stories(report))
        yield DiffPart(Subject.BUDGET, table=table, sentences=sentences)
    comparison = report.comparison
    told = [change for change in comparison.changes if not (table and _stands_in_the_table(change))]
    told += [change for change in words.gravest(report) if change.derived]
    if told:
        told.sort(key=lambda change: change.level.rank)
        yield DiffPart("others", changes=tuple(told))
    quiet = words.unchanged(report)
    yield DiffPart("unchanged", sentences=(*((quiet,) if quiet else ()), *words.narrowed(report)))


def _opening(report: DiffReport) -> Iterator[DiffPart]:
    """What every report begins with: what is compared, the verdict, and whether each version adds up."""
    yield DiffPart("documents", tuple(words.documents(report)))
    yield DiffPart("verdict", sentences=(words.verdict(report),))
    if not says_nothing(report):
        yield DiffPart("trust", tuple(words.sums_of_both(report)), sentences=tuple(words.trust_changed(report)))


def _stands_in_the_table(change: Change) -> bool:
    """Whether the table of the money says all of it: an amount that is another one, and not gravely so."""
    return change.kind in {AMOUNT_INCREASED, AMOUNT_DECREASED} and change.level is not Gravity.CRITICAL


def says_nothing(report: DiffReport) -> bool:
    """Whether there is nothing to report, in all there is to compare."""
    comparison = report.comparison
    return comparison.same and not comparison.only and not comparison.left_out and not report.unused


def _money(report: DiffReport, *, brief: bool = False) -> Table | None:
    only = report.comparison.only
    return budget_table(report, brief=brief) if not only or Subject.BUDGET in only else None


def _section(report: DiffReport, section: Subject) -> DiffPart:
    comparison = report.comparison
    table = _money(report) if section is Subject.BUDGET else None
    changes: list[Told] = []
    for agency, group in words.grouped(report, section):
        changes += group if agency is None else (agency, *group)
    return DiffPart(
        section,
        table=table,
        sentences=(words.reconciliation(report), *words.stories(report)) if table else (),
        changes=tuple(changes),
        derived=tuple(change for change in comparison.derived if change.section is section),
    )
