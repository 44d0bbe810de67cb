"""`plan agencies`: the bodies of a plan and what became of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.program import plan

OWN = """\
kind: agencies
province: Khánh Hòa
bodies:
  - {id: so-moi, name: Sở Mới, from: "2025-03-01"}
changes:
  - {on: "2025-03-01", kind: rename, of: [so-tttt], to: [{body: so-moi}], instrument: 1/QĐ-UBND, seen: text}
"""


def rows(*arguments: str) -> dict[str, dict[str, Any]]:
    result = plan("agencies", "khanh-hoa", *arguments, "-f", "json")
    assert result.code == 0
    return {row["id"]: row for row in json.loads(result.out)["rows"]}


def test_each_body_is_answered_for_on_the_day_asked() -> None:
    before, after = rows("--at", "2025-02-28"), rows("--at", "14/11/2025")
    assert {row["state"] for row in before.values()} == {"itself"}
    assert (after["so-tttt"]["state"], len(after["so-tttt"]["now"])) == ("several", 3)
    assert after["ubnd-huyen"]["state"] == "nobody"
    assert after["bao"]["now"][0]["name"] == after["dai-ptth"]["now"][0]["name"] == "Báo Khánh Hòa"
    assert rows("--as-of", "2025-11-14") == after


def test_the_offices_own_register_stands_above_and_none_is_no_register(tmp_path: Path) -> None:
    own = tmp_path / "co-quan.yaml"
    own.write_text(OWN, encoding="utf-8")
    heir = rows("--at", "2025-11-14", "--agencies", str(own))["so-tttt"]
    assert (heir["state"], heir["now"][0]["name"]) == ("heir", "Sở Mới")
    assert {row["state"] for row in rows("--at", "2025-11-14", "--agencies", "none").values()} == {"itself"}


def test_what_is_wrong_in_a_register_or_a_day_is_told(tmp_path: Path) -> None:
    own = tmp_path / "co-quan.yaml"
    own.write_text(OWN.replace("rename", "renamed"), encoding="utf-8")
    for arguments, said in [
        (["--agencies", str(own)], "co-quan.yaml:6:30"),
        (["--agencies", str(tmp_path / "khong-co.yaml")], "khong-co.yaml"),
        (["--at", "31/11/2025"], "--at"),
    ]:
        result = plan("agencies", "khanh-hoa", *arguments)
        assert (result.code, result.out) == (2, "")
        assert said in result.err


def test_people_see_what_changed_and_how_it_is_known() -> None:
    shown = plan("agencies", "dong-thap", "--at", "2025-11-14", "--lang", "vi").out
    assert "không có cơ quan kế thừa" in shown
    assert "Ngân hàng Nhà nước chi nhánh Khu vực 13 (theo báo chí)" in shown
    assert "cần xác định cơ quan thực hiện" in shown
