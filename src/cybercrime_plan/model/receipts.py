"""What came in: the entries of the register of reports, one or more for each body and occurrence.

Lateness is never stored. It follows from the day of arrival and the dates of the plan.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from cybercrime_plan.findings import Place
from cybercrime_plan.model.books import BookColumn, BookForm
from cybercrime_plan.model.spelling import folded


class ReceiptKind(StrEnum):
    """What a person of the office has written down."""

    RECEIVED = "received"
    RETURNED = "returned"
    """Sent back to be completed; it does not count as reported until it comes again."""
    EXTENDED = "extended"
    EXEMPT = "exempt"
    NOTHING_TO_REPORT = "nothing_to_report"
    """Reported: nothing has happened. It counts as reported."""


_KIND_NAMES: Final = {
    ReceiptKind.RECEIVED: ("đã nhận",),
    ReceiptKind.RETURNED: ("trả lại",),
    ReceiptKind.EXTENDED: ("được gia hạn", "gia hạn"),
    ReceiptKind.EXEMPT: ("được miễn", "miễn"),
    ReceiptKind.NOTHING_TO_REPORT: ("không phát sinh",),
}
_KINDS: Final[Mapping[str, ReceiptKind]] = {
    folded(name): kind for kind, names in _KIND_NAMES.items() for name in (kind.value, *names)
}

REGISTER_FORM: Final = BookForm(
    "register",
    (
        BookColumn("plan", ("Kế hoạch",)),
        BookColumn("report", ("Báo cáo",)),
        BookColumn("occurrence", ("Kỳ báo cáo", "Kỳ")),
        BookColumn("agency", ("Cơ quan", "Đơn vị")),
        BookColumn("number", ("Số văn bản", "Số")),
        BookColumn("dated", ("Ngày văn bản",)),
        BookColumn("received", ("Ngày nhận",)),
        BookColumn("state", ("Tình trạng",)),
        BookColumn("until", ("Gia hạn đến",)),
        BookColumn("ordered_by", ("Văn bản cho phép", "Theo văn bản")),
        BookColumn("note", ("Ghi chú",)),
    ),
    frozenset({"plan", "report", "occurrence", "agency"}),
    helping=(
        *("Tên cơ quan", "Thời hạn", "Ngày cuối cùng đúng hạn", "Nên gửi"),
        *("name", "limit", "due", "finish_by"),
        "Nên gửi trước",  # in forms written before
    ),
)


def receipt_kind(name: str) -> ReceiptKind | None:
    """What an entry says, by its word in either language; None for any other word."""
    return _KINDS.get(folded(name))


@dataclass(frozen=True, slots=True)
class Receipt:
    """One entry of the register.

    Attributes:
        agency: as it is written, an id or a printed name; the id once it is known whom that means.
        kind: None when a letter is noted by its own date alone: when it arrived is not known.
        until: the new day of an extension.
        ordered_by: the document that allows an extension or an exemption.
        where: the place of one of its columns in the book, by name; of the entry for None.
    """

    plan: str
    report: str
    occurrence: str
    agency: str
    kind: ReceiptKind | None
    number: str | None = None
    dated: date | None = None
    received: date | None = None
    until: date | None = None
    ordered_by: str | None = None
    note: str | None = None
    where: Callable[[str | None], Place | None] = field(default=lambda _column: None, compare=False)

    @property
    def full_key(self) -> tuple[str, str, str]:
        """Plan, report and occurrence, by their names."""
        return self.plan, self.report, self.occurrence

    @property
    def says_nothing(self) -> bool:
        """Whether it is a row of the form that nobody has filled in; a note alone tells of no letter."""
        return self.kind is None and not (self.number or self.dated)
