"""What the records of a list are called: by their id, or by what tells them apart on paper; never by position."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from cybercrime_plan.calc.diff.meaning import canonical, meaning
from cybercrime_plan.calc.diff.shapes import fields
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.budget import LineName, Note, Spending, Stated
from cybercrime_plan.model.duties import Contact, Recipient
from cybercrime_plan.model.identity import Annex, Citation, Doubt, Instrument, Reading
from cybercrime_plan.model.plan import Acknowledgement
from cybercrime_plan.model.reports import Override

IDENTITY: Final[Mapping[type[Part], tuple[str, ...]]] = {
    Acknowledgement: ("code", "path"),
    Annex: ("name",),
    Citation: (),
    Contact: ("agency",),
    Doubt: ("printed",),
    Instrument: ("kind", "number", "date"),
    LineName: (),
    Note: ("on",),
    Override: ("occurrence",),
    Reading: ("of",),
    Recipient: ("name",),
    Spending: ("kind", "line"),
    Stated: (),
}
"""What tells records without an id apart; where that is not enough their place does, then all they say."""

Namer = Callable[[Part], str]


def has_id(record: object) -> bool:
    """Whether a thing of a list has an id."""
    return isinstance(record, Part) and "id" in fields(type(record))


def id_of(record: Part) -> str:
    """The id of a record that has one."""
    return str(record.__dict__["id"])


def value_name(value: object) -> str:
    """What a plain value is called among its neighbours: itself."""
    said = meaning(value)
    return said if isinstance(said, str) else canonical(value)


def _identified(record: Part) -> str:
    values = (record.__dict__[name] for name in IDENTITY.get(type(record), ()))
    return " ".join(str(meaning(value)) for value in values if value is not None)


def _located(record: Part) -> str:
    place = meaning(record.__dict__.get("at")) or "–"
    return " @ ".join(filter(None, (_identified(record), place)))


def _described(record: Part) -> str:
    content = hashlib.sha256(canonical(record).encode()).hexdigest()[:8]
    return " = ".join(filter(None, (_identified(record), content)))


_NAMERS: Final[tuple[Namer, ...]] = (_identified, _located, _described)
"""From the shortest name to the one that always tells a record apart."""


def names_of(old: Sequence[Part], new: Sequence[Part]) -> tuple[list[str], list[str]]:
    """The shortest names that tell the records of two lists apart; equal records have equal names."""
    names = [_identified(record) for record in (*old, *new)]
    for namer in _NAMERS[1:]:
        shared = _repeated(names[: len(old)]) | _repeated(names[len(old) :]) | {""}
        names = [
            namer(record) if name in shared else name for record, name in zip((*old, *new), names, strict=True)
        ]
    return names[: len(old)], names[len(old) :]


def _repeated(names: Iterable[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


def numbered(names: Iterable[str]) -> list[str]:
    """Names of equal things told apart by a number; which of them is which makes no difference."""
    seen: Counter[str] = Counter()
    apart = []
    for name in names:
        seen[name] += 1
        apart.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return apart


def numbered_from_behind(names: Sequence[str]) -> list[str]:
    """The same, counted from the last."""
    left = Counter(names)
    apart = []
    for name in names:
        apart.append(f"{name}~{left[name]}")
        left[name] -= 1
    return apart


def aliases(records: Sequence[object]) -> list[tuple[str, ...]]:
    """Every name each record or value of one list can have when it is paired with another list."""
    parts = [record for record in records if isinstance(record, Part)]
    if parts and has_id(parts[0]):
        return [(id_of(part),) for part in parts]
    namings = [list(map(namer, parts)) for namer in _NAMERS] if parts else [list(map(value_name, records))]
    numberings = [number(names) for names in namings for number in (numbered, numbered_from_behind)]
    return list(zip(*numberings, strict=True))
