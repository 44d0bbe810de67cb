"""A comparison ready to be shown, and its sentences: the verdict, trust, reconciliation, what was not compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from cybercrime_plan.calc.diff.classes import Change, Gravity, Subject
from cybercrime_plan.calc.diff.comparison import Comparison
from cybercrime_plan.calc.diff.document import FIGURES_OVER_SAME_SOURCE
from cybercrime_plan.calc.diff.edits import Op
from cybercrime_plan.calc.diff.effect import SumEffect, Trust
from cybercrime_plan.calc.diff.suggestions import MOST_CANDIDATES
from cybercrime_plan.calc.diff.totals import totals_elsewhere
from cybercrime_plan.findings import Loc, Positions, PrintedFigure, Span
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.fields import field_along
from cybercrime_plan.model.money import Money, Unit, in_unit, signed
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.diff.changes import (
    Vocabulary,
    label_at,
    label_of,
    named,
    names_of_ids,
    place_of,
    redline,
    shown_date,
    shown_old_and_new,
    signed_percent,
)
from cybercrime_plan.render.names import Register
from cybercrime_plan.render.result import Json, Manner, Records, Result
from cybercrime_plan.render.table import CodedText, Lines, Page, Redline, RevisionMark, arrow


class CommitNamed(NamedTuple):
    """A commit as people know it."""

    id: str
    author: str
    date: date
    subject: str


class Version(NamedTuple):
    """One side.

    Attributes:
        name: the file, or the revision and path, as the person named it.
        sha256: of its bytes.
        positions: where its values are written.
        revision: the commit it stands in, where it was read from one.
        plan: all that was read, where only a part of it is compared.
        unused: figures of an annex that were taken for nothing, and so take no part in the comparison.
    """

    name: str
    sha256: str
    positions: Positions = Positions()
    revision: CommitNamed | None = None
    plan: Plan | None = None
    unused: tuple[PrintedFigure, ...] = ()

    def where(self, loc: Loc | None) -> str | None:
        """The file and line of a place, `a.yaml:12`; None when this side has no such thing."""
        place = None if loc is None else self.positions.near(loc)
        if place is None:
            return None
        return f"{self.name}:{place.line if isinstance(place, Span) else place}"


@dataclass(frozen=True)
class DiffReport(Result):
    """A comparison with its versions.

    Attributes:
        as_of: the day on which it was made.
        asked: the options that narrow it, as typed.
        annexes: which of the two was read from an annex, which has a table and nothing else.
    """

    comparison: Comparison
    a: Version
    b: Version
    as_of: date
    tool_version: str
    asked: tuple[str, ...] = ()
    annexes: tuple[bool, bool] = (False, False)

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

    @property
    def unused(self) -> int:
        """How many figures of the annexes take no part in the comparison."""
        return len(self.a.unused) + len(self.b.unused)

    @property
    def unused_differ(self) -> bool:
        """Whether the figures that take no part are others on one side than on the other."""
        first, second = (sorted(one.text for one in version.unused) for version in (self.a, self.b))
        return first != second

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What values are told in."""
        return Vocabulary(self.unit, names_of_ids(self.comparison.a, self.comparison.b))

    def _told(self, change: Change) -> Change:
        """The change with names in place of the ids of other records."""
        field = field_along(type(self.comparison.a), change.edit.fields)
        registry = ".".join(change.edit.fields) if change.op is Op.ORDER else (field.registry if field else None)
        if registry is None or registry not in self.vocabulary.names:
            return change
        old, new = (named(value, registry, self.vocabulary) for value in (change.edit.old, change.edit.new))
        return replace(change, edit=change.edit._replace(old=old, new=new))

    def redline(self, change: Change) -> Redline:
        """Old and new of a change, with what goes and what comes; of a consequence without either, what is so."""
        if change.edit.old == change.edit.new and not change.parts:
            return Redline(((RevisionMark.SAME, next(iter(change.because), change.kind.summary)),))
        told = self._told(change)
        if told is not change and change.op is not Op.ORDER:
            return arrow(*shown_old_and_new(told, self.vocabulary))
        return redline(told, self.vocabulary)

    def old_and_new(self, change: Change) -> tuple[Text | str, Text | str]:
        """Both values of a change, in words."""
        return shown_old_and_new(self._told(change), self.vocabulary)

    def label(self, change: Change) -> Text | str:
        """What a change is about."""
        if change.parts:
            return n_("spelled otherwise, {count} place", "spelled otherwise, {count} places", len(change.parts))
        return label_of(change.edit, self.comparison.sides, self.vocabulary.names)

    def grounds(self, change: Change) -> tuple[Text | str, ...]:
        """What supports the classification of a change, and all places of one that tells several together."""
        if not change.parts:
            return change.because
        labels = [label_of(part, self.comparison.sides, self.vocabulary.names) for part in change.parts]
        shown, left = tuple(labels[:_MOST_PLACES]), len(labels) - _MOST_PLACES
        said = joined(shown)
        more = (n_("and {count} more place", "and {count} more places", left),) if left > 0 else ()
        return (*change.because, said, *more)

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
        """What fits a screen; when loud every part with codes, fingerprints and lines; when asked side by side."""
        from cybercrime_plan.render.diff.text import COLUMNS, diff_lines, side_lines

        if manner.format == "side":
            lines = side_lines(self, manner.language, manner.columns or COLUMNS)
        else:
            lines = diff_lines(self, manner.language, manner.columns, brief=manner.loudness <= 0)
        return Page((Lines(tuple(lines)),))


