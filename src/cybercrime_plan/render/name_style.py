"""Which name of a body is shown; by itself, so that the options of the command line load nothing else for it."""

from __future__ import annotations

from enum import StrEnum


class NameStyle(StrEnum):
    """Which name of a body that changed is shown; both when nothing is asked."""

    PRINTED = "printed"
    NOW = "now"
