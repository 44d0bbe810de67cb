"""The program `plan`."""

from __future__ import annotations


def run() -> None:
    """Run the program on the arguments of the process."""
