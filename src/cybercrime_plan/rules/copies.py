"""DOC107-111, 115: what the copy at hand leaves blank, or prints in a way that can hardly be right."""

from __future__ import annotations

from collections.abc import Iterator

from cybercrime_plan.findings import Complaint, Severity
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.dates import printed_date
from cybercrime_plan.model.identity import Document, Fact
from cybercrime_plan.model.numbering import document_number
from cybercrime_plan.rules.rule import Reading, check


@check("DOC107", "number-blank", Severity.WARNING)
def blank_numbers(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    if document and document.number is None:
        loc = ("document", "number")
        message = _also(_("the number is left blank"), document, Fact.NUMBER)
        yield Complaint(message, loc)


def _also(message: Text, document: Document, fact: Fact) -> Text:
    """The message, with the other places that leave the same fact blank."""
    places = tuple(one.at for one in document.readings if one.of is fact and one.value is None)
    return _("{message}, also in {places}", message=message, places=places) if places else message


@check("DOC108", "date-incomplete", Severity.WARNING)
def blank_dates(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    if document is None or (document.date and document.date.day):
        return
    loc = ("document", "date")
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
    yield Complaint(message, loc, actual=str(document.date) if document.date else None)


@check("DOC109", "signer-incomplete", Severity.WARNING)
def signatures(reading: Reading) -> Iterator[Complaint]:
    signer = reading.plan.document and reading.plan.document.signer
    if signer and not (signer.name and signer.title):
        loc = ("document", "signer")
        if signer.name:
            message = _("“{name}” has signed, but the office of the signer is missing", name=signer.name)
        else:
            message = _("the name of the signer is missing")
        yield Complaint(message, loc, actual=signer.name or signer.title)


@check("DOC110", "number-not-in-form", Severity.WARNING)
def forms(reading: Reading) -> Iterator[Complaint]:
    number = reading.plan.document and reading.plan.document.number
    if number and document_number(number) is None:
        loc = ("document", "number")
        message = _("“{number}” is not the form of a number: 15/KH-UBND", number=number)
        yield Complaint(message, loc, actual=number)


@check("DOC111", "number-implausible", Severity.WARNING)
def large_numbers(reading: Reading) -> Iterator[Complaint]:
    text = reading.plan.document.number if reading.plan.document else None
    number = document_number(text) if text else None
    limit = reading.plan.thresholds.largest_number
    if number and number.ordinal > limit:
        loc = ("document", "number")
        yield Complaint(too_large(number.ordinal, limit), loc, actual=text)


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
        loc = ("document", "doubts", index)
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
            loc,
            hint=_("{reason}", reason=doubt.reason) if doubt.reason else None,
            expected=doubt.likely,
            actual=doubt.printed,
        )
