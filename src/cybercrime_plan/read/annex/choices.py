"""What a person may have to decide when an annex can be read in two ways."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _


class Choices(NamedTuple):
    """Decisions, each as the option of that name spells it; None leaves a thing to what the file itself says.

    Attributes:
        sheet: name of the sheet.
        table: which table of the sheet, counted from 1.
        header: the row that holds the years, counted from 1.
        unit: of the amounts.
        year_columns: letters of the columns of years: `D:G`, `D,F,H`.
        rows: which rows are the table, `5:20`, and what single ones are: `total=12`.
        column: other columns, each `role=letter`: `total=H`.
        fractions: `exact` takes a lone 1,15 among whole hundreds as it is, `thousands` as a mistyped 1.150.
        blank: `none` when an empty cell means that there is nothing, `unknown` when it does not say.
        merged: whose one amount over several lines is: of the `first`, or `each` line has it.
        rounding: to how many units the figures are rounded; `none` when each is exact.
        numbers: `stored` or `shown`, where a format shows 1.150 for a stored 1.150.000.
        font: `tcvn3` or `vni`, the font from before Unicode that the words were typed for, or `unicode`.
    """

    sheet: str | None = None
    table: str | None = None
    header: str | None = None
    unit: str | None = None
    year_columns: str | None = None
    column: tuple[str, ...] = ()
    fractions: str | None = None
    numbers: str | None = None
    font: str | None = None
    blank: str | None = None
    rounding: str | None = None
    merged: str | None = None
    rows: tuple[str, ...] = ()

    def and_also(self, option: str, value: str) -> Self:
        """These choices and one more."""
        if option in {"column", "rows"}:
            several: dict[str, Any] = {option: (*getattr(self, option), value)}
            return self._replace(**several)
        changed: dict[str, Any] = {option: value}
        return self._replace(**changed)


class Candidate(NamedTuple):
    """One of the readings that fit."""

    value: str
    label: Text | str
    place: Place | None = None


class Question(NamedTuple):
    """Two or more readings fit, and nothing in the file tells which is meant.

    Attributes:
        option: the field of `Choices` that answers it.
        place: where the doubt is.
    """

    option: str
    asks: Text
    candidates: tuple[Candidate, ...]
    place: Place | None = None

    @property
    def flag(self) -> str:
        """The option of the command line that answers it."""
        return "--" + self.option.replace("_", "-")

    @property
    def values(self) -> tuple[str, ...]:
        """What that option can be."""
        return tuple(candidate.value for candidate in self.candidates)


class UndecidedError(InputError):
    """The annex cannot be read before a question is answered."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            question.asks,
            _("decide with {option}: {values}", option=question.flag, values=question.values),
        )
        self.question = question
