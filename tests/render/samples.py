"""Values the tests of this room show."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from cybercrime_plan.language import _
from cybercrime_plan.model.money import DASH, UNITS, Money, Number, Unit
from cybercrime_plan.render.table import (
    Align,
    CellValue,
    Column,
    Drawing,
    Facts,
    Labelled,
    Page,
    Paragraph,
    Percent,
    Section,
    Table,
    TableRow,
)

TRIEU = 1_000_000

BUDGET = Table(
    key="lines",
    title="Phụ lục 2",
    unit=Unit.TRIEU,
    columns=(
        Column("name", _("Section"), nested=True),
        Column("2025", "2025", Align.RIGHT),
        Column("2026", "2026", Align.RIGHT),
        Column("share", "%", Align.RIGHT),
    ),
    rows=(
        TableRow(("Phòng ngừa", Money(1150 * TRIEU), Money(500_000), Percent(Number(91, 1)))),
        TableRow(("Thiết bị", DASH, None, None), level=1),
        Section("Khác"),
        TableRow(("Chỉ đạo | điều hành", Money(-300 * TRIEU), Money(0), None)),
        TableRow((_("Unit: {unit}", unit="*"), Money(850 * TRIEU), Money(500_000), None), total=True),
    ),
    notes=("* Ghi chú",),
)

PAGE = Page(
    title="Kế hoạch",
    parts=(
        Facts("plan", (Labelled("id", "id", "dong-thap"), Labelled("signed", "ngày", date(2026, 6, 5)))),
        Paragraph("Một câu."),
        BUDGET,
        Drawing(("2025 ██▌", "2026 █")),
    ),
)

HOSTILE = (
    "[red]x[/red]",
    "</script><script>alert(1)</script>",
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-1+1",
    "'=1",
    "a|b\nc\r\nd\te",
    "**b** _i_ `c` [l](javascript:x) <b> &amp; ![i](x) <http://x.vn>",
    "\\*a\\|b",
    "\u202eevil\u2066",
    "\ud800",
    '"quoted", and; more',
    "# not a heading",
    "1. not a list",
    "- not a list",
    "===",
    "\x00\x07\x08",
)


def hostile() -> st.SearchStrategy[str]:
    """Text as bad as it comes."""
    return st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(), max_size=20),
        st.text("\x1b\x9b\r\n\t|\\`*_[]<>&=+-@'\",;:%#\u202e\ud800aạ漢\u0301", max_size=12),
    )


def cells() -> st.SearchStrategy[CellValue]:
    """Any kind of cell."""
    return st.one_of(
        hostile(),
        st.builds(lambda text: _("Unit: {unit}", unit=text), hostile()),
        st.integers(0, 9999),
        st.builds(Number, st.integers(-(10**9), 10**9), st.integers(0, 3)),
        st.builds(Money, st.integers(-(10**15), 10**15)),
        st.dates(),
        st.just(DASH),
        st.none(),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of one to three columns, all of it hostile."""
    size = draw(st.integers(1, 3))
    columns = tuple(
        Column(f"c{index}", draw(hostile()), draw(st.sampled_from(Align)), draw(st.booleans()))
        for index in range(size)
    )
    row = st.builds(TableRow, st.tuples(*[cells()] * size), level=st.integers(0, 2), total=st.booleans())
    rows = draw(st.lists(row | st.builds(Section, hostile()), max_size=4))
    unit = draw(st.none() | st.sampled_from(UNITS))
    return Table("table", columns, tuple(rows), title=draw(hostile()), unit=unit, notes=(draw(hostile()),))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Pages of a table, facts and sentences, all of it hostile."""
    facts = Facts("facts", (Labelled("fact", draw(hostile()), draw(cells())),), title=draw(hostile()))
    drawing = Drawing((draw(hostile()), draw(hostile())))
    return Page((Paragraph(draw(hostile())), facts, draw(tables()), drawing), title=draw(hostile()))
