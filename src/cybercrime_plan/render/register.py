"""Who has reported: the list or the matrix, how many are in each state, and what is wrong in the book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from cybercrime_plan.calc.deadlines import Occurrence
from cybercrime_plan.calc.register import RegisterRow, RegisterState, counts
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import Number
from cybercrime_plan.render.checks.words import CheckedPlan
from cybercrime_plan.render.result import Json, Manner, Records, Result
from cybercrime_plan.render.sections import dated, period
from cybercrime_plan.render.table import (
    Align,
    Block,
    CodedText,
    Column,
    Lines,
    Page,
    Paragraph,
    Table,
    TableRow,
    plain,
)

if TYPE_CHECKING:
    from cybercrime_plan.render.table import StyledLine

STATES: Final = {
    RegisterState.ON_TIME: _("on time"),
    RegisterState.LATE: _("late"),
    RegisterState.MISSING: _("overdue, not sent"),
    RegisterState.AWAITING: _("not due yet"),
    RegisterState.EXTENDED: _("extended"),
    RegisterState.EXEMPT: _("exempt"),
    RegisterState.RETURNED: _("returned, not sent again"),
    RegisterState.NOTHING_TO_REPORT: _("reported that nothing has happened"),
    RegisterState.ARRIVAL_UNKNOWN: _("day of arrival not known"),
    RegisterState.NOT_THERE: _("not to report: no such body that day"),
    RegisterState.UNEXPECTED: _("not among those to report"),
}
"""Each state in a word or two, those of bodies expected first."""


def state(row: RegisterRow) -> Text:
    """How things stand, with the days."""
    days = n_("{count} day", "{count} days", row.days)
    worked = n_("{count} working day", "{count} working days", row.working_days)
    if row.state is RegisterState.EXTENDED:
        return _("extended to {day}", day=row.last)
    if row.state is RegisterState.LATE:
        return _("{days} late ({worked})", days=days, worked=worked)
    if row.state is RegisterState.MISSING:
        return _("{days} overdue ({worked}), not sent", days=days, worked=worked)
    if row.days:
        return _("{state}, {days} overdue ({worked})", state=STATES[row.state], days=days, worked=worked)
    return STATES[row.state]


def named(row: RegisterRow) -> Text | str:
    """The body; what a person has to say of it first, after its name."""
    return body_named(row.name, undecided=row.is_undecided, group=row.is_group and row.is_expected)


def body_named(name: str, *, undecided: bool, group: bool) -> Text | str:
    """A body by its name and what a person has to say of it first."""
    if undecided:
        return _("{body} (who reports is to be decided)", body=name)
    return _("{body} (several bodies, not known which)", body=name) if group else name


@dataclass(frozen=True, slots=True)
class RegisterResult(Result):
    """The register on a day.

    Attributes:
        checked: the book and what is wrong in it.
        matrix: whether people see bodies by occurrences.
    """

    as_of: date
    rows: tuple[RegisterRow, ...]
    checked: CheckedPlan
    matrix: bool = False

    def document(self) -> Page:
        """The list or the matrix, how many are in each state, then what is wrong in the book."""
        from cybercrime_plan.render.checks.page import open_findings

        found = [open_findings((self.checked,))] if self.checked.findings else []
        return Page((*self._tables(), *found), title=_("Register of reports on {day}", day=dated(self.as_of)))

    def records(self) -> Records:
        """The rows or the matrix, the counts; what is wrong in the book, where something is."""
        from cybercrime_plan.render.checks.page import findings

        rows = matrices(self.rows) if self.matrix and self.rows else (row_table(self.rows),)
        first, *others = (*rows, count_table(self.rows))
        return (first, *others, *((findings((self.checked,)),) if self.checked.findings else ()))

    def data(self) -> Json:
        """`cybercrime-plan/register@1`, the rows whether a matrix is shown or not."""
        from cybercrime_plan.render.checks.json import finding_value

        return {
            "schema": "cybercrime-plan/register@1",
            "as_of": self.as_of.isoformat(),
            "rows": [
                {
                    "plan": row.occurrence.plan.id,
                    "report": row.occurrence.report.id,
                    "occurrence": row.occurrence.key,
                    "agency": row.agency,
                    "name": row.name,
                    "state": row.state.value,
                    "days": row.days,
                    "working_days": row.working_days,
                    "received": plain(row.decisive.received) if row.decisive else None,
                    "number": row.decisive.number if row.decisive else None,
                    "due": row.occurrence.due.isoformat(),
                    "last": row.last.isoformat(),
                    "ordered_by": row.ordered_by,
                    "undecided": row.is_undecided,
                }
                for row in self.rows
            ],
            "counts": {one.value: number for one, number in counts(self.rows).items()},
            "expected": sum(row.is_expected for row in self.rows),
            "findings": [finding_value(self.checked, finding) for finding in self.checked.findings],
        }

    def on_screen(self, manner: Manner) -> Page:
        """The findings with their places, then the tables; under -q the findings alone."""
        from cybercrime_plan.render.checks.text import finding_lines

        lines: list[StyledLine] = []
        for finding in self.checked.findings if manner.loudness >= -1 else ():
            lines += finding_lines(self.checked, finding, manner.language)
        parts: list[Block] = [Lines(tuple(lines))] if lines else []
        if manner.loudness < 0:
            return Page(tuple(parts))
        return Page((*parts, Paragraph(_("Register of reports on {day}", day=dated(self.as_of))), *self._tables()))

    def _tables(self) -> tuple[Table, ...]:
        rows = matrices(self.rows) if self.matrix and self.rows else (_shown(row_table(self.rows)),)
        return (*rows, _shown(count_table(self.rows)))


_COLUMNS: Final = (
    Column("plan", _("Plan")),
    Column("report", _("Report")),
    Column("occurrence", _("Occurrence")),
    Column("agency", _("Id"), hidden=True),
    Column("name", _("Agency")),
    Column("state", _("State of the report")),
    Column("days", _("Days late"), Align.RIGHT, hidden=True),
    Column("working_days", _("Working days late"), Align.RIGHT, hidden=True),
    Column("received", _("Received on")),
    Column("number", _("Number of the letter")),
    Column("due", _("Last day on time")),
    Column("ordered_by", _("Order")),
)


def row_table(rows: Iterable[RegisterRow]) -> Table:
    """Every body and occurrence, a row each."""
    lines: list[TableRow] = []
    notes: dict[Text, None] = {}
    for row in rows:
        one, decisive = row.occurrence, row.decisive
        report = CodedText(one.report.id, _("{title}", title=one.report.title))
        body = CodedText(row.name, _("{name}", name=named(row)))
        late = CodedText(row.state.value, state(row)), Number(row.days), Number(row.working_days)
        came = (decisive.received, decisive.number) if decisive else (None, None)
        what = (one.plan.id, report, _occurrence(one), row.agency, body)
        lines.append(TableRow((*what, *late, *came, row.last, row.ordered_by)))
        if row.is_undecided and row.ownership.owners:
            heirs = "; ".join(one.name for one in row.ownership.owners)
            notes[_("{body}: taken over by {heirs}", body=row.name, heirs=heirs)] = None
        elif row.is_undecided:
            notes[_("{body}: moved; to whom is not known", body=row.name)] = None
    title, empty = _("Who has reported"), _("The register has no rows.")
    return Table("rows", _COLUMNS, tuple(lines), title=title, notes=tuple(notes), empty=empty)


def _occurrence(one: Occurrence) -> CodedText:
    return CodedText(one.key, _("{period}", period=period(one.key)))


def count_table(rows: Iterable[RegisterRow]) -> Table:
    """How many bodies are in each state, by occurrence."""
    of_occurrence: dict[tuple[str, str, str], list[RegisterRow]] = {}
    for row in rows:
        of_occurrence.setdefault(row.key, []).append(row)
    columns = (
        *_COLUMNS[:3],
        Column("expected", _("Bodies to report"), Align.RIGHT),
        *(Column(one.value, words, Align.RIGHT) for one, words in STATES.items()),
    )
    lines = []
    for (plan, report, _key), mine in of_occurrence.items():
        one, number = mine[0].occurrence, counts(mine)
        expected = Number(sum(row.is_expected for row in mine))
        title = CodedText(report, _("{title}", title=one.report.title))
        lines.append(
            TableRow((plan, title, _occurrence(one), expected, *(Number(number[each]) for each in STATES)))
        )
    return Table("counts", columns, tuple(lines), title=_("How many bodies are in each state"))


def matrices(rows: Iterable[RegisterRow]) -> tuple[Table, ...]:
    """Of each plan, its bodies by the occurrences; what is wanted of programs is the state."""
    of_plan: dict[str, list[RegisterRow]] = {}
    for row in rows:
        of_plan.setdefault(row.occurrence.plan.id, []).append(row)
    tables = []
    for plan, its in of_plan.items():
        keys = {(row.occurrence.report.id, row.occurrence.key): row.occurrence for row in its}
        bodies: dict[str, dict[tuple[str, str], RegisterRow]] = {}
        for row in its:
            bodies.setdefault(row.agency, {})[row.occurrence.report.id, row.occurrence.key] = row
        columns = [Column("agency", _("Id"), hidden=True), Column("name", _("Agency"))]
        for (report, key), one in keys.items():
            header = _("{title}, {period}", title=one.report.title, period=period(key))
            columns.append(Column(f"{report}:{key}", header))
        lines = []
        for agency, mine in bodies.items():
            latest = [*mine.values()][-1]
            states = (CodedText(mine[key].state.value, state(mine[key])) if key in mine else None for key in keys)
            lines.append(TableRow((agency, CodedText(latest.name, _("{name}", name=named(latest))), *states)))
        title = _("Bodies by occurrences, {plan}", plan=plan)
        tables.append(Table(f"matrix-{plan}", tuple(columns), tuple(lines), title=title))
    return tuple(tables)


def _shown(table: Table) -> Table:
    """The table for people: without columns that say nothing; what is the same in every row stands in the title."""
    rows = [row for row in table.rows if isinstance(row, TableRow)]
    kept, same = [], []
    for index, column in enumerate(table.columns):
        cells = [row.cells[index] for row in rows]
        tells = not column.hidden
        if column.key in _HEADING:
            tells = len({str(cell) for cell in cells}) != 1
            if not tells:
                same.append(cells[0].text if isinstance(cells[0], CodedText) else str(cells[0]))
        elif column.key in {"ordered_by", *RegisterState}:
            tells = any(cell.digits if isinstance(cell, Number) else cell for cell in cells)
        kept += [column.key] if tells else []
    title = _("{title}: {what}", title=table.title, what=tuple(same)) if same else table.title
    return table.only(*kept)._replace(title=title)


_HEADING: Final = frozenset({"plan", "report", "occurrence"})
"""Columns that stand in the title where they are the same in every row."""
