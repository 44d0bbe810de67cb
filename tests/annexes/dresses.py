"""Every layout in another dress: what offices do otherwise and what changes nothing in the meaning of a table.

A dress makes the same annex in another form, or None where it cannot be worn: where the form would take away what
the reading needs (sheets in a file of text, a raised note that would become a digit), or where it is worn already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle

from tests.annexes.layout import GROUP, LINE, PART, TOTAL, Cell, Layout, Row

Dress = Callable[[Layout], Layout | None]

FIGURES = frozenset({LINE, GROUP, TOTAL, PART})
WORDS = frozenset({"blanks", "lines"})
"""Kinds of files that show no columns."""
JOINED = frozenset({"<", "^"})
NUMBERED = re.compile(r"\(?(?:[A-E]|\d{1,2})\)?(?:\s*=.+)?")
AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
MONEY = re.compile(r"đồng|(?<!\w)đ(?!\w)|USD|EUR|€|\$|VNĐ|VND|x ?1\.?000|%", re.IGNORECASE)
FINER = {"tỷ đồng": "triệu đồng", "triệu đồng": "nghìn đồng", "nghìn đồng": "đồng"}


def line(*texts: str, columns: Sequence[str]) -> Row:
    """A row that is no line of the table."""
    return Row(".", tuple(map(Cell, texts)), tuple(columns))


def with_rows(layout: Layout, rows: Sequence[Row]) -> Layout:
    """The same annex with its rows in other places: its formulas would point at others, so they are not kept."""
    typed = (replace(row, cells=tuple(replace(one, formula=None) for one in row.cells)) for row in rows)
    return replace(layout, rows=tuple(typed))


def own(row: Row) -> list[str]:
    """The texts that stand in a row itself, and not in one that is merged over it."""
    return [cell.text for cell in row.cells if cell.text and cell.text not in JOINED]


def headers(rows: Sequence[Row]) -> Iterator[range]:
    """The rows of titles over each table, with the row that numbers them."""
    first = 0
    for at, row in enumerate(rows):
        if row.role == "." and len(row.cells) > 1 and not row.hidden:
            continue
        if row.role in FIGURES and (found := titles(rows, range(first, at))):
            yield found
        first = at + 1


def titles(rows: Sequence[Row], candidates: range) -> range | None:
    """Which of the rows above a table are its titles: not the headings of groups, the unit or the letterhead."""
    filled = [at for at in candidates if len(own(rows[at])) > 1 and has_title_of_figures(rows[at])]
    if not filled:
        return None
    top = last = filled[-1]
    while top - 1 in filled and (is_numbering(rows[top]) or is_broken(rows[top - 1], rows[top])):
        top -= 1
    return range(top, last + 1)


def is_broken(above: Row, row: Row) -> bool:
    """Whether titles go on from one row to the next: something is left for the one above, or it is as full."""
    return any(one.text in {"", "^"} for one in row.cells) or len(own(above)) * 2 > len(row.cells)


def has_title_of_figures(row: Row) -> bool:
    """Whether titles stand over columns of figures, and no figure: the heading of a group has at most a name."""
    pairs = zip(row.columns, row.cells, strict=False)
    over = [cell.text for role, cell in pairs if cell.text and cell.text not in JOINED and role not in "#n"]
    return bool(over) and not any(AMOUNT.fullmatch(text) for text in over)


def is_numbering(row: Row) -> bool:
    return all(NUMBERED.fullmatch(text) for text in own(row))


def tables(rows: Sequence[Row]) -> Iterator[tuple[range, range]]:
    """Of each table the rows of titles, and those from its first figures to its last."""
    found = [*headers(rows)]
    for header, after in zip(found, [*found[1:], range(len(rows), len(rows))], strict=False):
        figures = [at for at in range(header.stop, after.start) if rows[at].role in FIGURES]
        yield header, range(figures[0], figures[-1] + 1)


def as_kind(suffix: str) -> Dress:
    """Another kind of file, where it can hold what the annex shows."""
    text = suffix not in {"xlsx", "ods", "docx"}

    def dressed(layout: Layout) -> Layout | None:
        cells = [cell for row in layout.rows for cell in row.cells]
        sheets = any(row.is_break or row.hidden or "h" in row.columns for row in layout.rows)
        marks = any(cell.hidden or (cell.raised and text) for cell in cells)
        if layout.suffix in {suffix, "md", "csv,", "aligned", *WORDS} or layout.font or sheets or marks:
            return None
        return replace(layout, suffix=suffix)

    return dressed


def with_letterhead(layout: Layout) -> Layout | None:
    """The office to the left, the name of the state to the right, as over every document."""
    if any("độc lập" in cell.text.casefold() for row in layout.rows for cell in row.cells):
        return None
    start = int(layout.rows[0].is_break)
    columns = layout.rows[start].columns
    between = [""] * (len(columns) - 2)
    pairs = (
        ("ỦY BAN NHÂN DÂN TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ TÀI CHÍNH", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 145/STC-NS", "An Giang, ngày 15 tháng 3 năm 2026"),
    )
    head = [line(left, *between, right, columns=columns) for left, right in pairs]
    return with_rows(layout, [*layout.rows[:start], *head, line("", columns=columns), *layout.rows[start:]])


def with_signatures(layout: Layout) -> Layout | None:
    """A note below the table, then who made it and who signs."""
    if any("(ký" in cell.text.casefold() for row in layout.rows for cell in row.cells):
        return None
    columns = layout.rows[-1].columns
    between = [""] * (len(columns) - 2)
    pairs = (("NGƯỜI LẬP BIỂU", "GIÁM ĐỐC"), ("(Ký, ghi rõ họ tên)", "(Ký, đóng dấu)"), ("Trần Thị B", "Lê Văn C"))
    signed = [line(left, *between, right, columns=columns) for left, right in pairs]
    note = line("Ghi chú: Kinh phí giao theo Nghị quyết số 08/NQ-HĐND ngày 10 tháng 12 năm 2025.", columns=columns)
    return with_rows(layout, [*layout.rows, note, *signed])


def total_at_the_other_end(layout: Layout) -> Layout | None:
    """The row of totals below the lines instead of above them, or above instead of below."""
    totals = [at for at, row in enumerate(layout.rows) if row.role == TOTAL]
    parts = [*tables(layout.rows)]
    if len(totals) != 1 or len(parts) != 1 or goes_on_below(layout) or layout.suffix == "lines":
        return None
    (header, body), start = parts[0], totals[0]
    if ordinals_of(layout.rows[start]):
        return None
    stop = next((at for at in range(start + 1, body.stop) if layout.rows[at].role != PART), body.stop)
    moved, rest = layout.rows[start:stop], [*layout.rows[:start], *layout.rows[stop:]]
    if start not in {header.stop, body.stop - (stop - start)} or joined_above(layout, [start, stop, header.stop]):
        return None
    to = header.stop if start != header.stop else body.stop - (stop - start)
    return with_rows(layout, [*rest[:to], *moved, *rest[to:]])


def goes_on_below(layout: Layout) -> bool:
    """Whether rows that are neither lines nor totals print figures: the totals rounded, or five times."""
    return any(
        cell.number is not None and role not in "#nt"
        for _header, body in tables(layout.rows)
        for row in layout.rows[body.start :]
        if row.role not in FIGURES
        for role, cell in zip(row.columns, row.cells, strict=False)
    )


def joined_above(layout: Layout, rows: Sequence[int]) -> bool:
    """Whether one of these rows goes on from the one above it."""
    return any(cell.text == "^" for at in rows if at < len(layout.rows) for cell in layout.rows[at].cells)


def titles_repeated(layout: Layout) -> Layout | None:
    """The titles once more in the middle, where the next page begins."""
    header, body = next(tables(layout.rows), (range(0), range(0)))
    breaks = [
        at
        for at in body[2:-1]
        if layout.rows[at].role in {LINE, GROUP}
        and layout.rows[at - 1].role == LINE
        and not joined_above(layout, [at])
    ]
    if not breaks or ragged(layout) or layout.suffix == "lines":
        return None
    at = min(breaks, key=lambda one: abs(one - (body.start + body.stop) // 2))
    again = layout.rows[header.start : header.stop]
    return with_rows(layout, [*layout.rows[:at], *again, *layout.rows[at:]])


def columns_numbered(layout: Layout) -> Layout | None:
    """A row of numbers (1), (2), (3) under the titles."""
    rows = list(layout.rows)
    if ragged(layout) or layout.suffix == "lines":
        return None
    for header in reversed([*headers(rows)]):
        if any(is_numbering(row) for row in rows[header.start : header.stop]):
            return None
        width = max(len(rows[at].cells) for at in header)
        numbers = (f"({number})" for number in range(1, width + 1))
        rows.insert(header.stop, line(*numbers, columns=rows[header.start].columns))
    return with_rows(layout, rows)


def numbered(numbers: Sequence[str]) -> Dress:
    """Other numbers for the lines that are numbered 1, 2, 3, where nothing else is numbered in the same way."""

    def dressed(layout: Layout) -> Layout | None:
        ordinals = {cell.text for row in layout.rows for cell in ordinals_of(row)}
        counted = {one for one in ordinals if one.isdigit()}
        if (
            not counted
            or any(row.hidden for row in layout.rows)
            or any(one not in numbers[1:] and not one.isdigit() for one in ordinals)
        ):
            return None
        if max(map(int, counted)) >= len(numbers) or any(one in numbers for one in ordinals):
            return None
        return each_cell(layout, "#", lambda text: numbers[int(text)] if text.isdigit() else text)

    return dressed


def ordinals_of(row: Row) -> list[Cell]:
    """What numbers a row."""
    if row.role not in FIGURES:
        return []
    cells = [cell for role, cell in zip(row.columns, row.cells, strict=False) if role == "#"]
    return [cell for cell in cells if cell.text and cell.text not in {*JOINED, "-", "+"} and len(cell.text) < 6]


def each_cell(layout: Layout, role: str, change: Callable[[str], str]) -> Layout:
    """The annex with the words of one column changed in its rows of figures."""

    def changed(row: Row) -> Row:
        if row.role not in FIGURES:
            return row
        pairs = zip((*row.columns, *row.cells[len(row.columns) :]), row.cells, strict=False)
        cells = (replace(one, text=change(one.text)) if kind == role else one for kind, one in pairs)
        return replace(row, cells=tuple(cells))

    return replace(layout, rows=tuple(map(changed, layout.rows)))


def ragged(layout: Layout) -> bool:
    """Whether its cells stand under no column: titles broken over lines, or more cells than columns."""
    over = [layout.rows[at] for header in headers(layout.rows) for at in header]
    broken = not over or any(len(row.cells) < len(row.columns) for row in over)
    return broken or any(len(row.cells) > len(row.columns) for row in layout.rows)


def without_numbers(layout: Layout) -> Layout | None:
    """No column of numbers: the names begin every row."""
    columns = layout.rows[0].columns
    if "#" not in columns or ragged(layout) or layout.suffix == "lines":
        return None
    at = columns.index("#")

    def dressed(row: Row) -> Row:
        cells = list(row.cells)
        kept = (*row.columns[:at], *row.columns[at + 1 :])
        if len(cells) > max(at + 1, 1):
            gone = cells.pop(at)
            if (cells[at].text == "<" or not cells[at].text) and re.search(r"\w\w", gone.text) and at < len(cells):
                cells[at] = gone
        return replace(row, cells=tuple(cells), columns=kept)

    return with_rows(layout, [*map(dressed, layout.rows)])


def with_column(at: Callable[[Row], int], title: str, texts: Sequence[str]) -> Dress:
    """One more column of words, before the one that `at` tells."""

    def dressed(layout: Layout) -> Layout | None:
        said = {text.casefold() for row in layout.rows for text in own(row)}
        if title.casefold() in said or ragged(layout) or layout.suffix in WORDS:
            return None
        found = {number: header.start for header in headers(layout.rows) for number in header}
        words = cycle(texts)
        rows = []
        for number, row in enumerate(layout.rows):
            place = at(row)
            cells = (
                [*row.cells, *[Cell("")] * (len(row.columns) - len(row.cells))] if len(row.cells) > 1 else row.cells
            )
            columns = (*row.columns[:place], "t", *row.columns[place:])
            if len(cells) > 1:
                if number in found and place < len(cells) and cells[place].text == "<":
                    return None
                text = next(words) if row.role == LINE else ""
                if number in found:
                    text = title if number == found[number] else "^"
                if number in found and is_numbering(row):
                    text = "C"
                if place < len(cells) and cells[place].text == "<":
                    text = "<"
                cells = [*cells[:place], Cell(text), *cells[place:]]
            rows.append(replace(row, cells=tuple(cells), columns=columns))
        return with_rows(layout, rows)

    return dressed


def with_agencies(layout: Layout) -> Layout | None:
    """Who is responsible for each line behind its name; where that is a year or none, it would name the line."""
    if not all(re.search(r"[^\W\d_]{2}", row.name()) for row in layout.rows if row.role == LINE):
        return None
    agencies = "Sở Tài chính", "Công an tỉnh", "UBND các xã"
    return with_column(lambda row: row.columns.index("n") + 1, "Cơ quan chủ trì", agencies)(layout)


def total_called(word: str) -> Dress:
    """Another word for the row of totals."""

    def dressed(layout: Layout) -> Layout | None:
        totals = [row for row in layout.rows if row.role == TOTAL]
        names = {cell.text for row in totals for cell in row.cells if re.search(r"[^\W\d_]{2}", cell.text)}
        if len(totals) != 1 or len(names) != 1 or re.search(r"[\d(]", name := names.pop()) or name == word:
            return None

        def renamed(row: Row) -> Row:
            if row.role != TOTAL:
                return row
            return replace(row, cells=tuple(replace(o, text=word) if o.text == name else o for o in row.cells))

        return replace(layout, rows=tuple(map(renamed, layout.rows)))

    return dressed


def in_a_finer_unit(layout: Layout) -> Layout | None:
    """A thousand times the figures in a unit of a thousandth, where the unit is told in one place."""
    finer = FINER.get(layout.unit)
    told = [(at, text) for at, row in enumerate(layout.rows) for text in own(row) if MONEY.search(text)]
    if finer is None or goes_on_below(layout) or len(told) != 1:
        return None
    ((at, text),) = told
    if layout.unit not in text.casefold() or re.search(r"\d", text):
        return None
    new = re.sub(
        layout.unit, lambda found: finer.upper() if found[0].isupper() else finer, text, flags=re.IGNORECASE
    )
    cells = (replace(one, text=new) if one.text == text else one for one in layout.rows[at].cells)
    rows = (*layout.rows[:at], replace(layout.rows[at], cells=tuple(cells)), *layout.rows[at + 1 :])
    dressed = replace(layout, unit=finer, factor=layout.factor // 1000, rows=rows)
    for row, column, role, number in layout.figures():
        if role not in {"q", "%"}:
            dressed = dressed.with_number(row, column, number * 1000)
    return dressed


def with_blank_rows(layout: Layout) -> Layout | None:
    """A blank row before every group and before the total."""
    rows: list[Row] = []
    for at, row in enumerate(layout.rows):
        after_figures = bool(rows) and rows[-1].role in FIGURES
        if row.role in {GROUP, TOTAL} and after_figures and not joined_above(layout, [at]):
            rows.append(line(*[""] * len(row.cells), columns=row.columns))
        rows.append(row)
    return with_rows(layout, rows) if len(rows) > len(layout.rows) else None


def names_in_capitals(layout: Layout) -> Layout:
    """Every name in capitals."""
    return each_cell(layout, "n", str.upper)


def nothing_bold(layout: Layout) -> Layout | None:
    """No bold letters and no indents, as in a table that was pasted without its format."""
    plain = [replace(row, cells=tuple(replace(o, bold=False, indent=0) for o in row.cells)) for row in layout.rows]
    dressed = replace(layout, rows=tuple(plain))
    return None if dressed == layout else dressed


def typed_as_text(layout: Layout) -> Layout | None:
    """A workbook in which every figure was typed as text."""
    if layout.suffix != "xlsx":
        return None

    def typed(row: Row) -> Row:
        kept = row.role in FIGURES
        cells = (
            replace(one, kept_as_text=True, formula=None) if kept and one.number is not None else one
            for one in row.cells
        )
        return replace(row, cells=tuple(cells))

    return replace(layout, rows=tuple(map(typed, layout.rows)))


ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
NOTES = ("", "Chuyển tiếp", "", "Theo QĐ 12/QĐ-UBND")

DRESSES: Mapping[str, Dress] = {
    **{f"as {kind}": as_kind(kind) for kind in ("xlsx", "docx", "ods", "csv", "txt")},
    "letterhead": with_letterhead,
    "signatures": with_signatures,
    "total at the other end": total_at_the_other_end,
    "titles repeated": titles_repeated,
    "columns numbered": columns_numbered,
    "I, II, III": numbered(ROMAN),
    "a, b, c": numbered(("", *"abcdeghiklmnopq")),
    "01, 02, 03": numbered(("", *(f"{number:02}" for number in range(1, 100)))),
    "without numbers": without_numbers,
    "notes": with_column(lambda row: len(row.columns), "Ghi chú", NOTES),
    "agencies": with_agencies,
    "total called Cộng": total_called("Cộng"),
    "total called Toàn tỉnh": total_called("Toàn tỉnh"),
    "finer unit": in_a_finer_unit,
    "blank rows": with_blank_rows,
    "capitals": names_in_capitals,
    "nothing bold": nothing_bold,
    "typed as text": typed_as_text,
}
