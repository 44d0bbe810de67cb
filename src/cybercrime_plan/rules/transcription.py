"""VER101-121: what a plan claims to transcribe, held against its source document.

`plan verify` alone finds these; `plan check` opens no source, and leaves their acknowledgements alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cybercrime_plan.calc.source_values import SoughtKind
from cybercrime_plan.calc.transcription import Omission, SoughtState, Transcription
from cybercrime_plan.findings import Complaint, Finding, Rule, Severity, in_order
from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.base import shortened
from cybercrime_plan.rules import acknowledgements
from cybercrime_plan.rules.acknowledgements import settle
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import families_of_checks

ROW: Final = Rule("VER101", "row-not-in-source", Severity.ERROR)
FIGURE: Final = Rule("VER102", "figure-not-in-source", Severity.ERROR)
DATE: Final = Rule("VER103", "date-not-in-source", Severity.ERROR)
WORDS: Final = Rule("VER104", "words-not-in-source", Severity.ERROR)
CITATION: Final = Rule("VER105", "citation-not-in-source", Severity.ERROR)
RECIPIENT: Final = Rule("VER106", "recipient-not-in-source", Severity.ERROR)
CLAUSE: Final = Rule("VER107", "place-not-in-source", Severity.ERROR)
ELSEWHERE: Final = Rule("VER111", "printed-elsewhere", Severity.WARNING)
ROW_LEFT_OUT: Final = Rule("VER121", "row-left-out", Severity.ERROR)
TASK_LEFT_OUT: Final = Rule("VER122", "task-left-out", Severity.ERROR)
RECIPIENT_LEFT_OUT: Final = Rule("VER123", "recipient-left-out", Severity.ERROR)
INSTRUMENT_LEFT_OUT: Final = Rule("VER124", "instrument-left-out", Severity.ERROR)
OTHER_FILE: Final = Rule("VER131", "source-file-differs", Severity.WARNING)
RULES: Final = (
    *(ROW, FIGURE, DATE, WORDS, CITATION, RECIPIENT, CLAUSE, ELSEWHERE),
    *(ROW_LEFT_OUT, TASK_LEFT_OUT, RECIPIENT_LEFT_OUT, INSTRUMENT_LEFT_OUT, OTHER_FILE),
)

_OF_KIND: Final = {
    SoughtKind.ROW: ROW,
    SoughtKind.FIGURE: FIGURE,
    SoughtKind.DATE: DATE,
    SoughtKind.WORDS: WORDS,
    SoughtKind.INSTRUMENT: CITATION,
    SoughtKind.RECIPIENT: RECIPIENT,
    SoughtKind.CLAUSE: CLAUSE,
}
_OMITTED: Final = {
    Omission.ROW: (ROW_LEFT_OUT, N_("the source has a row that no line carries: “{text}” ({place})")),
    Omission.TASK: (
        TASK_LEFT_OUT,
        N_("the source has {at}, and nothing in the plan stands there: “{text}” ({place})"),
    ),
    Omission.RECIPIENT: (
        RECIPIENT_LEFT_OUT,
        N_("the source has a recipient that the plan leaves out: “{text}” ({place})"),
    ),
    Omission.INSTRUMENT: (
        INSTRUMENT_LEFT_OUT,
        N_("the source cites {text}, and the plan does not ({place})"),
    ),
}
_LONGEST: Final = 160


def transcription_findings(reading: Reading, held: Transcription) -> tuple[Finding, ...]:
    """What a plan and its source do not agree on, by the places of the plan; what it acknowledges is marked."""
    found: list[Finding] = []
    document, source = reading.plan.document, held.source
    named = document.file if document else None
    if named is not None and named.sha256 != source.sha256:
        loc = ("document", "file", "sha256")
        message = _(
            "{file} is not byte for byte the file this plan was transcribed from, {name}",
            file=source.file,
            name=named.name,
        )
        hint = _("a copy in which nothing but the writing differs is as good; any other may be another version")
        told = Complaint(message, loc, reading.path(loc), hint, named.sha256, source.sha256)
        found.append(Finding(OTHER_FILE, told))
    found += _values(reading, held)
    for one in held.omitted:
        rule, said = _OMITTED[one.what]
        place, text = source.place(one.stretch.first), _short(source.printed(*one.stretch))
        missing = Text(said, (("text", text), ("at", one.at), ("place", f"{source.file}:{place}")))
        expected = one.at if one.what is Omission.TASK else text
        found.append(Finding(rule, Complaint(missing, one.section, reading.path(one.section), expected=expected)))
    run = frozenset(rule.code for rule in RULES)
    left_out = families_of_checks() - {"VER"}
    settled = settle(reading, found, run, left_out)
    return in_order(one._replace(place=reading.positions.near(one.complaint.loc)) for one in settled)


def rules_of_transcription() -> tuple[Rule, ...]:
    """The rules that `plan verify` runs."""
    return tuple(sorted((*RULES, *acknowledgements.RULES), key=lambda rule: rule.code))


def _values(reading: Reading, held: Transcription) -> Iterator[Finding]:
    file = held.source.file
    for one in held.values:
        if one.state not in {SoughtState.ELSEWHERE, SoughtState.NOT_FOUND}:
            continue
        elsewhere, loc, value = one.state is SoughtState.ELSEWHERE, one.sought.loc, _short(one.sought.shown)
        rule = ELSEWHERE if elsewhere else _OF_KIND[one.sought.kind]
        place = str(one.found and held.source.place(one.found.first))
        # of a clause that is not there, and of a value that stands elsewhere, nothing else was expected
        expected = None
        if elsewhere:
            said = _(
                "“{value}” is not printed at {at}, but at {file}:{place}",
                value=value,
                at=one.sought.at,
                file=file,
                place=place,
            )
        elif rule is CLAUSE:
            said = _("{file} has no {at}", file=file, at=value)
        elif one.found is None:
            said = _("“{value}” is not printed in {file}, nor anything like it", value=value, file=file)
        else:
            expected = held.source.printed(*one.found)
            said = _(
                "“{value}” is not printed in {file}; nearest is “{near}” ({file}:{place})",
                value=value,
                near=_short(expected),
                file=file,
                place=place,
            )
        yield Finding(rule, Complaint(said, loc, reading.path(loc), None, expected, one.sought.shown))


def _short(text: str) -> str:
    return shortened(text, _LONGEST)
