"""Bytes to a tree of text: the strict reading of YAML.

YAML's own rules for scalars silently damage Vietnamese figures (`1.150` becomes 1.15), a repeated field keeps
the last of its values, and an alias can unfold into gigabytes. So nothing is interpreted here: the parser's
events are put together without recursion, every scalar stays text, and what a plan has no use for is refused,
in sentences that a person who never learnt YAML can act on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from itertools import accumulate, chain, islice
from typing import Any, Final, NamedTuple, Protocol
from unicodedata import is_normalized, normalize

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from cybercrime_plan.findings import Complaint, Finding, Positions, Span, in_order
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Plain, shortened
from cybercrime_plan.model.money import grouped
from cybercrime_plan.model.paths import path_of
from cybercrime_plan.read.encoding import MOST_FAULTS, decode, lines_in, unseen, unseen_complaint
from cybercrime_plan.read.positions import Point, TextPositions
from cybercrime_plan.refusals import refusal

Tree = Any
"""A dict, a tuple, a text (`Plain` for what may be a figure without quotes), or None (`null`, `~`, nothing)."""

_PORTION: Final = 1000
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TELLING: Final = frozenset({*"0123456789+-.", *(word[:1] for word in _NOTHING)})
"""How a figure or a null begins; most texts do not, and need no second look."""
MOST_LEVELS: Final = 32
MOST_VALUES: Final = 200_000

_NOT_A_PLAN: Final = _("is this a plan file?")
_TOO_DEEP: Final = _("the file is nested more than {limit} levels deep", limit=MOST_LEVELS)
_MERGE: Final = _("write the fields themselves; put the name in quotes if it really is one")
_NO_REFERENCES: Final = _("write the value itself; put a text that begins with this sign in quotes")


class TextTree(NamedTuple):
    """What a file says, before anybody asks what it means.

    Attributes:
        tree: None when the file cannot be read to its end, or says nothing.
        positions: where each value of the tree is written.
        findings: what is refused, in the order of the file. What is left of the tree is sound all the same.
        lines: the file, to show excerpts from.
    """

    tree: Tree
    positions: Positions
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]


def read_tree(data: bytes) -> TextTree:
    """Read the bytes of one plan file."""
    text, refused = decode(data)
    lines = lines_in(text)
    if refused:
        return TextTree(None, Positions(), refused, lines)
    # how many code points stand before each line; of what Python takes for line ends, only CR and LF are left
    written = text.splitlines(keepends=True)
    starts = list(accumulate(map(len, written), initial=0))
    positions = TextPositions(starts if text.endswith(("\n", "\r")) else starts[: max(len(written), 1)])
    faults = Faults(positions)
    try:
        tree = _compose(text, positions, faults)
    except Unsound as unsound:
        return TextTree(None, Positions(), faults.with_end(unsound.finding), lines)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        if isinstance(error, yaml.MarkedYAMLError):
            words = ": ".join(part for part in (error.context, error.problem) if part)
            here, opened = _point(error.problem_mark, positions), _point(error.context_mark, positions)
        else:  # PyYAML's own parser lets go of what Python says about an escape beyond Unicode
            words = "unknown escape character"
            here, opened = positions.span(len(positions.starts) - 1) if positions.starts else None, None
        here = here or Span(1, 1, 1, 1)
        end = explain(Trouble(words, here, opened, lines[here.line - 1]))
        return TextTree(None, Positions(), faults.with_end(end), lines)
    return TextTree(tree, positions, faults.findings(tree), lines)


class _Collection(NamedTuple):
    """A mapping or a list that is still being read.

    Attributes:
        number: which value of the file it is, counted from 0.
        values: those read so far; of a mapping names and values by turns.
    """

    number: int
    values: list[Any]
    is_mapping: bool = False
    in_brackets: bool = False

    @property
    def awaits_name(self) -> bool:
        """Whether what comes next is the name of a field."""
        return self.is_mapping and not len(self.values) % 2


def _compose(text: str, positions: TextPositions, faults: Faults) -> Tree:
    """Put the events of the parser together into the tree of the file, and note where each value stands."""
    composer = _Composer(text, positions, faults)
    for event in _events(text, positions.starts):
        kind = event.__class__
        if kind is ScalarEvent:
            composer.add(composer.scalar(event), event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            composer.open(event, is_mapping=kind is MappingStartEvent)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            composer.close(event)
        elif kind is AliasEvent:
            alias = faults.alias(event, len(positions.starts), is_name=composer.inner.awaits_name)
            composer.add(alias, event)
        elif kind is StreamEndEvent or (kind is DocumentStartEvent and faults.another_document(event)):
            break
    return faults.complete(composer.inner.values)


class _Composer:
    """The tree of a file as far as it is read, without recursion: the depth of a file costs no stack.

    Attributes:
        inner: the collection that the next value belongs to; first that of the whole file.
        outer: those around it, the outermost first.
    """

    def __init__(self, text: str, positions: TextPositions, faults: Faults) -> None:
        self._decorated = "&" in text or "!" in text
        self._fold = not is_normalized("NFC", text)
        self._positions = positions
        self._start, self._stop = positions.starts.append, positions.stops.append
        self._faults = faults
        self.inner = _Collection(0, [])
        self.outer: list[_Collection] = []

    def add(self, value: object, event: NodeEvent) -> None:
        """A value, or the name of one, with its place."""
        self.inner.values.append(value)
        self._start(event.start_mark.index)
        self._stop(event.end_mark.index)

    def scalar(self, event: Any) -> object:
        """The text of a scalar; None for nothing, `Plain` for what may be a figure without quotes."""
        value, style = event.value, event.style
        if self._decorated and (event.anchor is not None or event.tag is not None):
            self._faults.decorated(event, len(self._positions.starts))
        if (self._fold or style == '"') and not (value.isascii() and value.isprintable()):
            value = self._faults.cleaned(value, event, len(self._positions.starts))
        if style or value[:1] not in _TELLING or self.inner.awaits_name:
            return value
        return None if value in _NOTHING else Plain(value)

    def open(self, event: Any, *, is_mapping: bool) -> None:
        """A mapping or a list begins."""
        number, is_name, deep = len(self._positions.starts), self.inner.awaits_name, len(self.outer) == MOST_LEVELS
        if is_name or self._decorated or deep:
            self._faults.opened(event, number, too_deep=deep, is_name=is_name)
        self._start(event.start_mark.index)
        self._stop(event.end_mark.index)
        self.outer.append(self.inner)
        self.inner = _Collection(number, [], is_mapping, event.flow_style)

    def close(self, event: NodeEvent) -> None:
        """The innermost collection ends, and is a value of the one around it."""
        done, self.inner = self.inner, self.outer.pop()
        names = done.values[::2] if done.is_mapping else None
        whole = tuple(done.values) if names is None else self._faults.mapping(names, done.values[1::2], done.number)
        self._positions.collections[done.number] = len(self._positions.starts), names
        if done.in_brackets:
            self._positions.stops[done.number] = event.end_mark.index
        self.inner.values.append(UNNAMED if self.inner.awaits_name else whole)


def _events(text: str, starts: Sized) -> Iterator[Any]:
    """The parser's events, as long as there are not too many values; counted in portions to save time."""
    events = iter(_parser(text), None)

    def portions() -> Iterator[Iterator[Any]]:
        while len(starts) <= MOST_VALUES:
            yield islice(events, _PORTION)

    return chain.from_iterable(portions())


