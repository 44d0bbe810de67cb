"""Keep, check, schedule and compare the action plans of a provincial office.

The program is also a library, typed, and loads no terminal library:

    >>> from datetime import date
    >>> from cybercrime_plan import Money, Severity, check, load, load_plan
    >>> plan = load_plan("plans/dong-thap-2022-2026.yaml")
    >>> plan.budget.total == Money(7_150_000_000)
    True
    >>> [str(finding.complaint.message) for finding in check(plan, as_of=date(2026, 6, 1), families={"BUD"})]
    []
    >>> from cybercrime_plan import deadlines, working_days
    >>> [str(one.target) for one in deadlines([plan], working_days()).occurrences if one.target.year == 2026]
    ['2026-06-12', '2026-11-13']

What is read with `load` knows where its values are written, so every finding has its place:

    >>> text = '''
    ... format: 1
    ... id: vi-du
    ... budget:
    ...   unit: triệu đồng
    ...   years: [2026]
    ...   lines:
    ...     - {id: a, name: A, amounts: [100], total: 101}
    ...   totals: [100]
    ...   total: 100
    ... '''
    >>> loaded = load(text.encode(), name="vi-du.yaml")
    >>> [
    ...     (one.rule.code, str(one.place))
    ...     for one in check(loaded, as_of=date(2026, 6, 1))
    ...     if one.rule.severity is Severity.ERROR
    ... ]
    [('BUD102', '8:47')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cybercrime_plan.library import Finding as Finding
    from cybercrime_plan.library import InvalidPlan as InvalidPlan
    from cybercrime_plan.library import Loaded as Loaded
    from cybercrime_plan.library import Money as Money
    from cybercrime_plan.library import Plan as Plan
    from cybercrime_plan.library import Rule as Rule
    from cybercrime_plan.library import Severity as Severity
    from cybercrime_plan.library import apply as apply
    from cybercrime_plan.library import check as check
    from cybercrime_plan.library import deadlines as deadlines
    from cybercrime_plan.library import diff as diff
    from cybercrime_plan.library import fact_columns as fact_columns
    from cybercrime_plan.library import facts as facts
    from cybercrime_plan.library import invert as invert
    from cybercrime_plan.library import load as load
    from cybercrime_plan.library import load_plan as load_plan
    from cybercrime_plan.library import working_days as working_days

__version__ = "0.2.0"
__all__ = [
    "Finding",
    "InvalidPlan",
    "Loaded",
    "Money",
    "Plan",
    "Rule",
    "Severity",
    "__version__",
    "apply",
    "check",
    "deadlines",
    "diff",
    "fact_columns",
    "facts",
    "invert",
    "load",
    "load_plan",
    "working_days",
]


def __getattr__(name: str) -> object:
    """The library is loaded when something of it is first asked for; the command line does without."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from cybercrime_plan import library

    return getattr(library, name)
