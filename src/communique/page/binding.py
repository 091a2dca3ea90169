"""Hard spaces where no line may end: after one-letter words, between a number and its unit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup

from communique.locales import Locale
from communique.locales.words import value_words
from communique.page.plain import TAG
from communique.styles import style_of

__all__ = ["bound", "readable"]

_HARD_SPACE: Final = "\N{NO-BREAK SPACE}"
# What stands for markup that no binding looks into; a letter, so that words hang on to it.
_OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_OPENED: Final = re.compile(r"<(?P<name>[a-z]+)")
# Elements in another language, or in none: their spaces are not ours to judge.
_FOREIGN: Final = re.compile(r"""\s(?:lang=|translate="no")""")
# A last word with fewer letters is no line.
_SHORTEST_LINE: Final = 5
# What has fewer characters stands on one line, or is a heading, whose lines are balanced.
_SHORTEST_PARAGRAPH: Final = 40
# Before a word: the edge of the text, a space, an opening bracket or quotation mark, a dash.
_EDGE: Final = r"(?<![^\s(\[„“‚‘«»›‹’”/–—-])"
_LAST_WORD: Final = re.compile(r"\S \S+(\s)\S+\s*$")


def bound(markup: Markup, locale: Locale) -> Markup:
    """The markup of one block, its spaces made hard where a line in that language must not end.

    Nothing else changes, nor does anything inside a tag or in an element of another language;
    binding twice is binding once.
    """
    plain, places = readable(markup)
    characters = list(markup)
    for at in _last_spaces(plain, locale):
        characters[places[at]] = _HARD_SPACE
    return Markup("".join(characters))  # noqa: S704 - only spaces of markup have changed


def _last_spaces(text: str, locale: Locale) -> Iterator[int]:
    """Where a space is that no line may end at."""
    for pattern in _patterns(locale):
        for match in pattern.finditer(text):
            yield match.start(1)
    last = _LAST_WORD.search(text)
    if last is not None and last[1] == " " and last.start(1) >= _SHORTEST_PARAGRAPH:
        word = text[last.end(1) :]
        if sum(character.isalnum() for character in word) < _SHORTEST_LINE:
            yield last.start(1)


@lru_cache(maxsize=128)
def _patterns(locale: Locale) -> tuple[re.Pattern[str], ...]:
    """What finds the spaces in a text, each as the first group."""
    # The custom of the country: what it keeps together, no institution pulls apart.
    style = style_of("national", locale)
    words = (*_one_letter_words(locale), *style.before_words)
    units = ("%", "‰", *style.units, *_months(locale))
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{_EDGE}(?:{_any_of(words)})( )(?=\S)" if words else "",
            rf"{_EDGE}(?:{_any_of(style.before_numbers)})( )(?=\d)" if style.before_numbers else "",
            rf"\d(?:\.|er|º)?( )(?:{_any_of(units)})(?!\w)",
            # Groups of three digits, as in 12 500.
            r"(?<![\d.,])\d{1,3}( )(?=\d{3}(?:\D|$))",
        )
        if pattern
    )


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _one_letter_words(locale: Locale) -> tuple[str, ...]:
    words = _words().get(locale.language, "").split()
    return tuple(form for word in words for form in (word, word.upper()))


def _months(locale: Locale) -> Iterator[str]:
    for names in value_words(locale).months:
        yield from (name for name in sorted(names) if len(name) > 2 and not name[0].isdigit())


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    text = files(__package__).joinpath("binding.toml").read_text(encoding="utf-8")
    return {str(tag): str(words) for tag, words in tomllib.loads(text)["words"].items()}


def readable(markup: str) -> tuple[str, list[int]]:
    """What a reader sees of some markup, and where in it each character stands.

    An element in another language, or in none, is one character.
    """
    letters: list[str] = []
    places: list[int] = []
    at = depth = 0
    name = ""
    for start, end, tag in (*_tags(markup), (len(markup), len(markup), "")):
        if not depth:
            letters += markup[at:start]
            places += range(at, start)
        at = end
        opened = _OPENED.match(tag)
        if depth:
            depth += bool(opened and opened["name"] == name) - (tag == f"</{name}>")
        elif opened and (opened["name"] == "code" or _FOREIGN.search(tag)):
            name, depth = opened["name"], 1
            letters.append(_OBJECT)
            places.append(start)
        elif tag == "<br>":
            letters.append("\n")
            places.append(start)
    return "".join(letters), places


def _tags(markup: str) -> Iterator[tuple[int, int, str]]:
    for match in TAG.finditer(markup):
        yield match.start(), match.end(), match[0]
