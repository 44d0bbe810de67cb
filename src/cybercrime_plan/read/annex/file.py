"""An office file to the tree of text that a plan file gives, so that everything after it stays the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Positions
from cybercrime_plan.language import _
from cybercrime_plan.read.annex.annex import AnnexReading, read_annex
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError
from cybercrime_plan.read.annex.tree import slug_of
from cybercrime_plan.read.encoding import Decoded, decode, in_code_page_1258, lines_in
from cybercrime_plan.read.grid import Content, Grid, clean
from cybercrime_plan.read.office import TEXTS, read_package, read_text, uncollected
from cybercrime_plan.read.old_fonts import NAMES, in_unicode, old_font
from cybercrime_plan.read.text import TextTree

_AS_IT_IS = Choices()


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """An office file, read.

    Attributes:
        text: its plan, which has nothing but the budget, the document it is from, and an id made of its name.
        annex: how the annex was recognised; None when the bytes are no text at all.
    """

    text: TextTree
    annex: AnnexReading | None


@uncollected()
def read_annex_file(name: str, data: bytes, choices: Choices = _AS_IT_IS) -> AnnexFile:
    """Read the bytes of an office file; the ending of its name says what kind it is.

    Raises:
        UndecidedError: more than one reading fits.
        InputError: there is no annex in it, or it cannot be read at all.
    """
    path = PurePath(name)
    lines: tuple[str, ...] = ()
    if path.suffix.lower() in TEXTS:
        windows = in_code_page_1258(data)
        text, refused = Decoded(windows) if windows else decode(data.replace(b"\f", b" "))
        lines = lines_in(text)
        if refused and [finding.rule.code for finding in refused] != ["YML103"]:  # what an old font looks like
            return AnnexFile(TextTree(None, Positions(), refused, lines), None)
        grids = read_text(text, name)
    else:
        grids = read_package(data, name)
    grids = _in_unicode(grids, choices.font)
    annex = read_annex(grids, choices)
    head = {"format": "1", "id": slug_of(path.stem, set())}
    told = annex.tree.get("document", {})
    document = told | {"file": {"name": path.name, "sha256": hashlib.sha256(data).hexdigest()}}
    titled = {"title": annex.title} if annex.title else {}
    rest = {name: value for name, value in annex.tree.items() if name != "document"}
    tree = head | titled | {"document": document} | rest
    return AnnexFile(TextTree(tree, annex.positions, (), lines), annex)


def _in_unicode(grids: tuple[Grid, ...], font: str | None) -> tuple[Grid, ...]:
    """The grids with their words in Unicode.

    Raises:
        UndecidedError: the words were typed for an old font, and nobody has said so.
        UsageError: the chosen font is none that is known.
    """
    if font not in (None, "unicode", *NAMES):
        raise UsageError(
            _("{font} is no font that is known", font=font), _("one of: {fonts}", fonts=(*NAMES, "unicode"))
        )
    words = islice((cell.text for grid in grids for cell in grid.cells()), _CELLS_ASKED) if font is None else ()
    if old := old_font(" ".join(words)):
        # the longest words of the first cells are a sample of each answer
        first = next(grid for grid in grids if any(grid.cells()))
        cell = max(islice(first.cells(), 50), key=lambda cell: 0 if cell.text.isascii() else len(cell.text))
        answers = ((old.font, in_unicode(cell.text, old.font)), ("unicode", cell.text))
        asks = _(
            "the words are typed for {encoding}, older than Unicode; what do they say?", encoding=NAMES[old.font]
        )
        raise UndecidedError(
            Question("font", asks, tuple(Candidate(*answer, cell.place) for answer in answers), cell.place)
        )
    if font is None or font == "unicode":
        return grids
    typed: str = font
    return tuple(
        grid.changed(
            lambda cell: (
                cell._replace(text=clean(in_unicode(cell.text, typed))) if cell.content is Content.TEXT else cell
            )
        )
        for grid in grids
    )


_CELLS_ASKED = 2_000
"""So many cells tell whether the words of a file are Unicode."""


def named(name: str, problem: InputError) -> InputError:
    """The same refusal, saying which file it is about, and which place in it where there is one."""
    place = problem.question.place if isinstance(problem, UndecidedError) else None
    return problem.of(f"{name}:{place}" if place else name)
