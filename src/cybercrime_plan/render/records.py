"""Any section of a plan as a table, read off the model: one without a page of its own is shown all the same."""

from __future__ import annotations

from typing import Any, Final

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Bilingual, Part, Words
from cybercrime_plan.model.fields import PartField, fields_of, records
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.names import Register, joined
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.sections import SECTIONS
from cybercrime_plan.render.table import CellValue, CodedText, Column, Table, TableRow, word

_TOLD_ELSEWHERE: Final = frozenset(
    {
        "period",
        "revision",
        "document",
        "budget",
        "budgets",
        "reports",
        "tasks",
        "legal_basis",
        "statistics",
        "recipients",
        "contacts",
    }
)
"""The parts of a plan with a page of their own, and those that make up its identity."""


def sections_of(model: type[Plan]) -> tuple[str, ...]:
    """The sections that can be asked for: those with a page of their own, then whatever else a plan holds."""
    others = (name for name, field in fields_of(model).items() if field.part and name not in _TOLD_ELSEWHERE)
    return ("budget", *SECTIONS, *others)


def section_page(plan: Plan, section: str, register: Register) -> PageResult:
    """One of the sections but the budget."""
    if section in SECTIONS:
        return SECTIONS[section](plan, register)
    return PageResult.of(section_table(plan, fields_of(type(plan))[section], Register(plan)))


def section_table(plan: Plan, section: PartField, register: Register) -> Table:
    """The records of one section, a column for each of their fields."""
    assert section.part is not None  # noqa: S101 - a section holds records
    fields = tuple(fields_of(section.part).values())
    columns = tuple(Column(field.name, field.label, hidden=field.name == "id") for field in fields)
    rows = (
        TableRow(tuple(_cell(record.__dict__[field.attribute], field, register) for field in fields))
        for _loc, record in records(plan.__dict__[section.attribute], ())
    )
    return Table(section.name, columns, tuple(rows), title=section.label, empty=_("(nothing)"))


def _cell(value: Any, field: PartField, register: Register) -> CellValue:
    if isinstance(value, (tuple, dict)):
        return joined(tuple(_said(item, field, register) for item in value)) if value else None
    if isinstance(value, Part):
        return _said(value, field, register)
    if isinstance(value, bool):
        return CodedText("true", _("yes")) if value else None
    if isinstance(value, Words):
        return word(value)
    if isinstance(value, str):
        return register.name(value) if field.registry == "agencies" else str(value)
    return value  # type: ignore[no-any-return]  # what else a field holds is a cell as it is


def _said(value: Any, field: PartField, register: Register) -> Text | str:
    """A value inside a cell: a record as its fields, each after what it is called."""
    if isinstance(value, Bilingual):
        return Text("{text}", (("text", value),))
    if isinstance(value, Part):
        cells = (
            (one, _cell(value.__dict__[one.attribute], one, register)) for one in fields_of(type(value)).values()
        )
        parts = tuple(_("{whole}: {part}", whole=one.label, part=cell) for one, cell in cells if cell is not None)
        return joined(parts) if parts else ""
    cell = _cell(value, field, register)
    return cell.text if isinstance(cell, CodedText) else cell if isinstance(cell, Text) else str(cell)
