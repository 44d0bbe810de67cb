"""Cannot go on: the few exceptions of the program, each with its exit code."""

from __future__ import annotations

from typing import ClassVar

from cybercrime_plan.language import Text, _


class PlanError(Exception):
    """The work cannot go on; `message` says why and `hint` what to do.

    What is wrong *inside* a plan is a finding, which is returned, not raised.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: Text, hint: Text | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint


class UsageError(PlanError):
    """The request itself makes no sense: an unknown id, two formats at once."""


class InputError(PlanError):
    """A file cannot be read: missing, a directory, too large, not permitted."""

    def of(self, file: str) -> InputError:
        """The same, saying which file it is about."""
        return InputError(_("{file}: {problem}", file=file, problem=self.message), self.hint)


class OutputError(PlanError):
    """The result could not be written; an earlier file of that name is intact."""

    exit_code: ClassVar[int] = 3
