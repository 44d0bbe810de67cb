"""Every format, on a page that has everything and on pages that are hostile."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language, _
from cybercrime_plan.model.money import Money
from cybercrime_plan.render.characters import visible, width
from cybercrime_plan.render.formats import csv as separated
from cybercrime_plan.render.formats import html, markdown, text
from cybercrime_plan.render.table import (
    Align,
    CodedText,
    Column,
    Page,
    Redline,
    RevisionMark,
    Section,
    Table,
    TableRow,
    plain,
    said,
)
from tests.conftest import Golden
from tests.render.samples import HOSTILE, PAGE, TRIEU, hostile, pages, tables
from tests.render.written import ALL, EXCEL, encoded, written


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_a_page_with_everything_looks_as_it_always_did(name: str, language: Language, golden: Golden) -> None:
    golden(f"formats/page.{language.code}.{name}", written(PAGE, name, language))


@given(pages())
def test_no_format_lets_a_control_character_through(page: Page) -> None:
    for name in ALL:
        for line in re.split("\r\n|[\n\t]", written(page, name, VIETNAMESE)):
            assert visible(line) == line


@given(pages())
def test_formats_for_programs_are_never_translated(page: Page) -> None:
    for name in ("csv", "tsv", "json"):
        assert written(page, name, VIETNAMESE) == written(page, name, ENGLISH)


def test_plain_text_aligns_wide_and_combining_characters() -> None:
    columns = (Column("a", "a"), Column("b", "b", Align.RIGHT))
    table = Table("t", columns, (TableRow(("漢字漢", "1")), TableRow(("To\u0302\u0309ng", "22"))))
    assert text.render(Page((table,)), ENGLISH).splitlines() == [
        "a        b",
        "------  --",
        "漢字漢   1",
        "To\u0302\u0309ng    22",
    ]


@given(tables())
def test_no_row_of_plain_text_is_wider_than_the_rule_under_the_header(table: Table) -> None:
    rows = tuple(row for row in table.rows if isinstance(row, TableRow))
    bare = Table(table.key, table.columns, rows)
    lines = text.render(Page((bare,)), VIETNAMESE).splitlines()
    assert all(width(line) <= width(lines[1]) for line in lines if rows)


@given(tables())
def test_csv_read_back_gives_the_visible_cells(table: Table) -> None:
    text = "".join(separated.for_programs((table,)))
    rows = list(csv.reader(StringIO(text, newline="")))
    first = int(any(isinstance(row, Section) for row in table.rows))
    body = [row for row in table.rows if isinstance(row, TableRow)]
    assert len(rows) == 1 + len(body)
    for row, fields in zip(body, rows[1:], strict=True):
        shown = ["" if value is None else visible(str(value)) for value in map(plain, row.cells)]
        assert [_unguarded(field) for field in fields[first:]] == shown


def _unguarded(field: str) -> str:
    return field[1:] if re.match(r"'+[=+\-@]", field) else field


@given(hostile())
@example("=1+1")
@example("'=1+1")
@example("-")
@example("-1.150,5")
@example("-1+1")
@example("'-5")
def test_what_a_spreadsheet_would_run_gets_one_apostrophe_which_comes_off_again(value: str) -> None:
    safe = separated.guarded(value)
    assert not re.match(r"[=+\-@]", safe) or re.fullmatch(r"[+\-]?[0-9][0-9.,]*( ?%)?|-", safe)
    assert _unguarded(safe) == value


@pytest.mark.parametrize("data", ["=1+1", "+cmd|x", "@SUM(1)", "-2+3"])
def test_no_kind_of_cell_carries_a_formula_into_separated_values(data: str) -> None:
    cells = (
        data,
        _("{name}", name=data),
        CodedText(data, _("{name}", name=data)),
        Redline(((RevisionMark.SAME, data),)),
    )
    table = Table("t", tuple(Column(data, data) for _cell in cells), (TableRow(cells),))
    for name in ("csv", "tsv", EXCEL):
        said = written(Page((table,)), name, VIETNAMESE).removeprefix("\ufeff")
        assert set(re.split("[,;\t\r\n]+", said.strip())) == {f"'{data}"}


@pytest.mark.parametrize("figure", ["-", "-5", "+300", "-1.150,5", "+9,1 %"])
def test_a_figure_and_a_lone_dash_are_never_guarded(figure: str) -> None:
    assert separated.guarded(figure) == figure


def test_excel_gets_figures_in_the_unit_with_a_decimal_comma_and_no_grouping() -> None:
    assert ";Phòng ngừa;1150;0,5;9,1%\r\n" in written(PAGE, EXCEL, VIETNAMESE)
    assert encoded(PAGE, EXCEL, VIETNAMESE).startswith(b"\xef\xbb\xbf")


@given(pages())
def test_json_is_valid_and_has_no_floats(page: Page) -> None:
    value = json.loads(written(page, "json", VIETNAMESE), parse_float=pytest.fail)
    assert set(value) == {"facts", "table"}


def test_a_table_alone_is_an_array_of_flat_records_with_money_in_dong() -> None:
    table = Table("t", (Column("a", "A"), Column("b", "B")), (TableRow((Money(5 * TRIEU), None)),))
    assert json.loads(written(Page((table,)), "json", ENGLISH)) == [{"a": 5_000_000, "b": None}]


class _Reader(HTMLParser):
    """Collects the tags, attributes and texts a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _value in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


OWN_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "dl", "dt", "dd", "pre"),
    *("div", "table", "caption", "span", "thead", "tbody", "tr", "th", "td"),
}
OWN_ATTRIBUTES = {
    *("lang", "charset", "name", "content", "class", "style", "colspan"),
    *("scope", "role", "tabindex", "aria-label", "data-label"),
}


@given(pages())
def test_html_contains_data_as_text_only(page: Page) -> None:
    reader = _Reader()
    reader.feed("".join(html.render(page, VIETNAMESE)))
    assert reader.tags <= OWN_TAGS
    assert reader.attributes <= OWN_ATTRIBUTES
    if page.title:
        assert reader.texts.count(said(page.title, VIETNAMESE)) >= 2


@given(pages())
def test_a_reader_of_the_screen_finds_one_heading_of_the_page_and_every_header_of_a_table(page: Page) -> None:
    written = "".join(html.render(page, VIETNAMESE))
    assert written.count("<h1>") == written.count("<main>") == 1
    assert "<th>" not in written
    assert "<th class" not in written
    shown = [part for part in page.parts if isinstance(part, Table) and part.rows]
    assert written.count("<thead>") == len(shown)
    assert written.count("<caption>") >= sum(part.title not in {None, "", page.title} for part in shown[1:])


@given(pages())
def test_markdown_never_makes_tags_links_or_blocks_of_data(page: Page) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(page, VIETNAMESE))
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    own = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item"}
    inline = {"strong", "em"}
    allowed = {f"{name}_{side}" for name in own | inline for side in ("open", "close")}
    assert kinds <= allowed | {"inline", "text", "text_special", "fence"}


@given(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE))
def test_a_markdown_cell_reads_as_the_visible_data(first: str, second: str) -> None:
    table = Table("t", (Column("a", "a"), Column("b", "b")), (TableRow((first, second)),))
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(Page((table,)), ENGLISH))
    read = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    assert read == ["a", "b", visible(first).strip(), visible(second).strip()]


def test_an_empty_table_says_why() -> None:
    table = Table("t", (Column("a", "a"),), (), empty=_("Unit: {unit}", unit="?"))
    assert text.render(Page((table,)), VIETNAMESE) == "Đơn vị tính: ?\n"
