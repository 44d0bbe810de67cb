"""What a check has found, ready to be shown, and its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import Any, Final, NamedTuple

from cybercrime_plan.calc.account import Account, Accounted, in_groups
from cybercrime_plan.calc.crossfoot import Sums
from cybercrime_plan.findings import (
    Certainty,
    Complaint,
    Figure,
    Finding,
    Loc,
    Place,
    Positions,
    Rule,
    Severity,
    Span,
    Suggestion,
)
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.money import Money, is_currency
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.refusals import READER
from cybercrime_plan.render.result import Json, Manner, Records, Result
from cybercrime_plan.render.table import Page, Table

NONE: Final[Mapping[Any, Any]] = {}
"""No entries; a plain dict, because what was checked goes from one process to another."""


class Outcome(StrEnum):
    """How a plan came out."""

    OK = "ok"
    FINDINGS = "findings"
    INVALID = "invalid"
    """The file, or a part of it, could not be read as a plan."""


class Totals(NamedTuple):
    """The grand total of a budget: as the amounts add up, and as printed.

    Attributes:
        not_fixed: id and name of each line with an amount to come, which the total leaves out.
        none_is_printed: whether the document prints no total, where `stated` is None; else none was recognised.
    """

    computed: Money | None
    stated: Money | None
    not_fixed: Mapping[str, str] = NONE
    none_is_printed: bool = False

    @property
    def agree(self) -> bool:
        """Whether the printed total is what the amounts add up to, every amount known."""
        return self.stated is not None and self.stated == self.computed and not self.not_fixed


class CheckedTable(NamedTuple):
    """How a further table of a plan came out.

    Attributes:
        id: of the table.
        title: what people call it.
        sums: how many of its own sums were checked; those of its plan count them too.
    """

    id: str
    title: str
    totals: Totals | None
    sums: Sums


class ToldRemark(NamedTuple):
    """What a person should know of how an office file was read.

    Attributes:
        grave: the file shows something else than what is read.
    """

    place: Place | None
    message: Text
    grave: bool


class CheckedPlan(NamedTuple):
    """One file and what was found in it.

    Attributes:
        id: of the plan; None when the file could not be read that far.
        file: as the person named it.
        sha256: of the file, in hexadecimal; empty when it is larger than is read.
        readable: whether the file could be read as a plan.
        unread: the sections left out because something in them is refused.
        totals: of the first table; None without a budget, as `sums` and `account`, which are of all tables.
        tables: the further tables.
        terms: what the plan itself says about its checking.
        findings: in the order of the file.
        lines: those of the text on which something was found, by their numbers.
        positions: where the values are written of which another is suggested.
        margins: each table with all its sums, of which several fail.
        remarks: how an office file was understood, where a person should know.
        printed: where the document itself has what the findings are about, for people: `II.2.1`, `Phụ lục 2`.
    """

    id: str | None
    file: str
    sha256: str
    readable: bool = True
    unread: tuple[str, ...] = ()
    totals: Totals | None = None
    sums: Sums | None = None
    account: Account | None = None
    tables: tuple[CheckedTable, ...] = ()
    terms: tuple[Text, ...] = ()
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] = NONE
    positions: Positions = Positions()
    margins: tuple[Table, ...] = ()
    remarks: tuple[ToldRemark, ...] = ()
    printed: Mapping[Loc, Text | str] = NONE

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings nobody has acknowledged."""
        return tuple(finding for finding in self.findings if finding.acknowledged is None)

    @property
    def acknowledged(self) -> tuple[Finding, ...]:
        """The findings the plan acknowledges, with its reason."""
        return tuple(finding for finding in self.findings if finding.acknowledged is not None)

    @property
    def sums_agree(self) -> bool:
        """Whether no sum that was checked contradicts another; acknowledged contradictions count as well."""
        return not any(finding.contradicts_a_sum for finding in self.findings)

    @property
    def is_all_right(self) -> bool:
        """Whether sums were checked, all hold, and no figure is left that none of them holds."""
        checked = self.sums is not None and self.sums.checked > 0 and self.sums_agree
        return checked and self.account is not None and not self.account.unused

    @property
    def status(self) -> Outcome:
        """How it came out."""
        if not self.readable or any(finding.rule.family in READER for finding in self.open):
            return Outcome.INVALID
        return Outcome.FINDINGS if self.open else Outcome.OK


