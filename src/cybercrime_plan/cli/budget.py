"""`plan budget check` and `plan budget show`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cybercrime_plan.cli import options
from cybercrime_plan.cli.checking import BUDGET_FAMILIES
from cybercrime_plan.cli.checking import check as check_targets
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.language import N_
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
)(command(check, formats=OF_CHECKS))


class By(StrEnum):
    """What the rows are."""

    line = "line"
    year = "year"
    source = "source"


def show(
    session: Session,
    target: options.OnePlan,
    by: Annotated[By, typer.Option("--by", help=N_("What the rows are: line, year or source."))] = By.line,
    unit: Annotated[
        str | None, typer.Option("--unit", help=N_("The unit of the figures: đồng, nghìn, triệu or tỷ."))
    ] = None,
    words: Annotated[bool, typer.Option("--words", help=N_("Also write the total in words."))] = False,
    chart: Annotated[bool, typer.Option("--chart", help=N_("Also draw bars."))] = False,
) -> int:
    """Show the budget of one plan."""
    from cybercrime_plan.cli.budget_page import show_budget

    show_budget(session, target, by.value, unit, words=words, chart=chart)
    return 0


app.command(
    "show",
    help=N_("Show the budget of one plan by line, year or source."),
    epilog="plan budget show dong-thap --chart\n\nplan budget show khanh-hoa --by year --unit đồng --words",
)(command(show))
