"""How well the layouts are understood, judged by what the command line says of their files."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.annexes.files import data_of, file_name
from tests.annexes.layout import LINE, PART, Layout, Row, cell, layouts
from tests.program import Ran, plan

QUESTION = re.compile(r"decide with .*--\w")
AMOUNTS = frozenset("ask")
"""The roles of columns that hold money of the lines."""


class State(Enum):
    """What came of a layout."""

    UNDERSTOOD = "understood"
    PARTLY = "partly"
    """read, and every amount that was not is named as unused or beside"""
    ASKED = "asked"
    REFUSED = "refused"
    WRONG = "wrong"


@dataclass(frozen=True)
class Verdict:
    """What came of one layout, and why it is not simply understood."""

    layout: Layout
    state: State
    why: str = ""


@dataclass(frozen=True)
class Answer:
    """What the program says of one file."""

    code: int
    findings: tuple[str, ...]
    """code, place and figures of each"""
    faults: tuple[str, ...]
    """the messages of those that are errors"""
    computed: int | None
    of_all_tables: int
    listed: Counter[Decimal]
    """the figures said to stand beside the sums, to be no amounts, or to be used for nothing"""
    talk: str

    @property
    def checks_nothing(self) -> bool:
        """Whether the table is read and prints no total that could be checked, which is exit 2 as well."""
        return not self.faults and "not one sum of the budget can be checked" in self.talk

    @property
    def asks(self) -> bool:
        return bool(QUESTION.search(self.talk))


def verdicts(folder: Path) -> list[Verdict]:
    """Of all layouts, by name."""
    return [judged(layout, folder) for layout in layouts()]


def judged(layout: Layout, folder: Path) -> Verdict:
    """What comes of the sound table."""
    file = written(layout, folder)
    answer = answered(file)
    if answer.code > 1 and not answer.checks_nothing:
        return Verdict(layout, State.ASKED if answer.asks else State.REFUSED, answer.talk.strip())
    if answer.faults:
        asked = layout.asks is not None and layout.asks in answer.talk
        why = answer.faults[0] if asked else f"a right table is accused: {answer.faults[0]}"
        return Verdict(layout, State.ASKED if asked else State.WRONG, why)
    known = entries(file)
    why = misread(layout, known, answer.listed) or ""
    left = missing(layout, known)
    adds_up = layout.computed == answer.computed or (layout.adds and layout.computed == answer.of_all_tables)
    if not why and not left and layout.adds != adds_up:
        why = f"the amounts come to {layout.computed}, and {answer.computed} is said"
    if why:
        return Verdict(layout, State.WRONG, why)
    return Verdict(layout, State.PARTLY if left else State.UNDERSTOOD, f"not used: {dict(left)}" if left else "")


def written(layout: Layout, folder: Path) -> Path:
    """The file of a layout, in a folder."""
    file = folder / file_name(layout)
    file.write_bytes(data_of(layout))
    return file


def answered(file: Path) -> Answer:
    """What `plan budget check` says of a file."""
    ran = plan("budget", "check", str(file), "--format", "json")
    report: dict[str, Any] = json.loads(ran.out) if ran.out.strip() else {"plans": [], "findings": []}
    first = report["plans"][0] if report["plans"] else {}
    found = [one for one in report["findings"] if one["state"] == "open"]
    return Answer(
        ran.code,
        tuple(f"{one['code']} {one['place']} {one['expected']} {one['actual']} {one['message']}" for one in found),
        tuple(said(one) for one in found if one["severity"] == "error"),
        (first.get("totals") or {}).get("computed"),
        sum((table.get("totals") or {}).get("computed") or 0 for table in (first, *first.get("tables", ()))),
        Counter(listed(first.get("figures") or {})),
        talk_of(ran, found),
    )


def said(finding: dict[str, Any]) -> str:
    return f"{finding['code']} {finding['message']} {finding.get('hint') or ''}"


def talk_of(ran: Ran, found: Sequence[dict[str, Any]]) -> str:
    return "\n".join([ran.err, *(said(one) for one in found)])


def listed(account: dict[str, Any]) -> Iterator[Decimal]:
    """The figures that the account names one by one."""
    for kind in ("heading", "beside", "unused"):
        for figure in account.get(kind) or ():
            for part in re.findall(r"[(−-]?\d[\d.,\u00a0 ]*\)?", str(figure.get("text") or "")):
                number = cell(re.sub(r"[\u00a0 ]", "", part).strip(".,")).number
                if number is not None:
                    yield abs(number)


def entries(file: Path) -> list[tuple[str, Counter[int]]]:
    """Every line that `plan budget show` knows, of every table: its name and all its amounts."""
    ran = plan("budget", "show", str(file), "--format", "json")
    return list(named(json.loads(ran.out))) if ran.out.strip() else []


def named(node: Any) -> Iterator[tuple[str, Counter[int]]]:
    if isinstance(node, dict):
        if isinstance(node.get("name"), str) and ("amounts" in node or "columns" in node or "total" in node):
            inner = {key: value for key, value in node.items() if key not in {"lines", "depth", "stt", "id"}}
            yield str(node["name"]), Counter(whole(inner))
        for value in node.values():
            yield from named(value)
    elif isinstance(node, list):
        for value in node:
            yield from named(value)


def whole(node: Any) -> Iterator[int]:
    """All whole numbers below a node."""
    if isinstance(node, int) and not isinstance(node, bool):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from whole(value)


def in_dong(layout: Layout, number: Decimal) -> int:
    return int(number * layout.factor)


def amounts(row: Row) -> list[Decimal]:
    """The money of a row, whatever its columns are for."""
    return [row.read_as(number) for _column, role, number in row.figures() if role in AMOUNTS]


def fitting(layout: Layout, row: Row, known: list[tuple[str, Counter[int]]]) -> Counter[int] | None:
    """The amounts that the program keeps for a line: under its name, or of its figures where the name goes on."""
    wanted = Counter(in_dong(layout, number) for number in amounts(row))
    name = bare(row.name())
    candidates = [kept for known_name, kept in known if not name or name in bare(known_name)]
    return max(candidates, key=lambda kept: (kept & wanted).total(), default=None)


def bare(name: str) -> str:
    """A name without the bullet or the number before it, and without the raised number of a note behind it."""
    bare_name = re.sub(r"^(?:[-+–\s]+|(?:[IVXA-E]+|[0-9]+)[.)]\s+|[a-z]\)\s+)", "", name)
    return bare_name.strip("_⁰¹²³⁴⁵⁶⁷⁸⁹").casefold()


def misread(layout: Layout, known: list[tuple[str, Counter[int]]], listed: Counter[Decimal]) -> str | None:
    """What the program holds for an amount of a line and the page does not say, or passes over without a word."""
    called = {bare(name) for name, _kept in known}
    for row, after in pairwise((*layout.rows, layout.rows[-1])):
        if row.role != LINE:
            continue
        if row.name() and called.isdisjoint({bare(row.name()), bare(f"{row.name()} {after.name()}")}):
            return f"{row.name()} is called otherwise"
        kept = fitting(layout, row, known) or Counter[int]()
        printed = {in_dong(layout, row.read_as(number)) for _column, _role, number in row.figures()}
        counted = [row.read_as(number) for _column, role, number in row.figures() if role == "a"]
        printed.add(sum(in_dong(layout, number) for number in counted))
        foreign = {amount for amount in kept if amount not in printed and amount}
        if foreign:
            return f"{row.name()}: {sorted(foreign)} is not printed"
        for number in amounts(row):
            if in_dong(layout, number) not in kept and number and abs(number) not in listed:
                return f"{row.name()}: {number} is neither kept nor named"
    return None


def missing(layout: Layout, known: list[tuple[str, Counter[int]]]) -> Counter[Decimal]:
    """The amounts of lines that are counted or kept for them on the page and are not in the plan."""
    left = Counter[Decimal]()
    for row in layout.rows:
        if row.role == LINE:
            kept = fitting(layout, row, known) or Counter[int]()
            for _column, role, number in row.figures():
                if role in {"a", "k"} and number and in_dong(layout, row.read_as(number)) not in kept:
                    left[number] += 1
    return left


@dataclass(frozen=True)
class Slip:
    """One figure of a layout with a slip in it."""

    layout: Layout
    row: int
    column: int
    before: Decimal
    after: Decimal

    @property
    def name(self) -> str:
        return f"{self.layout.name} row {self.row + 1} column {self.column + 1}: {self.before} -> {self.after}"

    def planted(self) -> Layout:
        return self.layout.with_number(self.row, self.column, self.after)


def slips(layout: Layout) -> list[Slip]:
    """Each figure of the table once, each with one of the usual slips: a digit, two digits swapped, a zero more."""
    found = []
    for number, (row, column, _role, before) in enumerate(layout.figures()):
        found.append(Slip(layout, row, column, before, slipped(before, number % 3)))
    return found


def slipped(number: Decimal, kind: int) -> Decimal:
    """A figure with a slip of the hand: never the same figure."""
    digits = [*str(abs(number).quantize(Decimal(1)))]
    if kind == 0 and len(digits) > 1 and digits[-1] != digits[-2]:
        digits[-1], digits[-2] = digits[-2], digits[-1]
        return Decimal("".join(digits))
    if kind == 1 and number:
        return number * 10
    return number + 1


class Sound:
    """What the program says of a layout without slips."""

    def __init__(self, layout: Layout, folder: Path) -> None:
        file = written(layout, folder)
        self.layout = layout
        self.answer = answered(file)
        self.entries = entries(file)


def told_wrongly(slip: Slip, sound: Sound, folder: Path) -> str | None:
    """What is wrong with how the program takes a slip: it says nothing, or reads the rest of the table otherwise.

    A figure that was named as standing in no sum may change without a word, and so may its column; so may a part of
    a part.
    """
    file = written(slip.planted(), folder)
    answer = answered(file)
    if answer.code > 1:
        return None
    row = slip.layout.rows[slip.row]
    no_money = row.columns[slip.column] in {"q", "p", "%"} and "is in no sum" in sound.answer.talk
    named_before = abs(slip.before) in sound.answer.listed or row.role == PART or no_money
    if answer.code == sound.answer.code and answer.findings == sound.answer.findings and not named_before:
        return "silent"
    now = entries(file)
    if len(now) != len(sound.entries):
        return f"{len(sound.entries)} lines become {len(now)}"
    change = in_dong(slip.layout, row.read_as(slip.after - slip.before))
    for (name, kept), (name_now, kept_now) in zip(sound.entries, now, strict=True):
        strange = [amount for amount in kept_now - kept if amount - change not in kept]
        if name != name_now or strange:
            return f"{name} is read otherwise: {name_now} {strange}"
    return None


def badly_told(found: Sequence[Verdict], folder: Path, each: int = 1) -> list[str]:
    """The slips that stay silent or turn the reading, in the layouts that are read.

    Args:
        each: one is planted in every so many figures.
    """
    told = []
    for verdict in found:
        if verdict.state in {State.UNDERSTOOD, State.PARTLY, State.WRONG}:
            sound = Sound(verdict.layout, folder)
            planted = slips(verdict.layout)[::each]
            told += [f"{slip.name}: {why}" for slip in planted if (why := told_wrongly(slip, sound, folder))]
    return told
