"""The bodies of plans, and what became of each by a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from cybercrime_plan.calc.owners import Ownership, OwnerState
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.bodies import Body, Reorganisation, ReorganisationKind, Seen
from cybercrime_plan.model.money import Number
from cybercrime_plan.render.names import ownership_json
from cybercrime_plan.render.result import Json, Records, Result
from cybercrime_plan.render.table import Align, CodedText, Column, Page, Table, TableRow, each, every, plain

_STATES: Final = {
    OwnerState.ITSELF: _("unchanged"),
    OwnerState.HEIR: _("has a successor"),
    OwnerState.SEVERAL: _("successor to be determined"),
    OwnerState.NOBODY: _("no successor"),
    OwnerState.UNKNOWN: _("moved; to whom is not known"),
}
SEEN: Final = {
    Seen.TEXT: _("from the text"),
    Seen.PRESS: _("from the press"),
    Seen.ELSEWHERE: _("as in other provinces"),
    Seen.UNCONFIRMED: _("not confirmed"),
}
"""What was seen of a fact, for people."""


@dataclass(frozen=True, slots=True)
class AgencyNow:
    """An agency of a plan on the day of the question.

    Attributes:
        name: as the plan prints it.
        tasks: how many tasks name it; reports alike, collectives unfolded.
    """

    plan: str
    id: str
    name: str
    ownership: Ownership
    tasks: int
    reports: int


@dataclass(frozen=True)
class Agencies(Result):
    """The bodies of some plans on a day."""

    at: date
    rows: Collection[AgencyNow]

    def document(self) -> Page:
        """Those that are no longer what the plan prints, then how many are."""
        changed = every(self.rows, lambda row: () if row.ownership.state is OwnerState.ITSELF else (row,))
        same = len(self.rows) - len(changed)
        note = n_("no change of {count} other body is known", "no change of {count} other bodies is known", same)
        return Page((self._table(changed or self.rows, (note,) if changed else ()),))

    def records(self) -> Records:
        """Every body, a row each."""
        return (self._table(self.rows),)

    def data(self) -> Json:
        """`cybercrime-plan/agencies@1`."""
        return {
            "schema": "cybercrime-plan/agencies@1",
            "at": self.at.isoformat(),
            "rows": (
                {
                    "plan": row.plan,
                    "id": row.id,
                    "name": row.name,
                    **ownership_json(row.ownership),
                    "tasks": row.tasks,
                    "reports": row.reports,
                }
                for row in self.rows
            ),
        }

    def _table(self, rows: Collection[AgencyNow], notes: tuple[Text, ...] = ()) -> Table:
        columns = (
            Column("plan", _("Plan")),
            Column("name", _("Name as printed")),
            Column("state", _("On {day}", day=self.at)),
            Column("now", _("Now")),
            Column("tasks", _("Tasks"), Align.RIGHT),
            Column("reports", _("Reports"), Align.RIGHT),
        )
        lines = each(rows, _row)
        return Table("agencies", columns, lines, notes=notes, empty=_("These plans name no agencies."))


def _row(row: AgencyNow) -> TableRow:
    """A body with who it is now, each with what it takes and how that is known; with nobody when it is itself."""
    ownership, now, told = row.ownership, None, []
    for owner in ownership.owners:
        seen = SEEN[owner.seen] if owner.seen else None
        if owner.takes and seen:
            told.append(_("{name} ({takes}; {seen})", name=owner.name, takes=owner.takes, seen=seen))
        elif owner.takes or seen:
            told.append(_("{name} ({seen})", name=owner.name, seen=owner.takes or seen))
        else:
            told.append(_("{name}", name=owner.name))
    if told and ownership.state is not OwnerState.ITSELF:
        said = _("{bodies}", bodies=tuple(told))
        if ownership.decided:
            said = _("{bodies}, decided by {who}", bodies=said, who=ownership.decided)
        now = CodedText(" ".join(owner.id for owner in ownership.owners), said)
    state = CodedText(ownership.state.value, _STATES[ownership.state])
    return TableRow((row.plan, row.name, state, now, Number(row.tasks), Number(row.reports)))


_KINDS: Final = {
    ReorganisationKind.RENAME: _("renamed"),
    ReorganisationKind.MERGE: _("merged into a new body"),
    ReorganisationKind.SPLIT: _("divided"),
    ReorganisationKind.TRANSFER: _("some duties transferred"),
    ReorganisationKind.END: _("ended"),
}


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One change of one body, as it is told for a plan.

    Attributes:
        body: its name, as the plan prints it or as the register has it.
        heirs: the names of those that took over; none when nobody did, or nobody known.
    """

    plan: str
    body: str
    change: Reorganisation
    heirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """What is known of a body itself.

    Attributes:
        body: as a register has it; None when only the plan names it.
        groups: the printed names of the collectives it is a member of.
    """

    plan: str
    id: str
    name: str
    body: Body | None
    groups: tuple[str, ...]


