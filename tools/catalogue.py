"""Bring the Vietnamese catalogue up to date: extract sentences, keep translations, compile.

Run it as `python tools/catalogue.py`; it lists the sentences that still have no translation.
With `--check` it writes nothing and exits 1 when the committed files differ from what it would write.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "cybercrime_plan"
PO = PACKAGE / "locales" / "vi" / "LC_MESSAGES" / "cybercrime_plan.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}


def extracted() -> Catalog:
    """Every sentence of the package, without translations."""
    catalogue = Catalog()
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, context in found:
        catalogue.add(message, context=context)
    return catalogue


def merged() -> Catalog:
    """The sentences of today with the translations there are; sentences no longer said are dropped."""
    catalogue = Catalog(locale="vi", domain="cybercrime_plan", header_comment="# Vietnamese sentences of plan.")
    if PO.exists():
        with PO.open("rb") as stream:
            known = read_po(stream, locale="vi")
    else:
        known = Catalog(locale="vi")
    for message in extracted():
        if message.id:
            old = known.get(message.id)
            catalogue.add(message.id, old.string if old else None)
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The text of the catalogue, sorted, with no dates and no places, so that two branches merge."""
    buffer = io.BytesIO()
    catalogue.mime_headers = []
    write_po(buffer, catalogue, width=110, no_location=True, sort_output=True, omit_header=True)
    header = (
        '# Vietnamese sentences of plan.\nmsgid ""\nmsgstr ""\n'
        '"Language: vi\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()


def mo_bytes(po: bytes) -> bytes:
    """The compiled form of that text."""
    catalogue = read_po(io.BytesIO(po), locale="vi")
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """Sentences without a translation."""
    return [str(message.id) for message in catalogue if message.id and not any(_strings(message.string))]


def _strings(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (string,)


def main() -> int:
    """Write, or with --check compare."""
    catalogue = merged()
    po = po_bytes(catalogue)
    mo = mo_bytes(po)
    for sentence in missing(catalogue):
        print(f"no Vietnamese for: {sentence}")
    if "--check" in sys.argv[1:]:
        stale = not PO.exists() or PO.read_bytes() != po or not MO.exists() or MO.read_bytes() != mo
        return 1 if stale or missing(catalogue) else 0
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po)
    MO.write_bytes(mo)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
