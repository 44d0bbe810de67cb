"""Which record of one plan is which of the other: by id, or by what tells it apart on paper; never by position.

What is compared is the meaning of a value: what two spellings of it have in common.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar
from unicodedata import normalize

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import _
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.money import Money, Unit
from cybercrime_plan.model.spelling import spoken

PlainValue = Any
"""What JSON can hold: None, bool, int, str, lists and mappings of these."""


def meaning(value: object) -> PlainValue:
    """The value as JSON holds it: money in whole đồng, a dash as `-`, dates in ISO, text in NFC.

    Fields that hold what they hold when left out are left out.
    """
    if type(value) is str:
        return value if value.isascii() else normalize("NFC", value)
    if isinstance(value, Part):
        held = ((name, field, value.__dict__[field.attribute]) for name, field in fields_of(type(value)).items())
        return {
            name: meaning(one) for name, field, one in held if one is not field.default and one != field.default
        }
    if isinstance(value, (tuple, list)):
        return [meaning(item) for item in value]
    if isinstance(value, dict):
        return {str(key): meaning(item) for key, item in value.items()}
    return _fact(value)


def _fact(value: object) -> PlainValue:
    match value:
        case None | bool() | int():
            return value
        case Money():
            return value.dong
        case Unit():
            return value.label
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return normalize("NFC", str(value))


def canonical(value: object) -> str:
    """The meaning as one text, the same for equal meanings."""
    return json.dumps(meaning(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: object) -> str:
    """The SHA-256 of the meaning: equal for two plans exactly when nothing differs between them."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


Namer = Callable[[Part], str]


def has_id(record: object) -> bool:
    """Whether a thing of a list has an id."""
    return isinstance(record, Part) and "id" in fields_of(type(record))


def id_of(record: Part) -> str:
    """The id of a record that has one."""
    return str(record.__dict__["id"])


def value_name(value: object) -> str:
    """What a plain value is called among its neighbours: itself."""
    said = meaning(value)
    return said if isinstance(said, str) else canonical(value)


def _identified(record: Part) -> str:
    """By what tells it apart on paper; where that is not enough its place does, then all it says."""
    values = (record.__dict__[field.attribute] for field in fields_of(type(record)).values() if field.is_key)
    return " ".join(str(meaning(value)) for value in values if value is not None)


_NAMERS: Final[tuple[Namer, ...]] = (
    _identified,
    lambda record: " @ ".join(filter(None, (_identified(record), meaning(record.__dict__.get("at")) or "–"))),
    lambda record: " = ".join(filter(None, (_identified(record), digest(record)[:8]))),
)
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


Pairs = Sequence[tuple[int, int]]
Names = tuple[Sequence[str], Sequence[str]]
CorrectedPair = tuple[int, int, str]
"""Indexes of the same record in both lists, and the one field in which it differs."""
FindsCorrections = Callable[[Pairs, Sequence[int], Sequence[int]], Sequence[CorrectedPair]]
"""Finds corrections among what is left of both lists once their names are paired."""


class Pairing(NamedTuple):
    """Two lists, record by record.

    Attributes:
        names: what the records of each list are called, unique in it.
        pairs: indexes of the same record in both.
        corrected: pairs that agree in everything but one field, which identifies them.
        removed: indexes in the first list that stand alone.
        added: indexes in the second list that stand alone.
    """

    names: Names
    pairs: Pairs
    corrected: Sequence[CorrectedPair]
    removed: Sequence[int]
    added: Sequence[int]

    @property
    def common(self) -> Pairs:
        """Indexes of what both lists have, in the order of the first."""
        return sorted([*self.pairs, *((was, is_) for was, is_, _field in self.corrected)])

    @property
    def moved(self) -> bool:
        """Whether what both lists have stands in another order."""
        return _moved(self.common)

    def with_more(self, pairs: Pairs, corrected: Sequence[CorrectedPair]) -> Pairing:
        """The same lists with more of their records paired."""
        more = self._replace(pairs=sorted(pairs), corrected=corrected)
        taken = more.common
        return more._replace(
            removed=without(self.removed, (was for was, _is in taken)),
            added=without(self.added, (is_ for _was, is_ in taken)),
        )


