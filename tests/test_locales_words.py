"""The words that CLDR has for values, and the file in which those of the sample stand."""

from __future__ import annotations

import datetime
from importlib.metadata import version

import babel
import pytest
from babel import dates
from babel.core import get_global

from cldr_words import words_text
from communique.locales import SAMPLE_LOCALES, locale
from communique.locales.cldr import cldr_locale, likely_script
from communique.locales.values import _date_pattern, _day_in_words
from communique.locales.words import COMMITTED, value_words, words_in_cldr

SAMPLE = pytest.mark.parametrize("tag", SAMPLE_LOCALES)


@pytest.mark.skipif(version("babel") != "2.18.0", reason="another Babel brings another CLDR")
def test_the_committed_words_are_those_of_cldr() -> None:
    """`make words` has been run for the Babel that this repository is tested with."""
    assert COMMITTED.read_text(encoding="utf-8") == words_text()


@SAMPLE
def test_the_committed_words_have_every_kind(tag: str) -> None:
    """Whatever CLDR brings later, a language of the sample has months, currencies and days."""
    words = value_words(locale(tag))
    assert all(words.months)
    assert words.currencies["EUR"]
    assert words.decimal in {".", ","}
    assert words.morning
    assert words.afternoon
    assert words.weekdays


@SAMPLE
def test_what_is_known_of_the_sample_is_what_cldr_says(tag: str) -> None:
    """These languages are known without Babel: that they exist, and how they are written."""
    identifier = locale(tag).cldr
    known = babel.Locale.parse(identifier)
    assert known.language == locale(tag).language
    likely = get_global("likely_subtags")
    _, script, _ = str(likely.get(identifier) or likely.get(known.language)).split("_")
    assert likely_script(identifier) == (known.script or script)


@pytest.mark.parametrize("tag", ["ja", "pt-BR", "zh-Hant", "sr-Latn"])
def test_any_other_language_is_read_from_cldr(tag: str) -> None:
    """A variety has its own words: what is committed for its language does not stand for it."""
    assert value_words(locale(tag)) == words_in_cldr(locale(tag))
    assert all(value_words(locale(tag)).months)


@SAMPLE
def test_a_day_is_written_as_babel_writes_it(tag: str) -> None:
    """With the committed pattern and names, or with those of the house, in every month."""
    of = locale(tag)
    for month in range(1, 13):
        for day in (1, 2, 28):
            date = datetime.date(2018, month, day)
            pattern = _date_pattern(date, of) or "long"
            theirs = dates.format_date(date, pattern, locale=cldr_locale(of.cldr))
            assert _day_in_words(date, of) == theirs


def test_the_words_tell_a_language() -> None:
    """German months and days of the week in every form, and the currency in every number."""
    words = value_words(locale("de"))
    assert {"Januar", "Jan.", "Jan"} >= words.months[0] >= {"Januar"}
    assert "Montag" in words.weekdays
    assert "Euro" in words.currencies["EUR"]
    assert words.decimal == ","
