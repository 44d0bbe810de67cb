"""Chromium shows the pages we write: nothing on the console, and on A4 when printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.render.exports.leader import leader_page
from tests.program import plan
from tests.readers import Browser, Words
from tests.render.exports.dossiers import SHIPPED, shipped

UPRIGHT, ACROSS = (595, 842), (842, 595)
MARGIN = 25
"""Points that stay free on every side."""


def written(folder: Path, *names: str) -> Path:
    page = folder / "leader.html"
    page.write_text(leader_page([shipped(name) for name in names], "1.0", VIETNAMESE), encoding="utf-8")
    return page


def test_what_a_page_says_on_the_console_would_be_heard(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "talking.html"
    page.write_text("<!DOCTYPE html><title>a</title><script>console.log('heard')</script>")
    assert len(browser.console(page)) == 1


@pytest.mark.parametrize("names", [SHIPPED[1:], SHIPPED])
def test_the_leaders_page_is_silent(browser: Browser, tmp_path: Path, names: tuple[str, ...]) -> None:
    assert browser.console(written(tmp_path, *names)) == []


@pytest.mark.parametrize(("names", "size"), [(SHIPPED[:1], UPRIGHT), (SHIPPED, ACROSS)])
def test_the_leaders_page_prints_on_a4(
    browser: Browser, tmp_path: Path, names: tuple[str, ...], size: tuple[int, int]
) -> None:
    words = Words(browser.printed(written(tmp_path, *names)))
    assert {(round(width), round(height)) for width, height in words.pages} == {size}
    assert inside(words, size)


@pytest.mark.parametrize(("names", "pages"), [(SHIPPED[:1], 1), (SHIPPED[1:], 1), (SHIPPED, 2)])
def test_the_leaders_page_of_a_plan_is_one_page_and_each_page_has_its_number(
    browser: Browser, tmp_path: Path, names: tuple[str, ...], pages: int
) -> None:
    words = Words(browser.printed(written(tmp_path, *names)))
    assert len(words.pages) == pages
    assert [words.has(f"trang {page} trên {pages}") for page in range(1, pages + 1)] == [True] * pages


def test_the_verdict_comes_first_and_nothing_is_shrunk(browser: Browser, tmp_path: Path) -> None:
    page = written(tmp_path, SHIPPED[0])
    words = Words(browser.printed(page))
    heading = next(box for word, box in words.boxes if word == "Tăng")
    assert 15 < heading[3] - heading[1] < 30, "the page was shrunk to fit"
    assert words.letters.index("mọitổngđềukhớp") < words.letters.index("Cáchạnsắptới")


def test_the_record_of_a_check_is_silent_and_prints_on_a4(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert plan("check", "--lang", "vi", "-o", str(page)).code == 0
    assert browser.console(page) == []
    words = Words(browser.printed(page))
    assert {(round(width), round(height)) for width, height in words.pages} == {UPRIGHT}
    assert inside(words, UPRIGHT)


def test_a_picture_of_the_page_is_not_blank(browser: Browser, tmp_path: Path) -> None:
    blank = tmp_path / "blank.html"
    blank.write_text("<!DOCTYPE html><title>a</title>")
    page = written(tmp_path, SHIPPED[0])
    assert len(browser.screenshot(page, 820, 1400)) > 10 * len(browser.screenshot(blank, 820, 1400))


def inside(words: Words, size: tuple[int, int]) -> bool:
    """Whether every word lies within the margins."""
    width, height = size
    boxes = [box for _word, box in words.boxes]
    return all(
        left > MARGIN and right < width - MARGIN and 0 < top < bottom < height for left, top, right, bottom in boxes
    )
