"""Letters of urging, and the frame of the compiled report, in the form of Decree 30/2020.

Their words are Vietnamese in every language, because they are documents of a Vietnamese office. Number, date and
signature stay blank: the clerk's office gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cybercrime_plan.calc.deadlines import Occurrence
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.register import OUTSIDE, RegisterRow, RegisterState, counts
from cybercrime_plan.language import VIETNAMESE, Language
from cybercrime_plan.model.budget import Level
from cybercrime_plan.model.dates import Bound
from cybercrime_plan.model.duties import Role
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.exports.paper import TEXT_WIDTH, Paper, line, paragraph, run, table
from cybercrime_plan.render.names import Register
from cybercrime_plan.render.register import STATES, RegisterResult, row_table, state
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.sections import period
from cybercrime_plan.render.table import Page

_BELOW_THE_PROVINCE: Final = frozenset({Level.DISTRICT, Level.COMMUNE})
_INDENT: Final = 10
"""Millimetres of the first line; Decree 30/2020: 10 or 12.7."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one body is to be written.

    Attributes:
        owed: the reports of one plan that are overdue.
        reached: where letters to it go, as the office's register has it; empty when that is not known.
        is_told: whether the plan tells it to, and does not only ask.
    """

    plan: Plan
    owed: tuple[RegisterRow, ...]
    reached: str = ""
    is_told: bool = False

    @property
    def file(self) -> str:
        """Its name, made of ids."""
        return f"{self.plan.id}-{self.owed[0].agency}.docx"


def urged(
    rows: Iterable[RegisterRow], owners: Mapping[str, Owners]
) -> tuple[tuple[Letter, ...], tuple[RegisterRow, ...]]:
    """A letter for each body of each plan that owes a report; then what is overdue of nobody to be written to.

    That is where it is undecided who reports, of a group without members, of what is extended to a day that is not
    said, and of the body itself that sends the letters.

    Args:
        owners: who is who, by id of the plan.
    """
    owed: dict[tuple[str, str], list[RegisterRow]] = {}
    unaddressed: list[RegisterRow] = []
    for row in rows:
        undated = row.is_extended_to_no_day and row.state is RegisterState.ARRIVAL_UNKNOWN
        if not (row.is_owed or undated):
            continue
        plan = row.occurrence.plan
        unsure = row.is_undecided or row.is_group or row.is_extended_to_no_day
        if unsure or _sender(plan) in {row.agency, *row.printed}:
            unaddressed.append(row)
        else:
            owed.setdefault((plan.id, row.agency), []).append(row)
    letters = []
    for (plan_id, agency), mine in owed.items():
        known = owners[plan_id]
        body = known.body(agency)
        # told is a body below the province, itself or in a collective, to which the plan gives a task; any other,
        # and whom the plan only requests, is asked
        printed = mine[0].printed
        meant = {*printed, *(group for one in printed for group in known.groups(one))}
        below = any(one.level in _BELOW_THE_PROVINCE for one in known.plan.agencies if one.id in meant)
        roles = {task.role for task in known.plan.tasks if meant.intersection(task.agencies)}
        is_told = below and roles == {Role.ASSIGNED}
        letters.append(Letter(known.plan, tuple(mine), body.reached if body else "", is_told))
    return tuple(letters), tuple(unaddressed)


def _sender(plan: Plan) -> str | None:
    """Id of the body that follows the reports: the plan's lead, else whom they go through."""
    if plan.lead and plan.lead.agencies:
        return plan.lead.agencies[0]
    return next((report.via.agency for report in plan.reports if report.via and report.via.agency), None)


