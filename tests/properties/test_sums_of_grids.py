"""Whatever a table adds up is found from its numbers, and one wrong cell neither hides it nor goes unnamed."""

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.sums import Adding, GridSum, sums

AMOUNT = st.integers(min_value=1_000, max_value=999_999)
Table = list[list[int]]


@st.composite
def leaves(draw: st.DrawFn) -> Table:
    years = draw(st.integers(min_value=4, max_value=6))
    lines = draw(st.integers(min_value=3, max_value=9))
    amounts = draw(st.lists(AMOUNT, min_size=years * lines, max_size=years * lines, unique=True))
    return [amounts[line * years : (line + 1) * years] for line in range(lines)]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, dict[tuple[Adding, int], tuple[int, ...]]]:
    """A table with its row of totals above or below and its column of totals before or after."""
    lines = draw(leaves())
    above, before = draw(st.booleans()), draw(st.booleans())
    across = [[sum(line), *line] if before else [*line, sum(line)] for line in lines]
    down = [sum(column) for column in zip(*across, strict=True)]
    table = [down, *across] if above else [*across, down]
    height, width = len(table), len(down)
    row = (0, tuple(range(1, height))) if above else (height - 1, tuple(range(height - 1)))
    column = (0, tuple(range(1, width))) if before else (width - 1, tuple(range(width - 1)))
    return table, {(Adding.ROWS, row[0]): row[1], (Adding.COLUMNS, column[0]): column[1]}


def among(table: Table) -> dict[tuple[Adding, int, tuple[int, ...]], GridSum]:
    return {(one.adding, one.total, one.parts): one for one in sums(table)}


@given(tables())
def test_planted_totals_are_found(planted: tuple[Table, dict[tuple[Adding, int], tuple[int, ...]]]) -> None:
    table, totals = planted
    found = among(table)
    for (adding, total), parts in totals.items():
        one = found[adding, total, parts]
        assert (one.near, one.off) == ((), ())


@given(tables(), st.data())
def test_one_wrong_cell_is_named_by_every_sum_it_stands_in(
    planted: tuple[Table, dict[tuple[Adding, int], tuple[int, ...]]], data: st.DataObject
) -> None:
    table, totals = planted
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, len(table[0]) - 1))
    table[row][column] += data.draw(AMOUNT | st.integers(-900, -1))
    found = among(table)
    for (adding, total), parts in totals.items():
        one = found[adding, total, parts]
        assert (*one.near, *one.off) == (column if adding is Adding.ROWS else row,)


@given(leaves(), st.integers(2, 4))
def test_groups_and_their_total_are_found(lines: Table, size: int) -> None:
    groups = [lines[start : start + size] for start in range(0, len(lines), size)]
    groups = [group for group in groups if len(group) > 1]
    table: Table = []
    heads = []
    for group in groups:
        heads.append(len(table))
        table += [[sum(column) for column in zip(*group, strict=True)], *group]
    found = among(table)
    for head, group in zip(heads, groups, strict=True):
        assert (Adding.ROWS, head, tuple(range(head + 1, head + 1 + len(group)))) in found
    if len(groups) > 1:
        table.append([sum(column) for column in zip(*(table[head] for head in heads), strict=True)])
        assert (Adding.ROWS, len(table) - 1, tuple(heads)) in among(table)
