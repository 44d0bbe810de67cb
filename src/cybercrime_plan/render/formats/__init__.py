"""The formats of the program, one entry each. A writer loads its own code, so that nothing is loaded unused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from cybercrime_plan.render.result import Manner, Result


class Format(NamedTuple):
    """A way to write a result down.

    Attributes:
        suffixes: endings of files that are written so.
        write: gives the text, whole or piece by piece as it becomes known; or the bytes, where a format has its own
            encoding. For people a writer takes the result's document, for programs its records.
        common: whether every command has it; else only the commands whose results it is made for.
        drawn: whether a terminal draws the same page.
        for_people: whether it writes the document, not the records.
    """

    suffixes: tuple[str, ...]
    write: Callable[[Result, Manner], str | bytes | Iterator[str] | Iterator[bytes]]
    common: bool = True
    drawn: bool = False
    for_people: bool = False


def _text(result: Result, manner: Manner) -> Iterator[str]:
    from cybercrime_plan.render.formats.text import pieces

    return pieces(result.on_screen(manner), manner.language)


def _markdown(result: Result, manner: Manner) -> str:
    from cybercrime_plan.render.formats.markdown import render

    return render(result.document(), manner.language)


def _html(result: Result, manner: Manner) -> str | Iterator[str]:
    from cybercrime_plan.render.formats.html import render

    return render(result.document(), manner.language)


def _csv(result: Result, manner: Manner, delimiter: str = ",") -> Iterator[str]:
    from cybercrime_plan.render.formats.csv import for_excel, for_programs

    if manner.excel and delimiter == ",":
        return for_excel(result.records(), manner.language)
    return for_programs(result.records(), delimiter)


def _json(result: Result, _manner: Manner) -> Iterator[str]:
    from cybercrime_plan.render.formats.json import pieces

    return pieces(result.data())


def _jsonl(result: Result, _manner: Manner) -> Iterator[str]:
    from cybercrime_plan.render.formats.json import json_lines

    return json_lines(result.records())


def _parquet(result: Result, _manner: Manner) -> bytes:
    from cybercrime_plan.render.formats.parquet import parquet

    return parquet(result.records())


def _github(result: Result, manner: Manner) -> Iterator[str]:
    from cybercrime_plan.render.checks.github import render
    from cybercrime_plan.render.checks.words import CheckReport

    return render(_made_for(result, CheckReport), manner.language)


def _sarif(result: Result, _manner: Manner) -> Iterator[str]:
    from cybercrime_plan.render.checks.sarif import render
    from cybercrime_plan.render.checks.words import CheckReport

    return render(_made_for(result, CheckReport))


R = TypeVar("R")


def _made_for(result: Result, kind: type[R]) -> R:
    """The result, which a command that offers the format has made.

    Raises:
        TypeError: it offers a format that is not made for its results.
    """
    if not isinstance(result, kind):
        raise TypeError(f"{kind.__name__} is wanted, not {type(result).__name__}")
    return result


FORMATS: Final[Mapping[str, Format]] = {
    "text": Format((".txt",), _text, drawn=True, for_people=True),
    "side": Format((), _text, common=False, drawn=True, for_people=True),
    "markdown": Format((".md", ".markdown"), _markdown, for_people=True),
    "html": Format((".html", ".htm"), _html, for_people=True),
    "csv": Format((".csv",), _csv),
    "tsv": Format((".tsv",), partial(_csv, delimiter="\t")),
    "json": Format((".json",), _json),
    "jsonl": Format((".jsonl",), _jsonl, common=False),
    "parquet": Format((".parquet",), _parquet, common=False),
    "github": Format((), _github, common=False),
    "sarif": Format((".sarif",), _sarif, common=False),
    "ics": Format((".ics",), lambda result, manner: result.calendar(manner.language), common=False),
    "xlsx": Format((".xlsx",), lambda result, manner: result.workbook(manner.language), common=False),
    "docx": Format((".docx",), lambda result, manner: result.word(manner.language), common=False),
    "yaml": Format((".yaml", ".yml"), lambda result, _manner: result.yaml(), common=False),
}
"""Every format by the name it is asked for."""
COMMON: Final = tuple(name for name, one in FORMATS.items() if one.common)
"""What every command that shows something writes; the first is what it writes unasked."""
OF_CHECKS: Final = (*COMMON, "github", "sarif")
"""What a command that checks something writes."""
BOOKS: Final = ("xlsx", "csv", "yaml")
"""What a book to be filled in is written as."""
FORMAT_OF_SUFFIX: Final[Mapping[str, str]] = {
    suffix: name for name, one in FORMATS.items() for suffix in one.suffixes
}
"""What an output file's ending says about its format."""
