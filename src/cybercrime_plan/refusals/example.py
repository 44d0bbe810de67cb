"""Small complete plan files, from which the examples of the refusals differ in one place."""

from __future__ import annotations

from typing import Final

from cybercrime_plan.findings import Rule, Severity
from cybercrime_plan.language import Text

BUDGET: Final = """\
format: 1
id: mau
budget:
  unit: triệu đồng
  sources:
    - {id: tinh, name: Ngân sách tỉnh}
  years: [2024, 2025]
  lines:
    - id: phong-ngua
      name: Công tác phòng ngừa
      amounts: [300, 200]
      total: 500
      source: tinh
  totals: [300, 200]
  total: 500
"""
REPORT: Final = """\
format: 1
id: mau
period: {from: 2024, to: 2025}
reports:
  - id: nam
    title: Báo cáo năm
    kind: periodic
    bound: before
    rule: {freq: yearly, bymonth: 11, bymonthday: 15}
"""


def refused(code: str, name: str, summary: Text, advice: Text, *, bad: str, good: str = BUDGET) -> Rule:
    """The rule under which a reader refuses; a refusal is always an error."""
    return Rule(code, name, Severity.ERROR, summary, advice, bad, good)


def changed(good: str, *slips: tuple[str, str]) -> str:
    """An example with slips: what is right, and what is written instead.

    Raises:
        ValueError: the example does not hold what is to be changed.
    """
    bad = good
    for right, wrong in slips:
        if right not in bad:
            raise ValueError(right)
        bad = bad.replace(right, wrong, 1)
    return bad
