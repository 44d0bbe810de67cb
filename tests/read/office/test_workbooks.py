"""Workbooks: what each kind of cell becomes, and what a person is told about it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cybercrime_plan.model.money import parse_number
from cybercrime_plan.read.annex.choices import UndecidedError
from cybercrime_plan.read.grid import Area, Content, Shown
from cybercrime_plan.read.load import load
from cybercrime_plan.read.office import read_package
from cybercrime_plan.read.office.excel import read_excel
from cybercrime_plan.read.office.values import exact_text, shown_by
from tests.read.annexes import KHANH_HOA, MERGES, budget_of, printed, read, recognised, saved, sheet_rows, workbook
from tools.hostile import SHEET, packed, unpacked


def test_a_workbook_gives_the_budget_of_the_text() -> None:
    assert printed(budget_of(workbook(sheet_rows(), MERGES), "a.xlsx")) == printed(budget_of(KHANH_HOA))


def test_merges_make_no_difference_to_a_header_that_says_the_same_without() -> None:
    assert printed(budget_of(workbook(sheet_rows()), "a.xlsx")) == printed(budget_of(KHANH_HOA))


def test_every_value_knows_its_cell() -> None:
    annex = recognised(workbook(sheet_rows(), MERGES), "a.xlsx")
    places = {
        ("budget", "unit"): "Sheet1!A2",
        ("budget", "lines", 2, "name"): "Sheet1!B7",
        ("budget", "lines", 2, "amounts", 3): "Sheet1!F7",
        ("budget", "totals", 1): "Sheet1!D9",
        ("budget", "total"): "Sheet1!G9",
    }
    assert {loc: str(annex.positions.at(loc)) for loc in places} == places
    assert annex.tree["budget"]["lines"][0]["at"] == "Sheet1!C5:F5"


def refused(**cells: Any) -> dict[str, str]:
    """The hint of each refused cell, by its place."""
    loaded = load(workbook(sheet_rows(), MERGES, cells), "a.xlsx")
    return {str(finding.place): str(finding.complaint.hint) for finding in loaded.findings}


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("=VLOOKUP(C5,C5:F9,2)", "the workbook keeps no value for this formula"),
        ("#REF!", "the formula of this cell fails"),
        (datetime(2023, 5, 1), "a date stands here"),  # noqa: DTZ001 - workbooks know no time zone
        (date(2023, 5, 1), "a date stands here"),
        ("1150.5", "decimals follow a comma"),
    ],
)
def test_what_is_no_amount_is_refused_at_its_cell_and_never_taken_as_zero(value: object, hint: str) -> None:
    (told,) = refused(D7=value).items()
    assert told[0] == "Sheet1!D7"
    assert told[1].startswith(hint)


@pytest.mark.parametrize(
    ("formula", "amount"),
    [
        ("=SUM(C5:F5)", "2500"),
        ("=SUM($C$5:D6, F6, 7)", "2457"),
        ("=(C5+D5)*2-E5/4+-G9", "-2562,5"),
        ("=G9 + 0.5", "4800,5"),
        ("=ROUND(G9*12.5%,0)+ROUND(-25,-1)", "570"),
        ("=ROUND(G9*10%,-2)", "500"),
        ("=SUM(A1:B9)", None),
    ],
)
def test_formulas_without_a_value_are_worked_out_and_said(formula: str, amount: str | None) -> None:
    annex = recognised(workbook(sheet_rows(), MERGES, {"D7": formula}), "a.xlsx")
    said = annex.tree["budget"]["lines"][2]["amounts"][1]
    assert said == amount if amount else said.isdecimal()
    assert "the workbook stores no value for its formulas; they are worked out: D7" in map(
        str, (remark.message for remark in annex.remarks)
    )


@pytest.mark.parametrize(
    "formula",
    [
        "=D7",
        "=E7",
        "=C5/0",
        "=C5+B5",
        "=Sheet2!A1",
        "=SUM(C5:C6",
        "=C5 C6",
        "=1)",
        "=ROUND(G9)",
        "=ROUND(G9,1000)",
        "=SUM(C1:ZZ9999999)*",
    ],
)
def test_formulas_that_cannot_be_worked_out_are_refused_at_their_cells(formula: str) -> None:
    assert list(refused(D7=formula, E7="=D7"))[:1] == ["Sheet1!D7"]


def test_formulas_in_long_chains_and_of_growing_numbers_end() -> None:
    chain = {f"J{row}": f"=J{row + 1}*J{row + 1}" for row in range(50, 300)} | {"J300": 7}
    assert load(workbook(sheet_rows(), MERGES, chain), "a.xlsx").plan is not None


def test_truth_values_are_refused() -> None:
    assert list(refused(D7=True)) == ["Sheet1!D7"]


def test_an_amount_merged_over_two_years_is_refused_and_a_merged_dash_stands_for_each() -> None:
    rows = sheet_rows()
    assert list(load(workbook(rows, ("C5:D5",)), "a.xlsx").findings)
    line = budget_of(workbook(rows, ("C7:F7",)), "a.xlsx").lines[2]
    assert [str(cell) for cell in line.amounts or ()] == ["-", "-", "-", "-"]


def test_a_source_merged_over_several_lines_is_that_of_each() -> None:
    budget = budget_of(workbook(sheet_rows(), (*MERGES, "H5:H8")), "a.xlsx")
    assert {line.source for line in budget.lines} == {"ngan-sach-tinh"}


def remarks(data: bytes, name: str = "a.xlsx") -> list[str]:
    return [str(remark.message) for remark in recognised(data, name).remarks]


def test_numbers_kept_as_text_are_read_and_said() -> None:
    data = workbook(sheet_rows(), MERGES, {"C5": "600", "G9": "4.800"})
    assert printed(budget_of(data, "a.xlsx")) == printed(budget_of(KHANH_HOA))
    assert remarks(data) == ["numbers kept as text, read like printed ones: C5, G9"]


def test_hidden_rows_columns_and_sheets_are_read_and_said() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row in sheet_rows():
        sheet.append(row)
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet.sheet_state = "hidden"
    book.create_sheet("Khác")
    data = saved(book)
    assert printed(budget_of(data, "a.xlsx")) == printed(budget_of(KHANH_HOA))
    others = "is hidden in the workbook; it is read like the others"
    assert remarks(data) == [
        f"sheet Sheet1 {others}",
        f"row 6 of sheet Sheet1 {others} unless only the rest adds up",
        f"column H of sheet Sheet1 {others} unless only the rest adds up",
    ]


def test_a_format_that_shows_another_figure_is_said() -> None:
    assert "the cell shows 600 and holds 999" in remarks(formatted("C5", 999, '"600"'))


def formatted(cell: str, value: float, number_format: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in sheet_rows():
        sheet.append(row)
    sheet[cell] = value
    sheet[cell].number_format = number_format
    return saved(book)


def test_a_zero_shown_as_a_dash_is_a_zero_and_that_is_said() -> None:
    data = formatted("C7", 0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-')
    assert str((budget_of(data, "a.xlsx").lines[2].amounts or ())[0]) == "0 đồng"
    assert remarks(data) == ["zeros that are shown as a dash, read as zero: C7"]


def test_decimals_that_are_not_shown_are_read_and_said() -> None:
    data = formatted("C5", 600.4, "#,##0")
    assert str((budget_of(data, "a.xlsx").lines[0].amounts or ())[0]) == "600.400.000 đồng"
    assert remarks(data) == ["numbers with more decimals than the workbook shows: C5"]


def test_a_number_shown_smaller_than_it_is_stored_is_a_question() -> None:
    data = formatted("C5", 600_000_000, "#,##0,,")
    (asked,) = recognised(data, "a.xlsx").questions
    assert (asked.flag, asked.values, str(asked.place)) == ("--numbers", ("stored", "shown"), "Sheet!C5")
    lines = recognised(data, "a.xlsx", numbers="shown").tree["budget"]["lines"]
    assert lines[0]["amounts"][0] == "600"


def test_a_header_of_dates_shown_as_years_is_a_header_of_years() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in sheet_rows():
        sheet.append(row)
    for column, year in zip("CDEF", range(2023, 2027), strict=True):
        sheet[f"{column}4"] = date(year, 1, 1)
        sheet[f"{column}4"].number_format = "yyyy"
    assert budget_of(saved(book), "a.xlsx").years == (2023, 2024, 2025, 2026)


LOST_DOTS = {"C9": 1.15, "D9": 1.15, "E9": 1.25, "F9": 1.25, "G9": 4.8, "G5": 2.5, "G6": 1.7}
"""The table typed with dots into an English Excel."""


def test_a_lost_dot_of_thousands_is_a_question_not_a_guess() -> None:
    data = workbook(sheet_rows(), MERGES, LOST_DOTS)
    (asked,) = recognised(data, "a.xlsx").questions
    assert [str(candidate.label) for candidate in asked.candidates] == ["2,5", "2.500"]
    assert recognised(data, "a.xlsx", fractions="thousands").tree["budget"]["totals"] == (
        "1.150",
        "1.150",
        "1.250",
        "1.250",
    )
    assert recognised(data, "a.xlsx", fractions="exact").tree["budget"]["total"] == "4,8"


def test_lost_dots_that_add_up_with_nothing_but_each_other_and_a_zero_stay_a_question() -> None:
    findings = load(workbook(sheet_rows(), MERGES, {**LOST_DOTS, "C9": 0, "G9": 3.65}), "a.xlsx").findings
    assert {"Sheet1!D9", "Sheet1!G9"} <= {str(finding.place) for finding in findings}


def test_english_thousands_kept_as_text_are_the_same_question() -> None:
    data = workbook(sheet_rows(), MERGES, {"C9": "1,150", "D9": "1,150"})
    (asked,) = recognised(data, "a.xlsx").questions
    assert [str(candidate.label) for candidate in asked.candidates] == ["1,150", "1.150"]


def test_undecided_it_is_refused_at_every_such_cell() -> None:
    findings = load(workbook(sheet_rows(), MERGES, LOST_DOTS), "a.xlsx").findings
    assert {str(finding.place) for finding in findings} == {f"Sheet1!{cell}" for cell in LOST_DOTS}
    assert str(findings[0].complaint.message).startswith("2,5 / 2.500 is not a figure")


@pytest.mark.parametrize("value", [400.5, 0.5, 95.25])
def test_a_fraction_among_its_like_is_no_question(value: float) -> None:
    assert not recognised(workbook(sheet_rows(), MERGES, {"C5": value}), "a.xlsx").questions


def test_a_year_over_two_filled_columns_is_a_question() -> None:
    rows: list[list[Any]] = [["ĐVT: đồng"], ["Nội dung", 2024, None, 2025, None], ["Việc", 1, 2, 3, 4]]
    with pytest.raises(UndecidedError) as undecided:
        read(workbook(rows, ("B2:C2", "D2:E2")), "a.xlsx")
    assert undecided.value.question.values == ("B,D", "C,E")
    annex = recognised(workbook(rows, ("B2:C2", "D2:E2")), "a.xlsx", year_columns="C,E")
    assert annex.tree["budget"]["lines"][0]["amounts"] == ("2", "4")


def test_two_sheets_with_tables_are_read_both_unless_one_is_chosen() -> None:
    book = Workbook()
    for name in ("Dự toán", "Quyết toán"):
        sheet = book.create_sheet(name)
        for row in sheet_rows():
            sheet.append(row)
    tree = recognised(saved(book), "a.xlsx").tree
    assert tree["budgets"][0]["title"] == "Quyết toán"
    annex = recognised(saved(book), "a.xlsx", sheet="Quyết toán")
    assert "budgets" not in annex.tree
    assert [(str(left.first), left.count) for left in annex.unused] == [("Dự toán!A1", 49)]


def test_stored_values_of_formulas_are_read_and_said() -> None:
    from xlsxwriter import Workbook as Writer

    buffer = io.BytesIO()
    with Writer(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(sheet_rows()):
            sheet.write_row(number, 0, row)
        sheet.write_formula("G9", "=SUM(C9:F9)", None, 4800)
        sheet.write_formula("H9", '=IF(TRUE,"","x")', None, "")
    data = buffer.getvalue()
    assert str(budget_of(data, "a.xlsx").total) == "4.800.000.000 đồng"
    assert remarks(data) == ["amounts that are formulas: their values are kept: G9"]


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_what_was_typed_comes_back_from_the_binary_float(digits: int, decimals: int) -> None:
    text = exact_text(digits / 10**decimals)
    assert text is not None
    number = parse_number(text)
    assert number.digits * 10**decimals == digits * 10**number.decimals


def test_what_adding_in_binary_leaves_behind_is_cut_off() -> None:
    assert exact_text(0.1 + 0.2) == "0,3"
    assert exact_text(float("inf")) is None


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("General", Shown()),
        ("#,##0", Shown(decimals=0)),
        ("#,##0.00", Shown(decimals=2)),
        ('#,##0,,"tr"', Shown(divided_by=1_000_000, decimals=0)),
        ("[$-42A]#,##0.0;[Red]-#,##0.0", Shown(decimals=1)),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', Shown(decimals=0, zero_as_dash=True)),
        ("yyyy", Shown(year_only=True)),
        ("dd/mm/yyyy", Shown()),
    ],
)
def test_number_formats_are_understood_as_far_as_they_change_what_is_seen(
    number_format: str, expected: Shown
) -> None:
    assert shown_by(number_format) == expected


def test_empty_text_of_a_formula_is_a_blank() -> None:
    (grid,) = read_excel(workbook([["x"]], (), {"B1": ""}))
    assert grid.rows[0][0].content is Content.TEXT


def test_invisible_characters_that_are_left_out_are_said() -> None:
    cells = {"B5": "Công tác\u200b phòng ngừa", "C6": "4\u206000", "B7": "Mua sắm\u00a0trang\nthiết bị"}
    data = workbook(sheet_rows(), MERGES, cells)
    assert "invisible characters are left out: B5, C6" in remarks(data)
    assert budget_of(data, "a.xlsx").lines[0].name == "Công tác phòng ngừa"
    assert not any("invisible" in said for said in remarks(workbook(sheet_rows(), MERGES)))


@pytest.mark.parametrize("kind", ["csv", "txt"])
def test_invisible_characters_of_a_text_are_said_too(kind: str) -> None:
    rows = "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in sheet_rows())
    text = rows.replace("Công tác phòng", "Công\u200b tác phòng")
    text = text.replace("\t", ";") if kind == "csv" else text
    (said,) = [one for one in remarks(text.encode(), f"a.{kind}") if "invisible" in one]
    assert said.startswith("invisible characters are left out: 5:")


@pytest.mark.parametrize("dash", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"])
def test_any_sign_that_is_printed_as_a_dash_is_a_dash(dash: str) -> None:
    data = workbook(sheet_rows(), MERGES, {f"{column}7": dash for column in "CDEFG"})
    assert (
        budget_of(data, "a.xlsx").lines[2].amounts
        == budget_of(workbook(sheet_rows(), MERGES), "a.xlsx").lines[2].amounts
    )


def test_a_column_that_several_stretches_hide_is_said_once() -> None:
    parts = unpacked(workbook(sheet_rows(), MERGES))
    stretches = b"".join(b'<col min="%d" max="9" hidden="1"/>' % first for first in (8, 6, 7))
    parts[SHEET] = parts[SHEET].replace(b"<sheetData>", b"<cols>" + stretches + b"</cols><sheetData>")
    assert remarks(packed(parts)) == [
        (
            "columns F, G, H of sheet Sheet1 are hidden in the workbook;"
            " they are read like the others unless only the rest adds up"
        )
    ]


def open_document(rows: str) -> bytes:
    """A sheet of an .ods from the XML of its rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="PL">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return buffer.getvalue()


