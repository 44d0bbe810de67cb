"""JSON: for programs, never translated, money in whole đồng."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from cybercrime_plan.render.characters import escaped
from cybercrime_plan.render.result import Json, Records
from cybercrime_plan.render.table import Facts, Table, TableRow, recorded

_PIECE: Final = 8_192
"""Characters that are handed on together."""


_NESTED: Final = (dict, list, Iterator)
_scalar: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def written(value: Json) -> str:
    """The value as indented JSON in UTF-8 letters; control characters are escaped, floats refused."""
    return "".join(pieces(value))


def pieces(value: Json) -> Iterator[str]:
    """The same piece by piece, as its iterators give it."""
    gathered, length = [], 0
    for piece in _pieces(value, "\n"):
        gathered.append(piece)
        length += len(piece)
        if length >= _PIECE:
            yield escaped("".join(gathered))
            gathered, length = [], 0
    yield escaped("".join(gathered)) + "\n"


def _pieces(value: Json, end: str) -> Iterator[str]:
    """The value, laid out as `json.dumps` does with two blanks a step.

    Args:
        end: what ends a line: the line feed and the blanks before the closing bracket.
    """
    if isinstance(value, dict):
        if value and not any(isinstance(item, _NESTED) for item in value.values()):
            # a flat record in one go: tables have tens of thousands of them
            fields = f",{end}  ".join(f"{_scalar(key)}: {_scalar(item)}" for key, item in value.items())
            yield f"{{{end}  {fields}{end}}}"
            return
        named = ((f"{_scalar(key)}: ", item) for key, item in value.items())
        yield from _members("{}", named, end)
    elif isinstance(value, (list, Iterator)):
        yield from _members("[]", (("", item) for item in value), end)
    else:
        yield _scalar(value)


def _members(brackets: str, members: Iterable[tuple[str, Json]], end: str) -> Iterator[str]:
    before = f"{brackets[0]}{end}  "
    for name, value in members:
        if isinstance(value, _NESTED):
            yield before + name
            yield from _pieces(value, f"{end}  ")
        else:
            yield f"{before}{name}{_scalar(value)}"
        before = f",{end}  "
    yield brackets if before[0] == brackets[0] else end + brackets[1]


def value_of(records: Records) -> Json:
    """A table alone is an array of flat records; several parts are an object of them by key."""
    return _value(records[0]) if len(records) == 1 else {part.key: _value(part) for part in records}


def _value(part: Table | Facts) -> Json:
    if isinstance(part, Facts):
        return {item.key: recorded(item.value) for item in part.items}
    return _objects(part)


def _objects(table: Table) -> Iterator[dict[str, Json]]:
    keys = [column.key for column in table.columns]
    for row in table.rows:
        if isinstance(row, TableRow) and not row.total:
            yield dict(zip(keys, map(recorded, row.cells), strict=True))


def json_lines(records: Records) -> Iterator[str]:
    """One JSON object for each row of the tables, keys as the columns are named."""
    rows = (row for part in records if isinstance(part, Table) for row in _objects(part))
    return (f"{escaped(json.dumps(row, ensure_ascii=False))}\n" for row in rows)
