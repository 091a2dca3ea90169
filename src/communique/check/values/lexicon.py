"""What the words of a language have to do with values: months, numbers, currencies, clocks."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from itertools import filterfalse, repeat
from pathlib import Path
from typing import Final, NamedTuple

from communique.frozen import Frozen
from communique.locales import Locale
from communique.locales import locale as locale_of
from communique.locales.words import CURRENCIES, ValueWords, value_words

__all__ = [
    "CODES",
    "WORDS",
    "WRITTEN",
    "Lexicon",
    "Meaning",
    "declining",
    "lexicon",
    "phrase_end",
    "stems_of",
    "word_beginning",
]


WRITTEN: Final = Path(__file__).with_name("languages")
"""Where people write the words of each language down."""
WORDS: Final = Path(__file__).with_name("words.json")
"""The same in one file, as `make words` puts it together."""


class Meaning(NamedTuple):
    """The part a word plays in a value, and what it says."""

    code: str
    """The part as one letter, see `CODES`."""
    number: Decimal = Decimal(0)
    """A number, a scale, a month, or the hour at which a half of the day begins."""
    units: tuple[str, ...] = ()
    """The ISO 4217 codes that the name of a currency can stand for."""


CODES: Final = "mwWspqchbiAHydeotuOCZ"
"""The parts that words play.

