"""`plan diff`: two versions of one plan, compared by what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.calc.diff.annexes import as_versions
from cybercrime_plan.calc.diff.classes import Gravity, Subject
from cybercrime_plan.calc.diff.comparison import CLASSES
from cybercrime_plan.calc.diff.comparison import diff as compare
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import folder, one_target, paths_of, sound, two_versions
from cybercrime_plan.errors import PlanError, UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.bodies import bodies
from cybercrime_plan.read.git import history_of
from cybercrime_plan.read.office import is_office_file
from cybercrime_plan.read.severities import severities
from cybercrime_plan.read.working_days import working_days
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.diff.many import FolderEntry, FolderReport, LogEntry, LogReport
from cybercrime_plan.render.diff.words import CommitNamed, DiffReport, Version, document_name
from cybercrime_plan.render.formats import COMMON

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
    typer.Option("--fail-on", metavar="LEVEL", help=N_("Exit 1 only from this severity on: critical …")),
]
Only = Annotated[
    list[Subject] | None, typer.Option("--only", metavar="SECTION", help=N_("Tell only this section."))
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
    folders = (folder(session, a), folder(session, b)) if b is not None else (None, None)
    if folders[0] is not None and folders[1] is not None:
        compared = _folders(asked, (a, folders[0]), (str(b), folders[1]))
        session.deliver(compared, paths_of((*folders[0], *folders[1])))
        return int(any(entry.report is None or asked.fails(entry.report) for entry in compared.entries))
    if folders[0] is not None or folders[1] is not None:
        one, other = (a, b) if folders[0] is not None else (b, a)
        raise UsageError(
            _("{folder} is a folder and {file} is not", folder=one, file=other), _("name two folders, or two files")
        )
    versions = two_versions(session, a, b, since=since, until=until, staged=staged)
    report = asked.report(*versions)
    session.deliver(report, paths_of(versions))
    return int(asked.fails(report))


@dataclass(frozen=True)
class ComparisonAsked:
    """How two versions are to be compared.

    Attributes:
        typed: the options that narrow or re-weigh the comparison, as one could type them.
    """

    session: Session
    levels: Mapping[str, Gravity]
    only: Sequence[Subject] = ()
    ignored: Sequence[str] = ()
    fail_on: Gravity = Gravity.INFO
    typed: tuple[str, ...] = ()

    def report(self, first: Target, second: Target) -> DiffReport:
        """The comparison of two files.

        Raises:
            InvalidPlan: something in one is refused; it would be left out of the comparison unnoticed.
        """
        (old, was), (new, is_) = self._loaded(first), self._loaded(second)
        annexes = is_office_file(first.name), is_office_file(second.name)
        if any(annexes):
            old, new = as_versions(old, new, annexes)
        comparison = compare(old, new, levels=self.levels, days=working_days(), bodies=bodies())
        asked = comparison.asked(self.only, self.ignored)
        return DiffReport(asked, was, is_, self.session.as_of, __version__, self.typed, annexes)

    def fails(self, report: DiffReport) -> bool:
        """Whether something differs from that severity on; what is not told because it was ignored counts."""
        ignored_or_not = report.comparison.asked(self.only)
        return any(change.level.rank <= self.fail_on.rank for change in ignored_or_not.changes)

    def _loaded(self, target: Target) -> tuple[Plan, Version]:
        plan, loaded = sound(target)
        commit = target.blob.commit() if target.blob else None
        named = CommitNamed(*commit) if commit else None
        return plan, Version(loaded.file, loaded.sha256, loaded.positions, named, plan)


def _asked(
    session: Session,
    config: Path | None,
    *,
    only: Sequence[Subject] | None,
    ignore: Sequence[str] | None,
    fail_on: Gravity,
) -> ComparisonAsked:
    set_ = severities(config, CLASSES, [*Gravity])
    levels = {code: Gravity(level) for code, level in set_.items()}
    typed = (
        *(f"--only {section}" for section in only or ()),
        *(f"--ignore {word}" for word in ignore or ()),
        *(f"{code}={level}" for code, level in sorted(levels.items())),
    )
    return ComparisonAsked(session, levels, only or (), _known(ignore or ()), fail_on, typed)


_Folder = tuple[str, tuple[Target, ...]]
"""A folder as typed, and the plan files in it."""


def _folders(asked: ComparisonAsked, first: _Folder, second: _Folder) -> FolderReport:
    """Every plan of two folders, known by its id."""
    old, new = _by_id(first), _by_id(second)
    entries = []
    for name in dict.fromkeys((*old, *new)):
        (was, old_digest), (is_, new_digest) = old.get(name, (None, None)), new.get(name, (None, None))
        report = asked.report(was, is_) if was and is_ else None
        digests = (old_digest, new_digest)
        entries.append(FolderEntry(name, was and was.name, is_ and is_.name, report, digests))
    return FolderReport(first[0], second[0], tuple(entries), asked.session.as_of, __version__)


def _by_id(folder: _Folder) -> dict[str, tuple[Target, str]]:
    """The plan files of a folder with their SHA-256, by the id each gives itself.

    Raises:
        UsageError: two of them are of one plan, so that it is not known which is meant.
    """
    found: dict[str, tuple[Target, str]] = {}
    for target in folder[1]:
        plan, loaded = sound(target)
        if plan.id in found:
            raise UsageError(
                _("{folder} has {id} twice", folder=folder[0], id=plan.id),
                _("they are: {files}", files=f"{found[plan.id][0].name}, {target.name}"),
            )
        found[plan.id] = target, loaded.sha256
    return found


MOST_VERSIONS = 100
Most = Annotated[
    int, typer.Option("--most", metavar="N", min=1, help=N_("At most so many versions, the latest first."))
]
File = Annotated[str, typer.Argument(metavar="PLAN", help=N_("A plan file or an annex, or the id of a plan."))]


def log(session: Session, file: File, most: Most = MOST_VERSIONS) -> int:
    """Tell what each committed version of a plan changed."""
    now = one_target(session, file)
    if now.path is None:
        raise UsageError(_("{file} is not a file whose history can be asked for", file=file))
    path = now.path.absolute()
    blobs = history_of(path, most + 1)
    if not blobs:
        raise UsageError(_("no committed version of {file} is known", file=now.name), _("commit it first: git add"))
    versions = [Target(f"{one.revision[:12]}:{now.name}", explicit=True, path=None, blob=one) for one in blobs]
    asked = ComparisonAsked(session, {})
    told = [_uncommitted(asked, now, versions[0])]
    for version, before in zip_longest(versions[:most], versions[1:]):
        told.append(_version(asked, version, before) if version else None)
    report = LogReport(now.name, tuple(one for one in told if one), len(blobs) > most)
    session.deliver(report, [path])
    return 0


def _uncommitted(asked: ComparisonAsked, now: Target, last: Target) -> LogEntry | None:
    """The file as it is now, when it is not as it was last committed."""
    if last.blob is not None and now.read() == last.read():
        return None
    return _version(asked, now, last)


def _version(asked: ComparisonAsked, version: Target, before: Target | None) -> LogEntry:
    """One version against the one before; why not, where one of them cannot be read."""
    commit = version.blob.commit() if version.blob else None
    named = CommitNamed(*commit) if commit else None
    try:
        if before is None:
            plan, _loaded = sound(version)
            return LogEntry(named, document_name(plan), None)
        return LogEntry(named, None, asked.report(before, version))
    except PlanError as problem:
        return LogEntry(named, problem.message, None, readable=False)


def _known(ignored: Sequence[str]) -> list[str]:
    """The classes to leave out, as they are written in the catalogue.

    Raises:
        UsageError: one is no class; it would otherwise seem to be left out and be told.
    """
    known = {word for kind in CLASSES.values() for word in (kind.code, kind.name, kind.family)}
    meant = [word.upper() if word.upper() in known else word for word in ignored]
    for word in meant:
        if word not in known:
            raise UsageError(
                _("there is no class of changes {code}", code=word), _("for example: PRV102, place-changed, FRM")
            )
    return meant


app = single(
    diff,
    formats=FORMATS,
    help=N_("Compare two versions of a plan: what changed, by how much, how grave, where it is written."),
    epilog="plan diff a.yaml b.yaml -o r.html\n\nplan diff a.yaml --from HEAD~1\n\nplan diff HEAD:a.yaml b.yaml\n\n"
    "plan diff lan1.xlsx lan2.xlsx\n\nplan diff HEAD~3:plans plans",
)

log_app = single(
    log,
    help=N_("Tell what each committed version of a plan changed, the latest first."),
    epilog="plan log dong-thap\n\nplan log phuluc.xlsx",
)
