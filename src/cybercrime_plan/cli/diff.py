"""`plan diff`: two versions of one plan, compared by what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.calc.diff.annexes import as_versions
from cybercrime_plan.calc.diff.classes import Gravity, Subject
from cybercrime_plan.calc.diff.comparison import CLASSES
from cybercrime_plan.calc.diff.comparison import diff as compare
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import paths_of, sound, two_versions
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.office import is_office_file
from cybercrime_plan.read.severities import severities
from cybercrime_plan.read.working_days import working_days
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.diff.words import CommitNamed, DiffReport, Version
from cybercrime_plan.render.formats import COMMON

FORMATS = ("text", "side", *COMMON[1:])

FirstVersion = Annotated[
    str, typer.Argument(metavar="A", help=N_("A file, a plan id, REV:path of a git repository, or - for stdin."))
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
    versions = two_versions(session, a, b, since=since, until=until, staged=staged)
    set_ = severities(config, CLASSES, [*Gravity])
    levels = {code: Gravity(level) for code, level in set_.items()}
    (old, was), (new, is_) = map(_loaded, versions)
    annexes = is_office_file(versions[0].name), is_office_file(versions[1].name)
    if any(annexes):
        old, new = as_versions(old, new, annexes)
    comparison = compare(old, new, levels=levels, days=working_days())
    asked = comparison.asked(only or (), _known(ignore or ()))
    typed = (
        *(f"--only {section}" for section in only or ()),
        *(f"--ignore {word}" for word in ignore or ()),
        *(f"{code}={level}" for code, level in sorted(levels.items())),
    )
    session.deliver(DiffReport(asked, was, is_, session.as_of, __version__, typed, annexes), paths_of(versions))
    whether_ignored_or_not = comparison.asked(only or ())
    return int(any(change.level.rank <= fail_on.rank for change in whether_ignored_or_not.changes))


def _loaded(target: Target) -> tuple[Plan, Version]:
    """A sound plan and the file it stands in; what is refused would be left out of the comparison unnoticed."""
    plan, loaded = sound(target)
    commit = target.blob.commit() if target.blob else None
    named = CommitNamed(*commit) if commit else None
    return plan, Version(loaded.file, loaded.sha256, loaded.positions, named, plan)


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
    epilog="plan diff a.yaml b.yaml -o r.html\n\nplan diff a.yaml --from HEAD~1\n\nplan diff HEAD:a.yaml b.yaml",
)
