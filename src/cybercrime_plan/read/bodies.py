"""The registers of bodies: the one that ships with the program, and an office's own over it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.bodies import AGENCY_SHEET, Body, BodyRegister
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.read.data_file import read_data, shipped
from cybercrime_plan.read.files import read_file
from cybercrime_plan.read.working_set import HEAD, SUFFIXES, kind_of


@cache
def shipped_bodies() -> BodyRegister:
    """What the program knows by itself of the reorganisation of 2025, each fact with what was seen of it."""
    return shipped("agencies.yaml", BodyRegister)


def bodies(own: str | os.PathLike[str] | None = None, shown: str | None = None) -> Bodies:
    """The shipped register with the office's own file over it.

    Args:
        shown: the name to show for that file, when it is not its path.

    Raises:
        InputError: the file cannot be read.
        InvalidPlan: something in it is refused.
    """
    if own is None:
        return _shipped()
    return read_bodies(shown or os.fspath(own), lambda name: read_file(Path(own).with_name(Path(name).name), name))


def read_bodies(name: str, read: Callable[[str], bytes]) -> Bodies:
    """The shipped register with an office's own file over it, wherever that is kept.

    Args:
        name: of that file, as shown.
        read: gives the bytes of it, and of what lies beside it, by such a name.

    Raises:
        InputError: one of them cannot be read.
        InvalidPlan: something in it is refused.
    """
    if Path(name).suffix.lower() not in SUFFIXES:
        listed, lists, remarks = read_sheet(name, read(name))
        return Bodies((listed, shipped_bodies()), lists, remarks)
    register = read_data(name, read(name), BodyRegister)
    if register.sheet is None:
        return Bodies((register, shipped_bodies()))
    if Path(register.sheet).name != register.sheet:
        raise InputError(_("{file}: the sheet {sheet} does not lie beside it", file=name, sheet=register.sheet))
    sheet = str(Path(name).with_name(register.sheet))
    listed, lists, remarks = read_sheet(sheet, read(sheet))
    return Bodies((register, listed, shipped_bodies()), lists, remarks)


@cache
def _shipped() -> Bodies:
    """One value for all plans, which keeps what it has looked up."""
    return Bodies((shipped_bodies(),))


def is_register(file: Path) -> bool:
    """Whether a file says at its head that it is a register of bodies; a plan may have that name too.

    Raises:
        InputError: it cannot be read.
    """
    return kind_of(read_file(file, str(file), HEAD)) == "agencies"


def read_sheet(file: str, data: bytes) -> tuple[BodyRegister, dict[str, tuple[str, ...]], tuple[Text, ...]]:
    """Read an office's sheet of the members of collectives: a workbook or a csv, a body in each row.

    Returns:
        The bodies; the ids of the members by the parent they are listed under; what could not be used, with
        its place.

    Raises:
        InputError: it cannot be read, or has no heads for the names and for what they belong to.
    """
    from cybercrime_plan.read.annex.tree import slug_of
    from cybercrime_plan.read.book import read_book

    book = read_book(file, data, AGENCY_SHEET)
    taken: set[str] = set()
    listed: dict[tuple[str, str], Body] = {}
    spelled: dict[str, str] = {}
    remarks = [_told(file, place, problem) for problem, place in book.unread]
    remarks += [_told(file, place, _("no column is called {head}", head=head)) for head, place in book.unknown]
    for row in book.rows:
        name, parent = row.get("name"), row.get("parent")
        if name is None or parent is None:
            missing = _("the row has no name") if name is None else _("the row does not say what it belongs to")
            remarks.append(_told(file, book.place(row), missing))
        elif (key := (folded(parent), folded(name))) in listed:
            remarks.append(_told(file, book.place(row, "name"), _("“{name}” is listed twice", name=name)))
        else:
            spelled.setdefault(folded(parent), parent)
            listed[key] = Body.model_construct(
                id=slug_of(name, taken), name=name, address=row.get("address"), email=row.get("email")
            )
    lists: dict[str, list[str]] = {}
    for (parent, _name), body in listed.items():
        lists.setdefault(spelled[parent], []).append(body.id)
    register = BodyRegister.model_construct(kind="agencies", bodies=tuple(listed.values()))
    return register, {parent: tuple(ids) for parent, ids in lists.items()}, tuple(remarks)


def _told(file: str, place: Place | None, problem: Text) -> Text:
    where = f"{file}:{place}" if place else file
    return _("{file}: {problem}", file=where, problem=problem)
