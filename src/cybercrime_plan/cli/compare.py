"""`plan compare X Y`: two different plans over their common years."""

from __future__ import annotations

from typing import Annotated

import typer

from cybercrime_plan.calc.compare import compare as compare_budgets
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import paths_of, sound, two_versions
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.compare import Compare, ComparedPlan

First = Annotated[str, typer.Argument(metavar="X", help=N_("The first plan."))]
Second = Annotated[str, typer.Argument(metavar="Y", help=N_("The plan it is compared with."))]


def compare(session: Session, x: First, y: Second) -> int:
    """Compare the budgets of two plans."""
    targets = two_versions(session, x, y)
    (x_side, x_budget), (y_side, y_budget) = map(_side, targets)
    unit = min(x_budget.unit, y_budget.unit, key=lambda unit: unit.value)
    compared = compare_budgets(x_budget, y_budget)
    session.deliver(Compare(compared, x_side, y_side, unit), paths_of(targets))
    return 0


def _side(target: Target) -> tuple[ComparedPlan, Budget]:
    plan, loaded = sound(target)
    if plan.budget is None:
        raise UsageError(_("{plan} has no budget", plan=plan.id))
    number = plan.revision.number if plan.revision else None
    return ComparedPlan(plan.id, loaded.file, loaded.sha256, number), plan.budget


app = single(
    compare,
    help=N_("Compare two different plans over their common years; for two versions of one plan: plan diff."),
    epilog="plan compare dong-thap khanh-hoa",
)
