"""What a command has to say, before any format: a page for people and tables of records for programs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cybercrime_plan.language import Language
from cybercrime_plan.render.table import Facts, Page, Table

Records = tuple[Table | Facts, *tuple[Table | Facts, ...]]
"""At least one table: a program always finds columns, even where there is no row."""
Json = dict[str, "Json"] | list["Json"] | Iterator["Json"] | str | int | None
"""A JSON value; an iterator is an array whose items are written as they come."""


class Manner(NamedTuple):
    """How a result is asked for.

    Attributes:
        loudness: -1 findings only, 0 normal, 1 also what was checked.
        format: the one somebody named; None when it is the command's own.
        columns: of the terminal; None when the result goes to a file or another program.
        excel: whether csv is for a spreadsheet under Vietnamese settings.
    """

    language: Language
    loudness: int = 0
    format: str | None = None
    columns: int | None = None
    excel: bool = False


class Result(ABC):
    """What every command makes, and every format writes."""

    def document(self) -> Page:
        """The page for people: the tables for programs, where there is no more to say."""
        return Page(self.records())

    @abstractmethod
    def records(self) -> Records:
        """The tables for programs."""

    def data(self) -> Json:
        """The JSON value: a table alone is an array of flat records, several parts are an object of them by key."""
        from cybercrime_plan.render.formats.json import value_of

        return value_of(self.records())

    def workbook(self, language: Language) -> bytes:
        """A workbook: a sheet for each table."""
        from cybercrime_plan.render.exports.sheets import tables_workbook

        return tables_workbook(self.records(), language)

    def word(self, language: Language) -> bytes:  # noqa: ARG002 - for results that have one
        """A Word document, where a command offers one.

        Raises:
            TypeError: it offers a format that is not made for its results.
        """
        raise TypeError(f"a {type(self).__name__} is no Word document")

    def yaml(self) -> str:
        """A file that our own reader takes back, where a command offers one.

        Raises:
            TypeError: it offers a format that is not made for its results.
        """
        raise TypeError(f"a {type(self).__name__} is no file in YAML")

    def calendar(self, language: Language) -> Iterator[bytes]:  # noqa: ARG002 - for results that have one
        """A calendar file, where a command offers one.

        Raises:
            TypeError: it offers a format that is not made for its results.
        """
        raise TypeError(f"a {type(self).__name__} is no calendar")

    def on_screen(self, manner: Manner) -> Page:  # noqa: ARG002 - for results whose text is not their document
        """The page as text shows it."""
        return self.document()


@dataclass(frozen=True, slots=True)
class PageResult(Result):
    """A page that shows the very tables programs read.

    Attributes:
        page: for people.
        tables: for programs.
    """

    page: Page
    tables: Records

    @classmethod
    def of(cls, *tables: *Records) -> PageResult:
        """Tables that are all there is to say."""
        return cls(Page(tables), tables)

    def document(self) -> Page:
        """The page as it is."""
        return self.page

    def records(self) -> Records:
        """The tables as they are."""
        return self.tables
