"""Which record of one plan is which of the other: by id, or by what identifies it on paper; never by position."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

from cybercrime_plan.calc.diff.meaning import Meaning, canonical, meaning
from cybercrime_plan.calc.diff.shapes import fields
from cybercrime_plan.errors import InputError
from cybercrime_plan.language import _
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


class Pairing(NamedTuple):
    """Two lists, record by record.

    Attributes:
        names: what the records of each list are called, unique in it.
        pairs: indexes of the same record in both.
        corrected: pairs that agree in everything but one field that identifies them, with that field.
        removed: indexes in the first list that stand alone.
        added: indexes in the second list that stand alone.
    """

    names: tuple[Sequence[str], Sequence[str]]
    pairs: Sequence[tuple[int, int]]
    corrected: Sequence[tuple[int, int, str]]
    removed: Sequence[int]
    added: Sequence[int]


def pair_records(old: Sequence[Part], new: Sequence[Part], where: str) -> Pairing:
    """Pair two lists of records, at least one of them not empty.

    Args:
        where: the path of the list, for the message when it cannot be paired.

    Raises:
        InputError: two records of one list have the same id.
    """
    part = type((*old, *new)[0])
    names = (_ids(old, where), _ids(new, where)) if "id" in fields(part) else _names(old, new)
    return _paired(names, lambda removed, added: _corrected(old, new, removed, added))


def pair_values(old: Sequence[object], new: Sequence[object]) -> Pairing:
    """Pair two lists of plain values; a text that alone took the place of another is a correction of it.

    Years never correct one another: the amounts under them belong to the year.
    """
    names = _numbered(map(value_name, old)), _numbered(map(value_name, new))
    pairs = _by_name(*names)
    if moved(pairs) or not all(isinstance(value, str) for value in (*old, *new)):
        return _paired(names, lambda _removed, _added: [])
    return _paired(names, lambda removed, added: _replaced(pairs, removed, added))


Correction = tuple[int, int, str]


def _paired(
    names: tuple[list[str], list[str]],
    correct: Callable[[Sequence[int], Sequence[int]], Sequence[Correction]],
) -> Pairing:
    pairs = _by_name(*names)
    removed = _without(range(len(names[0])), (old for old, _new in pairs))
    added = _without(range(len(names[1])), (new for _old, new in pairs))
    corrected = correct(removed, added)
    return Pairing(
        names,
        pairs,
        corrected,
        _without(removed, (pair[0] for pair in corrected)),
        _without(added, (pair[1] for pair in corrected)),
    )


def _by_name(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    where = {name: index for index, name in enumerate(new)}
    return [(index, where[name]) for index, name in enumerate(old) if name in where]


def _without(indexes: Iterable[int], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [index for index in indexes if index not in gone]


def _ids(records: Sequence[Part], where: str) -> list[str]:
    ids = [str(record.__dict__["id"]) for record in records]
    twice = next((name for name, times in Counter(ids).items() if times > 1), None)
    if twice is not None:
        raise InputError(
            _("{path} has the id {id} twice, so it cannot be compared", path=where, id=twice),
            _("give each its own id; the same line entered twice is best seen with: plan budget check"),
        )
    return ids


Namer = Callable[[Part], str]


def _identified(record: Part) -> str:
    values = (record.__dict__[name] for name in IDENTITY.get(type(record), ()))
    return " ".join(str(meaning(value)) for value in values if value is not None)


def _located(record: Part) -> str:
    place = meaning(record.__dict__.get("at")) or "–"
    return " @ ".join(filter(None, (_identified(record), place)))


def _described(record: Part) -> str:
    content = hashlib.sha256(canonical(record).encode()).hexdigest()[:8]
    return " = ".join(filter(None, (_identified(record), content)))


NAMERS: Final[tuple[Namer, ...]] = (_identified, _located, _described)
"""Names of a record without an id, from the shortest to the one that always tells it apart."""


def _names(old: Sequence[Part], new: Sequence[Part]) -> tuple[list[str], list[str]]:
    """The shortest names that tell the records of both lists apart."""
    names = _shortest(old, new)
    return _numbered(names[: len(old)]), _numbered(names[len(old) :])


def _shortest(old: Sequence[Part], new: Sequence[Part]) -> list[str]:
    names = [_identified(record) for record in (*old, *new)]
    for namer in NAMERS[1:]:
        shared = {name for side in (names[: len(old)], names[len(old) :]) for name in _repeated(side)} | {""}
        names = [
            namer(record) if name in shared else name for record, name in zip((*old, *new), names, strict=True)
        ]
    return names


def _repeated(names: Iterable[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


def _numbered(names: Iterable[str]) -> list[str]:
    """Names of equal things told apart by a number; which of them is which makes no difference."""
    seen: dict[str, count[int]] = {}
    numbered = []
    for name in names:
        number = next(seen.setdefault(name, count(1)))
        numbered.append(name if number == 1 else f"{name}#{number}")
    return numbered


def _corrected(
    old: Sequence[Part], new: Sequence[Part], removed: Sequence[int], added: Sequence[int]
) -> list[Correction]:
    """Lone records that agree in all but one field, when no other record does so as well."""
    if not removed or not added:
        return []
    before = {index: meaning(old[index]) for index in removed}
    after = {index: meaning(new[index]) for index in added}
    pairs: list[Correction] = []
    for field in fields(type(old[0])):
        left, right = _alike(before, field), _alike(after, field)
        found = [
            (indexes[0], right[rest][0], field)
            for rest, indexes in left.items()
            if len(indexes) == 1 and len(right.get(rest, ())) == 1
        ]
        for was, is_, _field in found:
            del before[was], after[is_]
        pairs += found
    return pairs


def _alike(said: Mapping[int, Meaning], field: str) -> Mapping[str, list[int]]:
    """The records by all they say but one field."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for index, facts in said.items():
        rest = {name: value for name, value in facts.items() if name != field}
        alike[json.dumps(rest, ensure_ascii=False, sort_keys=True)].append(index)
    return alike


def value_name(value: object) -> str:
    """What a plain value is called among its neighbours: itself."""
    said = meaning(value)
    return said if isinstance(said, str) else canonical(value)


def _replaced(pairs: Sequence[tuple[int, int]], removed: Sequence[int], added: Sequence[int]) -> list[Correction]:
    def gaps(indexes: Sequence[int], matched: Sequence[int]) -> Mapping[int, list[int]]:
        grouped: defaultdict[int, list[int]] = defaultdict(list)
        for index in indexes:
            grouped[bisect_left(matched, index)].append(index)
        return grouped

    before = gaps(removed, [pair[0] for pair in pairs])
    after = gaps(added, [pair[1] for pair in pairs])
    return [
        (indexes[0], after[gap][0], "")
        for gap, indexes in before.items()
        if len(indexes) == 1 and len(after.get(gap, ())) == 1
    ]


def moved(pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether what both lists have stands in another order."""
    order = [new for _old, new in sorted(pairs)]
    return order != sorted(order)


def aliases(records: Sequence[object]) -> list[tuple[str, ...]]:
    """Every name each record or value of one list can have when it is paired with another list."""
    if not records or not isinstance(records[0], Part):
        return [(name,) for name in _numbered(map(value_name, records))]
    parts = [record for record in records if isinstance(record, Part)]
    if "id" in fields(type(parts[0])):
        return [(str(part.__dict__["id"]),) for part in parts]
    return list(zip(*(_numbered(map(namer, parts)) for namer in NAMERS), strict=True))
