"""The names of countries and regions of the world, by CLDR."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from communique.locales.cldr import cldr_locale
from communique.locales.locale import Locale

__all__ = ["country_words"]

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SHORTEST: Final = 4


@lru_cache(maxsize=16)
def country_words(locale: Locale) -> frozenset[str]:
    """The words of a language that name countries and regions, in small letters.

    Words that stand in several names, such as “islands” and “south”, say nothing alone.
    """
    names = [str(name) for name in cldr_locale(locale.cldr).territories.values()]
    words = [word.casefold() for name in names for word in set(_WORD.findall(name))]
    single = {name.casefold() for name in names if _WORD.fullmatch(name)}
    once = {word for word in words if words.count(word) == 1 and len(word) >= _SHORTEST}
    return frozenset(single | once)
