"""A plan: one version of one signed document."""

from collections.abc import Iterator
from typing import Annotated, Final, NamedTuple, Self

from pydantic import ConfigDict, Field, ValidationInfo, model_validator

from cybercrime_plan.findings import Loc
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import (
    KEY,
    Bilingual,
    Code,
    Label,
    Many,
    Parsed,
    Part,
    Slug,
    choice,
    number_among,
    refuse,
)
from cybercrime_plan.model.budget import Budget, FurtherBudget, refuse_currencies
from cybercrime_plan.model.dates import Day
from cybercrime_plan.model.duties import Agency, Contact, Lead, Objective, Recipient, Task
from cybercrime_plan.model.identity import Document, Instrument, Period, Revision
from cybercrime_plan.model.reports import Report, refuse_misplaced
from cybercrime_plan.model.statistics import Statistic

SPIKE: Final = 5
"""Times the middle of the other years. Growth, rounding and a year with two campaigns stay below three times; a
purchase that does not return is ten times and more. Between them lies five."""
LARGEST_NUMBER: Final = 20_000
"""The last number of a year in one series. A province of middling size has reached nearly 14.000; half as many
again still pass."""
GOVERNMENT_DOMAINS: Final = ("gov.vn", "chinhphu.vn", "dcs.vn", "dangcongsan.vn", "quochoi.vn", "edu.vn")
"""Decree 42/2022/NĐ-CP has state bodies found below `.gov.vn`; the Government, the Party, the National Assembly and
schools have domains of their own."""


Limit = Annotated[
    int,
    Parsed(
        number_among(range(2, 10**9), lambda _other: refuse("SCH105", _("a whole number from 2 on is expected"))),
        {"type": ["integer", "string"], "pattern": "^([2-9]|[1-9][0-9]{1,8})$", "minimum": 2},
    ),
]


class Thresholds(Part):
    """What counts as remarkable in this plan."""

    spike: Limit = Field(
        SPIKE,
        title=N_("spike"),
        description=N_("an amount is a spike from so many times the middle of the line's other years"),
    )
    largest_number: Limit = Field(
        LARGEST_NUMBER,
        title=N_("largest plausible number"),
        description=N_("the largest number a document can plausibly have within its year"),
    )
    government_domains: Many[Code] = Field(
        GOVERNMENT_DOMAINS,
        title=N_("official domains"),
        description=N_("the domains below which official addresses lie"),
    )


Format = Annotated[str, Parsed(choice("1"), {"enum": [1, "1"]})]


class Acknowledgement(Part):
    """A known discrepancy of the signed document: never corrected, never hidden."""

    code: Annotated[Code, KEY] = Field(title=N_("code"), description=N_("the code of the finding: DOC101"))
    path: Annotated[Code, KEY] = Field(
        title=N_("path"), description=N_("the path the finding names, by ids and years")
    )
    figures: Many[Code] = Field(
        (),
        title=N_("figures covered"),
        description=N_("the exact figures it covers; when they change it no longer holds"),
    )
    reason: Bilingual = Field(
        title=N_("reason"), description=N_("why the document stays as it is, in both languages")
    )
    by: Label = Field(title=N_("acknowledged by"), description=N_("who takes responsibility for it"))
    until: Day | None = Field(
        None, title=N_("until"), description=N_("the last day on which it holds; for good when left out")
    )


_SUBJECTS = ("budget", "reports", "tasks")
"""A plan speaks of at least one of them."""


class Plan(Part):
    """The whole plan. What the file does not print is absent, never assumed."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": [subject]} for subject in _SUBJECTS]})

    format: Format = Field(title=N_("format of the file"), description=N_("the version of this file format: 1"))
    id: Slug = Field(title=N_("id"), description=N_("a stable id of the plan; never the number of the document"))
    province: Label | None = Field(None, title=N_("province"), description=N_("the province, as printed"))
    title: Label | None = Field(None, title=N_("title"), description=N_("as the heading prints it"))
    period: Period | None = Field(None, title=N_("period"), description=N_("the years the plan covers"))
    revision: Revision | None = Field(
        None, title=N_("version"), description=N_("which version of the plan this is")
    )
    document: Document | None = Field(
        None, title=N_("document"), description=N_("the identity of the signed document, as printed")
    )
    legal_basis: Many[Instrument] = Field(
        (), title=N_("legal basis"), description=N_("every instrument the document cites")
    )
    agencies: Many[Agency] = Field(
        (), title=N_("agencies"), description=N_("the register of agencies to which the ids refer")
    )
    objectives: Many[Objective] = Field((), title=N_("objective"), description=N_("what the plan wants to reach"))
    tasks: Many[Task] = Field((), title=N_("task"), description=N_("who has to do what"))
    lead: Lead | None = Field(None, title=N_("steering"), description=N_("who steers the carrying out of the plan"))
    budget: Budget | None = Field(
        None, title=N_("budget"), description=N_("the table of the money, its unit and the totals it prints")
    )
    budgets: Many[FurtherBudget] = Field(
        (),
        title=N_("further table"),
        description=N_("further tables of money, each with its own unit and place; none is added to `budget`"),
    )
    reports: Many[Report] = Field((), title=N_("report"), description=N_("duties to report, dated or not"))
    statistics: Many[Statistic] = Field(
        (), title=N_("statistic"), description=N_("the figures the document argues with")
    )
    recipients: Many[Recipient] = Field((), title=N_("recipient"), description=N_('the lines of "Nơi nhận"'))
    contacts: Many[Contact] = Field((), title=N_("contact"), description=N_("the addresses the plan prints"))
    thresholds: Thresholds = Field(
        Thresholds.model_construct(),
        title=N_("thresholds"),
        description=N_("from where on a figure is remarkable, where the office knows better"),
    )
    acknowledged: Many[Acknowledgement] = Field(
        (),
        title=N_("acknowledgement"),
        description=N_("known discrepancies of the signed document: never corrected, never hidden"),
    )

    @model_validator(mode="after")
    def _says_something(self, info: ValidationInfo) -> Self:
        whole = not (info.context and info.context.get("partial"))
        if whole and self.budgets and self.budget is None:
            raise refuse(
                "SCH111",
                _("the field {name} is missing", name="budget"),
                _("the first table stands under budget, further ones under budgets"),
            )
        if whole and not any(getattr(self, subject) for subject in _SUBJECTS):
            raise refuse("SCH110", _("a plan has at least one of: budget, reports, tasks"))
        if self.budget is not None:
            refuse_currencies(self.budget, self.budgets)
        refuse_misplaced(self.reports, self.period)
        return self

    def tables(self) -> Iterator["PlanTable"]:
        """Every table of money, each as the one budget of a plan of its own; the first is that of `budget`."""
        if self.budget is not None:
            yield PlanTable(("budget",), self.budget, self if not self.budgets else self._with_only(self.budget))
        for index, table in enumerate(self.budgets):
            sources = table.sources or (self.budget.sources if self.budget else ())
            own = table.model_copy(update={"sources": sources})
            yield PlanTable(("budgets", index), own, self._with_only(own))

    def _with_only(self, table: Budget) -> Self:
        return self.model_copy(update={"budget": table, "budgets": ()})


class PlanTable(NamedTuple):
    """One table of money of a plan.

    Attributes:
        loc: where it stands in the plan.
        plan: the plan as if this were its only table, so that whatever reads the budget of a plan reads this one.
    """

    loc: Loc
    budget: Budget
    plan: Plan
