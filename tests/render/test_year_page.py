"""The printed year."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.year_page import year_page
from tests.conftest import Golden
from tests.duties import plan_with, report, shipped_days, yearly

JUNE = yearly(6, 15) | {"from_whom": ["all"]}


def page(*reports: dict[str, Any], year: int = 2026, language: Language = VIETNAMESE, **plan: Any) -> str:
    found = deadlines([plan_with(*reports, province="Đồng Tháp", **plan)], shipped_days())
    return year_page(found, year, "Hạn báo cáo – Đồng Tháp", Names(), language)


def marked(text: str, mark: str) -> list[str]:
    return re.findall(rf'<td class="{mark}"[^>]*>(\d+)</td>', text)


class Tags(HTMLParser):
    """The elements of a page, and whether each one opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_sheet_is_as_agreed(golden: Golden) -> None:
    golden("deadlines/year.vi.html", page(JUNE, yearly(11, 15) | {"id": "nam", "title": "Báo cáo năm"}))


def test_the_three_days_of_a_deadline_are_told_apart() -> None:
    text = page(JUNE)
    assert (marked(text, "target"), marked(text, "due"), marked(text, "limit")) == (["12"], ["14"], ["15"])
    assert "trước 15/06/2026" in text


def test_days_off_are_grey_and_say_why() -> None:
    text = page(JUNE, language=ENGLISH)
    assert 'title="2026-04-30 is a public holiday: Victory Day (official)"' in text
    working = sum(shipped_days().is_worked(date(2026, 1, 1).replace(month=month, day=1)) for month in range(1, 13))
    assert working < 12
    assert 'class="off" title="2026-01-10' not in text  # a worked Saturday


def test_every_day_of_the_year_stands_in_it_once() -> None:
    assert len(re.findall(r"<td[^>]*>\d+</td>", page(JUNE))) == 365
    assert len(re.findall(r"<td[^>]*>\d+</td>", page(JUNE, year=2024))) == 366


def test_many_duties_are_listed_in_short() -> None:
    text = page(report(rule={"freq": "monthly", "bymonthday": 5}, bound="by"))
    assert text.count("<li>") == 12
    assert '<table class="duties">' not in text


def test_a_weekly_report_is_listed_once_with_all_its_days() -> None:
    text = page(report(rule={"freq": "weekly", "byday": "FR"}, bound="by"), year=2025)
    assert text.count("<li>") == 1
    (days,) = re.findall("<li>(.*?)</li>", text)
    assert (
        len(re.findall(r"\d\d/\d\d/2025", days)) == 53
    )  # and Friday 2/1/2026 is off, so that week is finished in the old year


def test_a_year_with_nothing_says_so() -> None:
    assert "năm này không có hạn báo cáo" in page(JUNE, year=2030)


def test_a_year_without_a_notice_or_a_table_of_holidays_says_so() -> None:
    assert "public holidays of 2030 are not known here" in page(JUNE, year=2030, language=ENGLISH)
    assert "working days of 2027 are projected" in page(JUNE, year=2027, language=ENGLISH)
    assert "working days" not in page(JUNE, year=2026, language=ENGLISH)


def test_the_page_is_whole_without_script_and_data_is_never_markup() -> None:
    text = page(JUNE | {"title": "</script><b>x</b>", "via": {"email": '"onload=1'}})
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert not tags.seen & {"script", "b", "img", "link", "iframe"}
    assert "&lt;/script&gt;" in text
    assert "http" not in text
