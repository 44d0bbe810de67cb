"""DOC101-116: what the document prints about itself, here and there, and what the copy at hand leaves blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.dates import PartialDate, printed_date
from cybercrime_plan.model.identity import Document, Fact
from cybercrime_plan.model.numbering import KINDS, document_number, may_issue, same_body
from cybercrime_plan.model.numbering import issuers as known_issuers
from cybercrime_plan.model.spelling import folded, unaccented
from cybercrime_plan.rules.rule import Reading, check, some
from cybercrime_plan.rules.title_years import years_of_title

_HEADING: Final = _("the heading")
_MOST_ANNEXES: Final = 100
_MOST_SHOWN: Final = 20
"""More different values of one fact are not compared; the document is beyond that."""
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_KIND: Final = re.compile(rf"^(?:{'|'.join(map(unaccented, KINDS.values()))})\b(?: ve viec| ve)?|^v/v")
_ANNEX: Final = re.compile(
    r"\b(?P<word>phu luc|pl|bieu|bang|mau)\b(?: so\b)?|(?P<join>\bden\b|[-–])"
    r"|(?P<number>(?<![0-9])[0-9]{1,3}(?![0-9])|\b[ivxl]+\b|\b[a-z]\b)"
)
_RELATIVE: Final = re.compile(
    r"\btu (?:nay|day|khi|thoi diem|ngay (?:duoc )?(?:ki|ban hanh|co hieu luc|phe duyet))\b"
)
"""These look at words without their marks."""

_Said = tuple[str, Text | str]
"""A value, and the place that prints it."""
_Dated = tuple[PartialDate, Text | str]


def _values(reading: Reading, fact: Fact, heading: str | None) -> list[_Said]:
    """What the document prints for one of its facts, the heading first; blanks are not among it."""
    document = reading.plan.document
    said: list[_Said] = [(heading, _HEADING)] if heading else []
    return said + [
        (one.value, one.at) for one in (document.readings if document else ()) if one.of is fact and one.value
    ]


def _several(said: list[_Said], same: Callable[[str, str], bool], loc: Loc, what: Text) -> Iterator[Complaint]:
    """A complaint when not all values can mean the same; the rest of the message names them with their places."""
    different: list[str] = []
    for value in dict.fromkeys(value for value, _at in said):
        if len(different) < _MOST_SHOWN and not any(same(value, other) for other in different):
            different.append(value)
    if len(different) > 1:
        values = tuple(_("“{value}” ({at})", value=value, at=at) for value, at in said)
        message = _(
            "{count} different {what} for the same document: {values}",
            count=len(different),
            what=what,
            values=some(values, _MOST_SHOWN),
        )
        yield Complaint(message, loc, actual="; ".join(different))


@check("DOC101", "several-numbers", Severity.ERROR)
def numbers(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.document:
        said = _values(reading, Fact.NUMBER, reading.plan.document.number)
        yield from _several(said, _same_number, ("document", "number"), _("numbers"))


def _same_number(one: str, other: str) -> bool:
    """Whether two numbers are one, however dashes, blanks and leading zeros are printed."""
    first, second = (re.sub(r"[–—]", "-", "".join(text.split())) for text in (one, other))
    return first == second or (document_number(first) or first) == (document_number(second) or second)


@check("DOC102", "several-dates", Severity.ERROR)
def dates(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.document is None:
        return
    own = reading.plan.document.date
    said: list[_Dated] = [(own, _HEADING)] if own else []
    said += [
        (printed_date(one.value), one.at)
        for one in reading.plan.document.readings
        if one.of is Fact.DATE and one.value
    ]
    if said and max(day.first for day, _at in said) > min(day.last for day, _at in said):
        loc = ("document", "date")
        message = _(
            "dates for the same document that cannot be one day: {values}",
            values=tuple(_("“{value}” ({at})", value=day, at=at) for day, at in said),
        )
        yield Complaint(message, loc, actual="; ".join(dict.fromkeys(str(day) for day, _at in said)))


@check("DOC103", "several-titles", Severity.NOTE)
def titles(reading: Reading) -> Iterator[Complaint]:
    said = _values(reading, Fact.TITLE, reading.plan.title)
    yield from _several(said, _same_words, ("title",), _("titles"))


def _same_words(one: str, other: str) -> bool:
    """Whether two titles have the same words, the kind of document before them aside: no comma, dash or capital."""
    first, second = ([*re.findall(r"\w+", _KIND.sub("", unaccented(text)))] for text in (one, other))
    return first == second


@check("DOC104", "several-issuers", Severity.ERROR)
def issuers(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.document:
        said = _values(reading, Fact.ISSUER, reading.plan.document.issuer)

        def same(one: str, other: str) -> bool:
            return same_body(one, other, reading.plan.province)

        yield from _several(said, same, ("document", "issuer"), _("issuers"))


@check("DOC105", "several-signers", Severity.ERROR)
def signers(reading: Reading) -> Iterator[Complaint]:
    signer = reading.plan.document and reading.plan.document.signer
    if signer:
        said = _values(reading, Fact.SIGNER, signer.name)
        yield from _several(
            said, lambda one, other: folded(one) == folded(other), ("document", "signer"), _("signers")
        )


@check("DOC106", "annex-not-there", Severity.WARNING)
def annexes(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    names = tuple(annex.name for annex in document.annexes) if document else ()
    there = {name for annex in names for name in _annexes_named(annex)}
    for index, one in enumerate(document.readings if document and names else ()):
        named = _annexes_named(one.value) if one.of is Fact.ANNEXES and one.value else None
        # without a number it means the one annex there is
        if named is not None and not (named <= there if named else len(names) == 1):
            message = _(
                "{at} refers to “{value}”; the annexes are {names}", at=one.at, value=one.value, names=names
            )
            yield Complaint(message, ("document", "readings", index), expected="; ".join(names), actual=one.value)


def _annexes_named(text: str) -> set[tuple[str, str]]:
    """Every annex of a reference, as its word and its number: `các Phụ lục 1, 2 và III` are three."""
    found: set[tuple[str, str]] = set()
    word = last = ""
    joined = ""
    for match in _ANNEX.finditer(unaccented(text)):
        if match["word"]:
            word, last = match["word"].replace("pl", "phu luc"), ""
        elif match["join"]:
            joined = match["join"]
        elif word and match["number"]:
            number = _arabic(match["number"])
            if joined and last.isdigit() and number.isdigit():
                found |= {(word, str(between)) for between in range(int(last) + 1, min(int(number), _MOST_ANNEXES))}
            found.add((word, number))
            last, joined = number, ""
    return found


def _arabic(number: str) -> str:
    """A number of an annex in figures, whatever it is printed in."""
    if number.isdigit():
        return str(int(number))
    values = [_ROMAN[letter] for letter in number] if set(number) <= set(_ROMAN) else []
    signed = (-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return str(sum(signed)) if values else number


@check("DOC112", "issuer-contradicts-code", Severity.ERROR)
def codes(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    number = document_number(document.number) if document and document.number else None
    if document and document.issuer and number and not may_issue(document.issuer, number):
        expected = known_issuers(number)[0]
        message = _(
            "{number} is a number of {expected}, but “{issuer}” is printed as the issuer",
            number=document.number,
            expected=expected,
            issuer=document.issuer,
        )
        yield Complaint(message, ("document", "issuer"), expected=expected, actual=document.issuer)


@check("DOC113", "title-years-differ", Severity.ERROR)
def title_years(reading: Reading) -> Iterator[Complaint]:
    period = reading.plan.period
    if period is None:
        return
    begin, end = period.from_.year, period.to.year
    # years that can be those of the period: all of them, its last, or a single one of its years
    agreeing = {(begin, end), (0, end), *((year, year) for year in range(begin, end + 1))}
    for title, at in _values(reading, Fact.TITLE, reading.plan.title):
        own, cited = years_of_title(title)
        if own and agreeing.isdisjoint((*own, *cited)):
            spans = (begin, end), own[0]
            expected, actual = (f"{last}" if first in {0, last} else f"{first}–{last}" for first, last in spans)
            message = _(
                "the title says {actual} ({at}), the period is {expected}", actual=actual, at=at, expected=expected
            )
            yield Complaint(message, ("title",), expected=expected, actual=actual)
            return


@check("DOC114", "period-start-relative", Severity.WARNING)
def relative_starts(reading: Reading) -> Iterator[Complaint]:
    period, document = reading.plan.period, reading.plan.document
    if period is None or period.wording is None or not _RELATIVE.search(unaccented(period.wording)):
        return
    if document and document.date and document.date.day:
        message = _("“{wording}” begins with the signing, {day}", wording=period.wording, day=document.date.first)
    else:
        message = _("“{wording}” begins with the signing, whose day is not known", wording=period.wording)
    yield Complaint(message, ("period", "from"), actual=str(period.from_))


@check("DOC116", "version-before-signing", Severity.ERROR)
def early_versions(reading: Reading) -> Iterator[Complaint]:
    revision, document = reading.plan.revision, reading.plan.document
    first = revision is not None and revision.number == 1
    if revision and first and document and document.date and revision.on.last < document.date.first:
        message = _("it holds from {day}, but was signed on {signed}", day=revision.on, signed=document.date.first)
        yield Complaint(message, ("revision", "on"), expected=str(document.date), actual=str(revision.on))


@check("DOC107", "number-blank", Severity.WARNING)
def blank_numbers(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    if document and document.number is None:
        message = _also(_("the number is left blank"), document, Fact.NUMBER)
        yield Complaint(message, ("document", "number"))


def _also(message: Text, document: Document, fact: Fact) -> Text:
    """The message, with the other places that leave the same fact blank."""
    places = tuple(one.at for one in document.readings if one.of is fact and one.value is None)
    return _("{message}, also in {places}", message=message, places=places) if places else message


@check("DOC108", "date-incomplete", Severity.WARNING)
def blank_dates(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    if document is None or (document.date and document.date.day):
        return
    if document.date is None:
        message = _also(_("the date is left blank"), document, Fact.DATE)
        elsewhere = [
            (printed_date(one.value), one.at) for one in document.readings if one.of is Fact.DATE and one.value
        ]
        if elsewhere:
            values = tuple(_("“{value}” ({at})", value=value, at=at) for value, at in elsewhere)
            message = _("{message}; elsewhere it is {values}", message=message, values=values)
    elif document.date.month is None:
        message = _("only the year of the date is printed: {year}", year=document.date.year)
    else:
        message = _(
            "the day of the date is left blank: month {month} of {year}",
            month=document.date.month,
            year=document.date.year,
        )
    yield Complaint(message, ("document", "date"), actual=str(document.date) if document.date else None)


@check("DOC109", "signer-incomplete", Severity.WARNING)
def signatures(reading: Reading) -> Iterator[Complaint]:
    signer = reading.plan.document and reading.plan.document.signer
    if signer and not (signer.name and signer.title):
        if signer.name:
            message = _("“{name}” has signed, but the office of the signer is missing", name=signer.name)
        else:
            message = _("the name of the signer is missing")
        yield Complaint(message, ("document", "signer"), actual=signer.name or signer.title)


@check("DOC110", "number-not-in-form", Severity.WARNING)
def forms(reading: Reading) -> Iterator[Complaint]:
    number = reading.plan.document and reading.plan.document.number
    if number and document_number(number) is None:
        message = _("“{number}” is not the form of a number: 15/KH-UBND", number=number)
        yield Complaint(message, ("document", "number"), actual=number)


@check("DOC111", "number-implausible", Severity.WARNING)
def large_numbers(reading: Reading) -> Iterator[Complaint]:
    text = reading.plan.document.number if reading.plan.document else None
    number = document_number(text) if text else None
    limit = reading.plan.thresholds.largest_number
    if number and number.ordinal > limit:
        yield Complaint(too_large(number.ordinal, limit), ("document", "number"), actual=text)


def too_large(ordinal: int, limit: int) -> Text:
    """Why a number cannot well be right."""
    return _(
        "{number} is more documents than an office issues in a year (limit: {limit})",
        number=ordinal,
        limit=limit,
    )


@check("DOC115", "words-in-doubt", Severity.WARNING)
def doubts(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    for index, doubt in enumerate(document.doubts if document else ()):
        if doubt.likely == doubt.printed:
            continue
        if doubt.likely:
            message = _(
                "{at} prints “{printed}”, probably for “{likely}”",
                at=doubt.at,
                printed=doubt.printed,
                likely=doubt.likely,
            )
        else:
            message = _("{at} prints “{printed}”; what was meant is not known", at=doubt.at, printed=doubt.printed)
        yield Complaint(
            message,
            ("document", "doubts", index),
            hint=_("{reason}", reason=doubt.reason) if doubt.reason else None,
            expected=doubt.likely,
            actual=doubt.printed,
        )
