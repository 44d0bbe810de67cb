"""The two real tables, figure by figure, as entries that a test can spoil one by one."""

from __future__ import annotations

from dataclasses import dataclass

from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget
from tests.budgets import Figure, budget, line


@dataclass(frozen=True)
class RealTable:
    """A table as printed: rows of figures in triệu đồng, the totals last, and the total elsewhere in đồng."""

    name: str
    rows: tuple[tuple[Figure, ...], ...]
    stated: int
    words: str | None

    def figures(self) -> dict[Loc, int]:
        """Every typed figure by its place, in the unit it is printed in."""
        *lines, totals = self.rows
        cells = {
            self._loc(row, column): figure
            for row, figures in enumerate(lines)
            for column, figure in enumerate(figures)
        }
        margins = {self._loc(None, column): figure for column, figure in enumerate(totals)}
        elsewhere: dict[Loc, Figure] = {("budget", "stated", 0, "amount"): self.stated}
        return {loc: one for loc, one in (cells | margins | elsewhere).items() if isinstance(one, int)}

    def budget(self, wrong: dict[Loc, int] | None = None) -> Budget:
        """The table with these figures instead of the printed ones."""
        wrong = wrong or {}
        rows = [
            [
                wrong.get(self._loc(row if row < len(self.rows) - 1 else None, column), figure)
                for column, figure in enumerate(figures)
            ]
            for row, figures in enumerate(self.rows)
        ]
        *lines, totals = rows
        stated = {"amount": str(wrong.get(("budget", "stated", 0, "amount"), self.stated)), "unit": "đồng"}
        if self.words:
            stated["words"] = self.words
        return budget(
            *(line(f"line-{row}", *figures) for row, figures in enumerate(lines)), totals=totals, stated=(stated,)
        )

    def _loc(self, row: int | None, column: int) -> Loc:
        is_total = column == len(self.rows[0]) - 1
        if row is None:
            return ("budget", "total") if is_total else ("budget", "totals", column)
        return ("budget", "lines", row, "total") if is_total else ("budget", "lines", row, "amounts", column)


KHANH_HOA = RealTable(
    "khanh-hoa",
    (
        (600, 600, 650, 650, 2500),
        (400, 400, 450, 450, 1700),
        ("-", "-", "-", "-", "-"),
        (150, 150, 150, 150, 600),
        (1150, 1150, 1250, 1250, 4800),
    ),
    4_800_000_000,
    None,
)
DONG_THAP = RealTable(
    "dong-thap",
    (
        (300, 200, 200, 300, 200, 1200),
        (300, 300, 300, 400, 300, 1600),
        (100, 100, 100, 3300, 100, 3700),
        (150, 100, 150, 100, 150, 650),
        (850, 700, 750, 4100, 750, 7150),
    ),
    7_150_000_000,
    "Bảy tỷ Một trăm năm mươi triệu đồng",
)
REAL_TABLES = (KHANH_HOA, DONG_THAP)