def _libyaml(text: str) -> Callable[[], Any]:
    parser: Callable[[], Any] = yaml.cyaml.CParser(text).get_event  # type: ignore[attr-defined]  # the stubs hide it
    return parser


class _PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, where it was installed without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def _pure(text: str) -> Callable[[], Any]:
    return _PureParser(text).get_event


_parser = _libyaml if yaml.__with_libyaml__ else _pure


def _point(mark: Point | None, positions: TextPositions) -> Span | None:
    return None if mark is None else positions.stretch(mark, mark)


class Unsound(Exception):  # noqa: N818 - never leaves the reader
    """The file cannot be read to its end."""

    def __init__(self, code: str, message: Text, hint: Text, place: Span) -> None:
        super().__init__(code)
        self.finding = Finding(refusal(code), Complaint(message, hint=hint), place)


UNNAMED: Final = object()
"""Stands where the name of a field should, which is not a text."""


class NodeEvent(Protocol):
    """The parser's event of a value."""

    anchor: str | None
    start_mark: Point
    end_mark: Point


class TaggedEvent(NodeEvent, Protocol):
    """The parser's event of a scalar, or of the beginning of a collection."""

    tag: str | None


class _YamlFault(NamedTuple):
    code: str
    message: Text
    hint: Text | None
    place: Span
    number: int
    key: str | None


