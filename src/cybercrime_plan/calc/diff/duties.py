"""Who does what: tasks, their agencies and partners, and the register of agencies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from cybercrime_plan.calc.diff.classes import (
    Classification,
    Classifier,
    Gravity,
    Sides,
    Subject,
    always,
    by_op,
    defined,
    each,
)
from cybercrime_plan.calc.diff.edits import Edit
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.bodies import ReorganisationKind, Seen
from cybercrime_plan.model.duties import Agency
from cybercrime_plan.model.fields import field_along
from cybercrime_plan.model.spelling import folded

TASK_ADDED: Final = defined("DTY101", "task-added", Gravity.MAJOR, Subject.TASKS)(
    _("There is a task that was not there."),
    _("Somebody has more to do; see whether money or a date goes with it."),
)
TASK_REMOVED: Final = defined("DTY102", "task-removed", Gravity.MAJOR, Subject.TASKS)(
    _("A task is gone."),
    _("Nobody is charged with it any more; see whether another task takes it in."),
)
TASK_AGENCY_CHANGED: Final = defined("DTY103", "task-agency-changed", Gravity.MAJOR, Subject.TASKS)(
    _("Another agency has to do a task."),
    _("The duty moves; both agencies should know."),
)
TASK_ROLE_CHANGED: Final = defined("DTY104", "task-role-changed", Gravity.MAJOR, Subject.TASKS)(
    _("A task that was only requested is assigned, or the other way round."),
    _("A request (đề nghị) binds nobody; an assignment does."),
)
PARTNER_ADDED: Final = defined("DTY105", "partner-added", Gravity.MINOR, Subject.TASKS)(
    _("A task has one more partner."),
    _("The partner should know."),
)
PARTNER_REMOVED: Final = defined("DTY106", "partner-removed", Gravity.MINOR, Subject.TASKS)(
    _("A task has one partner fewer."),
    _("The agency in charge does without it from now on."),
)
TASK_REWORDED: Final = defined("DTY107", "task-reworded", Gravity.MINOR, Subject.TASKS)(
    _("A task is worded differently."),
    _("Major when a number or a word of obligation (phải, không, chỉ, trước …) is among the words that changed."),
)
AGENCY_ENTERS: Final = defined("DTY108", "agency-enters", Gravity.MINOR, Subject.TASKS)(
    _("The plan speaks of an agency it did not know."),
    _("See which tasks and reports name it."),
)
AGENCY_LEAVES: Final = defined("DTY109", "agency-leaves", Gravity.MINOR, Subject.TASKS)(
    _("The plan no longer speaks of an agency."),
    _("See who took over what it had to do."),
)
AGENCY_RENAMED: Final = defined("DTY110", "agency-renamed", Gravity.MINOR, Subject.TASKS)(
    _("An agency has another name, or another id with all else the same."),
    _("Its duties are compared all the same."),
)
AGENCY_SUCCEEDED: Final = defined("DTY111", "agency-succeeded", Gravity.MINOR, Subject.TASKS)(
    _("When an agency exists, or who took over from it, changed."),
    _("Duties after that day fall to the successor."),
)
TASK_TIMING_CHANGED: Final = defined("DTY112", "task-timing-changed", Gravity.MAJOR, Subject.TASKS)(
    _("The time a task names, or the thing it has to produce, changed."),
    _("It binds the agency like a deadline, though no calendar shows it."),
)
LINE_AGENCY_CHANGED: Final = defined("DTY113", "line-agency-changed", Gravity.MAJOR, Subject.TASKS)(
    _("Another agency carries out what a line of the budget pays for."),
    _("The money does not move with it by itself."),
)
LEAD_CHANGED: Final = defined("DTY114", "lead-changed", Gravity.MAJOR, Subject.TASKS)(
    _("Who steers the whole plan, or with whom, changed."),
    _("Questions and reports go to another body."),
)
AGENCY_DESCRIBED_OTHERWISE: Final = defined("DTY115", "agency-described-otherwise", Gravity.MINOR, Subject.TASKS)(
    _("The members, other names or place of an agency in the register changed."),
    _("Tasks and reports that name it may concern other bodies now."),
)
PARTNER_REPLACED: Final = defined("DTY116", "partner-replaced", Gravity.MINOR, Subject.TASKS)(
    _("One partner of a task took the place of another."),
    _("Both should know."),
)


_OBLIGATION: Final = (
    "phải|không|chưa|cấm|bắt buộc|chỉ|được phép|trách nhiệm|nghĩa vụ|yêu cầu|đề nghị|bảo đảm|đảm bảo"
    "|ít nhất|tối thiểu|tối đa|trước|sau|kịp thời|định kỳ|hàng năm|hằng năm|thường xuyên"
)
"""Words by which a task binds more, less, or at another time."""
_WEIGHTY: Final = re.compile(rf"\d[\d.,/]*|\b(?:{folded(_OBLIGATION)})\b")


def classify_text(edit: Edit, _sides: Sides) -> Classification:
    """The words of a task, graver when they bind otherwise."""
    # the stretch in which the two differ, with a word on either side that may belong to a phrase with it
    was, is_ = str(edit.old).split(), str(edit.new).split()
    shorter = min(len(was), len(is_))
    first = next((n for n in range(shorter) if was[n] != is_[n]), shorter)
    last = next((n for n in range(shorter - first) if was[-1 - n] != is_[-1 - n]), shorter - first)
    start, end = max(first - 1, 0), max(last - 1, 0)
    stretches = " ".join(was[start : len(was) - end]), " ".join(is_[start : len(is_) - end])
    old, new = (Counter(_WEIGHTY.findall(folded(text))) for text in stretches)
    changed = (new - old) | (old - new)
    if not changed:
        return Classification(TASK_REWORDED)
    because = _("words that bind changed: {words}", words=tuple(sorted(changed)))
    return Classification(TASK_REWORDED, Gravity.MAJOR, because=(because,))


_BECAME: Final[Mapping[ReorganisationKind, Callable[[date], Text]]] = {
    ReorganisationKind.RENAME: lambda day: _("renamed on {day}", day=day),
    ReorganisationKind.MERGE: lambda day: _("merged on {day}", day=day),
    ReorganisationKind.SPLIT: lambda day: _("split on {day}", day=day),
    ReorganisationKind.TRANSFER: lambda day: _("some of its duties transferred on {day}", day=day),
    ReorganisationKind.END: lambda day: _("ended on {day}", day=day),
}


def reorganised(sides: Sides) -> Iterator[tuple[Edit, Text]]:
    """Edits that take an agency away, each with what became of that agency."""
    asked = {agency.id: Owners(plan, sides.bodies) for plan in (sides.a, sides.b) for agency in plan.agencies}
    for edit in sides.edits:
        if edit.fields == ("agencies",):
            agency = edit.old.id if isinstance(edit.old, Agency) else None
        else:
            field = field_along(type(sides.a), edit.fields)
            agency = edit.old if field and field.registry == "agencies" and isinstance(edit.old, str) else None
        if agency is not None and agency in asked:
            found = asked[agency](agency, date.max)
            if found.steps:
                body, change = asked[agency].name(agency), _BECAME[found.steps[0].kind](found.steps[0].on)
                names = tuple(owner.name for owner in found.owners)
                told = _("{body}: {change}", body=body, change=change)
                if names:
                    told = _("{body}: {change}; now {names}", body=body, change=change, names=names)
                if any(one.seen is not Seen.TEXT for one in found.steps):
                    told = _("{told} (the order itself was not seen)", told=told)
                yield edit, told


CLASSIFIERS: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("tasks",): by_op(TASK_ADDED, TASK_REMOVED, TASK_REWORDED),
    ("tasks", "id"): always(TASK_REWORDED),
    ("tasks", "agencies"): always(TASK_AGENCY_CHANGED),
    ("tasks", "role"): always(TASK_ROLE_CHANGED),
    ("tasks", "with"): by_op(PARTNER_ADDED, PARTNER_REMOVED, PARTNER_REPLACED),
    ("tasks", "through"): by_op(PARTNER_ADDED, PARTNER_REMOVED, PARTNER_REPLACED),
    ("tasks", "summary"): each(classify_text),
    ("tasks", "deliverable"): always(TASK_TIMING_CHANGED),
    ("tasks", "timing"): always(TASK_TIMING_CHANGED),
    ("agencies",): by_op(AGENCY_ENTERS, AGENCY_LEAVES, AGENCY_RENAMED),
    ("agencies", "id"): always(AGENCY_RENAMED),
    ("agencies", "name"): always(AGENCY_RENAMED),
    ("agencies", "from"): always(AGENCY_SUCCEEDED),
    ("agencies", "until"): always(AGENCY_SUCCEEDED),
    ("agencies", "successor"): always(AGENCY_SUCCEEDED),
    ("budget", "lines", "agencies"): always(LINE_AGENCY_CHANGED),
}
WITHIN: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("tasks",): always(TASK_REWORDED),
    ("lead",): always(LEAD_CHANGED),
    ("agencies",): always(AGENCY_DESCRIBED_OTHERWISE),
}
