"""What every command is for, in a sentence, so that the page of help loads none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cybercrime_plan.language import N_

SUMMARIES: Final[Mapping[str, str]] = {
    "list": N_("List the plans found: id, province, period, total, next due day, state."),
    "show": N_("Show a plan on one page, or one section of it."),
    "check": N_("Check everything: money, sources, identity, law, reports, tasks, statistics."),
    "budget": N_(
        "The budget: check its sums, show it by line, year or source, hold it against what was allocated and spent."
    ),
    "deadline": N_("Reporting deadlines: list them, put them into a calendar, check a calendar file."),
    "report": N_("Who has reported: a register to fill in, how things stand, letters, the compiled report."),
    "compare": N_("Compare different plans over their common years; for two versions of one plan: plan diff."),
    "diff": N_("Compare two versions of a plan: what changed, by how much, how grave, where it is written."),
    "log": N_("Tell what each committed version of a plan changed, the latest first."),
    "verify": N_("Look up every value of a plan in its source document, and the other way round."),
    "tasks": N_("Show who does what, with whom, and where it is written."),
    "agencies": N_("Show the bodies the plans name and what became of each by a day."),
    "import": N_("Turn the annex of a workbook, a Word document or a text into a plan file."),
    "export": N_("Write plans as a workbook, a Word annex, a page for the leader, or tidy facts."),
    "query": N_("Ask in SQL about the facts of plans (needs the extra query)."),
    "rules": N_("List every rule: code, name, severity, what is wrong."),
    "explain": N_("Explain one rule, or one class of changes: what it says, what to do."),
    "schema": N_("Print the JSON Schema of the plan file."),
}
"""By name, in the order a newcomer meets them."""
