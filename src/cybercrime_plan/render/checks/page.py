"""A check as a page of tables: the record of a check for people, and its findings one by one for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Finding, Rule, Severity, SheetCell, Span, address
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Number
from cybercrime_plan.render.checks import words
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport, Tally
from cybercrime_plan.render.table import (
    Align,
    Block,
    CellValue,
    CodedText,
    Column,
    Facts,
    Labelled,
    Page,
    Paragraph,
    Section,
    Table,
    TableRow,
    Verdict,
    each,
    every,
)

OPEN = CodedText("open", _("open"))
ACKNOWLEDGED = CodedText("acknowledged", words.ACKNOWLEDGED)


def severity(rule: Rule) -> CodedText:
    """How grave what the rule finds is."""
    return CodedText(rule.severity.value, words.SEVERITIES[rule.severity])


def record(report: CheckReport) -> Page:
    """The verdict, what was checked and how, what was found, room to sign; in annexes all that is acknowledged."""
    named = replace(report, plans=each(report.plans, lambda plan: plan._replace(file=plan.id or plan.file)))
    tally = report.tally()
    parts: list[Block] = [Paragraph(words.summary(tally), verdict(tally)), *_about(report)]
    if tally.open:
        for plan in report.plans:
            for table in plan.margins:
                whose = (plan.id or plan.file, *((table.title,) if table.title else ()))
                parts.append(table._replace(title=_("What the lines and years add up to: {plan}", plan=whose)))
        parts.append(open_findings(named.plans))
    parts += [Paragraph(words.UNSEEN), signature()]
    if tally.known:
        annexes = known_kinds(tally.known), acknowledged_findings(named.plans)
        parts += (
            one._replace(title=_("Annex {number}: {title}", number=number, title=one.title), is_annex=True)
            for number, one in enumerate(annexes, 1)
        )
    return Page(tuple(parts), _("Record of a check"), is_signed=True)


def verdict(tally: Tally) -> Verdict:
    """How a check came out, at a glance."""
    if not tally.readable or tally.severities[Severity.ERROR]:
        return Verdict.BAD
    return Verdict.LOOK if tally.open else Verdict.GOOD


def known_kinds(known: Counter[Rule]) -> Table:
    """How many discrepancies of each kind are acknowledged, the gravest and most frequent first."""
    columns = (Column("kind", _("Kind")), Column("code", _("Code")), Column("count", _("Count"), Align.RIGHT))
    rows: list[TableRow | Section] = []
    for grave in Severity:
        kinds = sorted((-count, rule.code) for rule, count in known.items() if rule.severity is grave)
        rows += [Section(words.SEVERITIES[grave])] if kinds else []
        rows += (TableRow((meaning(code).summary, code, Number(-count))) for count, code in kinds)
    return Table("kinds", columns, tuple(rows), title=_("Acknowledged discrepancies by kind"))


def _about(report: CheckReport) -> tuple[Facts, Table]:
    """When and how it was checked; then how each plan came out."""
    families = Counter(rule.family for rule in report.rules_run)
    run = ", ".join(f"{family} ({count})" for family, count in families.items())
    items = (
        Labelled("as_of", _("As of"), report.as_of),
        Labelled("tool_version", _("Program"), f"plan {report.tool_version}"),
        Labelled("rules_run", _("Rules run"), run),
    )
    columns = (
        Column("plan", _("Plan")),
        Column("file", _("File")),
        Column("outcome", _("Outcome")),
        Column("sha256", "SHA-256"),
    )
    rows = each(report.plans, lambda plan: TableRow((plan.id, plan.file, words.outcome(plan), plan.sha256)))
    return Facts("check", items), Table("plans", columns, rows, title=_("Plans"))


def open_findings(plans: Collection[CheckedPlan]) -> Table:
    """What nobody has acknowledged, for people."""
    columns = (
        Column("place", _("Place")),
        Column("code", _("Code")),
        Column("severity", _("Severity")),
        Column("message", _("What was found")),
        Column("hint", _("Hint")),
    )

    def row(plan: CheckedPlan, one: Finding) -> TableRow:
        told, grave = one.complaint.message, severity(one.rule)
        return TableRow((_place(plan, one), one.rule.code, grave, told, words.advice(one.complaint)))

    rows = _under_plans(plans, lambda plan: plan.open, row)
    return Table("findings", columns, rows, title=_("Findings"))


def acknowledged_findings(plans: Collection[CheckedPlan]) -> Table:
    """What the plans acknowledge, each with its reason, for people; how grave a kind is stands with the kinds."""
    columns = (
        Column("place", _("Place")),
        Column("code", _("Code")),
        Column("message", _("What was found")),
        Column("reason", _("Reason for acknowledging it")),
    )

    def row(plan: CheckedPlan, one: Finding) -> TableRow:
        return TableRow((_place(plan, one), one.rule.code, one.complaint.message, one.acknowledged))

    rows = _under_plans(plans, lambda plan: plan.acknowledged, row)
    return Table("acknowledged", columns, rows, title=_("Acknowledged discrepancies"))


def found_and_acknowledged(plans: Collection[CheckedPlan]) -> Table:
    """Every finding of every plan for people, those that are acknowledged with their reason."""
    columns = (
        Column("plan", _("Plan")),
        Column("place", _("Place")),
        Column("code", _("Code")),
        Column("severity", _("Severity")),
        Column("state", _("State")),
        Column("message", _("What was found")),
        Column("hint", _("Hint")),
        Column("reason", _("Reason for acknowledging it")),
    )

    def row(plan: CheckedPlan, one: Finding) -> TableRow:
        told, grave = one.complaint.message, severity(one.rule)
        state = OPEN if one.acknowledged is None else ACKNOWLEDGED
        advice = words.advice(one.complaint)
        return TableRow((plan.id, _place(plan, one), one.rule.code, grave, state, told, advice, one.acknowledged))

    rows = every(plans, lambda plan: (row(plan, one) for one in plan.findings))
    return Table("findings", columns, rows, title=_("Findings"))


def _under_plans(
    plans: Collection[CheckedPlan],
    chosen: Callable[[CheckedPlan], tuple[Finding, ...]],
    row: Callable[[CheckedPlan, Finding], TableRow],
) -> Collection[TableRow | Section]:
    """A row for each finding chosen, under its plan where there may be more than one."""
    several = not isinstance(plans, tuple) or len(plans) > 1  # those made one by one are not counted

    def rows(plan: CheckedPlan) -> Iterator[TableRow | Section]:
        if several and chosen(plan):
            yield Section(plan.id or plan.file)
        yield from (row(plan, one) for one in chosen(plan))

    return every(plans, rows)


def _place(plan: CheckedPlan, finding: Finding) -> Text | str:
    """Where the document has it, in a workbook its cell; where the file has it when the plan does not know."""
    printed = plan.printed.get(finding.complaint.loc)
    if printed is None:
        return address(plan.file, finding.place)
    return str(finding.place) if isinstance(finding.place, SheetCell) else printed


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

    def row(plan: CheckedPlan, finding: Finding) -> TableRow:
        complaint, rule = finding.complaint, finding.rule
        state = OPEN if finding.acknowledged is None else ACKNOWLEDGED
        where: tuple[CellValue, ...] = (None,) * 4
        if isinstance(place := finding.place, Span):
            where = (place.line, place.column, None, None)
        elif place:
            where = (None, None, place.sheet, place.cell)
        what = (rule.code, rule.name, severity(rule), state, plan.id, plan.file, *where, complaint.path)
        told = (complaint.message, words.advice(complaint))
        figures = (complaint.expected, complaint.actual, complaint.difference, complaint.unit)
        return TableRow((*what, *told, *figures, finding.acknowledged))

    columns = (Column(key, _FIELDS[key], Align.RIGHT if key in _NUMERIC else Align.LEFT) for key in _FIELDS)
    rows = every(plans, lambda plan: (row(plan, one) for one in plan.findings))
    return Table("findings", tuple(columns), rows)


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
