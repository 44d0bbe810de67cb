"""Paths for people: `budget.lines[phong-ngua].amounts[2025]`, with ids and years instead of positions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from cybercrime_plan.findings import Key, Loc

_NAMES: Final = ("id", "number", "name", "of", "code", "email", "on", "label", "kind", "printed", "at")
"""What a record is called by, the first that it has."""
_LONGEST_NAME: Final = 60


def path_of(loc: Loc, root: object) -> str:
    """The path of a place in a plan, or in the tree of text it is read from.

    A record is called by its id, else by what it prints (number, name, …); an amount by its year. Only what
    has no name of its own is counted, from 1: `covers[#2]`; so is a namesake: `readings[number#2]`.

    Args:
        loc: keys as the file writes them (`from`, not `from_`), and indexes.
        root: the `Plan`, or the mapping it is read from.
    """
    path = ""
    above: tuple[object, ...] = (root,)
    for depth, key in enumerate(loc):
        if isinstance(key, str) and not (depth and loc[depth - 1] == "split"):
            path += "." + _cut(key) if path else _cut(key)
        else:
            path += f"[{_shown(key, loc[:depth], above)}]"
        above = (*above, _child(above[-1], key))
    return path


def _child(parent: object, key: Key) -> object:
    if isinstance(key, int):
        return parent[key] if isinstance(parent, tuple) and 0 <= key < len(parent) else None
    if isinstance(parent, dict):
        return parent.get(key)
    return getattr(parent, key, None) or getattr(parent, f"{key}_", None)


def _shown(key: Key, before: Loc, above: tuple[object, ...]) -> str:
    if isinstance(key, str):
        return _cut(key)
    if _is_row(before):
        year = _child(_child(_child(above[0], "budget"), "years"), key)
        return f"#{key + 1}" if year is None else str(year)
    siblings = above[-1] if isinstance(above[-1], tuple) else ()
    name = _name(_child(siblings, key))
    if not name:
        return f"#{key + 1}"
    namesakes = sum(_name(sibling) == name for sibling in siblings[:key])
    return f"{name}#{namesakes + 1}" if namesakes else name


def _is_row(before: Loc) -> bool:
    return before[:1] == ("budget",) and (before[-1] in {"amounts", "totals"} or before[-2:-1] == ("split",))


def _name(record: object) -> str:
    names: Iterable[Any] = (
        (record,) if isinstance(record, (str, int)) else (_child(record, name) for name in _NAMES)
    )
    return _cut(next((str(name) for name in names if isinstance(name, (str, int))), ""))


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
