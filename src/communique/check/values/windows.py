"""Where in a text a value can stand: around digits and number words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from communique.check.values.lexicon import Lexicon
from communique.check.values.numerals import roman_number

__all__ = ["Place", "edge_before", "places_of"]

Place: TypeAlias = tuple[int, int]
"""Where something begins that may be a value, and what must be read of it at the least."""

_DIGITS: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LAST_SPACE: Final = re.compile(r"\s\S*+\Z")
_CHINESE: Final = re.compile(
    r"\d|[〇两兩二三四五六七八九十百千万亿億世]|一[个個名位项項次年天周倍家国國百千万]"
)
# How many letters before a place may belong to the value there.
_BEFORE: Final = 22
_SPACES: Final = " \u00a0\n\u202f"
_BESIDE_WORDS: Final = ".,:;()?!\"'’“”„«»"


def places_of(plain: str, lower: str, lexicon: Lexicon) -> Sequence[Place]:
    """The places of a text that are worth reading, in order.

    `plain` is the text with ASCII digits, `lower` the same in lower case. A number with all that
    it hangs on to, `IP/18/1234`, `€5`, begins where a space ends.
    """
    if lexicon.unspaced:
        return [(0, len(plain))] if _CHINESE.search(plain) else ()
    places: list[Place] = []
    edge = 0
    for match in _DIGITS.finditer(plain):
        start, end = match.span()
        places.append((_chunk(plain, edge, start), start))
        edge = end
    for word in lexicon.starters.intersection(_words(lower)):
        places += [(at, at) for at in _standing(word, lower)]
    places.sort()
    return places


def _standing(word: str, lower: str) -> Iterator[int]:
    """Where a word stands that is no piece of a longer one."""
    at = lower.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_letter(lower[at - 1 : at]) or _is_letter(lower[end : end + 1])):
            yield at
        at = lower.find(word, end)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


def _words(lower: str) -> list[str]:
    """The words of a text; one that touches digits may be one with them, for they are a place."""
    # Cutting at the usual signs is faster than a pattern, which is for texts with other ones.
    words = (
        lower.replace(",", " ")
        .replace(".", " ")
        .replace("-", " ")
        .replace("(", " ")
        .replace(")", " ")
        .replace('"', " ")
        .replace("'", " ")
        .replace("’", " ")
        .replace(":", " ")
        .replace("/", " ")
        .replace("%", " ")
        .replace(";", " ")
        .replace("\N{OBJECT REPLACEMENT CHARACTER}", " ")
        .split()
    )
    return words if "".join(words).isalnum() else _WORD.findall(lower)


def _chunk(plain: str, edge: int, start: int) -> int:
    """Where the signs without a space begin that end at `start`; not before `edge`."""
    found = plain.rfind(" ", edge, start) + 1 or edge
    space = _LAST_SPACE.search(plain, found, start) if found < start else None
    return space.start() + 1 if space else found


def edge_before(plain: str, lower: str, begin: int, lexicon: Lexicon) -> int:
    """Where the words before a place begin that may belong to it.

    They go back to the first that has no part in values, or as far as a value can reach.
    """
    earliest = max(0, begin - _BEFORE)
    if begin and plain[begin - 1] == " ":
        last = plain.rfind(" ", earliest, begin - 1) + 1 or earliest
        word = lower[last : begin - 1]
        if word.isalpha() and word not in lexicon.parts and plain[last] not in "IVX":
            return begin
    chunks = lower[earliest:begin].split()
    if earliest and chunks and not plain[earliest - 1].isspace():
        del chunks[0]  # a piece of a word
    place = begin
    for chunk in reversed(chunks):
        start = lower.rindex(chunk, earliest, place)
        word = chunk.strip(_BESIDE_WORDS)
        if word.isalpha() and word not in lexicon.parts:
            written = plain[start : start + len(chunk)].strip(_BESIDE_WORDS)
            if written[0] not in "IVX" or not roman_number(written.rstrip("erèmºª")):
                break
        place = start
    return place
