"""The text of a segment, without the codes of the program that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["CODES", "joined"]

CODES: Final = {"bpt": False, "ept": False, "it": False, "ph": True, "ut": True}
"""The elements that hold codes, and whether one can stand between two words.

A pair of codes marks a part of a text, as in H<sub>2</sub>O. What stands for itself may be the
end of a line or a picture.
"""

# Thai and Lao, Burmese, Khmer, Chinese and Japanese have no space between words.
_UNSPACED: Final = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)


def joined(pieces: Sequence[str], gaps: Sequence[int]) -> str:
    """The pieces of a text, with a space at a gap between two words.

    `gaps` are the numbers of the pieces before which a gap is.
    """
    text: list[str] = []
    wide = frozenset(gaps)
    last = ""
    for number, piece in enumerate(pieces):
        if not piece:
            continue
        if number in wide and last and _of_words(last) and _of_words(piece[0]):
            text.append(" ")
        text.append(piece)
        last = piece[-1]
    return "".join(text)


def _of_words(letter: str) -> bool:
    """Whether a letter or digit is of a script that writes a space between words."""
    return letter.isalnum() and not any(first <= letter <= last for first, last in _UNSPACED)
