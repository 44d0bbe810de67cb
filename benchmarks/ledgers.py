"""The sums of many plans, written for other programs that check sums: beancount and hledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Cell, Money
from cybercrime_plan.read.load import load_plan

ROOT = Path(__file__).resolve().parent.parent
PLANS = tuple(sorted((ROOT / "plans").glob("*.yaml")))


def many_plans(folder: Path, count: int) -> int:
    """Write `count` copies of the two plans, each under an id of its own; the bytes written."""
    folder.mkdir(parents=True)
    size = 0
    for number in range(count):
        source = PLANS[number % len(PLANS)].read_text(encoding="utf-8")
        plan_id = next(line for line in source.splitlines() if line.startswith("id: "))
        data = source.replace(plan_id, f"{plan_id}-{number}", 1).encode()
        (folder / f"plan-{number:05}.yaml").write_bytes(data)
        size += len(data)
    return size


def budgets_only(folder: Path, count: int) -> None:
    """The same sums as plan files that hold nothing else."""
    folder.mkdir(parents=True)
    for number, budget in _budgets(count):
        lines = [f"format: 1\nid: p-{number}\nbudget:\n  unit: đồng\n  years: [{_row(budget.years)}]\n  lines:"]
        for line in budget.lines:
            amounts = _row(map(_cell, line.amounts or ()))
            lines += [f"    - {{id: {line.id}, name: {line.id}, amounts: [{amounts}], total: {_cell(line.total)}}}"]
        lines += [f"  totals: [{_row(map(_cell, budget.totals or ()))}]", f"  total: {_cell(budget.total)}\n"]
        (folder / f"plan-{number:05}.yaml").write_text("\n".join(lines), encoding="utf-8")


def _row(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _cell(value: Cell) -> str:
    return str(value.dong) if isinstance(value, Money) else "null" if value is None else '"-"'


def _budgets(count: int) -> Iterator[tuple[int, Budget]]:
    budgets = [plan.budget for plan in map(load_plan, PLANS) if plan.budget]
    return ((number, budgets[number % len(budgets)]) for number in range(count))


def _amounts(budget: Budget) -> Iterator[tuple[str, int, int]]:
    for line in budget.lines:
        for year, cell in zip(budget.years, line.amounts or (), strict=False):
            if isinstance(cell, Money):
                yield line.id, year, cell.dong


def _totals(budget: Budget) -> Iterator[tuple[str, int]]:
    """Account below the plan, and the printed total of it: every line, every year, the whole."""
    for line in budget.lines:
        if isinstance(line.total, Money):
            yield f"Lines:{line.id.title()}", line.total.dong
    for year, cell in zip(budget.years, budget.totals or (), strict=False):
        if isinstance(cell, Money):
            yield f"Years:Y{year}", cell.dong
    if isinstance(budget.total, Money):
        yield "Lines", budget.total.dong


def beancount(file: Path, count: int) -> None:
    """A ledger that posts every amount by line and by year and asserts every printed total."""
    lines = ["2020-01-01 open Equity:Given"]
    for number, budget in _budgets(count):
        top = f"Assets:P{number}"
        lines += [f"2020-01-01 open {top}:Lines", f"2020-01-01 open {top}:Years"]
        for line, year, dong in _amounts(budget):
            by_line, by_year = f"{top}:Lines:{line.title()}:Y{year}", f"{top}:Years:Y{year}:{line.title()}"
            lines += [f"2020-01-01 open {account}" for account in (by_line, by_year)]
            lines += [
                f'2021-01-01 * "{year}"',
                f"  {by_line}  {dong} VND",
                f"  {by_year}  {dong} VND",
                "  Equity:Given",
            ]
        parents = {account for account, _ in _totals(budget)} - {"Lines"}
        lines += [f"2020-01-01 open {top}:{account}" for account in sorted(parents)]
        lines += [f"2022-01-01 balance {top}:{account}  {dong} VND" for account, dong in _totals(budget)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def hledger(file: Path, count: int) -> None:
    """The same as a journal, with inclusive balance assertions (`=*`)."""
    lines: list[str] = []
    for number, budget in _budgets(count):
        top = f"p{number}"
        for line, year, dong in _amounts(budget):
            lines += ["2021-01-01 amount", f"  {top}:Lines:{line.title()}:Y{year}  {dong} VND"]
            lines += [f"  {top}:Years:Y{year}:{line.title()}  {dong} VND", "  given", ""]
        lines += ["2022-01-01 totals"]
        lines += [f"  {top}:{account}  0 VND =* {dong} VND" for account, dong in _totals(budget)]
        lines += [""]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
