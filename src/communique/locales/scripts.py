"""The script a language is written in."""

from __future__ import annotations

from functools import lru_cache

from babel.core import get_global

from communique.locales.locale import Locale

__all__ = ["script_of"]


@lru_cache(maxsize=256)
def script_of(locale: Locale) -> str:
    """The ISO 15924 code of the script that a locale is written in, by CLDR's likely subtags.

    `Cyrl` for `ru`, `Hans` for `zh`, `Latn` for `sr-Latn`; empty where CLDR does not tell.
    """
    parts = locale.cldr.split("_")
    written = [part for part in parts[1:] if len(part) == len("Latn")]
    if written:
        return written[0]
    likely = get_global("likely_subtags")
    full = likely.get(locale.cldr) or likely.get(locale.language) or ""
    _, _, rest = str(full).partition("_")
    return rest.partition("_")[0]
