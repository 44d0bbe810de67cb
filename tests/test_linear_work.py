"""The work of a check grows with what is checked, never with its square; counted in calls, not by the clock."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from cybercrime_plan.calc.diff.comparison import diff
from cybercrime_plan.calc.sums import sums
from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.read.load import load
from cybercrime_plan.read.office import read_package
from cybercrime_plan.read.working_set import Surroundings, resolve
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of

YEARS = 4
MOST_CELLS = 0.9


def table(lines: int, slips: int = 0) -> bytes:
    """A sound budget of so many lines; in the first ones the total of the line is wrong."""
    rows = "".join(
        f"    - {{id: muc-{n}, name: Mục {n}, amounts: [{n}, 2, 3, 4], total: {n + 9 + (n <= slips)}}}\n"
        for n in range(1, lines + 1)
    )
    first = lines * (lines + 1) // 2
    totals = f"[{first}, {2 * lines}, {3 * lines}, {4 * lines}]"
    years = [2023 + n for n in range(YEARS)]
    return (
        f"format: 1\nid: vi-du\nbudget:\n  unit: triệu đồng\n  years: {years}\n  lines:\n{rows}"
        f"  totals: {totals}\n  total: {first + 9 * lines}\n"
    ).encode()


def check(data: bytes) -> int:
    loaded = load(data, "vi-du.yaml")
    assert loaded.plan is not None
    return len(findings_of(Reading(loaded.plan, date(2026, 6, 1)), {"BUD"}, loaded.positions))


def calls(work: Callable[[], object]) -> int:
    """How many functions were called, Python's own among them."""
    count = 0

    def counted(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    gc.collect()
    gc.disable()  # what other tests left to be collected would be counted here
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
        gc.enable()
    return count


@pytest.mark.parametrize("slips", [0, 3])
def test_twice_the_lines_are_twice_the_work(slips: int) -> None:
    check(table(10, slips))
    once, twice, four_times = (calls(lambda n=n: check(table(n, slips))) for n in (100, 200, 400))  # type: ignore[misc]
    assert four_times - twice <= 2.1 * (twice - once)


def test_these_tables_are_really_checked() -> None:
    assert [check(table(200, slips)) for slips in (0, 1)] == [0, 1]


def test_no_plan_makes_the_next_one_dearer() -> None:
    data = table(50)
    check(data)
    assert calls(lambda: check(data)) == calls(lambda: check(data))


def tasks(count: int, changed: int) -> bytes:
    """A plan of so many tasks, the first ones of them reworded and as many under another id."""
    rows = "".join(
        f"  - {{id: {'moi' if changed <= n < 2 * changed else 't'}-{n}, at: II.{n}, agencies: [ca], role: assigned,"
        f" summary: {'phải ' * (n < changed)}làm việc {n}}}\n"
        for n in range(count)
    )
    return f"format: 1\nid: lon\nagencies: [{{id: ca, name: CA}}]\ntasks:\n{rows}".encode()


def compare(count: int) -> int:
    before, after = load(tasks(count, 0), "a.yaml").plan, load(tasks(count, count // 10), "b.yaml").plan
    assert before is not None
    assert after is not None
    return len(diff(before, after).changes)


def test_comparing_twice_the_records_is_twice_the_work() -> None:
    compare(20)
    once, twice, four_times = (calls(lambda n=n: compare(n)) for n in (400, 800, 1600))  # type: ignore[misc]
    assert four_times - twice <= 2.2 * (twice - once)


def test_a_record_under_another_id_is_one_change_however_many_there_are() -> None:
    assert compare(200) == 40


def tasked(agencies: int) -> bytes:
    """So many bodies of one collective, each asked for one thing and told another; the recipients name none."""
    bodies = "".join(
        f"  - {{id: a-{n}, name: Sở {n}, until: 2024, part_of: [a-{n - 1 if n else 0}]}}\n" for n in range(agencies)
    )
    rows = "".join(
        f"  - {{id: {role[0]}-{n}, at: II.{n}, agencies: [a-{n}], role: {role}, summary: làm việc {n}}}\n"
        for role in ("assigned", "requested")
        for n in range(agencies)
    )
    return (
        f"format: 1\nid: lon\nperiod: {{from: 2024, to: 2026}}\nagencies:\n{bodies}"
        f"recipients: [{{name: Lưu, archive: true}}]\ntasks:\n{rows}"
    ).encode()


def check_tasks(agencies: int) -> int:
    loaded = load(tasked(agencies), "lon.yaml")
    assert loaded.plan is not None
    found = findings_of(Reading(loaded.plan, date(2026, 6, 1)), {"TSK", "AGY"}, loaded.positions)
    return sum(one.rule.code in {"TSK101", "AGY101", "TSK104"} for one in found)


def test_twice_the_tasked_bodies_are_twice_the_work() -> None:
    assert check_tasks(20) == 60
    once, twice, four_times = (calls(lambda n=n: check_tasks(n)) for n in (100, 200, 400))  # type: ignore[misc]
    assert four_times - twice <= 2.2 * (twice - once)


def test_an_id_is_looked_up_in_the_head_of_each_file_however_long_it_is(tmp_path: Path) -> None:
    def looked_up(lines: int) -> int:
        folder = tmp_path / str(lines)
        (folder / "plans").mkdir(parents=True)
        for name in ("vi-du", "khac"):
            text = table(lines).replace(b"id: vi-du", f"id: {name}".encode())
            (folder / "plans" / f"{name}.yaml").write_bytes(text)
        return calls(lambda: resolve(["khac"], Surroundings(folder)))

    looked_up(1)
    assert looked_up(400) == looked_up(1600)


def grid(rows: int) -> list[list[int | None]]:
    """Groups of nine lines over thirty columns and their row total."""
    lines: list[list[int | None]] = []
    for number in range(rows):
        amounts = [(number * 7919 + column * 104729) % 9973 for column in range(30)]
        lines.append([*amounts, sum(amounts)] if number % 10 else [None] * 31)
    return lines


def test_the_sums_of_twice_the_rows_are_hardly_more_than_twice_the_work() -> None:
    assert calls(lambda: sums(grid(160))) < 2.5 * calls(lambda: sums(grid(80)))


def large_workbook(lines: int, columns: int = 40) -> bytes:
    """A workbook with a row total and a row of totals over so many lines and columns."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("PL")
        sheet.write(0, 0, "ĐVT: triệu đồng")
        sheet.write_row(1, 0, ["STT", "Nội dung", *(f"Nguồn {n} năm 2025" for n in range(columns - 3)), "Cộng"])
        rows = [[(line * 7 + column * 13) % 97 + 1 for column in range(columns - 3)] for line in range(lines)]
        for line, row in enumerate(rows):
            sheet.write_row(line + 2, 0, [line + 1, f"Dự án {line}", *row, sum(row)])
        totals = [sum(row[column] for row in rows) for column in range(columns - 3)]
        sheet.write_row(lines + 2, 1, ["Tổng cộng", *totals, sum(totals)])
    return buffer.getvalue()


@pytest.mark.parametrize(("lines", "columns", "most"), [(500, 40, 2.0), (1_000, 8, 2.65)])
def test_reading_an_annex_is_a_few_times_the_work_of_opening_it(
    lines: int, columns: int, most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what openpyxl uses when defusedxml is there, which comes with other tests and not with the program, is slower
    monkeypatch.setattr("openpyxl.worksheet._reader.iterparse", ET.iterparse)
    data = large_workbook(lines, columns)
    read_annex_file("a.xlsx", data)
    opening = calls(lambda: load_workbook(io.BytesIO(data), data_only=True))
    assert calls(lambda: read_package(data, "a.xlsx")) < MOST_CELLS * opening
    assert calls(lambda: read_annex_file("a.xlsx", data)) < most * opening


def test_twice_the_lines_of_a_wide_annex_are_twice_the_work() -> None:
    books = [large_workbook(lines) for lines in (10, 60, 120, 240)]
    _first, once, twice, four_times = (calls(lambda data=data: read_annex_file("a.xlsx", data)) for data in books)  # type: ignore[misc]
    assert four_times - twice <= 2.2 * (twice - once)


def pages(count: int) -> bytes:
    """A table in text without TABs whose titles stand again on each of so many pages."""
    page = "TT Nội dung 2024 2025 Cộng\n1 Tập huấn 100 200 300\n"
    return ("ĐVT: triệu đồng\n" + page * count).encode()


def test_twice_the_pages_of_a_text_are_twice_the_work() -> None:
    texts = [pages(count) for count in (10, 200, 400, 800)]
    _first, once, twice, four_times = (calls(lambda data=data: read_annex_file("a.txt", data)) for data in texts)  # type: ignore[misc]
    assert four_times - twice <= 2.2 * (twice - once)


def acknowledged(count: int) -> bytes:
    """A plan of one task that cites so many instruments with a number that is none, each acknowledged."""
    cited = "".join(f"  - {{kind: Kế hoạch, number: {n} KH-UBND, date: 2024}}\n" for n in range(count))
    known = "".join(
        f'  - {{code: LEG106, path: "legal_basis[{n} KH-UBND].number", figures: [{n} KH-UBND], '
        f"reason: {{vi: In vậy., en: Printed so.}}, by: CA}}\n"
        for n in range(count)
    )
    return tasks(1, 0) + f"legal_basis:\n{cited}acknowledged:\n{known}".encode()


def check_acknowledged(count: int) -> int:
    loaded = load(acknowledged(count), "lon.yaml")
    assert loaded.plan is not None
    found = findings_of(Reading(loaded.plan, date(2026, 6, 1)), {"LEG"}, loaded.positions)
    return sum(finding.acknowledged is not None for finding in found)


def test_twice_the_acknowledgements_are_twice_the_work() -> None:
    assert check_acknowledged(20) == 20
    once, twice, four_times = (calls(lambda n=n: check_acknowledged(n)) for n in (200, 400, 800))  # type: ignore[misc]
    assert four_times - twice <= 2.2 * (twice - once)


HEAD = "format: 1\nid: lon\ntitle: {title}\nperiod: {{from: 2025, to: 2026}}\n"
DUTY = "tasks: [{id: a, at: II.1, agencies: [x], role: assigned, summary: V}]\n"


def readings(count: int) -> str:
    rows = "".join(f"    - {{of: number, value: số {n}, at: A}}\n" for n in range(count))
    return f"{HEAD.format(title='T')}document:\n  readings:\n{rows}{DUTY}"


def sources(count: int) -> str:
    rows = "".join(f"    - {{id: s{n}, name: Ngân sách xã {n}, at: {'BA'[n % 2]}}}\n" for n in range(count))
    kinds = "".join(
        f"    - {{kind: {('recurrent', 'investment')[n % 2]}, wording: chữ {n}}}\n" for n in range(count)
    )
    lines = "  lines: [{id: a, name: A, amounts: [1, 1], source: s1}]\n"
    table = f"  at: B\n  sources:\n{rows}  spending:\n{kinds}{lines}"
    return f"{HEAD.format(title='T')}budget:\n  unit: đồng\n  years: [2025, 2026]\n{table}"


def long_titles(count: int) -> str:
    said = "  readings: [{of: title, value: " + "(số liệu trước ngày 1/2 và " * count + ", at: A}]\n"
    return f"{HEAD.format(title='thực hiện ' * count)}document:\n{said}{DUTY}"


def long_wordings(count: int) -> str:
    words = "(số liệu trước ngày 1/2 và " * count
    rule = "bound: by, rule: {freq: monthly, bymonthday: 15}"
    return f"{HEAD.format(title='T')}reports:\n  - {{id: r, title: A, kind: periodic, {rule}, timing: {words}}}\n"


@pytest.mark.parametrize("written", [readings, sources, long_titles, long_wordings])
def test_twice_as_much_of_anything_is_twice_the_work(written: Callable[[int], str]) -> None:
    def checked(count: int) -> Callable[[], object]:
        loaded = load(written(count).encode(), "lon.yaml")
        plan, positions = loaded.plan, loaded.positions
        assert plan is not None
        return lambda: findings_of(Reading(plan, date(2026, 6, 1)), None, positions)

    checked(10)()
    once, twice, four_times = (calls(checked(count)) for count in (200, 400, 800))
    assert four_times - twice <= 2.2 * (twice - once) + 50


def wide_annex(columns: int, rows: int = 40) -> bytes:
    """An annex of one column for each body, and their total."""
    line = "{};Dòng {};" + ";".join("{}" for _column in range(columns + 1))
    figures = [[(row * 37 + column * 101) % 997 + 1 for column in range(columns)] for row in range(rows)]
    body = [line.format(at + 1, at, *row, sum(row)) for at, row in enumerate(figures)]
    totals = [sum(column) for column in zip(*figures, strict=True)]
    heads = ";".join(f"Sở {column}" for column in range(columns))
    text = [f"ĐVT: triệu đồng\nSTT;Nội dung;{heads};Tổng số", *body, line.format("", "cộng", *totals, sum(totals))]
    return "\n".join(text).replace("Dòng cộng", "Tổng cộng").encode()


def read_wide(columns: int) -> int:
    data = wide_annex(columns)
    return calls(lambda: load(data, "rong.csv"))


def read_long(rows: int, slip: int) -> int:
    lines = "".join(f"Dòng {row};{row * 37 % 997 + 1}\n" for row in range(rows))
    total = sum(row * 37 % 997 + 1 for row in range(rows)) + slip
    data = f"ĐVT: triệu đồng\nNội dung;Kinh phí năm 2025\nTổng cộng;{total}\n{lines}".encode()
    return calls(lambda: load(data, "dai.csv"))


@pytest.mark.parametrize("slip", [0, 1])
def test_the_lines_of_one_column_are_not_each_tried_as_the_sum_of_all_others(slip: int) -> None:
    read_long(10, slip)
    once, twice, four_times = (read_long(rows, slip) for rows in (40, 80, 160))
    assert four_times - twice <= 2.2 * (twice - once)


def test_an_annex_of_twice_the_columns_is_hardly_more_than_twice_the_work() -> None:
    assert read_wide(40) < read_wide(20) * 2.6