_MOST_PLACES: Final = 12
"""How many places of one record are written out."""
LEVELS: Final[Mapping[Gravity, CodedText]] = {
    Gravity.CRITICAL: CodedText("critical", _("critical")),
    Gravity.MAJOR: CodedText("major", _("major")),
    Gravity.MINOR: CodedText("minor", _("minor")),
    Gravity.INFO: CodedText("info", _("for information")),
}
HEADINGS: Final[Mapping[str, Text]] = {
    "verdict": _("Verdict"),
    "trust": _("Does each version add up"),
    "gravest": _("Critical and major changes"),
    Subject.BUDGET: _("Budget"),
    Subject.DEADLINES: _("Deadlines"),
    Subject.TASKS: _("Tasks and agencies"),
    Subject.LEGAL: _("Legal basis"),
    Subject.IDENTITY: _("Identity of the document"),
    Subject.PROVENANCE: _("Provenance and acknowledgements"),
    Subject.OTHER: _("Order and everything else"),
    "left_out": _("Not compared"),
    "signature": _("Signature"),
    "others": _("Other changes"),
}
"""Every part of the report."""


def numbers(keys: Iterable[str]) -> dict[str, Text]:
    """The headings of the parts that say something, and of the signature, numbered without a gap."""
    told = (*(key for key in keys if key in HEADINGS), "signature")
    return {key: _("{number}. {heading}", number=n, heading=HEADINGS[key]) for n, key in enumerate(told, 1)}


BEFORE: Final = _("Before")
AFTER: Final = _("After")


def title(report: DiffReport) -> Text:
    """What is compared with what."""
    last = report.b.plan or report.comparison.b
    plan = last.title or last.id
    return _("Comparison of two versions: {plan}", plan=plan)


def documents(report: DiffReport) -> Iterator[tuple[Text, Text | str]]:
    """Which documents are compared: each side with its title, number, date, issuer, file and commit."""
    comparison = report.comparison
    for name, version, plan in ((BEFORE, report.a, comparison.a), (AFTER, report.b, comparison.b)):
        document = document_name(version.plan or plan)
        told: list[Text | str] = [_("{file}: {document}", file=version.name, document=document)]
        if version.revision is not None:
            commit = version.revision
            told.append(
                _(
                    "commit {id} of {date} by {author}: {subject}",
                    id=commit.id[:12],
                    date=commit.date,
                    author=commit.author,
                    subject=commit.subject,
                )
            )
        yield name, joined(told)


def document_name(plan: Plan) -> Text | str:
    """A document by what it prints of itself; by its id when it prints nothing."""
    document = plan.document
    told: list[Text | str] = []
    if plan.title:
        told.append(_("“{title}”", title=plan.title))
    if document and document.number:
        told.append(_("no. {number}", number=document.number))
    if document and document.known_date:
        told.append(_("dated {date}", date=shown_date(document.known_date)))
    if document and document.known_issuer:
        told.append(document.known_issuer)
    if plan.revision:
        since = shown_date(plan.revision.on)
        told.append(_("version {number}, from {date}", number=plan.revision.number, date=since))
    return joined(told, comma=True) if told else plan.id


def joined(parts: Sequence[Text | str], *, comma: bool = False) -> Text | str:
    """Parts of a sentence, with semicolons or commas; nothing of nothing."""
    whole: Text | str = parts[0] if parts else ""
    for part in parts[1:]:
        if comma:
            whole = _("{first}, {rest}", first=whole, rest=part)
        else:
            whole = _("{first}; {rest}", first=whole, rest=part)
    return whole


