"""Print the Nth shell block of the README: `python tools/readme_block.py 2`. What it promises is what is run."""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def shell_blocks(markdown: str) -> list[str]:
    """The contents of every ```sh block, in order."""
    return re.findall(r"^```sh\n(.*?)^```$", markdown, flags=re.MULTILINE | re.DOTALL)


if __name__ == "__main__":
    sys.stdout.write(shell_blocks(README.read_text(encoding="utf-8"))[int(sys.argv[1]) - 1])