m month, w number word, W ordinal word, s scale, p per cent, q per cent before the number,
c currency, h hour of the clock, b hours, i minute, A half of the day, H “at … o'clock”, y year,
d day, e month in 5月, o of, t to, u and, O number sign, C century, Z
“the nineties” behind a number.
"""

_ROLES: Final = {
    "percent": "p",
    "percent_before": "q",
    "hour": "h",
    "hours": "b",
    "minute": "i",
    "clock": "H",
    "year": "y",
    "day": "d",
    "month": "e",
    "of": "o",
    "to": "t",
    "and": "u",
    "number": "O",
    "century": "C",
    "decade_word": "Z",
}
_SIGNS: Final = {
    **dict.fromkeys("%٪％﹪", Meaning("p")),
    "€": Meaning("c", units=("EUR",)),
    "£": Meaning("c", units=("GBP",)),
    "￡": Meaning("c", units=("GBP",)),
    "$": Meaning("c", units=("USD", "CAD", "AUD", "NZD", "SGD", "HKD")),
    "＄": Meaning("c", units=("USD", "CAD", "AUD", "NZD", "SGD", "HKD")),
    "¥": Meaning("c", units=("JPY", "CNY")),
    "￥": Meaning("c", units=("CNY", "JPY")),
    "₽": Meaning("c", units=("RUB",)),
    "₴": Meaning("c", units=("UAH",)),
    "₺": Meaning("c", units=("TRY",)),
    "₹": Meaning("c", units=("INR",)),
    "₩": Meaning("c", units=("KRW",)),
    "₪": Meaning("c", units=("ILS",)),
    "№": Meaning("O"),
}
_DASHES: Final = dict.fromkeys("-–—‐‑‒―~～〜−", Meaning("-"))
_POINTS: Final = {
    ",": Meaning(","),
    "،": Meaning(","),
    "、": Meaning(","),
    ".": Meaning("."),
    "/": Meaning("/"),
}
_SPACES: Final = " \u00a0\u202f\u2009"
_MOST_SPACES: Final = 3
_SPACE: Final = f"[{_SPACES}]{{1,{_MOST_SPACES}}}"
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670])*")
_ARABIC_PREFIXES: Final = ("", "و", "ب", "ل", "ف", "ك", "ال", "وال", "بال", "لل", "فال", "كال")
# Languages without spaces: their words are found wherever they stand.
_UNSPACED: Final = frozenset({"zh", "ja", "th", "lo", "km", "my"})


class Lexicon(Frozen, eq=False):
    """What is to be known of a language to read its values."""

    words: Mapping[str, Meaning]
    """Each word in lower case and what it means; phrases have a plain space."""
    at: frozenset[str]
    """The words that make a time of the hours behind them: French `à` 10 heures."""
    signs: Mapping[str, Meaning]
    """Each sign and what it means."""
    phrases: Mapping[str, tuple[str, ...]]
    """By their first word, what no word pattern finds: `per cent`, `p.m.`; see `phrase_end`."""
    codes: frozenset[str]
    """ISO 4217 codes, in capitals."""
    word: re.Pattern[str]
    """Finds a word in a text in lower case; in a language without spaces, any known one."""
    starters: frozenset[str]
    """The words that are a value by themselves."""
    parts: frozenset[str]
    """The words that have any part in values, alone or in a phrase."""
    suffix: re.Pattern[str]
    """The ending of an ordinal or decade at a number, and the endings of cases."""
    decade: frozenset[str]
    """Which of these endings make a decade."""
    decimal: str
    """The decimal sign."""
    ordinal_point: bool
    """Whether `4.` is an ordinal."""
    clock_comma: bool
    """Whether `17,30` can be a time."""
    clock_endings: frozenset[str]
    """The endings that make a time of a number: `17.30-kor`."""
    unit_first: bool
    """Whether the ones can stand before the tens, as words of their own."""
    capital_nouns: bool
    """Whether the word after an ordinal may begin with a capital letter."""
    month_first: bool
    """Whether `May 25` is a date."""
    decline: str
    """How the words are found that say what a minus says, `fell`, `deficit`; see `declining`.

    Empty where none are known.
    """
    weak_months: frozenset[str]
    """Names of months that are common words as well: they count beside a day or year only."""
    month_after: frozenset[str]
    """The words after which they count alone: `since March`."""
    capital_months: frozenset[str]
    """Names of months that must begin with a capital letter: `May`, not `may`."""
    unspaced: bool
    """Whether words are not parted by spaces."""
    known: bool
    """Whether there is a table of the language, or CLDR alone."""


class _Words(dict[str, Meaning]):
    """Words with their meanings; the first one that is told counts."""

    def tell(self, meaning: Meaning, forms: Iterable[str]) -> None:
        """Give words a meaning."""
        deque(map(self.setdefault, map(str.lower, forms), repeat(meaning)), maxlen=0)


def lexicon(locale: Locale) -> Lexicon:
    """The lexicon of a language: its table and CLDR, or CLDR alone."""
    return _lexicon(locale.tag)


@lru_cache(maxsize=64)
def _lexicon(tag: str) -> Lexicon:
    locale = locale_of(tag)
    table = _tables().get(locale.language, {})
    cldr = value_words(locale)
    features = table.get("features", {})
    expand = _Expander(table.get("endings", {}))
    words = _Words()
    for section, code in (("numbers", "w"), ("ordinals", "W"), ("scales", "s")):
        if section == "ordinals":
            weak = _tell_months(words, table.get("months", {}), cldr, expand)
        for number, forms in table.get(section, {}).items():
            words.tell(Meaning(code, Decimal(number)), expand(forms))
        for value, form in _compounds(table) if code == "w" else ():
            words.tell(Meaning("w", value), [form])
    roles = table.get("words", {})
    words.tell(Meaning("A", Decimal(0)), [*expand(roles.get("morning", "")), *cldr.morning])
    words.tell(Meaning("A", Decimal(12)), [*expand(roles.get("afternoon", "")), *cldr.afternoon])
    for role, code in _ROLES.items():
        words.tell(Meaning(code), expand(roles.get(role, "")))
    words.tell(Meaning("o"), cldr.weekdays)
    _tell_currencies(words, table.get("currencies", {}), cldr, expand)
    if locale.language == "ar":
        prefixed = {
            prefix + word: meaning
            for word, meaning in list(words.items())
            if len(word) > 2
            for prefix in _ARABIC_PREFIXES
            if not word.startswith("ال")
        }
        words.update(prefixed | words)
    month_after = frozenset(expand(table.get("months", {}).get("after", "")))
    silent = weak - {*expand(table.get("months", {}).get("weak", ""))} if month_after else weak
    unspaced = locale.language in _UNSPACED
    ordinal = sorted(expand(roles.get("ordinal", "")), key=len, reverse=True)
    decade = sorted(expand(roles.get("decade", "")), key=len, reverse=True)
    return Lexicon(
        words=words,
        at=frozenset(expand(roles.get("at", ""))),
        signs={**_SIGNS, **_DASHES, **_POINTS},
        phrases={} if unspaced else _phrases(words),
        codes=frozenset(CURRENCIES),
        word=_any_of(words, _otherwise(words)) if unspaced else _WORD,
        starters=frozenset(
            word if word.isalpha() else _first(word)
            for word, (code, _, _) in words.items()
            if code in "wWsC" or (code == "m" and word not in silent and len(word) > 2)
        ),
        parts=_parts(words),
        suffix=_suffix(ordinal, decade),
        decade=frozenset(decade),
        decimal=str(features.get("decimal", cldr.decimal)),
        ordinal_point=bool(features.get("ordinal_point", False)),
        clock_comma=bool(features.get("clock_comma", False)),
        clock_endings=frozenset(expand(roles.get("clock_ending", ""))),
        unit_first=bool(features.get("unit_first", False)),
        capital_nouns=bool(features.get("capital_nouns", False)),
        month_first=bool(features.get("month_first", False)),
        decline=_beginnings(roles.get("decline", ""), anywhere=unspaced or locale.language == "ar"),
        weak_months=frozenset(weak),
        month_after=month_after,
        capital_months=frozenset(weak if features.get("capital_months") else ()),
        unspaced=unspaced,
        known=bool(table),
    )


def stems_of(lexicon: Lexicon, number: Decimal) -> tuple[str, ...]:
    """What the words for a number begin with, and the words that are made with them."""
    return _stems_by_number(lexicon).get(number, ())


@lru_cache(maxsize=64)
def _stems_by_number(lexicon: Lexicon) -> Mapping[Decimal, tuple[str, ...]]:
    stems: dict[Decimal, set[str]] = {}
    for word, meaning in lexicon.words.items():
        if meaning.code in "wW" and len(word) > 2:
            # The endings of a word go for what is joined to it: `sechs-`, `sechsmonatig`.
            stem = word[:-1] if len(word) > 4 else word
            stems.setdefault(meaning.number, set()).add(stem)
    return {number: tuple(sorted(found)) for number, found in stems.items()}


@lru_cache(maxsize=4096)
def word_beginning(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Finds words that begin with one of these stems."""
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, stems))})")


