"""Files as a git repository remembers them, read with git's own plumbing.

Nothing is checked out and the index is only read. Only `rev-parse`, `rev-list`, `cat-file`, `ls-tree`, `ls-files`
and `diff-tree` without patches are run, which call no hook, filter or pager, and every transport is closed, so a
repository can neither run anything nor reach a network through us; an object that is not here is said to be
missing.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import Text, _

STAGED: Final = ""
"""The revision that stands for the index: what the next commit would hold."""
_SAFE: Final = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
)
_ENVIRONMENT: Final = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_OF_A_REPOSITORY: Final = frozenset(
    f"GIT_{name}"
    for name in (
        *("ALTERNATE_OBJECT_DIRECTORIES", "CEILING_DIRECTORIES", "COMMON_DIR", "CONFIG", "CONFIG_COUNT"),
        *("CONFIG_PARAMETERS", "DIR", "GRAFT_FILE", "IMPLICIT_WORK_TREE", "INDEX_FILE", "INTERNAL_SUPER_PREFIX"),
        *("NAMESPACE", "OBJECT_DIRECTORY", "PREFIX", "REPLACE_REF_BASE", "SHALLOW_FILE", "WORK_TREE"),
    )
)
"""What `git rev-parse --local-env-vars` lists, and its like."""
_MOST_NAMES: Final = 3
_LINK: Final = b"120000 "
_LONGEST_TARGET: Final = 200


class Commit(NamedTuple):
    """A commit, as far as it names a version.

    Attributes:
        date: on which it was written, where its author was.
        subject: the first line of its message.
    """

    id: str
    author: str
    date: date
    subject: str


@dataclass(frozen=True, slots=True)
class Blob:
    """A file at a revision.

    Attributes:
        folder: from which git is asked; it lies in the repository.
        revision: a commit, tag or tree as git names them; `STAGED` for the index.
        path: from the top of the repository, or from `folder` when it begins with `./`.
    """

    folder: Path
    revision: str
    path: str

    def __str__(self) -> str:
        return f"{self.revision}:{self.path}"

    def read(self, limit: int) -> bytes:
        """Its bytes; of a file larger than `limit`, just enough to tell.

        Raises:
            InputError: no git, no repository, no such revision, no such file in it, or the object is not here.
        """
        repository = _Repository(self.folder)
        repository.expect()
        if self.revision:
            self._expect_revision(repository)
        name = repository.named(f"{self.revision}:{self.path}")
        if name is None:
            where = self.revision or _("the index")
            absent = _("{revision} has no file {path}", revision=where, path=self.path)
            raise InputError(absent, self._moved(repository))
        self._expect_file(repository)
        kind = repository.ask("cat-file", "-t", name)
        if kind.returncode:
            raise self._missing(repository, name)
        if kind.stdout.strip() != b"blob":
            raise InputError(_("{file} is not a file", file=str(self)))
        return repository.blob(name, limit)

    def _expect_file(self, repository: _Repository) -> None:
        """See that git keeps a file there, and not a link to one."""
        where = ("--full-tree",) if not self.path.startswith("./") else ()
        if self.revision:
            listed = repository.ask("ls-tree", "-z", *where, self.revision, "--", self.path)
        else:
            listed = repository.ask("ls-files", "--stage", "-z", "--", self.path)
        if listed.stdout.startswith(_LINK):
            target = repository.ask("cat-file", "blob", f"{self.revision}:{self.path}").stdout
            raise InputError(
                _("{file} is a link, and git keeps only where it leads", file=str(self)),
                _("name the file it leads to: {target}", target=_text(target)[:_LONGEST_TARGET]),
            )

    def files(self, suffixes: tuple[str, ...]) -> list[Blob] | None:
        """The files with these endings in the folder it names and below, sorted; None when it names no folder.

        Raises:
            InputError: no git, no repository, or no such revision.
        """
        repository = _Repository(self.folder)
        repository.expect()
        path = self.path.rstrip("/")
        listed = self._listed(repository, path)
        if listed is None:
            return None
        names = (os.fsdecode(line.partition(b"\t")[2]) for line in listed if line and not line.startswith(_LINK))
        wanted = (name for name in names if name.lower().endswith(suffixes))
        shown = [name for name in wanted if not any(part.startswith(".") for part in PurePosixPath(name).parts)]
        return [Blob(self.folder, self.revision, f"{path}/{name}") for name in sorted(shown)]

    def _listed(self, repository: _Repository, path: str) -> list[bytes] | None:
        """What git keeps below a folder, each behind its kind and a TAB, by its name from there."""
        if self.revision:
            self._expect_revision(repository)
            tree = f"{self.revision}:{path}"
            if repository.ask("cat-file", "-t", tree).stdout.strip() != b"tree":
                return None
            return repository.ask("ls-tree", "-r", "-z", "--full-tree", tree).stdout.split(b"\0")
        inside = _Repository(self.folder / path)
        return inside.ask("ls-files", "--stage", "-z").stdout.split(b"\0")

    def beside(self, name: str) -> Blob:
        """What would have that name in the same folder."""
        return replace(self, path=f"{self.path.rpartition('/')[0]}/{name}" if "/" in self.path else name)

    def exists(self) -> bool:
        """Whether git keeps it; False for what it cannot be asked about."""
        return _Repository(self.folder).named(f"{self.revision}:{self.path}") is not None

    def commit(self) -> Commit | None:
        """The commit the revision names; None for the index, and for a tree without one."""
        repository = _Repository(self.folder)
        name = repository.named(f"{self.revision}^{{commit}}") if self.revision else None
        if name is None:
            return None
        head, _blank, message = repository.ask("cat-file", "commit", name).stdout.partition(b"\n\n")
        signed = re.search(r"^author (.*?) <[^>]*> (-?\d+) ([+-])(\d\d)(\d\d)$", _text(head), re.MULTILINE)
        if signed is None:
            return None
        author, seconds, sign, hours, minutes = signed.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
        day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds)) + offset).date()
        return Commit(name, author, day, _text(message).strip().partition("\n")[0])

    def _expect_revision(self, repository: _Repository) -> None:
        bad = self.revision.startswith("-") or "\0" in self.revision
        if bad or repository.named(f"{self.revision}^{{tree}}") is None:
            hint = None
            if repository.is_shallow:
                hint = _("this is a shallow clone; with a network: git fetch --unshallow")
            raise InputError(_("there is no revision {revision} here", revision=self.revision), hint)

    def _moved(self, repository: _Repository) -> Text:
        """Where it may have been: plan files of the revision that are no longer there now."""
        listed = repository.ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", self.revision or "HEAD")
        top = Path(os.fsdecode(repository.ask("rev-parse", "--show-toplevel").stdout).strip())
        names = [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name.endswith((b".yaml", b".yml"))]
        gone = [f"{self.revision}:{name}" for name in names if not (top / name).exists()]
        if gone and self.revision:
            return _("was it renamed? then name it: {names}", names=", ".join(gone[:_MOST_NAMES]))
        return _("a path counts from the top of the repository; write ./{path} for this folder", path=self.path)

    def _missing(self, repository: _Repository, name: str) -> InputError:
        if repository.is_partial:
            hint = _("this is a partial clone; with a network: git cat-file -e {object}", object=name)
        elif repository.is_shallow:
            hint = _("this is a shallow clone; with a network: git fetch --unshallow")
        else:
            hint = _("the repository is damaged; see: git fsck")
        return InputError(_("{file} is not in this copy of the repository", file=str(self)), hint)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def blob(typed: str, cwd: Path) -> Blob:
    """`REV:path` as a blob, the path from the top of the repository unless it begins with `./`."""
    revision, _colon, path = typed.partition(":")
    return Blob(cwd, revision, path.replace("\\", "/"))


def blob_of(file: Path, revision: str) -> Blob:
    """An existing file as it was at a revision, or as it is staged (`STAGED`)."""
    return Blob(file.parent, revision, f"./{PurePosixPath(file.name)}")


def history_of(file: Path, most: int) -> list[Blob]:
    """A file at every commit that changed it, the latest first, at most so many; under its earlier names too.

    Raises:
        InputError: no git, or no repository.
    """
    repository = _Repository(file.parent)
    repository.expect()
    top = _Repository(Path(os.fsdecode(repository.ask("rev-parse", "--show-toplevel").stdout).strip()))
    path = os.fsdecode(repository.ask("rev-parse", "--show-prefix").stdout).strip("\n") + file.name
    found: list[Blob] = []
    start: str | None = "HEAD"
    while start is not None and len(found) < most:
        asked = top.ask("rev-list", f"--max-count={most - len(found)}", start, "--", path)
        commits = [commit.decode() for commit in asked.stdout.split()]
        found += [Blob(file.parent, commit, path) for commit in commits]
        before = top.renamed_from(commits[-1], path) if commits else None
        start, path = (f"{commits[-1]}^", before) if before is not None else (None, path)
    return found


@cache
def _program(path: str) -> str | None:
    """The full path of git, looked up once among the folders of `PATH` and never in the current one.

    Windows looks into the current folder first, so that a `git.exe` lying beside a plan would be run.
    """
    for folder in path.split(os.pathsep):
        found = Path(folder, "git.exe" if os.name == "nt" else "git")
        if Path(folder).is_absolute() and os.path.realpath(folder) != str(Path.cwd()) and os.access(found, os.X_OK):
            return str(found)
    return None


@dataclass(frozen=True, slots=True)
class _Repository:
    """The repository around a folder."""

    folder: Path

    def expect(self) -> None:
        if _program(os.environ.get("PATH", "")) is None:
            raise InputError(_("git is not installed, so no revision can be read"))
        asked = self.ask("rev-parse", "--git-dir")
        if asked.returncode:
            words = asked.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            hint = (
                _("versions are kept by git; to compare two files name both: plan diff A B")
                if "not a git repository" in words
                else _("git says: {words}", words=words)
            )
            raise InputError(
                _("{folder} is not in a git repository that can be read", folder=str(self.folder)), hint
            )

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Ask git; what it answers is judged by the caller."""
        program = _program(os.environ.get("PATH", "")) or ""
        return subprocess.run(  # noqa: S603 - fixed verbs, no shell; a revision never begins with a dash
            [program, *_SAFE, "-C", str(self.folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            # a hook of git runs with variables set that name another repository
            env={name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY} | _ENVIRONMENT,
            check=False,
        )

    def named(self, what: str) -> str | None:
        """The object that is meant; None where there is none."""
        found = self.ask("rev-parse", "--verify", "--quiet", what)
        return None if found.returncode else found.stdout.decode().strip()

    def renamed_from(self, commit: str, path: str) -> str | None:
        """The name a file had before that commit, when the commit renamed it."""
        options = ("-r", "-z", "--no-commit-id", "--no-ext-diff", "--no-textconv", "--find-renames")
        told = self.ask("diff-tree", *options, "--diff-filter=R", "--name-status", commit).stdout.split(b"\0")
        pairs = zip(told[1::3], told[2::3], strict=False)
        return next((os.fsdecode(old) for old, new in pairs if os.fsdecode(new) == path), None)

    def blob(self, name: str, limit: int) -> bytes:
        """At most `limit` + 1 bytes of an object that is here."""
        size = int(self.ask("cat-file", "-s", name).stdout)
        if size > limit:
            return bytes(limit + 1)
        return self.ask("cat-file", "blob", name).stdout

    @property
    def is_shallow(self) -> bool:
        return self.ask("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    @property
    def is_partial(self) -> bool:
        return bool(self.ask("config", "--get-regexp", r"^remote\..*\.promisor$").stdout.strip())
