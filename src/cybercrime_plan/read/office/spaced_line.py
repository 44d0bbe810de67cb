"""The lines of a text whose cells are parted by blanks only: their words, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cybercrime_plan.findings import Span
from cybercrime_plan.read.annex.vocabulary import DASHES
from cybercrime_plan.read.grid import Content, GridCell, blank_cell

FIGURE = re.compile(r"[-−–]?[0-9][0-9.,]*[*%]?|\([0-9][0-9.,]*\)|[-–—−]")
GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
"""A figure that can be nothing but an amount: dots part its thousands."""
NUMBER = re.compile(r"[-−–(]?[0-9][0-9.,]*\)?[*%]?")
"""A figure that is no dash."""

MOST_LINES_OF_NAME = 60
"""over which a name goes on; more lines of words are none"""
MOST_LINES_OF_TITLES = 12


class Word(NamedTuple):
    """A word of a line, or several with no wider gap between them; `start` and `end` count code points from 0.

    Attributes:
        line: the line it stands on, counted from 1, where that is not the line it is read with.
    """

    text: str
    start: int
    end: int
    line: int = 0


class SpacedLine(NamedTuple):
    """The words of one line, counted from 1."""

    number: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words, one blank apart."""
        return " ".join(word.text for word in self.words)

    def cell(self, words: Sequence[Word], content: Content = Content.TEXT) -> GridCell:
        """The cell that some of its words make; a blank one at the end of the line when there are none."""
        if not words:
            end = self.words[-1].end + 1 if self.words else 1
            return blank_cell(Span(self.number, end, self.number, end))
        text = " ".join(word.text for word in words)
        first, last = (word.line or self.number for word in (words[0], words[-1]))
        return GridCell(text, Span(first, words[0].start + 1, last, words[-1].end + 1), content)


def line_of(text: str, number: int) -> SpacedLine:
    """The words of a line of text."""
    return SpacedLine(
        number, tuple(Word(match[0], match.start(), match.end(), number) for match in re.finditer(r"\S+", text))
    )


def words_of(line: SpacedLine) -> str:
    """A line without its figures."""
    return joined([word for word in line.words if not FIGURE.fullmatch(word.text)])


def lines_with(lines: Sequence[SpacedLine], figures: int) -> list[SpacedLine]:
    """The lines with words that end in so many figures."""
    return [line for line in lines if len(figures_in(line)) == figures and has_letters(line)]


def runs_in(line: SpacedLine) -> list[tuple[int, int]]:
    """Where figures stand side by side, from the last ones to the first."""
    runs: list[tuple[int, int]] = []
    for at, word in enumerate(line.words):
        if FIGURE.fullmatch(word.text):
            begun = runs and runs[-1][1] == at
            runs[-1:] = [(runs[-1][0], at + 1)] if begun else [*runs[-1:], (at, at + 1)]
    return runs[::-1]


def figures_in(line: SpacedLine) -> tuple[Word, ...]:
    """The figures that end a line, words behind them left out."""
    start, end = next(iter(runs_in(line)), (0, 0))
    return line.words[start:end]


def first_figure(line: SpacedLine) -> int:
    """Where the first figure behind words stands; 0 when there is none."""
    return next((start for start, _end in reversed(runs_in(line)) if start and has_letters(line)), 0)


def amounts_in(line: SpacedLine) -> tuple[Word, ...]:
    """The figures that end a line; the number it begins with is none of them."""
    words = figures_in(line)
    return () if words and words[0] is line.words[0] else words


def is_figure(printed: Word | GridCell) -> bool:
    """Whether a figure or a dash is all that stands here."""
    return printed.text in DASHES or bool(NUMBER.fullmatch(printed.text))


def has_letters(line: SpacedLine) -> bool:
    return any(word.text.isalpha() for word in line.words)


def joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
