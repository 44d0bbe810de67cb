"""Hand a page over in the format asked for; on a terminal it is drawn with rich."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from cybercrime_plan.cli.session import Session
from cybercrime_plan.render.formats import EXCEL, FORMATS, Format
from cybercrime_plan.render.table import Page

T = TypeVar("T")


def deliver_page(session: Session, page: Page, *, inputs: Sequence[Path] = (), excel: bool = False) -> None:
    """Deliver a page in any of the formats of pages."""
    name = session.format_among([one.name for one in FORMATS])
    if name == "text" and session.rich:
        from cybercrime_plan.cli.terminal import show_page

        show_page(page, session.language, colored=session.colored)
        return
    chosen = EXCEL if excel and name == "csv" else next(one for one in FORMATS if one.name == name)
    session.deliver(chosen.write(page, session.language), inputs)


def deliver(session: Session, value: T, formats: Sequence[Format[T]], *, inputs: Sequence[Path] = ()) -> None:
    """Deliver a value that has formats of its own."""
    name = session.format_among([one.name for one in formats])
    chosen = next(one for one in formats if one.name == name)
    session.deliver(chosen.write(value, session.language), inputs)
