"""The years a title gives, told from what it says of the plan it carries out and of the time after."""

from __future__ import annotations

import re
from typing import Final

from cybercrime_plan.model.spelling import unaccented

_OUTLOOK: Final = re.compile(r"(?:dinh huong|tam nhin|huong toi|huong den)[^,;.]*")
"""What a title says of the time after the plan."""
_CARRIES_OUT: Final = re.compile(r"\b(?:thuc hien|trien khai|cu the hoa|theo|tong ket|so ket) ")
_CARRIED_OUT: Final = re.compile(
    r"\b(?:chien luoc|chuong trinh|de an|du an|qui hoach|nghi quyet|nghi dinh|quyet dinh|chi thi|ke hoach|luat"
    r"|ket luan)\b|(?P<end>[,;])"
)
_TITLE_YEARS: Final = re.compile(
    r"(?P<from>(?:19|20)[0-9]{2}) ?(?:[-–—]|den het nam|den nam|den) ?(?P<to>(?:19|20)[0-9]{2})\b"
    r"|\bden (?:het )?nam (?P<end>(?:19|20)[0-9]{2})\b|\bnam (?P<year>(?:19|20)[0-9]{2})\b"
)
"""These look at words without their marks."""

Years = tuple[int, int]
"""The first and the last; the first is 0 where only the last is named."""


def years_of_title(title: str) -> tuple[list[Years], list[Years]]:
    """The years a title gives: those of the plan itself, and those behind the name of what it carries out."""
    text = _OUTLOOK.sub("", unaccented(title))
    # where it begins to speak of what the plan carries out: "thực hiện … Chiến lược …", in one clause
    end, verb = len(text), _CARRIES_OUT.search(text)
    while verb and (found := _CARRIED_OUT.search(text, verb.end())):
        if not found["end"]:
            end = found.end()
            break
        verb = _CARRIES_OUT.search(text, found.end())
    return _spans(text[:end]), _spans(text[end:])


def _spans(text: str) -> list[Years]:
    return [
        (int(found["from"] or found["year"] or 0), int(found["to"] or found["year"] or found["end"]))
        for found in _TITLE_YEARS.finditer(text)
    ]
