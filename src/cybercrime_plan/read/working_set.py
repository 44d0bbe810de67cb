"""What a command is to read: files, folders, globs, plan ids and standard input, in the order they are named.

An existing path comes first, then a plan id, then a file of a git revision (`REV:path`). One letter before a colon
is a drive of Windows.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from cybercrime_plan.errors import InputError, PlanError, UsageError, reason
from cybercrime_plan.language import _
from cybercrime_plan.model.base import shortened
from cybercrime_plan.read.files import most_bytes, read_file
from cybercrime_plan.read.office import PACKAGES
from cybercrime_plan.read.text import Tree, read_tree

if TYPE_CHECKING:
    from cybercrime_plan.read.git import Blob

SUFFIXES: Final = (".yaml", ".yml")
STDIN: Final = "-"

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
_REVISION: Final = r"[^:\s-][^:]+:[^:].*"
"""`REV:path`; one letter before the colon is a drive of Windows."""
_OPENED: Final = "~$"
"""How the name of the file begins that Word and Excel lay beside one that is open."""
HEAD: Final = 4096
"""So many bytes of a file tell what it is."""
_KIND: Final = re.compile(rb"^kind:[ \t]+[\"']?([A-Za-z_-]+)", re.MULTILINE)
_FIELD: Final = re.compile(rb"^[a-z]", re.MULTILINE)
"""The line with which a field of the plan itself begins, as nearly every file is written."""
_WHOLE: Final = r"[1-9][0-9]{0,8}"


class Surroundings(NamedTuple):
    """Where a command is called.

    Attributes:
        cwd: the folder from which relative paths count.
        plans: the folder of `--plans`, if given.
        plan_dir: the value of the variable `PLAN_DIR`, if set.
        stdin: standard input, read only when `-` is asked for.
        stdin_name: what to call it.
    """

    cwd: Path
    plans: Path | None = None
    plan_dir: str | None = None
    stdin: BinaryIO | None = None
    stdin_name: str = STDIN


class Target(NamedTuple):
    """One plan file to read, when its turn comes.

    Attributes:
        name: as shown to people.
        explicit: whether it was named by itself, not found in a folder.
        path: None for standard input.
        trouble: why there is nothing to read; the targets beside it are read all the same.
    """

    name: str
    explicit: bool
    path: Path | None
    stdin: BinaryIO | None = None
    blob: Blob | None = None
    trouble: InputError | None = None

    def head(self) -> bytes:
        """The first bytes of it, as many as the identity of a plan needs.

        Raises:
            InputError: there is no such file, or it cannot be read.
        """
        return self.read() if self.path is None else read_file(self.path, self.name, HEAD)

    @property
    def other_kind(self) -> str | None:
        """What the file says it is when it is no plan: `agencies`, `register`; None for a plan, or for no file."""
        try:
            return kind_of(self.head())
        except InputError:
            return None

    def read(self) -> bytes:
        """Its bytes; of a file that is too large, just enough to tell.

        Raises:
            InputError: there is no such file, or it cannot be read.
        """
        if self.trouble is not None:
            raise self.trouble
        if self.path is not None:
            return read_file(self.path, self.name)
        if self.blob is not None:
            return self.blob.read(most_bytes(self.name))
        return self.stdin.read(most_bytes(self.name) + 1) if self.stdin else b""


def resolve(targets: Sequence[str], around: Surroundings) -> tuple[Target, ...]:
    """The files meant by what was typed; all plans of the working set when nothing was.

    Among several words, one that means nothing is trouble when its turn comes, and no trouble of the others.

    Raises:
        UsageError: every word is an empty name, a folder or a glob without plan files, an unknown id, or an id that
            two files share.
        InputError: no file of the revision named.
    """
    if not targets:
        return tuple(_in_folder(working_folder(around), _shown(working_folder(around), around.cwd)))
    found: dict[str, Target] = {}
    every: list[Target] = []
    troubles: list[PlanError] = []
    for typed in targets:
        try:
            every += _meant(typed, around)
        except PlanError as problem:
            troubles.append(problem)
            trouble = InputError(problem.message, problem.hint)
            every.append(Target(typed, explicit=True, path=None, trouble=trouble))
    if len(troubles) == len(every):
        raise troubles[0]
    for target in every:
        file = target.name if target.path is None else _file_itself(target.path)
        if file not in found or target.explicit:
            found[file] = target
    return tuple(found.values())


def _file_itself(path: Path) -> str:
    """The one name of a file that is named through links, in capitals, or by a way round."""
    try:
        return os.path.normcase(os.path.realpath(path))
    except ValueError:  # no file can have that name; reading it says so
        return str(path)


def is_revision(typed: str) -> bool:
    """Whether a word has the form `REV:path`."""
    return re.fullmatch(_REVISION, typed) is not None


def working_folder(around: Surroundings) -> Path:
    """The folder of the working set: `--plans`, else `PLAN_DIR`, else `plans` here or above, else our own copy.

    Raises:
        UsageError: the folder asked for does not exist.
    """
    asked = around.plans or (Path(around.plan_dir) if around.plan_dir else None)
    if asked is not None:
        if not _is_dir(around.cwd / asked):
            raise UsageError(_("there is no folder {folder}", folder=str(asked)))
        return around.cwd / asked
    nearby = (folder / "plans" for folder in (around.cwd, *around.cwd.parents))
    shipped = (_PACKAGE / "plans", _PACKAGE.parent.parent / "plans")
    found = next((folder for folder in (*nearby, *shipped) if _is_dir(folder)), None)
    if found is None:
        raise UsageError(
            _("there are no plans here"), _("name a file or a folder, or give the folder with --plans")
        )
    return found


def _meant(typed: str, around: Surroundings) -> Iterable[Target]:
    """The files one word of the command line means."""
    if typed == STDIN:
        return (Target(around.stdin_name, explicit=True, path=None, stdin=around.stdin),)
    if not typed:
        raise UsageError(_("the name of a target is empty"), _("is a variable of the shell not set?"))
    if os.path.lexists(around.cwd / typed):
        return _of_path(typed, around)
    if glob.has_magic(typed):
        names = sorted(glob.glob(typed, root_dir=around.cwd, recursive=True))  # noqa: PTH207 - may lead outside
        if not names:
            raise UsageError(_("no file matches {pattern}", pattern=typed))
        return [target for name in names for target in _of_path(name, around)]
    if re.fullmatch(_ID, typed):
        return (plan_file(typed, around),)
    if is_revision(typed):
        from cybercrime_plan.read.git import blob

        return (Target(typed, explicit=True, path=None, blob=blob(typed, around.cwd)),)
    return _of_path(typed, around)


def _of_path(name: str, around: Surroundings) -> Iterable[Target]:
    path = around.cwd / name
    return _in_folder(path, name) if _is_dir(path) else (Target(name, explicit=True, path=path),)


def _in_folder(folder: Path, name: str) -> list[Target]:
    """The plan files of a folder and those below it, then the folders that could not be entered."""
    closed: list[OSError] = []
    targets = [
        Target(os.path.join(name, file.relative_to(folder)), explicit=False, path=file)  # noqa: PTH118 - keeps "./"
        for file in _once(sorted(_files_ending(SUFFIXES, folder, closed)))
    ]
    if not targets and not closed:
        files = annexes_in(folder, name)
        hint = (
            _("a file of Excel or Word is read when it is named: {file}", file=files[0])
            if files
            else _("plan files end in .yaml or .yml")
        )
        raise UsageError(_("there is no plan file in {folder}", folder=name), hint)
    for problem in closed:
        path = Path(str(problem.filename))
        shown = name if path == folder else os.path.join(name, path.relative_to(folder))  # noqa: PTH118 - keeps "./"
        trouble = InputError(_("{file} cannot be read: {reason}", file=shown, reason=reason(problem)))
        targets.append(Target(shown, explicit=True, path=None, trouble=trouble))
    return targets


def has_plans(folder: Path) -> bool:
    """Whether there is a plan file in a folder or below it."""
    return any(True for _file in _files_ending(SUFFIXES, folder, []))


def annexes_in(folder: Path, name: str) -> tuple[str, ...]:
    """The files of Excel and Word in a folder and those below it: it is read without them."""
    files = sorted(_files_ending(PACKAGES, folder, []))
    return tuple(os.path.join(name, file.relative_to(folder)) for file in files)  # noqa: PTH118 - keeps "./"


def _files_ending(suffixes: tuple[str, ...], folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Files by their endings, without those Office lays beside an open one; hidden folders are not entered."""
    for above, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            Path(above, name) for name in files if name.lower().endswith(suffixes) and not name.startswith(_OPENED)
        )


