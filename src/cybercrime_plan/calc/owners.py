"""Who answers to a printed name on a given day: the one question, asked by every command in the same way.

Four voices, the first that speaks is believed: what the plan itself says of the end of a body, what a person of the
office has decided, the office's register of bodies, the register that ships with the program.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from cybercrime_plan.model.bodies import Body, FactSource, Reorganisation, ReorganisationKind, Seen, Taker
from cybercrime_plan.model.duties import Agency
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import EVERY_AGENCY
from cybercrime_plan.model.spelling import folded, unaccented


class OwnerState(StrEnum):
    """What became of a body on a day."""

    ITSELF = "itself"
    HEIR = "heir"
    """One other body took over."""
    SEVERAL = "several"
    """Several did; which of them has the duty, a person has to decide."""
    NOBODY = "nobody"
    """It ended, and no body took over."""
    UNKNOWN = "unknown"
    """It was moved, but to whom was not seen."""


class Owner(NamedTuple):
    """A body that answers to the name on that day.

    Attributes:
        id: of the agency of the plan that it is, else of the body in the register.
        name: its own, on that day.
        takes: which of the duties, as the source says it; None for all of them.
        since: the day it took over; None when it is the body itself.
        seen: the weakest evidence on the way to it; None when the plan says it, or nothing changed.
    """

    id: str
    name: str
    takes: str | None = None
    since: date | None = None
    seen: Seen | None = None


class Ownership(NamedTuple):
    """The answer: who, and how that is known.

    Attributes:
        owners: one for itself and an heir, several when undecided, none for nobody and unknown.
        steps: the changes on the way, oldest first.
        decided: by whom, when a person of the office said so.
        founded: its first day, when that is still to come; then it is nobody yet.
    """

    state: OwnerState
    owners: tuple[Owner, ...]
    steps: tuple[Reorganisation, ...] = ()
    decided: str | None = None
    founded: date | None = None

    @property
    def presumed(self) -> bool:
        """Whether an heir rests on less than the plan's word, the text of the order or a decision of the office."""
        return (
            self.state is OwnerState.HEIR
            and self.decided is None
            and any(step.seen is not Seen.TEXT for step in self.steps)
        )


class DutyOwners(NamedTuple):
    """Who has one duty on its day.

    Attributes:
        leaves: by the id of each body behind the printed names, in their order, what became of it.
    """

    leaves: Mapping[str, Ownership]

    @property
    def changed(self) -> dict[str, Ownership]:
        """Those of which something became."""
        return {one: found for one, found in self.leaves.items() if found.state is not OwnerState.ITSELF}

    @property
    def owners(self) -> dict[str, Owner]:
        """The bodies that have it, each once, by their ids."""
        found: dict[str, Owner] = {}
        for leaf in self.leaves.values():
            for owner in leaf.owners:
                found.setdefault(owner.id, owner)
        return found

    def behind(self, owner: str) -> tuple[str, ...]:
        """Ids of the printed bodies for which that body has it."""
        return tuple(one for one, found in self.leaves.items() if owner in {each.id for each in found.owners})


_LONGEST_WAY: Final = 64
LOST: Final = frozenset({OwnerState.NOBODY, OwnerState.UNKNOWN})
"""States in which a duty stands in nobody's calendar, or perhaps not in all of those it belongs in."""


