"""The form of the register: a row for each body that has to report, to be filled in in Excel, as csv or as YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from cybercrime_plan.calc.deadlines import Occurrence
from cybercrime_plan.calc.owners import Owners, OwnerState
from cybercrime_plan.calc.register import ExpectedBody, Reporter, expected, is_group, is_undecided, reporters
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import BilingualText, Language, Text, _
from cybercrime_plan.model.receipts import REGISTER_FORM
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.render.exports.sheets import Sheets, written
from cybercrime_plan.render.plan_file import plan_yaml
from cybercrime_plan.render.register import body_named
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.sections import dated, limit
from cybercrime_plan.render.table import CellValue, Column, Table, TableRow, said

_HELPING: Final = dict(zip(REGISTER_FORM.helping[4:8], REGISTER_FORM.helping[:4], strict=True))
"""What a form says for its reader, by the name for programs."""
_WIDTHS: Final = {"agency": 22, "note": 26, "name": 46, "number": 20, "ordered_by": 20, "limit": 22}
_STATES: Final = ("đã nhận", "trả lại", "gia hạn", "miễn", "không phát sinh")


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the form.

    Attributes:
        typed: what stands in its columns, by name; those of the office's own among them.
        occurrence: what it is about; None where that is not known.
        body: of whom the report is expected; None for a row that somebody added.
    """

    typed: Mapping[str, str]
    occurrence: Occurrence | None = None
    body: ExpectedBody | None = None

    @classmethod
    def blank(cls, occurrence: Occurrence, body: ExpectedBody) -> FormRow:
        """The row of a body of which nothing has come."""
        typed = {
            "plan": occurrence.plan.id,
            "report": occurrence.report.id,
            "occurrence": occurrence.key,
            "agency": body.agency,
        }
        return cls(typed, occurrence, body)

    @property
    def about(self) -> tuple[str, ...] | None:
        """Plan, report, occurrence and body, by ids; None where one of them is not known."""
        one, body = self.occurrence, self.body
        return (*one.full_key, body.agency) if one and body else None

    def helping(self) -> tuple[CellValue, CellValue, CellValue, CellValue]:
        """The name, the limit, the last day on time, the day to finish by."""
        one, name = self.occurrence, None
        if body := self.body:
            undecided, group = is_undecided(body.ownership), is_group(body.name, body.ownership)
            name = body_named(body.name, undecided=undecided, group=group)
        return (name, limit(one), dated(one.due), dated(one.target)) if one else (name, None, None, None)


