"""Of many plans only a few are ever held, whatever is asked and however it is written."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from pathlib import Path
from unittest import mock

import pytest

from cybercrime_plan.cli import jobs, spool, targets
from cybercrime_plan.cli.spool import KEPT
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import Loaded, load
from tests.program import plan

COUNT = KEPT + 40
WRITTEN = ("text", "csv", "tsv", "json")
"""The formats that every command writes as it goes, or goes over twice."""
CHECKS = ("check", "budget check")
LISTS = ("list", "tasks", "deadline list", "agencies")
NARROWED = ("tasks --agency so", "tasks --by agency", "deadline list --within 0d", "deadline next --agency so")
ARRIVED = "deadline next --register {folder}/so.csv"
COMMANDS = [
    *((command, kind) for command in CHECKS for kind in (*WRITTEN, "github", "sarif", "html")),
    *((command, kind) for command in LISTS for kind in (*WRITTEN, "html")),
    *((command, "text") for command in NARROWED),
    *((ARRIVED, kind) for kind in WRITTEN),
    *(("export", kind) for kind in ("csv", "tsv", "jsonl")),
]
HEADS = "plan,report,occurrence,agency,number,dated,received"
DUTIES = """\
period: {from: 2025, to: 2027}
agencies:
  - {id: so, name: Sở Tư pháp}
tasks:
  - {id: t1, at: II.1, agencies: [so], role: assigned, summary: Tuyên truyền}
  - {id: t2, at: II.2, agencies: [so], role: requested, summary: Kiểm tra, timing: hằng năm}
reports:
  - {id: r1, title: Báo cáo, kind: periodic, bound: by, rule: {freq: monthly, bymonthday: 15}, from_whom: [so]}
  - {id: r2, title: Báo cáo đột xuất, kind: ad_hoc, timing: khi có yêu cầu, from_whom: [so]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many small plans, every third of them with a wrong sum."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(COUNT):
        table = f"  lines: [{{id: a, name: A, amounts: [1, 2], total: {3 + (number % 3 == 0)}}}]\n"
        (folder / f"{number:03}.yaml").write_text(
            f"format: 1\nid: p-{number}\nbudget:\n  unit: đồng\n  years: [2025, 2026]\n{table}{DUTIES}",
            encoding="utf-8",
        )
    rows = (
        f"p-{number},r1,2026-{month:02},so,{month}/BC,,2026-{month:02}-10" for number in (0, 5) for month in (1, 2)
    )
    (folder / "so.csv").write_text(f"{HEADS}\n" + "\n".join(rows), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("command", "kind"), COMMANDS)
def test_a_plan_is_forgotten_before_many_more_are_read(folder: Path, command: str, kind: str) -> None:
    met: list[weakref.ref[Plan]] = []
    held: list[int] = []

    def watched(*arguments: object) -> Loaded:
        loaded = load(*arguments)  # type: ignore[arg-type]
        assert loaded.plan is not None
        met.append(weakref.ref(loaded.plan))
        held.append(sum(one() is not None for one in met))
        return loaded

    gc.collect()
    with mock.patch.object(targets, "load", watched), mock.patch.object(jobs, "load", watched):
        ran = plan(*command.format(folder=folder).split(), str(folder), "-f", kind)
    assert ran.code in {0, 1}
    assert ran.out
    assert len(met) == COUNT
    assert max(held) <= 3


@pytest.mark.parametrize("kind", [*WRITTEN, "html", "markdown", "github", "sarif"])
def test_many_plans_are_reported_as_few_are(folder: Path, kind: str) -> None:
    """What is written from disk is what would be written from memory."""
    with mock.patch("cybercrime_plan.cli.check.Spool", tuple):
        kept = plan("check", str(folder), "-f", kind, "--as-of", "2026-06-01")
    assert plan("check", str(folder), "-f", kind, "--as-of", "2026-06-01") == kept
    assert kept.code == 1


@pytest.mark.parametrize(
    ("command", "kind"),
    [("tasks", "text"), ("deadline list", "csv"), ("deadline list --past", "text"), ("deadline next", "json")],
)
def test_many_more_plans_take_hardly_more_memory(tmp_path: Path, command: str, kind: str) -> None:
    def peak(count: int) -> int:
        some = tmp_path / str(count)
        some.mkdir(exist_ok=True)
        for number in range(count):
            (some / f"{number:03}.yaml").write_text(f"format: 1\nid: p-{number}\n{DUTIES}", encoding="utf-8")
        gc.collect()
        tracemalloc.start()
        try:
            with mock.patch.object(spool, "RUN", 256), mock.patch.object(spool, "BLOCK", 4):
                ran = plan(*command.split(), str(some), "-f", kind, "-o", str(tmp_path / f"{count}.x"))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            assert ran.code == 0, ran.err

    peak(2)  # what is loaded but once
    # what else the process allocates meanwhile is counted too, but not twice; a plan that is kept is so each time
    few, many = peak(KEPT), min(peak(3 * KEPT), peak(3 * KEPT))
    # where a plan was kept, each took 30,000 bytes and more; tuples that Python keeps for reuse are counted too
    assert many - few < 2 * KEPT * 10_000
