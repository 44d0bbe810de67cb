"""The budget from three sides, on the shipped plans and on one that has everything."""

from __future__ import annotations

import pytest

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.sides import Dimension
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Unit
from cybercrime_plan.render.budget import budget_chart, budget_json, budget_table
from cybercrime_plan.render.formats import COMMON, text
from cybercrime_plan.render.formats.json import written as json_text
from cybercrime_plan.render.table import Page, TableRow
from tests.conftest import Golden
from tests.plans.shipped import IDS, budget_of
from tests.render.schemas import JSON_DOCS, validate
from tests.render.written import written

EVERYTHING = Budget.model_validate(
    {
        "unit": "triệu đồng",
        "years": ("2025", "2026"),
        "sources": ({"id": "tinh", "name": "Ngân sách tỉnh"}, {"id": "trung-uong", "name": "Trung ương"}),
        "lines": (
            {
                "id": "a",
                "stt": "I",
                "name": "Có mục con",
                "total": "600",
                "lines": (
                    {"id": "a1", "name": "Con một", "amounts": ("100", "200"), "total": "300", "source": "tinh"},
                    {
                        "id": "a2",
                        "name": "Con hai",
                        "amounts": ("100", "200"),
                        "split": {"tinh": ("60", "120"), "trung-uong": ("40", "80")},
                    },
                ),
            },
            {"id": "b", "stt": "II", "name": "Chưa ấn định", "amounts": ("-", "-"), "undecided": "HĐND quyết định"},
            {
                "id": "c",
                "name": "Để trống",
                "amounts": (None, "0,5"),
                "notes": ({"on": "2026", "text": "gia hạn"},),
            },
            {"id": "d", "name": "Tham khảo", "amounts": ("7", "8"), "memo": "true"},
        ),
        "notes": ({"text": "Chú thích chung"},),
    }
)
BUDGETS = {**{plan_id: budget_of(plan_id) for plan_id in IDS}, "everything": EVERYTHING}


def shown(budget: Budget, language: Language, side: Dimension, **options: object) -> str:
    table = budget_table(budget, crossfoot(budget), side, **options)  # type: ignore[arg-type]
    chart = budget_chart(budget, crossfoot(budget), language, side)
    return text.render(Page((table, chart)), language)


@pytest.mark.parametrize("side", Dimension)
@pytest.mark.parametrize("name", BUDGETS)
def test_a_budget_with_its_chart(name: str, side: Dimension, golden: Golden) -> None:
    golden(f"budget/{name}.{side}.vi.text", shown(BUDGETS[name], VIETNAMESE, side, words=True))


def test_in_english_and_in_another_unit(golden: Golden) -> None:
    golden(
        "budget/dong-thap.line.en.text",
        shown(budget_of("dong-thap"), ENGLISH, Dimension.LINE, unit=Unit.TY, words=True),
    )


@pytest.mark.parametrize("side", Dimension)
@pytest.mark.parametrize("name", COMMON)
def test_every_side_can_be_written_in_every_format(side: Dimension, name: str) -> None:
    for budget in BUDGETS.values():
        assert written(Page((budget_table(budget, crossfoot(budget), side),)), name, VIETNAMESE)


@pytest.mark.parametrize("side", Dimension)
def test_every_row_has_a_cell_for_every_column(side: Dimension) -> None:
    for budget in BUDGETS.values():
        table = budget_table(budget, crossfoot(budget), side)
        assert {len(row.cells) for row in table.rows if isinstance(row, TableRow)} == {len(table.columns)}


def test_csv_for_programs_has_ids_and_whole_dong() -> None:
    budget = budget_of("dong-thap")
    lines = written(Page((budget_table(budget, crossfoot(budget)),)), "csv", VIETNAMESE).splitlines()
    assert lines[0] == "id,stt,line,2022,2023,2024,2025,2026,total,share,source"
    assert lines[3].startswith('thiet-bi,3,"Mua sắm trang thiết bị, phương tiện",100000000,')


@pytest.mark.parametrize("name", BUDGETS)
def test_json_follows_its_schema(name: str) -> None:
    budget = BUDGETS[name]
    value = validate(json_text(budget_json(name, budget, crossfoot(budget))), JSON_DOCS / "budget.schema.json")
    assert value["plan"] == name
    assert list(value["totals"]) == [str(year) for year in budget.years]


def test_json_keeps_dash_blank_and_zero_apart() -> None:
    value = validate(
        json_text(budget_json("x", EVERYTHING, crossfoot(EVERYTHING))), JSON_DOCS / "budget.schema.json"
    )
    amounts = {line["id"]: line["amounts"] for line in value["lines"]}
    assert amounts["b"] == {"2025": "-", "2026": "-"}
    assert amounts["c"] == {"2025": None, "2026": 500_000}
    assert amounts["a"] == {"2025": None, "2026": None}
    assert value["not_fixed"] == ["b"]


def test_the_shipped_totals() -> None:
    totals = {
        plan_id: validate(
            json_text(budget_json(plan_id, budget_of(plan_id), crossfoot(budget_of(plan_id)))),
            JSON_DOCS / "budget.schema.json",
        )["total"]
        for plan_id in IDS
    }
    assert totals == {"khanh-hoa": 4_800_000_000, "dong-thap": 7_150_000_000}
