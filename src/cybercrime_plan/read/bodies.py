"""The registers of bodies: the one that ships with the program, and an office's own over it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from cybercrime_plan.model.bodies import Bodies, BodyRegister
from cybercrime_plan.read.data_file import read_data
from cybercrime_plan.read.files import read_file

SHIPPED: Final = Path(__file__).resolve().parent.parent / "data" / "agencies.yaml"


@cache
def shipped_bodies() -> BodyRegister:
    """What the program knows by itself of the reorganisation of 2025, each fact with what was seen of it."""
    return read_register(SHIPPED.name, SHIPPED.read_bytes())


def bodies(own: str | os.PathLike[str] | None = None) -> Bodies:
    """The shipped register with the office's own file over it.

    Raises:
        InputError: the file cannot be read.
        InvalidPlan: something in it is refused.
    """
    if own is None:
        return Bodies((shipped_bodies(),))
    return Bodies((read_register(os.fspath(own), read_file(Path(own), os.fspath(own))), shipped_bodies()))


def read_register(file: str, data: bytes) -> BodyRegister:
    """Read the bytes of a register of bodies.

    Args:
        file: the name to show.

    Raises:
        InvalidPlan: something in it is refused; the findings say what, in the order of the file.
    """
    return read_data(file, data, BodyRegister)
