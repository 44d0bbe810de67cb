"""Numbers of documents, and who issues what: Decree 30/2020/NĐ-CP, annexes I and III, with the forms met in use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cybercrime_plan.model.spelling import folded

_FORM: Final = re.compile(
    r"(?P<ordinal>[0-9]{1,5})(/(?P<year>[0-9]{4}))?[-/](?P<code>[A-ZĐ][\w&]*([-/][A-ZĐ][\w&]*)*)"
)
"""`522/KH-UBND`; local and other forms: `25/2014/NĐ-CP`, `499/KH-BCA-C02`, `57-NQ/TW`, `24/2018/QH14`."""

KINDS: Final = {
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TT": "Thông tư",
    "KH": "Kế hoạch",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
}
"""Short form of a kind of document, as Decree 30/2020/NĐ-CP, annex III gives it."""

_COMMITTEE: Final = ("Ủy ban nhân dân", "Chủ tịch Ủy ban nhân dân")
_ISSUERS: Final = {
    "CP": ("Chính phủ",),
    "TTg": ("Thủ tướng Chính phủ",),
    "UBND": _COMMITTEE,
    "HĐND": ("Hội đồng nhân dân",),
    "UBTVQH": ("Ủy ban Thường vụ Quốc hội",),
    "QH": ("Quốc hội",),
    "CAT": ("Công an tỉnh",),
    "BCA": ("Bộ Công an", "Bộ trưởng Bộ Công an"),
    "BTC": ("Bộ Tài chính", "Bộ trưởng Bộ Tài chính"),
    "BTP": ("Bộ Tư pháp", "Bộ trưởng Bộ Tư pháp"),
    "BTTTT": ("Bộ Thông tin và Truyền thông", "Bộ trưởng Bộ Thông tin và Truyền thông"),
    "NHNN": ("Ngân hàng Nhà nước", "Thống đốc Ngân hàng Nhà nước"),
}
"""Short form of an issuer, and the names under which it signs."""

_ABBREVIATIONS: Final = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "TTg": "Thủ tướng",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
}


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number taken apart.

    Attributes:
        ordinal: the running number within its series and year.
        year: the year printed in it, as normative documents have.
        series: the letters after the number, without blanks: `KH-UBND`; two documents of one series share them.
    """

    ordinal: int
    year: int | None
    series: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The parts of the series: `KH`, `UBND`."""
        return tuple(re.split("[-/]", self.series))

    @property
    def kind(self) -> str | None:
        """The kind of document the series names, or None when the letters are none we know."""
        return KINDS.get(self.groups[0])

    @property
    def issuers(self) -> tuple[str, ...]:
        """The names of those who issue that series; empty when the letters are none we know."""
        letters = (re.sub(r"[0-9]+$", "", group) for group in self.groups)
        return next((_ISSUERS[group] for group in letters if group in _ISSUERS), ())


def document_number(text: str) -> DocumentNumber | None:
    """A number as Decree 30/2020/NĐ-CP writes it, or None: digits, below 10 with a leading 0, no blanks."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    printed, ordinal = match["ordinal"], int(match["ordinal"])
    if printed != f"{ordinal:02d}" or not ordinal:
        return None
    return DocumentNumber(ordinal, int(match["year"]) if match["year"] else None, match["code"])


def canonical(name: str, province: str | None = None) -> str:
    """A name under one spelling, with the usual short forms written out: a key for comparing.

    Args:
        province: its name is left out, so that `UBND tỉnh Khánh Hòa` is `UBND tỉnh`.
    """
    words = (_ABBREVIATIONS.get(word, word) for word in name.split())
    key = folded(" ".join(words))
    return key.removesuffix(f" {folded(province)}") if province else key


def may_issue(issuer: str, number: DocumentNumber) -> bool:
    """Whether that body issues documents of that series; True when nothing is known of the series."""
    name = canonical(issuer)
    names = tuple(canonical(known) for known in number.issuers)
    return not names or any(name == known or name.startswith(f"{known} ") for known in names)
