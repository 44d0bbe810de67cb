"""`plan rules`, `plan explain CODE`, `plan schema`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from cybercrime_plan.calc.diff.comparison import CLASSES
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Rule
from cybercrime_plan.language import N_, _
from cybercrime_plan.refusals import CALENDAR, REGISTER, REISSUED, refusals
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.rules import class_explanation, explanation, rule_list
from cybercrime_plan.rules import execution, run, transcription


def all_rules() -> tuple[Rule, ...]:
    """Every rule there is: of the reader, of checks, of plans against sources, of books, of calendars."""
    return (*refusals(), *run.rules(), *transcription.RULES, *REGISTER, *execution.rules(), *CALENDAR, *REISSUED)


def _codes(incomplete: str) -> list[str]:
    codes = (*(rule.code for rule in all_rules()), *CLASSES)
    return [code for code in codes if code.startswith(incomplete.upper())]


def rules(session: Session) -> int:
    """Show every rule."""
    session.deliver(PageResult.of(rule_list(all_rules())))
    return 0


def explain(
    session: Session,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help=N_("Code or name of a rule or a class of changes: BUD101."), autocompletion=_codes
        ),
    ],
) -> int:
    """Show the doc of one rule, or of one class of changes."""
    rule = next((rule for rule in all_rules() if code.upper() == rule.code or code == rule.name), None)
    kind = next((kind for kind in CLASSES.values() if code.upper() == kind.code or code == kind.name), None)
    if rule is not None:
        session.deliver(explanation(rule))
    elif kind is not None:
        session.deliver(class_explanation(kind))
    elif code.upper() in run.RETIRED:
        now = ", ".join(run.RETIRED[code.upper()])
        raise UsageError(_("{code} is retired", code=code.upper()), _("what it said is said by {codes}", codes=now))
    else:
        close = get_close_matches(code.upper(), _codes(""), n=3)
        hint = _("did you mean {codes}?", codes=", ".join(close)) if close else _("see: plan rules")
        raise UsageError(_("there is no rule {code}", code=code), hint)
    return 0


def schema(session: Session) -> int:
    """Print the JSON Schema of the plan file."""
    from cybercrime_plan.model.schema import schema as plan_schema
    from cybercrime_plan.render.plan_file import SchemaResult

    session.deliver(SchemaResult(plan_schema()))
    return 0


rules_app = single(
    rules,
    reads_plans=False,
    help=N_("List every rule: code, name, severity, what is wrong."),
    epilog="plan rules\n\nplan rules -o quy-tac.html",
)
explain_app = single(
    explain,
    reads_plans=False,
    help=N_("Explain one rule, or one class of changes: what it says, what to do."),
    epilog="plan explain BUD101",
)
schema_app = single(
    schema,
    formats=("json",),
    reads_plans=False,
    help=N_("Print the JSON Schema of the plan file."),
    epilog="plan schema -o plan.schema.json",
)
