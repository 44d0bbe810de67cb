"""Every bullet of section II, and every heading that is a single paragraph, is one task."""

from __future__ import annotations

from collections import Counter

import pytest

from cybercrime_plan.model.duties import Agency, Task
from tests.plans.shipped import IDS, shipped

HEADINGS = {
    "khanh-hoa": """
        II.1   7 assigned  so-nganh doan-the ubnd-huyen
        II.2   6 assigned  cong-an
        II.3   4 assigned  so-tttt
        II.4   - assigned  so-cong-thuong
        II.5   - assigned  so-tu-phap
        II.6   2 assigned  so-khcn
        II.7   3 assigned  so-gddt
        II.8   - assigned  so-tai-chinh
        II.9   - requested mttq doan-the
        II.10  - requested vksnd tand
        II.11  - requested cuc-hai-quan cuc-thue cuc-qltt
        II.12  3 requested nhnn
        II.13  2 assigned  bao dai-ptth
    """,
    "dong-thap": """
        II.1   3 assigned  thu-truong-so-nganh chu-tich-ubnd-huyen
        II.2   4 assigned  cong-an
        II.3   4 assigned  so-tttt
        II.4   4 assigned  nhnn
        II.5   - assigned  so-cong-thuong
        II.6   - assigned  so-tu-phap
        II.7   - assigned  so-khcn
        II.8   - assigned  bao dai-ptth
        II.9   - assigned  so-gddt
        II.10  - assigned  so-tai-chinh
        II.11  - requested mttq thanh-vien-mttq
        II.12  - requested vksnd tand
        II.13  - assigned  ubnd-huyen
        II.14  2 assigned  co-quan-khac
    """,
}
"""Heading, count of its bullets (a dash for a single paragraph), role, agencies."""


def expected(plan_id: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Place, role and agencies of every task of the table above."""
    tasks = []
    for row in HEADINGS[plan_id].strip().splitlines():
        heading, bullets, role, *agencies = row.split()
        places = [heading] if bullets == "-" else [f"{heading}.{bullet + 1}" for bullet in range(int(bullets))]
        tasks += [(place, role, tuple(agencies)) for place in places]
    return tasks


@pytest.mark.parametrize("plan_id", IDS)
def test_the_tasks_stand_under_their_headings_in_printed_order(plan_id: str) -> None:
    assert [(task.at, task.role, task.agencies) for task in shipped(plan_id).tasks] == expected(plan_id)


@pytest.mark.parametrize(
    ("plan_id", "bullets", "paragraphs", "assigned", "requested"),
    [("khanh-hoa", 27, 6, 27, 6), ("dong-thap", 17, 9, 24, 2)],
)
def test_their_counts_are_those_of_the_document(
    plan_id: str, bullets: int, paragraphs: int, assigned: int, requested: int
) -> None:
    tasks = shipped(plan_id).tasks
    assert Counter(task.at.count(".") for task in tasks) == {2: bullets, 1: paragraphs}
    assert Counter(task.role for task in tasks) == {"assigned": assigned, "requested": requested}


def test_the_state_bank_is_asked_in_one_province_and_tasked_in_the_other() -> None:
    roles = {plan_id: {task.role for task in shipped(plan_id).tasks if "nhnn" in task.agencies} for plan_id in IDS}
    assert roles == {"khanh-hoa": {"requested"}, "dong-thap": {"assigned"}}


def test_things_to_be_made_are_named_though_no_date_is_set() -> None:
    made = {plan_id: [task.at for task in shipped(plan_id).tasks if task.deliverable] for plan_id in IDS}
    assert made == {"khanh-hoa": ["II.1.7", "II.2.6", "II.13.2"], "dong-thap": ["II.2.4", "II.4.4", "II.13"]}


def test_a_task_of_one_id_falls_to_the_same_bodies_in_both_plans() -> None:
    left, right = ({task.id: bodies(plan_id, task) for task in shipped(plan_id).tasks} for plan_id in IDS)
    shared = left.keys() & right.keys()
    assert len(shared) == 23
    everybody_else = {"phoi-hop-theo-linh-vuc", "ho-tro-to-tung"}
    assert {task for task in shared if not left[task] & right[task]} == everybody_else


def bodies(plan_id: str, task: Task) -> set[str]:
    """Who has a task, office-holders taken for the bodies they head."""
    agencies: dict[str, Agency] = {agency.id: agency for agency in shipped(plan_id).agencies}
    return {body for agency in task.agencies for body in (agencies[agency].part_of or (agency,))}


@pytest.mark.parametrize(("plan_id", "partners"), [("khanh-hoa", ()), ("dong-thap", ("so-nganh",))])
def test_the_provincial_police_lead_both_plans(plan_id: str, partners: tuple[str, ...]) -> None:
    lead = shipped(plan_id).lead
    assert lead is not None
    assert (lead.agencies, lead.with_, lead.at) == (("cong-an",), partners, "IV.3")


@pytest.mark.parametrize("plan_id", IDS)
def test_both_have_the_same_three_objectives(plan_id: str) -> None:
    assert [(objective.id, objective.at) for objective in shipped(plan_id).objectives] == [
        ("nang-cao-trach-nhiem", "I.1"),
        ("keo-giam-toi-pham", "I.2"),
        ("chan-chinh-quan-ly", "I.3"),
    ]
