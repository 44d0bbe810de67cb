"""The formats a page can be written in: one file each, and this tuple."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from cybercrime_plan.language import Language

if TYPE_CHECKING:
    from cybercrime_plan.render.table import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Format(Generic[T]):
    """A way to write a value down; its code is loaded when it is used.

    Attributes:
        name: as it is asked for: `--format csv`.
        renderer: `module:function` in this room; the function takes the value and a language and gives the whole
            text. Formats for programs ignore the language.
        encoding: of the bytes of a file.
    """

    name: str
    renderer: str
    encoding: str = "utf-8"

    def render(self, value: T, language: Language) -> str:
        """The result as text."""
        module, _colon, function = self.renderer.partition(":")
        return str(getattr(import_module(f"cybercrime_plan.render.{module}"), function)(value, language))

    def write(self, value: T, language: Language) -> bytes:
        """The bytes of the result."""
        return self.render(value, language).encode(self.encoding)


FORMATS: tuple[Format[Page], ...] = (
    Format("text", "formats.text:render"),
    Format("markdown", "formats.markdown:render"),
    Format("html", "formats.html:render"),
    Format("csv", "formats.csv:render"),
    Format("tsv", "formats.csv:render_tsv"),
    Format("json", "formats.json:render"),
)
EXCEL: Format[Page] = Format("csv", "formats.csv:render_for_excel", "utf-8-sig")
"""What `--excel` makes of csv."""
