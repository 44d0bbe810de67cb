"""Which bodies stand behind a name of the register: members, units, heads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cybercrime_plan.calc.agencies import meant
from cybercrime_plan.model.duties import Agency
from cybercrime_plan.model.plan import Plan


@dataclass(frozen=True)
class Register:
    """The agencies of a plan."""

    plan: Plan

    def get(self, slug: str) -> Agency | None:
        """The agency of that id; None where the register does not have it."""
        return next((agency for agency in self.plan.agencies if agency.id == slug), None)

    def name(self, slug: str) -> str:
        """Its printed name; the id itself where the register does not have it."""
        agency = self.get(slug)
        return agency.name if agency else slug

    def with_members(self, slugs: Iterable[str]) -> frozenset[str]:
        """Those, and everybody who belongs to a collective among them."""
        return meant(self.plan, slugs)

    def is_among(self, slug: str, reached: frozenset[str]) -> bool:
        """Whether it is reached: itself, with the body it is a part of, or through all of its members."""
        return self._is_among(slug, reached, frozenset())

    def _is_among(self, slug: str, reached: frozenset[str], asked: frozenset[str]) -> bool:
        agency = self.get(slug)
        if slug in reached:
            return True
        if agency is None or slug in asked:
            return False
        below = asked | {slug}
        if any(self._is_among(above, reached, below) for above in agency.part_of):
            return True
        return bool(agency.members) and all(self._is_among(one, reached, below) for one in agency.members)
