"""`plan diff`: two versions of one plan, compared by what they mean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cybercrime_plan import __version__
from cybercrime_plan.calc.diff.annexes import as_versions
from cybercrime_plan.calc.diff.classes import Gravity, Subject
from cybercrime_plan.calc.diff.comparison import CLASSES
from cybercrime_plan.calc.diff.comparison import diff as compare
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.jobs import Heard
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import (
    TROUBLE,
    VersionsInFolder,
    common_unit,
    one_target,
    paths_of,
    sound,
    two_folders,
    two_versions,
)
from cybercrime_plan.errors import PlanError, UsageError
from cybercrime_plan.findings import FigureRole
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.data_file import working_days
from cybercrime_plan.read.office import is_office_file
from cybercrime_plan.read.severities import severities
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.diff.words import CommitNamed, DiffReport, Version, document_name
from cybercrime_plan.render.formats import COMMON

if TYPE_CHECKING:
    from cybercrime_plan.render.diff.many import FolderReport, LogEntry

FORMATS = ("text", "side", *COMMON[1:])

FirstVersion = Annotated[
    str,
    typer.Argument(
        metavar="A", help=N_("A file, a folder, a plan id, REV:path of a git repository, or - for stdin.")
    ),
]
SecondVersion = Annotated[
    str | None,
    typer.Argument(metavar="[B]", help=N_("The other version; left out: A as last committed, and A as it is now.")),
]
Since = Annotated[str | None, typer.Option("--from", metavar="REV", help=N_("Compare A as it was at REV."))]
Until = Annotated[str | None, typer.Option("--to", metavar="REV", help=N_("Compare with A as it was at REV."))]
Staged = Annotated[bool, typer.Option("--staged", help=N_("Compare with A as it is staged for the next commit."))]
FailOn = Annotated[
    Gravity,
    typer.Option(
        "--fail-on", metavar="LEVEL", help=N_("Exit 1 only from this severity on: critical, major, minor or info.")
    ),
]
Only = Annotated[
    list[Subject] | None,
    typer.Option(
        "--only",
        metavar="SECTION",
        help=N_("Tell only this section: budget, deadlines, tasks, legal, identity, provenance or other."),
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CLASS", help=N_("Leave out a class of changes: its code, name or family.")),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help=N_("TOML with your own severities, under [diff.severities].")),
]


def diff(
    session: Session,
    a: FirstVersion,
    b: SecondVersion = None,
    since: Since = None,
    until: Until = None,
    staged: Staged = False,
    fail_on: FailOn = Gravity.INFO,
    only: Only = None,
    ignore: Ignore = None,
    config: Config = None,
) -> int:
    """Say what changed, by how much, how grave it is, and where it is written."""
    asked = _asked(session, config, only=only, ignore=ignore, fail_on=fail_on)
    folders = two_folders(session, a, b, since=since, until=until, staged=staged)
    if folders is not None:
        compared = _folders(asked, *folders)
        session.deliver(compared, paths_of((*folders[0].targets, *folders[1].targets)))
        if any(entry.trouble for entry in compared.entries):
            return TROUBLE
        return int(any(asked.fails(one.report) if one.report else not one.same for one in compared.entries))
    versions = two_versions(session, a, b, since=since, until=until, staged=staged)
    report = asked.report(*(_read(session, version) for version in versions))
    session.deliver(report, paths_of(versions))
    return int(asked.fails(report))


class PlanVersion(NamedTuple):
    """A version of a plan, read whole: what is refused would be left out of a comparison unnoticed."""

    plan: Plan
    version: Version
    is_annex: bool
    target: Target


def _read(session: Session, target: Target) -> PlanVersion:
    plan, loaded = sound(session, target)
    unused = tuple(one for one in loaded.figures if one.role is FigureRole.UNUSED)
    version = Version(loaded.file, loaded.sha256, loaded.positions, _commit(target), plan, unused)
    return PlanVersion(plan, version, is_office_file(target.name), target)


def _commit(target: Target) -> CommitNamed | None:
    commit = target.blob.commit() if target.blob else None
    return CommitNamed(*commit) if commit else None


class ComparisonAsked(NamedTuple):
    """How two versions are to be compared.

    Attributes:
        known: what is known of bodies that changed, beside the later version.
        typed: the options that narrow or re-weigh the comparison, as one could type them.
    """

    session: Session
    known: KnownBodies
    levels: Mapping[str, Gravity]
    only: Sequence[Subject] = ()
    ignored: Sequence[str] = ()
    fail_on: Gravity = Gravity.INFO
    typed: tuple[str, ...] = ()

    def report(self, first: PlanVersion, second: PlanVersion) -> DiffReport:
        """The comparison of two versions.

        Raises:
            UsageError: their money is in different currencies.
        """
        old, new = first.plan, second.plan
        if old.budget and new.budget:
            common_unit(((first.version.name, old.budget), (second.version.name, new.budget)))
        annexes = first.is_annex, second.is_annex
        if any(annexes):
            old, new = as_versions(old, new, annexes)
        comparison = compare(old, new, levels=self.levels, days=working_days(), bodies=self.known.of(second.target))
        asked = comparison.asked(self.only, self.ignored)
        as_of = self.session.as_of
        return DiffReport(asked, first.version, second.version, as_of, __version__, self.typed, annexes)

    def fails(self, report: DiffReport) -> bool:
        """Whether something differs from that severity on.

        What is not told because it was ignored counts; so do figures of an annex that could not be compared.
        """
        ignored_or_not = report.comparison.asked(self.only)
        unseen = report.unused_differ and self.fail_on is Gravity.INFO
        return unseen or any(change.level.rank <= self.fail_on.rank for change in ignored_or_not.changes)


def _asked(
    session: Session,
    config: Path | None,
    *,
    only: Sequence[Subject] | None,
    ignore: Sequence[str] | None,
    fail_on: Gravity,
) -> ComparisonAsked:
    """The comparison with its classes as they are written in the catalogue.

    Raises:
        UsageError: what is to be ignored is no class; it would otherwise seem to be left out and be told.
    """
    set_ = severities(config, CLASSES, [*Gravity])
    levels = {code: Gravity(level) for code, level in set_.items()}
    known = {word for kind in CLASSES.values() for word in (kind.code, kind.name, kind.family)}
    ignored = [word.upper() if word.upper() in known else word for word in ignore or ()]
    for word in ignored:
        if word not in known:
            raise UsageError(
                _("there is no class of changes {code}", code=word), _("for example: PRV102, place-changed, FRM")
            )
    typed = (
        *(f"--only {section}" for section in only or ()),
        *(f"--ignore {word}" for word in ignore or ()),
        *(f"{code}={level}" for code, level in sorted(levels.items())),
    )
    return ComparisonAsked(session, KnownBodies(session, None), levels, only or (), ignored, fail_on, typed)


def _folders(asked: ComparisonAsked, first: VersionsInFolder, second: VersionsInFolder) -> FolderReport:
    """Every plan of two folders, known by its id; then every annex, known by where it lies in them."""
    from cybercrime_plan.render.diff.many import FolderEntry, FolderReport

    old, new = _by_id(asked.session, first), _by_id(asked.session, second)
    entries = []
    for name in dict.fromkeys((*old, *new)):
        was, is_ = old.get(name), new.get(name)
        files = [one and one.version.name for one in (was, is_)]
        digests = was and was.version.sha256, is_ and is_.version.sha256
        entry = FolderEntry(name, files[0], files[1], None, digests)
        try:
            entries.append(replace(entry, report=asked.report(was, is_)) if was and is_ else entry)
        except PlanError as problem:
            entries.append(replace(entry, trouble=problem.message))
    for name in sorted({*first.annexes, *second.annexes}):
        before, after = first.annexes.get(name), second.annexes.get(name)
        digest, other = (one and hashlib.sha256(one.read()).hexdigest() for one in (before, after))
        entry = FolderEntry(name, before and before.name, after and after.name, None, (digest, other))
        if before and after and digest != other:
            # only now: a folder may hold letters that are no annex
            try:
                entry = replace(entry, report=asked.report(*(_read(asked.session, one) for one in (before, after))))
            except PlanError as problem:
                entry = replace(entry, trouble=problem.message)
        entries.append(entry)
    return FolderReport(first.name, second.name, tuple(entries), asked.session.as_of, __version__)


def _by_id(session: Session, folder: VersionsInFolder) -> dict[str, PlanVersion]:
    """The plans of a folder by the id each gives itself.

    Raises:
        UsageError: two of them are of one plan, so that it is not known which is meant.
    """
    found: dict[str, PlanVersion] = {}
    for read in (_read(session, target) for target in folder.plans):
        name = read.plan.id
        if name in found:
            files = f"{found[name].version.name}, {read.version.name}"
            raise UsageError(
                _("{folder} has {id} twice", folder=folder.name, id=name), _("they are: {files}", files=files)
            )
        found[name] = read
    return found


MOST_VERSIONS = 100
Most = Annotated[
    int, typer.Option("--most", metavar="N", min=1, help=N_("At most so many versions, the latest first."))
]
File = Annotated[str, typer.Argument(metavar="PLAN", help=N_("A plan file or an annex, or the id of a plan."))]


def log(session: Session, file: File, most: Most = MOST_VERSIONS) -> int:
    """Tell what each committed version of a plan changed."""
    from cybercrime_plan.read.git import history_of
    from cybercrime_plan.render.diff.many import LogReport

    now = one_target(session, file)
    if now.path is None:
        raise UsageError(_("{file} is not a file whose history can be asked for", file=file))
    path = now.path.absolute()
    blobs = history_of(path, most + 1)
    if not blobs:
        raise UsageError(_("no committed version of {file} is known", file=now.name), _("commit it first: git add"))
    versions = []
    for one in blobs:
        # as the file was named now, or by its path where it had another name
        name = now.name if one.path == blobs[0].path else one.path
        versions.append(Target(f"{one.revision[:12]}:{name}", explicit=True, path=None, blob=one))
    if now.read() != versions[0].read():
        versions.insert(0, now)
    told = tuple(_history(ComparisonAsked(session, KnownBodies(session, None), {}), versions))
    session.deliver(LogReport(now.name, told[:most], len(told) > most), [path])
    return 0


def _history(asked: ComparisonAsked, versions: Sequence[Target]) -> Iterator[LogEntry]:
    """Each version against the one before it, the latest first; why not, where one of them cannot be read."""
    from cybercrime_plan.render.diff.many import LogEntry

    # two entries tell of each version, the later and the earlier of two; how each annex was understood is not said
    read = lru_cache(maxsize=2)(partial(_read, Heard.of(asked.session)))
    for target, before in zip_longest(versions, versions[1:]):
        commit = _commit(target)
        try:
            version = read(target)
            if before is None:
                yield LogEntry(commit, document_name(version.plan), None)
            else:
                yield LogEntry(commit, None, asked.report(read(before), version))
        except PlanError as problem:
            yield LogEntry(commit, problem.message, None, readable=False)


app = single(
    diff,
    formats=FORMATS,
    reads_annexes=True,
    help=N_("Compare two versions of a plan: what changed, by how much, how grave, where it is written."),
    epilog="plan diff a.yaml b.yaml -o r.html\n\nplan diff a.yaml --from HEAD~1\n\nplan diff HEAD:a.yaml b.yaml\n\n"
    "plan diff lan1.xlsx lan2.xlsx\n\nplan diff plans --from HEAD~3\n\nplan diff HEAD~3:plans plans",
)

log_app = single(
    log,
    reads_annexes=True,
    help=N_("Tell what each committed version of a plan changed, the latest first."),
    epilog="plan log dong-thap\n\nplan log phuluc.xlsx",
)