@dataclass(frozen=True)
class Owners:
    """Answers of one plan: `owners(agency, day)`.

    Attributes:
        bodies: what is known of bodies; with none, only the plan's own words count.
    """

    plan: Plan
    bodies: Bodies = field(default_factory=Bodies)

    @cached_property
    def _agencies(self) -> Mapping[str, Agency]:
        return {agency.id: agency for agency in self.plan.agencies}

    def __call__(self, agency: str, day: date, duty: str | None = None) -> Ownership:
        """Who answers to that agency's name on that day.

        Args:
            agency: its id in the plan, or the id of a body.
            duty: the id of the task or report asked about; a decision of the office may name it.
        """
        place = self._place(agency, of_plan=agency in self._agencies)
        found = self._traced(place, day, ())
        decision = self.bodies.decision(self.plan.id, agency, duty, day)
        if decision is None:
            return found
        heir = self._place(decision.body, of_plan=decision.body not in self.bodies.by_id)
        said = self._own_word(place.agency)
        if said is not None and said.on <= day and said.to and heir.id not in {owner.id for owner in found.owners}:
            return found  # the plan names its heirs; a decision may choose among them, not against them
        since = self._traced(heir, day, ())
        if since.state is not OwnerState.ITSELF:
            return since._replace(decided=decision.by)
        owner = Owner(heir.id, heir.name, since=decision.from_)
        return Ownership(OwnerState.HEIR, (owner,), found.steps, decided=decision.by)

    def leaves(self, agencies: Iterable[str], day: date, duty: str | None = None) -> dict[str, Ownership]:
        """Each body behind these names, collectives unfolded, with who it is on that day.

        An agency that has members, in the plan or in the office's register, stands for those that exist already;
        one without is itself, and so is one whose members do not exist yet or lead back to it.

        Returns:
            By the printed agency's id (or the member body's), in the order named, each once.
        """
        found: dict[str, Ownership] = {}
        seen: set[str] = set()
        within: set[str] = set()
        waiting = [(one, False) for one in agencies][::-1]
        while waiting:
            one, is_done = waiting.pop()
            if is_done:
                within.remove(one)
            elif one not in seen:
                seen.add(one)
                within.add(one)
                members = [each for each in self.members(one) if each not in within and self._founded(each) <= day]
                if members or one == EVERY_AGENCY:
                    waiting.append((one, True))
                    waiting.extend((each, False) for each in reversed(members))
                else:
                    within.remove(one)
                    found[one] = self(one, day, duty)
        return found

    def of_duty(self, agencies: Iterable[str], day: date, duty: str | None = None) -> DutyOwners:
        """Who has a duty of these agencies on that day."""
        return DutyOwners(self.leaves(agencies, day, duty))

    def _founded(self, who: str) -> date:
        return self._place(who, of_plan=who in self._agencies).first or date.min

    def members(self, agency: str) -> tuple[str, ...]:
        """Whom a collective consists of: as the office's register says, else as the plan does."""
        if agency == EVERY_AGENCY:
            return tuple(self._agencies)
        known = self.bodies.members.get((self.plan.id, agency))
        if known is not None:
            return known
        listed = self._agencies.get(agency)
        if listed is None:
            return ()
        names = (agency, listed.name, *listed.aliases) if self.bodies.lists else ()
        told = dict.fromkeys(one for name in names for one in self.bodies.listed.get(folded(name), ()))
        return tuple(told) or listed.members

    def of_name(self, agency: str, day: date) -> Ownership:
        """What became of an agency as a name: one that stands for members is asked through them, and stays."""
        if self.members(agency):
            return Ownership(OwnerState.ITSELF, (Owner(agency, self.name(agency)),))
        return self(agency, day)

    def body(self, who: str) -> Body | None:
        """What a register holds of a body itself: its days, and where letters go."""
        return self._place(who, of_plan=who in self._agencies).body or self.bodies.by_id.get(who)

    def groups(self, who: str) -> tuple[str, ...]:
        """Ids of the collectives of which that body is a member by name."""
        return tuple(one for one in self._agencies if who in self.members(one))

    def name(self, who: str) -> str:
        """The name printed for an agency of the plan; else the body's own; else the id."""
        return self._place(who, of_plan=who in self._agencies).name

    def names(self, who: str) -> tuple[str, ...]:
        """Its name, then the other names the plan prints for it."""
        agency = self._agencies.get(who)
        return (self.name(who), *(agency.aliases if agency else ()))

    def called(self, text: str) -> frozenset[str]:
        """Ids of bodies beside the plan's agencies, heirs and members, by id or by a piece of the name."""
        wanted = unaccented(text).strip()
        return frozenset(
            one for one, name in self.others.items() if one == text or (wanted and wanted in unaccented(name))
        )

    @cached_property
    def others(self) -> Mapping[str, str]:
        """The names of bodies that are no agencies of the plan and may yet have its duties, by id."""
        said = (one for register in self.bodies.registers for one in register.decided)
        decided = (one.body for one in said if one.plan == self.plan.id)
        members = (member for agency in self._agencies for member in self.members(agency))
        known = self.histories((*self._agencies, *decided, *members))
        return {one.place.id: one.place.name for one in known if one.place.agency is None}

    def histories(self, bodies: Iterable[str]) -> tuple[BodyHistory, ...]:
        """What befell these bodies, and those that took over from them, and so on; each once."""
        waiting = [(self._place(one, of_plan=one in self._agencies), one) for one in bodies][::-1]
        found: dict[str, BodyHistory] = {}
        while waiting:
            place, asked = waiting.pop()
            if place.key not in found:
                steps = tuple((change, self._heirs(change)) for change in self._changes(place))
                found[place.key] = BodyHistory(place, steps, asked)
                waiting.extend((heir, asked) for _change, heirs in reversed(steps) for heir in reversed(heirs))
        return tuple(found.values())

    def _own_word(self, agency: Agency | None) -> Reorganisation | None:
        """What the plan itself says of the end of one of its agencies."""
        return self._own_words.get(agency.id) if agency else None

    @cached_property
    def _own_words(self) -> Mapping[str, Reorganisation]:
        return {
            one.id: _end(one.id, one.until.last, Seen.TEXT, one.successor, one.source)
            for one in self.plan.agencies
            if one.until is not None
        }

    def _heirs(self, change: Reorganisation) -> tuple[BodyPlace, ...]:
        return tuple(self._place(taker.body, of_plan=change.source is _OWN) for taker in change.to or ())

    def told_twice(self, agency: str) -> tuple[BodyHistory, BodyHistory] | None:
        """What the plan says of the end of an agency, and what a register does; None unless both do."""
        place = self._place(agency, of_plan=True)
        said = self._own_word(place.agency)
        known = self.bodies.changes(place.body.id, self.plan.province) if place.body else ()
        if said is None or not known:
            return None
        ends = tuple((change, self._heirs(change)) for change in known)
        return BodyHistory(place, ((said, self._heirs(said)),), agency), BodyHistory(place, ends, agency)

    def _place(self, who: str, *, of_plan: bool) -> BodyPlace:
        """Where an id stands; an id of the plan and one of a register mean one body only where they are linked."""
        agency = who if of_plan else self.bodies.agencies.get((self.plan.id, who))
        body = self.bodies.links.get((self.plan.id, who)) if of_plan else who
        return BodyPlace(self._agencies.get(agency or ""), self.bodies.by_id.get(body or ""), who)

    def _traced(self, place: BodyPlace, day: date, passed: tuple[str, ...]) -> Ownership:
        """Who it is on that day: through what befell it last, and on through what befell those who took over.

        A way that comes back to where it was, or is longer than any that bodies take, leads to nobody known.
        """
        if place.key in passed or len(passed) == _LONGEST_WAY:
            return Ownership(OwnerState.UNKNOWN, ())
        asked = place.key, bisect_right(self._days, day)
        if asked not in self._answers:
            self._answers[asked] = self._followed(place, day, passed)
        return self._answers[asked]

    @cached_property
    def _answers(self) -> dict[tuple[str, int], Ownership]:
        """What was found of a body between two of the days: the ways of several bodies meet again and again."""
        return {}

    @cached_property
    def _days(self) -> list[date]:
        """The days on which any body begins, ends or changes, in order: between two of them every answer stays."""
        agencies, registers = self.plan.agencies, self.bodies.registers
        words = self._own_words.values()
        begun = (agency.from_.first for agency in agencies if agency.from_)
        bodies = [body for register in registers for body in register.bodies]
        ended = (body.until + timedelta(days=1) for body in bodies if body.until and body.until < date.max)
        days = {
            *(word.on for word in words),
            *begun,
            *(body.from_ for body in bodies if body.from_),
            *ended,
            *(change.on for register in registers for change in register.changes),
        }
        return sorted(days)

    def _followed(self, place: BodyPlace, day: date, passed: tuple[str, ...]) -> Ownership:
        if place.first and day < place.first:
            return Ownership(OwnerState.NOBODY, (), founded=place.first)
        changes = [change for change in self._changes(place) if change.on <= day]
        moved = [change for change in changes if change.kind is ReorganisationKind.TRANSFER]
        ended = [change for change in changes if change.kind is not ReorganisationKind.TRANSFER][-1:]
        steps = (*moved, *ended)
        if any(change.to is None and change.kind is not ReorganisationKind.END for change in ended):
            return Ownership(OwnerState.UNKNOWN, (), steps)
        stays = [] if ended else [_unchanged(place, day)]
        heirs = [
            self._taken(taker, change, day, (*passed, place.key)) for change in steps for taker in change.to or ()
        ]
        # several answers as one: the owners of all, each once; unknown as soon as one part is
        parts = [*stays, *heirs]
        owners = tuple({owner.id: owner for part in reversed(parts) for owner in reversed(part.owners)}.values())[
            ::-1
        ]
        way = tuple(
            {id(step): step for step in (*steps, *(step for part in parts for step in part.steps))}.values()
        )
        if any(part.state is OwnerState.UNKNOWN for part in parts):
            return Ownership(OwnerState.UNKNOWN, owners, way)
        if len(owners) > 1:
            return Ownership(OwnerState.SEVERAL, owners, way)
        if not owners:
            return Ownership(OwnerState.NOBODY, (), way)
        return Ownership(OwnerState.HEIR if steps else OwnerState.ITSELF, owners, way)

    def _changes(self, place: BodyPlace) -> tuple[Reorganisation, ...]:
        """What befell it, oldest first: the plan's own word, unless it names no heir and a register tells more."""
        known = self.bodies.changes(place.body.id, self.plan.province) if place.body else ()
        said = self._own_word(place.agency)
        if said is None or (not said.to and any(change.to for change in known)):
            return known
        return (said,)

    def _taken(self, taker: Taker, change: Reorganisation, day: date, passed: tuple[str, ...]) -> Ownership:
        """Where the duties that one body took are on that day."""
        found = self._traced(self._place(taker.body, of_plan=change.source is _OWN), day, passed)
        seen = taker.seen or change.seen
        owners = tuple(
            Owner(one.id, one.name, one.takes or taker.takes, one.since or change.on, weaker(one.seen, seen))
            for one in found.owners
        )
        state = OwnerState.HEIR if found.state is OwnerState.ITSELF else found.state
        return Ownership(state, owners, found.steps)