class Faults:
    """The faults of one file, as they are met.

    Args:
        positions: the places of the file, as far as it is read.

    Attributes:
        met: those met so far, in no order.
    """

    def __init__(self, positions: TextPositions) -> None:
        self._positions = positions
        self.met: list[_YamlFault] = []

    def findings(self, tree: object) -> tuple[Finding, ...]:
        """All of them, in the order of the file."""
        found = []
        for fault in self.met:
            loc = self._positions.loc(fault.number)
            if fault.key is not None:
                loc = (*loc, fault.key)
            complaint = Complaint(fault.message, loc, path_of(loc, tree), fault.hint)
            found.append(Finding(refusal(fault.code), complaint, fault.place))
        return in_order(found)

    def with_end(self, end: Finding) -> tuple[Finding, ...]:
        """All of them, with the one that ended the reading, unless it only follows from one on its line."""
        found = [
            Finding(refusal(fault.code), Complaint(fault.message, hint=fault.hint), fault.place)
            for fault in self.met
        ]
        lines = {fault.place.line for fault in self.met}
        follows = isinstance(end.place, Span) and end.place.line in lines and end.rule.code.startswith("YML2")
        return in_order(found if follows else [*found, end])

    def decorated(self, event: TaggedEvent, number: int) -> None:
        """An anchor or a tag may stand before the value of this number."""
        place = self._place(event)
        if event.anchor is not None:
            message = _("&{name} names a part of the file to be used again", name=shortened(str(event.anchor)))
            self._add("YML302", message, number, place)
        if event.tag is not None:
            self._add(
                "YML303", _("the tag {name} asks for a type of its own", name=shortened(event.tag)), number, place
            )

    def opened(self, event: TaggedEvent, number: int, *, too_deep: bool, is_name: bool) -> None:
        """A collection begins, with something about it that no plan has.

        Raises:
            Unsound: it is too deep; the parser itself slows down with the square of the levels.
        """
        if event.anchor is not None or event.tag is not None:
            self.decorated(event, number)
        if too_deep:
            raise Unsound("YML108", _TOO_DEEP, _NOT_A_PLAN, self._place(event))
        if is_name:
            message = _("the name of a field is a text, not a list or a mapping")
            hint = _("put a name that begins with a bracket in quotes")
            self._add("YML306", message, number, self._place(event), hint)

    def alias(self, event: NodeEvent, number: int, *, is_name: bool) -> object:
        """An alias; as a value it is read on as the text it is written with."""
        message = _("*{name} refers to another part of the file", name=shortened(str(event.anchor)))
        self._add("YML301", message, number, self._place(event))
        return UNNAMED if is_name else Plain(f"*{event.anchor}")

    def cleaned(self, value: str, event: NodeEvent, number: int) -> str:
        """The text in NFC. An escape may have brought in what a file may not hold."""
        character = unseen(value)
        if character:
            code, complaint = unseen_complaint(character[0])
            self._add(code, complaint.message, number, self._place(event), complaint.hint)
        return normalize("NFC", value)

    def another_document(self, event: NodeEvent) -> bool:
        """A document begins; is it the second? The first stays as it was read."""
        if not self._positions.starts:
            return False
        message = _("a second document begins here; a file holds one plan")
        self._add("YML305", message, 0, self._place(event), _("keep each plan in a file of its own"))
        return True

    def complete(self, values: list[Any]) -> Any:
        """The root of the file, once all of it is read.

        Raises:
            Unsound: there is none, it is null, or there are more values than a plan ever has.
        """
        if len(self._positions.starts) > MOST_VALUES:
            message = _("the file has more than {limit} values", limit=grouped(MOST_VALUES))
            raise Unsound("YML109", message, _NOT_A_PLAN, self._positions.span(MOST_VALUES))
        if not values or values[0] is None:
            raise Unsound(
                "YML106", _("the file says nothing"), _("a plan begins with: format: 1"), Span(1, 1, 1, 1)
            )
        return values[0]

    def mapping(self, names: list[Any], values: list[Any], number: int) -> dict[str, Any]:
        """The mapping of this number, without the pairs that are refused: of repeated names the first stays."""
        mapping = dict(zip(names, values, strict=True))
        if len(mapping) == len(names) and "<<" not in mapping and not self.met:
            return mapping
        kept: dict[str, Any] = {}
        places: dict[str, Span] = {}
        child = number + 1
        for name, value in zip(names, values, strict=True):
            place = self._positions.span(child)
            child = self._positions.after(self._positions.after(child))
            if name is UNNAMED:
                continue
            if name in places:
                self._repeated(name, number, place, places[name])
            elif name == "<<" and place.end_column - place.column == len(name):
                self._add("YML304", _("<< merges another part of the file"), number, place, _MERGE, name)
            else:
                kept[name] = value
                places[name] = place
        return kept

    def _repeated(self, name: str, number: int, place: Span, first: Span) -> None:
        message = _(
            "{name} is written twice: first on line {line}, again here", name=shortened(name), line=first.line
        )
        self._add(
            "YML307", message, number, place, _("keep one of them; programs silently keep only the last"), name
        )

    def _add(
        self,
        code: str,
        message: Text,
        number: int,
        place: Span,
        hint: Text | None = _NO_REFERENCES,
        key: str | None = None,
    ) -> None:
        if len(self.met) == MOST_FAULTS:
            raise Unsound(
                "YML107",
                _("more than {limit} faults; the rest of the file is not read", limit=MOST_FAULTS),
                _NOT_A_PLAN,
                place,
            )
        self.met.append(_YamlFault(code, message, hint, place, number, key))

    def _place(self, event: NodeEvent) -> Span:
        return self._positions.stretch(event.start_mark, event.end_mark)


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


