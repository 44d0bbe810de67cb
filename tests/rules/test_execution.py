"""The rules of a book of execution: their examples, and what no slip gets past. Figures are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Complaint, Finding, Rule, Severity
from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.execution import ExecutionEntry, ExecutionKind, entry_kind
from cybercrime_plan.model.money import Money
from cybercrime_plan.read.execution import read_execution
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.execution import BookReading, check_book, rules
from tests.conftest import Golden
from tests.told import said

PLAN = """\
format: 1
id: vi-du
budget:
  unit: triệu đồng
  sources: [{id: tinh, name: Ngân sách tỉnh, level: province}]
  years: [2025, 2026]
  lines:
    - {id: phong-ngua, name: Phòng ngừa, amounts: [300, 210], total: 510, source: tinh}
    - {id: dau-tranh, name: Đấu tranh, amounts: [400, 450], total: 850, source: tinh}
  totals: [700, 660]
  total: 1360
"""
RULES = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)


def budget() -> Budget:
    plan = load(PLAN.encode(), "vi-du.yaml").plan
    assert plan is not None
    assert plan.budget is not None
    return plan.budget


BUDGET = budget()


def findings_of(text: str) -> tuple[Finding, ...]:
    read = read_execution("so.csv", text.encode(), "vi-du", BUDGET)
    reading = BookReading("so.csv", BUDGET, read.entries, complete=not read.faults)
    unread = [Complaint(one.message, path="entries", hint=one.hint, place=one.place) for one in read.faults]
    return check_book(reading, unread)


@RULES
def test_the_bad_example_breaks_this_rule_and_no_other_of_its_weight(rule: Rule) -> None:
    found = findings_of(meaning(rule.code).bad)
    assert {one.rule.code for one in found if one.rule.severity is rule.severity} == {rule.code}
    assert all(one.place is not None and one.complaint.path for one in found)


@RULES
def test_the_good_example_breaks_no_rule(rule: Rule) -> None:
    assert findings_of(meaning(rule.code).good) == ()


def test_what_is_said_of_the_bad_examples(golden: Golden) -> None:
    lines = (
        line for rule in rules() for line in (f"# {rule.code}", *said(findings_of(meaning(rule.code).bad)), "")
    )
    golden("findings/EXE.txt", "\n".join(lines))


def test_a_wrong_word_is_answered_with_the_words_of_the_language_and_a_blank_with_its_head() -> None:
    head = "plan;year;kind;line;amount (triệu đồng)\n"
    rows = "vi-du;2025;chi;phong-ngua;5\nvi-du;2025;;phong-ngua;5\nvi-du;2025;giao;x;5\n"
    wrong, blank, line = (one for one in findings_of(head + rows) if one.rule.code == "EXE101")
    for language in (ENGLISH, VIETNAMESE):
        assert wrong.complaint.hint is not None
        known = language.say(wrong.complaint.hint).partition(": ")[2]
        assert {entry_kind(word) for word in known.split(", ")} == set(ExecutionKind)
    assert VIETNAMESE.say(blank.complaint.message) == "cột “Loại” để trống"
    assert line.complaint.hint is not None
    assert VIETNAMESE.say(line.complaint.hint).endswith("tổng cộng, ngoài kế hoạch")


def test_a_slip_that_two_sums_show_is_named_with_the_figure_that_restores_both() -> None:
    text = meaning("EXE116").good.replace("phong-ngua;tinh;300;", "phong-ngua;tinh;390;")
    errors = [one for one in findings_of(text) if one.rule.severity is Severity.ERROR]
    assert [one.rule.code for one in errors] == ["EXE116", "EXE111"]
    for one in errors:
        assert one.complaint.suggestion is not None
        assert one.complaint.suggestion.value == 300_000_000
        assert "(3:55): 390 → 300" in ENGLISH.say(one.complaint.hint or "")


def entry(year: int, kind: str, line: str, amount: int, on: str, ground: str | None = None) -> ExecutionEntry:
    named = f"{kind} {on}"
    day = date.fromisoformat(on)
    return ExecutionEntry(year, ExecutionKind(kind), (line,), Money(amount), named, day, ground=ground)


amounts = st.integers(1, 2_000_000_000)


@st.composite
def closed_books(draw: st.DrawFn) -> list[ExecutionEntry]:
    """A book of 2025 that is settled, with what was carried over in 2026, every sum of it right."""
    book: list[ExecutionEntry] = []
    for line in ("phong-ngua", "dau-tranh"):
        spent, over, rest = draw(amounts), draw(st.integers(0, 10**9)), draw(st.integers(0, 10**9))
        given_first = draw(st.integers(0, spent))
        book += [
            entry(2025, "allocation", line, given_first, "2024-12-18"),
            entry(2025, "supplement", line, spent + over + rest - given_first, "2025-10-20"),
            entry(2025, "spent", line, spent, "2026-01-31"),
            entry(2025, "settled", line, spent, "2026-04-20"),
            entry(2025, "carried_out", line, over, "2026-04-20"),
            entry(2025, "cancelled", line, rest, "2026-04-20"),
            entry(2026, "carried_in", line, over, "2026-04-25"),
        ]
    moved = draw(st.integers(-(10**9), 10**9))
    book += [entry(2025, "adjustment", line, sign * moved, "2025-11-05") for line, sign in
             (("phong-ngua", 1), ("dau-tranh", -1))]  # fmt: skip
    return [
        replace(one, amount=one.amount - Money(moved if one.lines == ("phong-ngua",) else -moved))
        if one.kind is ExecutionKind.SUPPLEMENT
        else one
        for one in book
    ]


CONTRADICTIONS = {"EXE111", "EXE112", "EXE113", "EXE114", "EXE115", "EXE116", "EXE117"}


def broken(book: list[ExecutionEntry]) -> set[str]:
    found = check_book(BookReading("so.csv", BUDGET, tuple(book)))
    return {one.rule.code for one in found} & CONTRADICTIONS


@given(closed_books(), st.data())
def test_in_a_book_that_agrees_any_one_changed_figure_breaks_something_that_is_told(
    book: list[ExecutionEntry], data: st.DataObject
) -> None:
    assert broken(book) == set()
    number = data.draw(st.integers(0, len(book) - 1))
    change = data.draw(st.integers(-(10**9), 10**9).filter(bool))
    wrong = [*book]
    wrong[number] = replace(book[number], amount=book[number].amount + Money(change))
    assert broken(wrong)


@given(closed_books(), st.randoms(use_true_random=False))
def test_the_order_of_a_book_means_nothing(book: list[ExecutionEntry], random: Random) -> None:
    wrong = [replace(book[0], amount=book[0].amount + Money(1)), *book[1:]]
    shuffled = [*wrong]
    random.shuffle(shuffled)
    assert broken(shuffled) == broken(wrong)


def test_no_more_of_a_large_book_is_worked_out_than_its_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_anything: object) -> None:
        raise AssertionError("nobody waits for that")

    monkeypatch.setattr("cybercrime_plan.calc.book_sums.localise_sums", refuse)
    rows = [entry(2025, "supplement", "phong-ngua", number, "2025-10-20") for number in range(1, 6_000)]
    total = replace(rows[0], lines=("total",), amount=Money(1))
    found = check_book(BookReading("so.csv", BUDGET, (*rows, total)))
    assert "EXE111" in {one.rule.code for one in found}


def test_of_many_faults_of_one_kind_the_last_says_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cybercrime_plan.rules.execution.MOST_TOLD", 3)
    rows = [entry(2025, "cut", "phong-ngua", number, f"2025-10-{number:02d}") for number in range(1, 9)]
    found = [one for one in check_book(BookReading("so.csv", BUDGET, tuple(rows))) if one.rule.code == "EXE107"]
    assert [ENGLISH.say(one.complaint.message).endswith("and more of this kind") for one in found] == [
        False, False, True,
    ]  # fmt: skip


def test_a_place_is_worked_out_only_for_what_is_told() -> None:
    asked: list[int] = []
    rows = tuple(
        replace(
            entry(2025, "supplement", "phong-ngua", 1, f"2025-{1 + n % 12:02d}-{1 + n // 12:02d}"),
            where=partial(asked.append, n),
        )
        for n in range(300)
    )
    check_book(BookReading("so.csv", BUDGET, rows))
    assert 0 < len(asked) < 10


FIRST = "2025;allocation;01/QĐ-UBND;2024-12-18;phong-ngua;tinh;300;"


def codes_of(*rows: str) -> set[str]:
    head = "Đơn vị tính: triệu đồng\nyear;kind;document;date;line;source;amount;ground"
    found = findings_of("\n".join((head, FIRST, *rows)))
    return {one.rule.code for one in found if one.rule.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("row", "factor"),
    [
        ("supplement;05/QĐ-UBND;2025-10-20;phong-ngua;tinh;50000000;", "1.000.000"),
        ("supplement;05/QĐ-UBND;2025-10-20;phong-ngua;tinh;300000;", "1.000"),
        ("carried_in;05/QĐ-UBND;2025-10-20;phong-ngua;tinh;50000000;", "1.000.000"),
        ("cut;05/QĐ-UBND;2025-10-20;phong-ngua;tinh;-50000000;", "1.000.000"),
        ("carried_out;05/QĐ-UBND;2026-01-31;phong-ngua;tinh;50000000;contract-before-31-12", "1.000.000"),
        ("spent;Đối chiếu KBNN;2025-12-31;phong-ngua;tinh;195000000;", "1.000.000"),
    ],
)
def test_an_amount_of_any_kind_in_another_unit_is_told_with_its_factor(row: str, factor: str) -> None:
    found = findings_of(
        f"Đơn vị tính: triệu đồng\nyear;kind;document;date;line;source;amount;ground\n{FIRST}\n2025;{row}"
    )
    (told,) = (one for one in found if one.rule.code == "EXE103")
    assert f"some {factor} times" in ENGLISH.say(told.complaint.message)
    assert str(told.place).startswith("4:")


def test_a_supplement_may_be_many_times_its_line() -> None:
    assert codes_of("2025;supplement;05/QĐ-UBND;2025-10-20;phong-ngua;tinh;40000;") == set()


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (["KB;;phong-ngua;tinh;130;", "KB;2025-12-31;phong-ngua;tinh;120;"], {"EXE114"}),
        (["KB 1;2025-12-31;phong-ngua;tinh;130;", "KB 2;2025-12-31;phong-ngua;tinh;120;"], {"EXE106"}),
        (
            [
                "KB;2025-12-31;phong-ngua;tinh;130;",
                "KB;2025-12-31;phong-ngua;tinh;120;",
                "KB;2025-12-31;total;;250;",
            ],
            set(),
        ),
        (["KB;2025-06-30;phong-ngua;tinh;130;", "KB;2025-12-31;phong-ngua;tinh;140;"], set()),
    ],
)
def test_of_amounts_spent_a_day_that_is_not_given_lies_first_and_one_day_has_one_amount(
    rows: list[str], codes: set[str]
) -> None:
    assert codes_of(*(f"2025;spent;{row}" for row in rows)) == codes


def test_an_amount_that_cannot_be_negative_is_never_offered_as_one() -> None:
    head = "plan;year;kind;document;date;line;source;amount (triệu đồng)\n"
    rows = ("phong-ngua;tinh;100", "dau-tranh;tinh;5", "total;;10")
    (error,) = [
        one
        for one in findings_of(head + "".join(f"vi-du;2025;giao;QĐ 1;2024-12-18;{row}\n" for row in rows))
        if one.rule.code == "EXE111"
    ]
    changes = [one.value for each in error.complaint.hypotheses for one in each.changes]
    assert set(changes) == {5_000_000, 105_000_000}, "and not -90 for the second row"


def test_what_an_adjustment_or_a_cut_takes_from_a_line_that_lacks_it_is_told_with_nothing_spent() -> None:
    head = "Đơn vị tính: triệu đồng\nyear;kind;document;date;line;source;amount;ground\n" + FIRST
    moved = (
        "2025;adjustment;2/QĐ;2025-05-05;phong-ngua;tinh;{0};\n2025;adjustment;2/QĐ;2025-05-05;dau-tranh;tinh;{1};"
    )
    (told,) = (one for one in findings_of(f"{head}\n{moved.format(-350, 350)}") if one.rule.code == "EXE113")
    assert str(told.place).startswith("4:")
    assert "-50 is available (4:49, 3:55): more is taken than there is" in ENGLISH.say(told.complaint.message)
    assert codes_of(*moved.format(-300, 300).split("\n")) == set()
    assert codes_of("2025;cut;2/QĐ;2025-05-05;phong-ngua;tinh;-301;") == {"EXE113"}


def test_an_unread_row_is_said_to_keep_every_sum_from_being_judged() -> None:
    text = meaning("EXE111").bad
    assert "EXE111" in {one.rule.code for one in findings_of(text)}
    found = findings_of(f"{text}2025;allocation;09/QĐ-UBND;2025-02-01;may-tinh;tinh;5;\n")
    assert {one.rule.code for one in found} >= {"EXE101", "EXE123"}
    assert "EXE111" not in {one.rule.code for one in found}


def test_a_total_of_what_is_carried_over_and_nothing_need_no_ground() -> None:
    rows = ("phong-ngua;tinh;{};", "total;;{};")
    for amount, codes in (("20", {(5, "EXE118")}), ("0", set())):
        carried = "\n".join(f"2025;carried_out;QT;2026-04-20;{row.format(amount)}" for row in rows)
        found = findings_of(
            f"Đơn vị tính: triệu đồng\nyear;kind;document;date;line;source;amount;ground\n{FIRST}\n\n{carried}"
        )
        assert {
            (int(str(one.place).split(":")[0]), one.rule.code) for one in found if one.rule.code == "EXE118"
        } == codes


def test_a_book_that_begins_after_the_allocation_is_not_accused() -> None:
    moved = [
        entry(2025, "adjustment", line, by, "2025-11-05") for line, by in (("phong-ngua", -5), ("dau-tranh", 5))
    ]
    assert broken(moved) == set()
    assert broken([entry(2025, "allocation", "phong-ngua", 3, "2024-12-18"), *moved]) == {"EXE113"}
