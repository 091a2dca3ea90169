"""How dates, numbers, percentages and amounts are written in each language.

CLDR gives the words and their order. On top of it stands the house style: the
Interinstitutional Style Guide of the European Union (sections 6.4, 6.5 and 7.3.3) for the
official languages of the Union, CLDR alone for all others.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from communique.frozen import Frozen
from communique.locales.cldr import cldr_locale
from communique.locales.locale import EU_LOCALES, Locale
from communique.locales.words import long_date

if TYPE_CHECKING:
    import babel

__all__ = [
    "DATE_FORMS",
    "PartialDate",
    "counter_style",
    "digits_known",
    "format_date",
    "format_integer",
    "format_money",
    "format_number",
    "format_percent",
]

_HARD_SPACE: Final = "\N{NO-BREAK SPACE}"
_MINUS: Final = "\N{MINUS SIGN}"
# ISG section 6.5: a decimal point in English, Irish and Maltese, a comma in all others.
_DECIMAL_POINT: Final = frozenset({"en", "ga", "mt"})
# ISG section 7.3.3: the code stands before the amount in these, after it in all others.
_CURRENCY_FIRST: Final = frozenset({"en", "ga", "mt", "nl"})
# Arabic texts of the United Nations are set with the digits of the script.
_OWN_DIGITS: Final = {"ar": "arab"}
_DIGITS: Final = {
    "latn": "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
}
# CSS Counter Styles 3, section 6.1.
_COUNTER_STYLES: Final = {
    "latn": "decimal",
    "arab": "arabic-indic",
    "arabext": "persian",
    "beng": "bengali",
    "deva": "devanagari",
}
_ARABIC_SEPARATORS: Final = str.maketrans({",": "٬", ".": "٫"})

_NO_SPACES: Final = frozenset({"ja", "zh"})

# A field of a date, or words between quotation marks (UTS #35, “Date Format Patterns”).
_PATTERN_PART: Final = re.compile(r"'([^']*)'|[A-Za-z]+")

# Where CLDR's long date is not what a release in that language prints.
_DATE_PATTERNS: Final = {
    "lv": "y. 'gada' d. {locative}",
    "pl": "d MMMM y 'r.'",
    "sl": "d. {genitive} y",
}
# The first of the month is an ordinal: `1er mai`, `1º maggio`.
_FIRST_OF_MONTH: Final = {"fr": "d'er' MMMM y", "it": "d'º' MMMM y"}
# Where CLDR abbreviates the word for “year” in a month of a year, or leaves it out.
_MONTH_PATTERNS: Final = {"lv": "y. 'gada' LLLL", "pl": "LLLL y 'r.'"}
_LATVIAN_LOCATIVE: Final = (
    "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī"
).split()
_SLOVENIAN_GENITIVE: Final = (
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra"
).split()

# Month and year as they stand in the answer to “when?”, after the preposition if the language
# has one there; the preposition itself belongs to the translator. `{m}` is the month of the
# list, `{y}` the year; `_` stands for a space inside a name.
_MONTH_IN: Final = {
    "cs": (
        "{m} {y}",
        "lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",
    ),
    "el": (
        "{m} του {y}",
        "Ιανουάριο Φεβρουάριο Μάρτιο Απρίλιο Μάιο Ιούνιο Ιούλιο Αύγουστο Σεπτέμβριο "
        "Οκτώβριο Νοέμβριο Δεκέμβριο",
    ),
    "et": (
        "{y}. aasta {m}",
        "jaanuaris veebruaris märtsis aprillis mais juunis juulis augustis septembris "
        "oktoobris novembris detsembris",
    ),
    "fi": (
        "{m} {y}",
        "tammikuussa helmikuussa maaliskuussa huhtikuussa toukokuussa kesäkuussa "
        "heinäkuussa elokuussa syyskuussa lokakuussa marraskuussa joulukuussa",
    ),
    "ga": (
        "{m} {y}",
        "mí_Eanáir mí_Feabhra mí_an_Mhárta mí_Aibreáin mí_na_Bealtaine mí_an_Mheithimh "
        "mí_Iúil mí_Lúnasa mí_Mheán_Fómhair mí_Dheireadh_Fómhair mí_na_Samhna mí_na_Nollag",
    ),
    "hr": (
        "{m} {y}.",
        "siječnju veljači ožujku travnju svibnju lipnju srpnju kolovozu rujnu listopadu "
        "studenome prosincu",
    ),
    "hu": (
        "{y} {m}",
        "januárjában februárjában márciusában áprilisában májusában júniusában júliusában "
        "augusztusában szeptemberében októberében novemberében decemberében",
    ),
    "lt": (
        "{y} m. {m} mėn.",
        "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio "
        "lapkričio gruodžio",
    ),
    "lv": ("{y}. gada {m}", " ".join(_LATVIAN_LOCATIVE)),
    "pl": (
        "{m} {y} r.",
        "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku "
        "listopadzie grudniu",
    ),
    "ru": (
        "{m} {y} года",
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    ),
    "sk": (
        "{m} {y}",
        "januári februári marci apríli máji júni júli auguste septembri októbri novembri decembri",
    ),
    "sl": ("{m} {y}", " ".join(_SLOVENIAN_GENITIVE)),
}

DATE_FORMS: Final = ("in",)
"""The forms of a date that a translator can ask for, as in `{established:in}`."""


class PartialDate(Frozen):
    """A date as precise as it is written: a day, a month of a year, or a year."""

    year: int
    """Year of the Gregorian calendar."""
    month: int | None = None
    """Month from 1 to 12, or None for a year alone."""
    day: int | None = None
    """Day of the month, or None for a month of a year."""

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


def format_date(date: datetime.date | PartialDate, locale: Locale, *, form: str = "") -> str:
    """A date in words, as running text has it: `25 May 2018`, `June 2017`, `2017`.

    The form `in` puts a month of a year as it stands in the answer to “when?”: Finnish
    `kesäkuussa 2017`, Polish `czerwcu 2017 r.`; a language without such a form keeps the plain
    one. Spaces that must not break are hard (ISG section 6.4).
    """
    if isinstance(date, datetime.date):
        date = PartialDate(year=date.year, month=date.month, day=date.day)
    if date.month is None:
        written = f"{date.year}年" if locale.language in _NO_SPACES else str(date.year)
    elif date.day is None:
        written = _month_of_year(date.year, date.month, locale, form)
    else:
        written = _day_in_words(datetime.date(date.year, date.month, date.day), locale)
    return _with_digits(_with_hard_spaces(written), locale)


def digits_known(locale: Locale) -> tuple[str, ...]:
    """CLDR's ids of the digits that a language can be written with, its own first."""
    known = cldr_locale(locale.cldr)
    own = _OWN_DIGITS.get(locale.tag, "latn")
    found = (own, str(known.default_numbering_system), *map(str, _native_digits(known)), "latn")
    return tuple(dict.fromkeys(system for system in found if system in _DIGITS))


