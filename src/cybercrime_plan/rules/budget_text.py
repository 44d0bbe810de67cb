"""How figures, entries and sums of a budget are called in a sentence, and a fault of theirs as a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cybercrime_plan.calc.equations import Entry, EntryKind, Equation, SumKind
from cybercrime_plan.findings import Certainty, Complaint, Figure, Hypothesis, Loc, Suggestion
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Budget, Line, Qualifier, Stated
from cybercrime_plan.model.formula import SUM_OF
from cybercrime_plan.model.money import DASH, Cell, Money, grouped, in_unit, signed
from cybercrime_plan.rules.rule import Reading

if TYPE_CHECKING:
    from cybercrime_plan.calc.slips import Correction, Fault


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Wording:
    """The words for one budget: its unit, the names of its lines and sources."""

    reading: Reading
    budget: Budget

    def figure(self, value: Cell) -> str:
        """A figure as the table would print it; nothing for a blank."""
        if value is DASH:
            return str(DASH)
        return in_unit(value, self.budget.unit) if isinstance(value, Money) else ""

    def line(self, loc: Loc) -> Line:
        """The line in which that place is."""
        line = self.budget.lines[int(loc[2])]
        for key, index in zip(loc[3::2], loc[4::2], strict=False):
            if key != "lines":
                break
            line = line.lines[int(index)]
        return line

    def entry(self, entry: Entry) -> Text:
        """What an entry is called."""
        match entry.kind:
            case EntryKind.GRAND_TOTAL:
                return _("the grand total")
            case EntryKind.YEAR_TOTAL:
                return _("the total of {year}", year=self._year(entry))
            case EntryKind.FIGURES | EntryKind.WORDS:
                return self._elsewhere(entry)
            case EntryKind.COLUMN if entry.loc[1] == "column_totals":
                return _("the total of column “{column}”", column=self._column(entry))
        return self._in_line(entry)

    def _in_line(self, entry: Entry) -> Text:
        line = self.line(entry.loc).name
        if entry.kind is EntryKind.ROW_TOTAL:
            return _("the row total of “{line}”", line=line)
        if entry.kind is EntryKind.COLUMN:
            return _("“{line}” in column “{column}”", line=line, column=self._column(entry))
        if entry.kind is EntryKind.SPLIT:
            source = self._source(str(entry.loc[-2]))
            return _(
                "the part of “{line}” that “{source}” pays in {year}",
                line=line,
                source=source,
                year=self._year(entry),
            )
        return _("“{line}” in {year}", year=self._year(entry), line=line)

    def sum_name(self, one: Equation) -> Text:
        """What a sum is called: mostly as its total, unless that total has other sums as well."""
        entry = self.entry(one.stated)
        names = {
            SumKind.TOTAL_OF_YEARS: _("the grand total over the years")
            if self.budget.years
            else _("the grand total over the columns"),
            SumKind.TOTAL_OF_LINES: _("the grand total over the lines"),
            SumKind.SUBTOTAL: _("the lines below {entry}", entry=entry),
            SumKind.SPLIT: _("the sources of {entry}", entry=entry),
            SumKind.PART: _("the parts of {entry}", entry=entry),
            SumKind.OF_WHICH: _("the parts of {entry}", entry=entry),
            SumKind.OVER_YEARS: _("the years of {entry}", entry=entry),
            SumKind.RUNNING: _("the lines down to {entry}", entry=entry),
            SumKind.ADJUSTED: _("{entry} after its changes", entry=entry),
        }
        return names.get(one.kind, entry)

    def sum(self, one: Equation, changed: Correction | None = None) -> Text:
        """A sum with the figure it then leads to: `the total of 2025 = 4.100`."""
        same = changed is not None and one.stated == changed.entry
        value = changed.value if changed is not None and same else one.stated.value
        return _("{sum} = {figure}", sum=self.sum_name(one), figure=self.figure(value))

    def off(self, one: Equation) -> Text:
        """A sum with the difference by which it fails: `the total of 2025 (+100)`."""
        difference = signed(Money(one.residual), self.budget.unit)
        return _("{sum} ({difference})", sum=self.sum_name(one), difference=difference)

    def reason(self, one: Equation) -> Text:
        """What the other side of a sum says."""
        figure = self.figure(Money(one.computed))
        if one.kind in {SumKind.FIGURES, SumKind.WORDS} and one.terms[0].kind is EntryKind.GRAND_TOTAL:
            return _("the table says {figure}", figure=figure)
        reasons = {
            SumKind.ROW: _("its amounts add up to {figure}", figure=figure),
            SumKind.YEAR: _("its lines add up to {figure}", figure=figure),
            SumKind.TOTAL_OF_YEARS: _("the years add up to {figure}", figure=figure)
            if self.budget.years
            else _("the columns add up to {figure}", figure=figure),
            SumKind.SUBTOTAL: _("the lines below it add up to {figure}", figure=figure),
            SumKind.SPLIT: _("its sources add up to {figure}", figure=figure),
            SumKind.PART: _("its parts add up to {figure}", figure=figure),
            SumKind.OF_WHICH: _("some of its parts alone add up to {figure}", figure=figure),
            SumKind.OVER_YEARS: _("its years add up to {figure}", figure=figure),
            SumKind.RUNNING: _("the figure above it with its own amount makes {figure}", figure=figure),
            SumKind.ADJUSTED: _("what it was before, with its changes, makes {figure}", figure=figure),
        }
        return reasons.get(one.kind, _("the lines add up to {figure}", figure=figure))

    def way(self, one: Equation) -> Text:
        """How a sum gives the figure of its only blank: as what its parts make, or by its total."""
        if one.blanks[0] == one.stated:
            return self.reason(one)
        return _("{sum} leaves {figure}", sum=self.sum(one), figure=self.figure(one.solution))

    def contradiction(self, entry: Entry, reason: Text, expected: int) -> Text:
        """The sentence with both figures, the difference and the unit."""
        difference, unit = signed(Money(entry.dong - expected), self.budget.unit), self.budget.unit.label
        name, actual = self.entry(entry), self._printed(entry)
        if not actual:
            return _(
                "{entry} is blank, but {reason}: {difference} {unit}",
                entry=name,
                reason=reason,
                difference=difference,
                unit=unit,
            )
        return _(
            "{entry} is {actual}, but {reason}: {difference} {unit}",
            entry=name,
            actual=actual,
            reason=reason,
            difference=difference,
            unit=unit,
        )

    def of_sum(self, one: Equation, hint: Text) -> Complaint:
        """A sum that its parts do not make, at its total."""
        return Complaint(
            self.contradiction(one.stated, self.reason(one), one.computed),
            one.stated.loc,
            hint=hint,
            expected=one.computed,
            actual=as_figure(one.stated.value),
            difference=one.residual,
            unit=self.budget.unit.currency,
        )

    def changes(self, hypothesis: tuple[Correction, ...]) -> tuple[Text, ...]:
        """Several changes in short: `“Đấu tranh” in 2026: 330 → 300` each."""
        return tuple(
            _(
                "{entry}: {old} → {new}",
                entry=self._found(one.entry),
                old=self.figure(one.entry.value) or "?",
                new=self.figure(one.value),
            )
            for one in hypothesis
        )

    def _found(self, entry: Entry) -> Text | str:
        """How a person finds an entry: the cell of a workbook, else what the entry is called."""
        return self.reading.cell(entry.loc) or self.entry(entry)

    def suggestion(self, change: Correction, certainty: Certainty) -> Suggestion:
        """A change as it is suggested to a person."""
        return Suggestion(
            path=self.reading.path(change.entry.loc),
            loc=change.entry.loc,
            value=change.value.dong,
            certainty=certainty,
            slip=change.slip.text if change.slip else None,
            slip_kind=change.slip.kind.value if change.slip else None,
            told=_("{entry} = {figure}", entry=self._found(change.entry), figure=self.figure(change.value)),
        )

    def complaint(
        self, entry: Entry, message: Text, hint: Text | None, expected: int, fault: Fault, change: Correction | None
    ) -> Complaint:
        """A contradiction at one entry, with everything that is suggested about it."""
        return Complaint(
            message=message,
            loc=entry.loc,
            hint=hint,
            expected=expected,
            actual=as_figure(entry.value),
            difference=entry.dong - expected,
            unit=self.budget.unit.currency,
            suggestion=self.suggestion(change, fault.certainty) if change else None,
            hypotheses=tuple(
                Hypothesis(tuple(self.suggestion(change, fault.certainty) for change in one))
                for one in fault.hypotheses
                if fault.ways > 1
            ),
        )

    def _year(self, entry: Entry) -> int:
        return self.budget.years[int(entry.loc[-1])]

    def _column(self, entry: Entry) -> str:
        return next(one.title for one in self.budget.columns if one.id == entry.loc[-1])

    def _source(self, slug: str) -> str:
        return next((source.name for source in self.budget.sources if source.id == slug), slug)

    def _elsewhere(self, entry: Entry) -> Text:
        at = self._stated(entry).at
        if entry.kind is EntryKind.FIGURES:
            return _("the total in figures ({place})", place=at) if at else _("the total in figures")
        return _("the total in words ({place})", place=at) if at else _("the total in words")

    def _stated(self, entry: Entry) -> Stated:
        return self.budget.stated[int(entry.loc[2])]

    def _printed(self, entry: Entry) -> Text | str:
        """The figure with the word before it, if there is one."""
        figure = self.figure(entry.value)
        if entry.kind not in {EntryKind.FIGURES, EntryKind.WORDS}:
            return figure
        qualified = {
            Qualifier.MORE_THAN: _("more than {figure}", figure=figure),
            Qualifier.AT_LEAST: _("at least {figure}", figure=figure),
            Qualifier.ABOUT: _("about {figure}", figure=figure),
            Qualifier.NEARLY: _("nearly {figure}", figure=figure),
            Qualifier.UP_TO: _("at most {figure}", figure=figure),
        }
        qualifier = self._stated(entry).qualifier
        return qualified[qualifier] if qualifier else figure


def as_figure(value: Cell) -> Figure:
    """An entry as a finding carries it: whole đồng, the dash, or None."""
    return value.dong if isinstance(value, Money) else "-" if value is DASH else None


def lines_of(reading: Reading) -> Iterator[tuple[Loc, Line]]:
    """Every line with its place, parents before children."""
    if reading.plan.budget:
        yield from ((one.loc, one.line) for one in reading.plan.budget.walk())


def own_lines(reading: Reading) -> Iterator[tuple[Loc, Line]]:
    """The lines that are no subtotal and no memo, so that each amount is met once."""
    return ((loc, line) for loc, line in lines_of(reading) if not line.lines and not line.memo)


def amount_of(line: Line) -> Money:
    """What the line fixes over all its years."""
    return Money.total(cell for cell in line.amounts or () if isinstance(cell, Money))


def total_of(reading: Reading) -> Money:
    """What the whole table fixes."""
    return Money.total(amount_of(line) for _loc, line in own_lines(reading))


def column_title(budget: Budget, name: str) -> str:
    """What a person calls a column that a formula names."""
    total = budget.headings.total if budget.headings and budget.headings.total else "total"
    titles = {"total": total} | {column.id: column.title for column in budget.columns}
    column = name.removeprefix(SUM_OF)
    return f"{'' if column == name else 'Σ '}{titles.get(column, column)}"


def money(amount: Money, budget: Budget) -> Text:
    """An amount with the unit of its table."""
    return _("{amount} {unit}", amount=in_unit(amount, budget.unit), unit=budget.unit.label)


def share(part: Money, whole: Money) -> str:
    """A share to one decimal place, rounded half up: `39,2 %`."""
    thousandths = (2000 * part.dong + whole.dong) // (2 * whole.dong)
    return f"{grouped(thousandths // 10)},{thousandths % 10}%"


def times(amount: Money, other: Money) -> str:
    """How many times as much, rounded down to a tenth: `33`, `5,5`."""
    tenths = 10 * amount.dong // other.dong
    return grouped(tenths // 10) + (f",{tenths % 10}" if tenths % 10 else "")


def median(amounts: list[Money]) -> Money:
    """The middle amount; of an even count the higher of the two, so that nothing is called a spike too soon."""
    return sorted(amounts)[len(amounts) // 2]
