"""What is published is one release: tag, package and changelog agree, and the contributor's hooks are our own."""

from __future__ import annotations

import pytest
import yaml

from cybercrime_plan import __version__
from tests.program import ROOT
from tools.release import objections, version_of

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_this_version_has_a_dated_section_in_the_changelog() -> None:
    source = (ROOT / "src" / "cybercrime_plan" / "__init__.py").read_text(encoding="utf-8")
    assert version_of(source) == __version__
    assert objections(f"v{__version__}", __version__, CHANGELOG) == []


@pytest.mark.parametrize(
    ("tag", "changelog", "said"),
    [
        ("v1.2.4", "## Unreleased\n\n## 1.2.3 (2026-01-02)\n", "the tag is v1.2.4, the package is 1.2.3"),
        ("v1.2.3", "## Unreleased\n\n## 1.2.2 (2026-01-02)\n", "is 1.2.2, the package is 1.2.3"),
        ("v1.2.3", "## Unreleased\n", "is None, the package is 1.2.3"),
        ("v1.2.3", "## 1.2.3 (2026-01-02)\n", "no section Unreleased"),
    ],
)
def test_what_disagrees_stops_a_release(tag: str, changelog: str, said: str) -> None:
    assert [said in one for one in objections(tag, "1.2.3", changelog)] == [True]


def test_contributors_run_the_hooks_we_offer() -> None:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    used = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    local = {hook["id"]: hook for repo in used["repos"] for hook in repo["hooks"]}
    for hook in offered:
        assert (local[hook["id"]]["entry"], local[hook["id"]]["files"]) == (hook["entry"], hook["files"])


@pytest.mark.parametrize("file", ["ISSUE_TEMPLATE/misread-annex.yml", "workflows/ci.yml", "workflows/publish.yml"])
def test_what_the_forge_reads_is_sound_yaml(file: str) -> None:
    assert yaml.safe_load((ROOT / ".github" / file).read_text(encoding="utf-8"))["name"]
