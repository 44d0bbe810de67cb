"""Money: whole đồng, or whole units of another currency, read by a closed parser, written the Vietnamese way.

`1.150` is one thousand one hundred and fifty; a decimal comma may follow. The notation is the same in
every output language, because it is what stands in the documents people compare with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final

from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Parsed, Plain, refuse, shortened
from cybercrime_plan.model.spelling import folded, unaccented

if TYPE_CHECKING:
    from fractions import Fraction

MAX_DIGITS: Final = 21
"""Longest figure accepted; a million billion triệu đồng is beyond any budget."""


VND: Final = "VND"
_CURRENCIES: Final = {
    VND: ("đồng", "đ", "vnđ", "vnd"),
    "USD": ("USD", "đô la Mỹ", "đô la", "đô-la Mỹ", "đô-la", "US$", "$"),
    "EUR": ("EUR", "euro", "€"),
    "JPY": ("JPY", "yên Nhật", "yên"),
    "CNY": ("CNY", "RMB", "nhân dân tệ"),
    "KRW": ("KRW", "won Hàn Quốc", "won"),
    "GBP": ("GBP", "bảng Anh", "£"),
    "AUD": ("AUD", "đô la Úc"),
    "CAD": ("CAD", "đô la Canada"),
    "SGD": ("SGD", "đô la Singapore"),
    "CHF": ("CHF", "franc Thụy Sĩ"),
    "LAK": ("LAK", "kíp Lào"),
    "XDR": ("XDR", "SDR"),
    **{code: (code,) for code in ("DKK", "HKD", "INR", "KWD", "NOK", "NZD", "RUB", "SAR", "SEK", "THB", "TWD")},
}
"""How the currencies are written, by ISO 4217 code, which for all but đồng is their first name."""


FOREIGN: Final = tuple(code for code in _CURRENCIES if code != VND)


def currency_names(currency: str) -> tuple[str, ...]:
    """How it is written; the first stands behind an amount: `đồng`, `USD`."""
    return _CURRENCIES[currency]


def is_currency(code: str) -> bool:
    """Whether it is the code of a currency that a table can be in."""
    return code in _CURRENCIES


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of money, as printed over a table.

    Attributes:
        value: its worth in whole units of its currency, mostly đồng.
        currency: by its ISO 4217 code.
    """

    value: int
    currency: str = VND

    DONG: ClassVar[Unit]
    NGHIN: ClassVar[Unit]
    TRIEU: ClassVar[Unit]
    TY: ClassVar[Unit]

    @property
    def label(self) -> str:
        """As it is printed: `triệu đồng`, `nghìn USD`."""
        return f"{_SCALE_NAMES[self.value][0]} {_CURRENCIES[self.currency][0]}".strip()

    @property
    def whole(self) -> Unit:
        """One of its currency: đồng, `USD`."""
        return Unit(1, self.currency)

    def __str__(self) -> str:
        return self.label


_SCALE_NAMES: Final = {
    1: ("",),
    1_000: ("nghìn", "ngàn", "1.000", "1000"),
    1_000_000: ("triệu", "1.000.000", "1000000"),
    1_000_000_000: ("tỷ", "1.000.000.000", "1000000000"),
}
Unit.DONG, Unit.NGHIN, Unit.TRIEU, Unit.TY = map(Unit, _SCALE_NAMES)


def units_of(currency: str) -> tuple[Unit, ...]:
    """The units in which tables are printed in a currency, the smallest first."""
    return tuple(Unit(value, currency) for value in _SCALE_NAMES)


DONG_UNITS: Final = units_of(VND)
UNITS: Final = tuple(unit for currency in _CURRENCIES for unit in units_of(currency))
_UNIT_NAMES: Final = {
    folded(scale): unit for unit in DONG_UNITS for scale in _SCALE_NAMES[unit.value] if scale.isalpha()
} | {
    folded(f"{scale} {name}"): unit
    for unit in UNITS
    for scale in _SCALE_NAMES[unit.value]
    for name in _CURRENCIES[unit.currency]
}
_WITHOUT_ACCENTS: Final = {unaccented(name): unit for name, unit in _UNIT_NAMES.items()}