def pair_records(old: Sequence[Part], new: Sequence[Part], where: str) -> Pairing:
    """Pair two lists of records, at least one of them not empty.

    Args:
        where: the path of the list, for the message when it cannot be paired.

    Raises:
        InputError: two records of one list have the same id.
    """

    def correct(_pairs: Pairs, removed: Sequence[int], added: Sequence[int]) -> list[CorrectedPair]:
        if not removed or not added:
            return []
        before = {index: meaning(old[index]) for index in removed}
        after = {index: meaning(new[index]) for index in added}
        pairs: list[CorrectedPair] = []
        for field in fields_of(type(old[0])):
            left, right = (by_key(said, partial(_rest, said, field)) for said in (before, after))
            for was, is_ in alone_in_both(left, right):
                del before[was], after[is_]
                pairs.append((was, is_, field))
        return pairs

    if has_id((*old, *new)[0]):
        return _paired((_ids(old, where), _ids(new, where)), correct)
    pairing = _least_moved(names_of(old, new), correct)
    spelled = _spelled_otherwise(pairing)
    return pairing.with_more([*pairing.pairs, *spelled], pairing.corrected) if spelled else pairing


def pair_values(old: Sequence[object], new: Sequence[object]) -> Pairing:
    """Pair two lists of plain values; a text that alone took the place of another is a correction of it.

    Years never correct one another: the amounts under them belong to the year.
    """
    texts = all(isinstance(value, str) for value in (*old, *new))

    def correct(pairs: Pairs, removed: Sequence[int], added: Sequence[int]) -> list[CorrectedPair]:
        if not texts or _moved(pairs):
            return []
        # lone values that stand between the same neighbours
        before = by_key(removed, partial(bisect_left, [was for was, _is in pairs]))
        after = by_key(added, partial(bisect_left, [is_ for _was, is_ in pairs]))
        return [(was, is_, "") for was, is_ in alone_in_both(before, after)]

    pairing = _least_moved((list(map(value_name, old)), list(map(value_name, new))), correct)
    spelled = _spelled_otherwise(pairing) if texts else []
    corrected = [*pairing.corrected, *((was, is_, "") for was, is_ in spelled)]
    return pairing.with_more(pairing.pairs, corrected) if spelled else pairing


def _ids(records: Sequence[Part], where: str) -> list[str]:
    ids = list(map(id_of, records))
    if len(set(ids)) < len(ids):
        twice = next(name for name, times in Counter(ids).items() if times > 1)
        raise InputError(
            _("{path} has the id {id} twice, so it cannot be compared", path=where, id=twice),
            _("give each its own id; the same line entered twice is best seen with: plan budget check"),
        )
    return ids


def _least_moved(names: Names, correct: FindsCorrections) -> Pairing:
    """Pair by names that may repeat; equal things are counted from the front, or from behind if that moves less."""
    pairing = _paired((numbered(names[0]), numbered(names[1])), correct)
    if not pairing.moved or all(len(set(side)) == len(side) for side in names):
        return pairing
    from_behind = _paired((numbered_from_behind(names[0]), numbered_from_behind(names[1])), correct)
    return pairing if from_behind.moved else from_behind


def _paired(names: Names, correct: FindsCorrections) -> Pairing:
    where = {name: index for index, name in enumerate(names[1])}
    pairs = [(index, where[name]) for index, name in enumerate(names[0]) if name in where]
    removed = without(range(len(names[0])), (old for old, _new in pairs))
    added = without(range(len(names[1])), (new for _old, new in pairs))
    corrected = correct(pairs, removed, added)
    return Pairing(
        names,
        pairs,
        corrected,
        without(removed, (pair[0] for pair in corrected)),
        without(added, (pair[1] for pair in corrected)),
    )


def without(indexes: Iterable[int], taken: Iterable[int]) -> list[int]:
    """The indexes that are not taken, in their order."""
    gone = set(taken)
    return [index for index in indexes if index not in gone]


def _moved(pairs: Pairs) -> bool:
    order = [new for _old, new in sorted(pairs)]
    return order != sorted(order)


T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def by_key(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """The things that share a key together, in the order in which they are met."""
    groups: dict[K, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups


def alone_in_both(old: Mapping[K, list[int]], new: Mapping[K, list[int]]) -> list[tuple[int, int]]:
    """What is the only one of its group on either side."""
    return [(of[0], new[key][0]) for key, of in old.items() if len(of) == 1 and len(new.get(key, ())) == 1]


def _rest(said: Mapping[int, PlainValue], field: str, index: int) -> str:
    """All a record says but one field."""
    rest = {name: value for name, value in said[index].items() if name != field}
    return json.dumps(rest, ensure_ascii=False, sort_keys=True)


def _spelled_otherwise(pairing: Pairing) -> list[tuple[int, int]]:
    """Lone records whose names are the same words in another spelling, when no other's are."""

    def by_words(names: Sequence[str], lone: Sequence[int]) -> Mapping[str, list[int]]:
        return by_key(lone, lambda index: spoken(names[index]))

    first, second = pairing.names
    return alone_in_both(by_words(first, pairing.removed), by_words(second, pairing.added))
