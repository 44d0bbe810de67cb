"""Plans as trees of text, and the edits a person makes between two versions: what the property tests draw from."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from cybercrime_plan.model.plan import Plan

Tree = dict[str, Any]
YEARS: Final = range(2022, 2028)
WORTH: Final = {"đồng": 1, "nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}
NAMES: Final = ("Công tác phòng ngừa", "Mua sắm trang thiết bị", "Công tác đấu tranh", "Chi khác", "Chi khác nữa")
WORDS: Final = ("tổ chức tuyên truyền", "phải báo cáo", "mở 2 đợt cao điểm", "phối hợp xử lý", "rà soát")


def plan_of(tree: Tree) -> Plan:
    """The plan the reader would make of a tree."""
    return Plan.model_validate(_frozen(tree))


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


class Drawing:
    """Choices that depend on a seed alone, so that a failing pair is named by one number."""

    def __init__(self, seed: int) -> None:
        self.below = Random(seed).randrange  # noqa: S311 - for tests

    def one_of(self, *values: Any) -> Any:
        return values[self.below(len(values))]

    def number(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def chance(self) -> bool:
        return bool(self.below(2))

    def some(self, *values: Any, most: int = 3) -> list[Any]:
        left = list(values)
        return [left.pop(self.below(len(left))) for _time in range(self.number(0, min(most, len(left))))]

    def maybe(self, tree: Tree, key: str, *values: Any) -> None:
        """Set a field in two of three cases."""
        if self.number(0, 2):
            tree[key] = self.one_of(*values)

    def cell(self) -> Any:
        return self.one_of("0", "-", None, *(str(number) for number in (1, 2, 3, 5, 100, 300, 3300)))

    def row(self, years: list[str]) -> list[str | None]:
        return [self.cell() for _year in years]


DRAWINGS: Final = st.builds(Drawing, st.integers(0, 2**32))

AGENCIES: Final = ("cong-an", "so-tai-chinh", "so-tu-phap")


def any_tree(d: Drawing) -> Tree:
    """A plan with something of everything."""
    first = d.number(2022, 2024)
    tree: Tree = {
        "format": "1",
        "id": "dong-thap",
        "period": {"from": "2022", "to": "2027"},
        "budget": _budget(d, [str(year) for year in range(first, first + d.number(1, 3))]),
        "agencies": [{"id": id_, "name": id_.title()} for id_ in d.some(*AGENCIES)],
        "tasks": [task(d, id_) for id_ in d.some("t1", "t2", "t3")],
        "reports": [report(d, id_) for id_ in d.some("giua-nam", "nam", "tong-ket")],
        "legal_basis": [instrument(d) for _ in range(d.number(0, 3))],
        "recipients": [{"name": name} for name in d.some("Bộ Công an", "Thường trực Tỉnh ủy", "Các sở")],
        "objectives": [{"id": id_, "summary": d.one_of(*WORDS)} for id_ in d.some("o1", "o2")],
        "statistics": [_statistic(d, id_) for id_ in d.some("vu", "tien", most=2)],
        "document": _document(d),
        "acknowledged": [_acknowledgement(code) for code in d.some("DOC101", "STA101")],
    }
    d.maybe(tree, "title", "Kế hoạch phòng, chống tội phạm", "Kế hoạch khác")
    d.maybe(tree, "province", "Đồng Tháp", "Khánh Hòa")
    d.maybe(tree, "revision", {"number": "1", "on": "2022-02-01"}, {"number": "2", "on": "2023-05-01"})
    return tree


def _budget(d: Drawing, years: list[str]) -> Tree:
    lines = [line(d, id_, years) for id_ in d.some("a", "b", "c", "d", most=4)]
    columns = [{"id": id_, "title": id_, "kind": d.one_of("amount", "outside")} for id_ in d.some("sau", "khac")]
    for one in lines if columns and d.chance() else ():
        one["columns"] = {column["id"]: d.cell() for column in columns if d.chance()}
        one["of_which"] = d.one_of("true", "false")
    budget: Tree = {"unit": d.one_of(*WORTH), "years": years, "lines": lines}
    budget["sources"] = [{"id": id_, "name": f"Ngân sách {id_}"} for id_ in d.some("tinh", "trung-uong")]
    budget["columns"] = columns
    if d.chance():
        budget["totals"] = d.row(years)
    d.maybe(budget, "total", "7150", "100", "0", "-")
    d.maybe(budget, "rounding", "1")
    if d.chance():
        budget["stated"] = [{"amount": "7.150", "words": "Bảy tỷ đồng", "at": "III"}, {"amount": "1", "at": "II"}]
    return budget


def line(d: Drawing, id_: str, years: list[str], *, deep: bool = True) -> Tree:
    fields: Tree = {"id": id_, "name": d.one_of(*NAMES), "amounts": d.row(years)}
    if d.number(0, 5) == 0:
        del fields["amounts"]
    d.maybe(fields, "total", "3", "600", "-")
    d.maybe(fields, "source", "tinh", "trung-uong")
    if d.number(0, 4) == 0:
        fields["split"] = {"tinh": d.row(years)}
    if d.number(0, 4) == 0:
        fields["memo"] = "true"
    if d.chance():
        fields["covers"] = d.some(*WORDS)
    if d.chance():
        fields["notes"] = [{"on": years[0], "text": d.one_of(*WORDS)}]
    if deep and d.number(0, 3) == 0:
        fields["lines"] = [line(d, id_ + child, years, deep=False) for child in d.some("x", "y", "z")]
    return fields


def task(d: Drawing, id_: str) -> Tree:
    fields = {
        "id": id_,
        "at": f"II.{id_[1:]}",
        "role": d.one_of("assigned", "requested"),
        "summary": d.one_of(*WORDS),
    }
    return {**fields, "agencies": [d.one_of(*AGENCIES)], "with": d.some(*AGENCIES)}


def report(d: Drawing, id_: str) -> Tree:
    rule = {"freq": "yearly", "bymonth": str(d.number(2, 11)), "bymonthday": str(d.number(2, 28))}
    timing = d.one_of(
        {"kind": "periodic", "rule": rule}, {"kind": "final", "due": "2026-12-31"}, {"kind": "ad_hoc"}
    )
    bound = {"bound": d.one_of("before", "by")} if timing["kind"] != "ad_hoc" else {}
    return {"id": id_, "title": f"Báo cáo {id_}", "from_whom": ["all"], "to": ["ubnd"], **timing, **bound}


def instrument(d: Drawing) -> Tree:
    fields: Tree = {"kind": d.one_of("Nghị định", "Chỉ thị")}
    d.maybe(fields, "number", "25/2014/NĐ-CP", "21/CT-TTg")
    d.maybe(fields, "date", "2014-04-07", "2020-05-25")
    d.maybe(fields, "issuer", "Chính phủ", "Thủ tướng Chính phủ")
    d.maybe(fields, "at", "I", "II", "III")
    return fields


def _statistic(d: Drawing, id_: str) -> Tree:
    total = {"value": d.one_of("461", "50", "109,2"), "unit": d.one_of("vụ", "tỷ đồng")}
    parts = [{"id": part, "label": part, "value": "8", "unit": "vụ"} for part in d.some("p", "q")]
    return {"id": id_, "label": "Số vụ", "total": total, "parts": parts}


def _document(d: Drawing) -> Tree:
    document: Tree = {"readings": [_reading(d) for _ in range(d.number(0, 3))]}
    d.maybe(document, "number", "522/KH-UBND", "52/KH-UBND")
    d.maybe(document, "date", "2022-02", "2023-01-16")
    d.maybe(document, "signer", {"name": "Nguyễn Văn A"}, {"title": "CHỦ TỊCH"})
    d.maybe(document, "file", {"name": "a.txt", "sha256": "a" * 64}, {"name": "b.txt", "sha256": "b" * 64})
    return document


def _reading(d: Drawing) -> Tree:
    return {
        "of": d.one_of("number", "date"),
        "value": d.one_of("2025-01", "2025-02", None),
        "at": d.one_of("PL1", "PL2"),
    }


def _acknowledgement(code: str) -> Tree:
    reason = {"vi": "đúng như bản ký", "en": "as signed"}
    return {"code": code, "path": "document.number", "figures": ["522", "52"], "reason": reason, "by": "Phòng ANM"}
