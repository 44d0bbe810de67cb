"""What a check has found, and the formats it is written in."""

from __future__ import annotations

from cybercrime_plan.calc.crossfoot import Sums
from cybercrime_plan.render.checks import github, json, sarif, text
from cybercrime_plan.render.checks.page import as_record, as_rows
from cybercrime_plan.render.checks.report import CheckedPlan, CheckReport, Status, Totals
from cybercrime_plan.render.formats import Format, csv, html, markdown

CHECK_FORMATS: tuple[Format[CheckReport], ...] = (
    Format("text", text.render),
    Format("markdown", as_record(markdown.render)),
    Format("html", as_record(html.render)),
    Format("csv", as_rows(csv.render)),
    Format("tsv", as_rows(csv.render_tsv)),
    Format("json", json.render),
    Format("github", github.render),
    Format("sarif", sarif.render),
)
CHECK_EXCEL: Format[CheckReport] = Format("csv", as_rows(csv.render_for_excel), "utf-8-sig")
"""What `--excel` makes of csv."""

__all__ = ["CHECK_EXCEL", "CHECK_FORMATS", "CheckReport", "CheckedPlan", "Status", "Sums", "Totals"]
