"""One year of deadlines on one sheet of A4: twelve months and, below them, what falls due. No script."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from cybercrime_plan.calc.deadlines import Occurrence, Schedule
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.render.calendar import summary
from cybercrime_plan.render.formats.html import escape
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.sections import SHORT_WEEKDAYS, dated, footing, limit, recipient

MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
STYLE = """\
@page { size: A4 portrait; margin: 10mm; }
* { box-sizing: border-box; }
body { font: 9pt/1.25 "Times New Roman", "Liberation Serif", serif; max-width: 190mm; margin: 0 auto; color: #000; }
h1 { font-size: 15pt; text-align: center; margin: 0 0 1mm; }
.months { display: grid; grid-template-columns: repeat(3, 1fr); gap: 2.5mm 6mm; align-items: start; }
.months table { border-collapse: separate; border-spacing: 1px; width: 100%; table-layout: fixed; }
.months { line-height: 1.1; }
caption { font-weight: bold; }
.months th { font-weight: normal; font-size: 7.5pt; color: #444; padding: 0; }
.months td { text-align: center; padding: .2mm 0; border: 1pt solid transparent; }
.off { color: #666; background: #eee; }
.months .limit, .legend .limit { border: 1pt dashed #000; }
.months .due, .legend .due { border: 1pt solid #000; }
.months .target, .legend .target { background: #000; color: #fff; font-weight: bold; border: 1pt solid #000; }
.legend { text-align: center; margin: 1.5mm 0; }
.legend span { display: inline-block; min-width: 7mm; border: 1pt solid transparent; }
.duties { border-collapse: collapse; width: 100%; }
.duties th, .duties td { border: .5pt solid #888; padding: .4mm 1mm; text-align: left; vertical-align: top; }
.duties th { background: #eee; } .duties tr { break-inside: avoid; } .duties .day { white-space: nowrap; }
.short { columns: 3; column-gap: 5mm; font-size: 7.5pt; line-height: 1.2; list-style: none; margin: 0; padding: 0; }
.short li { break-inside: avoid; margin-bottom: .7mm; }
@media screen and (max-width: 40rem) { body { padding: 0 3mm; } .months { grid-template-columns: 1fr; }
.short { columns: 1; } }
.target, .off, .duties th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
"""
_MANY = 8
"""More duties than this are listed in short, to stay on the sheet."""
_TOO_MANY = 40
"""More than this, as of a weekly report, are listed report by report."""


class DayMark(StrEnum):
    """What a day of the year is marked as; the first that applies."""

    TARGET = "target"
    DUE = "due"
    LIMIT = "limit"
    OFF = "off"


def year_page(schedule: Schedule, year: int, title: str, names: Names, language: Language) -> str:
    """The sheet of a year, as a complete HTML file.

    Args:
        names: how bodies are named.
        schedule: occurrences whose target is another year's are left out.
        title: what the calendar is called.
    """
    shown = tuple(one for one in schedule.occurrences if one.target.year == year)
    # what counts most comes last, and stands over the others
    marks = {one.limit: DayMark.LIMIT for one in shown} | {one.due: DayMark.DUE for one in shown}
    marks |= {one.target: DayMark.TARGET for one in shown}
    heading = escape(f"{title}, {year}")
    legend = (f'<span class="{mark}">12</span> {escape(language.say(text))}' for mark, text in MEANINGS.items())
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language.code}">',
        f'<head><meta charset="utf-8"><title>{heading}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>\n{STYLE}</style></head>",
        f"<body><main><h1>{heading}</h1>",
        '<div class="months">',
        *_months(year, marks, schedule.days, language),
        "</div>",
        f'<p class="legend">{" &emsp; ".join(legend)}</p>',
        *_duties(shown, names, language),
        *(f"<p>{escape(language.say(text))}</p>" for text in footing(schedule.days, {year})),
        "</main></body></html>",
    ]
    return "\n".join(lines) + "\n"


def _months(year: int, marks: dict[date, DayMark], days: WorkingDays, language: Language) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(language.say(name))}</th>' for name in SHORT_WEEKDAYS)
    for month, name in enumerate(MONTHS, start=1):
        yield f"<table><caption>{escape(language.say(name))}</caption><thead><tr>{heads}</tr></thead><tbody>"
        for week in Calendar().monthdatescalendar(year, month):
            cells = ""
            for day in week:
                off = None if days.is_worked(day) else days.why_off(day)
                mark = marks.get(day) or (DayMark.OFF if off else None)
                if day.month != month:
                    cells += "<td></td>"
                elif mark is None:
                    cells += f"<td>{day.day}</td>"
                else:
                    meaning = off if mark is DayMark.OFF and off else MEANINGS[mark]
                    cells += f'<td class="{mark}" title="{escape(language.say(meaning))}">{day.day}</td>'
            yield f"<tr>{cells}</tr>"
        yield "</tbody></table>"


MEANINGS = {
    DayMark.TARGET: _("finish by"),
    DayMark.DUE: _("last day on time, when it is a day off"),
    DayMark.LIMIT: _("the limit as written"),
    DayMark.OFF: _("day off"),
}


def _duties(occurrences: tuple[Occurrence, ...], names: Names, language: Language) -> Iterator[str]:
    if not occurrences:
        nothing = _("nothing falls due in this year")
        yield f"<p>{escape(language.say(nothing))}</p>"
    elif len(occurrences) > _MANY:
        each = (_("{day}: {duty}", day=dated(one.target), duty=summary(one)) for one in occurrences)
        listed = each if len(occurrences) <= _TOO_MANY else _by_report(occurrences)
        yield '<ol class="short">'
        yield from (f"<li>{escape(language.say(text))}</li>" for text in listed)
        yield "</ol>"
    else:
        yield '<table class="duties">'
        yield f"<thead><tr>{''.join(_cells('th', _HEADS, language))}</tr></thead><tbody>"
        for one in occurrences:
            plan, report, register = one.plan, one.report, names.of(one.plan)
            province = plan.province or plan.id
            place = _("{province}, {clause}", province=province, clause=report.at) if report.at else province
            who, to = register.names(report.from_whom, report.id, one.due), recipient(report, register, one.due)
            told = (dated(one.target), place, report.title, limit(one), who, to)
            yield f"<tr>{''.join(_cells('td', told, language))}</tr>"
        yield "</tbody></table>"


def _by_report(occurrences: tuple[Occurrence, ...]) -> Iterator[Text]:
    """Each report once, with the days to finish it by."""
    reports: dict[tuple[str, str], list[Occurrence]] = {}
    for one in occurrences:
        reports.setdefault((one.plan.id, one.report.id), []).append(one)
    for one, *others in reports.values():
        days = tuple(each.target for each in (one, *others))
        province = one.plan.province or one.plan.id
        yield _("{title} – {province}: {days}", title=one.report.title, province=province, days=days)


_HEADS = (_("Finish by"), _("Plan"), _("Report"), _("Limit"), _("Who reports"), _("To whom"))


def _cells(tag: str, cells: Iterable[Text | str | None], language: Language) -> Iterator[str]:
    for index, cell in enumerate(cells):
        kind = ' class="day"' if index == 0 else ""
        yield f"<{tag}{kind}>{escape(language.say(cell or ''))}</{tag}>"
