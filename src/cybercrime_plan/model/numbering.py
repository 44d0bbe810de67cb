"""Numbers of documents, and the bodies whose letters they bear: when two names are one body, and what it may issue.

The forms are those of Decree 30/2020/NĐ-CP, annexes I and III, with what is met in use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cybercrime_plan.model.spelling import folded

_FORM: Final = re.compile(
    r"(?:[Ss]ố:? )?(?P<ordinal>[0-9]{1,5})[a-zđ]?(/(?P<year>[0-9]{4}))?[-/–](?P<code>[A-ZĐ][\w&]*([-–/.][\w&]+)*)"
)
"""`522/KH-UBND`; local and other forms: `25/2014/NĐ-CP`, `499/KH-BCA-C02`, `57-NQ/TW`, `24/2018/QH14`, and what is
printed in practice: `0155/KH-UBND`, `1234/UBND-KT.VX`."""

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
    "TTLT": "Thông tư liên tịch",
    "KL": "Kết luận",
    "CĐ": "Công điện",
}
"""Short form of a kind of document, as Decree 30/2020/NĐ-CP, annex III gives it."""

_OF_PARLIAMENT: Final = {
    "UBTVQH": ("Pháp lệnh", "Nghị quyết"),
    "QH": ("Luật", "Bộ luật", "Nghị quyết", "Hiến pháp"),
}
"""What the National Assembly and its standing committee issue; their numbers do not name the kind."""


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
    def kinds(self) -> tuple[str, ...]:
        """The kinds of document the series can name; none when the letters are none we know."""
        letters = self.groups[0].rstrip("0123456789")
        return (KINDS[letters],) if letters in KINDS else _OF_PARLIAMENT.get(letters, ())


def document_number(text: str) -> DocumentNumber | None:
    """A number as Decree 30/2020/NĐ-CP writes it and as it is met in use, or None."""
    match = _FORM.fullmatch(text)
    if match is None or not int(match["ordinal"]):
        return None
    year = int(match["year"]) if match["year"] else None
    return DocumentNumber(int(match["ordinal"]), year, match["code"].replace("–", "-"))


_MINISTRIES: Final = {
    "BCA": ("Bộ Công an",),
    "BCT": ("Bộ Công Thương",),
    "BDTTG": ("Bộ Dân tộc và Tôn giáo",),
    "BGDĐT": ("Bộ Giáo dục và Đào tạo",),
    "BGTVT": ("Bộ Giao thông vận tải",),
    "BKHCN": ("Bộ Khoa học và Công nghệ",),
    "BKHĐT": ("Bộ Kế hoạch và Đầu tư",),
    "BLĐTBXH": ("Bộ Lao động - Thương binh và Xã hội",),
    "BNG": ("Bộ Ngoại giao",),
    "BNNMT": ("Bộ Nông nghiệp và Môi trường",),
    "BNNPTNT": ("Bộ Nông nghiệp và Phát triển nông thôn",),
    "BNV": ("Bộ Nội vụ",),
    "BQP": ("Bộ Quốc phòng",),
    "BTC": ("Bộ Tài chính",),
    "BTNMT": ("Bộ Tài nguyên và Môi trường",),
    "BTP": ("Bộ Tư pháp",),
    "BTTTT": ("Bộ Thông tin và Truyền thông",),
    "BVHTT": ("Bộ Văn hóa, Thông tin", "Bộ Văn hóa - Thông tin"),
    "BVHTTDL": ("Bộ Văn hóa, Thể thao và Du lịch",),
    "BXD": ("Bộ Xây dựng",),
    "BYT": ("Bộ Y tế",),
    "NHNN": ("Ngân hàng Nhà nước",),
    "TTCP": ("Thanh tra Chính phủ",),
    "UBDT": ("Ủy ban Dân tộc",),
    "VPCP": ("Văn phòng Chính phủ",),
}
_DEPARTMENTS: Final = {
    "SCT": ("Sở Công Thương",),
    "SGDĐT": ("Sở Giáo dục và Đào tạo",),
    "SGTVT": ("Sở Giao thông vận tải",),
    "SKHCN": ("Sở Khoa học và Công nghệ",),
    "SKHĐT": ("Sở Kế hoạch và Đầu tư",),
    "SLĐTBXH": ("Sở Lao động - Thương binh và Xã hội",),
    "SNNMT": ("Sở Nông nghiệp và Môi trường",),
    "SNNPTNT": ("Sở Nông nghiệp và Phát triển nông thôn",),
    "SNV": ("Sở Nội vụ",),
    "STC": ("Sở Tài chính",),
    "STNMT": ("Sở Tài nguyên và Môi trường",),
    "STP": ("Sở Tư pháp",),
    "STTTT": ("Sở Thông tin và Truyền thông",),
    "SVHTTDL": ("Sở Văn hóa, Thể thao và Du lịch",),
    "SXD": ("Sở Xây dựng",),
    "SYT": ("Sở Y tế",),
}
_PARTY: Final = {
    "TW": ("Ban Chấp hành Trung ương Đảng", "Bộ Chính trị", "Ban Bí thư", "Tổng Bí thư", "Trung ương", "Đảng"),
    "TU": ("Tỉnh ủy", "Thành ủy", "Đảng bộ tỉnh", "Đảng bộ thành phố"),
    "HU": ("Huyện ủy", "Đảng bộ huyện"),
    "QU": ("Quận ủy", "Đảng bộ quận"),
    "ThU": ("Thị ủy", "Đảng bộ thị xã"),
    "ĐU": ("Đảng ủy", "Đảng bộ"),
}
"""Letters of the Party, which writes `57-NQ/TW`, and words that name a body of it at that level."""
_ISSUERS: Final = {
    "CP": ("Chính phủ",),
    "TTg": ("Thủ tướng Chính phủ", "Thủ tướng"),
    "UBND": ("Ủy ban nhân dân",),
    "HĐND": ("Hội đồng nhân dân",),
    "UBTVQH": ("Ủy ban Thường vụ Quốc hội",),
    "QH": ("Quốc hội",),
    "CAT": ("Công an tỉnh", "Công an thành phố"),
    "CATP": ("Công an thành phố",),
    **_MINISTRIES,
    **_DEPARTMENTS,
    **_PARTY,
}
"""Short form of an issuer, and the names under which it is known."""

_OF_ONE_BODY: Final = frozenset({"CP", "TTg", "UBTVQH", "QH", *_MINISTRIES})
"""Letters that one body of the whole country has; every province has a UBND."""

_ABBREVIATIONS: Final = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ttg": "thủ tướng",
    "ttcp": "thủ tướng chính phủ",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubtvqh": "ủy ban thường vụ quốc hội",
    "mttq": "mặt trận tổ quốc",
    "ca": "công an",
    "tp": "thành phố",
    "tx": "thị xã",
    "tw": "trung ương",
}
_HEADS: Final = tuple(
    f"{folded(head)} "
    for head in (
        "thường trực",
        "bộ trưởng",
        "thứ trưởng",
        "giám đốc",
        "thống đốc",
        "tổng thanh tra",
        "chánh văn phòng",
        "chánh án",
        "viện trưởng",
        "trưởng ban",
        "trưởng phòng",
        "chủ nhiệm",
        "thủ trưởng",
        "cục trưởng",
        "tổng cục trưởng",
        "hiệu trưởng",
    )
)
"""Who signs for a body that is led by one person. A committee and its chair are two issuers, as are the
Government and its Prime Minister."""
_DEPUTIES: Final = (f"{folded('phó')} ", f"{folded('quyền')} ")
_CHAIR: Final = f"{folded('chủ tịch')} "
_MINISTRY: Final = f"{folded('bộ')} "
_JOINT: Final = frozenset({"TTLT", "NQLT"})
"""Thông tư, nghị quyết liên tịch."""
_JOINTLY: Final = folded("liên")
"""Liên bộ, liên ngành, liên tịch: several bodies, whose letters the number has."""
_OFFICES: Final = tuple(
    folded(office)
    for office in ("sở", "phòng", "văn phòng", "ban", "chi cục", "thanh tra", "trung tâm", "cục", "tổng cục", "vụ")
)
"""How the offices of a people's committee or of a ministry begin."""


