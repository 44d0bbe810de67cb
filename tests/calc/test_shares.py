"""Duties dealt out to the bodies that owe them: nothing is lost and nothing is picked, whatever became of whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.calc.owners import LOST, Owners, OwnerState
from cybercrime_plan.calc.shares import open_duties, shares
from cybercrime_plan.model.bodies import BodyRegister
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.bodies import shipped_bodies
from tests.duties import tree
from tests.plans.shipped import IDS, shipped

IDS_OF_BODIES = ("a", "b", "c", "d", "e")
DAYS = st.integers(0, 3 * 365).map(lambda days: date(2024, 1, 1) + timedelta(days))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan with bodies that begin, end and take over, collectives, and reports of all of them."""
    agencies: list[dict[str, Any]] = []
    for one in IDS_OF_BODIES:
        agency: dict[str, Any] = {"id": one, "name": one.upper()}
        if draw(st.booleans()):
            agency["until"] = str(draw(DAYS))
            agency["successor"] = draw(st.lists(st.sampled_from(IDS_OF_BODIES), max_size=3, unique=True))
        elif draw(st.integers(0, 3)) == 0:
            agency["from"] = str(draw(DAYS))
        agencies.append(agency)
    members = draw(st.lists(st.sampled_from(IDS_OF_BODIES), min_size=1, unique=True))
    agencies.append({"id": "nhom", "name": "NHÓM", "members": members})
    senders = st.lists(st.sampled_from((*IDS_OF_BODIES, "nhom")), min_size=1, unique=True)
    reports = [
        {
            "id": f"r{month}",
            "title": "Báo cáo",
            "kind": "periodic",
            "bound": "before",
            "rule": {"freq": "yearly", "bymonth": month, "bymonthday": 15},
            "from_whom": draw(st.one_of(senders, st.just(["all"]))),
        }
        for month in (3, 9)
    ]
    period = {"from": "2024-01-01", "to": "2026-12-31"}
    return Plan.model_validate(
        tree({"format": 1, "id": "mau", "period": period, "agencies": agencies, "reports": reports})
    )


REGISTERED = tuple(f"body-{one}" for one in IDS_OF_BODIES)


@st.composite
def registers(draw: st.DrawFn) -> Bodies:
    """Bodies that some of the plan's agencies are, with changes of every kind among them."""
    bodies = [{"id": one, "name": one} for one in (*REGISTERED, "body-moi")]
    links = [{"plan": "mau", "agency": one, "body": f"body-{one}"} for one in IDS_OF_BODIES if draw(st.booleans())]
    changes: list[dict[str, Any]] = []
    for _number in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(("rename", "merge", "split", "transfer", "end")))
        most = {"end": 0, "rename": 1}.get(kind, 3)
        heirs = draw(st.none() | st.lists(st.sampled_from((*REGISTERED, "body-moi")), max_size=most, unique=True))
        change: dict[str, Any] = {"on": str(draw(DAYS)), "kind": kind, "of": [draw(st.sampled_from(REGISTERED))]}
        if heirs is not None:
            change["to"] = [{"body": one} for one in heirs]
        changes.append({**change, "seen": "press"})
    decided = [
        {"plan": "mau", "agency": one, "body": "body-moi", "from": str(draw(DAYS)), "by": "x"}
        for one in IDS_OF_BODIES
        if draw(st.integers(0, 5)) == 0
    ]
    groups = st.lists(st.sampled_from((*IDS_OF_BODIES, *REGISTERED, "nhom")), min_size=1, max_size=3, unique=True)
    members = [
        {"plan": "mau", "agency": one, "bodies": draw(groups)}
        for one in (*IDS_OF_BODIES, "nhom")
        if draw(st.integers(0, 5)) == 0
    ]
    made = {"kind": "agencies", "bodies": bodies, "is": links, "changes": changes, "decided": decided}
    made["members"] = members
    return Bodies((BodyRegister.model_validate(tree(made)), shipped_bodies()))


