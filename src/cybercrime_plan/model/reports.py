"""Reporting duties: who reports to whom, by when, about which days, and what later orders changed.

The days a report covers are fixed, or return with every report as article 12 of Decree 09/2019/NĐ-CP prescribes for
periodic ones: a month from the 15th of the month before to the 14th, a year from 15 December to 14 December.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from cybercrime_plan.findings import Loc
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import (
    KEY,
    AgencyId,
    Code,
    Flag,
    Id,
    Label,
    Many,
    Name,
    Parsed,
    Part,
    Place,
    Words,
    matching,
    one_of,
    refuse,
)
from cybercrime_plan.model.dates import (
    MONTHS,
    AnyDate,
    Bound,
    ClockTime,
    Day,
    DueTerm,
    Instance,
    TimeOfDay,
    Window,
    day_of_month,
    month_after,
    whole_day,
)
from cybercrime_plan.model.identity import Period
from cybercrime_plan.model.recurrence import After, Frequency, Recurrence, day_number
from cybercrime_plan.model.working_days import WorkingDays

_YEAR_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class ReturningDay:
    """A day of the year; of every month, when `month` is None. Negative days count from the end of the month."""

    month: int | None
    day: int

    def __str__(self) -> str:
        return str(self.day) if self.month is None else f"{self.month:02d}-{self.day:02d}"

    def latest(self, not_after: date) -> date:
        """The last such day that is not after the given one."""
        return next(day for day in self._around(not_after, -1) if day <= not_after)

    def earliest(self, after: date) -> date:
        """The first such day after the given one."""
        return next(day for day in self._around(after, 1) if day > after)

    def _around(self, start: date, direction: int) -> list[date]:
        months = [month_after(start, direction * step) for step in range(MONTHS + 1)]
        return [day_of_month(year, month, self.day) for year, month in months if self.month in {None, month}]


def _data_day(value: Any) -> date | ReturningDay:
    match = re.fullmatch(_YEAR_DAY, value) if isinstance(value, str) else None
    if match:
        month, day = map(int, match.groups())
        if day_of_month(_LEAP_YEAR, month, day).day != day:
            raise refuse("SCH302", _("{text} does not exist in the calendar", text=value))
        return ReturningDay(month, day)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-.*", value):
        return whole_day(value)
    return ReturningDay(None, day_number(value))


DataDay = Annotated[
    date | ReturningDay,
    Parsed(
        _data_day,
        {
            "type": ["integer", "string"],
            "pattern": r"^([12][0-9]{3}-[0-9]{2}-[0-9]{2}|(0[1-9]|1[0-2])-[0-9]{2}|[1-9]|[12][0-9]|3[01]|-[1-9]"
            r"|-1[0-9]|-2[0-8])$",
        },
        date,
        ReturningDay,
    ),
]
"""A date; a day of the year, `12-15`; or a day of the month, `15`."""


def _way(day: date | ReturningDay) -> str:
    """In which of the three ways it is written."""
    if isinstance(day, date):
        return "date"
    return "day of the month" if day.month is None else "day of the year"


class DataWindow(Part):
    """From which day to which day, both included."""

    one_fact: ClassVar[bool] = True

    from_: DataDay = Field(
        alias="from",
        title=N_("from"),
        description=N_("the first day covered: a date, 12-15 of each year, or 15 of each month"),
    )
    to: DataDay = Field(title=N_("to"), description=N_("the last day covered, written in the same way"))

    @model_validator(mode="after")
    def _matches(self) -> Self:
        if _way(self.from_) != _way(self.to):
            raise refuse("SCH414", _("from and to are written differently"), at=("to",))
        if isinstance(self.from_, date) and isinstance(self.to, date) and self.from_ > self.to:
            raise refuse("SCH414", _("{to} is before {first}", to=self.to, first=self.from_), at=("to",))
        return self

    @property
    def fixed(self) -> bool:
        """Whether it is written with years."""
        return isinstance(self.from_, date)

    def window(self, due: date, months: int) -> Window:
        """The days covered by the report that is due on that day.

        The last one is the latest that is not after `due`; the first one lies within `months` before it.
        """
        if isinstance(self.from_, ReturningDay) and isinstance(self.to, ReturningDay):
            last = self.to.latest(due)
            year, month = month_after(last, -months)
            before = day_of_month(year, month, last.day)
            first = self.from_.earliest(before)
            # a month without the 31st: its last day stands for it and ends the days before, so these begin after it
            return Window(first if first <= last else before + timedelta(days=1), last)
        assert isinstance(self.from_, date) and isinstance(self.to, date)  # noqa: S101, PT018 - both are alike
        return Window(self.from_, self.to)


EVERY_AGENCY = "all"
"""In `from_whom`: every agency of the plan's registry."""


