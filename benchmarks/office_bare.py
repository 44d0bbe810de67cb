"""What a short script with the bare libraries does for the same: read one annex, or write one.

python benchmarks/office_bare.py read annex.xlsx
python benchmarks/office_bare.py write annex.xlsx lines
"""

from __future__ import annotations

import sys


def read(file: str) -> None:
    """Formulas and values of every cell, added up by year, and written as YAML."""
    import yaml
    from openpyxl import load_workbook

    values = load_workbook(file, data_only=True).worksheets[0]
    load_workbook(file)
    lines = [
        {"name": row[1], "amounts": list(row[2:7]), "total": row[7]}
        for row in values.iter_rows(min_row=6, values_only=True)
        if isinstance(row[2], (int, float))
    ]
    sys.stdout.write(yaml.safe_dump({"lines": lines}, allow_unicode=True))


HEADS = ("Plan", "Province", "Line id", "Line above", "No.", "Line", "Role", "Year", "State", "Đồng")
MORE_HEADS = ("Source id", "Source", "Place")
YEARS = (2022, 2023, 2024, 2025, 2026)


def write(file: str, lines: int) -> None:
    """The cells of `plan export` of such a table: lines with their sums, then every amount on a row of its own."""
    from xlsxwriter import Workbook

    with Workbook(file, {"in_memory": True}) as book:
        text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        figure = book.add_format({"border": 1, "num_format": "[$-42A]#,##0", "align": "right", "indent": 1})
        annex = book.add_worksheet("annex")
        annex.write_row(4, 0, ["STT", "Nội dung", *YEARS, "Cộng", "Cộng lại", "Chênh lệch"], text)
        for row in range(5, lines + 5):
            annex.set_row(row, 22)
            annex.write_string(row, 0, str(row - 4), text)
            annex.write_string(row, 1, f"Nội dung {row - 4}", text)
            for column, amount in enumerate((100, 200, 300, 400, 500, 1500), 2):
                annex.write_number(row, column, amount, figure)
            annex.write_formula(row, 8, f"=SUM(C{row + 1}:G{row + 1})", figure, 1500)
            annex.write_formula(row, 9, f"=H{row + 1}-I{row + 1}", figure, 0)
        for column, letter in enumerate("CDEFGH", 2):
            annex.write_formula(lines + 5, column, f"=SUM({letter}6:{letter}{lines + 5})", figure)
        facts = book.add_worksheet("facts")
        facts.write_row(0, 0, (*HEADS, *MORE_HEADS), text)
        for row in range(5 * lines):
            number, column = divmod(row, 5)
            name = f"{number + 1}"
            texts = ("do", None, f"nd-{name}", None, name, f"Nội dung {name}", "line", None, "amount")
            facts.set_row(row + 1, 21)
            for at, one in enumerate((*texts, None, None, None, f"{lines}.yaml:{number + 7}:{50 + column * 5}")):
                if one is None:
                    facts.write_blank(row + 1, at, None, text)
                else:
                    facts.write_string(row + 1, at, one, text)
            facts.write_number(row + 1, 7, YEARS[column], text)
            facts.write_number(row + 1, 9, (column + 1) * 100_000_000, figure)


if __name__ == "__main__":
    if sys.argv[1] == "read":
        read(sys.argv[2])
    else:
        write(sys.argv[2], int(sys.argv[3]))