def issuers(number: DocumentNumber) -> tuple[str, ...]:
    """The names of those who issue that series; empty when the letters are none we know."""
    return tuple(name for group in _letters(number) for name in _ISSUERS.get(group, ()))


def is_of_one_body(number: DocumentNumber) -> bool:
    """Whether the letters alone say which body has issued it."""
    return any(group in _OF_ONE_BODY for group in _letters(number))


def canonical(name: str, province: str | None = None) -> str:
    """A name under one spelling, with the usual short forms written out: a key for comparing.

    Args:
        province: its name is left out, so that `UBND tỉnh Khánh Hòa` is `UBND tỉnh`.
    """
    words = (_ABBREVIATIONS.get(word.rstrip("."), word) for word in re.split(r"[\s,–—-]+", name.casefold()))
    key = folded(" ".join(words))
    return key.removesuffix(f" {folded(province)}") if province else key


def same_body(one: str, other: str, province: str | None = None) -> bool:
    """Whether two names can be those of one body: spelled alike, one the short name of the other, or its head's."""
    first, second = (_without_head(canonical(name, province)) for name in (one, other))
    return _begins(first, second) or _begins(second, first)


def may_issue(issuer: str, number: DocumentNumber) -> bool:
    """Whether that body issues documents of that series; True when nothing is known of the series.

    What a committee or a ministry issues may be drawn up, or signed by its order, in one of its own offices.
    """
    letters = _letters(number)
    names = tuple(map(canonical, issuers(number)))
    named = _without_head(canonical(issuer)).removeprefix(_CHAIR)
    if not names or any(_begins(named, name) for name in names):
        return True
    if any(f" {name} " in f" {named} " for letter in letters for name in map(canonical, _PARTY.get(letter, ()))):
        return True
    if len(letters) > 1 and any(one.removeprefix(_MINISTRY) in named for one in names):
        return True
    if _begins(named, _JOINTLY) and (len(letters) > 1 or _JOINT & set(number.groups)):
        return True
    has_offices = "UBND" in letters or any(letter in _MINISTRIES for letter in letters)
    return has_offices and any(_begins(named, office) for office in _OFFICES)


def _without_head(name: str) -> str:
    """The body that a head, a deputy or an acting head signs for."""
    for prefixes in (_DEPUTIES, _HEADS):
        name = next((name.removeprefix(prefix) for prefix in prefixes if name.startswith(prefix)), name)
    return name


def _letters(number: DocumentNumber) -> tuple[str, ...]:
    """The groups of the series that stand for an issuer, without the number of a legislature: QH15 is QH."""
    letters = (re.sub(r"[0-9.]+$", "", group) for group in number.groups)
    return tuple(group for group in letters if group in _ISSUERS)


def _begins(name: str, words: str) -> bool:
    """Whether a name begins with these words."""
    return name == words or name.startswith(f"{words} ")
