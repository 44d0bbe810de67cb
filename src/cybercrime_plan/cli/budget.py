"""`plan budget check`, `plan budget show` and `plan budget status`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.execution import Contradiction, RowsBy, contradictions, execution
from cybercrime_plan.calc.totals import Dimension
from cybercrime_plan.cli import options
from cybercrime_plan.cli.check import BUDGET_FAMILIES, check_targets
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.cli.targets import TROUBLE, one_target, paths_of, sound
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.money import Unit, unit_of
from cybercrime_plan.render.formats import OF_CHECKS

if TYPE_CHECKING:
    from cybercrime_plan.model.budget import Budget
    from cybercrime_plan.read.execution import ExecutionBook
    from cybercrime_plan.render.execution import ToldFault

app = noun(
    help=N_(
        "The budget: check its sums, show it by line, year or source, hold it against what was allocated and spent."
    )
)


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
)(command(check, formats=OF_CHECKS, reads_annexes=True, reads_many=True))


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


def status(
    session: Session,
    target: options.OnePlan,
    book: Annotated[
        Path,
        typer.Option(
            "--book", metavar="FILE", help=N_("The book of what was allocated and spent: a workbook, csv or YAML.")
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="N", help=N_("The budget year; the last one of the book when left out.")),
    ] = None,
    cumulative: Annotated[
        bool, typer.Option("--cumulative", help=N_("All years of the plan and of the book together."))
    ] = False,
    by: Annotated[
        RowsBy, typer.Option("--by", help=N_("What the rows are: line, source or document."))
    ] = RowsBy.LINE,
    shown_in: Annotated[
        str | None,
        typer.Option("--in", metavar="UNIT", help=N_("The unit of the figures: đồng, nghìn, triệu or tỷ.")),
    ] = None,
) -> int:
    """Hold one plan against the book of its money."""
    from cybercrime_plan.read.book import MOST_BYTES
    from cybercrime_plan.read.execution import read_execution
    from cybercrime_plan.read.files import read_file
    from cybercrime_plan.render.execution import ExecutionResult, execution_table

    if cumulative and year is not None:
        raise UsageError(_("--year and --cumulative contradict each other"), _("leave one of them out"))
    source = one_target(session, target)
    plan, _loaded = sound(source, choices=session.choices)
    if plan.budget is None:
        raise UsageError(_("{plan} has no budget", plan=plan.id))
    shown, counted_in = money_unit(shown_in), money_unit(session.choices.unit)
    read = read_execution(str(book), read_file(book, str(book), MOST_BYTES), plan.id, plan.budget, counted_in)
    faults = _tell_faults(session, read)
    if not read.entries:
        raise InputError(_("{file} has no entry of {plan} that can be read", file=str(book), plan=plan.id))
    years = _years(plan.budget, read, year, cumulative=cumulative)
    by_line = execution(plan.budget, read.entries, years, session.as_of)
    found = execution(plan.budget, read.entries, years, session.as_of, by)
    unit = shown or plan.budget.unit
    # a row that could not be read already explains why a document does not add up
    contradicting = () if faults else contradictions(read.entries, years)
    broken = _tell_contradictions(session, str(book), contradicting, unit)
    result = ExecutionResult(plan.id, plan.title, by_line, execution_table(found, by, unit), (*faults, *broken))
    session.deliver(result, [*paths_of([source]), book])
    return TROUBLE if faults else int(bool(broken))


def _tell_contradictions(
    session: Session, file: str, found: Sequence[Contradiction], unit: Unit
) -> tuple[ToldFault, ...]:
    """Say where the rows of a document do not agree with one another; they are counted as they stand."""
    from cybercrime_plan.render.execution import ToldFault, contradicted

    told = []
    for one in found:
        message, place = contradicted(one, unit), f"{file}:{one.entry.place}"
        session.note(_("{place}: {what}", place=place, what=message), trouble=True)
        told.append(ToldFault(place, message))
    return tuple(told)


def _years(budget: Budget, read: ExecutionBook, year: int | None, *, cumulative: bool) -> tuple[int, ...]:
    """The budget years that are asked about."""
    known = {entry.year for entry in read.entries}
    if cumulative:
        return tuple(sorted(known.union(budget.years)))
    if year is not None and year not in known.union(budget.years):
        raise UsageError(
            _("neither the plan nor the book has the year {year}", year=year),
            _("one of: {known}", known=", ".join(map(str, sorted(known.union(budget.years))))),
        )
    return (max(known) if year is None else year,)


def _tell_faults(session: Session, read: ExecutionBook) -> tuple[ToldFault, ...]:
    """Say which rows of the book are not counted, and that others are about other plans."""
    from cybercrime_plan.render.execution import ToldFault

    told = []
    for one in read.faults:
        session.complain(
            InputError(_("{file}:{place}: {what}", file=one.file, place=one.place, what=one.message), one.hint)
        )
        told.append(ToldFault(f"{one.file}:{one.place}", one.message, one.hint))
    for plan, count in read.elsewhere.items():
        session.note(_("entries of the book about {plan}, not counted here: {count}", count=count, plan=plan))
    return tuple(told)


app.command(
    "status",
    help=N_("Hold the budget of one plan against what was allocated, spent, carried over and cancelled."),
    epilog="plan budget status dong-thap --book so-kinh-phi.xlsx --year 2025\n\n"
    "plan budget status dong-thap --book so-kinh-phi.csv --cumulative --by source --in đồng",
)(command(status, reads_annexes=True))
