"""The glossary gives each Vietnamese term one name, and every name is one the code really uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tools.catalogue import PO, merged, strings

ROOT = Path(__file__).parents[1]
LETTERS = ROOT / "src" / "cybercrime_plan" / "render" / "exports" / "letters.py"
"""Speaks Vietnamese whatever the language."""
REFUSED = {
    "được mong đợi": "phải báo cáo",
    "(nên|hạn|phải) nộp": "gửi: an office sends a report",
    "(thời gian|khoảng) lấy số liệu": "thời gian chốt số liệu",
    "khả dụng": "được sử dụng trong năm",
    "cộng dồn": "lũy kế",
    "không còn tồn tại|tồn tại đến": "kết thúc hoạt động",
    "giải thể": "kết thúc hoạt động, unless the order says so",
    "cần (hỏi )?quyết định": "cần xác định cơ quan thực hiện: a Quyết định is a document",
    "chứng minh": "được kiểm tra: arithmetic is no proof of truth",
    "văn bản gốc|bản ký|bản chép": "văn bản nguồn, bản trước, bản hiện có",
    "sai lệch (đã biết|được ghi nhận)|không khớp đã biết": "sai lệch đã ghi nhận",
    "nghiêm trọng": "trọng yếu",
    "(đúng như|tự) in\\b|nơi in\\b|in trong văn bản": "ghi trong văn bản",
    "biên bản kiểm tra": "phiếu kiểm tra",
    "điểm trong văn bản": "vị trí trong văn bản",
    "nghìn lần\\b.*nay|hàng nghìn lần": "gấp 1.000 lần hoặc chỉ bằng 1/1.000",
    "bị nhân đôi": "bị lặp",
    "khả năng:": "có thể là:",
    "đếm thứ khác": "tính theo đối tượng khác",
    "lẻ loi": "đứng riêng",
    "mỗi 6 tháng": "mỗi kỳ 6 tháng",
    "không sửa, không giấu": "giữ nguyên, luôn nêu rõ",
    "số học của dự toán|không có dự toán|dự toán (của|này|không)": "kinh phí: dự toán is what a decision gives",
    "[0-9] %": "a percent stands without a blank",
    "nhà mạng|bàn bạc|để dân biết": "words below the register of a document",
}
"""Words that Vietnamese pages do not use, and what they say instead."""
SPOKEN = [
    *sorted(ROOT.glob("*.vi.md")),
    *sorted((ROOT / "docs").glob("*.vi.md")),
    *sorted((ROOT / "plans").glob("*.yaml")),
    *sorted((ROOT / "src" / "cybercrime_plan" / "data").glob("*.yaml")),
]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Vietnamese")
]


def test_every_name_stands_in_the_code() -> None:
    code = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "src").rglob("*.py")))
    used = set(re.findall(r"\w+", code))
    named = {name for _term, names, *_rest in ROWS for name in re.findall(r"`(\w+)`", names)}
    assert named - used == set()


def test_every_term_has_a_name_and_stands_there_once() -> None:
    terms = [term for term, *_rest in ROWS]
    assert len(terms) == len(set(terms))
    assert all("`" in names for _term, names, *_rest in ROWS)


@cache
def vietnamese() -> tuple[tuple[str, str], ...]:
    return tuple(spoken())


def spoken() -> Iterator[tuple[str, str]]:
    """Every Vietnamese sentence of the program, its guides and its data, with where it stands."""
    for message in merged(PO.read_bytes()):
        yield from ((str(message.id), text) for text in strings(message))
    for file in SPOKEN:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            yield f"{file.name}:{number}", line
    for number, line in enumerate(LETTERS.read_text("utf-8").splitlines(), 1):
        yield f"{LETTERS.name}:{number}", line


@pytest.mark.parametrize("refused", REFUSED)
def test_no_page_uses_a_word_that_says_something_else(refused: str) -> None:
    found = [(where, text) for where, text in vietnamese() if re.search(refused, text, re.IGNORECASE)]
    assert found == [], REFUSED[refused]
