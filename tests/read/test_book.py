"""A book beside the plans means the same as a workbook, as csv and as YAML."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest

from cybercrime_plan.errors import InputError
from cybercrime_plan.model.books import BookColumn, BookForm
from cybercrime_plan.read import book as book_reader
from cybercrime_plan.read.book import Book, day_of, read_book
from cybercrime_plan.read.load import InvalidPlan

FORM = BookForm(
    "register",
    (
        BookColumn("plan", ("Kế hoạch",)),
        BookColumn("occurrence", ("Kỳ báo cáo",)),
        BookColumn("received", ("Ngày nhận",)),
        BookColumn("amount", ("Số tiền",), is_text=False),
        BookColumn("note", ("Ghi chú",)),
    ),
    frozenset({"plan", "occurrence"}),
    helping=("Tên cơ quan",),
)
NAMES = [column.name for column in FORM.columns]
ROWS = [["dong-thap", "2025-11", "2025-11-12", "1150", "thiếu; sót"], ["khanh-hoa", "2025-11", "", "", ""]]
VALUES = [
    {
        "plan": "dong-thap",
        "occurrence": "2025-11",
        "received": "2025-11-12",
        "amount": "1150",
        "note": "thiếu; sót",
    },
    {"plan": "khanh-hoa", "occurrence": "2025-11"},
]
TITLES = [column.titles[0] for column in FORM.columns]


def workbook(*rows: list[Any], sheet: str = "Sổ") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = sheet  # type: ignore[union-attr]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def csv_of(*rows: list[str], separator: str = ";") -> bytes:
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in rows]
    return "\r\n".join(separator.join(row) for row in quoted).encode("utf-8-sig")


def yaml_of(rows: list[dict[str, str]]) -> bytes:
    entries = "\n".join("  - {" + ", ".join(f'{k}: "{v}"' for k, v in row.items()) + "}" for row in rows)
    return f"kind: register\nentries:\n{entries}\n".encode()


def values(book: Book) -> list[dict[str, str]]:
    return [dict(row.values) for row in book.rows]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("so.csv", csv_of(NAMES, *ROWS)),
        ("so.csv", csv_of(TITLES, *ROWS)),
        ("so.csv", csv_of(NAMES, *ROWS, separator=",")),
        ("so.tsv", csv_of(NAMES, *ROWS, separator="\t")),
        ("so.xlsx", workbook(["SỔ THEO DÕI"], [], TITLES, *ROWS)),
        ("so.xlsx", workbook(NAMES[::-1], *(row[::-1] for row in ROWS))),
        ("so.yaml", yaml_of(VALUES)),
    ],
)
def test_the_same_entries_mean_the_same_in_every_kind_of_file(name: str, data: bytes) -> None:
    assert values(read_book(name, data, FORM)) == VALUES


@pytest.mark.parametrize(
    ("name", "data", "places"),
    [
        ("so.csv", csv_of(NAMES, *ROWS), ["2:19", "3:1"]),
        ("so.csv", csv_of(NAMES, ['"a;b";c'], ROWS[0]), ["3:19"]),
        ("so.xlsx", workbook([], TITLES, *ROWS), ["Sổ!C3", "Sổ!A4"]),
        ("so.yaml", yaml_of(VALUES), ["3:58", "4:5"]),
    ],
)
def test_every_value_has_its_place(name: str, data: bytes, places: list[str]) -> None:
    book = read_book(name, data, FORM)
    rows = [row for row in book.rows if row.get("plan") in {"dong-thap", "khanh-hoa"}]
    found = [book.place(row, "received" if row.get("received") else None) for row in rows]
    assert [str(place) for place in found] == places


def test_a_date_of_a_workbook_is_a_day_and_known_to_be_one() -> None:
    came = datetime(2025, 11, 17, 8, 10)  # noqa: DTZ001 - a workbook knows no zones
    data = workbook(NAMES, ["dong-thap", date(2025, 11, 1), came, 250.0, ""])
    (row,) = read_book("so.xlsx", data, FORM).rows
    assert dict(row.values) == {
        "plan": "dong-thap", "occurrence": "2025-11-01", "received": "2025-11-17 08:10", "amount": "250"
    }  # fmt: skip
    assert row.dates == {"occurrence", "received"}


def test_heads_that_mean_nothing_are_named_and_helping_ones_are_not() -> None:
    data = workbook(["Kế hoạch", "Kỳ báo cáo", "Tên cơ quan", "Người theo dõi"], ["a", "b", "c", "d"])
    (unknown,) = read_book("so.xlsx", data, FORM).unknown
    assert (unknown[0], str(unknown[1])) == ("Người theo dõi", "Sổ!D1")


@pytest.mark.parametrize(
    ("data", "unit", "place"),
    [
        (workbook(["Đơn vị tính: triệu đồng"], NAMES, *ROWS), "triệu đồng", "Sổ!A1"),
        (workbook([*NAMES[:3], "amount (nghìn đồng)"], *ROWS), "nghìn đồng", "Sổ!D1"),
        (workbook(NAMES, *ROWS), None, "None"),
    ],
)
def test_the_unit_stands_over_the_heads_or_in_one(data: bytes, unit: str | None, place: str) -> None:
    book = read_book("so.xlsx", data, FORM)
    assert (book.unit, str(book.unit_place)) == (unit, place)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-11-12", date(2025, 11, 12)),
        ("12/11/2025", date(2025, 11, 12)),
        ("1.2.2025", date(2025, 2, 1)),
        ("2025-11-17 08:10", date(2025, 11, 17)),
        ("45973", date(2025, 11, 12)),
        ("31/11/2025", None),
        ("2025-12-31 hoặc 2026-01-31", None),
        ("31/12/2025 (dự kiến)", None),
        ("12/11/2025 8h30", date(2025, 11, 12)),
        ("11/17/2025", None),
        ("hôm qua", None),
    ],
)
def test_a_day_is_written_year_first_day_first_or_as_the_number_of_excel(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("so.xlsx", workbook(["a", "b"], ["c", "d"]), "no table with the columns"),
        ("so.csv", b"a;b\nc;d\n", "no table with the columns"),
        ("so.csv", csv_of([*NAMES, "plan"], *ROWS), "stands there twice"),
        ("so.csv", b"plan;occurrence\n\xff", "UTF-8"),
        ("so.yaml", b"kind: execution\nentries: []\n", "no book of the kind register"),
        ("so.yaml", b"- a\n", "no book of the kind register"),
        ("so.xlsx", b"PK\x03\x04 cut", "so.xlsx: the file is damaged"),
        ("so.csv", csv_of([*NAMES, *["x"] * 201], *ROWS), "more than 200 columns that mean nothing here"),
        ("so.yaml", yaml_of([VALUES[1] | {f"x{i}": "1" for i in range(201)}]), "more than 200 columns"),
        ("so.csv", csv_of(NAMES, *[[*ROWS[1], "x"]] * 1001), "1.000 entries cannot be read; the first: 2:22"),
        (
            "so.yaml",
            b"kind: register\nentries:\n" + b"  - a\n" * 1001,
            "1.000 entries cannot be read; the first: 3:5",
        ),
    ],
)
def test_what_is_no_book_is_refused_with_what_was_looked_for(name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_book(name, data, FORM)
    assert said in str(caught.value.message)


def test_a_book_in_yaml_is_read_as_strictly_as_a_plan() -> None:
    with pytest.raises(InvalidPlan):
        read_book("so.yaml", b"kind: register\nkind: register\nentries: []\n", FORM)


def test_nothing_of_a_yaml_book_is_dropped_without_a_word() -> None:
    data = b"kind: register\nentries:\n  - {plan: a, occurrence: [x]}\n  - words\n  - {plan: b, occurrence: y}\n"
    book = read_book("so.yaml", data, FORM)
    assert values(book) == [{"plan": "b", "occurrence": "y"}]
    assert [str(place) for _said, place in book.unread] == ["3:27", "4:5"]


def test_a_further_sheet_with_entries_is_told_and_not_dropped() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook(NAMES, *ROWS, sheet="2025")))
    tables: list[tuple[str, list[list[str]]]] = [
        ("2026", [["SỔ"], NAMES, ROWS[0]]),
        ("trống", [NAMES]),
        ("ghi chú", [["a", "b"], ["c", "d"]]),
    ]
    for title, rows in tables:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    read = read_book("so.xlsx", buffer.getvalue(), FORM)
    assert values(read) == VALUES
    assert [str(place) for _said, place in read.unread] == ["2026!A2"]


def test_a_line_of_csv_with_more_values_than_heads_is_told() -> None:
    """An amount with a comma between commas moves everything behind it."""
    data = csv_of(NAMES, *ROWS, separator=",").replace(b",1150,", b",1,150,")
    assert [str(place) for _said, place in read_book("so.csv", data, FORM).unread] == ["2:36"]
    assert read_book("so.csv", csv_of(NAMES, *ROWS), FORM).unread == ()


def test_what_is_merged_over_several_rows_is_said_of_each_but_an_amount_of_the_first_alone() -> None:
    from openpyxl import load_workbook

    form = BookForm(
        "execution", tuple(one._replace(of_each=one.name == "amount") for one in FORM.columns), FORM.needed
    )
    day = date(2025, 11, 12)
    rows: list[list[Any]] = [
        ["dong-thap", "2025-11", day, 1150, "x"],
        [None, "2026-11", None, None, "y"],
        [None, None, None, None, None],
    ]
    merged = load_workbook(io.BytesIO(workbook(NAMES, *rows)))
    for area in ("A2:A4", "C2:C3", "D2:D3"):
        merged["Sổ"].merge_cells(area)
    buffer = io.BytesIO()
    merged.save(buffer)
    book = read_book("so.xlsx", buffer.getvalue(), form)
    assert values(book) == [
        {"plan": "dong-thap", "occurrence": "2025-11", "received": "2025-11-12", "amount": "1150", "note": "x"},
        {"plan": "dong-thap", "occurrence": "2026-11", "received": "2025-11-12", "note": "y"},
    ]
    assert all(row.dates == {"received"} for row in book.rows)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("so.csv", csv_of(NAMES, *ROWS)),
        ("so.xlsx", workbook(NAMES, *ROWS)),
        ("so.yaml", yaml_of(VALUES)),
    ],
)
def test_a_book_of_more_rows_than_any_book_has_is_refused(
    name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_reader, "MOST_ROWS", 2)
    assert len(read_book(name, data, FORM).rows) == 2
    monkeypatch.setattr(book_reader, "MOST_ROWS", 1)
    with pytest.raises(InputError, match="has more than 1 entries"):
        read_book(name, data, FORM)
