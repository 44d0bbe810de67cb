"""Print the lowest version of every dependency that pyproject.toml admits, as pins for pip.

`python tools/lowest.py` names what the program needs; `python tools/lowest.py dev` also what its tests need.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
BOUND = re.compile(r"(?P<name>[\w.-]+)>=(?P<version>[\w.]+)")


def pins(project: dict[str, Any], extras: list[str]) -> list[str]:
    """`name==version` for each requirement `name>=version`.

    Raises:
        ValueError: a requirement of the program states no lower bound.
    """
    wanted = list(project["dependencies"])
    wanted += [one for extra in extras for one in project["optional-dependencies"][extra]]
    found = [BOUND.fullmatch(one) for one in wanted]
    for one, match in zip(wanted, found, strict=True):
        if match is None:
            raise ValueError(one)
    return [f"{match['name']}=={match['version']}" for match in found if match]


if __name__ == "__main__":
    print(*pins(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"], sys.argv[1:]), sep="\n")
