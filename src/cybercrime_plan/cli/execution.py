"""How any command reads the book of execution of a plan: what it says, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cybercrime_plan.calc.execution import Decisions, decisions
from cybercrime_plan.cli.check import gravity
from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.targets import TROUBLE, budget_of, note_further_tables
from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Complaint
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Unit, typed_unit, units_of
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.book import MOST_BYTES
from cybercrime_plan.read.execution import ExecutionBook, read_execution
from cybercrime_plan.read.files import read_file
from cybercrime_plan.render.checks.words import CheckedPlan, lines_with, suggested
from cybercrime_plan.rules.execution import UNREAD, BookReading, check_book


@dataclass(frozen=True)
class KeptBook:
    """The book of one plan, read and checked.

    Attributes:
        checked: what was found in it.
        code: 2 when a row could not be read, 1 for another error, else 0.
    """

    reading: BookReading
    checked: CheckedPlan
    code: int

    def years(self, year: int | None, *, cumulative: bool) -> tuple[int, ...]:
        """The budget years that are asked about; the last one of the book when none is named.

        Raises:
            UsageError: neither the plan nor the book has that year.
        """
        of_book = {entry.year for entry in self.reading.entries}
        known = sorted(of_book.union(self.reading.budget.years))
        if cumulative:
            return tuple(known)
        if year is not None and year not in known:
            raise UsageError(
                _("neither the plan nor the book has the year {year}", year=year),
                _("one of: {known}", known=", ".join(map(str, known))),
            )
        return (max(of_book or known) if year is None else year,)


def read_book_of(session: Session, plan: Plan, file: Path) -> KeptBook:
    """Read and check a book against the one table of a plan; rows about other plans are counted on standard error.

    Raises:
        UsageError: the plan has no budget, or its budget no year.
        InputError: the file is no such book.
    """
    budget = budget_of(plan)
    need_years(plan.id, budget)
    data = read_file(file, str(file), MOST_BYTES)
    read = read_execution(str(file), data, plan.id, budget, money_unit(session.choices.unit, budget))
    for other, count in read.elsewhere.items():
        session.note(_("entries of the book about {plan}, not counted here: {count}", count=count, plan=other))
    if read.unfilled:
        session.note(_("rows of the form that are not filled in, not counted: {count}", count=read.unfilled))
    return checked_book(plan, budget, str(file), sha256(data).hexdigest(), read)


def need_years(plan: str, budget: Budget) -> None:
    """Refuse a table that names no budget year: a book is kept by year.

    Raises:
        UsageError: it names none.
    """
    if not budget.years:
        raise UsageError(
            _("the budget of {plan} names no year, and a book is kept by year", plan=plan),
            _("write the year under years: of its budget, and the amounts of each line under amounts:"),
        )


def decided_by(session: Session, plan: Plan, file: Path | None) -> Decisions | None:
    """What a book says of what the plan leaves open; None without a book.

    Findings in the book are counted on standard error; `plan budget status` tells them.
    """
    if file is None or plan.budget is None:
        return None
    note_further_tables(session, plan)
    kept = read_book_of(session, plan, file)
    if kept.code:
        count = sum(gravity(one, strict=False) > 0 for one in kept.checked.findings)
        told = n_("{count} error in the book", "{count} errors in the book", count)
        session.note(_("{file}: {what}; see plan budget status", file=str(file), what=told), trouble=True)
    return decisions(plan.budget, kept.reading.entries, session.as_of)


def checked_book(plan: Plan, budget: Budget, file: str, digest: str, read: ExecutionBook) -> KeptBook:
    """The book with everything that is found in it."""
    reading = BookReading(file, budget, read.entries, complete=not read.faults)
    unread = (Complaint(one.message, path="entries", hint=one.hint, place=one.place) for one in read.faults)
    findings = check_book(reading, unread)
    checked = CheckedPlan(
        plan.id,
        file,
        digest,
        findings=findings,
        lines=lines_with(findings, read.lines),
        positions=reading.positions(suggested(findings)),
    )
    code = max((TROUBLE if one.rule is UNREAD else gravity(one, strict=False) for one in findings), default=0)
    return KeptBook(reading, checked, code)


def spare_a_book(session: Session, file: Path | None) -> None:
    """Refuse to write over a file that is there: it may be a book somebody has filled in.

    Raises:
        UsageError: it is, and `--force` was not given.
    """
    if file is not None and file.exists() and not session.force:
        raise UsageError(
            _("{file} is there already and may be filled in", file=str(file)),
            _("write to another file, or over it with --force"),
        )


def money_unit(name: str | None, budget: Budget) -> Unit | None:
    """The unit of that printed name, for the money of a budget; None when none was named.

    Raises:
        UsageError: there is no such unit, or it is one of another currency.
    """
    if name is None:
        return None
    unit = typed_unit(name)
    if unit.currency != budget.unit.currency:
        raise UsageError(
            _("the budget is in {unit}, and nothing here tells its worth in {other}", unit=budget.unit, other=unit),
            _("one of: {units}", units=units_of(budget.unit.currency)),
        )
    return unit
