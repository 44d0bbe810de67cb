"""Attack the program and count what it withstands.

    python tools/attack.py               a quick round, a minute or two
    python tools/attack.py --rounds 100  the run that docs/security.md tells of

Each part prints how many attacks there were and how many got through, and each of those by name. The attacks are
drawn from a fixed seed, so the same version gives the same answer. Exit code 1 when one got through. It needs
fork and the limits of a process, which Windows does not have.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple
from unittest import mock

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cybercrime_plan.cli.main import main as plan  # noqa: E402 - after the path
from cybercrime_plan.cli.output import write_file  # noqa: E402
from cybercrime_plan.errors import InputError, OutputError  # noqa: E402
from cybercrime_plan.language import ENGLISH  # noqa: E402
from cybercrime_plan.read.load import load  # noqa: E402
from cybercrime_plan.rules.run import check  # noqa: E402
from tools import attacked, hostile  # noqa: E402

CPU_SECONDS: Final = 3
MEBIBYTES: Final = 300
AS_OF: Final = date(2026, 6, 1)
PLANS: Final = sorted((ROOT / "plans").glob("*.yaml"))
ANNEX: Final = ROOT / "docs" / "examples" / "phu-luc-2.xlsx"


class Outcome(NamedTuple):
    """What came of one part of the attack."""

    name: str
    attacks: int
    through: tuple[str, ...]


def mutated_plans(rounds: int) -> Outcome:
    """Plan files with bytes or lines lost, doubled, exchanged or put in: refused or read, within the bounds."""
    through = []
    count = 0
    for file in PLANS:
        for number in range(rounds):
            chance = random.Random(f"{file.name} {number}")  # noqa: S311 - the same attack every time
            data = mutated(file.read_bytes(), chance)
            count += 1
            said = complaint_about(lambda data=data: read_and_check(data, "a.yaml"))  # type: ignore[misc]
            if said:
                through.append(f"{file.name}, mutation {number}: {said}")
    return Outcome("mutated plan files", count, tuple(through))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data after one to four small accidents."""
    for _accident in range(chance.randint(1, 4)):
        lines = data.splitlines(keepends=True) or [b""]
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        at = chance.randrange(len(data) + 1)
        match chance.randrange(7):
            case 0:
                lines[one] = b""
            case 1:
                lines[one] += lines[one]
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
            case 3:
                lines[one] = b" " * chance.randrange(6) + lines[one].lstrip()
            case 4:
                lines = [data[:at], chance.choice(PUT_IN), data[at:]]
            case 5:
                lines = [data[:at], data[at + chance.randrange(40) :]]
            case _:
                lines = [data[:at], bytes([chance.randrange(256)]), data[at + 1 :]]
        data = b"".join(lines)
    return data


PUT_IN: Final = (
    *(
        b"\x1b[31m",
        b"\x00",
        b"\xff\xfe",
        b"\t",
        b"&a *a",
        b"<<: *a",
        b"!!python/object:os.system x",
        b"---\n",
        b"{[" * 40,
    ),
    *(
        "\u202e".encode(),
        "−1.150".encode(),
        b"1e999",
        b"9" * 400,
        b"'\"",
        b": ",
        b"- ",
        b"#",
        b"%YAML 1.1\n",
        b"0x1F",
    ),
)


def read_and_check(data: bytes, name: str) -> None:
    """Read a file, and if it is a plan run every rule on it."""
    try:
        loaded = load(data, name)
    except InputError:
        return
    for finding in loaded.findings:
        ENGLISH.say(finding.complaint.message)
    if loaded.plan is not None:
        check(loaded.plan, as_of=AS_OF)


def complaint_about(attack: Callable[[], None]) -> str:
    """What is wrong about how the program took it; nothing when it was refused or read within the bounds."""
    began = time.process_time()
    try:
        attack()
    except Exception as problem:  # noqa: BLE001 - whatever comes is what we look for
        return f"{type(problem).__name__}: {problem}"[:200]
    spent = time.process_time() - began
    return f"{spent:.1f} s of processor" if spent > CPU_SECONDS else ""


