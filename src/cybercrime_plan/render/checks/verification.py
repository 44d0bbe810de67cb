"""Plans against their sources, ready to be shown: what is not printed there, what was left out, and every value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from cybercrime_plan.calc.transcription import LookedUp, SoughtState, Transcription
from cybercrime_plan.findings import Place, Positions
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.paths import Paths
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.checks import words
from cybercrime_plan.render.checks.json import finding_value, place_value
from cybercrime_plan.render.checks.page import acknowledged_findings, open_findings, signature
from cybercrime_plan.render.checks.text import findings_lines, longest_on, outcome_line, summary_lines
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport
from cybercrime_plan.render.result import Json, Manner, Records
from cybercrime_plan.render.table import (
    Align,
    CodedText,
    Column,
    Facts,
    Labelled,
    Lines,
    Page,
    Paragraph,
    Style,
    Table,
    TableRow,
    said,
)

SCHEMA: Final = "cybercrime-plan/verify@1"
_STATES: Final = {
    SoughtState.AT_CLAUSE: _("printed at its place"),
    SoughtState.ELSEWHERE: _("printed elsewhere only"),
    SoughtState.NOT_FOUND: _("not found"),
    SoughtState.NOT_CHECKABLE: _("our own words, not looked up"),
}
_MOST_WORDS: Final = 60
OWN_WORDS: Final = _(
    "Summaries and other words of our own stand in no source and are not looked up. Capital letters, blanks, line "
    "breaks, dashes, quotation marks and the way a date is written make no difference; digits and diacritics do."
)


class VerifiedPlan(NamedTuple):
    """A plan, its source, and what was found between them.

    Attributes:
        sha256_agrees: whether the source is byte for byte the file the plan names; None when it names none.
        positions: where its values are written.
    """

    checked: CheckedPlan
    plan: Plan
    transcription: Transcription
    sha256_agrees: bool | None
    positions: Positions

    def rows(self) -> Iterator[TableRow]:
        """Every value looked up, then what was left out."""
        paths, source = Paths(self.plan), self.transcription.source
        for value in self.transcription.values:
            found = value.found  # of a place that is only named, its first words are shown
            printed = found and source.printed(found.first, min(found.last, found.first + _MOST_WORDS))
            loc, state = value.sought.loc, CodedText(value.state.value, _STATES[value.state])
            where = (_written(self.positions.near(loc)), value.sought.at, _written(self._place(value)))
            yield TableRow((self.checked.id, paths.of(loc), value.sought.shown, state, *where, printed))
        for omitted in self.transcription.omitted:
            state = CodedText("left_out", _("left out of the plan"))
            place, text = _written(source.place(omitted.stretch.first)), source.printed(*omitted.stretch)
            yield TableRow((self.checked.id, paths.of(omitted.section), None, state, None, omitted.at, place, text))

    def data(self) -> Json:
        """What is looked up and left out, for programs."""
        held = self.transcription
        paths = Paths(self.plan)
        return {
            "id": self.checked.id,
            "file": self.checked.file,
            "sha256": self.checked.sha256,
            "source": held.source.file,
            "source_sha256": held.source.sha256,
            "sha256_agrees": self.sha256_agrees,
            "counts": {state.value: held.count(state) for state in SoughtState},
            "values": [
                {
                    "path": paths.of(value.sought.loc),
                    "value": value.sought.shown,
                    "state": value.state.value,
                    "at": value.sought.at,
                    "place": place_value(self.positions.near(value.sought.loc)),
                    "source_place": place_value(self._place(value)),
                }
                for value in held.values
            ],
            "left_out": [
                {
                    "what": omitted.what.value,
                    "text": held.source.printed(*omitted.stretch),
                    "at": omitted.at,
                    "source_place": place_value(held.source.place(omitted.stretch.first)),
                }
                for omitted in held.omitted
            ],
        }

    def _place(self, value: LookedUp) -> Place | None:
        return None if value.found is None else self.transcription.source.place(value.found.first)


@dataclass(frozen=True, slots=True)
class VerifyReport(CheckReport):
    """Some plans against their sources."""

    verified: tuple[VerifiedPlan, ...] = ()

    def document(self) -> Page:
        """The record, to print and sign."""
        named = tuple(plan._replace(file=plan.id or plan.file) for plan in self.plans)
        tables, tally = [_plans(self)], self.tally()
        if tally.open:
            tables.append(open_findings(named))
        if tally.acknowledged:
            tables.append(acknowledged_findings(named))
        items = (
            Labelled("result", _("Result"), words.summary(tally)),
            Labelled("as_of", _("As of"), self.as_of),
            Labelled("tool_version", _("Program"), f"plan {self.tool_version}"),
        )
        facts = Facts("verification", items)
        title = _("Record of a comparison with the source")
        digests = [(one.checked.sha256, one.transcription.source.sha256) for one in self.verified]
        stamp = () if len(digests) > 1 else ((_("Plan"), digests[0][0]), (_("Source document"), digests[0][1]))
        return Page((facts, *tables, Paragraph(OWN_WORDS), signature()), title, stamp=stamp, is_signed=True)

    def records(self) -> Records:
        """Every value, and everything left out, a row each."""
        return (_values(self),)

    def data(self) -> Json:
        """`cybercrime-plan/verify@1`."""
        return {
            "schema": SCHEMA,
            "tool_version": self.tool_version,
            "as_of": self.as_of.isoformat(),
            "rules_run": [rule.code for rule in self.rules_run],
            "plans": [one.data() for one in self.verified],
            "findings": [finding_value(plan, finding) for plan, finding in self.findings],
        }

    def on_screen(self, manner: Manner) -> Page:
        """Each finding with its line and a caret, then how every plan came out."""
        language, loudness = manner.language, manner.loudness
        longest = longest_on(manner.columns)
        found = Lines(findings_lines(self, language, min(loudness, 0), longest, manner.columns))
        if loudness < 0:
            return Page((found,) if loudness == -1 else ())
        told = []
        for one in self.verified:
            source = _("source: {file}", file=one.transcription.source.file)
            told.append(outcome_line(one.checked, words.joined((*_counts(one.transcription), source)), language))
        told.extend(summary_lines(self, language))
        if loudness > 0:
            told.append(((Style.PLAIN, said(OWN_WORDS, language)),))
            return Page((found, _values(self), Lines(tuple(told))))
        return Page((found, Lines(tuple(told))))


def _counts(held: Transcription) -> Iterator[Text]:
    at_clause = held.count(SoughtState.AT_CLAUSE)
    yield n_("{count} value printed at its place", "{count} values printed at their places", at_clause)
    if elsewhere := held.count(SoughtState.ELSEWHERE):
        yield n_("{count} printed elsewhere only", "{count} printed elsewhere only", elsewhere)
    if missing := held.count(SoughtState.NOT_FOUND):
        yield n_("{count} not found", "{count} not found", missing)
    if omitted := len(held.omitted):
        yield n_("{count} left out of the plan", "{count} left out of the plan", omitted)
    if own := held.not_checkable:
        yield n_("{count} in our own words, not looked up", "{count} in our own words, not looked up", own)


def _plans(report: VerifyReport) -> Table:
    columns = (
        Column("plan", _("Plan")),
        Column("file", _("File")),
        Column("source", _("Source document")),
        Column("outcome", _("Outcome")),
        Column("sha256", _("SHA-256 of the plan")),
        Column("source_sha256", _("SHA-256 of the source")),
    )
    rows = tuple(
        TableRow(
            (
                one.checked.id,
                one.checked.file,
                one.transcription.source.file,
                words.joined(tuple(_counts(one.transcription))),
                one.checked.sha256,
                one.transcription.source.sha256,
            )
        )
        for one in report.verified
    )
    return Table("plans", columns, rows, title=_("Plans"))


def _values(report: VerifyReport) -> Table:
    columns = (
        Column("plan", _("Plan")),
        Column("path", _("Path")),
        Column("value", _("Value")),
        Column("state", _("State")),
        Column("place", _("Place in the plan")),
        Column("at", _("Clause")),
        Column("source_place", _("Place in the source")),
        Column("printed", _("Printed there"), Align.LEFT),
    )
    return Table("values", columns, tuple(row for one in report.verified for row in one.rows()))


def _written(place: Place | None) -> str | None:
    return None if place is None else str(place)
