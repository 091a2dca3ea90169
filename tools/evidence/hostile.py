"""Texts made to take long: ten times the length must not take much more than ten times as long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from communique.catalogue import Message, TemplateMessage
from communique.check import Setting, check_translation
from communique.check.catalogue import FAMILIES
from communique.check.pair import Pair
from communique.check.reading import reading
from communique.locales import locale
from communique.styles import style_of
from evidence.terms import glossary

__all__ = ["HOSTILE", "Ordeal", "ordeals"]

HOSTILE: Final = (
    # Numbers, dates, amounts.
    *"1 1.1 1,1 0 12.5.2018. 12:30: 1/2/ -1 1– 1% €1 1€ ١ 1e 1st IP/1/ 亿 1亿".split(),
    *("1\u00a0", "1 2 ", "1 million ", "million ", "May 2018 ", "1\u00a0May ", "one ", "twenty-"),
    # Brackets, facts, markup.
    *"( ) [ ] { } {{ }} [[ ]] (( )) () [] {} ]( [( [a]( [a](b)[ ![ {a {a} {a:b}{".split(),
    *"* ** *a **a _ __ _a ` `` `a` \\ \\\\ < > <a <a> <!-- --> &amp; & &#".split(),
    *("( a ", "*a ", "a** ", "[a ", "(1) ", "NATO (NATO) ", "\\\n"),
    # Quotation marks, punctuation, spaces, addresses.
    *"\" ' “ ” „ « » «a ‘ ’ “a „a“ 「 」 『".split(),
    *". .. … ! ? ; : , 。 ， ？ ؟ ، - – — / // @ a@ a@a.a@ www. http:// https://a".split(),
    *(" ", "  ", "\u00a0", "\t", "\n", "“a ", "a, ", " ,", "a. ", "a ! ", "' "),
    # Letters, words, scripts, characters that nobody sees.
    *"a A ab AB Ab aA A. A.B é e\u0301 \u0301 ا مـ ـ 中 中a а аa α αа ß İ ﬁ".split(),
    *("a ", "a b ", "the ", "the the ", "word word. ", "EU ", "и ", "και ", "في ", "的"),
    *"\u200b \u200c \u200d \u200e \u202e \u2066 \u2067\u2069 \ufeff \u00ad \u0001".split(" "),
    "\u2067a\u2069 ",
)
"""What is said over and over again."""
_TAGS: Final = ("fr", "ar", "zh", "ru")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordeal:
    """One hostile text under one family of rules."""

    family: str
    """Name of the family; `check` for reading and all families together."""
    tag: str
    """The language of the translation."""
    unit: str
    """What the text repeats."""
    place: str
    """Which side is hostile: `source`, `translation` or `both`."""
    short: float
    """Seconds for the shorter text."""
    long: float
    """Seconds for the longer one."""

    @property
    def ratio(self) -> float:
        """How many times as long the longer text takes; what is too short to tell counts as 0."""
        return 0.0 if self.long < 0.01 else self.long / max(self.short, 1e-4)


def ordeals(
    length: int = 1_900,
    *,
    tags: tuple[str, ...] = _TAGS,
    units: tuple[str, ...] = HOSTILE,
    times: int = 10,
) -> Iterator[Ordeal]:
    """Every hostile text in a length and some times it.

    A text of more than 20,000 characters is not read at all, so the longer one stays below that.
    """
    for tag in tags:
        for unit in units:
            for place in ("both", "translation", "source"):
                short = _best(tag, unit, place, length)
                long = _best(tag, unit, place, times * length)
                for family, seconds in long.items():
                    yield Ordeal(
                        family=family,
                        tag=tag,
                        unit=unit,
                        place=place,
                        short=short[family],
                        long=seconds,
                    )


def _best(tag: str, unit: str, place: str, length: int) -> dict[str, float]:
    """The shorter of two times, of texts that differ by a letter, for what is read is kept."""
    first, second = (_times(tag, unit, place, length + more) for more in range(2))
    return {family: min(seconds, second[family]) for family, seconds in first.items()}


def _times(tag: str, unit: str, place: str, length: int) -> dict[str, float]:
    setting = _setting(tag)
    hostile = (unit * (length // len(unit) + 1))[:length]
    calm = "A text like any other."
    source = hostile if place != "translation" else calm
    # Not the same text on both sides, which would be a copy and nothing else.
    translation = f"{hostile}." if place != "source" else calm
    pair = Pair(setting=setting, source=reading(source), translation=reading(translation))
    times = {
        family.__name__: _seconds(lambda family=family: list(family(pair)))  # type: ignore[misc]
        for family in FAMILIES
    }
    # Read anew, for nothing read before is read again.
    reading.cache_clear()
    message = Message(id=source, translations=(translation,))
    template = TemplateMessage(id=source)
    times["check"] = _seconds(lambda: list(check_translation(template, message, setting)))
    return times


def _seconds(action: Callable[[], object]) -> float:
    begun = time.process_time()
    action()
    return time.process_time() - begun


def _setting(tag: str) -> Setting:
    of = locale(tag)
    return Setting(
        source_locale=locale("en"), locale=of, style=style_of("eu", of), glossary=glossary()
    )
