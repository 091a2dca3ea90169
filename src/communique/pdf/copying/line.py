"""A line of a page as its characters stand from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from communique.frozen import Frozen
from communique.pdf.bidi import embedding_levels

__all__ = ["Sign", "Stretch", "as_seen", "signs_of"]

_UNSEEN = frozenset("\u00ad\u034f\u061c\u180e\ufeff").union(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)


def as_seen(text: str) -> str:
    """The text without characters that steer what is around them, and each space a common one."""
    return "".join(
        " " if character.isspace() else character for character in text if character not in _UNSEEN
    )


class Stretch(Frozen):
    """A text of a line that is laid out by itself."""

    text: str
    """Its characters, in the order of reading."""
    rtl: bool
    """Whether it is a paragraph from right to left."""
    left: float
    """Where it begins, in any unit, counted from the left."""


class Sign(Frozen):
    """A character of a line that is drawn, or a space."""

    character: str
    """The character as it was written, not its mirrored form."""
    place: int
    """How many characters are read before it."""
    stretch: int
    """Number of its stretch."""
    leftwards: bool
    """Whether it stands left of the character before it."""


def signs_of(stretches: Sequence[Stretch]) -> list[Sign]:
    """What stands in a line, from left to right; the stretches come in the order of reading.

    Raises LibraryError where libfribidi is missing.
    """
    signs: list[list[Sign]] = []
    place = 0
    for number, stretch in enumerate(stretches):
        levels = embedding_levels(stretch.text, rtl=stretch.rtl)
        inside: list[tuple[int, Sign]] = []
        for character, level in zip(stretch.text, levels, strict=True):
            for seen in as_seen(character):
                sign = Sign(character=seen, place=place, stretch=number, leftwards=bool(level % 2))
                inside.append((level, sign))
                place += 1
        signs.append(_from_left_to_right(inside))
    order = sorted(range(len(stretches)), key=lambda number: stretches[number].left)
    return [sign for number in order for sign in signs[number]]


def _from_left_to_right(signs: list[tuple[int, Sign]]) -> list[Sign]:
    """Rule L2 of UAX #9: from the deepest level up, each stretch of it is turned around."""
    levels = [level for level, _ in signs]
    order = list(range(len(signs)))
    for depth in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and levels[order[stop]] >= depth:
                stop += 1
            order[start:stop] = reversed(order[start:stop])
            start = stop + 1
    return [signs[index][1] for index in order]
