"""The list of plans, and the two shipped ones on a page."""

from __future__ import annotations

from datetime import date

import pytest

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language, Text, n_
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.identity import Period
from cybercrime_plan.model.money import DASH, Money, Number
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report
from cybercrime_plan.render.budget import budget_table
from cybercrime_plan.render.formats import COMMON, text
from cybercrime_plan.render.names import Register
from cybercrime_plan.render.plans import ListedPlan, ListedState, listing, overview, plan_list
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.sections import SECTIONS, statistics_table, tasks_table, when
from cybercrime_plan.render.table import Page, TableRow
from tests.conftest import Golden
from tests.plans.shipped import IDS, shipped
from tests.render.samples import TRIEU
from tests.render.schemas import JSON_DOCS, validate
from tests.render.written import written

PERIOD = Period.model_validate({"from": PartialDate(2022, 2), "to": PartialDate(2026)})
DONG_THAP = ListedPlan(
    "dong-thap",
    "plans/dong-thap.yaml",
    "Đồng Tháp",
    PERIOD,
    Money(7150 * TRIEU),
    date(2026, 6, 12),
    ListedState.OK,
    left=n_("{days} day", "{days} days", 11, days=Number(11)),
    agrees=True,
    acknowledged=37,
)
LISTED = (
    DONG_THAP,
    DONG_THAP._replace(id="an-giang", total=DASH, next_due=None, state=ListedState.FINDINGS),
    DONG_THAP._replace(id="xa", total=Money(1), next_due=None, over=(Text("to go on"),), undated=6, agrees=False),
    ListedPlan(None, "plans/x.yaml", None, None, None, None, ListedState.INVALID),
)


@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_the_list_of_plans(language: Language, golden: Golden) -> None:
    golden(f"plans/list.{language.code}.text", text.render(listing(LISTED).page, language))


def test_the_list_for_programs_follows_its_schema() -> None:
    listed = validate(written(Page((plan_list(LISTED),)), "json", VIETNAMESE), JSON_DOCS / "list.schema.json")
    assert [plan["total"] for plan in listed] == [7_150_000_000, "-", 1, None]
    assert listed[0]["next_due"] == "2026-06-12"
    assert listed[0]["period"] == "2022-02/2026"


def test_the_files_are_shown_when_asked_for_or_where_two_plans_have_one_id() -> None:
    twice = (DONG_THAP, DONG_THAP._replace(file="plans/khac.yaml"))
    assert "plans/" not in text.render(listing(LISTED[:2]).page, ENGLISH)
    assert "plans/dong-thap.yaml" in text.render(listing(LISTED[:2], files=True).page, ENGLISH)
    assert "plans/khac.yaml" in text.render(listing(twice).page, ENGLISH)


def test_an_empty_list_says_so() -> None:
    assert text.render(listing(()).page, ENGLISH) == "No plan was found.\n"


