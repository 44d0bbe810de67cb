"""A recognised table to the tree of text that a plan file gives, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress, dropwhile, filterfalse, pairwise, takewhile
from typing import Any
from unicodedata import combining, normalize

from cybercrime_plan.findings import Loc, Place, SheetCell
from cybercrime_plan.model.base import SLUG_LENGTH
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.formula import SUM_OF
from cybercrime_plan.model.headings import USUAL_HEADINGS
from cybercrime_plan.read.annex.amounts import Amounts, values_of
from cybercrime_plan.read.annex.arithmetic import name_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.entries import ReadRow
from cybercrime_plan.read.annex.forest import Node
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.surroundings import Around, Attached, Found
from cybercrime_plan.read.annex.vocabulary import DASHES, annex_in, is_computed, split_mark
from cybercrime_plan.read.grid import Content, GridCell, column_number

Tree = dict[str, Any]
WordsInColumns = dict[int, dict[int, GridCell]]
"""The words of lines in further columns, by column and by row."""
_BUDGET: Loc = ("budget",)
_MARKED = re.compile(r"\([0-9*]+\)$")
"""What ends with the mark of a note: `(1)` in a column of notes."""
_CHANGES = {ColumnKind.BEFORE: 1, ColumnKind.INCREASE: 1, ColumnKind.DECREASE: -1}
"""What is before a change counts with what is added, and without what is taken off."""


def slug_of(name: str, taken: set[str]) -> str:
    """An id made of a name, unlike any taken: `Công tác phòng ngừa` gives `cong-tac-phong-ngua`."""
    plain = "".join(filterfalse(combining, normalize("NFD", name.casefold().replace("đ", "d"))))
    base = "-".join(re.findall("[a-z0-9]+", plain))[: SLUG_LENGTH - 4].rstrip("-") or "dong"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug


def row_place(places: Sequence[Place]) -> str:
    """Where a row of cells stands, so that the place of each can be counted off: `Sheet1!D7:G7`."""
    cells = [place for place in places if isinstance(place, SheetCell)]
    if len(cells) < 2:  # noqa: PLR2004 - one cell, or a text
        return str(places[0])
    names = [cell.cell for cell in cells]
    beside = _are_beside(tuple([name.rstrip("0123456789") for name in names]))
    return f"{cells[0].sheet}!" + (f"{names[0]}:{names[-1]}" if beside else ",".join(names))


@lru_cache(maxsize=256)
def _are_beside(letters: tuple[str, ...]) -> bool:
    """Whether columns follow each other; those of one table are the same in every row."""
    return all(right == left + 1 for left, right in pairwise(map(column_number, letters)))


@dataclass
class TreeBuilder:
    """The tree of one annex while it is put together; each value is set together with its place."""

    amounts: Amounts
    table: Columns
    tree: Tree = field(default_factory=dict)
    places: dict[Loc, Place] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)
    _source_places: list[Place] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _ids: dict[int, str] = field(default_factory=dict)
    words: WordsInColumns = field(default_factory=dict)

    def build(self, header: Header, around: Around, body: TableBody) -> None:
        """Set everything the table holds, and what stands around it."""
        columns = self.table
        self.words = words_in_columns(header, columns, body)
        self._columns(header, columns)
        budget: Tree = {}
        self.put(self.tree, _BUDGET, budget, header.place_of(columns.first))
        stated = around.unit_cell.place if around.unit_cell else header.place
        self.put(budget, (*_BUDGET, "unit"), around.unit.label, stated)
        if around.annex:
            budget["at"] = annex_in(around.annex.text)
        if around.document:
            self._document(around.document)
        if heading := columns.heading(header):
            self.put(budget, (*_BUDGET, "heading"), heading[0], header.place_of(heading[1]))
        if headings := _headings(header, columns, body, self._printed) | around.lines:
            budget["headings"] = headings
        self._years(budget, header, columns)
        rows = self._lines(body.lines, (*_BUDGET, "lines"))
        sums = self._totals(body.totals) if body.totals else {}
        if self._ids:
            self._describe(budget, header, columns)
        if self._sources:
            budget["sources"] = tuple({"id": slug, "name": name} for name, slug in self._sources.items())
            for index, place in enumerate(self._source_places):
                self.places[*_BUDGET, "sources", index] = place
        if columns.formulas:
            self.put(budget, (*_BUDGET, "formulas"), self._formulas(), header.place_of(columns.first))
        budget["lines"] = rows
        budget |= sums
        cells = [cell for row in header.grid.rows[header.top : body.last + 1] for cell in row]
        cells = [cell for cell in cells if cell.marks or (cell and cell.content is not Content.NUMBER)]
        marks = (cell.marks or cell.text for cell in cells if cell.marks or _MARKED.search(cell.text))
        names = [entry.name for entry in body.entries()]
        self._notes(budget, around.notes, (*header.titles, *names, *marks))
        self._stated(budget, around)
        if around.title:
            self.places["title",] = around.title.place

    def put(self, parent: Tree, loc: Loc, value: object, place: Place) -> None:
        """Set the last key of `loc` in its parent."""
        parent[str(loc[-1])] = value
        self.places[loc] = place

    def manner(self, blank: str | None, rounding: str | None, place: Place) -> None:
        """Set how the table is to be read: what its blanks mean, and how its figures are rounded."""
        for name, value in (("blank", blank), ("rounding", rounding)):
            if value is not None:
                self.put(self.tree["budget"], (*_BUDGET, name), value, place)

    def _document(self, told: Attached) -> None:
        """Set what the line under the title tells of the document."""
        document = self.tree["document"] = {}
        for name in ("number", "date", "issuer"):
            if value := getattr(told, name):
                self.put(document, ("document", name), value, told.cell.place)

    def _notes(self, budget: Tree, notes: Sequence[Found], words: Sequence[str]) -> None:
        """Set the notes under the table; one that names a single year of the table explains it.

        Args:
            words: the titles and names of the table: they may bear the mark of a note as well as a figure.
        """
        years = set(budget["years"])
        records = []
        for index, note in enumerate(notes):
            named = years & set(re.findall(r"\b[0-9]{4}\b", note.text))
            mark, text = split_mark(note.text)
            record = {"on": named.pop()} if len(named) == 1 else {}
            record |= {"text": text}
            if mark:
                plain = (normalize("NFKC", text).rstrip(" )") for text in words)  # raised digits as others
                borne = self.amounts.bears(mark) or any(text.endswith(mark) for text in plain)
                record |= {"mark": mark} | ({} if borne else {"anchored": "false"})
            records.append(record)
            self.places[*_BUDGET, "notes", index] = note.place
        if records:
            budget["notes"] = tuple(records)

    def _years(self, budget: Tree, header: Header, columns: Columns) -> None:
        loc = (*_BUDGET, "years")
        first = header.place_of(columns.first)
        self.put(budget, loc, tuple(str(year) for year, _column in columns.years), first)
        for index, (_year, column) in enumerate(columns.years):
            self.places[*loc, index] = header.place_of(column)

    def _columns(self, header: Header, columns: Columns) -> None:
        """Give each column beside the years its id, in printed order."""
        taken: set[str] = set()
        figures = (*(one.at for one in columns.others), *(one.at for one in columns.beside))
        for at in sorted((*figures, *self.words)):
            self._ids[at] = slug_of(header.called(at), taken)

    def _describe(self, budget: Tree, header: Header, columns: Columns) -> None:
        """Set what the columns beside the years are."""
        money = {one.at: one for one in columns.others}
        printed = self._printed
        records: list[Tree] = []
        for at, slug in sorted(self._ids.items()):
            kind = "words" if at in self.words else "other"
            record: Tree = {"id": slug, "title": header.called(at), "kind": kind}
            if other := money.get(at):
                record["kind"] = str(other.kind)
                if other.year is not None:
                    record["year"] = str(other.year)
                if other.over is not None:
                    record["over"] = self._names()[other.over]
                if other.of_which:
                    record["of_which"] = "true"
            record["position"] = str(printed.index(at) + 1)
            self.places[*_BUDGET, "columns", len(records)] = header.place_of(at)
            records.append(record)
        budget["columns"] = tuple(records)

    @property
    def _printed(self) -> list[int]:
        """The columns of figures, and of words among them, in printed order."""
        return sorted({*self.table.money, *self._ids})

    def _names(self) -> dict[int, str]:
        """What a plan calls each column of figures: by its id, a year, or `total`."""
        names = self._ids | {column: str(year) for year, column in self.table.years}
        return names | ({} if self.table.total is None else {self.table.total: "total"})

    def _formulas(self) -> tuple[str, ...]:
        """The proved arithmetic over columns, by their ids, a year, or `total`."""
        called = {name_of(column): name for column, name in self._names().items()}
        called |= {f"{SUM_OF}{column}": f"{SUM_OF}{name}" for column, name in called.items()}
        return tuple(" ".join(called.get(word, word) for word in str(one).split()) for one in self.table.formulas)

    def _others(self, parent: Tree, loc: Loc, name: str, entry: ReadRow) -> None:
        """Set the figures of a row in the columns beside the years."""
        money: Tree = {}
        at, called = (*loc, name), [self._ids[one.at] for one in self.table.others]
        for slug, text, cell in zip(called, self.amounts.texts(entry.others), entry.others, strict=True):
            money[slug] = text
            self.places[*at, slug] = cell.place
        if any(entry.others):
            self.put(parent, (*loc, name), money, entry.others[0].place)

    def _labels(self, line: Tree, loc: Loc, entry: ReadRow) -> None:
        """Set what a row prints in columns that hold no money."""
        labels: Tree = {}
        cells = {one.at: cell for one, cell in zip(self.table.beside, entry.beside, strict=True)}
        cells |= {at: words[entry.row] for at, words in self.words.items() if entry.row in words}
        for at, cell in sorted(cells.items()):
            named = at < self.table.name and cell.place == entry.place  # `Cộng hợp phần 1` under `Hợp phần`
            if cell and not named:
                self.put(labels, (*loc, self._ids[at]), _as_shown(cell), cell.place)
        if labels:
            line[str(loc[-1])] = labels

    def _stated(self, budget: Tree, around: Around) -> None:
        """Set the grand total as the text under the table tells it, in words and in figures."""
        words, told = around.words, around.told
        stated: list[Tree] = [{"words": words.text}] if words else []
        if told:
            stated.append({"amount": told.amount} | ({"unit": told.unit} if told.unit else {}))
        places = [one for one in (words and words.place, told and told.cell.place) if one]
        if stated:
            budget["stated"] = tuple(stated)
        for index, place in enumerate(places):
            loc = (*_BUDGET, "stated", index)
            self.places |= dict.fromkeys((loc, *((*loc, name) for name in stated[index])), place)

    def _lines(self, nodes: Sequence[Node], loc: Loc) -> tuple[Tree, ...]:
        return tuple(self._line(node, (*loc, index)) for index, node in enumerate(nodes))

    def _line(self, node: Node, loc: Loc) -> Tree:
        entry = node.entry
        line: Tree = {"id": slug_of(entry.name, self._taken)}
        self.places[loc] = entry.place
        if entry.stt:
            line["stt"] = "-" if entry.stt in DASHES else entry.stt
        if entry.name:
            self.put(line, (*loc, "name"), entry.name, entry.place)
        if any(entry.figures):
            self._row(line, (*loc, "amounts"), entry.figures)
        self._total_and_source(line, loc, "source", entry)
        line |= self._terms(node)
        if entry.opening:
            line["opening"] = entry.opening
        # what the row below its lines is called, where that prints its figures: another one, or its only one
        stands_below = bool(node.lines) and entry.row > node.lines[0].entry.row
        if closing := entry.closing or (entry.name if stands_below else ""):
            line["closing"] = closing
        self._others(line, loc, "columns", entry)
        self._labels(line, (*loc, "others"), entry)
        if entry.note:
            line["notes"] = ({"text": entry.note.text},)
        line["at"] = row_place([cell.place for cell in entry.figures or entry.amounts])
        if node.lines:
            line["lines"] = self._lines(node.lines, (*loc, "lines"))
        return line

    def _terms(self, node: Node) -> Tree:
        """How a line is added up: its dash means none, it stands beside the sums, or it is taken off the others."""
        terms: Tree = {"dash": "none"} if self._comes_to_nothing(node.entry) else {}
        if node.memo:
            return terms | {"memo": "true"}
        return terms | ({"deduction": "true"} if self._is_taken_off(node.entry) else {})

    def _is_taken_off(self, entry: ReadRow) -> bool:
        """Whether a row is taken off the others in each year, and the sums hold with it."""
        cells = entry.figures or ((entry.total,) if entry.total else ())
        [values] = values_of([cells])
        known = [(value, cell) for value, cell in zip(values, cells, strict=True) if value]
        return bool(known) and all(value < 0 and id(cell) in self.amounts.held for value, cell in known)

    def _comes_to_nothing(self, entry: ReadRow) -> bool:
        """Whether the only year of a row is a dash, and the columns beside it take off all that was before."""
        if len(entry.figures) != 1 or entry.figures[0].text not in DASHES:
            return False
        signs = [_CHANGES.get(one.kind, 0) for one in self.table.others]
        [beside] = values_of([tuple(compress(entry.others, signs))])
        changed = [sign * (value or 0) for sign, value in zip(filter(None, signs), beside, strict=True)]
        return any(changed) and not sum(changed)

    def _row(self, parent: Tree, loc: Loc, cells: Sequence[GridCell]) -> None:
        self.put(parent, loc, tuple(self.amounts.texts(cells)), cells[0].place)
        for index, cell in enumerate(cells):
            self.places[*loc, index] = cell.place

    def _totals(self, entry: ReadRow) -> Tree:
        sums: Tree = {}
        if any(entry.figures):
            self._row(sums, (*_BUDGET, "totals"), entry.figures)
        self._total_and_source(sums, _BUDGET, "totals_source", entry)
        self._others(sums, _BUDGET, "column_totals", entry)
        self._labels(sums, (*_BUDGET, "other_totals"), entry)
        return sums

    def _total_and_source(self, parent: Tree, loc: Loc, name: str, entry: ReadRow) -> None:
        if entry.total:
            self.put(parent, (*loc, "total"), self.amounts.text(entry.total), entry.total.place)
        if entry.source and entry.source.text not in DASHES:
            source = self._source(entry.source.text, entry.source.place)
            self.put(parent, (*loc, name), source, entry.source.place)

    def _source(self, name: str, place: Place) -> str:
        if name not in self._sources:
            self._sources[name] = slug_of(name, set(self._sources.values()))
            self._source_places.append(place)
        return self._sources[name]


def _as_shown(cell: GridCell) -> str:
    """A share with its sign, and a date as people write it: a workbook holds `2025-11-02`, and shows 02/11/2025."""
    if (share := cell.shown.literal or "").endswith("%"):
        return share
    day = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", cell.text)
    return f"{day[3]}/{day[2]}/{day[1]}" if day else cell.text


def words_in_columns(header: Header, columns: Columns, body: TableBody) -> WordsInColumns:
    """The words of lines in further columns with a title: a unit, an agency, a time."""
    taken = columns.used.union(one.at for one in columns.beside)
    found: WordsInColumns = {}
    for at, title in takewhile(
        lambda one: not is_computed(one[1]), enumerate(map(header.called, range(header.grid.width)))
    ):
        if title and at not in taken:
            cells = {row: header.grid.down(row, at) for row in (node.entry.row for node in body.nodes())}
            # one that is still to be filled in, `Ký nhận`, is none that a title over its neighbour reaches over
            open_ = not any(cells.values()) and bool(header.grid.rows[header.title_rows[at]][at])
            if open_ or any(cell.content is Content.TEXT and cell.text not in DASHES for cell in cells.values()):
                found[at] = {row: cell for row, cell in cells.items() if cell}
    return found


def _headings(header: Header, columns: Columns, body: TableBody, printed: Sequence[int]) -> Tree:
    """What the table calls its columns and its row of totals, where it is not what they are usually called."""
    titles = {
        "stt": columns.stt,
        "name": columns.name,
        "total": columns.total,
        "source": columns.source,
        "note": columns.note,
    }
    said = {key: header.titles[at] for key, at in titles.items() if at is not None}
    said["totals"] = body.totals.name if body.totals else ""
    unusual: Tree = {key: text for key, text in said.items() if text and text != getattr(USUAL_HEADINGS, key)}
    above = sum(node.entry.row < body.totals.row for node in body.lines) if body.totals else len(body.lines)
    if not above:
        unusual["totals_above"] = "true"
    elif above < len(body.lines):
        unusual["totals_after"] = str(above)
    heading = columns.heading(header)
    if columns.total is not None:
        own = [*(column for _year, column in columns.years), columns.total]
        if own != sorted(own) or printed[: len(own)] != own:
            unusual["total_position"] = str(printed.index(columns.total) + 1)
    # over each column of figures, unless years under one heading and single titles say it
    years = {at: (*((heading[0],) if heading else ()), str(year)) for year, at in columns.years}
    paths = [header.paths[at] or (header.called(at),) for at in printed]
    told = paths == [years.get(at, (header.called(at),)) for at in printed]
    if not told and all(paths) and not any("|" in part for path in paths for part in path):
        unusual["figures"] = tuple(" | ".join(path) for path in paths)
    figures = {str(number): at for number, at in enumerate(printed, 1)}
    places = {"stt": titles["stt"], "name": columns.name, **figures, "source": columns.source, "note": columns.note}
    usual = [key for key, at in places.items() if at is not None]
    order = sorted(usual, key=lambda key: places[key] or 0)
    if order != usual or (columns.stt is None and any(entry.stt for entry in body.entries())):
        unusual["order"] = tuple(order)
    # the columns of names and of their numbers may have none
    numbered = list(dropwhile(lambda key: not key.isdecimal() and places[key] not in header.numbers, order))
    if header.numbers and all(places[key] in header.numbers for key in numbered):
        unusual["numbers"] = tuple(header.numbers[places[key] or 0] for key in numbered)
    return unusual
