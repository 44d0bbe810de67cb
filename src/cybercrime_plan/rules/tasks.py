"""TSK101-117: who is tasked, whether the plan reaches him, and the places, addresses and names of the duties.

TSK103 is retired into AGY101 and AGY102.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.duties import Role, Task
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Via
from cybercrime_plan.model.spelling import composed, folded, unaccented
from cybercrime_plan.rules.rule import Reading, check


@check("TSK101", "tasked-not-recipient", Severity.WARNING)
def unreached(reading: Reading) -> Iterator[Complaint]:
    plan, registry = reading.plan, reading.registry
    tasks = _tasks_naming(plan)
    for loc, slug, members, reached in _left_out(reading):
        if not members & reached:
            places = tuple(plan.tasks[index].at for index in tasks[slug])
            message = _(
                "“{agency}” has {tasks} ({places}), but is not among the recipients",
                agency=registry.name(slug),
                tasks=n_("{count} task", "{count} tasks", len(places)),
                places=places,
            )
            yield Complaint(message, loc, actual=slug)


def _left_out(reading: Reading) -> Iterator[tuple[Loc, str, frozenset[str], frozenset[str]]]:
    """Who is tasked, each once, and not reached himself: with his members, and all whom the recipients reach."""
    plan, registry = reading.plan, reading.registry
    if not plan.recipients or reading.unread:
        return
    named = registry.meant(agency for recipient in plan.recipients for agency in recipient.agencies)
    reached = registry.reached(named)
    told: set[str] = set()
    for loc, slug in _tasked(plan):
        if slug not in told and slug not in reached:
            told.add(slug)
            yield loc, slug, registry.meant((slug,)) - {slug}, reached


def _tasked(plan: Plan) -> Iterator[tuple[Loc, str]]:
    for index, task in enumerate(plan.tasks):
        for number, slug in enumerate(task.agencies):
            yield ("tasks", index, "agencies", number), slug


def _tasks_naming(plan: Plan) -> Mapping[str, list[int]]:
    """The numbers of the tasks that name an agency themselves."""
    tasks = defaultdict(list)
    for index, task in enumerate(plan.tasks):
        for slug in dict.fromkeys(task.agencies):
            tasks[slug].append(index)
    return tasks


@check("TSK106", "collective-reached-in-part", Severity.NOTE)
def reached_in_part(reading: Reading) -> Iterator[Complaint]:
    for loc, slug, members, reached in _left_out(reading):
        if members & reached:
            missing = tuple(agency.name for agency in reading.plan.agencies if agency.id in members - reached)
            message = _(
                "of “{agency}”, which has tasks, the recipients leave out {missing}",
                agency=reading.registry.name(slug),
                missing=tuple(f"“{name}”" for name in missing),
            )
            yield Complaint(message, loc, actual="; ".join(missing))


_ARCHIVE: Final = re.compile(r"luu\b|vt\b")
"""“Lưu: VT, …”, the line of the archive, without its marks."""


@check("TSK102", "recipient-unknown", Severity.WARNING)
def unknown_recipients(reading: Reading) -> Iterator[Complaint]:
    for index, recipient in enumerate(reading.plan.recipients):
        if not recipient.agencies and not recipient.archive and not _ARCHIVE.match(unaccented(recipient.name)):
            message = _("“{name}” is none of the bodies of the register", name=recipient.name)
            yield Complaint(message, ("recipients", index), actual=recipient.name)


@check("TSK104", "assigned-and-requested", Severity.NOTE)
def two_roles(reading: Reading) -> Iterator[Complaint]:
    plan, registry = reading.plan, reading.registry
    assigned = registry.meant(slug for task in plan.tasks if task.role is Role.ASSIGNED for slug in task.agencies)
    with_bodies = assigned | {body for agency in plan.agencies if agency.id in assigned for body in agency.part_of}
    tasks = _tasks_naming(plan)
    told: set[str] = set()
    for loc, slug in _tasked(plan):
        meant = registry.meant((slug,)) if plan.tasks[int(loc[1])].role is Role.REQUESTED else frozenset()
        if slug not in told and not meant.isdisjoint(with_bodies):
            told.add(slug)
            itself = slug in assigned
            parts = {one for body in meant for one in registry.units.get(body, ())}
            names = registry.naming((slug,) if itself else meant | parts)
            numbers = {index for name in names | {slug} for index in tasks.get(name, ())}
            found = [plan.tasks[index] for index in sorted(numbers)]
            yield _two_roles(reading, loc, slug, found, None if itself else names)


def _two_roles(
    reading: Reading, loc: Loc, slug: str, tasks: list[Task], names: Collection[str] | None
) -> Complaint:
    """What is said of a body that is asked here and told there; `names` has those told when it is a part of it."""
    registry = reading.registry
    assigned = [task for task in tasks if task.role is Role.ASSIGNED]
    requested = tuple(
        task.at for task in tasks if task.role is Role.REQUESTED and (not names or slug in task.agencies)
    )
    if names is None:
        message = _(
            "“{agency}” is requested in {requested}, but assigned in {assigned}",
            agency=registry.name(slug),
            requested=requested,
            assigned=tuple(task.at for task in assigned),
        )
    else:
        named = dict.fromkeys(one for task in assigned for one in task.agencies if one in names)
        message = _(
            "“{agency}” is requested in {requested}; {names}, the same or a part of it, is assigned in {assigned}",
            agency=registry.name(slug),
            requested=requested,
            names=tuple(f"“{registry.name(one)}”" for one in named),
            assigned=tuple(task.at for task in assigned),
        )
    return Complaint(message, loc, actual=slug)


@check("TSK105", "deliverable-without-date", Severity.NOTE)
def undated_deliverables(reading: Reading) -> Iterator[Complaint]:
    period = reading.plan.period
    if period and period.from_.first.year == period.to.last.year:
        return  # of a plan of one year the end of that year is meant
    dated = [report for report in reading.plan.reports if report.dated]
    places = {report.at for report in dated}
    titles = tuple(unaccented(report.title) for report in dated)
    for index, task in enumerate(reading.plan.tasks):
        wanted = unaccented(task.deliverable or "")
        said = _TIME.search(f"{wanted} {unaccented(task.summary)}")
        reported = task.at in places or any(wanted in title or title in wanted for title in titles)
        if task.deliverable and not task.timing and not said and not reported:
            message = _("“{deliverable}” ({at}) has no date", deliverable=task.deliverable, at=task.at)
            yield Complaint(message, ("tasks", index, "deliverable"), actual=task.deliverable)


_TIME: Final = re.compile(
    r"\b(?:hang|moi) (?:tuan|thang|qui|nam)\b|\bqui [iv1-4]+\b|\bnam (?:19|20)[0-9]{2}\b|\b(?:ngay|thang) [0-9]"
    r"|[0-9]/[0-9]"
)
"""A time, in words without their marks."""


_ADDRESS: Final = re.compile(r"[\w.%+-]+@([a-z0-9-]+\.)+[a-z]{2,}", re.ASCII | re.IGNORECASE)
_PLACE: Final = re.compile(r"(?P<above>.+)\.(?:(?P<number>[0-9]{1,3})|(?P<letter>[a-zđ])\)?)")
_ALPHABET: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters with which Vietnamese documents number."""
_DEEPEST: Final = 8
"""Levels of headings that a place can name."""
_LONGEST_NAME: Final = 120
_MOST_NAMES: Final = 2000
"""Of more names only the spelling is compared, not each letter."""
_SHORTEST_WORD: Final = 3
"""In a shorter word one letter makes another word."""

