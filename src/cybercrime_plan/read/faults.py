"""What a plan file may not use although YAML has it; noted while the rest of the file is read on."""

from typing import Any, Final, NamedTuple, Protocol
from unicodedata import normalize

from cybercrime_plan.findings import Complaint, Finding, Loc, Span, in_order
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Plain, shortened
from cybercrime_plan.model.money import grouped
from cybercrime_plan.model.paths import path_of
from cybercrime_plan.read.encoding import MOST_FAULTS, unseen, unseen_complaint
from cybercrime_plan.read.marks import Mark, Marks
from cybercrime_plan.refusals import refusal

MOST_LEVELS: Final = 32
MOST_VALUES: Final = 200_000

_NOT_A_PLAN: Final = _("is this a plan file?")
_MERGE: Final = _("write the fields themselves; put the name in quotes if it really is one")
_NO_REFERENCES: Final = _("write the value itself; put a text that begins with this sign in quotes")


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
    start_mark: Mark
    end_mark: Mark


class TaggedEvent(NodeEvent, Protocol):
    """The parser's event of a scalar, or of the beginning of a collection."""

    tag: str | None


class _Fault(NamedTuple):
    code: str
    message: Text
    hint: Text | None
    place: Span
    number: int
    key: str | None


class Faults:
    """The faults of one file, as they are met.

    Args:
        marks: the places of the file, as far as it is read.

    Attributes:
        met: those met so far, in no order.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.met: list[_Fault] = []

    def findings(self, tree: object) -> tuple[Finding, ...]:
        """All of them, in the order of the file."""
        return in_order(self._finding(fault, tree) for fault in self.met)

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
            message = _("the file is nested more than {limit} levels deep", limit=MOST_LEVELS)
            raise Unsound("YML108", message, _NOT_A_PLAN, self._place(event))
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
        if not self._marks.starts:
            return False
        message = _("a second document begins here; a file holds one plan")
        self._add("YML305", message, 0, self._place(event), _("keep each plan in a file of its own"))
        return True

    def complete(self, values: list[Any]) -> Any:
        """The root of the file, once all of it is read.

        Raises:
            Unsound: there is none, it is null, or there are more values than a plan ever has.
        """
        if len(self._marks.starts) > MOST_VALUES:
            message = _("the file has more than {limit} values", limit=grouped(MOST_VALUES))
            raise Unsound("YML109", message, _NOT_A_PLAN, self._marks.span(MOST_VALUES))
        if not values or values[0] is None:
            raise Unsound(
                "YML106", _("the file says nothing"), _("a plan begins with: format: 1"), Span(1, 1, 1, 1)
            )
        return values[0]

    def pairs(self, names: list[Any], values: list[Any], number: int) -> dict[str, Any]:
        """A mapping without the pairs that are refused: of repeated names the first stays."""
        kept: dict[str, Any] = {}
        places: dict[str, Span] = {}
        child = number + 1
        for name, value in zip(names, values, strict=True):
            place = self._marks.span(child)
            child = self._marks.after(self._marks.after(child))
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
        self.met.append(_Fault(code, message, hint, place, number, key))

    def _finding(self, fault: _Fault, tree: object) -> Finding:
        loc: Loc = self._marks.loc(fault.number)
        if fault.key is not None:
            loc = (*loc, fault.key)
        complaint = Complaint(fault.message, loc, path_of(loc, tree), fault.hint)
        return Finding(refusal(fault.code), complaint, fault.place)

    def _place(self, event: NodeEvent) -> Span:
        return self._marks.stretch(event.start_mark, event.end_mark)
