"""Vietnamese typed for fonts from before Unicode: told from its letters, and turned into Unicode.

In TCVN3 (ABC; .VnTime) one byte is one letter with its tone; the capital letters with a tone are those of another
font (.VnTimeH), so that only the file's fonts tell them from small ones. In VNI a tone is a letter of its own.
"""

import re
from typing import Final, NamedTuple

TCVN3: Final = "tcvn3"
VNI: Final = "vni"
NAMES: Final = {TCVN3: "TCVN3 (ABC)", VNI: "VNI"}

_VIETNAMESE: Final = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_TCVN3_SIGNS: Final = (
    # a capital letter of Western Europe behind a small one stands in no word of any language
    "[A-Za-z][µ¸¶·¹¨¾¼½©ª¬\xad®§]|[A-Za-z][«»][a-z]|[®§][a-zåéèêîíìóòôõö]|[a-z][ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖÝØÜÞ]"
)
_VNI_SIGNS: Final = "[aeoAEO][áàåãäÁÀÅÃÄ]|[aeouyôöAEOUYÔÖ][ùøûõïÙØÛÕÏ]|[aA][êéèúüëÊÉÈÚÜË]|ñ[aeiouyöô]"
_VNI_TONE: Final = "[aeouyAEOUY][ùøûõïÙØÛÕÏ]"
"""Compiled when a text is first looked at that may be such a one; hardly any is."""
_FEWEST_SIGNS: Final = 3


class OldFont(NamedTuple):
    """For which font a text was typed, and where that first shows."""

    font: str
    start: int


def old_font(text: str) -> OldFont | None:
    """The font a text was typed for, told by signs of Western Europe: `hép møt tÕt`, `tieáng Vieät`."""
    if text.isascii() or _VIETNAMESE.search(text):
        return None
    tcvn3, vni = (list(re.finditer(pattern, text)) for pattern in (_TCVN3_SIGNS, _VNI_SIGNS))
    if not re.search(_VNI_TONE, text):
        vni = []
    font, signs = (TCVN3, tcvn3) if len(tcvn3) >= len(vni) else (VNI, vni)
    return OldFont(font, signs[0].start()) if len(signs) >= _FEWEST_SIGNS else None


def is_typed_for_old_font(text: str) -> bool:
    """Whether a few words look like it: letters of Western Europe, and none that only Vietnamese has in Unicode."""
    return bool(_WESTERN.search(text)) and not _VIETNAMESE.search(text)


_WESTERN: Final = re.compile("[µ-ÿ§®¨©ª«¬]")


def in_unicode(text: str, font: str) -> str:
    """A text that was typed for an old font, in Unicode."""
    if font == TCVN3:
        return text.translate(_OF_TCVN3)
    return re.sub(_VNI_LETTERS, lambda found: _OF_VNI[found[0]], text)


_OF_TCVN3: Final = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ®§¡¢£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐĂÂÊÔƠƯ",
)


def _vni() -> dict[str, str]:
    """Every letter of VNI, longest first where one begins another."""
    toned = {
        "a": "aùaøaûaõaïaâaáaàaåaãaäaêaéaèaúaüaë", "e": "eùeøeûeõeïeâeáeàeåeãeä", "o": "oùoøoûoõoïoâoáoàoåoãoä",
        "u": "uùuøuûuõuï", "ô": "ôùôøôûôõôï", "ö": "öùöøöûöõöï", "y": "yùyøyûyõ",
    }  # fmt: skip
    letters = {
        "a": "áàảãạâấầẩẫậăắằẳẵặ", "e": "éèẻẽẹêếềểễệ", "o": "óòỏõọôốồổỗộ",
        "u": "úùủũụ", "ô": "ớờởỡợ", "ö": "ứừửữự", "y": "ýỳỷỹ",
    }  # fmt: skip
    found = {
        toned[vowel][2 * number : 2 * number + 2]: letter
        for vowel in toned
        for number, letter in enumerate(letters[vowel])
    }
    found |= {"ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
    capital = {sign.upper(): letter.upper() for sign, letter in found.items()}
    first_capital = {sign[0].upper() + sign[1:]: letter.upper() for sign, letter in found.items() if len(sign) > 1}
    return {**first_capital, **capital, **found}


_OF_VNI: Final = _vni()
_VNI_LETTERS: Final = "|".join(sorted(map(re.escape, _OF_VNI), key=lambda sign: -len(sign)))
