"""`plan budget check` and `plan budget show`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.cli import options
from cybercrime_plan.cli.checking import BUDGET_FAMILIES, FORMATS
from cybercrime_plan.cli.checking import check as check_targets
from cybercrime_plan.cli.pages import deliver_page
from cybercrime_plan.cli.plans import one_plan
from cybercrime_plan.cli.session import PAGE_FORMATS, Session, command, noun
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.money import Unit, unit_of
from cybercrime_plan.render.budget import Side, budget_chart, budget_json, budget_table
from cybercrime_plan.render.table import Page, Part

app = noun(help=N_("The budget: check its sums, show it by line, year or source."))


def check(
    session: Session,
    targets: options.Targets = None,
    strict: options.Strict = False,
    excel: options.Excel = False,
) -> int:
    """Run the rules of the budget on the targets."""
    return check_targets(session, targets, BUDGET_FAMILIES, strict=strict, excel=excel)


app.command(
    "check",
    help=N_("Check that every line, year and total of a budget agrees, and where it does not."),
    epilog=N_(
        "plan budget check\n\nplan budget check annex.yaml\n\nplan budget check plans -f json -o result.json"
    ),
)(command(check, formats=FORMATS))


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
    excel: options.Excel = False,
) -> int:
    """Show the budget of one plan."""
    plan, source = one_plan(session, target)
    if plan.budget is None:
        raise UsageError(_("{plan} has no budget", plan=plan.id))
    inputs = [source.path] if source.path else []
    footing = crossfoot(plan.budget)
    if session.format_among(PAGE_FORMATS) == "json":
        session.deliver(budget_json(plan.id, plan.budget, footing), inputs)
        return 0
    side, shown = Side(by.value), _unit(unit)
    parts: list[Part] = [budget_table(plan.budget, footing, side, shown, words=words)]
    if chart:
        plain = not _writes_blocks()
        parts.append(budget_chart(plan.budget, footing, session.language, side, shown, ascii_only=plain))
    deliver_page(session, Page(tuple(parts), title=plan.title), inputs=inputs, excel=excel)
    return 0


def _unit(name: str | None) -> Unit | None:
    if name is None:
        return None
    unit = unit_of(name)
    if unit is None:
        raise UsageError(
            _("{unit} is not a unit of money", unit=name), _("one of: đồng, nghìn đồng, triệu đồng, tỷ đồng")
        )
    return unit


def _writes_blocks() -> bool:
    """Whether the screen can show block characters; a file always can."""
    try:
        "█▏".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


app.command(
    "show",
    help=N_("Show the budget of one plan by line, year or source."),
    epilog="plan budget show dong-thap --chart\n\nplan budget show khanh-hoa --by year --unit đồng --words",
)(command(show))
