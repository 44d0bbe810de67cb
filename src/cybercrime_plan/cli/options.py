"""The options that return in every command, declared once, and those that decide how an annex is read."""

from __future__ import annotations

import glob
import inspect
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cybercrime_plan.language import N_
from cybercrime_plan.read.annex.choices import Choices
from cybercrime_plan.render.name_style import NameStyle


def plans_and_files(incomplete: str) -> list[str]:
    """The ids of the plans that begin so, then the folders and plan files."""
    from cybercrime_plan.errors import PlanError
    from cybercrime_plan.read.working_set import SUFFIXES, Surroundings, known_ids

    try:
        ids = known_ids(Surroundings(Path.cwd(), plan_dir=os.environ.get("PLAN_DIR") or None))
    except (PlanError, OSError):
        ids = ()
    names = sorted(glob.glob(f"{glob.escape(incomplete)}*"))  # noqa: PTH207 - names as they were typed
    files = [
        f"{name}{os.sep}" if os.path.isdir(name) else name  # noqa: PTH112
        for name in names
        if os.path.isdir(name) or name.lower().endswith(SUFFIXES)  # noqa: PTH112
    ]
    return [*(name for name in ids if name.startswith(incomplete)), *files]


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
STDIN_NAME: Final = "<stdin>"
"""What standard input is called when nobody says more."""
StdinFilename = Annotated[
    str,
    typer.Option(
        "--stdin-filename",
        metavar="NAME",
        help=N_("What to call the file read from - (stdin); the name says its kind, as in phu-luc.csv."),
    ),
]
MOST_JOBS: Final = 61
"""So many processes Windows can wait for at once."""
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        max=MOST_JOBS,
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
Register = Annotated[
    Path | None,
    typer.Option(
        "--register", metavar="FILE", help=N_("The register of reports, who has reported: a workbook, csv or YAML.")
    ),
]
NeededBook = Annotated[Path, _BOOK]
Book = Annotated[Path | None, _BOOK]


_CHOICES: Final = {
    "sheet": ("NAME", N_("The sheet to read.")),
    "table": ("N", N_("Which table of the sheet, counted from 1.")),
    "header": ("ROW", N_("The row that holds the years.")),
    "unit": ("UNIT", N_("The unit of the amounts: 'triệu đồng'.")),
    "year_columns": ("D:G", N_("The columns of the years.")),
    "column": ("ROLE=B", N_("What a column is: stt, name, total, source, note or amount.")),
    "rows": ("5:20|ROLE=N", N_("Which rows are the table, and what single ones are: line, total, memo or skip.")),
    "fractions": (
        "exact|thousands",
        N_("A lone 1,15 among hundreds: just that (exact), or a mistyped 1.150 (thousands)."),
    ),
    "numbers": (
        "stored|shown",
        N_("A format shows less than a cell holds: what it holds (stored) or shows (shown) counts."),
    ),
    "font": ("tcvn3|vni|unicode", N_("What the words were typed for: TCVN3 (.VnTime), VNI or Unicode.")),
    "blank": ("none|unknown", N_("An empty cell: no money (none) or not known (unknown).")),
    "rounding": ("STEP|none", N_("The step to which the figures are rounded, in their unit; or none.")),
    "merged": ("first|each", N_("An amount merged over several lines: of the first (first) or of each (each).")),
}
"""The options that decide how an annex is read where that is open: what is typed, and what for."""


def _choice(name: str, metavar: str, help: str) -> inspect.Parameter:
    option = typer.Option(f"--{name.replace('_', '-')}", metavar=metavar, help=help)
    several = Choices._field_defaults[name] == ()
    annotation = Annotated[list[str] | None, option] if several else Annotated[str | None, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


DECIDING: Final = tuple(_choice(name, metavar, help_) for name, (metavar, help_) in _CHOICES.items())
"""They, as parameters of a command."""


def choices_of(typed: Mapping[str, Any]) -> Choices:
    """What a person has decided, by these options."""
    given: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in typed.items() if one is not None
    }
    return Choices(**given)
