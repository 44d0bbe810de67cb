"""Keep, check, schedule and compare the action plans of a provincial office.

The program is also a library, and loads no terminal library:

    >>> from datetime import date
    >>> from cybercrime_plan import check, load_plan
    >>> plan = load_plan("plans/dong-thap-2022-2026.yaml")
    >>> [str(finding.complaint.message) for finding in check(plan, as_of=date(2026, 6, 1), families={"BUD"})]
    []
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cybercrime_plan.read.load import load_plan as load_plan
    from cybercrime_plan.rules.run import check as check

__version__ = "0.1.0"
__all__ = ["__version__", "check", "load_plan"]

_ROOMS = {"load_plan": "cybercrime_plan.read.load", "check": "cybercrime_plan.rules.run"}


def __getattr__(name: str) -> object:
    """Each function from its own room, when it is first asked for."""
    if name not in _ROOMS:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_ROOMS[name]), name)
