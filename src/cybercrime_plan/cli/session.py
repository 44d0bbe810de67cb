"""What every command shares: its language, colour, loudness, day, and the way its result leaves."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from cybercrime_plan.cli import options, output
from cybercrime_plan.cli.locale import Group, language_of_environment
from cybercrime_plan.errors import OutputError, PlanError, UsageError
from cybercrime_plan.language import LANGUAGES, N_, Language, Text, _, n_
from cybercrime_plan.read.annex.choices import Choices
from cybercrime_plan.render.formats import COMMON, FORMAT_OF_SUFFIX, FORMATS

if TYPE_CHECKING:
    from cybercrime_plan.render.result import Manner, Result
    from cybercrime_plan.render.table import Page


@dataclass(frozen=True, eq=False, repr=False)
class Session:
    """One call of one command.

    Attributes:
        loudness: -2 exit code only, -1 findings only, 0 normal, 1 also what was checked.
        plans: the folder of `--plans`, or None.
        destination: the file of `-o`, or None for standard output.
        into_folder: whether the destination was typed as a folder is: `-o lich/`.
        language_chosen: whether somebody chose the language, or it is only that of the machine.
        format: the format of the result.
        format_chosen: whether somebody asked for it, by option or by the file's ending.
        excel: whether csv is for a spreadsheet under Vietnamese settings.
        choices: what was decided of annexes that can be read in more than one way.
        jobs: how many processes read files; as many as pay when None.
    """

    language: Language
    color: options.ColorChoice
    loudness: int
    plans: Path | None
    as_of: date
    format: str
    destination: Path | None
    force: bool
    stdin_filename: str
    into_folder: bool = False
    language_chosen: bool = True
    format_chosen: bool = True
    excel: bool = False
    choices: Choices = field(default_factory=Choices)
    jobs: int | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def __getstate__(self) -> dict[str, object]:
        # the environment of a process does not go to another one as it is
        return {**self.__dict__, "environment": dict(self.environment)}

    def say(self, text: Text | str) -> str:
        """The sentence in the language of the call."""
        return self.language.say(text)

    def colored_on(self, stream: TextIO) -> bool:
        """Whether colour may be used on that stream."""
        return _colored(self.color, self.environment, is_terminal=stream.isatty())

    @property
    def colored(self) -> bool:
        """Whether colour may be used on standard output."""
        return self.colored_on(sys.stdout)

    @property
    def rich(self) -> bool:
        """Whether a text result may be a rich one: it goes to a person's screen, or colour was insisted on."""
        return self.destination is None and not self.is_silent and (sys.stdout.isatty() or self.colored)

    @property
    def for_people(self) -> bool:
        """Whether the result is written for people: its document; else its records."""
        return FORMATS[self.format].for_people

    @property
    def is_silent(self) -> bool:
        """Whether nothing is to be shown: -qq, and no file to write."""
        return self.loudness <= -2 and self.destination is None  # noqa: PLR2004 - -qq

    def note(self, text: Text, *, trouble: bool = False) -> None:
        """Say something about one target, on standard error; under -q only when it is trouble."""
        if self.loudness >= 0 or (trouble and self.loudness == -1):
            output.talk(f"plan: {self.say(text)}")

    def note_once(self, text: Text) -> None:
        """Say what is wrong with a file that targets share; a process that reads it anew does not repeat it."""
        self.note(text, trouble=True)

    def complain(self, problem: PlanError) -> None:
        """Say on standard error why something cannot go on; under -qq the exit code says enough."""
        if self.loudness >= -1:
            complain(problem, self.language)

    def need_format(self, formats: Sequence[str]) -> None:
        """Refuse to choose a form for the person, where each is another thing.

        Raises:
            UsageError: nobody has chosen one.
        """
        if not self.format_chosen:
            raise UsageError(_("say what to write: -o FILE, or --format"), _("one of: {formats}", formats=formats))

    def deliver(self, result: Result, inputs: Sequence[Path] = (), to: Path | None = None) -> None:
        """Hand a result over, the one way in which results leave: drawn, printed, or as a whole to a file.

        Args:
            inputs: the files this command has read; they are not overwritten without `--force`.
            to: another file than that of `-o`.
        """
        if self.is_silent:
            return
        if self.rich and FORMATS[self.format].drawn:
            self._draw(result)
            return
        written = FORMATS[self.format].write(result, self._manner())
        pieces = (written,) if isinstance(written, (str, bytes)) else written
        data = (one if isinstance(one, bytes) else one.encode("utf-8", "backslashreplace") for one in pieces)
        destination = to or self.destination
        if destination is None:
            output.print_pieces(data)
        elif to is None and self.into_folder:
            output.refuse_folder(destination)
        else:
            output.write_file(destination, data, inputs=inputs, force=self.force)

    def deliver_each(self, results: Iterable[tuple[Path, Result]], inputs: Sequence[Path] = ()) -> int:
        """Hand several results over, a file each.

        Returns:
            How many there were.

        Raises:
            OutputError: one of them could not be written; how many were is said.
        """
        written = 0
        for path, result in results:
            try:
                self.deliver(result, inputs, to=path)
            except OutputError as problem:
                count = n_(
                    "{count} file of this call was written before it",
                    "{count} files of this call were written before it",
                    written,
                )
                raise OutputError(problem.message, count if written else problem.hint) from problem
            written += 1
        return written

    def show(self, page: Page) -> None:
        """Show a page about the result to the person: as output when the result goes to a file, else beside it."""
        if self.loudness < 0:
            return
        if self.destination is not None and (sys.stdout.isatty() or self.colored):
            from cybercrime_plan.cli.terminal import draw

            draw(page, self.language, colored=self.colored)
            return
        from cybercrime_plan.render.formats.text import render

        text = render(page, self.language)
        if self.destination is None:
            output.talk(*text.split("\n"))
        else:
            output.print_pieces((text.encode(),))

    def _draw(self, result: Result) -> None:
        from cybercrime_plan.cli.terminal import draw, screen_columns

        draw(result.on_screen(self._manner(screen_columns())), self.language, colored=self.colored)

    def _manner(self, columns: int | None = None) -> Manner:
        from cybercrime_plan.render.result import Manner

        asked = self.format if self.format_chosen else None
        return Manner(self.language, self.loudness, asked, columns, self.excel)


