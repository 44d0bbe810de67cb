"""A tree of text to a plan: whole, or what is left of it without the sections that are refused.

What the model refuses is said in our words, at its place, with a path and a hint; then whether ids are unique and
refer to something, and whether years run on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from itertools import islice, pairwise
from typing import Final, NamedTuple

from pydantic import ValidationError

from cybercrime_plan.findings import Complaint, Finding, Loc, Place, Positions, Span, in_order
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.base import Part, shortened
from cybercrime_plan.model.fields import References, fields_of, references, registries
from cybercrime_plan.model.paths import Paths
from cybercrime_plan.model.plan import Plan, PlanTable
from cybercrime_plan.model.reports import EVERY_AGENCY
from cybercrime_plan.read.text import TextTree, Tree
from cybercrime_plan.refusals import refusal

_STAND_INS: Final = {"format": "1", "id": "unread"}
"""What no plan can do without, for when the file's own cannot be read."""


_LIST: Final = _("write [one, two], or each after a dash on a line of its own; leave out a field that has none")
_FIELDS: Final = _("write a field, a colon, a blank and the value, for example: {example}", example="id: dong-thap")

MOST_COMPLAINTS: Final = 1000
_MOST_KNOWN: Final = 200
"""Among more ids than any plan has, looking for one that was meant takes longer than it helps."""

_Said = tuple[str, Text, Text | None]
"""Code, message and hint."""


Where = Callable[[Loc], Text]
"""How a sentence names another place of the same file."""


class Coded(NamedTuple):
    """A complaint with the code of the refusal.

    Attributes:
        of_name: whether it is the name of the field that is wrong, not its value.
    """

    code: str
    complaint: Complaint
    of_name: bool = False


class Validated(NamedTuple):
    """What a tree of text means.

    Attributes:
        plan: None when nothing can be made of the tree; else without the sections in `unread`.
        unread: the top-level sections left out, because something in them is refused. When `format` or `id` is
            among them, the plan's own is a stand-in.
        findings: what is refused, in the order of the file.
    """

    plan: Plan | None
    unread: frozenset[str]
    findings: tuple[Finding, ...]


def validated(text: TextTree, model: type[Plan] = Plan) -> Validated:
    """The plan in a tree of text, and all that is wrong with it, by what the model says a plan is."""
    if text.tree is None:
        return Validated(None, frozenset(), text.findings)
    doubtful = {finding.complaint.loc for finding in text.findings} - {()}
    sound, unread = _sound_part(text.tree, model, {str(loc[0]) for loc in doubtful})
    said = list(sound.said)
    if sound.plan:
        said += unsound_references(sound.plan, lambda loc: _where(text.positions.near(loc)))
    told = []
    for coded in said:
        # not what is only said because the reader of the text refused something there
        loc = coded.complaint.loc
        if doubtful.isdisjoint({(*loc[:-1], "<<"), *(loc[:length] for length in range(1, len(loc) + 1))}):
            told.append(coded)
    unlisted = sound.unlisted + max(len(told) - MOST_COMPLAINTS, 0)
    findings = [placed(coded, text.positions) for coded in told[:MOST_COMPLAINTS]]
    if unlisted:
        message = n_("{count} more fault is not listed", "{count} more faults are not listed", unlisted)
        findings.append(Finding(refusal("YML107"), Complaint(message, hint=_("is this a plan file?"))))
    return Validated(sound.plan, frozenset(unread), in_order((*text.findings, *findings)))


class _Attempt(NamedTuple):
    """A plan, or what is wrong with it, how much more is, and in which sections."""

    plan: Plan | None
    said: tuple[Coded, ...] = ()
    unlisted: int = 0
    sections: AbstractSet[str] = frozenset()


def _sound_part(tree: Tree, model: type[Plan], doubtful: AbstractSet[str]) -> tuple[_Attempt, AbstractSet[str]]:
    """The plan without the sections that are refused; what is left may be refused in its turn."""
    attempt = _attempt(tree, model)
    unread = doubtful | attempt.sections if isinstance(tree, dict) else frozenset[str]()
    said, unlisted = attempt.said, attempt.unlisted
    while unread:
        rest = {name: value for name, value in tree.items() if name not in unread}
        attempt = _attempt(_STAND_INS | rest, model, partial=True)
        if "period" not in unread:  # without it, every duty that returns would be refused
            said, unlisted = said + attempt.said, unlisted + attempt.unlisted
        if attempt.sections <= unread:
            break
        unread |= attempt.sections
    return attempt._replace(said=said, unlisted=unlisted), unread


def _attempt(tree: Tree, model: type[Plan], *, partial: bool = False) -> _Attempt:
    try:
        return _Attempt(model.model_validate(tree, context={"partial": True} if partial else None))
    except ValidationError as error:
        said = tuple(complaints(error, tree, model))
        return _Attempt(None, said, error.error_count() - len(said), sections(error))


def placed(coded: Coded, positions: Positions) -> Finding:
    """The finding a complaint makes: at the value, or at its name when that is what is wrong."""
    loc = coded.complaint.loc
    place = positions.key(loc) if coded.of_name else None
    return Finding(refusal(coded.code), coded.complaint, place or positions.near(loc))


def _where(place: Place | None) -> Text:
    if isinstance(place, Span):
        return _("on line {line}", line=place.line)
    return _("in {cell}", cell=str(place)) if place else _("elsewhere")


