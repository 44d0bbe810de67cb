"""The bodies of plans at a date, in every command alike."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import openpyxl
import pytest

from cybercrime_plan.read.calendar import read_events
from tests.conftest import Golden
from tests.program import ROOT, plan
from tests.render.schemas import JSON_DOCS, validate

GOLDEN = ROOT / "tests" / "golden"
NOVEMBER = ("--as-of", "2025-11-14")
JUNE_2026 = ("--as-of", "2026-06-01")
DEADLINES = JSON_DOCS / "deadlines.schema.json"
SUCCESSION = """\
format: 1
id: ke-thua
province: Tỉnh Nhỏ
period: {from: 2024, to: 2026}
revision: {number: 1, on: "2024-01-05"}
agencies:
  - {id: so-tttt, name: Sở Thông tin và Truyền thông, until: "2025-02-28", successor: [so-khcn, cong-an]}
  - {id: so-khcn, name: Sở Khoa học và Công nghệ}
  - {id: cong-an, name: Công an tỉnh}
  - {id: ubnd-huyen, name: UBND huyện, until: "2025-06-30"}
tasks:
  - {id: a, at: II.1, agencies: [so-tttt], role: assigned, summary: Quản lý thông tin}
  - {id: b, at: II.2, agencies: [ubnd-huyen], role: assigned, summary: Tuyên truyền}
reports:
  - id: nam
    title: Báo cáo năm
    kind: periodic
    bound: before
    rule: {freq: yearly, bymonth: 11, bymonthday: 15}
    from_whom: [so-tttt, ubnd-huyen]
