"""Letters of other alphabets that can be taken for Latin ones."""

from __future__ import annotations

from typing import Final

__all__ = ["LATIN_TWINS", "as_latin"]

_CAPITALS: Final = ("АВСЕНІЈКМОРЅТХУҮԚԜ", "ABCEHIJKMOPSTXYYQW")
_SMALL: Final = ("асеіјкорѕхуһԁӏԛԝѵмтьѐёї", "aceijkopsxyhdlqwvmtbèëï")
_GREEK_CAPITALS: Final = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ", "ABEZHIKMNOPTYXCM")
_GREEK_SMALL: Final = ("αεικνορυωγηχτϲϳ", "aeikvopuwynxtcj")
_ARMENIAN: Final = ("օսոհցզյԼՏՕ", "ounhgqjLSO")
_CHEROKEE: Final = ("ᎪᏴᏟᎠᎬᎢᎫᏦᏞᎷᏢᏒᏚᎳᎩᏃ", "ABCDEIJKLMPRSWYZ")

LATIN_TWINS: Final = {
    letter: twin
    for letters, twins in (_CAPITALS, _SMALL, _GREEK_CAPITALS, _GREEK_SMALL, _ARMENIAN, _CHEROKEE)
    for letter, twin in zip(letters, twins, strict=True)
}
"""What looks the same in upright type: a letter, and the Latin letter it can be taken for."""

_TWINS: Final = frozenset(LATIN_TWINS)
_TRANSLATION: Final = str.maketrans(LATIN_TWINS)


def as_latin(text: str) -> str:
    """A text as long as the one given, with Latin letters in place of those that look like them."""
    return text if _TWINS.isdisjoint(text) else text.translate(_TRANSLATION)
