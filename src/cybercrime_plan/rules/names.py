"""TSK111-117: places, addresses and names of the duties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.duties import Task
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.rule import Reading, check

_ADDRESS: Final = re.compile(r"[\w.%+-]+@([a-z0-9-]+\.)+[a-z]{2,}", re.ASCII | re.IGNORECASE)
_PLACE: Final = re.compile(r"(?P<above>.+)\.(?P<number>[0-9]{1,3})")

_FEWEST_ALIKE: Final = 2
"""Of two tasks neither is the odd one."""


_Placed = tuple[Loc, str]


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
            yield Complaint(message, loc, reading.path(loc), actual=address)


@check("TSK112", "address-unreadable", Severity.ERROR)
def unreadable_addresses(reading: Reading) -> Iterator[Complaint]:
    for loc, address in _each_once(_addresses(reading.plan)):
        if not _ADDRESS.fullmatch(address):
            message = _("“{address}” is not an e-mail address", address=address)
            yield Complaint(message, loc, reading.path(loc), actual=address)


@check("TSK113", "addresses-differ", Severity.ERROR)
def different_addresses(reading: Reading) -> Iterator[Complaint]:
    printed = [(one.agency, one.email) for one in reading.plan.contacts if one.agency and one.email]
    for index, report in enumerate(reading.plan.reports):
        via = report.via
        if via and via.email and (via.agency, via.email) not in printed:
            near = next((one for one in printed if via.agency == one[0] or via.email == one[1]), None)
            if near:
                loc = ("reports", index, "via", "email")
                message = _(
                    "“{title}” goes to {address} of {agency}, but {expected} is printed as the address of {other}",
                    title=report.title,
                    address=via.email,
                    agency=via.agency or "?",
                    expected=near[1],
                    other=near[0],
                )
                yield Complaint(message, loc, reading.path(loc), expected=near[1], actual=via.email)


@check("TSK114", "name-spelled-two-ways", Severity.NOTE)
def spellings(reading: Reading) -> Iterator[Complaint]:
    first: dict[str, str] = {}
    told: set[str] = set()
    for loc, name in _names(reading.plan):
        other = first.setdefault(folded(name), name)
        if name != other and name not in told:
            told.add(name)
            message = _("“{name}” is spelled “{other}” elsewhere", name=name, other=other)
            yield Complaint(message, loc, reading.path(loc), expected=other, actual=name)


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
    first: dict[str, str] = {}
    for index, task in enumerate(reading.plan.tasks):
        other = first.setdefault(task.at, task.id)
        if other != task.id:
            loc = ("tasks", index, "at")
            message = _("{at} is also the place of “{other}”", at=task.at, other=other)
            yield Complaint(message, loc, reading.path(loc), expected=other, actual=task.at)


@check("TSK116", "place-skipped", Severity.WARNING)
def skipped_places(reading: Reading) -> Iterator[Complaint]:
    for above, numbers in _numbering(reading.plan).items():
        missing = sorted({*range(1, max(numbers))} - set(numbers))
        if missing:
            at = next(index for number, index in numbers.items() if number > missing[0])
            loc = ("tasks", at, "at")
            places = tuple(f"{above}.{number}" for number in missing)
            message = _("no task stands at {places}, though the numbers go on after it", places=places)
            yield Complaint(
                message, loc, reading.path(loc), expected=", ".join(places), actual=reading.plan.tasks[at].at
            )


def _numbering(plan: Plan) -> dict[str, dict[int, int]]:
    """For each part of the document the numbers of the places in it, each with its first task."""
    parts: dict[str, dict[int, int]] = {}
    for index, task in enumerate(plan.tasks):
        place = task.at
        while match := _PLACE.fullmatch(place):
            place = match["above"]
            parts.setdefault(place, {}).setdefault(int(match["number"]), index)
    return parts


@check("TSK117", "heading-divided", Severity.WARNING)
def odd_tasks(reading: Reading) -> Iterator[Complaint]:
    tasks = reading.plan.tasks
    for above, numbers in _numbering(reading.plan).items():
        given = {index: _given(tasks[index]) for index in numbers.values()}
        usual, count = Counter(given.values()).most_common(1)[0]
        odd = [index for index, how in given.items() if how != usual]
        if len(odd) == 1 and count >= _FEWEST_ALIKE and "." in above:
            loc = ("tasks", odd[0])
            message = _(
                "{at} is {how}; all else under {heading} is {usual}",
                at=tasks[odd[0]].at,
                how=given[odd[0]],
                heading=above,
                usual=usual,
            )
            yield Complaint(message, loc, reading.path(loc), expected=usual, actual=given[odd[0]])


def _given(task: Task) -> str:
    """To whom a task is given, and how: `assigned: cong-an`."""
    return f"{task.role.value}: {', '.join(task.agencies)}"
