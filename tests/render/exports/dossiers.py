"""Plans to hand out: the shipped ones, and any that a strategy makes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from hypothesis import strategies as st

from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.checking import checked_plan
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Unit
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.data_file import working_days
from cybercrime_plan.read.load import load
from cybercrime_plan.render.exports.dossier import Dossier
from cybercrime_plan.render.plan_file import plan_yaml
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of
from tests.program import ROOT
from tests.read.annexes import Printed, printed

AS_OF = date(2025, 3, 1)
SHIPPED = ("dong-thap-2022-2026", "khanh-hoa-2023-2026")


def dossier_of(file: str, data: bytes, as_of: date = AS_OF) -> Dossier:
    """All that is known of the plan in these bytes."""
    loaded = load(data, file)
    assert not loaded.findings, loaded.findings
    assert loaded.plan is not None
    reading = Reading(loaded.plan, as_of)
    checked = checked_plan(loaded, reading, findings_of(reading, None, loaded.positions))
    schedule = deadlines([loaded.plan], working_days())
    return Dossier(loaded.plan, checked, reading.footing, schedule, as_of, loaded.positions)


def shipped(name: str) -> Dossier:
    """A plan as it ships."""
    file = f"plans/{name}.yaml"
    return dossier_of(file, (ROOT / file).read_bytes())


def made(budget: dict[str, Any], **more: Any) -> Dossier:
    """A plan of nothing but a budget."""
    return dossier_of("a.yaml", plan_yaml({"format": "1", "id": "a", **more, "budget": budget}).encode())


def as_printed(budget: Budget) -> list[Printed]:
    """Its rows; a row of blanks is as good as none."""
    return [
        (stt, name, None if amounts and all(cell is None for cell in amounts) else amounts, total, source)
        for stt, name, amounts, total, source in printed(budget)
    ]


def money(plan: Plan) -> Budget:
    """The budget of a plan that has one."""
    assert plan.budget is not None
    return plan.budget


NAMES = st.text("abcđêướ ;,=+-'\"<>&", min_size=1, max_size=20).map(lambda text: " ".join(f"Chi {text}".split()))
FIGURES = (
    st.none()
    | st.just("-")
    | st.integers(-(10**9), 10**12).map(str)
    | st.tuples(st.integers(0, 10**6), st.integers(1, 999)).map(lambda pair: f"{pair[0]},{pair[1]:03}")
)
LEVELS = (("I", "II", "III"), ("1", "2", "3"), ("a)", "b)", "c)"))
"""How lines are numbered, from the top of the table down."""


def lines(years: int, depth: int) -> st.SearchStrategy[tuple[dict[str, Any], ...]]:
    """Up to three lines of one level, each with lines below it or not."""
    printed = {
        "amounts": st.tuples(*[FIGURES] * years),
        "total": FIGURES,
        "source": st.sampled_from(["s-1", "s-2"]),
    }
    record = st.fixed_dictionaries({"name": NAMES}, optional=printed)
    if depth < len(LEVELS) - 1:
        below = st.fixed_dictionaries({}, optional={"lines": lines(years, depth + 1)})
        record = st.builds(lambda line, more: line | more, record, below)
    return st.lists(record, min_size=1, max_size=3).map(
        lambda records: tuple({"stt": LEVELS[depth][index], **line} for index, line in enumerate(records))
    )


@st.composite
def budgets(draw: st.DrawFn) -> dict[str, Any]:
    """Tables of every shape: nested, with dashes, blanks and zeros, totals right, wrong or missing."""
    years = draw(st.integers(2, 5))
    table: dict[str, Any] = {
        "unit": draw(st.sampled_from([Unit.NGHIN.label, Unit.TRIEU.label, Unit.TY.label])),
        "heading": "Kinh phí từng năm",
        "sources": ({"id": "s-1", "name": "Ngân sách tỉnh"}, {"id": "s-2", "name": "=Nguồn khác"}),
        "years": tuple(str(2022 + year) for year in range(years)),
        "lines": named(draw(lines(years, 0)), count(1)),
    }
    if draw(st.booleans()):
        table |= {"totals": draw(st.tuples(*[FIGURES] * years)), "total": draw(FIGURES)}
    return table


def named(records: tuple[dict[str, Any], ...], ids: Iterator[int]) -> tuple[dict[str, Any], ...]:
    """The same lines with ids of their own."""
    return tuple(
        {"id": f"l-{next(ids)}", **line} | ({"lines": named(line["lines"], ids)} if "lines" in line else {})
        for line in records
    )
