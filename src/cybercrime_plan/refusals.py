"""What the reader refuses: the rules of the families YML (syntax and safety) and SCH (shape and types).

They stand below the model because its closed parsers refuse in their name. Each is found by reading,
not by a check of a finished plan, so none has a function in `rules/`.
"""

from __future__ import annotations

from cybercrime_plan.findings import Rule, Severity
from cybercrime_plan.language import Text

_BY_CODE: dict[str, Rule] = {}


def _refusal(code: str, name: str, *, summary: Text, advice: Text, bad: str, good: str) -> Rule:
    rule = Rule(code, name, Severity.ERROR, summary, advice, bad, good)
    _BY_CODE[code] = rule
    return rule


def refusal(code: str) -> Rule:
    """The rule of that code.

    Raises:
        KeyError: no refusal has it.
    """
    return _BY_CODE[code]


def refusals() -> tuple[Rule, ...]:
    """All of them, by code."""
    return tuple(_BY_CODE[code] for code in sorted(_BY_CODE))
