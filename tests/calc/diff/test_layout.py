"""How a file is written makes no difference: each way of writing the shipped plan compares as the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import normalize

import pytest

from cybercrime_plan.calc.diff.comparison import diff
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import load
from tests.program import ROOT

SHIPPED = (ROOT / "plans" / "dong-thap-2022-2026.yaml").read_text(encoding="utf-8")


def read(data: bytes) -> Plan:
    loaded = load(data, "a.yaml")
    assert not loaded.findings
    assert loaded.plan is not None
    return loaded.plan


def _sections_reversed(text: str) -> str:
    head, *sections = re.split(r"(?m)^(?=[a-z_]+:)", text)
    return head + "".join(section.rstrip() + "\n" for section in reversed(sections))


LAYOUTS: dict[str, Callable[[str], bytes]] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "a byte order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "letters with combining marks": lambda text: normalize("NFD", text).encode(),
    "comments": lambda text: re.sub(r"(?m)^(?=[a-z_]+:)", "# ghi chú\n", text).encode(),
    "no comments": lambda text: re.sub(r"(?m) +#.*$|^#.*$", "", text).encode(),
    "the order of fields": lambda text: _sections_reversed(text).encode(),
    "grouped figures in quotes": lambda text: text.replace("3300", '"3.300"').replace("7150", '"7.150"').encode(),
    "single quotes": lambda text: text.replace('"2022-02"', "'2022-02'").encode(),
    "repeated blanks": lambda text: text.replace(
        "name: Công tác phòng ngừa", "name:  Công   tác phòng ngừa "
    ).encode(),
    "a row of dashes": lambda text: text.replace(
        "amounts: [ 150,  100,  150,  100,  150]",
        "amounts:\n        - 150\n        - 100\n        - 150\n        - 100\n        - 150",
    ).encode(),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_layout_is_no_difference(layout: str) -> None:
    data = LAYOUTS[layout](SHIPPED)
    assert data != SHIPPED.encode()
    comparison = diff(read(SHIPPED.encode()), read(data))
    assert comparison.same, [change.key for change in comparison.changes]
    assert comparison.digests[0] == comparison.digests[1]
