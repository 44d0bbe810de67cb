"""What the title of a column says its figures are: the year, the part of a year, the source, the version."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from unicodedata import normalize


class FigureKind(StrEnum):
    """What the figures of a column are."""

    AMOUNT = "amount"
    TOTAL = "total"
    WHOLE = "whole"
    """of a project from its beginning to its end: tổng mức đầu tư"""
    BEFORE = "before"
    """until the period begins: lũy kế"""
    AFTER = "after"
    """still left, or after the period"""
    AVERAGE = "average"
    CHANGE = "change"
    """up, down, or a difference"""
    SHARE = "share"
    QUANTITY = "quantity"
    PRICE = "price"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Title:
    """One title, understood as far as its words go.

    Attributes:
        text: as printed, the parts of several rows from above joined.
        year: the one year it names.
        part: of a year, or several years together, as printed: `Quý I`, `2021-2025`.
        source: the source of money it names, as printed.
        version: which of several figures for the same thing: `KH`, `Thực hiện`.
        is_plain_total: it says nothing but that it is a total.
        before: what it names was spent or granted before.
        of_which: it stands under or begins with `Trong đó`.
        under: what stands over its lowest words, as printed.
    """

    text: str
    kind: FigureKind
    year: int | None = None
    part: str | None = None
    source: str | None = None
    version: str | None = None
    is_plain_total: bool = False
    of_which: bool = False
    before: bool = False
    under: str = ""

    @property
    def own_words(self) -> str:
        """Its lowest words alone, in one spelling."""
        return one_spelling(self.text.removeprefix(self.under))

    @property
    def says_when(self) -> bool:
        """Whether it names a year, a part of one, or a period."""
        return self.year is not None or self.part is not None

    @property
    def says_what(self) -> bool:
        """Whether it tells its amounts from others: when, or from which source."""
        return self.says_when or self.source is not None

    @property
    def tells_number(self) -> bool:
        """Whether it is the number of something that is no money: `Số cử tri`, and not `Số đã thu`."""
        return bool(_NUMBER_OF.match(self.own_words))

    @property
    def is_carried_out(self) -> bool:
        """Whether it says what became of a plan, not what is planned."""
        return bool(_CARRIED_OUT.search(self.version or ""))

    @property
    def is_asked_for(self) -> bool:
        """Whether it says what is needed or applied for, not what is granted: `Còn thiếu, đề nghị bổ sung`, too."""
        said = self.text if self.kind is FigureKind.AFTER else self.version
        return bool(_ASKED_FOR.search(said or ""))


_CARRIED_OUT = re.compile(
    r"(?<!không )(?<!chưa )\b(thực hiện|th|kết quả|quyết toán|qt|giải ngân|thanh toán|ước)\b", re.IGNORECASE
)
_ASKED_FOR = re.compile(r"\b(nhu cầu|đề nghị|đề xuất|đăng ký)\b", re.IGNORECASE)

_OLD = (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"),
        ("oẻ", "ỏe"), ("tỉ ", "tỷ "), ("kì ", "kỳ "), ("quí ", "quý "),
        ("tr.đó", "trong đó"), ("tr. đó", "trong đó"))  # fmt: skip
_OLD_UY = re.compile("(?<!q)u([ỳýỷỹỵ])")
_NEW_UY = {"ỳ": "ùy", "ý": "úy", "ỷ": "ủy", "ỹ": "ũy", "ỵ": "ụy"}


_NOTE_MARKS = re.compile(r"(?<=[^\W\d][^\W\d])[⁰¹²³⁴-⁹]+")
"""Raised digits behind a word: the number of a note."""


def one_spelling(text: str) -> str:
    """A title as it is compared: its words apart by one blank, in small letters, tone marks in their new places,
    the numbers of notes left out.

    Unlike the key of whole words (`folded`) every letter stays a letter, so that patterns can see where words end.
    """
    plain = _NOTE_MARKS.sub("", normalize("NFC", " ".join(text.split()).casefold()))
    for old, new in _OLD:
        plain = plain.replace(old, new)
    return _OLD_UY.sub(lambda found: _NEW_UY[found[1]], plain)


def _wording(pattern: str) -> re.Pattern[str]:
    """A pattern for texts under one spelling."""
    return re.compile(one_spelling(pattern))


_YEAR = re.compile(r"(?<![0-9./])(?:19|20|21)[0-9]{2}(?![0-9])")
_PERIOD = _wording(r"((?:19|20|21)[0-9]{2})\s*(?:[-–—÷]|đến|tới)\s*(?:năm\s*|hết năm\s*)?((?:19|20|21)[0-9]{2})")
_PRINTED_PERIOD = re.compile(rf"(?:giai đoạn\s*)?{_PERIOD.pattern}", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_PART = _wording(
    r"quý\s*(?:i{1,3}|iv|[1-4])\b|\bq[1-4]\b|tháng\s*[0-9]{1,2}\b|\bt[0-9]{1,2}\b|[0-9]{1,2} tháng (?:đầu|cuối) năm"
    r"|giai đoạn\s*(?:i{1,3}|[1-9])\b|đợt\s*(?:i{1,3}|[1-9])\b|(?:6|sáu) tháng|kỳ\s*(?:i{1,3}|[1-9])\b"
)
_VERSIONS = (
    "kế hoạch|kh|thực hiện|th|kết quả|dự toán|dt|quyết toán|qt|ước|ước thực hiện|giải ngân|đã giao|giao"
    "|đề xuất|nhu cầu|sau điều chỉnh|trước điều chỉnh|điều chỉnh|đã cấp|phân bổ|thanh toán"
    "|đã thực hiện|được duyệt|thẩm định|đề nghị|bố trí|cấp phát"
)
_VERSION = _wording(rf"\b(?:{_VERSIONS})\b")
_PAID = _wording(r"(?:(?:số|vốn|kinh phí) )?(?:đã )?(?:giải ngân|thanh toán)\b")
_OF_NO_SOURCE = r"giai đoạn|thời kỳ|kỳ|năm|trung hạn|[0-9]+|được|đã|còn|chưa|phải"
"""What stands behind `vốn` where it says of when the money is, or what becomes of it."""
_SOURCE = _wording(
    r"\b(?:nstw|nsđp|nst|nsh|nsx|nsnn|nstp|oda|nguồn|ngân sách"
    r"|ns (?:tw|trung ương|tỉnh|huyện|xã|địa phương|nhà nước)|cấp (?:tỉnh|huyện|xã)"
    r"|(?:trung ương|địa phương|tw|đp|tỉnh|huyện|xã)(?! giao\b)"
    r"|xã hội hóa|xhh|tài trợ|huy động|đối ứng|tín dụng|vốn vay|vốn khác|nguồn khác"
    rf"|khác|dân góp|doanh nghiệp|vốn (?!(?:{_VERSIONS}|{_OF_NO_SOURCE})\b)\w+|đầu tư phát triển|đtpt|sự nghiệp"
    r"|thường xuyên|vốn đầu tư|chi đầu tư|chi thường xuyên|nhân dân|viện trợ|xổ số|sử dụng đất)\b"
)
_WHOLE = _wording(
    r"tổng mức|tmđt|tổng dự toán(?! (?:được |đã )?giao)|tổng vốn đầu tư dự án|giá trị hợp đồng|tổng nhu cầu"
)
_BEFORE = _wording(
    r"lũy kế|đã (?:được )?(?:bố trí|cấp|thanh toán|chi)\b|đến hết|đến năm|trước năm|đến ngày|trước (?:20|giai đoạn)"
    r"|năm trước|chuyển sang"
)
_AFTER = _wording(
    r"còn lại|còn thiếu|còn phải|còn dư|sau năm|sau (?:20|giai đoạn)|chưa bố trí|chuyển nguồn|giai đoạn sau|năm sau"
)
_AVERAGE = _wording("bình quân|trung bình")
_CHANGE = _wording(
    r"chênh lệch|so sánh|tuyệt đối|^tăng|^giảm(?! nghèo)|tăng\s*/?\s*giảm|\btăng\b"
    r"|(?<!miễn )(?<!miễn, )\bgiảm\b(?! nghèo)|^bổ sung$"
    r"|cắt giảm"
)
_UP_AND_DOWN = _wording(r"\btăng\b.*\bgiảm\b(?! nghèo)|chênh lệch")
_LATER = _wording(r"\bsau\b|chuyển|chưa")
_ADJUSTED = _wording("điều chỉnh")
_OF_WHICH = _wording("trong đó")
_SHARE = _wording(
    r"(?<![0-9])(?<![0-9] )%|tỷ lệ|tỉ lệ|tương đối|tỷ trọng|cơ cấu(?! (?:nguồn )?vốn)|phần trăm|tiến độ"
)
_PERCENT = re.compile(r"\(\s*%[^()]*\)\s*$")
"""At the end of a heading over several columns: all below it are shares, but those that say they are not."""
_AMOUNTS = _wording("số tiền|tuyệt đối|kinh phí|giá trị")
_QUANTITY = _wording(
    r"^sl$|^chỉ tiêu$|số lượng|(?<!giá trị )khối lượng|diện tích"
    r"|số hộ|quy mô|công suất|(?<!theo )định mức|số người|số lớp|số ngày|số buổi"
    r"|số (?:tháng|năm|lần|lượt|đợt|tiết(?! kiệm)|giờ|công|trường|huyện|học sinh|đối tượng|nhà|phòng|bộ)\b"
    r"|số (?:chiếc|cái|bản|dân|khẩu|trẻ|lao động|hội viên|chiến sĩ|tổ|giường|hồ sơ|vụ|tuyến|trạm|thửa)\b"
    r"|số (?:km|lít|kg|tạ|tấn|mét|m2|m3|ha)\b"
    r"|số (?:con|cây|xe|bài|tin|dự án|công trình|cán bộ|thành viên)\b|số học viên|số cuộc"
    r"|số đơn vị|số xã|số thôn|dân số|nhân khẩu|biên chế|chiều dài|số máy|số điểm|số thiết bị|hệ số"
    r"|\((?:ha|km|m|m[23²³]|hộ|người|lớp|cái|bộ|tấn|km[2²]|ngày|xã)\)"
)
_NUMBER_OF = _wording(
    r"số (?!(?:tiền|vốn|kinh phí|dự toán|thu|chi|đã|phải|còn|dư|nộp|giao|cấp|bổ sung|đề nghị|quyết toán|thực|giải"
    r"|thanh toán|tạm ứng|tăng|giảm|chuyển|hỗ trợ|phân bổ|kế hoạch|ước|được|trích|tiết kiệm|nợ|vay|trả|liệu|bố trí"
    r"|duyệt|thẩm|điều chỉnh|sau|trước|năm|kỳ|thuế|phí|lãi|gốc|tuyệt đối|tương đối|cộng|tổng|nhu cầu|theo|chưa"
    r"|cuối|đầu|phát sinh|lũy kế|tồn|sử dụng|huy động|đóng góp|chênh lệch|so sánh|xin|nhận|rút|hoàn|khấu|miễn|thiếu"
    r"|thừa|kiểm tra|báo cáo|cam kết|đối ứng|kết dư|hiện có|lương|phụ cấp|quỹ|ngân sách|nsnn|nstw|nsđp|hạch toán"
    r"|do)\b).*[a-z]"
)
_PRICE = _wording(
    r"đơn giá|tỷ giá|giá dự kiến|suất đầu tư"
    r"|mức (?:chi|hỗ trợ|thưởng|học phí|đóng|phụ cấp|trợ cấp|khoán|bồi dưỡng|thù lao)\b"
    r"|^[^0-9]*/\s*(?:tháng|người|hộ|lớp|ngày|buổi|suất|học sinh|lượt|biên chế)$"
    r"|(?<![0-9])0?1 (?:lớp|người|hộ|đơn vị|xã|bộ|cái|chiếc|lần|buổi|ngày|suất|học sinh|trường|cuộc|bài|tin)\b"
)
_CODE = _wording(
    r"^mã|mã số|mã dự án|mã ngành|^số (?:quyết định|tài khoản|tk|cccd|cmnd|định danh|điện thoại)\b|căn cước"
    r"|thời gian|năm xây dựng|tg kc|ghi chú"
    r"|^(?!.*(?:lũy kế|vốn|giá trị|kinh phí|giải ngân)).*(?:khởi công|hoàn thành)"
    r"|^(?:chương|loại|khoản|mục|nhóm|tiểu nhóm|tiểu mục|mục[, -]+tiểu mục|loại[ ,-]+khoản"
    r"|chương[ ,-]+loại[ ,-]+khoản)$"
)
_TOTAL = _wording(
    r"^(?:tổng|cộng|toàn bộ|total|cả năm|cả giai đoạn|cả kỳ|thành tiền|sum)\b|^tổng$|\btổng (?:số|cộng)"
)
_NO_SOURCE = re.compile(r"\bnăm\b|\btrong đó\b|[:()]", re.IGNORECASE)
_OF_TOTAL = re.compile(r"^\s*(?:tổng (?:số|cộng)?|cộng)\s+", re.IGNORECASE)
_PLAIN_TOTAL = frozenset(
    one_spelling(text)
    for text in (
        "cộng", "tổng cộng", "tổng số", "tổng", "tổng kinh phí", "total", "sum", "cả năm", "tổng cộng kinh phí",
        "tổng tiền", "cả giai đoạn", "thành tiền", "tổng vốn", "tổng kinh phí thực hiện",
    )
)  # fmt: skip


@lru_cache(maxsize=4_096)
def understood(path: tuple[str, ...]) -> Title:
    """What a title says; `path` is what stands over the column in each row of the header, from above."""
    text = " ".join(path)
    # as they are compared: without what stands in brackets and without marks of notes
    bare = [one_spelling(_BRACKETS.sub(" ", part)).strip(" .:*") for part in path]
    names = [name or one_spelling(part).strip("() .:*") for name, part in zip(bare, path, strict=True)]
    lowest = names[-1] if names else ""
    whole = " ".join(names)
    year, part = _when(path, names)
    kind = _kind(lowest, names, one_spelling(path[-1]) if path else "")
    if any(map(_PERCENT.search, path[:-1])) and not _AMOUNTS.search(lowest):
        kind = FigureKind.SHARE
    before = kind is FigureKind.BEFORE
    left_in = kind is FigureKind.AFTER and year is not None and not _LATER.search(whole)
    if left_in or (before and part and _PERIOD.search(part)):
        kind = FigureKind.AMOUNT
    if kind in {FigureKind.WHOLE, FigureKind.BEFORE, FigureKind.AFTER, FigureKind.AVERAGE}:
        year, part = None, None
    return Title(
        text,
        kind,
        year,
        part,
        _found(_SOURCE, path, names) if kind in {FigureKind.AMOUNT, FigureKind.TOTAL} else None,
        _version_in(path, names) if kind in {FigureKind.AMOUNT, FigureKind.TOTAL} else None,
        is_plain_total=lowest in _PLAIN_TOTAL,
        of_which=bool(_OF_WHICH.search(whole)),
        before=before,
        under=" ".join(path[:-1]),
    )


def years_of_period(text: str) -> tuple[int, int] | None:
    """The first and last year of the one period that a text names: `Giai đoạn 2026-2030`."""
    periods = {(int(first), int(last)) for first, last in _PERIOD.findall(one_spelling(text))}
    return periods.pop() if len(periods) == 1 else None


def names_version(text: str) -> bool:
    """Whether a text is the name of a version and nothing else: `Kế hoạch`, `Thực hiện`."""
    return understood((text,)).version == text


def with_neighbours(titles: Mapping[int, Title]) -> dict[int, Title]:
    """Titles in printed order, with what the one to the left says: a part of TMĐT is outside the period as well."""
    found: dict[int, Title] = {}
    left: Title | None = None
    for column, title in titles.items():
        part = title.of_which and title.kind is FigureKind.AMOUNT and title.year is None and title.part is None
        outside = left is not None and left.kind in _NOT_OF_PERIOD and left.under
        same = part and left is not None and outside and title.under.startswith(left.under)
        left = replace(title, kind=left.kind, source=None, version=None) if left and same else title
        found[column] = left
    return found


_NOT_OF_PERIOD = {FigureKind.WHOLE, FigureKind.BEFORE, FigureKind.AFTER}


def _kind(lowest: str, names: Sequence[str], printed: str) -> FigureKind:
    if _QUANTITY.search(printed):
        return FigureKind.QUANTITY
    if _SHARE.search(printed):
        return FigureKind.SHARE
    for text in (lowest, " ".join(names)):
        for pattern, kind in _KINDS:
            if pattern.search(text):
                return kind
        if _CHANGE.search(text) and (text.startswith("điều chỉnh") or not _ADJUSTED.search(text)):
            return FigureKind.CHANGE
        if text == lowest and _TOTAL.search(text):
            # a total counts what stands over it, when that is no amount of the period: Số hộ, Lũy kế, TMĐT
            counted = (*_COUNTED, (_UP_AND_DOWN, FigureKind.CHANGE))
            over = (kind for above in names[-2::-1] for pattern, kind in counted if pattern.search(above))
            return next(over, FigureKind.TOTAL)
    return FigureKind.AMOUNT


_COUNTED = (
    (_QUANTITY, FigureKind.QUANTITY),
    (_PRICE, FigureKind.PRICE),
    (_WHOLE, FigureKind.WHOLE),
    (_BEFORE, FigureKind.BEFORE),
    (_AFTER, FigureKind.AFTER),
)
_KINDS = (
    (_CODE, FigureKind.CODE),
    (_SHARE, FigureKind.SHARE),
    *_COUNTED,
    (_AVERAGE, FigureKind.AVERAGE),
)


def _when(path: Sequence[str], names: Sequence[str]) -> tuple[int | None, str | None]:
    """The year of the lowest part that names one alone; and the part of a year, or the period.

    A year printed under the period that holds it is one of its years.
    """
    part, below = None, ""
    for name in reversed(names):
        if period := _PERIOD.search(name):
            if below.isdecimal() and period[1] <= below <= period[2]:
                break
            return None, f"{period[1]}-{period[2]}"
        below = below or name.removeprefix("năm ")
        if found := _PART.search(name):
            part = found[0]
            break
    if not part and len(names) > 1 and (found := _PART.fullmatch(f"{names[-2].split(' ')[-1]} {names[-1]}")):
        part = found[0]  # `Tháng` over 1, 2, 3
    named = (set(_YEAR.findall(_BRACKETS.sub(" ", text))) or set(_YEAR.findall(text)) for text in reversed(path))
    years = next(filter(None, named), set[str]())
    return int(years.pop()) if len(years) == 1 else None, part


def _found(pattern: re.Pattern[str], path: Sequence[str], names: Sequence[str]) -> str | None:
    """The words by which a title names a source or a version: of the lowest part that does, all but its year."""
    for printed, name in zip(reversed(path), reversed(names), strict=True):
        if pattern.search(name):
            dated = _YEAR.sub(" ", _PRINTED_PERIOD.sub(" ", _BRACKETS.sub(" ", printed)))
            bare = _OF_TOTAL.sub("", _NO_SOURCE.sub(" ", dated))
            return " ".join(bare.split()) or None
    return None


def _version_in(path: Sequence[str], names: Sequence[str]) -> str | None:
    """The version a title names: what was paid out of the plan, `Đã giải ngân` over `Kế hoạch 2025`, is no plan."""
    paid = [part for part, name in zip(path, names, strict=True) if _PAID.match(name)]
    return _found(_VERSION, paid or path, [one_spelling(part) for part in paid] or names)


def version_of(title: Title) -> str:
    """The version of a title, that of a total too: `Tổng kế hoạch` is of the `Kế hoạch` of each year."""
    return one_spelling(title.version or "").removeprefix("tổng ")


def is_after(title: Title) -> bool:
    """Whether a column is called what there is after a change."""
    return bool(re.search("điều chỉnh|sau", title.text.casefold()))
