"""Titles: they have room in their places, in every language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import OBJECT
from communique.rules.consistency import TITLE_LONG

__all__ = ["title_problems", "width_of"]

# Three lines of a title, four of a subtitle and two of a heading in the PDF of the house style.
_LIMITS: Final = {"title": 140, "subtitle": 260, "heading": 110}
# A translation may be this much longer than a source that is too long itself.
_LONGER: Final = 1.4
# More than this, and it says something else than its source.
_MUCH_LONGER: Final = 2.5
_SLACK: Final = 25


def title_problems(pair: Pair) -> Iterator[Problem]:
    """A title, subtitle or heading that is too long for its place."""
    built_in = _LIMITS.get(pair.context or "")
    of_house = pair.setting.limits.get(pair.context or "")
    if built_in is None and of_house is None:
        return
    letters = pair.translation.letters
    shortest = of_house if of_house is not None else _SLACK
    # No character is wider than two letters.
    if 2 * len(letters) <= min(shortest, _SLACK):
        return
    width, source = width_of(letters), width_of(pair.source.letters)
    limit = of_house if of_house is not None else max(built_in or 0, int(_LONGER * source))
    limit = min(limit, int(_MUCH_LONGER * source) + _SLACK) if built_in is not None else limit
    if width > limit:
        yield Problem(
            rule=TITLE_LONG,
            message=f"the {pair.context} has a width of {width} letters, expected {limit} at most",
            hint="say it in fewer words",
            found=letters,
            source_found=pair.source.letters,
        )


def width_of(text: str) -> int:
    """How many letters wide a text is; a Chinese character is two, an accent none.

    A fact counts as eight, which is a date without its year.
    """
    if text.isascii():
        return len(text)
    return sum(_FACT if letter == OBJECT else _width(letter) for letter in text)


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


_FACT: Final = 8
