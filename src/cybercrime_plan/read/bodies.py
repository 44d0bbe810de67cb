"""The registers of bodies: the one that ships with the program, and an office's own over it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from cybercrime_plan.model.bodies import Bodies, BodyRegister
from cybercrime_plan.read.data_file import read_data
from cybercrime_plan.read.files import read_file
from cybercrime_plan.read.working_set import HEAD, kind_of

SHIPPED: Final = Path(__file__).resolve().parent.parent / "data" / "agencies.yaml"


@cache
def shipped_bodies() -> BodyRegister:
    """What the program knows by itself of the reorganisation of 2025, each fact with what was seen of it."""
    return read_register(SHIPPED.name, SHIPPED.read_bytes())


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
    name = shown or os.fspath(own)
    return Bodies((read_register(name, read_file(Path(own), name)), shipped_bodies()))


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


def read_register(file: str, data: bytes) -> BodyRegister:
    """Read the bytes of a register of bodies.

    Args:
        file: the name to show.

    Raises:
        InvalidPlan: something in it is refused; the findings say what, in the order of the file.
    """
    return read_data(file, data, BodyRegister)
