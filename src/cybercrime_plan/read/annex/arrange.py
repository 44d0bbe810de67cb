"""What each column of money is in the plan: a year, the total of a line, a part, a version, or money beside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from operator import itemgetter

from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.read.annex.adjustment import before_change, had_of_need, is_of_one_source
from cybercrime_plan.read.annex.arrangement import Arrangement, OtherColumn
from cybercrime_plan.read.annex.column_questions import asked_of, columns_alike, unproved_total
from cybercrime_plan.read.annex.column_sum import ColumnSum, below
from cybercrime_plan.read.annex.periods import granted_then
from cybercrime_plan.read.annex.titles import FigureKind, Title, is_after

_Kept = tuple[ColumnKind, int | None, bool]
"""What a column is, of which year, and whether it shows only some parts."""
_OUTSIDE = {FigureKind.WHOLE, FigureKind.BEFORE, FigureKind.AFTER, FigureKind.AVERAGE}
_OF_A_YEAR = re.compile(r"tháng|quý|[qt][0-9]")
_RISE_OR_FALL = re.compile(r"\b(?:tăng|giảm)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"^cả (?:năm|kỳ|giai đoạn)\b", re.IGNORECASE)
_LEAF = {FigureKind.AMOUNT, FigureKind.TOTAL}


def arranged(
    titles: Mapping[int, Title],
    sums: Sequence[ColumnSum],
    chosen: Mapping[int, ColumnKind],
    total: int | None,
    year: int | None,
) -> Arrangement:
    """Give every column of money its place.

    Args:
        titles: of each column of money, in printed order.
        sums: over them.
        chosen: what a person has decided of single columns.
        total: the column a person has called the total.
        year: the one that the whole table is of, where that is known.
    """
    return _Arranging(dict(titles), tuple(sums), dict(chosen), total, year).done()


@dataclass
class _Arranging:
    titles: dict[int, Title]
    sums: tuple[ColumnSum, ...]
    chosen: dict[int, ColumnKind]
    total: int | None
    year: int | None
    others: dict[int, OtherColumn] = field(default_factory=dict)

    def done(self) -> Arrangement:
        for column, kind in self.chosen.items():
            self._put(column, kind)
        if ColumnKind.AMOUNT in self.chosen.values():
            self._set_apart()
        self._parts_of_nothing()
        self._compared()
        self.sums = tuple(self._with_the_rest(one) for one in self.sums)
        self._brought_in()
        self._outside()
        self._versions()
        self._what_became()
        alike = columns_alike({c: self.titles[c] for c in self._free()}, self._is_whole, self._added())
        if alike:
            return Arrangement((), None, (), alike)
        years = self._years()
        compared = self._compared_in_words(years)
        if compared:
            return Arrangement((), None, (), compared)
        amounts = self._amounts(set(years.values()))
        changed = any(one.kind is ColumnKind.BEFORE for one in self.others.values())
        if changed and not years and self.total is not None and self._total_of({*amounts}) != self.total:
            # what was, what changed and what is then are the whole of a line: nothing else adds up to it
            for column in amounts:
                self._put(column, ColumnKind.OUTSIDE)
            amounts = []
        amounts = amounts if years else self._within_the_year(amounts)
        across = {*years.values(), *amounts}
        if self.total is None:
            # the one amount of each line, when no year, quarter or source is named over it, is its total
            lone = amounts[0] if len(amounts) == 1 and not self.titles[amounts[0]].says_what else None
            self.total = self._total_of(across) or lone
        for column in amounts:
            if column != self.total:
                self._put(column, ColumnKind.AMOUNT, self.titles[column].year)
        doubtful = self._rest(years, across) or self._in_doubt(across)
        ordered = tuple(self.others[column] for column in self.titles if column in self.others)
        return Arrangement(tuple(sorted(years.items(), key=itemgetter(1))), self.total, ordered, doubtful)

    def _within_the_year(self, amounts: list[int]) -> list[int]:
        """The amounts without a part of the year alone beside all of it, which is then the total of a line."""
        whole = [column for column in self._free() if _OF_ALL.search(self.titles[column].text)]
        alone = len(amounts) == len(whole) == 1 and whole != amounts and self.titles[amounts[0]].part
        if self.total is not None or not alone:
            return amounts
        self.total = whole[0]
        self.titles[amounts[0]] = replace(self.titles[amounts[0]], of_which=True)
        return []

    def _put(self, column: int, kind: ColumnKind, year: int | None = None, *, part: bool = False) -> None:
        self.others.setdefault(column, OtherColumn(column, self.titles[column].text, kind, year, of_which=part))

    def _put_outside(self, *columns: int) -> None:
        for column in columns:
            self._put(column, ColumnKind.OUTSIDE)

    def _parts_of_nothing(self) -> None:
        """Where every column is a Trong đó and the same ones stand under each heading, they are amounts."""
        blocks: dict[str, list[str]] = defaultdict(list)
        for title in self.titles.values():
            blocks[title.under].append(title.text.removeprefix(title.under))
        alike = len(blocks) > 1 and len({*map(tuple, blocks.values())}) == 1
        if alike and all(title.of_which for title in self.titles.values()):
            self.titles = {column: replace(title, of_which=False) for column, title in self.titles.items()}

    def _set_apart(self) -> None:
        """Where a person has said what the amounts are, what says nothing of itself is none of them."""
        summed = {column for one in self.sums for column in one.columns}
        for column in self._free():
            plain = self.titles[column].kind is FigureKind.AMOUNT and not self.titles[column].says_what
            if plain and column not in summed:
                self._put(column, ColumnKind.OUTSIDE)

    def _free(self) -> list[int]:
        return [column for column in self.titles if column not in self.others and column != self.total]

    def _added(self, column: int | None = None) -> list[frozenset[int]]:
        """The columns that each sum adds up which takes nothing off; those of one total only where it is given."""
        return [one.terms for one in self.sums if one.only_adds and column in {None, one.total}]

    def _is_whole(self, column: int) -> bool:
        """Whether a column is the sum of others that are no money outside the period."""
        outside = _OUTSIDE | {FigureKind.CHANGE}
        return any(all(self.titles[c].kind not in outside for c in terms) for terms in self._added(column))

    def _compared(self) -> None:
        """What was, what is added and taken off, what is then: the last is the amount, the others stand beside it.

        A difference (3 = 2 - 1) is the same, read backwards; that of two totals comes before those of sources.
        """
        totals = {one.total for one in self.sums if one.only_adds}
        differ = [one for one in self.sums if self.titles[one.total].kind is FigureKind.CHANGE]
        of_totals = [one for one in differ if one.terms <= totals]
        for one in sorted(self.sums, key=lambda one: bool(of_totals) and one in differ and one not in of_totals):
            minus = [column for column, sign in one.parts if sign < 0]
            plus = [column for column, sign in one.parts if sign > 0]
            title = self._left_of_several(one)
            whole, became = (plus[0], {one.total, *minus}) if minus else (one.total, one.terms)
            told = len(minus) > 1 or any(self.titles[column].kind is FigureKind.AFTER for column in became)
            kept = one.said and len(plus) == len(minus) == 1 and title.kind is not FigureKind.CHANGE
            told = told or kept or self._is_partly_carried_out(whole, became)
            if had := had_of_need(whole, became, one.total if kept else None, self.titles):
                self._put_outside(whole, *sorted(self._below(whole) - became), *had)
                self.titles |= {c: replace(self.titles[c], kind=FigureKind.AMOUNT) for c in became - had}
            elif told and len(became) > 1 and self._adds_up_others(whole, became):
                self.titles[whole] = replace(self.titles[whole], kind=FigureKind.TOTAL)
                self._put_outside(*became)
            elif len(plus) == 1 and (title.kind is FigureKind.AFTER or self._is_left(one)):
                self.titles[one.total] = replace(title, kind=FigureKind.AFTER)
                self._spent(plus[0], minus)
            elif title.kind is FigureKind.CHANGE and len(plus) == len(minus) == 1:
                self._changed(one.total, plus[0], minus[0])
            elif title.kind in _LEAF and len(plus) > 1 and minus:  # before, and what is added and taken off
                self._beside(one.total, before_change(plus, self.titles), plus, minus)
            elif not minus and (after := self._after_saving(one)) is not None:
                self._beside(after, [one.total], [], [c for c in plus if c != after])
            elif title.kind in _LEAF and not minus:
                changes = [c for c in plus if self.titles[c].kind is FigureKind.CHANGE]
                before = before_change([c for c in plus if c not in changes] or [one.total], self.titles)
                if (changes and {*before} | {*changes} >= {*plus}) or self._follows(one.total, plus):
                    self._beside(one.total, before, plus, [])

    def _after_saving(self, one: ColumnSum) -> int | None:
        """What there is after a change, where what there was before is it and the difference: `Trước`, `Sau`."""
        after = [column for column in one.terms if self.titles[column].text.casefold().startswith("sau ")]
        before = self.titles[one.total].text.casefold().startswith("trước ")
        return after[0] if before and len(after) == 1 and len(one.terms) == 2 else None  # noqa: PLR2004

    def _left_of_several(self, one: ColumnSum) -> Title:
        """The title of a sum; where several are taken off one it is what is left, whatever it is called."""
        title = self.titles[one.total]
        taken = sum(sign < 0 for _column, sign in one.parts)
        if 1 < taken == len(one.parts) - 1 and title.kind is FigureKind.AMOUNT and one.total > max(one.terms):
            title = self.titles[one.total] = replace(title, kind=FigureKind.AFTER)
        return title

    def _changed(self, change: int, more: int, less: int) -> None:
        """The difference of two columns: what was carried out, or what is after the change."""
        falls = {word.casefold() for word in _RISE_OR_FALL.findall(self.titles[change].text)} == {"giảm"}
        if self.titles[more].is_carried_out and not self.titles[less].is_carried_out:
            self._spent(less, [more])
        elif falls and more < less:
            self._beside(less, [more], [], [change])
        else:
            self._beside(more, [less], [change], [])

    def _follows(self, column: int, parts: Sequence[int]) -> bool:
        """Whether a column behind all that it adds up is called what is after changes, and these no sources."""
        return (
            is_after(self.titles[column]) and column > max(parts) and not any(self.titles[c].source for c in parts)
        )

    def _is_left(self, one: ColumnSum) -> bool:
        """Whether a column says by the numbers of columns, 3=1-2, that it is what those before it leave."""
        own = (one.total, *(column for column, sign in one.parts if sign < 0))
        plain = all(self.titles[c].kind is FigureKind.AMOUNT and not self.titles[c].says_what for c in own)
        return one.said and not one.only_adds and plain and one.total > max(column for column, _sign in one.parts)

    def _spent(self, whole: int, less: Sequence[int]) -> None:
        """What is left of an amount when something is taken off it: that stands beside the amount."""
        # before a year, in it and what is left: the whole of a project from end to end
        ends = self.titles[whole].year is None and any(self.titles[c].kind is FigureKind.BEFORE for c in less)
        for column in less:
            told = (self.titles[whole].kind is FigureKind.TOTAL or ends) and self.titles[column].says_what
            if {self.titles[column].kind, self.titles[whole].kind} <= _LEAF and not told:
                self._put(column, ColumnKind.OUTSIDE)
            elif self._was_paid_by_and_by(column):
                self._put_outside(*sorted({column} | self._below(column)))
                if self.total is None and self.titles[whole].year is None:
                    self.total = whole

    def _was_paid_by_and_by(self, column: int) -> bool:
        """Whether it says what was spent, and adds up what was paid at several times that name no year."""
        parts = self._below(column) - {column}
        spent = self.titles[column].kind is FigureKind.BEFORE or self.titles[column].is_carried_out
        paid = spent or all(self.titles[one].is_carried_out for one in parts)
        return bool(parts) and paid and all(self.titles[one].year is None for one in parts)

    def _adds_up_others(self, column: int, others: AbstractSet[int]) -> bool:
        """Whether a column is the sum of columns that are none of these: these say what becomes of it."""
        return column not in others and any(not others & terms for terms in self._added(column))

    def _is_partly_carried_out(self, whole: int, became: Iterable[int]) -> bool:
        """Whether a plan is the sum of what was carried out of it and of what says nothing of when or for what."""
        rest = [column for column in became if not self.titles[column].is_carried_out]
        dated = any(self.titles[column].year is not None or self.titles[column].part for column in rest)
        return bool(rest) and not (dated or self.titles[whole].is_carried_out) and {*rest} != {*became}

    def _beside(self, after: int, before: Sequence[int], more: Sequence[int], less: Sequence[int]) -> None:
        if is_of_one_source(after, before[0], self.titles) and not self._in_sum(after):
            self._put_outside(*before, *more, *less)
            return
        if after in self.others or self.titles[after].kind not in _LEAF or before[0] in self.others:
            return
        year = self.titles[after].year
        if year is None and self.total is None:
            self.total = after
        for column in before:
            self._put(column, ColumnKind.BEFORE, year)
        self._put_outside(*sorted(self._below(*before) - self._below(after) - {after, *more, *less}))
        for column in more:
            self._put(column, ColumnKind.INCREASE, year)
        for column in less:
            self._put(column, ColumnKind.DECREASE, year)

    def _with_the_rest(self, one: ColumnSum) -> ColumnSum:
        """What is left of a total after several parts is a part of it as well: the same sum read forwards."""
        whole, less = one.parts[0][0], one.parts[1:]
        left = self.titles[one.total].kind is FigureKind.AFTER and all(sign < 0 for _column, sign in less)
        if not left or len(less) < 2 or self.titles[whole].kind is not FigureKind.TOTAL:  # noqa: PLR2004
            return one
        self.titles[one.total] = replace(self.titles[one.total], kind=FigureKind.AMOUNT)
        return ColumnSum(whole, (*((column, 1) for column, _sign in less), (one.total, 1)), one.said)

    def _brought_in(self) -> None:
        """What is left from before or for later, or called a change, is an amount where a total adds it.

        Before a year, the year and after it are one source of a project from end to end: there it is none.
        """
        for one in self.sums:
            parts = [column for column, _sign in one.parts]
            kinds = {self.titles[column].kind for column in parts}
            dated = any(self.titles[column].year is not None for column in parts)
            whole = self.titles[one.total].kind
            if whole is FigureKind.AMOUNT and dated and kinds >= {FigureKind.BEFORE, FigureKind.AFTER}:
                continue
            needed = whole is FigureKind.WHOLE and not dated and len(parts) > 1 + len(kinds - _LEAF)
            if one.only_adds and (whole in _LEAF or needed) and kinds & _LEAF:
                late = {FigureKind.AFTER} if whole in {FigureKind.TOTAL, FigureKind.WHOLE} else set()
                called = {FigureKind.CHANGE} if self.titles[one.total].is_plain_total else set()
                for column in parts:
                    if self.titles[column].kind in {FigureKind.BEFORE, *late, *called}:
                        self.titles[column] = replace(self.titles[column], kind=FigureKind.AMOUNT)

    def _outside(self) -> None:
        """Money of more than the period stands beside it, unless there is no other."""
        if self.total is None and not self.chosen:
            self.total = self._of_more_than_the_period()
        for column in self._free():
            if self.titles[column].kind in _OUTSIDE and not self._is_whole(column):
                self._put(column, ColumnKind.OUTSIDE)
        for whole in [c for c in self._free() if self.titles[c].kind is FigureKind.WHOLE]:
            # of a project from end to end, and so are its parts, where a year of its plan stands beside them
            parts = self._below(whole)
            dated = (c for c in self._free() if self.titles[c].year is not None and self.titles[c].kind in _LEAF)
            if any(c not in parts for c in dated):
                self._put_outside(whole, *sorted(parts))

    def _of_more_than_the_period(self) -> int | None:
        """The amount of each line where nothing is of the period alone: a need, what of it is had, what is not."""
        wholes = [one.total if one.only_adds else one.parts[0][0] for one in self.sums]
        alone = all(one.kind in _OUTSIDE or (c in wholes and not one.year) for c, one in self.titles.items())
        others = [c for c, title in self.titles.items() if not title.of_which or title.says_when]
        if [self.titles[c].kind for c in others] == [FigureKind.WHOLE] and len(self.titles) > 1:
            return others[0]  # Tổng dự toán, trong đó quỹ lương
        return wholes[0] if alone and len(set(wholes)) == 1 else None

    def _versions(self) -> None:
        """Of several versions of one amount the first printed is the plan's; the others stand beside it.

        What is only asked for, `Nhu cầu` before `Kế hoạch`, is not the plan's where something is granted.
        """
        same: dict[tuple[int | None, str | None, str | None, bool, str], list[int]] = defaultdict(list)
        for column in self._free():
            title = self.titles[column]
            if title.kind in _LEAF and not self._is_whole(column):
                under = "" if not title.version or title.version in title.under else title.under
                same[title.year, title.part, title.source, title.of_which, under].append(column)
        named: set[str | None] = set()
        for columns in same.values():
            versions = {self.titles[column].version for column in columns}
            # what is added up is no version of the same
            if len(columns) > 1 and len(versions) == len(columns) and not self._adds_two_of(columns):
                granted = (c for c in columns if not (self.titles[c].is_asked_for or self.titles[c].is_carried_out))
                named |= versions - {self.titles[next(granted, columns[0])].version}
        for column in self._free():
            title = self.titles[column]
            then = granted_then(column, {c: self.titles[c] for c in self._free()})
            asked_for = bool(then) and not self._adds_two_of((column, *then))
            if title.version is not None and (title.version in named or asked_for):
                self._put(column, ColumnKind.VERSION, title.year)

    def _what_became(self) -> None:
        """What became of plans, in no sum with them, stands beside them."""
        became = {c for c in self.titles if self.titles[c].is_carried_out}
        mixed = [one.columns for one in self.sums if one.only_adds and not one.columns <= became]
        shared = set[int]().union(*mixed)
        plain = self._below(*shared) | shared
        money = [c for c in self._free() if self.titles[c].kind in _LEAF and not self.titles[c].of_which]
        carried_out = [c for c in money if self.titles[c].is_carried_out]
        for column in carried_out if len(carried_out) < len(money) else ():
            if column not in plain:
                self._put(column, ColumnKind.VERSION, self.titles[column].year)

    def _in_doubt(self, across: AbstractSet[int]) -> tuple[int, ...]:
        """Columns of which either may be the amount, though each has its place, unless a person has said."""
        if self.chosen:
            return ()
        unproved = unproved_total(self.titles, self.sums, across) if self.total is None else ()
        return unproved or asked_of(self.total, self.titles, self.sums)

    def _years(self) -> dict[int, int]:
        """The column of each year, where the table has just one, or one that is the sum of the others."""
        of_year: dict[int, list[int]] = defaultdict(list)
        undated = any(self._in_sum(c) and self.titles[c].year is None for c in self._free())
        for column in self._free():
            title = self.titles[column]
            alone = title.of_which and undated and not self._adds_to_whole(column)
            if title.year is not None and title.kind in _LEAF and not alone:
                of_year[title.year].append(column)
        found = {year: self._whole_of(columns) for year, columns in of_year.items()}
        if not found or any(column is None for column in found.values()):
            return {}
        years = self._within_total({year: column for year, column in found.items() if column is not None})
        years = self._planned(years)
        versions = {column: self.titles[column].version for column in years.values()}
        planned = versions[years[max(years)]] if years else None
        if planned is None or self._adds_two_of(versions):
            return self._of_the_plan(years)
        # 2024 as carried out and 2025 as planned do not add up to anything
        alike = self._kept(years, [c for c, version in versions.items() if version == planned])
        return self._of_the_plan(alike)

    def _of_the_plan(self, years: dict[int, int]) -> dict[int, int]:
        """The years without those before the one that the whole table is of: these are only compared with it."""
        last = max(years, default=None)
        totals = (title for title in self.titles.values() if title.is_plain_total and title.year is None)
        if len(years) < 2 or last is None or any(totals) or self._adds_two_of(years.values()):  # noqa: PLR2004
            return years
        return self._kept(years, [years[last]]) if self.year == last else years

    def _adds_two_of(self, columns: Iterable[int]) -> bool:
        """Whether a sum adds some of these columns to others of them."""
        return any(len(terms & {*columns}) > 1 for terms in self._added())

    def _kept(self, years: Mapping[int, int], columns: Collection[int]) -> dict[int, int]:
        """The years of these columns; the others stand beside them."""
        for year, column in years.items():
            if column not in columns:
                self._put(column, ColumnKind.VERSION, year)
        return {year: column for year, column in years.items() if column in columns}

    def _within_total(self, years: Mapping[int, int]) -> dict[int, int]:
        """The years that the table itself adds up; one that its total leaves out stands beside them."""
        sums = [terms & {*years.values()} for terms in self._added()]
        most = max(sums, key=len, default=frozenset[int]())
        if len(most) < 2 or any(most != other and len(other) == len(most) for other in sums):  # noqa: PLR2004
            return dict(years)
        return self._kept(years, most)

    def _planned(self, years: Mapping[int, int]) -> dict[int, int]:
        """The years that are planned: one of which the page says what became is only compared with later ones."""
        became = {
            self.titles[c].year for c in self.titles if self.titles[c].is_carried_out and not self.titles[c].part
        }
        if self._adds_two_of(years.values()) or max(years, default=None) in became:
            return dict(years)
        return self._kept(years, [column for year, column in years.items() if year not in became])

    def _compared_in_words(self, years: Mapping[int, int]) -> tuple[int, ...]:
        """Years that nothing adds up beside a change that nothing proves: to be compared, or to be added."""
        changes = {column for column in self._free() if self.titles[column].kind is FigureKind.CHANGE}
        if len(years) < 2 or not changes or self.total is not None:  # noqa: PLR2004
            return ()
        proved = any(len(one.columns & {*years.values()}) > 1 or one.columns & changes for one in self.sums)
        return () if proved else tuple(sorted(years.values()))

    def _whole_of(self, columns: Sequence[int]) -> int | None:
        if len(columns) == 1:
            return columns[0]
        rest = set(columns)
        for one in self.sums:
            if one.total in rest and one.only_adds and one.terms <= rest:
                others = rest - {one.total} - self._below(one.total)
                if not others or all(self.titles[c].of_which for c in others):
                    return one.total
        totals = [column for column in columns if self._is_of_everything(column)]
        if len(totals) == 1:
            return totals[0]
        first, *others_ = columns
        if not self.titles[first].of_which and all(self.titles[c].of_which for c in others_):
            return first
        return None

    def _is_of_everything(self, column: int) -> bool:
        """Whether it is called the total of something, so that what stands beside it unproved is a part of that.

        So is the total of a year that is added up with those of other years.
        """
        title = self.titles[column]
        if title.is_plain_total and title.year is not None:
            totals = (terms for terms in self._added() if len({self.titles[c].year for c in terms}) == len(terms))
            return any(column in terms and all(self.titles[c].is_plain_total for c in terms) for terms in totals)
        return title.kind is FigureKind.TOTAL and not title.is_plain_total and not self._in_sum(column)

    def _below(self, *columns: int) -> set[int]:
        """The columns that columns are the sums of, and what these are."""
        adding = [one for one in self.sums if one.only_adds]
        return below((part for one in adding if one.total in columns for part in one.terms), adding)

    def _amounts(self, years: set[int]) -> list[int]:
        """The columns that add up to the total of a line beside the years: leaves that are part of no year."""
        parts = self._below(*years)
        totals = {one.total for one in self.sums if one.only_adds}
        free = [c for c in self._free() if c not in years and c not in parts and self.titles[c].kind in _LEAF]
        if years:
            sums = self._added()
            adding = [columns for each in sums for columns in (each, self._leaves(each)) if years < columns]
            inside = [columns for columns in adding if not any(map(self._is_outside, columns))]
            return [c for c in free if inside and c in inside[0]]
        leaves = self._of_one_way([c for c in free if c not in totals and not self._shows_some_of(c)])
        shown = [c for c in leaves if self.titles[c].of_which and not self._adds_to_whole(c)]
        if len(leaves) == 1:
            return leaves
        if all(self.titles[c].says_what for c in leaves):
            return [c for c in leaves if c not in shown]
        wholes = [c for c in leaves if not self.titles[c].of_which]
        if len(wholes) == 1 and len(shown) == len(leaves) - 1:
            return wholes
        return [c for c in leaves if self.titles[c].says_what or self._in_sum(c)]

    def _of_one_way(self, leaves: list[int]) -> list[int]:
        """Where a total adds up other columns in two ways, by kind and again by source, those of the first way."""
        ways: dict[int, list[set[int]]] = defaultdict(list)
        for one in self.sums:
            if one.only_adds:
                ways[one.total].append(self._leaves(one.terms))
        for first, *others in ways.values():
            again = set().union(*(way for way in others if not way & first))
            if {*leaves} == first | again:
                return [column for column in leaves if column in first]
        return leaves

    def _shows_some_of(self, column: int) -> bool:
        """Whether it stands under the Trong đó of a column of the table, and no sum adds it to anything."""
        own = self.titles[column]
        whole = next(
            (self.titles[c] for c in range(column, -1, -1) if c in self.titles and not self.titles[c].of_which),
            None,
        )
        beside = (
            whole is not None and whole.under.casefold() == own.under.casefold().partition("trong đó")[0].strip()
        )
        return (own.of_which and beside and not self._adds_to_whole(column)) or self._is_left_out_of_total(column)

    def _is_left_out_of_total(self, column: int) -> bool:
        """Whether it stands under one heading with a total that is added to others, and in no sum itself."""
        own = self.titles[column]
        totals = (c for c, title in self.titles.items() if title.is_plain_total and title.under == own.under)
        return (
            bool(own.under)
            and own.kind is FigureKind.AMOUNT
            and not self._in_sum(column)
            and any(map(self._in_sum, totals))
        )

    def _shows_some_of_others(self, column: int) -> bool:
        """Whether it is a Trong đó of the column to the left under its heading, which is itself beside the sums."""
        title, left = self.titles[column], self.others.get(column - 1)
        whole = self.titles.get(column - 1)
        return (
            title.of_which
            and title.year is None
            and left is not None
            and left.kind is ColumnKind.OUTSIDE
            and whole is not None
            and bool(whole.under)
            and title.under.startswith(whole.under)
        )

    def _is_outside(self, column: int) -> bool:
        """Whether it has been found to be money of more than the period."""
        return column in self.others and self.others[column].kind is ColumnKind.OUTSIDE

    def _in_sum(self, column: int) -> bool:
        return any(column in terms for terms in self._added())

    def _adds_to_whole(self, column: int) -> bool:
        """Whether sums add it to a column that is no Trong đó, over such as are."""
        totals = [one.total for one in self.sums if one.only_adds and column in one.terms]
        return any(not self.titles[total].of_which or self._adds_to_whole(total) for total in totals)

    def _total_of(self, across: set[int]) -> int | None:
        """The column that is the sum of the columns across, directly or over the totals of groups of them."""
        for one in self.sums:
            if one.total in across or not one.only_adds or one.total in self.others:
                continue
            if one.terms == across or (across <= self._below(one.total) and self._leaves(one.terms) == across):
                return one.total
        return None

    def _leaves(self, columns: AbstractSet[int]) -> set[int]:
        totals = {one.total for one in self.sums if one.only_adds}
        return {c for c in columns | self._below(*columns) if c not in totals}

    def _rest(self, years: Mapping[int, int], across: set[int]) -> tuple[int, ...]:
        """Columns that are parts of others, or of which nothing is known."""
        doubtful = []
        # what the total adds up as well, where it is printed by kind besides its amounts
        again = (terms for terms in self._added(self.total) if not terms & across) if self.total is not None else ()
        kinds = next(iter(again), frozenset[int]())
        for column in [c for c in self._free() if c not in across]:
            outside = (ColumnKind.OUTSIDE, None, False) if self._shows_some_of_others(column) else None
            part = outside or self._part_of(column, years, kinds)
            other = part or self._other_money(column, years, across)
            if other is None:
                doubtful.append(column)
            else:
                kind, year, some = other
                self._put(column, kind, year, part=some)
        return tuple(doubtful)

    def _part_of(self, column: int, years: Mapping[int, int], kinds: AbstractSet[int]) -> _Kept | None:
        """Of which year, or of which total, a column is a part, and whether it shows some of it only."""
        title, year = self.titles[column], self.titles[column].year
        for of_year, whole in years.items():
            if column in self._below(whole):
                return ColumnKind.PART, of_year, column not in self._added(whole)[0]
        if year is not None and year in years and (title.of_which or self._is_of_everything(years[year])):
            return ColumnKind.PART, year, True
        if self.total is not None and (title.of_which or self._is_left_out_of_total(column)):
            return ColumnKind.PART, None, column not in kinds
        if title.of_which and year is None and len(years) == 1:
            return ColumnKind.PART, next(iter(years)), True
        if self.total is not None and column in self._below(self.total):
            return ColumnKind.PART, None, column not in kinds
        return None

    def _other_money(self, column: int, years: Mapping[int, int], across: set[int]) -> _Kept | None:
        """What a column is that is no part of the amounts: beyond the period, or of another version."""
        title = self.titles[column]
        if title.kind is FigureKind.CHANGE or self._added(column):
            return ColumnKind.OUTSIDE, title.year, False
        of_year = _OF_A_YEAR.match(title.part or "") and title.year in {None, *years}
        if of_year and years and not self._in_sum(column):
            return ColumnKind.OUTSIDE, title.year, False  # a month beside all of its year
        if title.version is not None and years and title.year not in {None, *years}:
            return ColumnKind.VERSION, title.year, False
        if title.version is not None and across and title.year is None:
            return ColumnKind.VERSION, next(iter(years)) if len(years) == 1 else None, False
        outside = any(one.only_adds and column in one.terms and self._is_outside(one.total) for one in self.sums)
        if outside or title.before or (title.kind is FigureKind.TOTAL and not self.titles[column].says_what):
            return ColumnKind.OUTSIDE, None, False
        return None
