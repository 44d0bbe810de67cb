"""AGY101-109: bodies that end or change while the plan goes on, and what a register of bodies says of them.

What is acknowledged is the body and its last day: neither how many duties follow nor the day of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from cybercrime_plan.calc.owners import BodyHistory, BodyPlace, Ownership, OwnerState
from cybercrime_plan.calc.shares import Fate
from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.bodies import ReorganisationKind, Seen
from cybercrime_plan.model.duties import Agency
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.rule import Reading, check


@check("AGY101", "duty-of-nobody", Severity.WARNING)
def duties_of_nobody(reading: Reading) -> Iterator[Complaint]:
    for loc, agency, fates in _changed(reading, lambda one: one.ownership.state is OwnerState.NOBODY):
        founded = fates[0].ownership.founded
        if founded:
            message = _(
                "“{agency}” is there only from {day}; before that it has {duties}",
                agency=agency.name,
                day=founded,
                duties=_duties(fates),
            )
            yield Complaint(message, loc, actual=str(founded))
            continue
        last = _last_day(fates)
        message = _(
            "“{agency}” exists until {until}; after that it has {duties}, and no body took over",
            agency=agency.name,
            until=last,
            duties=_duties(fates),
        )
        yield Complaint(message, loc, actual=str(last))


@check("AGY102", "heir-undecided", Severity.WARNING)
def undecided_heirs(reading: Reading) -> Iterator[Complaint]:
    undecided = {OwnerState.SEVERAL, OwnerState.UNKNOWN}
    for loc, agency, fates in _changed(reading, lambda one: one.ownership.state in undecided):
        last = _last_day(fates)
        heirs = dict.fromkeys(owner.name for one in _answers(fates) for owner in one.owners)
        if any(one.ownership.state is OwnerState.SEVERAL for one in fates):
            message = _(
                "“{agency}” exists until {until}; after that it has {duties}, which may fall to {heirs}",
                agency=agency.name,
                until=last,
                duties=_duties(fates),
                heirs=tuple(f"“{name}”" for name in heirs),
            )
        else:
            message = _(
                "“{agency}” exists until {until}; after that it has {duties}, and to whom they moved is not known",
                agency=agency.name,
                until=last,
                duties=_duties(fates),
            )
        yield Complaint(message, loc, actual=str(last))


_SEEN = {
    Seen.PRESS: _("from the press"),
    Seen.ELSEWHERE: _("as in other provinces"),
    Seen.UNCONFIRMED: _("not confirmed"),
}


@check("AGY103", "change-not-seen-in-text", Severity.NOTE)
def unseen_changes(reading: Reading) -> Iterator[Complaint]:
    unseen: dict[int, bool] = {}

    def is_unseen(fate: Fate) -> bool:
        """Whether the answer rests on less than the order itself; asked of each answer once."""
        if id(fate.ownership) not in unseen:
            steps = fate.ownership.steps if fate.ownership.decided is None else ()
            unseen[id(fate.ownership)] = any(step.seen is not Seen.TEXT for step in steps)
        return unseen[id(fate.ownership)]

    for loc, agency, fates in _changed(reading, is_unseen):
        steps = [step for one in _answers(fates) for step in one.steps if step.seen is not Seen.TEXT]
        last = _last_day(fates)
        message = _(
            "“{agency}” exists until {until}: {seen}; the order itself was not read",
            agency=agency.name,
            until=last,
            seen=tuple(dict.fromkeys(_SEEN[step.seen] for step in steps)),
        )
        yield Complaint(message, loc, actual=str(last))


def _changed(reading: Reading, asked: Callable[[Fate], bool]) -> Iterator[tuple[Loc, Agency, tuple[Fate, ...]]]:
    """Each agency with those of its duties that are asked for, and where it stands."""
    for index, agency in enumerate(reading.plan.agencies):
        fates = tuple(filter(asked, reading.fates.get(agency.id, ())))
        if fates:
            yield _place(index, agency), agency, fates


def _place(index: int, agency: Agency) -> Loc:
    return ("agencies", index, "until") if agency.until else ("agencies", index)


def _last_day(fates: tuple[Fate, ...]) -> date:
    """The last day on which the body was all that the plan prints."""
    return min(step.on for one in _answers(fates) for step in one.steps) - timedelta(days=1)


def _answers(fates: tuple[Fate, ...]) -> list[Ownership]:
    """What became of the body, each answer once: most duties have the same."""
    return list({id(one.ownership): one.ownership for one in fates}.values())


def _duties(fates: tuple[Fate, ...]) -> tuple[Text, ...]:
    due = [one.day for one in fates if one.day]
    undated = sum(not one.is_task and one.day is None for one in fates)
    tasks = sum(one.is_task for one in fates)
    told = []
    if due:
        count = n_("{count} report due", "{count} reports due", len(due))
        told.append(_("{reports}, the first on {day}", reports=count, day=min(due)))
    if undated:
        told.append(n_("{count} report without a date", "{count} reports without a date", undated))
    if tasks:
        told.append(n_("{count} task", "{count} tasks", tasks))
    return tuple(told)


@check("AGY104", "dates-do-not-meet", Severity.WARNING)
def dates_apart(reading: Reading) -> Iterator[Complaint]:
    for loc, history in _histories(reading):
        place = history.place
        ends = [change for change, _heirs in history.steps if change.kind is not ReorganisationKind.TRANSFER]
        if ends and place.last and place.last != ends[0].on - timedelta(days=1):
            message = _(
                "the last day of “{body}” is {last}, but others take over on {day}",
                body=place.name,
                last=place.last,
                day=ends[0].on,
            )
            yield Complaint(message, loc, actual=str(place.last), expected=str(ends[0].on))
        for change, heirs in history.steps:
            for heir in heirs:
                if heir.first and heir.first > change.on:
                    message = _(
                        "“{heir}” takes over from “{body}” on {day}, but is there only from {first}",
                        heir=heir.name,
                        body=place.name,
                        day=change.on,
                        first=heir.first,
                    )
                    yield Complaint(message, loc, actual=str(heir.first), expected=str(change.on))


@check("AGY105", "succession-in-a-circle", Severity.WARNING)
def circles(reading: Reading) -> Iterator[Complaint]:
    circle = _in_a_circle(reading)
    for loc, history in _histories(reading):
        if history.place.key in circle:
            message = _("“{body}” is an heir of its own heirs", body=history.place.name)
            yield Complaint(message, loc, actual=history.place.id)


def _in_a_circle(reading: Reading) -> frozenset[str]:
    """The bodies on a way from heir to heir that comes back to itself: what is left without its loose ends."""
    onward = {
        history.place.key: {heir.key for _change, heirs in history.steps for heir in heirs}
        for _loc, history in _histories(reading)
    }
    inner = _without_loose_ends(onward)
    back: dict[str, set[str]] = {one: set() for one in inner}
    for one, heirs in inner.items():
        for heir in heirs:
            back[heir].add(one)
    return frozenset(_without_loose_ends(back))


def _without_loose_ends(onward: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The bodies from which the way goes on for ever, each with where it goes."""
    before: dict[str, list[str]] = {}
    for one, others in onward.items():
        for other in others:
            before.setdefault(other, []).append(one)
    left = {one: set(others) for one, others in onward.items()}
    ended = [one for one, others in left.items() if not others]
    while ended:
        end = ended.pop()
        del left[end]
        for one in before.get(end, ()):
            left[one].discard(end)
            if not left[one]:
                ended.append(one)
    return left


