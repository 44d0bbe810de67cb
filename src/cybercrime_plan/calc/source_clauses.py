"""The clauses of a source document: where `II.2.4`, `Phụ lục 1.3`, `chú thích 2` or `Nơi nhận` begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from cybercrime_plan.model.source_text import SourceText
from cybercrime_plan.model.spelling import folded

ClausePath = tuple[str, ...]
"""The steps to a clause: `("II", "2", "4")`, `("@annex", "1", "III")`."""

_HEAD: Final = "@head"
_ANNEX: Final = "@annex"
_RECIPIENTS: Final = "@recipients"
_NUMERALS: Final = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
)
_ENDS_A_SENTENCE: Final = frozenset({".", ";", ":", "…", ")", "/"})
_STEP: Final = re.compile(r"[0-9]+|[IVX]+|[a-zđ]")
_FOOTNOTE: Final = re.compile(r"(?:chú thích|cước chú|ghi chú) ([0-9]+)", re.IGNORECASE)
_ANNEX_NAME: Final = re.compile(r"phụ lục(?: (?:số )?([0-9]+|[IVX]+))?(?:\.(.+))?", re.IGNORECASE)
_BEFORE: Final = re.compile(r"trước (.+)", re.IGNORECASE)
_OF_THE_HEAD: Final = frozenset(folded(name) for name in ("Đầu văn bản", "Mở đầu", "Tiêu đề", "Phần đầu"))
_OF_THE_END: Final = frozenset(folded(name) for name in ("Nơi nhận", "Chữ ký", "Cuối văn bản"))
_LONGEST_FOOTNOTE: Final = 2_000
_DIGITS_OF_A_YEAR: Final = 4
_MOST_MISSING: Final = 3
_ORDER: Final = {numeral.casefold(): number for number, numeral in enumerate(_NUMERALS, 1)}


class Stretch(NamedTuple):
    """Words of a source, from the first to before the last."""

    first: int
    last: int

    def __contains__(self, word: object) -> bool:
        return isinstance(word, int) and self.first <= word < self.last


class SourceClause(NamedTuple):
    """A clause by the steps to it, and the word with which its number, dash or heading begins."""

    path: ClausePath
    first: int


class Clauses:
    """The clauses of one source.

    A text whose lines were broken anew is understood as well: where no section begins a line, its numbers are
    looked for in their order behind the ends of sentences.
    """

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._words = source.words
        # many numbers of sections stand within lines, so that the others begin one by chance
        heads = [
            [
                word
                for word in source.places_of.get(key, ())
                if _is_numbered(source, word, key.upper(), strict=False)
            ]
            for key in _ORDER
        ]
        begins = [any(map(source.begins_line, words)) for words in heads if words]
        self._inline = 3 * sum(begins) < 2 * len(begins)
        self.all = tuple(_Walk(source, strict=not self._inline).clauses())
        self._index = {clause.path: number for number, clause in reversed(list(enumerate(self.all)))}
        self._heads = {clause.path[0] for clause in self.all}
        self._known: dict[ClausePath, Stretch] = {}

    def __contains__(self, path: object) -> bool:
        return path in self._index

    @property
    def has_sections(self) -> bool:
        """Whether the text shows numbered sections at all."""
        return not self._heads.isdisjoint(_NUMERALS)

    def stretches(self, at: str | None) -> tuple[Stretch, ...]:
        """The words of the places a plan names, `II.13, IV.1`; none where the text does not show such a place."""
        if at is None:
            return ()
        found = (self._stretch(part.strip()) for part in at.split(","))
        return tuple(one for one in found if one is not None)

    def lacks(self, at: str | None) -> bool:
        """Whether a place is of a kind that the text shows, and is not there itself."""
        named = [part.strip() for part in (at or "").split(",") if part.strip()]
        return bool(named) and all(self._shows(part) and self._stretch(part) is None for part in named)

    def _shows(self, at: str) -> bool:
        if _FOOTNOTE.fullmatch(at):
            return bool(self._footnotes)
        path = path_of_clause(at)
        return path is not None and (_ANNEX in self._heads if path[0] == _ANNEX else self.has_sections)

    def paths(self, at: str) -> Iterator[ClausePath]:
        """The clauses a plan names, whether or not the text has them; only those by numbers."""
        for part in at.split(","):
            path = path_of_clause(part.strip())
            if path is not None:
                yield path

    def leaves(self, section: str) -> Iterator[SourceClause]:
        """The bullets, and the headings without bullets, of a section."""
        for number, clause in enumerate(self.all):
            after = self.all[number + 1] if number + 1 < len(self.all) else None
            if clause.path[0] == section and len(clause.path) > 1:
                has_parts = after is not None and after.path[: len(clause.path)] == clause.path
                if not has_parts:
                    yield clause

    def stretch_of(self, path: ClausePath) -> Stretch | None:
        """The words of one clause with all that is below it."""
        number = self._index.get(path)
        if number is None or path in self._known:
            return self._known.get(path)
        after = number + 1
        while after < len(self.all) and self.all[after].path[: len(path)] == path:
            after += 1
        last = self.all[after].first if after < len(self.all) else len(self._words)
        self._known[path] = Stretch(self.all[number].first, last)
        return self._known[path]

    def _stretch(self, at: str) -> Stretch | None:
        name = folded(at)
        if name in _OF_THE_HEAD:
            return self.stretch_of((_HEAD,))
        if name in _OF_THE_END:
            return self.stretch_of((_RECIPIENTS,))
        if footnote := _FOOTNOTE.fullmatch(at):
            return self._footnotes.get(footnote[1])
        if before := _BEFORE.fullmatch(at):
            return self._before(before[1])
        path = path_of_clause(at)
        while path and path not in self._index and path[0] == _ANNEX and len(path) > len((_ANNEX, "1")):
            path = path[:-1]
        return self.stretch_of(path) if path else None

    def _before(self, at: str) -> Stretch | None:
        path = path_of_clause(at)
        here = self.stretch_of(path) if path else None
        if here is None:
            return None
        above = [one for one in self.all if one.first < here.first and len(one.path) <= len(path or ())]
        return Stretch(above[-1].first if above else 0, here.first)

    @cached_property
    def _footnotes(self) -> dict[str, Stretch]:
        """The footnotes by their numbers: raised at the head of a line, or alone before a capital letter."""
        found: dict[str, Stretch] = {}
        raised = [(mark.word, mark.number) for mark in self._source.marks if mark.word < len(self._words)]
        begins = self._source.begins_line if not self._inline else lambda word: _begins_upper(self._source, word)
        blocks = [(word, number) for word, number in raised if begins(word)]
        blocks = blocks or ([] if raised else list(self._plain_footnotes()))
        for (word, number), (after, _next) in pairwise([*blocks, (len(self._words), "")]):
            found.setdefault(number, Stretch(word, min(self._end_of_footnote(word), after)))
        return found

    def _plain_footnotes(self) -> Iterator[tuple[int, str]]:
        number = 1
        for word in range(len(self._words) - 1):
            fits = self._words[word] == str(number) and _begins_upper(self._source, word + 1)
            if fits and (self._source.begins_line(word) or self._inline):
                yield word + 1, str(number)
                number += 1

    def _end_of_footnote(self, first: int) -> int:
        """Where the text goes on that a footnote interrupts: a clause, or small letters behind a whole sentence."""
        limit = min(first + _LONGEST_FOOTNOTE, len(self._words))
        clause = next((one.first for one in self.all if one.first > first), limit)
        for word in range(first + 1, min(limit, clause)):
            ends = self._words[word - 1] in {".", "…"}
            if ends and self._source.raw(word)[:1].islower() and (self._source.begins_line(word) or self._inline):
                return word
        return min(limit, clause)


def _begins_upper(source: SourceText, word: int) -> bool:
    return word < len(source.words) and source.raw(word)[:1].isupper()


def _is_numbered(source: SourceText, word: int, number: str, *, strict: bool, dot: bool = True) -> bool:
    """Whether a heading begins here with this number, a dot and a capital letter."""
    if source.words[word] != number.casefold() or source.raw(word) != number:
        return False
    dotted = source.words[word + 1 : word + 2] == ["."]
    if dot is not dotted or not _begins_upper(source, word + 1 + dotted):
        return False
    return not strict or source.begins_line(word)


class _Walk:
    """One walk over the words, which knows what number may come next."""

    def __init__(self, source: SourceText, *, strict: bool) -> None:
        self._source = source
        self._words = source.words
        self._strict = strict
        self._base: ClausePath = ()
        self._section = self._item = self._bullet = self._heading = 0

    def clauses(self) -> Iterator[SourceClause]:
        yield SourceClause((_HEAD,), 0)
        for word, key in enumerate(self._words):
            path = self._begun(word, key)
            if path is not None:
                self._heading = word
                yield SourceClause(path, word)

    def _begun(self, word: int, key: str) -> ClausePath | None:
        """The clause that begins with this word, if one does."""
        if key == "phụ":
            return self._annex(word)
        if key == "nơi":
            return self._recipients(word)
        if key in {"-", "+"}:
            return self._dash(word)
        if key in _ORDER:
            return self._numbered_section(word, _ORDER[key])
        if key.isdigit() and len(key) < _DIGITS_OF_A_YEAR:
            return self._numbered_item(word, key)
        return None

    def _comes_next(self, number: int, last: int) -> bool:
        """Whether a number goes on behind the last one; where it begins a line, some may be missing between."""
        return last < number <= last + (_MOST_MISSING if self._strict else 1)

    def _start(self, base: ClausePath) -> ClausePath:
        self._base, self._section, self._item, self._bullet = base, 0, 0, 0
        return base

    def _annex(self, word: int) -> ClausePath | None:
        name = self._words[word + 1 : word + 3]
        is_name = name[:1] == ["lục"] and self._source.begins_line(word)
        upper = self._source.raw(word).isupper()
        if not is_name and not (name[:1] == ["lục"] and upper):
            return None
        number = self._source.raw(word + 2) if len(name) > 1 else ""
        numbered = number if _STEP.fullmatch(number) and not number.islower() else ""
        alone = upper or (self._source.ends_line(word + (2 if numbered else 1)))
        return self._start((_ANNEX, numbered)) if alone else None

    def _recipients(self, word: int) -> ClausePath | None:
        if self._words[word : word + 3] == ["nơi", "nhận", ":"] and self._source.raw(word) == "Nơi":
            return self._start((_RECIPIENTS,))
        return None

    def _numbered_section(self, word: int, number: int) -> ClausePath | None:
        numeral = _NUMERALS[number - 1]
        if self._base == (_RECIPIENTS,) or not self._comes_next(number, self._section):
            return None
        if not _is_numbered(self._source, word, numeral, strict=self._strict):
            return None
        self._section, self._item, self._bullet = number, 0, 0
        return self._here()

    def _numbered_item(self, word: int, number: str) -> ClausePath | None:
        in_annex = self._base[:1] == (_ANNEX,)
        if not self._comes_next(int(number), self._item):
            return None
        goes_on = int(number) == self._item + 1 and self._words[word - 1] in {".", ";"}
        dotted = _is_numbered(self._source, word, number, strict=self._strict and not goes_on)
        bare = in_annex and _is_numbered(self._source, word, number, strict=self._strict, dot=False)
        if not (dotted or bare) or not (self._section or in_annex):
            return None
        self._item, self._bullet = int(number), 0
        return self._here()

    def _dash(self, word: int) -> ClausePath | None:
        begins = self._source.begins_line(word) or (not self._strict and self._ends_before(word))
        if not (self._section or self._base) or not begins or not _begins_upper(self._source, word + 1):
            return None
        self._bullet += 1
        return (*self._here(), str(self._bullet))

    def _ends_before(self, word: int) -> bool:
        """Whether a sentence ends before a dash within a line, or it is the first behind its heading."""
        number = self._words[word - 1].isdigit() and len(self._words[word - 1]) < _DIGITS_OF_A_YEAR
        if self._words[word - 1 - number] in _ENDS_A_SENTENCE:
            return True
        heading = self._words[self._heading + 2 : word]
        return not self._bullet and bool(heading) and _ENDS_A_SENTENCE.isdisjoint(heading)

    def _here(self) -> ClausePath:
        section = (_NUMERALS[self._section - 1],) if self._section else ()
        item = (str(self._item),) if self._item else ()
        return (*self._base, *section, *item)


def path_of_clause(at: str) -> ClausePath | None:
    """The steps of a place that is named by numbers; None for any other."""
    annex = _ANNEX_NAME.fullmatch(at)
    if annex:
        below = tuple(annex[2].split(".")) if annex[2] else ()
        return (_ANNEX, annex[1] or "", *below)
    steps = tuple(at.split("."))
    return steps if steps[0] in _NUMERALS and all(map(_STEP.fullmatch, steps)) else None


def shown(path: ClausePath) -> str:
    """A clause as a plan names it."""
    return ".".join(path)
