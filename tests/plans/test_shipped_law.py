"""Every citation of a legal instrument is kept with the number, date and issuer printed there."""

from __future__ import annotations

from cybercrime_plan.model.identity import Citation
from tests.plans.shipped import shipped

CHIEF = "Thủ tướng Chính phủ"
Cited = tuple[str, str | None, str | None, str | None, str]


def citations(plan_id: str) -> list[Cited]:
    """Kind, number, date, printed issuer and place of every citation."""
    found: list[Cited] = []
    for instrument in shipped(plan_id).legal_basis:
        first = Citation(date=instrument.date, issuer=instrument.issuer, at=instrument.at or "")
        for citation in (first, *instrument.also):
            date = str(citation.date) if citation.date else None
            found.append((instrument.kind, instrument.number, date, citation.issuer, citation.at))
    return found


def test_khanh_hoa_cites_six_instruments_in_nine_places() -> None:
    assert len(shipped("khanh-hoa").legal_basis) == 6
    assert citations("khanh-hoa") == [
        ("Nghị định", "25/2014/NĐ-CP", "2014-04-07", CHIEF, "Mở đầu"),
        ("Nghị định", "25/2014/NĐ-CP", "2014-04-07", CHIEF, "chú thích 2"),
        ("Chỉ thị", "21/CT-TTg", "2020-05-25", CHIEF, "Mở đầu"),
        ("Chỉ thị", "21/CT-TTg", "2020-05-25", CHIEF, "chú thích 2"),
        ("Luật", None, None, None, "Mở đầu"),
        ("Nghị định", "53/2022/NĐ-CP", "2022-08-15", CHIEF, "Mở đầu"),
        ("Nghị định", "53/2022/NĐ-CP", "2022-08-15", CHIEF, "chú thích 2"),
        ("Tờ trình", "165/TTr-CAT", "2023-01-12", "Công an tỉnh", "Mở đầu"),
        ("Kế hoạch", "56136/KH-UBND", "2016-07-18", "UBND tỉnh Khánh Hòa", "chú thích 2"),
    ]


def test_dong_thap_cites_six_instruments_in_eight_places_and_one_under_two_issuers() -> None:
    assert len(shipped("dong-thap").legal_basis) == 6
    assert citations("dong-thap") == [
        ("Nghị định", "25/2014/NĐ-CP", "2014-04-07", "Chính phủ", "Mở đầu"),
        ("Nghị định", "25/2014/NĐ-CP", "2014-04-07", CHIEF, "chú thích 2"),
        ("Chỉ thị", "21/CT-TTg", "2020-05-25", CHIEF, "Mở đầu"),
        ("Chỉ thị", "21/CT-TTg", "2020-05-25", "Thủ tướng chính phủ", "chú thích 2"),
        ("Kế hoạch", "499/KH-BCA-C02", "2020-12-08", "Bộ trưởng Bộ Công an", "Mở đầu"),
        ("Kế hoạch", "137/KH-UBND", "2020-06-11", "UBND Tỉnh", "chú thích 2"),
        ("Kế hoạch", "68/KH-UBND", "2021-03-04", "UBND Tỉnh", "chú thích 2"),
        ("Kế hoạch", "124/KH-UBND", "2020-06-01", "UBND Tỉnh", "chú thích 2"),
    ]
