"""The framework's own help and complaints come in the language of the call, and look like all others."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from cybercrime_plan.cli.main import SUMMARIES, command_tree
from cybercrime_plan.language import ENGLISH
from tests.program import environment, plan


@pytest.mark.parametrize(
    ("line", "english", "vietnamese", "see"),
    [
        ("", "the command is missing", "thiếu tên lệnh", "plan -h"),
        ("frobnicate", "there is no command frobnicate", "không có lệnh frobnicate", "plan -h"),
        ("budget frobnicate", "there is no command frobnicate", "không có lệnh frobnicate", "plan budget -h"),
        ("check --srtict", "there is no option --srtict", "không có tùy chọn --srtict", "plan check -h"),
        ("check -Z", "there is no option -Z", "không có tùy chọn -Z", "plan check -h"),
        ("explain", "CODE is missing", "thiếu CODE", "plan explain -h"),
        ("check -f", "-f needs a value", "-f phải kèm giá trị", "plan -h"),
        ("schema x y", "more than the command takes: x y", "thừa tham số: x y", "plan schema -h"),
        (
            "deadline list --year x",
            "--year needs a whole number",
            "--year phải là số nguyên",
            "plan deadline list -h",
        ),
        ("log x --most 0", "--most takes a number from 1 on", "--most phải là số từ 1 trở lên", "plan log -h"),
        (
            "budget show x --by month",
            "--by cannot be month; it is one of line, year, source",
            "--by không thể là month; phải là một trong line, year, source",
            "plan budget show -h",
        ),
    ],
)
def test_a_slip_in_the_command_line_is_said_like_any_other(
    line: str, english: str, vietnamese: str, see: str
) -> None:
    in_english = plan("--lang", "en", *line.split())
    in_vietnamese = plan("--lang", "vi", *line.split())
    assert (in_english.code, in_vietnamese.code) == (2, 2)
    assert in_english.err == f"plan: {english}\n  hint: see: {see}\n"
    assert in_vietnamese.err == f"plan: {vietnamese}\n  gợi ý: xem: {see}\n"


@pytest.mark.parametrize("line", ["check --jobs 0", "check --jobs 62", "budget calendar --year 1999"])
def test_a_number_out_of_range_is_said_in_the_language_of_the_call(line: str) -> None:
    ran = plan("--lang", "vi", *line.split())
    assert ran.code == 2
    assert re.search("phải là số từ [0-9]+ |không được lớn hơn", ran.err)


@pytest.mark.parametrize("line", ["-h", "check -h", "budget -h", "deadline calendar -h", "explain -h"])
def test_a_page_of_help_is_in_one_language(line: str) -> None:
    page = plan("--lang", "vi", *line.split()).out
    assert page.startswith("Cách dùng: plan")
    assert re.findall(r"Usage|Options|Arguments|Commands|Show|Install|exit|required|default", page) == []
    assert plan("--lang", "en", *line.split()).out.startswith("Usage: plan")


def test_nothing_asked_for_is_answered_with_help() -> None:
    ran = plan(env={"PLAN_LANG": "vi"})
    assert ran.code == 2
    assert (ran.out + ran.err).startswith("Cách dùng: plan")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("chek", "check"),
        ("chekc", "check"),
        ("bugdet check", "budget"),
        ("budget chek", "check"),
        ("deadline lsit", "list"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_one_that_is_meant(line: str, meant: str) -> None:
    in_english = plan("--lang", "en", *line.split())
    in_vietnamese = plan("--lang", "vi", *line.split())
    assert (in_english.code, in_vietnamese.code) == (2, 2)
    assert in_english.err.endswith(f"\n  hint: did you mean {meant}?\n")
    assert in_vietnamese.err.endswith(f"\n  gợi ý: có phải là {meant} không?\n")


def test_the_page_of_help_loads_no_command_and_says_of_each_what_it_says_itself() -> None:
    tree = command_tree(ENGLISH)
    own = {name: tree.get_command(None, name).help for name in SUMMARIES}
    assert own == dict(SUMMARIES)
    program = (
        "import sys\nfrom cybercrime_plan.cli.main import main\nmain(['--help'])\n"
        "print([name for name in sys.modules if name.startswith(('cybercrime_plan.cli.check',"
        " 'cybercrime_plan.rules', 'cybercrime_plan.calc', 'pydantic'))], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=environment(), capture_output=True, check=True)
    assert done.stderr == b"[]\n"
    assert all(f"\n  {name} " in done.stdout.decode() for name in SUMMARIES)


GROUPS: tuple[tuple[str, ...], ...] = ((), ("budget",), ("deadline",), ("report",))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("group", GROUPS)
def test_a_page_of_help_tells_every_command_in_a_whole_sentence(group: tuple[str, ...], language: str) -> None:
    page = plan(*group, "--help", env={"PLAN_LANG": language}).out
    assert "..." not in page.partition("\n\n")[2]


@pytest.mark.parametrize("command", [("check",), ("compare",), ("diff",), ("budget", "show")])
def test_the_help_of_an_argument_has_no_word_of_programmers(command: tuple[str, ...]) -> None:
    page = plan(*command, "--help", "--lang", "vi").out
    assert not re.search(r"<(list\[)?(str|Path)\b", page)


@pytest.mark.parametrize("noun", ["budget", "deadline", "report"])
def test_what_is_said_before_a_verb_is_said_of_it(noun: str) -> None:
    assert "Tùy chọn:" in plan(noun, "--lang", "vi", "--help").out
    assert plan(noun, "--lang", "vi").err.startswith("plan: thiếu tên lệnh")


def test_the_word_nearest_to_the_verb_wins() -> None:
    budget = ("budget", "--plans", "plans", "--lang", "vi", "check")
    assert "2 kế hoạch" in plan("--lang", "en", *budget).out
    assert "2 plans" in plan(*budget, "--lang", "en").out
    assert plan("--plans", "plans", "budget", "--plans", "nowhere", "check").code == 2
