"""One table: every command beside what others do with the same input, and how its work grows at n, 2n and 4n.

    python -m benchmarks [N]

N plans (of 40 KB), or what else a command reads N of. Figures are processor seconds of whole processes; the ratio
is ours over the peer's at 4n, the exponent that of the best power between n and 4n, start-up taken off: 1 is
linear. hledger and beancount are given the sums of the plans and nothing else, check-jsonschema the whole files
but only their structure. PLAN_PYTHON is the Python of an installed wheel; a checkout is slower to start. The other
programs are looked for in the folder PEERS, beside this Python and on the path.
"""

from __future__ import annotations

import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks import deadlines, diff, execution, ledgers, office, register
from benchmarks.measure import ROOT, prepared, run

OWN = os.environ.get("PLAN_PYTHON", sys.executable)
PLAN = (OWN, "-m", "cybercrime_plan")
SCAN, BARE, ALARMS = (str(ROOT / "benchmarks" / name) for name in ("scan.py", "office_bare.py", "calendar_bare.py"))
START_UPS = 3
Command = tuple[str, ...]


class Row(NamedTuple):
    """A command and its peer, each at a size; no peer where nothing else does anything like it."""

    name: str
    ours: Callable[[Path, int], Command]
    peer_name: str = ""
    peer: Callable[[Path, int], Command | None] | None = None


def _file(name: str, *command: str) -> Callable[[Path, int], Command]:
    """A command with the file of that name; `@` stands for the folder of all files, `#` for the size."""
    return lambda base, size: (
        *PLAN,
        *(word.replace("@", str(base)).replace("#", str(size)) for word in (*command, name)),
    )


def _plans(*command: str) -> Callable[[Path, int], Command]:
    """A command with so many plans, in one process."""
    return _file("@/plans-#", *command, "--jobs", "1")


def _scan(base: Path, size: int) -> Command:
    return OWN, SCAN, str(base / f"plans-{size}")


def _program(name: str) -> str | None:
    folders = (os.environ.get("PEERS"), str(Path(sys.executable).parent), None)
    return next((found for one in folders if (found := shutil.which(name, path=one))), None)


def _ledger(name: str, *arguments: str) -> Callable[[Path, int], Command | None]:
    def command(base: Path, size: int) -> Command | None:
        program = _program(name)
        return (program, *arguments, str(base / f"sums-{size}.{name}")) if program else None

    return command


def _structure(base: Path, size: int) -> Command | None:
    program, schema = _program("check-jsonschema"), str(ROOT / "docs" / "plan.schema.json")
    files = sorted(map(str, (base / f"plans-{size}").glob("*.yaml")))
    return (program, "--schemafile", schema, *files) if program else None


def _sums_only(base: Path, size: int) -> Command:
    return (*PLAN, "budget", "check", str(base / f"sums-{size}"), "--jobs", "1")


def _read_twice(base: Path, size: int) -> Command:
    return OWN, BARE, "read", str(base / f"lines-{size}.xlsx")


def _git_history(base: Path, size: int) -> Command | None:
    program = _program("git")
    return (program, "-C", str(base / f"history-{size}"), "log", "-p") if program else None


def _differing_files(base: Path, size: int) -> Command | None:
    program = _program("diff")
    return (program, "-r", str(base / f"plans-{size}"), str(base / f"later-{size}")) if program else None


def _alarms(_base: Path, size: int) -> Command:
    return OWN, ALARMS, str(size * deadlines.MONTHS)


def _bare_book(base: Path, size: int) -> Command:
    return OWN, BARE, "write", str(base / "bare.xlsx"), str(size * 10)


def _always(*command: str) -> Callable[[Path, int], Command]:
    """A command that reads nothing of ours."""
    return lambda _base, _size: (*PLAN, *command)


