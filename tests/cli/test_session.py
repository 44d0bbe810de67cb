"""What every command shares: language, colour, formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from cybercrime_plan.cli.locale import language_of, language_of_environment
from cybercrime_plan.cli.options import ColorChoice
from cybercrime_plan.cli.session import _colored, _format
from cybercrime_plan.errors import UsageError
from cybercrime_plan.render.formats import OF_CHECKS


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "vi", "LANG": "en_US"}, "vi"),
        ({"PLAN_LANG": "vi", "LC_ALL": "en_US.UTF-8"}, "vi"),
        ({"PLAN_LANG": "fr", "LANG": "vi_VN"}, "vi"),
        ({"LANG": "Vietnamese_Vietnam.1258"}, "vi"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert language_of_environment(environment).code == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (["--lang", "vi", "list"], "vi"),
        (["list", "--lang=vi"], "vi"),
        (["--lang", "vi", "list", "--lang", "en"], "en"),
        (["list", "--", "--lang", "vi"], "en"),
        (["list", "--lang", "klingon"], "en"),
        (["list", "--lang"], "en"),
    ],
)
def test_help_speaks_the_language_of_the_line(line: list[str], expected: str) -> None:
    assert language_of(line, {}).code == expected


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "expected"),
    [
        (ColorChoice.auto, {}, True, True),
        (ColorChoice.auto, {}, False, False),
        (ColorChoice.auto, {"NO_COLOR": "1"}, True, False),
        (ColorChoice.auto, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        (ColorChoice.auto, {"FORCE_COLOR": "1"}, False, True),
        (ColorChoice.auto, {"TERM": "dumb"}, True, False),
        (ColorChoice.never, {"FORCE_COLOR": "1"}, True, False),
        (ColorChoice.always, {"NO_COLOR": "1"}, False, True),
    ],
)
def test_colour_is_used_when_it_is_wanted(
    *, choice: ColorChoice, environment: dict[str, str], terminal: bool, expected: bool
) -> None:
    assert _colored(choice, environment, is_terminal=terminal) is expected


@pytest.mark.parametrize(
    ("asked", "file", "expected"),
    [
        (None, None, None),
        (None, "x.json", "json"),
        (None, "x.MD", "markdown"),
        ("csv", None, "csv"),
        ("csv", "x.csv", "csv"),
        ("sarif", "x.json", "sarif"),
        ("github", "annotations", "github"),
        (None, "annotations", None),
    ],
)
def test_the_ending_of_the_file_names_the_format(asked: str | None, file: str | None, expected: str | None) -> None:
    assert _format(asked, Path(file) if file else None, OF_CHECKS) == expected


@pytest.mark.parametrize(
    ("asked", "file"), [("json", "x.csv"), ("text", "x.html"), (None, "x.exe"), ("ics", None), (None, "x.docx")]
)
def test_a_format_that_is_not_there_or_not_the_one_of_the_ending_is_refused(
    asked: str | None, file: str | None
) -> None:
    with pytest.raises(UsageError):
        _format(asked, Path(file) if file else None, OF_CHECKS)
