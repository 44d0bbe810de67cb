"""One annex out of the grids of a file: its tree, what was understood of it, and what was left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import FigureRole, Place, Positions, PrintedFigure
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.money import Money, Unit
from cybercrime_plan.read.annex.amounts import (
    in_vietnamese,
    money_of,
    places_of,
    read_amounts,
    reads_as_number,
    without_marks,
    without_units,
)
from cybercrime_plan.read.annex.arithmetic import name_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError, chosen_rows, row_number
from cybercrime_plan.read.annex.column_roles import named_columns
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.entries import ReadRow
from cybercrime_plan.read.annex.header import Header, headers
from cybercrime_plan.read.annex.hidden import Understood, understood_table
from cybercrime_plan.read.annex.outside import figures_outside, repeats_plan
from cybercrime_plan.read.annex.pages import find_headers, which_table
from cybercrime_plan.read.annex.printed import printed_figures
from cybercrime_plan.read.annex.row_units import in_usual_unit, no_other_units, unit_of_rows
from cybercrime_plan.read.annex.several import NamedTable, apart, come_to, joined, takes_in, totals_of
from cybercrime_plan.read.annex.surroundings import (
    Around,
    Found,
    find_annex,
    find_document,
    find_footnotes,
    find_rounded,
    find_title,
    find_told_total,
    find_unit,
    find_words,
    lines_above,
    lines_below,
    rows_of_title,
    told_otherwise,
    words_of_column,
)
from cybercrime_plan.read.annex.tree import Tree, TreeBuilder, WordsInColumns
from cybercrime_plan.read.annex.vocabulary import is_footnote, role_of
from cybercrime_plan.read.grid import Content, Grid, GridCell, Remark, column_name


@dataclass(frozen=True, slots=True)
class RecognisedPart:
    """A part of the annex that was recognised."""

    label: Text
    text: str | Text
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Unused:
    """Cells of which nothing is kept: of one row, or of another sheet as a whole.

    Attributes:
        text: theirs; of another sheet, the first one's.
        count: how many cells.
    """

    first: Place
    last: Place
    text: str
    count: int


@dataclass(frozen=True)
class AnnexReading:
    """What was read of a file.

    Attributes:
        tree: as a plan file would give it, without `format` and `id`.
        positions: the cell of every value.
        parts: what was understood, in the order of the page.
        remarks: what a person should know.
        unused: all the rest, so that nothing is dropped silently.
        questions: doubts about single amounts; their cells hold text that no parser accepts.
        figures: every number of the table, in the order of the page, and what it was taken for.
        over_years: what is printed over the column of each year.
        title: what stands over the first table.
        used: of a single table, the cells of which something is kept.
    """

    tree: Tree
    positions: Positions
    parts: tuple[RecognisedPart, ...]
    remarks: tuple[Remark, ...]
    unused: tuple[Unused, ...]
    questions: tuple[Question, ...]
    figures: tuple[PrintedFigure, ...] = ()
    over_years: Mapping[int, str] = field(default_factory=dict)
    title: str = ""
    used: frozenset[Place] = frozenset()


def read_annex(grids: tuple[Grid, ...], choices: Choices) -> AnnexReading:
    """Recognise the annex, with all its tables.

    Raises:
        UndecidedError: more than one reading fits.
        InputError: there is no annex to be found.
    """
    grids = tuple(in_vietnamese(without_marks(grid)) for grid in grids)
    bare = [without_units(grid) for grid in grids] if choices.unit is None else []
    units = {unit for _grid, unit in bare if unit}
    if len(units) == 1:
        grids, choices = tuple(grid for grid, _unit in bare), choices._replace(unit=units.pop().label)
    if not choices.column and choices.year_columns is None:
        grids = tuple(part for grid in grids for part in apart(grid))
    found = find_headers(tuple(grid for grid in grids if not repeats_plan(grid.rows)), choices)
    if choices.rows:
        first = (row[0].place for header in found for row in header.grid.rows[header.bottom + 1 :])
        chosen_rows(choices.rows).check(map(row_number, first))
    tables = _tables(found, choices)
    used = frozenset[Place]().union(*(table.used for table in tables))
    told = [remark for grid in grids if not grid.rows for remark in grid.remarks]  # of sheets not read at all
    remarks = tuple(dict.fromkeys((*told, *(remark for table in tables for remark in table.remarks))))
    unused = tuple(_unused(grids, used, {id(header.grid) for header in found}))
    told_of = used.union([one.place for table in tables for one in table.figures])
    outside = tuple(figures_outside(grids, told_of, choices))
    if len(tables) == 1:
        return replace(tables[0], remarks=remarks, unused=unused, figures=(*tables[0].figures, *outside))
    pairs = zip(found, tables, strict=True)
    tree, positions, order = joined([NamedTable(t.tree, t.positions, t.title, h.grid.name) for h, t in pairs])
    ordered = [tables[at] for at in order]  # as a plan holds them
    return AnnexReading(
        tree,
        positions,
        tuple(part for table in ordered for part in table.parts),
        remarks,
        unused,
        tuple(question for table in ordered for question in table.questions),
        (*(one._replace(table=at) for at, table in enumerate(ordered) for one in table.figures), *outside),
        ordered[0].over_years,
        ordered[0].title,
    )


def _tables(found: Sequence[Header], choices: Choices) -> list[AnnexReading]:
    """Every table, read.

    Raises:
        UndecidedError: one of several cannot be read, so that it has to be said which is meant; a question that
            all of them ask alike is asked itself.
    """
    if len(found) == 1:
        return [_read_table(found[0], choices)]
    tables: list[AnnexReading] = []
    problems: list[InputError] = []
    for header in found:
        try:
            tables.append(_of_several(header, choices, tables))
        except UsageError:
            raise
        except InputError as problem:
            problems.append(problem)
    asked = {problem.question.option if isinstance(problem, UndecidedError) else "" for problem in problems}
    alike = len(asked) == 1 and len(problems) == len(found)
    if alike and asked.isdisjoint({"", "column", "year_columns", "header"}):
        raise problems[0]
    if problems:
        raise which_table(found)
    return tables


def _of_several(header: Header, choices: Choices, above: Sequence[AnnexReading]) -> AnnexReading:
    """Recognise one of several tables: a unit it states is its own.

    Where it states none, the chosen one is its unit, or that of the table before it when its amounts are as long.
    A total of all tables at its end is beside its own sums, and held against those of all.
    """
    reading = _in_its_unit(header, choices, above)
    trees = [one.tree for one in above]
    if not trees or not takes_in(reading.tree, trees):
        return reading
    budget = reading.tree["budget"]
    locs = {str(year): ("totals", at) for at, year in enumerate(budget["years"])} | {"total": ("total",)}
    locs |= {column: ("column_totals", column) for column in budget.get("column_totals", {})}
    printed = totals_of(reading.tree)
    places = {place: column for column in printed if (place := reading.positions.at(("budget", *locs[column])))}
    rows = f"memo={row_number(next(iter(places)))}"
    own = _in_its_unit(header, choices.and_also("rows", rows), above)
    together = come_to([*trees, own.tree])
    wrong = {place for place, column in places.items() if printed[column] not in {one[column] for one in together}}
    why = _("all tables together come to another total")
    figures = (one._replace(role=FigureRole.UNUSED, why=why) if one.place in wrong else one for one in own.figures)
    return replace(own, figures=tuple(figures))


def _in_its_unit(header: Header, choices: Choices, above: Sequence[AnnexReading]) -> AnnexReading:
    """Recognise one of several tables, in the unit it states, the chosen one, or that of the table before."""
    try:
        return _read_table(header, choices._replace(unit=None))
    except UndecidedError as undecided:
        stated = any(candidate.place for candidate in undecided.question.candidates)
        headed = any(map(role_of, header.titles))
        before = above[-1:] if choices.unit is None and not stated and headed else ()
        if undecided.question.option != "unit" or (choices.unit is None and not before):
            raise
        if not before:
            return _read_table(header, choices)
        unit = before[0].tree["budget"]["unit"]
        reading = _read_table(header, choices._replace(unit=unit))
        if abs(_longest(reading) - _longest(before[0])) > 1:
            raise
    told = _("no unit stands at this table: that of the table before it is taken, {unit}", unit=unit)
    return replace(reading, remarks=(Remark(told, header.place), *reading.remarks))


def _longest(reading: AnnexReading) -> int:
    """How many digits the longest amount of a table has, its decimals apart."""
    money = (one.text for one in reading.figures if one.role in {FigureRole.AMOUNT, FigureRole.TOTAL})
    return max((sum(map(str.isdecimal, text.partition(",")[0])) for text in money), default=0)


def _read_table(header: Header, choices: Choices) -> AnnexReading:
    """Recognise one table; what of the file it leaves is not said here."""
    first, end = _bounds(header)
    header = header.with_bare_shares()
    found = understood_table(header, end, choices)
    if (unified := in_usual_unit(found.entries, header, found.columns)) is not header:
        found = understood_table(unified, end, choices)
    header, columns, _entries, body, evidence, *_left = found
    grid = header.grid
    _no_joint_amounts(header, end, columns, choices)
    above, below = range(first, header.top), range(body.last + 1, end)
    # over several tables a total told above the first may be that of all
    told = (*below, *(rows_of_title(grid, above) if (first, end) == (0, grid.height) else ()))
    around = _around(found, above, below, told, choices)
    of_column = around.words and words_of_column(around.words, around.unit, _column_totals(found, around.unit))
    kept = replace(around, words=None) if of_column else around
    page = rows_of_title(grid, above) if first else above
    kept = replace(kept, above=lines_above(grid, page), below=lines_below(grid, below, around.places))
    cells = [cell for entry in body.entries() for cell in entry.amounts if cell]
    amounts = replace(read_amounts(cells, choices, evidence.confirmed), held=evidence.held)
    rounding = evidence.rounding(choices, around.unit)
    builder = TreeBuilder(replace(amounts, unit=around.unit if rounding else None), columns)
    builder.build(header, kept, body)
    blanks = "none" if evidence.blanks_mean_none(choices) else choices.blank
    builder.manner(blanks, rounding, header.place_of(columns.first))
    used = around.places.union(kept.places, _used_in_table(header, columns, body, builder.words))
    return AnnexReading(
        builder.tree,
        Positions(builder.places),
        tuple(_parts(header, columns, body, builder.words, kept)),
        (*_remarks(found, choices), *amounts.remarks()),
        (),
        tuple(amounts.questions()),
        (
            *printed_figures(found, around, above, below, named_columns(choices)),
            *((of_column,) if of_column else ()),
        ),
        {year: header.titles[column] for year, column in columns.years},
        around.title.text if around.title else "",
        used.difference(cell.place for cell in found.left_out),
    )


def _around(found: Understood, above: range, below: range, told: Sequence[int], choices: Choices) -> Around:
    """What stands around a table; a total is told in the rows `told`, one that is only rounded left out."""
    header, columns, entries, body, *_left = found
    grid, alone = header.grid, (above.start, below.stop) == (0, header.grid.height)
    units = unit_of_rows(entries, header, columns) or _unit_shown(entries)
    total = body.totals.row if body.totals else None
    unit, unit_cell = find_unit(header, columns.money, above, below, choices.unit, units, total, columns.factors)
    no_other_units(body, unit)
    rounded, totals = (
        {money for cell in (row.amounts if row else ()) if (money := money_of(cell, unit)) is not None}
        for row in (body.rounded, body.totals)
    )
    return Around(
        unit,
        unit_cell if unit_cell and not unit_cell.shown.currency else None,
        find_annex(grid, above),
        find_document(grid, above),
        find_title(grid, above),
        find_footnotes(grid, below),
        find_words(grid, told),
        find_told_total(grid, told, unit),
        find_rounded(grid, told),
        _told_otherwise(found, unit, (*above, *below)) if alone else {},
    ).without_rounded(rounded, totals)


def _told_otherwise(found: Understood, unit: Unit, rows: Iterable[int]) -> Mapping[tuple[Place, str], Text]:
    """The totals that the text around the only table tells otherwise, each with what the table comes to."""
    mains = [total.dong for _title, total, main in _column_totals(found, unit) if main]
    if not mains:
        return {}
    total = Money(sum(mains) if found.columns.total is None else max(mains), unit.currency)
    told = told_otherwise(found.header.grid.cells(rows), total, {year for year, _c in found.columns.years})
    cells = (cell for entry in found.body.entries() for cell in entry.amounts) if told else ()
    figures = {money for cell in cells if (money := money_of(cell, unit)) is not None}
    why = _("the table comes to {total}", total=total)
    return {at: why for at, amount in told.items() if amount not in figures}


def _unit_shown(entries: Iterable[ReadRow]) -> list[tuple[Unit, GridCell]]:
    """The currency that the number formats of all amounts show; none where they show none, or several."""
    cells = [cell for entry in entries for cell in entry.amounts if cell.content is Content.NUMBER]
    currencies = {cell.shown.currency for cell in cells}
    return [(Unit(1, code), cells[0]) for code in currencies if code and len(currencies) == 1]


def _column_totals(found: Understood, unit: Unit) -> Iterator[tuple[str, Money, bool]]:
    """The title and the printed total of each column of money, and whether it holds the amounts or their total."""
    columns, totals = found.columns, found.body.totals
    mains = {*(column for _year, column in columns.years), columns.total}
    for column, cell in zip(columns.money, totals.amounts if totals else (), strict=False):
        money = money_of(cell, unit)
        if money is not None:
            yield found.header.titles[column], money, column in mains


def _remarks(found: Understood, choices: Choices) -> Iterator[Remark]:
    """What is said of the table besides its amounts: of its page, its columns, its rows, its sums."""
    header, columns, _entries, body, evidence, *_left = found
    grid = header.grid
    yield from grid.remarks
    # with them `600` is no number, without them it is
    if unseen := [cell for row in grid.rows for cell in row if cell.unseen]:
        yield Remark(_("invisible characters are left out: {places}", places=places_of(unseen)))
    if header.has_number_row:
        place = grid.rows[header.bottom][min(header.numbers)].place
        yield Remark(_("this row only numbers the columns"), place)
    proved = {name for formula in columns.formulas for name in formula.names}
    for at, why in columns.beside:
        if name_of(at) not in proved:
            told = _("column “{title}” is in no sum: {why}", title=header.titles[at], why=why)
            yield Remark(told, header.place_of(at))
    # the years that are not added to that of the plan, though the same is printed over them
    versions = {header.understood(column).version for _year, column in columns.years}
    for one in columns.others:
        is_year = one.kind is ColumnKind.VERSION and one.year is not None
        if is_year and header.understood(one.at).version in versions:
            told = _(
                "column “{title}” is compared with the year of the plan, and not added to it;"
                " --year-columns {letters} adds it",
                title=one.title,
                letters=",".join(map(column_name, sorted([one.at, *(at for _year, at in columns.years)]))),
            )
            yield Remark(told, header.place_of(one.at))
    yield from (*found.remarks, *body.remarks)
    if choices.blank is None and evidence.blanks_mean_none(choices):
        message = n_(
            "empty cells are read as nothing: so {count} sum holds; --blank unknown decides otherwise",
            "empty cells are read as nothing: so {count} sums hold; --blank unknown decides otherwise",
            sum(1 for one in evidence.sums if one.blanks and not one.residual),
        )
        yield Remark(message)
    yield from evidence.about_formulas()


def _no_joint_amounts(header: Header, end: int, columns: Columns, choices: Choices) -> None:
    """Ask whose one amount is that is merged over several lines.

    Raises:
        UndecidedError: there is one, and nobody has said it.
    """
    grid = header.grid
    for area in grid.merges if choices.merged is None else ():
        cell = grid.rows[area.top][area.left] if area.top < grid.height and area.left < grid.width else None
        rows = [row for row in range(area.top, area.bottom + 1) if header.bottom < row < end]
        names = {grid.spread(row, columns.name).place for row in rows if grid.spread(row, columns.name)}
        if cell and area.left in columns.money and len(names) > 1 and reads_as_number(cell):
            asks = _("{amount} is one amount over {count} lines; whose is it?", amount=cell.text, count=len(names))
            first = Candidate("first", _("all of it is of the first line"), cell.place)
            each = Candidate("each", _("each line has it"), cell.place)
            raise UndecidedError(Question("merged", asks, (first, each), cell.place))


def _bounds(header: Header) -> tuple[int, int]:
    """The first row after the header before, and the first row of the header after."""
    others = [
        other
        for other in headers(header.grid, Choices())
        if other.top != header.top and other.top not in header.again
    ]
    before = [other.bottom + 1 for other in others if other.bottom < header.top]
    after = [other.top for other in others if other.top > header.bottom]
    end = min([*after, header.next_titles])
    # a text alone, and no note, right over the titles of the next table is its own
    for row in reversed(header.grid.rows[header.bottom + 1 : end]) if end in after else ():
        cells = [cell for cell in row if cell]
        if len(cells) != 1 or reads_as_number(cells[0]) or is_footnote(cells[0].text):
            break
        end -= 1
    return max(before, default=0), end


def _used_in_table(header: Header, columns: Columns, body: TableBody, words: WordsInColumns) -> set[Place]:
    grid = header.grid
    titles = range(header.top, header.bottom + 1 - header.has_number_row)
    kept = columns.used.union(one.at for one in columns.beside)
    used = {grid.spread(row, column).place for row in titles for column in words}
    used.update(cell.place for cells in words.values() for cell in cells.values())
    for row in (*titles, *header.again, *range(header.bottom + 1, body.last + 1)):
        if row not in body.unused:
            cells = grid.rows[row]
            used.update([cells[column].place for column in kept])
    return used


def _parts(
    header: Header, columns: Columns, body: TableBody, words: WordsInColumns, around: Around
) -> Iterator[RecognisedPart]:
    """What was understood of a table, in the order of the page."""
    if header.grid.name:
        yield RecognisedPart(_("sheet"), header.grid.name)
    yield from _told_by(_("annex"), around.annex)
    yield from _told_by(_("document"), around.document and around.document.cell)
    yield RecognisedPart(_("unit"), around.unit.label, around.unit_cell.place if around.unit_cell else None)
    if heading := columns.heading(header):
        yield RecognisedPart(_("over the years"), heading[0])
    if columns.years:
        first = header.place_of(columns.years[0][1])
        yield RecognisedPart(_("years"), ", ".join(str(year) for year, _column in columns.years), first)
    for label, column in (
        (_("column of numbers"), columns.stt),
        (_("column of names"), columns.name),
        (_("column of totals"), columns.total),
        (_("column of sources"), columns.source),
        (_("column of notes"), columns.note),
        *((_("column of money"), other.at) for other in columns.others),
        *((_("column of words"), at) for at in words),
    ):
        if column is not None:
            yield RecognisedPart(label, header.titles[column], header.place_of(column))
    yield RecognisedPart(_("lines"), str(len(body.nodes())), body.lines[0].entry.place)
    if body.totals:
        yield RecognisedPart(_("row of totals"), body.totals.name, body.totals.place)
    for note in around.notes:
        yield from _told_by(_("note"), note)
    yield from _told_by(_("total in words"), around.words)
    yield from _told_by(_("total in the text"), around.told and around.told.cell)


def _told_by(label: Text, said: GridCell | Found | None) -> Iterator[RecognisedPart]:
    """The part that a text of the page is, where it stands there."""
    if said:
        yield RecognisedPart(label, said.text, said.place)


def _unused(grids: tuple[Grid, ...], used: frozenset[Place], read: Collection[int]) -> Iterator[Unused]:
    """What of the sheets that were read is left, row by row, those without a table as a whole.

    Args:
        read: the identities of the grids that hold a table.
    """
    told = set(used)
    for grid in grids:
        for row in grid.rows if id(grid) in read else ():
            cells = [cell for cell in row if cell.place not in told and cell]
            told.update(cell.place for cell in cells)
            if cells:
                yield Unused(cells[0].place, cells[-1].place, " ".join(cell.text for cell in cells), len(cells))
    for other in grids:
        cells = [] if id(other) in read else list(other.cells())
        if cells:
            yield Unused(cells[0].place, cells[-1].place, cells[0].text, len(cells))
