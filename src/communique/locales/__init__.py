"""Languages: their tags, names, order, direction, plural forms and ways of writing values."""

from communique.locales.countries import country_words
from communique.locales.locale import (
    EU_LOCALES,
    PSEUDO_LOCALES,
    SAMPLE_LOCALES,
    Locale,
    LocaleError,
    PluralForms,
    in_house_order,
    locale,
    parse_plural_forms,
)
from communique.locales.values import (
    DATE_FORMS,
    PartialDate,
    counter_style,
    digits_known,
    format_date,
    format_integer,
    format_money,
    format_number,
    format_percent,
)

__all__ = [
    "DATE_FORMS",
    "EU_LOCALES",
    "PSEUDO_LOCALES",
    "SAMPLE_LOCALES",
    "Locale",
    "LocaleError",
    "PartialDate",
    "PluralForms",
    "counter_style",
    "country_words",
    "digits_known",
    "format_date",
    "format_integer",
    "format_money",
    "format_number",
    "format_percent",
    "in_house_order",
    "locale",
    "parse_plural_forms",
]