def _colored(choice: options.ColorChoice, environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    if choice is not options.ColorChoice.auto:
        return choice is options.ColorChoice.always
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def open_session(
    context: typer.Context,
    formats: Sequence[str],
    format: str | None = None,
    excel: options.Excel = False,
    output: options.Output = None,
    force: options.Force = False,
    plans: options.Plans = None,
    as_of: options.AsOf = None,
    stdin_filename: options.StdinFilename = options.STDIN_NAME,
    jobs: options.Jobs = None,
    lang: options.Lang = None,
    color: options.Color = None,
    quiet: options.Quiet = 0,
    verbose: options.Verbose = 0,
) -> Session:
    """Gather the common options; what stands after the command wins over what stands before it.

    Args:
        formats: what the command writes; the first is its own.
    """
    before = context.obj or {}
    destination = None if output in {None, "-"} else Path(output or "")
    chosen = _format(format, destination, formats)
    return Session(
        language=_language(context, lang),
        color=color or before.get("color") or options.ColorChoice.auto,
        loudness=-min(quiet, 2) if quiet else min(verbose, 1),
        plans=plans or before.get("plans"),
        as_of=_day(as_of),
        format=chosen or formats[0],
        format_chosen=chosen is not None,
        excel=excel,
        destination=destination,
        into_folder=(output or "").endswith(("/", os.sep)),
        force=force,
        stdin_filename=stdin_filename,
        jobs=jobs,
        language_chosen=bool(lang or before.get("lang") or os.environ.get("PLAN_LANG", "") in LANGUAGES),
    )


def _day(typed: str | None) -> date:
    if typed is None:
        return date.today()  # noqa: DTZ011 - the office's wall
    from cybercrime_plan.cli.days import typed_day

    return typed_day("--as-of", typed)


def _format(asked: str | None, destination: Path | None, formats: Sequence[str]) -> str | None:
    suffix = destination.suffix.lower() if destination is not None else ""
    implied = FORMAT_OF_SUFFIX.get(suffix)
    if asked and implied and asked != implied and (asked, suffix) != ("sarif", ".json"):
        raise UsageError(
            _("-f {format} and the ending of {file} disagree", format=asked, file=str(destination)),
            _("leave one of them out"),
        )
    if destination is not None and suffix and implied is None and asked is None:
        raise UsageError(
            _("the ending of {file} names no format", file=str(destination)), _("say which with --format")
        )
    chosen = asked or implied
    if chosen is not None and chosen not in formats:
        raise UsageError(
            _("the format {format} is not written by this command", format=chosen),
            _("one of: {formats}", formats=", ".join(formats)),
        )
    return chosen


_PARAMETERS = tuple(inspect.signature(open_session, eval_str=True).parameters.values())
_ABOUT_PLANS = frozenset({"plans", "as_of", "stdin_filename"})


def command(
    function: Callable[..., int],
    *,
    formats: Sequence[str] = COMMON,
    reads_plans: bool = True,
    reads_annexes: bool = False,
    reads_many: bool = False,
) -> Callable[..., None]:
    """Give a command the common options; the `Session` they make is its first parameter.

    It returns its exit code, and so does a `PlanError`, which is said; that of a reader that went away is 141.

    Args:
        formats: what it can write; the first is the default.
        reads_plans: whether the options about plans (`--plans`, `--as-of`, `--stdin-filename`) mean anything here.
        reads_annexes: whether the options that decide how an annex is read do.
        reads_many: whether it reads file after file, so that several processes can.
    """
    _session, *own = inspect.signature(function, eval_str=True).parameters.values()
    common = _shared(formats, plans=reads_plans, many=reads_many)
    deciding = options.DECIDING if reads_annexes else ()

    def run(**values: Any) -> None:
        shared, decided = ({one.name: values.pop(one.name) for one in some} for some in (common, deciding))
        try:
            session = replace(open_session(formats=formats, **shared), choices=options.choices_of(decided))
            code = function(session, **values)
        except PlanError as problem:
            complain(problem, _language(shared["context"], shared["lang"]))
            code = problem.exit_code
        except BrokenPipeError:
            code = output.BROKEN_PIPE
        raise typer.Exit(code)

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own, *deciding, *common)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__name__, run.__doc__ = function.__name__, function.__doc__
    return run