def counter_style(locale: Locale) -> str:
    """The CSS counter style that has the digits of the language: `decimal`, `arabic-indic`."""
    return _COUNTER_STYLES[_digits(locale)]


def format_integer(number: int, locale: Locale) -> str:
    """A count without grouping, in the digits of the language: page and serial numbers."""
    return _with_digits(str(number), locale)


def format_number(number: int | Decimal, locale: Locale) -> str:
    """A number with the separators of the house style; decimals stay as many as are given."""
    if locale.tag not in EU_LOCALES:
        from babel import numbers

        decimals = max(0, -int(Decimal(number).as_tuple().exponent))
        whole = str(cldr_locale(locale.cldr).decimal_formats[None].pattern).partition(".")[0]
        pattern = f"{whole}.{'0' * decimals}" if decimals else whole
        plain = numbers.format_decimal(number, pattern, locale=cldr_locale(locale.cldr))
        if _digits(locale) in ("arab", "arabext"):
            plain = plain.translate(_ARABIC_SEPARATORS)
        return _with_digits(plain, locale)
    sign = _MINUS if number < 0 else ""
    digits, _, fraction = format(abs(Decimal(number)), "f").partition(".")
    grouped = f"{int(digits):,}".replace(",", _HARD_SPACE)
    point = "." if locale.tag in _DECIMAL_POINT else ","
    return f"{sign}{grouped}{point}{fraction}" if fraction else f"{sign}{grouped}"


