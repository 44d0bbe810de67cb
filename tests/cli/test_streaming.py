"""Of many plans only a few are ever held, whatever is asked and however it is written."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from unittest import mock

import pytest

from cybercrime_plan.cli import jobs, targets
from cybercrime_plan.cli.spool import KEPT
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import Loaded, load
from tests.program import plan

COUNT = KEPT + 40
WRITTEN = ("text", "csv", "tsv", "json")
"""The formats that every command writes as it goes, or goes over twice."""
CHECKS, LISTS = ("check", "budget check"), ("list", "tasks", "tasks --agency so", "tasks --by agency")
COMMANDS = [
    *((command, kind) for command in CHECKS for kind in (*WRITTEN, "github", "sarif", "html")),
    *((command, kind) for command in LISTS for kind in (*WRITTEN, "html")),
    *(("export", kind) for kind in ("csv", "tsv", "jsonl")),
]
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
        ran = plan(*command.split(), str(folder), "-f", kind)
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
