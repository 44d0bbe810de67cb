"""Whatever the bytes are, reading them gives findings or a plan, and nothing else."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Loc, Span
from cybercrime_plan.model.base import Plain
from cybercrime_plan.model.paths import path_of
from cybercrime_plan.read import text as reader
from cybercrime_plan.read.files import refuse_other_files, refuse_what_git_put_there
from cybercrime_plan.read.load import Loaded, load
from cybercrime_plan.read.text import TextTree, read_tree

PLANS = [file.read_bytes() for file in sorted((Path(__file__).parents[2] / "plans").glob("*.yaml"))]
SNIPPETS = [
    b"*a",
    b"&a ",
    b"!t ",
    b"<<: ",
    b"---\n",
    b"\t",
    b"\r",
    b"\x00",
    b"\xff",
    b"'",
    b'"',
    b"[",
    b"]",
    b"{",
    b"}",
]
SNIPPETS += [
    b": ",
    b"- ",
    b"? ",
    b"#",
    b"|\n",
    b"\n",
    b"  ",
    b"1.150",
    b".nan",
    b"2026-02-30",
    b"null",
    b"-",
    b"9" * 6000,
]
SNIPPETS += ["\u202e".encode(), "e\u0302".encode(), b"\xef\xbb\xbf", b"%YAML 1.1\n"]

texts = st.text(st.characters(codec="utf-8"), max_size=60)
yamlish = st.lists(st.sampled_from([piece.decode("latin-1") for piece in SNIPPETS] + ["a", "budget", "đ"])).map(
    "".join
)


def holds_together(loaded: Loaded) -> None:
    """What every answer of the reader promises."""
    assert loaded.plan is not None or loaded.findings
    assert not loaded.unread or loaded.findings
    for finding in loaded.findings:
        assert finding.rule.family in {"YML", "SCH"}
        assert str(finding.complaint.message)
        if finding.place is not None:
            assert isinstance(finding.place, Span)
            assert 1 <= finding.place.line <= len(loaded.lines)
            assert 1 <= finding.place.column <= len(loaded.lines[finding.place.line - 1]) + 1
    places = [(f.place.line, f.place.column) for f in loaded.findings if isinstance(f.place, Span)]
    assert places == sorted(places)


def is_another_file(data: bytes) -> bool:
    """Whether git put the bytes in place of a file, or another program wrote them: those are refused in words."""
    try:
        refuse_what_git_put_there(data, "x")
        refuse_other_files(data, "x")
    except InputError:
        return True
    return False


def answers(data: bytes) -> None:
    """Read the bytes: a plan or findings, or a refusal that names the file and says what to do."""
    if is_another_file(data):
        with pytest.raises(InputError) as refusal:
            load(data, "x")
        assert str(refusal.value).startswith("x")
        assert refusal.value.hint
    else:
        holds_together(load(data, "x"))


@given(st.binary(max_size=200))
@example(b"version https://git-lfs.github.com/spec/")
@example(b"\xff\xd8\xff")
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
@example(b"%YAML 1.99999999999999999999\n--- a")
def test_any_bytes_give_findings_or_a_plan(data: bytes) -> None:
    answers(data)


@given(texts | yamlish)
@example("<!DOCTYPE html")
@example("%PDF")
def test_any_text_gives_findings_or_a_plan(text: str) -> None:
    answers(text.encode("utf-8", "surrogatepass"))


@given(yamlish)
def test_the_parser_without_libyaml_gives_findings_or_a_plan_too(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_parser", reader._pure)
        answers(text.encode("utf-8", "surrogatepass"))


@given(st.sampled_from(PLANS), st.data())
def test_a_good_plan_with_slips_gives_findings_or_a_plan(plan: bytes, data: st.DataObject) -> None:
    for _slip in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(plan)))
        cut = data.draw(st.integers(0, 30))
        plan = plan[:at] + data.draw(st.sampled_from([b"", *SNIPPETS])) + plan[at + cut :]
    holds_together(load(plan, "x"))


@given(st.sampled_from(PLANS), st.data())
def test_a_good_plan_with_lines_moved_gives_findings_or_a_plan(plan: bytes, data: st.DataObject) -> None:
    lines = plan.splitlines(keepends=True)
    first, second = (data.draw(st.integers(0, len(lines) - 1)) for _line in range(2))
    lines[first], lines[second] = lines[second], lines[first]
    holds_together(load(b"".join(lines), "x"))


scalars = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)
trees = st.recursive(
    scalars | st.none(),
    lambda parts: st.lists(parts, max_size=4).map(tuple) | st.dictionaries(scalars, parts, max_size=4),
    max_leaves=12,
)


def quoted(tree: Any) -> str:
    """The tree as one line of YAML, every text in quotes."""
    if tree is None:
        return "null"
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{quoted(name)}: {quoted(value)}" for name, value in tree.items()) + "}"
    if isinstance(tree, tuple):
        return "[" + ", ".join(map(quoted, tree)) + "]"
    return "'" + str(tree).replace("'", "''") + "'"


def composed(tree: Any) -> Any:
    """The tree with every text in NFC."""
    if isinstance(tree, dict):
        return {composed(name): composed(value) for name, value in reversed(tree.items())}
    if isinstance(tree, tuple):
        return tuple(map(composed, tree))
    return tree and unicodedata.normalize("NFC", tree)


def places(tree: Any, loc: Loc = ()) -> list[tuple[Loc, Any]]:
    """Every value of a tree with its place."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, tuple) else ()
    return [(loc, tree), *(found for key, value in inner for found in places(value, (*loc, key)))]


def read_line(line: str) -> TextTree:
    """The line, with a letter behind it that shows it is written in Unicode."""
    return read_tree(f"{line}  # đ".encode())


@given(trees.filter(lambda tree: tree is not None))
def test_what_is_written_is_what_is_read(tree: Any) -> None:
    text = read_line(quoted(tree))
    assert text.findings or text.tree == composed(tree)


@given(trees.filter(lambda tree: tree is not None))
def test_every_value_is_found_again_at_its_place(tree: Any) -> None:
    line = quoted(tree)
    text = read_line(line)
    for loc, value in () if text.findings else places(text.tree):
        place = text.positions.at(loc)
        assert isinstance(place, Span)
        assert read_line(line[place.column - 1 : place.end_column - 1]).tree == value


@given(st.sampled_from(PLANS))
def test_every_value_of_a_plan_has_a_place_and_a_path_of_its_own(plan: bytes) -> None:
    text = read_tree(plan)
    found = places(text.tree)
    assert all(text.positions.at(loc) for loc, _value in found)
    paths = [path_of(loc, text.tree) for loc, _value in found]
    assert len(set(paths)) == len(paths)


@given(
    st.sampled_from(PLANS), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_the_same_plan_in_other_bytes_is_the_same_plan(plan: bytes, encoding: str, line_end: str) -> None:
    text = plan.decode()
    for written in (text, unicodedata.normalize("NFD", text)):
        assert load(written.replace("\n", line_end).encode(encoding), "x").plan == load(plan, "x").plan


@given(st.sampled_from(PLANS))
def test_both_parsers_read_the_same(plan: bytes) -> None:
    expected = read_tree(plan)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_parser", reader._pure)
        text = read_tree(plan)
    assert text.tree == expected.tree
    for loc, value in places(expected.tree):
        assert text.positions.at(loc) == expected.positions.at(loc)
        assert not isinstance(value, Plain) or isinstance(value, str)
