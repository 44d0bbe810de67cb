"""`plan report form`, `status`, `remind` and `compile`: who has reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cybercrime_plan.calc.deadlines import Occurrence, coming, deadlines
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.register import RegisterRow, RegisterState, register
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.check import gravity
from cybercrime_plan.cli.days import typed_day
from cybercrime_plan.cli.duties import Duties, OfReport, OwnDays, duties_of
from cybercrime_plan.cli.output import make_folder
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.cli.targets import TROUBLE, paths_of, sound, surroundings
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import address, in_order
from cybercrime_plan.language import N_, _, n_
from cybercrime_plan.model.books import BookColumn
from cybercrime_plan.model.money import grouped
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.receipts import REGISTER_FORM
from cybercrime_plan.read.book import MOST_BYTES, Book, read_book
from cybercrime_plan.read.data_file import working_days as read_working_days
from cybercrime_plan.read.files import read_file
from cybercrime_plan.read.register import read_register
from cybercrime_plan.read.working_set import known_ids, plan_file
from cybercrime_plan.render.checks.words import CheckedPlan, lines_with
from cybercrime_plan.render.formats import COMMON
from cybercrime_plan.render.register import RegisterResult
from cybercrime_plan.render.sections import dated
from cybercrime_plan.rules.register import judged
from cybercrime_plan.rules.rule import some

if TYPE_CHECKING:
    from datetime import date

    from cybercrime_plan.render.exports.letters import Letter
    from cybercrime_plan.render.exports.paper import Paper
    from cybercrime_plan.render.exports.register_form import FormRow

FORM_FORMATS = ("xlsx", "csv", "yaml")
_SHOWN = 8
_NEEDED = frozenset({"id", "reports", "period", "agencies", "tasks", "lead", "document"})

TheBook = Annotated[
    Path, typer.Argument(metavar="BOOK", help=N_("The register of reports: a workbook, csv or YAML."))
]
OfOccurrence = Annotated[
    list[str] | None,
    typer.Option(
        "--occurrence",
        metavar="NAME",
        help=N_("Only this occurrence (2026-11, 2026-Q4); may be given several times."),
    ),
]
OwnPaper = Annotated[
    Path | None,
    typer.Option(
        "--letterhead", metavar="FILE", help=N_("A Word document with the head of the office, to write on.")
    ),
]
OfPlan = Annotated[str | None, typer.Option("--plan", metavar="ID", help=N_("Only the rows of that plan."))]

app = noun(help=N_("Who has reported: a register to fill in, how things stand, letters, the compiled report."))


class FailOn(StrEnum):
    """What makes the exit code 1."""

    late = "late"
    missing = "missing"


def form(
    session: Session,
    targets: options.Targets = None,
    occurrence: OfOccurrence = None,
    report: OfReport = None,
    update: Annotated[
        Path | None,
        typer.Option("--update", metavar="FILE", help=N_("An earlier register: what was typed in it is kept.")),
    ] = None,
    agencies: options.BodiesFile = None,
    working_days: OwnDays = None,
) -> int:
    """Write a register to fill in, with a row for each body that has to report."""
    from cybercrime_plan.render.exports.register_form import Recogniser, RegisterForm, blank_rows, lacking

    session.need_format(FORM_FORMATS)
    found = duties_of(session, targets, working_days, agencies)
    if not found.plans:
        return found.code  # what is wrong with each file has been said
    blank, to_nobody = blank_rows(_asked(found, session, occurrence, report), found.owners)
    for one in to_nobody:
        session.note(_("{row}: has ended and nobody took over, so it has no row", row=_told(one)))
    made, inputs = RegisterForm(blank), found.inputs
    if update is not None:
        book, own = _earlier(update)
        recogniser = Recogniser(found.schedule.occurrences, found.owners)
        typed = [dict(row.values) for row in book.rows]
        for row, values in zip(book.rows, typed, strict=True):
            if "occurrence" in row.dates:  # a date that a spreadsheet has made of a month
                values["occurrence"] = values["occurrence"][:7]
        old = tuple(map(recogniser.row, typed))
        added = lacking(old, blank)
        made, inputs = RegisterForm((*old, *added), own), (*found.inputs, update)
        _tell_changes(session, book, old, added)
    # what opens a csv is a spreadsheet under Vietnamese settings
    replace(session, excel=session.format == "csv").deliver(made, inputs)
    return found.code


def _told(row: FormRow) -> str:
    one = row.occurrence
    told = (one.plan.id, one.key) if one else ()
    return ", ".join((*told, row.body.name if row.body else row.typed.get("agency", "")))


def _asked(found: Duties, session: Session, keys: Sequence[str] | None, report: str | None) -> list[Occurrence]:
    """The occurrences of those names, else what comes next in each plan.

    Raises:
        UsageError: there are none.
    """
    of_report = [one for one in found.schedule.occurrences if report in {None, one.report.id}]
    if report is not None and not of_report:
        ids = tuple(dict.fromkeys(one.report.id for one in found.schedule.occurrences))
        raise UsageError(
            _("no report of these plans that has a date is called {report}", report=report),
            _("one of: {known}", known=some(ids, _SHOWN)) if ids else None,
        )
    asked = [one for one in of_report if one.key in (keys or ())]
    for plan in () if keys else found.plans:
        ahead = [one for one in coming(found.schedule, plan, session.as_of) if one in of_report]
        past = [] if ahead else [one for one in of_report if one.plan is plan]
        if past:
            # nothing lies ahead: what fell due last is what people wait for
            day = max(one.due for one in past)
            text = _(
                "{plan}: no deadline lies ahead; taken is what was due last, {day}", plan=plan.id, day=dated(day)
            )
            session.note(text)
            past = [one for one in past if one.due == day]
        asked += ahead or past
    if not asked:
        known = ", ".join(dict.fromkeys(one.key for one in of_report))
        hint = _("one of: {known}", known=known) if known else None
        raise UsageError(_("no report of these plans has such an occurrence"), hint)
    return asked


def _earlier(file: Path) -> tuple[Book, tuple[str, ...]]:
    """An earlier register with all of its columns, and the heads of those that the office has added.

    Raises:
        InputError: something in it would be lost.
    """
    data = read_file(file, str(file), MOST_BYTES)
    own = tuple(head for head, _place in read_book(str(file), data, REGISTER_FORM).unknown)
    columns = (*REGISTER_FORM.columns, *(BookColumn(head, (head,)) for head in own))
    book = read_book(str(file), data, REGISTER_FORM._replace(columns=columns))
    for message, place in book.unread:
        raise InputError(
            _("{file}:{place}: {what}", file=str(file), place=place, what=message),
            _("put it right first; the new form would not keep it"),
        )
    return book, own


def _tell_changes(session: Session, book: Book, old: Sequence[FormRow], added: Sequence[FormRow]) -> None:
    for row, made in zip(book.rows, old, strict=True):
        if made.about is None:
            place = f"{book.file}:{book.place(row, 'agency')}"
            session.note(
                _("{place}: {row} is not among those to report; the row is kept", place=place, row=_told(made))
            )
    for one in added:
        session.note(_("added: {row}", row=_told(one)))
    session.note(n_("{count} row added", "{count} rows added", len(added)))


@dataclass(frozen=True)
class Followed:
    """A register held against its plans, as things stand on the day of the question.

    Attributes:
        rows: those that were asked for.
        owners: who is who, by id of the plan.
        checked: the book and what is wrong in it.
        inputs: the files it was read from.
        code: 2 when the register says nothing that can be counted, 1 when something in it is wrong, else 0.
    """

    rows: tuple[RegisterRow, ...]
    owners: Mapping[str, Owners]
    checked: CheckedPlan
    inputs: tuple[Path, ...]
    code: int


@dataclass(frozen=True)
class Follow:
    """What is asked of a register; None asks nothing."""

    occurrence: Sequence[str] | None = None
    report: str | None = None
    plan: str | None = None
    agencies: str | None = None
    working_days: Path | None = None

    def asks(self, one: Occurrence) -> bool:
        """Whether an occurrence is asked for."""
        return (
            (not self.occurrence or one.key in self.occurrence)
            and self.report in {None, one.report.id}
            and self.plan in {None, one.plan.id}
        )


def followed(session: Session, file: Path, asked: Follow, *, strict: bool = False) -> Followed:
    """Read a register and its plans out of the working set.

    Raises:
        InputError: the file is no register, or holds nothing of what is asked for.
        InvalidPlan: a plan it names is refused.
    """
    data = read_file(file, str(file), MOST_BYTES)
    book = read_register(str(file), data)
    around = surroundings(session)
    named = {receipt.plan for receipt in book.receipts}
    ids = known_ids(around)
    targets = [plan_file(one, around) for one in ids if one in named]
    plans = tuple(sound(session, target, _NEEDED)[0] for target in targets)
    beside = KnownBodies(session, asked.agencies)
    owners = {one.plan.id: one for one in beside.owners(zip(targets, plans, strict=True))}
    days = read_working_days(asked.working_days)
    found = judged(book.receipts, owners, deadlines(plans, days), session.as_of, ids)
    occurrences = [one for one in found.occurrences if asked.asks(one)]
    if found.occurrences and not occurrences:
        there = tuple(f"{one.plan.id} {one.report.id} {one.key}" for one in found.occurrences)
        raise InputError(
            _("{file} has no row of what was asked for", file=str(file)),
            _("it has: {occurrences}", occurrences=some(there, _SHOWN)),
        )
    rows = register(occurrences, found.receipts, owners, days, session.as_of)
    findings = in_order((*book.findings, *found.findings))
    lines = lines_with(findings, book.lines)
    checked = CheckedPlan(None, str(file), sha256(data).hexdigest(), findings=findings, lines=lines)
    gravest = max((gravity(finding, strict=strict) for finding in findings), default=0)
    untold = book.untold + found.untold
    if untold:
        gravest = max(gravest, 1)
        count = grouped(untold)
        told = _("{file}: {count} more findings, not told one by one", file=str(file), count=count)
        session.note(told, trouble=True)
    inputs = (*paths_of(targets), *beside.paths(targets), file)
    return Followed(rows, owners, checked, inputs, gravest if rows else TROUBLE)


def status(
    session: Session,
    book: TheBook,
    occurrence: OfOccurrence = None,
    report: OfReport = None,
    plan: OfPlan = None,
    matrix: Annotated[bool, typer.Option("--matrix", help=N_("Bodies by occurrences instead of a list."))] = False,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            "--fail-on", help=N_("Exit with 1 when a report is missing; with late, also when one came late.")
        ),
    ] = None,
    strict: options.Strict = False,
    agencies: options.BodiesFile = None,
    working_days: OwnDays = None,
) -> int:
    """Show who has reported."""
    found = followed(session, book, Follow(occurrence, report, plan, agencies, working_days), strict=strict)
    if not found.rows and not found.checked.findings:
        raise InputError(_("{file} has no entry that can be read", file=str(book)))
    session.deliver(RegisterResult(session.as_of, found.rows, found.checked, matrix), found.inputs)
    owed = any(row.is_owed for row in found.rows)
    late = any(row.state is RegisterState.LATE for row in found.rows)
    fails = (fail_on is not None and owed) or (fail_on is FailOn.late and late)
    return max(found.code, int(fails))


NewDay = Annotated[
    str | None, typer.Option("--by", metavar="DATE", help=N_("The new date to ask for; none is set without it."))
]
Single = Annotated[
    bool, typer.Option("--single", help=N_("One letter with a list of those who owe, not one to each."))
]


def remind(
    session: Session,
    book: TheBook,
    by: NewDay = None,
    single: Single = False,
    letterhead: OwnPaper = None,
    occurrence: OfOccurrence = None,
    report: OfReport = None,
    plan: OfPlan = None,
    agencies: options.BodiesFile = None,
    working_days: OwnDays = None,
) -> int:
    """Write letters to those whose report is overdue."""
    from cybercrime_plan.render.exports.letters import LetterFile

    folder = session.destination
    if single:
        session.need_format(("docx",))
    if not single and (folder is None or folder.suffix):
        raise UsageError(
            _("a letter to each body is a file of its own: name their folder"), _("for example: -o thu/")
        )
    day = _new_day(session, by)
    found = followed(session, book, Follow(occurrence, report, plan, agencies, working_days))
    _tell_findings(session, found)
    paper, inputs = _paper(letterhead, found)
    letters = _addressed(session, found)
    if single and letters:
        _of_one_plan(letter.plan for letter in letters)
        session.deliver(LetterFile(letters, session.as_of, day, paper, single=True), inputs)
    elif letters and folder is not None:
        make_folder(folder)
        each = ((folder / one.file, LetterFile((one,), session.as_of, day, paper)) for one in letters)
        written = session.deliver_each(each, inputs)
        count = n_("{count} letter", "{count} letters", written)
        session.note(_("{letters} written to {folder}", letters=count, folder=str(folder)))
    return found.code


def _new_day(session: Session, by: str | None) -> date | None:
    """The new date to ask for.

    Raises:
        UsageError: it does not lie ahead.
    """
    day = None if by is None else typed_day("--by", by)
    if day is not None and day <= session.as_of:
        as_of = session.as_of
        raise UsageError(_("--by {day} is not after the day of the question, {as_of}", day=day, as_of=as_of))
    return day


def _addressed(session: Session, found: Followed) -> tuple[Letter, ...]:
    """The letters, once it is said of whom something is overdue who cannot be written to."""
    from cybercrime_plan.render.exports.letters import urged

    letters, unaddressed = urged(found.rows, found.owners)
    for row in unaddressed:
        why = _("it is the body that sends the letters")
        if row.is_undecided:
            why = _("who reports is to be decided")
        elif row.is_group:
            why = _("it is a group without known members")
        elif row.is_extended_to_no_day:
            why = _("the register says that it is extended, and not to which day")
        session.note(_("no letter for {body}: {why}", body=row.name, why=why), trouble=True)
    if not letters:
        session.note(_("no report is overdue of a body that can be written to, so nothing was written"))
    return letters


def _tell_findings(session: Session, found: Followed) -> None:
    """Say what is wrong in the register, beside a document that has no room for it."""
    for finding in found.checked.findings:
        place = address(found.checked.file, finding.place)
        told = _("{place}: {code} {what}", place=place, code=finding.rule.code, what=finding.complaint.message)
        session.note(told, trouble=True)


def _paper(letterhead: Path | None, found: Followed) -> tuple[Paper, tuple[Path, ...]]:
    """The paper to write on, and the files that must not be replaced.

    Raises:
        InputError: the letterhead cannot be read, or could act.
    """
    from cybercrime_plan.read.letterhead import read_letterhead
    from cybercrime_plan.render.exports.paper import Paper

    if letterhead is None:
        return Paper(), found.inputs
    return Paper(read_letterhead(str(letterhead), read_file(letterhead, str(letterhead)))), (
        *found.inputs,
        letterhead,
    )


def _of_one_plan(plans: Iterable[Plan]) -> None:
    known = tuple(dict.fromkeys(plan.id for plan in plans))
    if len(known) > 1:
        raise UsageError(
            _("one document is about one plan, and these are several: {plans}", plans=known),
            _("choose with --plan"),
        )


def compile_(
    session: Session,
    book: TheBook,
    occurrence: OfOccurrence = None,
    report: OfReport = None,
    plan: OfPlan = None,
    letterhead: OwnPaper = None,
    agencies: options.BodiesFile = None,
    working_days: OwnDays = None,
) -> int:
    """Write the frame of the compiled report."""
    from cybercrime_plan.render.exports.letters import CompiledReport

    session.need_format(("docx",))
    found = followed(session, book, Follow(occurrence, report, plan, agencies, working_days))
    _tell_findings(session, found)
    if not found.rows:
        raise InputError(_("{file} has no entry that can be read", file=str(book)))
    _of_one_plan(row.occurrence.plan for row in found.rows)
    paper, inputs = _paper(letterhead, found)
    status_ = RegisterResult(session.as_of, found.rows, found.checked)
    session.deliver(CompiledReport(status_, paper), inputs)
    return found.code


app.command(
    "form",
    help=N_("Write a register to fill in: a row for each body that has to report, with its dates."),
    epilog="plan report form dong-thap --occurrence 2025-11 -o so.xlsx\n\n"
    "plan report form --update so.xlsx -o so-moi.xlsx",
)(command(form, formats=FORM_FORMATS))
app.command(
    "status",
    help=N_("Show who has reported, who is late and by how many days, and what is wrong in the register."),
    epilog="plan report status so.xlsx --as-of 2025-11-20\n\nplan report status so.xlsx --matrix -o so.html",
)(command(status, formats=(*COMMON, "xlsx")))
app.command(
    "remind",
    help=N_("Write a Word letter to each body whose report is overdue; nothing is ever sent."),
    epilog="plan report remind so.xlsx --by 2025-11-25 -o thu/\n\nplan report remind so.xlsx --single -o thu.docx",
)(command(remind, formats=("docx",)))
app.command(
    "compile",
    help=N_("Write the frame of the compiled report: who reported, and a place for the result of each task."),
    epilog="plan report compile so.xlsx --occurrence 2025-11 -o bc.docx",
)(command(compile_, formats=("docx",)))
