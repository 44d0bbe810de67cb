"""Programs not of ours that read what we write: an office suite, a browser, a PDF reader, git.

A test that needs one is skipped, with the reason, where the program is missing; with `PLAN_READERS=required` in the
environment, as in `.ci/run` after `.ci/readers` has installed them, a missing program is a failure.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

REQUIRED = os.environ.get("PLAN_READERS") == "required"
RECALCULATE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
"""Tells LibreOffice to work every formula out again, whatever value the file keeps."""
BROWSER = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def reader(*names: str) -> str:
    """The program, under the first of its names that is found."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = f"{names[0]} is not installed, so what it would read is not read"
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def run(*command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end."""
    return subprocess.run(command, check=True, capture_output=True, timeout=120)


class LibreOffice:
    """LibreOffice without a screen, with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        self._program = reader("soffice", "libreoffice")
        self._profile = profile
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")

    def convert(self, file: Path, kind: str) -> Path:
        """The file in another format, beside it in a folder of that name."""
        folder = file.parent / kind
        command = [
            self._program,
            "--headless",
            f"-env:UserInstallation={self._profile.as_uri()}",
            "--convert-to",
            kind,
        ]
        subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=120)
        return folder / f"{file.stem}.{kind}"


AXE = Path(__file__).parent.parent / ".ci" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
"""Where `.ci/readers` puts the program that examines pages for people who do not see them."""
EXAMINE = """
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  const told = found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html).join(" | "));
  document.documentElement.innerHTML = "<body><pre id='told'></pre></body>";
  document.getElementById("told").textContent = JSON.stringify({rules: found.passes.length, told: told});
});
"""


class Browser:
    """Chromium without a screen."""

    def __init__(self, profile: Path) -> None:
        program = reader("chromium", "chromium-browser", "google-chrome")
        self._command = [program, *BROWSER, f"--user-data-dir={profile}"]

    def console(self, page: Path) -> list[str]:
        """What the page, or the browser about it, writes to the console."""
        done = self._run("--enable-logging=stderr", "--dump-dom", page.as_uri())
        return [line for line in done.stderr.decode("utf-8", "replace").splitlines() if ":CONSOLE" in line]

    def violations(self, page: Path, width: int) -> list[str]:
        """What axe-core finds wrong with a page on a screen so wide: rule by rule, with the elements."""
        if not AXE.exists():
            reason = "axe-core is not installed, so pages are not examined"
            pytest.fail(reason) if REQUIRED else pytest.skip(reason)
        scripts = f"<script>{AXE.read_text(encoding='utf-8')}</script><script>{EXAMINE}</script></body>"
        examined = page.with_name("examined.html")
        examined.write_text(page.read_text(encoding="utf-8").replace("</body>", scripts), encoding="utf-8")
        done = self._run(
            f"--window-size={width},1200", "--virtual-time-budget=60000", "--dump-dom", examined.as_uri()
        )
        told = re.search(r'<pre id="told">(.*)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
        assert told, "axe-core has not come to an end"
        found = json.loads(unescape(told[1]))
        assert found["rules"], "axe-core has not looked"
        return list(found["told"])

    def screenshot(self, page: Path, width: int, height: int) -> bytes:
        """The page as a PNG."""
        image = page.with_suffix(".png")
        self._run(f"--window-size={width},{height}", f"--screenshot={image}", page.as_uri())
        return image.read_bytes()

    def printed(self, page: Path) -> Path:
        """The page as it is printed, a PDF beside it."""
        pdf = page.with_suffix(".pdf")
        self._run("--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
        return pdf

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return run(*self._command, *arguments)


class Words:
    """A printed file as a person reads it: its pages in points, and the place of every word."""

    def __init__(self, pdf: Path) -> None:
        told = run(reader("pdftotext"), "-bbox", str(pdf), "-").stdout.decode("utf-8")
        pages = re.findall(r'<page width="([0-9.]+)" height="([0-9.]+)"', told)
        self.pages = [(float(width), float(height)) for width, height in pages]
        self.boxes = list(self._boxes(told))

    @property
    def letters(self) -> str:
        """All words without any blank: where a word ends is for its reader to see."""
        return "".join(word for word, _box in self.boxes)

    def has(self, text: str) -> bool:
        """Whether a text can be read in it."""
        return "".join(text.split()) in self.letters

    @staticmethod
    def _boxes(told: str) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        word = r'<word xMin="([0-9.-]+)" yMin="([0-9.-]+)" xMax="([0-9.-]+)" yMax="([0-9.-]+)">([^<]*)</word>'
        for left, top, right, bottom, text in re.findall(word, told):
            yield unescape(text), (float(left), float(top), float(right), float(bottom))
