"""What a format makes of a page, as text."""

from __future__ import annotations

from cybercrime_plan.language import Language
from cybercrime_plan.render.formats import COMMON, FORMATS
from cybercrime_plan.render.result import Manner, PageResult, Records, Result
from cybercrime_plan.render.table import Facts, Page, Table

EXCEL = "excel"
"""csv as `--excel` writes it."""
ALL = (*COMMON, EXCEL)


def data_of(page: Page) -> Records:
    """The tables of a page, as programs would read them."""
    first, *others = (part for part in page.parts if isinstance(part, (Table, Facts)))
    return first, *others


def encoded(result: Result | Page, name: str, language: Language, loudness: int = 0) -> bytes:
    """The bytes of a result in a format."""
    if isinstance(result, Page):
        result = PageResult(result, data_of(result))
    manner = Manner(language, loudness, format=name, excel=name == EXCEL)
    written = FORMATS["csv" if name == EXCEL else name].write(result, manner)
    pieces = (written,) if isinstance(written, (str, bytes)) else written
    return b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)


def written(result: Result | Page, name: str, language: Language, loudness: int = 0) -> str:
    """The text of a result in a format."""
    return encoded(result, name, language, loudness).decode("utf-8-sig")
