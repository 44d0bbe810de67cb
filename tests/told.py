"""What findings tell, as the goldens of the rules keep it."""

from __future__ import annotations

from collections.abc import Iterator

from cybercrime_plan.findings import Finding


def said(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Place, code and path of each finding; then its sentences, and what is suggested."""
    for finding in findings:
        complaint = finding.complaint
        yield f"{finding.place} {finding.rule.code} {finding.rule.severity} {complaint.path}"
        yield f"  {complaint.message}"
        if complaint.suggestion:
            one = complaint.suggestion
            yield f"  suggested, {one.certainty}: {one.path} = {one.value} {one.slip_kind or ''}".rstrip()
        for hypothesis in complaint.hypotheses:
            changes = (f"{one.path} = {one.value} {one.slip_kind or ''}".rstrip() for one in hypothesis.changes)
            yield f"  possible: {', '.join(changes)}"
        if complaint.hint:
            yield f"  hint: {complaint.hint}"
