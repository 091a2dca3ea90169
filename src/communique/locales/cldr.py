"""CLDR's data of a locale, kept apart from those of all others."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import babel
from babel.core import get_global
from babel.localedata import Alias, LocaleDataDict, load, merge

__all__ = ["cldr_locale", "likely_script"]


@lru_cache(maxsize=256)
def cldr_locale(identifier: str) -> babel.Locale:
    """The locale under an identifier of CLDR such as `en_GB`.

    Babel resolves references inside its data in place, in tables that locales share: whoever
    reads the Chinese names of months and then the Latvian ones gets Chinese. Here nothing is
    written to them. Raises what `babel.Locale.parse` does: UnknownLocaleError, ValueError.
    """
    known = babel.Locale.parse(identifier)
    return _Locale(known.language, known.territory, known.script, known.variant, known.modifier)


def likely_script(identifier: str) -> str:
    """The ISO 15924 code of the script of an identifier of CLDR, by its likely subtags.

    Empty where CLDR does not tell.
    """
    language, *parts = identifier.split("_")
    written = [part for part in parts if len(part) == len("Latn")]
    if written:
        return written[0]
    likely = get_global("likely_subtags")
    full = likely.get(identifier) or likely.get(language) or ""
    _, _, rest = str(full).partition("_")
    return rest.partition("_")[0]


class _Locale(babel.Locale):
    """A locale whose data can only be read."""

    @cached_property
    def _data(self) -> LocaleDataDict:
        data: dict[str | int | None, Any] = dict(load(str(self)).items())
        return _Data(data)


class _Data(LocaleDataDict):
    """Data in which references are resolved anew each time, and nothing is changed."""

    def __getitem__(self, key: str | int | None) -> Any:
        value = self._data[key]
        if isinstance(value, Alias):
            value = value.resolve(self.base)
        if isinstance(value, tuple):
            alias, others = value
            value = alias.resolve(self.base).copy()
            merge(value, others)
        return _Data(value, base=self.base) if isinstance(value, dict) else value