@dataclass(frozen=True)
class BodyTold(Agencies):
    """One body on a day, its history, and what is known of it and of its members."""

    steps: tuple[ToldStep, ...] = ()
    entries: tuple[BodyEntry, ...] = ()

    def document(self) -> Page:
        """What it is now, then each change, oldest first; where letters to it go."""
        now = (self._table(self.rows),) if self.rows else ()
        tells = not self.rows or any(one.groups or (one.body and one.body.reached) for one in self.entries)
        entries = (self._entries(),) if self.entries and tells else ()
        return Page((*now, *entries, self._history()))

    def records(self) -> Records:
        """The changes, a row each."""
        return (self._history(),)

    def data(self) -> Json:
        """`cybercrime-plan/agencies@1`, with the changes beside the rows."""
        whole = super().data()
        assert isinstance(whole, dict)  # noqa: S101 - as the class above has it
        return {
            **whole,
            "bodies": [
                {
                    "plan": one.plan,
                    "id": one.id,
                    "name": one.name,
                    "from": plain(one.body.from_) if one.body else None,
                    "until": plain(one.body.until) if one.body else None,
                    "address": one.body.address if one.body else None,
                    "email": one.body.email if one.body else None,
                    "member_of": list(one.groups),
                }
                for one in self.entries
            ],
            "history": [
                {
                    "plan": step.plan,
                    "body": step.body,
                    "on": step.change.on.isoformat(),
                    "kind": step.change.kind.value,
                    "to": list(step.heirs) if step.change.to is not None else None,
                    "instrument": step.change.instrument,
                    "source": (step.change.source.title if step.change.source else "") or None,
                    "seen": step.change.seen.value,
                }
                for step in self.steps
            ],
        }

    def _entries(self) -> Table:
        columns = (
            Column("plan", _("Plan")),
            Column("id", _("Id")),
            Column("name", _("Name")),
            Column("from", _("From")),
            Column("until", _("Until")),
            Column("groups", _("Member of")),
            Column("address", _("Address")),
            Column("email", _("E-mail")),
        )
        rows = []
        for one in self.entries:
            span = (one.body.from_, one.body.until) if one.body else (None, None)
            reached = (one.body.address, one.body.email) if one.body else (None, None)
            rows.append(TableRow((one.plan, one.id, one.name, *span, "; ".join(one.groups) or None, *reached)))
        kept = [one.key for at, one in enumerate(columns) if any(row.cells[at] is not None for row in rows)]
        return Table("bodies", columns, tuple(rows), title=_("The body itself, and its members")).only(*kept)

    def _history(self) -> Table:
        columns = (
            Column("plan", _("Plan")),
            Column("on", _("From")),
            Column("body", _("Body")),
            Column("kind", _("What happened")),
            Column("to", _("Who took over")),
            Column("seen", _("How it is known")),
            Column("source", _("Told in")),
        )
        rows = []
        for step in self.steps:
            change = step.change
            what = _("merged into an existing body") if change.absorbing else _KINDS[change.kind]
            to = "; ".join(step.heirs) or (_UNKNOWN if change.to is None else None)
            told = change.instrument or (change.source.title if change.source else "") or None
            kind, seen = CodedText(change.kind.value, what), CodedText(change.seen.value, SEEN[change.seen])
            rows.append(TableRow((step.plan, change.on, step.body, kind, to, seen, told)))
        return Table(
            "history", columns, tuple(rows), title=_("History"), empty=_("Nothing is known to have changed.")
        )


_UNKNOWN: Final = CodedText("unknown", _("not known"))
