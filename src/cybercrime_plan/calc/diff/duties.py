"""Who does what: tasks, their agencies and partners, and the register of agencies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass, Judge, Judgement, Level, Section, always, by_op, each
from cybercrime_plan.calc.diff.edits import Edit
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.language import _
from cybercrime_plan.model.spelling import folded

TASK_ADDED: Final = ChangeClass(
    "DTY101",
    "task-added",
    Level.MAJOR,
    Section.TASKS,
    _("There is a task that was not there."),
    _("Somebody has more to do; see whether money or a date goes with it."),
)
TASK_REMOVED: Final = ChangeClass(
    "DTY102",
    "task-removed",
    Level.MAJOR,
    Section.TASKS,
    _("A task is gone."),
    _("Nobody is charged with it any more; see whether another task takes it in."),
)
AGENCY: Final = ChangeClass(
    "DTY103",
    "task-agency-changed",
    Level.MAJOR,
    Section.TASKS,
    _("Another agency has to do a task."),
    _("The duty moves; both agencies should know."),
)
ROLE: Final = ChangeClass(
    "DTY104",
    "task-role-changed",
    Level.MAJOR,
    Section.TASKS,
    _("A task that was only requested is assigned, or the other way round."),
    _("A request (đề nghị) binds nobody; an assignment does."),
)
PARTNER_ADDED: Final = ChangeClass(
    "DTY105",
    "partner-added",
    Level.MINOR,
    Section.TASKS,
    _("A task has one more partner."),
    _("The partner should know."),
)
PARTNER_REMOVED: Final = ChangeClass(
    "DTY106",
    "partner-removed",
    Level.MINOR,
    Section.TASKS,
    _("A task has one partner fewer."),
    _("The agency in charge does without it from now on."),
)
TEXT: Final = ChangeClass(
    "DTY107",
    "task-reworded",
    Level.MINOR,
    Section.TASKS,
    _("A task is worded differently."),
    _("Major when a number or a word of obligation (phải, không, chỉ, trước …) is among the words that changed."),
)
ENTERS: Final = ChangeClass(
    "DTY108",
    "agency-enters",
    Level.MINOR,
    Section.TASKS,
    _("The plan speaks of an agency it did not know."),
    _("See which tasks and reports name it."),
)
LEAVES: Final = ChangeClass(
    "DTY109",
    "agency-leaves",
    Level.MINOR,
    Section.TASKS,
    _("The plan no longer speaks of an agency."),
    _("See who took over what it had to do."),
)
RENAMED: Final = ChangeClass(
    "DTY110",
    "agency-renamed",
    Level.MINOR,
    Section.TASKS,
    _("An agency has another name, or another id with all else the same."),
    _("Its duties are compared all the same."),
)
SUCCEEDED: Final = ChangeClass(
    "DTY111",
    "agency-succeeded",
    Level.MINOR,
    Section.TASKS,
    _("When an agency exists, or who took over from it, changed."),
    _("Duties after that day fall to the successor."),
)
TIMING: Final = ChangeClass(
    "DTY112",
    "task-timing-changed",
    Level.MAJOR,
    Section.TASKS,
    _("The time a task names, or the thing it has to produce, changed."),
    _("It binds the agency like a deadline, though no calendar shows it."),
)
LINE_AGENCY: Final = ChangeClass(
    "DTY113",
    "line-agency-changed",
    Level.MAJOR,
    Section.TASKS,
    _("Another agency carries out what a line of the budget pays for."),
    _("The money does not move with it by itself."),
)
LEAD: Final = ChangeClass(
    "DTY114",
    "lead-changed",
    Level.MAJOR,
    Section.TASKS,
    _("Who steers the whole plan, or with whom, changed."),
    _("Questions and reports go to another body."),
)
DESCRIBED: Final = ChangeClass(
    "DTY115",
    "agency-described-otherwise",
    Level.MINOR,
    Section.TASKS,
    _("The members, other names or place of an agency in the register changed."),
    _("Tasks and reports that name it may concern other bodies now."),
)
PARTNER_REPLACED: Final = ChangeClass(
    "DTY116",
    "partner-replaced",
    Level.MINOR,
    Section.TASKS,
    _("One partner of a task took the place of another."),
    _("Both should know."),
)

CLASSES: Final = (
    TASK_ADDED,
    TASK_REMOVED,
    AGENCY,
    ROLE,
    PARTNER_ADDED,
    PARTNER_REMOVED,
    TEXT,
    ENTERS,
    LEAVES,
    RENAMED,
    SUCCEEDED,
    TIMING,
    LINE_AGENCY,
    LEAD,
    DESCRIBED,
    PARTNER_REPLACED,
)

_OBLIGATION: Final = (
    "phải|không|chưa|cấm|bắt buộc|chỉ|được phép|trách nhiệm|nghĩa vụ|yêu cầu|đề nghị|bảo đảm|đảm bảo"
    "|ít nhất|tối thiểu|tối đa|trước|sau|kịp thời|định kỳ|hàng năm|hằng năm|thường xuyên"
)
"""Words by which a task binds more, less, or at another time."""
_WEIGHTY: Final = re.compile(rf"\d[\d.,/]*|\b(?:{folded(_OBLIGATION)})\b")


def judge_text(edit: Edit, _sides: Sides) -> Judgement:
    """The words of a task, graver when they bind otherwise."""
    old, new = (_weighty(text) for text in _differing(str(edit.old), str(edit.new)))
    changed = (new - old) | (old - new)
    if not changed:
        return Judgement(TEXT)
    because = _("words that bind changed: {words}", words=tuple(sorted(changed)))
    return Judgement(TEXT, Level.MAJOR, because=(because,))


def _differing(old: str, new: str) -> tuple[str, str]:
    """The stretch in which two texts differ, with a word on either side that may belong to a phrase with it."""
    was, is_ = old.split(), new.split()
    shorter = min(len(was), len(is_))
    first = next((n for n in range(shorter) if was[n] != is_[n]), shorter)
    last = next((n for n in range(shorter - first) if was[-1 - n] != is_[-1 - n]), shorter - first)
    start, end = max(first - 1, 0), max(last - 1, 0)
    return " ".join(was[start : len(was) - end]), " ".join(is_[start : len(is_) - end])


def _weighty(text: str) -> Counter[str]:
    return Counter(_WEIGHTY.findall(folded(text)))


JUDGES: Final[Mapping[tuple[str, ...], Judge]] = {
    ("tasks",): by_op(TASK_ADDED, TASK_REMOVED, TEXT),
    ("tasks", "id"): always(TEXT),
    ("tasks", "agencies"): always(AGENCY),
    ("tasks", "role"): always(ROLE),
    ("tasks", "with"): by_op(PARTNER_ADDED, PARTNER_REMOVED, PARTNER_REPLACED),
    ("tasks", "through"): by_op(PARTNER_ADDED, PARTNER_REMOVED, PARTNER_REPLACED),
    ("tasks", "summary"): each(judge_text),
    ("tasks", "deliverable"): always(TIMING),
    ("tasks", "timing"): always(TIMING),
    ("agencies",): by_op(ENTERS, LEAVES, RENAMED),
    ("agencies", "id"): always(RENAMED),
    ("agencies", "name"): always(RENAMED),
    ("agencies", "from"): always(SUCCEEDED),
    ("agencies", "until"): always(SUCCEEDED),
    ("agencies", "successor"): always(SUCCEEDED),
    ("budget", "lines", "agencies"): always(LINE_AGENCY),
}
WITHIN: Final[Mapping[tuple[str, ...], Judge]] = {
    ("tasks",): always(TEXT),
    ("lead",): always(LEAD),
    ("agencies",): always(DESCRIBED),
}
