"""`plan`, and `python -m cybercrime_plan`."""

from __future__ import annotations

import gc
import sys
from typing import Final

FEW_COLLECTIONS: Final = 500_000
"""Values made between two looks for cycles; Python's 700 cost a quarter of the time of a thousand plans."""


def run() -> None:
    """Run the program on the arguments of the process; Ctrl-C is met with words even while it still loads.

    Loading and reading make many values and hardly a cycle, so the collector of cycles looks for them less often.
    """
    gc.set_threshold(FEW_COLLECTIONS)
    try:
        from cybercrime_plan.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main.run()


if __name__ == "__main__":
    run()