def _once(files: Sequence[Path]) -> list[Path]:
    """The files in order, without those that are only another name, a link, of one that is there."""
    met: dict[tuple[int, int], Path] = {}
    lost = set()
    for file in sorted(files, key=Path.is_symlink):
        try:
            about = file.stat()
        except OSError:
            lost.add(file)
        else:
            met.setdefault((about.st_dev, about.st_ino), file)
    kept = {*met.values(), *lost}
    return [file for file in files if file in kept]


def known_ids(around: Surroundings) -> tuple[str, ...]:
    """The ids of the plans of the working set, sorted.

    Raises:
        UsageError: there is no working set.
    """
    return tuple(sorted(_by_id(around)))


def _by_id(around: Surroundings) -> dict[str, list[Target]]:
    """The files of the working set by the id each gives itself."""
    folder = working_folder(around)
    files: dict[str, list[Target]] = {}
    for target in _in_folder(folder, _shown(folder, around.cwd)):
        try:
            head = target.head()
        except InputError:
            continue
        if len(head) > HEAD:  # the whole fields with which the file begins
            head = head[: max((field.start() for field in _FIELD.finditer(head)), default=0)]
        plan_id = _id_of(read_tree(head).tree if head else None) or _identity_inside(target)[0]
        if plan_id:
            files.setdefault(plan_id, []).append(target)
    return files


