"""CLDR's data of a locale, kept apart from those of all others.

Babel is loaded when it is first asked: a check of the languages of the sample never does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import babel

__all__ = ["cldr_locale", "current_language", "likely_region", "likely_script"]

# The scripts of the sample's languages, by their likely subtags; a test holds them to CLDR's.
_SCRIPTS: Final = {
    **dict.fromkeys(
        "cs da de en_GB es et fi fr ga hr hu it lt lv mt nl pl pt_PT ro sk sl sv".split(), "Latn"
    ),
    "ar": "Arab",
    "bg": "Cyrl",
    "el": "Grek",
    "ru": "Cyrl",
}


@lru_cache(maxsize=256)
def cldr_locale(identifier: str) -> babel.Locale:
    """The locale under an identifier of CLDR such as `en_GB`.

    Babel resolves references inside its data in place, in tables that locales share: whoever
    reads the Chinese names of months and then the Latvian ones gets Chinese. Here nothing is
    written to them. Raises what `babel.Locale.parse` does: UnknownLocaleError, ValueError.
    """
    import babel

    from communique.locales.read_only import ReadOnlyLocale

    known = babel.Locale.parse(identifier)
    return ReadOnlyLocale(
        known.language, known.territory, known.script, known.variant, known.modifier
    )


def likely_script(identifier: str) -> str:
    """The ISO 15924 code of the script of an identifier of CLDR, by its likely subtags.

    Empty where CLDR does not tell.
    """
    language, *parts = identifier.split("_")
    written = [part for part in parts if len(part) == len("Latn")]
    if written:
        return written[0]
    return _SCRIPTS.get(identifier) or _likely_subtags(identifier, language).split("_")[1]


def likely_region(identifier: str) -> str:
    """The region of an identifier of CLDR, by its likely subtags: `FR` for `fr`.

    Empty where CLDR does not tell.
    """
    language, *parts = identifier.split("_")
    written = [part for part in parts if len(part) < len("Latn")]
    if written:
        return written[0]
    return _likely_subtags(identifier, language).split("_")[2]


def current_language(code: str) -> str:
    """The identifier that CLDR has for an ISO 639 code: `en` for `eng`, `he` for `iw`."""
    from babel.core import get_global

    return str(get_global("language_aliases").get(code, code))


def _likely_subtags(identifier: str, language: str) -> str:
    """Language, script and region; empty but for the signs between them where nobody knows."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    return str(likely.get(identifier) or likely.get(language) or "__")
