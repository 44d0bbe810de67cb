"""The workbook: the annex with live sums beside its printed totals, then deadlines, tasks, findings and facts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.budget import FurtherBudget
from cybercrime_plan.render.exports.annex_sheet import write_annex
from cybercrime_plan.render.exports.dossier import Dossier, issued, newest_day, titled
from cybercrime_plan.render.exports.facts import facts
from cybercrime_plan.render.exports.sheets import UNDATED, Sheets, plain_workbook
from cybercrime_plan.render.exports.tables import deadline_table, decision_table, finding_table, task_table
from cybercrime_plan.render.result import Records
from cybercrime_plan.render.table import Table, said


def workbook(dossiers: Sequence[Dossier], language: Language) -> bytes:
    """The bytes of an .xlsx file; the same plans give the same bytes.

    Nothing of a plan becomes a formula or a link, and no date of today's enters it.
    """
    buffer = io.BytesIO()
    about = {"title": titled(dossiers), "author": issued(dossiers), "created": newest_day(dossiers)}
    book = plain_workbook(buffer, about)
    sheets = Sheets(book, language)
    for dossier in dossiers:
        for _loc, budget, _own in dossier.plan.tables():
            ids = (dossier.plan.id, *([budget.id] if isinstance(budget, FurtherBudget) else ()))
            name = " ".join(ids) if len(dossiers) > 1 else budget.at or ids[-1]
            write_annex(sheets, name, dossier.plan, budget, crossfoot(budget))
    for title, table in _tables(dossiers):
        sheets.table(table, language.say(title))
    book.close()
    return buffer.getvalue()


def tables_workbook(records: Records, language: Language) -> bytes:
    """The bytes of an .xlsx file with a sheet for each table."""
    buffer = io.BytesIO()
    book = plain_workbook(buffer, {"created": UNDATED})
    sheets = Sheets(book, language)
    for part in records:
        if isinstance(part, Table):
            sheets.table(part, said(part.title, language) or part.key, even_empty=True)
    book.close()
    return buffer.getvalue()


def _tables(dossiers: Sequence[Dossier]) -> Iterator[tuple[Text, Table]]:
    yield _("Deadlines"), deadline_table(dossiers)
    yield _("Tasks"), task_table(dossiers)
    yield _("Findings"), finding_table(dossiers)
    yield _("Facts"), facts(dossiers)
    yield _("Decided since"), decision_table(dossiers)
