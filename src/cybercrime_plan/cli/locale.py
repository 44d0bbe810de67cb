"""Which language to speak, and what the framework says by itself, in that language."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import ENGLISH, LANGUAGES, N_, VIETNAMESE, Language, Text, _


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The last `--lang` on the line, wherever it stands, then PLAN_LANG, then the locale; else English.

    The line is looked through by hand because help is written before options are parsed.
    """
    chosen = ""
    for argument, after in pairwise((*arguments, "")):
        if argument == "--":
            break
        said = after if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and said in LANGUAGES:
            chosen = said
    return Language(chosen) if chosen else language_of_environment(environment)


def language_of_environment(environment: Mapping[str, str]) -> Language:
    """PLAN_LANG, then the locale."""
    chosen = environment.get("PLAN_LANG", "")
    if chosen in LANGUAGES:
        return Language(chosen)
    spoken = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if not spoken and os.name == "nt":
        import locale

        with contextlib.suppress(locale.Error):
            spoken = locale.setlocale(locale.LC_CTYPE, "")
    return VIETNAMESE if spoken.casefold().startswith("vi") else ENGLISH


# typer names no more than this child of the class of all that can be wrong with a command line
Complaint: Final[Any] = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "UsageError")

_FRAME: Final = (
    N_("Usage:"),
    N_("Arguments:"),
    N_("Options:"),
    N_("Commands:"),
    N_("[required]"),
    N_("[default:"),
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)


class Group(TyperGroup):
    """Commands under one name; of a mistyped one it says which is meant."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command the first word names.

        Raises:
            UsageError: there is none of that name.
        """
        if args and args[0] not in self.list_commands(ctx) and not ctx.resilient_parsing:
            close = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = _("did you mean {name}?", name=close[0]) if close else _see(ctx.command_path)
            raise UsageError(_("there is no command {name}", name=args[0]), hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands, each with its whole sentence; the framework cuts sentences to a line."""
        named = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, command.help or "") for name, command in named if command and not command.hidden]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def without_type(argument: Any) -> None:
    """Let the help of an argument name it and leave out `<list[str]>`, a word of programmers."""
    if argument.param_type_name == "argument" and hasattr(argument, "display_type_rich"):
        argument.display_type_rich = lambda **_context: ""


def make_nothing_of_what_is_not_typed(command: Any) -> None:
    """Let what nobody typed pass as it is, here and in the commands below.

    The framework builds a validator for every parameter a command has, which took more time than the check of a
    small budget, and most are never typed. Its older versions build none, and are left as they are.
    """
    for parameter in command.params:
        if hasattr(parameter, "type_descriptor"):
            parameter.process_value = _as_it_is(parameter, parameter.process_value)
    for child in getattr(command, "commands", {}).values():
        make_nothing_of_what_is_not_typed(child)


def _as_it_is(parameter: Any, process: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    several = parameter.multiple or parameter.nargs != 1

    def processed(ctx: Any, value: Any) -> Any:
        is_default = value is parameter.default and type(value) is parameter.type_descriptor.annotation
        if parameter.required or not (value is None or is_default):
            return process(ctx, value)
        left = () if several and value is None else value
        return left if parameter.callback is None else parameter.callback(ctx, parameter, left)

    return processed


def named_only(name: str, summary: str) -> Any:
    """A command to be listed, which nobody runs."""
    return TyperCommand(name, help=summary)


def _see(command: str) -> Text:
    return _("see: {command}", command=f"{command} -h")


_Said = Callable[[re.Match[str]], Text]
_COMPLAINTS: Final[tuple[tuple[str, _Said], ...]] = (
    (r"No such option:? '?(-[^\s']*)", lambda found: _("there is no option {name}", name=found[1])),
    (r"Missing command", lambda _found: _("the command is missing")),
    (r"Missing (?:argument|option) '(.*?)'", lambda found: _("{name} is missing", name=found[1])),
    (r"Option '(.*?)' requires an argument", lambda found: _("{name} needs a value", name=found[1])),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)",
        lambda found: _("more than the command takes: {words}", words=found[1]),
    ),
    (
        r"Invalid value for '(.*?)'.*'(.*?)' is not one of (.*?)\.?$",
        lambda found: _(
            "{name} cannot be {value}; it is one of {names}",
            name=found[1],
            value=found[2],
            names=found[3].replace("'", ""),
        ),
    ),
    (r"Invalid value for '(.*?)'.*integer", lambda found: _("{name} needs a whole number", name=found[1])),
    (
        r"Invalid value for '(.*?)'.*in the range (-?\d+)<=x<=(-?\d+)",
        lambda found: _(
            "{name} takes a number from {first} to {last}", name=found[1], first=found[2], last=found[3]
        ),
    ),
    (
        r"Invalid value for '(.*?)'.*(?:greater than or equal to |x>=)(-?\d+)",
        lambda found: _("{name} takes a number from {first} on", name=found[1], first=found[2]),
    ),
    (
        r"Invalid value for '(.*?)'.*(?:less than or equal to |x<=)(-?\d+)",
        lambda found: _("{name} takes a number up to {last}", name=found[1], last=found[2]),
    ),
)


def frame(help_text: str, language: Language) -> str:
    """A page of help, its headings in that language."""
    for words in _FRAME:
        help_text = help_text.replace(words, language.translate(words))
    return help_text


def understood(complaint: Any) -> UsageError | None:
    """A complaint of the framework as one of ours; in its own words where it is not a known one.

    Returns:
        None when nothing was asked for, which the framework answers with the page of help.
    """
    if type(complaint).__name__ == "NoArgsIsHelpError":
        return None
    words = complaint.format_message()
    command = complaint.ctx.command_path if complaint.ctx else "plan"
    for pattern, said in _COMPLAINTS:
        if found := re.match(pattern, words, re.DOTALL):
            return UsageError(said(found), _see(command))
    return UsageError(_("{words}", words=words), _see(command))
