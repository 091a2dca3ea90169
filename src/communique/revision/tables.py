"""What is known of the words of a source language that turn the sense of a text."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from communique.frozen import Frozen
from communique.locales import Locale

__all__ = ["Tables", "tables_of"]

_SHORTEST: Final = 6


class Tables(Frozen):
    """The words of one source language; empty where nothing is known of it."""

    known: bool = False
    """Whether there is a table at all; without one no change of a word is cosmetic."""
    capital_names: bool = True
    """Whether a capital letter inside a sentence tells a name; German writes all nouns so."""
    negations: frozenset[str] = frozenset()
    """Words that say no."""
    duties: frozenset[str] = frozenset()
    """Words that say whether something may, must or will be."""
    turns: frozenset[str] = frozenset()
    """Words that turn the sense where they come, go or are exchanged."""
    conjunctions: frozenset[str] = frozenset()
    """Words that turn the sense only where one stands in the place of another."""
    opposite_prefixes: tuple[str, ...] = ()
    """What makes the opposite of a word when it stands before it."""
    opposite_endings: tuple[str, ...] = ()
    """Two endings that make opposites of one stem; empty for none."""
    hyphen_prefixes: tuple[str, ...] = ()
    """Prefixes that mean something else with a hyphen than without."""
    contractions: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Short forms and what they stand for."""
    variants: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Spellings of one word and the one that stands for both."""
    endings: tuple[tuple[re.Pattern[str], str], ...] = ()
    """The same by the end of a long word."""

    def one_spelling(self, text: str) -> str:
        """A text in small letters with short forms written out and one spelling of each word."""
        for pattern, full in (*self.contractions, *self.variants):
            text = pattern.sub(full, text)
        return text

    def spelled_alike(self, word: str) -> str:
        """A word in small letters, the same for all of its spellings."""
        if len(word) < _SHORTEST:
            return word
        for pattern, ending in self.endings:
            word = pattern.sub(ending, word)
        return word

    def are_opposites(self, one: str, other: str) -> bool:
        """Whether a prefix or an ending makes one of two words the opposite of the other."""
        short, long = sorted((one, other), key=len)
        if any(long in (prefix + short, f"{prefix}-{short}") for prefix in self.opposite_prefixes):
            return True
        if not self.opposite_endings:
            return False
        first, second = self.opposite_endings
        return any(
            a.endswith(first) and b == a.removesuffix(first) + second
            for a, b in ((one, other), (other, one))
        )


@lru_cache(maxsize=8)
def tables_of(locale: Locale) -> Tables:
    """The tables of a source language; those without a word where nothing is known of it."""
    file = files(__package__) / "languages" / f"{locale.language}.toml"
    if not file.is_file():
        return Tables()
    data = tomllib.loads(file.read_text("utf-8"))
    return Tables(
        known=True,
        capital_names=data.get("capital_names", True),
        negations=frozenset(data["negations"].split()),
        duties=frozenset(data["duties"].split()),
        turns=frozenset(data["turns"].split()),
        conjunctions=frozenset(data["conjunctions"].split()),
        opposite_prefixes=tuple(data["opposite_prefixes"].split()),
        opposite_endings=tuple(data["opposite_endings"].split()),
        hyphen_prefixes=tuple(data["hyphen_prefixes"].split()),
        contractions=tuple((_word(short), full) for short, full in data["contractions"]),
        variants=tuple((_word(re.escape(one)), other) for one, other in data["variants"]),
        endings=tuple((re.compile(found), other) for found, other in data["endings"]),
    )


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{pattern})(?![\w'’-])")
