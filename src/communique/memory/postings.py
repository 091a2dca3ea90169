"""Which texts of a memory have a word, so that those like another text are found among a million.

A table of integer keys and lists of numbers. A key says of which word, of how long texts and of
which 65,536 numbers the list is; two bytes a text. Words are known by a checksum: two that share
one bring a candidate too many, and never hide one.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final
from zlib import crc32

from communique.frozen import Frozen

__all__ = ["TABLE", "Alphabet", "Coded", "Postings", "candidates"]

TABLE: Final = "CREATE TABLE postings (id INTEGER PRIMARY KEY, texts BLOB NOT NULL) STRICT"

# Up to how many tokens the texts of a list have: each number alone at first, a third more at last.
_LENGTHS: Final = (
    1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 29, 38, 50, 66, 87, 115, 152, 200, 265, 350, 460, 610,
    800, 1060, 1400, 1850, 2440, 3220, 4250, 5610, 7400, 10_000,
)  # fmt: skip
_LENGTH_BITS: Final = 6
_RANGE_BITS: Final = 25
_NUMBER_BITS: Final = 16
_RANGE: Final = 1 << _RANGE_BITS
_NUMBERS: Final = 1 << _NUMBER_BITS
# Checksums without one bit, so that their lower halves are characters and no surrogates.
_NO_SURROGATE: Final = 0xFFFF7FFF
# There are millions of pairs, most of them in one text: 131,072 lists take a third of the time to
# write, and what two pairs share a list for is seldom in three.
_SPREAD: Final = 0x9E3779B1
_WORD: Final = 0xFFFFFFFF
_PAIR_SHIFT: Final = 15
_MOST_KNOWN: Final = 500_000
_MOST_HELD: Final = 2_000_000
# So many texts of 65,536 make a word frequent enough for a list for each class of length.
_FEW: Final = 64
# To ask for one word more is worth its list where the texts to compare are many.
_MOST_ASKED: Final = 3
_FEW_TEXTS: Final = 200
_WORTH: Final = 8
# Languages that put no space between words; pairs of characters stand for words.
_PAIRED: Final = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "wuu", "yue", "zh"})


class Coded(Frozen):
    """A text as the memory compares it."""

    length: int
    """How many tokens it has."""
    codes: bytes
    """A character of UTF-16 for each token, least byte first."""
    words: Sequence[int]
    """The checksum of each word, or of each pair of neighbouring characters, in order."""


class _Sums(dict[str, int]):
    """The checksum of each word that has been asked for."""

    def __init__(self, begin: int) -> None:
        super().__init__()
        self._begin = begin

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        number = crc32(word.encode("utf-8", "surrogatepass"), self._begin) & _NO_SURROGATE
        self[word] = number
        return number


class Alphabet:
    """The characters and checksums for the words of one source language, at one level."""

    def __init__(self, source_locale: str, level: str) -> None:
        begin = crc32(f"{source_locale}\n{level}\n".encode("utf-8", "surrogatepass"))
        self._sums = _Sums(begin)
        self.paired: Final = source_locale.partition("-")[0] in _PAIRED
        """Whether pairs of characters stand for words."""

    def coded(self, tokens: Sequence[str]) -> Coded:
        """A text of these tokens."""
        sums = list(map(self._sums.__getitem__, tokens))
        # The lower half of each checksum is a character of UTF-16.
        codes = memoryview(_little("I", sums)).cast("H")[::2].tobytes()
        if not self.paired:
            return Coded(length=len(sums), codes=codes, words=sums)
        pairs = zip([1, *sums], [*sums, 2], strict=True)
        words = [((one * _SPREAD ^ other) & _WORD) >> _PAIR_SHIFT for one, other in pairs]
        return Coded(length=len(sums), codes=codes, words=words)


class Postings:
    """New texts, held until they are written together."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: defaultdict[int, list[int]] = defaultdict(list)
        self._range = 0
        self._count = 0

    def add(self, number: int, coded: Coded) -> None:
        """Hold a text that has a number."""
        if number >> _NUMBER_BITS != self._range:
            self.write()
            self._range = number >> _NUMBER_BITS
        held = self._held
        length = bisect_left(_LENGTHS, coded.length) + 1
        entry = length << _NUMBER_BITS | number & (_NUMBERS - 1)
        words = set(coded.words)
        for word in words:
            held[word].append(entry)
        self._count += len(words)
        if self._count > _MOST_HELD:
            self.write()

    def write(self) -> None:
        """Write what is held."""
        self._connection.executemany(
            "INSERT INTO postings VALUES (?, ?)"
            " ON CONFLICT (id) DO UPDATE SET texts = CAST(texts || excluded.texts AS BLOB)",
            self._lists(),
        )
        self._held.clear()
        self._count = 0

    def _lists(self) -> Iterator[tuple[int, bytes]]:
        """The keys and lists of what is held, in the order of keys."""
        for word in sorted(self._held):
            key = word << (_LENGTH_BITS + _RANGE_BITS) | self._range
            entries = self._held[word]
            if len(entries) < _FEW:
                yield key, _list(entries)
            else:
                by_length = groupby(sorted(entries), key=lambda entry: entry >> _NUMBER_BITS)
                for length, of_length in by_length:
                    yield key | length << _RANGE_BITS, _list(of_length)


