"""What we tell a person: values, no logic."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from cybercrime_plan.language import Text

Key = str | int
Loc = tuple[Key, ...]
"""Where in the tree of the file: keys of mappings and indexes of sequences, from the root."""


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """The document contradicts itself or cannot be right."""
    WARNING = "warning"
    """A person has to decide."""
    NOTE = "note"
    """Worth knowing."""


class Span(NamedTuple):
    """A stretch of text. Lines and columns count from 1, columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class SheetCell(NamedTuple):
    """A cell of a workbook, as a person writes it: sheet `Sheet1`, cell `D7`."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"


Place = Span | SheetCell


def address(file: str, place: Place | None) -> str:
    """Where a finding points, as editors understand it: `file:3:7`, `file:Sheet1!D7`, or the file alone."""
    return file if place is None else f"{file}:{place}"


class Positions:
    """The side map of a file: where each value of its tree is written."""

    def __init__(self, places: Mapping[Loc, Place] | None = None) -> None:
        self._places = places or {}

    def at(self, loc: Loc) -> Place | None:
        """Where the value at `loc` is written, or None when it is not."""
        return self._places.get(loc)

    def key(self, loc: Loc) -> Place | None:
        """Where the name of that value is written; the value itself where names have no place of their own."""
        return self.at(loc)

    def near(self, loc: Loc) -> Place | None:
        """Where `loc` is written, or the nearest part around it that is (a missing key points at its parent)."""
        for length in range(len(loc), -1, -1):
            place = self.at(loc[:length])
            if place is not None:
                return place
        return None

    def only(self, locs: Iterable[Loc]) -> "Positions":
        """The nearest places of these values alone: what is worth keeping of a file that is done with."""
        places = {loc: self.near(loc) for loc in locs}
        return Positions({loc: place for loc, place in places.items() if place is not None})

    def of_table(self, loc: Loc) -> "Positions":
        """The same where `budget` is the table at that place of the plan."""
        return _TablePositions(self, loc)


class _TablePositions(Positions):
    """The places of a plan of which another table is taken for its budget."""

    def __init__(self, plan: Positions, table: Loc) -> None:
        super().__init__()
        self._plan, self._table = plan, table

    def at(self, loc: Loc) -> Place | None:
        return self._plan.at((*self._table, *loc[1:]) if loc[:1] == ("budget",) else loc)


class FigureRole(StrEnum):
    """What the reader of a printed table took a figure for."""

    AMOUNT = "amount"
    """an amount of a line that has no lines below it"""
    TOTAL = "total"
    """printed as the sum of others: of a line, a column, a group, or the whole table"""
    HEADING = "heading"
    """no amount: a year, an ordinal, the number of a column, a code, a date"""
    BESIDE = "beside"
    """printed beside the sums on purpose: a share in percent, a part of which the whole is counted"""
    UNUSED = "unused"
    """not taken"""


class MistakenTotal(NamedTuple):
    """What a workbook itself tells against a total.

    Attributes:
        why: what is wrong with its formula.
        taken_up_by: the cells whose formulas take it up, so that they are right when it is.
    """

    why: Text
    taken_up_by: tuple[Place, ...]


class PrintedFigure(NamedTuple):
    """A cell of a table that reads as a number, and what the reader took it for.

    Every such cell from the first row of the header to the last note has exactly one, in the order of the page, and
    so has each one outside the tables, so that nothing printed can stay out of the account. The value of an amount
    or a total stands in the plan's budget under the same place.

    Attributes:
        text: the number as it stands there.
        column: title of its column, as printed; empty when it has none.
        row: name of its row, as printed; empty when it has none.
        why: what it is (of a heading or a figure beside the sums), or why it was not taken.
        table: of which table of the plan it is, counted from 0.
        mistaken: what its own formula tells against it.
        part: the sheet it stands on, or the table of a document, where no table of amounts was found there.
    """

    place: Place
    text: str
    role: FigureRole
    column: str = ""
    row: str = ""
    why: Text | None = None
    table: int = 0
    mistaken: MistakenTotal | None = None
    part: str = ""


class Certainty(StrEnum):
    """How sure a suggestion is."""

    UNIQUE = "unique"
    """One change suffices, and no other single change does."""
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    """Several changes would do; all are listed, up to a stated number."""


Figure = int | str | None
"""What a finding compares: a whole number (of đồng for money), a text, or nothing printed."""


class Suggestion(NamedTuple):
    """One change that would restore every sum. Suggested only; nothing is ever rewritten.

    Attributes:
        path: the entry, by ids and years.
        loc: the same entry in the tree, to find its place.
        value: what the entry would have to be (đồng for money).
        told: the change as a person reads it, in the unit of the table: `Sheet1!C22 = 10.834`, or by names.
        slip: the known slip of the hand that explains the difference, if one does.
    """

    path: str
    loc: Loc
    value: Figure
    certainty: Certainty
    slip: Text | None = None
    slip_kind: str | None = None
    told: Text | str | None = None


class Hypothesis(NamedTuple):
    """One way among several to explain what was seen: the changes it takes, together."""

    changes: tuple[Suggestion, ...]


class Complaint(NamedTuple):
    """What a rule, or the reader, has to say about one place.

    Attributes:
        loc: where in the file's tree.
        path: the same for people: `budget.lines[phong-ngua].amounts[2025]`.
        expected: what the other figures lead to; whole đồng when `unit` is "VND", whole units of another currency
            under its code.
        actual: what is printed.
        difference: actual - expected.
        unit: "VND" or another currency, another counting word, or None.
        place: where it is written, when nothing of the plan holds it.
    """

    message: Text
    loc: Loc = ()
    path: str = ""
    hint: Text | None = None
    expected: Figure = None
    actual: Figure = None
    difference: int | None = None
    unit: str | None = None
    suggestion: Suggestion | None = None
    hypotheses: tuple[Hypothesis, ...] = ()
    place: Place | None = None


class Rule(NamedTuple):
    """The unit of every complaint. What it means, with examples, stands in the catalogue under its code.

    Attributes:
        code: family and number, never used again for anything else: `BUD101`.
        name: kebab-case, stating the fault.
    """

    code: str
    name: str
    severity: Severity

    @property
    def family(self) -> str:
        """The letters of the code: `BUD`."""
        return self.code[:3]


class Finding(NamedTuple):
    """One thing to tell: a complaint, the rule it comes from, and its place in the file.

    Attributes:
        place: None when the complaint is about the file as a whole.
        acknowledged: the reason, when the plan acknowledges this very discrepancy.
    """

    rule: Rule
    complaint: Complaint
    place: Place | None = None
    acknowledged: Text | None = None

    @property
    def contradicts_a_sum(self) -> bool:
        """Whether it says that figures of the budget do not add up."""
        return self.rule.family == "BUD" and self.rule.severity is Severity.ERROR


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of one file by their places, then by code; what is about the file as a whole comes first."""
    return tuple(sorted(findings, key=lambda finding: (tuple(_order(finding.place)), finding.rule.code)))


def _order(place: Place | None) -> Iterator[int | str]:
    """By line and column; in a workbook by sheet, row and column."""
    if isinstance(place, Span):
        yield from (place.line, place.column)
    elif place is not None:
        letters, number = re.findall(r"[A-Z]+|[0-9]+", place.cell)[:2]
        yield from (place.sheet, int(number), len(letters), letters)