def inputs_of_commands(rounds: int) -> Outcome:
    """Registers, books, bodies, annexes, sources, letterheads, folders: miswritten or damaged, in every command."""
    through: list[str] = []
    count = 0
    for aim in attacked.aims():
        commands = aim.commands if rounds > QUICK else aim.commands[:2]
        with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
            attacked.set_up(Path(name))
            quietly("export", "plans", "-o", "facts/")
            for number in range(-(-rounds // 10)):
                chance = random.Random(f"{aim.file} {number}")  # noqa: S311 - the same attack every time
                Path(aim.file).write_bytes(struck(aim, chance))
                count += len(commands)
                said = [(one, in_a_process(lambda one=one, aim=aim: obey(one, aim.file))) for one in commands]  # type: ignore[misc]
                through += (f"{aim.file}, accident {number}, plan {one}: {why}" for one, why in said if why)
    return Outcome("damaged inputs of every command", count, tuple(through))


def struck(aim: attacked.Aim, chance: random.Random) -> bytes:
    """The sound input after an accident of a kind that it can have."""
    kind = Path(aim.file).suffix
    if kind in {".xlsx", ".docx"} and chance.random() < 0.5:  # noqa: PLR2004 - one in two
        parts = hostile.unpacked(aim.data)
        part = chance.choice(sorted(parts))
        return hostile.packed({**parts, part: damaged(parts[part] or b"-", chance)})
    if kind == ".docx" or (kind == ".xlsx" and chance.random() < 0.3):  # noqa: PLR2004 - one in three of the others
        return damaged(aim.data, chance)
    if kind == ".xlsx":
        return attacked.workbook(attacked.miswritten(attacked.text_of(aim), chance))
    if kind == ".csv" and chance.random() < 0.7:  # noqa: PLR2004 - more often than not
        return attacked.miswritten(aim.data.decode(), chance).encode()
    return mutated(aim.data, chance)


def obey(command: str, file: str) -> None:
    """Run a command on a file.

    Raises:
        ValueError: it ended in no way a command may end, or said what acts on a terminal.
    """
    code, said = quietly(*(word.replace("{}", file) for word in command.split()), *attacked.ALWAYS)
    if code not in {0, 1, 2, 3}:
        raise ValueError(f"exit code {code}")
    acting = ACTING.search(said.replace("\r\n", "\n"))
    if acting:
        raise ValueError(f"{acting[0]!r} was said")


def office_files(rounds: int) -> Outcome:
    """Office files of every hostile kind, and sound ones damaged anywhere, each read by a process of its own."""
    sound = ANNEX.read_bytes()
    kinds = [("a.xlsx", *one) for one in hostile.workbooks(sound)]
    kinds += [("a.docx", *one) for one in hostile.documents(word_annex())]
    for number in range(rounds):
        chance = random.Random(f"office {number}")  # noqa: S311 - the same attack every time
        parts = hostile.unpacked(sound)
        part = chance.choice(sorted(parts))
        kinds.append(("a.xlsx", f"damage {number}", damaged(sound, chance)))
        kinds.append(
            ("a.xlsx", f"damage {number} in {part}", hostile.packed({**parts, part: damaged(parts[part], chance)}))
        )
    through = []
    for name, kind, data in kinds:
        said = in_a_process(lambda data=data, name=name: read_and_check(data, name))  # type: ignore[misc]
        if said:
            through.append(f"{name}, {kind}: {said}")
    return Outcome("hostile and damaged office files", len(kinds), tuple(through))


def word_annex() -> bytes:
    """A sound Word annex, as the program writes it."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "a.docx")
        quietly("export", str(PLANS[0]), "-o", str(target))
        return target.read_bytes()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data with a few bytes changed, and now and then cut short."""
    torn = bytearray(data)
    for _byte in range(chance.randint(1, 8)):
        torn[chance.randrange(len(torn))] = chance.randrange(256)
    return bytes(torn[: chance.randrange(len(torn))] if chance.random() < 0.2 else torn)  # noqa: PLR2004 - one in five


def in_a_process(attack: Callable[[], None]) -> str:
    """The same as `complaint_about`, and the memory it took, in a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        before = peak_of(resource.getrusage(resource.RUSAGE_SELF))
        resource.setrlimit(resource.RLIMIT_CPU, (3 * CPU_SECONDS, 3 * CPU_SECONDS))
        said = complaint_about(attack)
        grown = peak_of(resource.getrusage(resource.RUSAGE_SELF)) - before
        if not said and grown > MEBIBYTES:
            said = f"{grown} MiB of memory"
        os.write(write, said.encode()[:4000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        said = answer.read().decode("utf-8", "replace")
    _child, status, _used = os.wait4(child, 0)
    return said or ("" if status == 0 else f"the process ended with {os.waitstatus_to_exitcode(status)}")


def peak_of(used: resource.struct_rusage) -> int:
    """The most memory a process ever had, in MiB."""
    return used.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)


INJECTED: Final = (
    *(
        "\x1b[31mred",
        "\x1b]0;title\x07",
        "\x9b31m",
        "\u202egnp.exe",
        "\u2066x",
        "a\u2028b",
        "a\rb",
        "a\x00b",
        "\x7f\x08\x08",
    ),
    *(
        "[red]",
        "[/]",
        "[link=x]y[/link]",
        "{0}{x}",
        "%s%n",
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(1)",
        "-2+3",
        "\t=1",
    ),
    *(
        "</script><script>x</script>",
        "<img src=x onerror=x>",
        "]]>",
        "&lt;",
        '"; drop table x',
        "a|b",
        "a,b;c",
        "`x`",
    ),
    *("::error::x", "%0A::error::x", "![x](http://x)", "\\n\\u001b", "Ủy ban\u0301", "🏴\u200d☠"),
)
COMMANDS: Final = (
    *(("check", name) for name in ("text", "markdown", "html", "csv", "tsv", "json", "github", "sarif")),
    *(("show", name) for name in ("text", "markdown", "html", "csv", "tsv", "json")),
    *(("tasks", name) for name in ("text", "markdown", "html", "csv", "tsv", "json")),
    *(("list", name) for name in ("text", "markdown", "html", "csv", "tsv", "json")),
    *(("budget show", name) for name in ("text", "markdown", "html", "csv", "tsv", "json")),
    *(("export", name) for name in ("html", "csv", "tsv", "jsonl")),
)
ACTING: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
RUNS: Final = {
    "html": re.compile(r"<script>x|<img src=x"),
    "markdown": re.compile(r"(?<!\\)<(script|img src)|(?<!\\)!\[x\]\(http"),
    "github": re.compile(r"^::error::x", re.MULTILINE),
    **dict.fromkeys(("csv", "tsv"), re.compile(r"(?:^|[,;\t])\"?[=+@](?=1\+1|cmd|SUM)", re.MULTILINE)),
}
"""What a browser, a workflow or a spreadsheet would run in a result of that format."""


def injections(rounds: int) -> Outcome:
    """Texts on which a terminal, a browser, a spreadsheet or a workflow would act, in every format."""
    chosen = INJECTED if rounds > QUICK else INJECTED[::7]
    through = []
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(chosen):
            file = Path(folder, f"p{number}.yaml")
            file.write_text(injected(text), encoding="utf-8")
            for command, name in COMMANDS:
                code, said = quietly(*command.split(), str(file), "-f", name, "--as-of", "2026-06-01")
                lawful = said.replace("\r\n", "\n") if name in {"csv", "tsv"} else said
                runs = name in RUNS and RUNS[name].search(lawful)
                if ACTING.search(lawful) or runs or code not in {0, 1, 2}:
                    through.append(f"{text!r} in plan {command} -f {name} (exit {code})")
    return Outcome("injected texts in every format", len(chosen) * len(COMMANDS), tuple(through))


def injected_inputs(rounds: int) -> Outcome:
    """The same texts in the cells of registers, books and lists of bodies, in every format of what they give."""
    chosen = INJECTED if rounds > QUICK else INJECTED[::7]
    through = []
    count = 0
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        attacked.set_up(Path(name))
        for text in chosen:
            for file, command, formats in attacked.injected(text):
                for format_ in formats:
                    count += 1
                    asked = (*command.replace("{}", file).split(), "-f", format_, *attacked.ALWAYS)
                    into = ("-o", f"ra.{format_}") if format_ in {"docx", "xlsx"} else ()
                    code, said, talk = heard(*asked, *into)
                    lawful = said.replace("\r\n", "\n") if format_ in {"csv", "tsv"} else said
                    runs = format_ in RUNS and RUNS[format_].search(lawful)
                    formula = format_ == "xlsx" and code < 2 and attacked.has_formula(Path("ra.xlsx"))  # noqa: PLR2004
                    if ACTING.search(lawful + talk) or runs or formula or code not in {0, 1, 2}:
                        through.append(f"{text!r} in plan {command} -f {format_} (exit {code})")
    return Outcome("injected texts in registers, books and bodies", count, tuple(through))


def injected(text: str) -> str:
    """A sound plan in which every text is the injected one."""
    quoted = '"' + "".join(f"\\U{ord(c):08x}" for c in text) + '"'
    return (
        f"format: 1\nid: mau\ntitle: {quoted}\nprovince: {quoted}\nperiod: {{from: 2024, to: 2025}}\n"
        f"agencies:\n  - {{id: co-quan, name: {quoted}}}\n"
        f"tasks:\n  - {{id: viec, at: {quoted}, agencies: [co-quan], role: assigned, summary: {quoted}}}\n"
        f"budget:\n  unit: đồng\n  years: [2024, 2025]\n  sources:\n    - {{id: nguon, name: {quoted}}}\n"
        f"  lines:\n    - {{id: dong, name: {quoted}, amounts: [1, 2], total: 4, source: nguon}}\n"
    )


def quietly(*arguments: str) -> tuple[int, str]:
    """The exit code of a command, and all that it said."""
    code, result, talk = heard(*arguments)
    return code, result + talk


def heard(*arguments: str) -> tuple[int, str, str]:
    """The exit code of a command, its result, and what it said beside it."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _stream in range(2)]
    with (
        mock.patch.multiple(sys, stdout=streams[0], stderr=streams[1]),
        mock.patch.dict(os.environ, PLAN_LANG="en"),
    ):
        code = plan(arguments)
    result, talk = (stream.buffer.getvalue().decode("utf-8") for stream in streams)
    return code, result, talk


STEPS: Final = ("os.fdopen", "os.fsync", "os.chmod", "os.replace", "tempfile.mkstemp", "os.access", "os.umask")
REASONS: Final = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.ENAMETOOLONG)


def write_faults(_rounds: int) -> Outcome:
    """A fault at every step of a write, for every reason: the old file is whole, and nothing is left behind."""
    through = []
    faults = [(step, reason, there) for step in STEPS for reason in REASONS for there in (True, False)]
    for step, reason, there in faults:
        with tempfile.TemporaryDirectory() as folder:
            left = after_fault(Path(folder), step, reason, there=there)
        whole = {"out.txt": b"old"} if there else {}
        if left not in (whole, {"out.txt": b"new"}, {**whole, "out-2.txt": b"new"}):
            through.append(
                f"{errno.errorcode[reason]} at {step}, {'over a file' if there else 'new'}: {sorted(left)}"
            )
    return Outcome("faults while writing", len(faults), tuple(through))


def after_fault(folder: Path, step: str, reason: int, *, there: bool) -> dict[str, bytes]:
    """What stands in the folder when that step of a write has failed."""
    if there:
        (folder / "out.txt").write_bytes(b"old")
    with (
        mock.patch(step, side_effect=OSError(reason, os.strerror(reason))),
        contextlib.suppress(OutputError),
    ):
        write_file(folder / "out.txt", [b"new"])
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def command_faults(rounds: int) -> Outcome:
    """A full disk at every step of what each command writes: exit code 3, the old file whole, nothing left."""
    through = []
    steps = ("os.replace", "tempfile.mkstemp", "os.fdopen", "os.fsync")[: None if rounds > QUICK else 1]
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        attacked.set_up(Path(name))
        for command in attacked.WRITING:
            for step in steps:
                kept = left_after(command, step)
                if kept:
                    through.append(f"plan {command}, {step}: {kept}")
    return Outcome("a full disk in every command that writes", len(steps) * len(attacked.WRITING), tuple(through))


def left_after(command: str, step: str) -> str:
    """What is wrong after a command whose write failed at that step; nothing when all is as it was."""
    folder = Path("ra")
    folder.mkdir(exist_ok=True)
    words = [word.replace("{}", "ra/ra") for word in command.split()]
    target = Path(next(word for word in words if word.startswith("ra/")))
    target.write_bytes(b"old")
    with mock.patch(step, side_effect=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))):
        code, said = quietly(*words, *attacked.ALWAYS)
    there = {one.name: one.read_bytes() for one in folder.iterdir()}
    target.unlink(missing_ok=True)
    if code != OutputError.exit_code or there != {target.name: b"old"}:
        return f"exit {code}, {sorted(there)}, {said[-200:]}"
    return ""


