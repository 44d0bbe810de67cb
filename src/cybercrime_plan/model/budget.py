"""The budget annex: a table of lines by years, with the totals it prints."""

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import Annotated, Any, NamedTuple, Self

from pydantic import Field, WrapValidator, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import PydanticCustomError

from cybercrime_plan.findings import Loc
from cybercrime_plan.language import N_, _, n_
from cybercrime_plan.model.base import (
    KEY,
    AgencyId,
    Code,
    Flag,
    Id,
    Label,
    Many,
    Name,
    Parsed,
    Part,
    Place,
    RefersTo,
    Slug,
    Whole,
    Words,
    Year,
    matching,
    one_of,
    refuse,
)
from cybercrime_plan.model.formula import FORMULA_PATTERN, formula_in
from cybercrime_plan.model.headings import Headings
from cybercrime_plan.model.money import (
    DASH,
    FIGURE_PATTERN,
    Cell,
    Dash,
    Money,
    PrintedNumber,
    Unit,
    UnitName,
    money_in,
    parse_money,
    unit_of,
)


class Qualifier(Words):
    """A word that turns a printed figure into a bound."""

    MORE_THAN = "more_than", _("more than")
    """hơn, trên"""
    AT_LEAST = "at_least", _("at least")
    """tối thiểu"""
    ABOUT = "about", _("about")
    """khoảng"""
    NEARLY = "nearly", _("nearly")
    """gần"""
    UP_TO = "up_to", _("at most")
    """tối đa"""


QualifierName = Annotated[Qualifier, one_of(Qualifier)]


class _TableHead(NamedTuple):
    """What a cell has to know of the table it stands in."""

    unit: Unit
    years: int | None


_head: ContextVar[_TableHead] = ContextVar("head of the table being read")


def _other_currency(unit: Unit, first: Unit, at: Loc) -> PydanticCustomError:
    told = _("this is in {unit}, and the table of the plan in {first}", unit=unit, first=first)
    hint = _(
        "a plan is in one currency: other amounts go into a plan of their own; --table reads one table of an annex"
    )
    return refuse("SCH204", told, hint, at)


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, (Money, Dash)):
        return value
    if not isinstance(value, str):
        raise refuse("SCH201", _("a figure, a dash or nothing is expected here"))
    if value in {"-", "–", "—"}:
        return DASH
    return parse_money(value, _head.get().unit)


def _row(value: Any, cells: Any) -> Any:
    """Check the count before the cells, so that a missing comma is said once, where the row begins."""
    if not isinstance(value, tuple):
        raise refuse(
            "SCH101", _("a row of amounts is expected here, one per year"), _("for example: [300, 200, 200]")
        )
    years = _head.get().years
    if years is not None and len(value) != years:
        raise refuse(
            "SCH205",
            _(
                "{amounts} for {years}",
                amounts=n_("{count} amount", "{count} amounts", len(value)),
                years=n_("{count} year", "{count} years", years),
            ),
            _('one amount per year; a decimal comma must stand in quotes ("200,5")'),
        )
    return cells(value)


_CELL_SCHEMA = {"type": ["integer", "string", "null"], "pattern": FIGURE_PATTERN[:-1] + "$|^[-–—]$"}
TableCell = Annotated[Cell, Parsed(_cell, _CELL_SCHEMA)]
"""An entry, in the table's unit: an amount, `"-"`, or null for a blank."""


class Blank(Words):
    """What an empty cell of a table means."""

    NONE = "none", _("none: nothing is given")
    UNKNOWN = "unknown", _("unknown: the sums tell")


class Dashes(Words):
    """What a dash among amounts means."""

    NONE = "none", _("none: nothing is given")
    NOT_FIXED = "not_fixed", _("not fixed yet")


BlankMeaning = Annotated[Blank, one_of(Blank)]
DashMeaning = Annotated[Dashes, one_of(Dashes)]
Row = Annotated[tuple[TableCell, ...], WrapValidator(_row)]
"""One entry per year, in the order of the table's years."""


class Level(Words):
    """A level of the state budget."""

    STATE = "state", _("all levels of the state")
    """Nhà nước: all levels together."""
    CENTRAL = "central", _("the central level")
    LOCAL = "local", _("the local levels")
    """Địa phương: province, district and commune together."""
    PROVINCE = "province", _("the province")
    DISTRICT = "district", _("the district")
    COMMUNE = "commune", _("the commune")
    OTHER = "other", _("another source")