def verdict(report: DiffReport) -> Text:
    """The one sentence at the top: the effect on the totals, how many changes, how grave, how many left out."""
    comparison = report.comparison
    if comparison.same:
        return _nothing(report)
    counts: Text = _("nothing differs but what only follows")
    if comparison.changes:
        found = ((LEVELS[level].text, count) for level, count in comparison.counts.items() if count)
        parts = tuple(_("{count} {level}", count=count, level=level) for level, count in found)
        counts = n_("{count} change: {levels}", "{count} changes: {levels}", len(comparison.changes), levels=parts)
    told: list[Text | str] = [_effect(comparison, report.unit), counts]
    left = len(comparison.not_told)
    if left:
        told.append(
            n_("{count} more change is left out as asked", "{count} more changes are left out as asked", left)
        )
    if report.unused:
        told.append(n_("{count} figure was not used", "{count} figures were not used", report.unused))
    return _("{sentence}.", sentence=joined(told))


def _nothing(report: DiffReport) -> Text:
    comparison = report.comparison
    left = len(comparison.not_told)
    if report.unused:
        return n_(
            "Nothing differs in what was compared; {count} figure was not used, see below.",
            "Nothing differs in what was compared; {count} figures were not used, see below.",
            report.unused,
        )
    if left:
        return n_(
            "Nothing differs in what was compared; {count} change is left out as asked.",
            "Nothing differs in what was compared; {count} changes are left out as asked.",
            left,
        )
    if comparison.only or comparison.left_out:
        return _("Nothing differs in what was compared.")
    if report.a.sha256 == report.b.sha256:
        return _("Nothing differs: both files are the same, byte for byte.")
    return _("Only the layout differs; both versions mean the same.")


def _effect(comparison: Comparison, unit: Unit) -> Text | str:
    """What happens to the recomputed total, and to the printed one wherever it says something else or moved."""
    total, old, new = comparison.effect.total, comparison.a.budget, comparison.b.budget
    if old is None and new is None:
        return _("No budget is involved")
    if old is None:
        return _("The plan has a budget now, of {total} {unit}", total=in_unit(Money(total.new), unit), unit=unit)
    if new is None:
        return _("The budget is gone: it was {total} {unit}", total=in_unit(Money(total.old), unit), unit=unit)
    told: list[Text | str] = [_recomputed(total, unit)]
    others = [one for one in totals_elsewhere(new) if one not in {Money(total.new), new.total}]
    cells = old.total, new.total
    was, is_ = (in_unit(cell, unit) if isinstance(cell, Money) else cell and str(cell) for cell in cells)
    if cells == (Money(total.old), Money(total.new)):
        told.append(_("the table prints the same") if others else _("the document prints the same"))
    elif was is None and is_ is None:
        told.append(_("no total is printed"))
    elif was is None:
        told.append(_("a total of {total} {unit} is printed now", total=is_, unit=unit))
    elif is_ is None:
        told.append(_("the total of {total} {unit} is no longer printed", total=was, unit=unit))
    elif was == is_:
        told.append(_("the printed total stays at {total} {unit}", total=is_, unit=unit))
    else:
        told.append(_("the printed total goes from {old} to {new} {unit}", old=was, new=is_, unit=unit))
    if others:
        shown = tuple(in_unit(one, unit) for one in others)
        told.append(_("elsewhere the document prints {totals} {unit}", totals=shown, unit=unit))
    return joined(told)


def _recomputed(total: SumEffect, unit: Unit) -> Text:
    if not total.delta:
        return _(
            "The total recomputed from the lines stays at {total} {unit}",
            total=in_unit(Money(total.new), unit),
            unit=unit,
        )
    delta, old, new = (in_unit(Money(dong), unit) for dong in (abs(total.delta), total.old, total.new))
    percent = f" ({signed_percent(total.percent)})" if total.percent else ""
    if total.delta > 0:
        return _(
            "The total recomputed from the lines rises by {delta} {unit}{percent}, from {old} to {new}",
            delta=delta,
            unit=unit,
            percent=percent,
            old=old,
            new=new,
        )
    return _(
        "The total recomputed from the lines falls by {delta} {unit}{percent}, from {old} to {new}",
        delta=delta,
        unit=unit,
        percent=percent,
        old=old,
        new=new,
    )


def sums_of_both(report: DiffReport) -> Iterator[tuple[Text, Text]]:
    """What cross-footing says of both versions, each sentence behind the name of its side."""
    comparison = report.comparison
    for name, trust, plan in (
        (BEFORE, comparison.trust.a, comparison.a),
        (AFTER, comparison.trust.b, comparison.b),
    ):
        for sentence in adds_up(trust, plan, report.unit):
            yield name, sentence