_FEWEST_ALIKE: Final = 2
"""Of two tasks neither is the odd one."""


_Placed = tuple[Loc, str]
_Given = tuple[Role, tuple[str, ...]]


def _addresses(plan: Plan) -> Iterator[_Placed]:
    """Every address, contacts first."""
    for index, contact in enumerate(plan.contacts):
        if contact.email:
            yield ("contacts", index, "email"), contact.email
    for index, report in enumerate(plan.reports):
        if report.via and report.via.email:
            yield ("reports", index, "via", "email"), report.via.email


def _each_once(placed: Iterator[_Placed]) -> Iterator[_Placed]:
    seen: set[str] = set()
    for loc, text in placed:
        if text not in seen:
            seen.add(text)
            yield loc, text


@check("TSK111", "address-not-official", Severity.WARNING)
def foreign_addresses(reading: Reading) -> Iterator[Complaint]:
    domains = reading.plan.thresholds.government_domains
    for loc, address in _each_once(_addresses(reading.plan)):
        domain = address.rpartition("@")[2].casefold()
        if _ADDRESS.fullmatch(address) and not any(f".{domain}".endswith(f".{one.casefold()}") for one in domains):
            message = _(
                "{address} is not below {domains}", address=address, domains=tuple(f".{one}" for one in domains)
            )
            yield Complaint(message, loc, actual=address)


