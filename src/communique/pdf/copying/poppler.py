"""What makes Poppler, and with it Evince, Okular and pdftotext, read a line in order.

From right to left, Poppler (`TextOutputDev.cc`, `reorderText`) takes whatever begins with a Latin
letter, a digit or a sign of numbers, a full stop and a comma among them, for one stretch from left
to right, up to the next right-to-left letter: spaces and signs left of it, which are read after
it, are copied before it. A page that runs from left to right is treated the other way round, and
ends such a stretch at a Latin letter. A directional mark, which is a letter to Poppler, ends a
stretch where it should end.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from communique.frozen import Frozen
from communique.pdf.copying.line import Sign

__all__ = ["LEFT_TO_RIGHT_MARK", "RIGHT_TO_LEFT_MARK", "Marks", "marks_for_poppler"]

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"


class Marks(Frozen):
    """Where directional marks must stand in a line; by the index of a sign, from the left."""

    left: dict[int, str]
    """Those right before a sign."""
    right: dict[int, str]
    """Those right behind a sign."""


def marks_for_poppler(signs: Sequence[Sign], *, rtl: bool) -> Marks:
    """The marks without which Poppler would read the line in another order.

    `rtl` tells the direction of the page as a whole, since Poppler goes by that.
    """
    return _from_right(signs) if rtl else _from_left(signs)


def _from_right(signs: Sequence[Sign]) -> Marks:
    marks = Marks(left={}, right={})
    inside = False
    for index in range(len(signs) - 1, -1, -1):
        sign = signs[index]
        kind = _kind(sign.character)
        if inside and kind != "R" and not _goes_on(sign, signs[index + 1]):
            marks.left[index + 1] = RIGHT_TO_LEFT_MARK
            inside = False
        if kind == "R":
            inside = False
        elif not inside and kind in ("L", "#"):
            inside = True
        elif not inside and not sign.leftwards and not sign.character.isspace():
            marks.right[index] = LEFT_TO_RIGHT_MARK
            inside = True
    return marks


def _goes_on(sign: Sign, after: Sign) -> bool:
    """Whether two neighbours belong to one stretch from left to right."""
    return not sign.leftwards and not after.leftwards and sign.place + 1 == after.place


def _from_left(signs: Sequence[Sign]) -> Marks:
    marks = Marks(left={}, right={})
    inside = False
    for index, sign in enumerate(signs):
        kind = _kind(sign.character)
        if inside and kind not in ("L", "#"):
            before = signs[index - 1]
            if not (sign.leftwards and before.leftwards and sign.place + 1 == before.place):
                marks.right[index - 1] = LEFT_TO_RIGHT_MARK
                inside = False
        if kind in ("L", "#"):
            inside = False
        elif kind == "R":
            inside = True
        elif not inside and sign.leftwards and not sign.character.isspace():
            marks.left[index] = RIGHT_TO_LEFT_MARK
            inside = True
    return marks


def _kind(character: str) -> str:
    """`L` and `R` for letters, `#` for what belongs to numbers, `N` for everything else."""
    found = unicodedata.bidirectional(character)
    if found in ("R", "AL"):
        return "R"
    if found in ("EN", "ES", "ET", "AN", "CS"):
        return "#"
    return "L" if found == "L" else "N"
