"""The names of bodies: as the plan prints them, and what became of them by the day of the duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from cybercrime_plan.calc.owners import Owners, Ownership, OwnerState
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import EVERY_AGENCY
from cybercrime_plan.render.name_style import NameStyle
from cybercrime_plan.render.result import Json
from cybercrime_plan.render.table import CodedText, Column, Table, TableRow

NOW: Final = Column("now", _("Now"))
"""What became of the bodies named in the row; a column that is there only where it says something."""


class Register:
    """The agencies of a plan by id, under their names.

    Attributes:
        owners: who is who on a day; None shows printed names and nothing else.
        day: on which a duty without a day of its own is asked about.
    """

    def __init__(
        self, plan: Plan, owners: Owners | None = None, style: NameStyle | None = None, day: date | None = None
    ) -> None:
        self._names = {agency.id: agency.name for agency in plan.agencies}
        self.owners = owners
        self.style = style
        self.day = day

    def name(self, agency: str, duty: str | None = None, day: date | None = None) -> Text | str:
        """The printed name and what became of the body; an id the register does not know stays an id.

        Args:
            duty: the id of the task or report it is named for.
            day: of that duty.
        """
        asked = day or self.day
        if agency == EVERY_AGENCY:
            return _("all agencies")
        printed = self.printed(agency)
        if self.owners is None or asked is None or self.style is NameStyle.PRINTED or self.owners.members(agency):
            return printed
        return named(printed, self.owners(agency, asked, duty), self.style)

    def printed(self, agency: str) -> str:
        """The printed name; that of the office's register for a body the plan does not list; else the id."""
        return self._names.get(agency) or (self.owners.name(agency) if self.owners else agency)

    def names(self, agencies: Iterable[str], duty: str | None = None, day: date | None = None) -> Text | str | None:
        """Several names, in printed order."""
        found = tuple(self.name(agency, duty, day) for agency in agencies)
        return joined(found) if found else None

    def changed(self, agencies: Iterable[str], duty: str, day: date | None = None) -> dict[str, Ownership]:
        """The bodies behind these names of which something became by that day, by their ids."""
        asked = day or self.day
        return self.owners.of_duty(agencies, asked, duty).changed if self.owners and asked else {}

    def replaced(self, owner: str | None, agencies: Iterable[str], duty: str, day: date) -> tuple[Text | str, ...]:
        """Under their printed names, the bodies for which that one has the duty."""
        if self.owners is None or owner is None:
            return ()
        behind = self.owners.of_duty(agencies, day, duty).behind(owner)
        return tuple(self.printed(one) for one in behind if one != owner)


@dataclass(frozen=True)
class Names:
    """How the bodies of some plans are named.

    Attributes:
        owners: of each plan.
        day: on which duties without a day of their own are asked about.
    """

    owners: tuple[Owners, ...] = ()
    style: NameStyle | None = None
    day: date | None = None

    def of(self, plan: Plan) -> Register:
        """The agencies of one of the plans."""
        return Register(plan, self._by_plan.get(id(plan)), self.style, self.day)

    @cached_property
    def _by_plan(self) -> dict[int, Owners]:
        """By the plan itself: two revisions of one plan share its id."""
        return {id(owners.plan): owners for owners in self.owners}


def joined(parts: tuple[Text | str, ...]) -> Text | str:
    """Several with semicolons between them: the name of an agency may have commas."""
    if len(parts) == 1:
        return parts[0]
    return _("{first}; {rest}", first=parts[0], rest=joined(parts[1:]))


