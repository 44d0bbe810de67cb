"""Every sentence of the program can be extracted, and is said in Vietnamese with the same values."""

from __future__ import annotations

import ast
import gettext
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from unicodedata import is_normalized

import pytest
from babel.messages.catalog import Message

from tests.program import process
from tools import catalogue, mo

UP_TO_DATE = "run tools/catalogue.py"
SENTENCES = catalogue.merged(catalogue.PO.read_bytes())
MESSAGES = [message for message in SENTENCES if message.id]
ENGLISH_WORD = re.compile(r"\b[a-z]{2,}\b(?!:)")


def originals(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def placeholders(template: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", template))


def test_every_sentence_has_a_translation() -> None:
    assert catalogue.missing(SENTENCES) == []


def test_the_committed_catalogue_is_what_the_code_says() -> None:
    assert catalogue.PO.read_text("utf-8") == catalogue.po_bytes(SENTENCES).decode(), UP_TO_DATE
    assert said(catalogue.MO.read_bytes()) == said(catalogue.mo_bytes(SENTENCES)), UP_TO_DATE


def said(compiled: bytes) -> dict[str | tuple[str, int], str]:
    """What gettext finds in a compiled catalogue."""
    known: dict[str | tuple[str, int], str] = vars(gettext.GNUTranslations(io.BytesIO(compiled)))["_catalog"]
    return known


def test_the_build_compiles_what_babel_compiles() -> None:
    text = catalogue.po_bytes(SENTENCES).decode()
    assert said(mo.compiled(text)) == said(catalogue.mo_bytes(SENTENCES))


def test_the_build_refuses_a_line_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="msgctxt"):
        mo.compiled('msgctxt "page"\nmsgid "a"\nmsgstr "b"\n')


def test_a_copy_without_the_compiled_vietnamese_says_so_once(tmp_path: Path) -> None:
    package = tmp_path / "cybercrime_plan"
    shutil.copytree(catalogue.PACKAGE, package, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    ran = process("explain", "MON101", "--lang", "vi", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)})
    assert ran.code == 0
    assert ran.err.count("not built") == ran.err.count("chưa dựng") == 1
    assert not process("explain", "MON101", "--lang", "en", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}).err


def test_a_translation_names_the_values_of_its_sentence() -> None:
    differing = [
        (original, translation)
        for message in MESSAGES
        for original in originals(message)[-1:]
        for translation in catalogue.strings(message)
        if translation and placeholders(translation) != placeholders(original)
    ]
    assert differing == []


def test_a_translation_is_not_the_english_again() -> None:
    untranslated = [
        original
        for message in MESSAGES
        for original in originals(message)
        if original in catalogue.strings(message) and ENGLISH_WORD.search(re.sub(r"\{[^{}]*\}", "", original))
    ]
    assert untranslated == []


def test_translations_are_composed_unicode_with_the_outer_blanks_of_their_sentence() -> None:
    for message in MESSAGES:
        original = originals(message)[0]
        for translation in filter(None, catalogue.strings(message)):
            assert is_normalized("NFC", translation), translation
            assert translation.startswith("\n") == original.startswith("\n"), translation
            assert translation.endswith("\n") == original.endswith("\n"), translation
            assert translation.strip(" ") == translation, translation


def test_every_sentence_can_be_filled_with_its_values() -> None:
    """A stray brace would only come to light when the sentence is said."""
    for message in MESSAGES:
        values = dict.fromkeys(placeholders(originals(message)[-1]), "x")
        for template in (*originals(message), *catalogue.strings(message)):
            if values:
                template.format_map(values)


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every place of the source that makes or marks a sentence, with the name it does so by."""
    for file in sorted(catalogue.PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in catalogue.KEYWORDS:
                    yield f"{file.relative_to(catalogue.PACKAGE).as_posix()}:{node.lineno}", name, node


def test_templates_are_literal_so_that_they_can_be_extracted() -> None:
    for place, name, call in calls():
        templates = call.args[: 2 if name == "n_" else 1]
        assert all(isinstance(template, ast.Constant) for template in templates), place


def test_every_sentence_of_the_source_is_in_the_catalogue() -> None:
    """Extraction overlooks a sentence inside another, and before Python 3.12 those inside an f-string."""
    known = {original for message in MESSAGES for original in originals(message)}
    for place, _name, call in calls():
        template = call.args[0]
        assert isinstance(template, ast.Constant)
        assert not template.value or template.value in known, place


def test_a_sentence_is_given_exactly_the_values_it_names() -> None:
    """The count of a sentence that counts comes by itself, and may go unsaid."""
    for place, name, call in calls():
        if name != "N_":
            template = call.args[1 if name == "n_" else 0]
            assert isinstance(template, ast.Constant)
            given = {keyword.arg for keyword in call.keywords}
            assert placeholders(str(template.value)) - ({"count"} if name == "n_" else set()) == given, place
