"""What the docs say of the code is what the code says."""

from __future__ import annotations

from tools.docs import stale


def test_the_generated_pages_are_up_to_date() -> None:
    assert [page.name for page in stale()] == [], "run: python tools/docs.py"
