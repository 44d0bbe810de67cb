"""Paths for people: `budget.lines[phong-ngua].amounts[2025]`, with ids and years instead of positions."""

from __future__ import annotations

from collections import Counter
from typing import Final

from cybercrime_plan.findings import Key, Loc

_NAMES: Final = ("id", "number", "name", "of", "code", "email", "on", "label", "kind", "printed", "at")
"""What a record is called by, the first that it has."""
_LONGEST_NAME: Final = 60
_BY_NAME: Final = frozenset({"split", "columns", "column_totals", "others", "other_totals"})
"""Mappings whose keys are names."""


def path_of(loc: Loc, root: object) -> str:
    """The path of one place in a plan, or in the tree of text it is read from; see `Paths`."""
    return Paths(root).of(loc)


class Paths:
    """The paths of many places of one plan.

    A record is called by its id, else by what it prints (number, name, …); an amount by its year. Only what
    has no name of its own is counted, from 1: `covers[#2]`; so is a namesake: `readings[number#2]`.

    Args:
        root: the `Plan`, or the mapping it is read from.
    """

    def __init__(self, root: object) -> None:
        self._root = root
        self._names: dict[int, list[str]] = {}

    def of(self, loc: Loc) -> str:
        """The path of this place: keys as the file writes them (`from`, not `from_`), and indexes."""
        path = ""
        here = self._root
        for depth, key in enumerate(loc):
            if isinstance(key, int):
                path += f"[{self._called(loc[:depth], here, key)}]"
            elif depth and loc[depth - 1] in _BY_NAME:
                path += f"[{_cut(key)}]"
            else:
                path += "." + _cut(key) if path else _cut(key)
            here = _child(here, key)
        return path

    def _called(self, above: Loc, siblings: object, index: int) -> str:
        table = above[:2] if above[:1] == ("budgets",) else above[:1]
        in_table = len(above) > len(table) and table[:1] in {("budget",), ("budgets",)}
        if in_table and (above[-1] in {"amounts", "totals"} or above[-2:-1] == ("split",)):
            year = _child(_child(self._at(table), "years"), index)
            return f"#{index + 1}" if year is None else str(year)
        if not isinstance(siblings, tuple) or index >= len(siblings):
            return f"#{index + 1}"
        names = self._names.setdefault(id(siblings), [])
        if not names:
            # a name for each, counted where it has none or is a namesake of an earlier one
            met: Counter[str] = Counter()
            for number, one in enumerate(siblings, start=1):
                named = (one,) if isinstance(one, (str, int)) else (_child(one, name) for name in _NAMES)
                name = _cut(next((str(text) for text in named if isinstance(text, (str, int))), ""))
                met[name] += 1
                names.append(f"#{number}" if not name else f"{name}#{met[name]}" if met[name] > 1 else name)
        return names[index]

    def _at(self, loc: Loc) -> object:
        here = self._root
        for key in loc:
            here = _child(here, key)
        return here


def _child(parent: object, key: Key) -> object:
    if isinstance(key, int):
        return parent[key] if isinstance(parent, tuple) and 0 <= key < len(parent) else None
    if isinstance(parent, dict):
        return parent.get(key)
    fields = getattr(parent, "__dict__", {})  # a missing attribute of a pydantic model costs an exception
    return fields.get(key) or fields.get(f"{key}_")


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
