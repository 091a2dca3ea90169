"""The words of a text, cut once for all the rules that ask for them."""

from __future__ import annotations

from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple

__all__ = ["Words", "cut_words", "words_of"]


class Words(NamedTuple):
    """What stands between the spaces of a text, in lower case."""

    lower: str
    """The text in lower case."""
    listed: list[str]
    """Each word in order, with the signs that touch it."""
    every: frozenset[str]
    """The same without order and repetition."""
    signed: str
    """Those that are not letters alone, parted by spaces."""


@lru_cache(maxsize=4096)
def words_of(letters: str) -> Words:
    """The words of a text; what comes back is shared, and nobody may change it."""
    return cut_words(letters)


def cut_words(letters: str) -> Words:
    """The same for a text that no other rule asks for."""
    lower = letters.lower()
    listed = lower.split()
    return Words(lower, listed, frozenset(listed), " ".join(filterfalse(str.isalpha, listed)))
