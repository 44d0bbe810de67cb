"""`plan budget check`, `plan budget show` and `plan budget status`."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Annotated

import typer

from cybercrime_plan.calc.sides import Dimension, RowsBy
from cybercrime_plan.cli import options
from cybercrime_plan.cli.check import BUDGET_FAMILIES, check_targets
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.cli.targets import budget_of, note_failing_sums, one_target, paths_of, sound, with_one_table
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.language import N_, _, n_
from cybercrime_plan.model.money import VND
from cybercrime_plan.render.formats import BOOKS, COMMON, OF_CHECKS

ShownIn = Annotated[
    str | None, typer.Option("--in", metavar="UNIT", help=N_("The unit of the figures: đồng, nghìn, triệu or tỷ."))
]
Charted = Annotated[bool, typer.Option("--chart", help=N_("Also draw bars."))]

app = noun(
    help=N_(
        "The budget: check its sums, show it by line, year or source, hold it against what was allocated and spent."
    )
)


def check(session: Session, targets: options.Targets = None, strict: options.Strict = False) -> int:
    """Run the rules of the budget on the targets."""
    return check_targets(session, targets, BUDGET_FAMILIES, strict=strict)


app.command(
    "check",
    help=N_("Check that every line, year and total of a budget agrees, and where it does not."),
    epilog=N_(
        "plan budget check\n\nplan budget check annex.xlsx --unit 'triệu đồng'\n\n"
        "plan budget check plans -f json -o result.json"
    ),
)(command(check, formats=OF_CHECKS, reads_annexes=True, reads_many=True))


RowsShown = Annotated[Dimension, typer.Option("--by", help=N_("What the rows are: line, year or source."))]


def show(
    session: Session,
    target: options.OnePlan,
    by: RowsShown = Dimension.LINE,
    shown_in: ShownIn = None,
    words: Annotated[bool, typer.Option("--words", help=N_("Also write the total in words."))] = False,
    chart: Charted = False,
    book: options.Book = None,
) -> int:
    """Show the budget of one plan."""
    from cybercrime_plan.calc.crossfoot import crossfoot
    from cybercrime_plan.cli.execution import decided_by, money_unit
    from cybercrime_plan.render.budget import (
        BudgetResult,
        budget_chart,
        budget_table,
        budget_tables,
        decisions_told,
    )
    from cybercrime_plan.render.table import Block, Page, Paragraph

    source = one_target(session, target)
    plan, _loaded = sound(session, source)
    budget = budget_of(plan)
    shown = money_unit(shown_in, budget)
    if words and budget.unit.currency != VND:
        raise UsageError(_("amounts in words are written in đồng only"), _("leave out --words"))
    note_failing_sums(session, source.name, (table.budget for table in plan.tables()))
    footing = crossfoot(budget)
    table = budget_table(budget, footing, by, shown, words=words)
    parts: list[Block] = [table]
    if chart:
        parts.append(budget_chart(budget, footing, session.language, by, shown, ascii_only=not writes_blocks()))
    decided = decided_by(session, plan, book)
    if decided is not None:
        parts += map(Paragraph, decisions_told(budget, footing.computed, decided, shown or budget.unit))
    page = Page((*parts, *islice(budget_tables(plan, by, shown), 1, None)), title=plan.title)
    result = BudgetResult(plan.id, budget, footing, page, table, decided, plan.budgets)
    session.deliver(result, [*paths_of([source]), *([book] if book else [])])
    return 0


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


YearOfBook = Annotated[
    int | None,
    typer.Option("--year", metavar="N", help=N_("The budget year; the last one of the book when left out.")),
]
Cumulative = Annotated[
    bool, typer.Option("--cumulative", help=N_("All years of the plan and of the book together."))
]
By = Annotated[RowsBy, typer.Option("--by", help=N_("What the rows are: line, source, document or year."))]


def status(
    session: Session,
    target: options.OnePlan,
    book: options.NeededBook,
    year: YearOfBook = None,
    cumulative: Cumulative = False,
    by: By = RowsBy.LINE,
    shown_in: ShownIn = None,
    chart: Charted = False,
) -> int:
    """Hold one plan against the book of its money."""
    from cybercrime_plan.calc.execution import execution
    from cybercrime_plan.cli.execution import money_unit, read_book_of
    from cybercrime_plan.render.execution import ExecutionResult, execution_chart, execution_table

    if cumulative and year is not None:
        raise UsageError(_("--year and --cumulative contradict each other"), _("leave one of them out"))
    source = one_target(session, target)
    plan = with_one_table(session, sound(session, source)[0])
    kept = read_book_of(session, plan, book)
    if not kept.reading.entries and not kept.code:
        raise InputError(
            _("{file} has no entry of {plan} yet", file=str(book), plan=plan.id),
            _("an entry needs its amount; in a form fill in the document, its day and the amounts"),
        )
    years = kept.years(year, cumulative=cumulative or (by is RowsBy.YEAR and year is None))
    budget, entries = kept.reading.budget, kept.reading.entries
    unit = money_unit(shown_in, budget) or budget.unit
    # by line for programs, from the side asked for for people
    by_line, found = (execution(budget, entries, years, session.as_of, side) for side in (RowsBy.LINE, by))
    plain = not writes_blocks()
    bars = execution_chart(found, by, session.language, unit, ascii_only=plain) if chart else None
    table = execution_table(found, by, unit)
    result = ExecutionResult(plan.id, plan.title, by_line, found, by, table, kept.checked, bars)
    session.deliver(result, [*paths_of([source]), book])
    if session.format in {"csv", "tsv"} and kept.checked.findings:
        told = n_("{count} finding", "{count} findings", len(kept.checked.findings))
        session.note(_("{file}: {what}; text, html and json tell them", file=str(book), what=told), trouble=True)
    return kept.code


app.command(
    "status",
    help=N_("Hold the budget of one plan against what was allocated, spent, carried over and cancelled."),
    epilog="plan budget status dong-thap --book so-kinh-phi.xlsx --year 2025\n\n"
    "plan budget status dong-thap --book so-kinh-phi.csv --cumulative --by source --in đồng",
)(command(status, formats=(*COMMON, "xlsx"), reads_annexes=True))


def form(
    session: Session,
    target: options.OnePlan,
    year: Annotated[
        int | None, typer.Option("--year", metavar="N", help=N_("The budget year; this year when left out."))
    ] = None,
) -> int:
    """Write an empty book with the lines of a plan."""
    from cybercrime_plan.cli.execution import need_years, spare_a_book
    from cybercrime_plan.render.execution_book import execution_form

    session.need_format(BOOKS)
    source = one_target(session, target)
    plan = with_one_table(session, sound(session, source)[0])
    budget = budget_of(plan)
    need_years(plan.id, budget)
    asked = session.as_of.year if year is None else year
    if asked not in budget.years:
        known = ", ".join(map(str, budget.years))
        raise UsageError(_("{year} is no year of the plan", year=asked), _("one of: {known}", known=known))
    spare_a_book(session, session.destination)
    made = execution_form(plan, budget, asked, session.language, in_words=session.format == "xlsx")
    session.deliver(made, paths_of([source]))
    return 0


app.command(
    "form",
    help=N_("Write an empty book of allocation and spending, with the lines, sources and holder of a plan."),
    epilog="plan budget form dong-thap --year 2025 -o so-kinh-phi.xlsx",
)(command(form, formats=BOOKS, reads_annexes=True))


def calendar(
    session: Session,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="N", min=2017, max=2100, help=N_("The budget year; this year when left out.")
        ),
    ] = None,
    unseen: Annotated[
        bool, typer.Option("--unseen", help=N_("Also dates that were not read in the text of the law, marked."))
    ] = False,
) -> int:
    """Show the dates the law sets for a budget year."""
    from cybercrime_plan.read.data_file import budget_calendar
    from cybercrime_plan.render.budget_calendar import BudgetCalendarResult

    asked = session.as_of.year if year is None else year
    session.deliver(BudgetCalendarResult(budget_calendar(), asked, unseen))
    return 0


app.command(
    "calendar",
    help=N_("Show the dates the law sets for a budget year, or write them as a calendar."),
    epilog="plan budget calendar --year 2026\n\nplan budget calendar --year 2026 -o ngan-sach-2026.ics",
)(command(calendar, formats=(*COMMON, "ics")))
