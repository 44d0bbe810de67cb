"""A plan file becomes a plan, whole or in part, and every complaint stands at its place with its path."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cybercrime_plan import load_plan
from cybercrime_plan.errors import InputError, PlanError
from cybercrime_plan.findings import Positions
from cybercrime_plan.model.money import Money
from cybercrime_plan.read.encoding import MOST_BYTES
from cybercrime_plan.read.load import InvalidPlan, Loaded, load

PLAN = """\
format: 1
id: mau
province: Đồng Tháp
period: {from: 2024, to: 2025}
agencies:
  - {id: cong-an, name: Công an tỉnh}
  - {id: so-tai-chinh, name: Sở Tài chính}
tasks:
  - id: t1
    at: II.1
    agencies: [cong-an]
    role: assigned
    with: [so-tai-chinh]
    summary: Tuyên truyền
budget:
  unit: triệu đồng
  sources:
    - {id: tinh, name: Ngân sách tỉnh}
  years: [2024, 2025]
  lines:
    - id: phong-ngua
      name: Công tác phòng ngừa
      amounts: [300, 200]
      total: 500
      source: tinh
      split: {tinh: [300, 200]}
      agencies: [cong-an]
  totals: [300, 200]
  total: 500
reports:
  - id: nam
    title: Báo cáo năm
    kind: periodic
    bound: before
    rule: {freq: yearly, bymonth: 11, bymonthday: 15}
    from_whom: [all]
    via: {agency: cong-an}
