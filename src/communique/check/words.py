"""The words of a text, cut once for all the rules that ask for them."""

from __future__ import annotations

from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple

__all__ = ["Words", "cut_lower", "cut_words", "words_of"]


class Words(NamedTuple):
    """What stands between the spaces of a text, in lower case."""

    lower: str
    """The text in lower case."""
    listed: list[str]
    """Each word in order, with the signs that touch it."""
    every: frozenset[str]
    """The same without order and repetition."""
    marked: list[str]
    """Those that are not letters alone, in order."""
    signed: str
    """The same, parted by spaces."""


@lru_cache(maxsize=16)
def words_of(letters: str) -> Words:
    """The words of a text; what comes back is shared, and nobody may change it."""
    return cut_words(letters)


def cut_words(letters: str) -> Words:
    """The same for a text that no other rule asks for."""
    return cut_lower(letters.lower())


def cut_lower(lower: str) -> Words:
    """The same for a text that is in lower case."""
    listed = lower.split()
    marked = list(filterfalse(str.isalpha, listed))
    return Words(lower, listed, frozenset(listed), marked, " ".join(marked))