class _YamlSlip(NamedTuple):
    """A known slip, told by words that appear in the parser's complaint."""

    code: str
    words: tuple[str, ...]
    message: Text
    hint: Text
    at_opening: bool = False


_QUOTE_IT: Final = _("put the whole text in quotes")

_SLIPS: Final = (
    # libyaml itself goes no deeper than 1,000 brackets
    _YamlSlip("YML108", ("nesting depth",), _TOO_DEEP, _NOT_A_PLAN),
    _YamlSlip(
        "YML305",
        ("document start",),
        _("a second document begins here; a file holds one plan"),
        _("keep each plan in a file of its own"),
    ),
    _YamlSlip(
        "YML201",
        ("tab character", "cannot start any token: \t"),
        _("a tab stands where blanks should indent the line"),
        _("indent with blanks only; most editors can convert tabs"),
    ),
    _YamlSlip(
        "YML207",
        ("escape", "hexdecimal"),
        _("a backslash in double quotes begins an escape, and this one is unknown"),
        _("write the text in single quotes, where a backslash is only a backslash"),
    ),
    _YamlSlip(
        "YML203",
        ("quoted scalar",),
        _("the quote opened here is never closed"),
        _("close it; inside single quotes an apostrophe is written twice"),
        at_opening=True,
    ),
    _YamlSlip(
        "YML204",
        ("expected ',' or",),
        _("the bracket opened here is not closed, or a comma is missing in it"),
        _("close it, and put a comma between its parts"),
        at_opening=True,
    ),
    _YamlSlip(
        "YML206",
        ("could not find expected ':'",),
        _("this line has no colon"),
        _("write the field, a colon, a blank and the value; indent a text that goes on over several lines"),
        at_opening=True,
    ),
    _YamlSlip(
        "YML205",
        ("mapping values are not allowed",),
        _("a colon is not expected here"),
        _("put a text that holds a colon in quotes; begin a field under the fields it belongs to"),
    ),
    _YamlSlip(
        "YML205",
        ("text goes on",),
        _("text goes on after a closing quote, a bracket or a name"),
        _QUOTE_IT,
    ),
    _YamlSlip(
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
    _YamlSlip(
        "YML202",
        ("block mapping", "block collection", "sequence entries are not allowed"),
        _("this line is not indented like the lines it belongs to"),
        _("begin it in the same column as the fields, or the dashes, around it"),
    ),
)


def explain(trouble: Trouble) -> Finding:
    """The finding a person can act on."""
    # the parser's words, with what the line itself adds to them
    before, at = trouble.line[: trouble.here.column - 1], trouble.line[trouble.here.column - 1 :]
    if "cannot start any token" in trouble.words:
        words = f"cannot start any token: {at[:1]}"
    elif "node content" in trouble.words and not at.strip():
        words = "expected ',' or"
    elif "while parsing a block" in trouble.words and before.strip(" \t-"):
        words = "node content" if "node content" in trouble.words else "text goes on"
    else:
        words = trouble.words
    for slip in _SLIPS:
        if any(word in words for word in slip.words):
            place = trouble.opened if slip.at_opening and trouble.opened else trouble.here
            return Finding(refusal(slip.code), Complaint(slip.message, hint=slip.hint), place)
    return Finding(refusal("YML208"), Complaint(_("this is not YAML: {words}", words=trouble.words)), trouble.here)