@check("AGY106", "heir-already-gone", Severity.WARNING)
def gone_heirs(reading: Reading) -> Iterator[Complaint]:
    circle = _in_a_circle(reading)
    followed = {
        history.place.key for history in reading.histories if any(heirs for _change, heirs in history.steps)
    }
    for loc, history in _histories(reading):
        for change, heirs in () if history.place.key in circle else history.steps:
            for heir in heirs:
                if heir.last and heir.last < change.on and heir.key not in followed:
                    message = _(
                        "“{heir}” takes over from “{body}” on {day}, but its last day is {last}",
                        heir=heir.name,
                        body=history.place.name,
                        day=change.on,
                        last=heir.last,
                    )
                    yield Complaint(message, loc, actual=str(heir.last), expected=str(change.on))


@check("AGY107", "two-bodies-of-one-name", Severity.WARNING)
def namesakes(reading: Reading) -> Iterator[Complaint]:
    named: dict[str, list[tuple[Loc, BodyPlace]]] = {}
    for loc, history in _histories(reading):
        named.setdefault(folded(history.place.name), []).append((loc, history.place))
    for places in named.values():
        (_loc, before), *later = sorted(places, key=lambda one: one[1].first or date.min)
        for loc, place in later:
            if (place.first or date.min) <= (before.last or date.max):
                message = _(
                    "“{name}” is two bodies on the same day: {ids}", name=place.name, ids=(before.id, place.id)
                )
                yield Complaint(message, loc, actual=f"{before.id}; {place.id}")
            before = max(before, place, key=lambda one: one.last or date.max)


