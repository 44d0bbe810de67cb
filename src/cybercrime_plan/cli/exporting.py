"""`plan export`: a plan as a workbook, a Word annex, a page for the leader, or tidy facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cybercrime_plan import __version__
from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.checking import checked_plan
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.books import KeptMoney, KeptRegister, say_doubtful, say_left_out
from cybercrime_plan.cli.check import FileCheck
from cybercrime_plan.cli.execution import decided_by
from cybercrime_plan.cli.jobs import Heard
from cybercrime_plan.cli.output import make_folder
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.spool import Spool
from cybercrime_plan.cli.targets import FilesRead, as_typed, note_further_tables, sound, targets_of
from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Severity
from cybercrime_plan.language import N_, Text, _, n_
from cybercrime_plan.read.data_file import working_days
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.exports.dossier import Dossier, Dossiers
from cybercrime_plan.render.exports.facts import TABLES, TidyPlan, amounts_by_table, facts_table, tidy, tidy_table
from cybercrime_plan.render.name_style import NameStyle
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of

if TYPE_CHECKING:
    from cybercrime_plan.calc.register import RegisterRow

OF_FACTS = ("csv", "tsv", "jsonl", "parquet")
FORMATS = ("xlsx", "docx", "html", *OF_FACTS)
WITH_DECISIONS = ("html", "xlsx")


def export(
    session: Session,
    targets: options.Targets = None,
    agencies: options.BodiesFile = None,
    names: options.NamesShown = None,
    book: options.Book = None,
    register: options.Register = None,
) -> int:
    """Write plans in a form that others can use."""
    folder, known = session.destination, KnownBodies(session, agencies)
    if folder is not None and (session.into_folder or folder.is_dir()):
        return _into_folder(session, folder, TidyPlans(session, targets, known, register, book))
    if register is not None:
        raise UsageError(
            _("what a register says is written as tables into a folder only"), _("for example: -o facts/")
        )
    if book is not None and session.format not in WITH_DECISIONS:
        raise UsageError(
            _("what a book says is written as {formats} only, or as tables into a folder", formats=WITH_DECISIONS)
        )
    session.need_format(FORMATS)
    found = targets_of(session, targets)
    result: PageResult | Dossiers
    if session.format in OF_FACTS:
        sources = (sound(session, target) for target in found)
        rows = Spool(row for plan, one in sources for row in amounts_by_table(plan, one.file, one.positions))
        len(rows)  # nothing is written when something in a file is refused
        result = PageResult.of(facts_table(rows))
    else:
        result = _dossiers(found, session, known, names, book)
    session.deliver(result, [*known.inputs(found), *([book] if book else [])])
    if folder is not None:
        session.note(_written(len(found), folder, result, targets or ()))
    return 0


def _written(plans: int, file: Path, result: PageResult | Dossiers, typed: Sequence[str]) -> Text:
    """What was written where; of whole plans, what is to be looked at in them."""
    count = n_("{count} plan", "{count} plans", plans)
    if isinstance(result, PageResult):
        return _("{plans} written to {file}", plans=count, file=str(file))
    found = [finding for one in result.dossiers for finding in one.checked.findings]
    new = sum(one.acknowledged is None and one.rule.severity is not Severity.NOTE for one in found)
    if not new:
        return _("{plans} written to {file}; nothing new was found in them", plans=count, file=str(file))
    look = n_("{count} finding", "{count} findings", new)
    check = as_typed(["plan", "check", *typed])
    return _(
        "{plans} written to {file}; look at {findings}: {check}",
        plans=count,
        file=str(file),
        findings=look,
        check=check,
    )


def _into_folder(session: Session, folder: Path, plans: TidyPlans) -> int:
    """Write the tidy tables, a file each; a plan that cannot be read is among the findings."""
    into = replace(session, format=session.format if session.format_chosen else "csv")
    if into.format not in OF_FACTS:
        raise UsageError(
            _("a folder takes tidy tables, not {format}", format=into.format),
            _("one of: {formats}", formats=OF_FACTS),
        )
    rows = plans.read()
    make_folder(folder)
    tables = ((folder / f"{name}.{into.format}", PageResult.of(tidy_table(name, rows))) for name in TABLES)
    into.deliver_each(tables, plans.inputs)
    return plans.files.code


class TidyPlans:
    """The facts of plans, with what a register of reports and a book of money say of them.

    Attributes:
        inputs: every file that is read.
    """

    def __init__(
        self,
        session: Session,
        typed: options.Targets,
        known: KnownBodies,
        register: Path | None = None,
        book: Path | None = None,
    ) -> None:
        self.session, self.files = session, FilesRead(session, typed)
        arrivals = None if register is None else KeptRegister.read(register)
        money = None if book is None else KeptMoney.read(book, len(self.files.targets))
        self._work = Tidying(known, arrivals, money)
        beside = [file for file in (register, book) if file is not None]
        self.inputs = [*known.inputs(self.files.targets), *beside]

    def read(self) -> Spool[TidyPlan]:
        """Read them all; what is about none of them is said."""
        plans = Spool(self.files.of_each(self._work))
        len(plans)  # nothing is written when something they share is refused
        arrivals, money = self._work.register, self._work.book
        ids = {str(row.cells[0]) for one in plans for row in one.plans} if arrivals or money else set()
        if arrivals:
            say_left_out(self.session, arrivals.file, arrivals.receipts, ids)
        if money:
            say_left_out(self.session, money.book.file, money.rows, ids)
        return plans


@dataclass(frozen=True, eq=False, repr=False)
class Tidying:
    """The facts of one file, every rule run on it.

    Attributes:
        known: what is known of bodies that changed.
        register: who has reported.
        book: what was allocated and spent.
    """

    known: KnownBodies
    register: KeptRegister | None = None
    book: KeptMoney | None = None

    def __call__(self, session: Heard, target: Target, loaded: Loaded) -> TidyPlan:
        """Gather them; findings are facts here and no reason for the exit code 1."""
        checked = FileCheck(None, strict=False, known=self.known)(session, target, loaded)
        plan = loaded.plan
        if plan is not None:
            note_further_tables(session, plan)
        session.codes[:] = [code for code in session.codes if code != 1]
        if plan is None:
            return tidy(checked, None, (), loaded.positions, Names(day=session.as_of))
        schedule, owners = deadlines([plan], working_days()), Owners(plan, self.known.of(target, session))
        rows: tuple[RegisterRow, ...] = ()
        if self.register is not None and plan.id in self.register.receipts:
            rows, wrong = self.register.held({plan.id: owners}, schedule, session)
            if wrong or self.register.wrong:
                say_doubtful(session, self.register.file, "plan report status")
        entries = self.book.entries(plan, session) if self.book else ()
        names = Names((owners,), day=session.as_of)
        return tidy(checked, plan, schedule.occurrences, loaded.positions, names, rows, entries)


def _dossiers(
    found: Sequence[Target], session: Session, known: KnownBodies, style: NameStyle | None, book: Path | None
) -> Dossiers:
    """All that is known of each plan.

    Raises:
        InvalidPlan: something in a file is refused.
    """
    each = []
    for target in found:
        plan, loaded = sound(session, target)
        loaded = loaded._replace(file=PurePath(loaded.file).name)  # it tells no folder of this machine
        reading = Reading(
            plan, session.as_of, positions=loaded.positions, figures=loaded.figures, bodies=known.of(target)
        )
        checked = checked_plan(loaded, reading, findings_of(reading, None, loaded.positions))
        schedule, decided = deadlines([plan], working_days()), decided_by(session, plan, book)
        each.append(
            Dossier(plan, checked, reading.footing, schedule, session.as_of, loaded.positions, decided=decided)
        )
    names = known.names(((target, one.plan) for target, one in zip(found, each, strict=True)), style)
    return Dossiers(tuple(replace(one, names=names) for one in each), __version__)


app = single(
    export,
    formats=FORMATS,
    reads_annexes=True,
    reads_many=True,
    help=N_("Write plans as a workbook, a Word annex, a page for the leader, or tidy facts."),
    epilog=(
        "plan export dong-thap -o phuluc2.xlsx\n\nplan export dong-thap -o phuluc2.docx\n\n"
        "plan export dong-thap khanh-hoa -o leader.html\n\nplan export plans -o facts.csv\n\n"
        "plan export plans -o facts/"
    ),
)
