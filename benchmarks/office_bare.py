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


def write(file: str, lines: int) -> None:
    """A table with a sum behind every line and below every year."""
    from xlsxwriter import Workbook

    with Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["STT", "Nội dung", 2022, 2023, 2024, 2025, 2026, "Cộng"])
        for number in range(1, lines + 1):
            sheet.write_row(number, 0, [number, f"Nội dung {number}", 100, 200, 300, 400, 500])
            sheet.write_formula(number, 7, f"=SUM(C{number + 1}:G{number + 1})", None, 1500)
        for column, letter in enumerate("CDEFGH", 2):
            sheet.write_formula(lines + 1, column, f"=SUM({letter}2:{letter}{lines + 1})")


if __name__ == "__main__":
    if sys.argv[1] == "read":
        read(sys.argv[2])
    else:
        write(sys.argv[2], int(sys.argv[3]))
