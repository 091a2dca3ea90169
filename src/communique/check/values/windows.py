"""Where in a text a value can stand: around digits and number words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, TypeAlias

from communique.check.values.lexicon import Lexicon
from communique.check.values.numerals import roman_number
from communique.check.words import Words

__all__ = ["Place", "edge_before", "may_have_numbers", "places_of", "starters_among"]

Place: TypeAlias = tuple[int, int]
"""Where something begins that may be a value, and what must be read of it at the least."""

_DIGIT: Final = re.compile(r"\d")
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


def starters_among(words: Words, lexicon: Lexicon) -> frozenset[str]:
    """The words of a text that are a value by themselves, or may be one."""
    if lexicon.unspaced:
        return frozenset()
    found = lexicon.starters & words.every
    # A word with signs in it, or beside it, may be one as well.
    return found | lexicon.starters.intersection(_WORD.findall(words.signed))


def may_have_numbers(text: str, words: Words, lexicon: Lexicon) -> bool:
    """Whether there are digits in a text, or in Chinese the signs for numbers."""
    if lexicon.unspaced:
        return _CHINESE.search(text) is not None
    return _DIGIT.search(words.signed) is not None


def places_of(
    plain: str, lower: str, starters: Collection[str], lexicon: Lexicon
) -> Sequence[Place]:
    """The places of a text that are worth reading, in order.

    `plain` is the text with ASCII digits, `lower` the same in lower case. A number with all that
    it hangs on to, `IP/18/1234`, `€5`, begins where a space ends.
    """
    if lexicon.unspaced:
        return [(0, len(plain))]
    places: list[Place] = []
    edge = 0
    for match in _DIGITS.finditer(plain):
        start, end = match.span()
        places.append((_chunk(plain, edge, start), start))
        edge = end
    for word in starters:
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
        # Of words that are joined, as in GNU/Linux, the last one parts what stands before it.
        word = lower[last : begin - 1].replace("-", "/").rpartition("/")[2]
        first = plain[begin - 1 - len(word)]
        if word.isalpha() and word not in lexicon.parts and first not in "IVX":
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
