"""The words and signs that CLDR has for values: months, halves of the day, currencies, dates.

All that Babel has of a language takes some milliseconds to read, and these words are a hundredth
of it. Those of the languages of the sample are therefore committed, as `words.json`, and
`make words` takes them out of CLDR again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

from communique.frozen import Frozen
from communique.locales.cldr import cldr_locale
from communique.locales.locale import Locale

if TYPE_CHECKING:
    import babel

__all__ = [
    "COMMITTED",
    "CURRENCIES",
    "LongDate",
    "ValueWords",
    "WrittenWords",
    "long_date",
    "long_date_in_cldr",
    "value_words",
    "words_in_cldr",
    "written_words",
]

COMMITTED: Final = Path(__file__).with_name("words.json")
"""Where the words of the languages of the sample stand."""

CURRENCIES: Final = (
    "EUR USD GBP JPY CNY RUB CHF SEK DKK NOK ISK PLN CZK HUF RON BGN UAH INR BRL CAD AUD NZD ZAR "
    "MXN KRW ILS EGP SAR AED RSD MKD GEL TND LBP JOD IQD SYP HKD SGD XOF XAF ARS DEM FRF ITL ESP"
).split()
"""ISO 4217 codes of the currencies that are known by name."""


class ValueWords(Frozen):
    """What CLDR knows of a language's values."""

    months: tuple[frozenset[str], ...]
    """The names of each month, January first, in every width and form."""
    short_months: frozenset[str]
    """Which of these names are abbreviations."""
    decimal: str
    """The sign between whole and fraction."""
    currencies: Mapping[str, frozenset[str]]
    """The names of each currency, by its code, in every number."""
    morning: frozenset[str]
    """The words for the hours before noon."""
    afternoon: frozenset[str]
    """The words for the hours after noon."""
    weekdays: frozenset[str]
    """The names of the days of the week, in every width and form."""


class LongDate(Frozen):
    """How CLDR writes a day in words."""

    pattern: str
    """Its parts as UTS #35 has them in “Date Format Patterns”: `d. MMMM y`."""
    months: tuple[str, ...]
    """The names of the months in such a date, January first."""


class WrittenWords(TypedDict):
    """The same as it stands in the committed file, every set in the order of its letters."""

    months: list[list[str]]
    short_months: list[str]
    decimal: str
    currencies: dict[str, list[str]]
    morning: list[str]
    afternoon: list[str]
    weekdays: list[str]
    long_date: str
    date_months: list[str]


@lru_cache(maxsize=256)
def value_words(locale: Locale) -> ValueWords:
    """The words of a language; never fails: what CLDR does not have is empty."""
    written = _committed().get(locale.cldr)
    if written is None:
        return words_in_cldr(locale)
    return ValueWords(
        months=tuple(map(frozenset, written["months"])),
        short_months=frozenset(written["short_months"]),
        decimal=written["decimal"],
        currencies={code: frozenset(names) for code, names in written["currencies"].items()},
        morning=frozenset(written["morning"]),
        afternoon=frozenset(written["afternoon"]),
        weekdays=frozenset(written["weekdays"]),
    )


@lru_cache(maxsize=256)
def long_date(locale: Locale) -> LongDate | None:
    """How a language of the sample writes a day; None for any other one."""
    written = _committed().get(locale.cldr)
    if written is None:
        return None
    return LongDate(pattern=written["long_date"], months=tuple(written["date_months"]))


def words_in_cldr(locale: Locale) -> ValueWords:
    """The words of a language, out of all that Babel has of it."""
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


def long_date_in_cldr(locale: Locale) -> LongDate:
    """How a language writes a day, out of all that Babel has of it."""
    cldr = cldr_locale(locale.cldr)
    names = cldr.months["format"]["wide"]
    months = tuple(str(names[month]) for month in range(1, 13))
    return LongDate(pattern=str(cldr.date_formats["long"].pattern), months=months)


def written_words(words: ValueWords, date: LongDate) -> WrittenWords:
    """The form in which the words of a language are committed."""
    return WrittenWords(
        months=[sorted(names) for names in words.months],
        short_months=sorted(words.short_months),
        decimal=words.decimal,
        currencies={code: sorted(names) for code, names in words.currencies.items()},
        morning=sorted(words.morning),
        afternoon=sorted(words.afternoon),
        weekdays=sorted(words.weekdays),
        long_date=date.pattern,
        date_months=list(date.months),
    )


@lru_cache(maxsize=1)
def _committed() -> Mapping[str, WrittenWords]:
    """The committed words, by CLDR's identifier of the language."""
    languages: Mapping[str, WrittenWords] = json.loads(COMMITTED.read_bytes())
    return languages


def _decimal(cldr: babel.Locale) -> str:
    from babel import UnknownLocaleError

    try:
        symbols = cldr.number_symbols
        system = symbols.get(cldr.default_numbering_system) or symbols.get("latn") or {}
        return str(system.get("decimal", "."))
    except (AttributeError, UnknownLocaleError):
        return "."


def _names(cldr: babel.Locale, code: str, counts: Iterable[int]) -> frozenset[str]:
    from babel.numbers import get_currency_name

    names = {str(cldr.currencies.get(code, ""))}
    for count in counts:
        names.add(str(get_currency_name(code, count=count, locale=cldr)))
    return frozenset(name for name in names if name and name != code)
