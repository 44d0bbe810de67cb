"""The reference of the command line, written from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from cybercrime_plan.cli.main import command_tree
from cybercrime_plan.language import Language, _

EXIT_CODES: Final = {
    0: _("nothing to report"),
    1: _("findings at the level of an error (with --strict, of a warning), or differences (plan diff)"),
    2: _("a mistake in what was typed; an input that cannot be read; nothing checked"),
    3: _("the output could not be written; the earlier file is intact"),
    129: _("ended by the terminal that closed (SIGHUP)"),
    130: _("ended by Ctrl-C"),
    141: _("nobody read the output any more (a closed pipe)"),
    143: _("ended by a kill (SIGTERM)"),
}
"""What each exit code of the program means."""


def reference(language: Language) -> str:
    """Every command with its arguments and options, and the exit codes, as Markdown."""
    root = command_tree(language)
    say = language.say
    title = say(_("The command line"))
    intro = say(_("Written from the program's own help. Every command also takes -h."))
    parts = [f"# {title}\n\n{intro}\n"]
    for path, command in _leaves(root, ("plan",)):
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        shown = (_metavar(p) if p.required else f"[{_metavar(p)}]" for p in arguments)
        usage = " ".join([*path, "[OPTIONS]", *shown])
        lines = [f"## {' '.join(path)}", "", command.help or "", "", f"    {usage}", ""]
        lines += [f"- `{_metavar(p)}`: {p.help or ''}" for p in arguments]
        for one in (p for p in command.params if p.param_type_name == "option"):
            names = ", ".join((*one.opts, *one.secondary_opts))
            named = names if one.is_flag or one.count else f"{names} {_metavar(one)}"
            lines.append(f"- `{named}`: {one.help or ''}")
        if command.epilog:
            lines += ["", *(f"    {line.strip()}" for line in command.epilog.splitlines() if line.strip())]
        parts.append("\n".join(lines) + "\n")
    codes = "\n".join(f"| {code} | {say(meaning)} |" for code, meaning in EXIT_CODES.items())
    worst = say(
        _("Of several files the worst code counts: 2 over 1. A run that is ended leaves no half-written file.")
    )
    heading = say(_("Exit codes"))
    parts.append(f"## {heading}\n\n| | |\n|---|---|\n{codes}\n\n{worst}\n")
    return "\n".join(parts)


def _leaves(group: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "commands"):
            yield from _leaves(command, (*path, name))
        else:
            yield (*path, name), command


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())
