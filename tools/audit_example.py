"""The worked example of an audit: an invented amendment of the Đồng Tháp plan, and the report an auditor gets.

The amended plan is made from the shipped one, so that it never falls behind; `tools/docs.py` writes the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from cybercrime_plan.calc.diff.comparison import diff
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language
from cybercrime_plan.read.load import InvalidPlan, load
from cybercrime_plan.render.diff.words import DiffReport, Version
from cybercrime_plan.render.formats.text import render
from cybercrime_plan.render.result import Manner

ROOT: Final = Path(__file__).resolve().parent.parent
SHIPPED: Final = ROOT / "plans" / "dong-thap-2022-2026.yaml"
AMENDED: Final = ROOT / "docs" / "examples" / "dong-thap-amended.yaml"
NOTICE: Final = (
    "# INVENTED: no such amendment exists. It is the worked example of docs/audit-example.md.\n"
    "# BỊA ĐẶT: không có bản sửa đổi nào như vậy. Đây là ví dụ của docs/audit-example.vi.md.\n"
)
NEW_TASK: Final = """\
  - id: dien-tap-ung-cuu
    at: II.2.5
    agencies: [cong-an]
    role: assigned
    summary: Diễn tập ứng cứu sự cố mạng mỗi năm 1 lần
"""
EDITS: Final = (
    (
        "amounts: [ 100,  100,  100, 3300,  100]\n      total: 3700",
        "amounts: [ 100,  100,  100, 3600,  100]\n      total: 4000",
    ),
    (
        "amounts: [ 300,  200,  200,  300,  200]\n      total: 1200",
        "amounts: [ 300,  200,  200,  300,  250]\n      total: 1250",
    ),
    (
        "amounts: [ 150,  100,  150,  100,  150]\n      total: 650",
        "amounts: [ 150,   80,  150,  100,  150]\n      total: 630",
    ),
    (
        "totals:      [ 850,  700,  750, 4100,  750]\n  total: 7150",
        "totals:      [ 850,  680,  750, 4400,  800]\n  total: 7480",
    ),
    ("name: Mua sắm trang thiết bị, phương tiện", "name: Mua sắm thiết bị, phần mềm"),
    ("rule: {freq: yearly, bymonth: 11, bymonthday: 15}", "rule: {freq: yearly, bymonth: 11, bymonthday: 1}"),
    ("  - id: phong-trao-toan-dan\n", f"{NEW_TASK}  - id: phong-trao-toan-dan\n"),
)
"""Three amounts with their totals, one name, one earlier deadline, one task; two lists are reordered besides."""
BEGIN, END = "<!-- report -->\n", "<!-- end of report -->"


def amended() -> str:
    """The invented amendment as a plan file.

    Raises:
        ValueError: the shipped plan no longer says what an edit starts from.
    """
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in EDITS:
        if text.count(old) != 1:
            raise ValueError(old)
        text = text.replace(old, new)
    head, opening, rest = text.partition("recipients:\n")
    recipients, gap, tail = rest.partition("\n\n")
    text = head + opening + _last_first(recipients) + gap + tail
    head, opening, rest = text.partition("      covers:\n        - Thông tin")
    covers, gap, tail = (opening + rest).partition("\n    - id: dau-tranh")
    first, *items = covers.splitlines()
    return NOTICE + head + "\n".join((first, *items[1:], items[0])) + gap + tail


def _last_first(block: str) -> str:
    *others, last = block.splitlines()
    return "\n".join((last, *others))


def report(language: Language) -> str:
    """What an auditor gets."""
    sides = []
    for file, text in ((SHIPPED, SHIPPED.read_text(encoding="utf-8")), (AMENDED, amended())):
        name = file.relative_to(ROOT).as_posix()
        loaded = load(text.encode(), name)
        if loaded.findings or loaded.plan is None:
            raise InvalidPlan(name, loaded.findings)
        sides.append((loaded.plan, Version(name, loaded.sha256, loaded.positions)))
    (a, first), (b, second) = sides
    told = DiffReport(diff(a, b), first, second, date(2026, 1, 1), "")
    return render(told.on_screen(Manner(language)), language)


def pages() -> Mapping[Path, str]:
    """The amended plan, and both pages with the report in them."""
    docs = ROOT / "docs"
    return {
        AMENDED: amended(),
        docs / "audit-example.md": _with_report(docs / "audit-example.md", ENGLISH),
        docs / "audit-example.vi.md": _with_report(docs / "audit-example.vi.md", VIETNAMESE),
    }


def _with_report(page: Path, language: Language) -> str:
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    return f"{before}{begin}```text\n{report(language)}```\n{end}{after}"
