"""Work on one file after another, here or in several processes, and the answers in the order of the files.

The work is the same function wherever it runs, so the result does not depend on how many processes there are. What
it has to say meanwhile is kept with its answer, and said when its turn comes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Final, Generic, NamedTuple, TypeVar

from cybercrime_plan.cli.options import MOST_JOBS
from cybercrime_plan.cli.session import Session
from cybercrime_plan.errors import InputError, PlanError
from cybercrime_plan.findings import Complaint, Finding, Positions
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.load import Loaded, load
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.refusals import refusal

T = TypeVar("T")

PAYS: Final = 100
"""From how many files on several processes are faster than one, their start included."""


class Heard(Session):
    """The session as work on one file sees it: what it says is kept."""

    @classmethod
    def of(cls, session: Session) -> Heard:
        """That of a command, nothing said yet."""
        return cls(**session.__dict__)

    @cached_property
    def said(self) -> list[Said]:
        """What was said, in order, each with what says it once its turn comes."""
        return []

    @cached_property
    def codes(self) -> list[int]:
        """Exit codes; the worst counts."""
        return [0]

    def note(self, text: Text, *, trouble: bool = False) -> None:
        """Keep what is to be noted."""
        self.said.append(Said(text, None, "trouble" if trouble else "note"))

    def note_once(self, text: Text) -> None:
        """Keep what only the first process that meets it tells."""
        self.said.append(Said(text, None, "once"))

    def complain(self, problem: PlanError) -> None:
        """Keep why something cannot go on."""
        self.said.append(Said(problem.message, problem.hint, "complaint"))

    def worse(self, code: int) -> None:
        """Let the exit code be at least this."""
        self.codes.append(code)


class Said(NamedTuple):
    """Something that was said."""

    message: Text
    hint: Text | None
    kind: str

    def again(self, session: Session) -> None:
        """Say it to the person."""
        if self.kind == "complaint":
            session.complain(PlanError(self.message, self.hint))
        else:
            session.note(self.message, trouble=self.kind != "note")


class Answer(NamedTuple, Generic[T]):
    """What became of one file.

    Attributes:
        value: None when there is nothing more to tell than was said.
        code: the exit code it calls for.
        stop: why nothing can go on, when something that all files share is at fault.
    """

    value: T | None
    said: tuple[Said, ...]
    code: int
    stop: Said | None = None


Work = Callable[[Heard, Target, Loaded], T | None]
"""What is made of a file that was read: of a module, by function or object, so that another process has it too."""


class FileTask(Generic[T]):
    """Work on one file after another."""

    def __init__(self, work: Work[T], session: Session) -> None:
        self.work, self.session = work, session

    def __call__(self, target: Target) -> Answer[T]:
        """Read one file, and work on it."""
        return self._answer(target, lambda: load(target.read(), target.name, self.session.choices))

    def deadly(self, target: Target) -> Answer[T]:
        """Work on what can be said of a file that no process survives."""
        complaint = Complaint(
            _("the program was stopped while it read this file"),
            hint=_("have the file looked at; the others are read"),
        )
        finding = Finding(refusal("YML110"), complaint)
        return self._answer(target, lambda: Loaded(target.name, "", None, frozenset(), (finding,), Positions(), ()))

    def _answer(self, target: Target, read: Callable[[], Loaded]) -> Answer[T]:
        heard = Heard.of(self.session)
        try:
            loaded = read()
        except InputError as problem:
            heard.complain(problem)
            return Answer(None, tuple(heard.said), problem.exit_code)
        try:
            value = self.work(heard, target, loaded)
        except PlanError as problem:
            stop = Said(problem.message, problem.hint, "complaint")
            return Answer(None, tuple(heard.said), problem.exit_code, stop)
        return Answer(value, tuple(heard.said), max(heard.codes))


def answers(task: FileTask[T], targets: Sequence[Target]) -> Iterator[Answer[T]]:
    """What becomes of each file, in their order, by as many processes as the session asks for."""
    # the processors this program may use
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    jobs = task.session.jobs or (min(cores, MOST_JOBS) if len(targets) >= PAYS else 1)
    if jobs == 1 or len(targets) == 1:
        return map(task, targets)
    from cybercrime_plan.cli.crew import Crew

    return Crew(task, min(jobs, len(targets))).answers(targets)
