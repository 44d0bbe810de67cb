"""TSK111-117: places, addresses and names of the duties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Loc, Rule, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.duties import Task
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.plan_example import DUTIES
from cybercrime_plan.rules.rule import Reading, check

_ADDRESS: Final = re.compile(r"[\w.%+-]+@([a-z0-9-]+\.)+[a-z]{2,}", re.ASCII | re.IGNORECASE)
_PLACE: Final = re.compile(r"(?P<above>.+)\.(?P<number>[0-9]{1,3})")

_FEWEST_ALIKE: Final = 2
"""Of two tasks neither is the odd one."""

_HEADING: Final = """\
format: 1
id: vi-du
tasks:
  - {id: canh-bao, at: II.1.1, agencies: [cong-an], role: assigned, summary: Cảnh báo thủ đoạn}
  - {id: dau-tranh, at: II.1.2, agencies: [cong-an], role: assigned, summary: Mở đợt cao điểm}
  - {id: phoi-hop, at: II.1.3, agencies: [cong-an], role: assigned, summary: Phối hợp xét xử}
"""

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


@check(
    Rule(
        code="TSK111",
        name="address-not-official",
        severity=Severity.WARNING,
        summary=_("Reports of state bodies go to an address outside the domains of the government."),
        advice=_(
            "Whoever provides a public mailbox can read it. Ask for an official address. `thresholds: "
            "{government_domains: […]}` names further domains that are official."
        ),
        bad=DUTIES.replace("phongngua@khanhhoa.gov.vn", "phongngua@gmail.com"),
        good=DUTIES,
    )
)
def foreign_addresses(reading: Reading) -> Iterator[Complaint]:
    domains = reading.plan.thresholds.government_domains
    for loc, address in _each_once(_addresses(reading.plan)):
        domain = address.rpartition("@")[2].casefold()
        if _ADDRESS.fullmatch(address) and not any(f".{domain}".endswith(f".{one.casefold()}") for one in domains):
            message = _(
                "{address} is not below {domains}", address=address, domains=tuple(f".{one}" for one in domains)
            )
            yield Complaint(message, loc, reading.path(loc), actual=address)


@check(
    Rule(
        code="TSK112",
        name="address-unreadable",
        severity=Severity.ERROR,
        summary=_("What is printed as an e-mail address is none."),
        advice=_("A letter was probably misread. Compare it with the signed document before anybody writes there."),
        bad=DUTIES.replace("phongngua@khanhhoa.gov.vn", "phongngua.khanhhoa.gov.vn"),
        good=DUTIES,
    )
)
def unreadable_addresses(reading: Reading) -> Iterator[Complaint]:
    for loc, address in _each_once(_addresses(reading.plan)):
        if not _ADDRESS.fullmatch(address):
            message = _("“{address}” is not an e-mail address", address=address)
            yield Complaint(message, loc, reading.path(loc), actual=address)


@check(
    Rule(
        code="TSK113",
        name="addresses-differ",
        severity=Severity.ERROR,
        summary=_("A report is to be sent to another address than the one the plan prints for the same body."),
        advice=_("One of the two was misread. Reports sent to the wrong one are lost."),
        bad=DUTIES.replace("email: phongngua@khanhhoa.gov.vn, at", "email: phongnqua@khanhhoa.gov.vn, at"),
        good=DUTIES,
    )
)
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


@check(
    Rule(
        code="TSK114",
        name="name-spelled-two-ways",
        severity=Severity.NOTE,
        summary=_("The same name is spelled in two ways, and nothing but the spelling differs (Hòa, Hoà; Ủy, Uỷ)."),
        advice=_("Both are read as the same name. A search in the document may find only one of them."),
        bad=DUTIES.replace("- {name: Tòa án nhân dân tỉnh,", "- {name: Toà án nhân dân tỉnh,"),
        good=DUTIES,
    )
)
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


@check(
    Rule(
        code="TSK115",
        name="place-repeated",
        severity=Severity.WARNING,
        summary=_("Two tasks are said to stand at the same place of the document."),
        advice=_("Each paragraph is one task. One of the two places was mistyped, or a task was entered twice."),
        bad=DUTIES.replace("at: II.3", "at: II.1"),
        good=DUTIES,
    )
)
def repeated_places(reading: Reading) -> Iterator[Complaint]:
    first: dict[str, str] = {}
    for index, task in enumerate(reading.plan.tasks):
        other = first.setdefault(task.at, task.id)
        if other != task.id:
            loc = ("tasks", index, "at")
            message = _("{at} is also the place of “{other}”", at=task.at, other=other)
            yield Complaint(message, loc, reading.path(loc), expected=other, actual=task.at)


@check(
    Rule(
        code="TSK116",
        name="place-skipped",
        severity=Severity.WARNING,
        summary=_("The places of the tasks leave a number out."),
        advice=_("A paragraph of the document may have been forgotten, or its place mistyped."),
        bad=DUTIES.replace("at: II.3", "at: II.4"),
        good=DUTIES,
    )
)
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


@check(
    Rule(
        code="TSK117",
        name="heading-divided",
        severity=Severity.WARNING,
        summary=_("One task under a heading is given to others, or in another way, than all the rest there."),
        advice=_("The line that opens a heading governs what is under it. Compare the odd one with the document."),
        bad=_HEADING.replace("at: II.1.3, agencies: [cong-an]", "at: II.1.3, agencies: [toa-an]"),
        good=_HEADING,
    )
)
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
