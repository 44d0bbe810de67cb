"""The one door for user-visible sentences.

A sentence travels through the program as a `Text`: an English template, which is also the key of the
gettext catalogue, and the values it names. Only the last step, `Language.say`, chooses a language, so a
finding means the same thing in JSON, on an English terminal and on a Vietnamese one.
"""

from __future__ import annotations

import gettext
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

DOMAIN = "cybercrime_plan"
LOCALES = Path(__file__).parent / "locales"
LANGUAGES = ("vi", "en")
NOT_BUILT = (
    "plan: the Vietnamese sentences are not built in this copy, so English is shown:"
    " run `python tools/catalogue.py`, or install with pip\n"
    "plan: bản này chưa dựng phần tiếng Việt nên hiện tiếng Anh:"
    " hãy chạy `python tools/catalogue.py` hoặc cài đặt bằng pip\n"
)


class Text(NamedTuple):
    """A sentence not yet in any language.

    Attributes:
        template: English, with `{name}` for each value.
        values: name and value of each placeholder; a value may itself be a `Text`.
        plural: English template for every count but 1, or None when the sentence counts nothing.
        number: what is counted; also offered to the template as `{count}`.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str | None = None
    number: int = 1

    def __str__(self) -> str:
        return ENGLISH.say(self)


def _(template: str, /, **values: object) -> Text:
    """A sentence to be said later; extraction finds it by this name."""
    return Text(template, tuple(values.items()))


def n_(singular: str, plural: str, count: int, /, **values: object) -> Text:
    """A sentence that counts something; the count is shown as every figure is: `1.150`."""
    return Text(singular, (("count", f"{count:,}".replace(",", ".")), *values.items()), plural, count)


def N_(template: str, /) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a bare string for the catalogue where a framework insists on `str` (help texts, field docs)."""
    return template


@runtime_checkable
class InBoth(Protocol):
    """Data that is kept in both languages, such as a note of ours in a plan."""

    @property
    def vi(self) -> str:
        """In Vietnamese."""

    @property
    def en(self) -> str:
        """In English."""


class BilingualText(NamedTuple):
    """A sentence that is kept in both languages, outside the gettext catalogue."""

    vi: str
    en: str


class Language(NamedTuple):
    """Vietnamese (`vi`) or English (`en`)."""

    code: str

    def say(self, text: Text | str) -> str:
        """The sentence in this language. A bare string is data and comes back unchanged."""
        if isinstance(text, str):
            return text
        catalogue = _catalogue(self.code)
        if text.plural is None:
            template = catalogue.gettext(text.template)
        else:
            template = catalogue.ngettext(text.template, text.plural, text.number)
        if not text.values:
            return template
        return template.format_map({name: self._value(value) for name, value in text.values})

    def translate(self, template: str) -> str:
        """A marked bare string (see `N_`) in this language."""
        return _catalogue(self.code).gettext(template) if template else ""

    def _value(self, value: object) -> str:
        if type(value) in {str, int}:
            return str(value)  # what most are; whether something is in both languages takes long to ask
        if isinstance(value, Text):
            return self.say(value)
        if isinstance(value, (tuple, list)) and not hasattr(value, "_fields"):
            return ", ".join(self._value(item) for item in value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, InBoth):
            return value.vi if self.code == "vi" else value.en
        return str(value)

    def day(self, day: date) -> str:
        """A date as people of that language write it: `14/06/2026`, `2026-06-14`."""
        return day.strftime("%d/%m/%Y") if self.code == "vi" else day.isoformat()


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    try:
        return gettext.translation(DOMAIN, LOCALES, [code])
    except FileNotFoundError:
        if sys.stderr is not None:
            sys.stderr.write(NOT_BUILT)
        return gettext.NullTranslations()


ENGLISH = Language("en")
VIETNAMESE = Language("vi")