@dataclass(frozen=True)
class LetterFile(Result):
    """One or several letters in one file.

    Attributes:
        by: a new date to ask for; none is set without it.
        single: one letter with the list of those who owe, not one to each.
    """

    letters: tuple[Letter, ...]
    as_of: date
    by: date | None
    paper: Paper
    single: bool = False

    def records(self) -> Records:
        """What the letters urge, row by row."""
        return (row_table(row for letter in self.letters for row in letter.owed),)

    def word(self, language: Language) -> bytes:  # noqa: ARG002 - in Vietnamese, whoever asks
        """The .docx file."""
        content = self._list() if self.single else self._letter(self.letters[0])
        return self.paper.document(*content)

    def _letter(self, letter: Letter) -> Iterator[str]:
        plan, first = letter.plan, letter.owed[0]
        yield from _head(self.paper, plan, _about([letter]))
        yield paragraph(run("Kính gửi: "), run(f"{first.name}."), align="center", before=12, after=12)
        sender = f"{Register(plan).name(_sender(plan) or '') or 'cơ quan thường trực'}"
        yield _text(f"Thực hiện {cited(plan)}, các cơ quan, đơn vị có trách nhiệm gửi báo cáo đúng thời hạn.")
        for row in letter.owed:
            yield _text(_told(row, self.as_of, sender))
        asks = "yêu cầu" if letter.is_told else "đề nghị"
        yield _text(
            f"{sender[0].upper()}{sender[1:]} {asks} Quý cơ quan gửi báo cáo {self._where(letter)}{self._when()}."
        )
        yield _text("Đề nghị Quý cơ quan quan tâm, thực hiện./.")
        yield _foot(letter.reached)

    def _list(self) -> Iterator[str]:
        plan = self.letters[0].plan
        sender = f"{Register(plan).name(_sender(plan) or '') or 'cơ quan thường trực'}"
        yield from _head(self.paper, plan, _about(self.letters))
        yield paragraph(run("Kính gửi: "), run("Các cơ quan, đơn vị theo danh sách dưới đây."), align="center",
                        before=12, after=12)  # fmt: skip
        told = f"Đến hết ngày {_day(self.as_of)}, {sender} chưa nhận được báo cáo của các cơ quan, đơn vị sau:"
        yield _text(f"Thực hiện {cited(plan)}. {told}")
        rows = [
            (
                str(number),
                row.name,
                f"{row.occurrence.report.title} ({_period(row)})",
                _limit(row.occurrence),
                str(row.days),
                str(row.working_days),
            )
            for number, row in enumerate((row for letter in self.letters for row in letter.owed), 1)
        ]
        yield _table(_OWED, rows, 13)
        asked = f"gửi báo cáo {self._where(self.letters[0])}{self._when()}"
        yield _text(f"{sender[0].upper()}{sender[1:]} đề nghị các cơ quan, đơn vị {asked}.", before=6)
        yield _text("Đề nghị các cơ quan, đơn vị quan tâm, thực hiện./.")
        yield _foot()

    def _where(self, letter: Letter) -> str:
        via = letter.owed[0].occurrence.report.via
        name = Register(letter.plan).name(via.agency) if via and via.agency else ""
        address = f" (địa chỉ thư điện tử: {via.email})" if via and via.email else ""
        return f"về {name}{address}" if name else address.strip() or "theo quy định"

    def _when(self) -> str:
        return f" chậm nhất ngày {_day(self.by)}" if self.by else ""


_ITS_KIND: Final = re.compile(r"kế hoạch (?:về )?(?=\S)", re.IGNORECASE)
"""What a title says of the kind of its document, which the letter has said already."""


def cited(plan: Plan) -> str:
    """The plan as a letter names it: `Kế hoạch số 522/KH-UBND ngày 16/01/2023 của UBND tỉnh về …`."""
    about = plan.document
    parts = ["Kế hoạch"]
    if about and about.number:
        parts.append(f"số {about.number}")
        if about.known_date and about.known_date.day:
            parts.append(f"ngày {_day(about.known_date.first)}")
    if about and about.known_issuer:
        parts.append(f"của {about.known_issuer}")
    if plan.title:
        subject = _ITS_KIND.sub("", plan.title)
        parts.append(f"về {subject[0].lower()}{subject[1:]}")
    return " ".join(parts)


