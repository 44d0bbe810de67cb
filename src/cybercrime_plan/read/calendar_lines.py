"""The writing of a calendar file: lines, folds and characters (RFC 5545, section 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from unicodedata import is_normalized

from cybercrime_plan import refusals as rules
from cybercrime_plan.findings import Complaint, Finding, Rule, Span
from cybercrime_plan.language import Text, _

MOST_FINDINGS = 1000
"""More are not told: the file is not a calendar, or one cause is behind them all."""
BOM = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8."""
LONGEST_LINE = 75
"""Octets, without the line end."""
_PHYSICAL = re.compile(rb"([^\n]*)(\n|\Z)")
_CONTENT = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)"
    r'(?P<parameters>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*)'
    r":(?P<value>.*)",
    re.DOTALL,
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property, or the begin or end of a component.

    Attributes:
        name: in capitals, as are the names of parameters.
        value: as written, escapes and all.
        place: the first line it is written on.
    """

    name: str
    parameters: Mapping[str, str]
    value: str
    place: Span


@dataclass(frozen=True, slots=True)
class _OctetLine:
    """A line of the file, its end taken off."""

    number: int
    octets: bytes
    end: bytes

    @property
    def continues(self) -> bool:
        return self.octets[:1] in {b" ", b"\t"}

    @property
    def text(self) -> str:
        return self.octets.decode("utf-8", "replace")

    @property
    def place(self) -> Span:
        return Span(self.number, 1, self.number, len(self.text) + 1)


def fault(rule: Rule, place: Span | None, message: Text, hint: Text | None = None) -> Finding:
    """A complaint of the linter."""
    return Finding(rule, Complaint(message, hint=hint), place)


def lines_of(data: bytes) -> tuple[str, ...]:
    """The lines of the file as people see them, to show excerpts from."""
    return tuple(line.text for line in _lines(data))


def written(data: bytes) -> tuple[tuple[ContentLine, ...], tuple[Finding, ...]]:
    """The content lines of the file, unfolded, and what is wrong with its writing."""
    lines = list(_lines(data))
    findings = list(islice((finding for line in lines for finding in _line_faults(line)), MOST_FINDINGS))
    content = []
    for group in _folded(lines):
        parsed = _content(group, findings)
        if parsed:
            content.append(parsed)
        if len(findings) > 2 * MOST_FINDINGS:
            break
    return tuple(content), tuple(findings)


def _lines(data: bytes) -> Iterator[_OctetLine]:
    for number, match in enumerate(_PHYSICAL.finditer(data.removeprefix(BOM)), start=1):
        octets, end = match.groups()
        if not octets and not end:
            return
        if end and octets.endswith(b"\r"):
            octets, end = octets[:-1], b"\r\n"
        yield _OctetLine(number, octets, end)


def byte_order_mark(data: bytes) -> Iterator[Finding]:
    """A mark some readers take for the first letters of the file."""
    if data.startswith(BOM):
        yield fault(rules.BYTE_ORDER, Span(1, 1, 1, 2), _("the file begins with a byte order mark"))


def _line_faults(line: _OctetLine) -> Iterator[Finding]:
    if line.end != b"\r\n":
        yield fault(rules.LINE_END, line.place, _("the line does not end with CR and LF"))
    if len(line.octets) > LONGEST_LINE:
        yield fault(
            rules.LONG_LINE, line.place, _("the line has {octets} octets, more than 75", octets=len(line.octets))
        )
    if not line.octets.strip():
        yield fault(rules.NOT_CONTENT, line.place, _("the line is empty"))
    control = _CONTROL.search(line.text)
    if control:
        column = control.start() + 1
        place = Span(line.number, column, line.number, column + 1)
        yield fault(rules.CONTROL, place, _("the character U+{code} stands here", code=f"{ord(control[0]):04X}"))


def _folded(lines: list[_OctetLine]) -> Iterator[list[_OctetLine]]:
    """The lines of each content line together."""
    group: list[_OctetLine] = []
    for line in lines:
        if group and not line.continues:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _content(group: list[_OctetLine], findings: list[Finding]) -> ContentLine | None:
    first = group[0]
    octets = b"".join([first.octets, *(line.octets[1:] for line in group[1:])])
    if not octets.strip():
        return None
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        findings.append(fault(rules.NOT_UTF8, first.place, _("the line is not UTF-8")))
        return None
    cut = [line for line in group[1:] if 0x80 <= (line.octets[1:2] or b"\0")[0] < 0xC0]  # noqa: PLR2004 - within UTF-8
    findings.extend(fault(rules.SPLIT, line.place, _("the fold cuts through a character")) for line in cut)
    if not is_normalized("NFC", text):
        findings.append(fault(rules.NOT_NFC, first.place, _("letters and their accents stand apart in this line")))
    match = _CONTENT.fullmatch(text)
    if match is None:
        findings.append(fault(rules.NOT_CONTENT, first.place, _("this is not NAME:value")))
        return None
    parameters = {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(match["parameters"])}
    return ContentLine(match["name"].upper(), parameters, match["value"], first.place)