"""


def changed(*slips: tuple[str, str]) -> Loaded:
    """The plan with slips: what is right, and what is written instead."""
    text = PLAN
    for right, wrong in slips:
        assert right in text
        text = text.replace(right, wrong, 1)
    return load(text.encode(), "mau.yaml")


def told(loaded: Loaded) -> list[str]:
    """Each finding as `line:column CODE path`."""
    return [f"{finding.place} {finding.rule.code} {finding.complaint.path}" for finding in loaded.findings]


class TestASoundFile:
    def test_becomes_the_plan(self) -> None:
        loaded = load(PLAN.encode(), "mau.yaml")
        assert told(loaded) == []
        assert loaded.unread == frozenset()
        assert loaded.plan
        assert loaded.plan.province == "Đồng Tháp"
        assert loaded.plan.budget
        assert loaded.plan.budget.total == Money(500_000_000)

    def test_is_read_from_its_path_as_from_its_bytes(self, tmp_path: Path) -> None:
        file = tmp_path / "mau.yaml"
        file.write_text(PLAN, encoding="utf-8", newline="\n")
        nowhere = Positions()
        by_path, by_bytes = load(file), load(PLAN.encode(), str(file))
        assert by_path._replace(positions=nowhere) == by_bytes._replace(positions=nowhere)
        assert load(file, "khác.yaml").file == "khác.yaml"

    def test_needs_no_name_when_it_is_text(self) -> None:
        assert load(PLAN.encode()).plan == load(PLAN.encode(), "mau.yaml").plan

    def test_is_known_by_the_sha256_of_its_bytes(self) -> None:
        data = b"\xef\xbb\xbf" + PLAN.encode()
        assert load(data, "mau.yaml").sha256 == hashlib.sha256(data).hexdigest()

    def test_keeps_its_lines_and_places(self) -> None:
        loaded = load(PLAN.encode(), "mau.yaml")
        assert loaded.lines[1] == "id: mau"
        assert str(loaded.positions.at(("budget", "lines", 0, "amounts", 1))) == "23:22"


SLIPS = {
    "unknown field": (("    amounts", "    amonts"), ["23:7 SCH112 budget.lines[phong-ngua].amonts"]),
    "unknown section": (("province", "provinces"), ["3:1 SCH112 provinces"]),
    "missing field": (("  unit: triệu đồng\n", ""), ["16:3 SCH111 budget.unit"]),
    "missing field of a record": (("    role: assigned\n", ""), ["9:5 SCH111 tasks[t1].role"]),
    "missing id": (("id: mau\n", ""), ["1:1 SCH111 id"]),
    "text for a list": (
        ("agencies: [cong-an]\n    role", "agencies: cong-an\n    role"),
        ["11:15 SCH101 tasks[t1].agencies"],
    ),
    "nothing for a list": (("[2024, 2025]", ""), ["19:3 SCH101 budget.years"]),
    "text for fields": (("{from: 2024, to: 2025}", "2024"), ["4:9 SCH113 period"]),
    "list for fields": (("{from: 2024, to: 2025}", "[2024]"), ["4:9 SCH113 period"]),
    "fields for a text": (("Đồng Tháp", "{x: y}"), ["3:11 SCH102 province"]),
    "empty text": (("Đồng Tháp", "' '"), ["3:11 SCH103 province"]),
    "wrong id": (("id: t1", "id: T1"), ["9:9 SCH104 tasks[T1].id"]),
    "wrong id as a name": (
        ("split: {tinh:", "split: {Tỉnh:"),
        ["26:15 SCH104 budget.lines[phong-ngua].split[Tỉnh]"],
    ),
    "wrong word": (("assigned", "giao"), ["12:11 SCH108 tasks[t1].role"]),
    "wrong version of the format": (("format: 1", "format: 2"), ["1:9 SCH108 format"]),
    "ambiguous figure": (
        ("amounts: [300,", "amounts: [1.300,"),
        ["23:17 SCH201 budget.lines[phong-ngua].amounts[2024]"],
    ),
    "six thousand digits": (
        ("total: 500", "total: " + "9" * 6000),
        ["24:14 SCH202 budget.lines[phong-ngua].total"],
    ),
    "not a number": (("total: 500", "total: .nan"), ["24:14 SCH201 budget.lines[phong-ngua].total"]),
    "wrong count": (
        ("amounts: [300, 200]", "amounts: [300, 200,5]"),
        ["23:16 SCH205 budget.lines[phong-ngua].amounts"],
    ),
    "no such day": (("from: 2024", "from: 2024-02-30"), ["4:16 SCH302 period.from"]),
    "repeated task": (
        ("reports:\n", "objectives:\n  - {id: a, summary: b}\n  - {id: a, summary: c}\nreports:\n"),
        ["32:10 SCH501 objectives[a#2].id"],
    ),
    "repeated agency": (
        ("id: so-tai-chinh", "id: cong-an"),
        ["7:10 SCH501 agencies[cong-an#2].id", "13:12 SCH503 tasks[t1].with[so-tai-chinh]"],
    ),
    "years backwards": (("[2024, 2025]\n  lines", "[2025, 2024]\n  lines"), ["19:17 SCH502 budget.years[2024]"]),
    "year twice": (("[2024, 2025]\n  lines", "[2024, 2024]\n  lines"), ["19:17 SCH502 budget.years[2024#2]"]),
    "unknown source": (("source: tinh", "source: tin"), ["25:15 SCH503 budget.lines[phong-ngua].source"]),
    "unknown source of a part": (
        ("split: {tinh", "split: {tin"),
        ["26:15 SCH503 budget.lines[phong-ngua].split[tin]"],
    ),
    "unknown agency of a line": (
        ("      agencies: [cong-an]", "      agencies: [cong-an, cong-ann]"),
        ["27:27 SCH503 budget.lines[phong-ngua].agencies[cong-ann]"],
    ),
    "unknown agency of a report": (
        ("via: {agency: cong-an", "via: {agency: a"),
        ["37:19 SCH503 reports[nam].via.agency"],
    ),
    "everybody is known": (("[cong-an]\n    role", "[all]\n    role"), []),
    "a refusal of the whole plan": (("period: {from: 2024, to: 2025}\n", ""), ["34:11 SCH416 reports[nam].rule"]),
}


@pytest.mark.parametrize(("slip", "expected"), SLIPS.values(), ids=SLIPS)
def test_each_slip_is_told_at_its_place_with_its_path(slip: tuple[str, str], expected: list[str]) -> None:
    assert told(changed(slip)) == expected


class TestHints:
    @pytest.mark.parametrize(
        ("slip", "hint"),
        [
            (("amounts:", "amonts:"), "did you mean amounts?"),
            (("with:", "wit:"), "did you mean with?"),
            (("from: 2024", "form: 2024"), "did you mean from?"),
            (("source: tinh", "source: tin"), "did you mean tinh?"),
            (("province:", "xyzxyz:"), "the fields here are: "),
            (("total: 500", "total: 1.500"), "programs read it differently: write 1500"),
        ],
    )
    def test_say_what_was_probably_meant(self, slip: tuple[str, str], hint: str) -> None:
        assert any(str(finding.complaint.hint).startswith(hint) for finding in changed(slip).findings)

    def test_an_id_used_twice_names_the_line_of_the_first(self) -> None:
        (first, _second) = changed(("id: so-tai-chinh", "id: cong-an")).findings
        assert str(first.complaint.message) == "the id cong-an is used twice: first on line 6"

    def test_an_unknown_id_names_the_line_of_the_register(self) -> None:
        (finding,) = changed(("source: tinh", "source: tin")).findings
        assert str(finding.complaint.message) == "nothing has the id tin among those declared on line 18"


class TestWhatIsLeftOfAnUnsoundFile:
    def test_a_section_that_is_refused_does_not_stop_the_others(self) -> None:
        loaded = changed(("role: assigned", "role: giao"))
        assert loaded.unread == {"tasks"}
        assert loaded.plan
        assert loaded.plan.tasks == ()
        assert loaded.plan.budget

    def test_a_budget_that_is_refused_is_absent(self) -> None:
        loaded = changed(("total: 500", "total: 1.500"))
        assert loaded.unread == {"budget"}
        assert loaded.plan
        assert loaded.plan.budget is None
        assert loaded.plan.reports

    def test_a_file_of_nothing_but_a_refused_budget_is_still_a_plan_with_an_id(self) -> None:
        loaded = load(b"format: 1\nid: mau\nbudget: {unit: x, years: [2024], lines: [{id: a, name: A}]}\n", "x")
        assert told(loaded) == ["3:16 SCH204 budget.unit"]
        assert loaded.plan
        assert loaded.plan.id == "mau"
        assert loaded.plan.budget is None

    def test_an_id_or_format_that_is_refused_is_stood_in_for(self) -> None:
        loaded = changed(("format: 1\nid: mau", "format: 9\nid: Mẫu"))
        assert told(loaded) == ["1:9 SCH108 format", "2:5 SCH104 id"]
        assert loaded.unread == {"format", "id"}
        assert loaded.plan
        assert loaded.plan.budget

    def test_an_unreadable_register_leaves_the_ids_that_refer_to_it_alone(self) -> None:
        assert told(changed(("name: Sở Tài chính", "nam: Sở Tài chính"))) == [
            "7:5 SCH111 agencies[so-tai-chinh].name",
            "7:24 SCH112 agencies[so-tai-chinh].nam",
        ]

    def test_an_unreadable_period_is_no_reason_to_refuse_the_reports_aloud(self) -> None:
        loaded = changed(("from: 2024", "from: x"))
        assert told(loaded) == ["4:16 SCH301 period.from"]
        assert loaded.unread == {"period", "reports"}

    def test_a_fault_of_writing_takes_its_section_out_and_is_told_once(self) -> None:
        loaded = changed(("amounts: [300, 200]", "amounts: *x"))
        assert told(loaded) == ["23:16 YML301 budget.lines[phong-ngua].amounts"]
        assert loaded.unread == {"budget"}
        assert loaded.plan
        assert loaded.plan.tasks

    def test_what_a_merge_would_have_brought_is_not_called_missing(self) -> None:
        assert told(changed(("{id: tinh, name: Ngân sách tỉnh}", "{<<: *x, id: tinh}"))) == [
            "18:8 YML304 budget.sources[tinh].<<",
            "18:12 YML301 budget.sources[tinh].<<",
        ]

    def test_both_families_are_told_together_in_the_order_of_the_file(self) -> None:
        loaded = changed(
            ("role: assigned", "role: giao"), ("total: 500", "total: 500\n      total: 600"), ("title:", "titel:")
        )
        assert [finding.rule.code for finding in loaded.findings] == ["SCH108", "YML307", "SCH111", "SCH112"]

    @pytest.mark.parametrize("data", [b"", b"[", b"\xff", b"- 1\n", b"text\n", b"~\n", b"format:1\n"])
    def test_of_a_file_that_is_no_plan_nothing_is_left(self, data: bytes) -> None:
        loaded = load(data, "x")
        assert loaded.plan is None
        assert loaded.unread == frozenset()
        assert len(loaded.findings) == 1

    def test_of_a_file_that_is_too_large_no_sum_is_claimed(self) -> None:
        loaded = load(b"#" * (MOST_BYTES + 1), "x")
        assert loaded.sha256 == ""
        assert told(loaded) == ["None YML101 "]

    def test_thousands_of_faults_are_told_in_part_and_counted(self) -> None:
        loaded = load(b"format: 1\nid: mau\ntasks: [" + b"1," * 1500 + b"]\n", "x")
        assert len(loaded.findings) == 1001
        (more,) = (finding for finding in loaded.findings if finding.rule.code == "YML107")
        assert str(more.complaint.message) == "500 more faults are not listed"


class TestLoadPlan:
    def test_gives_a_sound_plan(self, tmp_path: Path) -> None:
        file = tmp_path / "mau.yaml"
        file.write_text(PLAN, encoding="utf-8")
        assert load_plan(file).id == load_plan(str(file)).id == "mau"

    def test_refuses_an_unsound_one_with_all_findings(self, tmp_path: Path) -> None:
        file = tmp_path / "mau.yaml"
        file.write_text(PLAN.replace("unit:", "units:"), encoding="utf-8")
        with pytest.raises(InvalidPlan) as trouble:
            load_plan(file)
        assert [finding.rule.code for finding in trouble.value.findings] == ["SCH111", "SCH112"]
        assert str(trouble.value) == f"{file}:16:3: SCH111 the field unit is missing"
        assert isinstance(trouble.value, PlanError)

    @pytest.mark.parametrize("name", ["missing.yaml", ".", "a\0b"])
    def test_says_what_cannot_be_read(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(InputError):
            load_plan(tmp_path / name)


def test_a_comma_between_braces_is_told_to_need_quotes() -> None:
    flow = PLAN.replace(
        "tasks:\n",
        "tasks:\n  - {id: t0, at: II.0, agencies: [cong-an], role: assigned, summary: Bồi thường, hỗ trợ}\n",
    )
    (finding,) = load(flow.encode(), "plan.yaml").findings
    assert finding.rule.code == "SCH112"
    assert "quotes" in str(finding.complaint.hint)


@pytest.mark.parametrize("name", ["years", "lines"])
def test_a_budget_without_years_or_lines_is_refused(name: str) -> None:
    rest = {"years": "years: [2024]", "lines": "lines: [{id: a, name: A}]"} | {name: f"{name}: []"}
    text = f"format: 1\nid: mau\nbudget:\n  unit: đồng\n  {rest['years']}\n  {rest['lines']}\n"
    (finding,) = load(text.encode(), "x").findings
    assert finding.rule.code == "SCH114"
    assert str(finding.complaint.message) == "the list is empty"
    assert str(finding.place) == ("5:10" if name == "years" else "6:10")


def test_a_table_of_other_columns_needs_no_years() -> None:
    text = (
        "format: 1\nid: mau\nbudget:\n  unit: đồng\n  years: []\n"
        "  columns: [{id: von, name: Vốn}]\n  lines: [{id: a, name: A, columns: {von: 5}}]\n"
    )
    assert "SCH114" not in {finding.rule.code for finding in load(text.encode(), "x").findings}