def _tell_months(
    words: _Words, months: Mapping[str, str], cldr: ValueWords, expand: _Expander
) -> set[str]:
    """Tell the names of the months; gives back those that are common words or abbreviations."""
    weak = {*expand(str(months.get("weak", "")))}
    endings = expand.endings.get("month", [""])
    for number, names in enumerate(cldr.months, 1):
        named = {name for name in names if not name[:1].isdigit()}
        full = [name + ending for name in named - cldr.short_months for ending in endings]
        short = {form for name in named & cldr.short_months for form in (name, name.rstrip("."))}
        month = Meaning("m", Decimal(number))
        words.tell(month, [*expand(str(months.get(str(number), ""))), *full])
        words.tell(month, short)
        weak |= {name.lower() for name in short}
    return weak


def _tell_currencies(
    words: _Words, listed: Mapping[str, str], cldr: ValueWords, expand: _Expander
) -> None:
    for codes, forms in listed.items():
        units = tuple(codes.split("_"))
        for form in expand(forms):
            words.tell(Meaning("c", units=units), [form])
            if "USD" in units:
                american = (f"us-{form}", f"us {form}", f"usa {form}")
                words.tell(Meaning("c", units=("USD",)), american)
    for code in CURRENCIES:
        words.tell(Meaning("c", units=(code,)), cldr.currencies[code])


class _Expander:
    """Words out of the notation of the tables.

    Words are parted by spaces, `_` is a space inside a phrase, `stem|a|b` stands for stem, stema
    and stemb, `stem@set` for the stem with each ending of a named set.
    """

    def __init__(self, sets: Mapping[str, str]) -> None:
        self.endings = {
            name: ["" if ending == "-" else ending for ending in _words_in(listed)]
            for name, listed in sets.items()
        }

    def __call__(self, notation: str) -> list[str]:
        forms: list[str] = []
        for word in _words_in(notation):
            if "|" in word:
                stem, *endings = word.split("|")
                forms += [stem, *map(stem.__add__, endings)]
            elif "@" in word:
                stem, _, name = word.partition("@")
                forms += map(stem.__add__, self.endings[name])
            else:
                forms.append(word)
        return forms


def _words_in(notation: str) -> list[str]:
    words = notation.lower().split()
    return [word.replace("_", " ") for word in words] if "_" in notation else words


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    tables: dict[str, dict[str, dict[str, str]]] = json.loads(WORDS.read_bytes())
    return tables


