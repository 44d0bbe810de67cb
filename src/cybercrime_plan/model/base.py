"""The ground every part of a plan stands on: frozen, strict, closed."""

import re
from collections.abc import Callable, Container
from enum import StrEnum
from typing import Annotated, Any, ClassVar, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from cybercrime_plan.findings import Loc
from cybercrime_plan.language import N_, Text, _

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)
Many = tuple[T, ...]
"""A sequence of records; empty when the file does not print it."""


class Plain(str):
    """A scalar written without quotes that begins like a figure. Any other scalar is an ordinary `str`.

    The reader hands every scalar over as text; only money needs to know whether somebody quoted it,
    because an unquoted `1.150` means different things to different programs.
    """

    __slots__ = ()


class Parsed:
    """How a value is read: by a closed parser alone.

    Args:
        parse: refuses whatever is not written in its one way.
        written: the JSON Schema of what it accepts.
        already: the types of what needs no reading: the parser's own results.
    """

    def __init__(self, parse: Callable[[Any], Any], written: dict[str, Any], *already: type) -> None:
        self._parse = (lambda value: value if isinstance(value, already) else parse(value)) if already else parse
        self._written = written

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return no_info_plain_validator_function(self._parse)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        return dict(self._written)


class RefersTo(NamedTuple):
    """Said of a field: it holds the ids of other records.

    Attributes:
        registry: where those are declared, by the names of the fields: `agencies`, `budget.sources`.
    """

    registry: str


class Words(StrEnum):
    """The words of a closed list, each with what people call it.

    Attributes:
        label: for people, in their language.
    """

    label: Text

    def __new__(cls, word: str, label: Text | None = None) -> Self:
        """One of the words, as the file writes it; called so too where the model has nothing better."""
        one = str.__new__(cls, word)
        one._value_ = word
        one.label = label or Text(word)
        return one


class TellsApart:
    """Said of a field: it tells a record that has no id from its neighbours, alone or with others."""


KEY = TellsApart()


class Exact:
    """Said of a field: every sign of its text counts, as in a number, a code or an address."""


EXACT = Exact()


class Part(BaseModel):
    """A part of a plan: frozen, strict, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True, hide_input_in_errors=True)
    one_fact: ClassVar[bool] = False
    """Whether its fields say one thing together (a figure with its unit), so that it is compared as a whole."""


def shortened(text: str, limit: int = 40) -> str:
    """As much of a text as a sentence can quote."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def refuse(code: str, message: Text, hint: Text | None = None, at: Loc = ()) -> PydanticCustomError:
    """The complaint of a closed parser, carrying its code, sentence and hint to the reader.

    Args:
        at: where below the value being validated the fault stands, when a part is refused as a whole.
    """
    return PydanticCustomError("refused", "{message}", {"code": code, "message": message, "hint": hint, "at": at})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise refuse("SCH102", _("text is expected here"))
    if value and value.isprintable() and "  " not in value and value.strip() == value:
        return str(value)  # nothing to fold, as nearly always: blanks other than the plain one are not printable
    folded = " ".join(value.split())
    if not folded:
        raise refuse(
            "SCH103", _("the text is empty"), _("leave the field out, or write null, when nothing is printed")
        )
    return folded


SLUG_LENGTH = 64
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"


def matching(
    form: str, code: str, message: Text, hint: Text | None = None, *, most: int | None = None
) -> Callable[[Any], str]:
    """A parser that admits text of this form alone, and as it stands.

    Args:
        most: characters it may have.
    """
    pattern = re.compile(form)

    def matched(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value) or (most and len(value) > most):
            raise refuse(code, message, hint)
        return str(value)

    return matched


_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,8}")