class SpendingKind(Words):
    """What the law on the state budget calls it."""

    INVESTMENT = "investment", _("investment")
    """Chi đầu tư."""
    RECURRENT = "recurrent", _("recurrent spending")
    """Chi thường xuyên, vốn sự nghiệp among it."""


class ColumnKind(Words):
    """What a column beside the years says."""

    AMOUNT = "amount", _("an amount of the period")
    """An amount of the period, added up across like that of a year: a phase, a quarter, a source without a year."""
    PART = "part", _("a part of an amount")
    """A part of the amount of its year, or without a year of the row total: of one source, of one quarter."""
    VERSION = "version", _("the same amount at another time")
    """The same amount at another time, in no sum across: kế hoạch, thực hiện, quyết toán."""
    BEFORE = "before", _("before the adjustment")
    """Before an adjustment; before + increase - decrease = the amount of its year."""
    INCREASE = "increase", _("an increase")
    DECREASE = "decrease", _("a decrease")
    OUTSIDE = "outside", _("money beyond the period")
    """Money beyond the period, in no sum across: tổng mức đầu tư, lũy kế, nhu cầu sau năm."""
    RUNNING = "running", _("added up line by line")
    """Each line and those above it added up, in no sum of lines: lũy kế, cộng dồn."""
    OTHER = "other", _("no money")
    """No money: a share, a quantity, a price, a date."""
    WORDS = "words", _("words")
    """Words beside the figures: the unit counted in, who carries a line out, when, on what grounds."""

    @property
    def is_money(self) -> bool:
        return self not in {ColumnKind.OTHER, ColumnKind.WORDS}


ColumnKindName = Annotated[ColumnKind, one_of(ColumnKind)]
LevelName = Annotated[Level, one_of(Level)]
SpendingName = Annotated[SpendingKind, one_of(SpendingKind)]


SourceId = Annotated[Slug, RefersTo("budget.sources")]
LineId = Annotated[Slug, RefersTo("budget.lines")]
ColumnId = Annotated[Slug, RefersTo("budget.columns")]


_formula = matching(
    FORMULA_PATTERN,
    "SCH108",
    _("a formula over columns is expected here"),
    _("for example: 2025 = so-luong x don-gia, con-lai = 2025 - da-chi, ty-le = da-chi / 2025 x 100"),
)
FormulaText = Annotated[str, Parsed(_formula, {"type": "string", "pattern": f"^{FORMULA_PATTERN}$"})]
"""What the figures of a column are made of: columns by id, a year, or `total`."""


class Source(Part):
    """A source of funding, as the text declares it or the table names it."""

    id: Id
    name: Name
    level: LevelName | None = Field(
        None, title=N_("level of the budget"), description=N_("the level of the state budget it belongs to")
    )
    requested: Flag = Field(
        default=False, title=N_("only requested"), description=N_("only asked for, not granted")
    )
    at: Place = None


class Holder(Part):
    """To whom the text gives the money."""

    agencies: Many[AgencyId] = Field(title=N_("agencies"), description=N_("agencies by id"))
    at: Place = None


class Spending(Part):
    """What kind of spending the document calls the money, or one line of it."""

    kind: Annotated[SpendingName, KEY] = Field(
        title=N_("kind"), description=N_("investment (đầu tư) or recurrent (thường xuyên, sự nghiệp)")
    )
    wording: Label = Field(title=N_("wording"), description=N_("the printed words that say so"))
    line: Annotated[LineId | None, KEY] = Field(
        None, title=N_("line"), description=N_("the line it speaks of; all of them when left out")
    )
    at: Place = None


class Note(Part):
    """A footnote of the table."""

    on: Annotated[Year | None, KEY] = Field(
        None, title=N_("from the day"), description=N_("the year it explains, when it explains one")
    )
    text: Label = Field(title=N_("text"), description=N_("in our own short words"))
    mark: Code | None = Field(None, title=N_("mark of the note"), description=N_("the mark before the note: *"))
    anchored: Flag = Field(
        default=True, title=N_("mark in the table"), description=N_("whether the mark also stands in the table")
    )
    at: Place = None


