"""SRC101-119: sources of funding, who holds the money, what a line is for, and what the table leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import Budget, Level, Line, Note, Source, Spending, SpendingKind
from cybercrime_plan.model.identity import Extent
from cybercrime_plan.model.money import DASH, Money
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import folded, unaccented
from cybercrime_plan.rules.budget_text import (
    amount_of,
    lines_of,
    median,
    money,
    own_lines,
    share,
    times,
    total_of,
)
from cybercrime_plan.rules.rule import Reading, check, some

_LOCAL: Final = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})
_WITHIN: Final = {Level.LOCAL: _LOCAL, Level.STATE: _LOCAL | {Level.CENTRAL, Level.LOCAL}}
"""The state budget is the central one and the local one, the local one that of province, district and commune
together (Law on the State Budget, article 6)."""

_WORDS: Final = {
    Level.STATE: ("nha nuoc", "nn"),
    Level.CENTRAL: ("trung uong", "tw"),
    Level.LOCAL: ("dia phuong", "dp"),
    Level.PROVINCE: ("tinh|thanh pho|tp", "t"),
    Level.DISTRICT: ("huyen|quan|thi xa", "h"),
    Level.COMMUNE: ("xa|phuong|thi tran", "x"),
}
_NAMED: Final = {
    level: rf"\b(?:(?:ngan sach|ns|kinh phi|von|tu|nguon|cap) (?:cap |cua )?(?:{words}|{short})|ns ?{short})\b"
    for level, (words, short) in _WORDS.items()
}
"""How the name of a source names a level of the budget: in its own phrase, never in the name of a bank or in a word
such as `xã hội hóa`. These look at words without their marks."""
_MENTIONED: Final = {level: rf"\b(?:{words})\b" for level, (words, _short) in _WORDS.items()}
_NO_LEVEL: Final = r"\bxa hoi\b|\b(?:ngan hang|kho bac) nha nuoc\b"

_LEVEL_NAMES: Final = {
    Level.STATE: _("the state budget"),
    Level.CENTRAL: _("the central budget"),
    Level.LOCAL: _("the local budget"),
    Level.PROVINCE: _("the provincial budget"),
    Level.DISTRICT: _("the district budget"),
    Level.COMMUNE: _("the commune budget"),
    Level.OTHER: _("other money"),
}


def _levels_named(source: Source) -> tuple[Level, ...]:
    """The levels of the budget in a source's name; with one named, every other that is mentioned beside it."""
    name = re.sub(_NO_LEVEL, "", unaccented(source.name))
    if not any(re.search(pattern, name) for pattern in _NAMED.values()):
        return ()
    return tuple(level for level in _WORDS if re.search(_NAMED[level], name) or re.search(_MENTIONED[level], name))


def _level(source: Source) -> Level | None:
    """Its level as given, else the one its name names."""
    named = _levels_named(source)
    return source.level or (named[0] if len(named) == 1 else None)


def _holds(wider: Level | None) -> frozenset[Level]:
    """The levels of the budget that are part of that one."""
    return _WITHIN.get(wider or Level.OTHER, frozenset())


def _drawn_on(line: Line) -> Iterator[str]:
    """The sources from which the line fixes money."""
    if line.source and amount_of(line):
        yield line.source
    for source, cells in line.split.items():
        if any(isinstance(cell, Money) and cell for cell in cells):
            yield source


def _by_table(source: Source, budget: Budget) -> bool:
    """Whether only the table names it, not the text."""
    return source.at in {None, budget.at}


