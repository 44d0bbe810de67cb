"""A check in SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code-scanning services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Finding, Rule, Severity, SheetCell, Span
from cybercrime_plan.language import ENGLISH
from cybercrime_plan.render.checks import words
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport
from cybercrime_plan.render.formats.json import pieces
from cybercrime_plan.render.formats.markdown import fenced, inline
from cybercrime_plan.render.result import Json

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(report: CheckReport) -> Iterator[str]:
    """The whole check, in English, with what is acknowledged as suppressed results."""
    # the rules that ran, and those of the reader that spoke up
    spoke = (found.finding.rule for found in report.findings)
    by_code = {rule.code: rule for rule in (*report.rules_run, *spoke)}
    rules = [by_code[code] for code in sorted(by_code)]
    index = {rule.code: number for number, rule in enumerate(rules)}
    run: Json = {
        "tool": {
            "driver": {
                "name": "plan",
                "version": report.tool_version,
                "semanticVersion": report.tool_version,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": report.tally().readable}],
        "artifacts": (
            {
                "location": {"uri": uri(plan.file)},
                **({"hashes": {"sha-256": plan.sha256}} if plan.sha256 else {}),
            }
            for plan in report.plans
        ),
        "results": (
            _result(number, plan, finding, index[finding.rule.code])
            for number, plan in enumerate(report.plans)
            for finding in plan.findings
        ),
    }
    return pieces({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def uri(file: str) -> str:
    """A file name as a URI reference (RFC 3986): relative where the name is, percent-encoded."""
    from urllib.parse import quote

    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="replace")


def _rule(rule: Rule) -> Json:
    told = meaning(rule.code)
    summary, advice = ENGLISH.say(told.summary), ENGLISH.say(told.advice)
    examples = [
        f"{heading}\n\n{fenced(tuple(example.splitlines()))}"
        for heading, example in (("Bad:", told.bad), ("Good:", told.good))
    ]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": advice},
        "help": {
            "text": f"{summary}\n\n{advice}",
            "markdown": "\n\n".join((inline(summary), inline(advice), *examples)),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(number: int, plan: CheckedPlan, finding: Finding, rule_index: int) -> Json:
    physical: dict[str, Json] = {"artifactLocation": {"uri": uri(plan.file), "index": number}}
    if isinstance(place := finding.place, Span):
        starts = {"startLine": place.line, "startColumn": place.column}
        physical["region"] = {**starts, "endLine": place.end_line, "endColumn": place.end_column}
    location: dict[str, Json] = {"physicalLocation": physical}
    cell = f"{finding.place}: " if isinstance(finding.place, SheetCell) else ""
    hint = words.advice(finding.complaint)
    text = cell + ENGLISH.say(finding.complaint.message) + (f"\nHint: {ENGLISH.say(hint)}" if hint else "")
    if finding.complaint.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.complaint.path}]
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.rule.severity],
        "message": {"text": literal(text)},
        "locations": [location],
        "partialFingerprints": {"planFinding/v1": fingerprint(plan, finding)},
        "suppressions": [
            {"kind": "inSource", "status": "accepted", "justification": ENGLISH.say(reason)}
            for reason in (finding.acknowledged,)
            if reason is not None
        ],
    }


def literal(text: str) -> str:
    """Text in which no viewer finds a placeholder or a link (SARIF 2.1.0, sections 3.11.5 and 3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def fingerprint(plan: CheckedPlan, finding: Finding) -> str:
    """The same for the same discrepancy of the same plan, wherever its line has moved."""
    from hashlib import sha256

    complaint = finding.complaint
    parts = (finding.rule.code, plan.id or plan.file, complaint.path, complaint.expected, complaint.actual)
    return sha256("\0".join(map(repr, parts)).encode()).hexdigest()
