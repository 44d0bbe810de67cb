"""The tour and the guides: the example workbook, the output of the commands, the pictures.

`python tools/tour.py` runs every command of the tour and of the guides to registers and to the budget year, in both
languages, and puts what it prints under it; with `--pictures` it also takes the pictures of the tour again, for
which LibreOffice, Chromium and pdftoppm must be installed.

A page is Markdown. Its `console` blocks are run one after the other in one folder that holds the example. A comment
`<!-- set NAME SHEET!CELL VALUE -->` is what a reader does in a spreadsheet; with `<!-- append NAME -->` a reader
adds the next block to a text file.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"en": ROOT / "docs" / "tour.md", "vi": ROOT / "docs" / "tour.vi.md"}
GUIDES = {"en": ROOT / "docs" / "registers.md", "vi": ROOT / "docs" / "registers.vi.md"}
YEAR_PAGES = {"en": ROOT / "docs" / "budget-year.md", "vi": ROOT / "docs" / "budget-year.vi.md"}
EXAMPLE = ROOT / "docs" / "examples" / "phu-luc-2.xlsx"
PICTURES = ROOT / "docs" / "pictures"
SHEET = "Phụ lục 2"
YEARS = (2024, 2025, 2026)
LINES = (
    ("Công tác phòng ngừa", (300, 120, 240), 750),
    ("Công tác đấu tranh", (400, 450, 450), 1300),
    ("Mua sắm trang thiết bị", (50, 60, 40), 150),
    ("Chỉ đạo, điều hành", (100, 100, 100), 300),
)
TOTALS, TOTAL = (850, 820, 830), 2500
"""A table as a clerk types it, with one slip: 120 for 210."""


def example() -> bytes:
    """The example workbook, the same bytes every time."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2024, 1, 16, tzinfo=UTC)})
    sheet = book.add_worksheet(SHEET)
    plain, head = book.add_format({"border": 1}), book.add_format({"border": 1, "bold": True, "align": "center"})
    title = book.add_format({"bold": True, "align": "center"})
    sheet.merge_range("A1:G1", "PHỤ LỤC 2", title)
    sheet.merge_range("A2:G2", "Phân kỳ phân bổ kinh phí giai đoạn 2024 - 2026", title)
    sheet.write("G3", "ĐVT: triệu đồng", book.add_format({"italic": True, "align": "right"}))
    for area, text in (("A4:A5", "STT"), ("B4:B5", "Nội dung công việc"), ("F4:F5", "Cộng"), ("G4:G5", "Nguồn")):
        sheet.merge_range(area, text, head)
    sheet.merge_range("C4:E4", "Kinh phí hàng năm", head)
    sheet.write_row("C5", YEARS, head)
    for number, (name, amounts, total) in enumerate(LINES, 1):
        sheet.write_row(4 + number, 0, (number, name, *amounts, total, "Ngân sách tỉnh"), plain)
    sheet.merge_range("A10:B10", "Tổng cộng", head)
    sheet.write_row("C10", (*TOTALS, TOTAL, ""), head)
    sheet.set_column("A:A", 6)
    sheet.set_column("B:B", 30)
    sheet.set_column("C:F", 9)
    sheet.set_column("G:G", 17)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.print_row_col_headers()
    sheet.hide_gridlines(0)
    book.close()
    return buffer.getvalue()


STEP = re.compile(
    r"<!-- set (?P<set>\S+) (?P<sheet>[^!]+)!(?P<cell>[A-Z]+[0-9]+) (?P<value>.+?) -->"
    r"|<!-- append (?P<append>\S+) -->\n+```\w*\n(?P<text>.*?)```"
    r"|```console\n(?P<console>.*?)```",
    re.DOTALL,
)


def told(page: str, language: str, folder: Path) -> str:
    """The page with what its commands print today; they are run in `folder`, which keeps what they write."""
    (folder / EXAMPLE.name).write_bytes(example())

    def step(match: re.Match[str]) -> str:
        if match["set"]:
            _set(folder / match["set"], match["sheet"], match["cell"], match["value"])
        elif match["append"]:
            with (folder / match["append"]).open("a", encoding="utf-8") as stream:
                stream.write(match["text"])
        else:
            return f"```console\n{''.join(_session(match['console'], language, folder))}```"
        return match[0]

    return STEP.sub(step, page)


def _session(block: str, language: str, folder: Path) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n{_run(line.removeprefix('$ '), language, folder)}"


def _run(command: str, language: str, folder: Path) -> str:
    """What a command prints, as a person sees it: what it says about the work, then the result."""
    _program, *arguments = shlex.split(command)
    neutral = {
        "PLAN_LANG": language,
        "TERM": "dumb",
        "PYTHONPATH": str(ROOT / "src"),
        "PLAN_DIR": str(ROOT / "plans"),
    }
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "cybercrime_plan", *arguments],
        cwd=folder,
        env={**os.environ, **neutral},
        capture_output=True,
        check=False,
    )
    return (done.stderr + done.stdout).decode("utf-8")


def _set(file: Path, sheet: str, cell: str, value: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(file)
    book[sheet][cell] = int(value) if value.isdigit() else value
    book.save(file)


def pictures(folder: Path, language: str) -> None:
    """Take the pictures of one language, in the folder in which the tour was run."""
    (folder / EXAMPLE.name).write_bytes(example())
    _printed(folder / EXAMPLE.name, PICTURES / "annex.png", 50, 55, 745, 205)
    _printed(folder / "hoan-chinh.xlsx", PICTURES / f"workbook.{language}.png", 20, 40, 960, 300)
    _seen(folder / "lanh-dao.html", PICTURES / f"leader.{language}.png")


def _printed(book: Path, picture: Path, left: int, top: int, width: int, height: int) -> None:
    """A part of the first page of a workbook, in pixels."""
    profile = f"-env:UserInstallation={(book.parent / 'profile').as_uri()}"
    _do("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(book.parent), str(book))
    part = ("-x", str(left), "-y", str(top), "-W", str(width), "-H", str(height))
    _do(
        "pdftoppm",
        "-png",
        "-singlefile",
        "-r",
        "84",
        *part,
        str(book.with_suffix(".pdf")),
        str(picture.with_suffix("")),
    )


def _seen(page: Path, picture: Path) -> None:
    """The upper part of a web page."""
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking")
    profile = f"--user-data-dir={page.parent / 'chromium'}"
    _do("chromium", *quiet, profile, "--window-size=800,860", f"--screenshot={picture}", page.as_uri())


def _do(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - programs this tool names itself


def main() -> None:
    """Write the example and both pages; with --pictures the pictures, too."""
    EXAMPLE.write_bytes(example())
    for language, page in PAGES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            page.write_text(told(page.read_text("utf-8"), language, folder), encoding="utf-8", newline="\n")
            if "--pictures" in sys.argv[1:]:
                PICTURES.mkdir(exist_ok=True)
                pictures(folder, language)
    for language, page in (*GUIDES.items(), *YEAR_PAGES.items()):
        with tempfile.TemporaryDirectory() as name:
            page.write_text(told(page.read_text("utf-8"), language, Path(name)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
