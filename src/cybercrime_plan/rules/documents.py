"""DOC101-106, 112-114, 116: what the document prints about itself, in one place and in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from pydantic_core import PydanticCustomError

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.dates import PartialDate, parse_date
from cybercrime_plan.model.identity import Fact
from cybercrime_plan.model.numbering import canonical, document_number, may_issue
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.rule import Reading, check

_HEADING: Final = _("the heading")

_Said = tuple[str, Text | str]
"""A value, and the place that prints it."""


def _values(reading: Reading, fact: Fact, heading: str | None) -> list[_Said]:
    """What the document prints for one of its facts, the heading first; blanks are not among it."""
    document = reading.plan.document
    said: list[_Said] = [(heading, _HEADING)] if heading else []
    return said + [
        (one.value, one.at) for one in (document.readings if document else ()) if one.of is fact and one.value
    ]


def _several(
    reading: Reading, said: list[_Said], key: Callable[[str], object], loc: Loc, what: Text
) -> Iterator[Complaint]:
    """A complaint when the values are not all the same under `key`."""
    different: dict[object, str] = {}
    for value, _at in said:
        different.setdefault(key(value), value)
    if len(different) > 1:
        values = tuple(_("“{value}” ({at})", value=value, at=at) for value, at in said)
        message = _(
            "{count} different {what} for the same document: {values}",
            count=len(different),
            what=what,
            values=values,
        )
        yield Complaint(message, loc, reading.path(loc), actual="; ".join(different.values()))


@check("DOC101", "several-numbers", Severity.ERROR)
def numbers(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.document:
        said = _values(reading, Fact.NUMBER, reading.plan.document.number)
        yield from _several(reading, said, str, ("document", "number"), _("numbers"))


@check("DOC102", "several-dates", Severity.ERROR)
def dates(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.document is None:
        return
    own = reading.plan.document.date
    said = _values(reading, Fact.DATE, str(own) if own else None)
    known = [date for value, _at in said if (date := _date(value))]
    if known and max(date.first for date in known) > min(date.last for date in known):
        yield from _several(reading, said, str, ("document", "date"), _("dates"))


def _date(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except PydanticCustomError:
        return None


@check("DOC103", "several-titles", Severity.NOTE)
def titles(reading: Reading) -> Iterator[Complaint]:
    said = _values(reading, Fact.TITLE, reading.plan.title)
    yield from _several(reading, said, _words, ("title",), _("titles"))


def _words(title: str) -> tuple[str, ...]:
    """The words alone: dashes, commas and capitals are no difference of a title."""
    return tuple(re.findall(r"\w+", folded(title)))


@check("DOC104", "several-issuers", Severity.ERROR)
def issuers(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.document:
        said = _values(reading, Fact.ISSUER, reading.plan.document.issuer)
        yield from _several(
            reading,
            said,
            lambda value: canonical(value, reading.plan.province),
            ("document", "issuer"),
            _("issuers"),
        )


@check("DOC105", "several-signers", Severity.ERROR)
def signers(reading: Reading) -> Iterator[Complaint]:
    signer = reading.plan.document and reading.plan.document.signer
    if signer:
        said = _values(reading, Fact.SIGNER, signer.name)
        yield from _several(reading, said, folded, ("document", "signer"), _("signers"))


@check("DOC106", "annex-not-there", Severity.WARNING)
def annexes(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    names = tuple(annex.name for annex in document.annexes) if document else ()
    for index, one in enumerate(document.readings if document and names else ()):
        if one.of is Fact.ANNEXES and one.value and folded(one.value) not in map(folded, names):
            loc = ("document", "readings", index)
            message = _(
                "{at} refers to “{value}”; the annexes are {names}", at=one.at, value=one.value, names=names
            )
            yield Complaint(message, loc, reading.path(loc), expected="; ".join(names), actual=one.value)


@check("DOC112", "issuer-contradicts-code", Severity.ERROR)
def codes(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    number = document_number(document.number) if document and document.number else None
    if document and document.issuer and number and not may_issue(document.issuer, number):
        loc = ("document", "issuer")
        message = _(
            "{number} is a number of {expected}, but “{issuer}” is printed as the issuer",
            number=document.number,
            expected=number.issuers[0],
            issuer=document.issuer,
        )
        yield Complaint(message, loc, reading.path(loc), expected=number.issuers[0], actual=document.issuer)


@check("DOC113", "title-years-differ", Severity.ERROR)
def title_years(reading: Reading) -> Iterator[Complaint]:
    period = reading.plan.period
    said = _values(reading, Fact.TITLE, reading.plan.title)
    years = [[int(year) for year in re.findall(r"\b(?:19|20)[0-9]{2}\b", title)] for title, _at in said]
    for (_title, at), found in zip(said, years, strict=True):
        if period and len(found) > 1 and found[-2:] != [period.from_.year, period.to.year]:
            message = _(
                "the title says {first}–{last} ({at}), the period is {from_}–{to}",
                first=found[-2],
                last=found[-1],
                at=at,
                from_=period.from_.year,
                to=period.to.year,
            )
            expected, actual = f"{period.from_.year}–{period.to.year}", f"{found[-2]}–{found[-1]}"
            yield Complaint(message, ("title",), "title", expected=expected, actual=actual)
            return


@check("DOC114", "period-start-relative", Severity.WARNING)
def relative_starts(reading: Reading) -> Iterator[Complaint]:
    period, document = reading.plan.period, reading.plan.document
    if period is None or period.wording is None:
        return
    loc = ("period", "from")
    if document and document.date and document.date.day:
        message = _("“{wording}” begins with the signing, {day}", wording=period.wording, day=document.date.first)
    else:
        message = _("“{wording}” begins with the signing, whose day is not known", wording=period.wording)
    yield Complaint(message, loc, reading.path(loc), actual=str(period.from_))


@check("DOC116", "version-before-signing", Severity.ERROR)
def early_versions(reading: Reading) -> Iterator[Complaint]:
    revision, document = reading.plan.revision, reading.plan.document
    if revision and document and document.date and revision.on < document.date.first:
        loc = ("revision", "on")
        message = _("it holds from {day}, but was signed on {signed}", day=revision.on, signed=document.date.first)
        yield Complaint(
            message, loc, reading.path(loc), expected=str(document.date), actual=revision.on.isoformat()
        )
