"""Words of a text in forms that can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from communique.glossary.stems import stem

__all__ = [
    "UNSPACED",
    "Word",
    "folded",
    "loose",
    "loose_stem",
    "same_beginning",
    "visible",
    "words_of",
]

UNSPACED: Final = frozenset({"zh", "ja", "th", "lo", "km", "my", "yue"})
"""Languages that write without spaces between words."""

# Soft hyphens, zero-width characters and controls of direction: nobody sees them.
_INVISIBLE: Final = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Accents, the vowel signs of Arabic, and its lengthening stroke.
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640"

_UNSEEN: Final = re.compile(f"[{_INVISIBLE}]+")
_ACCENTS: Final = re.compile(f"[{_INVISIBLE}{_MARKS}]+")
_NO_WORD: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(rf"[^\W_]+(?:[{_INVISIBLE}{_MARKS}]+[^\W_]+)*")

_ARABIC: Final = str.maketrans("ىةٱ", "يها")
# Arabic writes article, conjunction and preposition before a word without a space.
_PROCLITICS: Final = re.compile(r"\b(?:[وف]?[بك]?ال|[وف]?لل)(?=\w{2})")
# Irish words change at their beginning: an tAontas, na hEorpa, gComhairle, Chomhairle.
_MUTATION: Final = re.compile(
    r"\b(?:[tnh](?=[AEIOUÁÉÍÓÚ])|h(?=[aeiouáéíóú])|t(?=[sS])|m(?=[bB])|g(?=[cC])|n(?=[dDgG])"
    r"|bh(?=[fF])|b(?=[pP])|d(?=[tT]))"
)
_LENITION: Final = re.compile(r"\b([bcdfgmpst])h", re.IGNORECASE)


class Word(NamedTuple):
    """A word of a text."""

    text: str
    """The word as written."""
    at: int
    """Where it begins."""
    end: int
    """Where it ends."""


def words_of(text: str) -> list[Word]:
    """The words of a text; hyphens and apostrophes stand between words."""
    return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def folded(text: str, language: str) -> str:
    """A text in small letters, without initial mutations and articles; accents stay."""
    if language == "ga":
        text = _LENITION.sub(r"\1", _MUTATION.sub("", text))
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _PROCLITICS.sub("", text) if language == "ar" else text


def loose(text: str, language: str) -> str:
    """The words of a text in small letters, without accents, each between two spaces.

    Where a language writes without spaces, so does this.
    """
    if language == "ga":
        text = _LENITION.sub(r"\1", _MUTATION.sub("", text))
    text = text.casefold()
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        if language == "ar":
            text = _PROCLITICS.sub("", text.translate(_ARABIC))
    if language in UNSPACED:
        return _NO_WORD.sub("", text)
    return f" {_NO_WORD.sub(' ', text).strip()} "


def same_beginning(text: str, other: str) -> str:
    """The letters that two texts both begin with."""
    for at, (letter, theirs) in enumerate(zip(text, other, strict=False)):
        if letter != theirs:
            return text[:at]
    return min(text, other, key=len)


@lru_cache(maxsize=16384)
def loose_stem(word: str, language: str) -> str:
    """The beginning that a word shares with its inflected forms, as `loose` writes it."""
    whole = loose(word, language).strip()
    stemmed = loose(stem(folded(word, language), language), language).strip()
    shared = len(same_beginning(whole, stemmed))
    # The last letters of a stem change: stát, státě; vägivaldne, vägivaldse; Liit, Liidu.
    if shared >= _LONG:
        shared -= 2
    elif shared > _FEWEST + (language not in _GRADING):
        shared -= 1
    return whole[: max(shared, _FEWEST)]


_LONG: Final = 7
_FEWEST: Final = 3
# Languages in which the consonant between two syllables changes.
_GRADING: Final = frozenset({"et", "fi"})