class Kind(Words):
    """What sort of report it is."""

    PERIODIC = "periodic", _("periodic")
    ONCE = "once", _("once")
    MID_TERM = "mid_term", _("mid-term")
    FINAL = "final", _("final")
    AD_HOC = "ad_hoc", _("when needed")
    """When something happens, or on request: never in a calendar."""


class Roll(Words):
    """Where the target goes when the due day is a day off. The due day itself stays."""

    PRECEDING = "preceding", _("the working day before")
    FOLLOWING = "following", _("the working day after")
    MODIFIED_PRECEDING = "modified_preceding", _("the working day before, within the month")
    """Preceding, unless that is another month: then following."""
    MODIFIED_FOLLOWING = "modified_following", _("the working day after, within the month")
    """Following, unless that is another month: then preceding."""
    NONE = "none", _("the day stays")


BoundName = Annotated[Bound, one_of(Bound)]

_SHOWN_KEYS = 12
_KEY = r"[12][0-9]{3}(-[0-9]{2}|-Q[1-4]|-H[12]|-W[0-9]{2})?"
_key = matching(
    _KEY,
    "SCH411",
    _("an occurrence is named by the month or period of its rule"),
    _("for example: 2026-06, 2026-Q4, 2026-H1, 2026, 2026-W07"),
)


class Override(Part):
    """An order that moves or cancels one occurrence. It keeps the name its rule gave it."""

    occurrence: Annotated[str, Parsed(_key, {"type": ["integer", "string"], "pattern": rf"^{_KEY}$"}), KEY] = Field(
        title=N_("occurrence"), description=N_("the occurrence it changes, by the name its rule gave it: 2026-06")
    )
    due: Day | None = Field(None, title=N_("due date"), description=N_("the date the order sets"))
    bound: BoundName | None = Field(
        None, title=N_("before or by"), description=N_("whether that day still counts; as before when left out")
    )
    time: TimeOfDay | None = Field(
        None,
        title=N_("time of day"),
        description=N_("the time of that day; that of the report when bound is left out too"),
    )
    cancelled: Flag = Field(default=False, title=N_("cancelled"), description=N_("the occurrence is dropped"))
    ordered_by: Code = Field(title=N_("ordering document"), description=N_("the document that orders it"))
    at: Place = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.due is None) is not self.cancelled:
            raise refuse(
                "SCH412", _("an override either sets another date or cancels"), _("due: a date, or cancelled: true")
            )
        if self.time and self.cancelled:
            raise refuse("SCH412", _("what is cancelled has no time of day"), at=("time",))
        return self


class Via(Part):
    """Through whom a report goes."""

    agency: AgencyId | None = Field(None, title=N_("agency"), description=N_("the agency that collects it"))
    email: Code | None = Field(None, title=N_("e-mail"), description=N_("the address it is sent to, as printed"))
    at: Place = None


