"""A check as a page of tables: the record of a check for people, and its findings one by one for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from cybercrime_plan.findings import Finding, Rule, Span
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Number
from cybercrime_plan.render.checks import words
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport, Tally
from cybercrime_plan.render.table import (
    Align,
    CellValue,
    CodedText,
    Column,
    Facts,
    Labelled,
    Page,
    Paragraph,
    Table,
    TableRow,
    each,
    every,
)

OPEN = CodedText("open", _("open"))
ACKNOWLEDGED = CodedText("acknowledged", words.ACKNOWLEDGED)


def severity(rule: Rule) -> CodedText:
    """How grave what the rule finds is."""
    return CodedText(rule.severity.value, words.SEVERITIES[rule.severity])


def record(report: CheckReport) -> Page:
    """What was checked and how, what was found, what is acknowledged, and room to sign."""
    named = replace(report, plans=each(report.plans, lambda plan: plan._replace(file=plan.id or plan.file)))
    tables, tally = [_plans(report.plans)], report.tally()
    if tally.open:
        tables.append(open_findings(named.plans))
    if tally.acknowledged:
        tables.append(acknowledged_findings(named.plans))
    return Page((_about(report, tally), *tables, Paragraph(words.UNSEEN), signature()), _("Record of a check"))


def _about(report: CheckReport, tally: Tally) -> Facts:
    items = (
        Labelled("result", _("Result"), words.summary(tally)),
        Labelled("as_of", _("As of"), report.as_of),
        Labelled("tool_version", _("Program"), f"plan {report.tool_version}"),
        Labelled("rules_run", _("Rules run"), ", ".join(_by_family(report.rules_run))),
    )
    return Facts("check", items)


def _by_family(rules: Iterable[Rule]) -> Iterator[str]:
    """How many rules of each family there are: `BUD (22)`."""
    for family, count in Counter(rule.family for rule in rules).items():
        yield f"{family} ({count})"


def _plans(plans: Collection[CheckedPlan]) -> Table:
    columns = (
        Column("plan", _("Plan")),
        Column("file", _("File")),
        Column("checked", _("Sums checked"), Align.RIGHT),
        Column("solved", _("Solved"), Align.RIGHT),
        Column("skipped", _("Skipped"), Align.RIGHT),
        Column("outcome", _("Outcome")),
        Column("sha256", "SHA-256"),
    )
    rows = each(plans, lambda plan: TableRow((plan.id, plan.file, *_sums(plan), words.outcome(plan), plan.sha256)))
    return Table("plans", columns, rows, title=_("Plans"))


def _sums(plan: CheckedPlan) -> tuple[CellValue, CellValue, CellValue]:
    """How many sums were checked, solved and skipped."""
    if plan.sums is None:
        return None, None, None
    return Number(plan.sums.checked), Number(plan.sums.solved), Number(plan.sums.skipped)


def open_findings(plans: Collection[CheckedPlan]) -> Table:
    """What nobody has acknowledged, for people."""
    columns = (
        Column("place", _("Place")),
        Column("code", _("Code")),
        Column("severity", _("Severity")),
        Column("message", _("What was found")),
        Column("hint", _("Hint")),
    )

    def rows(plan: CheckedPlan) -> Iterator[TableRow]:
        return (TableRow((*_what(plan, one), words.advice(one.complaint))) for one in plan.open)

    return Table("findings", columns, every(plans, rows), title=_("Findings"))


def acknowledged_findings(plans: Collection[CheckedPlan]) -> Table:
    """What the plans acknowledge, each with its reason, for people."""
    columns = (
        Column("place", _("Place")),
        Column("code", _("Code")),
        Column("severity", _("Severity")),
        Column("message", _("What was found")),
        Column("reason", _("Reason for acknowledging it")),
    )

    def rows(plan: CheckedPlan) -> Iterator[TableRow]:
        return (TableRow((*_what(plan, one), one.acknowledged)) for one in plan.acknowledged)

    return Table("acknowledged", columns, every(plans, rows), title=_("Acknowledged discrepancies"))


def _what(plan: CheckedPlan, finding: Finding) -> tuple[CellValue, ...]:
    place = words.address(plan.file, finding.place)
    return place, finding.rule.code, severity(finding.rule), finding.complaint.message


def signature() -> Facts:
    """Room to sign."""
    items = (
        Labelled("name", _("Checked by"), None),
        Labelled("date", _("Date"), None),
        Labelled("signature", _("Signature"), None),
    )
    return Facts("signature", items)


def findings(plans: Collection[CheckedPlan]) -> Table:
    """One row for each finding, acknowledged ones included; the columns are the fields of the JSON."""

    def rows(plan: CheckedPlan) -> Iterator[TableRow]:
        return (_row(plan, finding) for finding in plan.findings)

    return Table("findings", tuple(_column(key) for key in _FIELDS), every(plans, rows))


_FIELDS: dict[str, Text | str] = {
    "code": _("Code"),
    "name": _("Rule"),
    "severity": _("Severity"),
    "state": _("State"),
    "plan": _("Plan"),
    "file": _("File"),
    "line": _("Line"),
    "column": _("Column"),
    "sheet": _("Sheet"),
    "cell": _("Cell"),
    "path": _("Path"),
    "message": _("What was found"),
    "hint": _("Hint"),
    "expected": _("Expected"),
    "actual": _("Actual"),
    "difference": _("Difference"),
    "unit": _("Unit"),
    "reason": _("Reason for acknowledging it"),
}
_NUMERIC = {"line", "column", "expected", "actual", "difference"}


def _column(key: str) -> Column:
    return Column(key, _FIELDS[key], Align.RIGHT if key in _NUMERIC else Align.LEFT)


def _row(plan: CheckedPlan, finding: Finding) -> TableRow:
    complaint, rule = finding.complaint, finding.rule
    state = OPEN if finding.acknowledged is None else ACKNOWLEDGED
    return TableRow(
        (
            rule.code,
            rule.name,
            severity(rule),
            state,
            plan.id,
            plan.file,
            *_where(finding),
            complaint.path,
            complaint.message,
            words.advice(complaint),
            complaint.expected,
            complaint.actual,
            complaint.difference,
            complaint.unit,
            finding.acknowledged,
        )
    )


def _where(finding: Finding) -> tuple[CellValue, CellValue, CellValue, CellValue]:
    place = finding.place
    if place is None:
        return None, None, None, None
    if isinstance(place, Span):
        return place.line, place.column, None, None
    return None, None, place.sheet, place.cell
