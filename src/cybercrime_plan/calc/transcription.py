"""A plan held against the document it was transcribed from: every value, and the other way round.

A number that merely occurs in its clause proves nothing. So a row of a table is looked up as one sequence, a
citation as one, and a figure of a statistic behind the words it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice, pairwise
from typing import Final, NamedTuple

from cybercrime_plan.calc.source_clauses import Clauses, Stretch, shown
from cybercrime_plan.calc.source_search import Search, Step, WordRun
from cybercrime_plan.calc.source_values import Sought, SoughtKind, not_checkable, sought_values
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Source
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.source_text import SourceText, words_of


class SoughtState(StrEnum):
    """What became of a value that was looked up."""

    AT_CLAUSE = "at_clause"
    ELSEWHERE = "elsewhere"
    NOT_FOUND = "not_found"
    NOT_CHECKABLE = "not_checkable"


class LookedUp(NamedTuple):
    """A value, and what the source has for it.

    Attributes:
        found: where it is printed; of one that is not, the nearest text, or None.
    """

    sought: Sought
    state: SoughtState
    found: Stretch | None = None


class Omission(StrEnum):
    """What a source has that no value of the plan carries."""

    ROW = "row"
    TASK = "task"
    RECIPIENT = "recipient"
    INSTRUMENT = "instrument"


class Omitted(NamedTuple):
    """One of them.

    Attributes:
        at: its clause, where it has one.
        section: the part of the plan that should carry it.
    """

    what: Omission
    stretch: Stretch
    at: str | None
    section: Loc


@dataclass(frozen=True)
class Transcription:
    """A plan against its source.

    Attributes:
        values: every value that was looked up, in the order of the plan.
        omitted: what the source has besides, in its order.
        not_checkable: how many values are our own words.
    """

    source: SourceText
    values: tuple[LookedUp, ...]
    omitted: tuple[Omitted, ...]
    not_checkable: int

    def count(self, state: SoughtState) -> int:
        """How many values came out so."""
        if state is SoughtState.NOT_CHECKABLE:
            return self.not_checkable
        return sum(one.state is state for one in self.values)

    @cached_property
    def is_of_another_document(self) -> bool:
        """Whether nothing by which a document is known stands there: title, number, signer, rows of the table."""
        known = [
            one
            for one in self.values
            if one.sought.loc in _IDENTITY or (one.sought.kind is SoughtKind.ROW and "lines" in one.sought.loc)
        ]
        missing = self.count(SoughtState.NOT_FOUND)
        if any(one.state is not SoughtState.NOT_FOUND for one in known):
            return False
        return len(known) > 1 or 2 * missing > len(self.values)


_IDENTITY: Final = frozenset({("title",), ("document", "number"), ("document", "signer", "name")})
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
_ORDINAL: Final = re.compile("[0-9]+|@[0-9]{4}-[0-9]{2}")
"""The number of a document; `12/2014` of `12/2014/NĐ-CP` also reads as a month."""
_FIGURE_SIGNS: Final = frozenset("0123456789")
_FEWEST_OF_A_ROW: Final = 3
_WORDS_BETWEEN: Final = 6
"""Words of the source of a row that may stand between its figures and the rest of its name."""
_MOST_OMITTED: Final = 1_000
"""So many things of one kind are told; nobody adds more of them one by one."""


class _SourceOfRow(NamedTuple):
    """The source that a row of a table names, where it is named, and all that the table knows."""

    source: Source
    loc: Loc
    of_table: tuple[Source, ...]


def _name_of(source: Source) -> Step:
    return Step((words_of(source.name),))


def transcription(plan: Plan, source: SourceText) -> Transcription:
    """Hold a plan against its source."""
    held = _Verification(plan, source)
    values = tuple(held.values())
    return Transcription(source, values, tuple(held.omitted(values)), not_checkable(plan))


class _Verification:
    def __init__(self, plan: Plan, source: SourceText) -> None:
        self._plan = plan
        self._source = source
        self._clauses = Clauses(source)
        self._search = Search(source)

    def values(self) -> Iterator[LookedUp]:
        for sought in sought_values(self._plan):
            if sought.kind is SoughtKind.CLAUSE:
                yield from self._clause(sought)
                continue
            compared = self._looked_up(sought)
            if compared.state is SoughtState.NOT_FOUND and sought.kind is SoughtKind.INSTRUMENT:
                yield from self._by_parts(sought)
            else:
                yield compared
                if sought.kind is SoughtKind.ROW and compared.found and compared.state is not SoughtState.NOT_FOUND:
                    yield from self._source_of_row(sought, compared.found)

    def _looked_up(self, sought: Sought) -> LookedUp:
        within = self._clauses.stretches(sought.at)
        if self._clauses.lacks(sought.at):
            return self._without_its_clause(sought)
        reaches = [self._behind_its_words(sought, one) for one in within or (self._everything,)]
        here = next((place for one in reaches for place in self._places(sought, one)), None)
        if here is not None:
            return LookedUp(sought, SoughtState.AT_CLAUSE, here)
        over = self._search.interrupted(sought.steps) if sought.prose else self._folded_row(sought, reaches)
        if over is not None and (not within or any(over.first in stretch for stretch in within)):
            return LookedUp(sought, SoughtState.AT_CLAUSE, over)
        elsewhere = over if sought.follows else next(self._places(sought, self._everything), over)
        if elsewhere is not None:
            return LookedUp(sought, SoughtState.ELSEWHERE, elsewhere)
        return LookedUp(sought, SoughtState.NOT_FOUND, self._nearest(sought, reaches))

    def _folded_row(self, sought: Sought, reaches: Sequence[Stretch]) -> Stretch | None:
        """A row whose name goes on in the line below its figures, as in a text copied from a page."""
        if sought.name_step is None:
            return None
        before, rest = sought.steps[: sought.name_step], sought.steps[sought.name_step + 1 :]
        (name,) = sought.steps[sought.name_step].choices
        for length in range(len(name) - 1, 0, -1):
            steps = (*before, Step((name[:length],)), *rest)
            for row in (place for reach in reaches for place in self._search.steps(steps, reach)):
                if self._search.first(name[length:], Stretch(row.last, row.last + _WORDS_BETWEEN)) is not None:
                    return row
        return None

    def _without_its_clause(self, sought: Sought) -> LookedUp:
        """A value whose place the text does not have."""
        over = self._search.interrupted(sought.steps) if sought.prose else None
        found = next(self._places(sought, self._everything), over)
        if found is not None:
            return LookedUp(sought, SoughtState.ELSEWHERE, found)
        return LookedUp(sought, SoughtState.NOT_FOUND, self._search.nearest(sought.words))

    @cached_property
    def _everything(self) -> Stretch:
        return Stretch(0, len(self._source.words))

    def _places(self, sought: Sought, within: Stretch) -> Iterator[Stretch]:
        words = self._source.words
        for place in self._search.steps(sought.steps, within):
            if not place.first or words[place.first - 1] not in sought.never_after:
                yield place

    def _behind_its_words(self, sought: Sought, within: Stretch) -> Stretch:
        """What stands behind the words a figure belongs to, up to what comes after it; all, where they are not."""
        label = self._search.first(sought.follows, within)
        if label is None:
            return within
        rest = Stretch(label.last, within.last)
        stops = (self._search.first(stop, rest) for stop in sought.stops)
        return Stretch(label.last, min((stop.first for stop in stops if stop), default=within.last))

    def _nearest(self, sought: Sought, reaches: Sequence[Stretch]) -> Stretch | None:
        """The nearest text; of a figure that belongs to words, what stands behind those."""
        if sought.follows and len(sought.follows) <= reaches[0].first:
            behind = reaches[0]
            return Stretch(behind.first, min(behind.first + len(sought.words) + 1, behind.last))
        return self._search.nearest(sought.words)

    def _by_parts(self, sought: Sought) -> Iterator[LookedUp]:
        """A citation that does not stand there as a whole: from which part on it differs."""
        words = sought.steps
        for length in range(len(words) - 1, 0, -1):
            part = Sought(sought.kind, sought.loc, sought.shown, words[:length], sought.at)
            within = self._clauses.stretches(sought.at)
            places = (place for one in (*within, self._everything) for place in self._search.steps(part.steps, one))
            here = next(places, None) if length > 1 else None
            if here is not None:
                left = len(sought.words) - len(part.words) + len(words) - length
                last = min(here.last + left, len(self._source.words))
                yield LookedUp(sought, SoughtState.NOT_FOUND, Stretch(here.first, max(last, here.last)))
                return
        yield LookedUp(sought, SoughtState.NOT_FOUND, self._search.nearest(sought.words))

    def _clause(self, sought: Sought) -> Iterator[LookedUp]:
        """The place of a task: judged only where the text shows its sections."""
        for path in self._clauses.paths(sought.shown):
            if not self._clauses.has_sections or path in self._clauses:
                stretch = self._clauses.stretch_of(path)
                yield LookedUp(sought, SoughtState.AT_CLAUSE, stretch)
            else:
                yield LookedUp(sought, SoughtState.NOT_FOUND, self._clauses.stretch_of(path[:-1]))

    def _source_of_row(self, sought: Sought, row: Stretch) -> Iterator[LookedUp]:
        """The source printed behind a row, where the name of one stands there."""
        source = self._sources_of_rows.get(sought.loc)
        if source is None:
            return
        behind = ((one, self._search.along((_name_of(one),), row.last)) for one in source.of_table)
        printed = {one.id: place for one, place in behind if place is not None}
        if printed:
            own = printed.get(source.source.id)
            state = SoughtState.NOT_FOUND if own is None else SoughtState.AT_CLAUSE
            name = Sought(SoughtKind.WORDS, source.loc, source.source.name, (_name_of(source.source),), sought.at)
            yield LookedUp(name, state, own or next(iter(printed.values())))

    @cached_property
    def _sources_of_rows(self) -> dict[Loc, _SourceOfRow]:
        """The sources of the lines and of the totals of every table, by the places of their rows."""
        found: dict[Loc, _SourceOfRow] = {}
        for table in self._plan.tables():
            budget, known = table.budget, {one.id: one for one in table.budget.sources}
            named = [((*one.loc[1:], "source"), one.loc[1:], one.line.source) for one in budget.walk()]
            named += [(("totals_source",), (row,), budget.totals_source) for row in ("total", "totals")]
            for loc, row, source in named:
                if source in known:
                    place = (*table.loc, *loc)
                    found[*table.loc, *row] = _SourceOfRow(known[source], place, budget.sources)
        return found

    # The other way round

    def omitted(self, values: Sequence[LookedUp]) -> Iterator[Omitted]:
        for found in (self._rows(values), self._tasks(), self._recipients(values), self._instruments()):
            yield from islice(found, _MOST_OMITTED)

    def _rows(self, values: Sequence[LookedUp]) -> Iterator[Omitted]:
        """Runs of figures in the annex of a table that belong to no row of any, nor are nearest to one."""
        carried = [one.found for one in values if one.sought.kind is SoughtKind.ROW and one.found]
        taken = {word for stretch in carried for word in range(stretch.first, stretch.last)}
        for table in self._plan.tables():
            budget = table.budget
            fewest = max(min(len(budget.years), _FEWEST_OF_A_ROW), 2)
            for annex in (self._everything,) if budget.at is None else self._clauses.stretches(budget.at):
                for run in self._runs_of_figures(annex):
                    if len(run) >= fewest and not taken.intersection(run) and not self._is_no_row(run):
                        taken.update(run)
                        first = self._begin_of_row(run.start, annex)
                        yield Omitted(Omission.ROW, Stretch(first, run.stop), budget.at, (*table.loc, "lines"))

    def _runs_of_figures(self, annex: Stretch) -> Iterator[range]:
        start = annex.first
        for word in range(annex.first, annex.last + 1):
            if word == annex.last or not self._is_figure(word):
                if word > start:
                    yield range(start, word)
                start = word + 1

    def _is_figure(self, word: int) -> bool:
        text = self._source.words[word]
        return text == "-" or text[:1] in _FIGURE_SIGNS

    def _is_no_row(self, run: range) -> bool:
        """Whether it only numbers the columns, 1 2 3 4, or is a stretch of years, 2023 - 2026."""
        words = self._source.words[run.start : run.stop]
        years = [word for word in words if word != "-"]
        if len(years) < len(words):
            return len(words) == _FEWEST_OF_A_ROW and words[1] == "-" and all(map(_YEAR.fullmatch, years))
        return all(word.isdigit() for word in words) and all(
            int(word) + 1 == int(after) for word, after in pairwise(words)
        )

    def _begin_of_row(self, word: int, annex: Stretch) -> int:
        """The words of the same line before the figures."""
        while word > annex.first and not self._source.begins_line(word):
            word -= 1
        return word

    def _tasks(self) -> Iterator[Omitted]:
        """Bullets, and headings of one paragraph, at which no task stands; alike for objectives."""
        for section, places in (
            ("objectives", [one.at for one in self._plan.objectives if one.at]),
            ("tasks", [one.at for one in self._plan.tasks]),
        ):
            carried = {path for at in places for path in self._clauses.paths(at)}
            for numeral in dict.fromkeys(path[0] for path in sorted(carried) if not path[0].startswith("@")):
                for clause in self._clauses.leaves(numeral):
                    if clause.path not in carried:
                        stretch = self._clauses.stretch_of(clause.path) or Stretch(clause.first, clause.first + 1)
                        yield Omitted(Omission.TASK, stretch, shown(clause.path), (section,))

    def _recipients(self, values: Sequence[LookedUp]) -> Iterator[Omitted]:
        if not self._plan.recipients:
            return
        carried = [one.found for one in values if one.sought.kind is SoughtKind.RECIPIENT and one.found]
        last = False
        for clause in self._clauses.all:
            if clause.path[0] == "@recipients" and len(clause.path) > 1 and not last:
                whole = self._clauses.stretch_of(clause.path) or Stretch(clause.first, clause.first + 1)
                line = Stretch(whole.first + 1, self._end_of_line(whole))
                last = self._source.words[line.first] == "lưu"
                if not any(one.first in line for one in carried):
                    yield Omitted(Omission.RECIPIENT, line, "Nơi nhận", ("recipients",))

    def _end_of_line(self, whole: Stretch) -> int:
        """Where the line of a recipient ends: at its sign, or where the signature follows."""
        for word in range(whole.first + 1, whole.last):
            if self._source.words[word] in {";", "."} and self._source.ends_line(word):
                return word
        return whole.last

    def _instruments(self) -> Iterator[Omitted]:
        """Numbers of documents that are neither cited in the plan nor its own."""
        if not self._plan.legal_basis:
            return
        carried = {words_of(one.number) for one in self._plan.legal_basis if one.number}
        document = self._plan.document
        own = [document.number, *(one.value for one in document.readings)] if document else []
        carried |= {words_of(one) for one in own if one}
        told: set[WordRun] = set()
        for number in self._document_numbers():
            words = tuple(self._source.words[number.first : number.last])
            if words not in carried | told:
                told.add(words)
                yield Omitted(Omission.INSTRUMENT, number, None, ("legal_basis",))

    def _document_numbers(self) -> Iterator[Stretch]:
        """`25/2014/NĐ-CP`, `137/KH-UBND`: digits, perhaps a year, and capital letters behind strokes."""
        words = self._source.words
        for stroke in self._source.places_of.get("/", ()):
            first = stroke - 1
            if first < 0 or not _ORDINAL.fullmatch(words[first]) or words[first - 1 : first] == ["/"]:
                continue
            has_year = words[stroke + 2 : stroke + 3] == ["/"] and words[stroke + 1].isdigit()
            letters = stroke + (3 if has_year else 1)
            last = self._end_of_letters(letters)
            if last > letters:
                yield Stretch(first, last)

    def _end_of_letters(self, word: int) -> int:
        last = word
        while word < len(self._source.words) and self._source.raw(word)[:2].isupper():
            last = word = word + 1
            while word < len(self._source.words) and self._source.words[word].isdigit():
                last = word = word + 1
            if self._source.words[word : word + 1] != ["-"]:
                break
            word += 1
        return last
