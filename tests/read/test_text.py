"""Bytes become a tree of text: nothing is interpreted, and every refusal stands at its place."""

from __future__ import annotations

import unicodedata

import pytest

from cybercrime_plan.findings import Span
from cybercrime_plan.model.base import Plain
from cybercrime_plan.read import text as reader
from cybercrime_plan.read.text import TextTree, read_tree


@pytest.fixture(autouse=True, params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers: the C library and the one PyYAML falls back to."""
    monkeypatch.setattr(reader, "_parser", {"libyaml": reader._libyaml, "pure": reader._pure}[request.param])


def read(text: str) -> TextTree:
    return read_tree(text.encode())


def told(data: bytes | str) -> list[str]:
    """Each finding as `line:column CODE`."""
    found = read_tree(data.encode() if isinstance(data, str) else data).findings
    return [f"{finding.place} {finding.rule.code}" for finding in found]


class TestWhatIsRead:
    def test_every_scalar_stays_the_text_that_is_written(self) -> None:
        written = "a: [1.150, 0150, 1_150, 1:30, 1e3, .nan, 2026-02-30, no, 0x1F, 4.800]\n"
        assert read(written).tree == {
            "a": ("1.150", "0150", "1_150", "1:30", "1e3", ".nan", "2026-02-30", "no", "0x1F", "4.800")
        }

    def test_only_figures_that_are_not_quoted_are_plain(self) -> None:
        values = read("a: [1150, '1150', \"1150\"]\nb: |\n  1150\n").tree
        assert [isinstance(value, Plain) for value in (*values["a"], values["b"])] == [True, False, False, False]

    def test_null_is_the_unquoted_word_the_tilde_or_nothing(self) -> None:
        assert read("a: [null, Null, NULL, ~]\nb:\nc: 'null'\nd: ''\n").tree == {
            "a": (None, None, None, None),
            "b": None,
            "c": "null",
            "d": "",
        }

    def test_names_stay_text_even_where_yaml_would_see_more(self) -> None:
        assert read("no: 1\n2024: 2\nnull: 3\n'<<': 4\n").tree == {"no": "1", "2024": "2", "null": "3", "<<": "4"}

    def test_lists_and_fields_in_either_style(self) -> None:
        assert read("a:\n- {b: 1, c: [2]}\n- b: 1\n  c:\n    - 2\n").tree == {
            "a": ({"b": "1", "c": ("2",)}, {"b": "1", "c": ("2",)})
        }

    def test_six_thousand_digits_are_a_text(self) -> None:
        assert read("a: " + "9" * 6000).tree == {"a": "9" * 6000}

    def test_the_same_file_in_other_bytes_is_the_same_tree(self) -> None:
        written = "province: Đồng Tháp\ntitle: >\n  Kế hoạch\n  năm\nyears: [2022]\n"
        expected = read(written)
        variants = (
            b"\xef\xbb\xbf" + written.encode(),
            written.replace("\n", "\r\n").encode(),
            written.replace("\n", "\r").encode(),
            written.encode("utf-16"),
            b"\xfe\xff" + written.encode("utf-16-be"),
            unicodedata.normalize("NFD", written).encode(),
        )
        for data in variants:
            text = read_tree(data)
            assert text.tree == expected.tree
            assert not text.findings
            assert text.positions.at(("years", 0)) == expected.positions.at(("years", 0))

    def test_escapes_are_composed_too(self) -> None:
        assert read('a: "e\\u0302\\u0301"\n').tree == {"a": "ế"}

    def test_the_lines_are_those_of_the_file(self) -> None:
        assert read_tree(b"a: 1\r\nb: 2\rc: 3\n").lines == ("a: 1", "b: 2", "c: 3", "")


class TestWhereItIsWritten:
    def test_values_lists_and_fields_have_their_stretch_of_text(self) -> None:
        positions = read("a: Đồng\nb:\n  - c: [1, 'hai']\n    d: |\n      text\ne:\n- 5\n").positions
        assert str(positions.at(())) == "1:1"
        assert positions.at(("a",)) == Span(1, 4, 1, 8)
        assert positions.at(("b", 0, "c")) == Span(3, 8, 3, 18)
        assert positions.at(("b", 0, "c", 1)) == Span(3, 12, 3, 17)
        assert str(positions.at(("b", 0, "d"))) == "4:8"

    def test_a_block_is_shown_by_its_first_name_or_dash(self) -> None:
        positions = read("b:\n  - cc: 1\n    d: 2\n").positions
        assert positions.at(("b",)) == Span(2, 3, 2, 4)
        assert positions.at(("b", 0)) == Span(2, 5, 2, 7)

    def test_a_value_that_is_not_there_is_shown_by_its_name(self) -> None:
        assert read("a: 1\nbb:\nc: 2\n").positions.at(("bb",)) == Span(2, 1, 2, 3)

    def test_names_have_places_of_their_own(self) -> None:
        positions = read("a:\n  bé: 1\n").positions
        assert positions.key(("a", "bé")) == Span(2, 3, 2, 5)
        assert positions.key(("a", "none")) is None
        assert positions.key(()) is None

    def test_what_is_missing_is_near_what_is_around_it(self) -> None:
        positions = read("a: 1\nb: [2]\n").positions
        assert str(positions.near(("b", 7, "x"))) == "2:4"
        assert str(positions.near(("z",))) == "1:1"
        assert positions.at(("b", "x")) is None
        assert positions.at(("a", 0)) is None

    def test_columns_are_code_points(self) -> None:
        assert str(read('{"😀": 1, b: 2}\n').positions.at(("b",))) == "1:13"

    def test_a_file_that_is_not_read_has_no_places(self) -> None:
        assert read("a: [").positions.near(("a",)) is None


REFUSED = {
    "alias": ("a: 1\nb: *c\n", ["2:4 YML301"]),
    "anchor on a value": ("a: &x 1\n", ["1:4 YML302"]),
    "anchor on a list": ("a: &x [1]\n", ["1:4 YML302"]),
    "tag": ("a: !!int 1\n", ["1:4 YML303"]),
    "tag on fields": ("a: !plan {b: 1}\n", ["1:4 YML303"]),
    "anchor and tag": ("a: &x !y 1\n", ["1:4 YML302", "1:4 YML303"]),
    "merge": ("a: {<<: {b: 1}, c: 2}\n", ["1:5 YML304"]),
    "second document": ("a: 1\n---\nb: 2\n", ["2:1 YML305"]),
    "text after the end": ("a: 1\n...\nb: 2\n", ["3:1 YML305"]),
    "list as a name": ("? [a]\n: 1\n", ["1:3 YML306"]),
    "fields as a name": ("{{a: 1}: 2}\n", ["1:2 YML306"]),
    "alias as a name": ("{*a : 1}\n", ["1:2 YML301"]),
    "repeated field": ("a: 1\nb: 2\na: 3\n", ["3:1 YML307"]),
    "field repeated twice": ("{a: 1, a: 2, a: 3}\n", ["1:8 YML307", "1:14 YML307"]),
    "repeated field in a list": ("- {a: 1, a: 2}\n- {a: 1}\n", ["1:10 YML307"]),
    "field repeated in other letters": ("ế: 1\ne\u0302\u0301: 2\n", ["2:1 YML307"]),
    "control character": ("a: b\n  \x1b[31m\n", ["2:3 YML104"]),
    "NUL": ("a: \x00\n", ["1:4 YML104"]),
    "mark inside": ("a: \ufeffb\n", ["1:4 YML104"]),
    "line separator": ("a: b\u2028c\n", ["1:5 YML104"]),
    "escaped control character": ('a: "\\e[31m"\n', ["1:4 YML104"]),
    "direction": ("a: 1\u202e2\n", ["1:5 YML105"]),
    "escaped direction": ('a: "\\u2066"\n', ["1:4 YML105"]),
    "several at once": ("a: \x01\r\nb: \u200f\n", ["1:4 YML104", "2:4 YML105"]),
    "empty": ("", ["1:1 YML106"]),
    "only a comment": ("# nothing\n\n", ["1:1 YML106"]),
    "only a mark of a document": ("---\n", ["1:1 YML106"]),
    "only null": ("~\n", ["1:1 YML106"]),
    "33 levels": ("[" * 33 + "]" * 33, ["1:33 YML108"]),
    "colon in a text": ("a: b: c\n", ["1:5 YML205"]),
    "tab": ("a:\n\tb: 1\n", ["2:1 YML201"]),
    "tab after a text": ("a: 1\n\tb: 2\n", ["2:1 YML201"]),
    "tab in a block": ("a: |\n\t x\n", ["2:1 YML201"]),
    "at sign": ("a: @x\n", ["1:4 YML205"]),
    "percent sign": ("a: %x\n", ["1:4 YML205"]),
    "closing bracket": ("a: ]\n", ["1:4 YML205"]),
    "comma twice": ("a: [b,,c]\n", ["1:7 YML205"]),
    "block sign before a text": ("a: > 5\n", ["1:4 YML205"]),
    "unknown tag handle": ("a: !x!y z\n", ["1:4 YML205"]),
    "accented name of an anchor": ("a: &é b\n", ["1:4 YML205"]),
    "text after a quote": ("a: 'x' y\n", ["1:8 YML205"]),
    "text after a bracket": ("a: [x] y\n", ["1:8 YML205"]),
    "question mark": ("a: ? b\n", ["1:4 YML205"]),
    "open single quote": ("a: 1\nb: 'un\n\nc: d\n", ["2:4 YML203"]),
    "open double quote": ('a: 1\nb: "un\n\nc: d\n', ["2:4 YML203"]),
    "quote over a document mark": ("a: 'x\n---\ny'\n", ["1:4 YML203"]),
    "open bracket": ("a: [1, 2\nb: 3\n", ["1:4 YML204"]),
    "open brace": ("a: {x: 1\nb: 3\n", ["1:4 YML204"]),
    "bracket open to the end": ("a: [1, 2\n", ["1:4 YML204"]),
    "bracket open after a comma": ("a: [1,\n", ["2:1 YML204"]),
    "bracket open on a last line without an end": ("a: [", ["1:5 YML204"]),
    "too little indentation": ("a:\n  b: 1\n c: 2\n", ["3:2 YML202"]),
    "too little indentation in a list": ("a:\n  - 1\n - 2\n", ["3:2 YML202"]),
    "list among fields": ("a: 1\n- 2\n", ["2:1 YML202"]),
    "fields among a list": ("- 1\na: 2\n", ["2:1 YML202"]),
    "dash after a colon": ("a: - b\n", ["1:4 YML202"]),
    "text after a comment": ("a: x #c\n  y\n", ["2:3 YML202"]),
    "no colon": ("a: 1\nbare\nc: 2\n", ["2:1 YML206"]),
    "no colon on the last line": ("a: 1\nbare\n", ["2:1 YML206"]),
    "asterisk before a text": ("a: *Do năm 2025\n", ["1:4 YML301"]),
    "wrong version": ("%YAML 3.0\n---\na: 1\n", ["1:1 YML208"]),
}


@pytest.mark.parametrize(("written", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_stands_at_its_place(written: str, expected: list[str]) -> None:
    assert told(written) == expected


@pytest.mark.parametrize("written", ['a: "\\q"\n', 'a: "\\x4"\n', 'a: "\\UFFFFFFFF"\n', 'a: "\\U00110000"\n'])
def test_an_unknown_escape_is_refused(written: str) -> None:
    (finding,) = read(written).findings
    assert finding.rule.code == "YML207"
    assert str(finding.place).startswith("1:")


def test_half_a_surrogate_is_refused() -> None:
    (finding,) = read('a: "\\ud800"\n').findings
    assert finding.rule.code in {"YML104", "YML207"}


class TestTheRestIsReadOn:
    def test_the_first_of_repeated_fields_stays(self) -> None:
        text = read("a: 1\nb: 2\na: 3\nc: {d: 4, d: {e: 5}}\n")
        assert text.tree == {"a": "1", "b": "2", "c": {"d": "4"}}
        assert text.positions.at(("a",)) == Span(1, 4, 1, 5)
        assert text.positions.at(("b",)) == Span(2, 4, 2, 5)

    def test_a_repetition_names_both_places_and_its_path(self) -> None:
        (finding,) = read("budget:\n  total: 1\n\n  total: 2\n").findings
        assert str(finding.complaint.message) == "total is written twice: first on line 2, again here"
        assert finding.complaint.path == "budget.total"
        assert finding.complaint.loc == ("budget", "total")

    def test_aliases_anchors_and_tags_are_read_as_what_is_written(self) -> None:
        text = read("a: &x [1]\nb: *x\nc: !t 2\n")
        assert text.tree == {"a": ("1",), "b": "*x", "c": "2"}
        assert [finding.complaint.path for finding in text.findings] == ["a", "b", "c"]

    def test_merges_and_names_that_are_no_text_are_left_out(self) -> None:
        assert read("a: {<<: {b: 1}, c: 2}\n? [x]\n: 3\n").tree == {"a": {"c": "2"}}

    def test_the_first_document_stays(self) -> None:
        assert read("a: 1\n---\nb: 2\n").tree == {"a": "1"}

    def test_faults_before_a_broken_line_are_told_with_it(self) -> None:
        assert told("a: 1\na: 2\nb: {c: *x}\nd: [\n") == ["3:8 YML301", "5:1 YML204"]

    def test_findings_come_in_the_order_of_the_file(self) -> None:
        assert told("a:\n  b: *x\n  c: 1\n  b: 2\na: 3\n") == ["2:6 YML301", "4:3 YML307", "5:1 YML307"]


class TestBytes:
    def test_the_byte_that_is_not_utf_8_is_named_with_its_place(self) -> None:
        (finding,) = read_tree(b"a: 1\r\nb: \xc4\x91\xff\n").findings
        assert f"{finding.place} {finding.rule.code}" == "2:5 YML102"
        assert "0xFF" in str(finding.complaint.message)

    @pytest.mark.parametrize("encoding", ["utf-32", "utf-16-le", "utf-16-be"])
    def test_other_encodings_of_unicode_are_refused_not_guessed(self, encoding: str) -> None:
        assert told("a: Kế hoạch\nb: 2022\n".encode(encoding)) == ["None YML102"]

    def test_half_a_character_of_utf_16_is_refused(self) -> None:
        assert told("a: b\n".encode("utf-16") + b"c") == ["2:1 YML102"]

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("a: KÕ ho¹ch phßng, chèng téi ph¹m trªn ®Þa bµn tØnh §ång Th¸p", "TCVN3 (ABC)"),
            ("a: Keá hoaïch phoøng, choáng toäi phaïm treân ñòa baøn tænh Ñoàng Thaùp", "VNI"),
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
    def test_the_encodings_from_before_unicode_are_named(self, written: str, name: str, encoding: str) -> None:
        (finding,) = read_tree(written.encode(encoding)).findings
        assert finding.rule.code == "YML103"
        assert name in str(finding.complaint.message)

    @pytest.mark.parametrize(
        "written",
        ["a: Đồng Tháp ®", "a: Crème brûlée à la carte, déjà vu", "a: © 2022 · m² ½", "a: hoá, toà, khoá"],
    )
    def test_unicode_is_not_mistaken_for_them(self, written: str) -> None:
        assert not told(written)


def test_more_levels_than_the_parser_itself_takes_are_too_many_levels() -> None:
    (found,) = read_tree(b"[" * 1_001).findings
    assert found.rule.code == "YML108"
    assert str(found.complaint.message) == "the file is nested more than 32 levels deep"
