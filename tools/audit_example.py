"""The worked example of an audit: an invented amendment of the Đồng Tháp plan, and the report an auditor gets.

The amended plan is made from the shipped one, so that it never falls behind; `tools/docs.py` writes the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from cybercrime_plan.calc.diff.annexes import as_versions
from cybercrime_plan.calc.diff.comparison import diff
from cybercrime_plan.calc.transcription import transcription
from cybercrime_plan.cli.verify import verified_plan
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.bodies import bodies
from cybercrime_plan.read.load import InvalidPlan, load
from cybercrime_plan.read.source import read_source
from cybercrime_plan.render.checks.verification import VerifyReport
from cybercrime_plan.render.diff.many import FolderEntry, FolderReport, LogEntry, LogReport
from cybercrime_plan.render.diff.words import CommitNamed, DiffReport, Version, document_name
from cybercrime_plan.render.formats.text import render
from cybercrime_plan.render.result import Manner, Result
from cybercrime_plan.rules.transcription import rules_of_transcription

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
DAY: Final = date(2026, 1, 1)


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


LAN_1: Final = ROOT / "docs" / "examples" / "phu-luc-lan-1.csv"
LAN_2: Final = ROOT / "docs" / "examples" / "phu-luc-lan-2.csv"
ANNEX: Final = """\
PHỤ LỤC (BỊA ĐẶT · INVENTED)
Đơn vị tính: triệu đồng
STT;Nội dung;2025;2026;2027;Cộng
1;Tuyên truyền;300;200;200;700
2;Mua sắm trang thiết bị;100;3300;100;3500
3;Tập huấn;50;-;50;100
;Tổng cộng;450;3500;350;4300
"""
ANNEX_EDITS: Final = (
    ("2;Mua sắm trang thiết bị;100;3300;100;3500", "2;Thiết bị, phần mềm;100;3000;100;3200"),
    ("1;Tuyên truyền;300;200;200;700", "1;Tuyên truyền;300;400;200;900"),
    ("3;Tập huấn;50;-;50;100", "3;Tập huấn;50;100;50;100"),
)
"""A renamed row lost 300: 200 went to another, 100 stand where there was a dash, and one total was forgotten."""


def second_annex() -> str:
    """The annex as it was sent the second time.

    Raises:
        ValueError: the first no longer says what an edit starts from.
    """
    text = ANNEX
    for old, new in ANNEX_EDITS:
        if text.count(old) != 1:
            raise ValueError(old)
        text = text.replace(old, new)
    return text


def _version(file: Path, text: str) -> tuple[Plan, Version]:
    name = file.relative_to(ROOT).as_posix()
    loaded = load(text.encode(), name)
    if loaded.findings or loaded.plan is None:
        raise InvalidPlan(name, loaded.findings)
    return loaded.plan, Version(loaded.file, loaded.sha256, loaded.positions, plan=loaded.plan)


def _amendment() -> DiffReport:
    (a, first), (b, second) = _version(SHIPPED, SHIPPED.read_text(encoding="utf-8")), _version(AMENDED, amended())
    return DiffReport(diff(a, b, bodies=bodies()), first, second, DAY, "")


def _annexes() -> DiffReport:
    (a, first), (b, second) = _version(LAN_1, ANNEX), _version(LAN_2, second_annex())
    annexes = (True, True)
    return DiffReport(diff(*as_versions(a, b, annexes)), first, second, DAY, "", (), annexes)


def report(language: Language) -> str:
    """What an auditor gets of the amendment."""
    return _text(_amendment(), language)


def annex_report(language: Language) -> str:
    """What an auditor gets of two versions of an annex."""
    return _text(_annexes(), language)


def folder_report(language: Language) -> str:
    """The verdicts at the head of a comparison of two folders."""
    amendment = _amendment()
    a, b = amendment.a, amendment.b
    entries = [FolderEntry(amendment.comparison.b.id, a.name, b.name, amendment, (a.sha256, b.sha256))]
    others = (*sorted(SHIPPED.parent.glob("*.yaml")), *sorted(AMENDED.parent.glob("*.yaml")))
    for file in (one for one in others if one not in {SHIPPED, AMENDED}):
        lone, version = _version(file, file.read_text(encoding="utf-8"))
        if file.parent == SHIPPED.parent:
            entries.append(FolderEntry(lone.id, version.name, None, None, (version.sha256, None)))
        else:
            entries.append(FolderEntry(lone.id, None, version.name, None, (None, version.sha256)))
    for file in sorted(AMENDED.parent.glob("*.xlsx")):
        digest = sha256(file.read_bytes()).hexdigest()
        entries.append(FolderEntry(file.name, None, file.relative_to(ROOT).as_posix(), None, (None, digest)))
    whole = _text(FolderReport("plans", "docs/examples", tuple(entries), DAY, ""), language)
    return whole.partition("\n\n")[0] + "\n"


def log_report(language: Language) -> str:
    """The history of the amended plan, in an invented repository."""
    amendment = _amendment()
    entries = (
        LogEntry(CommitNamed("5e1f" * 10, "Trần Văn B", date(2025, 12, 30), "Sửa đổi lần 1"), None, amendment),
        LogEntry(
            CommitNamed("08ab" * 10, "Nguyễn Thị A", date(2025, 1, 6), "Bản đầu"),
            document_name(amendment.comparison.a),
            None,
        ),
    )
    return _text(LogReport("ke-hoach.yaml", entries, more=False), language)


TYPED: Final = ROOT / "docs" / "examples" / "phu-luc.yaml"
SOURCE: Final = ROOT / "docs" / "examples" / "phu-luc-nguon.txt"


def verify_report(language: Language) -> str:
    """What an auditor gets of an annex against the document it was typed from."""
    name = TYPED.relative_to(ROOT).as_posix()
    loaded = load(TYPED.read_bytes(), name)
    if loaded.findings or loaded.plan is None:
        raise InvalidPlan(name, loaded.findings)
    source = read_source(SOURCE, SOURCE.relative_to(ROOT).as_posix())
    verified = verified_plan(loaded, loaded.plan, transcription(loaded.plan, source), DAY)
    return _text(VerifyReport("", DAY, rules_of_transcription(), (verified.checked,), (verified,)), language)


def _text(result: Result, language: Language) -> str:
    return render(result.on_screen(Manner(language)), language)


_BLOCKS: Final = {
    "report": report,
    "annex": annex_report,
    "folder": folder_report,
    "log": log_report,
    "verify": verify_report,
}
"""What stands on the pages between `<!-- name -->` and `<!-- end of name -->`."""


def pages() -> Mapping[Path, str]:
    """The amended plan, both annexes, and both pages with what the program says of them."""
    docs = ROOT / "docs"
    return {
        AMENDED: amended(),
        LAN_1: ANNEX,
        LAN_2: second_annex(),
        docs / "audit-example.md": _filled(docs / "audit-example.md", ENGLISH),
        docs / "audit-example.vi.md": _filled(docs / "audit-example.vi.md", VIETNAMESE),
    }


def _filled(page: Path, language: Language) -> str:
    text = page.read_text(encoding="utf-8")
    for name, said in _BLOCKS.items():
        before, begin, rest = text.partition(f"<!-- {name} -->\n")
        _old, end, after = rest.partition(f"<!-- end of {name} -->")
        text = f"{before}{begin}```text\n{said(language)}```\n{end}{after}"
    return text
