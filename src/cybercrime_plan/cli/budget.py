"""`plan budget check` and `plan budget show`."""

from __future__ import annotations

from cybercrime_plan.cli import options
from cybercrime_plan.cli.checking import BUDGET_FAMILIES, FORMATS
from cybercrime_plan.cli.checking import check as check_targets
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.language import N_

app = noun(help=N_("The budget: check its sums, show it by line, year or source."))


def check(
    session: Session,
    targets: options.Targets = None,
    strict: options.Strict = False,
    excel: options.Excel = False,
) -> int:
    """Run the rules of the budget on the targets."""
    return check_targets(session, targets, BUDGET_FAMILIES, strict=strict, excel=excel)


app.command(
    "check",
    help=N_("Check that every line, year and total of a budget agrees, and where it does not."),
    epilog=N_(
        "plan budget check\n\nplan budget check annex.yaml\n\nplan budget check plans -f json -o result.json"
    ),
)(command(check, formats=FORMATS))
