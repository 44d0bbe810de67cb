"""Bytes to text: UTF-8, or UTF-16 that says so, with nothing in it that a reader cannot see."""

import codecs
import re
from contextlib import suppress
from itertools import islice
from typing import Final, NamedTuple
from unicodedata import normalize

from cybercrime_plan.findings import Complaint, Finding, Span
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.old_fonts import NAMES, old_font
from cybercrime_plan.refusals import refusal

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_FAULTS: Final = 100
"""So many faults of writing are told; nobody mends a file with more of them one by one."""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

_TURNING: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BIDIRECTIONAL: Final = re.compile(f"[{_TURNING}]")
_UNSEEN: Final = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff{_TURNING}]"
)

_SAVE_AS_UTF_8: Final = _("save it as UTF-8 (in most editors: Save as, Encoding: UTF-8)")
_DELETE: Final = _("delete it; most editors do not show it")
_CONVERT: Final = _("convert the text to Unicode, for example with UniKey, then compare the capital letters")


class Decoded(NamedTuple):
    """The text of a file without its byte order mark; with findings it is only good for showing excerpts."""

    text: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of these bytes; line ends are kept as they are."""
    if len(data) > MOST_BYTES:
        return _refused(
            "", "YML101", _("the file is larger than 4 MiB"), _("a plan is a few dozen kilobytes of text")
        )
    encoding = "utf-16" if data.startswith(_UTF_16) and not data.startswith(_UTF_32) else "utf-8-sig"
    if encoding == "utf-8-sig" and not_utf_8(data):
        return _refused("", "YML102", _("the file is not written in UTF-8"), _SAVE_AS_UTF_8)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            legacy = _legacy(data.decode("latin-1"))
            if legacy:
                return legacy
        good = data[: error.start].decode(encoding, "ignore")
        message = _("the byte {byte} here is not UTF-8", byte=f"0x{data[error.start]:02X}")
        return _refused(
            data.decode(encoding, "replace"), "YML102", message, _SAVE_AS_UTF_8, place_of(good, len(good))
        )
    refused = []
    for match in islice(_UNSEEN.finditer(text), MOST_FAULTS):
        code, complaint = unseen_complaint(match[0])
        refused.append(Finding(refusal(code), complaint, place_of(text, match.start())))
    return _legacy(text) or Decoded(text, tuple(refused))


_TONE: Final = "[\u0300\u0301\u0303\u0309\u0323]"
_TONES_ON_VOWELS: Final = re.compile(rf"[aeiouyâăêôơư]{_TONE}", re.IGNORECASE)


def in_code_page_1258(data: bytes) -> str | None:
    """The text of a file saved by Windows for Vietnamese, where a tone is a letter of its own behind its vowel.

    None when it is none: some tone stands behind something else, or there is hardly one.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(UnicodeDecodeError):
            text = data.decode("cp1258")
            tones = len(re.findall(_TONE, text))
            if tones == len(_TONES_ON_VOWELS.findall(text)) and tones >= _FEWEST_TONES:
                return normalize("NFC", text)
    return None


_FEWEST_TONES: Final = 3


def not_utf_8(data: bytes) -> bool:
    """Whether a whole file is written in units of two or four octets, as it says itself or as its zeros show."""
    return data.startswith((*_UTF_16, *_UTF_32)) or data.count(0) > len(data) // 3


def place_of(text: str, index: int) -> Span:
    """Where the character at this index stands."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(line, column, line, column + 1)


def unseen(text: str, at: int = 0) -> re.Match[str] | None:
    """The next character that no reader of the text sees or expects."""
    return _UNSEEN.search(text, at)


def unseen_complaint(character: str) -> tuple[str, Complaint]:
    """The code and the words in which such a character is refused."""
    name = f"U+{ord(character):04X}"
    if _BIDIRECTIONAL.match(character):
        message = _(
            "the sign {character} turns the direction of writing: what is read is not what is seen", character=name
        )
        return "YML105", Complaint(message, hint=_DELETE)
    return "YML104", Complaint(
        _("the control character {character} has no place in a plan", character=name), hint=_DELETE
    )


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a text, however their ends are written, to show excerpts of."""
    return tuple((text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).split("\n"))


def _refused(text: str, code: str, message: Text, hint: Text, place: Span | None = None) -> Decoded:
    return Decoded(text, (Finding(refusal(code), Complaint(message, hint=hint), place),))


def _legacy(text: str) -> Decoded | None:
    """Refuse what was typed for a font from before Unicode."""
    found = old_font(text)
    if found is None:
        return None
    message = _("the text is written in {encoding}, an encoding older than Unicode", encoding=NAMES[found.font])
    return _refused(text, "YML103", message, _CONVERT, place_of(text, found.start))
