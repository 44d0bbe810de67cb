"""`plan compare` on the shipped plans."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.program import ROOT, plan
from tests.render.schemas import JSON_DOCS, validate


def test_the_json_is_what_its_schema_says_and_whole_dong() -> None:
    ran = plan("compare", "dong-thap", "khanh-hoa", "-f", "json")
    shown = validate(ran.out, JSON_DOCS / "compare.schema.json")
    assert ran.code == 0
    assert (shown["total"]["x"], shown["total"]["y"]) == (6_300_000_000, 4_800_000_000)
    equipment = next(line for line in shown["lines"] if line["x_line"]["id"] == "thiet-bi")
    assert (equipment["x"], equipment["y"], equipment["difference"]) == (3_600_000_000, "-", None)
    assert shown["outside"] == {"x": {"2022": 850_000_000}, "y": {}}


@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "2022 is only in dong-thap"), ("vi", "Năm 2022 chỉ có ở dong-thap")]
)
def test_the_years_left_out_are_named(lang: str, sentence: str) -> None:
    assert sentence in plan("compare", "dong-thap", "khanh-hoa", "--lang", lang).out


def test_what_a_dash_keeps_out_is_named_beneath() -> None:
    shown = plan("compare", "dong-thap", "khanh-hoa", "--lang", "en").out
    assert "in no difference: 3.600 triệu đồng of dong-thap for “Mua sắm trang thiết bị, phương tiện”" in shown


def test_a_year_that_is_compared_in_part_says_so_and_a_table_that_does_not_add_up_is_named() -> None:
    shown = plan("compare", "dong-thap", "khanh-hoa", "--lang", "en").out
    year = next(row for row in shown.splitlines() if row.startswith("2024"))
    assert year.endswith("only what both have is compared")
    slip = ROOT / "docs" / "examples" / "phu-luc.yaml"
    ran = plan("compare", str(slip), "dong-thap", "--lang", "en")
    assert ran.code == 0
    assert ran.err == (f"plan: {slip}: the sums of this budget do not agree; see plan budget check {slip}\n")


@pytest.mark.parametrize("revision", [None, 2])
def test_two_versions_of_one_plan_have_distinct_heads(tmp_path: Path, revision: int | None) -> None:
    text = (ROOT / "plans" / "dong-thap-2022-2026.yaml").read_text(encoding="utf-8")
    new = text.replace("number: 1", f"number: {revision or 1}", 1)
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(new, encoding="utf-8")
    shown = plan("compare", "a.yaml", "b.yaml", "--lang", "en", cwd=tmp_path).out
    assert ("dong-thap, version 2" if revision else "b.yaml") in shown.splitlines()[0]


def test_csv_is_in_whole_dong() -> None:
    rows = list(csv.reader(io.StringIO(plan("compare", "dong-thap", "khanh-hoa", "-f", "csv").out)))
    assert rows[1][1:6] == ["900000000", "14.3", "2500000000", "52.1", "-1600000000"]


def test_trouble_is_one_message_and_no_result(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\nid: a\ntasks: []\n", encoding="utf-8")
    for targets in (
        ("dong-thap", "no-such"),
        ("-", "-"),
        ("khanh-hoa",),
        (str(tmp_path / "a.yaml"), "dong-thap"),
    ):
        ran = plan("compare", *targets, cwd=ROOT)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("plan: ")


SMALL = """\
format: 1
id: {id}
budget:
  unit: triệu đồng
  years: [2025]
  lines:
    - {{id: phong-ngua, name: Phòng ngừa, amounts: [500], total: 500}}
    - {{id: khac, name: Khác, amounts: [7], total: 7}}
  totals: [507]
  total: 507
"""


def test_the_total_of_the_differences_is_over_what_both_plans_fix(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL.format(id="a"), encoding="utf-8")
    shown = plan("compare", "khanh-hoa", "a.yaml", "--lang", "en", cwd=tmp_path).out
    rows = [line.split() for line in shown.splitlines() if line.startswith(("Comparable", "Total"))]
    assert rows[0] == ["Comparable", "lines", "650", "500", "150"]
    assert rows[1][:3] == ["Total", "1.250", "507"]
    assert "7 triệu đồng of a for “Khác” (2025), where khanh-hoa has no such line" in shown


def test_a_folder_of_plans_is_compared_by_line_plan_and_year(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(
            SMALL.format(id=name).replace("7", (name == "c" and "9") or "7"), "utf-8"
        )
    ran = plan("compare", str(tmp_path), "-f", "json")
    shown = validate(ran.out, JSON_DOCS / "compare-many.schema.json")
    assert (ran.code, [one["name"] for one in shown["plans"]]) == (0, ["a", "b", "c"])
    assert shown["totals"]["c"] == {"2025": 509_000_000}


def test_a_plan_meant_twice_counts_once_and_one_that_is_broken_stops_no_other(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(SMALL.format(id=name), encoding="utf-8")
    (tmp_path / "e.yaml").write_text("format: 1\nid: [\n", encoding="utf-8")
    ran = plan("compare", str(tmp_path), str(tmp_path / "a.yaml"), "-f", "json")
    assert (ran.code, len(json.loads(ran.out)["plans"])) == (2, 3)


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_that_leads_to_itself_is_told_and_stops_nobody(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    (tmp_path / "plans" / "x.yaml").symlink_to("x.yaml")
    ran = plan("compare", "plans", cwd=tmp_path)
    assert (ran.code, "Traceback" in ran.err) == (2, False)
    assert "x.yaml" in ran.err
