"""The words and signs that CLDR has for values: months, halves of the day, currencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import babel
from babel import UnknownLocaleError
from babel.numbers import get_currency_name

from communique.locales.cldr import cldr_locale
from communique.locales.locale import Locale

__all__ = ["CURRENCIES", "ValueWords", "value_words"]

CURRENCIES: Final = (
    "EUR USD GBP JPY CNY RUB CHF SEK DKK NOK ISK PLN CZK HUF RON BGN UAH INR BRL CAD AUD NZD ZAR "
    "MXN KRW ILS EGP SAR AED RSD MKD GEL TND LBP JOD IQD SYP HKD SGD XOF XAF ARS DEM FRF ITL ESP"
).split()
"""ISO 4217 codes of the currencies that are known by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueWords:
    """What CLDR knows of a language's values."""

    months: tuple[frozenset[str], ...]
    """The names of each month, January first, in every width and form."""
    short_months: frozenset[str]
    """Which of these names are abbreviations."""
    decimal: str
    """The sign between whole and fraction."""
    currencies: dict[str, frozenset[str]]
    """The names of each currency, by its code, in every number."""
    morning: frozenset[str]
    """The words for the hours before noon."""
    afternoon: frozenset[str]
    """The words for the hours after noon."""
    weekdays: frozenset[str]
    """The names of the days of the week, in every width and form."""


@lru_cache(maxsize=256)
def value_words(locale: Locale) -> ValueWords:
    """The words of a language; never fails: what CLDR does not have is empty."""
    cldr = cldr_locale(locale.cldr)
    months: list[set[str]] = [set() for _ in range(12)]
    short: set[str] = set()
    wide: set[str] = set()
    for widths in cldr.months.values():
        wide.update(map(str, widths.get("wide", {}).values()))
        for width, names in widths.items():
            if width == "narrow":
                continue
            for number, name in names.items():
                months[number - 1].add(str(name))
                if width == "abbreviated" and name != widths.get("wide", {}).get(number):
                    short.add(str(name))
    # One number for each form of the plural.
    counts = {cldr.plural_form(count): count for count in (1, 2, 5, 11, 100)}.values()
    halves: dict[str, set[str]] = {"am": set(), "pm": set()}
    for widths in cldr.day_periods.values():
        for names in widths.values():
            for half, found in halves.items():
                if len(str(names.get(half, ""))) > 1:
                    found.add(str(names[half]))
    return ValueWords(
        months=tuple(frozenset(names) for names in months),
        short_months=frozenset(short - wide),
        decimal=_decimal(cldr),
        currencies={code: _names(cldr, code, counts) for code in CURRENCIES},
        morning=frozenset(halves["am"]),
        afternoon=frozenset(halves["pm"]),
        weekdays=frozenset(
            str(name)
            for widths in cldr.days.values()
            for width in ("wide", "abbreviated")
            for name in widths.get(width, {}).values()
        ),
    )


def _decimal(cldr: babel.Locale) -> str:
    try:
        symbols = cldr.number_symbols
        system = symbols.get(cldr.default_numbering_system) or symbols.get("latn") or {}
        return str(system.get("decimal", "."))
    except (AttributeError, UnknownLocaleError):
        return "."


def _names(cldr: babel.Locale, code: str, counts: Iterable[int]) -> frozenset[str]:
    names = {str(cldr.currencies.get(code, ""))}
    for count in counts:
        names.add(str(get_currency_name(code, count=count, locale=cldr)))
    return frozenset(name for name in names if name and name != code)
