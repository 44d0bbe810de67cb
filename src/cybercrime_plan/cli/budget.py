"""`plan budget check` and `plan budget show`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.totals import Dimension
from cybercrime_plan.cli import options
from cybercrime_plan.cli.check import BUDGET_FAMILIES, check_targets
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.cli.targets import one_target, paths_of, sound
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.money import Unit, unit_of
from cybercrime_plan.render.formats import OF_CHECKS

app = noun(help=N_("The budget: check its sums, show it by line, year or source."))


def check(
    session: Session,
    targets: options.Targets = None,
    strict: options.Strict = False,
) -> int:
    """Run the rules of the budget on the targets."""
    return check_targets(session, targets, BUDGET_FAMILIES, strict=strict)


app.command(
    "check",
    help=N_("Check that every line, year and total of a budget agrees, and where it does not."),
    epilog=N_(
        "plan budget check\n\nplan budget check annex.yaml\n\nplan budget check plans -f json -o result.json"
    ),
)(command(check, formats=OF_CHECKS, reads_annexes=True))


def show(
    session: Session,
    target: options.OnePlan,
    by: Annotated[
        Dimension, typer.Option("--by", help=N_("What the rows are: line, year or source."))
    ] = Dimension.LINE,
    shown_in: Annotated[
        str | None,
        typer.Option("--in", metavar="UNIT", help=N_("The unit of the figures: đồng, nghìn, triệu or tỷ.")),
    ] = None,
    words: Annotated[bool, typer.Option("--words", help=N_("Also write the total in words."))] = False,
    chart: Annotated[bool, typer.Option("--chart", help=N_("Also draw bars."))] = False,
) -> int:
    """Show the budget of one plan."""
    from cybercrime_plan.render.budget import BudgetResult, budget_chart, budget_table
    from cybercrime_plan.render.table import Block, Page

    source = one_target(session, target)
    plan, _loaded = sound(source, choices=session.choices)
    if plan.budget is None:
        raise UsageError(_("{plan} has no budget", plan=plan.id))
    footing = crossfoot(plan.budget)
    shown = money_unit(shown_in)
    table = budget_table(plan.budget, footing, by, shown, words=words)
    parts: list[Block] = [table]
    if chart:
        plain = not writes_blocks()
        parts.append(budget_chart(plan.budget, footing, session.language, by, shown, ascii_only=plain))
    page = Page(tuple(parts), title=plan.title)
    session.deliver(BudgetResult(plan.id, plan.budget, footing, page, table), paths_of([source]))
    return 0


def money_unit(name: str | None) -> Unit | None:
    """The unit of that printed name; None when none was named.

    Raises:
        UsageError: there is no such unit.
    """
    if name is None:
        return None
    unit = unit_of(name)
    if unit is None:
        raise UsageError(
            _("{unit} is not a unit of money", unit=name), _("one of: đồng, nghìn đồng, triệu đồng, tỷ đồng")
        )
    return unit


def writes_blocks() -> bool:
    """Whether the screen can show block characters; a file always can."""
    try:
        "█▏".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


app.command(
    "show",
    help=N_("Show the budget of one plan by line, year or source."),
    epilog="plan budget show dong-thap --chart\n\nplan budget show khanh-hoa --by year --in đồng --words",
)(command(show, reads_annexes=True))
