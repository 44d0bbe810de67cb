"""The worked example of an audit says of its invented amendment exactly what was changed in it."""

from __future__ import annotations

import json
from collections import Counter

from cybercrime_plan.language import ENGLISH, VIETNAMESE
from tests.program import ROOT, plan
from tools.audit_example import (
    AMENDED,
    LAN_1,
    LAN_2,
    SHIPPED,
    amended,
    annex_report,
    folder_report,
    log_report,
    report,
    verify_report,
)


def test_three_amounts_a_name_a_deadline_a_task_and_two_lists_differ() -> None:
    ran = plan("diff", str(SHIPPED), str(AMENDED), "-f", "json")
    value = json.loads(ran.out)
    codes = Counter(change["code"] for change in value["changes"])
    assert codes == {"MON101": 2, "MON102": 1, "MON123": 1, "DUE101": 1, "DTY101": 1, "FRM101": 2}
    assert {change["code"] for change in value["derived"]} == {"MON132", "PRV103"}
    assert value["reconciliation"] == {"cells": 330_000_000, "total": 330_000_000, "ok": True}
    assert (value["trust"]["a"]["adds_up"], value["trust"]["b"]["adds_up"]) == (True, False)


def test_the_amendment_is_labelled_as_invented_in_both_languages() -> None:
    assert amended().startswith("# INVENTED")
    for page in ("audit-example.md", "audit-example.vi.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert "invented" in text or "bịa đặt" in text


def test_both_pages_hold_the_report_the_program_gives() -> None:
    for page, language in (("audit-example.md", ENGLISH), ("audit-example.vi.md", VIETNAMESE)):
        assert report(language) in (ROOT / "docs" / page).read_text(encoding="utf-8")
        arguments = (SHIPPED.relative_to(ROOT).as_posix(), AMENDED.relative_to(ROOT).as_posix())
        assert plan("diff", *arguments, "--lang", language.code).out == report(language)


def test_both_pages_hold_what_the_program_says_of_the_annexes_and_the_folders() -> None:
    for page, language in (("audit-example.md", ENGLISH), ("audit-example.vi.md", VIETNAMESE)):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        lang = ("--lang", language.code)
        files = (LAN_1.relative_to(ROOT).as_posix(), LAN_2.relative_to(ROOT).as_posix())
        assert plan("diff", *files, *lang).out == annex_report(language)
        assert plan("diff", "plans", "docs/examples", *lang).out.startswith(folder_report(language))
        assert all(said(language) in text for said in (annex_report, folder_report, log_report))


def test_both_pages_hold_what_the_program_says_of_an_annex_and_its_source() -> None:
    for page, language in (("audit-example.md", ENGLISH), ("audit-example.vi.md", VIETNAMESE)):
        files = ("docs/examples/phu-luc.yaml", "--source", "docs/examples/phu-luc-nguon.txt")
        ran = plan("verify", *files, "--lang", language.code)
        assert (ran.code, ran.out) == (1, verify_report(language))
        assert verify_report(language) in (ROOT / "docs" / page).read_text(encoding="utf-8")


def test_the_two_annexes_differ_as_the_page_says() -> None:
    value = json.loads(plan("diff", str(LAN_1), str(LAN_2), "-f", "json").out)
    assert Counter(change["code"] for change in value["changes"])["MON123"] == 1
    assert value["verdict"]["delta_total"] == 0
    assert value["trust"]["a"]["adds_up"]
    assert not value["trust"]["b"]["adds_up"]