class LineName(Part):
    """Another name and number the document prints for a line."""

    stt: Code | None = Field(None, title=N_("number of the line"), description=N_("the number printed there"))
    name: Label = Field(title=N_("name"), description=N_("as printed there"))
    at: Place = None


class Stated(Part):
    """The grand total as printed elsewhere: in the prose, in words, in another annex."""

    amount: PrintedNumber | None = Field(None, title=N_("figure"), description=N_("the figure, as printed"))
    unit: UnitName | None = Field(
        None, title=N_("unit"), description=N_("the unit of this figure; the table's when left out")
    )
    words: Label | None = Field(
        None, title=N_("amount in words"), description=N_("the amount in words, as printed")
    )
    qualifier: QualifierName | None = Field(
        None,
        title=N_("bound of the figure"),
        description=N_("hơn, trên, tối thiểu, khoảng, gần, tối đa: the figure is a bound"),
    )
    status: Label | None = Field(
        None,
        title=N_("status of the figure"),
        description=N_("a word on how firm the figure is (dự kiến); it bounds nothing"),
    )
    at: Place = None

    @model_validator(mode="after")
    def _is_whole_dong(self) -> Self:
        """A figure in tỷ or triệu with too many decimals names no sum of money."""
        head = _head.get().unit
        unit = self.unit or head
        if unit.currency != head.currency:
            raise _other_currency(unit, head, ("unit",))
        if self.amount is not None:
            money_in(self.amount, unit)
        return self

    def in_figures(self, unit: Unit) -> Money | None:
        """What its figure comes to, in a table of that unit; None without one."""
        return None if self.amount is None else self.amount.as_money(self.unit or unit)

    def in_words(self, unit: Unit) -> Money | None:
        """What its words come to in the currency of that unit; None without any, or where they are no amount."""
        from cybercrime_plan.model.words import UnreadableWordsError, read_words

        try:
            return read_words(self.words, unit.currency) if self.words else None
        except UnreadableWordsError:
            return None


class BudgetColumn(Part):
    """A column of figures beside those of the years."""

    id: Id
    title: Label = Field(title=N_("title"), description=N_("as the heading prints it"))
    kind: ColumnKindName = Field(
        title=N_("kind of column"), description=N_("what its figures are, and so which sums they take part in")
    )
    year: Year | None = Field(None, title=N_("year"), description=N_("the year it belongs to, when to one only"))
    source: SourceId | None = Field(
        None, title=N_("source"), description=N_("the source whose money it shows, when it is that of one source")
    )
    over: Slug | None = Field(
        None,
        title=N_("added up over"),
        description=N_(
            "of a column that adds up line by line: the column that it adds up, by id, a year, or total"
        ),
    )
    of_which: Flag = Field(
        default=False,
        title=N_("only some parts"),
        description=N_("“trong đó”: the parts need not add up to the whole, but are no more than it"),
    )
    position: Whole | None = Field(
        None,
        title=N_("position"),
        description=N_(
            "which of the printed columns of figures and words it is, from 1; after all others when left out"
        ),
    )


