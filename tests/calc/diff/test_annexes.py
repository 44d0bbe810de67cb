"""Annexes are compared like plans: a row is known by its number, its name and its amounts together."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given

from cybercrime_plan.calc.diff.annexes import as_versions
from cybercrime_plan.calc.diff.comparison import Comparison, apply, diff, invert
from tests.calc.diff.versions import DRAWINGS, NAMES, Drawing, Tree, plan_of

ROWS = (
    ("1", "Công tác phòng ngừa", ["300", "200", "200"]),
    ("2", "Công tác đấu tranh", ["300", "300", "400"]),
    ("3", "Mua sắm trang thiết bị, phương tiện", ["100", "100", "3300"]),
    ("4", "Hoạt động chỉ đạo", ["150", "100", "150"]),
)


def annex(name: str, *rows: tuple[str, str, list[str]]) -> Tree:
    """What the reader makes of an annex: ids made of the names, places of the cells."""
    lines = [
        {"id": f"dong-{name}-{n}", "stt": stt, "name": line, "amounts": amounts, "at": f"S!C{n}:E{n}"}
        for n, (stt, line, amounts) in enumerate(rows, start=7)
    ]
    budget = {"unit": "triệu đồng", "years": ["2025", "2026", "2027"], "lines": lines, "at": name}
    return {"format": "1", "id": name, "budget": budget, "document": {"file": {"name": name, "sha256": "a" * 64}}}


def compared(old: Tree, new: Tree) -> Comparison:
    """Two annexes, with what holds of every comparison proved on the way."""
    comparison = diff(*as_versions(plan_of(old), plan_of(new), (True, True)))
    assert comparison.reconciliation.ok
    assert apply(comparison, comparison.a) == comparison.b
    assert apply(invert(comparison), comparison.b) == comparison.a
    return comparison


def told(comparison: Comparison) -> list[tuple[str, Any, Any]]:
    return [(change.code, str(change.edit.old), str(change.edit.new)) for change in comparison.changes]


def with_row(index: int, row: tuple[str, str, list[str]]) -> Tree:
    return annex("lan2", *ROWS[:index], row, *ROWS[index + 1 :])


def test_the_same_table_in_another_file_does_not_differ() -> None:
    assert compared(annex("lan1", *ROWS), annex("lan2", *ROWS)).same


def test_a_renamed_row_with_a_changed_amount_is_one_name_and_one_amount() -> None:
    new = with_row(2, ("3", "Thiết bị, phần mềm", ["100", "100", "3600"]))
    assert told(compared(annex("lan1", *ROWS), new)) == [
        ("MON123", "Mua sắm trang thiết bị, phương tiện", "Thiết bị, phần mềm"),
        ("MON101", "3.300.000.000 đồng", "3.600.000.000 đồng"),
    ]


def test_a_row_put_in_renumbers_the_others_and_moves_nobody() -> None:
    new = annex(
        "lan2",
        ROWS[0],
        ("2", "Đào tạo", ["7", "8", "9"]),
        *((str(n), *row[1:]) for n, row in enumerate(ROWS[1:], 3)),
    )
    assert [change.code for change in compared(annex("lan1", *ROWS), new).changes] == ["MON121"]


def test_rows_in_another_order_are_one_record() -> None:
    assert [change.code for change in compared(annex("a", *ROWS), annex("b", *ROWS[::-1])).changes] == ["FRM101"]


def test_two_rows_of_one_name_are_told_apart_by_their_amounts() -> None:
    old = annex("lan1", ("1", "Chi khác", ["1", "2", "3"]), ("2", "Chi khác", ["40", "50", "60"]))
    new = annex("lan2", ("1", "Chi khác", ["40", "50", "61"]), ("2", "Chi khác", ["1", "2", "3"]))
    assert {change.code for change in compared(old, new).changes} == {"FRM101", "MON101"}


def test_however_many_rows_are_renamed_none_is_a_loss_and_a_gain() -> None:
    rows = [(str(n), f"Nội dung thứ {n}", [str(n * 7), str(n * 11), str(n * 13)]) for n in range(1, 201)]
    renamed = [(number, f"Phần việc {number}", [*amounts[:2], "5"]) for number, _name, amounts in rows]
    codes = {change.code for change in compared(annex("lan1", *rows), annex("lan2", *renamed)).changes}
    assert codes & {"MON121", "MON122"} == set()


def test_a_row_with_nothing_in_common_is_another_row() -> None:
    new = with_row(3, ("5", "Kiểm tra cơ sở dữ liệu", ["11", "12", "13"]))
    assert {change.code for change in compared(annex("lan1", *ROWS), new).changes} == {"MON121", "MON122"}


def test_an_annex_is_compared_with_the_table_of_a_plan_file_alone() -> None:
    plan = annex("ke-hoach", *ROWS)
    plan["agencies"] = [{"id": "ca", "name": "Công an"}]
    plan["tasks"] = [{"id": "t", "at": "II", "agencies": ["ca"], "role": "assigned", "summary": "x"}]
    plan["budget"]["lines"][0] |= {"covers": ["tờ rơi"], "agencies": ["ca"]}
    forth = diff(*as_versions(plan_of(plan), plan_of(annex("lan1", *ROWS)), (False, True)))
    back = diff(*as_versions(plan_of(annex("lan1", *ROWS)), plan_of(plan), (True, False)))
    assert forth.same
    assert back.same
    assert back.b.id == forth.b.id == "ke-hoach"
    assert [line.id for line in back.a.budget.lines] == [line["id"] for line in plan["budget"]["lines"]]  # type: ignore[union-attr]


def with_columns(name: str, *ids: str) -> Tree:
    """An annex with two columns beside the years and a source on each row, under ids of its own."""
    tree = annex(name, *ROWS)
    tree["budget"]["columns"] = [
        {"id": ids[0], "title": "Kế hoạch đã giao", "kind": "other"},
        {"id": ids[1], "title": "Sau điều chỉnh", "kind": "other"},
    ]
    tree["budget"]["sources"] = [{"id": ids[2], "name": "Ngân sách tỉnh"}]
    for line in tree["budget"]["lines"]:
        line |= {"source": ids[2], "others": {ids[0]: "10", ids[1]: "20"}}
    return tree


def test_sources_and_columns_are_known_by_their_names() -> None:
    old, new = with_columns("lan1", "a", "b", "s"), with_columns("lan2", "b", "c", "t")
    assert compared(old, new).same
    new["budget"]["lines"][1]["others"]["c"] = "21"
    (change,) = compared(old, new).changes
    assert change.key.startswith("budget.lines[dong-lan1-8].others")


def test_no_field_of_a_table_is_left_out_of_the_comparison_of_two_annexes() -> None:
    old, new = annex("lan1", *ROWS), annex("lan2", *ROWS)
    new["budget"]["lines"][0] |= {"of_which": "true"}
    new["budget"]["notes"] = [{"text": "một lần"}]
    assert len(compared(old, new).changes) == 2


@given(DRAWINGS)
def test_any_two_annexes_are_rebuilt_from_their_changes(d: Drawing) -> None:
    rows = [(str(n), d.one_of(*NAMES), [d.cell() for _year in range(3)]) for n in range(d.number(1, 5))]
    others = deepcopy(rows)
    for _time in range(d.number(1, 3)):
        index = d.number(0, len(others) - 1)
        number, name, amounts = others[index]
        others[index] = (number, d.one_of(name, "Tên mới"), [d.one_of(cell, d.cell()) for cell in amounts])
    if d.chance():
        others.pop(d.number(0, len(others) - 1))
    compared(annex("a", *rows), annex("b", *others))