def complaints(error: ValidationError, tree: object, root: type[Part] = Plan) -> Iterator[Coded]:
    """The faults of the tree of a file whose whole is a `root`; no more than are worth listing."""
    paths = Paths(tree)
    for details in islice(error.errors(include_url=False, include_input=False), MOST_COMPLAINTS):
        kind, loc = details["type"], details["loc"]
        of_name = kind == "extra_forbidden"
        if loc and loc[-1] == "[key]":
            loc, of_name = loc[:-1], True
        if kind == "refused":
            said = details["ctx"]
            loc = (*loc, *said["at"])
            code, message, hint = said["code"], said["message"], said["hint"]
        else:
            code, message, hint = _said(kind, loc, root)
            value = tree
            for key in loc if of_name else ():
                if isinstance(value, dict):
                    value = value.get(key)
                elif isinstance(value, (tuple, list)):
                    value = value[int(key)]
            if of_name and value is None and " " in str(loc[-1]):
                hint = _COMMA  # a name without a value has words like a text: what stands behind a comma
        yield Coded(code, Complaint(message, loc, paths.of(loc), hint), of_name)


def sections(error: ValidationError) -> set[str]:
    """The top-level fields in which there are faults, listed or not."""
    faults = error.errors(include_url=False, include_input=False)
    locs = (fault["loc"] or fault.get("ctx", {}).get("at") for fault in faults)
    return {str(loc[0]) for loc in locs if loc}


def _said(kind: str, loc: Loc, root: type[Part]) -> _Said:
    match kind:
        case "missing":
            return "SCH111", _("the field {name} is missing", name=loc[-1]), None
        case "extra_forbidden":
            name = str(loc[-1])
            known = sorted(fields_at(loc[:-1], root))
            hint = meant(name, known) or _("the fields here are: {fields}", fields=", ".join(known))
            return "SCH112", _("there is no field {name} here", name=shortened(name)), hint
        case "tuple_type":
            return "SCH101", _("a list is expected here"), _LIST
        case _:
            return "SCH113", _("fields are expected here, each with its value"), _FIELDS


_COMMA: Final = _('a comma between braces ends a text: write the whole text in quotes, "…, …"')


def meant(written: str, known: list[str]) -> Text | None:
    """The question whether one of the known words was meant, if one is close to what is written."""
    close = get_close_matches(shortened(written), known, n=1) if len(known) <= _MOST_KNOWN else ()
    return _("did you mean {name}?", name=close[0]) if close else None


def fields_at(loc: Loc, root: type[Part] = Plan) -> set[str]:
    """The fields a record at this place may have, as a file writes them."""
    record = root
    for key in loc:
        field = fields_of(record).get(str(key))
        record = field.part if field and field.part else record
    return set(fields_of(record))


class _Declared(NamedTuple):
    """Records with ids: where they are declared, and the ids in the order of the alphabet."""

    loc: Loc
    known: frozenset[str]
    names: list[str]


def unsound_references(plan: Plan, where: Where) -> Iterator[Coded]:
    """Every id used twice, every id that refers to nothing, every year out of order."""
    paths = Paths(plan)
    declared: dict[str | None, _Declared] = {}
    for loc, ids in registries(plan):
        first: dict[str, Loc] = {}
        for own, name in ids:
            if name in first:
                message = _("the id {id} is used twice: first {where}", id=name, where=where(first[name]))
                hint = _("every id stands for one thing only")
                yield Coded("SCH501", Complaint(message, own, paths.of(own), hint))
            first.setdefault(name, own)
        if ids:  # where nothing at all is declared, an id is a mere name
            known = frozenset(name for _loc, name in ids)
            declared[".".join(map(str, loc))] = _Declared(loc, known | {EVERY_AGENCY}, sorted(known))
    for table in plan.tables():
        yield from _unsound_table(table, paths)
    for used in references(plan):
        registry = next((declared[name] for name in _registries_of(used) if name in declared), None)
        if registry:
            for loc, name in used.placed():
                if name in registry.known:
                    continue
                message = _(
                    "nothing has the id {id} among those declared {where}", id=name, where=where(registry.loc)
                )
                complaint = Complaint(message, loc, paths.of(loc), meant(name, registry.names))
                yield Coded("SCH503", complaint, used.field.by_key)


def _registries_of(used: References) -> tuple[str, ...]:
    """Where its ids may be declared: in the table it stands in; sources also where the first table names them."""
    registry = used.field.registry or ""
    in_first, _dot, name = registry.partition(".")
    if used.loc[:1] != ("budgets",) or in_first != "budget" or used.field.name == "line":
        return (registry,)
    own = ".".join(map(str, (*used.loc[:2], name)))
    return (own, registry) if name == "sources" else (own,)


def _unsound_table(table: PlanTable, paths: Paths) -> Iterator[Coded]:
    """A table of nothing: no lines, or no years and no figures beside them either. And years out of order."""
    budget = table.budget
    beside = budget.columns or any(
        cell is not None for cell in (budget.total, *(one.total for one in budget.every_line()))
    )
    for name, is_empty in (("years", not budget.years and not beside), ("lines", not budget.lines)):
        if is_empty:
            loc: Loc = (*table.loc, name)
            hint = _("write what the document prints there")
            yield Coded("SCH114", Complaint(_("the list is empty"), loc, paths.of(loc), hint))
    for index, (before, year) in enumerate(pairwise(budget.years), start=1):
        if year <= before:
            loc = (*table.loc, "years", index)
            message = _("the year {year} follows {before}", year=year, before=before)
            hint = _("each year once, from the earliest to the latest; move the amounts with them")
            yield Coded("SCH502", Complaint(message, loc, paths.of(loc), hint))
