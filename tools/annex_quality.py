"""How well annexes are understood: what comes of every layout of tests/annexes.

python tools/annex_quality.py            what came of each, and the count
python tools/annex_quality.py --write    write the count into docs/annexes.md and docs/annexes.vi.md
python tools/annex_quality.py --slips    plant a slip in every figure: which stay silent or turn the reading
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.annexes.quality import State, Verdict, badly_told, verdicts  # noqa: E402

PAGES = (ROOT / "docs" / "annexes.md", ROOT / "docs" / "annexes.vi.md")
COUNT = re.compile(r"(?<=<!-- quality -->\n).*?(?=\n<!-- /quality -->)", re.DOTALL)
ORDER = (State.UNDERSTOOD, State.PARTLY, State.ASKED, State.REFUSED, State.WRONG)
HEADS = {
    "annexes.md": ("layouts", "understood", "in part, the rest named", "asked", "refused", "wrong"),
    "annexes.vi.md": ("mẫu bảng", "đọc đúng", "đọc một phần, phần còn lại có nêu", "hỏi lại", "từ chối", "đọc sai"),
}


def main(arguments: Sequence[str]) -> int:
    """Print, and write or plant slips where asked to; the number of wrong readings and silent slips."""
    with tempfile.TemporaryDirectory() as folder:
        found = verdicts(Path(folder))
        for verdict in found:
            why = verdict.why.splitlines()[0].replace(folder, "") if verdict.why else ""
            print(f"{verdict.state.value:11}{verdict.layout.name:32}{why}")
        counts = counted(found)
        print(", ".join(f"{state.value} {counts[state]}" for state in ORDER), f"of {len(found)}")
        quiet = badly_told(found, Path(folder)) if "--slips" in arguments else []
    for slip in quiet:
        print(slip)
    if "--write" in arguments:
        for page in PAGES:
            page.write_text(COUNT.sub(table(page.name, found), page.read_text("utf-8")), "utf-8")
    return counts[State.WRONG] + len(quiet)


def counted(found: Sequence[Verdict]) -> Counter[State]:
    """How many layouts came to each state."""
    return Counter(verdict.state for verdict in found)


def table(page: str, found: Sequence[Verdict]) -> str:
    """The count as a table of one row."""
    heads = HEADS[page]
    counts = counted(found)
    cells = [len(found), *(counts[state] for state in ORDER)]
    return "\n".join(
        (
            f"| {' | '.join(heads)} |",
            f"|{'---|' * len(heads)}",
            f"| {' | '.join(map(str, cells))} |",
        )
    )


def written(page: Path) -> dict[State, int]:
    """The count that stands on a page."""
    match = COUNT.search(page.read_text("utf-8"))
    if match is None:
        raise ValueError(page.name)
    numbers = [int(cell) for cell in match[0].splitlines()[-1].strip("| ").split(" | ")]
    return dict(zip(ORDER, numbers[1:], strict=True))


if __name__ == "__main__":
    raise SystemExit(bool(main(sys.argv[1:])))
