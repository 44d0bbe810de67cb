"""Dates as people type them: `2026-12-31` as programs write it, `31/12/2026` as Vietnamese does."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.dates import PartialDate

_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?")
_DAY_FIRST: Final = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?P<sign>[/.-]))?(?P<month>[0-9]{1,2})(?(sign)(?P=sign)|[/.-])(?P<year>[0-9]{4})"
)


def typed_date(option: str, text: str) -> PartialDate:
    """A year, a month or a day, typed as the value of `option`.

    Raises:
        UsageError: it is none, or not in the calendar.
    """
    found = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if found is None:
        raise _refused(option, text, _("write it as 2026, 2026-06, 2026-06-01 or 01/06/2026"))
    typed = {name: int(found[name]) for name in ("year", "month", "day") if found[name]}
    try:
        date(**{"month": 1, "day": 1, **typed})
    except ValueError:
        raise _refused(option, text, _("there is no such day in the calendar")) from None
    return PartialDate(**typed)


def typed_day(option: str, text: str) -> date:
    """One day, typed as the value of `option`.

    Raises:
        UsageError: it is none, or not in the calendar.
    """
    typed = typed_date(option, text)
    if typed.day is None:
        raise _refused(option, text, _("write the whole day, as 2026-06-01 or 01/06/2026"))
    return typed.first


def _refused(option: str, text: str, hint: Text) -> UsageError:
    return UsageError(_("{option} {text} is not a date", option=option, text=text), hint)
