"""Whether a changed word is a slip of the pen put right."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from communique.locales import Locale
from communique.revision.tables import tables_of

if TYPE_CHECKING:
    from spellchecker import SpellChecker

__all__ = ["is_slip"]

_LANGUAGES: Final = frozenset({"ar", "de", "en", "es", "fr", "it", "lv", "nl", "pt", "ru"})
_SHORTEST: Final = 4


def is_slip(before: str, after: str, locale: Locale) -> bool:
    """Whether `before` is no word, and `after` the word that was meant.

    One letter is missing, too much, wrong or in the place of its neighbour, and the dictionary
    has the new word alone: `goverment` and `government`, but not `form` and `from`. Where there
    is no dictionary of the language, nothing is a slip.
    """
    if locale.language not in _LANGUAGES or min(len(before), len(after)) < _SHORTEST:
        return False
    if before[0] != after[0] or not (before.isalpha() and after.isalpha()):
        return False
    if OSA.distance(before, after, score_cutoff=1) != 1:
        return False
    tables = tables_of(locale)
    words = _dictionary(locale.language)
    old, new = ({word, tables.spelled_alike(word)} for word in (before, after))
    return not any(word in words for word in old) and any(word in words for word in new)


@lru_cache(maxsize=4)
def _dictionary(language: str) -> SpellChecker:
    """The words of a language; loaded when the first slip is suspected."""
    from spellchecker import SpellChecker

    return SpellChecker(language=language, distance=1)
