"""A comparison, and the formats it is written in."""

from __future__ import annotations

from cybercrime_plan.render.diff.words import DiffReport, Version
from cybercrime_plan.render.formats import Format

DIFF_FORMATS: tuple[Format[DiffReport], ...] = (
    Format("text", "diff.text:render"),
    Format("side", "diff.text:render_side"),
    Format("markdown", "diff.page:as_markdown"),
    Format("html", "diff.page:as_html"),
    Format("csv", "diff.page:as_csv"),
    Format("tsv", "diff.page:as_tsv"),
    Format("json", "diff.json:render"),
)
DIFF_EXCEL: Format[DiffReport] = Format("csv", "diff.page:for_excel", "utf-8-sig")
"""What `--excel` makes of csv."""

__all__ = ["DIFF_EXCEL", "DIFF_FORMATS", "DiffReport", "Version"]