def runs_at_once(rounds: int) -> Outcome:
    """Two processes that write one file again and again: it is one of the two, and nothing is left behind."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name, "out.txt")
        each = min(rounds, 200)
        children = [in_background(lambda byte=byte: write_often(target, byte, each)) for byte in (b"a", b"b")]  # type: ignore[misc]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        left = {one.name: set(one.read_bytes()) for one in Path(name).iterdir()}
    whole = left in ({"out.txt": set(b"a")}, {"out.txt": set(b"b")})
    through = () if whole and codes == [0, 0] else (f"exit codes {codes}, {left}",)
    return Outcome("writes of one file at once", 2 * each, through)


def in_background(work: Callable[[], None]) -> int:
    """The id of a process that does it, and ends with 1 when that fails."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(Exception):
            work()
            os._exit(0)
        os._exit(1)
    return child


def write_often(target: Path, byte: bytes, times: int) -> None:
    """Write the same file so often."""
    for _time in range(times):
        write_file(target, [byte * 5000])


def kills(rounds: int) -> Outcome:
    """A process killed at every moment of a write: the file is the old or the new one; the next write tidies up."""
    through = []
    moments = min(rounds, 40)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for moment in range(moments):
            (folder / "out.txt").write_bytes(b"old")
            killed_after(moment, folder / "out.txt")
            kept = (folder / "out.txt").read_bytes()
            write_file(folder / "out.txt", [b"next"])
            left = sorted(one.name for one in folder.iterdir())
            if kept not in {b"old", b"new"} or left != ["out.txt"]:
                through.append(f"killed at line {moment}: {kept!r}, then {left}")
    return Outcome("kills while writing", moments, tuple(through))


