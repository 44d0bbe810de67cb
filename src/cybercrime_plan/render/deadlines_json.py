"""Deadlines for programs: `cybercrime-plan/deadlines@1`, described in docs/json/deadlines.schema.json."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cybercrime_plan.calc.deadlines import Move, Occurrence, Schedule, Undated
from cybercrime_plan.language import ENGLISH
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report, within
from cybercrime_plan.render.formats.json import Json

SCHEMA = "cybercrime-plan/deadlines@1"


def value(schedule: Schedule, as_of: date, ended: Iterable[Plan] = ()) -> Json:
    """The schedule as JSON. Dates are ISO, sentences English, agencies ids.

    Args:
        ended: plans in which nothing is left on that day, when that was asked.
    """
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "occurrences": [_occurrence(one, as_of) for one in schedule.occurrences],
        "undated": [_undated(duty) for duty in schedule.undated],
        "cancelled": [_cancelled(one) for one in schedule.cancelled],
        "ended": [{"plan": plan.id, "until": _until(plan)} for plan in ended],
        "projected": [*sorted(schedule.years & schedule.days.projected)],
        "weekends_only": [*sorted(schedule.years - schedule.days.years)],
    }


def _until(plan: Plan) -> str | None:
    period = within(plan.period)
    return period.last.isoformat() if period else None


def _occurrence(one: Occurrence, as_of: date) -> Json:
    return {
        "plan": one.plan.id,
        "report": one.report.id,
        "title": one.report.title,
        "occurrence": one.key,
        "kind": one.report.kind.value,
        "bound": one.bound.value,
        "limit": one.limit.isoformat(),
        "due": one.due.isoformat(),
        "target": one.target.isoformat(),
        "grace": one.grace.isoformat() if one.grace else None,
        "moved_days": one.moved_days,
        "moves": [_move(move) for move in one.moves],
        "status": one.status(as_of).value,
        "days_left": one.days_left(as_of),
        "data": {"from": one.data.first.isoformat(), "to": one.data.last.isoformat()} if one.data else None,
        **_people(one.report),
    }


def _move(move: Move) -> Json:
    return {
        "date": move.of,
        "from": move.start.isoformat(),
        "to": move.end.isoformat(),
        "reasons": [ENGLISH.say(reason) for reason in move.reasons],
    }


def _undated(duty: Undated) -> Json:
    report = duty.report
    return {
        "plan": duty.plan.id,
        "report": report.id,
        "title": report.title,
        "kind": report.kind.value,
        "timing": report.timing,
        **_people(report),
    }


def _cancelled(one: Occurrence) -> Json:
    return {
        "plan": one.plan.id,
        "report": one.report.id,
        "title": one.report.title,
        "occurrence": one.key,
        "limit": one.limit.isoformat(),
        "ordered_by": one.override.ordered_by if one.override else None,
    }


def _people(report: Report) -> dict[str, Json]:
    via = report.via
    return {
        "from_whom": list(report.from_whom),
        "to": list(report.to),
        "via": {"agency": via.agency, "email": via.email} if via else None,
        "at": report.at,
    }
