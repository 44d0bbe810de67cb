"""A change in words: what it is about, where the document has it, and its two values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final, NamedTuple

from cybercrime_plan.calc.diff.classes import Change, Sides, along, at_loc
from cybercrime_plan.calc.diff.edits import Edit, Member, Op
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.base import Part, Words, shortened
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.fields import field_along, fields_of, registries
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.money import Dash, Money, Number, Unit, in_unit, signed
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.recurrence import After, Recurrence
from cybercrime_plan.model.reports import DataWindow
from cybercrime_plan.model.statistics import Quantity
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.render.names import joined
from cybercrime_plan.render.sections import after_periods, recurring
from cybercrime_plan.render.table import Percent, Redline, RevisionMark, arrow, words_redline

_NAMES: Final = ("name", "title", "summary", "label")
"""The field a record is told by, the first that it has."""
_LONGEST: Final = 80


NamesOfIds = Mapping[str, Mapping[str, str]]
"""By the registry and the id: the name people know the record by."""


def names_of_ids(*plans: Plan) -> NamesOfIds:
    """The names of all records with ids; what the last plan calls them where several know them."""
    names: dict[str, dict[str, str]] = {}
    for plan in plans:
        for registry, ids in registries(plan):
            known = names.setdefault(".".join(map(str, registry)), {})
            known |= {id_: name_of(at_loc(plan, loc[:-1])) or id_ for loc, id_ in ids}
    return names


def name_of(record: Part) -> str | None:
    """What a record is called by, when it has a name, a title or a summary."""
    name = next((text for field in _NAMES if (text := getattr(record, field, None))), None)
    return None if name is None else str(name)


def label_of(edit: Edit, sides: Sides, names: NamesOfIds) -> Text | str:
    """The thing an edit changes, for people: `Mua sắm trang thiết bị: 2025`.

    Args:
        names: of the records that ids refer to.
    """
    first, *rest = _words(edit, sides, names)
    label: Text | str = first
    for word in rest:
        label = _("{whole}: {part}", whole=label, part=word)
    return label


def label_at(plan: Plan, loc: Loc) -> Text | str:
    """What stands at a place of a plan, for people: `Mua sắm trang thiết bị: total`."""
    path: list[str | Member] = []
    years = plan.budget.years if plan.budget else ()
    for (*_above, key), value in along(plan, loc):
        if not isinstance(key, int):
            path.append(key)
        elif isinstance(value, Part):
            path.append(Member(str(getattr(value, "id", key))))
        else:
            path.append(Member(years[key]))
    sides = Sides(plan, plan, (), WorkingDays())
    return label_of(Edit(Op.SET, tuple(path), tuple(path), locs=(loc, loc)), sides, {})


def place_of(edit: Edit, sides: Sides) -> str | None:
    """Where the document has it: the place of the fact, or of the part around it."""
    places = [getattr(value, "at", None) for _loc, value in _on_the_way(edit, sides)]
    return next(filter(None, reversed(places)), None)


def _on_the_way(edit: Edit, sides: Sides) -> Iterator[tuple[Loc, Any]]:
    """Everything an edit lies in, from the outermost, in the newer plan where that has it."""
    old, new = edit.locs
    return along(sides.a, old or ()) if new is None else along(sides.b, new)


def _words(edit: Edit, sides: Sides, names: NamesOfIds) -> Iterator[Text | str]:
    inside = {len(loc): value for loc, value in _on_the_way(edit, sides)}
    part: type[Part] | None = type(sides.a)
    field = field_along(type(sides.a), edit.fields)
    called = names.get(field.registry or "", {}) if field else {}
    in_list = any(isinstance(step, Member) for step in edit.path)
    term: Text | str = ""
    named = False
    for depth, step in enumerate(edit.path, start=1):
        last = depth == len(edit.path)
        if isinstance(step, str):
            entered = fields_of(part).get(step) if part else None
            term, part = (entered.label, entered.part) if entered else (step, None)
            if last or (depth == 1 and not in_list):
                yield term
        elif isinstance(step.name, int):
            yield from () if named else (term,)
            yield str(step.name)
        elif isinstance(record := inside.get(depth), Part):
            yield from _named(record, term, told_by_place=edit.path[0] == "tasks")
            named = True
        else:
            yield term
            by_key = field is not None and field.by_key
            yield from () if named and last and not by_key else (called.get(step.name, step.name),)


def _named(record: Part, term: Text | str, *, told_by_place: bool) -> Iterator[Text | str]:
    """A record by its name; by what its kind is called, and its id, when it has none."""
    if isinstance(record, Instrument):
        yield " ".join(str(part) for part in (record.kind, record.number) if part)
        return
    name = name_of(record)
    if name is None:
        yield term
        yield from filter(None, (getattr(record, "id", None),))
    else:
        place = getattr(record, "at", None) if told_by_place else None
        yield shortened(f"{place} {name}" if place else name, _LONGEST)


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
        # the one record that moved, if it was one alone
        for name in (new[0], old[0], *old[1:]) if len(old) == len(new) <= _MOST_MOVED else ():
            if [one for one in old if one != name] == [one for one in new if one != name]:
                before, after = old.index(name) + 1, new.index(name) + 1
                said = _(
                    "“{name}” moved from place {before} to place {after}", name=name, before=before, after=after
                )
                return Redline(((RevisionMark.SAME, said),))
        return arrow(_order(old), _order(new))
    if change.parts:
        return arrow(*respelled_words(change))
    if isinstance(old, str) and isinstance(new, str) and min(len(old.split()), len(new.split())) > 1:
        return words_redline(old, new)
    return arrow(_in_row(old, change, words), _in_row(new, change, words), _difference(change, words))


def _difference(change: Change, words: Vocabulary) -> Text | str:
    """`(+300; +9,1 %)`, or the days; nothing where there is no difference to tell."""
    if change.delta is None or (change.unit != "days" and not change.delta):
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


def shown(value: Any, words: Vocabulary) -> Text | str:  # noqa: PLR0911 - a line for each kind of value
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
            figure = _("{figure} {unit}", figure=part.printed or str(part.value), unit=part.unit)
            bound = part.qualifier
            return figure if bound is None else _("{bound} {figure}", bound=bound.label, figure=figure)
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