class Line(Part):
    """A line of the table. With `lines` below it, it is their subtotal."""

    id: Id
    stt: Code | None = Field(
        None, title=N_("number of the line"), description=N_("the number of the line, as printed: 1, I, a)")
    )
    name: Name
    amounts: Row | None = Field(
        None, title=N_("amounts"), description=N_("one entry per year, in the table's unit")
    )
    total: TableCell = Field(None, title=N_("total"), description=N_("the total of the line, as printed"))
    source: SourceId | None = Field(None, title=N_("source"), description=N_("the source printed on the line"))
    split: dict[SourceId, Row] = Field(
        default_factory=dict, title=N_("split by source"), description=N_("the amounts of this line by source")
    )
    columns: dict[ColumnId, TableCell] = Field(
        default_factory=dict,
        title=N_("other columns"),
        description=N_("the figures of this line in the columns beside the years, by column"),
    )
    others: dict[ColumnId, Label] = Field(
        default_factory=dict,
        title=N_("what is no money"),
        description=N_("what this line prints in columns of kind `other` and `words`, as printed"),
    )
    memo: Flag = Field(default=False, title=N_("memo line"), description=N_("shown, but not part of any sum"))
    deduction: Flag = Field(
        default=False, title=N_("deduction"), description=N_("taken off, so that its amounts are negative")
    )
    of_which: Flag = Field(
        default=False,
        title=N_("only some parts"),
        description=N_("“trong đó”: the lines below are only some parts of it, no more than it together"),
    )
    opening: Label | None = Field(
        None,
        title=N_("row above the line"),
        description=N_("what a row without figures says right above it: Trong đó:"),
    )
    closing: Label | None = Field(
        None,
        title=N_("name of the row below its lines"),
        description=N_("what the row is called that prints its amounts, where that stands below its lines: Cộng I"),
    )
    labels: Many[LineName] = Field(
        (), title=N_("other name in the document"), description=N_("other names the document prints for this line")
    )
    agencies: Many[AgencyId] = Field((), title=N_("agencies"), description=N_("who carries it out"))
    covers: Many[Label] = Field(
        (), title=N_("what it pays for"), description=N_("what it pays for, in our own short words")
    )
    undecided: Label | None = Field(
        None, title=N_("why undecided"), description=N_("why a dash stands there: who decides, and when")
    )
    dash: DashMeaning | None = Field(
        None,
        title=N_("meaning of a dash"),
        description=N_("what a dash of this line means: none (nothing that year) or not_fixed (an amount to come)"),
    )
    unfixed: Many[Year] = Field(
        (), title=N_("years not fixed"), description=N_("the years whose dash stands for an amount to come")
    )
    notes: Many[Note] = Field((), title=N_("note"), description=N_("footnotes that explain this line"))
    at: Place = None
    lines: Many["Line"] = Field(
        (), title=N_("lines"), description=N_("the lines of which this one is the subtotal")
    )


