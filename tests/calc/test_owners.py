"""Who answers to a printed name on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.owners import Owners, OwnerState
from cybercrime_plan.model.bodies import BodyRegister, Seen
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.bodies import shipped_bodies
from tests.duties import tree
from tests.plans.shipped import IDS, shipped

MARCH, JULY = date(2025, 3, 1), date(2025, 7, 1)


def register(**sections: object) -> BodyRegister:
    return BodyRegister.model_validate(tree({"kind": "agencies", **sections}))


def of(agencies: list[dict[str, Any]], *registers: BodyRegister, province: str | None = None) -> Owners:
    tasks = [{"id": "a", "at": "II.1", "agencies": [agencies[0]["id"]], "role": "assigned", "summary": "x"}]
    plan = {"format": 1, "id": "mau", "agencies": agencies, "tasks": tasks, "province": province}
    return Owners(Plan.model_validate(tree(plan)), Bodies(registers))


OLD: dict[str, Any] = {"id": "cu", "name": "Sở Cũ"}
LINKED = [{"plan": "mau", "agency": "cu", "body": "so-cu"}]
BODIES = [{"id": one, "name": one.upper()} for one in ("so-cu", "so-moi", "so-khac")]


def change(kind: str, *to: str, on: str = "2025-03-01", of: str = "so-cu", **more: object) -> dict[str, Any]:
    return {"on": on, "kind": kind, "of": [of], "to": [{"body": one} for one in to], "seen": "press", **more}


def test_a_body_of_which_nothing_is_known_is_itself() -> None:
    found = of([OLD])("cu", JULY)
    assert (found.state, found.owners[0].name) == (OwnerState.ITSELF, "Sở Cũ")


def test_the_last_day_is_still_its_own_and_the_next_the_heirs() -> None:
    owners = of([{**OLD, "until": "2025-02-28", "successor": "moi"}, {"id": "moi", "name": "Sở Mới"}])
    assert owners("cu", MARCH - timedelta(1)).state is OwnerState.ITSELF
    found = owners("cu", MARCH)
    assert (found.state, found.owners[0].id, found.owners[0].since) == (OwnerState.HEIR, "moi", MARCH)
    assert not found.presumed


def test_several_heirs_are_all_shown_and_none_is_picked() -> None:
    heirs = [{"id": one, "name": one} for one in ("a", "b", "c")]
    found = of([{**OLD, "until": "2025-02-28", "successor": ["a", "b", "c"]}, *heirs])("cu", MARCH)
    assert (found.state, [one.id for one in found.owners]) == (OwnerState.SEVERAL, ["a", "b", "c"])


def test_an_end_without_heir_is_nobody() -> None:
    assert of([{**OLD, "until": "2025-02-28"}])("cu", MARCH).state is OwnerState.NOBODY


def test_a_body_is_followed_through_several_changes() -> None:
    steps = [change("rename", "so-moi"), change("merge", "so-khac", on="2025-07-01", of="so-moi")]
    owners = of([OLD], register(bodies=BODIES, changes=steps, **{"is": LINKED}))
    assert [owners("cu", day).owners[0].id for day in (MARCH, JULY)] == ["so-moi", "so-khac"]
    assert len(owners("cu", JULY).steps) == 2


def test_a_body_that_moved_to_an_unseen_place_is_unknown_until_it_is_seen() -> None:
    moved = {"on": "2025-03-01", "kind": "merge", "of": ["so-cu"], "seen": "press"}
    seen = change("merge", "so-moi", on="2025-07-01")
    owners = of([OLD], register(bodies=BODIES, changes=[moved, seen], **{"is": LINKED}))
    states = [owners("cu", day).state for day in (MARCH - timedelta(1), MARCH, JULY)]
    assert states == [OwnerState.ITSELF, OwnerState.UNKNOWN, OwnerState.HEIR]


def test_a_name_alike_is_not_the_same_body() -> None:
    """The plan's agency has the id of a body of the register, and no link says that it is that body."""
    owners = of([{"id": "so-cu", "name": "Sở Cũ"}], register(bodies=BODIES, changes=[change("rename", "so-moi")]))
    assert owners("so-cu", JULY).state is OwnerState.ITSELF


def test_duties_that_go_over_leave_the_body_among_several() -> None:
    owners = of([OLD], register(bodies=BODIES, changes=[change("transfer", "so-moi")], **{"is": LINKED}))
    found = owners("cu", MARCH)
    assert (found.state, [one.id for one in found.owners]) == (OwnerState.SEVERAL, ["cu", "so-moi"])


def test_a_circle_of_changes_is_unknown_and_ends() -> None:
    circle = [change("rename", "so-moi"), change("rename", "so-cu", of="so-moi")]
    assert (
        of([OLD], register(bodies=BODIES, changes=circle, **{"is": LINKED}))("cu", JULY).state is OwnerState.UNKNOWN
    )


