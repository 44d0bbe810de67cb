"""Severities of changes as an office sets them, from a TOML file of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.language import _
from cybercrime_plan.read.files import read_file


def severities(file: Path | None, codes: Collection[str], levels: Collection[str]) -> Mapping[str, str]:
    """What `[diff.severities]` of the file says, by class code; nothing without a file.

    Raises:
        InputError: the file cannot be read, or is not TOML.
        UsageError: it names a class or a severity that does not exist.
    """
    if file is None:
        return {}
    try:
        tree = tomllib.loads(read_file(file, str(file)).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise InputError(_("{file} is not TOML: {reason}", file=str(file), reason=str(problem))) from None
    diff = tree.get("diff")
    said = diff.get("severities") if isinstance(diff, dict) else None
    found: Mapping[str, str] = said if isinstance(said, dict) else {}
    for code, level in found.items():
        if code not in codes:
            raise UsageError(_("{file}: there is no class of changes {code}", file=str(file), code=code))
        if level not in levels:
            raise UsageError(
                _("{file}: {level} is no severity", file=str(file), level=str(level)),
                _("one of: {levels}", levels=", ".join(levels)),
            )
    return found
