"""Cut the content of a line into pieces of one embedding level each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from communique.pdf.bidi.fribidi import embedding_levels, is_transparent, joins
from communique.pdf.bidi.tree import Content

__all__ = [
    "JOINER",
    "OBJECT",
    "SEPARATOR",
    "Piece",
    "at_depth",
    "cut",
    "levels_of",
    "lowered",
    "mark_joins",
    "stretches",
]

JOINER = "\u200d"
"""ZERO WIDTH JOINER: keeps the joined form of a letter whose neighbour stands in another node."""
OBJECT = "\ufffc"
"""What the algorithm sees of an element that is one object in the line."""
SEPARATOR = "\u2029"
"""What the algorithm sees of a forced line break, which ends the paragraph."""


@dataclass(slots=True)
class Piece:
    """A stretch of one text node, or an element that is one object in the line."""

    content: Content | None
    """None stands for an element without content."""
    path: tuple[Element, ...]
    """Inline elements around it, the outermost first."""
    characters: str
    """What the algorithm sees; as long as the text, one character for an object."""
    level: int = 0
    is_number: bool = False
    """Arabic digits two levels deep, whose order is that of the text around them."""
    starts_joined: bool = False
    ends_joined: bool = False


def levels_of(text: str, base: int) -> list[int]:
    """Levels of a text whose separators end paragraphs and stay at the base level themselves."""
    levels: list[int] = []
    for paragraph in text.split(SEPARATOR):
        levels += embedding_levels(paragraph, rtl=bool(base))
        levels.append(base)
    return levels[:-1]


def mark_joins(wholes: Sequence[Piece], levels: Sequence[int]) -> None:
    """Note where two letters that belong joined stand in different nodes."""
    before: tuple[Piece, str, int] | None = None
    stop = 0
    for whole in wholes:
        start, stop = stop, stop + len(whole.characters)
        if not isinstance(whole.content, str):
            # Joining looks through markup, not through an object.
            before = None if whole.characters else before
            continue
        letters = [
            (letter, levels[start + index])
            for index, letter in enumerate(whole.characters)
            if not is_transparent(letter)
        ]
        if not letters:
            continue
        letter, level = letters[0]
        # Letters forced to run from left to right keep the form they have alone.
        if before is not None and before[2] % 2 and level % 2 and joins(before[1], letter):
            before[0].ends_joined = True
            whole.starts_joined = True
        before = whole, *letters[-1]


def cut(
    wholes: Sequence[Piece], levels: Sequence[int], base: int, *, overridden: bool
) -> list[Piece]:
    """The pieces, cut wherever the level changes, each with its level."""
    pieces: list[Piece] = []
    start = 0
    for whole in wholes:
        stop = start + len(whole.characters)
        if not isinstance(whole.content, str):
            level = min(levels[start:stop], default=-1)
            pieces.append(Piece(whole.content, whole.path, whole.characters, level))
            start = stop
            continue
        text = whole.content
        for level, group in groupby(range(start, stop), key=levels.__getitem__):
            indexes = list(group)
            part = text[indexes[0] - start : indexes[-1] + 1 - start]
            if indexes[0] == start and whole.starts_joined and not text.startswith(JOINER):
                part = JOINER + part
            if indexes[-1] == stop - 1 and whole.ends_joined and not text.endswith(JOINER):
                part += JOINER
            held = _held(part, level) if overridden else part
            pieces.append(Piece(held, whole.path, "", level))
        start = stop
    # What has no character goes with its neighbours, as deep as both of them.
    for index, piece in enumerate(pieces):
        if piece.level < 0:
            before = pieces[index - 1].level if index else base
            after = next((other.level for other in pieces[index:] if other.level >= 0), base)
            piece.level = min(before, after)
    return pieces


def lowered(pieces: list[Piece], base: int) -> list[Piece]:
    """The same order with levels as low as they can be: each stretch one above its surroundings.

    Two reversals more or less change nothing, so levels can go down by two.
    """
    for deeper, group in groupby(pieces, key=lambda piece: piece.level > base):
        if deeper:
            stretch = list(group)
            lowest = min(piece.level for piece in stretch)
            step = (lowest - base) - (lowest - base) % 2
            for piece in stretch:
                piece.level -= step
                piece.is_number |= step > 0
            lowered(stretch, base if step == lowest - base else base + 1)
    return pieces


def stretches(
    pieces: Sequence[Piece], depth: int, level: int
) -> Iterator[tuple[bool, list[Piece]]]:
    """Cut into stretches that need an element of their own here, and the rest between them.

    A deeper stretch that lies inside one inline element is that element's own affair.
    """
    rest: list[Piece] = []
    for deeper, group in groupby(pieces, key=lambda piece: piece.level > level):
        stretch = list(group)
        first = at_depth(stretch[0], depth)
        whole = first is not None and all(at_depth(piece, depth) is first for piece in stretch)
        if not deeper or whole:
            rest += stretch
            continue
        if rest:
            yield False, rest
        yield True, stretch
        rest = []
    if rest:
        yield False, rest


def at_depth(piece: Piece, depth: int) -> Element | None:
    """The inline element around the piece at that depth; None where it is not that deep."""
    return piece.path[depth] if len(piece.path) > depth else None


_UNBREAKABLE = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u2027]*[!-/:-@\[-`{-~\u2010-\u2027]+|\S+")
"""What holds no opportunity to break a line: a word up to its first mark, and the rest."""


def _held(text: str, level: int) -> str:
    """The text, its words in override characters where alone it would run the other way."""
    if all(found % 2 == level % 2 for found in embedding_levels(text, rtl=bool(level % 2))):
        return text
    mark = "\u202e" if level % 2 else "\u202d"
    # Part by part, so that no line break cuts a pair of marks.
    return _UNBREAKABLE.sub(lambda part: f"{mark}{part[0]}\u202c", text)
