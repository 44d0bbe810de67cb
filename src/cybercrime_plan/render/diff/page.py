"""A comparison as a page of tables: the record an auditor signs, and the changes one by one for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from cybercrime_plan.calc.diff.classes import Change
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.json import canonical_value
from cybercrime_plan.render.diff.parts import DiffPart, diff_parts, says_nothing
from cybercrime_plan.render.diff.words import DiffReport
from cybercrime_plan.render.table import (
    Align,
    Block,
    CellValue,
    CodedText,
    Column,
    Facts,
    Labelled,
    Page,
    Paragraph,
    Section,
    Table,
    TableRow,
    percent,
)


def page(report: DiffReport, most: int | None = None) -> Page:
    """The parts, which an auditor signs.

    Args:
        most: rows of each table and sentences of each part, the others are counted below; all when None.
    """
    parts: list[Block] = []
    composed = tuple(diff_parts(report))
    numbers = words.numbers(part.key for part in composed)
    for part in composed:
        parts += _part(part, numbers.get(part.key), report, most)
    return Page(
        (*parts, _signature(report, numbers["signature"])),
        words.title(report),
        shorter=lambda rows: page(report, rows),
        stamp=((words.BEFORE, report.a.sha256), (words.AFTER, report.b.sha256)),
    )


def _part(part: DiffPart, heading: Text | None, report: DiffReport, most: int | None) -> Iterator[Block]:
    if part.key == "documents":
        yield Facts(part.key, tuple(Labelled(str(n), name, said) for n, (name, said) in enumerate(part.sides)))
    elif part.key == "verdict" and not says_nothing(report):
        yield _facts(part.key, heading, [(_("Result"), part.sentences[0])])
    elif heading is None or part.key == "verdict":
        yield from map(Paragraph, part.sentences)
    elif part.table is not None:
        rows, notes = _some(tuple(part.table.rows), most)
        sentences = (*notes, *part.table.notes, *part.sentences)
        yield Table("effect", part.table.columns, rows, heading, part.table.unit, sentences)
        yield from _changes(part, None, report, most)
    elif part.changes or part.derived:
        yield from _changes(part, heading, report, most)
    else:
        columns = (Column("version", _("Version")), Column("sums", _("Sums"))) if part.sides else ()
        rows, notes = _some(tuple(map(TableRow, part.sides)), most)
        sentences, more = _some(part.sentences, most)
        yield Table(part.key, columns, rows, title=heading, notes=(*notes, *sentences, *more))


T = TypeVar("T")


def _some(items: Sequence[T], most: int | None) -> tuple[tuple[T, ...], tuple[Text, ...]]:
    """As many as there is room for, and how many are left out."""
    left = len(items) - len(items[:most])
    said = n_("{count} more is not shown here", "{count} more are not shown here", left)
    return tuple(items[:most]), (said,) if left else ()


def _changes(part: DiffPart, heading: Text | None, report: DiffReport, most: int | None) -> Iterator[Table]:
    def row(change: Change) -> TableRow:
        level: CellValue = _("follows") if change.derived else words.LEVELS[change.level]
        places = "; ".join(place for place in (report.place(change), *report.where(change)) if place)
        said, its = change.kind.summary, change.fingerprint
        reference = _("{summary} ({code}) {fingerprint}", summary=said, code=change.code, fingerprint=its)
        grounds = words.joined(report.grounds(change))
        return TableRow((level, report.label(change), report.redline(change), grounds, places, reference))

    columns = (
        Column("level", _("Severity")),
        Column("what", _("What")),
        Column("change", _("Old → new")),
        Column("because", _("Grounds")),
        Column("where", _("Where")),
        Column("fingerprint", _("Class and fingerprint")),
    )
    changes = (*part.changes, *part.derived)
    rows = tuple(row(item) if isinstance(item, Change) else Section(item) for item in changes[:most])
    folded = sum(isinstance(item, Change) for item in changes[len(rows) :])
    notes = (
        (n_("{count} change is not shown here", "{count} changes are not shown here", folded),) if folded else ()
    )
    if changes:
        yield Table(part.key, columns, rows, title=heading, notes=notes)


def _facts(key: str, heading: Text | None, items: Sequence[tuple[Text | str, CellValue]]) -> Facts:
    facts = tuple(Labelled(str(index), label, value) for index, (label, value) in enumerate(items))
    return Facts(key, facts, heading)


def _signature(report: DiffReport, heading: Text) -> Facts:
    comparison = report.comparison
    items: list[tuple[Text | str, CellValue]] = []
    for side, version, digest in zip(
        (words.BEFORE, words.AFTER), (report.a, report.b), comparison.digests, strict=True
    ):
        items += [
            (side, version.name),
            (_("SHA-256 of the file"), version.sha256),
            (_("SHA-256 of its meaning"), digest),
        ]
    items += [
        (_("Options"), " ".join(report.asked) or _("none")),
        (_("Program"), f"plan {report.tool_version}"),
        (_("Compared on"), report.as_of),
        (_("Name"), None),
        (_("Date"), None),
        (_("Signature"), None),
    ]
    return _facts("signature", heading, items)


def records(report: DiffReport) -> Table:
    """One row for each change, derived ones included; the columns are the fields of the JSON."""

    def row(change: Change) -> tuple[CellValue, ...]:
        level, section = words.LEVELS[change.level], change.section
        told = CodedText(section.value, words.SECTIONS[section]), CodedText(change.op.value, _OPS[change.op.value])
        values = canonical_value(change.edit.old), canonical_value(change.edit.new)
        figures = change.delta, percent(change.percent), change.unit
        where = (*report.where(change), report.place(change))
        follows = CodedText("true", _("yes")) if change.derived else CodedText("false", _("no"))
        what = (change.code, change.kind.name, level, *told, change.key, report.label(change))
        grounds = words.joined(report.grounds(change))
        return (*what, *values, *figures, grounds, *where, follows, change.fingerprint)

    columns = (
        Column(key, header, Align.RIGHT if key in {"delta", "percent"} else Align.LEFT)
        for key, header in _FIELDS.items()
    )
    changes = (*report.comparison.changes, *report.comparison.derived)
    return Table("changes", tuple(columns), tuple(map(TableRow, map(row, changes))))


_FIELDS: Final[dict[str, Text | str]] = {
    "code": _("Code"),
    "name": _("Class"),
    "severity": _("Severity"),
    "section": _("Section"),
    "op": _("Operation"),
    "key": _("Path"),
    "label": _("What"),
    "old": _("Old"),
    "new": _("New"),
    "delta": _("Difference"),
    "percent": _("Percent"),
    "unit": _("Unit"),
    "because": _("Grounds"),
    "a": _("Where before"),
    "b": _("Where after"),
    "at": _("Place"),
    "derived": _("Follows"),
    "fingerprint": _("Fingerprint"),
}
_OPS: Final = {"add": _("added"), "remove": _("removed"), "set": _("changed"), "order": _("reordered")}
