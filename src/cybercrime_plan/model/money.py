"""Money: whole đồng, read by a closed parser, written the Vietnamese way.

`1.150` is one thousand one hundred and fifty; a decimal comma may follow. The notation is the same in
every output language, because it is what stands in the documents people compare with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Final

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Parsed, Plain, refuse, shortened
from cybercrime_plan.model.spelling import folded

MAX_DIGITS: Final = 21
"""Longest figure accepted; a million billion triệu đồng is beyond any budget."""


class Unit(Enum):
    """A unit of money, as printed over a table; the value is its worth in đồng."""

    DONG = 1
    NGHIN = 1_000
    TRIEU = 1_000_000
    TY = 1_000_000_000

    @property
    def label(self) -> str:
        """As it is printed: `triệu đồng`."""
        return {1: "đồng", 1_000: "nghìn đồng", 1_000_000: "triệu đồng", 1_000_000_000: "tỷ đồng"}[self.value]

    def __str__(self) -> str:
        return self.label


_SCALE_NAMES: Final = {
    Unit.NGHIN: ("nghìn", "ngàn", "1.000", "1000"),
    Unit.TRIEU: ("triệu", "1.000.000", "1000000"),
    Unit.TY: ("tỷ", "1.000.000.000", "1000000000"),
}
_CURRENCY_NAMES: Final = ("đồng", "đ", "vnđ", "vnd")
_UNIT_NAMES: Final = (
    {folded(currency): Unit.DONG for currency in _CURRENCY_NAMES}
    | {folded(scale): unit for unit, scales in _SCALE_NAMES.items() for scale in scales if scale.isalpha()}
    | {
        folded(f"{scale} {currency}"): unit
        for unit, scales in _SCALE_NAMES.items()
        for scale in scales
        for currency in _CURRENCY_NAMES
    }
)


def unit_of(name: str) -> Unit | None:
    """The unit of money a printed name means, or None when it names something else (`vụ`)."""
    return _UNIT_NAMES.get(folded(name).rstrip(". "))


def printed_names(unit: Unit) -> tuple[str, ...]:
    """Every way in which a text may write the unit behind a figure, the longest first: `triệu đồng`, `triệu`."""
    scales = (*_SCALE_NAMES.get(unit, ("",)), *(("tỉ",) if unit is Unit.TY else ()))
    alone = tuple(scale for scale in scales if scale.isalpha())
    return (*(f"{scale} {currency}".strip() for scale in scales for currency in _CURRENCY_NAMES), *alone)


_TRIEU = re.compile(r"^tr(?:\.\s*|\s+|(?=đ))", re.IGNORECASE)
_TIMES = re.compile(r"[x×]\s*(1(?:[.,]?000){1,3})(?:\s*(?:đ|vnđ|vnd|đồng))?", re.IGNORECASE)
_DONG = re.compile(r"\s*(?:đ|vnđ|vnd)\.?$", re.IGNORECASE)
_UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt|unit|tính (?:bằng|theo))\s*[:.]?\s*([^()]+)", re.IGNORECASE)
_CALLED_UNIT = re.compile(r"(?:đơn vị|unit)(?! tính\b)\s*[^\s:.]", re.IGNORECASE)
"""The word for a unit, which is that for an agency as well, without a sign that something is told."""
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_BESIDE = re.compile(r"[,;/:]\s*(?![0-9])")
"""What parts several units of one line: `triệu đồng, %`."""
_SCALES = {"thousand": "nghìn", "million": "triệu", "billion": "tỷ"}
_ENGLISH_DONG = re.compile(r"\b(vnd|dongs?)\b", re.IGNORECASE)


@lru_cache(maxsize=4_096)  # the rows near a header are asked once for every header
def units_in(text: str) -> tuple[Unit, ...]:
    """Every unit it states: `Đơn vị tính: nghìn đồng, riêng mục II: triệu đồng` has two."""
    stated = (*_UNIT_LINE.findall(text), *_IN_BRACKETS.findall(text), text.strip(" .:"))
    units: dict[Unit, None] = {}
    for part in (part for one in stated for part in (one, *_BESIDE.split(one))):
        # without the forms that only annexes use: `tr.đ`, `1.000đ`, `x1.000`, `million VND`
        scale = next((vietnamese for english, vietnamese in _SCALES.items() if english in part.lower()), None)
        if scale is None:
            name = _DONG.sub(" đồng", _TRIEU.sub("triệu ", part.strip().removesuffix("Việt Nam")))
        else:
            name = f"{scale} đồng" if _ENGLISH_DONG.search(part) else part
        times = _TIMES.fullmatch(part.strip())
        if unit := unit_of(f"{times[1]} đồng" if times else name):
            units[unit] = None
    return tuple(units)


def is_unit_line(text: str) -> bool:
    """Whether a text is there to state a unit, whichever it is."""
    bare = text.strip("() .:")
    match = _UNIT_LINE.fullmatch(bare)
    # `Đơn vị, nhiệm vụ` and `Đơn vị sử dụng` are titles
    called = bool(match) and (bool(units_in(bare)) or not _CALLED_UNIT.match(bare))
    return called or unit_of(bare) is not None


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A sum of money, in whole đồng; may be negative."""

    dong: int

    def __add__(self, other: Money) -> Money:
        return Money(self.dong + other.dong)

    def __sub__(self, other: Money) -> Money:
        return Money(self.dong - other.dong)

    def __neg__(self) -> Money:
        return Money(-self.dong)

    def __bool__(self) -> bool:
        return self.dong != 0

    def __str__(self) -> str:
        return f"{grouped(self.dong)} đồng"

    @classmethod
    def total(cls, parts: Iterable[Money]) -> Money:
        """The exact sum."""
        return cls(sum(part.dong for part in parts))


