"""What of a plan has to stand in its source: each value as it would be printed, and where.

Our own summaries stand in no source; they are counted, and not looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property
from typing import Final

from cybercrime_plan.calc.annex_columns import AnnexColumn, columns_of, headings_of, printed_figure, printed_total
from cybercrime_plan.calc.source_search import Step, WordRun
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, FurtherBudget, Note, PlacedLine, Qualifier
from cybercrime_plan.model.dates import Bound, PartialDate, printed_date
from cybercrime_plan.model.identity import Fact, Instrument
from cybercrime_plan.model.money import DASH, Cell, Money, Number, Unit, in_unit, printed_names, unit_of
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report
from cybercrime_plan.model.source_text import date_word, day_word, words_of
from cybercrime_plan.model.statistics import Component, Quantity


class SoughtKind(Enum):
    """What sort of value is looked up."""

    ROW = auto()
    """a row of a table: its number, name, amounts in their order, total"""
    FIGURE = auto()
    """a figure in the text, with its unit"""
    DATE = auto()
    WORDS = auto()
    INSTRUMENT = auto()
    """a citation: kind, number, date, issuer and subject, one behind the other"""
    RECIPIENT = auto()
    CLAUSE = auto()
    """a clause of the source that has to be there: the place of a task"""


@dataclass(frozen=True)
class Sought:
    """A value of the plan, as its source has to print it.

    Attributes:
        shown: it, for a person.
        steps: its parts, one behind the other.
        at: the place the plan names for it; None when it may stand anywhere.
        prose: whether the end of a page, or notes at its foot, may interrupt it.
        follows: words that stand before it in its place, when they are printed there.
        stops: words that begin what comes after it.
        never_after: words that would make another value of it when they stand right before it.
        name_step: of a row, which of its parts is the name, whose last words may stand below the figures.
    """

    kind: SoughtKind
    loc: Loc
    shown: str
    steps: tuple[Step, ...]
    at: str | None = None
    prose: bool = False
    follows: WordRun = ()
    stops: tuple[WordRun, ...] = ()
    never_after: frozenset[str] = frozenset()
    name_step: int | None = None

    @cached_property
    def words(self) -> WordRun:
        """Its words in their usual form."""
        return tuple(word for step in self.steps if not step.optional for word in step.choices[0])


_QUALIFIERS: Final = {
    Qualifier.MORE_THAN: ("hơn", "trên"),
    Qualifier.AT_LEAST: ("tối thiểu", "ít nhất", "không dưới"),
    Qualifier.ABOUT: ("khoảng", "ước", "xấp xỉ"),
    Qualifier.NEARLY: ("gần",),
    Qualifier.UP_TO: ("tối đa", "không quá", "nhiều nhất", "đến"),
}
_BOUNDS_A_FIGURE: Final = frozenset({"hơn", "trên", "khoảng", "gần"})
_BOUNDS: Final = {Bound.BEFORE: ("trước",), Bound.BY: ("chậm nhất", "muộn nhất", "đến hết", "không quá", "trước")}
_TOTALS: Final = ("tổng cộng", "tổng số", "cộng", "tổng")
_STARRED: Final = Step((("(", "*", ")"), ("*",)), optional=True)


def _step(*printed: str, optional: bool = False) -> Step:
    return Step(tuple(words_of(one) for one in printed), optional)


_NUMBER_SIGN: Final = _step("số:", "số", optional=True)
_COMMA: Final = _step(",", optional=True)
_DAY: Final = _step("ngày", "năm", optional=True)
_OF: Final = _step("của", optional=True)
_ABOUT: Final = _step(", về", "về việc", "về", ",", optional=True)


def sought_values(plan: Plan) -> Iterator[Sought]:
    """Every value of the plan that its source has to print, section by section."""
    yield from _identity(plan)
    for index, one in enumerate(plan.legal_basis):
        yield _citation(one, ("legal_basis", index), one.date, one.issuer, one.subject, one.at)
        for number, other in enumerate(one.also):
            loc = ("legal_basis", index, "also", number)
            yield _citation(one, loc, other.date, other.issuer, None, other.at)
    for index, agency in enumerate(plan.agencies):
        yield from _words(("agencies", index, "name"), agency.name, None)
        for number, alias in enumerate(agency.aliases):
            yield from _words(("agencies", index, "aliases", number), alias, None)
    yield from _duties(plan)
    for table in plan.tables():
        for sought in _budget(table.budget):
            yield replace(sought, loc=(*table.loc, *sought.loc[1:]))
    for index, report in enumerate(plan.reports):
        yield from _report(report, ("reports", index))
    yield from _statistics(plan)
    yield from _addressees(plan)


def not_checkable(plan: Plan) -> int:
    """How many values are our own words: summaries, what a line pays for, why a dash stands there."""
    budgets = tuple(table.budget for table in plan.tables())
    lines = tuple(line for budget in budgets for line in budget.every_line())
    notes = [note for line in lines for note in line.notes] + [note for one in budgets for note in one.notes]
    doubts = plan.document.doubts if plan.document else ()
    return (
        sum(len(many) for many in (plan.objectives, plan.tasks, plan.reports, plan.statistics, notes))
        + sum(task.deliverable is not None for task in plan.tasks)
        + (plan.lead is not None)
        + sum(len(line.covers) + (line.undecided is not None) for line in lines)
        + sum((doubt.likely is not None) + (doubt.reason is not None) for doubt in doubts)
    )


def _words(loc: Loc, text: str | None, at: str | None, *, prose: bool = True) -> Iterator[Sought]:
    """A text as it stands."""
    if text is not None and words_of(text):
        yield Sought(SoughtKind.WORDS, loc, text, (_step(text),), at, prose)


def _date(loc: Loc, day: PartialDate | None, at: str | None) -> Iterator[Sought]:
    if day is not None:
        yield Sought(SoughtKind.DATE, loc, day.vi, (Step(((date_word(day),),)),), at)


def _identity(plan: Plan) -> Iterator[Sought]:
    document, period = plan.document, plan.period
    yield from _words(("province",), plan.province, None)
    yield from _words(("title",), plan.title, document.at if document else None)
    if period is not None:
        yield from _words(("period", "wording"), period.wording, period.at)
        if period.wording is None:
            yield from _date(("period", "from"), period.from_, period.at)
        yield from _date(("period", "to"), period.to, period.at)
    if document is None:
        return
    yield from _words(("document", "number"), document.number, document.at)
    yield from _date(("document", "date"), document.date, document.at)
    yield from _words(("document", "issuer"), document.issuer, document.at)
    if signer := document.signer:
        for name, text in (("authority", signer.authority), ("title", signer.title), ("name", signer.name)):
            yield from _words(("document", "signer", name), text, "Chữ ký", prose=False)
    for index, reading in enumerate(document.readings):
        place = ("document", "readings", index)
        yield from _words((*place, "printed"), reading.printed, reading.at)
        if reading.of is not Fact.DATE:
            yield from _words((*place, "value"), reading.value, reading.at)
        else:
            day = printed_date(reading.value) if reading.value else None
            yield from _date((*place, "value"), day, reading.at)
    for index, annex in enumerate(document.annexes):
        yield from _words(("document", "annexes", index, "name"), annex.name, None)
        yield from _words(("document", "annexes", index, "title"), annex.title, annex.name)
    for index, doubt in enumerate(document.doubts):
        yield from _words(("document", "doubts", index, "printed"), doubt.printed, doubt.at)


def _citation(
    one: Instrument, loc: Loc, day: PartialDate | None, issuer: str | None, subject: str | None, at: str | None
) -> Sought:
    """A citation, in the order in which one is printed."""
    steps = [_step(one.kind)]
    if one.number is not None:
        steps += [_NUMBER_SIGN, _step(one.number)]
    if day is not None:
        steps += [_COMMA, _DAY, Step(((date_word(day),),))]
    if issuer is not None:
        steps += [_COMMA, _OF, _step(issuer)]
    if subject is not None:
        steps += [_ABOUT, _step(subject)]
    said = (one.kind, one.number, day.vi if day else None, issuer, subject)
    shown = " ".join(part for part in said if part)
    return Sought(SoughtKind.INSTRUMENT, loc, shown, tuple(steps), at, prose=True)


def _duties(plan: Plan) -> Iterator[Sought]:
    """The places of objectives, of tasks and of who follows them, and the times the tasks print."""
    for index, objective in enumerate(plan.objectives):
        yield from _clause(("objectives", index, "at"), objective.at)
    for index, task in enumerate(plan.tasks):
        yield from _clause(("tasks", index, "at"), task.at)
        yield from _timing(("tasks", index, "timing"), task.timing, task.at)
    if plan.lead is not None:
        yield from _clause(("lead", "at"), plan.lead.at)


def _clause(loc: Loc, at: str | None) -> Iterator[Sought]:
    if at is not None:
        yield Sought(SoughtKind.CLAUSE, loc, at, (), at)


def _timing(loc: Loc, timing: str | None, at: str | None) -> Iterator[Sought]:
    """A printed time; several of them stand with semicolons between."""
    for part in (timing or "").split(";"):
        yield from _words(loc, part.strip() or None, at)


def _budget(budget: Budget) -> Iterator[Sought]:
    at = budget.at
    yield Sought(SoughtKind.WORDS, ("budget", "unit"), budget.unit.label, (_step(*printed_names(budget.unit)),), at)
    years = [step for year in budget.years for step in (_step("năm", optional=True), _step(str(year)))]
    shown = " ".join(map(str, budget.years))
    yield Sought(SoughtKind.ROW, ("budget", "years"), shown, tuple(years), at)
    if isinstance(budget, FurtherBudget):
        yield from _words(("budget", "title"), budget.title, at)
    yield from _headings(budget)
    if budget.holder is not None:
        yield from _clause(("budget", "holder", "at"), budget.holder.at)
    for index, column in enumerate(budget.columns):
        yield from _words(("budget", "columns", index, "title"), column.title, at)
    for index, source in enumerate(budget.sources):
        yield from _words(("budget", "sources", index, "name"), source.name, source.at or at)
    for index, spending in enumerate(budget.spending):
        yield from _words(("budget", "spending", index, "wording"), spending.wording, spending.at or at)
    headings = headings_of(budget)
    columns = [column for column in columns_of(budget, headings) if not column.is_words]
    for placed in budget.walk():
        yield from _line(budget, columns, placed)
    # the row of totals; its name may be any
    figures: list[Cell | str] = [printed_total(budget, column) for column in columns]
    printed = tuple(_shown(figures, budget.unit))
    if printed:
        name = _step(headings.totals or "", *_TOTALS, optional=budget.totals is not None)
        loc = ("budget", "total") if budget.totals is None else ("budget", "totals")
        steps = (name, *_figures(figures, budget.unit))
        yield Sought(SoughtKind.ROW, loc, " ".join(printed), steps, budget.at)
    yield from _notes(budget.notes, ("budget",), at)
    for index, stated in enumerate(budget.stated):
        place = ("budget", "stated", index)
        if stated.amount is not None:
            unit = stated.unit or budget.unit
            yield _figure((*place, "amount"), str(stated.amount), unit, stated.qualifier, stated.at)
        yield from _words((*place, "words"), stated.words, stated.at)
        yield from _words((*place, "status"), stated.status, stated.at)


def _headings(budget: Budget) -> Iterator[Sought]:
    """What stands around the table and over its columns."""
    at, headings = budget.at, budget.headings
    yield from _words(("budget", "heading"), budget.heading, at)
    if headings is None:
        return
    for name in ("stt", "name", "total", "source", "totals", "note"):
        yield from _words(("budget", "headings", name), getattr(headings, name), at)
    for index, number in enumerate(headings.numbers):
        if "=" in number:  # 1 or A alone stands anywhere
            yield from _words(("budget", "headings", "numbers", index), number, at)
    for name in ("figures", "above", "below"):
        for index, line in enumerate(getattr(headings, name)):
            for part in line.split("|"):  # a heading over several columns is printed once, above its own ones
                yield from _words(("budget", "headings", name, index), part.strip(), at)


def _line(budget: Budget, columns: Sequence[AnnexColumn], placed: PlacedLine) -> Iterator[Sought]:
    line, loc, at = placed.line, placed.loc, placed.line.at or budget.at
    figures = [printed_figure(line, column) for column in columns]
    named = _numbered(line.stt, line.name)
    steps = (*named, *_figures(figures, budget.unit))
    shown = " ".join([*([line.stt] if line.stt else []), line.name, *_shown(figures, budget.unit)])
    yield Sought(SoughtKind.ROW, loc, shown, steps, at, name_step=len(named) - 1)
    for index, label in enumerate(line.labels):
        place = (*loc, "labels", index)
        printed = " ".join([*([label.stt] if label.stt else []), label.name])
        yield Sought(SoughtKind.WORDS, place, printed, _numbered(label.stt, label.name), label.at or at, prose=True)
    yield from _words((*loc, "opening"), line.opening, at, prose=False)
    yield from _words((*loc, "closing"), line.closing, at, prose=False)
    yield from _notes(line.notes, loc, at)


def _notes(notes: Sequence[Note], loc: Loc, at: str | None) -> Iterator[Sought]:
    """The marks of notes; what a note says is in our own words."""
    for index, note in enumerate(notes):
        yield from _words((*loc, "notes", index, "mark"), note.mark, note.at or at, prose=False)


def _numbered(stt: str | None, name: str) -> tuple[Step, ...]:
    """A name behind its number."""
    if stt is None:
        return (_step(name),)
    return _step(stt), _step(".", ")", "-", optional=True), _step(name)


def _figures(figures: list[Cell | str], unit: Unit) -> Iterator[Step]:
    """Cells one behind the other; a blank one prints nothing, and a star behind one points at a note."""
    for text in _shown(figures, unit):
        yield _STARRED
        yield _step(text)


def _shown(figures: list[Cell | str], unit: Unit) -> Iterator[str]:
    for figure in figures:
        if figure is not None:
            yield in_unit(figure, unit) if isinstance(figure, Money) else "-" if figure is DASH else str(figure)


def _figure(
    loc: Loc,
    printed: str,
    unit: Unit | str,
    qualifier: Qualifier | None,
    at: str | None,
    follows: str | None = None,
    stops: tuple[WordRun, ...] = (),
) -> Sought:
    """A figure with its unit, and the word that makes a bound of it."""
    units = printed_names(unit) if isinstance(unit, Unit) else (unit,)
    bound = (_step(*_QUALIFIERS[qualifier]),) if qualifier else ()
    said = (_QUALIFIERS[qualifier][0] if qualifier else None, printed, units[0])
    return Sought(
        SoughtKind.FIGURE,
        loc,
        " ".join(part for part in said if part),
        (*bound, _step(printed), _step(*units)),
        at,
        follows=words_of(follows or ""),
        stops=stops,
        never_after=frozenset() if qualifier else _BOUNDS_A_FIGURE,
    )


def _report(report: Report, loc: Loc) -> Iterator[Sought]:
    rule = report.rule
    if rule is not None and rule.bymonth is not None and rule.bymonthday is not None and rule.bymonthday > 0:
        bounds = _BOUNDS[report.effective_bound]
        for month in rule.bymonth:
            steps = (_step(*bounds), _DAY, Step(((day_word(rule.bymonthday, month),),)))
            shown = f"{bounds[0]} ngày {rule.bymonthday}/{month}"
            yield Sought(SoughtKind.DATE, (*loc, "rule"), shown, steps, report.at)
    elif report.due is not None and report.due.first == report.due.last:
        due = PartialDate(report.due.last.year, report.due.last.month, report.due.last.day)
        yield from _date((*loc, "due"), due, report.at)
    yield from _timing((*loc, "timing"), report.timing, report.at)
    if report.via is not None:
        yield from _words((*loc, "via", "email"), report.via.email, report.via.at or report.at, prose=False)


def _statistics(plan: Plan) -> Iterator[Sought]:
    periods = tuple({words_of(one.period): None for one in plan.statistics if one.period})
    for index, statistic in enumerate(plan.statistics):
        loc = ("statistics", index)
        yield from _words((*loc, "period"), statistic.period, statistic.at)
        others = tuple(one for one in periods if one != words_of(statistic.period or ""))
        yield _quantity(statistic.total, (*loc, "total", "value"), statistic.at, statistic.period, others)
        labels = tuple(words_of(part.label) for part in statistic.parts)
        for number, part in enumerate(statistic.parts):
            others = tuple(one for one in labels if one != labels[number])
            place = (*loc, "parts", number, "value")
            yield _quantity(part, place, part.at or statistic.at, part.label, others)


def _quantity(
    one: Quantity | Component, loc: Loc, at: str | None, follows: str | None, stops: tuple[WordRun, ...]
) -> Sought:
    unit = unit_of(one.unit) or one.unit
    printed = one.printed or str(Number(one.value.digits, one.value.decimals))
    return _figure(loc, printed, unit, one.qualifier, at, follows, stops)


def _addressees(plan: Plan) -> Iterator[Sought]:
    for index, recipient in enumerate(plan.recipients):
        steps = [_step(recipient.name)]
        if recipient.for_report:
            steps.append(_step("(để báo cáo)", "(báo cáo)", "(b/c)"))
        if recipient.archive:
            steps = [_step("Lưu"), _step(":", optional=True), *steps]
        kind = SoughtKind.RECIPIENT
        yield Sought(kind, ("recipients", index), recipient.name, tuple(steps), "Nơi nhận", prose=True)
    for index, contact in enumerate(plan.contacts):
        yield from _words(("contacts", index, "email"), contact.email, contact.at, prose=False)
        yield from _words(("contacts", index, "phone"), contact.phone, contact.at, prose=False)
