"""Problems of values: what a translation says otherwise than its source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.values.compare import Text, are_alike, differences
from communique.check.values.lexicon import lexicon
from communique.check.values.read import values_read
from communique.check.values.value import Kind, Value
from communique.locales import Locale, format_date, format_percent
from communique.rules.values import VALUE_ADDED, VALUE_CHANGED, VALUE_MISSING

__all__ = ["value_problems"]


def value_problems(pair: Pair) -> Iterator[Problem]:
    """Each value that is contradicted, missing or added."""
    source, translation = pair.source.letters, pair.translation.letters
    locale = pair.setting.locale
    words, other_words = lexicon(pair.setting.source_locale), lexicon(locale)
    values, found = values_read(source, words), values_read(translation, other_words)
    if are_alike(values, found):
        return
    differing = differences(
        Text(letters=source, values=values, lexicon=words),
        Text(letters=translation, values=found, lexicon=other_words),
    )
    for difference in differing:
        one, other = difference.source, difference.translation
        if one is not None and other is not None:
            yield _changed(one, other, locale)
        elif not other_words.known:
            # The words for numbers and thousands of this language are not known.
            continue
        elif one is not None and not pair.lone:
            yield _missing(one, locale)
        elif other is not None:
            yield _added(other)


def _changed(one: Value, other: Value, locale: Locale) -> Problem:
    expected = _as_written(one, locale)
    also = "" if expected == one.text else f", which is `{expected}`"
    return Problem(
        rule=VALUE_CHANGED,
        message=f"`{other.text}` stands where the source has `{one.text}`{also}",
        hint="write the value of the source as your language writes it",
        found=other.text,
        at=other.at,
        expected=expected,
        source_found=one.text,
        source_at=one.at,
    )


def _missing(one: Value, locale: Locale) -> Problem:
    return Problem(
        rule=VALUE_MISSING,
        message=f"`{one.text}` of the source is missing from the translation",
        hint="say it in digits or in words",
        expected=_as_written(one, locale),
        source_found=one.text,
        source_at=one.at,
    )


def _added(other: Value) -> Problem:
    return Problem(
        rule=VALUE_ADDED,
        message=f"`{other.text}` is not in the source",
        hint="take it out, or see whether the source should say it",
        found=other.text,
        at=other.at,
    )


def _as_written(value: Value, locale: Locale) -> str:
    """The value as the language writes it, where that can be told; else as the source does."""
    if value.kind is Kind.PERCENT and isinstance(value.key, Decimal) and abs(value.key) < 10**6:
        return format_percent(value.key, locale)
    if isinstance(value.key, tuple):
        year, month, day = value.key
        if year and month and day:
            try:
                return format_date(datetime.date(year, month, day), locale)
            except ValueError:  # 30 February, as the source has it
                return value.text
    return value.text