def lines_with(findings: Iterable[Finding], text: Sequence[str]) -> Mapping[int, str]:
    """The lines of a text on which something was found. No more of it is kept: there may be thousands of files."""
    places = (finding.place for finding in findings)
    numbers = {place.line for place in places if isinstance(place, Span)}
    return {number: text[number - 1] for number in sorted(numbers) if number <= len(text)}


def suggested(findings: Iterable[Finding]) -> Iterator[Loc]:
    """The places of what is suggested."""
    for complaint in (finding.complaint for finding in findings):
        single = (complaint.suggestion,) if complaint.suggestion else ()
        for change in (*single, *(change for one in complaint.hypotheses for change in one.changes)):
            yield change.loc


class PlanFinding(NamedTuple):
    """A finding with the plan it was found in."""

    plan: CheckedPlan
    finding: Finding


class Tally(NamedTuple):
    """How much there is of each kind.

    Attributes:
        severities: of the open findings.
        known: how many the plans acknowledge of each rule.
        readable: whether every file could be read as a plan.
    """

    plans: int
    severities: Counter[Severity]
    known: Counter[Rule]
    readable: bool

    @property
    def open(self) -> int:
        """How many findings nobody has acknowledged."""
        return self.severities.total()

    @property
    def acknowledged(self) -> int:
        """How many the plans acknowledge."""
        return self.known.total()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CheckReport(Result):
    """A whole check: with what, on which day, and the plans in the order they were named.

    Attributes:
        plans: of many, they are checked while they are first gone over, and not kept.
        stopped: why a file could not be read that far, by its name; complete once the plans were gone over.
    """

    tool_version: str
    as_of: date
    rules_run: tuple[Rule, ...]
    plans: Collection[CheckedPlan]
    stopped: Mapping[str, Complaint] = field(default_factory=dict, kw_only=True)

    @property
    def findings(self) -> Iterator[PlanFinding]:
        """Every finding, plan by plan."""
        return (PlanFinding(plan, finding) for plan in self.plans for finding in plan.findings)

    @property
    def open(self) -> Iterator[PlanFinding]:
        """What nobody has acknowledged."""
        return (found for found in self.findings if found.finding.acknowledged is None)

    @property
    def acknowledged(self) -> Iterator[PlanFinding]:
        """What the plans themselves acknowledge."""
        return (found for found in self.findings if found.finding.acknowledged is not None)

    def tally(self) -> Tally:
        """How much of each kind was found, counted in one pass."""
        plans, readable = 0, True
        severities: Counter[Severity] = Counter()
        known: Counter[Rule] = Counter()
        for plan in self.plans:
            plans, readable = plans + 1, readable and plan.readable
            severities.update(finding.rule.severity for finding in plan.open)
            known.update(finding.rule for finding in plan.acknowledged)
        return Tally(plans, severities, known, readable)

    def document(self) -> Page:
        """The record of the check, to print and sign."""
        from cybercrime_plan.render.checks.page import record

        return record(self)

    def records(self) -> Records:
        """The findings one by one."""
        from cybercrime_plan.render.checks.page import findings

        return (findings(self.plans),)

    def data(self) -> Json:
        """`cybercrime-plan/check@1`."""
        from cybercrime_plan.render.checks.json import value

        return value(self)

    def on_screen(self, manner: Manner) -> Page:
        """Each finding with its line and a caret, then how every plan came out."""
        from cybercrime_plan.render.checks.text import page

        return page(self, manner)


UNSEEN = _(
    "Adding up cannot see four figures, two lines by two years, changed so that every line and every year "
    "keeps its sum."
)
SEVERITIES = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}
ACKNOWLEDGED = _("acknowledged")
NAMED = 4
"""How many names an outcome spells out; beyond that they are counted."""


