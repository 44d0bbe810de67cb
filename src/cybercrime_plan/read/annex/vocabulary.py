"""The words by which the parts of an annex are known."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import FOREIGN, Unit, units_in
from cybercrime_plan.model.spelling import folded


class ColumnRole(StrEnum):
    """What a column is for."""

    STT = "stt"
    NAME = "name"
    YEAR = "year"
    TOTAL = "total"
    SOURCE = "source"
    NOTE = "note"


MOST_NAMES = 32_768
"""Of so many names is kept what they are: that is asked of each row again and again."""
DASHES = frozenset("-–—‐‑‒―−")
"""What is printed where no amount is fixed."""
LETTERS = re.compile(r"[^\W\d_]{2}")
"""By which a text is told from a figure and its marks, `3=2-1`; a number may stand before it: `II. Chi khác`."""


def _words(*words: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in words)


_STT = _words("stt", "tt", "số tt", "số thứ tự", "no", "no.", "#")
_TOTAL = _words("cộng", "tổng cộng", "tổng số", "tổng", "tổng kinh phí", "total", "sum")
_TOTAL_BEGINS = _words("cộng ", "tổng ", "total ")
_SOURCE = _words("nguồn", "source", "funding")
_NOTE = _words("ghi chú", "notes", "remarks", "ký nhận", "ký tên", "chữ ký")
_NAME = _words(
    "nội dung", "công việc", "hạng mục", "nhiệm vụ", "danh mục", "chỉ tiêu", "khoản", "mục chi", "diễn giải",
    "hoạt động", "lĩnh vực", "tên", "chương trình", "dự án", "item", "content", "activity", "description",
)  # fmt: skip
_COMPUTED = _words("tính lại", "recomputed")

_YEAR = re.compile(r"(?:năm|year)?\s*((?:19|20|21)[0-9]{2})\s*(?:\(?\*+\)?)?", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_DIGIT = re.compile("[0-9]")
_LONGEST_TITLE = 60
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_ANNEX = re.compile(r"(phụ lục|phụ biểu|biểu)\s+(?:số\s+)?([0-9]{1,3}|[IVX]{1,5})\b(?:/CK-\w+)?\.?", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"\(?\s*(?:(?:số tiền\s+)?(?:viết\s+)?bằng chữ\s*:?|(?:tổng|số|thành|cộng|kinh)[^0-9:]{0,40}bằng chữ\s*\)?\s*:)"
    r"\s*(.+?)[\s./)]*",
    re.IGNORECASE,
)
_MARK = re.compile(r"\(?(\*+|[0-9])\)\s*(?=\S)|(\*+)\s*(?=\S)")
_CALLED_NOTE = re.compile(r"(?:ghi chú|chú thích|lưu ý)\s*:\s*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*(?:\(?\*+\)?|\(?[0-9]\)|(?:ghi|chú) (?:chú|thích)\b|lưu ý\b|note)", re.IGNORECASE)


def numbers_lines(title: str) -> bool:
    """Whether a column under this title holds the numbers of the lines."""
    return folded(title) in _STT


@lru_cache(maxsize=4_096)
def role_of(title: str) -> ColumnRole | None:
    """What a column under this title is for; years apart, and None when the words are unknown."""
    name = folded(title)
    if not name or is_computed(title):
        return None
    if numbers_lines(title):
        return ColumnRole.STT
    if name in _TOTAL or name.startswith(_TOTAL_BEGINS):
        return ColumnRole.TOTAL
    if name.startswith(_SOURCE):
        return ColumnRole.SOURCE
    if name.startswith(_NOTE):
        return ColumnRole.NOTE
    return ColumnRole.NAME if any(word in name for word in _NAME) else None


def is_exact_total(title: str) -> bool:
    """Whether a column is simply called the total, and not the total of something."""
    return folded(title) in _TOTAL


_GRAND = _words("tổng cộng", "tổng số", "tổng kinh phí", "grand total")
_GRAND_ALONE = _words("tổng", "total")
_TOTAL_WORDS = _words(
    "tổng", "cộng", "toàn tỉnh", "toàn huyện", "toàn tỉnh, thành phố", "toàn ngành",
    "subtotal", "sub-total", "total", "grand total", "sum", "cả tỉnh", "lũy cộng", "làm tròn",
    "cả năm", "cả giai đoạn", "chi phí trước thuế", "chi phí sau thuế", "giá trị trước thuế", "giá trị sau thuế",
)  # fmt: skip
_NO_TOTALS = _words(
    "tổng kết", "tổng hợp", "tổng rà", "tổng điều tra", "tổng quan", "tổng công ty", "tổng đài", "tổng cục",
    "tổng duyệt", "tổng vệ sinh", "tổng ôn", "tổng biên", "tổng kiểm", "tổng thể", "tổng thuật", "tổng phụ trách",
    "tổng tuyển", "tổng truy", "tổng tấn công", "cộng đồng", "cộng tác", "cộng hòa", "cộng sản", "cộng thêm",
)  # fmt: skip


_TOTAL_BEGINNINGS = tuple(f"{word} " for word in _TOTAL_WORDS)


def is_grand_total(label: str) -> bool:
    """Whether a row of this name is the total of the whole table."""
    name = _bare(label)
    return name.startswith(_GRAND) or name in _GRAND_ALONE


@lru_cache(maxsize=MOST_NAMES)
def is_total(label: str) -> bool:
    """Whether a row of this name is a total of anything: `Cộng I`, `Tổng vốn đầu tư`, `Toàn tỉnh`."""
    name = _bare(label)
    if name.startswith(_NO_TOTALS):
        return False
    return name in _TOTAL_WORDS or name.startswith(_TOTAL_BEGINNINGS)


_ROUNDED = re.compile(r"\blàm tròn\b", re.IGNORECASE)


def is_rounded(text: str) -> bool:
    """Whether a row or a line says something rounded: `Làm tròn`, `Tổng cộng (làm tròn)`."""
    return bool(_ROUNDED.search(text))


@lru_cache(maxsize=MOST_NAMES)
def is_computed(label: str) -> bool:
    """Whether a row or column is a live sum that an exported workbook adds to what is printed.

    The difference that stands behind it there may in another table be a column or a row of its own.
    """
    return folded(label) in _COMPUTED


_OF_FACTS = _words("line above", "dòng cấp trên")


def is_of_facts(title: str) -> bool:
    """Whether a column is one of the tidy facts that an exported workbook repeats the plan in."""
    return folded(title) in _OF_FACTS


_MOTTO = re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\W+tự do\W+hạnh phúc", re.IGNORECASE)


def is_letterhead(text: str) -> bool:
    """Whether a text is of the letterhead: the name of the State and its motto, beside which the issuer stands."""
    return bool(_MOTTO.search(text))


_CARRIED = re.compile(
    r"^(?!.*\b(?:năm|kỳ|nguồn|dư)\b).*(?:(?:mang|chuyển) (?:sang|trang)|cộng trang|trang (?:trước|sau))",
    re.IGNORECASE,
)
"""Money brought over from another year, `Thu chuyển nguồn từ năm trước chuyển sang`, is a line."""


def is_carried(label: str) -> bool:
    """Whether a row only carries a sum over from one page to the next."""
    return bool(_CARRIED.search(label))


_IN_PERCENT = re.compile(
    r"(?!.*\bphân chia\b)"
    r"(?:(?:(?:tỷ|tỉ) (?:lệ|trọng)|cơ cấu|so sánh|tốc độ tăng)?\s*\(?%.*|.*[^0-9\s]\s*\(?\s*%\s*\)?)",
    re.IGNORECASE,
)
"""What budgets share by rates, `Các khoản thu phân chia theo tỷ lệ phần trăm (%)`, is money."""


def is_in_percent(label: str) -> bool:
    """Whether a row prints shares: `Cơ cấu (%)`, `Tỷ lệ % so với dự toán`, and not `Dự phòng 10%`."""
    return "%" in label and bool(_IN_PERCENT.fullmatch(label.strip()))


_CODES = re.compile(
    r"(?!.*[0-9]\s*$)mã (?:số (?!vùng|vạch|mã)|đơn vị|đv|quan hệ|qhns|kho bạc|kbnn|tính chất|nguồn|chương)",
    re.IGNORECASE,
)
"""A name that ends with a code, `Mã nguồn 13`, has it there and not in the columns."""


def no_money_in_row(label: str) -> Text | None:
    """What the figures of a row are when its name says that they are no money: shares, or `Mã số đơn vị`."""
    if is_in_percent(label):
        return _("shares, no money")
    return _("codes or dates, no money") if _CODES.match(label) else None


_SHARED_OUT = _words("chia theo", "chia ra", "phân theo", "bao gồm", "gồm")


_OF_WHICH = _words("trong đó", "tr.đó", "tr. đó")


@lru_cache(maxsize=MOST_NAMES)
def is_of_which(label: str) -> bool:
    """Whether a row only details a part of the row above it: `Trong đó`, `Chia theo nguồn:`."""
    name = folded(label)
    return name.startswith(_OF_WHICH) or (label.rstrip().endswith(":") and name.startswith(_SHARED_OUT))


def _bare(label: str) -> str:
    return folded(_IN_BRACKETS.sub(" ", label)).rstrip(" .:")


def year_in(text: str) -> int | None:
    """The year a word of a header is: `2023`, `Năm 2023`."""
    match = _YEAR.fullmatch(text)
    return int(match[1]) if match else None


def year_of_title(text: str) -> int | None:
    """The one year that the title of a column names: `2023`, `Dự toán năm 2023 (triệu đồng)`."""
    years = _ANY_YEAR.findall(text) if len(text) <= _LONGEST_TITLE else []
    return int(years[0]) if len(years) == 1 and not _DIGIT.search(_ANY_YEAR.sub("", text)) else None


def unit_in(text: str) -> Unit | None:
    """The unit of money a line or a title states: `Đơn vị tính: triệu đồng, %`, `Kinh phí (tr.đ)`, `Tỷ đồng`."""
    return next(iter(units_in(text)), None)


_CURRENCY = re.compile(
    rf"\b(?:{'|'.join(FOREIGN)}|SDR)\b|đô la|(?:nguyên|ngoại) tệ|(?<![A-Za-z])[€$]", re.IGNORECASE
)


def currency_in(text: str) -> str | None:
    """The currency other than đồng that a text names, as printed there."""
    match = _CURRENCY.search(text)
    return match[0] if match else None


def annex_in(text: str) -> str | None:
    """The annex a title names, in one spelling: `Phụ lục 2`."""
    match = _ANNEX.match(text)
    return f"{match[1].capitalize()} {match[2]}" if match else None


def after_annex(text: str) -> str:
    """What a title says behind the name of the annex; all of it where it names none."""
    match = _ANNEX.match(text)
    return text[match.end() :].strip(" .:–-") if match else text


def words_in(text: str) -> str | None:
    """The amount that a line spells out after `Bằng chữ:`; None where a row of dots is still to be filled in."""
    match = _IN_WORDS.fullmatch(text)
    return match[1] if match and not _TO_FILL_IN.fullmatch(match[1]) else None


_TO_FILL_IN = re.compile(r"[\W_]*(đồng)?[\W_]*(chẵn)?[\W_]*", re.IGNORECASE)


def split_mark(text: str) -> tuple[str, str]:
    """The mark before a footnote, and the note: `("*", "Do năm 2025 …")`; `""` when it has none."""
    match = _MARK.match(text)
    mark, note = (match[1] or match[2], text[match.end() :]) if match else ("", text)
    return mark, _CALLED_NOTE.sub("", note) or note


def is_footnote(text: str) -> bool:
    """Whether a text under the table begins a note to it."""
    return bool(_FOOTNOTE.match(text))
