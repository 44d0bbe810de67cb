"""Bring the Vietnamese catalogue up to date: extract sentences, keep translations, compile.

Run it as `python tools/catalogue.py`; it lists the sentences that still have no translation.
With `--check` it writes nothing and exits 1 when the committed text differs from what it would write.
The compiled form beside the text is not committed: an installation builds it, and this tool refreshes it.
After a merge, take either side of the text or leave the marks of the conflict in it: both sides are kept.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "cybercrime_plan"
PO = PACKAGE / "locales" / "vi" / "LC_MESSAGES" / "cybercrime_plan.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}
HEADER = (
    "Language: vi\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)


class Sentences(Catalog):
    """A catalogue whose header names neither a day nor a tool, so that the same sentences are the same bytes."""

    def __iter__(self) -> Iterator[Message]:
        yield Message("", HEADER)
        yield from (message for message in super().__iter__() if message.id)


def extracted() -> Catalog:
    """Every sentence of the package, without translations."""
    catalogue = Catalog()
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, context in found:
        catalogue.add(message, context=context)
    return catalogue


def merged(known: bytes) -> Sentences:
    """The sentences of today with the translations `known`; sentences no longer said are dropped."""
    catalogue = Sentences(locale="vi", header_comment="# Vietnamese sentences of plan.")
    translations = read_po(io.BytesIO(known), locale="vi")
    for message in extracted():
        if message.id:
            old = translations.get(message.id)
            catalogue.add(message.id, old.string if old else None)
    return catalogue


def po_bytes(catalogue: Sentences) -> bytes:
    """The text of the catalogue, sorted and without places in the code, so that two branches merge."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, no_location=True, sort_output=True)
    return buffer.getvalue()


def mo_bytes(catalogue: Sentences) -> bytes:
    """The compiled form."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """Sentences without a translation."""
    return [str(message.id) for message in catalogue if message.id and not all(strings(message))]


def strings(message: Message) -> tuple[str, ...]:
    """The translations of a sentence: one, or one for each plural form of the language."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)


def main() -> int:
    """Write, or with --check compare."""
    catalogue = merged(PO.read_bytes())
    for sentence in missing(catalogue):
        print(f"no Vietnamese for: {sentence}")
    if "--check" in sys.argv[1:]:
        return 1 if missing(catalogue) or PO.read_bytes() != po_bytes(catalogue) else 0
    PO.write_bytes(po_bytes(catalogue))
    MO.write_bytes(mo_bytes(catalogue))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
