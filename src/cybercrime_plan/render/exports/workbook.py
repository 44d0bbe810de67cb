"""The workbook: the annex with live sums beside its printed totals, then deadlines, tasks, findings and facts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.render.exports.annex_sheet import write_annex
from cybercrime_plan.render.exports.dossier import Dossier, issued, newest_day, titled
from cybercrime_plan.render.exports.facts import facts
from cybercrime_plan.render.exports.sheets import Sheets
from cybercrime_plan.render.exports.tables import deadline_table, finding_table, task_table
from cybercrime_plan.render.table import Table


def workbook(dossiers: Sequence[Dossier], language: Language) -> bytes:
    """The bytes of an .xlsx file; the same plans give the same bytes.

    Nothing of a plan becomes a formula or a link, and no date of today's enters it.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(buffer, options)
    book.set_properties({"title": titled(dossiers), "author": issued(dossiers), "created": newest_day(dossiers)})
    sheets = Sheets(book, language)
    for dossier in dossiers:
        if dossier.plan.budget and dossier.footing:
            name = dossier.plan.id if len(dossiers) > 1 else dossier.plan.budget.at or dossier.plan.id
            write_annex(sheets, name, dossier.plan, dossier.plan.budget, dossier.footing)
    for title, table in _tables(dossiers):
        sheets.table(table, language.say(title))
    book.close()
    return buffer.getvalue()


def _tables(dossiers: Sequence[Dossier]) -> Iterator[tuple[Text, Table]]:
    yield _("Deadlines"), deadline_table(dossiers)
    yield _("Tasks"), task_table(dossiers)
    yield _("Findings"), finding_table(dossiers)
    yield _("Facts"), facts(dossiers)