class Report(Part):
    """A duty to report.

    At most one of `rule`, `after` and `due` gives its date. Without any it is undated: listed, never projected.
    """

    id: Id
    title: Name = Field(title=N_("title"))
    kind: Annotated[Kind, one_of(Kind)] = Field(
        title=N_("kind"), description=N_("periodic, once, mid_term, final, or ad_hoc: when something happens")
    )
    bound: BoundName | None = Field(
        None,
        title=N_("before or by"),
        description=N_("before (trước): the day itself is too late; by (chậm nhất, đến hết): it still counts"),
    )
    rule: Recurrence | None = Field(
        None, title=N_("when it returns"), description=N_("a date that returns, in the words of RFC 5545")
    )
    after: After | None = Field(
        None, title=N_("term after each period"), description=N_("a number of days after each period")
    )
    due: DueTerm | None = Field(
        None,
        title=N_("due date"),
        description=N_("a single date; of a month, quarter, half-year or year the last day is meant"),
    )
    roll: Annotated[Roll, one_of(Roll)] = Field(
        Roll.PRECEDING,
        title=N_("when the due day is a day off"),
        description=N_("where the target goes when the due day is a day off; the due day stays"),
    )
    time: TimeOfDay | None = Field(
        None,
        title=N_("time of day"),
        description=N_("the time on the day that is written (trước 15 giờ): that day then still counts"),
    )
    from_: AnyDate | None = Field(
        None,
        alias="from",
        title=N_("from"),
        description=N_("the first day on which it holds, when an amendment brought it; the plan's when left out"),
    )
    until: AnyDate | None = Field(
        None,
        title=N_("until"),
        description=N_("the last day on which it holds, when an amendment ended it; the plan's when left out"),
    )
    data: DataWindow | None = Field(None, title=N_("days covered"), description=N_("the days the report covers"))
    overrides: Many[Override] = Field(
        (), title=N_("order about one occurrence"), description=N_("orders that move or cancel one occurrence")
    )
    from_whom: Many[AgencyId] = Field((), title=N_("who reports"), description=N_("agencies by id, or all"))
    to: Many[AgencyId] = Field((), title=N_("to"), description=N_("to whom it is addressed"))
    via: Via | None = Field(None, title=N_("through"), description=N_("through whom it goes"))
    timing: Label | None = Field(None, title=N_("printed time"), description=N_("the time as printed"))
    at: Place = None

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        self._refuse_wrong_timing()
        self._refuse_wrong_bound()
        self._refuse_wrong_span()
        self._refuse_wrong_data()
        self._refuse_double_overrides()
        return self

    @property
    def dated(self) -> bool:
        """Whether it has dates at all."""
        return bool(self.rule or self.after or self.due)

    @property
    def effective_bound(self) -> Bound:
        """Its bound; a term in days, and a whole month or year, run to their last day."""
        return self.bound or Bound.BY

    @property
    def day_bound(self) -> Bound:
        """Whether the day that is written still counts: with a time of day it does, up to that time."""
        return Bound.BY if self.time else self.effective_bound

    @property
    def round(self) -> int:
        """After how many months it returns; twelve when it does not."""
        timing = self.rule or self.after
        return timing.round if timing else MONTHS

    def instances(self, within: Window, days: WorkingDays) -> Iterator[Instance]:
        """Each time it falls due by its rule while it holds, in order."""
        if self.due:
            yield Instance(self.due.key, self.due.last)
            return
        first = max(within.first, self.from_.first) if self.from_ else within.first
        last = min(within.last, self.until.last) if self.until else within.last
        if self.rule:
            yield from self.rule.instances(Window(first, last), self.day_bound, days)
        elif self.after:
            yield from self.after.instances(Window(first, last), days)

    def time_of(self, order: Override | None) -> ClockTime | None:
        """The time of day of an occurrence, under the order that moves it."""
        if order and (order.time or order.bound):
            return order.time
        return self.time

    def _refuse_wrong_timing(self) -> None:
        given = [name for name in ("rule", "after", "due") if getattr(self, name) is not None]
        if len(given) > 1:
            raise refuse("SCH406", _("only one of rule, after and due can give the date"), at=(given[1],))
        allowed = {Kind.PERIODIC: {"rule", "after"}, Kind.AD_HOC: set[str]()}.get(self.kind, {"due"})
        if given and given[0] not in allowed:
            raise refuse(
                "SCH406",
                _("a report of kind {kind} has no {field}", kind=self.kind, field=given[0]),
                _("periodic goes with rule or after; once, mid_term and final with due; ad_hoc has no date"),
                at=(given[0],),
            )
        if self.overrides and not given:
            raise refuse("SCH413", _("there is no date that could be overridden"), at=("overrides",))

    def _refuse_wrong_bound(self) -> None:
        whole_day = self.due is not None and self.due.first == self.due.last
        if self.bound is None and (self.rule or whole_day):
            raise refuse(
                "SCH407",
                _("whether the day itself still counts is not said"),
                _("bound: before (trước) or by (chậm nhất, đến hết, không quá)"),
            )
        if self.bound is Bound.BEFORE and not (self.rule or self.after or whole_day):
            raise refuse(
                "SCH407", _("before needs a whole day"), _('"trước tháng 6" is before 2025-06-01'), at=("bound",)
            )
        if self.time and not (self.rule or self.after or whole_day):
            raise refuse("SCH409", _("a time of day needs a day"), at=("time",))

    def _refuse_wrong_span(self) -> None:
        given = [name for name, value in (("from", self.from_), ("until", self.until)) if value]
        if given and not (self.rule or self.after):
            raise refuse("SCH417", _("only a duty that returns begins or ends with an amendment"), at=(given[0],))
        if self.from_ and self.until and self.from_.first > self.until.last:
            raise refuse("SCH417", _("{to} is before {first}", to=self.until, first=self.from_), at=("until",))

    def _refuse_wrong_data(self) -> None:
        if self.data is None:
            return
        if not self.dated:
            raise refuse("SCH414", _("the days the report covers are known only with a date"), at=("data",))
        if self.rule and self.rule.freq is Frequency.WEEKLY:
            raise refuse("SCH414", _("the days a weekly report covers are not written down"), at=("data",))
        if self.data.fixed is not (self.due is not None):
            raise refuse(
                "SCH414",
                _("a report that returns covers days that return, a single one whole dates"),
                _('from: "12-15", to: "06-14"; monthly: from: 15, to: 14; once: "2025-01-01"'),
                at=("data",),
            )

    def _refuse_double_overrides(self) -> None:
        seen: set[str] = set()
        for index, override in enumerate(self.overrides):
            if override.occurrence in seen:
                raise refuse(
                    "SCH413",
                    _("{occurrence} is overridden twice", occurrence=override.occurrence),
                    _("keep the later order; it replaces the earlier one"),
                    at=("overrides", index, "occurrence"),
                )
            seen.add(override.occurrence)


