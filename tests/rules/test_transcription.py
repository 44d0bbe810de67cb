"""What `plan verify` finds: the examples in its catalogue, each a plan with its source below it."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from cybercrime_plan.calc.transcription import transcription
from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Finding, Rule
from cybercrime_plan.model.source_text import SourceText
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import check
from cybercrime_plan.rules.transcription import RULES, transcription_findings
from tests.conftest import Golden
from tests.told import said

AS_OF = date(2026, 6, 1)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def findings_of(example: str) -> tuple[Finding, ...]:
    """What is found in an example, whose source stands in the comments behind the line of hyphens."""
    plan, _line, comments = example.partition("# --- Văn bản nguồn · The source document ---\n")
    text = "".join(f"{line.removeprefix('# ')}\n" for line in comments.splitlines())
    loaded = load(plan.encode(), "example.yaml")
    assert loaded.plan is not None
    assert loaded.findings == ()
    source = SourceText("nguon.txt", hashlib.sha256(text.encode()).hexdigest(), text)
    reading = Reading(loaded.plan, AS_OF, positions=loaded.positions)
    return transcription_findings(reading, transcription(loaded.plan, source))


@EVERY_RULE
def test_the_bad_example_breaks_this_rule_and_no_other_of_its_weight(rule: Rule) -> None:
    findings = findings_of(meaning(rule.code).bad)
    assert {one.rule.code for one in findings if one.rule.severity is rule.severity} == {rule.code}


@EVERY_RULE
def test_the_good_example_breaks_none(rule: Rule) -> None:
    assert findings_of(meaning(rule.code).good) == ()


@EVERY_RULE
def test_every_complaint_has_a_place_and_a_path(rule: Rule) -> None:
    for finding in findings_of(meaning(rule.code).bad):
        assert finding.place is not None
        assert finding.complaint.path


def test_what_is_said_of_the_bad_examples(golden: Golden) -> None:
    lines = (line for rule in RULES for line in (f"# {rule.code}", *said(findings_of(meaning(rule.code).bad)), ""))
    golden("findings/VER.txt", "\n".join(lines))


ACKNOWLEDGED = """\
acknowledged:
  - code: VER104
    path: agencies[cong-an].name
    figures: [Công an thành phố, Công an tỉnh]
    reason: {vi: Bản chép cố ý ghi tên khác., en: Another name is kept on purpose.}
    by: Người số hóa
"""


def with_acknowledgement(figure: str) -> str:
    bad = meaning("VER104").bad
    return bad.replace("tasks:", ACKNOWLEDGED.replace("[Công an thành phố", f"[{figure}") + "tasks:")


def test_what_is_acknowledged_is_marked_and_another_figure_is_not() -> None:
    (held,) = findings_of(with_acknowledgement("Công an thành phố"))
    assert held.acknowledged is not None
    assert {one.rule.code for one in findings_of(with_acknowledgement("Công an huyện"))} == {"VER104", "ACK101"}


def test_a_check_without_a_source_says_nothing_of_what_only_a_source_can_tell() -> None:
    loaded = load(with_acknowledgement("Công an thành phố").encode(), "example.yaml")
    assert loaded.plan is not None
    assert not [one for one in check(loaded.plan, as_of=AS_OF) if one.rule.family == "ACK"]
