"""Who is meant: an agency by its id or a piece of its name, a collective by its members."""

from __future__ import annotations

from collections.abc import Iterable

from cybercrime_plan.model.duties import Agency
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import EVERY_AGENCY, Report
from cybercrime_plan.model.spelling import unaccented


def named(plan: Plan, text: str) -> tuple[Agency, ...]:
    """The agencies of a plan of that id, or else those in whose names the text occurs, accents and case aside.

    Nothing but blanks names nobody.
    """
    exact = tuple(agency for agency in plan.agencies if agency.id == text)
    if exact:
        return exact
    wanted = unaccented(text).strip()
    if not wanted:
        return ()
    return tuple(
        agency
        for agency in plan.agencies
        if any(wanted in unaccented(name) for name in (agency.name, *agency.aliases))
    )


def meant(plan: Plan, ids: Iterable[str]) -> frozenset[str]:
    """The ids themselves, the members of collectives among them, and so on down; every agency for `all`."""
    members = {agency.id: agency.members for agency in plan.agencies}
    waiting = list(ids)
    if EVERY_AGENCY in waiting:
        waiting.extend(members)
    found: set[str] = set()
    while waiting:
        agency = waiting.pop()
        if agency not in found:
            found.add(agency)
            waiting.extend(members.get(agency, ()))
    return frozenset(found)


def reporting(plan: Plan, report: Report) -> tuple[Agency, ...]:
    """The bodies that each send this report: those meant by it that are not themselves a list of others."""
    ids = meant(plan, report.from_whom)
    return tuple(agency for agency in plan.agencies if agency.id in ids and not agency.members)
