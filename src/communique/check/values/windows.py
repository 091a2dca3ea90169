"""Where in a text a value can stand: around digits and number words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

from communique.check.values.lexicon import Lexicon
from communique.check.values.numerals import roman_number
from communique.check.values.pieces import may_be_roman
from communique.check.words import Words

__all__ = ["Chunk", "Ground", "may_have_chinese_numbers", "starters_among"]

_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CHINESE: Final = re.compile(
    r"\d|[〇两兩二三四五六七八九十百千万亿億世]|一[个個名位项項次年天周倍家国國百千万]"
)
# How many letters before a chunk may belong to the value there, and how many of one are read.
_BEFORE: Final = 22
_LONGEST: Final = 200
_BESIDE_WORDS: Final = ".,:;()?!\"'’“”„«»"
# What parts the words of a chunk, as in GNU/Linux.
_BETWEEN_WORDS: Final = re.compile(r"[-/.'’\s]")
# What may stand right behind a word, and what is passed over before one.
_BEHIND_WORDS: Final = frozenset(",.;:!?)-/'’\"”»\n\u00a0\u202f")
_PASSED_OVER: Final = frozenset("_'’ʼ\u200b\u200c\u200d\u200e\u200f\u061c").union(
    map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x206A)))
)
_OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
# `17 h 30`, which the language need not know.
_HOUR: Final = "h"


def starters_among(words: Words, lexicon: Lexicon) -> tuple[frozenset[str], list[str]]:
    """The words of a text that are a value by themselves, or may be one; and those with digits.

    The latter have the signs that touch them, and are in order.
    """
    # A word with signs beside it, or in it, may be one as well.
    found = lexicon.starters & words.every
    found |= lexicon.starters.intersection(_WORD.findall(words.signed))
    numbered = []
    if _DIGIT.search(words.signed):
        numbered = [marked for marked in words.marked if _DIGIT.search(marked)]
    if found:
        found = frozenset(word for word in found if _may_start(word, words.lower, lexicon))
    return found, numbered


def _may_start(word: str, lower: str, lexicon: Lexicon) -> bool:
    """Whether a word stands for itself, or what it only begins may stand there: Russian `в.`."""
    return word in lexicon.words or any(
        phrase.partition(" ")[0] in lower for phrase in lexicon.phrases[word]
    )


def may_have_chinese_numbers(text: str) -> bool:
    """Whether there are digits in a Chinese text, or the signs for numbers."""
    return _CHINESE.search(text) is not None


Chunk: TypeAlias = tuple[int, int]
"""Where something stands between two spaces, as `IP/18/1234` or `€5`: its begin and its end."""


class Ground(NamedTuple):
    """A text in which values are sought."""

    plain: str
    """The text with ASCII digits."""
    lower: str
    """The same in lower case, letter for letter."""
    lexicon: Lexicon
    """What is known of its language."""

    def places(self, numbered: Iterable[str], starters: Collection[str]) -> Iterator[Chunk]:
        """The chunks that are worth reading, in order: with one of these words.

        `numbered` has every word with a digit, in order; so each stands where it is found next.
        """
        places: list[int] = []
        at = 0
        for word in numbered:
            at = self.lower.index(word, at)
            places.append(at)
            at += len(word)
        for word in starters:
            places += _standing(word, self.lower)
        if starters:
            places.sort()
        plain, start, end = self.plain, 0, 0
        for place in places:
            if place >= end:
                start = plain.rfind(" ", end, place) + 1 or end
                end = plain.find(" ", place)
                if end < 0:
                    end = len(plain)
                yield start, end

    def is_alone(self, chunk: Chunk) -> bool:
        """Whether no word beside a chunk can have a part in what it says.

        No value begins or ends with what joins two.
        """
        before = self._before(chunk)
        if before is not None and not self._ends_apart(before):
            before = self._before(before) if self._joins(before) else before
            if before is not None and not self._ends_apart(before):
                return False
        after = self._after(chunk)
        if after is None or self._begins_apart(after):
            return True
        after = self._after(after) if self._joins(after) else after
        return after is None or self._begins_apart(after)

    def begin_beside(self, chunk: Chunk) -> int:
        """Where those before a chunk begin that may have a part in what it says.

        They go back to the first that has none, or as far as a value can reach.
        """
        begin = chunk[0]
        earliest = begin - _BEFORE
        while (before := self._before(chunk)) is not None:
            if before[0] < earliest or self._ends_apart(before):
                break
            chunk, begin = before, before[0]
        return begin

    def _before(self, chunk: Chunk) -> Chunk | None:
        """The chunk before one, of which no more than the end matters where it is long."""
        end = chunk[0] - 1
        if end < 0:
            return None
        earliest = end - _LONGEST if end > _LONGEST else 0
        return self.plain.rfind(" ", earliest, end) + 1 or earliest, end

    def _after(self, chunk: Chunk) -> Chunk | None:
        """The chunk after one."""
        start = chunk[1] + 1
        if start > len(self.plain):
            return None
        end = self.plain.find(" ", start)
        return start, end if end >= 0 else len(self.plain)

    def _joins(self, chunk: Chunk) -> bool:
        """Whether a chunk is a word like “of”, “to” or “and”, or a dash."""
        start, end = chunk
        word, lexicon = self.lower[start:end], self.lexicon
        meaning = lexicon.words.get(word) or lexicon.signs.get(word)
        return (
            meaning is not None
            and meaning[0] in "otu-"
            and word not in lexicon.phrases
            and self.plain[start:end] not in lexicon.codes
        )

    def _ends_apart(self, chunk: Chunk) -> bool:
        """Whether what a chunk ends in has no part in values."""
        start, end = chunk
        word = self.lower[start:end]
        if not word.isalpha() and not (word := word.strip(_BESIDE_WORDS)).isalpha():
            word = _BETWEEN_WORDS.split(word)[-1]
            if not word.isalpha():
                return word[-1:] == _OBJECT
        if word in self.lexicon.parts:
            return False
        if word[0] not in "ivx":
            return True
        written = self.plain[start:end].strip(_BESIDE_WORDS)[-len(word) :]
        return written[0] not in "IVX" or not roman_number(written.rstrip("erèmºª"))

    def _begins_apart(self, chunk: Chunk) -> bool:
        """Whether what a chunk begins with has no part in values."""
        start, end = chunk
        word = self.lower[start:end]
        if not word.isalpha():
            match = _WORD.match(word)
            if match is None:
                return self._is_sign(word[:1])
            word, sign = match[0], word[match.end() : match.end() + 1]
            if sign not in _BEHIND_WORDS:
                return False
        return (
            word not in self.lexicon.parts
            and word != _HOUR
            and not may_be_roman(self.plain, start, start + len(word))
        )

    def _is_sign(self, sign: str) -> bool:
        """Whether something is a sign that has no part in values."""
        return not (
            not sign
            or sign.isalnum()
            or sign.isspace()
            or sign in _PASSED_OVER
            or sign in self.lexicon.signs
        )


def _standing(word: str, lower: str) -> Iterator[int]:
    """Where a word stands that is no piece of a longer one."""
    at = lower.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_letter(lower[at - 1 : at]) or _is_letter(lower[end : end + 1])):
            yield at
        at = lower.find(word, end)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()
