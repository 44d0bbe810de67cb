"""A register of reports and a book of money beside many plans: read once, and asked plan by plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from cybercrime_plan.calc.deadlines import Schedule
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.register import RegisterRow, register
from cybercrime_plan.cli.execution import checked_book, money_unit
from cybercrime_plan.cli.session import Session
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.execution import EXECUTION_FORM, ExecutionEntry
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.receipts import Receipt
from cybercrime_plan.read.book import MOST_BYTES, Book, BookRow, read_book
from cybercrime_plan.read.execution import entries_of
from cybercrime_plan.read.files import read_file
from cybercrime_plan.read.register import read_register
from cybercrime_plan.rules.register import judged


@dataclass(frozen=True)
class KeptRegister:
    """A register of reports.

    Attributes:
        receipts: its entries, by id of the plan they name.
        wrong: findings in the register itself.
    """

    file: str
    receipts: Mapping[str, tuple[Receipt, ...]]
    wrong: int

    @classmethod
    def read(cls, file: Path) -> KeptRegister:
        """Read it.

        Raises:
            InputError: the file is no register.
        """
        book = read_register(str(file), read_file(file, str(file), MOST_BYTES))
        receipts: dict[str, list[Receipt]] = {}
        for one in book.receipts:
            receipts.setdefault(one.plan, []).append(one)
        by_plan = {plan: tuple(mine) for plan, mine in receipts.items()}
        return cls(str(file), by_plan, len(book.findings) + book.untold)

    def held(
        self, owners: Mapping[str, Owners], schedule: Schedule, session: Session
    ) -> tuple[tuple[RegisterRow, ...], int]:
        """How things stand with plans, and how much is wrong in what the register says of them.

        Args:
            owners: who is who, by id of the plan.
            schedule: of these plans.
        """
        mine = [one for plan in owners for one in self.receipts.get(plan, ())]
        found = judged(mine, owners, schedule, session.as_of)
        rows = register(found.occurrences, found.receipts, owners, schedule.days, session.as_of)
        return rows, len(found.findings) + found.untold

    def say_wrong(self, session: Session, wrong: int) -> None:
        """Say how much is wrong in it, if anything is.

        Args:
            wrong: in what it says of the plans that were asked about.
        """
        count = self.wrong + wrong
        if count:
            told = n_("{file}: {count} finding", "{file}: {count} findings", count, file=self.file)
            session.note(_("{findings}; see: plan report status", findings=told), trouble=True)


_NO_PLAN: Final = ""
"""Under which rows are kept that name no plan."""


@dataclass(frozen=True)
class KeptMoney:
    """A book of what was allocated and spent.

    Attributes:
        book: without its rows.
        digest: of its bytes.
        rows: its rows, by id of the plan they name.
    """

    book: Book
    digest: str
    rows: Mapping[str, tuple[BookRow, ...]]

    @classmethod
    def read(cls, file: Path, plans: int) -> KeptMoney:
        """Read it.

        Args:
            plans: how many it is asked about.

        Raises:
            InputError: the file is no such book.
            UsageError: a row names no plan, and it could be about several.
        """
        data = read_file(file, str(file), MOST_BYTES)
        book = read_book(str(file), data, EXECUTION_FORM)
        rows: dict[str, list[BookRow]] = {}
        for row in book.rows:
            rows.setdefault(row.get("plan") or _NO_PLAN, []).append(row)
        if plans > 1 and _NO_PLAN in rows:
            place = book.place(rows[_NO_PLAN][0], "plan")
            raise UsageError(
                _("{file}:{place}: the row does not say which plan it is about", file=str(file), place=place),
                _("name one plan, or fill in the column of the plan"),
            )
        by_plan = {plan: tuple(mine) for plan, mine in rows.items()}
        return cls(replace(book, rows=()), sha256(data).hexdigest(), by_plan)

    def entries(self, plan: Plan, session: Session) -> tuple[ExecutionEntry, ...]:
        """What it says of a plan, as it is known on the day of the question; what cannot be right in it is said.

        Raises:
            InputError: nothing says in which unit it counts.
        """
        budget, file = plan.budget, self.book.file
        rows = (*self.rows.get(plan.id, ()), *self.rows.get(_NO_PLAN, ()))
        if not rows:
            return ()
        if budget is None or not budget.years:
            told = _("{file}: {plan} has no table of years, so its rows are left out", file=file, plan=plan.id)
            session.note(told, trouble=True)
            return ()
        read = entries_of(replace(self.book, rows=rows), plan.id, budget, money_unit(session.choices.unit, budget))
        kept = checked_book(plan, budget, file, self.digest, read)
        if kept.code:
            say_doubtful(session, file, "plan budget status")
        return tuple(one for one in kept.reading.entries if one.on is None or one.on <= session.as_of)


def say_doubtful(session: Session, file: str, command: str) -> None:
    """Say once, however many plans it is about, that something in a book is wrong, and what tells it."""
    session.note_once(_("{file}: something in it is wrong; see: {command}", file=file, command=command))


def say_left_out(
    session: Session, file: str, rows: Mapping[str, Collection[object]], plans: Collection[str]
) -> None:
    """Say how many rows are about none of the plans that were read."""
    count = sum(len(mine) for plan, mine in rows.items() if plan and plan not in plans)
    if count:
        left_out = n_(
            "{count} row is about no plan given here and is left out",
            "{count} rows are about no plan given here and are left out",
            count,
        )
        session.note(_("{file}: {what}", file=file, what=left_out), trouble=True)
