"""Comments and text boxes of a workbook: figures in them are told, and not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from xml.etree import ElementTree as ET

from cybercrime_plan.findings import SheetCell
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import shortened
from cybercrime_plan.read.grid import Remark, column_name

_MOST = 200
"""of one sheet that are looked at"""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ANCHORED = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_FIGURE = re.compile(r"(?<![\w.,/-])(?!(?:19|20)[0-9]{2}(?![0-9.,]))[0-9]+[0-9.,]*[0-9](?![\w/-]|[.,][0-9])")
"""A number of two digits at least that is no year, no date and no number of a document."""


def figures_in_comments(archive: Any, target: str, sheet: str) -> Iterator[Remark]:
    """The comments and text boxes of a sheet that bear figures, each at its cell."""
    from openpyxl.packaging.relationship import get_dependents

    folder, _slash, name = target.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    for relation in get_dependents(archive, path) if path in archive.namelist() else ():
        look = _LOOKS.get(relation.Type.rpartition("/")[2])
        if look and relation.target in archive.namelist():
            for cell, said in islice(look(archive.read(relation.target)), _MOST):
                yield Remark(said, SheetCell(sheet, cell), grave=True)


def _comments(xml: bytes) -> Iterator[tuple[str, Text]]:
    for one in ET.fromstring(xml).iter(f"{_MAIN}comment"):  # noqa: S314 - nothing declared, see check_package
        text = "".join(text.text or "" for text in one.iter(f"{_MAIN}t"))
        if _FIGURE.search(text):
            said = _("a comment bears figures that are not read: “{text}”", text=_in_one_line(text))
            yield one.get("ref", "A1"), said


def _boxes(xml: bytes) -> Iterator[tuple[str, Text]]:
    for anchor in ET.fromstring(xml):  # noqa: S314 - nothing declared, see check_package
        text = " ".join(text.text or "" for text in anchor.iter(f"{_DRAWN}t"))
        corner = anchor.find(f"{_ANCHORED}from")
        if corner is not None and _FIGURE.search(text):
            column, row = (int(corner.findtext(f"{_ANCHORED}{name}", "0")) for name in ("col", "row"))
            said = _("a text box bears figures that are not read: “{text}”", text=_in_one_line(text))
            yield f"{column_name(column)}{row + 1}", said


def _in_one_line(text: str) -> str:
    return shortened(" ".join(text.split()))


_LOOKS = {"comments": _comments, "drawing": _boxes}
"""What is looked at, by the kind of the part that a sheet refers to."""