def whole_number(value: Any) -> int:
    """A plain whole number of at most nine digits (a year, a month, a count of days)."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not _WHOLE.fullmatch(value):
        raise refuse("SCH105", _("a whole number is expected"), _("digits only, for example: 2025"))
    return int(value)


def number_among(admitted: Container[int], refused: Callable[[int], PydanticCustomError]) -> Callable[[Any], int]:
    """A parser that admits these whole numbers alone.

    Args:
        refused: the refusal of any other.
    """

    def parsed(value: Any) -> int:
        number = whole_number(value)
        if number not in admitted:
            raise refused(number)
        return number

    return parsed


_year = number_among(
    range(1900, 2201), lambda year: refuse("SCH106", _("{year} is not a year between 1900 and 2200", year=year))
)
"""A plan of a province, not of an era."""


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise refuse("SCH107", _("true or false is expected"))


def choice(*allowed: str) -> Callable[[Any], str]:
    """A parser that admits exactly these words."""

    def chosen(value: Any) -> str:
        word = str(value) if isinstance(value, (str, int)) else None
        if word not in allowed:
            raise refuse("SCH108", _("one of these is expected: {choices}", choices=", ".join(allowed)))
        return word

    return chosen


def member(words: type[W]) -> Callable[[Any], W]:
    """A parser that admits exactly the words of an enumeration."""
    word = choice(*words)
    members = {str(one): one for one in words}

    def chosen(value: Any) -> W:
        return members[word(value)]

    return chosen


def one_of(words: type[StrEnum]) -> Parsed:
    """How a word of an enumeration is read."""
    return Parsed(member(words), {"enum": [*words]})


_INTEGER_SCHEMA = {"type": ["integer", "string"], "pattern": r"^(0|-?[1-9][0-9]{0,8})$"}
_YEAR_SCHEMA = {
    "type": ["integer", "string"],
    "pattern": r"^(19|2[01])[0-9]{2}$|^2200$",
    "minimum": 1900,
    "maximum": 2200,
}

Label = Annotated[str, Parsed(_text, {"type": ["string", "integer"], "pattern": r"\S"})]
"""Printed text: NFC, outer blanks gone, runs of blanks folded into one."""
Slug = Annotated[
    str,
    Parsed(
        matching(
            _SLUG,
            "SCH104",
            _("an id is expected: lower-case letters a-z, digits and single hyphens, at most 64"),
            _("for example: phong-ngua"),
            most=SLUG_LENGTH,
        ),
        {
            "type": ["string", "integer"],
            "pattern": rf"^{_SLUG}$",
            "maxLength": SLUG_LENGTH,
            "minimum": 0,
        },
    ),
]
"""A stable id, unique among its neighbours."""
AgencyId = Annotated[Slug, RefersTo("agencies")]
"""One of the plan's register of agencies."""
Id = Annotated[
    Slug, Field(title=N_("id"), description=N_("the id by which the file, and every later version, refers to it"))
]
"""The id of a record."""
Code = Annotated[Label, EXACT]
"""A number, a code, an address: spelled otherwise, it is another."""
Name = Annotated[Label, Field(title=N_("name"), description=N_("as printed"))]
"""A name of the document, kept as it stands there."""
Place = Annotated[
    Code | None,
    Field(
        title=N_("place in the document"),
        description=N_("the place in the document, where it differs from that of the part around it"),
    ),
]
"""A place in the document, as a person looks it up: `II.2.4`, `Phụ lục 1.3`."""
Whole = Annotated[int, Parsed(whole_number, _INTEGER_SCHEMA)]
Year = Annotated[int, Parsed(_year, _YEAR_SCHEMA)]
Flag = Annotated[bool, Parsed(_flag, {"enum": [True, False, "true", "false"]})]
Sha256 = Annotated[
    str,
    Parsed(
        matching("[0-9a-f]{64}", "SCH109", _("a SHA-256 is expected: 64 digits 0-9 and letters a-f")),
        {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    ),
]


class Bilingual(Part):
    """A sentence of ours kept in both languages."""

    vi: Label = Field(title=N_("in Vietnamese"), description=N_("in Vietnamese"))
    en: Label = Field(title=N_("in English"), description=N_("in English"))

    def __str__(self) -> str:
        return self.vi