def _about(letters: Iterable[Letter]) -> str:
    reports = dict.fromkeys(
        f"{row.occurrence.report.title[0].lower()}{row.occurrence.report.title[1:]} ({_period(row)})"
        for letter in letters
        for row in letter.owed
    )
    return f"V/v đôn đốc gửi {'; '.join(reports)}"


def _told(row: RegisterRow, as_of: date, sender: str) -> str:
    one, report = row.occurrence, row.occurrence.report
    what = f"{report.title} ({_period(row)})"
    clause = f" theo mục {report.at}" if report.at else ""
    due = one.grace or one.due
    term = f"thời hạn gửi{clause} là {_limit(one)}, ngày cuối cùng đúng hạn là {_day(due)}"
    if row.last != due:
        order = f" theo {row.ordered_by}" if row.ordered_by else ""
        term += f", được gia hạn đến ngày {_day(row.last)}{order}"
    late = f"đã quá hạn {row.days} ngày ({row.working_days} ngày làm việc)"
    letter = row.decisive
    if row.state is RegisterState.RETURNED:
        number = f" số {letter.number}" if letter and letter.number else ""
        return (
            f"Báo cáo{number} của Quý cơ quan đã được trả lại để bổ sung, hoàn thiện; đến hết ngày {_day(as_of)}, "
            f"{sender} chưa nhận lại {what}: {term}; {late}."
        )
    return f"Đến hết ngày {_day(as_of)}, {sender} chưa nhận được {what} của Quý cơ quan: {term}; {late}."


_Heads = Mapping[str, tuple[int, str]]
"""The heads of a table, each with the width of its column in millimetres and the side its texts are flush on."""
_OWED: Final[_Heads] = {
    "TT": (10, "center"),
    "Cơ quan, đơn vị": (48, "left"),
    "Báo cáo": (45, "left"),
    "Thời hạn": (30, "center"),
    "Số ngày quá hạn": (16, "center"),
    "Số ngày làm việc": (16, "center"),
}
_REPORTED: Final[_Heads] = {
    "TT": (10, "center"),
    "Cơ quan, đơn vị": (40, "left"),
    "Kỳ báo cáo": (19, "center"),
    "Tình trạng": (30, "left"),
    "Ngày nhận": (21, "center"),
    "Số văn bản": (19, "center"),
    "Số ngày trễ": (13, "center"),
    "Ngày làm việc": (13, "center"),
}
_TASKS: Final[_Heads] = {
    "Mục": (17, "center"),
    "Nhiệm vụ": (58, "left"),
    "Cơ quan": (40, "left"),
    "Kết quả": (50, "left"),
}


def _table(heads: _Heads, rows: Iterable[Sequence[str | None]], size: int) -> str:
    """Texts under heads that are printed again on every page; None is a place to be filled in."""
    lines = [[line(head, size=size, bold=True) for head in heads]]
    for row in rows:
        cells = zip(row, heads.values(), strict=True)
        lines.append(["" if text is None else line(text, side, size=size) for text, (_width, side) in cells])
    return table([width for width, _side in heads.values()], lines, heads=1)


def _head(paper: Paper, plan: Plan, about: str | None) -> Iterator[str]:
    """Who writes, the name of the state, number, subject and date; of letters on own paper the subject alone."""
    if paper.has_head:
        if about:
            yield line(about, size=12)
        return
    sender = Register(plan).name(_sender(plan) or "") or "…"
    left = [line(str(sender).upper(), size=13, bold=True), line("Số:          /…", size=13)]
    if about:
        left.append(line(about, size=12))
    right = [
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True),
        line("Độc lập - Tự do - Hạnh phúc", size=13, bold=True),
        line(f"{plan.province or '…'}, ngày       tháng       năm", size=13, italic=True),
    ]
    yield table((62, TEXT_WIDTH - 62), [["".join(left), "".join(right)]], bordered=False)


