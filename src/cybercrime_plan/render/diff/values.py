"""The two values of a change, for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any, Final, NamedTuple

from cybercrime_plan.calc.diff.classes import Change
from cybercrime_plan.calc.diff.edits import Member, Op
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.base import Part, Words
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.data_window import DataWindow
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.money import Dash, Money, Number, Unit, in_unit, signed
from cybercrime_plan.model.recurrence import After, Recurrence
from cybercrime_plan.model.statistics import Quantity
from cybercrime_plan.render.diff.labels import NamesOfIds
from cybercrime_plan.render.names import joined
from cybercrime_plan.render.redline import Redline, RevisionMark, arrow, words_redline
from cybercrime_plan.render.sections import after_periods, recurring
from cybercrime_plan.render.table import Percent

NOTHING: Final = _("(nothing)")
BLANK: Final = _("(blank)")
SHOWN_NAMES: Final = 12
_MOST_MOVED: Final = 200
"""Beyond so many records a new order is shown, and not searched for the one that moved."""
"""How many names of an order are written out."""


class Vocabulary(NamedTuple):
    """What values are told in.

    Attributes:
        unit: of money.
        names: of the records that ids refer to.
    """

    unit: Unit
    names: NamesOfIds


def shown_old_and_new(change: Change, words: Vocabulary) -> tuple[Text | str, Text | str]:
    """Both values in words."""
    old, new = change.edit.old, change.edit.new
    if change.op is Op.ORDER:
        return _order(old), _order(new)
    if change.parts:
        return respelled_words(change)
    return _with_unit(old, change, words), _with_unit(new, change, words)


def named(value: Any, registry: str | None, words: Vocabulary) -> Any:
    """An id, or several, as the names of what they refer to; any other value as it is."""
    names = words.names.get(registry or "", {})
    if isinstance(value, tuple):
        return tuple(names.get(item, item) if isinstance(item, str) else item for item in value)
    if isinstance(value, dict):
        return {names.get(key, key): item for key, item in value.items()}
    return names.get(value, value) if isinstance(value, str) else value


def _in_row(value: Any, change: Change, words: Vocabulary) -> Text | str:
    """A value in words; an empty cell of a row that stands on both sides is a blank, not nothing."""
    is_cell = change.op is Op.SET and isinstance(change.edit.path[-1], Member) and change.edit.path[0] == "budget"
    return BLANK if value is None and is_cell else shown(value, words)


def respelled_words(change: Change) -> tuple[str, str]:
    """The words that are spelled otherwise, each once, before and after."""
    words: dict[tuple[str, str], None] = {}
    for part in change.parts:
        old, new = str(part.old).split(), str(part.new).split()
        pairs = zip(old, new, strict=True) if len(old) == len(new) else ((str(part.old), str(part.new)),)
        words |= dict.fromkeys((was, is_) for was, is_ in pairs if was != is_)
    return _order([was for was, _is in words]), _order([is_ for _was, is_ in words])


def _with_unit(value: Any, change: Change, words: Vocabulary) -> Text | str:
    figure = _in_row(value, change, words)
    return _("{figure} {unit}", figure=figure, unit=words.unit) if isinstance(value, Money) else figure


def redline(change: Change, words: Vocabulary) -> Redline:
    """Old and new: for money with the difference, for texts with the words that go and come."""
    old, new = change.edit.old, change.edit.new
    if change.op is Op.ORDER:
        return _moved(old, new) or arrow(_order(old), _order(new))
    if change.parts:
        return arrow(*respelled_words(change))
    if isinstance(old, str) and isinstance(new, str) and min(len(old.split()), len(new.split())) > 1:
        return words_redline(old, new)
    return arrow(_in_row(old, change, words), _in_row(new, change, words), _difference(change, words))


def _moved(old: tuple[str, ...], new: tuple[str, ...]) -> Redline | None:
    """A new order told as the one record that moved; None when several did."""
    for name in (new[0], old[0], *old[1:]) if len(old) == len(new) <= _MOST_MOVED else ():
        if [one for one in old if one != name] == [one for one in new if one != name]:
            said = _(
                "“{name}” moved from place {before} to place {after}",
                name=name,
                before=old.index(name) + 1,
                after=new.index(name) + 1,
            )
            return Redline(((RevisionMark.SAME, said),))
    return None


def _difference(change: Change, words: Vocabulary) -> Text | str:
    """`(+300; +9,1 %)`, or the days; nothing where there is no difference to tell."""
    if change.delta is None or (change.unit == "VND" and not change.delta):
        return ""
    if change.unit == "days":
        later = n_("{count} day later", "{count} days later", change.delta)
        earlier = n_("{count} day earlier", "{count} days earlier", -change.delta)
        return _("({days})", days=earlier if change.delta < 0 else later)
    delta, unit = Money(change.delta), words.unit
    if change.percent is None or not isinstance(change.edit.old, Money) or not isinstance(change.edit.new, Money):
        return _("({delta} {unit})", delta=signed(delta, unit), unit=unit)
    return _(
        "{unit} ({delta}; {percent})", unit=unit, delta=signed(delta, unit), percent=signed_percent(change.percent)
    )


def signed_percent(number: Number) -> str:
    """A change in percent with its sign: `+9,1 %`."""
    return f"{'+' if number.digits > 0 else ''}{Percent(number)}"


def _order(names: Sequence[str]) -> str:
    left = len(names) - SHOWN_NAMES
    return "; ".join(names[:SHOWN_NAMES]) + (f"; … (+{left})" if left > 0 else "")


def shown(value: Any, words: Vocabulary) -> Text | str:
    """One value in words."""
    match value:
        case None | ():
            return NOTHING
        case Money():
            return in_unit(value, words.unit)
        case tuple():
            return _as_it_is(tuple(shown(item, words) for item in value))
        case dict():
            said = [_("{term}: {value}", term=key, value=shown(item, words)) for key, item in value.items()]
            return _("({values})", values=tuple(said)) if said else NOTHING
        case Part():
            return _part(value, words)
        case _:
            return _word_or_figure(value)


def _word_or_figure(value: Any) -> Text | str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Words():
            return value.label
        case date():
            return _as_it_is(value)
        case PartialDate():
            return shown_date(value)
        case _:
            return str(value.value if isinstance(value, Enum) and not isinstance(value, (Dash, Unit)) else value)


def shown_date(value: PartialDate) -> Text | str:
    """A date as far as it is known."""
    if value.month is None:
        return str(value.year)
    if value.day is None:
        return _("{year}-{month}", year=value.year, month=f"{value.month:02d}")
    return _as_it_is(value.first)


def _as_it_is(value: object) -> Text:
    """A value that the language itself knows how to say."""
    return Text("{value}", (("value", value),))


def _part(part: Part, words: Vocabulary) -> Text | str:
    match part:
        case Recurrence():
            return recurring(part)
        case After():
            return after_periods(part)
        case DataWindow():
            return _("{first} to {last}", first=str(part.from_), last=str(part.to))
        case Quantity():
            return _quantity(part)
        case Budget():
            return n_("the table of {count} line", "the table of {count} lines", len(part.lines))
        case _:
            # everything a record says, field by field
            said = [
                _("{term}: {value}", term=field.label, value=shown(named(value, field.registry, words), words))
                for field in fields_of(type(part)).values()
                if (value := part.__dict__[field.attribute]) != field.default and field.name != "id"
            ]
            return joined(tuple(said)) if said else NOTHING


def _quantity(quantity: Quantity) -> Text:
    figure = _("{figure} {unit}", figure=quantity.printed or str(quantity.value), unit=quantity.unit)
    if quantity.qualifier is None:
        return figure
    return _("{bound} {figure}", bound=quantity.qualifier.label, figure=figure)
