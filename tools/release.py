"""Say whether a tag may be published: `python tools/release.py v0.2.0`.

The tag, the version of the package and the newest dated section of the changelog have to name the same release.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RELEASE = re.compile(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$", flags=re.MULTILINE)


def objections(tag: str, version: str, changelog: str) -> list[str]:
    """What speaks against publishing; nothing when all three agree."""
    found = RELEASE.search(changelog)
    newest = found[1] if found else None
    said = []
    if tag != f"v{version}":
        said.append(f"the tag is {tag}, the package is {version}")
    if newest != version:
        said.append(f"the newest dated section of CHANGELOG.md is {newest}, the package is {version}")
    if not re.search(r"^## Unreleased$", changelog, flags=re.MULTILINE):
        said.append("CHANGELOG.md has no section Unreleased for what comes next")
    return said


def version_of(source: str) -> str:
    """The version that the package states."""
    found = re.search(r'^__version__ = "(.*)"$', source, flags=re.MULTILINE)
    return found[1] if found else ""


if __name__ == "__main__":
    package = (ROOT / "src" / "cybercrime_plan" / "__init__.py").read_text(encoding="utf-8")
    problems = objections(sys.argv[1], version_of(package), (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    print(*problems, sep="\n")
    sys.exit(1 if problems else 0)