def _compounds(table: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[Decimal, str]]:
    """Numbers from 21 to 99 that are one word: `fünfundzwanzig`, `ventidue`."""
    compounds = table.get("compounds", {})
    if not compounds:
        return
    units = compounds["units"].split()
    for key, size in (("hundreds", 100), ("thousands", 1000)):
        for form in compounds.get(key, "").split():
            for unit, name in enumerate(units, 1):
                yield Decimal(unit * size), name + form
            for ten, name in zip(range(20, 100, 10), compounds["tens"].split(), strict=True):
                yield Decimal(ten * size), name + form
    for ten, form in zip(range(20, 100, 10), compounds["tens"].split(), strict=True):
        for unit, name in enumerate(units, 1):
            for pattern in compounds["patterns"].split():
                yield Decimal(ten + unit), pattern.format(unit=name, ten=form)


def _phrases(words: Mapping[str, Meaning]) -> dict[str, tuple[str, ...]]:
    """What has a space, a point or a sign in it, by its first word."""
    by_first: dict[str, list[str]] = {}
    for word in filterfalse(str.isalpha, words):
        first = _WORD.match(word)
        if first and first[0] != word:
            by_first.setdefault(first[0], []).append(word)
    return {first: tuple(listed) for first, listed in by_first.items()}


def phrase_end(phrases: tuple[str, ...], lower: str, start: int) -> int | None:
    """Where the longest of some phrases ends that stands in a text; None where none does.

    Where a phrase has a space, the text may have up to three of any kind.
    """
    for words in _parted(phrases):
        at = start + len(words[0])
        if not lower.startswith(words[0], start):
            continue
        for word in words[1:]:
            behind = lower[at : at + _MOST_SPACES + 1]
            gap = len(behind) - len(behind.lstrip(_SPACES))
            if not 0 < gap <= _MOST_SPACES or not lower.startswith(word, at + gap):
                break
            at += gap + len(word)
        else:
            if not (words[-1][-1].isascii() and lower[at : at + 1].isalnum()):
                return at
    return None


@lru_cache(maxsize=4096)
def _parted(phrases: tuple[str, ...]) -> list[list[str]]:
    """The words of each phrase, the longest phrase first."""
    return [phrase.split(" ") for phrase in sorted(phrases, key=len, reverse=True)]


def _otherwise(words: Iterable[str]) -> str:
    """In a text without spaces: a foreign word, what begins no known word, or one letter."""
    firsts = "".join(sorted({re.escape(word[0]) for word in words}))
    return rf"[a-z]+|[^\W\d_a-z{firsts}〇零一二两兩三四五六七八九十百千万萬亿億]+|[^\W\d_]"


def _any_of(words: Iterable[str], otherwise: str) -> re.Pattern[str]:
    """Finds any of the words, the longest first."""
    listed = (
        re.escape(word).replace(r"\ ", _SPACE) + (r"(?![^\W_])" if word[-1:].isascii() else "")
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile("|".join((*listed, otherwise)))


def _first(phrase: str) -> str:
    found = _WORD.match(phrase)
    return found[0] if found else phrase


@lru_cache(maxsize=64)
def declining(decline: str) -> re.Pattern[str]:
    """Finds the words that say what a minus says; few texts need it, so made late."""
    return re.compile(decline)


def _beginnings(notation: str, *, anywhere: bool) -> str:
    """Finds words that begin as listed, or hold one where prefixes are written together."""
    listed = "|".join(re.escape(stem.replace("_", " ")) for stem in notation.split())
    return listed if anywhere or not listed else rf"(?<![^\W\d_])(?:{listed})"


def _parts(words: Iterable[str]) -> frozenset[str]:
    parts = {*words, *(code.lower() for code in CURRENCIES)}
    return frozenset(parts.union(*map(_WORD.findall, filterfalse(str.isalpha, parts))))


def _suffix(ordinal: list[str], decade: list[str]) -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted({*ordinal, *decade}, key=len, reverse=True))
    endings = rf"(?:\.?[-‑:'’]?(?P<known>{forms})(?![^\W_])|" if forms else "(?:(?P<known>(?!))|"
    return re.compile(endings + r"[-‑:'’](?P<case>[^\W\d_]{1,5})(?![^\W_]))", re.IGNORECASE)
