"""Figures a plan argues with: a total, its parts, their units and bounds."""

from __future__ import annotations

from cybercrime_plan.model.base import Label, Many, Part, Slug
from cybercrime_plan.model.budget import QualifierName
from cybercrime_plan.model.money import PrintedNumber


class Quantity(Part):
    """A printed figure with its unit: a unit of money, or a counting word such as `vụ`."""

    value: PrintedNumber
    unit: Label
    qualifier: QualifierName | None = None


class Component(Part):
    """One part of a statistic."""

    label: Label
    quantity: Quantity
    at: Label | None = None


class Statistic(Part):
    """One measured fact."""

    id: Slug
    label: Label
    period: Label | None = None
    total: Quantity
    parts: Many[Component] = ()
    at: Label | None = None
