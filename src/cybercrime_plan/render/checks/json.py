"""A check for programs: `cybercrime-plan/check@1`, in English, money in whole đồng."""

from __future__ import annotations

from cybercrime_plan.calc.account import Account
from cybercrime_plan.calc.crossfoot import Sums
from cybercrime_plan.findings import Finding, Place, Positions, Severity, Span, Suggestion
from cybercrime_plan.language import ENGLISH
from cybercrime_plan.model.money import VND, Money
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport, Totals
from cybercrime_plan.render.result import Json
from cybercrime_plan.render.table import plain

SCHEMA = "cybercrime-plan/check@1"


def value(report: CheckReport) -> Json:
    """The whole check."""
    tally = report.tally()
    stopped: list[Json] = [
        {"file": file, "message": ENGLISH.say(why.message), "hint": plain(why.hint)}
        for file, why in report.stopped.items()
    ]
    return {
        "schema": SCHEMA,
        "tool_version": report.tool_version,
        "as_of": report.as_of.isoformat(),
        "rules_run": [rule.code for rule in report.rules_run],
        "plans": map(_plan, report.plans),
        "findings": (finding_value(plan, finding) for plan, finding in report.findings),
        "summary": {
            "errors": tally.severities[Severity.ERROR],
            "warnings": tally.severities[Severity.WARNING],
            "notes": tally.severities[Severity.NOTE],
            "acknowledged": tally.acknowledged,
        },
        **({"stopped": stopped} if stopped else {}),
    }


def _plan(plan: CheckedPlan) -> Json:
    tables: list[Json] = [
        {"id": one.id, "title": one.title, "totals": one.totals and _totals(one.totals), "sums": _sums(one.sums)}
        for one in plan.tables
    ]
    remarks: list[Json] = [
        {"place": place_value(one.place), "message": ENGLISH.say(one.message), "grave": one.grave}
        for one in plan.remarks
    ]
    return {
        "id": plan.id,
        "file": plan.file,
        "sha256": plan.sha256 or None,
        "status": plan.status.value,
        "totals": plan.totals and _totals(plan.totals),
        "sums": plan.sums and _sums(plan.sums),
        "figures": plan.account and _figures(plan.account),
        **({"tables": tables} if tables else {}),
        **({"remarks": remarks} if remarks else {}),
        "terms": [ENGLISH.say(term) for term in plan.terms],
    }


def _totals(totals: Totals) -> Json:
    currency = next((one.currency for one in (totals.computed, totals.stated) if isinstance(one, Money)), VND)
    return {
        "computed": plain(totals.computed),
        "stated": plain(totals.stated),
        "not_fixed": list(totals.not_fixed),
        **({"unit": currency} if currency != VND else {}),
    }


def _sums(sums: Sums) -> Json:
    return {"checked": sums.checked, "solved": sums.solved, "skipped": sums.skipped}


def _figures(account: Account) -> Json:
    """The whole account; money in the unit of the table, as printed."""
    named = {"heading": account.heading, "beside": account.beside, "unused": account.unused}
    return {
        "proved": account.proved,
        "solved": account.solved,
        **{
            state: [
                {
                    "place": place_value(figure.place),
                    "path": figure.path,
                    "text": figure.text,
                    "why": ENGLISH.say(figure.why),
                }
                for figure in figures
            ]
            for state, figures in named.items()
        },
    }


def finding_value(plan: CheckedPlan, finding: Finding) -> Json:
    """One finding with the file it was found in."""
    complaint = finding.complaint
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity.value,
        "state": "open" if finding.acknowledged is None else "acknowledged",
        "plan": plan.id,
        "file": plan.file,
        "place": place_value(finding.place),
        "path": complaint.path,
        "message": ENGLISH.say(complaint.message),
        "hint": plain(complaint.hint),
        "expected": complaint.expected,
        "actual": complaint.actual,
        "difference": complaint.difference,
        "unit": complaint.unit,
        "suggestion": None if complaint.suggestion is None else _suggestion(complaint.suggestion, plan.positions),
        "hypotheses": [
            {"changes": [_suggestion(change, plan.positions) for change in hypothesis.changes]}
            for hypothesis in complaint.hypotheses
        ],
        "reason": plain(finding.acknowledged),
    }


def place_value(place: Place | None) -> Json:
    """A place, in a text or in a workbook."""
    if place is None:
        return None
    if isinstance(place, Span):
        return {
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
        }
    return {"sheet": place.sheet, "cell": place.cell}


def _suggestion(suggestion: Suggestion, positions: Positions) -> Json:
    return {
        "path": suggestion.path,
        "place": place_value(positions.near(suggestion.loc)),
        "value": suggestion.value,
        "certainty": suggestion.certainty.value,
        "slip": suggestion.slip_kind,
    }
