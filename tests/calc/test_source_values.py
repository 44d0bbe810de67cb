"""Every field of the model is looked up in the source, or is known not to stand there: later ones too."""

from __future__ import annotations

from cybercrime_plan.calc.source_values import Sought, sought_values
from cybercrime_plan.model.plan import Plan
from tests.calc.diff.test_model_walk import FULL, WHOLE, changed, leaves

OURS = {
    "id",
    "agencies.id agencies.from agencies.until agencies.level agencies.members agencies.part_of agencies.successor",
    "agencies.source",
    "budget.blank budget.dash budget.part budget.rounding budget.formulas budget.details_at budget.totals_source",
    "budget.columns.over budget.columns.kind budget.columns.of_which budget.columns.source budget.columns.year",
    "budget.headings.order budget.headings.totals_above budget.headings.totals_after",
    "budget.holder.agencies budget.spending.kind budget.spending.line",
    "budget.lines.id budget.lines.lines.id budget.lines.agencies budget.lines.covers budget.lines.dash",
    "budget.lines.deduction budget.lines.memo budget.lines.of_which budget.lines.source budget.lines.split.tinh",
    "budget.lines.undecided budget.lines.unfixed",
    "budget.lines.notes.anchored budget.lines.notes.on budget.lines.notes.text",
    "budget.notes.anchored budget.notes.on budget.notes.text",
    "budget.sources.id budget.sources.level budget.sources.requested",
    "contacts.agency document.annexes.amounts document.doubts.likely document.doubts.reason",
    "document.file.name document.file.sha256",
    "lead.agencies lead.summary lead.with objectives.id objectives.summary recipients.agencies",
    "reports.id reports.title reports.from_whom reports.to reports.roll reports.via.agency",
    "statistics.id statistics.label statistics.partial statistics.parts.id",
    "tasks.id tasks.agencies tasks.deliverable tasks.role tasks.summary tasks.through tasks.with",
}
"""Ids, our own words, and what we concluded from what is printed."""
BY_ITS_WORDING = {
    "period.from reports.after.days reports.after.only reports.after.period reports.after.unit",
    "reports.data.from reports.data.to reports.from reports.until reports.time",
    "reports.rule.freq reports.rule.byday reports.rule.byworkingday",
}
"""What has many printed forms: the wording beside it is looked up (`wording`, `timing`)."""
BY_ITS_FIGURE = {"statistics.total.value statistics.parts.value"}
"""The figure as it is printed is looked up instead."""
ELSEWHERE = {
    "revision.amends revision.number revision.on",
    "reports.overrides.at reports.overrides.bound reports.overrides.cancelled reports.overrides.due",
    "reports.overrides.occurrence reports.overrides.ordered_by reports.overrides.time",
}
"""What another document says: the letter that moves a deadline, the decision that amends the plan."""
SETTINGS = {"thresholds.", "acknowledged."}
"""How the plan is to be checked."""


def sought_of(plan: Plan) -> list[Sought]:
    return list(sought_values(plan))


def field_of(keys: tuple[str | int, ...]) -> str:
    names = ".".join(key for key in keys if isinstance(key, str))
    return names.replace("budgets.", "budget.", 1)


def test_a_field_that_is_not_looked_up_is_known_to_be_none_of_the_source() -> None:
    whole = sought_of(WHOLE)
    never: set[str] = set()
    once: set[str] = set()
    for keys in leaves(FULL):
        other = changed(keys)
        if other is not None:
            (never if sought_of(other) == whole else once).add(field_of(keys))
    known = {name for group in (*OURS, *BY_ITS_WORDING, *BY_ITS_FIGURE, *ELSEWHERE) for name in group.split()}
    unseen = {name for name in never - once if not name.startswith(tuple(SETTINGS))}
    assert unseen - {"budget.id", "budget.line"} == known