def unit_of(name: str) -> Unit | None:
    """The unit of money a printed name means, or None when it names something else (`vụ`)."""
    return _UNIT_NAMES.get(folded(name).rstrip(". "))


def printed_names(unit: Unit) -> tuple[str, ...]:
    """Every way in which a text may write the unit behind a figure, the longest first: `triệu đồng`, `triệu`."""
    scales = (*_SCALE_NAMES[unit.value], *(("tỉ",) if unit.value == Unit.TY.value else ()))
    alone = tuple(scale for scale in scales if scale.isalpha() and unit.currency == VND)
    return (*(f"{scale} {name}".strip() for scale in scales for name in _CURRENCIES[unit.currency]), *alone)


_TRIEU = re.compile(r"^tr(?:\.\s*|\s+|(?=đ))", re.IGNORECASE)
_TIMES = re.compile(r"[x×]\s*(1(?:[.,]?000){1,3})(?:\s*(?:đ|vnđ|vnd|đồng))?", re.IGNORECASE)
_DONG = re.compile(r"\s*(?:đ|vnđ|vnd)\.?$", re.IGNORECASE)
_UNIT_LINE = re.compile(
    r"(?:đơn vị(?: tính)?|đ/?v\.? ?t(?:ính)?|unit|tính (?:bằng|theo))\s*[:.]?\s*([^()]+)", re.IGNORECASE
)
_CALLED_UNIT = re.compile(r"(?:đơn vị|unit)(?! tính\b)\s*[^\s:.]", re.IGNORECASE)
"""The word for a unit, which is that for an agency as well, without a sign that something is told."""
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_BESIDE = re.compile(r"[,;/:]\s*(?![0-9])")
"""What parts several units of one line: `triệu đồng, %`."""
_RATE = re.compile(r"\(?\b(?:tỷ|tỉ) giá[^();]*\)?", re.IGNORECASE)
"""A rate of exchange, `(tỷ giá: 25.000 đồng/USD)`, names units and states none."""
_SCALES = {"thousand": "nghìn", "million": "triệu", "billion": "tỷ"}
_ENGLISH_DONG = re.compile(r"\b(vnd|dongs?)\b", re.IGNORECASE)


@lru_cache(maxsize=4_096)  # the rows near a header are asked once for every header
def units_in(text: str) -> tuple[Unit, ...]:
    """Every unit it states: `Đơn vị tính: nghìn đồng, riêng mục II: triệu đồng` has two."""
    text = _RATE.sub("", text)
    stated = (*_UNIT_LINE.findall(text), *_IN_BRACKETS.findall(text), text.strip(" .:").rpartition(":")[2].strip())
    units: dict[Unit, None] = {}
    for part in (part for one in stated for part in (one, *_BESIDE.split(one))):
        # without the forms that only annexes use: `tr.đ`, `1.000đ`, `x1.000`, `million VND`
        english = next((english for english in _SCALES if english in part.lower()), None)
        if english is None:
            name = _DONG.sub(" đồng", _TRIEU.sub("triệu ", part.strip().removesuffix("Việt Nam")))
        else:
            scale = _SCALES[english]
            name = f"{scale} đồng" if _ENGLISH_DONG.search(part) else part.lower().replace(english, scale)
        times = _TIMES.fullmatch(part.strip())
        if unit := unit_of(f"{times[1]} đồng" if times else name):
            units[unit] = None
    return tuple(units)


def typed_unit(name: str) -> Unit:
    """The unit of money that a person means who types it, as annexes write it or without accents: `trieu`.

    Raises:
        UsageError: there is no such unit.
    """
    stated = units_in(name)
    unit = stated[0] if len(stated) == 1 else _WITHOUT_ACCENTS.get(unaccented(name).strip())
    if unit is None:
        raise UsageError(_("{unit} is not a unit of money", unit=name), UNITS_KNOWN)
    return unit