"""


@pytest.fixture
def succession(tmp_path: Path) -> Path:
    """A plan one body of which is split and another of which ends."""
    file = tmp_path / "ke-thua.yaml"
    file.write_text(SUCCESSION, encoding="utf-8")
    return file


def run(*arguments: str) -> str:
    ran = plan(*arguments)
    assert ran.code == 0, ran.err
    return ran.out


def test_with_none_every_calendar_and_list_is_as_printed(golden: Golden) -> None:
    """The golden files are those from before bodies had a history."""
    none = ("--agencies", "none")
    for language in ("vi", "en"):
        golden(
            f"agencies/none.list.{language}.text", run("deadline", "list", *JUNE_2026, *none, "--lang", language)
        )
    calendar = ("deadline", "calendar", "dong-thap", "--lang", "vi", *none)
    golden("agencies/none.dong-thap.vi.ics", run(*calendar, "-f", "ics"))
    golden("agencies/none.dong-thap.vi.csv", run(*calendar, "-f", "csv"))


@pytest.mark.parametrize("section", ["tasks", "reports", "recipients", "legal", "statistics"])
def test_with_none_every_section_is_as_printed(section: str) -> None:
    before = (GOLDEN / "plans" / f"khanh-hoa.{section}.en.text").read_text(encoding="utf-8")
    assert run("show", "khanh-hoa", section, "--agencies", "none", *NOVEMBER) == before


COMMANDS = (
    ("deadline", "list"),
    ("deadline", "list", "-f", "json"),
    ("deadline", "list", "-f", "csv"),
    ("deadline", "next"),
    ("deadline", "calendar"),
    ("deadline", "calendar", "-f", "html"),
    ("tasks",),
    ("tasks", "-f", "json"),
    ("tasks", "--agency", "cong-an"),
    ("tasks", "--by", "agency"),
    ("show",),
    ("show", "-f", "json"),
    ("check",),
    ("check", "-f", "json"),
    ("list", "--check"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_plan_in_which_nothing_ends_is_the_same_with_a_register_and_without(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "ke-hoach.yaml"
    lasting = SUCCESSION.replace(', until: "2025-02-28", successor: [so-khcn, cong-an]', "")
    file.write_text(lasting.replace(', until: "2025-06-30"', ""), encoding="utf-8")
    asked = (*command, str(file), "--as-of", "2025-11-14")
    first, second = (plan(*asked, *more) for more in ((), ("--agencies", "none")))
    assert first.code == 0
    assert (first.code, first.raw, first.err) == (second.code, second.raw, second.err)


def test_in_november_2025_every_printed_name_says_what_became_of_it(golden: Golden) -> None:
    for language in ("vi", "en"):
        for name, command in (("list", ("deadline", "list")), ("tasks", ("tasks",))):
            golden(f"agencies/2025-11.{name}.{language}.text", run(*command, *NOVEMBER, "--lang", language))
        at = ("agencies", "--at", "2025-11-14", "--lang", language)
        golden(f"agencies/2025-11.agencies.{language}.text", run(*at))


def test_programs_read_what_became_of_whom() -> None:
    document = validate(run("deadline", "list", "khanh-hoa", "-f", "json", *NOVEMBER), DEADLINES)
    by_key = {one["occurrence"]: one.get("now") for one in document["occurrences"]}
    assert by_key["2024-11"] is None
    assert {one["id"]: one["state"] for one in by_key["2025-11"]} == {
        "so-tttt": "several",
        "so-khcn": "heir",
        "ubnd-huyen": "nobody",
        "bao": "heir",
        "dai-ptth": "heir",
    }
    rows = list(csv.DictReader(io.StringIO(run("tasks", "khanh-hoa", "-f", "csv", *NOVEMBER))))
    told = {row["id"]: row["now"] for row in rows}
    assert told["huong-dan-bao-chi"] == "so-tttt: so-khcn-2025 so-vhttdl cong-an"
    assert "now" not in run("tasks", "khanh-hoa", "-f", "csv", *NOVEMBER, "--agencies", "none").splitlines()[0]


def test_names_are_as_printed_or_those_of_today() -> None:
    asked = ("tasks", "dong-thap", "--section", "II.4.1", *NOVEMBER, "--names")
    printed, now = (run(*asked, style) for style in ("printed", "now"))
    assert "Ngân hàng Nhà nước Việt Nam chi nhánh Tỉnh" in printed
    assert "Khu vực 13" not in printed
    assert "Ngân hàng Nhà nước chi nhánh Khu vực 13" in now
    assert "Ngân hàng Nhà nước Việt Nam chi nhánh Tỉnh" not in now


def test_an_heir_is_found_by_its_own_name() -> None:
    asked = ("--agency", "khu vuc 13", *NOVEMBER)
    assert "II.4.1" in run("tasks", "dong-thap", *asked)
    document = validate(run("deadline", "list", "dong-thap", "-f", "json", *asked), DEADLINES)
    assert [one["occurrence"] for one in document["occurrences"]] == ["2025-11", "2026-06", "2026-11"]


def test_the_list_and_the_calendars_agree_on_what_each_body_has(succession: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lich"
    ran = plan("deadline", "calendar", str(succession), "--by", "agency", "-o", str(folder), "--lang", "vi")
    files = {file.stem.removeprefix("ke-thua-"): file for file in folder.iterdir()}
    days = {
        name: sorted(event.uid[:7] for event in read_events(file.read_bytes(), "x")) for name, file in files.items()
    }
    assert days == {
        "so-tttt": ["2024-11"],
        "so-khcn": ["2025-11", "2026-11"],
        "cong-an": ["2025-11", "2026-11"],
        "ubnd-huyen": ["2024-11"],
    }
    assert (
        "2 việc của “UBND huyện” không có cơ quan kế thừa:"
        " Báo cáo năm (kỳ tháng 11/2025), Báo cáo năm (kỳ tháng 11/2026)"
    ) in ran.err
    assert "2 việc của “Sở Thông tin và Truyền thông” chuyển về nhiều cơ quan" in ran.err
    for body in ("so-khcn", "cong-an"):
        listed = validate(run("deadline", "list", str(succession), "--agency", body, "-f", "json"), DEADLINES)[
            "occurrences"
        ]
        assert [one["occurrence"] for one in listed] == days[body]
    text = files["so-khcn"].read_bytes().decode().replace("\r\n ", "")
    assert "Thay cho: Sở Thông tin và Truyền thông" in text


def test_what_falls_to_nobody_is_counted_by_every_command_that_filters(succession: Path) -> None:
    asked = (str(succession), "--agency", "cong-an", "--as-of", "2025-11-01")
    for command in (("deadline", "list"), ("deadline", "next"), ("tasks",)):
        ran = plan(*command, *asked)
        assert ran.code == 0
        assert "of “UBND huyện” fall" in ran.err
        assert "nobody" in ran.err
    assert "không có cơ quan kế thừa" in plan("tasks", *asked, "--lang", "vi").err
    assert "UBND huyện (nobody took over)" in run("tasks", str(succession), "--as-of", "2025-11-01")


def test_the_file_of_the_office_beside_the_plan_is_found_by_itself(succession: Path) -> None:
    succession.with_name("agencies.yaml").write_text(
        "kind: agencies\nbodies: [{id: ubnd-xa, name: UBND xã Mẫu}]\n"
        'decided: [{plan: ke-thua, agency: ubnd-huyen, body: ubnd-xa, from: "2025-07-01", by: Văn phòng}]\n',
        encoding="utf-8",
    )
    assert "UBND huyện (now: UBND xã Mẫu)" in run("tasks", str(succession), "--as-of", "2025-11-01")
    assert "nobody took over" in run("tasks", str(succession), "--as-of", "2025-11-01", "--agencies", "none")


def test_a_plan_may_be_called_as_the_file_of_the_office(succession: Path) -> None:
    other = succession.rename(succession.with_name("agencies.yaml"))
    assert "Sở Khoa học và Công nghệ; Công an tỉnh" in run("tasks", str(other), "--as-of", "2025-11-01")


def test_a_file_of_the_office_that_cannot_be_read_is_said_with_its_place(succession: Path) -> None:
    succession.with_name("agencies.yaml").write_text("kind: agencies\nbodies: 3\n", encoding="utf-8")
    ran = plan("tasks", str(succession))
    assert (ran.code, ran.out) == (2, "")
    assert "agencies.yaml" in ran.err


@pytest.mark.parametrize("section", ["tasks", "reports"])
def test_a_section_of_a_plan_says_the_same_to_people_and_to_programs(section: str) -> None:
    asked = ("show", "khanh-hoa", section, *NOVEMBER)
    people = run(*asked, "--lang", "vi")
    assert "không có cơ quan kế thừa" in people
    assert "cần xác định cơ quan thực hiện" in people
    records = validate(run(*asked, "-f", "json"), JSON_DOCS / "show.schema.json")
    assert any("ubnd-huyen: nobody" in (one["now"] or "") for one in records)
    assert "now" not in run(*asked, "-f", "csv", "--agencies", "none").splitlines()[0]


def test_a_workbook_has_what_becomes_of_bodies_and_is_the_same_on_every_day(tmp_path: Path) -> None:
    for name, more in (("a", ()), ("b", ("--as-of", "2022-03-01")), ("c", ("--agencies", "none"))):
        run("export", "khanh-hoa", "-o", str(tmp_path / f"{name}.xlsx"), *more)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    heads = {}
    for name in "ac":
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx", read_only=True)
        heads[name] = [str(sheet.cell(1, sheet.max_column).value) for sheet in book]
    assert heads["a"] != heads["c"]
    assert sum(head in {"Now", "At the end of the plan"} for head in heads["a"]) == 2


def test_the_reporting_calendar_of_the_word_annex_says_it_below(tmp_path: Path) -> None:
    for name, more in (("a", ()), ("c", ("--agencies", "none"))):
        run("export", "khanh-hoa", "-o", str(tmp_path / f"{name}.docx"), "--lang", "vi", *more)
    told = {
        name: "\n".join(one.text for one in docx.Document(str(tmp_path / f"{name}.docx")).paragraphs)
        for name in "ac"
    }
    assert "UBND các huyện, thị xã, thành phố (không có cơ quan kế thừa)" in told["a"]
    assert "kế thừa" not in told["c"]


def test_a_result_never_replaces_the_file_of_the_office_it_has_read(succession: Path) -> None:
    own = succession.with_name("agencies.yaml")
    own.write_text("kind: agencies\n", encoding="utf-8")
    beside = own.rename(own.with_suffix(".csv"))
    beside.write_text("name;parent\nXã Một;ubnd-huyen\n", encoding="utf-8")
    ran = plan("tasks", str(succession), "--agencies", str(beside), "-o", str(beside))
    assert ran.code == 2
    assert beside.read_text(encoding="utf-8").startswith("name;parent")