class BodyPlace(NamedTuple):
    """One body, as the plan knows it, as a register does, or as both.

    Attributes:
        asked: the id it was come to by.
    """

    agency: Agency | None
    body: Body | None
    asked: str

    @property
    def is_known(self) -> bool:
        """Whether the plan or a register has it at all."""
        return self.agency is not None or self.body is not None

    @property
    def key(self) -> str:
        """One name for it, whichever way it was come to."""
        return f"body {self.body.id}" if self.body else f"agency {self.agency.id if self.agency else self.asked}"

    @property
    def id(self) -> str:
        """By the plan's own id where it has one."""
        return self.agency.id if self.agency else self.asked

    @property
    def first(self) -> date | None:
        """Its first day: as the plan says, else as the register does; None when it was always there."""
        if self.agency and self.agency.from_:
            return self.agency.from_.first
        return self.body.from_ if self.body else None

    @property
    def last(self) -> date | None:
        """Its last day: as the plan says, else as the register does; None when it goes on."""
        if self.agency and self.agency.until:
            return self.agency.until.last
        return self.body.until if self.body else None

    @property
    def name(self) -> str:
        """As the plan prints it; else the body's own; else the id."""
        return self.agency.name if self.agency else self.body.name if self.body else self.asked


class BodyHistory(NamedTuple):
    """One body and what befell it.

    Attributes:
        steps: each change with the bodies that took over, oldest first.
        asked: id of the body asked about, from which this one was come to.
    """

    place: BodyPlace
    steps: tuple[tuple[Reorganisation, tuple[BodyPlace, ...]], ...]
    asked: str


