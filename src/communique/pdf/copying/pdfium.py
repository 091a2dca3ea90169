"""What makes pdfium, and with it Chrome, read a line in order.

pdfium (`fx_bidi.cpp`, `CFX_BidiString`; `cpdf_textpage.cpp`, `CloseTempLine`) cuts a line into
segments: left-to-right letters, right-to-left letters, weak characters (digits, full stops, marks
without a width), neutral ones (spaces, brackets, `@`). A line that it holds for right-to-left it
reads segment by segment from the right. So a word that runs from left to right comes out whole, but
an address or a name of two words in pieces, the last one first. In a line from left to right, two
right-to-left words change their places; nothing that right-to-left letters are told to be mends
that in more than some releases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from communique.frozen import Frozen
from communique.pdf.bidi import mirrored

__all__ = ["Share", "found_by_pdfium", "has_letters", "is_marks", "is_neutral", "shared_out"]

_MIRRORED_BESIDES = {"‘": "’", "’": "‘", "“": "”", "”": "“"}


def found_by_pdfium(text: str, *, rtl: bool) -> str:
    """What must stand in a line, from left to right, so that pdfium reads the text.

    `rtl` tells whether the document says that it runs from right to left; in others, pdfium counts
    the segments of each line.
    """
    segments = [
        (kind, "".join(characters)) for kind, characters in groupby(text, key=_segment_kind)
    ]
    kinds = [kind for kind, _ in segments]
    leftwards = rtl or kinds.count("R") > kinds.count("L")
    current = leftwards
    found: list[str] = []
    for kind, segment in segments:
        turned = kind == "R" or (kind == "N" and current)
        mirror = "".join(_mirrored(character) for character in reversed(segment))
        found.append(mirror if turned else segment)
        if kind != "weak":
            current = turned
    return "".join(reversed(found) if leftwards else found)


class Share(Frozen):
    """The part of a line that is drawn at once."""

    drawn: str
    """What is drawn, from left to right."""
    free: bool
    """Whether anything may be found in its place; else, only as many characters."""


def shared_out(shares: Sequence[Share], found: str) -> list[str]:
    """What must be found in the place of each part of a line, so that all of it is `found`.

    The parts stand from left to right. Where it can be, what is found in a part is what is drawn.
    """
    result: list[str] = []
    start = 0
    while len(result) < len(shares):
        count = next(
            count
            for count in range(1, len(shares) - len(result) + 1)
            if _fits(shares[len(result) : len(result) + count], found, start)
        )
        some = shares[len(result) : len(result) + count]
        stop = start + sum(len(share.drawn) for share in some)
        result += _exchanged(some, found[start:stop])
        start = stop
    return result


def _fits(shares: Sequence[Share], found: str, start: int) -> bool:
    """Whether the parts draw what must be found in their place, in whatever order."""
    drawn = "".join(share.drawn for share in shares)
    stop = start + len(drawn)
    return stop == len(found) or sorted(_plain(drawn)) == sorted(_plain(found[start:stop]))


def _exchanged(shares: Sequence[Share], found: str) -> list[str]:
    """What some parts are found as; only those that are free, if that is enough."""
    pattern = "".join("(.+?)" if share.free else re.escape(_plain(share.drawn)) for share in shares)
    match = re.fullmatch(pattern, _plain(found), re.DOTALL)
    result: list[str] = []
    place, group = 0, 0
    for share in shares:
        group += share.free
        stop = place + len(share.drawn)
        if match is None:
            result.append(found[place:stop])
        else:
            result.append(found[slice(*match.span(group))] if share.free else share.drawn)
        place = stop
    return result


def _plain(text: str) -> str:
    """The text with each bracket as the first one of its pair."""
    return "".join(min(character, _mirrored(character)) for character in text)


def has_letters(text: str) -> bool:
    """Whether the text has letters that run to the left."""
    return any(_segment_kind(character) == "R" for character in text)


def is_neutral(text: str) -> bool:
    """Whether the text is spaces, brackets and other signs that belong to no direction."""
    return all(_segment_kind(character) == "N" for character in text)


def is_marks(text: str) -> bool:
    """Whether the text is marks of letters, whose order among themselves says nothing."""
    return all(unicodedata.bidirectional(character) == "NSM" for character in text)


def _segment_kind(character: str) -> str:
    found = unicodedata.bidirectional(character)
    if found in ("R", "AL"):
        return "R"
    if found in ("AN", "EN", "NSM", "CS", "ES", "ET", "BN"):
        return "weak"
    return "L" if found == "L" else "N"


def _mirrored(character: str) -> str:
    return _MIRRORED_BESIDES.get(character) or mirrored(character)
