"""The reference of the command line, written from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cybercrime_plan.cli.main import command_tree
from cybercrime_plan.language import Language, _


def reference(language: Language) -> str:
    """Every command with its arguments and options, as Markdown."""
    root = command_tree(language)
    say = language.say
    title = say(_("The command line"))
    intro = say(_("Written from the program's own help. Every command also takes -h."))
    parts = [f"# {title}\n\n{intro}\n"]
    parts += [_section(path, command) for path, command in _leaves(root, ("plan",))]
    return "\n".join(parts)


def _leaves(group: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "commands"):
            yield from _leaves(command, (*path, name))
        else:
            yield (*path, name), command


def _section(path: tuple[str, ...], command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join([*path, "[OPTIONS]", *(_usage(argument) for argument in arguments)])
    lines = [f"## {' '.join(path)}", "", command.help or "", "", f"    {usage}", ""]
    lines += [f"- `{_metavar(p)}`: {p.help or ''}" for p in arguments]
    lines += [f"- `{_option(p)}`: {p.help or ''}" for p in options]
    if command.epilog:
        lines += [
            "",
            *(f"    {line.strip()}" for line in command.epilog.splitlines() if line.strip()),
        ]
    return "\n".join(lines) + "\n"


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _usage(argument: Any) -> str:
    return _metavar(argument) if argument.required else f"[{_metavar(argument)}]"


def _option(option: Any) -> str:
    names = ", ".join((*option.opts, *option.secondary_opts))
    return names if option.is_flag or option.count else f"{names} {_metavar(option)}"
