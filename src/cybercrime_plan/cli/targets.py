"""From what was typed to the files to read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cybercrime_plan.cli.session import Session
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.language import _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import InvalidPlan, load
from cybercrime_plan.read.working_set import Surroundings, Target, resolve

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
    """The files meant; all plans of the working set when nothing was typed."""
    return resolve(typed or (), surroundings(session))


def with_progress(session: Session, targets: Sequence[Target]) -> Iterator[Target]:
    """The targets one by one; of many, a person at a terminal sees how far the work is."""
    if len(targets) < MANY or session.loudness < 0 or not sys.stderr.isatty():
        yield from targets
        return
    from rich.progress import track

    from cybercrime_plan.cli.terminal import console

    screen = console(colored=session.colored_on(sys.stderr), stderr=True)
    label = session.say(_("Reading plans"))
    yield from track(targets, label, console=screen, transient=True)


def one_plan(session: Session, typed: str) -> tuple[Plan, Target]:
    """The single sound plan a target means.

    Raises:
        UsageError: it means several.
        InvalidPlan: something in the file is refused.
    """
    found = targets_of(session, [typed])
    if len(found) != 1:
        raise UsageError(
            _("{target} means {count} plans; one is needed here", target=typed, count=len(found)),
            _("name one: {files}", files=", ".join(target.name for target in found[:5])),
        )
    loaded = load(found[0].read(), found[0].name)
    if loaded.findings or loaded.plan is None:
        raise InvalidPlan(loaded.file, loaded.findings)
    return loaded.plan, found[0]
