"""JSON: for programs, never translated, money in whole đồng."""

from __future__ import annotations

import json
from collections.abc import Iterator

from cybercrime_plan.render.characters import escaped
from cybercrime_plan.render.result import Records
from cybercrime_plan.render.table import Facts, Table, TableRow, plain

Json = dict[str, "Json"] | list["Json"] | str | int | None


def written(value: Json) -> str:
    """The value as indented JSON in UTF-8 letters; control characters are escaped, floats refused."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def value_of(records: Records) -> Json:
    """A table alone is an array of flat records; several parts are an object of them by key."""
    return _value(records[0]) if len(records) == 1 else {part.key: _value(part) for part in records}


def _value(part: Table | Facts) -> Json:
    if isinstance(part, Facts):
        return {item.key: plain(item.value) for item in part.items}
    return [*_objects(part)]


def _objects(table: Table) -> Iterator[dict[str, Json]]:
    keys = [column.key for column in table.columns]
    for row in table.rows:
        if isinstance(row, TableRow) and not row.total:
            yield dict(zip(keys, map(plain, row.cells), strict=True))


def json_lines(records: Records) -> str:
    """One JSON object for each row of the tables, keys as the columns are named."""
    rows = (row for part in records if isinstance(part, Table) for row in _objects(part))
    return "".join(f"{escaped(json.dumps(row, ensure_ascii=False))}\n" for row in rows)
