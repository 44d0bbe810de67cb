"""What findings say in Vietnamese names things by their names: no id, no field of the file, no English word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Finding
from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.model.base import Words
from cybercrime_plan.read.load import load
from cybercrime_plan.render.diff.text import diff_lines
from cybercrime_plan.render.table import plain_lines
from cybercrime_plan.rules.execution import rules as rules_of_books
from cybercrime_plan.rules.run import check, rules
from tests.calc.diff import test_classes, test_first_sentences
from tests.rules import test_execution
from tests.rules.test_examples import AS_OF, findings_of

ROOT: Final = Path(__file__).parents[2]
PLANS: Final = [
    *sorted((ROOT / "tests" / "bench" / "plans").glob("*.yaml")),
    *sorted((ROOT / "plans").glob("*.yaml")),
]
QUOTING: Final = {"ACK101", "ACK102", "ACK103", "AGY107", "AGY108", "EXE101"}
"""What they are about is the very word that stands in the file: a path, two ids of one name, an id of nothing."""
ENGLISH: Final = {
    "the",
    "of",
    "is",
    "and",
    "not",
    "but",
    "with",
    "from",
    "has",
    "are",
    "was",
    "which",
    "that",
    "this",
}
_WORD: Final = re.compile(r"(?<![\w@./-])[a-z0-9]+(?:[_-][a-z0-9]+)*(?![\w@/-])")


def names_in(schema: Any) -> Iterator[str]:
    """Every field and every word of a closed list."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str))
        for part in schema.values():
            yield from names_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from names_in(part)


FIELDS: Final = {
    name
    for name in names_in(json.loads((ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8")))
    if re.fullmatch("[a-z_]{3,}", name)
}


def ids_in(text: str) -> set[str]:
    return {one for one in re.findall(r"\bid: ([a-z0-9-]+)", text) if "-" in one}


def foreign(found: Finding, text: str) -> set[str]:
    """Words of a message no Vietnamese reader knows; a hint may say what to write into the file."""
    said = set(_WORD.findall(VIETNAMESE.say(found.complaint.message)))
    return said & (FIELDS | ENGLISH | ids_in(text)) if found.rule.code not in QUOTING else set()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_finding_names_things_by_their_names(rule: Any) -> None:
    text = meaning(rule.code).bad
    assert {one.complaint.path: foreign(one, text) for one in findings_of(rule, text) if foreign(one, text)} == {}


@pytest.mark.parametrize("rule", rules_of_books(), ids=lambda rule: rule.code)
def test_so_does_a_finding_of_a_book(rule: Any) -> None:
    text = meaning(rule.code).bad
    every = test_execution.findings_of(text)
    assert [
        foreign(one, text + test_execution.PLAN) for one in every if foreign(one, text + test_execution.PLAN)
    ] == []


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.stem)
def test_so_does_all_that_is_said_of_whole_plans(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    loaded = load(text.encode(), file.name)
    assert loaded.plan is not None
    every = check(loaded.plan, as_of=AS_OF, positions=loaded.positions)
    assert every
    assert {one.rule.code: foreign(one, text) for one in every if foreign(one, text)} == {}


OF_IDS_AND_PATHS: Final = {"FRM103", "MON124", "PRV111", "PRV112"}
"""Changes of an id, and of an acknowledgement, which names the path it is about."""


@pytest.mark.parametrize(
    "example",
    [one for one in test_classes.EXAMPLES if one.code not in OF_IDS_AND_PATHS],
    ids=lambda one: f"{one.code} {next(iter(one.edits))}",
)
def test_so_does_a_change(example: test_classes.Example) -> None:
    report = test_first_sentences.of(test_classes.compared(example.edits))
    said = "\n".join(plain_lines(diff_lines(report, VIETNAMESE)))
    assert set(_WORD.findall(said)) & (FIELDS | ENGLISH) == set()


@pytest.mark.parametrize("words", Words.__subclasses__(), ids=str)
def test_every_word_of_a_closed_list_has_a_vietnamese_name(words: type[Words]) -> None:
    for word in words:
        assert VIETNAMESE.say(word.label) not in {word.value, str(word.label)}
