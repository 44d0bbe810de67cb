"""Both plans want two reports a year; everything else they want has no date and is listed as it is printed."""

from __future__ import annotations

import pytest

from cybercrime_plan.model.reports import Report
from tests.plans.shipped import IDS, shipped


def reports(plan_id: str, *, dated: bool) -> dict[str, Report]:
    """The duties of a plan that have a date, or those that have none."""
    return {report.id: report for report in shipped(plan_id).reports if report.dated is dated}


@pytest.mark.parametrize(
    ("plan_id", "agency", "email"),
    [
        ("khanh-hoa", "phong-an-ninh-mang", "anninhmang.ca@khanhhoa.gov.vn"),
        ("dong-thap", "cong-an", "anmdt@gmail.com"),
    ],
)
def test_reports_are_due_before_15_june_and_before_15_november(plan_id: str, agency: str, email: str) -> None:
    dated = reports(plan_id, dated=True)
    assert list(dated) == ["sau-thang", "nam"]
    for report, month in zip(dated.values(), (6, 11), strict=True):
        assert report.rule is not None
        assert report.via is not None
        assert (report.kind, report.bound, report.rule.freq) == ("periodic", "before", "yearly")
        assert (report.rule.bymonth, report.rule.bymonthday) == ((month,), 15)
        assert (report.from_whom, report.to, report.at) == (("cac-don-vi",), ("ubnd-tinh",), "IV.2")
        assert (report.via.agency, report.via.email) == (agency, email)


def test_duties_without_a_date_keep_the_printed_words() -> None:
    undated = {
        plan_id: [(report.id, report.timing, report.at) for report in reports(plan_id, dated=False).values()]
        for plan_id in IDS
    }
    assert undated == {
        "khanh-hoa": [
            ("ke-hoach-don-vi", None, "II.1.7, IV.1"),
            ("de-xuat-thiet-bi", "Hàng năm", "Phụ lục 1.3"),
            ("tong-hop", "theo đúng quy định", "IV.3"),
            ("vuong-mac", "kịp thời", "IV.3"),
            ("cung-cap-thong-tin-tmdt", "khi có yêu cầu", "II.4"),
            ("cung-cap-thong-tin-ngan-hang", "kịp thời", "II.12.3"),
        ],
        "dong-thap": [
            ("ke-hoach-don-vi", None, "II.13, IV.1"),
            ("phan-bo-hang-nam", "hàng năm theo quy định", "III"),
            ("tong-hop", "đúng quy định", "IV.3"),
            ("cung-cap-thong-tin-vien-thong", "theo yêu cầu", "II.3.3"),
            ("cung-cap-thong-tin-ngan-hang", "kịp thời", "II.4.3"),
        ],
    }


@pytest.mark.parametrize("plan_id", IDS)
def test_the_bodies_only_requested_are_not_said_to_report(plan_id: str) -> None:
    plan = shipped(plan_id)
    assigned = {agency for task in plan.tasks if task.role == "assigned" for agency in task.agencies}
    requested = {agency for task in plan.tasks if task.role == "requested" for agency in task.agencies}
    reporting = next(agency.members for agency in plan.agencies if agency.id == "cac-don-vi")
    assert not set(reporting) & (requested - assigned)
