"""Bytes to a tree of text: the strict reading of YAML.

YAML's own rules for scalars silently damage Vietnamese figures (`1.150` becomes 1.15), a repeated field keeps
the last of its values, and an alias can unfold into gigabytes. So nothing is interpreted here: the parser's
events are put together without recursion, every scalar stays text, and what a plan has no use for is refused.
"""

from collections.abc import Callable, Iterator, Sized
from itertools import chain, islice
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
from cybercrime_plan.read.marks import Mark, Marks, stretch
from cybercrime_plan.read.syntax import Trouble, explain

Tree = Any
"""A dict, a tuple, a `Plain` (written without quotes), a `str` (in quotes), or None (`null`, `~`, nothing)."""

_PORTION: Final = 1000
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


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
    marks = Marks()
    faults = Faults(marks)
    try:
        tree = _compose(_events(text, marks.starts), marks, faults, fold=not is_normalized("NFC", text))
    except Unsound as end:
        return TextTree(None, Positions(), faults.with_end(end.finding), lines)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return TextTree(None, Positions(), faults.with_end(explain(_trouble(error, marks, lines))), lines)
    return TextTree(tree, marks, faults.findings(tree), lines)


def _compose(events: Iterator[Any], marks: Marks, faults: Faults, *, fold: bool) -> Tree:  # noqa: C901
    """Put the events together. One loop with its state in local names: this is where reading spends its time.

    Args:
        fold: whether some text of the file is not in NFC.
    """
    starts, stops = marks.starts, marks.stops
    values: list[Any] = []
    in_mapping = is_name = False
    above: list[tuple[list[Any], bool, bool, int]] = []
    for event in events:
        kind = event.__class__
        if kind is ScalarEvent:
            value, style = event.value, event.style
            if event.anchor is not None or event.tag is not None:
                faults.decorated(event, len(starts))
            if fold or style == '"':
                value = faults.cleaned(value, event, len(starts))
            if not (is_name or style):
                value = None if value in _NOTHING else Plain(value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if is_name or event.anchor is not None or event.tag is not None or len(above) == MOST_LEVELS:
                faults.opened(event, len(starts), too_deep=len(above) == MOST_LEVELS, is_name=is_name)
            above.append((values, in_mapping, is_name, len(starts)))
            starts.append(event.start_mark)
            stops.append(event.end_mark)
            values = []
            in_mapping = is_name = kind is MappingStartEvent
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            inner = values
            values, in_mapping, is_name, number = above.pop()
            values.append(UNNAMED if is_name else _closed(inner, event, number, marks, faults))
            is_name = in_mapping and not is_name
            continue
        elif kind is AliasEvent:
            value = faults.alias(event, len(starts), is_name=is_name)
        elif kind is StreamEndEvent or (kind is DocumentStartEvent and faults.another_document(event)):
            break
        else:
            continue
        values.append(value)
        starts.append(event.start_mark)
        stops.append(event.end_mark)
        is_name = in_mapping and not is_name
    return faults.complete(values)


def _closed(values: list[Any], event: Any, number: int, marks: Marks, faults: Faults) -> Tree:
    """The collection of this number, with its places noted."""
    if event.start_mark.index != event.end_mark.index:
        marks.stops[number] = event.end_mark
    if event.__class__ is SequenceEndEvent:
        marks.collections[number] = len(marks.starts), None
        return tuple(values)
    names = values[::2]
    marks.collections[number] = len(marks.starts), names
    mapping = dict(zip(names, values[1::2], strict=True))
    if len(mapping) != len(names) or "<<" in mapping or faults:
        return faults.pairs(names, values[1::2], number)
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


def _trouble(error: Exception, marks: Marks, lines: tuple[str, ...]) -> Trouble:
    """Why and where the parser gave up; an error without a mark stands behind what was read last."""
    if isinstance(error, yaml.MarkedYAMLError):
        words = ": ".join(part for part in (error.context, error.problem) if part)
        here, opened = _point(error.problem_mark, lines), _point(error.context_mark, lines)
    else:  # PyYAML's own parser lets go of what Python says about an escape beyond Unicode
        words = "unknown escape character"
        here, opened = _point(marks.stops[-1] if marks.stops else None, lines), None
    here = here or Span(1, 1, 1, 1)
    return Trouble(words, here, opened, lines[here.line - 1])


def _point(mark: Mark | None, lines: tuple[str, ...]) -> Span | None:
    """A mark as a place. Behind a last line without an end, libyaml counts one line more than there is."""
    if mark is None:
        return None
    if mark.line >= len(lines):
        return Span(len(lines), len(lines[-1]) + 1, len(lines), len(lines[-1]) + 1)
    return stretch(mark, mark)
