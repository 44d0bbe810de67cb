"""The agencies of a plan: who is meant by an id, a name, a list of others."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.model.plan import Plan
from tests.calc.test_deadlines_selection import AGENCIES, PLAN

REGISTRY = Registry(PLAN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so-gddt", ["so-gddt"]),
        ("giao duc", ["so-gddt"]),
        ("GD&ĐT", ["so-gddt"]),
        ("tư pháp", ["so-tu-phap"]),
        ("so", ["so-tu-phap", "so-gddt", "so-nganh"]),
        ("kho bạc", []),
        ("  ", []),
    ],
)
def test_an_agency_is_found_by_id_or_by_a_piece_of_its_name_without_accents(text: str, expected: list[str]) -> None:
    assert [agency.id for agency in REGISTRY.called(text)] == expected


def test_a_list_means_its_members_all_the_way_down() -> None:
    assert REGISTRY.meant(["cac-don-vi"]) == {"cac-don-vi", "so-nganh", "so-tu-phap", "so-gddt"}


def test_all_means_every_agency_of_the_plan() -> None:
    assert REGISTRY.meant(["all"]) >= {agency.id for agency in PLAN.agencies}


def test_those_who_each_send_a_report_are_not_lists() -> None:
    assert [agency.id for agency in REGISTRY.senders(PLAN.reports[0])] == ["so-tu-phap", "so-gddt"]


def test_an_agency_is_meant_by_every_list_it_is_on_and_by_all() -> None:
    assert REGISTRY.naming(["so-gddt"]) == {"so-gddt", "so-nganh", "cac-don-vi", "all"}
    assert REGISTRY.naming(["so-la"]) == {"so-la"}
    assert REGISTRY.naming([]) == set()


@pytest.mark.parametrize("agency", [str(agency["id"]) for agency in AGENCIES])
def test_being_named_is_being_meant_seen_from_the_other_side(agency: str) -> None:
    ids = ["all", *(str(one["id"]) for one in AGENCIES)]
    assert REGISTRY.naming([agency]) == {one for one in ids if agency in REGISTRY.meant([one])}


def registry(*agencies: Mapping[str, object]) -> Registry:
    named = tuple({"name": one["id"], **one} for one in agencies)
    report = {"id": "dot-xuat", "title": "Đột xuất", "kind": "ad_hoc"}
    return Registry(Plan.model_validate({"format": "1", "id": "vi-du", "agencies": named, "reports": (report,)}))


COLLECTIVE = registry({"id": "hai-so", "members": ("mot", "hai")}, {"id": "mot"}, {"id": "hai"}, {"id": "khong"})


def test_a_collective_is_reached_only_through_all_of_its_members() -> None:
    assert COLLECTIVE.reached(["mot", "hai"]) == {"mot", "hai", "hai-so"}
    assert COLLECTIVE.reached(["mot"]) == {"mot"}
    assert COLLECTIVE.reached(["khong"]) == {"khong"}
    assert COLLECTIVE.reached([]) == set()


def test_a_unit_is_reached_with_its_body_but_not_the_body_with_its_unit() -> None:
    bodies = registry({"id": "phong", "part_of": ("so",)}, {"id": "so", "part_of": ("tinh",)}, {"id": "tinh"})
    assert bodies.reached(["tinh"]) == {"phong", "so", "tinh"}
    assert bodies.reached(["phong"]) == {"phong"}


def test_units_of_all_members_reach_the_collective() -> None:
    mixed = registry(
        {"id": "nhom", "members": ("a", "b")}, {"id": "a", "part_of": ("tinh",)}, {"id": "b"}, {"id": "tinh"}
    )
    assert mixed.reached(["tinh", "b"]) == {"tinh", "a", "b", "nhom"}


def test_bodies_that_belong_to_each_other_reach_nobody_by_themselves() -> None:
    ring = registry({"id": "a", "part_of": ("b",)}, {"id": "b", "part_of": ("a",)}, {"id": "c", "members": ("c",)})
    assert ring.reached([]) == set()
    assert ring.reached(["a"]) == {"a", "b"}


def test_a_long_chain_of_bodies_is_followed_to_its_end() -> None:
    chain = registry(*({"id": f"b{n}", "part_of": (f"b{n + 1}",)} for n in range(3000)), {"id": "b3000"})
    assert len(chain.reached(["b3000"])) == 3001


def test_diamonds_of_bodies_are_passed_once() -> None:
    layers = [{"id": f"{side}{n}", "part_of": (f"l{n + 1}", f"r{n + 1}")} for n in range(60) for side in "lr"]
    assert registry(*layers, {"id": "l60"}, {"id": "r60"}).reached(["khong"]) == {"khong"}
