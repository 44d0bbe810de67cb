"""Files of a git repository, read from real repositories that the tests make."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cybercrime_plan.errors import InputError
from cybercrime_plan.read.git import STAGED, Blob, blob, blob_of
from tests.program import plan
from tests.readers import reader

FIRST, SECOND, THIRD = (f"format: 1\nid: a\ntitle: Bản {n}\ntasks: []\n".encode() for n in (1, 2, 3))
LIMIT = 1000


def git(folder: Path, *arguments: str) -> str:
    """Run the real git, without anybody's configuration."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.vn",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.vn",
    }
    done = subprocess.run([reader("git"), *arguments], cwd=folder, env=env, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of `kế hoạch/đồng tháp.yaml`; a third content staged, the working tree as staged."""
    root = tmp_path / "kho dữ liệu"
    (root / "kế hoạch").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    for content in (FIRST, SECOND):
        file(root).write_bytes(content)
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "x")
    file(root).write_bytes(THIRD)
    git(root, "add", "-A")
    return root


def file(root: Path) -> Path:
    """The plan file of the repository."""
    return root / "kế hoạch" / "đồng tháp.yaml"


def test_a_revision_is_named_by_its_commit(repository: Path) -> None:
    commit = blob_of(file(repository), "HEAD~1").commit()
    assert commit is not None
    assert commit.id == git(repository, "rev-parse", "HEAD~1")
    assert (commit.author, commit.subject) == ("a", "x")
    assert commit.date.isoformat() == git(repository, "log", "-1", "--format=%ad", "--date=short", "HEAD~1")
    assert blob_of(file(repository), STAGED).commit() is None


def test_a_file_is_read_at_every_revision_and_as_staged(repository: Path) -> None:
    assert blob_of(file(repository), "HEAD~1").read(LIMIT) == FIRST
    assert blob_of(file(repository), "HEAD").read(LIMIT) == SECOND
    assert blob_of(file(repository), "main").read(LIMIT) == SECOND
    assert blob_of(file(repository), STAGED).read(LIMIT) == THIRD


def test_a_path_counts_from_the_top_unless_it_begins_with_a_dot(repository: Path) -> None:
    inside = repository / "kế hoạch"
    assert blob("HEAD:kế hoạch/đồng tháp.yaml", inside).read(LIMIT) == SECOND
    assert blob("HEAD:kế hoạch\\đồng tháp.yaml", inside).read(LIMIT) == SECOND
    assert blob("HEAD:./đồng tháp.yaml", inside).read(LIMIT) == SECOND


def test_nothing_is_checked_out_and_the_index_stays_as_it_was(repository: Path) -> None:
    index = repository / ".git" / "index"
    status = git(repository, "status", "--porcelain")
    before = (index.read_bytes(), index.stat().st_mtime_ns)
    blob_of(file(repository), "HEAD~1").read(LIMIT)
    blob_of(file(repository), STAGED).read(LIMIT)
    assert (index.read_bytes(), index.stat().st_mtime_ns) == before
    assert git(repository, "status", "--porcelain") == status
    assert file(repository).read_bytes() == THIRD


@pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")
def test_nothing_of_the_repositorys_configuration_or_hooks_is_run(repository: Path) -> None:
    trap = repository / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{repository}/sprung'\n", encoding="utf-8")
    trap.chmod(0o755)
    for hook in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        target = repository / ".git" / "hooks" / hook
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(trap.read_bytes())
        target.chmod(0o755)
    (repository / ".gitattributes").write_text("*.yaml diff=trap filter=trap\n", encoding="utf-8")
    for name in ("diff.trap.textconv", "filter.trap.smudge", "core.fsmonitor", "core.pager", "core.sshCommand"):
        git(repository, "config", name, str(trap))
    git(repository, "config", "alias.cat-file", f"!{trap}")
    assert blob_of(file(repository), "HEAD").read(LIMIT) == SECOND
    with pytest.raises(InputError):
        blob("HEAD:absent.yaml", repository).read(LIMIT)
    assert not (repository / "sprung").exists()


def test_the_repository_a_hook_runs_for_does_not_stand_in_for_the_files_own(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "khác"
    other.mkdir()
    git(other, "init", "-q", "-b", "main")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert blob_of(file(repository), "HEAD").read(LIMIT) == SECOND
    assert blob_of(file(repository), STAGED).read(LIMIT) == THIRD


def test_a_renamed_file_is_said_to_be_absent_with_the_names_that_went(repository: Path) -> None:
    git(repository, "mv", "kế hoạch/đồng tháp.yaml", "kế hoạch/dt.yaml")
    with pytest.raises(InputError) as caught:
        blob_of(repository / "kế hoạch" / "dt.yaml", "HEAD").read(LIMIT)
    assert "HEAD:kế hoạch/đồng tháp.yaml" in str(caught.value.hint)


@pytest.mark.parametrize("revision", ["no-such", "-n", "--help", "HEAD~99", "HEAD:x", "\0", "@{u}"])
def test_an_unknown_revision_is_an_error_of_words(repository: Path, revision: str) -> None:
    with pytest.raises(InputError):
        Blob(repository, revision, "x.yaml").read(LIMIT)


def test_a_shallow_clone_says_which_fetch_is_needed(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    with pytest.raises(InputError) as caught:
        blob_of(file(tmp_path / "shallow"), "HEAD~1").read(LIMIT)
    assert "git fetch --unshallow" in str(caught.value.hint)


def test_a_partial_clone_fetches_nothing_and_says_what_is_missing(repository: Path, tmp_path: Path) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", repository.as_uri(), "partial")
    with pytest.raises(InputError) as caught:
        Blob(tmp_path / "partial", "HEAD", "kế hoạch/đồng tháp.yaml").read(LIMIT)
    assert "partial clone" in str(caught.value.hint)


def test_a_missing_object_is_damage(repository: Path) -> None:
    name = git(repository, "rev-parse", "HEAD:kế hoạch/đồng tháp.yaml")
    lost = repository / ".git" / "objects" / name[:2] / name[2:]
    lost.chmod(0o644)
    lost.unlink()
    with pytest.raises(InputError) as caught:
        blob_of(file(repository), "HEAD").read(LIMIT)
    assert "git fsck" in str(caught.value.hint)


def test_a_worktree_and_a_subfolder_are_as_good_as_the_top(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "-q", str(tmp_path / "bản khác"), "HEAD~1")
    assert blob_of(file(tmp_path / "bản khác"), "HEAD").read(LIMIT) == FIRST


def test_outside_a_repository_git_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not in a git repository"):
        blob("HEAD:x.yaml", tmp_path).read(LIMIT)


def test_a_folder_is_no_file_and_a_large_file_is_told_from_its_size(repository: Path) -> None:
    with pytest.raises(InputError, match="not a file"):
        blob("HEAD:kế hoạch", repository).read(LIMIT)
    assert len(blob_of(file(repository), "HEAD").read(10)) == 11


def test_a_revision_is_a_target_of_every_command(repository: Path) -> None:
    ran = plan("show", "HEAD~1:kế hoạch/đồng tháp.yaml", cwd=repository)
    assert ran.code == 2
    assert "HEAD~1:kế hoạch/đồng tháp.yaml" in ran.err
