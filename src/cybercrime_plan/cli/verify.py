"""`plan verify`: every value of a plan against the document it was transcribed from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.calc.transcription import Transcription, transcription
from cybercrime_plan.cli import options
from cybercrime_plan.cli.check import gravity
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import FilesRead, paths_of, surroundings
from cybercrime_plan.errors import InputError, PlanError, UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.source_text import SourceText
from cybercrime_plan.read.load import InvalidPlan, Loaded
from cybercrime_plan.read.source import FOLDER, find_source, read_source
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.checks.verification import VerifiedPlan, VerifyReport
from cybercrime_plan.render.checks.words import CheckedPlan, lines_with
from cybercrime_plan.render.formats import OF_CHECKS
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.transcription import rules_of_transcription, transcription_findings

Source = Annotated[
    Path | None,
    typer.Option("--source", metavar="FILE", help=N_("The source document, .txt or .docx; for one plan.")),
]
Sources = Annotated[
    Path | None,
    typer.Option("--sources", metavar="DIR", help=N_("A folder with the source documents that the plans name.")),
]


def verify(
    session: Session,
    targets: options.Targets = None,
    source: Source = None,
    sources: Sources = None,
    strict: options.Strict = False,
) -> int:
    """Look every value of a plan up in its source, and everything of the source in the plan."""
    files = FilesRead(session, targets)
    if source is not None and len(files.targets) > 1:
        raise UsageError(
            _("--source names the source of one plan, and {count} are named", count=len(files.targets)),
            _("name the plan, or a folder with all sources: --sources DIR"),
        )
    verifier = Verifier(session, files, source, sources)
    verified = tuple(verifier.plans())
    if verified:
        plans = tuple(one.checked for one in verified)
        report = VerifyReport(__version__, session.as_of, rules_of_transcription(), plans, verified)
        session.deliver(report, [*paths_of(files.targets), *verifier.read])
    worst = (gravity(finding, strict=strict) for one in verified for finding in one.checked.open)
    return max(files.code, max(worst, default=0))


class Verifier:
    """Verifies plan after plan; trouble with one does not stop the others.

    Attributes:
        read: the source files that were read.
    """

    def __init__(self, session: Session, files: FilesRead, source: Path | None, folder: Path | None) -> None:
        self._session = session
        self._files = files
        self._source = source
        self._folder = folder
        self.read: list[Path] = []

    def plans(self) -> Iterator[VerifiedPlan]:
        """Every plan that can be held against its source."""
        for target, loaded in self._files.loaded():
            try:
                if loaded.plan is None or loaded.findings:
                    raise InvalidPlan(loaded.file, loaded.findings)
                yield self._verified(target, loaded, loaded.plan)
            except PlanError as problem:
                self._files.trouble(problem)

    def _verified(self, target: Target, loaded: Loaded, plan: Plan) -> VerifiedPlan:
        source = self._source_of(target, plan)
        if self._source is None and agrees(plan, source) is False:
            raise InputError(
                _("{file} is not the file that {plan} was transcribed from", file=source.file, plan=target.name),
                _("its SHA-256 is another; compare it all the same with --source {file}", file=source.file),
            )
        held = transcription(plan, source)
        if not held.values:
            raise InputError(_("{file}: there is nothing in it that a source prints", file=target.name))
        if held.is_of_another_document:
            raise InputError(
                _("{file} is another document than the one {plan} transcribes", file=source.file, plan=target.name),
                _("neither the title, the number and the signer of the plan nor a row of its table stands there"),
            )
        return verified_plan(loaded, plan, held, self._session.as_of)

    def _source_of(self, target: Target, plan: Plan) -> SourceText:
        """The source that was named, or the file the plan names, from beside it.

        Raises:
            InputError: it cannot be found or read.
        """
        if self._source is not None:
            return self._text(self._source)
        named = plan.document.file if plan.document else None
        if named is None:
            raise InputError(
                _("{file} names no source: it has no document.file", file=target.name), _("name it: --source FILE")
            )
        here = surroundings(self._session).cwd
        beside = target.path.parent if target.path is not None else here
        asked = [] if self._folder is None else [here / self._folder]
        folders = [*asked, beside, beside / FOLDER, beside.parent / FOLDER, here / FOLDER]
        return self._text(find_source(named.name, folders))

    def _text(self, path: Path) -> SourceText:
        self.read.append(path)
        here = surroundings(self._session).cwd
        return read_source(path, path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path))


def agrees(plan: Plan, source: SourceText) -> bool | None:
    """Whether a source is byte for byte the file the plan names; None when it names none."""
    named = plan.document.file if plan.document else None
    return None if named is None else named.sha256 == source.sha256


def verified_plan(loaded: Loaded, plan: Plan, held: Transcription, as_of: date) -> VerifiedPlan:
    """What was found between a plan and its source, ready to be shown."""
    findings = transcription_findings(Reading(plan, as_of, positions=loaded.positions), held)
    checked = CheckedPlan(
        plan.id, loaded.file, loaded.sha256, findings=findings, lines=lines_with(findings, loaded.lines)
    )
    return VerifiedPlan(checked, plan, held, agrees(plan, held.source), loaded.positions)


app = single(
    verify,
    formats=OF_CHECKS,
    help=N_("Look up every value of a plan in its source document, and the other way round."),
    epilog="plan verify khanh-hoa --source ke-hoach.docx\n\nplan verify --sources van-ban",
)
