"""What the shell offers when a plan is asked for."""

from __future__ import annotations

import glob
import os
from pathlib import Path


def plans_and_files(incomplete: str) -> list[str]:
    """The ids of the plans that begin so, then the folders and plan files."""
    from cybercrime_plan.errors import PlanError
    from cybercrime_plan.read.working_set import SUFFIXES, Surroundings, known_ids

    try:
        ids = known_ids(Surroundings(Path.cwd(), plan_dir=os.environ.get("PLAN_DIR") or None))
    except (PlanError, OSError):
        ids = ()
    names = sorted(glob.glob(f"{glob.escape(incomplete)}*"))  # noqa: PTH207 - names as they were typed
    files = [
        f"{name}{os.sep}" if os.path.isdir(name) else name  # noqa: PTH112
        for name in names
        if os.path.isdir(name) or name.lower().endswith(SUFFIXES)  # noqa: PTH112
    ]
    return [*(name for name in ids if name.startswith(incomplete)), *files]
