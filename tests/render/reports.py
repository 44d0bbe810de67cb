"""A check the tests of this room show: one plan right, one with every kind of finding, one unreadable."""

from __future__ import annotations

from datetime import date

from cybercrime_plan.calc.account import Account, Accounted
from cybercrime_plan.calc.crossfoot import Sums
from cybercrime_plan.findings import (
    Certainty,
    Complaint,
    Finding,
    Hypothesis,
    Place,
    Positions,
    Rule,
    Severity,
    SheetCell,
    Span,
    Suggestion,
)
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Money
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport, Totals
from tests.render.samples import TRIEU

WRONG_SUM = Rule("BUD101", "wrong-sum", Severity.ERROR)
UNUSED_SOURCE = Rule("SRC101", "unused-source", Severity.WARNING)
LOOSE_NOTE = Rule("BUD131", "loose-note", Severity.NOTE)
NO_SYNTAX = Rule("YML101", "no-syntax", Severity.ERROR)

LINES = {
    1: "budget:",
    2: "  lines:",
    3: "    - id: thiet-bi",
    4: "\tamounts: [100, 漢字, To\u0302\u0309ng, 3300]",
    5: "      total: 1250",
}
CELL = Suggestion(
    "budget.lines[thiet-bi].total",
    ("budget", "lines", 0, "total"),
    1200 * TRIEU,
    Certainty.UNIQUE,
    _("hint: {hint}", hint="5 → 0"),
    "digit-replaced",
)
OTHER = Suggestion(
    "budget.lines[thiet-bi].amounts[2025]", ("budget", "lines", 0, "amounts", 3), 3350 * TRIEU, Certainty.AMBIGUOUS
)
POSITIONS = Positions({CELL.loc: Span(5, 14, 5, 18), OTHER.loc: Span(4, 29, 4, 33)})


def finding(
    what: Rule, message: Text, place: Place | None, acknowledged: Text | None = None, **details: object
) -> Finding:
    """A finding with that message."""
    return Finding(what, Complaint(message, **details), place, acknowledged)  # type: ignore[arg-type]


ERROR = finding(
    WRONG_SUM,
    _("{plans}: {counts}", plans="thiet-bi", counts="1.250 ≠ 1.200 triệu đồng"),
    Span(5, 14, 5, 18),
    loc=CELL.loc,
    path=CELL.path,
    expected=1200 * TRIEU,
    actual=1250 * TRIEU,
    difference=50 * TRIEU,
    unit="VND",
    suggestion=CELL,
    hypotheses=(Hypothesis((CELL,)), Hypothesis((CELL, OTHER))),
)
WARNING = finding(UNUSED_SOURCE, _("note"), Span(4, 17, 4, 19), path="budget.sources[trung-uong]", hint=_("open"))
NOTE = finding(LOOSE_NOTE, _("warning"), SheetCell("Sheet1", "D7"), actual="* 50 %, gia hạn")
ACKNOWLEDGED = finding(UNUSED_SOURCE, _("error"), Span(1, 1, 1, 7), _("nothing to report"), actual=461, unit="vụ")
BROKEN = finding(NO_SYNTAX, _("could not be read as a plan"), None)

HEADING = Accounted((), "", SheetCell("Sheet1", "C4"), "2025", Text("it stands in the header"), "2025")
BESIDE = Accounted(
    ("budget", "lines", 1, "total"),
    "budget.lines[b].total",
    Span(9, 5, 9, 8),
    "850",
    Text("only shown: line “{line}”", (("line", "Đấu tranh"),)),
    "",
    "Đấu tranh",
)
UNUSED = tuple(
    Accounted((), "", SheetCell("Sheet1", f"F{row}"), f"{row}0", Text("this column was not taken"), "Lũy kế", "a")
    for row in range(4, 9)
)
RIGHT = CheckedPlan(
    "khanh-hoa",
    "plans/khánh hòa.yaml",
    "1" * 64,
    totals=Totals(Money(4800 * TRIEU), Money(4800 * TRIEU), {"thiet-bi": "Thiết bị"}),
    sums=Sums(9, 0, 0),
    account=Account(23, 0, (), (), ()),
    findings=(ACKNOWLEDGED,),
)
WRONG = CheckedPlan(
    "dong-thap",
    "plans/dong-thap.yaml",
    "2" * 64,
    totals=Totals(Money(7150 * TRIEU), Money(7200 * TRIEU)),
    sums=Sums(10, 1, 2),
    account=Account(24, 1, (HEADING,), (BESIDE,), UNUSED),
    terms=(Text("an empty cell means none"),),
    findings=(WARNING, ERROR, NOTE, ACKNOWLEDGED),
    lines=LINES,
    positions=POSITIONS,
)
UNREADABLE = CheckedPlan(None, "HEAD:x, y.yaml", "3" * 64, readable=False, findings=(BROKEN,))

REPORT = CheckReport("0.1.0", date(2026, 6, 1), (WRONG_SUM, LOOSE_NOTE, UNUSED_SOURCE), (RIGHT, WRONG, UNREADABLE))
ALL_RIGHT = CheckReport("0.1.0", date(2026, 6, 1), (WRONG_SUM,), (RIGHT,))
