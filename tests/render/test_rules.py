from __future__ import annotations

import re

import pytest

from cybercrime_plan.catalogue import family, meaning
from cybercrime_plan.cli.rules import all_rules
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language
from cybercrime_plan.render.formats import COMMON, text
from cybercrime_plan.render.rules import FAMILIES, explanation, index, rule_list
from cybercrime_plan.render.table import Page
from tests.conftest import Golden
from tests.render.reports import LOOSE_NOTE, NO_SYNTAX, UNUSED_SOURCE, WRONG_SUM
from tests.render.schemas import JSON_DOCS, validate
from tests.render.written import written

RULES = (UNUSED_SOURCE, WRONG_SUM, NO_SYNTAX, LOOSE_NOTE)


@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_rules_are_listed_by_family_and_code(language: Language, golden: Golden) -> None:
    golden(f"rules/list.{language.code}.text", text.render(Page((rule_list(RULES),)), language))


@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_a_rule_is_explained_with_both_examples(language: Language, golden: Golden) -> None:
    golden(f"rules/explain.{language.code}.text", text.render(explanation(WRONG_SUM).page, language))


def test_lists_and_explanations_for_programs_follow_their_schema() -> None:
    listed = validate(written(Page((rule_list(RULES),)), "json", VIETNAMESE), JSON_DOCS / "rules.schema.json")
    assert [rule["code"] for rule in listed] == ["YML101", "BUD101", "BUD131", "SRC101"]
    explained = validate(written(explanation(WRONG_SUM), "json", VIETNAMESE), JSON_DOCS / "explain.schema.json")
    assert explained["bad"] == meaning("BUD101").bad


@pytest.mark.parametrize("name", COMMON)
def test_a_rule_can_be_explained_in_every_format(name: str) -> None:
    told = written(explanation(WRONG_SUM), name, ENGLISH)
    assert WRONG_SUM.code in told
    assert all(line.strip('"[]') in told for line in meaning("BUD101").bad.splitlines())


def test_the_index_is_in_both_languages(golden: Golden) -> None:
    golden("rules/README.md", index(RULES))


def test_every_link_of_the_index_leads_to_a_heading_of_the_catalogue() -> None:
    links = re.findall(r"\((\w+)\.md#(\w+)\)", index(all_rules()))
    assert links
    assert all(heading.upper() in family(letters) for letters, heading in links)


def test_every_family_is_told_apart() -> None:
    subjects = [VIETNAMESE.say(subject) for subject in FAMILIES.values()]
    assert len(set(subjects)) == len(subjects)