@given(plans(), st.just(Bodies()) | registers())
def test_entries_of_all_calendars_and_named_losses_are_the_occurrences_times_their_owners(
    plan: Plan, bodies: Bodies
) -> None:
    owners = Owners(plan, bodies)
    schedule = deadlines([plan], WorkingDays())
    dealt = shares(schedule, {"mau": owners})
    lost = [one for one in open_duties(schedule, {"mau": owners}) if one.ownership.state in LOST]
    expected = 0
    for one in schedule.occurrences:
        assert owners.leaves(one.report.from_whom, one.due, one.report.id), "no duty is dropped"
        leaves = owners.leaves(one.report.from_whom, one.due, one.report.id)
        answers = {body: owners(body, one.due, one.report.id) for body in leaves}
        expected += len({owner.id for answer in answers.values() for owner in answer.owners})
        expected += sum(answer.state in {OwnerState.NOBODY, OwnerState.UNKNOWN} for answer in answers.values())
    assert sum(len(share.occurrences) for share in dealt) + len(lost) == expected
    assert len({share.owner.id for share in dealt}) == len(dealt)


@given(plans())
def test_no_body_has_an_entry_before_its_first_day_or_after_its_last(plan: Plan) -> None:
    agencies = {agency.id: agency for agency in plan.agencies}
    for share in shares(deadlines([plan], WorkingDays()), {"mau": Owners(plan)}):
        agency = agencies[share.owner.id]
        for one in share.occurrences:
            assert agency.from_ is None or one.due >= agency.from_.first
            assert agency.until is None or one.due <= agency.until.last


def test_a_plan_in_which_nothing_ends_is_dealt_out_by_its_printed_names() -> None:
    for plan_id in IDS:
        plan = shipped(plan_id)
        dealt = shares(deadlines([plan], WorkingDays()), {plan.id: Owners(plan)})
        assert {share.owner.id for share in dealt} <= {agency.id for agency in plan.agencies}
        assert all(len(share.occurrences) == len(dealt[0].occurrences) for share in dealt)


def test_the_bodies_of_2025_keep_their_duties_until_their_last_day_and_the_heirs_have_them_after() -> None:
    plan = shipped("khanh-hoa")
    owners = {plan.id: Owners(plan, Bodies((shipped_bodies(),)))}
    schedule = deadlines([plan], WorkingDays())
    keys = {share.owner.id: [one.key for one in share.occurrences] for share in shares(schedule, owners)}
    assert keys["so-tttt"] == ["2023-06", "2023-11", "2024-06", "2024-11"]
    assert keys["so-khcn-2025"] == keys["so-vhttdl"] == ["2025-06", "2025-11", "2026-06", "2026-11"]
    assert len(keys["cong-an"]) == 8
    lost = [(one.body, one.occurrence.key) for one in open_duties(schedule, owners) if one.ownership.state in LOST]
    assert lost == [("ubnd-huyen", key) for key in ("2025-11", "2026-06", "2026-11")]


def test_a_body_of_a_collective_that_is_not_there_yet_is_no_member_yet() -> None:
    agencies = [
        {"id": "cu", "name": "Cũ", "until": "2025-02-28", "successor": "moi"},
        {"id": "moi", "name": "Mới", "from": "2025-03-01"},
        {"id": "nhom", "name": "Nhóm", "members": ["cu", "moi"]},
    ]
    tasks = [{"id": "a", "at": "II.1", "agencies": ["nhom"], "role": "assigned", "summary": "x"}]
    plan = Plan.model_validate(tree({"format": 1, "id": "mau", "agencies": agencies, "tasks": tasks}))
    for_all = Owners(plan).leaves(["nhom"], date(2025, 2, 1))
    assert list(for_all) == ["cu"]
    assert list(Owners(plan).of_duty(["nhom"], date(2025, 4, 1)).owners) == ["moi"]
    alone = Owners(plan)("moi", date(2025, 2, 1))
    assert (alone.state, alone.founded) == (OwnerState.NOBODY, date(2025, 3, 1))


def test_a_decision_of_the_office_ends_the_choice() -> None:
    plan = shipped("khanh-hoa")
    decided = [
        {"plan": "khanh-hoa", "agency": "so-tttt", "body": "so-vhttdl", "from": "2025-03-01", "by": "Văn phòng"}
    ]
    own = BodyRegister.model_validate(tree({"kind": "agencies", "decided": decided}))
    found = Owners(plan, Bodies((own, shipped_bodies())))("so-tttt", date(2025, 11, 14), "nam")
    assert (found.state, found.owners[0].id, found.presumed) == (OwnerState.HEIR, "so-vhttdl", False)