def killed_after(lines: int, target: Path) -> None:
    """Write in a process that dies, without a chance to tidy up, after so many lines of the code that writes."""
    child = os.fork()
    if child == 0:
        left = [lines]

        def trace(frame: object, _event: str, _argument: object) -> object:
            if str(getattr(frame, "f_code", "")).find("replacement.py") < 0:
                return None
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return trace

        sys.settrace(trace)  # type: ignore[arg-type]
        write_file(target, [b"new"])
        os._exit(0)
    os.waitpid(child, 0)


QUICK: Final = 15
PARTS: Final = (
    mutated_plans,
    inputs_of_commands,
    office_files,
    injections,
    injected_inputs,
    write_faults,
    command_faults,
    kills,
    runs_at_once,
)


def main(arguments: Sequence[str]) -> int:
    """Print the counts, and what got through."""
    parser = argparse.ArgumentParser(description="Attack the program and count what it withstands.")
    parser.add_argument("--rounds", type=int, default=QUICK, help="mutations of each plan, damages of the workbook")
    parser.add_argument("--part", choices=[part.__name__ for part in PARTS], action="append", help="only this part")
    asked = parser.parse_args(arguments)
    through = 0
    for part in PARTS:
        if asked.part and part.__name__ not in asked.part:
            continue
        outcome = part(asked.rounds)
        print(f"{outcome.name}: {outcome.attacks}, got through: {len(outcome.through)}", flush=True)
        for one in outcome.through:
            print(f"    {one}")
        through += len(outcome.through)
    return 1 if through else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
