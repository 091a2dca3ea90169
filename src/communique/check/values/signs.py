"""Whether a number is below zero: by its sign, or by what is said around it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from communique.check.values.lexicon import Lexicon, declining
from communique.check.values.value import Kind, Value

__all__ = ["are_opposite", "is_surely_below", "may_be_below"]

# How near a sign stands to its number, and a word that says the same: `fell by`.
_NEAR: Final = 3
_CLAUSE: Final = 120
_BEFORE: Final = re.compile(r"[-−–—‐‑‒﹣－(]")
_AFTER: Final = re.compile(r"[-−–—‐‑‒﹣－)](?![^\W\d_])")
_WORD_AND_SPACE: Final = re.compile(r"[^\W\d_][ \u00a0\u202f\u2009]")


def are_opposite(one: Value, other: Value) -> bool:
    """Whether two values are of one size, and one of them is below zero."""
    first, second = one.key, other.key
    return isinstance(first, Decimal) and isinstance(second, Decimal) and first == -second != 0


def is_surely_below(value: Value, letters: str, words: Lexicon) -> bool:
    """Whether the dash before a number is its sign: U+2212, or no range and no list can be.

    `letters` is the text that the value stands in, `words` the lexicon of its language.
    """
    before = letters[max(0, value.at - 2) : value.at]
    if value.text.startswith("−"):
        return words.unspaced or not before[-1:].isalnum()
    key = value.key
    fraction = isinstance(key, Decimal) and key != key.to_integral_value()
    return (
        value.text.startswith("-")
        and (fraction or value.kind is Kind.PERCENT)
        and _WORD_AND_SPACE.fullmatch(before) is not None
    )


def may_be_below(value: Value, letters: str, words: Lexicon) -> bool:
    """Whether a number without a sign is below zero for a word or a dash that stands near it."""
    if value.spelled or not words.decline:
        return True
    before, after = letters[max(0, value.at - _NEAR) : value.at], letters[value.end :][:_NEAR]
    if _BEFORE.search(before + value.text) or _AFTER.search(after):
        return True
    around = letters[max(0, value.at - _CLAUSE) : value.end + _CLAUSE]
    return declining(words.decline).search(re.sub(r"\s", " ", around.lower())) is not None
