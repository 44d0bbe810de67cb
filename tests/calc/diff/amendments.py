"""What a person changes between two versions: each amendment is one fact, made in a tree of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

from tests.calc.diff.versions import (
    AGENCIES,
    WORDS,
    WORTH,
    YEARS,
    Drawing,
    Tree,
    any_tree,
    instrument,
    line,
    report,
    task,
)

Amendment = Callable[[Drawing, Tree], bool]
"""Changes the tree in place; False when the tree has nothing of that kind to change."""


def _lines(tree: Tree) -> list[Tree]:
    top = tree["budget"]["lines"]
    return [*top, *(child for parent in top for child in parent.get("lines", []))]


def _other(d: Drawing, current: object, *values: Any) -> Any:
    return d.one_of(*(value for value in values if value != current))


def _cell(d: Drawing, tree: Tree) -> bool:
    lines = [line for line in _lines(tree) if "amounts" in line and not line.get("lines")]
    if not lines:
        return False
    amounts = d.one_of(*lines)["amounts"]
    index = d.number(0, len(amounts) - 1)
    amounts[index] = _other(d, amounts[index], "-", None, "0", "7", "1000", "3600")
    return True


def _total(d: Drawing, tree: Tree) -> bool:
    budget = tree["budget"]
    budget["total"] = _other(d, budget.get("total"), "9", "77", "-", None)
    return True


def _add_line(d: Drawing, tree: Tree) -> bool:
    lines = tree["budget"]["lines"]
    new = line(d, "moi", tree["budget"]["years"])
    if new["id"] in {line["id"] for line in lines}:
        return False
    lines.insert(d.number(0, len(lines)), new)
    return True


def _remove_line(d: Drawing, tree: Tree) -> bool:
    return _remove(d, tree["budget"]["lines"])


def _duplicate_line(d: Drawing, tree: Tree) -> bool:
    lines = tree["budget"]["lines"]
    if not lines or "ban-sao" in {line["id"] for line in lines}:
        return False
    copy = {**deepcopy(d.one_of(*lines)), "id": "ban-sao"}
    lines.insert(d.number(0, len(lines)), copy)
    return True


def _rename_line(d: Drawing, tree: Tree) -> bool:
    lines = _lines(tree)
    if lines:
        d.one_of(*lines)["name"] = "Tên hoàn toàn mới"
    return bool(lines)


def _rekey_line(d: Drawing, tree: Tree) -> bool:
    lines = tree["budget"]["lines"]
    if not lines or "id-moi" in {line["id"] for line in lines}:
        return False
    chosen = d.one_of(*lines)
    rest = {key: value for key, value in chosen.items() if key != "id"}
    alike = [other for other in lines if {key: value for key, value in other.items() if key != "id"} == rest]
    chosen["id"] = "id-moi"
    return len(alike) == 1


def _line_source(d: Drawing, tree: Tree) -> bool:
    lines = _lines(tree)
    if lines:
        chosen = d.one_of(*lines)
        chosen["source"] = _other(d, chosen.get("source"), "tinh", "trung-uong", None)
    return bool(lines)


def _memo(d: Drawing, tree: Tree) -> bool:
    lines = _lines(tree)
    if lines:
        chosen = d.one_of(*lines)
        chosen["memo"] = "false" if chosen.get("memo") == "true" else "true"
    return bool(lines)


def _add_year(d: Drawing, tree: Tree) -> bool:
    budget = tree["budget"]
    year = _other(d, None, *(str(year) for year in YEARS if str(year) not in budget["years"]))
    index = d.number(0, len(budget["years"]))
    budget["years"].insert(index, year)
    for row in _rows(tree):
        row.insert(index, d.cell())
    return True


def _remove_year(d: Drawing, tree: Tree) -> bool:
    years = tree["budget"]["years"]
    if len(years) == 1:
        return False
    index = d.number(0, len(years) - 1)
    for row in (years, *_rows(tree)):
        del row[index]
    return True


def _reorder_years(_d: Drawing, tree: Tree) -> bool:
    years = tree["budget"]["years"]
    if len(years) == 1:
        return False
    for row in (years, *_rows(tree)):
        row.insert(0, row.pop())
    return True


def _rows(tree: Tree) -> list[list[str | None]]:
    lines = _lines(tree)
    rows = [line["amounts"] for line in lines if "amounts" in line]
    rows += [row for line in lines for row in line.get("split", {}).values()]
    return rows + ([tree["budget"]["totals"]] if "totals" in tree["budget"] else [])


def _restate(d: Drawing, tree: Tree) -> bool:
    """The same money in a smaller unit."""
    budget = tree["budget"]
    smaller = [unit for unit, worth in WORTH.items() if worth < WORTH[budget["unit"]]]
    if not smaller:
        return False
    unit = d.one_of(*smaller)
    factor = WORTH[budget["unit"]] // WORTH[unit]
    budget["unit"] = unit
    for row in _rows(tree):
        row[:] = [_scaled(cell, factor) for cell in row]
    for holder in (budget, *_lines(tree)):
        if "total" in holder:
            holder["total"] = _scaled(holder["total"], factor)
    for holder in _lines(tree):
        if "columns" in holder:
            holder["columns"] = {name: _scaled(cell, factor) for name, cell in holder["columns"].items()}
    if "rounding" in budget:
        budget["rounding"] = _scaled(budget["rounding"], factor)
    for stated in budget.get("stated", []):
        stated["amount"] = _scaled(stated["amount"].replace(".", ""), factor)
    return True


def _scaled(cell: str | None, factor: int) -> str | None:
    return str(int(cell) * factor) if cell and cell.isdigit() else cell


def _flip_unit(d: Drawing, tree: Tree) -> bool:
    """The same figures under another unit."""
    budget = tree["budget"]
    budget["unit"] = _other(d, budget["unit"], *WORTH)
    return not budget.get("stated")


def _reorder(key: Callable[[Tree], list[Any]]) -> Amendment:
    def reorder(_d: Drawing, tree: Tree) -> bool:
        items = key(tree)
        before = list(items)
        items.insert(0, items.pop()) if items else None
        return before != items

    return reorder


def _remove(d: Drawing, items: list[Any]) -> bool:
    if items:
        del items[d.number(0, len(items) - 1)]
        return True
    return False


def _set(section: str, field: str, *values: str | None) -> Amendment:
    """Give one record of a section another value."""

    def set_(d: Drawing, tree: Tree) -> bool:
        records = tree[section] if isinstance(tree[section], list) else [tree[section]]
        if not records:
            return False
        record = d.one_of(*records)
        record[field] = _other(d, record.get(field), *values)
        return True

    return set_


def _removal(section: str) -> Amendment:
    return lambda d, tree: _remove(d, tree[section])


def _addition(section: str, make: Callable[[Drawing], Any]) -> Amendment:
    def add(d: Drawing, tree: Tree) -> bool:
        records, new = tree[section], make(d)
        if "id" in new and new["id"] in {record["id"] for record in records}:
            return False
        records.insert(d.number(0, len(records)), new)
        return True

    return add


def _deadline(d: Drawing, tree: Tree) -> bool:
    rules = [report["rule"] for report in tree["reports"] if "rule" in report]
    if rules:
        rule = d.one_of(*rules)
        rule["bymonthday"] = _other(d, rule["bymonthday"], "1", "10", "20")
    return bool(rules)


def _bound(d: Drawing, tree: Tree) -> bool:
    dated = [report for report in tree["reports"] if "bound" in report]
    if dated:
        chosen = d.one_of(*dated)
        chosen["bound"] = _other(d, chosen["bound"], "before", "by")
    return bool(dated)


def _partner(d: Drawing, tree: Tree) -> bool:
    tasks = [task for task in tree["tasks"] if len(task["with"]) < len(AGENCIES)]
    if tasks:
        chosen = d.one_of(*tasks)
        chosen["with"].append(_other(d, None, *(agency for agency in AGENCIES if agency not in chosen["with"])))
    return bool(tasks)


def _title(d: Drawing, tree: Tree) -> bool:
    tree["title"] = _other(d, tree.get("title"), "Kế hoạch thứ nhất", "Kế hoạch thứ hai", None)
    return True


def _add_reading(d: Drawing, tree: Tree) -> bool:
    readings = tree["document"]["readings"]
    readings.insert(d.number(0, len(readings)), {"of": "title", "value": None, "at": "PL9"})
    return True


def _acknowledged_figure(d: Drawing, tree: Tree) -> bool:
    if not tree["acknowledged"]:
        return False
    d.one_of(*tree["acknowledged"])["figures"][0] = "523"
    return True


def _respelled(section: str, field: str) -> Amendment:
    """One name or sentence in capitals: the same words."""

    def amend(d: Drawing, tree: Tree) -> bool:
        records = [record for record in tree.get(section, []) if not record[field].isupper()]
        if not records:
            return False
        record = d.one_of(*records)
        record[field] = record[field].upper()
        return True

    return amend


AMENDMENTS: Final[Mapping[str, Amendment]] = {
    "cell": _cell,
    "total": _total,
    "line added": _add_line,
    "line removed": _remove_line,
    "line entered twice": _duplicate_line,
    "line renamed": _rename_line,
    "line re-keyed": _rekey_line,
    "lines reordered": _reorder(lambda tree: tree["budget"]["lines"]),
    "source of a line": _line_source,
    "memo mark": _memo,
    "year added": _add_year,
    "year removed": _remove_year,
    "years reordered": _reorder_years,
    "unit restated": _restate,
    "unit flipped": _flip_unit,
    "deadline": _deadline,
    "bound": _bound,
    "report added": _addition("reports", lambda d: report(d, "moi")),
    "report removed": _removal("reports"),
    "task added": _addition("tasks", lambda d: task(d, "t9")),
    "task removed": _removal("tasks"),
    "task reworded": _set("tasks", "summary", *WORDS),
    "task role": _set("tasks", "role", "assigned", "requested"),
    "partner": _partner,
    "tasks reordered": _reorder(lambda tree: tree["tasks"]),
    "law added": _addition("legal_basis", instrument),
    "law removed": _removal("legal_basis"),
    "law issuer": _set("legal_basis", "issuer", "Quốc hội", "Bộ Công an"),
    "law subject": _set("legal_basis", "subject", "an ninh mạng", "tội phạm công nghệ cao"),
    "laws reordered": _reorder(lambda tree: tree["legal_basis"]),
    "document number": _set("document", "number", "622/KH-UBND", "1/KH-UBND", None),
    "document date": _set("document", "date", "2022-02-01", "2022-03", None),
    "title": _title,
    "reading added": _add_reading,
    "recipient renamed": _set("recipients", "name", "Viện kiểm sát", "Tòa án"),
    "recipient removed": _removal("recipients"),
    "recipient respelled": _respelled("recipients", "name"),
    "task respelled": _respelled("tasks", "summary"),
    "objective": _set("objectives", "summary", *WORDS),
    "agency renamed": _set("agencies", "name", "Công an Tỉnh", "Sở Tài chính Tỉnh"),
    "acknowledgement removed": _removal("acknowledged"),
    "acknowledged figure": _acknowledged_figure,
}
"""Every kind of amendment, by its name."""


def any_pair(d: Drawing) -> tuple[Tree, Tree]:
    """A plan and the same with some amendments, or two plans with nothing in common but their ids."""
    old = any_tree(d)
    return (old, any_tree(d)) if d.below(3) == 0 else (old, amended(d, old, *AMENDMENTS))


def amended(d: Drawing, old: Tree, *names: str) -> Tree:
    """The plan with one to four amendments of these names."""
    new = deepcopy(old)
    for _time in range(d.number(1, 4)):
        AMENDMENTS[d.one_of(*names)](d, new)
    return new
