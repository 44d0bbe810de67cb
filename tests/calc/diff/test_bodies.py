"""Why an agency no longer does something: what became of it, as the plan or the register of bodies says."""

from __future__ import annotations

from typing import Any

from cybercrime_plan.calc.diff.comparison import diff
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.read.bodies import bodies
from tests.calc.diff.versions import Tree, plan_of

AGENCIES: list[dict[str, Any]] = [
    {"id": "so-tttt", "name": "Sở Thông tin và Truyền thông"},
    {"id": "so-khcn", "name": "Sở Khoa học và Công nghệ"},
]


def version(agency: str, agencies: list[dict[str, Any]] = AGENCIES, partners: tuple[str, ...] = ()) -> Tree:
    task = {"id": "t", "at": "II.1", "agencies": [agency], "role": "assigned", "summary": "x", "with": [*partners]}
    return {"format": "1", "id": "dong-thap", "agencies": agencies, "tasks": [task]}


def grounds(old: Tree, new: Tree, known: Bodies | None = None) -> dict[str, list[str]]:
    changes = diff(plan_of(old), plan_of(new), bodies=known).changes
    return {change.key: [str(reason) for reason in change.because] for change in changes}


def test_the_register_explains_an_agency_that_no_longer_has_a_task() -> None:
    (reason,) = grounds(version("so-tttt"), version("so-khcn"), bodies())["tasks[t].agencies[so-tttt]"]
    assert reason.startswith("Sở Thông tin và Truyền thông: split on 2025-03-01; now Sở Khoa học và Công nghệ, ")
    assert reason.endswith("(the order itself was not seen)")


def test_the_words_of_the_plan_come_before_the_register() -> None:
    gone = [{**AGENCIES[0], "until": "2025-06-30", "successor": ["so-khcn"]}, AGENCIES[1]]
    old, new = ({**tree, "id": "noi-khac"} for tree in (version("so-tttt"), version("so-khcn", gone)))
    reason = grounds(old, new, bodies())["tasks[t].agencies[so-tttt]"]
    assert reason == ["Sở Thông tin và Truyền thông: split on 2025-07-01; now Sở Khoa học và Công nghệ"]


def test_an_agency_that_left_the_plan_and_partners_are_explained_too() -> None:
    old, new = version("so-khcn", partners=("so-tttt",)), version("so-khcn", AGENCIES[1:])
    told = grounds(old, new, bodies())
    assert any("split on" in reason for reason in told["agencies[so-tttt]"])
    assert any("split on" in reason for reason in told["tasks[t].with[so-tttt]"])


def test_without_a_register_nothing_is_guessed() -> None:
    assert grounds(version("so-tttt"), version("so-khcn")) == {"tasks[t].agencies[so-tttt]": []}
