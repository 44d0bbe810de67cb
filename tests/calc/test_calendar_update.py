"""A calendar that is published again."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.calendar_update import Update, updated
from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.model.calendar import Event, Reminder, plan_of, uid_of
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.calendar import read_events
from cybercrime_plan.render.calendar import calendar_file, events, uid
from tests.duties import plan_with, shipped_days, yearly

REMINDERS = (Reminder(7, time(9)),)


def made(plan: Plan) -> tuple[Event, ...]:
    return events(deadlines([plan], shipped_days()).occurrences, VIETNAMESE, REMINDERS)


def again(plan: Plan, earlier: tuple[Event, ...]) -> Update:
    standing = frozenset(map(uid, deadlines([plan], shipped_days()).occurrences))
    return updated(made(plan), standing, earlier, [plan])


def version(number: int, *reports: dict[str, Any], **more: Any) -> Plan:
    return plan_with(*reports, revision={"number": number, "on": f"202{number + 1}-02-01"}, **more)


JUNE, NOVEMBER = yearly(6, 15), yearly(11, 15) | {"id": "nam"}
FIRST = version(1, JUNE, NOVEMBER, first=2026)


def test_an_unchanged_plan_gives_the_same_entries() -> None:
    assert again(FIRST, made(FIRST)) == Update(made(FIRST), ())


def test_what_has_gone_is_cancelled_in_a_later_version() -> None:
    second = version(2, JUNE, first=2026)
    update = again(second, made(FIRST))
    (june, november) = update.events
    assert (june.sequence, june.cancelled) == (1, False)
    assert (november.uid, november.cancelled) == (made(FIRST)[1].uid, True)
    assert (november.sequence, november.stamp) == (1, date(2023, 2, 1))
    assert november.day == made(FIRST)[1].day
    assert november.reminders == ()
    assert update.remarks == ()


def test_the_version_of_an_entry_never_falls() -> None:
    later = version(4, JUNE, NOVEMBER, first=2026)
    assert [event.sequence for event in made(later)] == [3, 3]
    assert [event.sequence for event in again(FIRST, made(later)).events] == [3, 3]


def test_what_was_cancelled_and_stands_again_is_a_later_version() -> None:
    second = version(2, JUNE, first=2026)
    gone = again(second, made(FIRST)).events
    back = again(version(2, JUNE, NOVEMBER, first=2026), gone).events
    assert [(event.cancelled, event.sequence) for event in back] == [(False, 1), (False, 2)]


def test_an_order_that_cancels_takes_the_entry_back() -> None:
    order = {"occurrence": "2026-11", "cancelled": True, "ordered_by": "Công văn 1"}
    second = version(2, JUNE, NOVEMBER | {"overrides": [order]}, first=2026)
    assert [event.cancelled for event in again(second, made(FIRST)).events] == [False, True]


def test_an_order_that_moves_keeps_the_entry_and_raises_its_version() -> None:
    order = {"occurrence": "2026-11", "due": "2026-12-01", "ordered_by": "Công văn 1"}
    second = version(2, JUNE, NOVEMBER | {"overrides": [order]}, first=2026)
    november = again(second, made(FIRST)).events[1]
    assert (november.uid, november.day, november.sequence) == (made(FIRST)[1].uid, date(2026, 11, 30), 1)
    assert not november.cancelled


def test_a_cancelled_entry_stays_so_and_is_said_only_once() -> None:
    second = version(2, JUNE, first=2026)
    once = again(second, made(FIRST)).events
    assert again(second, once).events == once
    third = version(3, JUNE, first=2026)
    assert again(third, once).events[1] == once[1]


def test_entries_of_other_plans_are_left_out_and_counted() -> None:
    other = plan_with(JUNE, id="khac", first=2026)
    update = again(FIRST, made(other))
    assert update.events == made(FIRST)
    assert [ENGLISH.say(remark) for remark in update.remarks] == [
        "1 entry of the earlier file belongs to no plan given here and was left out"
    ]


def test_a_change_without_a_new_revision_is_remarked() -> None:
    moved = version(1, yearly(6, 20), NOVEMBER, first=2026)
    remarks = [ENGLISH.say(remark) for remark in again(moved, made(FIRST)).remarks]
    assert remarks[0].startswith("1 entry changed, but the revision of its plan did not")
    assert "revision.number" in remarks[1]


def test_entries_not_asked_for_this_time_are_not_cancelled() -> None:
    standing = frozenset(event.uid for event in made(FIRST))
    only_june = made(FIRST)[:1]
    assert updated(only_june, standing, made(FIRST), [FIRST]).events == only_june


KEPT = st.lists(
    st.sampled_from([JUNE, NOVEMBER, yearly(3, 31) | {"id": "quy"}]), min_size=1, unique_by=lambda r: r["id"]
)


@given(KEPT, KEPT)
def test_publishing_again_never_loses_an_entry_and_settles_at_once(before: list[Any], after: list[Any]) -> None:
    first, second = version(1, *before), version(2, *after)
    update = again(second, made(first))
    uids = [event.uid for event in update.events]
    assert len(set(uids)) == len(uids)
    assert set(uids) == {event.uid for event in (*made(first), *made(second))}
    assert again(second, update.events).events == update.events
    earlier = {event.uid: event for event in made(first)}
    for event in update.events:
        assert event.uid not in earlier or event.sequence > earlier[event.uid].sequence


def test_the_update_survives_the_file() -> None:
    second = version(2, JUNE, first=2026)
    update = again(second, read_events(b"".join(calendar_file(made(FIRST), "x", VIETNAMESE)), "x.ics"))
    assert read_events(b"".join(calendar_file(update.events, "x", VIETNAMESE)), "x.ics") == update.events


def test_a_uid_tells_its_plan_and_a_stranger_tells_none() -> None:
    assert plan_of(uid_of("dong-thap", "nam", "2026-11")) == "dong-thap"
    assert plan_of("2026-11.nam.dong-thap@elsewhere") is None
    assert plan_of("4711@cybercrime-plan") is None
