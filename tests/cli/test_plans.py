"""`plan list`, `plan show` and `plan budget show` on the shipped plans."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from unittest import mock

import pytest

from cybercrime_plan.rules import run
from tests.program import ROOT, plan


def test_the_list_names_both_plans_with_total_and_the_coming_day() -> None:
    ran = plan("list", "-f", "csv", "--as-of", "2026-06-01")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(r["id"], r["total"], r["next_due"]) for r in rows] == [
        ("dong-thap", "7150000000", "2026-06-12"),
        ("khanh-hoa", "4800000000", "2026-06-12"),
    ]


WRONG = """\
format: 1
id: p
period: {from: 2025, to: 2026}
budget: {unit: đồng, years: [2025], lines: [{id: a, name: A, amounts: [1], total: 2}]}
"""
SOUND = WRONG.replace("total: 2", "total: 1")
READ, PAST = "2026-06-01", "2027-01-01"


@pytest.mark.parametrize(
    ("text", "day", "state", "told", "checked", "told_when_checked"),
    [
        (SOUND, READ, "readable", "the sums agree", "ok", "the sums agree"),
        (SOUND, PAST, "over", "over", "ok", "the sums agree"),
        (WRONG, READ, "readable", "sums that do not agree: plan check", "findings", "has findings"),
        (WRONG, PAST, "over", "sums that do not agree: plan check", "findings", "has findings"),
        ("format: 1\nid: p\nbudget: 7\n", READ, "invalid", "unreadable", "invalid", "unreadable"),
    ],
)
def test_rules_are_run_only_when_asked_for(
    text: str, day: str, state: str, told: str, checked: str, told_when_checked: str, tmp_path: Path
) -> None:
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")

    def listed(*more: str) -> tuple[str, str]:
        asked = ("list", "p.yaml", "--as-of", day, *more)
        (row,) = json.loads(plan(*asked, "-f", "json", cwd=tmp_path).out)
        return row["state"], plan(*asked, cwd=tmp_path).out.splitlines()[2]

    with mock.patch.object(run, "check", wraps=run.check) as ran:
        shown = listed()
        assert (shown[0], shown[1].endswith(told)) == (state, True)
        assert ran.call_count == 0
        shown = listed("--check")
        assert (shown[0], shown[1].endswith(told_when_checked)) == (checked, True)
        assert ran.call_count == (0 if state == "invalid" else 2)


def test_what_only_rules_ask_for_is_refused_without_them() -> None:
    ran = plan("list", "--agencies", "none")
    assert (ran.code, ran.out) == (2, "")
    assert "--check" in ran.err


def test_after_the_last_deadline_no_day_is_made_up() -> None:
    rows = csv.DictReader(io.StringIO(plan("list", "-f", "csv", "--as-of", "2026-12-01").out))
    assert {row["next_due"] for row in rows} == {""}


def test_a_file_that_cannot_be_read_is_listed_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\n", encoding="utf-8")
    ran = plan("list", ".", "-f", "json", cwd=tmp_path)
    assert ran.code == 2
    assert "invalid" in ran.out


def test_a_list_never_replaces_a_plan_it_has_read(tmp_path: Path) -> None:
    shipped = (ROOT / "plans" / "dong-thap-2022-2026.yaml").read_bytes()
    (tmp_path / "plan.json").write_bytes(shipped)
    ran = plan("list", "plan.json", "-o", "plan.json", cwd=tmp_path)
    assert ran.code == 2
    assert (tmp_path / "plan.json").read_bytes() == shipped


@pytest.mark.parametrize("section", ["budget", "reports", "tasks", "legal", "statistics", "recipients"])
def test_every_section_is_shown_in_both_languages(section: str) -> None:
    english, vietnamese = (plan("show", "khanh-hoa", section, "--lang", lang) for lang in ("en", "vi"))
    assert english.code == vietnamese.code == 0
    assert english.out != vietnamese.out


def test_an_unknown_section_names_the_known_ones() -> None:
    ran = plan("show", "khanh-hoa", "money")
    assert ran.code == 2
    assert "budget, reports" in ran.err


def test_one_plan_is_asked_for_and_several_are_named() -> None:
    ran = plan("show", "plans")
    assert ran.code == 2
    assert "dong-thap-2022-2026.yaml" in ran.err


@pytest.mark.parametrize(("by", "rows"), [("line", 5), ("year", 6), ("source", 4)])
def test_the_budget_is_shown_from_three_sides(by: str, rows: int) -> None:
    ran = plan("budget", "show", "dong-thap", "--by", by, "-f", "csv")
    assert len(list(csv.reader(io.StringIO(ran.out)))) == rows + 1


def test_figures_are_shown_in_the_unit_asked_for_and_in_words() -> None:
    ran = plan("budget", "show", "khanh-hoa", "--in", "nghìn đồng", "--words", "--lang", "vi")
    assert "4.800.000" in ran.out
    assert "Bốn tỷ tám trăm triệu đồng" in ran.out


def test_the_chart_is_drawn_in_blocks_and_machine_formats_leave_it_out() -> None:
    assert "█" in plan("budget", "show", "dong-thap", "--chart").out
    assert "█" not in plan("budget", "show", "dong-thap", "--chart", "-f", "csv").out


def test_the_json_of_a_budget_is_in_whole_dong_whatever_people_look_at() -> None:
    ran = plan("budget", "show", "dong-thap", "--by", "year", "--in", "tỷ", "-f", "json")
    shown = json.loads(ran.out)
    assert shown["schema"] == "cybercrime-plan/budget@1"
    assert shown["total"] == 7_150_000_000


def test_a_unit_that_is_none_is_refused() -> None:
    assert plan("budget", "show", "dong-thap", "--in", "vụ").code == 2


def test_a_rule_is_explained_by_code_or_name_and_a_slip_of_the_code_gets_a_hint() -> None:
    assert plan("explain", "BUD101").out == plan("explain", "amount-breaks-its-sums").out
    wrong = plan("explain", "BUD10")
    assert wrong.code == 2
    assert "did you mean BUD1" in wrong.err


def test_every_rule_can_be_explained_in_both_languages() -> None:
    codes = [row["code"] for row in csv.DictReader(io.StringIO(plan("rules", "-f", "csv").out))]
    assert len(codes) == len(set(codes)) > 80
    for code in codes:
        assert plan("explain", code, "--lang", "vi").code == 0


def test_a_section_for_excel_opens_under_vietnamese_settings() -> None:
    ran = plan("show", "dong-thap", "budget", "-f", "csv", "--excel", "--lang", "vi")
    assert ran.raw.startswith(b"\xef\xbb\xbf")
    head, first, *_rest = ran.raw.decode("utf-8-sig").split("\r\n")
    assert head.split(";")[1:3] == ["TT", "Nội dung"]
    assert first.split(";")[1:4] == ["1", "Công tác phòng ngừa", "300"]


def test_a_file_without_an_id_has_none_and_is_told_from_a_plan_called_unread(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SOUND.replace("id: p\n", "", 1), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(SOUND.replace("id: p\n", "id: unread\n", 1), encoding="utf-8")
    listed = json.loads(plan("list", ".", "-f", "json", cwd=tmp_path).out)
    checked = json.loads(plan("check", ".", "-f", "json", cwd=tmp_path).out)["plans"]
    assert plan("export", ".", "-o", "facts/", cwd=tmp_path).code == 2
    with (tmp_path / "facts" / "plans.csv").open(encoding="utf-8") as file:
        facts = [row["plan"] for row in csv.DictReader(file)]
    assert [one["id"] for one in listed] == [one["id"] for one in checked] == [None, "unread"]
    assert facts == ["", "unread"]
    assert "./a.yaml " in plan("list", ".", cwd=tmp_path).out


def test_a_list_that_ran_the_rules_counts_warnings(tmp_path: Path) -> None:
    unmet = "acknowledged:\n  - {code: BUD101, path: budget, reason: {vi: Bản in, en: Print}, by: BCĐ}\n"
    (tmp_path / "a.yaml").write_text(SOUND + unmet, encoding="utf-8")
    assert json.loads(plan("check", "a.yaml", "-f", "json", cwd=tmp_path).out)["summary"]["warnings"] == 1
    assert "the sums agree; 1 warning\n" in plan("list", ".", "--check", cwd=tmp_path).out
    assert "các phép cộng khớp; 1 cảnh báo\n" in plan("list", ".", "--check", "--lang", "vi", cwd=tmp_path).out
    assert "warning" not in plan("list", ".", cwd=tmp_path).out
