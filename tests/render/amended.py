"""The calendar of both shipped plans, and that of their next versions, in which one report of each is cancelled and
one is moved."""

from __future__ import annotations

from datetime import time
from typing import Final

from cybercrime_plan.calc.calendar_update import updated
from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.model.calendar import Event, Reminder
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Override
from cybercrime_plan.render.calendar import events, said_to_be_cancelled, uid
from tests.duties import shipped_days
from tests.plans.shipped import shipped

PLANS: Final = (shipped("dong-thap"), shipped("khanh-hoa"))
_OFFICE: Final = (Reminder(7, time(9)), Reminder(1, time(9)))
_ORDERS: Final = {
    "sau-thang": {"occurrence": "2026-06", "cancelled": "true", "ordered_by": "Công văn 13/UBND-NC"},
    "nam": {"occurrence": "2026-11", "due": "2026-11-30", "bound": "by", "ordered_by": "Công văn 12/UBND-NC"},
}
ENTRIES: Final = events(deadlines(PLANS, shipped_days()).occurrences, VIETNAMESE, _OFFICE)


def _amended(plan: Plan) -> Plan:
    orders = {report: (Override.model_validate(order),) for report, order in _ORDERS.items()}
    reports = tuple(one.model_copy(update={"overrides": orders.get(one.id, ())}) for one in plan.reports)
    assert plan.revision
    revision = plan.revision.model_copy(update={"number": plan.revision.number + 1})
    return plan.model_copy(update={"reports": reports, "revision": revision})


def _published_again() -> tuple[Event, ...]:
    plans = tuple(map(_amended, PLANS))
    schedule = deadlines(plans, shipped_days())
    standing = frozenset(map(uid, schedule.occurrences))
    update = updated(events(schedule.occurrences, VIETNAMESE, _OFFICE), standing, ENTRIES, plans)
    return said_to_be_cancelled(update.events, schedule, VIETNAMESE)


AMENDED: Final = _published_again()
