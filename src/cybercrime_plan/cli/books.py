"""A register of reports and a book of money beside many plans: read once, and asked plan by plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cybercrime_plan.calc.deadlines import Schedule
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.register import RegisterRow, register
from cybercrime_plan.cli.session import Session
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.receipts import Receipt
from cybercrime_plan.read.book import MOST_BYTES
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