def _foot(reached: str = "") -> str:
    """To whom copies go, and room for the signature.

    Args:
        reached: where the letter itself goes, for the clerk who sends it.
    """
    left = [line("Nơi nhận:", "left", size=12, bold=True, italic=True)]
    above = f"- Như trên ({reached});" if reached else "- Như trên;"
    left += [line(text, "left", size=11) for text in (above, "- …;", "- Lưu: VT, …")]
    return table((80, TEXT_WIDTH - 80), [["".join(left), line("")]], bordered=False) + line("")


def _text(text: str, *, before: int = 0) -> str:
    return paragraph(run(text), indent=_INDENT, before=before)


def _limit(one: Occurrence) -> str:
    time = f" {one.time.vi}" if one.time else ""
    return f"{'trước' if one.bound is Bound.BEFORE else 'chậm nhất'}{time} ngày {_day(one.limit)}"


def _day(day: date) -> str:
    return VIETNAMESE.day(day)


def _period(row: RegisterRow) -> str:
    return f"kỳ {VIETNAMESE.say(period(row.occurrence.key))}"


@dataclass(frozen=True)
class CompiledReport(Result):
    """The frame of the compiled report of one plan: who reported, who did not, and a place for each result."""

    status: RegisterResult
    paper: Paper

    def document(self) -> Page:
        """Who has reported."""
        return self.status.document()

    def records(self) -> Records:
        """Who has reported."""
        return self.status.records()

    def word(self, language: Language) -> bytes:  # noqa: ARG002 - in Vietnamese, whoever asks
        """The .docx file."""
        return self.paper.document(*self._content())

    def _content(self) -> Iterator[str]:
        rows = self.status.rows
        plan = rows[0].occurrence.plan
        periods = "; ".join(dict.fromkeys(map(_period, rows)))
        yield from _head(self.paper, plan, None)
        yield line("")
        yield line("BÁO CÁO", bold=True, heading=1)
        yield line(f"Tổng hợp tình hình, kết quả thực hiện {cited(plan)} ({periods})", bold=True)
        yield line("")
        yield _heading("I. TÌNH HÌNH GỬI BÁO CÁO")
        yield _text(f"Tính đến hết ngày {_day(self.status.as_of)}, {_counted(rows)} Chi tiết tại Phụ lục kèm theo.")
        yield _heading("II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ")
        doers = ((one, VIETNAMESE.say(Register(plan).names(one.agencies) or "")) for one in plan.tasks)
        yield _table(_TASKS, ((task.at, task.summary, names, None) for task, names in doers), 13)
        yield _heading("III. KHÓ KHĂN, VƯỚNG MẮC")
        yield _text("…")
        yield _heading("IV. ĐỀ XUẤT, KIẾN NGHỊ")
        yield _text("…")
        yield _foot()
        yield line("")
        yield line("Phụ lục", bold=True, heading=1)
        yield line("TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC CƠ QUAN, ĐƠN VỊ", bold=True)
        yield line("")
        reported = []
        for number, row in enumerate(rows, 1):
            came = row.decisive
            what = (str(number), row.name, VIETNAMESE.say(period(row.occurrence.key)), VIETNAMESE.say(state(row)))
            received = _day(came.received) if came and came.received else ""
            letter = (came.number or "") if came else ""
            reported.append((*what, received, letter, str(row.days), str(row.working_days)))
        yield _table(_REPORTED, reported, 11)
        yield line("")


def _counted(rows: Sequence[RegisterRow]) -> str:
    """How many bodies have to report, and how many are in each state."""
    found = counts(rows)

    def told(outside: bool) -> str:
        return "; ".join(
            f"{VIETNAMESE.say(STATES[one])}: {number}"
            for one, number in found.items()
            if number and (one in OUTSIDE) is outside
        )

    beside = f" Ngoài ra: {told(outside=True)}." if told(outside=True) else ""
    expected = sum(row.is_expected for row in rows)
    return f"số đơn vị phải báo cáo là {expected}: {told(outside=False)}.{beside}"


def _heading(text: str) -> str:
    return paragraph(run(text, bold=True), indent=_INDENT, before=6, heading=2)
