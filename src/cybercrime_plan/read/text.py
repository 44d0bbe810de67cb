"""Bytes to a tree of text: the strict reading of YAML.

YAML's own rules for scalars silently damage Vietnamese figures (`1.150` becomes 1.15), a repeated field keeps
the last of its values, and an alias can unfold into gigabytes. So nothing is interpreted here: the parser's
events are put together without recursion, every scalar stays text, and what a plan has no use for is refused.
"""

from collections.abc import Callable, Iterator, Sized
from itertools import accumulate, chain, islice
from typing import Any, Final, NamedTuple
from unicodedata import is_normalized

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

from cybercrime_plan.findings import Finding, Positions, Span
from cybercrime_plan.model.base import Plain
from cybercrime_plan.read.encoding import decode
from cybercrime_plan.read.faults import MOST_LEVELS, MOST_VALUES, UNNAMED, Faults, Unsound
from cybercrime_plan.read.marks import Mark, Marks
from cybercrime_plan.read.syntax import Trouble, explain

Tree = Any
"""A dict, a tuple, a text (`Plain` for what may be a figure without quotes), or None (`null`, `~`, nothing)."""

_PORTION: Final = 1000
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TELLING: Final = frozenset({*"0123456789+-.", *(word[:1] for word in _NOTHING)})
"""How a figure or a null begins; most texts do not, and need no second look."""


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
    lines = tuple((text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).split("\n"))
    if refused:
        return TextTree(None, Positions(), refused, lines)
    marks = Marks(_line_starts(text))
    faults = Faults(marks)
    try:
        tree = _compose(text, marks, faults)
    except Unsound as end:
        return TextTree(None, Positions(), faults.with_end(end.finding), lines)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return TextTree(None, Positions(), faults.with_end(explain(_trouble(error, marks, lines))), lines)
    return TextTree(tree, marks, faults.findings(tree), lines)


def _compose(text: str, marks: Marks, faults: Faults) -> Tree:  # noqa: C901
    """Put the events together. One loop with its state in local names: this is where reading spends its time."""
    decorated = "&" in text or "!" in text
    fold = not is_normalized("NFC", text)
    starts, stops = marks.starts, marks.stops
    start, stop = starts.append, stops.append
    values: list[Any] = []
    in_mapping = is_name = False
    above: list[tuple[list[Any], bool, bool, int, bool]] = []
    for event in _events(text, starts):
        kind = event.__class__
        if kind is ScalarEvent:
            value, style = event.value, event.style
            if decorated and (event.anchor is not None or event.tag is not None):
                faults.decorated(event, len(starts))
            if (fold or style == '"') and not (value.isascii() and value.isprintable()):
                value = faults.cleaned(value, event, len(starts))
            if not (is_name or style) and value[:1] in _TELLING:
                value = None if value in _NOTHING else Plain(value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if is_name or decorated or len(above) == MOST_LEVELS:
                faults.opened(event, len(starts), too_deep=len(above) == MOST_LEVELS, is_name=is_name)
            above.append((values, in_mapping, is_name, len(starts), event.flow_style))
            start(event.start_mark.index)
            stop(event.end_mark.index)
            values = []
            in_mapping = is_name = kind is MappingStartEvent
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            names = values[::2] if in_mapping else None
            whole = tuple(values) if names is None else _mapping(names, values[1::2], above[-1][3], faults)
            values, in_mapping, is_name, number, in_brackets = above.pop()
            marks.collections[number] = len(starts), names
            if in_brackets:
                stops[number] = event.end_mark.index
            values.append(UNNAMED if is_name else whole)
            is_name = in_mapping and not is_name
            continue
        elif kind is AliasEvent:
            value = faults.alias(event, len(starts), is_name=is_name)
        elif kind is StreamEndEvent or (kind is DocumentStartEvent and faults.another_document(event)):
            break
        else:
            continue
        values.append(value)
        start(event.start_mark.index)
        stop(event.end_mark.index)
        is_name = in_mapping and not is_name
    return faults.complete(values)


def _mapping(names: list[Any], values: list[Any], number: int, faults: Faults) -> dict[str, Any]:
    """The mapping of this number."""
    mapping = dict(zip(names, values, strict=True))
    if len(mapping) != len(names) or "<<" in mapping or faults.met:
        return faults.pairs(names, values, number)
    return mapping


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


def _line_starts(text: str) -> list[int]:
    """How many code points stand before each line; of what Python takes for line ends, only CR and LF are left."""
    lines = text.splitlines(keepends=True)
    starts = list(accumulate(map(len, lines), initial=0))
    return starts if text.endswith(("\n", "\r")) else starts[: max(len(lines), 1)]


def _trouble(error: Exception, marks: Marks, lines: tuple[str, ...]) -> Trouble:
    """Why and where the parser gave up; an error without a mark stands behind what was read last."""
    if isinstance(error, yaml.MarkedYAMLError):
        words = ": ".join(part for part in (error.context, error.problem) if part)
        here, opened = _point(error.problem_mark, marks), _point(error.context_mark, marks)
    else:  # PyYAML's own parser lets go of what Python says about an escape beyond Unicode
        words = "unknown escape character"
        here, opened = marks.span(len(marks.starts) - 1) if marks.starts else None, None
    here = here or Span(1, 1, 1, 1)
    return Trouble(words, here, opened, lines[here.line - 1])


def _point(mark: Mark | None, marks: Marks) -> Span | None:
    return None if mark is None else marks.stretch(mark, mark)
