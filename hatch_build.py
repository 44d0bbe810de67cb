"""What hatchling runs before it packs a wheel or installs the checkout itself: the Vietnamese is compiled."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VietnameseHook(BuildHookInterface):
    """Compiles each .po of the package beside its text."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's own call
        """Write the .mo; the wheel takes it as an artifact, an editable install finds it in the source."""
        root = Path(self.root)
        compiled = runpy.run_path(str(root / "tools" / "mo.py"))["compiled"]
        for text in sorted((root / "src" / "cybercrime_plan" / "locales").rglob("*.po")):
            text.with_suffix(".mo").write_bytes(compiled(text.read_text(encoding="utf-8")))
