"""What is known of bodies when a question about one is asked: several registers, the weightier word first.

Rules that ask nothing about bodies are handed an empty one, for which no register is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from cybercrime_plan.language import Text
from cybercrime_plan.model.spelling import folded

if TYPE_CHECKING:
    from cybercrime_plan.model.bodies import Body, BodyRegister, OwnerDecision, Reorganisation


@dataclass(frozen=True)
class Bodies:
    """What is known of bodies, the weightier register first.

    Attributes:
        registers: the office's own before the shipped one, which is last; empty for neither (`--agencies none`).
        lists: members of collectives as an office's sheet has them: ids of bodies by the id or the name it gives.
        remarks: what of that sheet could not be used, with its place.
    """

    registers: tuple[BodyRegister, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()

    @property
    def own(self) -> tuple[BodyRegister, ...]:
        """The office's own; the shipped one stands last."""
        return self.registers[:-1]

    @cached_property
    def listed(self) -> Mapping[str, tuple[str, ...]]:
        """The members on the office's sheet by the folded id or name of their collective."""
        found: dict[str, tuple[str, ...]] = {}
        for parent, bodies in self.lists.items():
            found[folded(parent)] = (*found.get(folded(parent), ()), *bodies)
        return found

    @cached_property
    def by_id(self) -> Mapping[str, Body]:
        """Every body by its id; the weightier register's word where two have it."""
        return {body.id: body for register in reversed(self.registers) for body in register.bodies}

    @cached_property
    def links(self) -> Mapping[tuple[str, str], str]:
        """The body of the register that an agency of a plan is."""
        return {
            (link.plan, link.agency): link.body for register in reversed(self.registers) for link in register.is_
        }

    @cached_property
    def agencies(self) -> Mapping[tuple[str, str], str]:
        """The agency of a plan that a body of the register is: `links` read backwards."""
        return {(plan, body): agency for (plan, agency), body in self.links.items()}

    @cached_property
    def members(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The bodies a collective of a plan consists of, where an office says so."""
        return {
            (one.plan, one.agency): one.bodies for register in reversed(self.registers) for one in register.members
        }

    @cached_property
    def _by_body(self) -> tuple[Mapping[str, list[tuple[Reorganisation, str | None]]], ...]:
        """Of each register, the changes of each body with the province they hold in, by day."""
        indexes = []
        for register in self.registers:
            index: dict[str, list[tuple[Reorganisation, str | None]]] = {}
            for change in sorted(register.changes, key=lambda one: one.on):
                for body in change.of:
                    index.setdefault(body, []).append((change, change.province or register.province))
            indexes.append(index)
        return tuple(indexes)

    def changes(self, body: str, province: str | None) -> tuple[Reorganisation, ...]:
        """What befell a body of that province, oldest first, as the weightiest register that knows of it tells.

        Two half-known histories of one body do not make a whole one, so registers are not mixed.
        """
        told = (
            tuple(change for change, within in index.get(body, ()) if within is None or within == province)
            for index in self._by_body
        )
        return next(filter(None, told), ())

    def decision(self, plan: str, agency: str, duty: str | None, day: date) -> OwnerDecision | None:
        """The latest decision of the office that holds for that duty of that agency on that day."""
        every = (one for register in reversed(self.registers) for one in register.decided if one.plan == plan)
        of_it = (one for one in every if one.from_ <= day and one.agency in {None, agency})
        # one that names no duty is about all of an agency
        holding = [
            one
            for one in of_it
            if duty in {one.task, one.report} - {None} or (one.agency and not (one.task or one.report))
        ]
        return max(holding, key=lambda one: (bool(one.task or one.report), one.from_), default=None)
