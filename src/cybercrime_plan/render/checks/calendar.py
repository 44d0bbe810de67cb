"""A check of calendar files."""

from __future__ import annotations

from dataclasses import dataclass

from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import Number
from cybercrime_plan.render.checks.text import LONGEST, finding_lines
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport
from cybercrime_plan.render.lines import Style, StyledLine
from cybercrime_plan.render.result import Manner
from cybercrime_plan.render.table import Lines, Page


@dataclass(frozen=True, slots=True)
class CalendarCheck(CheckReport):
    """What was found in calendar files.

    Attributes:
        most: so many findings of a file are looked for, and no more.
    """

    most: int = 0

    def on_screen(self, manner: Manner) -> Page:
        """The findings, then how many faults each file has."""
        lines: list[StyledLine] = []
        told: set[str] = set()
        if manner.loudness >= -1:
            for found in self.open:
                lines += finding_lines(found.plan, found.finding, manner.language, LONGEST, told)
        if manner.loudness >= 0:
            lines += [((Style.PLAIN, manner.language.say(self._outcome(one))),) for one in self.plans]
        return Page((Lines(tuple(lines)),))

    def _outcome(self, checked: CheckedPlan) -> Text:
        if not checked.findings:
            return _("{file}: the checks passed", file=checked.file)
        if len(checked.findings) == self.most:
            return _("{file}: more than {count} faults", file=checked.file, count=Number(self.most - 1))
        return n_("{file}: {count} fault", "{file}: {count} faults", len(checked.findings), file=checked.file)
