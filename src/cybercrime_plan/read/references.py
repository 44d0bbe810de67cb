"""Whether the ids of a plan are unique and refer to something, and whether its years run on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from cybercrime_plan.findings import Complaint, Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.paths import Paths
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import EVERY_AGENCY
from cybercrime_plan.read.shape import Coded, meant

Where = Callable[[Loc], Text]
"""How a sentence names another place of the same file."""
_Placed = tuple[Loc, str]
"""An id, and where it stands."""
_Used = tuple[Loc, str | tuple[str, ...] | None]
"""The ids a field refers to, and where it stands."""

_AGENCIES_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "agencies": ("members", "part_of", "successor"),
    "tasks": ("agencies", "with", "through"),
    "reports": ("from_whom", "to"),
    "recipients": ("agencies",),
    "contacts": ("agency",),
}
_ATTRIBUTES: Final = {"with": "with_"}


def unsound_references(plan: Plan, where: Where) -> Iterator[Coded]:
    """Every id used twice, every id that refers to nothing, every year out of order."""
    paths = Paths(plan)
    for ids in _unique_ids(plan):
        yield from _repeated(ids, paths, where)
    budget = plan.budget
    if budget:
        yield from _years_in_order(budget, paths)
        lines = [(loc, line.id) for loc, line in _lines(budget)]
        yield from _unknown(_spending(budget), lines, paths, where)
        yield from _unknown(_sources_used(budget), _declared(("budget", "sources"), budget.sources), paths, where)
    yield from _unknown(_agencies_named(plan), _declared(("agencies",), plan.agencies), paths, where)


def _declared(loc: Loc, records: Iterable[object]) -> list[_Placed]:
    return [((*loc, index, "id"), record.id) for index, record in enumerate(records)]  # type: ignore[attr-defined]


def _lines(budget: Budget) -> Iterator[tuple[Loc, Line]]:
    for indexes, line in budget.walk():
        yield ("budget", *(key for index in indexes for key in ("lines", index))), line


def _unique_ids(plan: Plan) -> Iterator[list[_Placed]]:
    """Each group of ids that must differ from one another. Reports see to it themselves."""
    for section in ("agencies", "objectives", "tasks", "statistics"):
        yield _declared((section,), getattr(plan, section))
    for index, statistic in enumerate(plan.statistics):
        yield _declared(("statistics", index, "parts"), statistic.parts)
    if plan.budget:
        yield _declared(("budget", "sources"), plan.budget.sources)
        yield [((*loc, "id"), line.id) for loc, line in _lines(plan.budget)]


def _repeated(ids: list[_Placed], paths: Paths, where: Where) -> Iterator[Coded]:
    first: dict[str, Loc] = {}
    for loc, name in ids:
        if name in first:
            message = _("the id {id} is used twice: first {where}", id=name, where=where(first[name]))
            yield Coded("SCH501", Complaint(message, loc, paths.of(loc), _("every id stands for one thing only")))
        first.setdefault(name, loc)


def _years_in_order(budget: Budget, paths: Paths) -> Iterator[Coded]:
    for index, (before, year) in enumerate(pairwise(budget.years), start=1):
        if year <= before:
            loc = ("budget", "years", index)
            message = _("the year {year} follows {before}", year=year, before=before)
            hint = _("each year once, from the earliest to the latest; move the amounts with them")
            yield Coded("SCH502", Complaint(message, loc, paths.of(loc), hint))


def _unknown(used: Iterable[_Used], declared: list[_Placed], paths: Paths, where: Where) -> Iterator[Coded]:
    """Ids that refer to nothing. Where nothing at all is declared, an id is a mere name."""
    if not declared:
        return
    registry = declared[0][0][:-2]
    known = sorted({name for _loc, name in declared})
    for loc, name in _strangers(used, {EVERY_AGENCY, *known}):
        message = _("nothing has the id {id} among those declared {where}", id=name, where=where(registry))
        complaint = Complaint(message, loc, paths.of(loc), meant(name, known))
        yield Coded("SCH503", complaint, of_name=loc[-2] == "split")


def _strangers(used: Iterable[_Used], known: set[str]) -> Iterator[_Placed]:
    for loc, ids in used:
        if isinstance(ids, str):
            if ids not in known:
                yield loc, ids
        elif ids and not known.issuperset(ids):
            yield from (((*loc, index), name) for index, name in enumerate(ids) if name not in known)


def _spending(budget: Budget) -> Iterator[_Used]:
    for index, spending in enumerate(budget.spending):
        yield ("budget", "spending", index, "line"), spending.line


def _sources_used(budget: Budget) -> Iterator[_Used]:
    for loc, line in _lines(budget):
        yield (*loc, "source"), line.source
        for source in line.split:
            yield (*loc, "split", source), source
    yield ("budget", "totals_source"), budget.totals_source


def _agencies_named(plan: Plan) -> Iterator[_Used]:
    for section, fields in _AGENCIES_IN.items():
        for index, record in enumerate(getattr(plan, section)):
            for field in fields:
                yield (section, index, field), getattr(record, _ATTRIBUTES.get(field, field))
    for index, report in enumerate(plan.reports):
        if report.via:
            yield ("reports", index, "via", "agency"), report.via.agency
    if plan.lead:
        yield ("lead", "agencies"), plan.lead.agencies
        yield ("lead", "with"), plan.lead.with_
    if plan.budget:
        if plan.budget.holder:
            yield ("budget", "holder", "agencies"), plan.budget.holder.agencies
        for loc, line in _lines(plan.budget):
            yield (*loc, "agencies"), line.agencies
