"""Write the docs that come from the code: the list of the rules, and the reference of the command line.

    python tools/docs.py

With `--check` it writes nothing and exits 1 when a committed page is not what it would write.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cybercrime_plan.calc.diff.comparison import CLASSES
from cybercrime_plan.cli.reference import reference
from cybercrime_plan.cli.rules import all_rules
from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.render.rules import class_document, index

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> dict[Path, str]:
    """Every generated page by its file."""
    from tools import audit_example, belief

    changes = class_document(CLASSES.values())
    return {
        DOCS / "changes.md": changes,
        DOCS / "cli.md": reference(ENGLISH),
        DOCS / "cli.vi.md": reference(VIETNAMESE),
        DOCS / "rules" / "README.md": f"{index(all_rules())}\n{belief.shares()}",
        **audit_example.pages(),
    }


def stale() -> list[Path]:
    """The pages that are not what the code says now."""
    return [file for file, text in pages().items() if not file.exists() or file.read_text(encoding="utf-8") != text]


def main() -> int:
    """Write, or with --check compare."""
    if "--check" in sys.argv[1:]:
        for file in stale():
            print(f"out of date: {file.relative_to(DOCS.parent)}")
        return 1 if stale() else 0
    for file, text in pages().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(DOCS.parent))  # run as a script, so that its neighbours are found
    raise SystemExit(main())
