"""`plan compare X Y`: different plans over their common years; `plan compare plans/`: several at once."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import Annotated

import typer

from cybercrime_plan.calc.compare import compare as compare_budgets
from cybercrime_plan.calc.compare import compare_many
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import (
    FilesRead,
    budget_of,
    common_unit,
    note_failing_sums,
    note_further_tables,
    paths_of,
    sound,
    targets_of,
    tell_of_annexes,
)
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.compare import Compare, ComparedPlan, CompareMany, PlanOfMany

Plans = Annotated[
    list[str], typer.Argument(metavar="X Y...", help=N_("Two plans; or several, or a folder of them."))
]


def compare(session: Session, targets: Plans) -> int:
    """Compare the budgets of plans."""
    if targets.count("-") > 1:
        raise UsageError(_("standard input can be one side only"))
    every = (target for typed in targets for target in targets_of(session, [typed]))
    # each file once, by whatever names it was meant
    found = tuple({os.path.realpath(one.path) if one.path else one.name: one for one in every}.values())
    if len(found) == 1:
        raise UsageError(_("there is one plan, {plan}, and nothing to compare it with", plan=found[0].name))
    tell_of_annexes(session, targets)
    if len(found) > 2:  # noqa: PLR2004 - more than a pair
        return _many(session, targets, found)
    sides, budgets = [], []
    for target in found:
        plan, loaded = sound(session, target)
        budgets.append(budget_of(plan))
        note_further_tables(session, plan)
        number = plan.revision.number if plan.revision else None
        sides.append(ComparedPlan(plan.id, loaded.file, loaded.sha256, number))
    for side, budget in zip(sides, budgets, strict=True):
        note_failing_sums(session, side.file, [budget])
    unit = common_unit((side.file, budget) for side, budget in zip(sides, budgets, strict=True))
    x, y = sides
    session.deliver(Compare(compare_budgets(*budgets), x, y, unit), paths_of(found))
    return 0


def _many(session: Session, typed: list[str], targets: tuple[Target, ...]) -> int:
    """Compare every plan of the targets that has a budget; one that cannot be read does not stop the others."""
    files = FilesRead(session, typed)
    files.targets = targets
    named: list[PlanOfMany] = []
    budgets: list[Budget] = []  # of a plan nothing else is kept
    for target, plan in files.plans(
        {"budget"}, lambda plan: plan.budget, lambda name: _("{file}: there is no budget to compare", file=name)
    ):
        if plan.budget:
            note_further_tables(session, plan)
            named.append(PlanOfMany(plan.id, plan.id, target.name, plan.province))
            budgets.append(plan.budget)
            note_failing_sums(session, target.name, [plan.budget])
    if len(budgets) < 2:  # noqa: PLR2004 - nothing to compare
        raise UsageError(_("fewer than two of the plans have a budget to compare"))
    ids = Counter(one.id for one in named)
    told = tuple(one if ids[one.id] == 1 else replace(one, name=one.file) for one in named)
    unit = common_unit((one.file, budget) for one, budget in zip(named, budgets, strict=True))
    compared = compare_many(budgets)
    session.deliver(CompareMany(compared, told, unit), paths_of(files.targets))
    return files.code


app = single(
    compare,
    reads_annexes=True,
    help=N_("Compare different plans over their common years; for two versions of one plan: plan diff."),
    epilog="plan compare dong-thap khanh-hoa\n\nplan compare plans/ -o so-sanh.html",
)
