"""Which columns are sums of others: what their titles and printed numbers propose, the figures dispose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from itertools import combinations, islice, permutations, product
from operator import mul

from cybercrime_plan.read.annex.adjustment import said_by_titles
from cybercrime_plan.read.annex.column_sum import (
    ColumnSum,
    ColumnTrial,
    below,
    distance,
    over_totals,
    printed_sums,
    without_circles,
)
from cybercrime_plan.read.annex.figures_alone import MOST_ROWS, sums_across
from cybercrime_plan.read.annex.over_or_short import over_or_short
from cybercrime_plan.read.annex.support import Support, Values
from cybercrime_plan.read.annex.titles import FigureKind, Title, is_after, one_spelling, version_of


def column_sums(
    rows: Sequence[Values], titles: Sequence[Title], numbers: Mapping[int, str], empty: Collection[str] = ()
) -> list[ColumnSum]:
    """The sums over columns.

    Args:
        rows: the amounts of each row, in one scale.
        titles: of the columns of money.
        numbers: what a row that numbers the columns prints over each of them: `5=6+7`.
        empty: the numbers of columns in which nothing is printed.
    """
    search = _ColumnSums(rows, titles)
    found = search.totals({one.total: one for one in printed_sums(numbers, empty)})
    found += search.adjusted_totals(found)
    found = over_or_short(search.with_changes(found), titles, search.trial)
    found += [one for one in search.across() if one not in found]
    found += search.from_numbers_alone(found)
    found += search.repeated(found)
    found = [one._replace(said=True) if search.is_exchanged(one) else one for one in found]
    found += search.exchanged(found)
    found += search.shared_out(found)
    found += search.second_ways(found)
    # what no title says adds up no columns that a said sum puts beside its total
    told = [one.terms for one in found if one.said]
    kept = [one for one in found if one.said or not any(one.total in terms and one.terms & terms for terms in told)]
    return without_circles(kept)


_PLAIN = {FigureKind.AMOUNT, FigureKind.TOTAL, FigureKind.BEFORE}
_MOST_SIGNED = 12
"""columns of which every way to add and take off is tried"""
_PAIR = 2
"""rows of which two figures have changed places"""
_PROOFS = 3
"""rows in which figures alone prove a sum, and for each wrong one among them"""
_MOST_BEFORE = 6
"""columns of which some can be taken off the others"""
_ONE_DIGIT = 9


class _ColumnSums:
    def __init__(self, rows: Sequence[Values], titles: Sequence[Title]) -> None:
        self._rows = rows
        self.trial = ColumnTrial(rows, len(titles))
        self._titles = titles

    def support(self, one: ColumnSum) -> Support:
        """In how many rows a sum holds and in how many it does not.

        Two rows that are off by the same up and down are one slip: two figures have changed places. In a column
        that is called a total there may be several such pairs, else one and no other slip; what takes something off
        has to be called so, or a transfer between two lines would be such a slip. Rows that are off by just the
        same are one slip as well: that of a line, taken up by the formulas of its group and of the table;
        but of a whole project there may be a rest.
        """
        holds, off, again = self.trial.tried(one)
        called = self._titles[one.total].kind in {FigureKind.TOTAL, FigureKind.WHOLE}
        swapped = sum(min(count, off[-residual]) for residual, count in off.items() if residual > 0)
        if not (called and one.only_adds):
            kinds = {self._titles[column].kind for column, _sign in one.parts[1:]}
            told = kinds == {FigureKind.CHANGE} or self._titles[one.total].kind is FigureKind.AFTER
            swapped *= off.total() == _PAIR and bool(kinds) and (told or one.only_adds)
        again *= self._titles[one.total].kind is not FigureKind.WHOLE
        return Support(holds, off.total() - swapped - again)

    def totals(self, printed: Mapping[int, ColumnSum]) -> list[ColumnSum]:
        """What each column adds up, by its title or by the numbers printed over it."""
        found: list[ColumnSum] = []
        for column, title in enumerate(self._titles):
            said = printed.get(column)
            borne_out = self.support(said) if said else Support(0, 0)
            # where the figures of most rows make another sum than the printed numbers say, those are the slip
            most = borne_out.holds and borne_out.holds >= borne_out.fails
            one = said if most else self.total(column, title) or (said if borne_out.holds else None)
            if one and one is not said and any(of.total in one.terms and of.terms & one.terms for of in found):
                # two equal halves of a year: the second with its own months comes to the whole year as well
                one = self.over_totals(column, title, found) or one
            if one:
                found.append(one)
        found = [self._farther(one, found) if one.total not in printed else one for one in found]
        for column, title in enumerate(self._titles):
            if any(one.total == column for one in found):
                continue
            over = self.over_totals(column, title, found) or self._after_all(column, title)
            if one := over or self.by_its_name(column, title):
                found.append(one)
        return found

    def _farther(self, one: ColumnSum, found: Sequence[ColumnSum]) -> ColumnSum:
        """A sum, or the one that goes on behind the parts of its last column where that fails in fewer rows."""
        fails = self.support(one).fails
        over = self.over_totals(one.total, self._titles[one.total], found) if fails else None
        return over if over and self.support(over).fails < fails else one

    def _after_all(self, column: int, title: Title) -> ColumnSum | None:
        """What all columns before it come to with some of them taken off, by the figures alone, in one way only."""
        if title.kind not in {FigureKind.AMOUNT, FigureKind.TOTAL} or not 2 < column <= _MOST_BEFORE:  # noqa: PLR2004
            return None
        ways = (
            ColumnSum(column, ((0, 1), *enumerate(signs, 1)), said=False)
            for signs in product((1, -1), repeat=column - 1)
        )
        few = (one for one in ways if not one.only_adds and self.trial.tried(one, _PAIR)[1].total() <= _PAIR)
        proved = [one for one in few if self._proves(one) and not self._against_words(one)]
        return self._without_nothing(proved[0]) if len(proved) == 1 else None

    def _without_nothing(self, one: ColumnSum) -> ColumnSum | None:
        """A sum without those of its columns that come to nothing by themselves; none when only one is left."""
        for some in (few for count in range(2, len(one.parts)) for few in combinations(one.parts, count)):
            (column, sign), *others = some
            if self.support(ColumnSum(column, tuple((c, -own * sign) for c, own in others))).good:
                rest = tuple(part for part in one.parts if part not in some)
                return one._replace(parts=rest) if len(rest) > 1 else None
        return one

    def repeated(self, found: Sequence[ColumnSum]) -> list[ColumnSum]:
        """The same sums of the columns right behind, where one title is repeated: a `Trong đó` of each source."""
        told, last = {one.total for one in found}, len(self._titles) - 1
        again = (
            ColumnSum(one.total + step, tuple((c + step, 1) for c, _sign in one.parts), said=False)
            for one in found
            for step in range(1, last - max(one.columns) + 1)
            if one.only_adds
        )
        alike = (one for one in again if len({self._titles[c].own_words for c in one.columns}) == 1)
        return [one for one in alike if one.total not in told and self.support(one).good and self._telling(one)]

    def with_changes(self, found: Sequence[ColumnSum]) -> list[ColumnSum]:
        """Some sums, with what is after a change and what is left, of columns that none of them adds up."""
        every = [*found]
        for look in (self.adjusted, self.difference):
            for column, title in enumerate(self._titles):
                # the total of a sum, or what is added or taken off in one of what was, up and down
                turned = [dict(one.parts[1:]) for one in every if len(one.parts) > 2 and not one.only_adds]  # noqa: PLR2004
                taken = any(one.total == column for one in every) or any(column in changes for changes in turned)
                if not taken and (one := look(column, title)) and not any(one.columns & {*c} for c in turned):
                    every.append(one)
        return every

    def _telling(self, one: ColumnSum) -> bool:
        """Whether in some row at least two of the parts are amounts, so that the sum is more than a copy."""
        return any(sum(bool(row[column]) for column, _sign in one.parts) > 1 for row in self._rows)

    def total(self, column: int, title: Title) -> ColumnSum | None:
        """The columns beside it that a column adds up."""
        worded = title.kind in {FigureKind.TOTAL, FigureKind.WHOLE} or (
            bool(title.part) and self._may_be_total(column, title)
        )
        if not worded and not self._may_be_total(column, title):
            return self._proved(column)
        tried = [one for one in self._runs(column, said=worded) if self._fits(one)]
        good = [(one, said) for one in tried if (said := self.support(one)).good and self._telling(one)]
        if not worded:
            good = [(one, said) for one, said in good if said.fails * 4 <= said.holds]
        if good:
            fewest = min(said.fails for _one, said in good)
            return max((one for one, said in good if said.fails == fewest), key=self._likeliness)
        return None if title.is_plain_total and not title.of_which else self._proved(column)

    def by_its_name(self, column: int, title: Title) -> ColumnSum | None:
        """What a column adds up that is called the total: one wrong figure in a single line breaks its only sum."""
        if not title.is_plain_total or title.of_which:
            return None
        if one := self._of_one_year(column) or self._of_only_part(column, title):
            return one
        named = [
            one
            for one in self._runs(column, said=True)
            if self._fits(one)
            and self._is_natural(one)
            and not self._shows_some(one)
            and all(self._titles[c].under.startswith(title.under) for c in one.terms)
        ]
        one = max(filter(self._is_believed, named), key=lambda one: len(one.parts), default=None)
        proved = self._proved(column)
        # what the figures leave out of a sum of all columns may be a “Trong đó” of those they add up, or no amount
        left = one.columns - proved.columns if one and proved else frozenset[int]()
        some = all(self._titles[c].of_which for c in left)
        alone = one and proved and self.support(one).fails >= _PROOFS and not self.support(proved).fails
        return proved if left and (some or alone) else one

    def _of_one_year(self, column: int) -> ColumnSum | None:
        """The total behind the only year of a table; what differs from it in every row is something else."""
        if column != 1 or len(self._titles) != 2 or not self._titles[0].year:  # noqa: PLR2004 - a year and a total
            return None
        one = ColumnSum(column, ((0, 1),))
        said = self.support(one)
        return one if self._is_natural(one) and (said.holds or said.fails < _PROOFS) else None

    def _of_only_part(self, column: int, title: Title) -> ColumnSum | None:
        """A total over the one column of its heading in which anything is printed: `Vốn ngoài nước` is empty."""
        parts = [
            c for c, one in enumerate(self._titles) if c != column and title.under and one.under == title.under
        ]
        one = ColumnSum(column, tuple((c, 1) for c in parts)) if len(parts) == 1 else None
        said = self.support(one) if one and self._is_natural(one) else Support(0, 0)
        return one if said.good and said.holds >= _PROOFS else None

    @cached_property
    def _alone(self) -> tuple[ColumnSum, ...]:
        """The sums of columns that the numbers alone tell, wherever their parts stand, the best proved first."""
        kept = list(sums_across(self._rows[:MOST_ROWS]))
        for one in sorted(kept, key=lambda one: distance(one.total, one.parts), reverse=True):
            # without the parts of an equal column for one that has its own: two equal halves of a year
            totals = [other.total for other in kept]
            same = [
                other for other in kept if other.parts == one.parts and other.minus == one.minus and other != one
            ]
            alone = [other for other in same if totals.count(other.total) == 1 and len(other.off) <= len(one.off)]
            nearer = (n for n in same if distance(n.total, n.parts) < distance(one.total, one.parts))
            if totals.count(one.total) > 1 and (alone or any(nearer)):
                kept.remove(one)
        return tuple(
            ColumnSum(one.total, (*((c, 1) for c in one.parts), *((c, -1) for c in one.minus)), said=False)
            for one in kept
        )

    def _is_believed(self, one: ColumnSum) -> bool:
        """Whether it is no other total, that fails in every row; `2025 | 2026 | Cộng` say themselves of what."""
        said = self.support(one)
        return said.holds > 0 or said.fails < _PROOFS or all(self._titles[c].year for c in one.terms)

    def _proved(self, column: int) -> ColumnSum | None:
        """What a column adds up whatever the titles say: or it would be counted twice."""
        proved = []
        for one in self._alone:
            changes = any(self._titles[part].kind is FigureKind.CHANGE for part, _sign in one.parts)
            plain = not changes and one.only_adds and not self._is_change_of_amounts(one)
            if one.total == column and plain and self._proves(one):
                proved.append(one)
        return min(proved, key=lambda one: distance(one.total, one.terms), default=None)

    def _proves(self, one: ColumnSum) -> bool:
        """Whether the figures alone prove a sum, in rows enough that add up two at least."""
        said = self.support(one)
        if said.holds < _PROOFS or said.fails * _PROOFS > said.holds:
            return False
        parts = [part for part, _sign in one.parts]
        telling = (row for row in self._rows if sum(map(bool, map(row.__getitem__, parts))) > 1)
        return len([*islice(telling, _PROOFS)]) == _PROOFS

    def over_totals(self, column: int, title: Title, found: Sequence[ColumnSum]) -> ColumnSum | None:
        """A sum of columns beside it of which some are sums of others between them; those are passed over."""
        if title.kind not in {FigureKind.TOTAL, FigureKind.WHOLE} and not self._may_be_total(column, title):
            return None
        good = []
        for run in self._runs(column, said=True):
            one = over_totals(run, found)
            if len(run.parts) > len(one.parts) > 1 and self._fits(one) and self.support(one).good:
                good.append(one)
        return max(good, key=lambda one: len(one.parts), default=None)

    def _may_be_total(self, column: int, title: Title) -> bool:
        """Whether a column without a word for it may be the sum of the next: these name what it leaves open."""
        if title.kind is not FigureKind.AMOUNT or title.of_which or title.source:
            return False
        after = self._titles[column + 1 : column + 3]
        if title.part:
            years = re.findall("[0-9]{4}", title.part)
            first, last = years[:2] if len(years) > 1 else ("", "")
            named = [re.findall("[0-9]{4}", t.part or "") or [str(t.year or "")] for t in after]
            within = [first <= min(own) <= max(own) <= last for own in named]
            return len(after) > 1 and all(within) and [first, last] not in ([min(own), max(own)] for own in named)
        if title.year:
            return bool(after) and all(
                t.year == title.year or (t.year is None and (t.source or t.of_which)) for t in after
            )
        return bool(after) and all(t.year or t.part or t.source or t.of_which for t in after)

    def _runs(self, column: int, *, said: bool) -> Iterator[ColumnSum]:
        count = len(self._titles)
        for last in range(column + 2, count):
            yield ColumnSum(column, tuple([(c, 1) for c in range(column + 1, last + 1)]), said)
        for first in range(column - 1):
            yield ColumnSum(column, tuple([(c, 1) for c in range(first, column)]), said)
        totals = [c for c, t in enumerate(self._titles) if c != column and t.kind is FigureKind.TOTAL]
        groups = [c for c in totals if self._titles[c].year or self._titles[c].part]
        if len(groups) > 1:
            yield ColumnSum(column, tuple((c, 1) for c in groups), said)

    def _fits(self, one: ColumnSum) -> bool:
        """Whether a total can have such parts: of the same year, if it names one, and no share or change."""
        whole = self._titles[one.total]
        if self._is_change_of_amounts(one):
            return False
        for part, _sign in one.parts:
            title = self._titles[part]
            change = title.kind is FigureKind.CHANGE and not self._adds_like_others(one, part)
            if change or (whole.year and title.year and title.year != whole.year):
                return False
            if whole.source and title.source and title.source != whole.source and not whole.is_plain_total:
                return False
        return True

    def _is_change_of_amounts(self, one: ColumnSum) -> bool:
        """Whether a change would add up what is no change."""
        kinds = {self._titles[part].kind for part in one.terms}
        return (
            self._titles[one.total].kind is FigureKind.CHANGE and FigureKind.CHANGE not in kinds and one.only_adds
        )

    def _adds_like_others(self, one: ColumnSum, part: int) -> bool:
        """Whether what speaks of less or more, `Giảm nghèo`, is one amount of several in a plain total."""
        amounts = sum(self._titles[c].kind is FigureKind.AMOUNT for c, _sign in one.parts)
        return (
            amounts > 1
            and self._titles[one.total].is_plain_total
            and all((row[part] or 0) >= 0 for row in self._rows)
        )

    def _is_natural(self, one: ColumnSum) -> bool:
        kinds = {self._titles[part].kind for part, _sign in one.parts}
        versions = {self._titles[part].version for part, _sign in one.parts}
        return kinds == {FigureKind.AMOUNT} and len(versions) == 1

    def _shows_some(self, one: ColumnSum) -> bool:
        """Whether the columns of a Trong đó are some parts only: in most rows of several they are not the whole."""
        said = self.support(one)
        some = all(self._titles[c].of_which for c, _sign in one.parts)
        return some and said.fails >= _PROOFS and said.fails > said.holds

    def _likeliness(self, one: ColumnSum) -> tuple[bool, bool, int]:
        """By kind before length: what is spent and what is left make a whole as well, but are no parts of it."""
        amounts = all(self._titles[part].kind is FigureKind.AMOUNT for part, _sign in one.parts)
        return (self._is_natural(one), amounts, len(one.parts))

    def difference(self, column: int, title: Title) -> ColumnSum | None:
        """What is left, what changed, or what is after a change: of two or three other columns."""
        if title.kind is FigureKind.AFTER and column > 1:
            for first in range(column):
                rest = tuple(
                    (c, -1) for c in range(first + 1, column) if self._titles[c].kind is not FigureKind.CHANGE
                )
                one = ColumnSum(column, ((first, 1), *rest))
                if rest and self.support(one).good:
                    return one
        after = title.kind is FigureKind.AMOUNT and is_after(title)
        if title.kind not in {FigureKind.CHANGE, FigureKind.AFTER} and not after:
            return None
        near = self._near(column)
        pairs = [((a, 1), (b, -1)) for a, b in permutations(near, 2)]
        if after:
            pairs = [((a, 1), (b, 1)) for a, b in combinations([c for c in near if c < column], 2)]
        return self._best([ColumnSum(column, pair) for pair in pairs])

    def adjusted(self, column: int, title: Title, parts: AbstractSet[int] = frozenset()) -> ColumnSum | None:
        """What is after a change: what was before, with what was added and without what was taken off.

        What was taken off may be printed as a negative figure, and is then added.

        Args:
            parts: what the column adds up besides, by source: none of it was before.
        """
        changes = {c for c, t in enumerate(self._titles) if t.kind is FigureKind.CHANGE}
        after = is_after(title)
        if title.kind is not FigureKind.AMOUNT or not (after or len(changes) > 1):
            return None
        near = [c for c in self._near(column) if c not in parts]
        amounts = {c: [row[c] or 0 for row in self._rows if row[c]] for c in near}
        negative = {c for c, own in amounts.items() if own and max(own) < 0}
        triples = [
            ColumnSum(column, ((a, 1), (b, 1), (c, 1 if c in negative else -1)))
            for a in near
            for b, c in permutations([x for x in near if x != a], 2)
            if (after or {b, c} <= changes) and not self._turned_round(b, c) and not self._is_earlier(column, a)
        ]
        best = self._best(triples)
        # what one addition alone makes takes nothing off
        plain = self._best([ColumnSum(column, ((a, 1), (b, 1))) for a, b in combinations(near, 2) if b < column])
        told = None if best or plain else said_by_titles(column, self._titles, negative)
        if told and (said := self.support(told)).holds >= max(1, said.fails):
            return told
        return None if best and plain and self.support(plain).fails <= self.support(best).fails else best

    def adjusted_totals(self, found: Sequence[ColumnSum]) -> list[ColumnSum]:
        """The totals over several sources that a change is printed of, which is then of no single one of them."""
        summed = {one.total: one.terms for one in found if one.only_adds and is_after(self._titles[one.total])}
        titles = {column: replace(self._titles[column], kind=FigureKind.AMOUNT) for column in summed}
        whole = (self.adjusted(column, titles[column], parts) for column, parts in summed.items())
        sums_ = (one or self._adjusted_sources(column) for column, one in zip(summed, whole, strict=True))
        return [one for one in sums_ if one]

    def _adjusted_sources(self, column: int) -> ColumnSum | None:
        """What is after a change, of what was before it by source only, under one heading without their total."""
        before: dict[str, list[int]] = defaultdict(list)
        for at, title in enumerate(self._titles[:column]):
            if title.under and title.kind is FigureKind.AMOUNT:
                before[title.under].append(at)
        changes = [c for c in range(column) if self._titles[c].kind is FigureKind.CHANGE]
        pairs = (pair for pair in permutations(changes, 2) if not self._turned_round(*pair))
        ways = [*(((up, 1), (down, -1)) for up, down in pairs), *(((change, 1),) for change in changes)]
        blocks = [tuple((c, 1) for c in block) for block in before.values() if len(block) > 1]
        return self._best([ColumnSum(column, (*block, *way)) for block in blocks for way in ways])

    def _near(self, column: int) -> list[int]:
        """The columns that a difference can be of; farther ones are another matter, but those of other blocks."""
        own = self._source_over(column)
        near = (c for c in range(len(self._titles)) if abs(c - column) <= 6 or self._source_over(c) == own)  # noqa: PLR2004
        return [c for c in near if c != column]

    def _source_over(self, column: int) -> tuple[str, int | None]:
        """The words of a column in its block, the same in each: `NSTW`; of one under no heading, its own."""
        return self._titles[column].own_words, None if self._titles[column].under else column

    def _best(self, tried: Sequence[ColumnSum]) -> ColumnSum | None:
        """The first of those that fail least; none where their columns come to each other in another way.

        Those of one source, where that is named over all of their columns, come before all others.
        """
        ways = sorted(tried, key=lambda one: len({self._source_over(column) for column in one.columns}) > 1)
        good = [(said.fails, number, one) for number, one in enumerate(ways) if (said := self.support(one)).good]
        best = min(good)[2] if good else None
        return None if best and self._turned(best) else best

    def _turned(self, one: ColumnSum) -> bool:
        """Whether a sum is off in rows in all of which its columns balance with other signs.

        What is after a change, for what was before it: off by as much up and down where two lines exchange money.
        """
        columns = sorted(one.columns)
        if len(columns) > _MOST_SIGNED:
            return False
        amounts = list(zip(*(self.trial.amounts[column] for column in columns), strict=True))
        ways = (
            [(1, *signs) for signs in product((1, -1), repeat=len(columns) - 1)]
            if self.trial.tried(one, 0)[1]
            else []
        )
        return any(not any(sum(map(mul, way, row)) for row in amounts) for way in ways)

    def _is_earlier(self, column: int, before: int) -> bool:
        """Whether what would be before a change is called what is after it, and what would be after is not."""
        texts = [self._titles[one].text.casefold() for one in (column, before)]
        told = [bool(re.search(r"\bsau\b", text)) for text in texts]
        after = [is_after(self._titles[one]) for one in (column, before)]
        return [False, True] in (told, after if before > column else told)

    def _turned_round(self, up: int, down: int) -> bool:
        """Whether what would be added is called a decrease, or what would be taken off an increase."""
        words = [one_spelling(self._titles[column].text) for column in (up, down)]
        down_up = ["giảm" in words[0] and "tăng" not in words[0], "tăng" in words[1] and "giảm" not in words[1]]
        return any(down_up)

    def _against_words(self, one: ColumnSum) -> bool:
        """Whether a sum adds what is called a decrease, or takes off what is called an increase."""
        up, down = ([column for column, sign in one.parts if sign == way] for way in (1, -1))
        return any(self._turned_round(*pair) for pair in product(up, down))

    def from_numbers_alone(self, found: Sequence[ColumnSum]) -> list[ColumnSum]:
        """Sums of columns wherever they stand, of totals of which the titles and their order have told none."""
        told = {one.total for one in found}
        known = {one.columns for one in found}
        proved = []
        for one in self._alone:
            fresh = one.total not in told and one.columns not in known
            if fresh and self._fits(one) and self.support(one).good and self._telling(one):
                proved.append(one)
                told.add(one.total)
        return proved

    def exchanged(self, found: Sequence[ColumnSum]) -> list[ColumnSum]:
        """Sums that only the place of their columns tells, where two figures of the total have changed places."""
        proved: list[ColumnSum] = []
        money = {at for at, t in enumerate(self._titles) if t.kind in _PLAIN and not is_after(t)}
        for column in sorted(money - {one.total for one in found}):
            runs = (over_totals(run, [*found, *proved]) for run in self._runs(column, said=True))
            exchanged = (one for one in runs if one.columns <= money and self.is_exchanged(one))
            proved += islice(exchanged, 1)
        return proved

    def is_exchanged(self, one: ColumnSum) -> bool:
        """Whether a sum is off in two rows, by the same up and down, and holds in two others."""
        if not one.only_adds:
            return False
        holds, off, _again = self.trial.tried(one, _PAIR)
        if holds < _PAIR or off.total() != _PAIR or off[-next(iter(off))] != 1 or not self._telling(one):
            return False
        return not any(0 < abs(amount) <= _ONE_DIGIT for amount in self.trial.amounts[one.total])

    def shared_out(self, found: Sequence[ColumnSum]) -> list[ColumnSum]:
        """What each kind of money comes to among the parts of a total that is printed by kind and by part.

        A kind with one part only is a copy of it, which no sum tells; the last kind has all parts that are left.
        """
        known = {one.total: one for one in found}
        for kinds, parts in self._two_ways(found):
            left, shares, without = {*parts}, list[ColumnSum](), list[int]()
            for kind in sorted(kinds):
                if share := known.get(kind) or self._share(kind, left):
                    left -= share.terms
                    shares.append(share)
                else:
                    without.append(kind)
            if len(without) == 1 and left:
                shares.append(ColumnSum(without.pop(), tuple((part, 1) for part in sorted(left)), said=False))
                left = set()
            fresh = [one for one in shares if one.total not in known]
            if not left and not without and all(self.support(one).good for one in fresh):
                return fresh
        return []

    def second_ways(self, found: Sequence[ColumnSum]) -> list[ColumnSum]:
        """What a total adds up again, of other columns than before: by its kinds of work, and by its sources."""
        ways = []
        known = frozenset[int]().union(*(one.columns for one in found))
        added = {one.terms for one in found}
        for one in self._alone:
            within = below({one.total}, found)
            fresh = one.terms not in added if one.only_adds else one.columns & known == {one.total}
            if fresh and len(within) > 1 and within & one.columns == {one.total} and self._proves(one):
                ways.append(one)
        return ways

    def _two_ways(self, found: Sequence[ColumnSum]) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        """The columns that one total adds up, in few and again in more of which none is among the few."""
        ways: dict[int, list[frozenset[int]]] = defaultdict(list)
        for one in (*found, *self._alone):
            if one.only_adds:
                ways[one.total].append(one.terms)
        for columns in ways.values():
            yield from (
                (few, more) for few, more in permutations(columns, 2) if len(few) < len(more) and not few & more
            )

    def _share(self, kind: int, parts: set[int]) -> ColumnSum | None:
        """Those of the parts that a kind adds up: of its own name, each second or third, or one alone."""
        own, ordered = self._titles[kind].own_words, sorted(parts)
        named = [part for part in ordered if self._titles[part].own_words == own]
        spaced = (ordered[first::step] for step in range(2, len(parts) // 2 + 1) for first in range(step))
        tried = [named, *spaced, *([part] for part in ordered)]
        sums_ = [ColumnSum(kind, tuple((part, 1) for part in some), said=False) for some in tried if some]
        return next((one for one in sums_ if self.support(one).good), None)

    def across(self) -> Iterator[ColumnSum]:
        """A source or a version over all years: the column that bears its name is the sum of those of the years."""
        grouped = [
            c
            for c, t in enumerate(self._titles)
            if t.year and (t.source or t.version or t.kind is FigureKind.TOTAL)
        ]
        for column, title in enumerate(self._titles):
            if title.year or title.kind not in {FigureKind.AMOUNT, FigureKind.TOTAL}:
                continue
            others = [(c, self._titles[c]) for c in grouped if c != column]
            named = [(c, t) for c, t in others if (t.source, version_of(t)) == (title.source, version_of(title))]
            same = [c for c, t in named if t.kind is title.kind or title.source or title.version]
            one = ColumnSum(column, tuple((c, 1) for c in same))
            if len(same) > 1 and self.support(one).good:
                yield one
