"""Looking words up in a source document: as one sequence, over what interrupts a sentence, and the nearest text."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from cybercrime_plan.calc.source_clauses import Stretch
from cybercrime_plan.model.source_text import SourceText

WordRun = tuple[str, ...]
_FEWEST_OVER_A_PAGE: Final = 3
_FEWEST_OVER_NOTES: Final = 6
"""Shorter runs of words are looked for without an interruption: they would meet by chance."""
_LONGEST_INTERRUPTION: Final = 1_500
"""Words of the notes at the foot of a page."""
_NOTE_DIGITS: Final = 2
_BEGINS: Final = 2
_MOST_PLACES: Final = 20_000
_MOST_BEGINNINGS: Final = 50
_RARE: Final = 12
_OFTEN: Final = 400
_LIKE: Final = 0.4
"""A nearest text shares at least this part of the words."""
_ENDS_A_NOTE: Final = frozenset({".", ")", "…", ";"})


class Step(NamedTuple):
    """One part of a printed sequence.

    Attributes:
        choices: the ways to print it, the longest first.
        optional: whether it may be left out.
    """

    choices: tuple[WordRun, ...]
    optional: bool = False


class Search:
    """The words of one source, to be looked up."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._words = source.words
        self._raised = {mark.word for mark in source.marks}

    def steps(self, steps: Sequence[Step], within: Stretch | None = None) -> Iterator[Stretch]:
        """Every place where the parts stand one behind the other, in a stretch or anywhere."""
        first = next((step for step in steps if not step.optional), None)
        before = steps[: steps.index(first)] if first else ()
        for choice in first.choices if first else ():
            for found in self._exactly(choice, within):
                last = self._along(steps[len(before) + 1 :], found.last)
                if last is not None:
                    yield Stretch(self._back(before, found.first), last)

    def first(self, words: WordRun, within: Stretch) -> Stretch | None:
        """The first place of these words in a stretch."""
        return next(self._exactly(words, within), None)

    def along(self, steps: Sequence[Step], word: int) -> Stretch | None:
        """The parts one behind the other from this word on, if they stand there."""
        last = self._along(steps, word)
        return None if last is None else Stretch(word, last)

    def interrupted(self, steps: Sequence[Step]) -> Stretch | None:
        """The parts one behind the other, where the number of a page or the notes at its foot stand amidst."""
        length = sum(len(step.choices[0]) for step in steps if not step.optional)
        if length < _FEWEST_OVER_A_PAGE:
            return None
        start = steps[0].choices[0]
        for begun in islice(self._exactly(start[:_BEGINS]), _MOST_BEGINNINGS):
            last = self._along_over(steps, begun.first, leap=length >= _FEWEST_OVER_NOTES)
            if last is not None:
                return Stretch(begun.first, last)
        return None

    def nearest(self, words: WordRun) -> Stretch | None:
        """The text of about the same length that shares most of the words in their order; None without one."""
        places = self._source.places_of
        known = [index for index, word in enumerate(words) if word in places]
        rare = sorted(known, key=lambda index: len(places[words[index]]))[:_RARE]
        votes = Counter(
            place - index for index in rare for place in islice(places[words[index]], _OFTEN) if place >= index
        )
        likely = [start for start, _count in votes.most_common(_RARE)]
        best = max(likely, key=lambda start: (self._shared(words, start), -start), default=None)
        if best is None or self._shared(words, best) < max(1, _LIKE * len(words)):
            return None
        last = min(best + len(words), len(self._words))
        while last > best + 1 and not self._words[last - 1].isalnum() and self._words[last - 1] not in words:
            last -= 1
        return Stretch(best, last)

    def _shared(self, words: WordRun, start: int) -> int:
        return sum(one == other for one, other in zip(words, self._words[start : start + len(words)], strict=False))

    def _exactly(self, words: WordRun, within: Stretch | None = None) -> Iterator[Stretch]:
        """Every place of these words, by the rarest of them; of words that stand everywhere, the first places."""
        if not words:
            return
        places = self._source.places_of
        empty = array("I")
        rarest = min(range(len(words)), key=lambda index: len(places.get(words[index], empty)))
        found, wanted = places.get(words[rarest], empty), list(words)
        start = 0 if within is None else bisect_left(found, within.first + rarest)
        for place in islice(found, start, start + _MOST_PLACES):
            first = place - rarest
            if within is not None and first >= within.last:
                return
            if first >= 0 and self._words[first : first + len(words)] == wanted:
                yield Stretch(first, first + len(words))

    def _along(self, steps: Sequence[Step], word: int) -> int | None:
        if not steps:
            return word
        step, rest = steps[0], steps[1:]
        for choice in step.choices:
            if tuple(self._words[word : word + len(choice)]) == choice:
                last = self._along(rest, word + len(choice))
                if last is not None:
                    return last
        return self._along(rest, word) if step.optional else None

    def _back(self, steps: Sequence[Step], word: int) -> int:
        for step in reversed(steps):
            sizes = [len(one) for one in step.choices if tuple(self._words[max(0, word - len(one)) : word]) == one]
            word -= max(sizes, default=0)
        return word

    def _along_over(self, steps: Sequence[Step], word: int, *, leap: bool) -> int | None:
        """Like `_along`, over what interrupts a sentence."""
        if not steps:
            return word
        step, rest = steps[0], steps[1:]
        for choice in step.choices:
            behind = self._over(choice, word, leap=leap)
            last = None if behind is None else self._along_over(rest, behind, leap=leap)
            if last is not None:
                return last
        return self._along_over(rest, word, leap=leap) if step.optional else None

    def _over(self, words: WordRun, place: int, *, leap: bool) -> int | None:
        """Where the words end that begin here, over numbers alone on their line and one block of notes."""
        for index, word in enumerate(words):
            while place < len(self._words) and self._words[place] != word and self._source.is_alone(place):
                place += 1
            if place < len(self._words) and self._words[place] == word:
                place += 1
                continue
            return self._behind_notes(words[index:], place) if leap else None
        return place

    def _behind_notes(self, rest: WordRun, place: int) -> int | None:
        """Where the rest of a sentence ends behind the notes that begin here, or just before here."""
        words = self._words
        number = place < len(words) and words[place].isdigit() and len(words[place]) <= _NOTE_DIGITS
        if not (number or place in self._raised or (place and self._source.is_alone(place - 1))):
            return None
        for word in range(place + 1, min(place + _LONGEST_INTERRUPTION, len(words))):
            if words[word] == rest[0] and words[word - 1] in _ENDS_A_NOTE:
                last = self._over(rest, word, leap=False)
                if last is not None:
                    return last
        return None