@pytest.mark.parametrize("plan_id", IDS)
def test_a_plan_on_a_page(plan_id: str, golden: Golden) -> None:
    golden(
        f"plans/{plan_id}.vi.text",
        text.render(overview(shipped(plan_id), (), Register(shipped(plan_id))).page, VIETNAMESE),
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_in_english(section: str, golden: Golden) -> None:
    plan = shipped("khanh-hoa")
    golden(f"plans/khanh-hoa.{section}.en.text", text.render(SECTIONS[section](plan, Register(plan)).page, ENGLISH))


@pytest.mark.parametrize("plan_id", IDS)
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("name", COMMON)
def test_every_section_can_be_written_in_every_format(plan_id: str, section: str, name: str) -> None:
    plan = shipped(plan_id)
    assert written(SECTIONS[section](plan, Register(plan)), name, VIETNAMESE)


@pytest.mark.parametrize("plan_id", IDS)
def test_a_page_and_its_sections_for_programs_follow_their_schema(plan_id: str) -> None:
    plan = shipped(plan_id)
    register = Register(plan)
    assert plan.budget
    budget = budget_table(plan.budget, crossfoot(plan.budget))
    results: tuple[PageResult | Page, ...] = (
        overview(plan, (budget,), Register(plan)),
        Page((budget,)),
        *(section(plan, register) for section in SECTIONS.values()),
    )
    for result in results:
        validate(written(result, "json", VIETNAMESE), JSON_DOCS / "show.schema.json")


def test_a_blank_number_is_null_for_programs() -> None:
    plan = shipped("dong-thap")
    shown = validate(
        written(overview(plan, (), Register(plan)), "json", VIETNAMESE), JSON_DOCS / "show.schema.json"
    )
    assert shown["plan"]["number"] is None
    assert shown["plan"]["period"] == "2022-02/2026"


@pytest.mark.parametrize("plan_id", IDS)
def test_agencies_stand_under_their_printed_names(plan_id: str) -> None:
    plan = shipped(plan_id)
    table = tasks_table(plan, Register(plan))
    assert len(table.rows) == len(plan.tasks)
    shown = text.render(Page((table,)), VIETNAMESE)
    assert all(agency not in shown for agency in ("so-tttt", "cong-an ", "nhnn"))


def test_parts_of_a_statistic_step_in_under_it() -> None:
    plan = shipped("khanh-hoa")
    levels = [row.level for row in statistics_table(plan).rows if isinstance(row, TableRow)]
    assert levels[0] == 0
    assert levels.count(1) == sum(len(statistic.parts) for statistic in plan.statistics)


def test_a_plan_with_nothing_says_so_in_every_section() -> None:
    bare = Plan.model_validate(
        {"format": "1", "id": "x", "reports": ({"id": "a", "title": "A", "kind": "ad_hoc"},)}
    )
    for section in ("tasks", "legal", "statistics", "recipients"):
        shown = text.render(SECTIONS[section](bare, Register(bare)).page, ENGLISH)
        assert "\nThe plan " in shown


@pytest.mark.parametrize(
    ("fields", "en", "vi"),
    [
        (
            {"kind": "periodic", "bound": "before", "rule": {"freq": "yearly", "bymonth": "6", "bymonthday": "15"}},
            "before 15/6 every year",
            "trước ngày 15/6 hằng năm",
        ),
        (
            {
                "kind": "periodic",
                "bound": "by",
                "rule": {"freq": "half_yearly", "bymonth": "6", "bymonthday": "-1"},
            },
            "by the last day of month 6, the last day of month 12 every year",
            "chậm nhất ngày cuối tháng 6, ngày cuối tháng 12 hằng năm",
        ),
        (
            {"kind": "periodic", "bound": "by", "rule": {"freq": "monthly", "bymonthday": "5"}},
            "by day 5 of every month",
            "chậm nhất ngày 5 hằng tháng",
        ),
        (
            {"kind": "periodic", "bound": "by", "rule": {"freq": "monthly", "bymonthday": "-3"}},
            "by 2 days before the last of every month",
            "chậm nhất ngày thứ 2 trước ngày cuối hằng tháng",
        ),
        (
            {"kind": "periodic", "after": {"period": "quarter", "days": "10", "unit": "working_day"}},
            "within 10 working days after the end of each quarter",
            "trong vòng 10 ngày làm việc sau khi kết thúc mỗi quý",
        ),
        (
            {"kind": "periodic", "bound": "before", "after": {"period": "quarter", "days": "5"}},
            "before day 5 after the end of each quarter",
            "trước ngày thứ 5 sau khi kết thúc mỗi quý",
        ),
        (
            {"kind": "periodic", "after": {"period": "half_year", "days": "10", "only": "1"}},
            "within 10 days after the end of each half-year, only number 1 of a year",
            "trong vòng 10 ngày sau khi kết thúc mỗi 6 tháng, chỉ kỳ thứ 1 trong năm",
        ),
        (
            {"kind": "periodic", "bound": "before", "time": "15:00", "rule": {"freq": "weekly", "byday": "FR"}},
            "before 15:00 of Friday of every week",
            "trước 15 giờ thứ Sáu hằng tuần",
        ),
        (
            {"kind": "periodic", "bound": "by", "rule": {"freq": "monthly", "byday": "2TU"}},
            "by Tuesday number 2 of every month",
            "chậm nhất thứ Ba lần thứ 2 hằng tháng",
        ),
        (
            {
                "kind": "periodic",
                "bound": "by",
                "from": "2025-03",
                "until": "2026",
                "rule": {"freq": "yearly", "bymonth": "6", "byworkingday": "-1"},
            },
            "by the last working day of month 6 every year, from 2025-03 on, until 2026",
            "chậm nhất ngày làm việc cuối cùng tháng 6 hằng năm, từ 03/2025, đến hết 2026",
        ),
        ({"kind": "once", "due": "2025-06"}, "by 2025-06-30", "chậm nhất ngày 30/06/2025"),
        ({"kind": "ad_hoc"}, "no date", "không ghi thời hạn"),
        ({"kind": "ad_hoc", "timing": "kịp thời"}, "kịp thời", "kịp thời"),
    ],
)
def test_when_a_report_is_due_is_said_in_words(fields: dict[str, object], en: str, vi: str) -> None:
    report = Report.model_validate({"id": "a", "title": "A", **fields})
    assert (ENGLISH.say(when(report)), VIETNAMESE.say(when(report))) == (en, vi)
