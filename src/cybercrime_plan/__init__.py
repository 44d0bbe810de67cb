"""Keep, check, schedule and compare the action plans of a provincial office.

The program is also a library, and loads no terminal library:

    >>> from datetime import date
    >>> from cybercrime_plan import check, load_plan
    >>> plan = load_plan("plans/dong-thap-2022-2026.yaml")
    >>> [str(finding.complaint.message) for finding in check(plan, as_of=date(2026, 6, 1), families={"BUD"})]
    []
    >>> from cybercrime_plan import deadlines, working_days
    >>> [str(one.target) for one in deadlines([plan], working_days()).occurrences if one.target.year == 2026]
    ['2026-06-12', '2026-11-13']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cybercrime_plan.calc.deadlines import deadlines as deadlines
    from cybercrime_plan.calc.diff.comparison import apply as apply
    from cybercrime_plan.calc.diff.comparison import diff as diff
    from cybercrime_plan.calc.diff.comparison import invert as invert
    from cybercrime_plan.read.load import load_plan as load_plan
    from cybercrime_plan.read.working_days import working_days as working_days
    from cybercrime_plan.rules.run import check as check

__version__ = "0.2.0"
__all__ = ["__version__", "apply", "check", "deadlines", "diff", "invert", "load_plan", "working_days"]

_ROOMS = {
    "check": "cybercrime_plan.rules.run",
    "apply": "cybercrime_plan.calc.diff.comparison",
    "deadlines": "cybercrime_plan.calc.deadlines",
    "diff": "cybercrime_plan.calc.diff.comparison",
    "invert": "cybercrime_plan.calc.diff.comparison",
    "load_plan": "cybercrime_plan.read.load",
    "working_days": "cybercrime_plan.read.working_days",
}


def __getattr__(name: str) -> object:
    """Each function from its own room, when it is first asked for."""
    if name not in _ROOMS:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_ROOMS[name]), name)
