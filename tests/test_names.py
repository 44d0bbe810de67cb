"""One word for one thing: no class of the package shares its name with another."""

import ast
from collections import defaultdict
from pathlib import Path

import cybercrime_plan

PACKAGE = Path(cybercrime_plan.__file__).parent


def test_no_class_name_means_two_things() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].add(path.relative_to(PACKAGE).as_posix())
    assert {name: sorted(files) for name, files in places.items() if len(files) > 1} == {}