def figure(value: Figure, unit: str | None) -> str:
    """A figure that was compared, as a person reads it."""
    if isinstance(value, int):
        return str(Money(value, unit)) if unit and is_currency(unit) else str(value)
    return "-" if value is None else value


def advice(complaint: Complaint) -> Text | None:
    """The one hint: the rule's own, or else the change it suggests."""
    if complaint.hint is not None or complaint.suggestion is None:
        return complaint.hint
    change = _change(complaint.suggestion, complaint.unit)
    if complaint.suggestion.certainty is Certainty.UNIQUE:
        return _("one change suffices: {change}", change=change)
    return _("one change that would do: {change}", change=change)


def possibilities(complaint: Complaint) -> Iterator[Text]:
    """The ways to explain what was seen, when there are several."""
    for hypothesis in complaint.hypotheses if len(complaint.hypotheses) > 1 else ():
        changes = tuple(_change(change, complaint.unit) for change in hypothesis.changes)
        yield _("possible: {changes}", changes=changes)


def _change(change: Suggestion, unit: str | None) -> Text | str:
    told = change.told or f"{change.path} = {figure(change.value, unit)}"
    if change.slip is None:
        return told
    return _("{change} ({slip})", change=told, slip=change.slip)


def outcome(plan: CheckedPlan) -> Text:
    """How one plan came out: all there is to say of it, piece by piece."""
    if not plan.readable:
        return _("could not be read as a plan")
    told: list[Text] = []
    if plan.unread:
        titles = {name: field.title for name, field in Plan.model_fields.items()}
        sections = tuple(Text(title) if (title := titles.get(name)) else name for name in plan.unread)
        told.append(_("not read, because something in it is refused: {sections}", sections=sections))
    told += (*_sums(plan), *_account(plan), *_totals(plan.totals))
    told += _of_further_tables(plan.tables)
    if plan.terms:
        told.append(_("on these terms: {terms}", terms=plan.terms))
    if plan.open:
        told.append(n_("{count} finding", "{count} findings", len(plan.open)))
    if plan.acknowledged:
        told.append(acknowledged(len(plan.acknowledged)))
    return joined(told or [_("nothing to report")])


def _of_further_tables(tables: Sequence[CheckedTable]) -> Iterator[Text]:
    """What each further table comes to, which is no part of the first; of many that agree the first ones only."""
    agree = [one.id for one in tables if one.sums.checked and one.totals and one.totals.agree]
    unsaid = {*agree[NAMED:]}
    for table in tables:
        if not table.sums.checked:
            yield _("“{table}”: not one sum could be checked", table=table.title)
        if table.id not in unsaid:
            yield from (_("“{table}”: {told}", table=table.title, told=one) for one in _totals(table.totals))
    if unsaid:
        yield n_("{count} more table whose total agrees", "{count} more tables whose totals agree", len(unsaid))


def result(plan: CheckedPlan) -> Text:
    """How one plan came out, in a word or two."""
    if plan.status is Outcome.INVALID:
        return _("unreadable")
    if plan.sums is None:
        return _("no budget")
    if not plan.sums.checked:
        return _("no sum checked")
    if not plan.sums_agree:
        return _("sums disagree")
    if plan.account and plan.account.unused:
        count = len(plan.account.unused)
        return n_("{count} figure in no sum", "{count} figures in no sum", count)
    return _("all sums right")


def joined(clauses: Sequence[Text]) -> Text:
    """Clauses as one sentence."""
    return reduce(lambda first, rest: _("{first}; {rest}", first=first, rest=rest), clauses)


def _sums(plan: CheckedPlan) -> Iterator[Text]:
    sums = plan.sums
    if sums is None:
        return
    if not sums.checked:
        yield _("not one sum could be checked")
    elif plan.is_all_right:
        yield n_("{count} sum checked and right", "{count} sums checked, all right", sums.checked)
    elif plan.sums_agree:
        yield n_("{count} sum right", "{count} sums right", sums.checked)
    else:
        yield n_("{count} sum checked", "{count} sums checked", sums.checked)
    if sums.solved:
        yield n_(
            "{count} solved for its blank, not checked", "{count} solved for their blanks, not checked", sums.solved
        )
    if sums.skipped:
        yield n_("{count} skipped for want of figures", "{count} skipped for want of figures", sums.skipped)


