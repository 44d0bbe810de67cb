"""The figures of the first footnotes are the printed ones, with their units, bounds and padding."""

from __future__ import annotations

from cybercrime_plan.model.statistics import Quantity
from tests.plans.shipped import IDS, shipped

PRINTED = {
    "khanh-hoa": {
        "so-vu-2020": "143 vụ",
        "thiet-hai-2020": "hơn 26 tỷ đồng",
        "so-vu-2021": "186 vụ",
        "thiet-hai-2021": "hơn 31,3 tỷ đồng",
        "so-vu-2022": "461 vụ: 56 vụ; 83 vụ; 105 vụ; 35 vụ; 36 vụ; 49 vụ; 86 vụ; 08 vụ; 10 vụ",
        "thiet-hai-2022": "hơn 109,2 tỷ đồng: hơn 16,3 tỷ đồng; hơn 9,7 tỷ đồng; hơn 6,8 tỷ đồng; hơn 1,5 tỷ đồng; "
        "hơn 44,8 tỷ đồng; hơn 5,3 tỷ đồng; hơn 20,9 tỷ đồng; hơn 115 triệu đồng; hơn 3,3 tỷ đồng",
    },
    "dong-thap": {"tin-bao": "50 tin báo: 8 vụ; 10 vụ; 10 vụ; 10 vụ; 4 vụ; 09 vụ"},
}


def shown(quantity: Quantity) -> str:
    """A figure as the documents print it."""
    bound = "hơn " if quantity.qualifier == "more_than" else ""
    return f"{bound}{quantity.printed or quantity.value} {quantity.unit}"


def test_every_total_and_every_part_is_the_printed_one() -> None:
    for plan_id in IDS:
        statistics = {
            statistic.id: shown(statistic.total)
            + (": " if statistic.parts else "")
            + "; ".join(shown(part) for part in statistic.parts)
            for statistic in shipped(plan_id).statistics
        }
        assert statistics == PRINTED[plan_id]


def test_a_figure_padded_with_zeros_counts_what_it_says() -> None:
    padded = {
        part.printed: part.value.digits
        for plan_id in IDS
        for statistic in shipped(plan_id).statistics
        for part in statistic.parts
        if part.printed
    }
    assert padded == {"08": 8, "09": 9}


def test_cases_and_damage_of_2022_are_divided_into_the_same_parts() -> None:
    cases, damage = (
        next(statistic for statistic in shipped("khanh-hoa").statistics if statistic.id == name)
        for name in ("so-vu-2022", "thiet-hai-2022")
    )
    assert [(part.id, part.label) for part in cases.parts] == [(part.id, part.label) for part in damage.parts]


def test_the_miscounts_of_the_documents_are_left_as_they_are() -> None:
    sums = {
        statistic.id: (statistic.total.value.digits, sum(part.value.digits for part in statistic.parts))
        for plan_id in IDS
        for statistic in shipped(plan_id).statistics
        if statistic.id in {"so-vu-2022", "tin-bao"}
    }
    assert sums == {"so-vu-2022": (461, 468), "tin-bao": (50, 51)}
