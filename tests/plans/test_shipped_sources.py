"""The shipped plans against the whole documents, where the environment variable PLAN_SOURCES names their folder."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from cybercrime_plan.calc.transcription import SoughtState, transcription
from cybercrime_plan.model.source_text import SourceText
from cybercrime_plan.read.source import read_source
from tests.plans.shipped import FILES, IDS, document_of, shipped
from tests.program import plan

FOLDER = os.environ.get("PLAN_SOURCES")
pytestmark = pytest.mark.skipif(not FOLDER, reason="PLAN_SOURCES does not name the folder of the sources")


def source_of(plan_id: str) -> SourceText:
    named = document_of(plan_id).file
    assert named is not None
    return read_source(Path(FOLDER or "") / named.name, named.name)


def wrapped(width: int) -> Callable[[str], str]:
    return lambda text: "\n".join(textwrap.wrap(" ".join(text.split()), width))


COPIES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "NFD": lambda text: normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "tags": lambda text: "\n".join(f"<p>{line}</p>" for line in text.split("\n")),
    "without marks between thousands": lambda text: re.sub(r"(?<=[0-9])\.(?=[0-9]{3})", "", text),
    **{f"lines of {width}": wrapped(width) for width in (55, 70, 90, 120)},
}


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("plan_id", IDS)
def test_every_value_is_printed_at_its_place_and_nothing_is_left_out(plan_id: str, copy: str) -> None:
    source = source_of(plan_id)
    held = transcription(shipped(plan_id), SourceText(source.file, "", COPIES[copy](source.text)))
    assert [one.sought.shown for one in held.values if one.state is not SoughtState.AT_CLAUSE] == []
    assert [held.source.printed(*one.stretch) for one in held.omitted] == []


@pytest.mark.parametrize("plan_id", IDS)
def test_verify_has_nothing_to_report(plan_id: str) -> None:
    ran = plan("verify", str(FILES[plan_id]), "--sources", FOLDER or "")
    assert ran.code == 0, ran.out


def test_neither_is_taken_for_the_other() -> None:
    first, second = IDS
    assert transcription(shipped(first), source_of(second)).is_of_another_document
    assert transcription(shipped(second), source_of(first)).is_of_another_document
