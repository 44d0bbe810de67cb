"""`plan check`: every rule."""

from __future__ import annotations

from cybercrime_plan.cli import options
from cybercrime_plan.cli.checking import FORMATS
from cybercrime_plan.cli.checking import check as check_targets
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.language import N_


def check(
    session: Session,
    targets: options.Targets = None,
    strict: options.Strict = False,
    excel: options.Excel = False,
) -> int:
    """Run every rule on the targets."""
    return check_targets(session, targets, None, strict=strict, excel=excel)


app = single(
    check,
    formats=FORMATS,
    help=N_("Check everything: money, sources, identity, law, reports, tasks, statistics."),
    epilog=N_("plan check\n\nplan check dong-thap --lang vi\n\nplan check plans -f sarif -o findings.sarif"),
)
