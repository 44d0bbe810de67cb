"""Every field of the model takes part in a comparison, also those the model gains later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import chain
from typing import Any, get_args

from pydantic import ValidationError

from cybercrime_plan.calc.diff.comparison import apply, diff, invert
from cybercrime_plan.language import Text
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.fields import FieldKind, fields_of
from cybercrime_plan.model.plan import Plan
from tests.calc.diff.versions import plan_of

Keys = tuple[str | int, ...]

FULL: dict[str, Any] = {
    "format": "1",
    "id": "day-du",
    "province": "Đồng Tháp",
    "title": "Kế hoạch",
    "period": {"from": "2025", "to": "2027", "wording": "đến hết năm 2026", "at": "IV"},
    "revision": {"number": "2", "on": "2025-03-01", "amends": "1/KH-UBND"},
    "document": {
        "number": "2/KH-UBND",
        "date": "2025-03-01",
        "issuer": "UBND",
        "signer": {"name": "Nguyễn Văn A", "title": "CHỦ TỊCH", "authority": "TM."},
        "file": {"name": "a.txt", "sha256": "a" * 64},
        "at": "I",
        "readings": [{"of": "number", "value": "2025-03", "printed": "số 3", "at": "PL1"}],
        "annexes": [{"name": "PL1", "title": "Dự trù", "amounts": "total"}],
        "doubts": [{"printed": "mua", "likely": "mở", "reason": "nhận dạng", "at": "PL1"}],
    },
    "legal_basis": [
        {
            "kind": "Nghị định",
            "number": "25/2014/NĐ-CP",
            "date": "2014-04-07",
            "issuer": "Chính phủ",
            "subject": "phòng, chống tội phạm",
            "at": "I",
            "also": [{"date": "2014-04", "issuer": "Thủ tướng", "at": "II"}],
        }
    ],
    "agencies": [
        {
            "id": "cong-an",
            "name": "Công an Tỉnh",
            "aliases": ["CA"],
            "level": "province",
            "members": ["so"],
            "part_of": ["bo"],
            "from": "2010",
            "until": "2030",
            "successor": "so",
            "source": "Luật",
        }
    ],
    "objectives": [{"id": "o1", "summary": "giảm tội phạm", "at": "I.1"}],
    "tasks": [
        {
            "id": "t1",
            "at": "II.1",
            "agencies": ["cong-an"],
            "role": "assigned",
            "with": ["so"],
            "through": ["bo"],
            "summary": "tổ chức",
            "deliverable": "quy chế",
            "timing": "quý I",
        }
    ],
    "lead": {"agencies": ["cong-an"], "with": ["so"], "summary": "theo dõi", "at": "IV"},
    "budget": {
        "unit": "triệu đồng",
        "at": "PL2",
        "details_at": "PL1",
        "heading": "Kinh phí",
        "headings": {
            "stt": "TT",
            "name": "Nhiệm vụ",
            "total": "Tổng số",
            "source": "Nguồn vốn",
            "totals": "Tổng",
            "note": "Ghi chú",
            "totals_above": "true",
            "totals_after": "1",
            "order": ["stt", "source", "name", "1", "2"],
            "above": ["UBND TỈNH | CỘNG HÒA"],
            "below": ["Người lập"],
            "figures": ["Tổng số", "Kinh phí | 2025"],
            "numbers": ["A", "1=2", "2"],
            "total_position": "1",
        },
        "holder": {"agencies": ["cong-an"], "at": "III"},
        "spending": [{"kind": "recurrent", "wording": "vốn sự nghiệp", "line": "a", "at": "II.8"}],
        "rounding": "1",
        "blank": "none",
        "dash": "none",
        "part": "true",
        "sources": [{"id": "tinh", "name": "NS Tỉnh", "level": "province", "requested": "true", "at": "III"}],
        "years": ["2025", "2026"],
        "formulas": ["total = 2025 + 2026"],
        "columns": [
            {
                "id": "tinh-2025",
                "title": "NS tỉnh",
                "kind": "part",
                "year": "2025",
                "source": "tinh",
                "over": "2025",
                "of_which": "true",
                "position": "2",
            },
            {"id": "ty-le", "title": "Tỷ lệ", "kind": "other"},
        ],
        "lines": [
            {
                "id": "a",
                "stt": "1",
                "name": "Phòng ngừa",
                "amounts": ["100", "200"],
                "total": "300",
                "source": "tinh",
                "split": {"tinh": ["100", "200"]},
                "columns": {"tinh-2025": "60"},
                "others": {"ty-le": "33,3 %"},
                "memo": "false",
                "deduction": "true",
                "of_which": "true",
                "opening": "Trong đó:",
                "closing": "Cộng",
                "labels": [{"stt": "I", "name": "PHÒNG NGỪA", "at": "PL1"}],
                "agencies": ["cong-an"],
                "covers": ["tuyên truyền"],
                "undecided": "hằng năm",
                "dash": "none",
                "unfixed": ["2025"],
                "notes": [{"on": "2025", "text": "tăng", "mark": "*", "anchored": "false", "at": "PL2"}],
                "at": "PL2.1",
                "lines": [{"id": "a1", "name": "Trong đó", "amounts": ["100", "200"]}],
            }
        ],
        "totals": ["100", "200"],
        "total": "300",
        "column_totals": {"tinh-2025": "60"},
        "other_totals": {"ty-le": "100 %"},
        "totals_source": "tinh",
        "stated": [
            {
                "amount": "300",
                "unit": "triệu đồng",
                "words": "Ba trăm triệu đồng",
                "qualifier": "about",
                "status": "dự kiến",
                "at": "III",
            }
        ],
        "notes": [{"on": "2026", "text": "cả bảng", "mark": "**", "anchored": "false", "at": "PL2"}],
    },
    "reports": [
        {
            "id": "nam",
            "title": "Báo cáo năm",
            "kind": "periodic",
            "bound": "before",
            "rule": {"freq": "yearly", "bymonth": "11", "bymonthday": "15"},
            "roll": "following",
            "data": {"from": "12-15", "to": "11-14"},
            "overrides": [
                {
                    "occurrence": "2025-11",
                    "due": "2025-11-20",
                    "bound": "by",
                    "time": "10:00",
                    "ordered_by": "CV 1",
                    "at": "CV",
                },
                {"occurrence": "2026-11", "cancelled": "true", "ordered_by": "CV 2"},
            ],
            "from_whom": ["cong-an"],
            "to": ["ubnd"],
            "via": {"agency": "cong-an", "email": "a@b.gov.vn", "at": "IV.2"},
            "timing": "trước ngày 15/11",
            "at": "IV.2",
        },
        {
            "id": "quy",
            "title": "Quý",
            "kind": "periodic",
            "after": {"period": "quarter", "days": "5", "unit": "working_day", "only": ["1", "2"]},
        },
        {"id": "dot-xuat", "title": "Đột xuất", "kind": "ad_hoc"},
        {"id": "cuoi", "title": "Tổng kết", "kind": "final", "due": "2026-12-31", "bound": "by"},
        {
            "id": "tuan",
            "title": "Tuần",
            "kind": "periodic",
            "bound": "by",
            "rule": {"freq": "weekly", "byday": "FR"},
            "time": "15:00",
            "from": "2023",
            "until": "2026",
        },
        {
            "id": "thang",
            "title": "Tháng",
            "kind": "periodic",
            "bound": "by",
            "rule": {"freq": "monthly", "byworkingday": "-1"},
        },
    ],
    "statistics": [
        {
            "id": "vu",
            "label": "Số vụ",
            "period": "2021",
            "partial": "true",
            "total": {"value": "50", "unit": "vụ", "qualifier": "about", "printed": "50"},
            "parts": [
                {
                    "id": "p",
                    "label": "Lừa đảo",
                    "value": "8",
                    "unit": "vụ",
                    "qualifier": "nearly",
                    "printed": "08",
                    "at": "I",
                }
            ],
            "at": "I",
        }
    ],
    "thresholds": {"spike": "7", "largest_number": "900", "government_domains": ["gov.vn", "vn"]},
    "recipients": [{"name": "Bộ", "agencies": ["bo"], "for_report": "true", "archive": "false"}],
    "contacts": [{"agency": "cong-an", "email": "a@b.gov.vn", "phone": "069", "at": "IV"}],
    "acknowledged": [
        {
            "code": "DOC101",
            "path": "document.number",
            "figures": ["2", "3"],
            "reason": {"vi": "bản ký", "en": "as signed"},
            "by": "Phòng ANM",
            "until": "2026-12-31",
        }
    ],
}
FULL["budgets"] = [deepcopy(FULL["budget"]) | {"id": "pl3", "title": "Chi tiết", "line": "a"}]
"""A plan in which every field of the model says something."""

OTHERS = (
    "total = 2025 - 2026",
    *("khác", "khac", "7", "9", "2028", "12-20", "2026-10", "2026-11-30", "2026-11-25", "b" * 64, "true", "false"),
    *(
        "by",
        "before",
        "requested",
        "assigned",
        "investment",
        "unknown",
        "local",
        "tỷ đồng",
        "at_least",
        "date",
        "not_fixed",
    ),
    *("day", "MO", "16:30"),
    *("lines", "preceding", "mid_term", "once", "periodic", "monthly", "half_year", "working_day", "2026-12-30"),
    "not_fixed",
)
"""Values to try in place of another; each field accepts one of them."""

TOGETHER: dict[Keys, dict[Any, Any]] = {
    ("period", "from"): {"from": "2024"},
    ("reports", 0, "kind"): {"kind": "ad_hoc", "rule": None, "data": None, "overrides": [], "bound": None},
    ("reports", 1, "kind"): {"kind": "ad_hoc", "after": None},
    ("reports", 4, "kind"): {
        "kind": "ad_hoc",
        "rule": None,
        "bound": None,
        "time": None,
        "from": None,
        "until": None,
    },
    ("reports", 5, "kind"): {"kind": "ad_hoc", "rule": None, "bound": None},
    ("reports", 1, "after", "only", 0): {0: "3"},
    ("reports", 1, "after", "only", 1): {1: "3"},
    ("reports", 4, "rule", "freq"): {"freq": "monthly", "byday": "-1FR"},
    ("reports", 5, "rule", "freq"): {"freq": "yearly", "bymonth": "6"},
    ("reports", 0, "rule", "bymonth"): {"bymonth": ["10", "11"]},
    ("reports", 0, "overrides", 0, "occurrence"): {"occurrence": "2027-11"},
    ("reports", 0, "overrides", 1, "occurrence"): {"occurrence": "2027-11"},
    ("reports", 0, "overrides", 1, "cancelled"): {"cancelled": "false", "due": "2026-11-20"},
}
"""What the model lets change only together with a neighbour."""


WHOLE = plan_of(FULL)


def leaves(node: Any, keys: Keys = ()) -> Iterator[Keys]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from leaves(child, (*keys, key))
    if not isinstance(node, (dict, list)):
        yield keys


def with_values(keys: Keys, values: Mapping[Any, Any]) -> Plan | None:
    """The full plan with other values beside one another; None when the model refuses them there."""
    tree = deepcopy(FULL)
    holder: Any = tree
    for key in keys[:-1]:
        holder = holder[key]
    for key, value in values.items():
        holder[key] = value
    try:
        return plan_of(tree)
    except ValidationError:
        return None


def changed(keys: Keys) -> Plan | None:
    """The full plan with one field changed to anything the model accepts there."""
    if keys in TOGETHER:
        return with_values(keys, TOGETHER[keys])
    tried = (with_values(keys, {keys[-1]: value}) for value in OTHERS)
    return next((plan for plan in tried if plan is not None and plan != WHOLE), None)


def parts(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    yield from chain.from_iterable(map(parts, get_args(annotation)))


def model(part: type[Part], seen: dict[type[Part], None] | None = None) -> dict[type[Part], None]:
    """Every class of the model that a plan can hold."""
    seen = {} if seen is None else seen
    if part not in seen:
        seen[part] = None
        for field in part.model_fields.values():
            for inner in parts(field.annotation):
                model(inner, seen)
    return seen


FIELDS = [(part, name) for part in model(Plan) for name in fields_of(part)]


def holders(value: Any) -> Iterator[Part]:
    """Every part of a plan, from the plan itself."""
    if isinstance(value, Part):
        yield value
    inner = value.__dict__.values() if isinstance(value, Part) else value if isinstance(value, tuple) else ()
    for item in inner:
        yield from holders(item)


def test_the_full_plan_says_something_in_every_field() -> None:
    said = {
        (type(holder), field.name)
        for holder in holders(WHOLE)
        for field in fields_of(type(holder)).values()
        if getattr(holder, field.attribute) != field.default
    }
    silent = [(part.__name__, name) for part, name in FIELDS if (part, name) not in said]
    assert silent == [("Line", "memo"), ("Recipient", "archive")]


def proves_a_change(new: Plan | None) -> bool:
    """Whether the change is seen, counted, told once, and complete enough to go either way."""
    if new is None:
        return False
    comparison = diff(WHOLE, new)
    keys = [change.key for change in comparison.changes]
    both_ways = apply(comparison, WHOLE) == new and apply(invert(comparison), new) == WHOLE
    return bool(keys) and len(set(keys)) == len(keys) and both_ways


def test_changing_any_field_yields_a_change() -> None:
    fixed = {("id",), ("format",)}
    unproved = [keys for keys in leaves(FULL) if keys not in fixed and not proves_a_change(changed(keys))]
    assert unproved == []


def test_leaving_any_field_out_yields_a_change() -> None:
    shorter = {keys: plan for keys in optional(FULL) if (plan := without(keys)) is not None and plan != WHOLE}
    assert [keys for keys, plan in shorter.items() if not proves_a_change(plan)] == []
    assert len(shorter) > 100


def optional(node: Any, keys: Keys = ()) -> Iterator[Keys]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        if isinstance(node, dict):
            yield (*keys, key)
        yield from optional(child, (*keys, key))


def without(keys: Keys) -> Plan | None:
    """The full plan with one field left out; None when the model needs it."""
    tree = deepcopy(FULL)
    holder: Any = tree
    for key in keys[:-1]:
        holder = holder[key]
    del holder[keys[-1]]
    try:
        return plan_of(tree)
    except ValidationError:
        return None


def test_every_field_has_a_word_for_people() -> None:
    nameless = {name for part, name in FIELDS if not isinstance(fields_of(part)[name].label, Text)}
    assert nameless == set()


def test_records_without_an_id_are_told_apart_by_what_the_paper_prints() -> None:
    keyless = {
        inner.__name__
        for part in model(Plan)
        for field in fields_of(part).values()
        if field.kind is FieldKind.RECORDS and (inner := field.part)
        if "id" not in fields_of(inner) and not any(one.is_key for one in fields_of(inner).values())
    }
    assert keyless == {"Citation", "LineName", "Stated"}, "told apart by their place, then by all they say"