def _list(entries: Iterable[int]) -> bytes:
    return _little("H", [entry & (_NUMBERS - 1) for entry in entries])


def _little(kind: str, numbers: Iterable[int]) -> bytes:
    """Numbers as bytes, the least first."""
    written = array(kind, numbers)
    if sys.byteorder == "big":
        written.byteswap()
    return written.tobytes()


def candidates(
    connection: sqlite3.Connection, text: Coded, *, paired: bool, least: int
) -> list[int]:
    """The numbers of all texts that can have a score of at least `least` with a text.

    Of a text of n tokens, at least `least` per cent stand in every text that is that much alike;
    so of any words that are more than the rest, each such text has one. The rarest are looked up.
    """
    length = text.length
    shortest = 1 + bisect_left(_LENGTHS, -(-length * least // 100))
    longest = 1 + bisect_left(_LENGTHS, length * 100 // max(1, least))
    # How many words an alike text may lack. An edit breaks two pairs at most, and one that makes
    # a text longer, and so allows another edit, breaks one.
    lacking = (2 if paired else 1) * length * (100 - least) // 100
    rarest = sorted(_frequencies(connection, Counter(text.words), shortest, longest))
    chosen, needed = _chosen(rarest, lacking)
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for word in chosen:
        for key, texts in connection.execute(_LISTS, _keys(word, shortest, longest)):
            numbers = array("H")
            numbers.frombytes(texts[: len(texts) & ~1])
            if sys.byteorder == "big":
                numbers.byteswap()
            counts[key & (_RANGE - 1)].update(numbers)
    return [
        high << _NUMBER_BITS | low
        for high, of_range in counts.items()
        for low, count in of_range.items()
        if count >= needed
    ]


# Lists of words that are rare are not parted by length.
_LISTS: Final = "SELECT id, texts FROM postings WHERE id BETWEEN ? AND ? OR id BETWEEN ? AND ?"
_SIZE: Final = _LISTS.replace("id, texts", "coalesce(sum(length(texts)), 0)")


def _keys(word: int, shortest: int, longest: int) -> tuple[int, int, int, int]:
    """From which to which keys a word has lists of texts in these classes of length."""
    begin = word << (_LENGTH_BITS + _RANGE_BITS)
    last = _RANGE - 1
    return (
        begin,
        begin | last,
        begin | shortest << _RANGE_BITS,
        begin | longest << _RANGE_BITS | last,
    )


def _frequencies(
    connection: sqlite3.Connection, words: Counter[int], shortest: int, longest: int
) -> Iterator[tuple[int, int, int]]:
    """In how many texts each word stands, the word, and how often it stands in this text."""
    for word, count in words.items():
        (size,) = connection.execute(_SIZE, _keys(word, shortest, longest)).fetchone()
        yield size // 2, word, count


def _chosen(rarest: Sequence[tuple[int, int, int]], lacking: int) -> tuple[list[int], int]:
    """The words to look up, and how many of them an alike text has at least."""
    occurrences = 0
    at_least = 0
    total = 0
    chosen: list[int] = []
    for size, word, count in rarest:
        if at_least and (at_least == _MOST_ASKED or total < _FEW_TEXTS or size > _WORTH * total):
            break
        chosen.append(word)
        total += size
        occurrences += count
        if len(chosen) > lacking:
            # Each word that is missing is one of those that may be.
            at_least = len(chosen) - lacking
        elif occurrences > lacking:
            at_least = 1
    return chosen, max(1, at_least)