def is_unit_line(text: str) -> bool:
    """Whether a text is there to state a unit, whichever it is."""
    bare = text.strip("() .:")
    match = _UNIT_LINE.fullmatch(bare)
    # `Đơn vị, nhiệm vụ` and `Đơn vị sử dụng` are titles
    called = bool(match) and (bool(units_in(bare)) or not _CALLED_UNIT.match(bare))
    return called or unit_of(bare) is not None


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A sum of money; may be negative. Two currencies are never added up.

    Attributes:
        dong: whole đồng; of another currency its whole units.
        currency: by its ISO 4217 code.
    """

    dong: int
    currency: str = VND

    def __add__(self, other: Money) -> Money:
        return Money.total((self, other))

    def __sub__(self, other: Money) -> Money:
        return Money.total((self, -other))

    def __neg__(self) -> Money:
        return Money(-self.dong, self.currency)

    def __bool__(self) -> bool:
        return self.dong != 0

    def __str__(self) -> str:
        return f"{grouped(self.dong)} {_CURRENCIES[self.currency][0]}"

    @classmethod
    def total(cls, parts: Iterable[Money]) -> Money:
        """The exact sum; no đồng at all are nothing in every currency.

        Raises:
            ValueError: the parts are in several currencies.
        """
        given = [part for part in parts if part.dong or part.currency != VND]
        (currency,) = {part.currency for part in given} or {VND}
        return cls(sum(part.dong for part in given), currency)


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

    @property
    def exact(self) -> Fraction:
        """The same as a fraction."""
        from fractions import Fraction

        return Fraction(self.digits, 10**self.decimals)

    def as_money(self, unit: Unit) -> Money:
        """The sum of money this number of units is.

        Raises:
            ValueError: it is not a whole number of đồng, or of its currency.
        """
        dong, rest = divmod(self.digits * unit.value, 10**self.decimals)
        if rest:
            raise ValueError
        return Money(dong, unit.currency)

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
    """Read a figure of a table in the table's unit, as whole đồng or whole units of its currency.

    Raises:
        PydanticCustomError: it cannot be read, or is not a whole number of them.
    """
    return money_in(parse_number(text), unit)


def money_in(number: Number, unit: Unit) -> Money:
    """A figure that was read, as whole đồng or whole units of its currency.

    Raises:
        PydanticCustomError: it is not a whole number of them.
    """
    try:
        return number.as_money(unit)
    except ValueError:
        raise refuse(
            "SCH203",
            _("{figure} {unit} is not a whole number of {whole}", figure=str(number), unit=unit, whole=unit.whole),
            _either_way(grouped(number.digits)) if number.decimals == len("000") else _in_whole(number, unit),
        ) from None


def _in_whole(number: Number, unit: Unit) -> Text:
    nearest = Money((2 * number.digits * unit.value + 10**number.decimals) // (2 * 10**number.decimals))
    return _("only whole {whole} are kept: write {figure}", whole=unit.whole, figure=in_unit(nearest, unit))


UNITS_KNOWN: Final = _(
    "one of: đồng, nghìn đồng, triệu đồng, tỷ đồng; or of another currency: {units}",
    units=tuple(unit.label for currency in ("USD", "EUR") for unit in units_of(currency)[:2]),
)


def _unit(value: Any) -> Unit:
    unit = unit_of(value) if isinstance(value, str) else None
    if unit is None:
        raise refuse("SCH204", _("this is not a unit of money"), UNITS_KNOWN)
    return unit


def _number(value: Any) -> Number:
    if not isinstance(value, str):
        raise refuse("SCH201", _("a figure is expected here"))
    return parse_number(value)


UnitName = Annotated[Unit, Parsed(_unit, {"type": "string", "examples": ["triệu đồng", "đồng", "USD"]}, Unit)]
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