@pytest.mark.parametrize(("province", "state"), [("Đồng Tháp", OwnerState.HEIR), ("Khánh Hòa", OwnerState.ITSELF)])
def test_a_change_holds_only_within_its_province(province: str, state: OwnerState) -> None:
    local = register(bodies=BODIES, changes=[change("rename", "so-moi", province="Đồng Tháp")], **{"is": LINKED})
    assert of([OLD], local, province=province)("cu", JULY).state is state


def test_the_offices_own_register_stands_above_the_shipped_one() -> None:
    shipped = register(bodies=BODIES, changes=[change("rename", "so-moi")], **{"is": LINKED})
    own = register(bodies=BODIES, changes=[change("rename", "so-khac")])
    assert of([OLD], own, shipped)("cu", JULY).owners[0].id == "so-khac"


def test_what_a_person_decided_stands_above_the_registers_and_below_the_plan() -> None:
    decided = [{"plan": "mau", "task": "a", "body": "so-khac", "from": "2025-04-01", "by": "Chánh Văn phòng"}]
    known = register(
        bodies=BODIES, changes=[change("split", "so-moi", "so-khac")], decided=decided, **{"is": LINKED}
    )
    owners = of([OLD], known)
    assert owners("cu", date(2025, 3, 31), "a").state is OwnerState.SEVERAL
    assert owners("cu", JULY).state is OwnerState.SEVERAL
    found = owners("cu", JULY, "a")
    assert ([one.id for one in found.owners], found.decided) == (["so-khac"], "Chánh Văn phòng")
    said = of([{**OLD, "until": "2025-02-28", "successor": "b"}, {"id": "b", "name": "Sở B"}], known)
    assert said("cu", JULY, "a").owners[0].id == "b"


def test_the_evidence_of_an_heir_is_that_of_the_weakest_step() -> None:
    steps = [
        change("rename", "so-moi"),
        change("rename", "so-khac", of="so-moi", on="2025-07-01", seen="unconfirmed"),
    ]
    found = of([OLD], register(bodies=BODIES, changes=steps, **{"is": LINKED}))("cu", JULY)
    assert (found.owners[0].seen, found.presumed) == (Seen.UNCONFIRMED, True)


def test_a_collective_is_its_members_as_the_office_knows_them() -> None:
    agencies = [{"id": "cac-so", "name": "Các sở", "members": ["cu"]}, OLD]
    assert list(of(agencies).leaves(["cac-so"], JULY)) == ["cu"]
    known = register(bodies=BODIES, members=[{"plan": "mau", "agency": "cac-so", "bodies": ["so-moi", "so-khac"]}])
    assert list(of(agencies, known).leaves(["cac-so", "cac-so"], JULY)) == ["so-moi", "so-khac"]


KNOWN = Bodies((shipped_bodies(),))


@pytest.mark.parametrize("name", IDS)
@given(day=st.dates(date(2022, 1, 1), date(2027, 12, 31)))
def test_every_body_of_the_shipped_plans_is_answered_for_on_every_day(name: str, day: date) -> None:
    plan = shipped(name)
    for found in Owners(plan, KNOWN).leaves([one.id for one in plan.agencies], day).values():
        if found.state is not OwnerState.UNKNOWN:
            assert (len(found.owners) > 1) is (found.state is OwnerState.SEVERAL)
            assert (not found.owners) is (found.state is OwnerState.NOBODY)
        assert all(owner.since is None or owner.since <= day for owner in found.owners)


def test_a_collective_that_leads_back_to_itself_or_has_no_members_yet_stands_for_itself() -> None:
    bodies = [{"id": "xa-mot", "name": "Xã Một", "from": "2025-07-01"}]
    groups = [("nhom", ["nhom"]), ("vong", ["tat-ca"]), ("cac-xa", ["xa-mot"])]
    members = [{"plan": "mau", "agency": one, "bodies": of_it} for one, of_it in groups]
    agencies = [{"id": one, "name": one} for one, _of_it in groups]
    everybody = {"id": "tat-ca", "name": "Tất cả", "members": [one for one, _of_it in groups]}
    owners = of([*agencies, everybody], register(bodies=bodies, members=members))
    assert list(owners.leaves(["tat-ca"], MARCH)) == ["nhom", "vong", "cac-xa"]
    assert list(owners.leaves(["tat-ca"], JULY)) == ["nhom", "vong", "xa-mot"]
    assert owners.of_name("cac-xa", JULY).state is OwnerState.ITSELF


def test_an_ended_collective_whose_members_are_known_is_asked_through_them() -> None:
    xa = [{"id": "xa-mot", "name": "Xã Một"}]
    members = [{"plan": "mau", "agency": "cu", "bodies": ["xa-mot"]}]
    owners = of([{**OLD, "until": "2025-02-28"}], register(bodies=xa, members=members))
    assert list(owners.leaves(["cu"], JULY)) == ["xa-mot"]
    assert (owners("cu", JULY).state, owners.of_name("cu", JULY).state) == (OwnerState.NOBODY, OwnerState.ITSELF)
