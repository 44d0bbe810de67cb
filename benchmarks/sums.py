"""How well the sums of real tables are found: recall, precision and CPU.

    python -m benchmarks.sums FILE.jsonl.gz [--half even|odd] [--worst N]

or with the path in SUMS_OF_TABLES. One table a line: ``{"grid": [[null | "t" | "12.5", …], …],
"sums": [[[row, column], [[row, column], …]], …]}``, a "t" standing for any text. Counted are the sums that hold to
the last digit and are not all zero. A found sum is right when its total and parts are those of a marked one, at
once or after putting the parts of found sums in the place of their totals; precision is taken over tables that
have marked sums. No marked sum has an empty cell among its parts: the positions where a found one has (`blank`) are
counted neither as right nor as wrong.
"""

import argparse
import gzip
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from cybercrime_plan.calc.sums import GridSum, sums

Place = tuple[int, int]
Numbers = list[list[Decimal | None]]
Found = dict[Place, set[frozenset[Place]]]


class Score(NamedTuple):
    """What was found in one table."""

    number: int
    marked: int
    recalled: int
    found: int
    right: int
    cells: int
    seconds: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file", nargs="?", type=Path, default=os.environ.get("SUMS_OF_TABLES"))
    arguments.add_argument("--half", choices=["even", "odd"], help="only every second table")
    arguments.add_argument(
        "--worst", type=int, default=0, help="name the tables with most sums missed and most not marked"
    )
    options = arguments.parse_args()
    if options.file is None:
        arguments.error("name the file, or set SUMS_OF_TABLES")
    start, step = {"even": (0, 2), "odd": (1, 2), None: (0, 1)}[options.half]
    with gzip.open(options.file, "rt", encoding="utf-8") as lines:
        tables = [json.loads(line) for line in lines]
    scores = [scored(number, tables[number]) for number in range(start, len(tables), step)]
    report(scores)
    for one in sorted(scores, key=lambda score: score.recalled - score.marked)[: options.worst]:
        print(f"table {one.number}: {one.marked - one.recalled} of {one.marked} missed")
    for one in sorted(scores, key=lambda score: score.right - score.found)[: options.worst]:
        print(f"table {one.number}: {one.found - one.right} of {one.found} not marked")


def report(scores: list[Score]) -> None:
    marked = [one for one in scores if one.marked]
    recall = sum(one.recalled for one in marked) / sum(one.marked for one in marked)
    precision = sum(one.right for one in marked) / max(1, sum(one.found for one in marked))
    cpu = sorted(one.seconds * 1000 for one in scores)
    middling = [one.seconds * 1000 for one in scores if 150 <= one.cells <= 300]
    print(f"{len(scores)} tables, {sum(one.marked for one in marked)} marked sums that hold")
    print(f"recall {recall:.3f}, precision {precision:.3f}")
    print(f"CPU ms a table: mean {sum(cpu) / len(cpu):.1f}, median {cpu[len(cpu) // 2]:.1f}, most {cpu[-1]:.1f}")
    print(f"CPU ms of the {len(middling)} tables with 150 to 300 numbers: most {max(middling, default=0):.1f}")


def scored(number: int, table: dict[str, Any]) -> Score:
    grid: Numbers = [[None if cell in (None, "t") else Decimal(cell) for cell in row] for row in table["grid"]]
    begun = time.process_time()
    result = sums(grid)
    seconds = time.process_time() - begun
    marked = {
        (tuple(total), frozenset((row, column) for row, column in parts))
        for total, parts in table["sums"]
        if holds(grid, tuple(total), [(row, column) for row, column in parts])
    }
    found = by_total(grid, result)
    recalled = right = 0
    hits = set()
    for total, parts in marked:
        fitting = {candidate for candidate in found.get(total, ()) if expands(found, candidate, parts)}
        recalled += bool(fitting)
        hits |= {(total, candidate) for candidate in fitting}
    right = len(hits)
    cells = sum(cell is not None for row in grid for cell in row)
    return Score(number, len(marked), recalled, sum(map(len, found.values())), right, cells, seconds)


def holds(grid: Numbers, total: Place, parts: list[Place]) -> bool:
    """Whether a marked sum is to the last digit, and not only zeros."""
    value = grid[total[0]][total[1]]
    values = [grid[row][column] for row, column in parts]
    known = [one for one in values if one is not None]
    return value is not None and len(known) == len(values) and value == sum(known) and any((value, *known))


def by_total(grid: Numbers, result: tuple[GridSum, ...]) -> Found:
    found: Found = defaultdict(set)
    for total, parts in cells_of(result):
        filled = [place for place in parts if grid[place[0]][place[1]] is not None]
        if len(filled) > 1 and holds(grid, total, filled):
            found[total].add(frozenset(filled))
    return found


def cells_of(result: tuple[GridSum, ...]) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    for one in result:
        if not one.minus:
            yield from (one.cells(position) for position in one.holds)


def expands(found: Found, parts: frozenset[Place], target: frozenset[Place], depth: int = 6) -> bool:
    """Whether parts are the target once found totals among them are replaced by their own parts."""
    if parts == target:
        return True
    strangers = sorted(parts - target)
    return bool(strangers and depth) and any(
        expands(found, (parts - {strangers[0]}) | own, target, depth - 1) for own in found.get(strangers[0], ())
    )


if __name__ == "__main__":
    main()