def row_of(*texts: str, attributes: str = "") -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row{attributes}>{''.join(map(cell.format, texts))}</table:table-row>"


def test_hidden_rows_of_an_open_document_are_read_and_said() -> None:
    rows = (
        row_of("ĐVT: triệu đồng", "", ""),
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
        row_of("STT", "Nội dung", "2026"),
        row_of("1", "A", "120", attributes=' table:visibility="collapse"'),
        row_of("2", "B", "80", attributes=' table:visibility="filter"'),
        row_of("", "Cộng", "200"),
        '<table:table-row table:visibility="collapse"><table:table-cell/></table:table-row>',
    )
    said = remarks(open_document("".join(rows)), "a.ods")
    assert said == [
        (
            "rows 5, 6 of sheet PL are hidden in the workbook; they are read like the others"
            " unless only the rest adds up"
        )
    ]


def test_formulas_errors_merges_and_looks_of_an_open_document_are_seen() -> None:
    styles = (
        '<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="b">'
        '<style:text-properties xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
        ' fo:font-weight="bold"/></style:style>'
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    data = open_document(
        f'{styles}<table:table-row><table:table-cell table:style-name="b" table:number-columns-spanned="2"'
        ' office:value-type="string"><text:p>Nội<text:s text:c="2"/>dung</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-repeated="2" office:value-type="float"'
        ' office:value="2"/><table:table-cell table:formula="of:=SUM([.A2:.B2];[$Khác.A1])"'
        ' office:value-type="float" office:value="4.5"/>'
        f'<table:table-cell {calc} calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2025-11-12"><text:p>12/11</text:p>'
        '</table:table-cell><table:table-cell office:value-type="date" office:date-value="2025-01-01">'
        '<text:p>2025</text:p></table:table-cell><table:table-cell table:formula="of:=RAND()"/></table:table-row>'
    )
    (grid,) = read_package(data, "a.ods")
    title, added, rest = grid.rows[0][0], grid.rows[1][2], grid.rows[1][3:]
    assert (title.text, title.bold, grid.merges) == ("Nội dung", True, (Area(0, 0, 0, 1),))
    assert [cell.text for cell in grid.rows[1][:3]] == ["2", "2", "4,5"]
    assert added.formula == "SUM(A2:B2,$Khác!A1)"
    assert [(cell.text, cell.content) for cell in rest] == [
        ("#REF!", Content.UNREADABLE),
        ("2025-11-12", Content.UNREADABLE),
        ("2025", Content.NUMBER),
        ("=RAND()", Content.UNREADABLE),
    ]


def with_formats(data: bytes, formats: str, column: str) -> bytes:
    """An .ods whose third column is in the first of some formats of numbers, which stand beside its sheets."""
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    styles = (
        f'<office:document-styles xmlns:office="{spaces}:office:1.0" xmlns:style="{spaces}:style:1.0"'
        f' xmlns:number="{spaces}:datastyle:1.0" xmlns:table="{spaces}:table:1.0"><office:styles>{formats}'
        f'<style:style style:name="c" style:data-style-name="{column}"/></office:styles></office:document-styles>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("styles.xml", styles)
    return buffer.getvalue()


FORMATS = (
    '<number:number-style style:name="shortened">'
    '<number:number number:decimal-places="0" number:display-factor="1000"/></number:number-style>'
    '<number:number-style style:name="whole"><number:number number:decimal-places="0"/>'
    '</number:number-style><number:number-style style:name="fixed"><number:text>300</number:text>'
    "</number:number-style>"
    '<number:number-style style:name="dashed"><number:text>-</number:text><style:map style:condition="value()&gt;0"'
    ' style:apply-style-name="whole"/></number:number-style>'
    '<number:currency-style style:name="dollars"><number:currency-symbol>$</number:currency-symbol>'
    '<number:number number:decimal-places="0"/></number:currency-style>'
)


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("shortened", Shown(divided_by=1000, decimals=0)),
        ("whole", Shown(decimals=0)),
        ("fixed", Shown(literal="300")),
        ("dashed", Shown(decimals=0, zero_as_dash=True)),
        ("dollars", Shown(decimals=0, currency="USD")),
        ("unknown", Shown()),
    ],
)
def test_what_the_formats_of_an_open_document_show_is_seen(named: str, shown: Shown) -> None:
    cell = (
        '<table:table-row><table:table-cell table:style-name="c" office:value-type="float" office:value="1150000"/>'
    )
    (grid,) = read_package(with_formats(open_document(f"{cell}</table:table-row>"), FORMATS, named), "a.ods")
    assert grid.rows[0][0].shown == shown


