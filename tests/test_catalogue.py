"""The catalogue says of every code what the code itself says, in a form that can be read."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from unicodedata import is_normalized

import pytest
from markdown_it import MarkdownIt

import cybercrime_plan
from cybercrime_plan.catalogue import INSTALLED, PAGES, family, meaning
from cybercrime_plan.cli.rules import all_rules
from cybercrime_plan.findings import Rule
from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.render.checks.words import SEVERITIES
from cybercrime_plan.render.rules import FAMILIES
from tests.program import process

EVERY_RULE = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


def page(letters: str) -> str:
    return (PAGES / f"{letters}.md").read_text(encoding="utf-8")


def test_the_pages_have_every_rule_once_in_order_and_nothing_else() -> None:
    for letters in FAMILIES:
        headings = re.findall("^## (.+)$", page(letters), re.MULTILINE)
        assert headings == list(family(letters)) == sorted(family(letters))
    assert {code for letters in FAMILIES for code in family(letters)} == {rule.code for rule in all_rules()}


@EVERY_RULE
def test_a_heading_has_the_name_and_the_severity_of_the_code(rule: Rule) -> None:
    severity = SEVERITIES[rule.severity]
    said = f"`{rule.name}` · {VIETNAMESE.say(severity)} · {ENGLISH.say(severity)}"
    assert meaning(rule.code).heading == said


@EVERY_RULE
def test_each_language_has_sentences_of_its_own(rule: Rule) -> None:
    for text in meaning(rule.code)[1:3]:
        assert VIETNAMESE.say(text) != ENGLISH.say(text)
        assert is_normalized("NFC", VIETNAMESE.say(text))


@pytest.mark.parametrize("letters", FAMILIES)
def test_the_examples_are_whole_code_blocks_of_the_page(letters: str) -> None:
    fences = {token.content for token in MarkdownIt().parse(page(letters)) if token.type == "fence"}
    assert {example for one in family(letters).values() for example in one[3:]} == fences


def test_an_installed_package_reads_the_copy_that_the_wheel_carries(tmp_path: Path) -> None:
    package = Path(cybercrime_plan.__file__).parent
    wheel = tomllib.loads((package.parents[1] / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]
    carried = wheel["wheel"]["force-include"]["docs/rules"]
    assert package.parent / carried == INSTALLED
    shutil.copytree(package, tmp_path / "cybercrime_plan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PAGES, tmp_path / carried)
    ran = process("explain", "BUD101", "--lang", "en", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)})
    assert (ran.code, ran.out.splitlines()[0]) == (0, "BUD101 amount-breaks-its-sums (error)")
