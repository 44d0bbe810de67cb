"""Every refusal has a doc whose bad example is refused for that very reason, and whose good example is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

import cybercrime_plan
from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Rule
from cybercrime_plan.model.working_day_table import WorkingDayTable
from cybercrime_plan.read.encoding import MOST_BYTES
from cybercrime_plan.read.load import load
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.read.validation import complaints
from cybercrime_plan.refusals import refusals

NO_FILE_DOES_SO_FOR_SURE = "YML110"
"""A process that is stopped: tests/cli/test_jobs.py stops one."""
REFUSALS = [rule for rule in refusals() if rule.family in {"YML", "SCH"} and rule.code != NO_FILE_DOES_SO_FOR_SURE]
TABLES_OF_DAYS = {"SCH421", "SCH422", "SCH423"}
OF_ANOTHER_SIZE = {"YML101": MOST_BYTES // 10, "YML107": 100, "YML109": 200_000}
"""What the example only hints at with "and so on": its last line but one, repeated."""

ALSO_TOLD = {"YML107": ("YML301",)}
"""The faults it has lost count of."""


def bad_bytes(rule: Rule) -> bytes:
    """The bad example as the file it stands for."""
    bad = meaning(rule.code).bad
    if rule.code == "YML102":
        return bad.encode("cp1252", "replace")
    if rule.code in OF_ANOTHER_SIZE:
        *lines, _and_so_on = bad.splitlines(keepends=True)
        return "".join(lines + lines[-1:] * OF_ANOTHER_SIZE[rule.code]).encode()
    return bad.encode()


def codes(data: bytes) -> list[str]:
    return [finding.rule.code for finding in load(data, "example.yaml").findings]


def codes_of_table(data: bytes) -> list[str]:
    tree = read_tree(data).tree
    try:
        WorkingDayTable.model_validate(tree)
    except ValidationError as error:
        return [coded.code for coded in complaints(error, tree, WorkingDayTable)]
    return []


@pytest.mark.parametrize("rule", REFUSALS, ids=lambda rule: rule.code)
def test_the_bad_example_is_refused_and_the_good_one_is_not(rule: Rule) -> None:
    told = codes_of_table if rule.code in TABLES_OF_DAYS else codes
    assert set(told(bad_bytes(rule))) == {rule.code, *ALSO_TOLD.get(rule.code, ())}
    assert told(meaning(rule.code).good.encode()) == []


def test_codes_and_names_are_unique_and_well_formed() -> None:
    rules = refusals()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    assert all(re.fullmatch("[A-Z]{3}[1-9][0-9]{2}", rule.code) for rule in rules)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", rule.name) for rule in rules)


def test_every_code_said_in_the_source_is_documented_and_every_document_is_said() -> None:
    package = Path(cybercrime_plan.__file__).parent
    source = {file: file.read_text(encoding="utf-8") for file in package.rglob("*.py")}
    said = {
        code
        for file, text in source.items()
        if file.name != "refusals.py"
        for code in re.findall(r'"((?:YML|SCH)[0-9]{3})"', text)
    }
    assert said == {rule.code for rule in refusals() if rule.family in {"YML", "SCH"}}
