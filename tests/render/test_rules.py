from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language
from cybercrime_plan.render.formats import COMMON, text
from cybercrime_plan.render.rules import FAMILIES, documents, explanation, rule_list
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
    assert [rule["code"] for rule in listed] == ["YML101", "BUD101", "BUD190", "SRC101"]
    explained = validate(written(explanation(WRONG_SUM), "json", VIETNAMESE), JSON_DOCS / "explain.schema.json")
    assert explained["bad"] == WRONG_SUM.bad


@pytest.mark.parametrize("name", COMMON)
def test_a_rule_can_be_explained_in_every_format(name: str) -> None:
    told = written(explanation(WRONG_SUM), name, ENGLISH)
    assert WRONG_SUM.code in told
    assert all(line.strip('"[]') in told for line in WRONG_SUM.bad.splitlines())


def test_the_documents_are_in_both_languages(golden: Golden) -> None:
    pages = documents(RULES)
    assert list(pages) == ["README.md", "YML.md", "BUD.md", "SRC.md"]
    golden("rules/BUD.md", pages["BUD.md"])
    golden("rules/README.md", pages["README.md"])


def test_links_of_the_index_lead_to_headings() -> None:
    pages = documents(RULES)
    for file, heading in re.findall(r"\((\w+\.md)#(\w+)\)", pages["README.md"]):
        assert f"\n## {heading.upper()}\n" in pages[file]


def test_an_example_cannot_close_its_own_code_block() -> None:
    rule = WRONG_SUM._replace(bad="a\n````\n# b\n")
    tokens = MarkdownIt().parse(documents([rule])["BUD.md"])
    assert next(token.content for token in tokens if token.type == "fence") == rule.bad


def test_every_family_is_told_apart() -> None:
    subjects = [VIETNAMESE.say(subject) for subject in FAMILIES.values()]
    assert len(set(subjects)) == len(subjects)
