"""Each class of change, by the smallest edit that is one."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, NamedTuple

import pytest

from cybercrime_plan.calc.diff.classes import Change, Gravity
from cybercrime_plan.calc.diff.comparison import CLASSES, Comparison, diff
from cybercrime_plan.language import VIETNAMESE
from tests.calc.diff.versions import Tree, plan_of

SIMPLE: Tree = {
    "format": "1",
    "id": "thu",
    "title": "Kế hoạch",
    "period": {"from": "2025", "to": "2026"},
    "revision": {"number": "1", "on": "2025-01-02"},
    "document": {
        "number": "1/KH-UBND",
        "date": "2025-01-02",
        "issuer": "UBND",
        "signer": {"name": "A", "title": "CHỦ TỊCH"},
        "readings": [{"of": "number", "value": "2", "at": "PL1"}],
        "annexes": [{"name": "PL1"}],
        "doubts": [{"printed": "mua", "at": "PL1"}],
    },
    "legal_basis": [
        {"kind": "Nghị định", "number": "25/2014/NĐ-CP", "date": "2014-04-07", "issuer": "Chính phủ", "at": "I"}
    ],
    "agencies": [{"id": "ca", "name": "Công an"}, {"id": "tc", "name": "Tài chính"}],
    "tasks": [
        {"id": "t1", "at": "II.1", "agencies": ["ca"], "with": ["tc"], "role": "assigned", "summary": "mở 2 đợt"}
    ],
    "lead": {"agencies": ["ca"], "summary": "theo dõi"},
    "objectives": [{"id": "o1", "summary": "giảm tội phạm"}],
    "budget": {
        "unit": "triệu đồng",
        "years": ["2025", "2026"],
        "holder": {"agencies": ["ca"]},
        "sources": [{"id": "tinh", "name": "Tỉnh"}, {"id": "tw", "name": "Trung ương"}],
        "lines": [
            {"id": "a", "name": "Phòng ngừa", "amounts": ["100", "200"], "total": "300", "source": "tinh"},
            {"id": "b", "name": "Thiết bị", "amounts": ["400", "-"], "total": "400", "source": "tinh"},
            {
                "id": "c",
                "name": "Chỉ đạo",
                "amounts": ["0", "-"],
                "total": "0",
                "source": "tinh",
                "split": {"tinh": ["0", "0"]},
            },
            {"id": "d", "name": "Tuyên truyền", "amounts": ["1000", "2000"], "total": "3000", "covers": ["tờ rơi"]},
        ],
        "totals": ["1500", None],
        "total": "3700",
        "stated": [{"amount": "3700", "words": "Ba tỷ bảy trăm triệu đồng", "at": "III"}],
    },
    "reports": [
        {
            "id": "nam",
            "title": "Báo cáo năm",
            "kind": "periodic",
            "bound": "before",
            "rule": {"freq": "yearly", "bymonth": "11", "bymonthday": "15"},
            "overrides": [{"occurrence": "2025-11", "due": "2025-11-20", "ordered_by": "CV 1"}],
            "to": ["ubnd"],
        }
    ],
    "recipients": [{"name": "Bộ Công an"}],
    "acknowledged": [
        {
            "code": "BUD101",
            "path": "budget.lines[a]",
            "figures": ["300"],
            "reason": {"vi": "bản ký", "en": "as signed"},
            "by": "Phòng ANM",
        }
    ],
}

Place = str
"""A place of the tree, dotted: `budget.lines.0.amounts.1`."""


class Example(NamedTuple):
    """The smallest edit of a class: places of the simple plan with what they say instead."""

    code: str
    edits: dict[Place, Any]
    level: Gravity | None = None


GONE = object()
ROWS = (*(f"budget.lines.{index}.amounts" for index in range(4)), "budget.lines.2.split.tinh", "budget.totals")
LAST_YEAR_GONE = {"budget.years": ["2025"], **{f"{row}.1": GONE for row in ROWS}}
EXAMPLES = (
    Example("MON101", {"budget.lines.3.amounts.0": "1001"}, Gravity.MAJOR),
    Example("MON101", {"budget.lines.3.amounts.0": "1150"}, Gravity.CRITICAL),
    Example("MON102", {"budget.lines.3.amounts.0": "999"}, Gravity.MAJOR),
    Example("MON103", {"budget.lines.1.amounts.1": "1"}, Gravity.MAJOR),
    Example("MON104", {"budget.lines.0.amounts.0": "-"}, Gravity.MAJOR),
    Example("MON105", {"budget.lines.1.amounts.1": "0"}),
    Example("MON105", {"budget.lines.2.amounts.0": None}),
    Example("MON106", {"budget.lines.1.amounts.1": None}),
    Example("MON111", {"budget.lines.0.amounts.0": "90", "budget.lines.3.amounts.0": "1010"}),
    Example("MON112", {"budget.lines.3.amounts": ["1010", "1990"]}),
    Example("MON113", {"budget.lines.0.amounts": ["1000", "2000"], "budget.lines.3.amounts": ["100", "200"]}),
    Example("MON114", {"budget.lines.0.amounts.0": "93", "budget.lines.3.amounts.1": "2007"}),
    Example("MON118", {"budget.unit": "nghìn đồng"}),
    Example("MON119", LAST_YEAR_GONE),
    Example("MON121", {"budget.lines.4": {"id": "e", "name": "Mới", "amounts": ["1", "1"]}}, Gravity.MAJOR),
    Example("MON121", {"budget.lines.4": {"id": "e", "name": "Mới", "amounts": ["999", "1"]}}, Gravity.CRITICAL),
    Example("MON122", {"budget.lines.3": GONE}, Gravity.CRITICAL),
    Example("MON123", {"budget.lines.1.name": "Mua sắm"}),
    Example("MON124", {"budget.lines.1.id": "thiet-bi"}),
    Example("MON125", {"budget.lines.3.memo": "true"}, Gravity.CRITICAL),
    Example("MON126", {"budget.lines.3.memo": "true"}),
    Example("MON131", {"budget.total": "3701"}, Gravity.CRITICAL),
    Example("MON132", {"budget.lines.0.amounts.0": "101", "budget.lines.0.total": "301"}),
    Example("MON133", {"budget.totals.0": "1500"}),
    Example("MON134", {"budget.totals.1": "2200"}),
    Example("MON135", {"budget.totals.0": None}),
    Example("MON136", {"budget.stated.0.words": "Ba tỷ bảy"}),
    Example("MON137", {"budget.stated.0.words": "ba tỉ bẩy trăm triệu đồng chẵn"}),
    Example("MON138", {"budget.stated.0.qualifier": "about"}),
    Example("MON141", {"budget.lines.2.split.tinh.0": "1"}),
    Example("MON142", {"budget.lines.1.source": "tw"}),
    Example("MON143", {"budget.sources.1": GONE}),
    Example(
        "MON144",
        {
            "budget.columns": [{"id": "giao", "title": "Đã giao", "kind": "before"}],
            "budget.lines.0.columns": {"giao": "5"},
        },
    ),
    Example("MON151", {"budget.unit": "tỷ đồng"}, Gravity.CRITICAL),
    Example("MON161", {"budget.years.2": "2027", **{f"{row}.2": "9" for row in ROWS}}),
    Example("MON162", LAST_YEAR_GONE),
    Example("MON171", {"budget.lines.3.covers": ["tờ gấp"]}),
    Example("MON181", {"budget.rounding": "1"}),
    Example("MON182", {"budget.holder.agencies": ["tc"]}),
    Example("MON192", {"budget": GONE}, Gravity.CRITICAL),
    Example("DUE101", {"reports.0.rule.bymonthday": "10"}),
    Example("DUE102", {"reports.0.rule.bymonthday": "20"}),
    Example("DUE103", {"reports.1": {"id": "quy", "title": "Quý", "kind": "ad_hoc"}}),
    Example("DUE104", {"reports.0": GONE}),
    Example("DUE105", {"reports.0.rule": {"freq": "yearly", "bymonth": ["6", "11"], "bymonthday": "15"}}),
    Example("DUE106", {"reports.0.to": ["hdnd"]}),
    Example("DUE107", {"reports.0.bound": "by"}),
    Example("DUE107", {"reports.0.time": "15:00"}),
    Example("DUE105", {"reports.0.until": "2025"}),
    Example("DUE108", {"period.to": "2027"}, Gravity.CRITICAL),
    Example("DUE109", {"period.to": "2025"}),
    Example("DUE110", {"reports.0.overrides.0.due": "2025-11-21"}),
    Example("DUE111", {"reports.0.title": "Báo cáo cuối năm"}),
    Example(
        "DTY101", {"tasks.1": {"id": "t2", "at": "II.2", "agencies": ["ca"], "role": "assigned", "summary": "x"}}
    ),
    Example("DTY102", {"tasks.0": GONE}),
    Example("DTY103", {"tasks.0.agencies": ["tc"]}),
    Example("DTY104", {"tasks.0.role": "requested"}),
    Example("DTY105", {"tasks.0.with": ["tc", "so"]}),
    Example("DTY106", {"tasks.0.with": []}),
    Example("DTY107", {"tasks.0.summary": "tổ chức 2 đợt"}, Gravity.MINOR),
    Example("DTY107", {"tasks.0.summary": "mở 3 đợt"}, Gravity.MAJOR),
    Example("DTY107", {"tasks.0.summary": "phải mở 2 đợt"}, Gravity.MAJOR),
    Example("DTY108", {"agencies.2": {"id": "tp", "name": "Tư pháp"}}),
    Example("DTY109", {"agencies.1": GONE}),
    Example("DTY110", {"agencies.1.name": "Sở Tài chính"}),
    Example("DTY111", {"agencies.1.successor": "ca"}),
    Example("DTY112", {"tasks.0.timing": "quý I"}),
    Example("DTY113", {"budget.lines.0.agencies": ["ca"]}),
    Example("DTY114", {"lead.agencies": ["tc"]}),
    Example("DTY115", {"agencies.0.aliases": ["CA"]}),
    Example("DTY116", {"tasks.0.with": ["ca"]}),
    Example("IDN101", {"document.number": "2/KH-UBND"}, Gravity.CRITICAL),
    Example("IDN102", {"document.date": "2025-01-03"}, Gravity.CRITICAL),
    Example("IDN103", {"document.issuer": "Chủ tịch UBND"}, Gravity.CRITICAL),
    Example("IDN104", {"province": "Đồng Tháp"}, Gravity.MINOR),
    Example("IDN105", {"document.signer.name": "B"}),
    Example("IDN106", {"title": "Kế hoạch mới"}),
    Example("IDN107", {"recipients.0.name": "Bộ Quốc phòng"}),
    Example("IDN108", {"document.readings.0.value": "3"}),
    Example("IDN109", {"revision.number": "2"}),
    Example("IDN110", {"document.annexes.0": GONE}),
    Example("LAW101", {"legal_basis.1": {"kind": "Luật"}}),
    Example("LAW102", {"legal_basis.0": GONE}),
    Example("LAW103", {"legal_basis.0.number": "26/2014/NĐ-CP"}),
    Example("LAW104", {"legal_basis.0.date": "2014-04-08"}),
    Example("LAW105", {"legal_basis.0.issuer": "Thủ tướng Chính phủ"}),
    Example("LAW106", {"legal_basis.0.subject": "phòng, chống tội phạm"}),
    Example("PRV102", {"tasks.0.at": "II.3"}),
    Example("PRV104", {"document.doubts.0.likely": "mở"}),
    Example("PRV111", {"acknowledged.1": {**SIMPLE["acknowledged"][0], "code": "BUD102"}}),
    Example("PRV112", {"acknowledged.0": GONE}),
    Example("PRV113", {"acknowledged.0.by": "Phòng khác"}, Gravity.MAJOR),
    Example("FRM103", {"agencies.1.id": "stc", "tasks.0.with": ["stc"]}),
    Example("FRM104", {"title": "KẾ HOẠCH"}, Gravity.INFO),
    Example("FRM105", {"title": "Kế ho\u0430\u0323ch"}, Gravity.MAJOR),
    Example("GEN101", {"objectives.0.summary": "giảm thiệt hại"}),
    Example("GEN102", {"objectives.1": {"id": "o2", "summary": "tăng nhận thức"}}),
    Example("GEN103", {"objectives.0": GONE}),
)


def edited(edits: dict[Place, Any], tree: Tree = SIMPLE) -> Tree:
    """The tree with some places changed; what is GONE is taken out, from behind."""
    new = deepcopy(tree)
    for place, value in edits.items():
        holder, key = holder_of(new, place)
        if value is GONE:
            del holder[key]
        elif isinstance(holder, list) and key == len(holder):
            holder.append(deepcopy(value))
        else:
            holder[key] = deepcopy(value)  # a later edit may change a part of it
    return new


def holder_of(tree: Tree, place: Place) -> tuple[Any, Any]:
    holder: Any = tree
    *above, last = place.split(".")
    for step in above:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    return holder, int(last) if isinstance(holder, list) else last


def compared(edits: dict[Place, Any], before: dict[Place, Any] | None = None) -> Comparison:
    return diff(plan_of(edited(before or {})), plan_of(edited(edits)))


def of_class(comparison: Comparison, code: str) -> list[Change]:
    return [change for change in comparison.everything if change.code == code]


def test_the_report_on_the_last_quarter_of_a_shorter_plan_is_still_inside() -> None:
    quarterly = {"id": "quy", "title": "Quý", "kind": "periodic", "after": {"period": "quarter", "days": "10"}}
    shorter = {"period.to": "2025", "reports.1": quarterly}
    outside = of_class(compared(shorter, {"reports.1": quarterly}), "DUE109")
    (lost,) = [change.edit.old for change in outside if "quy" in str(change.edit.path)]
    assert lost == ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")


@pytest.mark.parametrize(("time", "code"), [("10:30", "DUE101"), ("16:30", "DUE102")])
def test_another_time_of_the_same_day_is_earlier_or_later(time: str, code: str) -> None:
    assert of_class(compared({"reports.0.time": time}, {"reports.0.time": "15:00"}), code)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.code} {next(iter(example.edits))}")
def test_the_smallest_edit_of_a_class_is_told_as_one(example: Example) -> None:
    before = {"budget.totals.0": "1501"} if example.code == "MON133" else None
    found = of_class(compared(example.edits, before), example.code)
    assert found
    assert example.level in {None, found[0].level}


MORE: dict[str, Callable[[], Comparison]] = {
    "MON152": lambda: diff(plan_of(in_unit("triệu đồng", 1)), plan_of(in_unit("nghìn đồng", 1000))),
    "MON191": lambda: compared({}, {"budget": GONE}),
    "MON193": lambda: compared({"budgets": [FURTHER]}),
    "MON194": lambda: compared({}, {"budgets": [FURTHER]}),
    "MON195": lambda: compared({"budgets": [FURTHER]}, {"budgets": [FURTHER | {"total": "8"}]}),
    "MON196": lambda: compared({"budgets": [FURTHER]}, {"budgets": [FURTHER | {"title": "Bảng B"}]}),
    "PRV101": lambda: diff(plan_of(from_file("a")), plan_of(from_file("b"))),
    "PRV103": lambda: diff(
        plan_of(from_file("a")), plan_of(edited({"budget.lines.0.amounts.0": "1"}, from_file("a")))
    ),
    "FRM101": lambda: diff(plan_of(SIMPLE), plan_of(edited({"agencies": SIMPLE["agencies"][::-1]}))),
}


FURTHER: Tree = {
    "id": "pl3",
    "title": "Bảng A",
    "unit": "triệu đồng",
    "years": ["2025"],
    "lines": [{"id": "a", "name": "A", "amounts": ["7"], "total": "7"}],
}


def in_unit(unit: str, factor: int) -> Tree:
    line = {"id": "a", "name": "A", "amounts": [str(factor), str(2 * factor)]}
    return edited({"budget": {"unit": unit, "years": ["2025", "2026"], "lines": [line]}})


def from_file(letter: str) -> Tree:
    return edited({"document.file": {"name": "x.txt", "sha256": letter * 64}})


@pytest.mark.parametrize("code", MORE)
def test_so_is_what_takes_two_plans_to_show(code: str) -> None:
    assert of_class(MORE[code](), code)


def test_every_class_has_such_an_example() -> None:
    assert {example.code for example in EXAMPLES} | set(MORE) == set(CLASSES) - {"FRM102"}


def test_every_class_speaks_vietnamese_and_states_what_happened_in_its_name() -> None:
    for kind in CLASSES.values():
        assert VIETNAMESE.say(kind.summary) != str(kind.summary)
        assert VIETNAMESE.say(kind.advice) != str(kind.advice)
        assert kind.name == kind.name.lower().replace(" ", "-")
    assert len({kind.name for kind in CLASSES.values()}) == len(CLASSES)


def test_an_amount_weighs_the_same_read_from_either_side() -> None:
    forth = compared({"budget.lines.3.amounts.0": "1150"})
    back = compared({}, {"budget.lines.3.amounts.0": "1150"})
    assert [change.level for change in forth.changes] == [change.level for change in back.changes]


def test_a_renamed_line_keeps_its_amounts_visible() -> None:
    comparison = compared({"budget.lines.0.name": "Việc khác", "budget.lines.0.amounts.0": "150"})
    assert [change.code for change in comparison.changes] == ["MON123", "MON101"]


def test_a_total_that_follows_is_shown_and_not_counted() -> None:
    comparison = compared(
        {
            "budget.lines.0.amounts.0": "150",
            "budget.lines.0.total": "350",
            "budget.totals.0": "1550",
            "budget.total": "3750",
            "budget.stated.0.amount": "3750",
            "budget.stated.0.words": "Ba tỷ bảy trăm năm mươi triệu đồng",
        }
    )
    assert [change.key for change in comparison.changes] == ["budget.lines[a].amounts[2025]"]
    assert {change.code for change in comparison.derived} == {"MON132"}
    assert len(comparison.derived) == 5


def test_a_total_left_behind_is_told_under_trust_and_is_no_change() -> None:
    comparison = compared({"budget.lines.0.amounts.0": "150"})
    assert len(comparison.changes) == 1
    assert comparison.trust.a.adds_up
    assert {sum_.path for sum_ in comparison.trust.began} == {
        "budget.lines[a].total",
        "budget.totals[2025]",
    }


def test_a_unit_flipped_under_its_figures_says_by_which_factor() -> None:
    change = of_class(compared({"budget.unit": "tỷ đồng"}), "MON151")[0]
    assert "times as much" in str(change.because[0])
    assert "1.000" in str(change.because[0])


def test_a_figure_changed_over_the_same_source_is_major_and_says_so() -> None:
    comparison = MORE["PRV103"]()
    assert "same source file" in str(comparison.changes[0].because[-1])


def test_an_acknowledged_figure_that_follows_its_amount_is_not_counted() -> None:
    comparison = compared(
        {"budget.lines.0.total": "301", "acknowledged.0.figures": ["301"]},
    )
    assert [change.code for change in comparison.changes] == ["MON131"]
    assert [change.code for change in comparison.derived] == ["PRV113"]


def test_the_effect_names_the_days_of_a_moved_deadline() -> None:
    change = of_class(compared({"reports.0.rule.bymonthday": "1"}), "DUE101")[0]
    assert (change.delta, change.unit) == (-14, "days")


def test_a_severity_can_be_set_for_a_class() -> None:
    before, after = plan_of(SIMPLE), plan_of(edited({"title": "Khác"}))
    assert diff(before, after, levels={"IDN106": Gravity.INFO}).highest is Gravity.INFO
