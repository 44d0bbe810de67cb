"""Small plans that are in order, from the catalogue: tests change one place of them."""

from __future__ import annotations

from typing import Final

from cybercrime_plan.catalogue import meaning

TABLE: Final = meaning("BUD101").good
NESTED: Final = meaning("BUD105").good
SPLIT: Final = meaning("BUD106").good
STATED: Final = meaning("BUD107").good
DOCUMENT: Final = meaning("DOC101").good
LAW: Final = meaning("LEG101").good
REPORTS: Final = meaning("RPT101").good
DUTIES: Final = meaning("TSK101").good
STATISTICS: Final = meaning("STA101").good
