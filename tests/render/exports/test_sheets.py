"""The sheets of a workbook for people: what stands in them, and that they print whole and readable."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.model.money import parse_number
from cybercrime_plan.render.exports.sheets import tables_workbook
from cybercrime_plan.render.exports.workbook import workbook
from cybercrime_plan.render.table import Column, Percent, Table, TableRow
from tests.render.exports.dossiers import SHIPPED, shipped
from tests.render.exports.test_workbook import sheets


def test_sheets_for_people_hold_what_people_need_and_no_word_of_programs() -> None:
    found = sheets(workbook([shipped("dong-thap-2022-2026")], VIETNAMESE), values=True)
    assert [cell.value for cell in found["Hạn báo cáo"][1]][:3] == [
        "Báo cáo",
        "Thời hạn",
        "Ngày cuối cùng đúng hạn",
    ]
    assert [cell.value for cell in found["Phát hiện"][1]] == [
        "Vị trí", "Mã", "Mức độ", "Trạng thái", "Nội dung phát hiện", "Gợi ý", "Lý do ghi nhận",
    ]  # fmt: skip
    (code,) = [at for at, cell in enumerate(found["Dữ liệu"][1]) if cell.value == "Trạng thái"]
    assert {row[code].value for row in list(found["Dữ liệu"].rows)[1:]} == {"có số tiền"}


def test_a_sheet_fits_its_page_its_rows_are_as_high_as_their_texts_and_it_prints_all_of_it() -> None:
    found = sheets(workbook([shipped(name) for name in SHIPPED], VIETNAMESE), values=True)
    for name in ("Hạn báo cáo", "Nhiệm vụ", "Phát hiện", "Dữ liệu"):
        sheet = found[name]
        # neighbours of one width stand together under the letter of the first
        runs = [(run.min or 1, run.max or 1, run.width) for run in sheet.column_dimensions.values()]
        widths = [width for first, last, width in sorted(runs) for _at in range(first, last + 1)]
        assert sum(widths) < 215, name
        assert sheet.print_area == f"'{name}'!$A$1:${get_column_letter(len(widths))}${sheet.max_row}"
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.center.text == name
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            least = max(len(str(text or "")) / width for text, width in zip(row, widths, strict=True))
            height = sheet.row_dimensions[number].height
            assert height is not None
            assert height >= min(17 * least, 409), (name, number)


def test_counts_and_shares_are_numbers() -> None:
    columns = (Column("a", "A"), Column("b", "B"), Column("c", "C"))
    row = TableRow((parse_number("1.234,5"), Percent(parse_number("9,1")), parse_number("1.234")))
    data = tables_workbook((Table("t", columns, (row,)),), VIETNAMESE)
    (sheet,) = sheets(data, values=True).values()
    assert [(cell.value, cell.number_format) for cell in sheet[2]] == [
        (1234.5, "#,##0.0"), (0.091, "#,##0.0%"), (1234, "#,##0"),
    ]  # fmt: skip
