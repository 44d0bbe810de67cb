"""JSON: for programs, never translated, money in whole đồng."""

from __future__ import annotations

import json

from cybercrime_plan.language import Language
from cybercrime_plan.render.characters import escaped
from cybercrime_plan.render.table import Facts, Page, Section, Table, plain

Json = dict[str, "Json"] | list["Json"] | str | int | None


def written(value: Json) -> str:
    """The value as indented JSON in UTF-8 letters; control characters are escaped, floats refused."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def render(page: Page, _language: Language) -> str:
    """A table alone is an array of flat records; several parts are an object of them by key."""
    data = page.data
    return written(_value(data[0]) if len(data) == 1 else {part.key: _value(part) for part in data})


def _value(part: Table | Facts) -> Json:
    if isinstance(part, Facts):
        return {item.key: plain(item.value) for item in part.items}
    return _records(part)


def _records(table: Table) -> Json:
    keys = [column.key for column in table.columns]
    return [
        dict(zip(keys, map(plain, row.cells), strict=True))
        for row in table.rows
        if not isinstance(row, Section) and not row.total
    ]