def _account(plan: CheckedPlan) -> Iterator[Text]:
    """How many figures the sums hold; those they do not, and those beside them on purpose, each named."""
    if plan.account is None:
        return
    if plan.account.proved:
        yield n_("{count} figure checked", "{count} figures checked", plan.account.proved)
    unused, beside = plan.account.unused, plan.account.beside
    if unused:
        count = n_("{count} figure in no sum", "{count} figures in no sum", len(unused))
        yield _("{count}: {names}", count=count, names=_some(tuple(name for name, _group in in_groups(unused))))
    if beside:
        count = n_("{count} figure beside the sums", "{count} figures beside the sums", len(beside))
        reasons: dict[Text, list[Accounted]] = {}
        for figure in beside:
            reasons.setdefault(figure.why, []).append(figure)
        told = []
        for why, figures in reasons.items():
            # the total of a line alone where it is among them
            totals = [one.text for one in figures if one.loc and one.loc[-1] == "total"]
            shown = _some(tuple(totals or (one.text for one in figures)))
            told.append(_("{why}: {figures}", why=why, figures=shown))
        yield _("{count}: {names}", count=count, names=_some(tuple(told)))


def _some(names: tuple[Text | str, ...]) -> tuple[Text | str, ...]:
    """The first of them, then how many more there are."""
    if len(names) <= NAMED:
        return names
    return (*names[:NAMED], n_("{count} more", "{count} more", len(names) - NAMED))


def _totals(totals: Totals | None) -> Iterator[Text]:
    if totals is None or totals.computed is None:
        return
    if totals.stated is None and totals.none_is_printed:
        yield _("the amounts add up to {total}; no grand total is printed", total=totals.computed)
    elif totals.stated is None:
        yield _("the amounts add up to {total}; no total was recognised", total=totals.computed)
    elif totals.stated == totals.computed:
        yield _("total {total}", total=totals.computed)
    else:
        difference = totals.stated - totals.computed
        yield _(
            "the amounts add up to {total}, {stated} is printed: {difference}",
            total=totals.computed,
            stated=totals.stated,
            difference=f"{'+' if difference.dong > 0 else ''}{difference}",
        )
    if totals.not_fixed:
        yield _(
            "not fixed and so not in it: {lines}", lines=tuple(f"“{name}”" for name in totals.not_fixed.values())
        )


def acknowledged(count: int) -> Text:
    """How many discrepancies the plans acknowledge."""
    return n_("{count} acknowledged discrepancy", "{count} acknowledged discrepancies", count)


def summary(tally: Tally) -> Text:
    """The whole check."""
    plans = n_("{count} plan", "{count} plans", tally.plans)
    if not tally.open:
        clauses = [_("{plans}: nothing to report", plans=plans)]
    else:
        clauses = [_("{plans}: {counts}", plans=plans, counts=by_severity(tally.severities))]
    if tally.acknowledged:
        clauses.append(acknowledged(tally.acknowledged))
    return joined(clauses)


def by_severity(counts: Counter[Severity]) -> tuple[Text, ...]:
    """How many there are of each severity, the gravest first."""
    return (
        n_("{count} error", "{count} errors", counts[Severity.ERROR]),
        n_("{count} warning", "{count} warnings", counts[Severity.WARNING]),
        n_("{count} note", "{count} notes", counts[Severity.NOTE]),
    )


def printed_place(plan: Plan, loc: Loc) -> Text | str | None:
    """The clause or annex the nearest part around it is printed in; else what its section is called."""
    section = fields_of(Plan).get(str(loc[0])) if loc else None
    found: Text | str | None = section.label if section else None
    value: Any = plan
    for key in loc:  # from the outermost part on, as far as the plan has it
        if isinstance(value, Part):
            field = fields_of(type(value)).get(str(key))
            value = value.__dict__[field.attribute] if field else None
        elif isinstance(value, (tuple, dict)):
            value = (value if isinstance(value, dict) else dict(enumerate(value))).get(key)
        else:
            break
        found = getattr(value, "at", None) or found
    return found
