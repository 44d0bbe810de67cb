"""Who is meant: the agencies of a plan, by id, by name, and with the bodies they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from cybercrime_plan.model.duties import Agency
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import EVERY_AGENCY, Report
from cybercrime_plan.model.spelling import unaccented


class Registry:
    """The agencies of one plan: by id, by name, and with the bodies they stand for."""

    def __init__(self, plan: Plan) -> None:
        self._agencies = plan.agencies
        self._by_id = {agency.id: agency for agency in plan.agencies}

    def get(self, slug: str) -> Agency | None:
        """The agency of that id; None where the plan does not list it."""
        return self._by_id.get(slug)

    def name(self, slug: str) -> str:
        """Its printed name; the id itself where the plan does not list it."""
        agency = self.get(slug)
        return agency.name if agency else slug

    def called(self, text: str) -> tuple[Agency, ...]:
        """The agency of that id, or else those in whose names the text occurs, accents and case aside.

        Nothing but blanks names nobody.
        """
        if text in self._by_id:
            return (self._by_id[text],)
        wanted = unaccented(text).strip()
        if not wanted:
            return ()
        return tuple(
            agency
            for agency in self._agencies
            if any(wanted in unaccented(name) for name in (agency.name, *agency.aliases))
        )

    def meant(self, ids: Iterable[str]) -> frozenset[str]:
        """The ids themselves, the members of collectives among them, and so on down; every agency for `all`."""
        return _closure(ids, self._members)

    def naming(self, ids: Iterable[str]) -> frozenset[str]:
        """The other way round: every id by which one of these is meant, `all` among them."""
        return _closure(ids, self._collectives)

    def reached(self, ids: Iterable[str]) -> frozenset[str]:
        """Who learns of what these are told: a unit with its body, a collective through all of its members."""
        missing = {agency.id: len(set(agency.members)) for agency in self._agencies}

        def informed(slug: str) -> Iterator[str]:
            yield from self.units.get(slug, ())
            for collective in self._member_of.get(slug, ()):
                missing[collective] -= 1
                if not missing[collective]:
                    yield collective

        return _closure(ids, informed)

    def senders(self, report: Report) -> tuple[Agency, ...]:
        """The bodies that each send this report: those meant by it that are not themselves a list of others."""
        ids = self.meant(report.from_whom)
        return tuple(agency for agency in self._agencies if agency.id in ids and not agency.members)

    def _members(self, slug: str) -> Iterable[str]:
        if slug == EVERY_AGENCY:
            return self._by_id
        agency = self.get(slug)
        return agency.members if agency else ()

    def _collectives(self, slug: str) -> Iterator[str]:
        yield from self._member_of.get(slug, ())
        if slug in self._by_id:
            yield EVERY_AGENCY

    @cached_property
    def _member_of(self) -> dict[str, list[str]]:
        above = defaultdict(list)
        for agency in self._agencies:
            for member in set(agency.members):
                above[member].append(agency.id)
        return above

    @cached_property
    def units(self) -> Mapping[str, Sequence[str]]:
        """The units, offices and heads of each body that has some."""
        units = defaultdict(list)
        for agency in self._agencies:
            for body in agency.part_of:
                units[body].append(agency.id)
        return units


def _closure(start: Iterable[str], onward: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """All that can be reached, each gone on from once."""
    waiting = list(start)
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(onward(one))
    return frozenset(found)