class Budget(Part):
    """The table, its unit, and the totals it prints. Amounts are whole đồng, or whole units of another currency."""

    unit: UnitName = Field(title=N_("unit"), description=N_("the unit printed over the table (Đơn vị tính)"))
    at: Place = None
    details_at: Code | None = Field(
        None,
        title=N_("place of the details"),
        description=N_("the place that says what the lines cover and who carries them out"),
    )
    heading: Label | None = Field(
        None, title=N_("heading over the years"), description=N_("what is printed over the columns of years")
    )
    headings: Headings | None = Field(
        None, title=N_("printed headings"), description=N_("what the printed table calls its columns")
    )
    holder: Holder | None = Field(
        None, title=N_("holder of the money"), description=N_("to whom the text gives the money")
    )
    spending: Many[Spending] = Field(
        (),
        title=N_("kind of spending"),
        description=N_("what kind of spending the document calls the money: investment or recurrent"),
    )
    rounding: PrintedNumber | None = Field(
        None, title=N_("rounding"), description=N_("to how many units the table says its figures are rounded")
    )
    blank: BlankMeaning | None = Field(
        None,
        title=N_("meaning of an empty cell"),
        description=N_("what an empty cell means; an unknown amount when left out"),
    )
    dash: DashMeaning | None = Field(
        None,
        title=N_("meaning of a dash"),
        description=N_(
            "none (nothing that year) or not_fixed (an amount to come); when left out, a dash is not_fixed in a "
            "line of dashes only and none among amounts"
        ),
    )
    part: Flag = Field(
        default=False,
        title=N_("part of the period"),
        description=N_("whether the table is about some years of the period only, as a yearly allocation is"),
    )
    sources: Many[Source] = Field(
        (), title=N_("source of money"), description=N_("every source the text declares or the table names")
    )
    years: Many[Year] = Field(title=N_("years"), description=N_("the years over the columns, in printed order"))
    columns: Many[BudgetColumn] = Field(
        (), title=N_("other columns"), description=N_("the columns of figures beside those of the years")
    )
    formulas: Many[FormulaText] = Field(
        (),
        title=N_("arithmetic over columns"),
        description=N_(
            "how the figure of a column follows from others in every line: 2025 = so-luong x don-gia; columns by "
            "id, a year, or total"
        ),
    )
    lines: Many[Line] = Field(title=N_("lines"), description=N_("the lines of the table, in printed order"))
    totals: Row | None = Field(
        None, title=N_("totals of the years"), description=N_("the printed row of totals, one entry per year")
    )
    total: TableCell = Field(None, title=N_("total"), description=N_("the grand total, as printed"))
    column_totals: dict[ColumnId, TableCell] = Field(
        default_factory=dict,
        title=N_("totals of the other columns"),
        description=N_("the printed row of totals in the columns beside the years, by column"),
    )
    other_totals: dict[ColumnId, Label] = Field(
        default_factory=dict,
        title=N_("totals that are no money"),
        description=N_("what the row of totals prints in columns of kind `other`, as printed"),
    )
    totals_source: SourceId | None = Field(
        None, title=N_("source of the totals"), description=N_("the source printed on the row of totals")
    )
    stated: Many[Stated] = Field(
        (), title=N_("total printed elsewhere"), description=N_("the grand total wherever else it is printed")
    )
    notes: Many[Note] = Field((), title=N_("note"), description=N_("notes that belong to the table as a whole"))

    @model_validator(mode="wrap")
    @classmethod
    def _under_its_head(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        # the unit and the count of years, as far as they can be read; their own faults are found by their fields
        unit, years = (value.get("unit"), value.get("years")) if isinstance(value, dict) else (None, None)
        if isinstance(unit, str):
            unit = unit_of(unit)
        count = len(years) if isinstance(years, tuple) else None
        token = _head.set(_TableHead(unit if isinstance(unit, Unit) else Unit.DONG, count))
        try:
            return handler(value)
        finally:
            _head.reset(token)

    def walk(self) -> Iterator["PlacedLine"]:
        """Every line, parents before children, in printed order; a place is that in the first table of a plan."""
        yield from _walk(self.lines, (), ("budget",), counts=True)

    def every_line(self) -> Iterator[Line]:
        """The same, without their places."""
        return (one.line for one in self.walk())

    @property
    def inner_sums(self) -> dict[str, tuple[str, ...]]:
        """The columns that are a part of their whole and by a formula the sum of others, which are named."""
        inner = {one.id for one in self.columns if one.kind is ColumnKind.PART and one.of_which}
        added = (formula for formula in map(formula_in, self.formulas) if formula.adds and formula.result in inner)
        return {formula.result: formula.names[1:] for formula in added}

    def open_years(self, line: Line) -> tuple[int, ...]:
        """The years in which a dash of the line stands for an amount that is still to come."""
        cells = tuple(zip(self.years, line.amounts or (), strict=False))
        dashed = tuple(year for year, cell in cells if cell is DASH)
        if line.unfixed:
            return tuple(year for year in dashed if year in line.unfixed)
        alone = not any(isinstance(cell, Money) for _year, cell in cells)
        meaning = line.dash or ("not_fixed" if line.undecided else self.dash)
        return dashed if meaning == "not_fixed" or (meaning is None and alone) else ()


class FurtherBudget(Budget):
    """One more table of money of the same document: of another kind of money, or of a line of the first table."""

    id: Id
    title: Label | None = Field(None, title=N_("title"), description=N_("what is printed over this table"))
    line: LineId | None = Field(
        None,
        title=N_("line of the first table"),
        description=N_(
            "the line of `budget` that this table gives the details of; both are held against each other"
        ),
    )

    @property
    def called(self) -> str:
        """What people call it."""
        return self.title or self.at or self.id


def refuse_currencies(first: Budget, others: Iterable[FurtherBudget]) -> None:
    """Refuse further tables in another currency than the first.

    Raises:
        PydanticCustomError: there is one.
    """
    for index, table in enumerate(others):
        if table.unit.currency != first.unit.currency:
            raise _other_currency(table.unit, first.unit, ("budgets", index, "unit"))


class PlacedLine(NamedTuple):
    """A line of the table, and where it stands.

    Attributes:
        ids: of the lines above it and its own.
        loc: its place in the plan.
        counts: whether sums count it: neither it nor a line above it is a memo line, and none above it says
            "of which".
    """

    ids: tuple[str, ...]
    loc: Loc
    line: Line
    counts: bool


def _walk(lines: Iterable[Line], above: tuple[str, ...], loc: Loc, *, counts: bool) -> Iterator[PlacedLine]:
    for index, line in enumerate(lines):
        one = PlacedLine((*above, line.id), (*loc, "lines", index), line, counts and not line.memo)
        yield one
        yield from _walk(line.lines, one.ids, one.loc, counts=one.counts and not line.of_which)
