"""Whether the ids of a plan are unique and refer to something, and whether its years run on."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from cybercrime_plan.findings import Complaint, Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.fields import References, references, registries
from cybercrime_plan.model.paths import Paths
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import EVERY_AGENCY
from cybercrime_plan.read.shape import Coded, meant

Where = Callable[[Loc], Text]
"""How a sentence names another place of the same file."""
_Placed = tuple[Loc, str]
"""An id, and where it stands."""


class _Registry(NamedTuple):
    """Records with ids: where they are declared, and the ids in the order of the alphabet."""

    loc: Loc
    known: frozenset[str]
    names: list[str]


def unsound_references(plan: Plan, where: Where) -> Iterator[Coded]:
    """Every id used twice, every id that refers to nothing, every year out of order."""
    paths = Paths(plan)
    declared: dict[str | None, _Registry] = {}
    for loc, ids in registries(plan):
        yield from _repeated(ids, paths, where)
        if ids:  # where nothing at all is declared, an id is a mere name
            known = frozenset(name for _loc, name in ids)
            declared[".".join(map(str, loc))] = _Registry(loc, known | {EVERY_AGENCY}, sorted(known))
    if plan.budget:
        yield from _years_in_order(plan.budget, paths)
    for used in references(plan):
        registry = declared.get(used.field.registry)
        if registry:
            yield from _unknown(used, registry, paths, where)


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


def _unknown(used: References, registry: _Registry, paths: Paths, where: Where) -> Iterator[Coded]:
    """The ids of one field that nothing declares."""
    for loc, name in _strangers(used, registry.known):
        message = _("nothing has the id {id} among those declared {where}", id=name, where=where(registry.loc))
        complaint = Complaint(message, loc, paths.of(loc), meant(name, registry.names))
        yield Coded("SCH503", complaint, used.field.by_key)


def _strangers(used: References, known: frozenset[str]) -> Iterable[_Placed]:
    if isinstance(used.ids, str):
        return () if used.ids in known else [(used.loc, used.ids)]
    keys: Iterable[str | int] = used.ids if used.field.by_key else range(len(used.ids))
    return [((*used.loc, key), name) for key, name in zip(keys, used.ids, strict=True) if name not in known]
