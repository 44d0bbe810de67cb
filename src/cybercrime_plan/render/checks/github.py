"""A check as GitHub workflow commands, which become annotations at the lines of the files."""

from __future__ import annotations

from collections.abc import Iterator

from cybercrime_plan.findings import Severity, SheetCell, Span, address
from cybercrime_plan.language import Language, _
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.checks import words
from cybercrime_plan.render.checks.words import CheckReport
from cybercrime_plan.render.table import said

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: CheckReport, language: Language) -> Iterator[str]:
    """One command for each open finding, and one that lists what is acknowledged."""
    for plan, finding in report.open:
        complaint, rule = finding.complaint, finding.rule
        properties = {"file": visible(plan.file)}
        if isinstance(finding.place, Span):
            properties |= {"line": str(finding.place.line), "col": str(finding.place.column)}
        properties["title"] = f"{rule.code} {rule.name}"
        cell = f"{finding.place}: " if isinstance(finding.place, SheetCell) else ""
        sentences = [visible(cell + language.say(complaint.message))]
        if hint := words.advice(complaint):
            sentences.append(said(_("hint: {hint}", hint=hint), language))
        yield _command(_COMMANDS[rule.severity], properties, "\n".join(sentences)) + "\n"
    lines = tuple(
        f"{one.rule.code} {address(plan.file, one.place)}: {language.say(one.acknowledged or '')}"
        for plan, one in report.acknowledged
    )
    if lines:
        title = said(words.acknowledged(len(lines)), language)
        yield _command("notice", {"title": title}, "\n".join(map(visible, lines))) + "\n"


def _command(name: str, properties: dict[str, str], message: str) -> str:
    pairs = (f"{key}={_data(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items())
    return f"::{name} {','.join(pairs)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
