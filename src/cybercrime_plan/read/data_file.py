"""A data file that is no plan (working days, bodies): read, validated, and refused with places like one."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from cybercrime_plan.findings import Finding, in_order
from cybercrime_plan.model.base import Part
from cybercrime_plan.read.load import InvalidPlan
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.read.validation import complaints, placed

T = TypeVar("T", bound=Part)


def read_data(file: str, data: bytes, model: type[T]) -> T:
    """Read the bytes of a data file as that model.

    Args:
        file: the name to show.

    Raises:
        InvalidPlan: something in it is refused; the findings say what, in the order of the file.
    """
    text = read_tree(data)
    findings: tuple[Finding, ...] = text.findings
    if not findings:
        try:
            return model.model_validate(text.tree)
        except ValidationError as error:
            said = complaints(error, text.tree, model)
            findings = in_order(placed(coded, text.positions) for coded in said)
    raise InvalidPlan(file, findings)