@dataclass(frozen=True, slots=True)
class RegisterForm(Result):
    """A form to fill in.

    Attributes:
        own: heads of columns that the office has added.
    """

    rows: tuple[FormRow, ...]
    own: tuple[str, ...] = field(default=())

    def records(self) -> Records:
        """The form as a table."""
        return (self._table(),)

    def _table(self) -> Table:
        own = tuple(Column(head, head) for head in self.own)
        helping = tuple(Column(name, _both(title, name)) for name, title in _HELPING.items())
        forms = tuple(Column(one.name, _both(one.titles[0], one.name)) for one in REGISTER_FORM.columns)
        names = [column.key for column in (*forms, *own)]
        lines = (
            TableRow((*(row.typed.get(name) for name in names[: len(forms)]), *row.helping(),
                      *(row.typed.get(name) for name in self.own)))
            for row in self.rows
        )  # fmt: skip
        return Table("register", (*forms, *helping, *own), tuple(lines))

    def yaml(self) -> str:
        """The entries, each with the name of the body beside its id."""
        names = (*(column.name for column in REGISTER_FORM.columns), *self.own)
        entries = [{name: row.typed[name] for name in names if name in row.typed} for row in self.rows]
        if not entries:
            return "kind: register\nentries: []\n"
        notes: dict[Loc, str] = {
            ("entries", number, "agency"): row.body.name for number, row in enumerate(self.rows) if row.body
        }
        return plan_yaml({"kind": "register", "entries": entries}, (), notes)

    def workbook(self, language: Language) -> bytes:
        """A sheet whose cells are text, so that no month and no number of a letter becomes a date."""
        return written(self._write, language)

    def _write(self, sheets: Sheets) -> None:
        table, language = self._table(), sheets.language
        sheet = sheets.add(language.say(_("Register of reports")))
        head = sheets.look(bold=True, border=1, bg_color="#DDE6F0", text_wrap=True, align="center")
        cell = sheets.look(border=1, num_format="@", valign="top", text_wrap=True)
        help_ = sheets.look(border=1, num_format="@", valign="top", text_wrap=True, font_color="#606060")
        for number, column in enumerate(table.columns):
            sheets.text(sheet, 0, number, said(column.header, language), head)
            # cells below the last row are text as well: rows are added there
            sheet.set_column(number, number, _WIDTHS.get(column.key, 14), sheets.look(num_format="@"))
        for number, row in enumerate((row for row in table.rows if isinstance(row, TableRow)), 1):
            for at, value in enumerate(row.cells):
                look = help_ if table.columns[at].key in _HELPING else cell
                if value is None:
                    sheet.write_blank(number, at, None, look)
                else:
                    sheets.text(sheet, number, at, said(value, language), look)
        at = next(index for index, column in enumerate(table.columns) if column.key == "state")
        rule = {"validate": "list", "source": list(_STATES), "error_type": "warning"}
        sheet.data_validation(1, at, max(len(self.rows), 1), at, rule)
        sheet.freeze_panes(1, 4)
        sheet.autofilter(0, 0, len(self.rows), len(table.columns) - 1)
        sheet.repeat_rows(0)


def _both(vi: str, en: str) -> Text:
    """A head in the language of the reader; either is understood when the form comes back."""
    return Text("{head}", (("head", BilingualText(vi, en)),))


def blank_rows(
    occurrences: Iterable[Occurrence], owners: Mapping[str, Owners]
) -> tuple[tuple[FormRow, ...], tuple[FormRow, ...]]:
    """A row for each body of each occurrence; then what falls to nobody, so that no row stands for it.

    Args:
        owners: who is who, by id of the plan.
    """
    every = [FormRow.blank(one, body) for one in occurrences for body in expected(one, owners[one.plan.id])]
    gone = [row for row in every if row.body and row.body.ownership.state is OwnerState.NOBODY]
    return tuple(row for row in every if row not in gone), tuple(gone)


class Recogniser:
    """Says what rows typed earlier are about."""

    def __init__(self, occurrences: Iterable[Occurrence], owners: Mapping[str, Owners]) -> None:
        self._occurrences = {one.full_key: one for one in occurrences}
        self._owners = owners
        # who can be named for an occurrence, and of whom it is expected
        self._known: dict[tuple[str, str, str], tuple[Mapping[str, Reporter], Mapping[str, ExpectedBody]]] = {}

    def row(self, typed: Mapping[str, str]) -> FormRow:
        """The row as typed, with its occurrence and its body where the plans know them."""
        key = (typed.get("plan", ""), typed.get("report", ""), typed.get("occurrence", ""))
        occurrence = self._occurrences.get(key)
        if occurrence is None:
            return FormRow(typed)
        if key not in self._known:
            bodies = {body.agency: body for body in expected(occurrence, self._owners[key[0]])}
            self._known[key] = (reporters(occurrence, self._owners[key[0]]), bodies)
        names, expected_of = self._known[key]
        reporter = names.get(folded(typed.get("agency", "")))
        return FormRow(typed, occurrence, expected_of.get(reporter.agency) if reporter else None)


def lacking(old: Iterable[FormRow], blank: Iterable[FormRow]) -> tuple[FormRow, ...]:
    """The blank rows whose body and occurrence no earlier row is about."""
    known = {row.about for row in old}
    return tuple(row for row in blank if row.about not in known)
