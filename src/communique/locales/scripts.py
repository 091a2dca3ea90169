"""The script a language is written in."""

from __future__ import annotations

from functools import lru_cache

from communique.locales.cldr import likely_script
from communique.locales.locale import Locale

__all__ = ["script_of"]


@lru_cache(maxsize=256)
def script_of(locale: Locale) -> str:
    """The ISO 15924 code of the script that a locale is written in, by CLDR's likely subtags.

    `Cyrl` for `ru`, `Hans` for `zh`, `Latn` for `sr-Latn`; empty where CLDR does not tell.
    """
    return likely_script(locale.cldr)
