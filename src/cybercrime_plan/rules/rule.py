"""How a rule is declared: one function under its `Rule`, in the module of its family."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cybercrime_plan.findings import Complaint, Rule
from cybercrime_plan.model.plan import Plan


@dataclass(frozen=True)
class Reading:
    """What a rule may look at.

    Attributes:
        plan: the plan, frozen.
        as_of: the day on which the question is asked.
    """

    plan: Plan
    as_of: date


Function = Callable[[Reading], Iterable[Complaint]]


class Check(NamedTuple):
    """A rule with the function that finds its faults."""

    rule: Rule
    find: Function


def check(rule: Rule) -> Callable[[Function], Check]:
    """Declare the function below as the check of `rule`."""

    def declare(function: Function) -> Check:
        return Check(rule, function)

    return declare
