"""Who has to do what: every task found by its agency, whatever the way the plan names it."""

from __future__ import annotations

import pytest

from cybercrime_plan.calc.assignments import Grouping, Involvement, Query, assignments, counted
from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.model.duties import Role
from tests.plans.shipped import IDS, shipped


def of_agency(plan_id: str, agency: str) -> dict[str, Involvement | None]:
    asked = Query(agencies={plan_id: frozenset({agency})})
    return {one.duty.id: one.part for one in assignments([shipped(plan_id)], asked)}


@pytest.mark.parametrize("plan_id", IDS)
def test_without_a_question_every_task_is_there_once_and_no_report(plan_id: str) -> None:
    plan = shipped(plan_id)
    assert [one.task for one in assignments([plan], Query())] == list(plan.tasks)


@pytest.mark.parametrize("plan_id", IDS)
def test_whoever_is_tasked_finds_the_task(plan_id: str) -> None:
    plan = shipped(plan_id)
    for task in plan.tasks:
        for agency in Registry(plan).meant(task.agencies):
            asked = Query(agencies={plan_id: frozenset({agency})})
            assert Involvement.DOES in {one.part for one in assignments([plan], asked) if one.task is task}


def test_what_an_agency_does_and_reports_is_one_answer() -> None:
    found = of_agency("khanh-hoa", "so-cong-thuong")
    assert found["quan-ly-tmdt"] is Involvement.DOES
    assert found["cung-cap-thong-tin-tmdt"] is Involvement.REPORTS
    assert found["nam"] is Involvement.REPORTS, "through the collective that reports"
    assert found["hoan-thien-phap-luat"] is Involvement.WITH, "through the collective that takes part"


def test_what_the_heads_of_departments_are_tasked_with_every_department_does() -> None:
    found = of_agency("dong-thap", "so-tu-phap")
    heads = next(one.id for one in shipped("dong-thap").agencies if one.name.startswith("Thủ trưởng các sở"))
    tasks = {task.id for task in shipped("dong-thap").tasks if heads in task.agencies}
    assert len(tasks) == 3
    assert {found[task] for task in tasks} == {Involvement.DOES}


def test_doing_weighs_more_than_taking_part() -> None:
    found = of_agency("dong-thap", "nhnn")
    assert found["quan-triet-nhan-vien-ngan-hang"] is Involvement.DOES
    assert found["phan-ung-nhanh"] is Involvement.WITH


def test_whoever_receives_or_collects_reports_sees_them() -> None:
    assert of_agency("khanh-hoa", "ubnd-tinh")["nam"] is Involvement.RECEIVES
    assert of_agency("khanh-hoa", "phong-an-ninh-mang")["nam"] is Involvement.COLLECTS


def test_a_section_holds_what_is_below_it_and_nothing_beside_it() -> None:
    found = assignments([shipped("khanh-hoa")], Query(section="II.1"))
    assert [one.duty.at for one in found] == [f"II.1.{number}" for number in range(1, 8)]


def test_a_role_leaves_reports_out() -> None:
    asked = Query(agencies={"khanh-hoa": frozenset({"nhnn"})}, role=Role.REQUESTED)
    assert [one.duty.at for one in assignments([shipped("khanh-hoa")], asked)] == ["II.12.1", "II.12.2", "II.12.3"]


def test_words_are_found_without_their_accents() -> None:
    found = assignments([shipped("dong-thap")], Query(text="DUONG DAY NONG"))
    assert [one.duty.at for one in found] == ["II.2.2", "II.2.4"]


@pytest.mark.parametrize(("plan_id", "assigned", "requested"), [("khanh-hoa", 27, 6), ("dong-thap", 24, 2)])
def test_roles_are_counted_as_in_the_documents(plan_id: str, assigned: int, requested: int) -> None:
    counts = counted(assignments([shipped(plan_id)], Query()), Grouping.ROLE)
    assert {one.group: one.assigned + one.requested for one in counts} == {
        "assigned": assigned,
        "requested": requested,
    }


def test_sections_are_counted_in_the_order_of_the_document() -> None:
    counts = counted(assignments([shipped("khanh-hoa")], Query()), Grouping.SECTION)
    assert [(one.group, one.assigned + one.requested) for one in counts][:3] == [
        ("II.1", 7),
        ("II.2", 6),
        ("II.3", 4),
    ]


def test_a_task_of_several_agencies_counts_for_each() -> None:
    counts = {one.group: one for one in counted(assignments([shipped("khanh-hoa")], Query()), Grouping.AGENCY)}
    assert (counts["doan-the"].assigned, counts["doan-the"].requested) == (7, 1)
    assert counts["cuc-thue"].requested == 1
