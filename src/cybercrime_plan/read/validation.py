"""A tree of text to a plan: whole, or what is left of it without the sections that are refused."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from pydantic import ValidationError

from cybercrime_plan.findings import Complaint, Finding, Loc, Place, Positions, Span, in_order
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.references import unsound_references
from cybercrime_plan.read.shape import MOST_COMPLAINTS, Coded, complaints, sections
from cybercrime_plan.read.text import TextTree, Tree
from cybercrime_plan.refusals import refusal

_STAND_INS: Final = {"format": "1", "id": "unread"}
"""What no plan can do without, for when the file's own cannot be read."""


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
    told = [coded for coded in said if not _follows(coded, doubtful)]
    unlisted = sound.unlisted + max(len(told) - MOST_COMPLAINTS, 0)
    findings = [placed(coded, text.positions) for coded in told[:MOST_COMPLAINTS]]
    if unlisted:
        findings.append(_and_more(unlisted))
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


def _follows(coded: Coded, doubtful: Collection[Loc]) -> bool:
    """Whether this is only said because the reader of the text refused something there."""
    loc = coded.complaint.loc
    around = (loc[:length] for length in range(1, len(loc) + 1))
    return any(part in doubtful for part in around) or (*loc[:-1], "<<") in doubtful


def placed(coded: Coded, positions: Positions) -> Finding:
    """The finding a complaint makes: at the value, or at its name when that is what is wrong."""
    loc = coded.complaint.loc
    place = positions.key(loc) if coded.of_name else None
    return Finding(refusal(coded.code), coded.complaint, place or positions.near(loc))


def _and_more(count: int) -> Finding:
    message = n_("{count} more fault is not listed", "{count} more faults are not listed", count)
    return Finding(refusal("YML107"), Complaint(message, hint=_("is this a plan file?")))


def _where(place: Place | None) -> Text:
    if isinstance(place, Span):
        return _("on line {line}", line=place.line)
    return _("in {cell}", cell=str(place)) if place else _("elsewhere")
