"""Plans with reporting duties, written as shortly as a test can say them."""

from __future__ import annotations

from typing import Any

from cybercrime_plan.calc.deadlines import Occurrence, deadlines
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.data_file import shipped_days

__all__ = ["occurrences", "plan_with", "report", "shipped_days", "tree", "yearly"]


def tree(value: Any) -> Any:
    """What the reader would make of it: texts, tuples and mappings."""
    if isinstance(value, dict):
        return {key: tree(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(map(tree, value))
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None else str(value)


def plan_with(*reports: dict[str, Any], first: object = 2022, last: object = 2026, **more: Any) -> Plan:
    """A plan of some years with these reports."""
    return Plan.model_validate(
        tree(
            {
                "format": 1,
                "id": "thu",
                "revision": {"number": 1, "on": "2022-02-01"},
                "period": {"from": first, "to": last},
                "reports": list(reports),
                **more,
            }
        )
    )


def report(**fields: Any) -> dict[str, Any]:
    """A report of which only what matters is said."""
    return {"id": "bao-cao", "title": "Báo cáo", "kind": "periodic", **fields}


def yearly(month: object, day: int, bound: str = "before") -> dict[str, Any]:
    """A report due each year."""
    return report(bound=bound, rule={"freq": "yearly", "bymonth": month, "bymonthday": day})


def occurrences(*reports: dict[str, Any], days: WorkingDays | None = None, **plan: Any) -> tuple[Occurrence, ...]:
    """The occurrences of a plan with these reports, under the shipped table unless another is given."""
    return deadlines([plan_with(*reports, **plan)], days or shipped_days()).occurrences