@check("TSK112", "address-unreadable", Severity.ERROR)
def unreadable_addresses(reading: Reading) -> Iterator[Complaint]:
    for loc, address in _each_once(_addresses(reading.plan)):
        if not _ADDRESS.fullmatch(address):
            message = _("“{address}” is not an e-mail address", address=address)
            yield Complaint(message, loc, actual=address)


@check("TSK113", "addresses-differ", Severity.ERROR)
def different_addresses(reading: Reading) -> Iterator[Complaint]:
    printed = [(one.agency, one.email) for one in reading.plan.contacts if one.agency and one.email]
    registry = reading.registry
    for index, report in enumerate(reading.plan.reports):
        via = report.via
        if via is None or not via.email or any(_goes_to(via, *one, registry) for one in printed):
            continue
        near = next(
            (one for one in printed if via.agency == one[0] or via.email.casefold() == one[1].casefold()), None
        )
        if near:
            message = _(
                "“{title}” goes to {address} of {agency}, but {expected} is printed as the address of {other}",
                title=report.title,
                address=via.email,
                agency=registry.name(via.agency) if via.agency else "?",
                expected=near[1],
                other=registry.name(near[0]),
            )
            yield Complaint(message, ("reports", index, "via", "email"), expected=near[1], actual=via.email)


def _goes_to(via: Via, agency: str, email: str, registry: Registry) -> bool:
    """Whether it is that address, of that body, its unit or the body it is a unit of."""
    own, other = (registry.get(slug) for slug in (via.agency or "", agency))
    near = {via.agency, *(own.part_of if own else ())}
    same = agency in near or (other is not None and via.agency in other.part_of)
    return same and (via.email or "").casefold() == email.casefold()


@check("TSK114", "name-spelled-two-ways", Severity.NOTE)
def spellings(reading: Reading) -> Iterator[Complaint]:
    first: dict[str, str] = {}
    told: set[str] = set()
    names = tuple(_names(reading.plan))
    few = len(names) <= _MOST_NAMES
    for loc, name in names:
        for key in (folded(name), *(_without_a_letter(name) if few else ())):
            other = first.setdefault(key, name)
            if other != name and name not in told and _slipped(name, other):
                told.add(name)
                message = _("“{name}” is spelled “{other}” elsewhere", name=name, other=other)
                yield Complaint(message, loc, expected=other, actual=name)


def _without_a_letter(name: str) -> Iterator[str]:
    """The name, whole and less one letter at each place: names with one of these in common differ in one letter."""
    text = composed(" ".join(name.casefold().split()))
    if len(text) <= _LONGEST_NAME:
        yield f"-{text}"
    for place in range(len(text)) if len(text) <= _LONGEST_NAME else ():
        yield f"-{text[:place]}{text[place + 1 :]}"


def _slipped(name: str, other: str) -> bool:
    """Whether one of the two is a slip: no capital is, nor a letter of a proper name, which may be another name."""
    if composed(name).casefold() == composed(other).casefold():
        return False
    if folded(name) == folded(other):
        return True
    words, others = (composed(text).split() for text in (name, other))
    different = [pair for pair in zip(words, others, strict=False) if pair[0].casefold() != pair[1].casefold()]
    if len(words) != len(others) or len(different) != 1:
        return False
    one, two = different[0]
    own = words.index(one) == 0 or (one.islower() and two.islower())
    return own and min(len(one), len(two)) >= _SHORTEST_WORD and one.isalpha() and two.isalpha()


def _names(plan: Plan) -> Iterator[_Placed]:
    """Every name of a body."""
    for index, agency in enumerate(plan.agencies):
        yield ("agencies", index, "name"), agency.name
        yield from ((("agencies", index, "aliases", number), alias) for number, alias in enumerate(agency.aliases))
    if plan.document and plan.document.issuer:
        yield ("document", "issuer"), plan.document.issuer
    for index, recipient in enumerate(plan.recipients):
        yield ("recipients", index, "name"), recipient.name
    for index, instrument in enumerate(plan.legal_basis):
        if instrument.issuer:
            yield ("legal_basis", index, "issuer"), instrument.issuer
        for number, other in enumerate(instrument.also):
            if other.issuer:
                yield ("legal_basis", index, "also", number, "issuer"), other.issuer


