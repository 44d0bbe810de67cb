"""The JSON Schema of the plan file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cybercrime_plan.language import _
from cybercrime_plan.render.formats.json import written
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Column, Drawing, Page, Table, TableRow


@dataclass(frozen=True, slots=True)
class SchemaResult(Result):
    """A JSON Schema."""

    schema: dict[str, Any]

    def document(self) -> Page:
        """Its text."""
        return Page((Drawing(tuple(written(self.schema).splitlines())),))

    def records(self) -> Records:
        """The sections of the plan file and what they are."""
        sections = self.schema["properties"].items()
        rows = (TableRow((name, section.get("description"))) for name, section in sections)
        return (
            Table("sections", (Column("name", _("Name")), Column("description", _("Description"))), tuple(rows)),
        )

    def data(self) -> dict[str, Any]:
        """The schema itself."""
        return self.schema
