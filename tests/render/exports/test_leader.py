"""The leader's page: what stands on it, in both languages, and that data stays data."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

from cybercrime_plan.language import ENGLISH, LANGUAGES, VIETNAMESE, Language
from cybercrime_plan.render.exports.leader import leader_page
from tests.render.exports.dossiers import SHIPPED, budgets, made, shipped

VOID = {"meta", "wbr", "br", "rect", "path"}


class Outline(HTMLParser):
    """The elements of a page; fails on one that is left open or closed twice."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("names", [SHIPPED[:1], SHIPPED])
def test_it_is_one_well_formed_file_that_loads_and_runs_nothing(code: str, names: tuple[str, ...]) -> None:
    page = leader_page([shipped(name) for name in names], "1.0", Language(code))
    outline = Outline(page)
    tags = {tag for tag, _attributes in outline.seen}
    assert not tags & {"script", "link", "img", "iframe", "object", "a", "form"}
    assert "url(" not in page
    assert "@import" not in page
    ids = [attributes["id"] for _tag, attributes in outline.seen if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_it_says_the_verdict_the_total_in_words_and_the_next_date() -> None:
    text = " ".join(Outline(leader_page([shipped("dong-thap-2022-2026")], "1.0", VIETNAMESE)).text)
    assert "mọi tổng đều khớp" in text
    assert "7.150 triệu đồng" in text
    assert "Bảy tỷ một trăm năm mươi triệu đồng" in text
    assert "T6 13/06/2025" in text
    assert "Công an Tỉnh" in text
    assert "37 sai lệch đã ghi nhận: 1 lỗi, 26 cảnh báo, 10 lưu ý" in text
    assert "Nguồn kinh phí: Ngân sách Tỉnh" in text


def test_charts_are_told_to_those_who_cannot_see_them() -> None:
    outline = Outline(leader_page([shipped("dong-thap-2022-2026")], "1.0", ENGLISH))
    charts = [attributes for tag, attributes in outline.seen if tag == "svg"]
    assert [chart["role"] for chart in charts] == ["img", "img"]
    assert [chart["aria-labelledby"] for chart in charts] == ["years1-title years1-all", "lines1-title lines1-all"]
    text = " ".join(outline.text)
    assert "2022: 850; 2023: 700; 2024: 750; 2025: 4.100; 2026: 750 (triệu đồng)" in text
    assert "2025, Mua sắm trang thiết bị, phương tiện: 3.300 triệu đồng" in text


def test_bars_are_as_long_as_their_amounts() -> None:
    page = leader_page([shipped("dong-thap-2022-2026")], "1.0", ENGLISH)
    years = page[page.index("years1-title") : page.index("lines1-title")]
    heights = {
        title: float(height)
        for height, title in re.findall(r'height="([0-9.]+)" fill="[^"]+"><title>([^<]+)</title>', years)
    }
    assert heights["2025, Mua sắm trang thiết bị, phương tiện: 3.300 triệu đồng"] == 99
    assert heights["2025, Công tác phòng ngừa: 300 triệu đồng"] == 9


def test_wrong_sums_are_said_first() -> None:
    line = {"id": "a", "name": "A", "amounts": ("1", "2"), "total": "4"}
    page = leader_page([made({"unit": "đồng", "years": ("2024", "2025"), "lines": (line,)})], "1.0", ENGLISH)
    assert '<p class="verdict bad">' in page
    assert "sums disagree" in page


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "</style>", "<svg onload=x>", '" onclick="x']
)
def test_data_is_never_markup(text: str) -> None:
    lines = ({"id": "a", "name": text, "amounts": ("1", "2")}, {"id": "b", "name": "B", "amounts": ("1", "2")})
    data = {"unit": "đồng", "years": ("2024", "2025"), "lines": lines}
    outline = Outline(leader_page([made(data, title=text, province=text)], "1.0", ENGLISH))
    assert "script" not in {tag for tag, _attributes in outline.seen}
    assert not any("onclick" in attributes or "onload" in attributes for _tag, attributes in outline.seen)


@settings(max_examples=25)
@given(budgets())
def test_any_budget_makes_a_page(table: dict[str, Any]) -> None:
    Outline(leader_page([made(table)], "1.0", VIETNAMESE))


def test_a_plan_without_a_budget_has_a_page_too() -> None:
    from tests.render.exports.dossiers import dossier_of

    data = b"format: 1\nid: a\nreports:\n  - {id: n, title: N, kind: ad_hoc, timing: khi can}\n"
    Outline(leader_page([dossier_of("a.yaml", data)], "1.0", ENGLISH))


def test_plans_side_by_side_have_one_scale_one_colour_for_a_year_and_marks_on_years_of_one_plan() -> None:
    page = leader_page([shipped(name) for name in SHIPPED], "1.0", VIETNAMESE)
    charts = {part[:6]: part for part in re.split(r'<svg [^>]*aria-labelledby="', page)[1:]}
    scales = [re.findall(r'class="scale"[^>]*>([^<]+)<', charts[f"years{number}"]) for number in (1, 2)]
    assert scales[0] == scales[1]
    assert [charts[f"years{number}"].count(">2022*<") for number in (1, 2)] == [1, 1]
    assert ">2023*<" not in page
    colours = [
        dict(re.findall(r'<li><i style="background:([^"]+)"></i>([0-9]{4})</li>', charts[f"lines{number}"]))
        for number in (1, 2)
    ]
    shown = [{year: colour for colour, year in one.items()} for one in colours]
    assert set(shown[1]) == {"2023", "2024", "2025", "2026"}
    assert shown[1].items() <= shown[0].items()
    assert len(set(shown[0].values())) == len(shown[0])


def test_a_plan_alone_marks_no_year() -> None:
    assert "2022*" not in leader_page([shipped(SHIPPED[0])], "1.0", VIETNAMESE)
