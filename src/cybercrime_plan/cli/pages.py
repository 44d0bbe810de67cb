"""Hand a page over in the format asked for; on a terminal it is drawn with rich."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cybercrime_plan.cli.session import PAGE_FORMATS, Session
from cybercrime_plan.render.formats import EXCEL, FORMATS

if TYPE_CHECKING:
    from cybercrime_plan.render.table import Page


def deliver_page(session: Session, page: Page, *, inputs: Sequence[Path] = (), excel: bool = False) -> None:
    """Deliver a page in any of the formats of pages."""
    name = session.format_among(PAGE_FORMATS)
    if name == "text" and session.rich:
        from cybercrime_plan.cli.terminal import show_page

        show_page(page, session.language, colored=session.colored)
        return
    chosen = EXCEL if excel and name == "csv" else next(one for one in FORMATS if one.name == name)
    session.deliver(chosen.write(page, session.language), inputs)