def named(printed: str, found: Ownership, style: NameStyle | None = None) -> Text | str:
    """A body under its printed name, and what became of it; under the name of today alone when that is asked."""
    if found.state is OwnerState.ITSELF:
        return printed
    if found.founded:
        return _("{name} (founded only on {day})", name=printed, day=found.founded)
    heirs = joined(tuple(owner.name for owner in found.owners)) if found.owners else ""
    if style is NameStyle.NOW and found.owners:
        return heirs if found.state is OwnerState.HEIR else _("{bodies} – to be determined", bodies=heirs)
    match found.state:
        case OwnerState.NOBODY:
            became = _("nobody took over")
        case OwnerState.UNKNOWN:
            became = _("moved; to whom is not known")
        case OwnerState.SEVERAL:
            became = _("now: {bodies} – to be determined", bodies=heirs)
        case _ if found.owners[0].name == printed:
            became = _("now: another body of the same name")
        case _ if found.presumed:
            became = _("now: {bodies} – presumed", bodies=heirs)
        case _:
            became = _("now: {bodies}", bodies=heirs)
    return _("{name} ({became})", name=printed, became=became)


def behind_collectives(
    register: Register, agencies: Iterable[str], duty: str, day: date | None = None
) -> tuple[Text | str, ...]:
    """What became of bodies that are not named themselves, but by collectives they belong to."""
    printed = tuple(agencies)
    if register.style is NameStyle.PRINTED:
        return ()
    found = register.changed(printed, duty, day)
    return tuple(register.name(body, duty, day) for body in found if body not in printed)


def open_told(
    plan: str, body: str, state: OwnerState, heirs: tuple[str, ...], duties: Sequence[Text | str]
) -> Text:
    """How many duties of a body fall to nobody, to nobody known or to several, and which."""
    told, count = tuple(duties), len(duties)
    match state:
        case OwnerState.NOBODY:
            return n_(
                "{plan}: {count} duty of “{body}” falls to nobody: {duties}",
                "{plan}: {count} duties of “{body}” fall to nobody: {duties}",
                count,
                plan=plan,
                body=body,
                duties=told,
            )
        case OwnerState.UNKNOWN:
            return n_(
                "{plan}: {count} duty of “{body}” has moved, to whom is not known: {duties}",
                "{plan}: {count} duties of “{body}” have moved, to whom is not known: {duties}",
                count,
                plan=plan,
                body=body,
                duties=told,
            )
        case _:
            return n_(
                "{plan}: {count} duty of “{body}” falls to several ({heirs}), which is to be determined: {duties}",
                "{plan}: {count} duties of “{body}” fall to several ({heirs}), which is to be determined: {duties}",
                count,
                plan=plan,
                body=body,
                heirs=joined(heirs),
                duties=told,
            )


def now_cell(register: Register, agencies: Iterable[str], duty: str, day: date | None = None) -> CodedText | None:
    """What became of the bodies behind these names, in one cell; nothing when all are as printed."""
    found = register.changed(agencies, duty, day)
    if not found:
        return None
    codes, said = [], []
    for one, ownership in found.items():
        known = " ".join(owner.id for owner in ownership.owners)
        if ownership.state not in {OwnerState.HEIR, OwnerState.SEVERAL}:
            known = f"{ownership.state.value} {known}".strip()
        codes.append(f"{one}: {known}")
        said.append(named(register.printed(one), ownership))
    return CodedText("; ".join(codes), _("{bodies}", bodies=joined(tuple(said))))


def with_now(table: Table, now: Sequence[CodedText | None], header: Text | None = None) -> Table:
    """The table with what became of the bodies of each row, where that says anything; a cell for every row."""
    if not any(now):
        return table
    rows = [row for row in table.rows if isinstance(row, TableRow)]
    cells = (row._replace(cells=(*row.cells, cell)) for row, cell in zip(rows, now, strict=True))
    column = NOW if header is None else NOW._replace(header=header)
    return table._replace(columns=(*table.columns, column), rows=tuple(cells))


def now_json(register: Register, agencies: Iterable[str], duty: str, day: date | None = None) -> Json:
    """What became of the bodies behind these names, for programs; those that are as printed are left out."""
    found = register.changed(agencies, duty, day)
    return [{"id": one, "name": register.printed(one), **ownership_json(found[one])} for one in found]


def ownership_json(found: Ownership) -> dict[str, Json]:
    """The state of a body on a day, and who it is now."""
    return {
        "state": found.state.value,
        "now": [
            {"id": one.id, "name": one.name, "takes": one.takes, "seen": one.seen.value if one.seen else None}
            for one in found.owners
        ],
    }