EVENTS = ("bare event scan", _scan)
REGISTERED = ("--plans", "@/register", "--as-of", "2026-12-01")
BOOKS = ("--register", "@/arrived.csv", "--book", "@/spent.csv")
BY_AGENCY = ("--by", "agency", "-o", "@/calendars/")
ROWS = (
    Row("check", _plans("check"), "check-jsonschema, structure only", _structure),
    Row("check -f json", _plans("check", "-f", "json"), *EVENTS),
    Row("budget check", _plans("budget", "check"), *EVENTS),
    Row("budget check, sums only", _sums_only, "hledger check", _ledger("hledger", "check", "-f")),
    Row("budget check, sums only", _sums_only, "bean-check -C", _ledger("bean-check", "-C")),
    Row("list", _plans("list"), *EVENTS),
    Row("list --check", _plans("list", "--check"), *EVENTS),
    Row("tasks", _plans("tasks"), *EVENTS),
    Row("tasks --agency", _plans("tasks", "--agency", "cong an"), *EVENTS),
    Row("deadline list", _plans("deadline", "list"), *EVENTS),
    Row("deadline list --past -f csv", _plans("deadline", "list", "--past", "-f", "csv"), *EVENTS),
    Row("deadline list --agency", _plans("deadline", "list", "--agency", "cong an"), *EVENTS),
    Row("deadline next", _plans("deadline", "next"), *EVENTS),
    Row("deadline next --register", _plans("deadline", "next", "--register", "@/arrived.csv"), *EVENTS),
    Row("agencies", _file("@/plans-#", "agencies"), *EVENTS),
    Row("export, amounts", _file("@/plans-#", "export", "-f", "jsonl"), *EVENTS),
    Row("export, facts", _plans("export", "-o", "@/facts-#/"), *EVENTS),
    Row("export, facts with books", _plans("export", "-o", "@/facts-#/", *BOOKS), *EVENTS),
    Row("query money-by-year", _plans("query", "money-by-year"), *EVENTS),
    Row("compare", _file("@/plans-#", "compare"), *EVENTS),
    Row("diff of folders", _file("@/later-#", "diff", "@/plans-#"), "diff -r", _differing_files),
    Row("log", _file("@/history-#/lon.yaml", "log", "--most", "#"), "git log -p", _git_history),
    Row("check, tasks of one agency", _file("@/tasks-#.yaml", "check")),
    Row("diff", _file("@/changed-#.yaml", "diff", "@/tasks-#.yaml")),
    Row("diff of annexes", _file("@/later-#.xlsx", "diff", "@/lines-#.xlsx")),
    Row("show", _file("@/tasks-#.yaml", "show")),
    Row("verify", _file("@/lines-#.yaml", "verify", "--source", "@/lines-#.txt")),
    Row("deadline calendar", _file("@/dates-#.yaml", "deadline", "calendar"), "bare icalendar", _alarms),
    Row("deadline calendar --by agency", _file("@/dates-#.yaml", "deadline", "calendar", *BY_AGENCY)),
    Row("deadline lint", _file("@/dates-#.ics", "deadline", "lint")),
    Row("import xlsx", _file("@/lines-#.xlsx", "import", "-q"), "openpyxl, twice", _read_twice),
    Row("budget check xlsx", _file("@/lines-#.xlsx", "budget", "check"), "openpyxl, twice", _read_twice),
    Row("export xlsx", _file("@/lines-#.yaml", "export", "--force", "-o", "@/x.xlsx"), "XlsxWriter", _bare_book),
    Row("export docx", _file("@/lines-#.yaml", "export", "--force", "-o", "@/x.docx")),
    Row("export html", _file("@/lines-#.yaml", "export", "--force", "-o", "@/x.html")),
    Row("budget show", _file("@/lines-#.yaml", "budget", "show")),
    Row("budget form", _file("@/lines-#.yaml", "budget", "form", "--year", "2024", "--force", "-o", "@/b.xlsx")),
    Row("budget status", _file("@/book-#.csv", "budget", "status", "dong-thap", "--book")),
    Row("report form", _file("@/dates-#.yaml", "report", "form", "--force", "-o", "@/r.xlsx")),
    Row("report status", _file("@/register-#.csv", "report", "status", *REGISTERED)),
    Row("report status --matrix", _file("@/register-#.csv", "report", "status", "--matrix", *REGISTERED)),
    Row("report remind", _file("@/register-#.csv", "report", "remind", "-o", "@/letters/", *REGISTERED)),
    Row("report compile", _file("@/register-#.csv", "report", "compile", "-o", "@/c.docx", *REGISTERED)),
    Row("rules", _always("rules")),
    Row("explain", _always("explain", "BUD101")),
    Row("schema", _always("schema")),
    Row("budget calendar", _always("budget", "calendar")),
)