@check("SRC101", "source-without-money", Severity.WARNING)
def unused_sources(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None:
        return
    ids = {source for _loc, line in lines_of(reading) for source in _drawn_on(line)}
    used = [source for source in budget.sources if source.id in ids]
    levels_used = {_level(source) for source in used}
    names = some([f"“{source.name}”" for source in used])
    total = money(total_of(reading), budget)
    for index, source in enumerate(budget.sources):
        if used and source.id not in ids and levels_used.isdisjoint(_holds(_level(source))):
            message = _(
                "“{source}” is {declared}, but carries 0 of {total}: all of it comes from {used}",
                source=source.name,
                declared=_("asked for") if source.requested else _("declared"),
                total=total,
                used=names,
            )
            yield Complaint(message, ("budget", "sources", index), actual=0, unit=budget.unit.currency)


@check("SRC102", "source-not-declared", Severity.WARNING)
def undeclared_sources(reading: Reading) -> Iterator[Complaint]:
    for index, source, wider, declared in _named_by_table(reading):
        if wider is None:
            message = _(
                "the table names “{source}”, which the text does not declare; it declares {declared}",
                source=source.name,
                declared=declared,
            )
            yield Complaint(message, ("budget", "sources", index), actual=source.name)


@check("SRC103", "source-narrower", Severity.NOTE)
def narrower_sources(reading: Reading) -> Iterator[Complaint]:
    for index, source, wider, _declared in _named_by_table(reading):
        if wider is not None and _level(wider) is not Level.STATE:
            message = _(
                "the text declares “{wider}”, the table names “{source}”, which is a part of it",
                wider=wider.name,
                source=source.name,
            )
            yield Complaint(message, ("budget", "sources", index), expected=wider.name, actual=source.name)


def _named_by_table(reading: Reading) -> Iterator[tuple[int, Source, Source | None, tuple[Text | str, ...]]]:
    """Sources only the table names, each with the wider one the text declares, if there is one."""
    budget = reading.plan.budget
    if budget is None:
        return
    declared = [source for source in budget.sources if not _by_table(source, budget)]
    wider: dict[Level, Source] = {}
    for source in declared:
        for level in _holds(_level(source)):
            wider.setdefault(level, source)
    names = some([f"“{source.name}”" for source in declared])
    for index, source in enumerate(budget.sources):
        if declared and _by_table(source, budget):
            yield index, source, wider.get(_level(source) or Level.OTHER), names


@check("SRC104", "dash-with-source", Severity.WARNING)
def dashes_with_source(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        cells = line.amounts or ()
        if budget and line.source and cells and all(cell is DASH for cell in cells):
            name = next((source.name for source in budget.sources if source.id == line.source), line.source)
            message = _("“{line}” names “{source}”, but no year has an amount", line=line.name, source=name)
            yield Complaint(message, (*loc, "source"), actual=name)


@check("SRC105", "holder-not-doer", Severity.WARNING)
def holders(reading: Reading) -> Iterator[Complaint]:
    budget, registry = reading.plan.budget, reading.registry
    if budget is None or budget.holder is None:
        return
    holding = registry.reached(registry.meant(budget.holder.agencies))
    others = [
        line for _loc, line in own_lines(reading) if amount_of(line) and not holding.issuperset(line.agencies)
    ]
    amount, total = Money.total(map(amount_of, others)), total_of(reading)
    if others and total:
        names = tuple(f"“{line.name}”" for line in others)
        message = _(
            "{holder} holds all the money, but others carry out {lines}: up to {amount} of {total} ({share})",
            holder=tuple(map(registry.name, budget.holder.agencies)),
            lines=n_("{count} line ({names})", "{count} lines ({names})", len(others), names=names),
            amount=money(amount, budget),
            total=money(total, budget),
            share=share(amount, total),
        )
        yield Complaint(message, ("budget", "holder"), actual="; ".join(line.name for line in others))


@check("SRC106", "level-contradicts-name", Severity.ERROR)
def levels(reading: Reading) -> Iterator[Complaint]:
    for index, source in enumerate(reading.plan.budget.sources if reading.plan.budget else ()):
        named, own = _levels_named(source), source.level
        # a source can be called after its own level, a part of that, or the whole of which that is a part
        if own and named and not any(level in {own, *_holds(own)} or own in _holds(level) for level in named):
            loc = ("budget", "sources", index, "level")
            message = _(
                "“{source}” is given as {level}, but its name means {expected}",
                source=source.name,
                level=_LEVEL_NAMES[own],
                expected=tuple(_LEVEL_NAMES[level] for level in named),
            )
            yield Complaint(message, loc, expected=", ".join(named), actual=own.value)


@check("SRC107", "doer-below-source", Severity.NOTE)
def lower_doers(reading: Reading) -> Iterator[Complaint]:
    budget, registry = reading.plan.budget, reading.registry
    sources = {source.id: source for source in budget.sources} if budget else {}
    for loc, line in own_lines(reading):
        drawn = [sources[slug] for slug in _drawn_on(line) if slug in sources]
        levels = {level for source in drawn if (level := _level(source))}
        doers = [agency for slug in line.agencies if (agency := registry.get(slug))]
        # the levels of government below every level that pays
        paid = bool(levels) and levels.issubset(_DOWNWARD)
        lower = _DOWNWARD[max(map(_DOWNWARD.index, levels)) + 1 :] if paid else ()
        below = [agency for agency in doers if agency.level in lower]
        if below:
            message = _(
                "“{line}” is carried out by {agencies}, but paid only from {sources}; how it gets there is open",
                line=line.name,
                agencies=some([f"“{agency.name}”" for agency in below]),
                sources=some([f"“{source.name}”" for source in drawn]),
            )
            yield Complaint(message, (*loc, "agencies"), actual="; ".join(agency.name for agency in below))


_DOWNWARD: Final = (Level.CENTRAL, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


_FEWEST_OTHERS: Final = 2
"""Against a single other year nothing can be called usual."""


@check("SRC111", "dash-unexplained", Severity.WARNING)
def unexplained_dashes(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        notes = (*line.notes, *(budget.notes if budget else ()))
        open_years = budget.open_years(line) if budget and not line.undecided else ()
        unexplained = tuple(year for year in open_years if not _explains(year, notes))
        if unexplained:
            message = _("“{line}” prints a dash for {years}: why is not said", line=line.name, years=unexplained)
            yield Complaint(message, (*loc, "amounts"), actual=", ".join(map(str, unexplained)))


def _explains(year: int, notes: tuple[Note, ...]) -> bool:
    return any(note.on in {None, year} for note in notes)


@check("SRC112", "spike-unexplained", Severity.WARNING)
def spikes(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        below = [one for one in line.lines if not one.memo]
        if below and all(one.amounts is not None for one in below):  # this one only carries on what they say
            continue
        for index, amount, usual in _spikes(line, reading.plan.thresholds.spike):
            if budget is None or _explains(budget.years[index], (*line.notes, *budget.notes)):
                continue
            message = _(
                "“{line}” has {amount} in {year}, {times} times the {usual} of its other years, without a note",
                line=line.name,
                amount=money(amount, budget),
                year=budget.years[index],
                times=times(amount, usual),
                usual=money(usual, budget),
            )
            at = (*loc, "amounts", index)
            yield Complaint(message, at, expected=usual.dong, actual=amount.dong, unit=budget.unit.currency)


def _spikes(line: Line, limit: int) -> Iterator[tuple[int, Money, Money]]:
    """Each amount far above the middle of the others, with that middle."""
    amounts = [(index, cell) for index, cell in enumerate(line.amounts or ()) if isinstance(cell, Money)]
    for index, amount in amounts:
        others = [other for place, other in amounts if place != index and other.dong > 0]
        if len(others) >= _FEWEST_OTHERS and amount.dong >= limit * median(others).dong:
            yield index, amount, median(others)


@check("SRC113", "note-without-anchor", Severity.WARNING)
def loose_notes(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None:
        return
    tables = [
        (("budget",), budget.notes, budget.totals),
        *((loc, line.notes, line.amounts) for loc, line in lines_of(reading)),
    ]
    for above, notes, cells in tables:
        for index, note in enumerate(notes):
            said, year, mark = note.text, note.on, note.mark or "?"
            if year is not None and year not in budget.years:
                why = _("the note “{note}” is about {year}, which is no year of the table", note=said, year=year)
            elif not note.anchored:
                why = _(
                    "the note “{note}” has a mark ({mark}) that no figure of the table bears", note=said, mark=mark
                )
            elif year is not None and cells is not None and cells[budget.years.index(year)] is None:
                why = _("the note “{note}” is about {year}, where nothing is printed", note=said, year=year)
            else:
                continue
            loc: Loc = (*above, "notes", index)
            yield Complaint(why, loc, actual=note.mark or note.text)


@check("SRC114", "years-differ-from-period", Severity.ERROR)
def years(reading: Reading) -> Iterator[Complaint]:
    return _years(reading, part=False)


@check("SRC120", "years-of-a-longer-period", Severity.NOTE)
def some_years(reading: Reading) -> Iterator[Complaint]:
    return _years(reading, part=True)


def _years(reading: Reading, *, part: bool) -> Iterator[Complaint]:
    """The table against the period: fewer years that are said to be a part of it, or anything else."""
    period, budget = reading.plan.period, reading.plan.budget
    if period is None or budget is None:
        return
    covered = range(period.from_.year, period.to.year + 1)
    if list(covered) != list(budget.years) and _is_part(reading.plan, budget, covered) is part:
        loc, printed = ("budget", "years"), set(budget.years)
        changes = (
            *(_("{year} is missing", year=year) for year in covered if year not in printed),
            *(_("{year} is outside", year=year) for year in sorted(printed.difference(covered))),
        )
        message = _(
            "the period {first}–{last} has {expected}, the table {actual}: {changes}",
            first=period.from_.year,
            last=period.to.year,
            expected=n_("{count} year", "{count} years", len(covered)),
            actual=len(budget.years),
            changes=changes,
        )
        yield Complaint(
            message,
            loc,
            expected=len(covered),
            actual=len(budget.years),
            difference=len(budget.years) - len(covered),
        )


def _is_part(plan: Plan, budget: Budget, covered: range) -> bool:
    """Whether the table is an allocation to some years of the period: one, those of its title, or said so."""
    from cybercrime_plan.rules.title_years import years_of_title

    if not set(budget.years) < set(covered):
        return False
    if budget.part or len(budget.years) == 1:
        return True
    # the annex of the table may be named after its years, or the plan after them beside the whole period
    annexes = plan.document.annexes if plan.document else ()
    titles = [annex.title for annex in annexes if annex.name == budget.at and annex.title]
    if plan.title and (covered[0], covered[-1]) in chain(*years_of_title(plan.title)):
        titles.append(plan.title)
    years = tuple(budget.years)
    for spans, _cited in map(years_of_title, titles):
        if (years[0], years[-1]) in spans or {first for first, last in spans if first == last} == set(years):
            return True
    return False


@check("SRC115", "spending-kind-conflict", Severity.WARNING)
def spending_kinds(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    first: dict[object, Spending] = {}
    for index, spending in enumerate(budget.spending if budget else ()):
        kind = next(one for one in SpendingKind if one is not spending.kind)
        places = ((kind, None), (kind, spending.line), kind if spending.line is None else None)
        others = (first[place] for place in places if place in first)
        other = next((one for one in others if folded(one.wording) != folded(spending.wording)), None)
        if other:  # the same words of both kinds say that there is money of both
            loc = ("budget", "spending", index)
            message = _(
                "“{wording}” ({at}) means {kind}, but “{other}” ({other_at}) means {other_kind}",
                wording=spending.wording,
                at=spending.at or "?",
                kind=spending.kind.label,
                other=other.wording,
                other_at=other.at or "?",
                other_kind=other.kind.label,
            )
            yield Complaint(message, loc, expected=other.kind.value, actual=spending.kind.value)
        for place in ((spending.kind, spending.line), spending.kind):
            first.setdefault(place, spending)


_INVESTMENT: Final = r"\bdau tu (?:cong|trung han)\b|\bke hoach (?:von )?dau tu\b"


@check("SRC116", "all-called-investment", Severity.WARNING)
def investment_heads(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None or re.search(_INVESTMENT, unaccented(reading.plan.title or "")):
        return  # a plan of public investment is what its heading says
    called = {spending.line for spending in budget.spending if spending.kind is SpendingKind.INVESTMENT}
    others = [line for _loc, line in own_lines(reading) if line.id not in called and amount_of(line)]
    for index, spending in enumerate(budget.spending):
        public = re.search(_INVESTMENT, unaccented(spending.wording))
        if spending.kind is SpendingKind.INVESTMENT and spending.line is None and others and not public:
            message = _(
                "“{wording}” calls the whole table investment, {rest} of {total} only by this heading",
                wording=spending.wording,
                rest=money(Money.total(map(amount_of, others)), budget),
                total=money(total_of(reading), budget),
            )
            yield Complaint(message, ("budget", "spending", index), actual="; ".join(line.name for line in others))


@check("SRC117", "estimate-without-amounts", Severity.WARNING)
def estimates(reading: Reading) -> Iterator[Complaint]:
    document, budget = reading.plan.document, reading.plan.budget
    for index, annex in enumerate(document.annexes if document and budget else ()):
        if budget and annex.name == budget.details_at and annex.amounts in {Extent.NONE, Extent.TOTAL}:
            printed = _("only the total") if annex.amounts is Extent.TOTAL else _("no amount")
            message = _(
                "{annex} says what the lines pay for, but prints {printed}: they cannot be costed",
                annex=annex.name,
                printed=printed,
            )
            yield Complaint(message, ("document", "annexes", index), actual=annex.amounts.value)


@check("SRC118", "line-named-differently", Severity.WARNING)
def other_names(reading: Reading) -> Iterator[Complaint]:
    return _labels(reading, longer=False)


@check("SRC119", "line-name-longer", Severity.NOTE)
def longer_names(reading: Reading) -> Iterator[Complaint]:
    return _labels(reading, longer=True)


def _labels(reading: Reading, *, longer: bool) -> Iterator[Complaint]:
    for above, line in lines_of(reading):
        for index, label in enumerate(line.labels):
            one, other = sorted((_words(line.name), _words(label.name)), key=len)
            if not same_words(label.name, line.name) and (other[: len(one)] == one) is longer:
                message = _(
                    "the line “{line}” is called “{label}” in {at}",
                    line=line.name,
                    label=label.name,
                    at=label.at or "?",
                )
                yield Complaint(message, (*above, "labels", index), expected=line.name, actual=label.name)


def _words(name: str) -> list[str]:
    """The words of a name without commas and capitals, `&` among them as `và`."""
    return re.findall(r"[^\W_]+", folded(name.replace("&", " và ")))


_LONGEST_NAME: Final = 200
"""In words of both; no name of a line is longer."""


def same_words(one: str, other: str) -> bool:
    """Whether two names have the same words, commas and initials aside: CNTT is `công nghệ thông tin`."""
    first, second = _words(one), _words(other)
    if len(first) + len(second) > _LONGEST_NAME:
        return first == second
    return first == second or _spells_out(first, second) or _spells_out(second, first)


def _spells_out(short: list[str], long: list[str]) -> bool:
    """Whether `long` is `short` with some of its words read as initials; `và` has none."""
    ends = {0}
    for word in short:
        # where one may go on after reading this word, as it stands or as initials
        starts, ends = ends, set()
        for start in starts:
            if long[start : start + 1] == [word]:
                ends.add(start + 1)
            initials = ""
            for end in range(start, min(len(long), start + 2 * len(word))):
                initials += "" if long[end] == "và" else long[end][0]
                if initials == word and len(word) > 1:
                    ends.add(end + 1)
    return len(long) in ends
