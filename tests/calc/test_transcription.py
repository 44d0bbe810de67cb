"""A plan against its source: every value, the other way round, and what makes no difference between two copies."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.source_clauses import Clauses
from cybercrime_plan.calc.transcription import SoughtState, Transcription, transcription
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Cell
from cybercrime_plan.model.paths import Paths
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.source_text import SourceText
from cybercrime_plan.read.load import load
from tests.plans.shipped import budget_of
from tests.transcribed import DONG_THAP_ANNEX, KHANH_HOA_ANNEX, PLAN, SOURCE


def read(text: str) -> Plan:
    loaded = load(text.encode(), "plan.yaml")
    assert loaded.plan is not None
    assert loaded.findings == ()
    return loaded.plan


def held(plan: str = PLAN, source: str = SOURCE) -> Transcription:
    return transcription(read(plan), SourceText("nguon.txt", "", source))


def faults(of: Transcription, plan: str = PLAN) -> list[str]:
    """What is not printed at its place, by its path, and what was left out, by its kind and place."""
    paths = Paths(read(plan))
    missing = [paths.of(one.sought.loc) for one in of.values if one.state is not SoughtState.AT_CLAUSE]
    return missing + [f"{one.what.value} {of.source.place(one.stretch.first)}" for one in of.omitted]


def test_a_faithful_transcription_has_no_fault() -> None:
    assert faults(held()) == []
    assert held().count(SoughtState.AT_CLAUSE) == 37


WRONG = [
    ("Hà Giang", "Hà Tĩnh", "province"),
    ("title: Phòng, chống lừa đảo trên mạng", "title: Phòng chống lừa đảo trên mạng", "title"),
    ("number: 15/KH-UBND", "number: 51/KH-UBND", "document.number"),
    ('date: "2025-01-10"', 'date: "2025-10-01"', "document.date"),
    ("name: Nguyễn Văn A", "name: Nguyễn Văn Ả", "document.signer.name"),
    ("title: CHỦ TỊCH", "title: PHÓ CHỦ TỊCH", "document.signer.title"),
    ("number: 21/CT-TTg", "number: 12/CT-TTg", "legal_basis[12/CT-TTg]"),
    ("issuer: Thủ tướng Chính phủ", "issuer: Chính phủ", "legal_basis[21/CT-TTg]"),
    ("lừa đảo qua không gian", "lừa đảo trên không gian", "legal_basis[21/CT-TTg]"),
    ("name: Sở Tài chính", "name: Sở Tài chánh", "agencies[so-tai-chinh].name"),
    ("timing: khi có yêu cầu", "timing: khi có đề nghị", "tasks[cao-diem].timing"),
    ("unit: triệu đồng", "unit: nghìn đồng", "budget.unit"),
    ("years: [2025, 2026]", "years: [2024, 2026]", "budget.years"),
    ("name: Tuyên truyền", "name: Truyền thông", "budget.lines[tuyen-truyen]"),
    ("amounts: [3000, 150]", "amounts: [150, 3000]", "budget.lines[tuyen-truyen]"),
    ('amounts: [4000, "-"]', "amounts: [4000, 0]", "budget.lines[thiet-bi]"),
    ('amounts: [4000, "-"]', "amounts: [4000, null]", "budget.lines[thiet-bi]"),
    ('stt: "1"', 'stt: "2"', "budget.lines[tuyen-truyen]"),
    ("totals: [7000, 150]", "totals: [150, 7000]", "budget.totals"),
    ("total: 7150", "total: 7510", "budget.totals"),
    ('amount: "7.150.000.000"', 'amount: "7.510.000.000"', "budget.stated[III].amount"),
    ("words: Bảy tỷ một trăm", "words: Bảy tỷ hai trăm", "budget.stated[III].words"),
    ("status: dự kiến", "status: tạm tính", "budget.stated[III].status"),
    ("bymonthday: 15", "bymonthday: 25", "reports[sau-thang].rule"),
    ("bymonth: 6", "bymonth: 5", "reports[sau-thang].rule"),
    ("email: canhbao", "email: canh-bao", "reports[sau-thang].via.email"),
    ("total: {value: 12,", "total: {value: 21,", "statistics[so-vu].total.value"),
    ('printed: "08"', 'printed: "80"', "statistics[so-vu].parts[mang].value"),
    ("value: 4, unit: vụ", "value: 8, unit: vụ", "statistics[so-vu].parts[dien-thoai].value"),
    ('value: "3,5"', 'value: "5,3"', "statistics[thiet-hai].total.value"),
    ("unit: tỷ đồng, qualifier", "unit: triệu đồng, qualifier", "statistics[thiet-hai].total.value"),
    (", qualifier: more_than", "", "statistics[thiet-hai].total.value"),
    ("name: VT", "name: VP", "recipients[VP]"),
    ("[cong-an]}\n  - {name: VT", "[cong-an], for_report: true}\n  - {name: VT", "recipients[Công an tỉnh]"),
    ("at: II.2,", "at: II.3,", "tasks[kinh-phi].at"),
    ("status: dự kiến, at: III", "status: dự kiến, at: IV.1", "budget.stated[IV.1].amount"),
    ("  at: Phụ lục 1\n  years", "  at: Phụ lục 2\n  years", "budget.lines[tuyen-truyen]"),
]


@pytest.mark.parametrize(("right", "wrong", "path"), WRONG, ids=[f"{path}: {wrong}" for _r, wrong, path in WRONG])
def test_a_value_that_is_not_printed_so_is_noticed(right: str, wrong: str, path: str) -> None:
    assert right in PLAN
    changed = PLAN.replace(right, wrong, 1)
    assert path in faults(held(changed), changed)


LEFT_OUT = [
    (r"    - \{id: thiet-bi.*\n", "row 32:1"),
    (r"  - \{id: cao-diem.*\n", "task 15:1"),
    (r"  - \{id: kinh-phi.*\n", "task 16:1"),
    (r"  - \{name: Công an tỉnh.*\n", "recipient 24:3"),
]


@pytest.mark.parametrize(("record", "told"), LEFT_OUT)
def test_what_the_source_has_and_the_plan_does_not_is_told(record: str, told: str) -> None:
    shorter = re.sub(record, "", PLAN)
    assert shorter != PLAN
    assert told in faults(held(shorter), shorter)


@pytest.mark.parametrize("number", ["137/KH-UBND", "25/2014/NĐ-CP", "12/2014/NĐ-CP", "499/KH-BCA-C02"])
def test_an_instrument_that_is_left_out_is_told_once_and_the_plan_s_own_number_is_none(number: str) -> None:
    more = SOURCE.replace("Thủ tướng Chính phủ về", f"Thủ tướng Chính phủ, văn bản số {number}, về")
    more = more.replace("III. KINH PHÍ", f"III. KINH PHÍ\nTheo văn bản số {number}.")
    told = [one for one in held(source=more).omitted if one.what.value == "instrument"]
    assert [held(source=more).source.printed(*one.stretch) for one in told] == [number]


def test_a_budget_alone_does_not_ask_for_tasks_and_recipients() -> None:
    head, budget = PLAN[: PLAN.index("document:")], PLAN[PLAN.index("budget:") : PLAN.index("reports:")]
    assert faults(held(head + budget), head + budget) == []


def wrapped(width: int) -> Callable[[str], str]:
    return lambda text: "\n".join(textwrap.wrap(" ".join(text.split()), width))


COPIES: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "NFD": lambda text: normalize("NFD", text),
    "tags": lambda text: "\n".join(f'<p class="x">{line}</p><br/>' for line in text.split("\n")),
    "entities": lambda text: text.replace("à", "&agrave;").replace("á", "&#225;").replace(" - ", "&nbsp;- "),
    "dashes and quotes": lambda text: text.replace("–", "-").replace(" - ", " – "),
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "thousands without marks": lambda text: re.sub(r"(?<=[0-9])\.(?=[0-9]{3})", "", text),
    "dates in words": lambda text: text.replace("25/5/2020", "25 tháng 05 năm 2020"),
    "dates in digits": lambda text: text.replace("10 tháng 01 năm 2025", "10/1/2025"),
    "a page number": lambda text: text.replace("- Mở đợt", "\n\n 2 \n\n- Mở đợt"),
    "a broken page": lambda text: text.replace("khi có yêu cầu", "khi có\n\n3\n\nyêu cầu"),
    **{f"lines of {width}": wrapped(width) for width in (40, 66, 80, 100_000)},
}


@pytest.mark.parametrize("copy", COPIES)
def test_another_writing_of_the_same_document_has_no_fault(copy: str) -> None:
    assert faults(held(source=COPIES[copy](SOURCE))) == []


@pytest.mark.parametrize("change", ["diacritics", "digits", "order"])
def test_what_means_something_is_never_taken_away(change: str) -> None:
    changes = {
        "diacritics": SOURCE.replace("Bộ Công an", "Bô Công an"),
        "digits": SOURCE.replace("15 tháng 6", "16 tháng 6"),
        "order": SOURCE.replace("qua không gian mạng", "qua mạng không gian"),
    }
    assert len(faults(held(source=changes[change]))) > 0


def cells_of(budget: Budget) -> set[Cell]:
    in_lines = {cell for line in budget.lines for cell in (*(line.amounts or ()), line.total)}
    return in_lines | set(budget.totals or ()) | {budget.total}


def with_another_figure(budget: Budget, place: int, figure: Cell) -> Budget | None:
    """The table with one figure replaced, counted row by row; None where that very figure stands there."""
    width = len(budget.years) + 1
    row, column = divmod(place, width)
    cells = (
        [*(budget.lines[row].amounts or ()), budget.lines[row].total]
        if row < len(budget.lines)
        else [
            *(budget.totals or ()),
            budget.total,
        ]
    )
    if cells[column] == figure:
        return None
    cells[column] = figure
    if row == len(budget.lines):
        return budget.model_copy(update={"totals": tuple(cells[:-1]), "total": cells[-1]})
    line = budget.lines[row].model_copy(update={"amounts": tuple(cells[:-1]), "total": cells[-1]})
    return budget.model_copy(update={"lines": (*budget.lines[:row], line, *budget.lines[row + 1 :])})


def annexes() -> Iterator[tuple[Plan, SourceText]]:
    for plan, annex in (("khanh-hoa", KHANH_HOA_ANNEX), ("dong-thap", DONG_THAP_ANNEX)):
        alone = budget_of(plan).model_copy(update={"stated": (), "spending": (), "notes": ()})
        lines = tuple(line.model_copy(update={"labels": (), "notes": ()}) for line in alone.lines)
        sources = tuple(source for source in alone.sources if source.at == "Phụ lục 2")
        budget = alone.model_copy(update={"lines": lines, "sources": sources})
        yield Plan.model_construct(format="1", id="a", budget=budget), SourceText("phu-luc.txt", "", annex)


ANNEXES = tuple(annexes())


@pytest.mark.parametrize(("plan", "source"), ANNEXES, ids=["khanh-hoa", "dong-thap"])
def test_the_tables_of_the_shipped_plans_stand_in_their_annexes(plan: Plan, source: SourceText) -> None:
    found = transcription(plan, source)
    assert [one.sought.shown for one in found.values if one.state is not SoughtState.AT_CLAUSE] == []
    assert found.omitted == ()


@pytest.mark.parametrize(("plan", "source"), ANNEXES, ids=["khanh-hoa", "dong-thap"])
@given(data=st.data())
def test_any_figure_replaced_by_any_other_of_the_annex_is_noticed(
    plan: Plan, source: SourceText, data: st.DataObject
) -> None:
    budget = plan.budget
    assert budget is not None
    figures = sorted(cells_of(budget), key=str)
    places = (len(budget.lines) + 1) * (len(budget.years) + 1)
    figure, place = data.draw(st.sampled_from(figures)), data.draw(st.integers(0, places - 1))
    changed = with_another_figure(budget, place, figure)
    if changed is not None:
        found = transcription(plan.model_copy(update={"budget": changed}), source)
        assert found.count(SoughtState.NOT_FOUND) > 0


def test_another_document_is_known_as_one() -> None:
    other = SOURCE.replace("trên mạng giai đoạn", "qua thư giai đoạn").replace("15/KH-UBND", "16/KH-UBND")
    other = (
        other.replace("Nguyễn Văn A", "Trần Văn B")
        .replace("3.000\t150", "3.001\t149")
        .replace("4.000\t-", "-\t4.000")
    )
    assert held(source=other).is_of_another_document
    assert not held(source=other.replace("16/KH-UBND", "15/KH-UBND")).is_of_another_document


def test_a_row_whose_name_goes_on_below_its_figures_is_found_and_a_wrong_figure_in_it_is_not() -> None:
    plan = PLAN.replace("name: Thiết bị", 'name: "Thiết bị, phần mềm của tỉnh"')
    source = SOURCE.replace(
        "2\tThiết bị\t4.000\t-\t4.000", "2 Thiết bị, phần mềm 4.000 - 4.000 Ngân sách\n của tỉnh tỉnh"
    )
    assert faults(held(plan, source), plan) == []
    wrong = plan.replace('[4000, "-"]', "[4000, 0]")
    assert "budget.lines[thiet-bi]" in faults(held(wrong, source), wrong)
    other = plan.replace("phần mềm của tỉnh", "phần mềm của huyện")
    assert "budget.lines[thiet-bi]" in faults(held(other, source), other)


def test_both_places_are_told_by_line_and_column() -> None:
    of = held()
    email = next(one for one in of.values if one.sought.loc[-1] == "email")
    assert email.found is not None
    assert str(of.source.place(email.found.first)) == "21:49"
    assert SOURCE.splitlines()[20][48:].startswith("canhbao@")


def test_the_clauses_of_a_text_are_found_by_their_numbers() -> None:
    source = SourceText("nguon.txt", "", SOURCE)
    clauses = Clauses(source)

    def printed(at: str) -> list[str]:
        return [source.printed(*one)[:24] for one in clauses.stretches(at)]

    assert printed("II.1.2") == ["- Mở đợt cao điểm khi có"]
    assert printed("II.2, III") == ["2. Sở Tài chính Bố trí k", "III. KINH PHÍ Tổng kinh "]
    assert printed("chú thích 1") == ["Năm 2024 xảy ra 12 vụ, t"]
    assert printed("Phụ lục 1.2") == ["2 Thiết bị 4.000 - 4.000"]
    assert printed("Trước II") == ["I. MỤC TIÊU 1. Giảm số v"]
    assert printed("Trước II.1.2") == ["- Cảnh báo người dân về "]
    assert printed("trước IX") == []
    assert printed("Phụ lục 9") == []
    assert clauses.lacks("Phụ lục 9")
    assert clauses.lacks("V.1")
    assert not clauses.lacks("Bìa")


@given(st.text(alphabet="ab1.,-/\n\tI²%<>&;ạ ", max_size=80))
def test_no_text_is_too_strange_to_be_held_against(text: str) -> None:
    held(source=text)


FURTHER = """\
budgets:
  - id: thiet-bi
    title: Chi tiết thiết bị
    at: Phụ lục 2
    unit: nghìn đồng
    years: [2025, 2026]
    sources: [{id: tinh, name: Ngân sách tỉnh}, {id: khac, name: Nguồn khác}]
    lines:
      - {id: may, stt: "1", name: Máy chủ, amounts: [2500000, "-"], total: 2500000, source: tinh}
      - {id: mang, stt: "2", name: Mạng, amounts: [1500000, "-"], total: 1500000, source: khac}
    totals: [4000000, "-"]
    total: 4000000
