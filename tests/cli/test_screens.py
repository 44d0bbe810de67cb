"""What a person sees on screens of usual widths, and in a pipe: pages as agreed, and the same figures in both."""

from __future__ import annotations

import re
from functools import cache

import pytest

from cybercrime_plan.render.characters import width
from tests.conftest import Golden
from tests.program import plan

AMENDED = ("plans/dong-thap-2022-2026.yaml", "docs/examples/dong-thap-amended.yaml")
PAGES = {
    "list": ("list",),
    "deadlines": ("deadline", "list"),
    "deadlines-at-the-end": ("deadline", "list", "--as-of", "2026-11-27"),
    "tasks": ("tasks", "--agency", "cong an"),
    "budget": ("budget", "show", "dong-thap"),
    "check": ("check", "docs/examples/phu-luc.yaml"),
    "diff": ("diff", *AMENDED),
}
WIDTHS = (80, 100, 140)
EVERY_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])
EVERY_PAGE = pytest.mark.parametrize("page", PAGES)


@cache
def seen(page: str, columns: int | None = None, language: str = "vi") -> str:
    """A page on a screen of so many columns; in a pipe when None."""
    as_of = () if "--as-of" in PAGES[page] else ("--as-of", "2026-06-01")
    return plan(*PAGES[page], *as_of, "--lang", language, "--color", "never", columns=columns).out


@EVERY_PAGE
@EVERY_LANGUAGE
@pytest.mark.parametrize("columns", [*WIDTHS, None])
def test_the_page_is_as_agreed(page: str, columns: int | None, language: str, golden: Golden) -> None:
    golden(f"screens/{page}.{columns or 'pipe'}.{language}.text", seen(page, columns, language))


def figures(text: str) -> set[str]:
    """Every word with a digit in it: figures, dates, clauses, numbers of documents."""
    return {word.strip("()“”;:,.") for word in text.split() if re.search("[0-9]", word)}


@EVERY_PAGE
@EVERY_LANGUAGE
@pytest.mark.parametrize("columns", [60, *WIDTHS, 200])
def test_a_screen_carries_every_figure_of_the_pipe(page: str, columns: int, language: str) -> None:
    told = figures(seen(page, None, language))
    assert len(told) > 1
    assert told <= figures(seen(page, columns, language))


@pytest.mark.parametrize("page", [page for page in PAGES if page != "check"])
@EVERY_LANGUAGE
@pytest.mark.parametrize("columns", [60, *WIDTHS])
def test_no_line_is_wider_than_the_screen(page: str, columns: int, language: str) -> None:
    """A check quotes the lines of a file as long as they are, for its caret."""
    assert max(map(width, seen(page, columns, language).splitlines())) <= columns
