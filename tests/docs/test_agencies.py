"""docs/agencies.md in both languages: its file does what is said of it, its commands run, its states exist."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from cybercrime_plan.calc.owners import Owners, OwnerState
from cybercrime_plan.model.bodies import BodyRegister
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.read.bodies import shipped_bodies
from cybercrime_plan.read.data_file import read_data
from tests.plans.shipped import shipped
from tests.program import ROOT, plan

GUIDES = (ROOT / "docs" / "agencies.md", ROOT / "docs" / "agencies.vi.md")
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)


@each_guide
def test_the_file_it_shows_is_read_and_answers_as_is_said(guide: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    owners = Owners(
        shipped("dong-thap"), Bodies((read_data("agencies.yaml", example.encode(), BodyRegister), shipped_bodies()))
    )
    day = date(2025, 11, 14)
    assert owners("so-tttt", day).state is OwnerState.SEVERAL
    assert {one.id for one in owners("so-tttt", day).owners} == {"so-khcn-moi", "cong-an"}
    decided = owners("so-tttt", day, "huong-dan-bao-chi")
    assert (decided.state, decided.owners[0].id) == (OwnerState.HEIR, "so-khcn-moi")
    assert list(owners.leaves(["chinh-quyen-xa"], day)) == ["ubnd-xa-mau"]


@each_guide
def test_the_commands_it_shows_run(guide: Path, tmp_path: Path) -> None:
    lines = re.findall(r"^    (plan .*?)  ", guide.read_text("utf-8"), re.MULTILINE)
    assert len(lines) == 6
    for line in lines:
        ran = plan(*shlex.split(line)[1:], cwd=tmp_path, env={"PLAN_DIR": str(ROOT / "plans")})
        assert ran.code == 0, (line, ran.err)


@each_guide
def test_every_state_is_explained(guide: Path) -> None:
    told = set(re.findall(r"\| `([a-z]+)` \|", guide.read_text("utf-8")))
    assert told == {state.value for state in OwnerState}
