"""The program `plan`: the tree of its commands, and what happens around every one of them."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Annotated, Any, Final

import typer

from cybercrime_plan.cli import locale as framework
from cybercrime_plan.cli import options
from cybercrime_plan.cli.locale import language_of
from cybercrime_plan.cli.output import BROKEN_PIPE, close_quietly, prepare_streams, unwritten
from cybercrime_plan.errors import PlanError, UsageError
from cybercrime_plan.language import ENGLISH, N_, Language

SUMMARIES: Final[Mapping[str, str]] = {
    "list": N_("List the plans found: id, province, period, total, next due day, state."),
    "show": N_("Show a plan on one page, or one section of it."),
    "check": N_("Check everything: money, sources, identity, law, reports, tasks, statistics."),
    "budget": N_(
        "The budget: check its sums, show it by line, year or source, hold it against what was allocated and spent."
    ),
    "deadline": N_("Reporting deadlines: list them, put them into a calendar, check a calendar file."),
    "report": N_("Who has reported: a register to fill in, how things stand, letters, the compiled report."),
    "compare": N_("Compare different plans over their common years; for two versions of one plan: plan diff."),
    "diff": N_("Compare two versions of a plan: what changed, by how much, how grave, where it is written."),
    "log": N_("Tell what each committed version of a plan changed, the latest first."),
    "verify": N_("Look up every value of a plan in its source document, and the other way round."),
    "tasks": N_("Show who does what, with whom, and where it is written."),
    "agencies": N_("Show the bodies the plans name and what became of each by a day."),
    "import": N_("Turn the annex of a workbook, a Word document or a text into a plan file."),
    "export": N_("Write plans as a workbook, a Word annex, a page for the leader, or tidy facts."),
    "query": N_("Ask in SQL about the facts of plans (needs the extra query)."),
    "rules": N_("List every rule: code, name, severity, what is wrong."),
    "explain": N_("Explain one rule, or one class of changes: what it says, what to do."),
    "schema": N_("Print the JSON Schema of the plan file."),
}
"""By name, in the order a newcomer meets them."""


def app_of(name: str) -> typer.Typer:  # noqa: C901, PLR0912 - a line for each command
    """The command of that name, its code loaded only now."""
    match name:
        case "list":
            from cybercrime_plan.cli.plans import list_app as app
        case "show":
            from cybercrime_plan.cli.plans import show_app as app
        case "check":
            from cybercrime_plan.cli.check import app
        case "budget":
            from cybercrime_plan.cli.budget import app
        case "deadline":
            from cybercrime_plan.cli.deadline import app
        case "report":
            from cybercrime_plan.cli.register import app
        case "compare":
            from cybercrime_plan.cli.compare import app
        case "diff":
            from cybercrime_plan.cli.diff import app
        case "log":
            from cybercrime_plan.cli.diff import log_app as app
        case "verify":
            from cybercrime_plan.cli.verify import app
        case "tasks":
            from cybercrime_plan.cli.tasks import app
        case "agencies":
            from cybercrime_plan.cli.agencies import app
        case "import":
            from cybercrime_plan.cli.importing import app
        case "export":
            from cybercrime_plan.cli.exporting import app
        case "query":
            from cybercrime_plan.cli.query import app
        case "rules":
            from cybercrime_plan.cli.rules import rules_app as app
        case "explain":
            from cybercrime_plan.cli.rules import explain_app as app
        case _:
            from cybercrime_plan.cli.rules import schema_app as app
    return app


class Commands(framework.Group):
    """The commands of `plan`, each loaded only when used, their help in the language of the call."""

    language: Language = ENGLISH
    only_named = False
    """Whether the commands are only listed, not run."""
    verb: str | None = None
    """The word behind the one that names the command, if there is one."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command the first word names; of a noun only the verb that is typed behind it is built."""
        self.verb = args[1] if len(args) > 1 else None
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands, for which none is loaded."""
        self.only_named = True
        try:
            super().format_commands(ctx, formatter)
        finally:
            self.only_named = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the framework's signature
        """In the order a newcomer meets them."""
        return list(SUMMARIES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the framework's signature
        """The command of that name, or None."""
        if cmd_name not in SUMMARIES:
            return None
        if self.only_named:
            return framework.named_only(cmd_name, self.language.translate(SUMMARIES[cmd_name]))
        noun = app_of(cmd_name)
        typed = [one for one in noun.registered_commands if one.name == self.verb]
        if typed and noun.registered_callback is not None:
            noun = copy(noun)
            noun.registered_commands = typed  # the other verbs would be built to no use
        command = typer.main.get_command(noun)
        command.name = cmd_name
        framework.make_nothing_of_what_is_not_typed(command)
        translate(command, self.language)
        return command


app = typer.Typer(
    name="plan",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Keep, check, schedule and compare the action plans of a provincial office."),
    epilog=N_("Start with: plan budget check"),
)


def _version(wanted: bool) -> None:
    if wanted:
        from cybercrime_plan import __version__

        typer.echo(f"plan {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    lang: options.Lang = None,
    color: options.Color = None,
    plans: options.Plans = None,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help=N_("Print the version and stop."))
    ] = False,
) -> None:
    """Keep what stands before the command for the command to use."""
    context.obj = {"lang": lang, "color": color, "plans": plans}


def translate(command: Any, language: Language) -> None:
    """Put every help text under `command` into `language`."""
    for holder in (command, *command.params):
        for field in ("help", "short_help", "epilog"):
            text = getattr(holder, field, None)
            if text:
                setattr(holder, field, language.translate(text))
    for parameter in command.params:
        framework.without_type(parameter)
    page = command.get_help
    command.get_help = lambda context: framework.frame(page(context), language)
    for child in getattr(command, "commands", {}).values():
        translate(child, language)


def command_tree(language: Language) -> Any:
    """The commands, their help in that language."""
    tree = typer.main.get_command(app)
    framework.make_nothing_of_what_is_not_typed(tree)
    tree.language = language  # type: ignore[attr-defined]
    translate(tree, language)
    return tree


def main(arguments: Sequence[str]) -> int:
    """Run one command line.

    Returns:
        The exit code: 0, 1, 2, 3, 130 or 141; a process that is ended by a signal exits with 129 or 143.
    """
    prepare_streams()
    language = language_of(arguments, os.environ)
    try:
        code = _obey(arguments, language)
    except SystemExit as stop:
        broken = isinstance(stop.__context__, BrokenPipeError)
        code = BROKEN_PIPE if broken else stop.code if isinstance(stop.code, int) else 0
    except BrokenPipeError:
        code = BROKEN_PIPE
    except OSError as problem:  # the framework could not write its help
        code = _say(unwritten(problem), language)
    except KeyboardInterrupt:
        code = 130
    return close_quietly(code)


def _obey(arguments: Sequence[str], language: Language) -> int:
    command = command_tree(language)
    try:
        code = command.main(list(arguments), prog_name="plan", windows_expand_args=False, standalone_mode=False)
    except framework.Complaint as complaint:
        problem = framework.understood(complaint)
        if problem is not None:
            return _say(problem, language)
        complaint.show()
        return UsageError.exit_code
    except UsageError as problem:
        return _say(problem, language)
    return code if isinstance(code, int) else 0


def _say(problem: PlanError, language: Language) -> int:
    from cybercrime_plan.cli.session import complain

    complain(problem, language)
    return problem.exit_code


def run() -> None:
    """Run the program on the arguments of the process.

    What else is installed may offer to join in when data are validated; nothing of it is looked for, nor run.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # a kill, or a terminal that closes, ends it as Ctrl-C does; a signal that is ignored (nohup) stays ignored
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda received, _frame: sys.exit(128 + received))
    code = main(sys.argv[1:])
    gc.freeze()  # what is left goes with the process, and nobody looks through it for cycles first
    sys.exit(code)
