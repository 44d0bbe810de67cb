"""The options that decide how an annex is read, where it can be read in more than one way."""

from __future__ import annotations

from typing import Annotated

import typer

from cybercrime_plan.language import N_
from cybercrime_plan.read.annex.choices import Choices


def choices_of(
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help=N_("The sheet to read."))] = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="N", help=N_("Which table of the sheet, counted from 1."))
    ] = None,
    header: Annotated[
        str | None, typer.Option("--header", metavar="ROW", help=N_("The row that holds the years."))
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=N_("The unit of the amounts."))] = None,
    year_columns: Annotated[
        str | None, typer.Option("--year-columns", metavar="D:G", help=N_("The columns of the years."))
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column", metavar="ROLE=B", help=N_("What a column is: stt, name, total, source, note or amount.")
        ),
    ] = None,
    rows: Annotated[
        list[str] | None,
        typer.Option(
            "--rows",
            metavar="5:20|ROLE=N",
            help=N_("Which rows are the table, and what single ones are: line, total, memo or skip."),
        ),
    ] = None,
    fractions: Annotated[
        str | None,
        typer.Option("--fractions", metavar="exact|thousands", help=N_("What a lone 1,15 among hundreds is.")),
    ] = None,
    numbers: Annotated[
        str | None,
        typer.Option("--numbers", metavar="stored|shown", help=N_("Which number counts when a format shows less.")),
    ] = None,
    font: Annotated[
        str | None,
        typer.Option("--font", metavar="tcvn3|vni|unicode", help=N_("The font that the words were typed for.")),
    ] = None,
    blank: Annotated[
        str | None, typer.Option("--blank", metavar="none|unknown", help=N_("What an empty cell means."))
    ] = None,
    rounding: Annotated[
        str | None,
        typer.Option("--rounding", metavar="STEP|none", help=N_("To how many units the figures are rounded.")),
    ] = None,
    merged: Annotated[
        str | None,
        typer.Option("--merged", metavar="first|each", help=N_("Whose an amount merged over several lines is.")),
    ] = None,
) -> Choices:
    """What a person has decided."""
    return Choices(
        sheet,
        table,
        header,
        unit,
        year_columns,
        tuple(column or ()),
        fractions,
        numbers,
        font,
        blank,
        rounding,
        merged,
        tuple(rows or ()),
    )
