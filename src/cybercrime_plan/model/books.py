"""What a book kept beside the plans looks like: rows under fixed heads, in a workbook, a csv or YAML.

A book says what happened (a report arrived, money was allocated); everything else is derived from it and from the
plan. Its columns have one name for programs and any of several titles for people.
"""

from typing import NamedTuple

from cybercrime_plan.language import BilingualText


class BookColumn(NamedTuple):
    """One column of a book.

    Attributes:
        name: for programs, and the head in csv: `received`.
        titles: what people may write over it instead, Vietnamese first; the first is what a form writes.
        is_text: a form stores it as text, because a spreadsheet would make a date of `2026-11` or `1/2`.
        of_each: every entry has its own: one value merged over several rows is that of the first alone.
    """

    name: str
    titles: tuple[str, ...]
    is_text: bool = True
    of_each: bool = False


class BookForm(NamedTuple):
    """The columns of one kind of book.

    Attributes:
        kind: as it stands at the head of a YAML book: `register`.
        columns: in the order of the form; reading takes them in any order.
        needed: names of the columns without which a table is no such book.
        helping: heads that a form writes for its reader and that are ignored on reading.
    """

    kind: str
    columns: tuple[BookColumn, ...]
    needed: frozenset[str]
    helping: tuple[str, ...] = ()

    def called(self, name: str) -> BilingualText:
        """The head of a column for people: the one a form writes, or its name for programs."""
        title = next((column.titles[0] for column in self.columns if column.name == name), name)
        return BilingualText(title, name)
