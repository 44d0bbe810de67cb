"""A calendar that is published again: what has gone since the earlier file is cancelled, not forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.calendar import Event, plan_of
from cybercrime_plan.model.identity import Revision
from cybercrime_plan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Update:
    """The entries of the new file, and what a person should know about them."""

    events: tuple[Event, ...]
    remarks: tuple[Text, ...]


def updated(
    events: tuple[Event, ...], standing: frozenset[str], earlier: Iterable[Event], plans: Iterable[Plan]
) -> Update:
    """The entries of the new file, followed by those of the earlier one that no longer stand, as cancelled.

    Args:
        events: the entries to write.
        standing: the UID of every occurrence the plans still have, written now or not.
        earlier: the entries of the file published before.
        plans: the plans being written; entries of other plans are left out.
    """
    old = {event.uid: event for event in earlier}
    # no version is lower than the one people have; it is higher when that one was cancelled
    versions = {uid: event.sequence + event.cancelled for uid, event in old.items()}
    events = tuple(
        replace(event, sequence=max(event.sequence, versions.get(event.uid, event.sequence))) for event in events
    )
    revisions = {plan.id: plan.revision for plan in plans if plan.revision}
    gone = [(event, revisions.get(plan_of(event.uid) or "")) for event in old.values() if event.uid not in standing]
    cancelled = tuple(_cancelled(event, revision) for event, revision in gone if revision)
    unnoticed = sum(_unnoticed(event, old.get(event.uid)) for event in events)
    strangers = len(gone) - len(cancelled)
    remarks: list[Text] = []
    if unnoticed:
        said = n_(
            "{count} entry changed, but the revision of its plan did not: calendars may keep the earlier one",
            "{count} entries changed, but the revision of their plan did not: calendars may keep the earlier ones",
            unnoticed,
        )
        remarks += (said, _("raise revision.number, and set revision.on, with every change of a plan"))
    if strangers:
        remarks.append(
            n_(
                "{count} entry of the earlier file belongs to no plan given here and was left out",
                "{count} entries of the earlier file belong to no plan given here and were left out",
                strangers,
            )
        )
    return Update((*events, *cancelled), tuple(remarks))


def _cancelled(event: Event, revision: Revision) -> Event:
    """The last word on an entry, in a version later than the one people have; said once, it stays."""
    if event.cancelled:
        return event
    sequence = max(event.sequence + 1, revision.number - 1)
    return replace(event, cancelled=True, sequence=sequence, stamp=revision.day, reminders=())


def _unnoticed(event: Event, old: Event | None) -> bool:
    """Whether an entry changed while its version did not, so that a calendar may keep the earlier one."""
    if old is None or event.sequence > old.sequence:
        return False
    return (old.day, old.summary, old.description, old.cancelled) != (
        event.day,
        event.summary,
        event.description,
        False,
    )