"""
ITS_ANNEX = """\
PHỤ LỤC 2
Chi tiết thiết bị
Đơn vị tính: nghìn đồng
STT\tNội dung\t2025\t2026\tCộng\tNguồn
1\tMáy chủ\t2.500.000\t-\t2.500.000\tNgân sách tỉnh
2\tMạng\t1.500.000\t-\t1.500.000\tNguồn khác
Tổng cộng\t4.000.000\t-\t4.000.000
"""


def test_every_table_of_a_plan_is_looked_up() -> None:
    plan, source = PLAN + FURTHER, SOURCE + ITS_ANNEX
    assert faults(held(plan, source), plan) == []


@pytest.mark.parametrize(
    ("printed", "wrong", "path"),
    [
        ('[2500000, "-"], total', '[2600000, "-"], total', "budgets[thiet-bi].lines[may]"),
        ("total: 1500000", "total: 1500001", "budgets[thiet-bi].lines[mang]"),
        ('totals: [4000000, "-"]', 'totals: ["-", 4000000]', "budgets[thiet-bi].totals"),
        ("unit: nghìn đồng", "unit: tỷ đồng", "budgets[thiet-bi].unit"),
        ("title: Chi tiết thiết bị", "title: Chi tiết máy móc", "budgets[thiet-bi].title"),
        ("source: tinh", "source: khac", "budgets[thiet-bi].lines[may].source"),
        ("at: Phụ lục 2", "at: Phụ lục 1", "budgets[thiet-bi].lines[may]"),
    ],
)
def test_a_wrong_value_of_a_further_table_is_noticed(printed: str, wrong: str, path: str) -> None:
    assert printed in FURTHER
    plan = PLAN + FURTHER.replace(printed, wrong)
    assert path in faults(held(plan, SOURCE + ITS_ANNEX), plan)


def test_a_row_left_out_of_a_further_table_is_told_once() -> None:
    plan = PLAN + FURTHER
    more = "3\tPhần mềm\t700\t800\t1.500\n"
    of = held(plan, SOURCE + ITS_ANNEX.replace("Tổng cộng", more + "Tổng cộng"))
    assert [(one.what.value, one.section) for one in of.omitted] == [("row", ("budgets", 0, "lines"))]
