"""The page behind `plan budget show`; loaded only when one is shown."""

from __future__ import annotations

import sys

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.targets import one_plan
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Unit, unit_of
from cybercrime_plan.render.budget import BudgetResult, Side, budget_chart, budget_table
from cybercrime_plan.render.table import Page, Part


def show_budget(session: Session, target: str, by: str, unit: str | None, *, words: bool, chart: bool) -> None:
    """Deliver the budget of one plan.

    Args:
        by: line, year or source.
        unit: the printed name of a unit of money; the table's own when None.
    """
    plan, source = one_plan(session, target)
    if plan.budget is None:
        raise UsageError(_("{plan} has no budget", plan=plan.id))
    footing = crossfoot(plan.budget)
    side, shown = Side(by), _unit(unit)
    table = budget_table(plan.budget, footing, side, shown, words=words)
    parts: list[Part] = [table]
    if chart:
        plain = not _writes_blocks()
        parts.append(budget_chart(plan.budget, footing, session.language, side, shown, ascii_only=plain))
    page = Page(tuple(parts), title=plan.title)
    session.deliver(BudgetResult(plan.id, plan.budget, footing, page, table), [source.path] if source.path else [])


def _unit(name: str | None) -> Unit | None:
    if name is None:
        return None
    unit = unit_of(name)
    if unit is None:
        raise UsageError(
            _("{unit} is not a unit of money", unit=name), _("one of: đồng, nghìn đồng, triệu đồng, tỷ đồng")
        )
    return unit


def _writes_blocks() -> bool:
    """Whether the screen can show block characters; a file always can."""
    try:
        "█▏".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
