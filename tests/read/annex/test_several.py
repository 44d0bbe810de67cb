"""Several tables of one file: all are read, a summary stands first, and each keeps its unit and its cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from cybercrime_plan.errors import UsageError
from cybercrime_plan.read.annex.annex import AnnexReading
from cybercrime_plan.read.annex.choices import UndecidedError
from cybercrime_plan.read.load import Loaded, load
from tests.program import plan
from tests.read.annexes import recognised

SUMMARY = "Phụ lục 1\nTổng hợp\nĐVT: triệu đồng\nSTT;Đơn vị;2025;2026;Cộng\n"
POLICE = (
    "Phụ lục 2\nDự toán của Công an tỉnh\nĐVT: nghìn đồng\nSTT;Nội dung;2025;2026;Cộng\n"
    "1;Mua sắm;100000;100000;200000\n2;Tập huấn;200000;110000;310000\n;Tổng cộng;300000;210000;510000\n"
)
HEALTH = (
    "Phụ lục 3\nDự toán của Sở Y tế\nĐVT: triệu đồng\nSTT;Nội dung;2025;2026;Cộng\n"
    "1;Mua sắm;100;190;290\n2;Tập huấn;300;260;560\n;Tổng cộng;400;450;850\n"
)


def summary(*lines: str) -> str:
    return SUMMARY + "".join(f"{line}\n" for line in lines)


RIGHT = summary("1;Công an tỉnh;300;210;510", "2;Sở Y tế;400;450;850", ";Tổng cộng;700;660;1360")
SLIPPED = summary("1;Công an tỉnh;300;210;510", "2;Sở Y tế;400;540;940", ";Tổng cộng;700;750;1450")


def read(*tables: str) -> AnnexReading:
    return recognised("\n".join(tables), "a.csv")


def loaded(*tables: str) -> Loaded:
    return load("\n".join(tables).encode(), "a.csv")


def links(annex: AnnexReading) -> dict[str, str | None]:
    return {table["title"]: table.get("line") for table in annex.tree["budgets"]}


DETAILS = {"Dự toán của Công an tỉnh": "cong-an-tinh", "Dự toán của Sở Y tế": "so-y-te"}


@pytest.mark.parametrize("tables", [(RIGHT, POLICE, HEALTH), (POLICE, RIGHT, HEALTH), (POLICE, HEALTH, RIGHT)])
def test_the_summary_stands_first_wherever_it_is_printed(tables: tuple[str, ...]) -> None:
    annex = read(*tables)
    assert annex.tree["budget"]["at"] == "Phụ lục 1"
    assert links(annex) == DETAILS


def test_a_slip_does_not_take_the_summary_from_its_tables() -> None:
    assert links(read(SLIPPED, POLICE, HEALTH)) == DETAILS


def test_tables_that_only_share_names_are_no_details() -> None:
    other = summary("1;Công an tỉnh;1;2;3", "2;Sở Y tế;4;5;9", ";Tổng cộng;5;7;12")
    assert set(links(read(other, POLICE, HEALTH)).values()) == {None}


def test_each_table_has_its_own_unit_and_its_own_places() -> None:
    annex = read(RIGHT, POLICE)
    assert annex.tree["budgets"][0]["unit"] == "nghìn đồng"
    place = annex.positions.at(("budgets", 0, "lines", 0, "amounts", 1))
    assert str(place) == "13:18"


def test_nothing_of_a_table_is_said_to_be_unused() -> None:
    assert read(RIGHT, POLICE, HEALTH).unused == read(RIGHT).unused


def test_every_figure_belongs_to_its_table() -> None:
    found = loaded(RIGHT, POLICE, HEALTH)
    assert sorted({figure.table for figure in found.figures}) == [0, 1, 2]


def test_a_table_without_a_unit_takes_the_chosen_one_and_the_others_keep_theirs() -> None:
    bare = HEALTH.replace("ĐVT: triệu đồng\n", "")
    with pytest.raises(UndecidedError) as undecided:
        read(POLICE, bare)
    assert undecided.value.question.option == "table"
    tree = recognised(f"{POLICE}\n{bare}", "a.csv", unit="triệu đồng").tree
    assert [tree["budget"]["unit"], tree["budgets"][0]["unit"]] == ["nghìn đồng", "triệu đồng"]


BALANCE = (
    "Cân đối ngân sách xã\nĐVT: triệu đồng\n{left};Dự toán;{right};Dự toán\n"
    "TỔNG SỐ THU;600;TỔNG SỐ CHI;590\nThu xã hưởng 100%;120;Chi đầu tư phát triển;240\n"
    "Thu bổ sung;480;Chi thường xuyên;{spent}\n"
)


@pytest.mark.parametrize(("left", "right"), [("Nội dung thu", "Nội dung chi"), ("Các khoản thu", "Các khoản chi")])
def test_two_tables_side_by_side_are_read_as_two(left: str, right: str) -> None:
    tree = read(BALANCE.format(left=left, right=right, spent=350)).tree
    both = [tree["budget"], *tree["budgets"]]
    assert [[line["name"] for line in one["lines"]] for one in both] == [
        ["Thu xã hưởng 100%", "Thu bổ sung"],
        ["Chi đầu tư phát triển", "Chi thường xuyên"],
    ]
    assert [(one["unit"], one["total"]) for one in both] == [("triệu đồng", "600"), ("triệu đồng", "590")]


def test_two_tables_side_by_side_under_a_letterhead_have_their_numbers_in_their_names() -> None:
    above = "UBND XÃ A;;Biểu số 103/CK TC-NSNN;\n"
    page = above + BALANCE.format(left="Nội dung thu", right="Nội dung chi", spent=350)
    for name, number in (("Thu xã", "I."), ("Thu bổ", "II."), ("Chi đầu", "I."), ("Chi thường", "II.")):
        page = page.replace(name, f"{number} {name}")
    tree = read(page).tree
    assert [[line["stt"] for line in one["lines"]] for one in (tree["budget"], *tree["budgets"])] == [
        ["I.", "II."],
        ["I.", "II."],
    ]


def test_a_slip_in_the_right_one_of_two_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(BALANCE.format(left="Nội dung thu", right="Nội dung chi", spent=530), "utf-8")
    ran = plan("budget", "check", str(file), "--lang", "en")
    assert (ran.code, "BUD104" in ran.out, "590" in ran.out) == (1, True, True)


def test_of_many_tables_the_outcome_spells_out_the_first_that_agree_and_each_that_does_not() -> None:
    def table(number: int, total: int) -> str:
        return (
            f"Phụ lục {number}\nDự toán của đơn vị {number}\nĐVT: triệu đồng\nSTT;Nội dung;2025;2026;Cộng\n"
            f"1;Mua sắm;100;190;290\n2;Tập huấn;300;260;560\n;Tổng cộng;400;450;{total}\n"
        )

    text = "\n".join(table(number, 851 if number == 9 else 850) for number in range(1, 12))
    told = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=text.encode()).out
    assert "“Dự toán của đơn vị 5”: total 850.000.000 đồng" in told
    assert "đơn vị 6”: total" not in told
    assert "“Dự toán của đơn vị 9”: the amounts add up to 850.000.000 đồng, 851.000.000 đồng is printed" in told
    assert "5 more tables whose totals agree" in told


@pytest.mark.parametrize(
    ("above", "titles", "units"),
    [
        ("A. Thu;;B. Chi;\nĐVT: triệu đồng;;;\n", ["A. Thu", "B. Chi"], ["triệu đồng", "triệu đồng"]),
        ("A. Thu;;B. Chi;\nĐVT: tỷ đồng;;ĐVT: nghìn đồng;\n", ["A. Thu", "B. Chi"], ["tỷ đồng", "nghìn đồng"]),
        ("Cân đối;;;\n;;;ĐVT: tỷ đồng\n", ["Cân đối", "Cân đối"], ["tỷ đồng", "tỷ đồng"]),
        ("Cân đối;;;ĐVT: tỷ đồng\n", ["", ""], ["tỷ đồng", "tỷ đồng"]),
    ],
)
def test_each_of_two_tables_side_by_side_has_its_own_title_and_unit(
    above: str, titles: list[str], units: list[str]
) -> None:
    lines = "Thuế;240;Lương;200\nPhí;35;Mua sắm;75\nLệ phí;18;Khác;18\nTổng cộng;293;Tổng cộng;293\n"
    annex = recognised(f"{above}Nội dung;Số tiền;Nội dung;Số tiền\n{lines}", "a.csv")
    assert [annex.title, *(table.get("title", "") for table in annex.tree["budgets"])] == titles
    assert [table["unit"] for table in (annex.tree["budget"], *annex.tree["budgets"])] == units


BOTH = (
    "I. Chi thường xuyên\nĐVT: triệu đồng\nTT;Nội dung;2026;2027;Cộng\n1;Tuyên truyền;104;126;230\n"
    "2;Tập huấn;83;97;180\n;Cộng I;187;223;410\n\nII. Chi đầu tư\nTT;Nội dung;2026;2027;Cộng\n"
    "1;Trụ sở;2100;3050;5150\n2;Thiết bị;540;710;1250\n;Cộng II;2640;3760;6400\n"
    ";Tổng cộng (I+II);2827;{later};6810\n"
)


@pytest.mark.parametrize(
    ("later", "told"), [("3983", "all right"), ("3993", "all tables together come to another total")]
)
def test_the_total_of_all_tables_at_the_end_is_held_against_all(later: str, told: str) -> None:
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=BOTH.format(later=later).encode())
    assert told in ran.out
    assert "“II. Chi đầu tư”: total 6.400.000.000 đồng" in ran.out


def test_lines_taken_off_count_in_the_total_of_all_tables() -> None:
    cut = BOTH.replace("1;Tuyên truyền;104;126;230", "1;Giảm trừ;-4;-6;-10").replace(
        "Cộng I;187;223;410", "Cộng I;79;91;170"
    )
    text = cut.replace("2827;{later};6810", "2719;3851;6570")
    told = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=text.encode())
    assert told.code == 0
    assert "13 sums checked, all right" in told.out


def test_a_question_that_all_tables_ask_alike_is_asked_itself() -> None:
    bare = [table.replace("ĐVT: triệu đồng\n", "") for table in (HEALTH, RIGHT)]
    with pytest.raises(UndecidedError) as asked:
        read(*bare)
    assert asked.value.question.option == "unit"
    with pytest.raises(UsageError, match="xu"):
        recognised("\n".join(bare), "a.csv", unit="xu")


def test_a_further_table_that_nothing_names_is_known_by_its_number() -> None:
    text = "ĐVT: triệu đồng\nNội dung;2024;2025\nMáy tính;1;3\nCộng;1;3\n\nHạng mục;2026\nXe máy;2\nCộng;2\n"
    assert [table["id"] for table in recognised(text, "a.csv").tree["budgets"]] == ["bang-2"]