def within(period: Period | None) -> Window | None:
    """The days of a plan, from the first to the last its dates can mean; None without a period."""
    return Window(period.from_.first, period.to.last) if period else None


def refuse_misplaced(reports: Iterable[Report], period: Period | None) -> None:
    """Refuse duties that do not fit the plan they stand in.

    Raises:
        PydanticCustomError: two reports of one id, a recurring duty in a plan without a period, a date outside
            the period, an order about an occurrence that does not exist.
    """
    days = within(period)
    seen: set[str] = set()
    for index, report in enumerate(reports):
        at = ("reports", index)
        if report.id in seen:
            raise refuse("SCH415", _("another report has the id {id}", id=report.id), at=(*at, "id"))
        seen.add(report.id)
        if days is not None:
            _refuse_outside(report, days, at)
        elif report.rule or report.after:
            raise refuse(
                "SCH416",
                _("it returns without end: the plan has no period"),
                _("period: {from: …, to: …}"),
                at=(*at, "rule" if report.rule else "after"),
            )


def _refuse_outside(report: Report, days: Window, at: Loc) -> None:
    """Refuse a date, or an order, that the period of the plan has no place for."""
    due = report.day_bound.due(report.due.last) if report.due else None
    if due and (due < days.first or (due > days.last and report.kind is not Kind.FINAL)):
        raise refuse(
            "SCH416",
            _("{day} is outside the plan's period, {first} to {last}", day=due, first=days.first, last=days.last),
            _("only a final report may be due after the plan has ended"),
            at=(*at, "due"),
        )
    keys = [instance.key for instance in report.instances(days, WorkingDays())] if report.overrides else []
    shown = keys if len(keys) <= _SHOWN_KEYS else [*keys[: _SHOWN_KEYS - 1], "…", keys[-1]]
    for index, override in enumerate(report.overrides):
        place = (*at, "overrides", index)
        if override.occurrence not in keys:
            raise refuse(
                "SCH416",
                _("this report has no occurrence {occurrence}", occurrence=override.occurrence),
                _("it has: {occurrences}", occurrences=", ".join(shown)),
                at=(*place, "occurrence"),
            )
        if override.due and override.due < days.first:
            raise refuse(
                "SCH416",
                _("{day} is before the plan's first day, {first}", day=override.due, first=days.first),
                at=(*place, "due"),
            )
