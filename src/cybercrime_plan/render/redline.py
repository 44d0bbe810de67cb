"""What was and what is, in one text: pieces that stay, go and come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from cybercrime_plan.language import Language, Text
from cybercrime_plan.render.characters import visible

ARROW: Final = " → "
MOST_WORDS: Final = 1_000
"""Beyond so many words two texts are shown whole, one after the other: finding what they share costs too much."""

LEAST_IN_COMMON: Final = 0.5
"""Below it two texts are easier to read one after the other than word by word."""


class RevisionMark(Enum):
    """What a piece is."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


RevisedText = tuple[RevisionMark, Text | str]


@dataclass(frozen=True, slots=True)
class Redline:
    """Pieces of two versions.

    Attributes:
        bracketed: whether plain text needs signs to tell them apart, `[-gone-]{+come+}` as git writes words; not
            so where an arrow stands between.
    """

    pieces: tuple[RevisedText, ...]
    bracketed: bool = False


class Marked(str):
    """A redline in a language: as a text it says everything, by its `pieces` a format marks what goes and comes."""

    __slots__ = ("pieces",)
    pieces: tuple[tuple[RevisionMark, str], ...]


_SIGNS: Final = {RevisionMark.SAME: ("", ""), RevisionMark.OLD: ("[-", "-]"), RevisionMark.NEW: ("{+", "+}")}


def marked(redline: Redline, language: Language) -> Marked:
    """Say a redline, harmless and on one line."""
    pieces = tuple((mark, visible(language.say(text))) for mark, text in redline.pieces)
    text = Marked("".join(piece for _mark, piece in signed_pieces(pieces, bracketed=redline.bracketed)))
    text.pieces = pieces
    return text


def signed_pieces(
    pieces: tuple[tuple[RevisionMark, str], ...], *, bracketed: bool
) -> Iterator[tuple[RevisionMark, str]]:
    """The pieces as plain text writes them."""
    for mark, piece in pieces:
        before, after = _SIGNS[mark] if bracketed else ("", "")
        yield mark, before + piece + after


def arrow(old: Text | str, new: Text | str, after: Text | str = "") -> Redline:
    """One value, an arrow, the other, and what is said of it."""
    rest: tuple[RevisedText, ...] = ((RevisionMark.SAME, " "), (RevisionMark.SAME, after)) if after else ()
    return Redline(((RevisionMark.OLD, old), (RevisionMark.SAME, ARROW), (RevisionMark.NEW, new), *rest))


def words_redline(old: str, new: str) -> Redline:
    """Two texts with the words that go and those that come."""
    from difflib import SequenceMatcher

    was, is_ = (re.findall(r"\w+|\W", text) for text in (old, new))
    if len(was) + len(is_) > MOST_WORDS:
        return arrow(old, new)
    matcher = SequenceMatcher(None, was, is_, autojunk=False)
    if matcher.ratio() < LEAST_IN_COMMON:
        return arrow(old, new)
    pieces: list[RevisedText] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append((RevisionMark.SAME, "".join(was[a:b])))
        else:
            gone, come = "".join(was[a:b]), "".join(is_[c:d])
            pieces += [(mark, text) for mark, text in ((RevisionMark.OLD, gone), (RevisionMark.NEW, come)) if text]
    return Redline(tuple(pieces), bracketed=True)
