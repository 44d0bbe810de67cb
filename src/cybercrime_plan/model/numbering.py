"""Numbers of documents: Decree 30/2020/NĐ-CP, annexes I and III, with the forms met in use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

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
