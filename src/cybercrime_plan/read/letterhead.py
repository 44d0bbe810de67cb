"""An office's own paper: a Word document with its head, which runs nothing and fetches nothing."""

from __future__ import annotations

import io
import re
import zipfile

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.office.package import check_package, word_parts

_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_HYPERLINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""")
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External["']""", re.IGNORECASE)
_DOCUMENT = "word/document.xml"


def read_letterhead(file: str, data: bytes) -> bytes:
    """The bytes of a letterhead, once nothing in them can act.

    Raises:
        InputError: it is no Word document, holds macros, or takes a template or anything else from elsewhere.
    """
    try:
        check_package(data)
        word_parts(data)
    except InputError as problem:
        raise _refused(file, problem.message) from None
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if not name.startswith("word/media/")}
    if _DOCUMENT not in parts:
        raise _refused(file, _("it is no Word document"))
    if any("vbaproject" in name.lower() for name in parts) or b"macroEnabled" in parts.get(
        "[Content_Types].xml", b""
    ):
        raise _refused(file, _("it holds macros"))
    for name, content in parts.items():
        for one in _RELATIONSHIP.findall(content) if name.endswith(".rels") else ():
            if b"/attachedTemplate" in one:
                raise _refused(file, _("a template is attached to it"))
            if _EXTERNAL.search(one) and not _HYPERLINK.search(one):
                raise _refused(file, _("it takes something from outside the file"))
    from docx import Document

    try:
        word = Document(io.BytesIO(data))
        word.add_paragraph(word.core_properties.title)
        word.save(io.BytesIO())
        heads = [section.header.paragraphs for section in word.sections]
    except Exception:  # noqa: BLE001 - python-docx fails in many ways on a damaged file
        heads = []
    if not heads:
        raise _refused(file, _("the file is damaged, or is not what its name says"))
    return data


def _refused(file: str, why: Text) -> InputError:
    return InputError(
        _("{file} cannot be a letterhead: {reason}", file=file, reason=why),
        _("in Word: save the head alone as a new .docx"),
    )
