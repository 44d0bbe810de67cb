"""The formats a page can be written in: one file each, and this tuple."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from cybercrime_plan.language import Language
from cybercrime_plan.render.formats import csv, html, json, markdown, text
from cybercrime_plan.render.table import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Format(Generic[T]):
    """A way to write a value down.

    Attributes:
        name: as it is asked for: `--format csv`.
        render: the whole text in a language; formats for programs ignore the language.
        encoding: of the bytes of a file.
    """

    name: str
    render: Callable[[T, Language], str]
    encoding: str = "utf-8"

    def write(self, value: T, language: Language) -> bytes:
        """The bytes of the result."""
        return self.render(value, language).encode(self.encoding)


FORMATS: tuple[Format[Page], ...] = (
    Format("text", text.render),
    Format("markdown", markdown.render),
    Format("html", html.render),
    Format("csv", csv.render),
    Format("tsv", csv.render_tsv),
    Format("json", json.render),
)
EXCEL: Format[Page] = Format("csv", csv.render_for_excel, "utf-8-sig")
"""What `--excel` makes of csv."""
