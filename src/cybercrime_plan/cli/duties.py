"""What the deadline commands share: their filters, and the plans with duties among the targets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from pydantic_core import PydanticCustomError

from cybercrime_plan.calc.assignments import Registry
from cybercrime_plan.calc.deadlines import Schedule, Selection, deadlines
from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.targets import targets_of, with_progress
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.dates import PartialDate, parse_date
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import InvalidPlan, load
from cybercrime_plan.read.working_days import working_days
from cybercrime_plan.read.working_set import Target

TROUBLE = 2
_SHOWN = 20
CALENDAR_FORMATS = ("ics", "csv", "html", "markdown")
_NEEDED = frozenset({"id", "reports", "period", "agencies", "revision"})
"""The sections of a plan file that deadlines rest on."""

Year = Annotated[int | None, typer.Option("--year", metavar="YEAR", help=N_("Only targets in that year."))]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help=N_("Only targets from DATE on (2026, 2026-06, 2026-06-01).")),
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help=N_("Only targets up to DATE, itself included."))
]
Within = Annotated[
    str | None,
    typer.Option("--within", metavar="DAYS", help=N_("Only what is not past and at most DAYS ahead: 30d.")),
]
Past = Annotated[bool, typer.Option("--past", help=N_("Only what is past."))]
Agency = Annotated[
    str | None,
    typer.Option(
        "--agency", metavar="TEXT", help=N_("Only what an agency reports: its id, or a piece of its name.")
    ),
]
Report = Annotated[str | None, typer.Option("--report", metavar="ID", help=N_("Only the report of that id."))]
OwnDays = Annotated[
    Path | None,
    typer.Option(
        "--working-days", metavar="FILE", help=N_("An office's own table of days off, over the one we know.")
    ),
]


@dataclass(frozen=True)
class Duties:
    """The plans that have duties, and all their deadlines.

    Attributes:
        inputs: the files they were read from.
        code: 2 when a target could not be read, else 0.
    """

    plans: tuple[Plan, ...]
    schedule: Schedule
    inputs: tuple[Path, ...]
    code: int


def duties_of(session: Session, typed: Sequence[str] | None, own_days: Path | None) -> Duties:
    """Read the targets; trouble with one does not stop the others.

    Of a plan that is there in several revisions the highest counts.

    Raises:
        UsageError: no target has a duty to report; two files are the same revision of one plan.
        InputError: the office's own table of working days cannot be read.
    """
    days = working_days(own_days)
    code = 0
    found: list[tuple[Target, Plan]] = []
    for target in with_progress(session, targets_of(session, typed)):
        try:
            plan = _sound_plan(target)
        except (InputError, InvalidPlan) as problem:
            session.complain(problem)
            code = TROUBLE
        else:
            if plan.reports:
                found.append((target, plan))
            else:
                session.note(_("{file}: the plan has no duty to report", file=target.name), trouble=target.explicit)
                code = max(code, TROUBLE if target.explicit else 0)
    current = _current(found, session)
    if not current and code == 0:
        raise UsageError(_("none of these plans has a duty to report"))
    plans = tuple(plan for _target, plan in current)
    inputs = tuple(target.path for target, _plan in current if target.path)
    return Duties(plans, deadlines(plans, days), inputs, code)


def _sound_plan(target: Target) -> Plan:
    loaded = load(target.read(), target.name)
    if loaded.plan is None or loaded.unread & _NEEDED:
        raise InvalidPlan(loaded.file, loaded.findings)
    return loaded.plan


def _current(found: list[tuple[Target, Plan]], session: Session) -> list[tuple[Target, Plan]]:
    """The highest revision of each plan, in the order read."""
    latest: dict[str, tuple[Target, Plan]] = {}
    for target, plan in found:
        other = latest.get(plan.id)
        if other is None:
            latest[plan.id] = (target, plan)
            continue
        if _number(other[1]) == _number(plan):
            raise UsageError(
                _(
                    "{first} and {second} are the same revision of {plan}",
                    first=other[0].name,
                    second=target.name,
                    plan=plan.id,
                ),
                _("name the one that is meant"),
            )
        older, newer = sorted((other, (target, plan)), key=lambda pair: _number(pair[1]))
        session.note(_("{file}: an earlier revision of {plan}, left out", file=older[0].name, plan=plan.id))
        latest[plan.id] = newer
    return list(latest.values())


def _number(plan: Plan) -> int:
    return plan.revision.number if plan.revision else 0


@dataclass(frozen=True)
class Asked:
    """The filters as typed."""

    year: int | None = None
    first: str | None = None
    last: str | None = None
    within: str | None = None
    past: bool = False
    agency: str | None = None
    report: str | None = None

    @property
    def by_day(self) -> bool:
        """Whether any filter looks at days."""
        return self.past or any(value is not None for value in (self.year, self.first, self.last, self.within))

    def selection(self, plans: Sequence[Plan]) -> Selection:
        """What they mean for these plans.

        Raises:
            UsageError: a date that is none, a year together with dates, an unknown agency or report.
        """
        if self.year is not None and (self.first is not None or self.last is not None):
            raise UsageError(_("--year goes without --from and --to"))
        first = _date("--from", self.first) if self.year is None else _year(self.year)
        last = _date("--to", self.last) if self.year is None else first
        return Selection(
            first=first.first if first else None,
            last=last.last if last else None,
            within=_days(self.within),
            past=self.past,
            agencies=agencies_named(self.agency, plans),
            reports=_reports(self.report, plans),
        )


def _year(year: int) -> PartialDate:
    return _parsed("--year", str(year))


def _date(option: str, text: str | None) -> PartialDate | None:
    return None if text is None else _parsed(option, text)


def _parsed(option: str, text: str) -> PartialDate:
    try:
        return parse_date(text)
    except PydanticCustomError:
        raise UsageError(
            _("{option} {text} is not a date", option=option, text=text),
            _("write it as 2026, 2026-06 or 2026-06-01"),
        ) from None


def _days(text: str | None) -> int | None:
    if text is None:
        return None
    match = re.fullmatch(r"([0-9]{1,5})d", text)
    if match is None:
        raise UsageError(_("--within {text} is not a number of days", text=text), _("write it as 30d"))
    return int(match[1])


def agencies_named(text: str | None, plans: Sequence[Plan]) -> dict[str, frozenset[str]] | None:
    """The ids meant in each plan by what was typed; None when nothing was.

    Raises:
        UsageError: no plan knows such an agency.
    """
    if text is None:
        return None
    found = {plan.id: frozenset(agency.id for agency in Registry(plan).called(text)) for plan in plans}
    if not any(found.values()):
        known = (agency.id for plan in plans for agency in plan.agencies)
        raise UsageError(_("no plan here knows an agency {text}", text=text), _one_of(known))
    return found


def _reports(text: str | None, plans: Sequence[Plan]) -> frozenset[str] | None:
    if text is None:
        return None
    known = [report.id for plan in plans for report in plan.reports]
    if text not in known:
        raise UsageError(_("no plan here has a report {text}", text=text), _one_of(known))
    return frozenset({text})


def _one_of(names: Iterable[str]) -> Text:
    known = list(dict.fromkeys(names))
    more = ["…"] if len(known) > _SHOWN else []
    return _("one of: {names}", names=", ".join([*known[:_SHOWN], *more]))
