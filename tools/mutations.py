"""Alter every value of the shipped plans in plausible wrong ways, one at a time, and count what is noticed.

    python tools/mutations.py            the table, for docs/rules/unseen.md
    python tools/mutations.py --unseen   every alteration that nobody notices

An alteration is noticed when the reader refuses the file or a rule finds something that is not acknowledged.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from cybercrime_plan.findings import Loc, Span
from cybercrime_plan.model.budget import Level, Qualifier, SpendingKind
from cybercrime_plan.model.dates import Bound
from cybercrime_plan.model.duties import Role
from cybercrime_plan.model.identity import Extent
from cybercrime_plan.model.reports import Kind
from cybercrime_plan.read.load import load
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.rules.run import check

PLANS: Final = Path(__file__).resolve().parent.parent / "plans"
AS_OF: Final = date(2026, 6, 1)

_FIELDS: Final = {
    "money": {"amounts", "totals", "total", "amount"},
    "amount in words": {"words"},
    "statistic": {"value"},
    "year or day of a rule": {"years", "bymonth", "bymonthday"},
    "date": {"date", "from", "to", "on", "until"},
    "number of a document": {"number"},
    "reference to an id": {
        "agencies",
        "with",
        "through",
        "source",
        "from_whom",
        "agency",
        "members",
        "part_of",
        "line",
    },
    "word of a closed list": {"role", "kind", "level", "bound", "qualifier", "unit"},
    "place": {"at"},
    "address": {"email"},
    "name as printed": {"name", "issuer", "title", "label", "printed", "likely", "aliases", "province", "subject"},
    "our own words": {
        "summary",
        "covers",
        "text",
        "undecided",
        "reason",
        "deliverable",
        "timing",
        "wording",
        "heading",
    },
}
_LISTS: Final[tuple[tuple[str, ...], ...]] = (
    *(tuple(word.value for word in words) for words in (Role, Level, Bound, Qualifier, SpendingKind, Kind, Extent)),
    ("vụ", "tin báo"),
    ("triệu đồng", "tỷ đồng", "nghìn đồng", "đồng"),
    ("Nghị định", "Chỉ thị", "Kế hoạch"),
)


class Mutation(NamedTuple):
    """One value written otherwise."""

    plan: str
    loc: Loc
    group: str
    old: str
    new: str
    text: str


def mutations() -> Iterator[Mutation]:
    """Every alteration of every shipped plan, acknowledgements aside."""
    for file in sorted(PLANS.glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        source = read_tree(text.encode())
        scalars = [(loc, value) for loc, value in _scalars(source.tree, ()) if loc[:1] != ("acknowledged",)]
        ids = sorted({value for loc, value in scalars if loc[-1] == "id" and loc[:1] == ("agencies",)})
        for loc, value in scalars:
            group, place = _group(loc, value), source.positions.at(loc)
            if group and isinstance(place, Span) and place.line == place.end_line:
                for new in dict.fromkeys(_wrong(group, value, ids)):
                    yield Mutation(file.stem, loc, group, value, new, _written(text, place, value, new))


def _scalars(node: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _scalars(value, (*loc, key))
    elif isinstance(node, tuple):
        for index, value in enumerate(node):
            yield from _scalars(value, (*loc, index))
    elif isinstance(node, str):
        yield loc, str(node)


def _group(loc: Loc, value: str) -> str | None:
    """What kind of value it is, by the name of its field."""
    names = [key for key in loc if isinstance(key, str)]
    if loc[0] == "reports" and names[-1] == "to":
        return "reference to an id"
    if names[-1] == "value" and loc[0] == "document":
        return "number of a document" if "/" in value else "name as printed"
    if names[-1] == "kind" and loc[0] == "legal_basis":
        return "word of a closed list"
    return next((group for group, fields in _FIELDS.items() if names[-1] in fields), None)


def _wrong(group: str, value: str, ids: list[str]) -> Iterable[str]:
    """The same value, wrong in the ways a hand or a scanner gets it wrong."""
    if group == "reference to an id":
        return [other for other in ids if other != value][:3] if value in ids else []
    if group == "word of a closed list":
        return [other for words in _LISTS if value in words for other in words if other != value]
    if group == "date" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        day = date.fromisoformat(value)
        return [str(day + timedelta(days=1)), str(day.replace(year=day.year + 1)), str(day - timedelta(days=31))]
    if group in {"name as printed", "our own words", "amount in words", "address"}:
        return _letters(value)
    return _digits(value)


def _letters(value: str) -> Iterator[str]:
    """A letter lost, two letters exchanged."""
    middle = len(value) // 2
    letters = [index for index in range(middle, len(value) - 1) if value[index : index + 2].isalpha()]
    for index in letters[:1]:
        yield value[:index] + value[index + 1 :]
        if value[index] != value[index + 1]:
            yield value[:index] + value[index + 1] + value[index] + value[index + 2 :]


def _digits(value: str) -> Iterator[str]:
    """Neighbouring digits exchanged, one replaced, one lost, a zero added."""
    found = [match.start() for match in re.finditer("[0-9]", value)]
    for first, second in pairwise(found):
        if value[first] != value[second]:
            yield value[:first] + value[second] + value[first + 1 : second] + value[first] + value[second + 1 :]
            break
    for index in found[:1]:
        yield value[:index] + str((int(value[index]) + 1) % 10) + value[index + 1 :]
    if len(found) > 1:
        yield value[: found[-1]] + value[found[-1] + 1 :]
    if found and "," not in value:
        yield value[: found[-1] + 1] + "0" + value[found[-1] + 1 :]


def _written(text: str, place: Span, old: str, new: str) -> str:
    """The file with that value replaced where it stands, in its own quotes."""
    lines = text.splitlines(keepends=True)
    line = lines[place.line - 1]
    begin, end = place.column - 1, place.end_column - 1
    lines[place.line - 1] = line[:begin] + line[begin:end].replace(old, new) + line[end:]
    return "".join(lines)


def noticed(mutation: Mutation) -> bool:
    """Whether the reader or a rule says anything about it."""
    loaded = load(mutation.text.encode(), "plan.yaml")
    if loaded.plan is None or loaded.findings:
        return True
    return any(finding.acknowledged is None for finding in check(loaded.plan, as_of=AS_OF))


def table(counts: Counter[tuple[str, bool]]) -> Iterator[str]:
    """The shares by group, most seen first, as markdown."""
    yield "| kind of value | altered | noticed | share |"
    yield "|---|---:|---:|---:|"
    groups = sorted({group for group, _seen in counts}, key=lambda group: (-_share(counts, group), group))
    for group in groups:
        yield f"| {group} | {_altered(counts, group)} | {counts[group, True]} | {_share(counts, group)} % |"
    seen = sum(count for (_group, is_seen), count in counts.items() if is_seen)
    yield f"| all | {counts.total()} | {seen} | {100 * seen // counts.total()} % |"


def _altered(counts: Counter[tuple[str, bool]], group: str) -> int:
    return counts[group, True] + counts[group, False]


def _share(counts: Counter[tuple[str, bool]], group: str) -> int:
    return 100 * counts[group, True] // _altered(counts, group)


def main() -> int:
    """Print the table, or what is not seen."""
    counts: Counter[tuple[str, bool]] = Counter()
    for mutation in mutations():
        seen = noticed(mutation)
        counts[mutation.group, seen] += 1
        if "--unseen" in sys.argv[1:] and not seen:
            print(mutation.group, mutation.plan, mutation.loc, mutation.old, "->", mutation.new, sep="\t")
    if "--unseen" not in sys.argv[1:]:
        print("\n".join(table(counts)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
