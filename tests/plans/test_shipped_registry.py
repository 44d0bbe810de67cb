"""Ids are unique, lead somewhere, and mean the same thing in both plans."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.plan import Plan
from tests.plans.shipped import IDS, budget_of, shipped

SAME = {
    "ubnd-tinh": ("UBND tỉnh", "Ủy ban nhân dân Tỉnh"),
    "hdnd-tinh": ("HĐND tỉnh", "HĐND Tỉnh"),
    "tinh-uy": ("Tỉnh ủy", "TU"),
    "bo-cong-an": ("Bộ Công an", "Bộ Công an"),
    "cuc-an-ninh-mang": ("Cục A05", "Cục An ninh mạng"),
    "cong-an": ("Công an tỉnh", "Công an Tỉnh"),
    "phong-an-ninh-mang": (
        "Công an tỉnh – Phòng An ninh mạng và phòng chống tội phạm sử dụng công nghệ cao",
        "Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
    ),
    "so-tttt": ("Sở Thông tin và Truyền thông", "Sở Thông tin và Truyền thông"),
    "so-cong-thuong": ("Sở Công Thương", "Sở Công Thương"),
    "so-tu-phap": ("Sở Tư pháp", "Sở Tư pháp"),
    "so-khcn": ("Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
    "so-gddt": ("Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"),
    "so-tai-chinh": ("Sở Tài chính", "Sở Tài chính"),
    "mttq": ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam Tỉnh"),
    "vksnd": ("Viện Kiểm sát nhân dân tỉnh", "Viện Kiểm sát nhân dân Tỉnh"),
    "tand": ("Tòa án nhân dân tỉnh", "Tòa án nhân dân Tỉnh"),
    "nhnn": ("Ngân hàng Nhà nước chi nhánh tỉnh Khánh Hòa", "Ngân hàng Nhà nước Việt Nam chi nhánh Tỉnh"),
    "bao": ("Báo Khánh Hòa", "Báo Đồng Tháp"),
    "dai-ptth": ("Đài Phát thanh và Truyền hình Khánh Hòa", "Đài Phát thanh và Truyền hình Đồng Tháp"),
    "so-nganh": ("Các sở, ban, ngành", "Các sở, ngành Tỉnh"),
    "doan-the": ("Các đoàn thể thuộc tỉnh", "Tổ chức chính trị - xã hội Tỉnh"),
    "ubnd-huyen": ("UBND các huyện, thị xã, thành phố", "Ủy ban nhân dân huyện, thành phố"),
    "cac-don-vi": ("Các cơ quan, đơn vị, địa phương", "Các đơn vị, địa phương"),
    "cac-nganh-cac-cap": ("Các ngành, các cấp", "Các ngành, các cấp"),
    "co-quan-lien-quan": ("Các cơ quan, đơn vị liên quan", "Các đơn vị có liên quan"),
    "co-quan-dieu-tra": ("Cơ quan điều tra các cấp", "Cơ quan điều tra các cấp"),
    "luc-luong-dau-tranh": (
        "Lực lượng trực tiếp đấu tranh từ tỉnh đến cơ sở",
        "Lực lượng trực tiếp đấu tranh từ Tỉnh đến cơ sở",
    ),
    "chinh-quyen-xa": ("Chính quyền cấp xã", "Chính quyền cấp xã"),
    "to-chuc-tin-dung": (
        "Các chi nhánh tổ chức tín dụng trên địa bàn tỉnh",
        "Các tổ chức tín dụng, chi nhánh tổ chức tín dụng, ngân hàng thương mại trên địa bàn",
    ),
    "doanh-nghiep-vien-thong": ("Các doanh nghiệp viễn thông", "Các doanh nghiệp viễn thông, internet"),
    "co-quan-bao-chi": ("Các cơ quan thông tấn, báo chí", "Các cơ quan báo chí"),
    "thong-tin-co-so": ("Hệ thống thông tin cơ sở", "Hệ thống thông tin cơ sở"),
    "truong-hoc": (
        "Các trường học, cơ sở giáo dục trên địa bàn tỉnh",
        "Các trường học, cơ sở giáo dục trên địa bàn Tỉnh",
    ),
}
"""What each shared id of an agency is called in Khánh Hòa and in Đồng Tháp."""


def test_a_shared_id_is_the_same_body_in_both_plans() -> None:
    left, right = ({agency.id: agency.name for agency in shipped(plan_id).agencies} for plan_id in IDS)
    assert {agency: (left[agency], right[agency]) for agency in left.keys() & right.keys()} == SAME


@pytest.mark.parametrize("plan_id", IDS)
def test_ids_are_unique_in_every_list(plan_id: str) -> None:
    for ids in lists_of_ids(shipped(plan_id), budget_of(plan_id)):
        assert len(ids) == len(set(ids))


def lists_of_ids(plan: Plan, budget: Budget) -> Iterator[list[str]]:
    """The ids of every list of records that have some."""
    yield [agency.id for agency in plan.agencies]
    yield [objective.id for objective in plan.objectives]
    yield [task.id for task in plan.tasks]
    yield [report.id for report in plan.reports]
    yield [statistic.id for statistic in plan.statistics]
    yield [line.id for line in budget.lines]
    yield [source.id for source in budget.sources]
    yield from ([part.id for part in statistic.parts] for statistic in plan.statistics)


@pytest.mark.parametrize("plan_id", IDS)
def test_every_agency_that_is_named_stands_in_the_registry(plan_id: str) -> None:
    registry = {agency.id for agency in shipped(plan_id).agencies}
    assert {agency for agency in named(shipped(plan_id)) if agency not in registry} == set()


def named(plan: Plan) -> Iterator[str]:
    """Every id of an agency that some part of the plan mentions."""
    for agency in plan.agencies:
        yield from (*agency.members, *agency.part_of)
    for task in plan.tasks:
        yield from (*task.agencies, *task.with_, *task.through)
    for report in plan.reports:
        yield from (*report.from_whom, *report.to)
        yield from (report.via.agency,) if report.via and report.via.agency else ()
    for line in plan.budget.lines if plan.budget else ():
        yield from line.agencies
    for recipient in plan.recipients:
        yield from recipient.agencies
    yield from (contact.agency for contact in plan.contacts if contact.agency)


@pytest.mark.parametrize("plan_id", IDS)
def test_no_body_is_a_member_of_itself(plan_id: str) -> None:
    above = {agency.id: (*agency.part_of,) for agency in shipped(plan_id).agencies}
    below = {agency.id: agency.members for agency in shipped(plan_id).agencies}
    for graph in (above, below):
        for start in graph:
            assert start not in reached(graph, start)


def reached(graph: dict[str, tuple[str, ...]], start: str) -> set[str]:
    """Everything that can be reached from `start`."""
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        agency = waiting.pop()
        if agency not in found:
            found.add(agency)
            waiting.extend(graph[agency])
    return found


@pytest.mark.parametrize(
    ("plan_id", "lines", "for_report", "archive"),
    [("khanh-hoa", 14, 3, "VT, MN, NgM"), ("dong-thap", 7, 0, "VT, TCD-NC(CT)")],
)
def test_the_recipients_are_kept_line_by_line(plan_id: str, lines: int, for_report: int, archive: str) -> None:
    recipients = shipped(plan_id).recipients
    assert len(recipients) == lines
    assert sum(recipient.for_report for recipient in recipients) == for_report
    assert [recipient.name for recipient in recipients if recipient.archive] == [archive] == [recipients[-1].name]


def test_the_state_bank_gets_tasks_but_not_the_document() -> None:
    for plan_id in IDS:
        plan = shipped(plan_id)
        assert "nhnn" in {agency for task in plan.tasks for agency in task.agencies}
        assert "nhnn" not in {agency for recipient in plan.recipients for agency in recipient.agencies}


def test_each_plan_prints_one_address() -> None:
    contacts = [
        (contact.agency, contact.email, contact.at) for plan_id in IDS for contact in shipped(plan_id).contacts
    ]
    assert contacts == [
        ("phong-an-ninh-mang", "anninhmang.ca@khanhhoa.gov.vn", "IV.2"),
        ("cong-an", "anmdt@gmail.com", "IV.2"),
    ]
