"""The options that return in every command, declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cybercrime_plan.cli.completion import plans_and_files
from cybercrime_plan.language import N_
from cybercrime_plan.render.name_style import NameStyle


class LanguageChoice(StrEnum):
    """The languages of the program."""

    vi = "vi"
    en = "en"


class ColorChoice(StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


Lang = Annotated[LanguageChoice | None, typer.Option("--lang", help=N_("Language of what is said: vi or en."))]
Color = Annotated[ColorChoice | None, typer.Option("--color", help=N_("When to colour: auto, always or never."))]
Plans = Annotated[
    Path | None, typer.Option("--plans", metavar="DIR", help=N_("The folder of the plans (or PLAN_DIR)."))
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help=N_("Write the result to FILE; its ending chooses the format.")
    ),
]
Force = Annotated[bool, typer.Option("--force", help=N_("Let -o replace a plan file or an input."))]
Quiet = Annotated[
    int,
    typer.Option(
        "--quiet", "-q", count=True, show_default=False, help=N_("-q: findings only; -qq: the exit code only.")
    ),
]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose",
        "-v",
        count=True,
        show_default=False,
        help=N_("Also say what was checked and what cannot be seen."),
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help=N_("Take DATE (2026-06-01 or 01/06/2026) for today."))
]
StdinFilename = Annotated[
    str, typer.Option("--stdin-filename", metavar="NAME", help=N_("What to call the file read from - (stdin)."))
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        metavar="N",
        help=N_("Read with N processes; by itself all processors do when there are many files."),
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=N_("Warnings count as errors for the exit code."))]
Excel = Annotated[
    bool, typer.Option("--excel", help=N_("csv for Excel with Vietnamese settings: BOM, semicolons, CRLF."))
]
Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TARGET...",
        help=N_("Files, folders, globs, ids of plans, or - for stdin. All plans when left out."),
        show_default=False,
        autocompletion=plans_and_files,
    ),
]
BodiesFile = Annotated[
    str | None,
    typer.Option(
        "--agencies",
        metavar="FILE|none",
        help=N_(
            "The office's own register of bodies over the one that comes with the program; none for neither."
            " When left out, agencies.yaml beside a plan."
        ),
    ),
]
NamesShown = Annotated[
    NameStyle | None,
    typer.Option("--names", help=N_("Names of bodies as printed, or those of today; both when left out.")),
]
OnePlan = Annotated[
    str,
    typer.Argument(
        metavar="PLAN",
        help=N_("One plan: a file, the id of a plan, or - for stdin."),
        autocompletion=plans_and_files,
    ),
]
_BOOK = typer.Option(
    "--book", metavar="FILE", help=N_("The book of what was allocated and spent: a workbook, csv or YAML.")
)
NeededBook = Annotated[Path, _BOOK]
Book = Annotated[Path | None, _BOOK]
