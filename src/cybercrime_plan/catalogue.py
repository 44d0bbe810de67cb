"""What every code means, in both languages, with an example that is wrong and the same put right.

It stands in `docs/rules/`, one page for each family, for a person to correct; the wheel carries a copy. A page is
read only when somebody asks what a code means.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from cybercrime_plan.language import BilingualText, Text

_PACKAGE: Final = Path(__file__).resolve().parent
INSTALLED: Final = _PACKAGE / "data" / "rules"
"""Where the wheel keeps its copy."""
PAGES: Final = INSTALLED if INSTALLED.is_dir() else _PACKAGE.parents[1] / "docs" / "rules"

_ENTRY: Final = re.compile(
    r"^## (?P<code>[A-Z]{3}[0-9]{3})\n\n(?P<heading>.+)\n\n"
    r"\*\*vi\*\* (?P<vi>.+)\n\n(?P<advice_vi>.+)\n\n"
    r"\*\*en\*\* (?P<en>.+)\n\n(?P<advice_en>.+)\n\n"
    r"Sai · Wrong\n\n(?P<bad_fence>`{3,})[a-z]+\n(?P<bad>(?s:.*?))(?P=bad_fence)\n\n"
    r"Sửa lại cho đúng · Put right\n\n(?P<good_fence>`{3,})[a-z]+\n(?P<good>(?s:.*?))(?P=good_fence)$",
    re.MULTILINE,
)
_ESCAPED: Final = re.compile(r"\\([\\*_<>&\[\]`#-])")


class Explanation(NamedTuple):
    """What a code means.

    Attributes:
        heading: its name and severity, as the page has them.
        summary: one sentence: what is wrong when this is said.
        advice: what the reader of the finding can do, and why the rule exists.
        bad: a small file of which this rule complains. In a calendar file lines end with CR and LF unless `␊`
            ends them; `␇` is a control character, `⟨BOM⟩` a byte order mark, `�` an octet that is no letter.
        good: the same file put right.
    """

    heading: str
    summary: Text
    advice: Text
    bad: str
    good: str


def meaning(code: str) -> Explanation:
    """What the rule of that code says.

    Raises:
        KeyError: the catalogue does not have it.
    """
    return family(code[:3])[code]


@cache
def family(letters: str) -> dict[str, Explanation]:
    """The page of one family, by code."""
    page = (PAGES / f"{letters}.md").read_text(encoding="utf-8")
    known = {}
    for found in _ENTRY.finditer(page):
        summary, advice = _said(found["vi"], found["en"]), _said(found["advice_vi"], found["advice_en"])
        known[found["code"]] = Explanation(found["heading"], summary, advice, found["bad"], found["good"])
    return known


def _said(vi: str, en: str) -> Text:
    """What a page says in both languages, without the backslashes of Markdown."""
    return Text("{said}", (("said", BilingualText(_ESCAPED.sub(r"\1", vi), _ESCAPED.sub(r"\1", en))),))
