"""What a check has found, and the formats it is written in."""

from __future__ import annotations

from cybercrime_plan.render.checks.report import CheckReport
from cybercrime_plan.render.formats import Format

CHECK_FORMATS: tuple[Format[CheckReport], ...] = (
    Format("text", "checks.text:render"),
    Format("markdown", "checks.page:markdown"),
    Format("html", "checks.page:html"),
    Format("csv", "checks.page:csv"),
    Format("tsv", "checks.page:tsv"),
    Format("json", "checks.json:render"),
    Format("github", "checks.github:render"),
    Format("sarif", "checks.sarif:render"),
)
CHECK_EXCEL: Format[CheckReport] = Format("csv", "checks.page:excel", "utf-8-sig")
"""What `--excel` makes of csv."""
