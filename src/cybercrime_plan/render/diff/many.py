"""Several comparisons at once: the plans of two folders, and every committed version of one plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cybercrime_plan.language import Language, Text, _, n_
from cybercrime_plan.model.money import VND, Money
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.json import severity_counts, value
from cybercrime_plan.render.diff.page import page
from cybercrime_plan.render.diff.text import diff_lines
from cybercrime_plan.render.diff.words import CommitNamed, DiffReport
from cybercrime_plan.render.formats.text import table_lines
from cybercrime_plan.render.result import Json, Manner, Records, Result
from cybercrime_plan.render.table import (
    Align,
    Block,
    CellValue,
    CodedText,
    Column,
    Lines,
    Page,
    StyledLine,
    Table,
    TableRow,
    say_table,
)

_SAME: Final = CodedText("same", _("nothing differs"))
_CHANGED: Final = CodedText("changed", _("changed"))
_ADDED: Final = CodedText("added", _("only in the second folder"))
_REMOVED: Final = CodedText("removed", _("only in the first folder"))
_UNREADABLE: Final = CodedText("unreadable", _("cannot be compared"))


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A plan or an annex of either folder.

    Attributes:
        plan: the id of the plan; of an annex where it lies in the folder.
        a: its file in the first folder, None where it has none; `b` in the second.
        report: the comparison, where both have it; None for an annex that is the same byte by byte.
        digests: the SHA-256 of both files.
        trouble: why two annexes that differ could not be compared.
    """

    plan: str
    a: str | None
    b: str | None
    report: DiffReport | None
    digests: tuple[str | None, str | None]
    trouble: Text | str | None = None

    @property
    def same(self) -> bool:
        """Whether both folders have it, and nothing that can be read differs."""
        return self.report.comparison.same if self.report else self.digests[0] == self.digests[1]

    @property
    def state(self) -> CodedText:
        """What became of it."""
        if self.trouble:
            return _UNREADABLE
        if self.same:
            return _SAME
        if self.report:
            return _CHANGED
        return _REMOVED if self.b is None else _ADDED


@dataclass(frozen=True, slots=True)
class FolderReport(Result):
    """The plans of two folders: a verdict of each, then what changed."""

    a: str
    b: str
    entries: tuple[FolderEntry, ...]
    as_of: date
    tool_version: str

    @property
    def title(self) -> Text:
        """What is compared with what."""
        return _("Comparison of two folders: {a} and {b}", a=self.a, b=self.b)

    @property
    def changed(self) -> tuple[DiffReport, ...]:
        """The comparisons in which something differs."""
        return tuple(one.report for one in self.entries if one.report and one.state is _CHANGED)

    def document(self) -> Page:
        """A line for each plan, then the report on each that changed."""
        return self._page(None)

    def _page(self, most: int | None) -> Page:
        blocks: list[Block] = [self._plans()]
        for report in self.changed:
            told = page(report, most)
            blocks += (Table("plan", (), (), told.title), *told.parts)
        stamp = ((words.BEFORE, self._digest(0)), (words.AFTER, self._digest(1)))
        return Page(tuple(blocks), self.title, shorter=self._page, stamp=stamp)

    def _digest(self, side: int) -> str:
        """The SHA-256 of the list of a folder's files: of each the id of its plan, a blank and its own SHA-256."""
        listed = sorted(f"{one.plan} {one.digests[side]}\n" for one in self.entries if one.digests[side])
        return hashlib.sha256("".join(listed).encode()).hexdigest()

    def _plans(self) -> Table:
        columns = (Column("plan", _("Plan")), Column("state", _("State")), Column("verdict", _("Verdict")))
        rows = tuple(
            TableRow((one.plan, one.state, words.verdict(one.report) if one.report else one.trouble))
            for one in self.entries
        )
        count, all_ = sum(one.state is not _SAME for one in self.entries), len(self.entries)
        counted = n_(
            "{count} of {all} plans and annexes differs",
            "{count} of {all} plans and annexes differ",
            count,
            all=all_,
        )
        return Table("plans", columns, rows, notes=(counted,))

    def on_screen(self, manner: Manner) -> Page:
        """The same as text."""
        return Page((Lines(tuple(self._lines(manner.language, manner.columns))),), self.title)

    def _lines(self, language: Language, columns: int | None) -> Iterator[StyledLine]:
        yield from table_lines(say_table(self._plans(), language), columns)
        for report in self.changed:
            yield ()
            yield from diff_lines(report, language, columns)

    def records(self) -> Records:
        """The plans, with what each changed in figures."""
        columns = (
            Column("plan", _("Plan")),
            Column("state", _("State")),
            Column("a", _("Where before")),
            Column("b", _("Where after")),
            *_FIGURES,
        )
        rows = (TableRow((one.plan, one.state, one.a, one.b, *_figures(one.report))) for one in self.entries)
        return (Table("plans", columns, tuple(rows)),)

    def data(self) -> Json:
        """`cybercrime-plan/diff-folders@1`."""
        return {
            "schema": "cybercrime-plan/diff-folders@1",
            "tool_version": self.tool_version,
            "as_of": self.as_of.isoformat(),
            "a": self.a,
            "b": self.b,
            "sha256": {"a": self._digest(0), "b": self._digest(1)},
            "plans": [
                {
                    "plan": one.plan,
                    "state": one.state.name,
                    "a": one.a,
                    "b": one.b,
                    "sha256": {"a": one.digests[0], "b": one.digests[1]},
                    "diff": None if one.report is None else value(one.report),
                }
                for one in self.entries
            ],
        }


