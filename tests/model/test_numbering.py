"""Numbers of documents: the form of Decree 30/2020/NĐ-CP, the forms met in use, and who issues which series."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.model.numbering import KINDS, canonical, document_number, may_issue
from tests.plans.shipped import IDS, shipped


@pytest.mark.parametrize(
    ("text", "ordinal", "year", "series", "kind"),
    [
        ("522/KH-UBND", 522, None, "KH-UBND", "Kế hoạch"),
        ("05/KH-UBND", 5, None, "KH-UBND", "Kế hoạch"),
        ("25/2014/NĐ-CP", 25, 2014, "NĐ-CP", "Nghị định"),
        ("24/2018/QH14", 24, 2018, "QH14", None),
        ("499/KH-BCA-C02", 499, None, "KH-BCA-C02", "Kế hoạch"),
        ("57-NQ/TW", 57, None, "NQ/TW", "Nghị quyết"),
        ("165/TTr-CAT", 165, None, "TTr-CAT", "Tờ trình"),
        ("1150/QĐ-UBND-HC", 1150, None, "QĐ-UBND-HC", "Quyết định"),
    ],
)
def test_every_form_in_use_is_taken_apart(
    text: str, ordinal: int, year: int | None, series: str, kind: str | None
) -> None:
    number = document_number(text)
    assert number is not None
    assert (number.ordinal, number.year, number.series, number.kinds) == (
        ordinal,
        year,
        series,
        (kind,) if kind else number.kinds,
    )


@pytest.mark.parametrize(
    "text",
    ["15/6", "16/01/2023", "00/KH-UBND", "522 KH-UBND", "522/ KH-UBND", "KH-UBND",
     "522/kh-ubnd", "/KH-UBND", "V/KH-UBND", "522/KH_UBND/", "522/KH-UBND\n", "123456/KH-UBND", ""],
)  # fmt: skip
def test_what_is_no_number_of_a_document_is_refused(text: str) -> None:
    assert document_number(text) is None


@given(st.integers(1, 99_999), st.sampled_from(sorted(KINDS)), st.sampled_from(["UBND", "HĐND", "CP", "CAT"]))
def test_a_number_comes_back_as_it_was_written(ordinal: int, kind: str, issuer: str) -> None:
    number = document_number(f"{ordinal:02d}/{kind}-{issuer}")
    assert number is not None
    assert (number.ordinal, number.groups, number.kinds) == (ordinal, (kind, issuer), (KINDS[kind],))


@pytest.mark.parametrize("plan_id", IDS)
def test_every_number_of_the_shipped_plans_is_in_form(plan_id: str) -> None:
    cited = [one.number for one in shipped(plan_id).legal_basis if one.number]
    assert all(map(document_number, cited))


@pytest.mark.parametrize(
    ("issuer", "text", "may"),
    [
        ("Chính phủ", "25/2014/NĐ-CP", True),
        ("Thủ tướng Chính phủ", "25/2014/NĐ-CP", False),
        ("Thủ tướng chính phủ", "21/CT-TTg", True),
        ("Chính phủ", "21/CT-TTg", False),
        ("UBND tỉnh Khánh Hòa", "522/KH-UBND", True),
        ("Uỷ ban nhân dân Tỉnh", "522/KH-UBND", True),
        ("Chủ tịch UBND tỉnh", "522/KH-UBND", True),
        ("HĐND tỉnh", "522/KH-UBND", False),
        ("Hội đồng nhân dân tỉnh", "12/NQ-HĐND", True),
        ("Quốc hội", "24/2018/QH14", True),
        ("Bộ trưởng Bộ Công an", "499/KH-BCA-C02", True),
        ("Công an tỉnh", "165/TTr-CAT", True),
        ("Sở Tư pháp", "12/KH-STP", True),
    ],
)
def test_the_letters_say_who_issues_it_and_unknown_letters_accuse_nobody(issuer: str, text: str, may: bool) -> None:
    number = document_number(text)
    assert number is not None
    assert may_issue(issuer, number) is may


def test_short_forms_and_the_name_of_the_province_are_no_other_issuer() -> None:
    same = {"UBND tỉnh", "Ủy ban nhân dân Tỉnh", "Uỷ ban nhân dân tỉnh Khánh Hoà", "UBND  tỉnh Khánh Hòa"}
    assert len({canonical(name, "Khánh Hòa") for name in same}) == 1
    assert canonical("Chủ tịch UBND tỉnh", "Khánh Hòa") not in {canonical(name, "Khánh Hòa") for name in same}
