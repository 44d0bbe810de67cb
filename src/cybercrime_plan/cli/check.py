"""`plan check`: every rule."""

from __future__ import annotations

from typing import Annotated

import typer

from cybercrime_plan.cli import options
from cybercrime_plan.cli.checking import TROUBLE, Checker
from cybercrime_plan.cli.checking import check as check_targets
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import targets_of
from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Finding
from cybercrime_plan.language import N_, _
from cybercrime_plan.render.formats import OF_CHECKS

Write = Annotated[
    bool,
    typer.Option(
        "--write-acknowledgements",
        help=N_("Print acknowledgements of what is found, as YAML to paste into the plan and to give reasons in."),
    ),
]


def check(
    session: Session,
    targets: options.Targets = None,
    strict: options.Strict = False,
    write_acknowledgements: Write = False,
) -> int:
    """Run every rule on the targets."""
    if write_acknowledgements:
        return _write(session, targets)
    return check_targets(session, targets, None, strict=strict)


def _write(session: Session, typed: options.Targets) -> int:
    """The acknowledgements of every plan, each under the name of its file; no plan is ever changed."""
    from cybercrime_plan.render.acknowledgements import Acknowledgements
    from cybercrime_plan.rules.acknowledgements import acknowledgeable, figures_of

    if session.format != "text":
        raise UsageError(_("--write-acknowledgements writes YAML and goes without --format"))
    targets = targets_of(session, typed)
    checker = Checker(session, None, strict=False)
    written: list[tuple[str, list[tuple[Finding, tuple[str, ...]]]]] = []
    for plan in checker.plans(targets):
        found = [(one, figures_of(one.complaint)) for one in plan.open if acknowledgeable(one)]
        if found:
            written.append((plan.file, found))
        else:
            session.note(_("{file}: there is nothing to acknowledge", file=plan.file))
    session.deliver(
        Acknowledgements(tuple(written)), [target.path for target in targets if target.path is not None]
    )
    return checker.code if checker.code == TROUBLE else 0


app = single(
    check,
    formats=OF_CHECKS,
    help=N_("Check everything: money, sources, identity, law, reports, tasks, statistics."),
    epilog=N_("plan check\n\nplan check dong-thap --lang vi\n\nplan check plans -f sarif -o findings.sarif"),
)
