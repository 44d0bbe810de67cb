"""An office file to the tree of text that a plan file gives, so that everything after it stays the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Positions
from cybercrime_plan.language import _
from cybercrime_plan.read.annex.annex import Annex, read_annex
from cybercrime_plan.read.annex.choices import Choices, UndecidedError
from cybercrime_plan.read.annex.tree import slug_of
from cybercrime_plan.read.encoding import decode
from cybercrime_plan.read.office import TEXTS, read_package, read_text
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
    annex: Annex | None


def read_annex_file(name: str, data: bytes, choices: Choices = _AS_IT_IS) -> AnnexFile:
    """Read the bytes of an office file; the ending of its name says what kind it is.

    Raises:
        UndecidedError: more than one reading fits.
        InputError: there is no annex in it, or it cannot be read at all.
    """
    path = PurePath(name)
    lines: tuple[str, ...] = ()
    if path.suffix.lower() in TEXTS:
        text, refused = decode(data.replace(b"\f", b" "))
        lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        if refused:
            return AnnexFile(TextTree(None, Positions(), refused, lines), None)
        grids = read_text(text, name)
    else:
        grids = read_package(data, name)
    annex = read_annex(grids, choices)
    head = {"format": "1", "id": slug_of(path.stem, set())}
    document = {"file": {"name": path.name, "sha256": hashlib.sha256(data).hexdigest()}}
    tree = head | {"document": document} | annex.tree
    return AnnexFile(TextTree(tree, annex.positions, (), lines), annex)


def named(name: str, problem: InputError) -> InputError:
    """The same refusal, saying which file it is about, and which place in it where there is one."""
    place = problem.question.place if isinstance(problem, UndecidedError) else None
    address = f"{name}:{place}" if place else name
    return InputError(_("{file}: {problem}", file=address, problem=problem.message), problem.hint)
