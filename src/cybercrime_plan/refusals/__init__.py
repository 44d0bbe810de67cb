"""What the reader refuses: the rules of the families YML (writing and safety) and SCH (shape and types).

They stand below the model because its closed parsers refuse in their name. Each is found by reading,
not by a check of a finished plan, so none has a function in `rules/`.
"""

from __future__ import annotations

from typing import Final

from cybercrime_plan.findings import Rule
from cybercrime_plan.refusals.duties import DUTIES
from cybercrime_plan.refusals.shape import SHAPE
from cybercrime_plan.refusals.values import VALUES
from cybercrime_plan.refusals.writing import WRITING

_BY_CODE: Final = {rule.code: rule for rule in (*WRITING, *SHAPE, *VALUES, *DUTIES)}


def refusal(code: str) -> Rule:
    """The rule of that code.

    Raises:
        KeyError: no refusal has it.
    """
    return _BY_CODE[code]


def refusals() -> tuple[Rule, ...]:
    """All of them, by code."""
    return tuple(_BY_CODE[code] for code in sorted(_BY_CODE))
