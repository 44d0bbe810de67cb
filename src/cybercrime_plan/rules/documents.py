"""DOC101-106, 112-114, 116: what the document prints about itself, in one place and in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from pydantic_core import PydanticCustomError

from cybercrime_plan.findings import Complaint, Loc, Rule, Severity
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.dates import PartialDate, parse_date
from cybercrime_plan.model.identity import Fact
from cybercrime_plan.model.numbering import canonical, document_number, may_issue
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.plan_example import DOCUMENT
from cybercrime_plan.rules.rule import Reading, check

_KEEP: Final = _(
    "Keep what the heading prints, record the other readings with their places, and acknowledge the discrepancy. "
    "Which one is right, only the register of documents can say."
)
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


@check(
    Rule(
        code="DOC101",
        name="several-numbers",
        severity=Severity.ERROR,
        summary=_("The document prints several numbers for itself."),
        advice=_KEEP,
        bad=DOCUMENT.replace("value: 15/KH-UBND", "value: 151/KH-UBND"),
        good=DOCUMENT,
    )
)
def numbers(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.document:
        said = _values(reading, Fact.NUMBER, reading.plan.document.number)
        yield from _several(reading, said, str, ("document", "number"), _("numbers"))


@check(
    Rule(
        code="DOC102",
        name="several-dates",
        severity=Severity.ERROR,
        summary=_("The document prints dates for itself that cannot be the same day."),
        advice=_KEEP,
        bad=DOCUMENT.replace('value: "2025-01-10"', 'value: "2025-01-11"'),
        good=DOCUMENT,
    )
)
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


@check(
    Rule(
        code="DOC103",
        name="several-titles",
        severity=Severity.NOTE,
        summary=_("The document prints its title in different words."),
        advice=_("Usually a word was dropped. What is cited later should be the title of the heading."),
        bad=DOCUMENT.replace("value: Kế hoạch phòng chống", "value: Kế hoạch chống"),
        good=DOCUMENT,
    )
)
def titles(reading: Reading) -> Iterator[Complaint]:
    said = _values(reading, Fact.TITLE, reading.plan.title)
    yield from _several(reading, said, _words, ("title",), _("titles"))


def _words(title: str) -> tuple[str, ...]:
    """The words alone: dashes, commas and capitals are no difference of a title."""
    return tuple(re.findall(r"\w+", folded(title)))


@check(
    Rule(
        code="DOC104",
        name="several-issuers",
        severity=Severity.ERROR,
        summary=_(
            "The document names several issuers of itself: the committee in one place, its chair in another."
        ),
        advice=_(
            "The committee decides collectively, its chair alone; the code of the number does not tell them apart. "
            "Keep both readings and acknowledge the discrepancy."
        ),
        bad=DOCUMENT.replace("value: Ủy ban", "value: Chủ tịch Ủy ban"),
        good=DOCUMENT,
    )
)
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


@check(
    Rule(
        code="DOC105",
        name="several-signers",
        severity=Severity.ERROR,
        summary=_("The document prints several names of its signer."),
        advice=_KEEP,
        bad=DOCUMENT.replace("value: Nguyễn Văn A", "value: Nguyễn Văn B"),
        good=DOCUMENT,
    )
)
def signers(reading: Reading) -> Iterator[Complaint]:
    signer = reading.plan.document and reading.plan.document.signer
    if signer:
        said = _values(reading, Fact.SIGNER, signer.name)
        yield from _several(reading, said, folded, ("document", "signer"), _("signers"))


@check(
    Rule(
        code="DOC106",
        name="annex-not-there",
        severity=Severity.WARNING,
        summary=_("The text refers to an annex that is not among those it has."),
        advice=_("A reference without a number is no reference where there are several annexes."),
        bad=DOCUMENT.replace("value: Phụ lục 1, at: III", "value: Phụ lục 2, at: III"),
        good=DOCUMENT,
    )
)
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


@check(
    Rule(
        code="DOC112",
        name="issuer-contradicts-code",
        severity=Severity.ERROR,
        summary=_("The code of the number names another issuer than the document."),
        advice=_("The letters after the number are those of the issuer. One of the two was misread or mistyped."),
        bad=DOCUMENT.replace("issuer: UBND tỉnh", "issuer: HĐND tỉnh").replace(
            "value: Ủy ban nhân dân", "value: Hội đồng nhân dân"
        ),
        good=DOCUMENT,
    )
)
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


@check(
    Rule(
        code="DOC113",
        name="title-years-differ",
        severity=Severity.ERROR,
        summary=_("The years in the title are not those of the plan's period."),
        advice=_("Compare the title with the part that says how long the plan holds."),
        bad=DOCUMENT.replace("giai đoạn 2025 - 2026", "giai đoạn 2025 - 2027").replace(
            "2025 – 2026", "2025 – 2027"
        ),
        good=DOCUMENT,
    )
)
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


@check(
    Rule(
        code="DOC114",
        name="period-start-relative",
        severity=Severity.WARNING,
        summary=_("The period is counted from a day that the words do not name (“từ nay”)."),
        advice=_("It begins with the signing. Where the date of signing is blank, nobody knows when."),
        bad=DOCUMENT.replace("to: 2026}\ndoc", "to: 2026, wording: từ nay đến hết năm 2026}\ndoc"),
        good=DOCUMENT,
    )
)
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


@check(
    Rule(
        code="DOC116",
        name="version-before-signing",
        severity=Severity.ERROR,
        summary=_("A version of the plan is said to hold from a day before the document was signed."),
        advice=_("Calendars and the look-up by id rest on this day. Compare it with the date of the document."),
        bad=DOCUMENT.replace("document:\n", 'revision: {number: 1, on: "2025-01-09"}\ndocument:\n'),
        good=DOCUMENT.replace("document:\n", 'revision: {number: 1, on: "2025-01-10"}\ndocument:\n'),
    )
)
def early_versions(reading: Reading) -> Iterator[Complaint]:
    revision, document = reading.plan.revision, reading.plan.document
    if revision and document and document.date and revision.on < document.date.first:
        loc = ("revision", "on")
        message = _("it holds from {day}, but was signed on {signed}", day=revision.on, signed=document.date.first)
        yield Complaint(
            message, loc, reading.path(loc), expected=str(document.date), actual=revision.on.isoformat()
        )
