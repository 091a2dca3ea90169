"""Languages: their tags, names, order, direction, plural forms and ways of writing values."""

from communique.locales.locale import (
    EU_LOCALES,
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
    format_date,
    format_integer,
    format_money,
    format_number,
    format_percent,
)

__all__ = [
    "DATE_FORMS",
    "EU_LOCALES",
    "SAMPLE_LOCALES",
    "Locale",
    "LocaleError",
    "PartialDate",
    "PluralForms",
    "format_date",
    "format_integer",
    "format_money",
    "format_number",
    "format_percent",
    "in_house_order",
    "locale",
    "parse_plural_forms",
]
