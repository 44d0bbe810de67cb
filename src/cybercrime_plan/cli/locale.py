"""Which language to speak."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from cybercrime_plan.language import ENGLISH, LANGUAGES, VIETNAMESE, Language


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """`--lang` anywhere on the line, then PLAN_LANG, then the locale; English when none says Vietnamese.

    The line is looked through by hand because help is written before options are parsed.
    """
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments) and arguments[index + 1] in LANGUAGES:
            return Language(arguments[index + 1])
        if argument.startswith("--lang=") and argument[7:] in LANGUAGES:
            return Language(argument[7:])
    return language_of_environment(environment)


def language_of_environment(environment: Mapping[str, str]) -> Language:
    """PLAN_LANG, then the locale."""
    chosen = environment.get("PLAN_LANG", "")
    if chosen in LANGUAGES:
        return Language(chosen)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _spoken(environment[name])
    return _spoken(_windows_locale())


def _spoken(locale_name: str) -> Language:
    return VIETNAMESE if locale_name.casefold().startswith("vi") else ENGLISH


def _windows_locale() -> str:
    if os.name != "nt":
        return ""
    import locale

    try:
        return locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        return ""
