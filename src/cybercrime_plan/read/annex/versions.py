"""Rows that print one line several times over: as planned, and as it came about. Only one of them is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Number
from cybercrime_plan.read.annex.amounts import number_of
from cybercrime_plan.read.annex.body import TableBody, read_body
from cybercrime_plan.read.annex.choices import RowRole, UndecidedError, row_number, undecided
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.entries import ReadRow
from cybercrime_plan.read.annex.evidence import Evidence
from cybercrime_plan.read.annex.titles import names_version, understood
from cybercrime_plan.read.grid import Grid

_LINES_NAMED = 3


def one_version(entries: Sequence[ReadRow], grid: Grid, columns: Columns) -> TableBody:
    """The rows as lines and totals, those of one version where some are called planned and others spent.

    Raises:
        UndecidedError: no sum tells whether the versions are added up, and nobody has said it.
    """
    numbered = columns.stt is not None
    for versions in _versions(entries, grid, columns):
        first = next(iter(versions.values()))
        others = {entry: text for entry, text in versions.items() if text != first}
        together = [replace(entry, name=others.get(entry, entry.name)) for entry in entries]
        beside = {e: replace(e, name=text, role=e.role or RowRole.MEMO) for e, text in others.items()}
        alone = _headed([beside.get(entry, entry) for entry in entries])
        roles = {entry.role for entry in others}
        readings = [read_body(rows, columns.lined, numbered=numbered) for rows in (together, alone)]
        if None not in roles:
            return readings[RowRole.MEMO in roles]
        told = [Evidence(columns, reading).told_by_totals for reading in readings]
        if told[0] == told[1]:
            asks = _(
                "{lines} has a row “{other}” beside “{first}”: does that stand beside the sums, or add up with it?",
                lines=first_names(others),
                other=next(iter(others.values())),
                first=first,
            )
            raise which_rows(others, asks)
        if told[1] > told[0]:
            readings[1].not_summed |= {
                place: why
                for text in dict.fromkeys(others.values())
                for place, why in _slips(entries, versions, text, columns)
            }
        return readings[told[1] > told[0]]
    return read_body(entries, columns.lined, numbered=numbered)


def _slips(
    entries: Sequence[ReadRow], versions: Mapping[ReadRow, str], version: str, columns: Columns
) -> Iterator[tuple[Place, Text]]:
    """The totals of one version beside the sums that its own rows do not come to, where these add up else."""
    alone = _headed([entry for entry in entries if versions.get(entry, version) == version])
    evidence = Evidence(columns, read_body(alone, columns.lined, numbered=columns.stt is not None))
    if evidence.told_by_totals >= 0:
        for one in evidence.sums:
            if one.row is None and one.residual:
                printed = number_of(one.total) or Number(0)
                made = printed.digits * 10 ** (evidence.decimals - printed.decimals) - one.residual
                said = _(
                    "the rows “{version}” come to {sum}", version=version, sum=str(Number(made, evidence.decimals))
                )
                yield one.total.place, said


def _versions(entries: Sequence[ReadRow], grid: Grid, columns: Columns) -> Iterator[Mapping[ReadRow, str]]:
    """What the rows with figures are called as versions, in a column of its own or in place of a name."""
    for column in sorted(set(range(grid.width)) - columns.used):
        cells = {entry: grid.rows[entry.row][column] for entry in entries if entry.has_figures}
        said = {entry: cell.text for entry, cell in cells.items() if cell}
        if len({*said.values()}) > 1 and all(understood((text,)).version for text in said.values()):
            yield said
    lines = [entry for entry in entries if entry.has_figures]
    times = Counter(entry.name for entry in lines)
    versions = {name for name in times if names_version(name)} if len(times) < len(lines) else set[str]()
    if 1 < len(versions) < sum(times[name] for name in versions):
        yield {entry: entry.name for entry in lines if entry.name in versions}


def _headed(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """The rows, with each name that has its versions below it given the figures of the first."""
    kept: list[ReadRow] = []
    for before, row in pairwise((None, *rows)):
        heads = before is not None and not before.has_figures and bool(before.name)
        if row is not None and heads and names_version(row.name) and row.role is None:
            kept[-1] = kept[-1].with_figures_of(row)
        elif row is not None:
            kept.append(row)
    return kept


def which_rows(others: Mapping[ReadRow, str], asks: Text) -> UndecidedError:
    """Whether some rows stand beside the sums; `asks` names the first of them."""
    rows = ",".join(str(row_number(entry.place)) for entry in others)
    answers = {f"memo={rows}": _("beside the sums"), f"line={rows}": _("added up with the others")}
    return undecided("rows", asks, answers, next(iter(others)).place)


def first_names(entries: Mapping[ReadRow, str]) -> tuple[str, ...]:
    """The names of the first of them, as a question lists them."""
    return tuple(f"“{entry.name}”" for entry in islice(entries, _LINES_NAMED))
