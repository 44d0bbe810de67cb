"""A date that cannot be read is refused wherever a date may stand in a plan, never ignored."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from cybercrime_plan.read.load import load

FILES: Final = sorted((Path(__file__).parents[2] / "plans").glob("*.yaml"))
_DATE: Final = re.compile(r'"[12][0-9]{3}-[0-9]{2}(?:-[0-9]{2})?"')
_FIELD: Final = re.compile(r"([a-z]+): \[?$")


def places(text: str) -> dict[str, re.Match[str]]:
    """One date for each field that has any; the figures of an acknowledgement only repeat what a finding says."""
    found: dict[str, re.Match[str]] = {}
    for date in _DATE.finditer(text):
        field = _FIELD.search(text[: date.start()])
        if field and field[1] not in {"figures", "printed"}:
            found.setdefault(field[1], date)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("unreadable", ["2025-02-30", "31/02/2025", "2025-13", "hôm qua", "2025-1-1x"])
def test_a_date_that_cannot_be_read_is_refused_at_its_place(file: Path, unreadable: str) -> None:
    text = file.read_text(encoding="utf-8")
    dates = places(text)
    assert dates.keys() >= {"from", "on", "date", "value"}
    for field, date in dates.items():
        changed = f'{text[: date.start()]}"{unreadable}"{text[date.end() :]}'
        findings = load(changed.encode(), file.name).findings
        line = text.count("\n", 0, date.start()) + 1
        assert [str(one.place).split(":")[0] for one in findings] == [str(line)], field
        assert findings[0].rule.family == "SCH"
