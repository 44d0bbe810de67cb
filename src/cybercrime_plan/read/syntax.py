"""The parser's complaints in sentences that a person who never learnt YAML can act on."""

from typing import Final, NamedTuple

from cybercrime_plan.findings import Complaint, Finding, Span
from cybercrime_plan.language import Text, _
from cybercrime_plan.refusals import refusal


class Trouble(NamedTuple):
    """Why the parser gave up.

    Attributes:
        words: its own, in English.
        here: where it gave up.
        opened: where what it was reading begins, if it says so.
        line: the whole line on which it gave up.
    """

    words: str
    here: Span
    opened: Span | None
    line: str


class _Slip(NamedTuple):
    """A known slip, told by words that appear in the parser's complaint."""

    code: str
    words: tuple[str, ...]
    message: Text
    hint: Text
    at_opening: bool = False


_QUOTE_IT: Final = _("put the whole text in quotes")

_SLIPS: Final = (
    _Slip(
        "YML305",
        ("document start",),
        _("a second document begins here; a file holds one plan"),
        _("keep each plan in a file of its own"),
    ),
    _Slip(
        "YML201",
        ("tab character", "cannot start any token: \t"),
        _("a tab stands where blanks should indent the line"),
        _("indent with blanks only; most editors can convert tabs"),
    ),
    _Slip(
        "YML207",
        ("escape", "hexdecimal"),
        _("a backslash in double quotes begins an escape, and this one is unknown"),
        _("write the text in single quotes, where a backslash is only a backslash"),
    ),
    _Slip(
        "YML203",
        ("quoted scalar",),
        _("the quote opened here is never closed"),
        _("close it; inside single quotes an apostrophe is written twice"),
        at_opening=True,
    ),
    _Slip(
        "YML204",
        ("expected ',' or",),
        _("the bracket opened here is not closed, or a comma is missing in it"),
        _("close it, and put a comma between its parts"),
        at_opening=True,
    ),
    _Slip(
        "YML206",
        ("could not find expected ':'",),
        _("this line has no colon"),
        _("write the field, a colon, a blank and the value; indent a text that goes on over several lines"),
        at_opening=True,
    ),
    _Slip(
        "YML205",
        ("mapping values are not allowed",),
        _("a colon is not expected here"),
        _("put a text that holds a colon in quotes; begin a field under the fields it belongs to"),
    ),
    _Slip(
        "YML205",
        ("text goes on",),
        _("text goes on after a closing quote, a bracket or a name"),
        _QUOTE_IT,
    ),
    _Slip(
        "YML205",
        (
            "cannot start any token",
            "alphabetic or numeric",
            "node content",
            "tag",
            "block scalar",
            "mapping keys are not allowed",
        ),
        _("a text cannot begin with the sign that stands here"),
        _QUOTE_IT,
        at_opening=True,
    ),
    _Slip(
        "YML202",
        ("block mapping", "block collection", "sequence entries are not allowed"),
        _("this line is not indented like the lines it belongs to"),
        _("begin it in the same column as the fields, or the dashes, around it"),
    ),
)


def explain(trouble: Trouble) -> Finding:
    """The finding a person can act on."""
    words = _more_exactly(trouble)
    for slip in _SLIPS:
        if any(word in words for word in slip.words):
            place = trouble.opened if slip.at_opening and trouble.opened else trouble.here
            return Finding(refusal(slip.code), Complaint(slip.message, hint=slip.hint), place)
    return Finding(refusal("YML208"), Complaint(_("this is not YAML: {words}", words=trouble.words)), trouble.here)


def _more_exactly(trouble: Trouble) -> str:
    """The parser's words, with what the line itself adds to them."""
    before, at = trouble.line[: trouble.here.column - 1], trouble.line[trouble.here.column - 1 :]
    if "cannot start any token" in trouble.words:
        return f"cannot start any token: {at[:1]}"
    if "node content" in trouble.words and not at.strip():
        return "expected ',' or"
    if "while parsing a block" in trouble.words and before.strip(" \t-"):
        return "node content" if "node content" in trouble.words else "text goes on"
    return trouble.words
