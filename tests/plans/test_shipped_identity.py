"""The two documents are kept with every name, number and date they print for themselves, right or wrong."""

from __future__ import annotations

import re

import pytest

from tests.plans.shipped import IDS, document_of, shipped

EN_DASH = "–"


def readings(plan_id: str, fact: str) -> list[tuple[str | None, str]]:
    """What the other places of a document print for a fact."""
    return [(reading.value, reading.at) for reading in document_of(plan_id).readings if reading.of == fact]


def test_khanh_hoa_keeps_all_three_of_its_numbers() -> None:
    assert document_of("khanh-hoa").number == "522/KH-UBND"
    assert readings("khanh-hoa", "number") == [("52/KH-UBND", "Phụ lục 1"), ("622/KH-UBND", "Phụ lục 2")]


def test_dong_thap_keeps_its_number_blank_and_has_a_date_without_a_day_only_in_its_annexes() -> None:
    assert document_of("dong-thap").number is None
    assert document_of("dong-thap").date is None
    assert readings("dong-thap", "number") == [(None, "Phụ lục 1"), (None, "Phụ lục 2")]
    assert readings("dong-thap", "date") == [("2022-02", "Phụ lục 1"), ("2022-02", "Phụ lục 2")]


def test_khanh_hoa_has_two_issuers_and_dong_thap_one() -> None:
    assert readings("khanh-hoa", "issuer") == [
        ("UBND tỉnh", "Mở đầu"),
        ("Chủ tịch UBND tỉnh Khánh Hòa", "Phụ lục 1"),
        ("Chủ tịch UBND tỉnh Khánh Hòa", "Phụ lục 2"),
    ]
    assert {value for value, _at in readings("dong-thap", "issuer")} == {"Ủy ban nhân dân Tỉnh"}


@pytest.mark.parametrize("plan_id", IDS)
def test_no_heading_of_a_copy_prints_the_issuer(plan_id: str) -> None:
    assert document_of(plan_id).issuer is None


def test_the_titles_of_khanh_hoa_differ_in_a_word_and_a_dash() -> None:
    title = shipped("khanh-hoa").title or ""
    elsewhere = [value or "" for value, _at in readings("khanh-hoa", "title")]
    assert [" các giải pháp" in value for value in (title, *elsewhere)] == [True, True, False, False]
    assert [f"2023 {EN_DASH} 2026" in value for value in (title, *elsewhere)] == [False, True, True, True]
    assert title.endswith("2023 - 2026")


def test_the_annexes_of_khanh_hoa_repeat_its_date_and_its_text_names_both() -> None:
    assert readings("khanh-hoa", "date") == [("2023-01-16", "Phụ lục 1"), ("2023-01-16", "Phụ lục 2")]
    assert readings("khanh-hoa", "annexes") == [("Phụ lục 1 và Phụ lục 2", "IV.3")]


def test_dong_thap_speaks_of_one_annex_and_has_two() -> None:
    assert readings("dong-thap", "annexes") == [("Phụ lục", "III")]
    assert [annex.name for annex in document_of("dong-thap").annexes] == ["Phụ lục 1", "Phụ lục 2"]


def test_only_the_second_annexes_print_money_line_by_line() -> None:
    extents = {plan_id: [annex.amounts for annex in document_of(plan_id).annexes] for plan_id in IDS}
    assert extents == {"khanh-hoa": ["none", "lines"], "dong-thap": ["total", "lines"]}


def test_the_signature_of_khanh_hoa_has_lost_its_title() -> None:
    signers = [document_of(plan_id).signer for plan_id in IDS]
    assert [(signer.name, signer.title, signer.authority) for signer in signers if signer] == [
        ("Nguyễn Tân Tuân", None, None),
        ("Phạm Thiện Nghĩa", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"),
    ]


@pytest.mark.parametrize(
    ("plan_id", "first", "last", "revised"),
    [("khanh-hoa", "2023-01-16", "2026", "2023-01-16"), ("dong-thap", "2022-02", "2026", "2022-02")],
)
def test_both_run_from_their_signing_to_the_end_of_2026(plan_id: str, first: str, last: str, revised: str) -> None:
    plan = shipped(plan_id)
    assert plan.period is not None
    assert plan.revision is not None
    assert (str(plan.period.from_), str(plan.period.to)) == (first, last)
    assert plan.period.wording == "từ nay đến hết năm 2026"
    assert (plan.revision.number, str(plan.revision.on), plan.revision.amends) == (1, revised, None)


@pytest.mark.parametrize(
    ("plan_id", "name", "start"),
    [
        ("khanh-hoa", "000_87a4d24eb7b24430.txt", "dd882e43"),
        ("dong-thap", "003_72d56873eb951298.txt", "8916cb3f"),
    ],
)
def test_the_source_is_named_with_its_sha256(plan_id: str, name: str, start: str) -> None:
    source = document_of(plan_id).file
    assert source is not None
    assert source.name == name
    assert re.fullmatch(f"{start}[0-9a-f]{{56}}", source.sha256)


def test_what_the_copies_probably_misprint_is_kept_and_doubted() -> None:
    doubted = {plan_id: [doubt.printed for doubt in document_of(plan_id).doubts] for plan_id in IDS}
    assert {len(doubts) for doubts in doubted.values()} == {8, 7}
    assert {"Chi mua các đợt cao điểm", "56136/KH-UBND", "cơ sở GDBT"} < set(doubted["khanh-hoa"])
    assert {"qua qua Facebook", "Nội dụng", "Thủ tướng chính phủ"} < set(doubted["dong-thap"])