class Dash(Enum):
    """A printed dash: no amount is fixed in this plan. It is neither zero nor blank."""

    DASH = "-"

    def __str__(self) -> str:
        return "-"

    def __repr__(self) -> str:
        return "DASH"


DASH: Final = Dash.DASH
Cell = Money | Dash | None
"""An entry of the table: an amount (zero among them), a dash, or None for a blank that is not printed."""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact decimal as printed: `digits` × 10^-`decimals`. `109,2` is Number(1092, 1)."""

    digits: int
    decimals: int = 0

    def as_money(self, unit: Unit) -> Money:
        """The sum of money this number of units is.

        Raises:
            ValueError: it is not a whole number of đồng.
        """
        dong, rest = divmod(self.digits * unit.value, 10**self.decimals)
        if rest:
            raise ValueError
        return Money(dong)

    def __str__(self) -> str:
        whole, part = divmod(abs(self.digits), 10**self.decimals)
        sign = "-" if self.digits < 0 else ""
        return sign + grouped(whole) + (f",{part:0{self.decimals}d}" if self.decimals else "")


def grouped(number: int) -> str:
    """A whole number the Vietnamese way: `7.150.000.000`."""
    return f"{number:,}".replace(",", ".")


def in_unit(money: Money, unit: Unit) -> str:
    """A sum of money as a figure of that unit, exact: `1.150,5`. The unit itself is not written."""
    whole, rest = divmod(abs(money.dong), unit.value)
    sign = "-" if money.dong < 0 else ""
    decimals = f"{rest:0{len(str(unit.value)) - 1}d}".rstrip("0") if rest else ""
    return sign + grouped(whole) + (f",{decimals}" if decimals else "")


def signed(money: Money, unit: Unit) -> str:
    """A difference as a figure of that unit, with its sign: `+300`, `-0,5`, or `0` when there is none."""
    return f"+{in_unit(money, unit)}" if money.dong > 0 else in_unit(money, unit)


_WHOLE: Final = r"(0|-?[1-9][0-9]*)"
_GROUPED: Final = r"-?[1-9][0-9]{0,2}(\.[0-9]{3})*(,[0-9]+)?"
_DECIMAL: Final = r"-?(0|[1-9][0-9]*),[0-9]+"
FIGURE_PATTERN: Final = rf"^({_WHOLE}|{_GROUPED}|{_DECIMAL})$"
"""What a figure looks like; `-0` is none of them, because it may as well be a dash."""
_WHOLE_FORM: Final = re.compile(_WHOLE)
_FIGURE_FORM: Final = re.compile(FIGURE_PATTERN)


def parse_number(text: str) -> Number:
    """Read a figure: digits, or quoted Vietnamese notation grouped by threes with a decimal comma.

    Args:
        text: a `Plain` was written without quotes and may hold digits only.

    Raises:
        PydanticCustomError: anything else, with code, message and hint.
    """
    if len(text) > MAX_DIGITS and sum(character.isdigit() for character in text) > MAX_DIGITS:
        raise refuse("SCH202", _("the figure has more than {limit} digits", limit=MAX_DIGITS))
    if _WHOLE_FORM.fullmatch(text):
        return Number(int(text))
    if isinstance(text, Plain) or not _FIGURE_FORM.fullmatch(text):
        raise refuse(
            "SCH201",
            _("{figure} is not a figure that can be read in one way only", figure=shortened(text)),
            next((hint for form, hint in _OF_WORKBOOKS if re.fullmatch(form, text)), None) or _figure_hint(text),
        )
    whole, _comma, decimals = text.replace(".", "").partition(",")
    return Number(int(whole + decimals), len(decimals))


_ENGLISH_THOUSANDS: Final = r"-?[1-9][0-9]{0,2}(,[0-9]{3})+"
_ENGLISH_DECIMAL: Final = rf"({_ENGLISH_THOUSANDS}|-?[0-9]+)\.([0-9]{{1,2}}|[0-9]{{4,}})"
_SWAPPED: Final = str.maketrans(".,", ",.")


_OF_WORKBOOKS: Final = (
    ("=.*", _("the workbook keeps no value for this formula: open it in its own program and save it")),
    ("#.*", _("the formula of this cell fails: mend it in the workbook")),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", _("a date stands here: give the cell the format of a number")),
    (".* …", _("the cell is merged over several years: write one amount for each")),
    (".* / .*", _("two readings fit: write the amount in full, or decide with --fractions or --numbers")),
)
"""What the cells of a workbook may hold instead of an amount."""


def _figure_hint(text: str) -> Text:
    """How to write what was probably meant; text that a person put in quotes is Vietnamese already."""
    if re.fullmatch(_ENGLISH_THOUSANDS, text):
        return _either_way(text.translate(_SWAPPED))
    if re.fullmatch(_ENGLISH_DECIMAL, text):
        return _('decimals follow a comma, in quotes: write "{figure}"', figure=text.translate(_SWAPPED))
    if re.fullmatch(_GROUPED, text) and "," not in text:
        return _either_way(text)
    if _FIGURE_FORM.fullmatch(text):
        return _('without quotes programs read it differently: write "{figure}"', figure=text)
    if re.fullmatch(r"-?0[0-9]+", text):
        return _("leave out the leading zero: some programs read it as an octal number")
    return _('write digits only (1150), or dots by thousands and a decimal comma, in a plan in quotes ("1.150,5")')


def _either_way(figure: str) -> Text:
    return _(
        'programs read it differently: write {digits} or, in quotes, "{figure}"',
        digits=figure.replace(".", ""),
        figure=figure,
    )


def parse_money(text: str, unit: Unit) -> Money:
    """Read a figure of a table in the table's unit, as whole đồng.

    Raises:
        PydanticCustomError: it cannot be read, or is not a whole number of đồng.
    """
    return money_in(parse_number(text), unit)


def money_in(number: Number, unit: Unit) -> Money:
    """A figure that was read, as whole đồng.

    Raises:
        PydanticCustomError: it is not a whole number of đồng.
    """
    try:
        return number.as_money(unit)
    except ValueError:
        raise refuse(
            "SCH203", _("{figure} {unit} is not a whole number of đồng", figure=str(number), unit=unit.label)
        ) from None


def _unit(value: Any) -> Unit:
    unit = unit_of(value) if isinstance(value, str) else None
    if unit is None:
        raise refuse("SCH204", _("this is not a unit of money"), _("one of: đồng, nghìn đồng, triệu đồng, tỷ đồng"))
    return unit


def _number(value: Any) -> Number:
    if not isinstance(value, str):
        raise refuse("SCH201", _("a figure is expected here"))
    return parse_number(value)


UnitName = Annotated[Unit, Parsed(_unit, {"type": "string", "examples": ["triệu đồng", "đồng"]}, Unit)]
"""A unit of money by its printed name."""
PrintedNumber = Annotated[
    Number,
    Parsed(_number, {"type": ["integer", "string"], "pattern": FIGURE_PATTERN}, Number),
]
"""A printed figure of anything: exact, with its decimals."""


def percent_of(part: int, whole: int) -> Number | None:
    """A share in percent, to one decimal, halves away from zero; None of nothing."""
    if not whole:
        return None
    tenths, rest = divmod(abs(part) * 1000, abs(whole))
    tenths += 2 * rest >= abs(whole)
    return Number(tenths if (part < 0) is (whole < 0) else -tenths, 1)
