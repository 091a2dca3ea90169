"""Segments made up by the million, with the words and the repetitions of press releases.

Real memories can seldom be passed on, so these are made: of the words of the sample release and
of as many more as a large memory has, each as often as Zipf's law says; in phrases that come
back, in lengths as releases have them, with numbers and dates, and with segments that are earlier
ones with a few words changed. The same seed gives the same segments on every machine.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from typing import Final

from communique.frozen import Frozen
from communique.memory import Unit

__all__ = ["Writer", "units"]

_SAMPLE: Final = Path(__file__).resolve().parents[2] / "release"
# As many different words as texts of their length have: 160,000 in eighteen million, where
# Reuters' RCV1 has 158,000 (Manning, Raghavan, Schütze, Introduction to Information Retrieval,
# 5.1.1). Zipf's law alone, from the first word to the last, gives three times as many.
_WORDS: Final = 300_000
_FREQUENT: Final = 3_000
_PHRASES: Final = 400_000
_REPEATED: Final = 0.2
_ENDINGS: Final = ("", "", "", "", "s", "ed", "ing", "ion", "al", "ly", "er")
_ONSETS: Final = "b c d f g h l m n p r s t v w b d l m n r s t pl pr st th tr ch".split()
_NUCLEI: Final = "a e i o u a e i o u ea ou".split()
_CODAS: Final = ("", "", "", "", "n", "r", "s", "t", "l", "nt", "st", "m")
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
# Characters of running Chinese by how often they stand there, then all others of the block.
_HAN: Final = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
    "说产种面而方后多定行学法所民得经"
)


class Writer:
    """Writes segments, the same for the same seed."""

    def __init__(self, seed: int, *, unspaced: bool = False) -> None:
        self._random = random.Random(seed)
        self._between = "" if unspaced else " "
        self._language = _language(unspaced=unspaced)
        self._written: list[str] = []

    def segments(self, count: int) -> Iterator[str]:
        """So many new segments."""
        for _ in range(count):
            if self._written and self._random.random() < _REPEATED:
                segment = self.changed(self._random.choice(self._written))
            else:
                segment = self._fresh()
            # Enough to come back to, and no more than that.
            if len(self._written) < 50_000:
                self._written.append(segment)
            else:
                self._written[self._random.randrange(50_000)] = segment
            yield segment

    def changed(self, segment: str, *, edits: int | None = None) -> str:
        """A segment with some of its words exchanged, taken out or put in."""
        between = self._between
        words = segment.split(" ") if between else list(segment)
        if edits is None:
            edits = 1 + int(self._random.random() ** 2 * max(1, len(words) // 3))
        for _ in range(edits):
            at = self._random.randrange(len(words))
            kind = self._random.random()
            if kind < 0.6:
                words[at] = self._word()
            elif kind < 0.8:
                words.insert(at, self._word())
            elif len(words) > 1:
                del words[at]
        return between.join(words)

    def _word(self) -> str:
        (word,) = self._random.choices(
            self._language.words, cum_weights=self._language.word_weights
        )
        return word

    def _fresh(self) -> str:
        chance = self._random
        phrases = max(1, round(chance.lognormvariate(1.85, 0.7)))
        language = self._language
        parts = chance.choices(
            language.phrases, cum_weights=language.phrase_weights, k=min(phrases, 60)
        )
        if chance.random() < 0.3:
            parts.insert(chance.randrange(len(parts) + 1), self._value())
        if self._between:
            if len(parts) > 4:
                parts[len(parts) // 2] += ","
            text = " ".join(parts)
            return f"{text[:1].upper()}{text[1:]}{'.' if phrases > 2 else ''}"
        return "".join(parts) + ("。" if phrases > 2 else "")

    def _value(self) -> str:
        chance = self._random
        kind = chance.random()
        day, year = chance.randrange(1, 29), chance.randrange(1995, 2026)
        if kind < 0.4:
            month = chance.randrange(12)
            return f"{day} {_MONTHS[month]} {year}" if self._between else f"{year}年{month + 1}月"
        if kind < 0.7:
            return f"{chance.randrange(1, 100)} %"
        return f"{chance.randrange(1, 2000)}"


def units(writer: Writer, count: int, *, source_locale: str, locale: str) -> Iterator[Unit]:
    """Segments with something as long as a translation, forty to a release."""
    accents = str.maketrans("aeou", "àéôù")
    for number, source in enumerate(writer.segments(count)):
        release = number // 40
        date = f"{1995 + release % 30}-{1 + release // 30 % 12:02}-{1 + release // 360 % 28:02}"
        yield Unit(
            source=source,
            translation=f"{source.translate(accents)} {source[: len(source) // 8]}",
            source_locale=source_locale,
            locale=locale,
            release=f"{date}-{release}",
            date=date,
            translator=f"translator {release % 17}",
            origin=f"volume-{release // 1000}.tmx",
        )


class _Language(Frozen):
    """What all writers of a language share."""

    words: list[str]
    word_weights: list[float]
    phrases: list[str]
    phrase_weights: list[float]


@cache
def _language(*, unspaced: bool) -> _Language:
    chance = random.Random("words")
    words = _chinese(chance) if unspaced else _vocabulary(chance)
    word_weights = list(accumulate(_frequency(rank) for rank in range(len(words))))
    lengths = chance.choices((1, 2, 3, 4, 5), (40, 25, 18, 11, 6), k=_PHRASES)
    drawn = iter(chance.choices(words, cum_weights=word_weights, k=sum(lengths)))
    between = "" if unspaced else " "
    return _Language(
        words=words,
        word_weights=word_weights,
        phrases=[between.join(islice(drawn, length)) for length in lengths],
        # Phrases come back too, but not as unequally as the words that they are made of.
        phrase_weights=list(accumulate((rank + 50) ** -0.5 for rank in range(_PHRASES))),
    )


def _frequency(rank: int) -> float:
    """How often a word is drawn, by its rank: Zipf's law, and less from the 3,000th on."""
    return min(1.0, math.pow(_FREQUENT / (rank + 1), 0.8)) / (rank + 2.7)


def _vocabulary(chance: random.Random) -> list[str]:
    """Words from the most to the least frequent: those of the sample, then made-up ones."""
    sample = " ".join(path.read_text("utf-8") for path in sorted(_SAMPLE.glob("*.md")))
    counted = Counter(re.findall(r"[a-z]+", sample.lower()))
    words = dict.fromkeys(sorted(counted, key=lambda word: (-counted[word], word)))
    while len(words) < _WORDS:
        syllables = 1 + (len(words) > 3_000) + (chance.random() < 0.4)
        stem = "".join(
            chance.choice(_ONSETS) + chance.choice(_NUCLEI) + chance.choice(_CODAS)
            for _ in range(syllables)
        )
        words.setdefault(stem + chance.choice(_ENDINGS))
    return list(words)


def _chinese(chance: random.Random) -> list[str]:
    """Words of one to four characters, of which the frequent ones are in frequent words."""
    rest = (chr(code) for code in range(0x4E00, 0x4E00 + 4_000))
    characters = list(dict.fromkeys([*_HAN, *rest]))
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(characters))))
    words = dict.fromkeys(characters[:600])
    while len(words) < _WORDS // 3:
        (length,) = chance.choices((1, 2, 3, 4), (5, 75, 13, 7))
        words.setdefault("".join(chance.choices(characters, cum_weights=weights, k=length)))
    return list(words)
