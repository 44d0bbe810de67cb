"""A comparison for programs: `cybercrime-plan/diff@1`, in English, money in whole đồng."""

from __future__ import annotations

from collections.abc import Mapping

from cybercrime_plan.calc.diff.classes import Change, Subject
from cybercrime_plan.calc.diff.comparison import Comparison
from cybercrime_plan.calc.diff.effect import Effect, SumEffect, Trust
from cybercrime_plan.calc.diff.matching import canonical, meaning
from cybercrime_plan.language import ENGLISH
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.diff.words import DiffReport, Version
from cybercrime_plan.render.result import Json
from cybercrime_plan.render.table import percent, plain

SCHEMA = "cybercrime-plan/diff@1"


def value(report: DiffReport) -> Json:
    """The whole comparison."""
    comparison = report.comparison
    moved = comparison.reconciliation
    return {
        "schema": SCHEMA,
        "tool_version": report.tool_version,
        "as_of": report.as_of.isoformat(),
        "a": _version(report.a, comparison.a, comparison.digests[0]),
        "b": _version(report.b, comparison.b, comparison.digests[1]),
        "options": {
            "only": [section.value for section in Subject if section in comparison.only],
            "ignore": [*sorted(comparison.ignored)],
            "severities": {code: level.value for code, level in sorted(comparison.levels.items())},
        },
        "verdict": _verdict(report),
        "trust": {
            "a": _trust(comparison.trust.a),
            "b": _trust(comparison.trust.b),
            "moved": [
                {"path": is_.path, "sum": is_.kind, "before": was.difference, "after": is_.difference}
                for was, is_ in comparison.trust.moved
            ],
        },
        "changes": [_change(change, report) for change in comparison.changes],
        "derived": [_change(change, report) for change in comparison.derived],
        "effect": _effect(comparison.effect, report.unit.currency),
        "reconciliation": {"cells": moved.cells, "total": moved.total, "ok": moved.ok},
        "not_compared": dict(sorted(comparison.left_out.items())),
    }


def _version(version: Version, plan: Plan, digest: str) -> Json:
    plan = version.plan or plan
    document, commit = plan.document, version.revision
    return {
        "name": version.name,
        "sha256": version.sha256,
        "unused": len(version.unused),
        "digest": digest,
        "plan": plan.id,
        "title": plan.title,
        "number": document.number if document else None,
        "date": str(document.date) if document and document.date else None,
        "issuer": document.issuer if document else None,
        "commit": commit and {**commit._asdict(), "date": commit.date.isoformat()},
        "revision": plan.revision.number if plan.revision else None,
    }


def _verdict(report: DiffReport) -> Json:
    comparison = report.comparison
    return {
        "same": comparison.same,
        "delta_total": comparison.effect.total.delta,
        "percent": plain(percent(comparison.effect.total.percent)),
        "counts": severity_counts(comparison),
        "highest": comparison.highest.value if comparison.highest else None,
        "printed": {
            side: meaning(plan.budget.total) if plan.budget else None
            for side, plan in (("a", comparison.a), ("b", comparison.b))
        },
        "left_out": len(comparison.not_told),
    }


def severity_counts(comparison: Comparison) -> Json:
    """How many changes there are of each severity."""
    return {level.value: count for level, count in comparison.counts.items()}


def _trust(trust: Trust) -> Json:
    return {
        "adds_up": trust.adds_up,
        "checked": trust.sums.checked if trust.sums else 0,
        "solved": trust.sums.solved if trust.sums else 0,
        "skipped": trust.sums.skipped if trust.sums else 0,
        "contradictions": [
            {
                "path": sum_.path,
                "sum": sum_.kind,
                "stated": sum_.stated,
                "computed": sum_.computed,
                "difference": sum_.difference,
            }
            for sum_ in trust.contradictions
        ],
    }


def _change(change: Change, report: DiffReport) -> Json:
    first, second = report.where(change)
    return {
        "code": change.code,
        "name": change.kind.name,
        "severity": change.level.value,
        "section": change.section.value,
        "op": change.op.value,
        "key": change.key,
        "label": ENGLISH.say(report.label(change)),
        "old": meaning(change.edit.old),
        "new": meaning(change.edit.new),
        "delta": change.delta,
        "percent": plain(percent(change.percent)),
        "unit": change.unit,
        "because": [ENGLISH.say(reason) for reason in change.because],
        "story": list(change.story),
        "parts": [{"key": part.key, "old": meaning(part.old), "new": meaning(part.new)} for part in change.parts],
        "where": {"a": first, "b": second},
        "at": report.place(change),
        "fingerprint": change.fingerprint,
    }


def canonical_value(value: object) -> str | int | None:
    """A value in one field: a record or a list as JSON text."""
    said = meaning(value)
    return said if said is None or isinstance(said, (str, int)) else canonical(value)


def _effect(effect: Effect, currency: str) -> Json:
    return {
        "unit": currency,
        "lines": [
            {
                "path": list(line.ids),
                "name": line.name,
                "amounts": {
                    str(year): {"old": meaning(entry.old), "new": meaning(entry.new), "stands": list(entry.stands)}
                    for year, entry in line.cells.items()
                },
                "total": _sum(line.total),
            }
            for line in effect.lines
        ],
        "unchanged": effect.unchanged,
        "years": _sums(effect.years),
        "sources": _sums(effect.sources),
        "total": _sum(effect.total),
    }


def _sums(sums: Mapping[int | None, SumEffect] | Mapping[str | None, SumEffect]) -> Json:
    return {"" if key is None else str(key): _sum(sum_) for key, sum_ in sums.items()}


def _sum(sum_: SumEffect) -> Json:
    return {"old": sum_.old, "new": sum_.new, "delta": sum_.delta, "percent": plain(percent(sum_.percent))}