_OWN: Final = FactSource.model_construct(title="", on=None)
"""Marks the plan's own word among the changes: its heirs are ids of the plan, not of a register."""


def _end(
    body: str, last: date, seen: Seen, heirs: tuple[str, ...] = (), instrument: str | None = None
) -> Reorganisation:
    """The end of a body after its last day, with heirs that are ids of the plan."""
    return Reorganisation.model_construct(
        on=last + timedelta(days=1),
        kind=ReorganisationKind.SPLIT if heirs else ReorganisationKind.END,
        of=(body,),
        to=tuple(Taker.model_construct(body=heir, takes=None, seen=None) for heir in heirs),
        absorbing=False,
        province=None,
        instrument=instrument,
        source=_OWN,
        seen=seen,
    )


def _unchanged(place: BodyPlace, day: date) -> Ownership:
    """The body itself, unless its register says it no longer exists."""
    if place.body and place.body.until and place.body.until < day:
        return Ownership(OwnerState.NOBODY, (), (_end(place.body.id, place.body.until, Seen.UNCONFIRMED),))
    return Ownership(OwnerState.ITSELF, (Owner(place.id, place.name),))


_STRENGTH = tuple(Seen)


def weaker(one: Seen | None, other: Seen | None) -> Seen | None:
    """The weaker of two kinds of evidence; None is the strongest: nothing changed."""
    seen = [kind for kind in (one, other) if kind is not None]
    return max(seen, key=_STRENGTH.index, default=None)
