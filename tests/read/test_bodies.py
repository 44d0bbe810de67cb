"""The registers of bodies, read from their files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cybercrime_plan.calc.owners import Owners, OwnerState
from cybercrime_plan.model.bodies import BodyRegister
from cybercrime_plan.read.bodies import bodies, shipped_bodies
from cybercrime_plan.read.data_file import read_data
from cybercrime_plan.read.load import InvalidPlan
from tests.plans.shipped import shipped

OWN = """\
kind: agencies
province: Đồng Tháp
bodies:
  - {id: so-moi, name: Sở Mới, from: "2025-03-01"}
changes:
  - {on: "2025-03-01", kind: rename, of: [so-tttt], to: [{body: so-moi}], instrument: 1/QĐ-UBND, seen: text}
"""
IN_NOVEMBER = date(2025, 11, 14)


def test_nothing_shipped_is_given_as_certain_that_was_not_read_in_its_text() -> None:
    for change in shipped_bodies().changes:
        assert (change.seen == "text") is (change.instrument is not None)
        assert change.source


def test_every_body_the_shipped_register_speaks_of_is_in_it() -> None:
    register = shipped_bodies()
    known = {body.id for body in register.bodies}
    spoken = {link.body for link in register.is_}
    spoken |= {one for change in register.changes for one in change.of}
    spoken |= {taker.body for change in register.changes for taker in change.to or ()}
    assert spoken <= known


@pytest.mark.parametrize(
    ("name", "agency", "state"),
    [
        ("dong-thap", "so-tttt", OwnerState.SEVERAL),
        ("dong-thap", "so-khcn", OwnerState.HEIR),
        ("dong-thap", "nhnn", OwnerState.HEIR),
        ("dong-thap", "ubnd-huyen", OwnerState.NOBODY),
        ("dong-thap", "bao", OwnerState.ITSELF),
        ("khanh-hoa", "bao", OwnerState.HEIR),
        ("khanh-hoa", "cong-an", OwnerState.ITSELF),
    ],
)
def test_the_bodies_of_the_shipped_plans_in_november_2025(name: str, agency: str, state: OwnerState) -> None:
    assert Owners(shipped(name), bodies())(agency, IN_NOVEMBER).state is state


def test_the_bank_of_dong_thap_is_unknown_from_march_to_june() -> None:
    assert Owners(shipped("dong-thap"), bodies())("nhnn", date(2025, 6, 30)).state is OwnerState.UNKNOWN


def test_the_offices_own_file_is_read_over_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "agencies.yaml"
    own.write_text(OWN, encoding="utf-8")
    found = Owners(shipped("dong-thap"), bodies(own))("so-tttt", IN_NOVEMBER)
    assert ([one.name for one in found.owners], found.presumed) == (["Sở Mới"], False)
    assert Owners(shipped("khanh-hoa"), bodies(own))("so-tttt", IN_NOVEMBER).state is OwnerState.SEVERAL


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("kind: agencies", "kind: agency", "1:7"),
        ("kind: rename", "kind: renamed", "6:30"),
        ('on: "2025-03-01"', 'on: "2025-02-30"', "6:10"),
        ("seen: text", "seen: read", "6:104"),
        ("bodies:", "bodis:", "3:1"),
        ("kind: rename", "kind: end", "6:30"),
        ("[{body: so-moi}]", "[{body: so-moi}, {body: so-tttt}]", "6:30"),
        ('from: "2025-03-01"', 'from: "2025-03-01", until: "2025-02-01"', "4:59"),
        ("changes:", 'decided: [{plan: a, body: so-moi, from: "2025-03-01", by: x}]\nchanges:', "5:11"),
    ],
)
def test_what_is_wrong_in_it_is_named_with_its_line(right: str, wrong: str, place: str) -> None:
    with pytest.raises(InvalidPlan) as caught:
        read_data("agencies.yaml", OWN.replace(right, wrong).encode(), BodyRegister)
    assert f"agencies.yaml:{place}: SCH" in str(caught.value)
