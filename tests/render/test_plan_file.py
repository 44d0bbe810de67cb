"""A plan file that is written is read back value for value."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.read.grid import clean
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.render.plan_file import plan_yaml

AWKWARD = r"""
yes
No
null
~
0150
1.150
2025
1_000
12:30
'a'
"a"
[a]
{a}
*a
&a
!a
|
>
%a
@a
a:
a: b
a #b
- a
\
"""
TEXTS = st.text(max_size=30).map(clean).filter(bool) | st.sampled_from(AWKWARD.split())
FIGURES = st.none() | st.integers(0, 10**12).map(str) | st.sampled_from(["-", "1.150", "1.150,5", "0,5", "x"])
ROWS = st.lists(FIGURES, min_size=1).map(tuple)
LEAVES = st.fixed_dictionaries({"name": TEXTS}, optional={"stt": TEXTS, "amounts": ROWS, "total": FIGURES})


def lists(records: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[tuple[dict[str, Any], ...]]:
    return st.lists(records, min_size=1, max_size=3).map(tuple)


LINES = st.recursive(
    LEAVES, lambda below: st.fixed_dictionaries({"name": TEXTS, "lines": lists(below)}), max_leaves=6
)
TITLES = st.lists(TEXTS | st.just("Cắt giảm, thu hồi"), min_size=1).map(tuple)
BUDGETS = st.fixed_dictionaries({"unit": TEXTS, "headings": TITLES, "lines": lists(LINES)})
TREES = st.fixed_dictionaries({"id": TEXTS, "budget": BUDGETS})


def ungrouped(value: Any, name: str = "") -> Any:
    """Whole figures lose their dots on the way."""
    if isinstance(value, dict):
        return {key: ungrouped(inner, key) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(ungrouped(inner, name) for inner in value)
    return value.replace(".", "") if value == "1.150" and name in {"amounts", "total"} else value


@given(TREES)
def test_what_is_written_is_read_back(tree: dict[str, Any]) -> None:
    read = read_tree(plan_yaml(tree, ("Đã đọc",), {("budget", "unit"): "behind it"}).encode())
    assert not read.findings
    assert read.tree == ungrouped(tree)
