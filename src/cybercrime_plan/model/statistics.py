"""Figures a plan argues with: a total, its parts, their units and bounds."""

from typing import ClassVar

from pydantic import Field

from cybercrime_plan.language import N_
from cybercrime_plan.model.base import Flag, Id, Label, Many, Part, Place
from cybercrime_plan.model.budget import QualifierName
from cybercrime_plan.model.money import PrintedNumber


class Quantity(Part):
    """A printed figure with its unit: a unit of money, or a counting word such as `vụ`."""

    one_fact: ClassVar[bool] = True

    value: PrintedNumber = Field(title=N_("value"), description=N_("the figure, exact"))
    unit: Label = Field(title=N_("unit"), description=N_("a unit of money, or what is counted: vụ, tin báo"))
    qualifier: QualifierName | None = Field(
        None,
        title=N_("bound of the figure"),
        description=N_("hơn, trên, tối thiểu, khoảng, gần, tối đa: the figure is a bound"),
    )
    printed: Label | None = Field(
        None, title=N_("as printed"), description=N_("the figure as printed, when padded with zeros: 08")
    )


class Component(Quantity):
    """One part of a statistic."""

    one_fact: ClassVar[bool] = False
    id: Id
    label: Label = Field(title=N_("label"), description=N_("what is measured, in our own short words"))
    at: Place = None


class Statistic(Part):
    """One measured fact."""

    id: Id
    label: Label = Field(title=N_("label"), description=N_("what is measured, in our own short words"))
    period: Label | None = Field(None, title=N_("period"), description=N_("the time it was counted over"))
    total: Quantity = Field(title=N_("total"), description=N_("the whole, as printed"))
    parts: Many[Component] = Field(
        (), title=N_("parts"), description=N_("the parts the document divides the total into")
    )
    partial: Flag = Field(
        default=False,
        title=N_("only some parts"),
        description=N_("whether only some parts are named (“trong đó”), so that they need not make the total"),
    )
    at: Place = None
