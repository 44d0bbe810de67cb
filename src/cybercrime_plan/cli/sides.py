"""The two sides of a comparison, from what was typed."""

from __future__ import annotations

from pathlib import Path

from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.targets import surroundings
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import _
from cybercrime_plan.read.git import STAGED, blob_of
from cybercrime_plan.read.working_set import Target, resolve

HEAD = "HEAD"


def two_sides(session: Session, a: str, b: str | None) -> tuple[Target, Target]:
    """The two files named, or one file as it was last committed and as it is now.

    Raises:
        UsageError: a name means several files.
    """
    if b is None:
        return revisions_of(session, a, since=None, until=None, staged=False)
    if a == b == "-":
        raise UsageError(_("standard input can be one side only"))
    return _one(session, a), _one(session, b)


def revisions_of(
    session: Session, file: str, *, since: str | None, until: str | None, staged: bool
) -> tuple[Target, Target]:
    """One file at two moments: at `since` (HEAD when None), and at `until`, as staged, or as it is now.

    Raises:
        UsageError: it is no file on disk, or two ends are given where one is meant.
    """
    if until is not None and staged:
        raise UsageError(_("--to and --staged both name the second side"), _("leave one of them out"))
    now = _one(session, file)
    if now.path is None:
        raise UsageError(_("{file} is not a file whose history can be asked for", file=file))
    second = STAGED if staged else until
    return _at(now, now.path, since or HEAD), now if second is None else _at(now, now.path, second)


def _at(now: Target, path: Path, revision: str) -> Target:
    name = f"{revision}:{now.name}"
    return Target(name, explicit=True, path=None, blob=blob_of(path.absolute(), revision))


def _one(session: Session, typed: str) -> Target:
    found = resolve([typed], surroundings(session))
    if len(found) != 1:
        raise UsageError(
            _("{target} means {count} plans; one is needed here", target=typed, count=len(found)),
            _("name one: {files}", files=", ".join(target.name for target in found[:5])),
        )
    return found[0]
