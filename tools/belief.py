"""How far the rules deserve belief: what they find in plans of other kinds, against what an officer would say.

    python tools/belief.py

The plans in `tests/bench/plans/` are invented, of other levels and subjects than the two that are shipped. Beside
them `judged.txt` has a line for each finding an officer would agree with (`agreed`), or at least talk about
(`arguable`). What is found and not in it is false; what is in it and not found is missed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cybercrime_plan.read.load import load
from cybercrime_plan.rules.run import check

BENCH = Path(__file__).resolve().parent.parent / "tests" / "bench"
AS_OF = date(2025, 6, 1)
AGREED, ARGUABLE, FALSE, MISSED = "agreed", "arguable", "false", "missed"


class Judged(NamedTuple):
    """A finding of the bench and what an officer says of it."""

    plan: str
    code: str
    path: str
    severity: str
    verdict: str


def judged() -> tuple[Judged, ...]:
    """Every finding of the bench with its verdict, and what was missed."""
    said = dict(_lines())
    told = tuple(Judged(*one, said.get(one[:3], FALSE)) for one in _found())
    found = {one[:3] for one in told}
    missed = (Judged(*key, "", MISSED) for key in said if key not in found)
    return (*told, *missed)


def _lines() -> Iterator[tuple[tuple[str, str, str], str]]:
    for line in (BENCH / "judged.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            verdict, plan, code, path = line.split(maxsplit=3)
            yield (plan, code, path), verdict


def _found() -> Iterator[tuple[str, str, str, str]]:
    for file in sorted((BENCH / "plans").glob("*.yaml")):
        loaded = load(file.read_bytes(), file.name)
        if loaded.plan is None or loaded.findings:
            raise ValueError(file.name, [str(one.complaint.message) for one in loaded.findings])
        for one in check(loaded.plan, as_of=AS_OF, positions=loaded.positions):
            yield file.stem, one.rule.code, one.complaint.path, one.rule.severity.value


_HEAD = """\
## Trên các kế hoạch khác · On other people's plans

{count} kế hoạch mô phỏng của cấp bộ, tỉnh, huyện, xã về các lĩnh vực khác; từng phát hiện được đối chiếu với ý kiến
mà một cán bộ có thể nêu. In lại bằng `python tools/belief.py`.

{count} invented plans of ministries, provinces, districts and communes about other subjects, each finding held
against what an officer would say. Printed by `python tools/belief.py`.

| quy tắc · rule | nêu · fired | đồng ý · agreed | có thể bàn · arguable | sai · false | sót · missed |
|---|--:|--:|--:|--:|--:|"""


def shares() -> str:
    """The table of the guide: for each rule that spoke, how often and how justly."""
    every = judged()
    counts = Counter((one.code, one.verdict) for one in every)
    lines = [_HEAD.format(count=len({one.plan for one in every}))]
    for code in sorted({one.code for one in every}):
        row = [counts[code, verdict] for verdict in (AGREED, ARGUABLE, FALSE, MISSED)]
        lines.append(f"| {code} | {sum(row[:3])} | {' | '.join(map(str, row))} |")
    row = [sum(one.verdict == verdict for one in every) for verdict in (AGREED, ARGUABLE, FALSE, MISSED)]
    fired = sum(row[:3])
    lines.append(f"| **∑** | {fired} | {' | '.join(map(str, row))} |")
    share = 100 * (row[0] + row[1]) // fired
    lines += ["", f"Đồng ý hoặc có thể bàn · agreed or arguable: {share}%."]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the table, then what is false or missed."""
    print(shares())
    for one in judged():
        if one.verdict in {FALSE, MISSED}:
            print(one.verdict, *one[:4])
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(BENCH.parent.parent))
    raise SystemExit(main())