def format_percent(number: int | Decimal, locale: Locale) -> str:
    """A percentage, given in hundredths: 6 is written `6 %` with a hard space (ISG 6.4)."""
    written = format_number(number, locale)
    if locale.tag in EU_LOCALES:
        return f"{written}{_HARD_SPACE}%"
    if _digits(locale) in ("arab", "arabext"):
        return f"{written}٪"
    pattern = str(cldr_locale(locale.cldr).percent_formats[None].pattern)
    return re.sub(r"[#0,.]+", lambda _: written, pattern)


def format_money(amount: int | Decimal, currency: str, locale: Locale) -> str:
    """An amount with its ISO 4217 currency: `EUR 12 500`, `12 500 EUR` (ISG 7.3.3)."""
    written = format_number(amount, locale)
    if locale.tag in EU_LOCALES:
        parts = (currency, written) if locale.tag in _CURRENCY_FIRST else (written, currency)
        return _HARD_SPACE.join(parts)
    from babel import numbers

    name = numbers.get_currency_name(currency, count=amount, locale=cldr_locale(locale.cldr))
    space = "" if locale.language in _NO_SPACES else _HARD_SPACE
    return f"{written}{space}{name}"


def _day_in_words(day: datetime.date, locale: Locale) -> str:
    pattern, known = _date_pattern(day, locale), long_date(locale)
    if known is None:
        from babel import dates

        return str(dates.format_date(day, pattern or "long", locale=cldr_locale(locale.cldr)))
    # All that the languages of the sample have in a date.
    parts = {"d": str(day.day), "M": str(day.month), "MMMM": known.months[day.month - 1]}
    parts["y"] = str(day.year)
    return _PATTERN_PART.sub(
        lambda part: part[1] if part[1] is not None else parts[part[0]], pattern or known.pattern
    )


def _date_pattern(day: datetime.date, locale: Locale) -> str:
    """The pattern of the house for a day; empty where it is CLDR's."""
    if day.day == 1 and locale.language in _FIRST_OF_MONTH:
        return _FIRST_OF_MONTH[locale.language]
    pattern = _DATE_PATTERNS.get(locale.tag)
    if pattern is None:
        return ""
    return pattern.format(
        locative=f"'{_LATVIAN_LOCATIVE[day.month - 1]}'",
        genitive=f"'{_SLOVENIAN_GENITIVE[day.month - 1]}'",
    )


def _month_of_year(year: int, month: int, locale: Locale, form: str) -> str:
    from babel import dates

    if form == "in" and locale.tag in _MONTH_IN:
        pattern, names = _MONTH_IN[locale.tag]
        return pattern.format(m=names.split()[month - 1].replace("_", " "), y=year)
    first = datetime.date(year, month, 1)
    if locale.tag in _MONTH_PATTERNS:
        return dates.format_date(
            first, _MONTH_PATTERNS[locale.tag], locale=cldr_locale(locale.cldr)
        )
    return str(dates.format_skeleton("yMMMM", first, locale=cldr_locale(locale.cldr)))


def _with_hard_spaces(written: str) -> str:
    """Keep a number with the short word that follows it: `25 May`, `2018 r.`, `25 d.`."""
    joined = re.sub(r"(?<=\d)(er|[.º])? (?=[^\W\d])", rf"\1{_HARD_SPACE}", written)
    return re.sub(r" (?=r\.$|г\.$|d\.$|m\. )", _HARD_SPACE, joined)


def _digits(locale: Locale) -> str:
    return locale.digits or _OWN_DIGITS.get(locale.tag, "latn")


def _native_digits(known: babel.Locale) -> tuple[str, ...]:
    native = known.other_numbering_systems.get("native")
    return (native,) if native else ()


def _with_digits(written: str, locale: Locale) -> str:
    return written.translate(str.maketrans(_DIGITS["latn"], _DIGITS[_digits(locale)]))
