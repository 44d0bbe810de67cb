"""DOC107-111, 115: what the copy at hand leaves blank, or prints in a way that can hardly be right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Rule, Severity
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.identity import Document, Fact
from cybercrime_plan.model.numbering import document_number
from cybercrime_plan.rules.plan_example import DOCUMENT
from cybercrime_plan.rules.rule import Reading, check

_ASK: Final = _("Ask for the registered copy. Until it is known, the plan cannot be cited unmistakably.")


@check(
    Rule(
        code="DOC107",
        name="number-blank",
        severity=Severity.WARNING,
        summary=_("The number of the document is left blank in the copy at hand."),
        advice=_ASK,
        bad=DOCUMENT.replace("number: 15/KH-UBND", "number: null").replace("value: 15/KH-UBND", "value: null"),
        good=DOCUMENT,
    )
)
def blank_numbers(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    if document and document.number is None:
        loc = ("document", "number")
        message = _also(_("the number is left blank"), document, Fact.NUMBER)
        yield Complaint(message, loc, reading.path(loc))


def _also(message: Text, document: Document, fact: Fact) -> Text:
    """The message, with the other places that leave the same fact blank."""
    places = tuple(one.at for one in document.readings if one.of is fact and one.value is None)
    return _("{message}, also in {places}", message=message, places=places) if places else message


@check(
    Rule(
        code="DOC108",
        name="date-incomplete",
        severity=Severity.WARNING,
        summary=_("The date of the document, or a part of it, is left blank in the copy at hand."),
        advice=_ASK,
        bad=DOCUMENT.replace('date: "2025-01-10"', 'date: "2025-01"'),
        good=DOCUMENT,
    )
)
def blank_dates(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    if document is None or (document.date and document.date.day):
        return
    loc = ("document", "date")
    if document.date is None:
        message = _also(_("the date is left blank"), document, Fact.DATE)
    elif document.date.month is None:
        message = _("only the year of the date is printed: {year}", year=document.date.year)
    else:
        message = _(
            "the day of the date is left blank: month {month} of {year}",
            month=document.date.month,
            year=document.date.year,
        )
    yield Complaint(message, loc, reading.path(loc), actual=str(document.date) if document.date else None)


@check(
    Rule(
        code="DOC109",
        name="signer-incomplete",
        severity=Severity.WARNING,
        summary=_("The signature has no name or no office."),
        advice=_("The office says by what right the plan was signed. Look at the signed copy."),
        bad=DOCUMENT.replace(", title: CHỦ TỊCH", ""),
        good=DOCUMENT,
    )
)
def signatures(reading: Reading) -> Iterator[Complaint]:
    signer = reading.plan.document and reading.plan.document.signer
    if signer and not (signer.name and signer.title):
        loc = ("document", "signer")
        if signer.name:
            message = _("“{name}” has signed, but the office of the signer is missing", name=signer.name)
        else:
            message = _("the name of the signer is missing")
        yield Complaint(message, loc, reading.path(loc), actual=signer.name or signer.title)


@check(
    Rule(
        code="DOC110",
        name="number-not-in-form",
        severity=Severity.WARNING,
        summary=_("The number is not written as Decree 30/2020/NĐ-CP has it."),
        advice=_(
            "Arabic digits, below 10 with a leading 0, a stroke, then the kind and the issuer, without blanks: "
            "05/KH-UBND. The local forms in use are accepted too."
        ),
        bad=DOCUMENT.replace("15/KH-UBND", "15-KH UBND"),
        good=DOCUMENT,
    )
)
def forms(reading: Reading) -> Iterator[Complaint]:
    number = reading.plan.document and reading.plan.document.number
    if number and document_number(number) is None:
        loc = ("document", "number")
        message = _("“{number}” is not the form of a number: 15/KH-UBND", number=number)
        yield Complaint(message, loc, reading.path(loc), actual=number)


@check(
    Rule(
        code="DOC111",
        name="number-implausible",
        severity=Severity.WARNING,
        summary=_("The number is larger than a series of documents reaches in a year."),
        advice=_(
            "A digit was probably added when the copy was read. `thresholds: {largest_number: …}` sets the limit "
            "for an office that issues more."
        ),
        bad=DOCUMENT.replace("15/KH-UBND", "51015/KH-UBND"),
        good=DOCUMENT,
    )
)
def large_numbers(reading: Reading) -> Iterator[Complaint]:
    text = reading.plan.document.number if reading.plan.document else None
    number = document_number(text) if text else None
    limit = reading.plan.thresholds.largest_number
    if number and number.ordinal > limit:
        loc = ("document", "number")
        yield Complaint(too_large(number.ordinal, limit), loc, reading.path(loc), actual=text)


def too_large(ordinal: int, limit: int) -> Text:
    """Why a number cannot well be right."""
    return _(
        "{number} is more documents than an office issues in a year (limit: {limit})",
        number=f"{ordinal:,}".replace(",", "."),
        limit=f"{limit:,}".replace(",", "."),
    )


@check(
    Rule(
        code="DOC115",
        name="words-in-doubt",
        severity=Severity.WARNING,
        summary=_("Words of the copy at hand are probably not what was written."),
        advice=_(
            "They are kept as they stand. Compare the place with the signed document, and correct the file when "
            "the copy was misread."
        ),
        bad=DOCUMENT.replace(
            "  annexes:\n", "  doubts:\n    - {printed: chi mua, likely: chi mở, at: Phụ lục 1}\n  annexes:\n"
        ),
        good=DOCUMENT,
    )
)
def doubts(reading: Reading) -> Iterator[Complaint]:
    document = reading.plan.document
    for index, doubt in enumerate(document.doubts if document else ()):
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
            reading.path(loc),
            _("{reason}", reason=doubt.reason) if doubt.reason else None,
            doubt.likely,
            doubt.printed,
        )
