"""`plan`, and `python -m cybercrime_plan`."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the program on the arguments of the process; Ctrl-C is met with words even while it still loads."""
    try:
        from cybercrime_plan.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main.run()


if __name__ == "__main__":
    run()
