"""From what was typed to the files to read."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from cybercrime_plan.cli.jobs import FileTask, Heard, Said, T, Work, answers
from cybercrime_plan.cli.session import Session
from cybercrime_plan.errors import InputError, PlanError, UsageError
from cybercrime_plan.findings import Complaint, address
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import InvalidPlan, Loaded, load
from cybercrime_plan.read.office import PACKAGES, is_office_file
from cybercrime_plan.read.working_set import (
    SUFFIXES,
    Surroundings,
    Target,
    annexes_in,
    has_plans,
    is_revision,
    resolve,
)

if TYPE_CHECKING:
    from cybercrime_plan.cli.bodies import KnownBodies
    from cybercrime_plan.model.budget import Budget
    from cybercrime_plan.model.money import Unit
    from cybercrime_plan.read.git import Blob

TROUBLE = 2
"""The exit code when something could not be read, or nothing was checked."""
HEAD = "HEAD"
TargetPlan = tuple[Target, Plan]
Lacks = Callable[[str], Text]
COMPARABLE = (*SUFFIXES, *PACKAGES)
"""The endings of what is compared of two folders."""
TELLS_ITS_KIND = _("the name says what is read from -: --stdin-filename phu-luc.csv")
MANY = 50
"""From how many files on a person gets to see how far the work is."""


def surroundings(session: Session) -> Surroundings:
    """Where the command is called: its folder, the folder of the plans, standard input.

    Raises:
        InputError: the folder has been deleted.
    """
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise InputError(_("the folder in which this was called no longer exists")) from None
    return Surroundings(
        cwd=here,
        plans=session.plans,
        plan_dir=session.environment.get("PLAN_DIR") or None,
        stdin=sys.stdin.buffer,
        stdin_name=session.stdin_filename,
    )


def targets_of(session: Session, typed: Sequence[str] | None) -> tuple[Target, ...]:
    """The plan files meant; all plans of the working set when nothing was typed."""
    return plans_among(session, resolve(typed or (), surroundings(session)))


def tell_of_annexes(session: Session, typed: Sequence[str] | None) -> None:
    """Say of each folder that was named which annexes it is read without, where an annex would do as well."""
    here = surroundings(session).cwd
    for word in typed or ():
        files = annexes_in(here / word, word) if word and (here / word).is_dir() else ()
        if files:
            count = len(files)
            left = n_(
                "{count} file of Excel or Word is not read", "{count} files of Excel or Word are not read", count
            )
            told = _(
                "{folder}: {left}; name a file to have it read, such as {file}",
                folder=word,
                left=left,
                file=files[0],
            )
            session.note(told)


def plans_among(session: Session, found: Sequence[Target]) -> tuple[Target, ...]:
    """Those that were named, and those found in a folder that do not say they are something else than a plan.

    Raises:
        UsageError: nothing is left.
    """
    kinds = [(target, None if target.explicit else target.other_kind) for target in found]
    for target, kind in kinds:
        if kind and session.loudness > 0:
            session.note(_("{file}: no plan, but of the kind {kind}; left out", file=target.name, kind=kind))
    left = tuple(target for target, kind in kinds if kind is None)
    if found and not left:
        raise UsageError(_("there is no plan file among these"), _("a plan file has no kind at its head"))
    return left


def paths_of(targets: Iterable[Target]) -> list[Path]:
    """The files on disk among the targets, which a result must not replace."""
    return [target.path for target in targets if target.path is not None]


def one_target(session: Session, typed: str) -> Target:
    """The single file that was meant.

    Raises:
        UsageError: it means several plans.
    """
    found = resolve([typed], surroundings(session))
    if len(found) != 1:
        raise UsageError(
            _("{target} means {count} plans; one is needed here", target=typed, count=len(found)),
            _("name one: {files}", files=", ".join(target.name for target in found[:5])),
        )
    return found[0]


def sound(session: Session, target: Target, needed: Collection[str] | None = None) -> tuple[Plan, Loaded]:
    """The plan of a file in which nothing is refused, and how it was read; what is to be known of that is said.

    Args:
        needed: the sections that count; all when None.

    Raises:
        InvalidPlan: something in them is refused.
    """
    loaded = load(target.read(), target.name, session.choices)
    refused = loaded.findings if needed is None else loaded.unread.intersection(needed)
    if loaded.plan is None or refused:
        raise InvalidPlan(loaded.file, loaded.findings)
    note_remarks(session, loaded)
    return loaded.plan, loaded


def note_remarks(session: Session, loaded: Loaded) -> None:
    """Say how an annex was understood, where a person should know: a hidden row that is left out, a blank."""
    for remark in loaded.remarks:
        place = address(loaded.file, remark.place)
        session.note(_("{file}: {problem}", file=place, problem=remark.message), trouble=remark.grave)


def budget_of(plan: Plan) -> Budget:
    """The first table of money of a plan.

    Raises:
        UsageError: it has none.
    """
    if plan.budget is None:
        raise UsageError(_("{plan} has no budget", plan=plan.id))
    return plan.budget


def known_bodies(session: Session, register: str | None) -> KnownBodies:
    """What is known of the bodies of plans; loaded by those who ask for it alone.

    Args:
        register: the office's own file of bodies, or `none`.
    """
    from cybercrime_plan.cli.bodies import KnownBodies

    return KnownBodies(session, register)


def common_unit(budgets: Iterable[tuple[str, Budget]]) -> Unit:
    """The smallest unit of tables that are put beside each other, each with its file.

    Raises:
        UsageError: they are in several currencies.
    """
    (first, unit), *others = ((file, budget.unit) for file, budget in budgets)
    for file, other in others:
        if other.currency != unit.currency:
            raise UsageError(
                _("{file} is in {unit}, {other} in {currency}", file=first, unit=unit, other=file, currency=other),
                _("amounts of different currencies are not compared"),
            )
        unit = min(unit, other, key=lambda one: one.value)
    return unit


def as_typed(words: Iterable[str]) -> str:
    """What a person types after a command, in any shell: in quotes where a name has blanks."""
    return " ".join(f'"{word}"' if re.search(r"[\s&();']", word) else word for word in words)


def note_failing_sums(session: Session, file: str, budgets: Iterable[Budget]) -> None:
    """Say that what is shown of a file contradicts itself, where the command itself checks nothing."""
    from cybercrime_plan.calc.crossfoot import crossfoot

    if any(crossfoot(budget).fails for budget in budgets):
        message = _(
            "{file}: the sums of this budget do not agree; see plan budget check {typed}",
            file=file,
            typed=as_typed([file]),
        )
        session.note(message, trouble=True)


def note_further_tables(session: Session, plan: Plan) -> None:
    """Say that a command takes only the first table of money, where a plan has more."""
    if plan.budgets:
        names = tuple(table.called for table in plan.budgets)
        session.note(
            _("{plan}: only its first table of money is taken here, not {tables}", plan=plan.id, tables=names)
        )


def with_one_table(session: Session, plan: Plan) -> Plan:
    """The plan with the table of money that `--table` names; else with its first, and further ones are said.

    Raises:
        UsageError: it has no such table.
    """
    typed = session.choices.table
    if not plan.budgets:
        return plan
    if typed is None:
        note_further_tables(session, plan)
        session.note(_("another table: --table 2"))
        return plan
    tables = tuple(plan.tables())
    if not re.fullmatch("[0-9]{1,4}", typed) or not 1 <= int(typed) <= len(tables):
        raise UsageError(
            _("the plan {plan} has no table {number} of money", plan=plan.id, number=typed),
            _("--table takes a number from 1 to {count}", count=len(tables)),
        )
    return tables[int(typed) - 1].plan


def with_progress(session: Session, done: Iterator[T], total: int) -> Iterator[T]:
    """What is done for each file; of many, a person at a terminal sees how far the work is."""
    if total < MANY or session.loudness < 0 or not sys.stderr.isatty():
        yield from done
        return
    from rich.progress import track

    first = list(islice(done, 1))  # processes start before the thread that shows how far they are

    from cybercrime_plan.cli.terminal import console

    screen = console(colored=session.colored_on(sys.stderr), stderr=True)
    label = session.say(_("Reading plans"))
    yield from track(chain(first, done), label, total, console=screen, transient=True)


class FilesRead:
    """The files that were meant, read one by one; trouble with one does not stop the others.

    Attributes:
        targets: those files.
        code: 2 when one could not be read, or was named and is not what was asked for; else 0.
        stopped: why nothing was made of a file, a question that it leaves open too; by its name.
    """

    def __init__(self, session: Session, typed: Sequence[str] | None) -> None:
        self.session = session
        self.targets = targets_of(session, typed)
        self.code = 0
        self.stopped: dict[str, Complaint] = {}

    def loaded(self) -> Iterator[tuple[Target, Loaded]]:
        """Each file that can be read at all."""
        for target in with_progress(self.session, iter(self.targets), len(self.targets)):
            try:
                loaded = load(target.read(), target.name, self.session.choices)
            except InputError as problem:
                self.trouble(problem)
            else:
                yield target, loaded

    def of_each(self, work: Work[T]) -> Iterator[T]:
        """What a work makes of each file that can be read at all, by several processes where that pays.

        Raises:
            InputError: what all files share cannot be read.
        """
        once: list[Said] = []
        done = answers(FileTask(work, self.session), self.targets)
        for target, answer in zip(self.targets, with_progress(self.session, done, len(self.targets)), strict=True):
            for said in answer.said:
                if said not in once:
                    said.again(self.session)
                once += [said] if said.kind == "once" else []
            if answer.stop is not None:
                raise InputError(answer.stop.message, answer.stop.hint)
            self.code = max(self.code, answer.code)
            if answer.value is not None:
                yield answer.value
            elif why := next((said for said in answer.said if said.kind == "complaint"), None):
                self.stopped[target.name] = Complaint(why.message, hint=why.hint)

    def plans(self, needed: Collection[str], has: Callable[[Plan], object], lacks: Lacks) -> Iterator[TargetPlan]:
        """Each plan that has what is asked for.

        Args:
            needed: the sections that have to be sound.
            lacks: says of a file that its plan has nothing of the kind.
        """
        for target, loaded in self.loaded():
            heard = Heard.of(self.session)
            plan = plan_with(heard, target, loaded, needed, has, lacks)
            for said in heard.said:
                said.again(self.session)
            self.code = max(self.code, *heard.codes)
            if plan is not None:
                yield target, plan

    def trouble(self, problem: PlanError) -> None:
        """Say what is wrong with one file and go on."""
        self.session.complain(problem)
        self.code = TROUBLE


def plan_with(
    session: Heard,
    target: Target,
    loaded: Loaded,
    needed: Collection[str],
    has: Callable[[Plan], object],
    lacks: Lacks,
) -> Plan | None:
    """The plan of a file that was read, when it has what is asked for; else None, and it is said why.

    Args:
        needed: the sections that have to be sound.
        lacks: says of a file that its plan has nothing of the kind.
    """
    plan = loaded.plan
    if plan is None or loaded.unread.intersection(needed):
        session.complain(InvalidPlan(loaded.file, loaded.findings))
        session.worse(TROUBLE)
        return None
    if has(plan):
        return plan
    session.note(lacks(target.name), trouble=target.explicit)
    session.worse(TROUBLE if target.explicit else 0)
    return None


class VersionsInFolder(NamedTuple):
    """A folder as it was named.

    Attributes:
        plans: the plan files in it and below.
        annexes: its files of Excel and Word, by where they lie in it.
    """

    name: str
    plans: tuple[Target, ...]
    annexes: Mapping[str, Target]

    @property
    def targets(self) -> tuple[Target, ...]:
        """All of them."""
        return (*self.plans, *self.annexes.values())


def folder(session: Session, typed: str) -> VersionsInFolder | None:
    """The plan files and annexes of a folder on disk, or at a revision (`REV:folder`); None when it is no folder.

    Raises:
        UsageError: the folder has neither.
    """
    around = surroundings(session)
    path = around.cwd / typed
    if path.is_dir():
        found = [Target(name, explicit=False, path=around.cwd / name) for name in annexes_in(path, typed)]
        annexes = {PurePath(target.name).relative_to(typed).as_posix(): target for target in found}
        plans = () if annexes and not has_plans(path) else resolve([typed], around)
        return VersionsInFolder(typed, plans_among(session, plans), annexes)
    if not is_revision(typed) or path.exists():
        return None
    from cybercrime_plan.read.git import blob

    kept = blob(typed, around.cwd)
    files = kept.files(COMPARABLE)
    return None if files is None else _kept(session, kept, files, typed)


def _kept(session: Session, kept: Blob, files: Sequence[Blob], shown: str) -> VersionsInFolder:
    """The same of a folder as git keeps it.

    Raises:
        UsageError: the folder has neither.
    """
    if not files:
        raise UsageError(_("there is no plan file in {folder}", folder=shown), _("plan files end in .yaml or .yml"))
    plans, annexes = [], {}
    for file in files:
        inside = file.path.removeprefix(f"{kept.path.rstrip('/')}/")
        target = Target(f"{shown.rstrip('/')}/{inside}", explicit=False, path=None, blob=file)
        if is_office_file(inside):
            annexes[inside] = target
        else:
            plans.append(target)
    return VersionsInFolder(shown, plans_among(session, plans), annexes)


def two_folders(
    session: Session, a: str, b: str | None, *, since: str | None, until: str | None, staged: bool
) -> tuple[VersionsInFolder, VersionsInFolder] | None:
    """Two folders named, or one at two moments; None when what is named is no folder.

    Raises:
        UsageError: only one of the two is a folder; a moment of a folder that has no history; two ends where one is
            meant.
    """
    first = folder(session, a)
    second = folder(session, b) if b is not None else None
    if first is None and second is None:
        return None
    if b is None:
        path = (surroundings(session).cwd / a).absolute()
        if first is None or not path.is_dir():
            raise UsageError(_("{folder} is not a folder whose history can be asked for", folder=a))
        later = _later(until, staged=staged)
        now = first if later is None else _folder_at(session, path, a, later)
        return _folder_at(session, path, a, since or HEAD), now
    if first is None or second is None:
        one, other = (a, b) if first is not None else (b, a)
        raise UsageError(
            _("{folder} is a folder and {file} is not", folder=one, file=other), _("name two folders, or two files")
        )
    if since is not None or until is not None or staged:
        raise UsageError(
            _("--from, --to and --staged choose versions of one folder, and two are named"),
            _("name one folder, or write REV:path"),
        )
    return first, second


def _folder_at(session: Session, path: Path, name: str, revision: str) -> VersionsInFolder:
    from cybercrime_plan.read.git import blob_of

    kept = blob_of(path, revision)
    return _kept(session, kept, kept.files(COMPARABLE) or (), f"{revision}:{name}")


def _later(until: str | None, *, staged: bool) -> str | None:
    """The second moment that is named; None for now.

    Raises:
        UsageError: two are.
    """
    if until is not None and staged:
        raise UsageError(_("--to and --staged both name the second side"), _("leave one of them out"))
    if not staged:
        return until
    from cybercrime_plan.read.git import STAGED

    return STAGED


def two_versions(
    session: Session, a: str, b: str | None, *, since: str | None, until: str | None, staged: bool
) -> tuple[Target, Target]:
    """The two files named; or one file at two moments: `since` (HEAD when None), and `until`, as staged, or now.

    Raises:
        UsageError: a name means several files; a moment of a file that has no history; two ends where one is meant.
    """
    if b is not None and (since is not None or until is not None or staged):
        raise UsageError(
            _("--from, --to and --staged choose versions of one file, and two are named"),
            _("name one file, or write REV:path"),
        )
    if a == b == "-":
        raise UsageError(_("standard input can be one side only"))
    second = _later(until, staged=staged)
    first = one_target(session, a)
    if b is not None:
        return first, one_target(session, b)
    if first.path is None:
        raise UsageError(_("{file} is not a file whose history can be asked for", file=a))
    return _at(first, first.path, since or HEAD), first if second is None else _at(first, first.path, second)


def _at(now: Target, path: Path, revision: str) -> Target:
    from cybercrime_plan.read.git import blob_of

    name = f"{revision}:{now.name}"
    return Target(name, explicit=True, path=None, blob=blob_of(path.absolute(), revision))