@check("AGY108", "register-unknown-id", Severity.WARNING)
def unknown_ids(reading: Reading) -> Iterator[Complaint]:
    plan, bodies = reading.plan, reading.bodies
    agencies = {agency.id for agency in plan.agencies}
    tasks, reports = {one.id for one in plan.tasks}, {one.id for one in plan.reports}
    known = agencies | set(bodies.by_id)
    named: list[tuple[str | None, set[str]]] = []
    for register in bodies.own if agencies else ():
        for link in register.is_:
            named += [(link.agency, agencies), (link.body, known)] if link.plan == plan.id else []
        for one in register.decided:
            said = [(one.agency, agencies), (one.task, tasks), (one.report, reports), (one.body, known)]
            named += said if one.plan == plan.id else []
        for group in register.members:
            members = [(body, known) for body in group.bodies]
            named += [(group.agency, agencies), *members] if group.plan == plan.id else []
    strange = [one for one, ids in named if one is not None and one not in ids]
    for _loc, history in _histories(reading):
        strange += [heir.id for _change, heirs in history.steps for heir in heirs if not heir.is_known]
    loc: Loc = ("agencies",)
    for one_id in dict.fromkeys(strange):
        message = _("the register of bodies names {id}, which neither it nor the plan has", id=one_id)
        yield Complaint(message, loc, actual=one_id)


@check("AGY109", "successor-against-register", Severity.WARNING)
def contradicted_successors(reading: Reading) -> Iterator[Complaint]:
    for index, agency in enumerate(reading.plan.agencies):
        told = reading.owners.told_twice(agency.id)
        said, known = map(_end, told) if told else (None, None)
        if said is None or known is None:
            continue
        heirs, others = ({heir.key for heir in end.heirs} for end in (said, known))
        if said.on != known.on or (heirs and heirs != others):
            loc = _place(index, agency)
            message = _(
                "“{agency}”: the plan says {said}, the register of bodies {known}",
                agency=agency.name,
                said=said.told,
                known=known.told,
            )
            yield Complaint(message, loc, actual=str(agency.until), expected=str(known.last))


class _End(NamedTuple):
    """How a body ended: the first day after it, and who took over."""

    on: date
    heirs: tuple[BodyPlace, ...]

    @property
    def last(self) -> date:
        return self.on - timedelta(days=1)

    @property
    def told(self) -> Text:
        names = tuple(f"“{heir.name}”" for heir in self.heirs)
        if not names:
            return _("until {day}", day=self.last)
        return _("until {day}, then {heirs}", day=self.last, heirs=names)


def _end(history: BodyHistory) -> _End | None:
    """The first change with which it ended, with the heirs of the first that names any."""
    ends = [(change.on, heirs) for change, heirs in history.steps if change.kind is not ReorganisationKind.TRANSFER]
    return _End(ends[0][0], next((heirs for _on, heirs in ends if heirs), ())) if ends else None


def _histories(reading: Reading) -> Iterator[tuple[Loc, BodyHistory]]:
    """The history of every agency and of all that took over from it, each once, where the agency stands."""
    places = {agency.id: index for index, agency in enumerate(reading.plan.agencies)}
    for history in reading.histories:
        yield ("agencies", places[history.asked]), history
