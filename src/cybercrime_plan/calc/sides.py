"""From which side money is looked at: what the rows of a table are, told without loading what works them out."""

from __future__ import annotations

from enum import StrEnum


class Dimension(StrEnum):
    """The rows of a budget."""

    LINE = "line"
    YEAR = "year"
    SOURCE = "source"


class RowsBy(StrEnum):
    """The rows of a budget held against its book."""

    LINE = "line"
    SOURCE = "source"
    DOCUMENT = "document"
    YEAR = "year"
