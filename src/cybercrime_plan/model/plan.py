"""A plan: one version of one signed document."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import Bilingual, Label, Many, Part, Slug, choice, refuse
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.dates import Day
from cybercrime_plan.model.duties import Agency, Contact, Objective, Recipient, Task
from cybercrime_plan.model.identity import Document, Instrument, Period, Revision
from cybercrime_plan.model.reports import Report
from cybercrime_plan.model.statistics import Statistic

Format = Annotated[str, BeforeValidator(choice("1")), WithJsonSchema({"enum": [1, "1"]})]


class Acknowledgement(Part):
    """A known discrepancy of the signed document: never corrected, never hidden."""

    code: Label
    path: Label
    figures: Many[Label] = Field(
        (), description=N_("the exact figures it covers; when they change it no longer holds")
    )
    reason: Bilingual
    by: Label
    until: Day | None = None


class Plan(Part):
    """The whole plan. What the file does not print is absent, never assumed."""

    format: Format
    id: Slug
    province: Label | None = None
    title: Label | None = None
    period: Period | None = None
    revision: Revision | None = None
    document: Document | None = None
    legal_basis: Many[Instrument] = ()
    agencies: Many[Agency] = ()
    objectives: Many[Objective] = ()
    tasks: Many[Task] = ()
    budget: Budget | None = None
    reports: Many[Report] = ()
    statistics: Many[Statistic] = ()
    recipients: Many[Recipient] = ()
    contacts: Many[Contact] = ()
    acknowledged: Many[Acknowledgement] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Plan:
        if self.budget is None and not self.reports and not self.tasks:
            raise refuse("SCH110", _("a plan has at least one of: budget, reports, tasks"))
        return self