def test_what_an_open_document_keeps_of_a_linked_file_is_no_sheet() -> None:
    data = open_document(row_of("A"))
    kept = "<table:dde-link><table:table><table:table-row/></table:table></table:dde-link>"
    linked = f"<table:dde-links>{kept}</table:dde-links>"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read("content.xml").decode().replace("</table:table>", f"</table:table>{linked}", 1)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<a/>")
    assert [grid.name for grid in read_package(buffer.getvalue(), "a.ods")] == ["PL"]


def test_a_total_of_an_open_document_that_leaves_a_row_out_is_named() -> None:
    figure = '<table:table-cell office:value-type="float" office:value="{}"/>'
    rows = [row_of("ĐVT: triệu đồng"), row_of("STT", "Nội dung", "2026")]
    for number, amount in enumerate((120, 80, 50), 1):
        rows.append(
            row_of(str(number), f"Việc {number}").replace(
                "</table:table-row>", f"{figure.format(amount)}</table:table-row>"
            )
        )
    total = figure.format(200).replace("/>", ' table:formula="of:=SUM([.C3:.C4])"/>')
    rows.append(row_of("", "Cộng").replace("</table:table-row>", f"{total}</table:table-row>"))
    said = remarks(open_document("".join(rows)), "a.ods")
    assert any("C5" in one for one in said), said
