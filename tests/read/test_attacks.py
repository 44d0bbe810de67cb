"""Files made to exhaust a reader; each is refused before it costs anything."""

from __future__ import annotations

import pytest

from cybercrime_plan.read.load import load
from cybercrime_plan.read.text import TextTree, read_tree


def read(text: str) -> TextTree:
    return read_tree(text.encode())


def told(data: bytes | str) -> list[str]:
    """Each finding as `line:column CODE`."""
    found = read_tree(data.encode() if isinstance(data, str) else data).findings
    return [f"{finding.place} {finding.rule.code}" for finding in found]


def test_four_mebibytes_are_read_and_one_byte_more_is_not() -> None:
    most = b"a: 1\n#" + b"-" * (4 * 1024 * 1024 - 6)
    assert not told(most)
    assert told(most + b"-") == ["None YML101"]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[[", "{a: ", "a: [", "- - "])
def test_deep_nesting_ends_at_level_33_or_in_a_fault(opening: str) -> None:
    assert read(opening * 200_000).tree is None


def test_thirty_two_levels_are_read() -> None:
    assert not told("[" * 32 + "]" * 32)


def test_an_alias_bomb_is_a_list_of_refusals() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert len(told(bomb)) == 8 + 14


def test_after_a_hundred_faults_the_rest_is_not_read() -> None:
    codes = [line.split()[1] for line in told("- *a\n" * 300)]
    assert codes == ["YML301"] * 100 + ["YML107"]
    assert read("- *a\n" * 300).tree is None


def test_more_than_200_000_values_are_not_read() -> None:
    assert read("[" + "1," * 199_999 + "]").findings == ()
    assert told("[" + "1," * 200_000 + "]") == ["1:400000 YML109"]
    assert told("[" + "1," * 2_000_000 + "]") == ["1:400000 YML109"]


def test_long_names_are_quoted_in_part() -> None:
    name = "x" * 900
    (finding,) = read(f"{name}: 1\n{name}: 2\n").findings
    assert len(str(finding.complaint.message)) < 120
    assert len(finding.complaint.path) < 100


def test_faults_beyond_counting_are_told_in_part_and_none_costs_more_than_the_last() -> None:
    """Each of these took time with the square of its length before paths and hints were worked out once."""
    begin = "format: 1\nid: a\n"
    unknown_fields = begin + "".join(f"k{number}: 1\n" for number in range(50_000))
    no_records = begin + "tasks: [" + "1," * 100_000 + "]\n"
    tasks = "".join(f"- {{id: a{n}, at: b, agencies: [x{n}], role: assigned, summary: c}}\n" for n in range(5_000))
    agencies = "".join(f"- {{id: y{n}, name: z}}\n" for n in range(5_000))
    unknown_ids = begin + f"tasks:\n{tasks}agencies:\n{agencies}"
    for text in (unknown_fields, no_records, unknown_ids):
        assert len(load(text.encode(), "x").findings) == 1001
