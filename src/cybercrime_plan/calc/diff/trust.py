"""Whether each side adds up, and whether that changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cybercrime_plan.calc.crossfoot import CrossFooting, Sums
from cybercrime_plan.model.paths import path_of
from cybercrime_plan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A printed sum that its parts do not add up to.

    Attributes:
        path: the printed sum.
        kind: what was added up: row, year, subtotal, …
        stated: as printed, and `computed`: what its parts come to, in đồng.
    """

    path: str
    kind: str
    stated: int
    computed: int

    @property
    def difference(self) -> int:
        """stated − computed."""
        return self.stated - self.computed


@dataclass(frozen=True, slots=True)
class Trust:
    """What cross-footing says of one side.

    Attributes:
        sums: how many sums there were to check; None without a budget.
    """

    sums: Sums | None
    contradictions: tuple[Contradiction, ...]

    @property
    def adds_up(self) -> bool | None:
        """Whether nothing contradicts; None when there was nothing to check."""
        if self.contradictions:
            return False
        return True if self.sums and self.sums.checked else None


@dataclass(frozen=True, slots=True)
class TrustOfBoth:
    """Both sides, and what became of the sums."""

    a: Trust
    b: Trust

    @property
    def began(self) -> tuple[Contradiction, ...]:
        """Sums that stopped adding up: contradictions only the second side has."""
        known = {(sum_.path, sum_.kind) for sum_ in self.a.contradictions}
        return tuple(sum_ for sum_ in self.b.contradictions if (sum_.path, sum_.kind) not in known)

    @property
    def ended(self) -> tuple[Contradiction, ...]:
        """Sums that began to add up: contradictions only the first side has."""
        return TrustOfBoth(self.b, self.a).began


def trust_of(plan: Plan, footing: CrossFooting | None) -> Trust:
    """What cross-footing says of a plan."""
    if footing is None:
        return Trust(None, ())
    return Trust(footing.sums, tuple(_contradictions(plan, footing)))


def _contradictions(plan: Plan, footing: CrossFooting) -> Iterable[Contradiction]:
    for sum_ in footing.equations:
        if sum_.fails:
            path = path_of(sum_.stated.loc, plan)
            yield Contradiction(path, sum_.kind.value, sum_.stated.dong, sum_.computed)
