"""axe-core finds nothing wrong with the pages we write, on a desk and on a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_budget_status import ROWS, yaml_book
from tests.program import ROOT, plan
from tests.readers import Browser

AMENDED = ("plans/dong-thap-2022-2026.yaml", "docs/examples/dong-thap-amended.yaml")
AS_OF = ("--as-of", "2025-03-01")
PAGES = {
    "record": ("check", *AS_OF),
    "report": ("check", "docs/examples/phu-luc.yaml", *AS_OF),
    "leader": ("export", "dong-thap", *AS_OF),
    "leader-of-two": ("export", *AS_OF),
    "deadlines": ("deadline", "list", *AS_OF),
    "year": ("deadline", "calendar", "dong-thap", *AS_OF),
    "law": ("budget", "calendar", "--year", "2026"),
    "diff": ("diff", *AMENDED),
    "status": ("report", "status", "so.csv", *AS_OF),
    "execution": ("budget", "status", "dong-thap", "--book", "so.yaml"),
    "compare": ("compare", "dong-thap", "khanh-hoa"),
    "tasks": ("tasks", "--agency", "cong an"),
    "list": ("list", *AS_OF),
    "show": ("show", "khanh-hoa", *AS_OF),
    "budget": ("budget", "show", "khanh-hoa"),
    "agencies": ("agencies", "--at", "2026-01-01"),
    "rules": ("rules",),
}


def test_what_is_wrong_with_a_page_would_be_found(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<!DOCTYPE html><html><head></head><body><h1>a</h1><img src='a.png'><p>b</p></body></html>")
    found = {told.partition(":")[0] for told in browser.violations(page, 1280)}
    assert {"document-title", "html-has-lang", "image-alt"} <= found


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wrong_with_a_page(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    page = tmp_path / "page.html"
    own = [str(ROOT / word) if (ROOT / word).is_file() else word for word in PAGES[name]]
    folder = ("--plans", str(ROOT / "plans"))
    if name == "status":
        assert plan("report", "form", "khanh-hoa", *folder, *AS_OF, "-o", "so.csv", cwd=tmp_path).code == 0
    (tmp_path / "so.yaml").write_bytes(yaml_book(ROWS))
    done = plan(*folder, *own, "--lang", "vi", "-o", str(page), cwd=tmp_path)
    assert done.code in {0, 1}, done.err
    assert browser.violations(page, width) == []