def kind_of(head: bytes) -> str | None:
    """What a file says it is, when it is no plan: `agencies`, `register`, `execution`; None for a plan."""
    found = _KIND.search(head)
    return found[1].decode() if found else None


def _id_of(tree: Tree) -> str:
    return tree["id"] if isinstance(tree, dict) and isinstance(tree.get("id"), str) else ""


def plan_file(plan_id: str, around: Surroundings) -> Target:
    """The file of the highest revision that has this id."""
    files = _by_id(around)
    if plan_id not in files:
        close = get_close_matches(plan_id, sorted(files), n=1)
        known = _("the plans here are: {ids}", ids=", ".join(sorted(files)))
        raise UsageError(
            _("there is no file and no plan called {name}", name=shortened(plan_id)),
            _("did you mean {name}?", name=close[0]) if close else known,
        )
    highest = files[plan_id]
    if len(highest) > 1:  # only then is each read to its end
        numbers = [_identity_inside(target)[1] for target in highest]
        highest = [target for target, number in zip(highest, numbers, strict=True) if number == max(numbers)]
    if len(highest) > 1:
        names = ", ".join(target.name for target in highest)
        raise UsageError(
            _("{id} is the id of several files of one revision: {files}", id=plan_id, files=names),
            _("name the file, or number the revisions"),
        )
    return Target(highest[0].name, explicit=True, path=highest[0].path)


def _identity_inside(target: Target) -> tuple[str, int]:
    """The id a file gives itself and the number of its revision; the first when it says none."""
    try:
        tree = read_tree(target.read()).tree
    except InputError:
        return "", 0
    if not _id_of(tree):
        return "", 0
    revision = tree.get("revision")
    number = revision.get("number") if isinstance(revision, dict) else None
    return _id_of(tree), int(number) if isinstance(number, str) and re.fullmatch(_WHOLE, number) else 1


def _shown(folder: Path, cwd: Path) -> str:
    return str(folder.relative_to(cwd)) if folder.is_relative_to(cwd) else str(folder)


def _is_dir(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - False, not an error, for what cannot be a path