@check("TSK115", "place-repeated", Severity.WARNING)
def repeated_places(reading: Reading) -> Iterator[Complaint]:
    first: dict[object, Task] = {}
    for index, task in enumerate(reading.plan.tasks):
        other = first.setdefault((task.at, task.role, frozenset(task.agencies)), task)
        if other is not task:
            message = _("{at} is also the place of “{other}”", at=task.at, other=other.summary)
            yield Complaint(message, ("tasks", index, "at"), expected=other.id, actual=task.at)


@check("TSK116", "place-skipped", Severity.WARNING)
def skipped_places(reading: Reading) -> Iterator[Complaint]:
    for above, members in _headings(reading.plan).items():
        there = {*members.leaves, *members.below}
        if members.lettered:
            there.add(_ALPHABET.index("đ") + 1)  # many write no đ
        between = range(min(members.leaves), max(members.leaves)) if members.leaves else ()
        missing = [number for number in between if number not in there]
        if missing:
            at = next(index for number, index in sorted(members.leaves.items()) if number > missing[0])
            loc = ("tasks", at, "at")
            places = tuple(f"{above}.{members.written(number)}" for number in missing)
            message = _("no task stands at {places}, though the numbers go on after it", places=places)
            yield Complaint(message, loc, expected=", ".join(places), actual=reading.plan.tasks[at].at)


@dataclass
class _Heading:
    """What stands under one heading: the tasks at its own places, and the headings below it.

    Attributes:
        leaves: number of the place, and the first task there.
        below: the numbers of the headings that have places of their own.
        lettered: whether letters stand for the numbers: a is 1.
    """

    leaves: dict[int, int]
    below: set[int]
    lettered: bool

    def written(self, number: int) -> str:
        """A number as the document writes it."""
        return _ALPHABET[number - 1] if self.lettered else str(number)


def _headings(plan: Plan) -> dict[str, _Heading]:
    """Each heading with what stands under it. Only places of tasks are counted, not the order of headings."""
    headings: dict[str, _Heading] = {}
    for index, task in enumerate(plan.tasks):
        place, is_leaf = task.at, True
        for _level in range(_DEEPEST):
            match = _PLACE.fullmatch(place)
            if match is None:
                break
            place = match["above"]
            number = int(match["number"]) if match["number"] else _ALPHABET.find(match["letter"]) + 1
            if number:
                heading = headings.setdefault(place, _Heading({}, set(), lettered=bool(match["letter"])))
                if is_leaf:
                    heading.leaves.setdefault(number, index)
                else:
                    heading.below.add(number)
            is_leaf = False
    return headings


@check("TSK117", "heading-divided", Severity.NOTE)
def odd_tasks(reading: Reading) -> Iterator[Complaint]:
    tasks = reading.plan.tasks
    given = {
        above: {index: (tasks[index].role, tasks[index].agencies) for index in heading.leaves.values()}
        for above, heading in _headings(reading.plan).items()
        if "." in above and len(heading.leaves) >= _FEWEST_ALIKE
    }
    whole = [above for above, how in given.items() if len(set(how.values())) == 1]
    if len(whole) < _FEWEST_ALIKE:
        return  # the plan is in order of themes, not of bodies
    for above, how in given.items():
        usual, count = Counter(how.values()).most_common(1)[0]
        odd = [index for index, one in how.items() if one != usual]
        if len(odd) == 1 and count >= _FEWEST_ALIKE:
            message = _(
                "{at} is {how}; all else under {heading} is {usual}",
                at=tasks[odd[0]].at,
                how=_in_words(how[odd[0]], reading.registry),
                heading=above,
                usual=_in_words(usual, reading.registry),
            )
            yield Complaint(message, ("tasks", odd[0]), expected=_plain(usual), actual=_plain(how[odd[0]]))


def _in_words(given: _Given, registry: Registry) -> Text:
    """To whom a task is given, and how, by names."""
    role, agencies = given
    names = tuple(map(registry.name, agencies))
    return (
        _("assigned to {names}", names=names) if role is Role.ASSIGNED else _("requested of {names}", names=names)
    )


def _plain(given: _Given) -> str:
    return f"{given[0].value}: {', '.join(given[1])}"