def written(base: Path, size: int) -> None:
    """Everything the commands read, at one size."""
    ledgers.many_plans(base / f"plans-{size}", size)
    ledgers.budgets_only(base / f"sums-{size}", size)
    ledgers.beancount(base / f"sums-{size}.bean-check", size)
    ledgers.hledger(base / f"sums-{size}.hledger", size)
    (base / f"tasks-{size}.yaml").write_bytes(diff.plan_of(size * 10))
    (base / f"changed-{size}.yaml").write_bytes(diff.plan_of(size * 10, size))
    (base / f"dates-{size}.yaml").write_text(deadlines.plan_of(size), encoding="utf-8")
    lines = base / f"lines-{size}.yaml"
    lines.write_text(office.plan_of(size * 10), encoding="utf-8")
    printed = (f"{n} Nội dung {n} 100 200 300 400 500 1.500" for n in range(1, size * 10 + 1))
    lines.with_suffix(".txt").write_text("\n".join(printed), encoding="utf-8")
    later = base / f"later-{size}.yaml"
    later.write_text(office.plan_of(size * 10).replace("Nội dung 1,", "Nội dung một,"), encoding="utf-8")
    for file in (lines, later):
        subprocess.run((*PLAN, "export", "-q", str(file), "-o", str(file.with_suffix(".xlsx"))), check=True)
    later.unlink()
    ledgers.many_plans(base / f"later-{size}", size)
    for file in sorted((base / f"later-{size}").iterdir())[::3]:
        file.write_text(file.read_text(encoding="utf-8").replace("kinh phí", "tiền"), encoding="utf-8")
    _committed(base / f"history-{size}", size)
    (base / "register").mkdir(exist_ok=True)
    (base / "register" / "nhieu.yaml").write_text(register.plan_file(), encoding="utf-8")
    rows = [";".join(row) for row, _number in zip(register.rows(), range(size * 100), strict=False)]
    (base / f"register-{size}.csv").write_text("\n".join((";".join(register.HEADS), *rows, "")), encoding="utf-8")
    first = date(2025, 1, 1)
    spent = (
        f"dong-thap;2025;spent;{n};{first + timedelta(days=n % 365)};phong-ngua;tinh;1" for n in range(size * 100)
    )
    (base / "spent.csv").write_text(
        execution.book().replace("dong-thap;", "dong-thap-2022-2026-1;"), encoding="utf-8"
    )
    arrived = "dong-thap-2022-2026-1;nam;2025-11;so-tu-phap;1;;2025-11-10;;;"
    (base / "arrived.csv").write_text("\n".join((";".join(register.HEADS), arrived, "")), encoding="utf-8")
    (base / f"book-{size}.csv").write_text("\n".join((execution.book().rstrip(), *spent, "")), encoding="utf-8")
    calendar = ("deadline", "calendar", str(base / f"dates-{size}.yaml"), "-o", str(base / f"dates-{size}.ics"))
    subprocess.run((*PLAN, *calendar), check=True, capture_output=True)


def _committed(folder: Path, versions: int) -> None:
    """A repository with so many versions of a plan, each with one task more that is worded anew."""
    folder.mkdir()
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    somebody = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def git(*command: str) -> None:
        subprocess.run(("git", *command), cwd=folder, env=os.environ | known | somebody, check=True)

    git("init", "-q")
    for version in range(versions):
        (folder / "lon.yaml").write_bytes(diff.plan_of(100, version % 100))
        git("add", "lon.yaml")
        git("commit", "-q", "-m", f"version {version}")


def measured(row: Row, base: Path, sizes: tuple[int, ...], start: float) -> Iterator[str]:
    """The line of one command."""
    ours, codes = [], set()
    for size in sizes:
        one = run(row.ours(base, size))
        ours.append(one.cpu)
        codes.add(one.code)
    yield f"| `{row.name}` | " + " | ".join(f"{seconds:.2f}" for seconds in ours)
    yield f" | {_exponent(ours, start)} | "
    if codes - {0, 1}:
        yield f"**not run: exit {max(codes)}** | | |"
        return
    if row.peer is None:
        yield "none known | | |"
        return
    commands = [row.peer(base, size) for size in sizes]
    if None in commands:
        yield f"**{row.peer_name}: NOT INSTALLED** | | |"
        return
    theirs = [run(command).cpu for command in commands if command]
    yield f"{row.peer_name} | {theirs[-1]:.2f}, {_exponent(theirs, theirs[0] / 10)} | {ours[-1] / theirs[-1]:.2f} |"


def _exponent(seconds: list[float], start: float) -> str:
    first, last = (max(one - start, 0.001) for one in (seconds[0], seconds[-1]))
    return f"{math.log(last / first, 4):.2f}"


def main(count: int) -> None:
    """Write everything, then time it, command by command."""
    prepared()
    sizes = (count, 2 * count, 4 * count)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for size in sizes:
            written(base, size)
        start = statistics.median(
            run((*PLAN, "budget", "check", str(ledgers.PLANS[0]))).cpu for _ in range(START_UPS)
        )
        load = os.getloadavg()[0]
        print(f"{datetime.now().astimezone():%Y-%m-%d}, {os.cpu_count()} cores, load {load:.1f},")
        print(f"Python {platform.python_version()}; processor seconds; n = {count}\n")
        print("| command | n | 2n | 4n | exponent | beside | its s at 4n, exponent | ours / its |")
        print("|---|---|---|---|---|---|---|---|")
        for row in ROWS:
            print("".join(measured(row, base, sizes, start)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
