"""Who has reported, and how late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.deadlines import Occurrence, deadlines
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.register import RegisterRow, RegisterState, counts, register
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.receipts import Receipt, ReceiptKind
from cybercrime_plan.read.bodies import shipped_bodies
from cybercrime_plan.read.data_file import working_days
from tests.plans.shipped import shipped

DAYS = working_days()
PLAN = shipped("dong-thap")
IN_2025 = next(one for one in deadlines([PLAN], DAYS).occurrences if (one.report.id, one.key) == ("nam", "2025-11"))
"""Due on Friday 14/11/2025."""
LATER = date(2025, 11, 20)
KNOWN = Owners(PLAN, Bodies((shipped_bodies(),)))


def came(
    kind: str | None, received: str | None = None, until: str | None = None, agency: str = "so-gddt"
) -> Receipt:
    days = [date.fromisoformat(day) if day else None for day in (received, until)]
    kinds = ReceiptKind(kind) if kind else None
    return Receipt("dong-thap", "nam", "2025-11", agency, kinds, received=days[0], until=days[1])


def rows(*receipts: Receipt, as_of: date = LATER, owners: Owners = KNOWN) -> tuple[RegisterRow, ...]:
    return register([IN_2025], receipts, {"dong-thap": owners}, DAYS, as_of)


def state(*receipts: Receipt, as_of: date = LATER) -> tuple[str, int, int]:
    row = next(row for row in rows(*receipts, as_of=as_of) if row.agency == "so-gddt")
    return row.state.value, row.days, row.working_days


@pytest.mark.parametrize(
    ("receipts", "as_of", "result"),
    [
        ([came("received", "2025-11-14")], "2025-11-20", ("on_time", 0, 0)),
        ([came("received", "2025-11-15")], "2025-11-20", ("late", 1, 0)),
        ([came("received", "2025-11-17")], "2025-11-20", ("late", 3, 1)),
        ([], "2025-11-14", ("awaiting", 0, 0)),
        ([], "2025-11-17", ("missing", 3, 1)),
        ([came("extended", until="2025-11-21")], "2025-11-20", ("extended", 0, 0)),
        ([came("extended", until="2025-11-21")], "2025-11-24", ("missing", 3, 1)),
        ([came("extended", until="2025-11-21"), came("received", "2025-11-21")], "2025-11-24", ("on_time", 0, 0)),
        ([came("extended")], "2025-11-14", ("awaiting", 0, 0)),
        ([came("extended")], "2025-11-24", ("arrival_unknown", 0, 0)),
        ([came("extended"), came("received", "2025-11-15")], "2025-11-24", ("late", 1, 0)),
        ([came("exempt")], "2025-11-24", ("exempt", 0, 0)),
        ([came("nothing_to_report", "2025-11-12")], "2025-11-24", ("nothing_to_report", 0, 0)),
        ([came("returned", "2025-11-13")], "2025-11-17", ("returned", 3, 1)),
        ([came("returned", "2025-11-13"), came("received", "2025-11-15")], "2025-11-20", ("late", 1, 0)),
        ([came("returned", "2025-11-13"), came("received", "2025-11-13")], "2025-11-20", ("on_time", 0, 0)),
        ([came("received", "2025-11-12"), came("received", "2025-11-18")], "2025-11-20", ("on_time", 0, 0)),
        ([came(None)], "2025-11-20", ("arrival_unknown", 0, 0)),
    ],
)
def test_the_state_follows_from_the_day_of_arrival(
    receipts: list[Receipt], as_of: str, result: tuple[str, int, int]
) -> None:
    assert state(*receipts, as_of=date.fromisoformat(as_of)) == result


def test_a_body_is_found_by_its_id_or_by_its_printed_name() -> None:
    assert state(came("received", "2025-11-12", agency="Sở Giáo dục và Đào tạo"))[0] == "on_time"


def test_the_heir_of_two_bodies_owes_one_report() -> None:
    bodies = [row for row in rows() if "so-khcn" in row.printed]
    assert [(row.agency, row.name) for row in bodies] == [("so-khcn-2025", "Sở Khoa học và Công nghệ")]
    found = next(row for row in rows(came("received", "2025-11-12", agency="so-khcn")) if "so-khcn" in row.printed)
    assert found.state is RegisterState.ON_TIME


def test_a_body_without_heir_is_not_there_and_one_with_several_is_undecided() -> None:
    found = {row.agency: row for row in rows()}
    assert found["ubnd-huyen"].state is RegisterState.NOT_THERE
    assert (found["so-tttt"].is_undecided, found["so-tttt"].state) == (True, RegisterState.MISSING)


def test_who_need_not_report_is_unexpected_and_outside_the_count() -> None:
    found = rows(came("received", "2025-11-12", agency="vksnd"))[-1]
    assert (found.name, found.state, found.is_expected) == (
        "Viện Kiểm sát nhân dân Tỉnh", RegisterState.UNEXPECTED, False
    )  # fmt: skip


def _receipts() -> st.SearchStrategy[list[Receipt]]:
    day = st.none() | st.dates(date(2025, 10, 1), date(2025, 12, 31)).map(date.isoformat)
    kinds = st.sampled_from([None, *ReceiptKind])
    agencies = st.sampled_from(["so-gddt", "so-khcn", "so-tttt", "nhnn", "bao", "vksnd", "khong-co", "ubnd-huyen"])
    return st.lists(st.builds(came, kinds, day, day, agencies), max_size=10)


@given(_receipts(), st.dates(date(2025, 11, 1), date(2025, 12, 31)))
def test_the_states_of_the_expected_add_up_to_the_bodies_expected(receipts: list[Receipt], as_of: date) -> None:
    found = rows(*receipts, as_of=as_of)
    expected = [row for row in found if row.is_expected]
    totals = counts(found)
    assert sum(totals.values()) == len(found)
    assert len(expected) == len(found) - totals[RegisterState.NOT_THERE] - totals[RegisterState.UNEXPECTED]
    assert sorted(map(id, receipts)) == sorted(id(one) for row in found for one in row.receipts)
    assert all(row.working_days <= row.days for row in found)


def test_days_are_counted_from_the_day_after_the_last_one() -> None:
    first: Occurrence = IN_2025
    for late in range(1, 30):
        day = first.due + timedelta(late)
        assert state(came("received", day.isoformat()), as_of=day)[:2] == ("late", late)
