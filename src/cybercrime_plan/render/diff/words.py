"""A comparison ready to be shown, and its sentences: the verdict, trust, reconciliation, what was not compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from cybercrime_plan.calc.diff.classes import Change, Gravity, Subject
from cybercrime_plan.calc.diff.comparison import Comparison
from cybercrime_plan.calc.diff.effect import Contradiction, Trust
from cybercrime_plan.calc.diff.suggestions import MOST_CANDIDATES
from cybercrime_plan.findings import Loc, Positions, Span
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import Money, Unit, in_unit, signed
from cybercrime_plan.render.diff.labels import label_of, place_of
from cybercrime_plan.render.diff.values import signed_percent
from cybercrime_plan.render.result import Manner, Records, Result
from cybercrime_plan.render.sections import Register
from cybercrime_plan.render.table import CodedText, Lines, Page

if TYPE_CHECKING:
    from cybercrime_plan.render.formats.json import Json


@dataclass(frozen=True, slots=True)
class Version:
    """One side.

    Attributes:
        name: the file, or the revision and path, as the person named it.
        sha256: of its bytes.
        positions: where its values are written.
    """

    name: str
    sha256: str
    positions: Positions = field(default_factory=Positions)

    def where(self, loc: Loc | None) -> str | None:
        """The file and line of a place, `a.yaml:12`; None when this side has no such thing."""
        place = None if loc is None else self.positions.near(loc)
        if place is None:
            return None
        return f"{self.name}:{place.line if isinstance(place, Span) else place}"


@dataclass(frozen=True, slots=True)
class DiffReport(Result):
    """A comparison with its versions.

    Attributes:
        as_of: the day on which it was made.
        asked: the options that narrow it, as typed.
    """

    comparison: Comparison
    a: Version
    b: Version
    as_of: date
    tool_version: str
    asked: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        """In which money is shown: the unit of the later table."""
        budget = self.comparison.b.budget or self.comparison.a.budget
        return budget.unit if budget else Unit.DONG

    def agencies(self, change: Change) -> Text | str | None:
        """Who has to do the task a change is about; None when it is about no task."""
        for plan, loc in zip((self.comparison.b, self.comparison.a), reversed(change.edit.locs), strict=True):
            if change.edit.path[0] == "tasks" and loc is not None and len(loc) > 1:
                return Register(plan).names(plan.tasks[int(loc[1])].agencies)
        return None

    def label(self, change: Change) -> Text | str:
        """What a change is about."""
        return label_of(change.edit, self.comparison.sides)

    def place(self, change: Change) -> str | None:
        """Where it is written in the document, as far as the plan says."""
        return place_of(change.edit, self.comparison.sides)

    def where(self, change: Change) -> tuple[str | None, str | None]:
        """Where a change is written, on each side."""
        first, second = change.edit.locs
        return self.a.where(first), self.b.where(second)

    def document(self) -> Page:
        """The twelve parts, which an auditor signs."""
        from cybercrime_plan.render.diff.page import page

        return page(self)

    def records(self) -> Records:
        """The changes one by one."""
        from cybercrime_plan.render.diff.page import records

        return (records(self),)

    def data(self) -> Json:
        """`cybercrime-plan/diff@1`."""
        from cybercrime_plan.render.diff.json import value

        return value(self)

    def on_screen(self, manner: Manner) -> Page:
        """The twelve parts as text, or both versions side by side: when asked, and on a wide terminal."""
        from cybercrime_plan.render.diff.text import COLUMNS, WIDE, diff_lines, side_lines

        columns = manner.columns or COLUMNS
        beside = manner.format == "side" or (manner.format is None and columns >= WIDE)
        lines = side_lines(self, manner.language, columns) if beside else diff_lines(self, manner.language)
        return Page((Lines(tuple(lines)),))


LEVELS: Final[Mapping[Gravity, CodedText]] = {
    Gravity.CRITICAL: CodedText("critical", _("critical")),
    Gravity.MAJOR: CodedText("major", _("major")),
    Gravity.MINOR: CodedText("minor", _("minor")),
    Gravity.INFO: CodedText("info", _("for information")),
}
HEADINGS: Final[Mapping[str, Text]] = {
    "verdict": _("1. Verdict"),
    "trust": _("2. Does each version add up"),
    "gravest": _("3. Critical and major changes"),
    Subject.BUDGET: _("4. Budget"),
    Subject.DEADLINES: _("5. Deadlines"),
    Subject.TASKS: _("6. Tasks and agencies"),
    Subject.LEGAL: _("7. Legal basis"),
    Subject.IDENTITY: _("8. Identity of the document"),
    Subject.PROVENANCE: _("9. Provenance and acknowledgements"),
    Subject.OTHER: _("10. Order and everything else"),
    "left_out": _("11. Not compared"),
    "signature": _("12. Signature"),
}
"""Every part of the report, in its order. The numbers stay when a part is empty, so that people can cite them."""
BEFORE: Final = _("Before")
AFTER: Final = _("After")


def title(report: DiffReport) -> Text:
    """What is compared with what."""
    return _("Comparison of {plan}: {a} with {b}", plan=report.comparison.a.id, a=report.a.name, b=report.b.name)


def verdict(report: DiffReport) -> Text:
    """The one sentence at the top: the effect on the total, how many changes, how grave."""
    comparison = report.comparison
    if comparison.same:
        return _nothing(report)
    return _("{effect}; {counts}.", effect=_effect(comparison, report.unit), counts=_counts(comparison))


def _nothing(report: DiffReport) -> Text:
    comparison = report.comparison
    if comparison.only or comparison.left_out:
        return _("Nothing differs in what was compared.")
    if report.a.sha256 == report.b.sha256:
        return _("Nothing differs: both files are the same, byte for byte.")
    return _("Only the layout differs; both versions mean the same.")


def _effect(comparison: Comparison, unit: Unit) -> Text:
    total = comparison.effect.total
    if comparison.a.budget is None and comparison.b.budget is None:
        return _("No budget is involved")
    if not total.delta:
        return _("The total stays at {total} {unit}", total=in_unit(Money(total.new), unit), unit=unit)
    delta, old, new = (in_unit(Money(dong), unit) for dong in (abs(total.delta), total.old, total.new))
    percent = f" ({signed_percent(total.percent)})" if total.percent else ""
    if total.delta > 0:
        return _(
            "The total rises by {delta} {unit}{percent}, from {old} to {new}",
            delta=delta,
            unit=unit,
            percent=percent,
            old=old,
            new=new,
        )
    return _(
        "The total falls by {delta} {unit}{percent}, from {old} to {new}",
        delta=delta,
        unit=unit,
        percent=percent,
        old=old,
        new=new,
    )


def _counts(comparison: Comparison) -> Text:
    if not comparison.changes:
        return _("nothing differs but what only follows")
    parts = tuple(
        _("{count} {level}", count=count, level=LEVELS[level].text)
        for level, count in comparison.counts.items()
        if count
    )
    return n_("{count} change: {levels}", "{count} changes: {levels}", len(comparison.changes), levels=parts)


def adds_up(trust: Trust, unit: Unit) -> Iterator[Text]:
    """What cross-footing says of one version."""
    if trust.sums is None:
        yield _("there is no budget")
    elif trust.adds_up:
        yield n_("{count} sum agrees", "{count} sums agree", trust.sums.checked)
    elif not trust.contradictions:
        yield _("not one sum can be checked")
    for sum_ in trust.contradictions:
        yield contradiction(sum_, unit)


def contradiction(sum_: Contradiction, unit: Unit) -> Text:
    """One sum that does not agree."""
    return _(
        "{path} is {stated}, its parts add up to {computed} ({difference} {unit})",
        path=sum_.path,
        stated=in_unit(Money(sum_.stated), unit),
        computed=in_unit(Money(sum_.computed), unit),
        difference=signed(Money(sum_.difference), unit),
        unit=unit,
    )


def trust_changed(report: DiffReport) -> Iterator[Text]:
    """What became of the sums between the versions."""
    trust = report.comparison.trust
    if trust.began:
        yield n_("{count} sum no longer agrees", "{count} sums no longer agree", len(trust.began))
    if trust.ended:
        yield n_(
            "{count} sum agrees now and did not before",
            "{count} sums agree now and did not before",
            len(trust.ended),
        )
    if not trust.began and not trust.ended:
        yield _("between the versions this did not change")


def reconciliation(report: DiffReport) -> Text:
    """Whether the changes, one by one, account for the difference of the totals."""
    moved = report.comparison.reconciliation
    cells, total = (signed(Money(dong), report.unit) for dong in (moved.cells, moved.total))
    if moved.ok:
        return _(
            "Reconciled: the changes together move {cells} {unit}, the recomputed total {total}.",
            cells=cells,
            unit=report.unit,
            total=total,
        )
    return _(
        "Not reconciled: the changes together move {cells} {unit}, the recomputed total {total}.",
        cells=cells,
        unit=report.unit,
        total=total,
    )


def unchanged(report: DiffReport) -> Text | None:
    """The sections in which nothing changed; None when something did in each."""
    comparison = report.comparison
    told = {change.section for change in comparison.everything}
    quiet = tuple(SECTIONS[s] for s in Subject if s not in told and (not comparison.only or s in comparison.only))
    return _("No change in: {sections}.", sections=quiet) if quiet else None


SECTIONS: Final[Mapping[Subject, Text]] = {
    Subject.BUDGET: _("budget"),
    Subject.DEADLINES: _("deadlines"),
    Subject.TASKS: _("tasks and agencies"),
    Subject.LEGAL: _("legal basis"),
    Subject.IDENTITY: _("identity of the document"),
    Subject.PROVENANCE: _("provenance and acknowledgements"),
    Subject.OTHER: _("order and everything else"),
}


def left_out(report: DiffReport) -> Iterator[Text]:
    """What was not compared, or classified otherwise than by us."""
    comparison = report.comparison
    if comparison.only:
        yield _(
            "only these sections: {sections}", sections=tuple(SECTIONS[s] for s in Subject if s in comparison.only)
        )
    if comparison.ignored:
        yield _("left out as asked: {classes}", classes=tuple(sorted(comparison.ignored)))
    for code, count in sorted(comparison.left_out.items()):
        yield n_("{code}: {count} change not shown", "{code}: {count} changes not shown", count, code=code)
    for code, level in sorted(comparison.levels.items()):
        yield _("the severity of {code} is set to {level}", code=code, level=LEVELS[level].text)
    for path in comparison.beyond_candidates:
        yield _(
            "{path}: only the first {cap} added and removed records were held against one another",
            path=path,
            cap=MOST_CANDIDATES,
        )
    yield _("style, quotes, the order of fields, comments, line ends and spellings of the same value mean nothing")


_GRAVE: Final = (Gravity.CRITICAL, Gravity.MAJOR)


def gravest(report: DiffReport) -> list[Change]:
    """The critical and major changes of all sections, by severity, then by the size of the money."""
    grave = [change for change in report.comparison.changes if change.level in _GRAVE]
    return sorted(grave, key=lambda change: (change.level.rank, -_money(change)))


def _money(change: Change) -> int:
    return abs(change.delta or 0) if change.unit == "VND" else 0


def grouped(report: DiffReport, section: Subject) -> Iterator[tuple[Text | str | None, list[Change]]]:
    """The changes of a section; those of tasks by the agencies that have to do them."""
    groups: dict[Text | str | None, list[Change]] = {}
    for change in report.comparison.changes:
        if change.section is section:
            groups.setdefault(report.agencies(change), []).append(change)
    yield from groups.items()
