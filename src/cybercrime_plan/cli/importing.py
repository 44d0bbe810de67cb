"""`plan import`: from an office file to a plan file, with the place of every figure."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.cli import output
from cybercrime_plan.cli.execution import spare_a_book
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import TELLS_ITS_KIND, TROUBLE, as_typed, paths_of, targets_of
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Loc, Place, Positions, Severity
from cybercrime_plan.language import N_, Text, _, n_
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.annex.annex import AnnexReading
from cybercrime_plan.read.annex.choices import Choices, Question, UndecidedError
from cybercrime_plan.read.annex.file import AnnexFile, named, read_annex_file
from cybercrime_plan.read.annex.tree import Tree, row_place
from cybercrime_plan.read.files import refuse_other_files
from cybercrime_plan.read.office import is_office_file
from cybercrime_plan.read.validation import validated
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.refusals import refusals
from cybercrime_plan.render.budget import budget_table
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport, lines_with
from cybercrime_plan.render.formats import BOOKS, FORMAT_OF_SUFFIX
from cybercrime_plan.render.plan_file import PlanFile
from cybercrime_plan.render.result import Records
from cybercrime_plan.render.table import Column, Table, TableRow

MOST_UNUSED = 20
"""So many rows that were not used are listed, the last ones, which stand nearest to the table; all with -v."""


AnnexFileNamed = Annotated[
    str, typer.Argument(metavar="FILE", help=N_("A workbook, a Word document, separated values or pasted text."))
]
BookToWrite = Annotated[
    Path | None,
    typer.Option(
        "--book",
        metavar="FILE",
        help=N_("Write its columns of what was allocated, spent and settled as a book: xlsx, csv or YAML."),
    ),
]


def import_(session: Session, file: AnnexFileNamed, book: BookToWrite = None) -> int:
    """Turn the annex of an office file into a plan file."""
    (target,) = targets_of(session, [file])
    if not is_office_file(target.name):
        hint = _KINDS if target.stdin is None else TELLS_ITS_KIND
        raise UsageError(_("{file} is not a kind of file that is imported", file=target.name), hint)
    data = target.read()
    refuse_other_files(data, target.name)
    read = _decided(session, target, data, session.choices)
    plan, _unread, findings = validated(read.text)
    if findings or plan is None or plan.budget is None or read.annex is None:
        # what in the annex is no sound figure is listed, and nothing is written
        lines = lines_with(findings, read.text.lines)
        checked = CheckedPlan(None, target.name, "", False, findings=findings, lines=lines)
        report = CheckReport(__version__, session.as_of, refusals(), (checked,))
        replace(session, format="text", loudness=min(session.loudness, -1), destination=None).deliver(report)
        session.note(_("{file}: nothing is imported", file=target.name), trouble=True)
        return TROUBLE
    told = _("Read from {file}; compare every figure with the document.", file=PurePath(target.name).name)
    comment = session.say(told)
    understood = _tables(session, read.annex, plan.budget)
    made = PlanFile(read.text.tree, (comment,), dict(_notes(read)), understood)
    session.show(made.document())
    if book is not None:
        _write_book(session, target, read, plan.budget, book)
    if book is None or session.destination is not None:
        session.deliver(made, paths_of([target]))
    if session.destination is not None:
        session.note(_written(plan, str(session.destination), session.as_of))
    return 0


def _written(plan: Plan, file: str, as_of: date) -> Text:
    """What was written where, how its sums stand in all its tables, and what comes next."""
    from cybercrime_plan.rules.rule import Reading
    from cybercrime_plan.rules.run import findings_of

    count = sum(1 for table in plan.tables() for _line in table.budget.every_line())
    lines = n_("{count} line", "{count} lines", count)
    found = findings_of(Reading(plan, as_of), {"BUD"}, Positions())
    fails = any(one.rule.severity is Severity.ERROR for one in found)
    sums = _("figures contradict each other") if fails else _("no figure contradicts another")
    return _(
        "{lines} written to {file}; {sums}; next: plan budget check {typed}",
        lines=lines,
        sums=sums,
        file=file,
        typed=as_typed([file]),
    )


def _write_book(session: Session, target: Target, read: AnnexFile, budget: Budget, book: Path) -> None:
    """Write what the annex says of the money as entries of a book, each with the cell it is from.

    Raises:
        UsageError: the ending of the book names no format of a book, or the annex says nothing of the kind.
    """
    from cybercrime_plan.calc.executed_columns import executed, left_out
    from cybercrime_plan.render.execution_book import execution_book

    format_ = FORMAT_OF_SUFFIX.get(book.suffix.lower())
    if format_ not in BOOKS:
        raise UsageError(
            _("the ending of {file} names no book", file=str(book)), _("one of: {formats}", formats=BOOKS)
        )
    spare_a_book(session, book)
    name = PurePath(target.name).name
    found = executed(budget, read.annex.over_years if read.annex else {})
    if not found:
        raise UsageError(
            _("{file} has no column of what was allocated, spent or settled", file=target.name),
            _("their titles say so: giao, bổ sung, thực hiện, giải ngân, quyết toán, hủy, chuyển nguồn"),
        )
    entries = [
        replace(one.entry, document=name, note=str(read.text.positions.near(one.loc) or "")) for one in found
    ]
    for column in left_out(budget):
        session.note(_("the column “{title}” is no entry of a book and left out", title=column.title))
    title = session.say(_("Book of allocation and spending: {plan}", plan=name))
    made = execution_book(entries, budget.unit, title, in_words=format_ == "xlsx")
    replace(session, format=format_, format_chosen=True).deliver(made, paths_of([target]), to=book)
    session.note(
        n_("{count} entry written to {file}", "{count} entries written to {file}", len(entries), file=str(book))
    )


_KINDS = _("these are: .xlsx, .xlsm, .xls, .ods, .docx, .docm, .csv, .tsv, .txt, .md")


def _decided(session: Session, target: Target, data: bytes, choices: Choices) -> AnnexFile:
    """The annex, once every question is answered: by an option, or by the person at the terminal.

    Raises:
        InputError: nobody is there to answer, or the file cannot be read.
    """
    while True:
        try:
            read = read_annex_file(target.name, data, choices)
            if read.annex is None or not read.annex.questions:
                return read
            question = read.annex.questions[0]
        except UndecidedError as undecided:
            question = undecided.question
        except InputError as problem:
            raise named(target.name, problem) from None
        choices = choices.and_also(question.option, _answer(session, target, question))


def _answer(session: Session, target: Target, question: Question) -> str:
    """What a person at the terminal chooses.

    Raises:
        InputError: there is no terminal, or no answer.
    """
    if target.path is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise named(target.name, UndecidedError(question))
    lines = [session.say(question.asks)]
    for number, candidate in enumerate(question.candidates, 1):
        place = f" ({candidate.place})" if candidate.place else ""
        label = "" if candidate.label == candidate.value else f": {session.say(candidate.label)}"
        lines.append(f"  {number}  {candidate.value}{label}{place}")
    output.talk(*lines)
    while True:
        output.ask(session.say(_("number of your choice:")))
        typed = sys.stdin.readline()
        if not typed:
            raise named(target.name, UndecidedError(question))
        if typed.strip().isdecimal() and 1 <= int(typed) <= len(question.candidates):
            chosen = question.candidates[int(typed) - 1].value
            session.note(_("next time without asking: {option} {value}", option=question.flag, value=f'"{chosen}"'))
            return chosen


def _tables(session: Session, annex: AnnexReading, budget: Budget) -> Records:
    """What was understood, what to know about it, and what was not used."""
    columns = (Column("part", _("Understood")), Column("text", _("Text")), Column("place", _("Place")))
    parts = tuple(TableRow((part.label, part.text, _cell(part.place))) for part in annex.parts)
    tables = [
        Table("understood", columns, parts, title=_("What was understood")),
        budget_table(budget, crossfoot(budget)),
    ]
    if annex.remarks:
        told = (Column("place", _("Place")), Column("remark", _("Remark")))
        remarks = tuple(TableRow((_cell(remark.place), remark.message)) for remark in annex.remarks)
        tables.append(Table("remarks", told, remarks, title=_("What to know about it")))
    if annex.unused:
        unused = (Column("place", _("Place")), Column("text", _("Text")))
        shown = annex.unused if session.loudness > 0 else annex.unused[-MOST_UNUSED:]
        left = len(annex.unused) - len(shown)
        note = n_("{count} more row above; -v lists it", "{count} more rows above; -v lists them", left)
        rows = tuple(TableRow((str(row.first), row.text)) for row in shown)
        tables.append(Table("unused", unused, rows, title=_("What was not used"), notes=(note,) if left else ()))
    first, *more = tables
    return first, *more


def _cell(place: Place | None) -> str | None:
    return None if place is None else str(place)


def _notes(read: AnnexFile) -> Iterator[tuple[Loc, str]]:
    """The place of each figure of the table that is not part of a line; lines have their own."""
    budget: Tree = read.text.tree["budget"]
    for name in ("unit", "years", "totals", "total"):
        loc: Loc = ("budget", name)
        if name in budget:
            many = range(len(budget[name])) if isinstance(budget[name], tuple) else ()
            places = [place for index in many if (place := read.text.positions.at((*loc, index)))]
            single = read.text.positions.at(loc)
            yield loc, row_place(places) if places else str(single)


app = single(
    import_,
    formats=("yaml",),
    reads_annexes=True,
    help=N_("Turn the annex of a workbook, a Word document or a text into a plan file."),
    epilog=(
        "plan import phuluc2.xlsx -o plan.yaml\n\n"
        "plan import kehoach.docx --table 2 -o plan.yaml\n\nplan import phuluc2.txt --unit 'triệu đồng'\n\n"
        "plan import thuc-hien.xlsx --book so-kinh-phi.xlsx"
    ),
)
