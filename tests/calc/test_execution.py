"""A plan held against its money. The figures of 2025 are invented; the plan's own are Đồng Tháp's."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.execution import Execution, execution
from cybercrime_plan.calc.sides import RowsBy
from cybercrime_plan.model.execution import UNPLANNED, ExecutionEntry, ExecutionKind
from cybercrime_plan.model.money import DASH, Money
from tests.plans.shipped import budget_of

AT_THE_END = date(2026, 3, 1)
TRIEU = 1_000_000


def entry(kind: str, line: str, amount: int, on: str | None = None, source: str | None = None) -> ExecutionEntry:
    day = date.fromisoformat(on) if on else None
    lines = tuple(line.split("+"))
    return ExecutionEntry(2025, ExecutionKind(kind), lines, Money(amount * TRIEU), "QĐ", day, source)


YEAR_2025 = (
    *(
        entry("allocation", line, amount, "2024-12-18", "tinh")
        for line, amount in [("phong-ngua", 250), ("dau-tranh", 350), ("thiet-bi", 2300), ("chi-dao", 100)]
    ),
    entry("allocation", "total", 3000, "2024-12-18"),
    entry("supplement", "thiet-bi", 800, "2025-10-20"),
    entry("adjustment", "phong-ngua", -50, "2025-11-05"),
    entry("adjustment", "dau-tranh", 50, "2025-11-05"),
    entry("spent", "thiet-bi", 1000, "2025-12-31"),
    *(
        entry("spent", line, amount, "2026-01-31")
        for line, amount in [("phong-ngua", 195), ("dau-tranh", 400), ("thiet-bi", 2700), ("chi-dao", 98)]
    ),
    entry("carried_out", "thiet-bi", 400, "2026-01-31"),
    entry("cancelled", "phong-ngua", 5, "2026-01-31"),
    entry("cancelled", "chi-dao", 2, "2026-01-31"),
)


def stand(*entries: ExecutionEntry, plan: str = "dong-thap", as_of: date = AT_THE_END, **more: RowsBy) -> Execution:
    return execution(budget_of(plan), entries, [2025], as_of, **more)


def trieu(money: object) -> int:
    assert isinstance(money, Money)
    return money.dong // TRIEU


def test_the_year_2025_to_the_dong() -> None:
    found = stand(*YEAR_2025)
    equipment = next(row for row in found.rows if row.ids == ("thiet-bi",))
    assert [trieu(one) for one in (equipment.planned, equipment.available, equipment.of(ExecutionKind.SPENT))] == [
        3300, 3100, 2700
    ]  # fmt: skip
    assert str(equipment.percent) == "87,1"
    total = found.total
    assert [trieu(one) for one in (total.planned, total.of(ExecutionKind.ALLOCATION), total.available)] == [
        4100,
        3000,
        3800,
    ]
    gone = [total.of(ExecutionKind(kind)) for kind in ("spent", "carried_out", "cancelled")]
    assert list(map(trieu, gone)) == [3393, 400, 7]
    assert (str(total.percent), total.left) == ("89,3", Money(0))


def test_of_spending_the_latest_day_counts_and_nothing_after_the_day_asked() -> None:
    found = stand(*YEAR_2025, as_of=date(2025, 12, 31))
    assert trieu(found.total.of(ExecutionKind.SPENT)) == 1000
    assert len(found.later) == 7


def test_a_lump_over_two_lines_is_compared_with_both_together() -> None:
    found = stand(entry("allocation", "phong-ngua+dau-tranh", 600), entry("spent", "phong-ngua", 100))
    first = found.rows[0]
    assert (first.ids, trieu(first.planned), trieu(first.available)) == (("phong-ngua", "dau-tranh"), 700, 600)
    assert trieu(first.of(ExecutionKind.SPENT)) == 100


def test_what_the_plan_has_no_line_for_is_a_row_of_its_own_and_counts() -> None:
    found = stand(entry("allocation", UNPLANNED, 30))
    assert (found.rows[-1].ids, found.rows[-1].planned, trieu(found.total.available)) == ((UNPLANNED,), None, 30)


def test_a_decision_stands_beside_a_dash_and_never_in_the_plans_total() -> None:
    found = stand(entry("allocation", "thiet-bi", 1200), entry("carried_in", "thiet-bi", 10), plan="khanh-hoa")
    equipment = next(row for row in found.rows if row.ids == ("thiet-bi",))
    assert equipment.planned is DASH
    assert {line: trieu(money) for line, money in found.decided_since.items()} == {"thiet-bi": 1200}
    assert trieu(found.total.planned) == 1250


def test_nothing_available_has_no_percentage() -> None:
    assert stand(entry("spent", "chi-dao", 5)).total.percent is None


entries = st.lists(
    st.builds(
        entry,
        st.sampled_from([kind.value for kind in ExecutionKind]),
        st.sampled_from(["phong-ngua", "dau-tranh", "thiet-bi", "chi-dao", "phong-ngua+chi-dao", UNPLANNED]),
        st.integers(-500, 5000),
        st.sampled_from([None, "2025-03-01", "2025-12-31", "2026-01-31", "2027-01-01"]),
        st.sampled_from([None, "tinh", "trung-uong"]),
    ),
    max_size=12,
)


@given(entries, st.randoms(use_true_random=False))
def test_every_way_of_adding_up_gives_the_same_and_order_means_nothing(
    given_entries: list[ExecutionEntry], random: object
) -> None:
    found = stand(*given_entries)
    for by in RowsBy:
        rows = stand(*given_entries, by=by).rows
        for kind in ExecutionKind:
            assert sum(row.of(kind).dong for row in rows) == found.total.of(kind).dong
    shuffled = list(given_entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stand(*shuffled).rows == found.rows
