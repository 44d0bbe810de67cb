"""The workbook: the annex with live sums beside its printed totals, then deadlines, tasks, findings and facts."""

from __future__ import annotations

from collections.abc import Sequence

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.language import Language, _
from cybercrime_plan.model.budget import FurtherBudget
from cybercrime_plan.render.exports.annex_sheet import write_annex
from cybercrime_plan.render.exports.dossier import Dossier, issued, newest_day, titled
from cybercrime_plan.render.exports.facts import facts
from cybercrime_plan.render.exports.sheets import Sheets, written
from cybercrime_plan.render.exports.tables import deadline_table, decision_table, finding_table, task_table
from cybercrime_plan.render.result import Records
from cybercrime_plan.render.table import Table, said


def workbook(dossiers: Sequence[Dossier], language: Language) -> bytes:
    """The bytes of an .xlsx file; the same plans give the same bytes.

    Nothing of a plan becomes a formula or a link, and no date of today's enters it.
    """

    def write(sheets: Sheets) -> None:
        for dossier in dossiers:
            for _loc, budget, _own in dossier.plan.tables():
                ids = (dossier.plan.id, *([budget.id] if isinstance(budget, FurtherBudget) else ()))
                name = " ".join(ids) if len(dossiers) > 1 else budget.at or ids[-1]
                write_annex(sheets, name, dossier.plan, budget, crossfoot(budget))
        for title, table in (
            (_("Deadlines"), deadline_table(dossiers)),
            (_("Tasks"), task_table(dossiers)),
            (_("Findings"), finding_table(dossiers)),
            (_("Facts"), facts(dossiers)),
            (_("Decided since"), decision_table(dossiers)),
        ):
            sheets.table(table, language.say(title))

    return written(write, language, title=titled(dossiers), author=issued(dossiers), created=newest_day(dossiers))


def tables_workbook(records: Records, language: Language) -> bytes:
    """The bytes of an .xlsx file with a sheet for each table."""

    def write(sheets: Sheets) -> None:
        for part in records:
            if isinstance(part, Table):
                sheets.table(part, said(part.title, language) or part.key, even_empty=True)

    return written(write, language)
