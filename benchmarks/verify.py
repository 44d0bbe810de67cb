"""`plan verify`: the shipped plans against their sources, beside loading them; then a text of 4 MiB.

    python -m benchmarks.verify FOLDER

FOLDER holds the source documents that the plans name. The aims: a plan takes 0.3 s more than loading it, a text of
4 MiB 2 s, in processor time.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import ROOT
from cybercrime_plan.calc.transcription import transcription
from cybercrime_plan.model.source_text import SourceText
from cybercrime_plan.read.load import load_plan
from cybercrime_plan.read.source import read_source

ROUNDS = 5
LARGE = 4 << 20


def seconds(work: Callable[[], object]) -> float:
    """The median of some rounds, in processor seconds."""
    taken = []
    for _round in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main(folder: Path) -> None:
    """Measure each shipped plan."""
    for file in sorted((ROOT / "plans").glob("*.yaml")):
        plan = load_plan(file)
        named = plan.document.file if plan.document else None
        if named is None:
            continue
        path = folder / named.name
        text = read_source(path, named.name).text
        large = text * (LARGE // len(text.encode()))
        loading = seconds(lambda file=file: load_plan(file))  # type: ignore[misc]
        verifying = seconds(lambda path=path, plan=plan: transcription(plan, read_source(path, path.name)))  # type: ignore[misc]
        of_4_mib = seconds(lambda large=large, plan=plan: transcription(plan, SourceText("", "", large)))  # type: ignore[misc]
        print(
            f"{file.name}: loading {loading:.3f} s, verifying {verifying:.3f} s, a text of 4 MiB {of_4_mib:.2f} s"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
