"""What became of the money of a plan: allocated, added, moved, spent, carried over, cancelled.

The plan is the transcription of one document and is never changed by it; every decision is another document, and
each is an entry of the book. Terms of the Law on the State Budget and of its circulars.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cybercrime_plan.findings import Place
from cybercrime_plan.language import _
from cybercrime_plan.model.base import Words
from cybercrime_plan.model.books import BookColumn, BookForm
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.spelling import folded


class ExecutionKind(Words):
    """What an entry says happened to an amount."""

    ALLOCATION = "allocation", _("Allocated")
    SUPPLEMENT = "supplement", _("Supplement")
    ADJUSTMENT = "adjustment", _("Adjustment")
    """Moved between lines; the rows of one document sum to 0."""
    CUT = "cut", _("Cut")
    """Taken away: a negative amount."""
    CARRIED_IN = "carried_in", _("Carried in")
    SPENT = "spent", _("Spent (cumulative)")
    """Cumulative, as confirmed on the day."""
    ADVANCE = "advance", _("Advance")
    """Paid out and not yet accounted for; cumulative."""
    SETTLED = "settled", _("Settled")
    CARRIED_OUT = "carried_out", _("Carried out")
    CANCELLED = "cancelled", _("Cancelled budget")
    GRANTED = "granted", _("Granted")
    """Of a source the plan only asks for."""
    REFUSED = "refused", _("Refused")


FLOWS: Final = (
    ExecutionKind.ALLOCATION,
    ExecutionKind.SUPPLEMENT,
    ExecutionKind.ADJUSTMENT,
    ExecutionKind.CUT,
    ExecutionKind.CARRIED_IN,
)
"""What makes up the amount available in a year."""
TAKING: Final = (ExecutionKind.ADJUSTMENT, ExecutionKind.CUT)
"""What may take from a line."""
DECIDED: Final = tuple(kind for kind in FLOWS if kind is not ExecutionKind.CARRIED_IN)
"""What decisions give for a year itself."""
ANSWERS: Final = (ExecutionKind.GRANTED, ExecutionKind.REFUSED)
"""What became of a source that a plan only asks for; `total` in place of a line is all it asks for."""
GONE: Final = (ExecutionKind.SPENT, ExecutionKind.CARRIED_OUT, ExecutionKind.CANCELLED)
"""What is no longer available."""
STANDING: Final = (ExecutionKind.SPENT, ExecutionKind.ADVANCE, ExecutionKind.SETTLED)
"""Amounts that say how things stand on a day: the latest counts, they are not added up over the days."""
TOTAL: Final = "total"
"""In place of a line: the printed total of the document, checked against its rows."""
UNPLANNED: Final = "unplanned"
"""In place of a line: money for something the plan has no line for."""

_KIND_NAMES: Final = {
    ExecutionKind.ALLOCATION: ("giao dự toán", "giao", "dự toán giao đầu năm"),
    ExecutionKind.SUPPLEMENT: ("bổ sung", "bổ sung dự toán"),
    ExecutionKind.ADJUSTMENT: ("điều chỉnh",),
    ExecutionKind.CUT: ("giảm", "cắt giảm", "điều chỉnh giảm"),
    ExecutionKind.CARRIED_IN: ("năm trước chuyển sang", "chuyển nguồn từ năm trước sang"),
    ExecutionKind.SPENT: ("đã chi", "đã chi (lũy kế)", "thực hiện"),
    ExecutionKind.ADVANCE: ("tạm ứng",),
    ExecutionKind.SETTLED: ("quyết toán",),
    ExecutionKind.CARRIED_OUT: ("chuyển nguồn sang năm sau", "chuyển nguồn"),
    ExecutionKind.CANCELLED: ("hủy dự toán", "hủy"),
    ExecutionKind.GRANTED: ("được cấp",),
    ExecutionKind.REFUSED: ("không được cấp",),
}
_KINDS: Final[Mapping[str, ExecutionKind]] = {
    folded(name): kind for kind, names in _KIND_NAMES.items() for name in (kind.value, *names)
}
RESERVED: Final[Mapping[str, tuple[str, ...]]] = {
    TOTAL: ("tổng cộng", "tổng số", "cộng"),
    UNPLANNED: ("ngoài kế hoạch",),
}
"""The words in place of a line, each with what people write for it; a form writes the first."""
LINE_NAMES: Final[Mapping[str, str]] = {
    folded(name): word for word, names in RESERVED.items() for name in (word, *names)
}
"""What may stand in place of a line."""

EXECUTION_FORM: Final = BookForm(
    "execution",
    (
        BookColumn("plan", ("Kế hoạch",)),
        BookColumn("year", ("Năm",), is_text=False),
        BookColumn("kind", ("Loại",)),
        BookColumn("document", ("Văn bản", "Số văn bản")),
        BookColumn("date", ("Ngày", "Ngày văn bản")),
        BookColumn("line", ("Nội dung",)),
        BookColumn("source", ("Nguồn", "Nguồn kinh phí")),
        BookColumn("amount", ("Số tiền",), is_text=False, of_each=True),
        BookColumn("ground", ("Căn cứ chuyển nguồn", "Căn cứ")),
        BookColumn("note", ("Ghi chú",)),
    ),
    frozenset({"year", "kind", "line", "amount"}),
    helping=("Tên nội dung", "Dự kiến theo kế hoạch"),
)


def entry_kind(name: str) -> ExecutionKind | None:
    """The kind of an entry by its word, in either language; None for any other word."""
    return _KINDS.get(folded(name))


def kind_word(kind: ExecutionKind) -> str:
    """The Vietnamese word of a kind, as a form writes it."""
    return _KIND_NAMES[kind][0]


@dataclass(frozen=True, slots=True)
class ExecutionEntry:
    """One entry of the book.

    Attributes:
        lines: ids of lines of the plan, several for one lump over them; or `(TOTAL,)` or `(UNPLANNED,)`.
        source: id of a source; None when the entry names none.
        on: the day of the document, or of the confirmation; None when it is not given.
        where: gives where the amount stands in the book; few entries are ever asked.
    """

    year: int
    kind: ExecutionKind
    lines: tuple[str, ...]
    amount: Money
    document: str | None = None
    on: date | None = None
    source: str | None = None
    ground: str | None = None
    note: str | None = None
    where: Callable[[], Place | None] | None = field(default=None, compare=False)

    @property
    def place(self) -> Place | None:
        """Where the amount stands in the book; None when it stands in none."""
        return None if self.where is None else self.where()

    @property
    def standing(self) -> tuple[object, ...]:
        """What it says how things stand with: the same of a later day takes its place."""
        return self.year, self.kind, self.lines, self.source

    @property
    def paper(self) -> tuple[object, ...]:
        """The part of a document whose rows belong together: their kind, under its number, date and year."""
        return self.year, self.kind, self.document, self.on

    @property
    def is_total(self) -> bool:
        """Whether it is the printed total of its document."""
        return self.lines == (TOTAL,) and self.kind not in ANSWERS
