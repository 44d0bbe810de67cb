"""Occurrences as entries of a calendar, in a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cybercrime_plan.calc.deadlines import Occurrence, Schedule
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language, Text, _
from cybercrime_plan.model.calendar import Event, Reminder, uid_of
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.names import Names, behind_collectives, joined
from cybercrime_plan.render.sections import dated, limit, place, via


def events(
    occurrences: Iterable[Occurrence],
    language: Language,
    reminders: tuple[Reminder, ...] = (),
    names: Names | None = None,
    owner: str | None = None,
) -> tuple[Event, ...]:
    """One entry for each occurrence, on its target.

    Args:
        names: how bodies are named; as printed when left out.
        owner: id of the body whose calendar it is; None for that of all.

    Raises:
        UsageError: a plan has no revision, on which the version of every entry rests.
    """
    return tuple(_event(one, language, reminders, names or Names(), owner) for one in occurrences)


def uid(occurrence: Occurrence) -> str:
    """The name of its entry for good."""
    return uid_of(occurrence.plan.id, occurrence.report.id, occurrence.key)


def calendar_name(plans: Iterable[Plan], language: Language, agency: str | None = None) -> str:
    """What a calendar of these plans is called."""
    whose = [agency] if agency else []
    whose += [plan.province or plan.id for plan in plans]
    return language.say(_("Report deadlines")) + " – " + " · ".join(dict.fromkeys(whose))


def _event(
    occurrence: Occurrence, language: Language, reminders: tuple[Reminder, ...], names: Names, owner: str | None
) -> Event:
    plan = occurrence.plan
    if plan.revision is None:
        raise UsageError(
            _("the plan {plan} has no revision, on which the version of every calendar entry rests", plan=plan.id),
            _('revision: {number: 1, on: "2022-02-01"}, the number and the day of this version of the plan'),
        )
    revision = plan.revision
    return Event(
        uid=uid(occurrence),
        day=occurrence.target,
        stamp=revision.day,
        sequence=revision.number - 1,
        summary=language.say(summary(occurrence)),
        description="\n".join(language.say(line) for line in description(occurrence, names, owner)),
        categories=(language.say(_("Report deadline")), plan.province or plan.id),
        reminders=reminders,
    )


def said_to_be_cancelled(events: Iterable[Event], schedule: Schedule, language: Language) -> tuple[Event, ...]:
    """The same entries; what is cancelled says so in its title and its text, where programs that pass over the
    status of an entry still show it, and by what order. Said once, it stays.

    Args:
        schedule: everything the plans have, and what orders have cancelled.
    """
    orders = {uid(one): one.override for one in schedule.cancelled}
    standing = {uid(one) for one in schedule.occurrences}
    marks = tuple(said.say(_struck("")) for said in (ENGLISH, VIETNAMESE))

    def worded(event: Event) -> Event:
        if not event.cancelled or event.summary.startswith(marks):
            return event
        order = orders.get(event.uid)
        if order:
            why = _("Cancelled by: {document}", document=order.ordered_by)
        elif event.uid in standing:
            why = _("Cancelled: the body this calendar is for no longer reports it")
        else:
            why = _("Cancelled: the plan no longer has it, as of its version of {day}", day=event.stamp)
        summary = language.say(_struck(event.summary))
        return replace(event, summary=summary, description=f"{language.say(why)}\n{event.description}")

    return tuple(map(worded, events))


def _struck(summary: str) -> Text:
    return _("CANCELLED: {summary}", summary=summary)


def summary(occurrence: Occurrence) -> Text:
    """The entry in one line."""
    plan = occurrence.plan
    return _(
        "{title}, {limit} – {province}",
        title=occurrence.report.title,
        limit=limit(occurrence),
        province=plan.province or plan.id,
    )


def description(occurrence: Occurrence, names: Names, owner: str | None = None) -> Iterator[Text]:
    """All a person needs to send the report: dates and why they differ, who, to whom, where it is written."""
    plan, report, due = occurrence.plan, occurrence.report, occurrence.due
    register = names.of(plan)
    why = {move.of: move.reasons for move in occurrence.moves}
    yield _reasoned(_("Limit: {limit}", limit=limit(occurrence)), why.get("limit"))
    yield _("Last day on time: {day}", day=dated(occurrence.due))
    yield _reasoned(_("Finish by: {day}", day=dated(occurrence.target)), why.get("target"))
    if occurrence.grace and occurrence.grace != occurrence.due:
        yield _reasoned(_("The law lets the term end on: {day}", day=dated(occurrence.grace)), why.get("grace"))
    if occurrence.data:
        yield _("Covers: {first} to {last}", first=occurrence.data.first, last=occurrence.data.last)
    own = register.printed(owner) if owner and owner not in report.from_whom else None
    for label, value in (
        (_("Calendar of:"), own),
        (_("Reports:"), register.names(report.from_whom, report.id, due)),
        (_("Among them:"), _several(behind_collectives(register, report.from_whom, report.id, due))),
        (_("In place of:"), _several(register.replaced(owner, report.from_whom, report.id, due))),
        (_("To:"), register.names(report.to, report.id, due)),
        (_("Through:"), via(report, register, due)),
        (_("Written in:"), place(plan, report)),
    ):
        if value is not None:
            yield _("{label} {value}", label=label, value=value)


def _several(bodies: tuple[Text | str, ...]) -> Text | str | None:
    return joined(bodies) if bodies else None


def _reasoned(line: Text, reasons: tuple[Text, ...] | None) -> Text:
    return _("{line} ({reasons})", line=line, reasons=reasons) if reasons else line
