"""The calendar in a calendar program of others, khal: imported, imported again, updated, and what it shows."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.render.calendar import calendar_file
from tests.readers import REQUIRED
from tests.render.amended import AMENDED, ENTRIES

if find_spec("khal") is None and not REQUIRED:
    pytest.skip("khal is not installed, so what it would read is not read", allow_module_level=True)

CONFIG = """\
[calendars]
[[lich]]
path = {folder}/lich
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
[sqlite]
path = {folder}/khal.db
"""


class Khal:
    """khal with one empty calendar of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "lich").mkdir()
        (folder / "config").write_text(CONFIG.format(folder=folder), encoding="utf-8")

    def take(self, data: bytes) -> None:
        """Import a calendar file as its user does."""
        file = self._folder / "nhan.ics"
        file.write_bytes(data)
        self._run("import", "--batch", "-a", "lich", str(file))

    def shown(self) -> list[tuple[str, str, str, str]]:
        """UID, day, title and state of every entry, as it lists them."""
        form = "{uid}|{start-date}|{title}|{status}"
        lines = self._run("list", "--day-format", "", "--format", form, "2022-01-01", "2027-12-31").splitlines()
        found = [line.split("|") for line in lines if "|" in line]
        return sorted((uid, day, title, state.strip()) for uid, day, title, state in found)

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(self._folder / "config"), *arguments]
        done = subprocess.run(command, check=True, capture_output=True, timeout=120)
        return done.stdout.decode("utf-8")


def test_what_was_imported_updated_and_cancelled_is_shown_once(tmp_path: Path) -> None:
    khal = Khal(tmp_path)
    for _time in (1, 2):
        khal.take(b"".join(calendar_file(ENTRIES, "Hạn báo cáo", VIETNAMESE)))
    assert [uid for uid, *_rest in khal.shown()] == sorted(entry.uid for entry in ENTRIES)
    for _time in (1, 2):
        khal.take(b"".join(calendar_file(AMENDED, "Hạn báo cáo", VIETNAMESE)))
    assert khal.shown() == sorted(
        (
            entry.uid,
            entry.day.isoformat(),
            entry.summary,
            "CANCELLED" if entry.cancelled else "CONFIRMED",
        )
        for entry in AMENDED
    )
    assert sum(title.startswith("ĐÃ HỦY: ") for _uid, _day, title, _state in khal.shown()) == 2