_OF_COMMIT: Final = (
    Column("date", _("Date")),
    Column("commit", _("Commit")),
    Column("author", _("Author")),
    Column("subject", _("Subject")),
)
_FIGURES: Final = (
    Column("delta", _("Difference"), Align.RIGHT),
    *(Column(level.value, word.text, Align.RIGHT) for level, word in words.LEVELS.items()),
)


def _figures(report: DiffReport | None) -> tuple[CellValue, ...]:
    """The difference of the totals, in đồng, and how many changes there are of each severity."""
    if report is None:
        return (None,) * len(_FIGURES)
    comparison = report.comparison
    delta = Money(comparison.effect.total.delta, report.unit.currency)
    return (delta if delta.currency != VND else delta.dong, *comparison.counts.values())


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One version of a plan.

    Attributes:
        commit: None for the file as it is now.
        said: what there is to say where nothing is compared: the first version, or one that cannot be read.
        report: the comparison with the version before.
    """

    commit: CommitNamed | None
    said: Text | str | None
    report: DiffReport | None
    readable: bool = True

    @property
    def state(self) -> CodedText:
        """What kind of version it is."""
        if not self.readable:
            return _UNREADABLE
        if self.report is None:
            return CodedText("first", _("first version"))
        return _SAME if self.report.comparison.same else _CHANGED

    @property
    def verdict(self) -> Text | str | None:
        """What it changed."""
        if self.report is not None:
            return words.verdict(self.report)
        return _("first version: {document}", document=self.said) if self.readable else self.said


@dataclass(frozen=True, slots=True)
class LogReport(Result):
    """Every version of one file, the latest first.

    Attributes:
        more: whether there are older ones than those told.
    """

    file: str
    versions: tuple[LogEntry, ...]
    more: bool

    def document(self) -> Page:
        """A line for each version."""
        return self._page(None)

    def _page(self, most: int | None) -> Page:
        columns = (*_OF_COMMIT, Column("verdict", _("What it changed")))
        told = self.versions[:most]
        rows = tuple(TableRow((*_commit(one), one.verdict)) for one in told)
        notes = (_("older versions are not told; more with --most"),) if self.more or told != self.versions else ()
        table = Table("versions", columns, rows, notes=notes)
        return Page((table,), _("Versions of {file}", file=self.file), shorter=self._page)

    def records(self) -> Records:
        """The versions, with what each changed in figures."""
        columns = (*_OF_COMMIT, Column("state", _("State")), *_FIGURES)
        rows = (TableRow((*_commit(one, whole=True), one.state, *_figures(one.report))) for one in self.versions)
        return (Table("versions", columns, tuple(rows)),)

    def data(self) -> Json:
        """`cybercrime-plan/log@1`."""
        return {
            "schema": "cybercrime-plan/log@1",
            "file": self.file,
            "more": self.more,
            "versions": [
                {
                    "commit": one.commit and {**one.commit._asdict(), "date": one.commit.date.isoformat()},
                    "state": one.state.name,
                    "delta_total": one.report.comparison.effect.total.delta if one.report else None,
                    **(
                        {"unit": one.report.unit.currency} if one.report and one.report.unit.currency != VND else {}
                    ),
                    "counts": severity_counts(one.report.comparison) if one.report else None,
                }
                for one in self.versions
            ],
        }


def _currency(report: DiffReport) -> dict[str, Json]:
    """That of the money, where it is not đồng."""
    return {} if report.unit.currency == VND else {"unit": report.unit.currency}


def _commit(entry: LogEntry, *, whole: bool = False) -> tuple[CellValue, ...]:
    commit = entry.commit
    if commit is None:
        return (None, CodedText(None, _("not committed")), None, None)
    return (commit.date, commit.id if whole else commit.id[:12], commit.author, commit.subject)