def adds_up(trust: Trust, plan: Plan, unit: Unit) -> Iterator[Text]:
    """What cross-footing says of one version."""
    if trust.sums is None:
        yield _("there is no budget")
    elif trust.adds_up:
        yield n_("{count} sum agrees", "{count} sums agree", trust.sums.checked)
    elif not trust.contradictions:
        yield _("not one sum can be checked")
    for sum_ in trust.contradictions:
        label = label_at(plan, sum_.loc)
        if plan.budget and sum_.loc[:2] == ("budget", "stated") and (at := plan.budget.stated[int(sum_.loc[2])].at):
            label = _("{sum} ({place})", sum=label, place=at)
        yield _(
            "{sum}: {stated} is printed, the parts add up to {computed} ({difference} {unit})",
            sum=label,
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
    for was, is_ in trust.moved:
        yield _(
            "{sum}: off by {before} before, by {after} {unit} after",
            sum=label_at(report.comparison.b, is_.loc),
            before=in_unit(Money(abs(was.difference)), report.unit),
            after=in_unit(Money(abs(is_.difference)), report.unit),
            unit=report.unit,
        )
    if trust.a.sums and not trust.b.sums:
        yield _("with the budget its sums are gone: nothing can be checked any more")
    elif not trust.began and not trust.ended and not trust.moved:
        both = trust.a.adds_up and trust.b.adds_up
        yield _("all of them agree in both versions") if both else _("between the versions this did not change")


def reconciliation(report: DiffReport) -> Text:
    """Whether the changes, one by one, account for the difference of the totals."""
    moved = report.comparison.reconciliation
    cells, total = (signed(Money(dong), report.unit) for dong in (moved.cells, moved.total))
    if moved.ok:
        return _(
            "Reconciled: the changes add up to {cells} {unit}, by which the recomputed total changed ({total}).",
            cells=cells,
            unit=report.unit,
            total=total,
        )
    return _(
        "Not reconciled: the changes add up to {cells} {unit}, but the recomputed total changed by {total}.",
        cells=cells,
        unit=report.unit,
        total=total,
    )


def stories(report: DiffReport) -> Iterator[Text]:
    """Money that moved: each story once, with all its parts."""
    by_key = {change.key: change for change in report.comparison.changes if change.story}
    for story in dict.fromkeys(change.story for change in by_key.values()):
        told = [by_key[key] for key in story if key in by_key]
        parts = [
            _("{what} {change}", what=report.label(one), change=signed(Money(one.delta or 0), report.unit))
            for one in told
        ]
        kind = told[0].kind
        yield _(
            "{summary} ({code}) {parts} {unit}",
            summary=kind.summary,
            code=kind.code,
            parts=joined(parts),
            unit=report.unit,
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


def narrowed(report: DiffReport) -> Iterator[Text]:
    """What was not compared this time, or classified otherwise than by us."""
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
    if any(report.annexes):
        yield _("an annex holds a table and nothing else: only the tables were compared")
        yield _("the rows of an annex have no ids: they were matched by number, name and amounts")
    for version in (report.a, report.b):
        if version.unused:
            yield n_(
                "{file}: {count} figure was not used: {figures}",
                "{file}: {count} figures were not used: {figures}",
                len(version.unused),
                file=version.name,
                figures=tuple(f"{one.place} {one.text}" for one in version.unused[:_MOST_PLACES]),
            )
    for path in comparison.beyond_candidates:
        yield _(
            "{path}: only the first {cap} added and removed records were held against one another",
            path=path,
            cap=MOST_CANDIDATES,
        )


def left_out(report: DiffReport) -> Iterator[Text]:
    """What was not compared, this time and ever."""
    yield from narrowed(report)
    yield _("style, quotes, the order of fields, comments, line ends and spellings of the same value mean nothing")


_GRAVE: Final = (Gravity.CRITICAL, Gravity.MAJOR)


def gravest(report: DiffReport) -> list[Change]:
    """The critical and major changes of all sections, by severity, then by the size of the money.

    Among them, that figures changed over the same source file, which as a consequence is not counted.
    """
    grave = [
        change
        for change in (*report.comparison.changes, *report.comparison.derived)
        if change.level in _GRAVE and (not change.derived or change.kind is FIGURES_OVER_SAME_SOURCE)
    ]
    in_money = {id(change): abs(change.delta or 0) if change.unit != "days" else 0 for change in grave}
    return sorted(grave, key=lambda change: (change.level.rank, -in_money[id(change)]))


def grouped(report: DiffReport, section: Subject) -> Iterator[tuple[Text | str | None, list[Change]]]:
    """The changes of a section; those of tasks by the agencies that have to do them."""
    groups: dict[Text | str | None, list[Change]] = {}
    for change in report.comparison.changes:
        if change.section is section:
            groups.setdefault(report.agencies(change), []).append(change)
    yield from groups.items()
