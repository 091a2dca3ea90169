"""Babel's data of a locale, to which nothing is written."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import babel
from babel.localedata import Alias, LocaleDataDict, load, merge

__all__ = ["ReadOnlyLocale"]


class ReadOnlyLocale(babel.Locale):
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
