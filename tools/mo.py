"""Compile a text of translations (.po) to the form that gettext loads (.mo), with nothing but Python.

The build runs it, on a machine that has no other tool yet; the bytes depend on the text alone.
"""

from __future__ import annotations

import ast
import struct
from itertools import accumulate

_MAGIC = 0x950412DE
_HEADER = 7 * 4
_ENTRY = 2 * 4
_STRINGS = ("msgid", "msgid_plural", "msgstr")


def compiled(text: str) -> bytes:
    """The .mo of a .po: sorted originals, then translations, each ended by a zero byte.

    Raises:
        ValueError: a line that a .po of ours does not have.
    """
    known = sorted((key.encode(), value.encode()) for key, value in entries(text) if value.strip("\0"))
    originals, translations = [key for key, _ in known], [value for _, value in known]
    first = _HEADER + 2 * _ENTRY * len(known)
    second = first + sum(len(one) + 1 for one in originals)
    head = struct.pack("<7I", _MAGIC, 0, len(known), _HEADER, _HEADER + _ENTRY * len(known), 0, first)
    tables = (*_table(originals, first), *_table(translations, second))
    return (
        head
        + struct.pack(f"<{len(tables)}I", *tables)
        + b"".join(one + b"\0" for one in (*originals, *translations))
    )


def _table(strings: list[bytes], start: int) -> list[int]:
    places = accumulate((len(one) + 1 for one in strings), initial=start)
    return [number for one, place in zip(strings, places, strict=False) for number in (len(one), place)]


def entries(text: str) -> list[tuple[str, str]]:
    """Original and translation of every entry; the forms of a counted sentence are joined by a zero."""
    found = []
    for block in text.split("\n\n"):
        strings = _strings(block)
        if strings:
            plural = strings.get("msgid_plural")
            original = strings["msgid"] + ("" if plural is None else "\0" + plural)
            found.append(
                (original, "\0".join(value for name, value in strings.items() if name.startswith("msgstr")))
            )
    return found


def _strings(block: str) -> dict[str, str]:
    """The quoted strings of one entry by keyword; a string goes on over the lines that begin with a quote."""
    strings: dict[str, str] = {}
    for line in block.splitlines():
        keyword, quote, rest = line.partition('"')
        name = keyword.strip() or next(reversed(strings), "")
        if line.startswith("#") or not line.strip():
            continue
        if not quote or name.partition("[")[0] not in _STRINGS:
            raise ValueError(line)
        strings[name] = strings.get(name, "") + ast.literal_eval(quote + rest)
    return strings
