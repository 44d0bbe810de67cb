"""The components of a calendar file (RFC 5545, section 3.6): which stand where, and what each must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cybercrime_plan import refusals as rules
from cybercrime_plan.findings import Finding, Span
from cybercrime_plan.language import _
from cybercrime_plan.read.calendar_lines import MOST_FINDINGS, ContentLine, fault

ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
OBSERVANCES = frozenset({"STANDARD", "DAYLIGHT"})
"""The parts of a time zone: by what hours it goes, from when on."""
_INSIDE = {
    "VCALENDAR": frozenset({None}),
    **dict.fromkeys((*ENTRIES, "VTIMEZONE"), frozenset({"VCALENDAR"})),
    "VALARM": frozenset({"VEVENT", "VTODO"}),
    **dict.fromkeys(OBSERVANCES, frozenset({"VTIMEZONE"})),
}
"""In what each may stand; components of other standards may stand anywhere in a calendar."""


@dataclass(frozen=True, slots=True, eq=False)
class CalendarComponent:
    """What stands between a BEGIN and its END, without what stands inside that again.

    Attributes:
        parent: the component it stands in; None for the outermost.
        parts: the components in it.
    """

    name: str
    place: Span
    parent: CalendarComponent | None = field(default=None, repr=False)
    properties: list[ContentLine] = field(default_factory=list)
    parts: list[CalendarComponent] = field(default_factory=list)

    def named(self, name: str) -> list[ContentLine]:
        """The properties of that name, in order."""
        return [line for line in self.properties if line.name == name]

    def first(self, name: str) -> ContentLine | None:
        """The first of them."""
        return next(iter(self.named(name)), None)


def components(content: Iterable[ContentLine]) -> tuple[list[CalendarComponent], list[Finding]]:
    """The components, parents before their parts, and where BEGIN and END do not match."""
    found: list[CalendarComponent] = []
    stack: list[CalendarComponent] = []
    faults: list[Finding] = []
    for line in content:
        if line.name == "BEGIN":
            parent = stack[-1] if stack else None
            stack.append(CalendarComponent(line.value.upper(), line.place, parent))
            found.append(stack[-1])
            if parent:
                parent.parts.append(stack[-1])
        elif line.name == "END":
            if not stack or stack.pop().name != line.value.upper():
                faults.append(fault(rules.UNBALANCED, line.place, _("this END has no BEGIN before it")))
        elif stack:
            stack[-1].properties.append(line)
        elif len(faults) < MOST_FINDINGS:
            faults.append(fault(rules.UNBALANCED, line.place, _("{name} stands outside VCALENDAR", name=line.name)))
    faults += [
        fault(rules.UNBALANCED, open_.place, _("{name} has no END", name=open_.name))
        for open_ in stack[:MOST_FINDINGS]
    ]
    if not any(component.name == "VCALENDAR" for component in found):
        faults.append(fault(rules.UNBALANCED, Span(1, 1, 1, 1), _("there is no VCALENDAR in the file")))
    return found, faults


def nesting_faults(component: CalendarComponent) -> Iterator[Finding]:
    """A component where it cannot stand, and a calendar or a time zone with nothing in it."""
    parent = component.parent.name if component.parent else None
    if parent not in _INSIDE.get(component.name, {parent}):
        if parent is None:
            message = _("{component} stands outside VCALENDAR", component=component.name)
        else:
            message = _("{component} cannot stand in {parent}", component=component.name, parent=parent)
        yield fault(rules.NESTING, component.place, message)
    if component.name == "VCALENDAR" and not component.parts:
        yield fault(rules.NESTING, component.place, _("the calendar has no entry"))
    if component.name == "VTIMEZONE" and not any(part.name in OBSERVANCES for part in component.parts):
        message = _("the time zone has neither STANDARD nor DAYLIGHT, so it says no time")
        yield fault(rules.NESTING, component.place, message)