def _shared(formats: Sequence[str], *, plans: bool, many: bool) -> list[inspect.Parameter]:
    """The common options that mean something here; --format with the formats there are in help and completion."""
    option = typer.Option(
        "--format",
        "-f",
        metavar="|".join(formats),
        help=N_("Format of the result."),
        autocompletion=lambda incomplete: [name for name in formats if name.startswith(incomplete)],
    )
    left_out = {"formats"} | (set() if plans else _ABOUT_PLANS) | (set() if "csv" in formats else {"excel"})
    left_out |= set() if many else {"jobs"}
    common = [p for p in _PARAMETERS if p.name not in left_out]
    return [p.replace(annotation=Annotated[str | None, option]) if p.name == "format" else p for p in common]


def _language(context: typer.Context, lang: options.LanguageChoice | None) -> Language:
    chosen = lang or (context.obj or {}).get("lang")
    return Language(chosen.value) if chosen else language_of_environment(os.environ)


def complain(problem: PlanError, language: Language) -> None:
    """Say on standard error why the work cannot go on, and what to do about it."""
    lines = [f"plan: {language.say(problem.message)}"]
    if problem.hint is not None:
        lines.append("  " + language.say(_("hint: {hint}", hint=problem.hint)))
    output.talk(*lines)


def _app(**details: Any) -> typer.Typer:
    """A Typer app of our manners: plain help, no completion of its own, no dressed-up exceptions."""
    return typer.Typer(
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **details,
    )


def noun(help: str) -> typer.Typer:
    """An app for a noun with verbs below it."""
    app = _app(help=help, no_args_is_help=True, cls=Group)

    @app.callback()
    def verbs(
        context: typer.Context,
        lang: options.Lang = None,
        color: options.Color = None,
        plans: options.Plans = None,
    ) -> None:
        """What stands before the verb wins over what stands before the noun."""
        said = {"lang": lang, "color": color, "plans": plans}
        context.obj = {**context.obj, **{name: value for name, value in said.items() if value is not None}}

    return app


def single(
    function: Callable[..., int], *, formats: Sequence[str] = COMMON, help: str, epilog: str, **reads: bool
) -> typer.Typer:
    """An app of one command, for a command that stands at the root of `plan`; `reads` as `command` has it."""
    app = _app()
    app.command(help=help, epilog=epilog)(command(function, formats=formats, **reads))
    return app
