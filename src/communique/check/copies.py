"""Copies: pieces of the source that stand untranslated in a translation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from communique import rules
from communique.check.function_words import FUNCTION_WORDS, UNSPACED, is_near
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.words import words_of
from communique.frozen import Frozen

__all__ = ["copied_words", "copy_problem", "may_be_copied", "plain_words", "whole_copy"]

_HAN_KANA: Final = "\u3005\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(f"[{_HAN_KANA}]|[^\\W_{_HAN_KANA}]+")
_HAN_RUN: Final = "[\u4e00-\u9fff]{8}"
_QUOTED = re.compile('[“«»„"‘‚「『《”][^“”«»„"「」『』《》\n]{1,400}[”»«“"’」』》]')

_Trigram: TypeAlias = tuple[str, str, str]
_SIZE: Final = 3
# A word said a thousand times over is no reason to compare a million places.
_MOST_PLACES: Final = 4
# How many words make a copy: of those that are no names, and in a row. Languages that share
# whole phrases need more of them, and Chinese counts characters.
_LEAST_PLAIN: Final = 3
_LEAST_WHOLE_NEAR: Final = 8
_LEAST_WORDS: Final = 5
_LEAST_RUN: Final = 6
_LEAST_RUN_NEAR: Final = 12
_LEAST_RUN_HAN: Final = 10
_LONGEST_QUOTATION: Final = 12
# How many words of ten stand in a row somewhere in the source, where the copy is in pieces.
_LEAST_COVERED: Final = 6
_LEAST_COVERED_NEAR: Final = 9
# A one for each word that stands in the source.
_FOUR: Final = b"\1" * 4
_IN_A_ROW: Final = b"\1" * _LEAST_RUN
# One in how many characters of prose may be a sign.
_MOST_MARKS: Final = 5


def whole_copy(pair: Pair) -> Copy | None:
    """The whole translation, where it is the source letter for letter and more than a name.

    Small words tell it from one: “Médecins Sans Frontières” has none of English.
    """
    letters = pair.translation.letters
    if letters != pair.source.letters:
        return None
    source, own = pair.setting.source_locale.language, pair.setting.locale.language
    words = [word for word in letters.split() if word.isalpha()]
    if source == own or len(words) < _LEAST_WORDS:
        return None
    small = (_small_words_of(source) - _small_words_of(own)).intersection(words)
    plain = sum(map(str.islower, words))
    # “KDE Plasma and KDE Applications” is a name with a small word in it.
    if not small or (len(small) == 1 and plain * 2 <= len(words)) or not _is_prose(letters):
        return None
    return Copy(text=letters, at=0, source_text=letters, source_at=0, words=len(words))


def _is_prose(piece: str) -> bool:
    """Whether a piece of text is made of words, and not a line of a program."""
    marks = sum(not (one.isalnum() or one.isspace()) for one in piece)
    return marks * _MOST_MARKS < len(piece)


def may_be_copied(pair: Pair, words: Collection[str]) -> bool:
    """Whether enough words of the source stand among these, of a translation, to look closer.

    Quick; it lets through all that `copied_words` would find.
    """
    source, letters = pair.setting.source_locale.language, pair.translation.letters
    if source == pair.setting.locale.language:
        return False
    if letters == pair.source.letters and not _is_prose(letters):
        return False
    if source in UNSPACED:
        return re.search(_HAN_RUN, pair.translation.letters) is not None
    small = _small_words_of(source)
    if small and small.isdisjoint(words):
        return False
    if len(plain_words(pair.source.letters).intersection(words)) < _LEAST_PLAIN:
        return False
    if pair.setting.locale.language in UNSPACED:
        return True
    # Some words of any two languages are the same; here are four in a row.
    known = words_of(pair.source.letters).every
    return _FOUR in bytes(map(known.__contains__, words_of(pair.translation.letters).listed))


@lru_cache(maxsize=4096)
def plain_words(letters: str) -> frozenset[str]:
    """The words of a text that are no names."""
    return frozenset(word for word in letters.split() if word.islower() and word.isalpha())


class Copy(Frozen):
    """A piece of the source that stands in the translation."""

    text: str
    """The piece as it stands there."""
    at: int
    """Where it begins in the letters of the translation."""
    source_text: str
    """The same piece in the source."""
    source_at: int
    """Where it begins in the letters of the source."""
    words: int
    """How many words it has."""


class _Word(NamedTuple):
    """One word of a text, or one Chinese character."""

    text: str
    """In lower case."""
    start: int
    """Where it begins."""
    end: int
    """Where it ends."""
    plain: bool
    """Whether it is no name: it begins in lower case, or its script has no case."""


def copied_words(pair: Pair) -> Copy | None:
    """The longest piece of the source left untranslated; None where it is short or a name."""
    setting = pair.setting
    if setting.source_locale.language == setting.locale.language:
        return None
    texts = _texts(pair.translation.letters)
    if not _may_be_long(texts, pair.source.letters):
        return None
    places = _places(_trigrams(texts), _texts(pair.source.letters))
    covered = bytearray(len(texts))
    runs: dict[int, int] = {}
    best = (0, 0, 0)
    for at, trigram in enumerate(_trigrams(texts)):
        here: dict[int, int] = {}
        for place in places.get(trigram, ()):
            here[place] = runs.get(place - 1, 0) + 1
            covered[at : at + _SIZE] = b"\1" * _SIZE
            best = max(best, (here[place], at, place))
        runs = here
    steps, last, place = best
    first, last = last - steps + 1, last + _SIZE
    source_first, source_last = place - steps + 1, place + _SIZE
    if not steps or not _is_long(last - first, covered):
        return None
    found, source = _words(pair.translation.letters), _words(pair.source.letters)
    run = found[first:last]
    piece = pair.translation.letters[run[0].start : run[-1].end]
    if not _is_prose(piece) or not _is_copy(pair, found, run, covered):
        return None
    return Copy(
        text=piece,
        at=run[0].start,
        source_text=pair.source.letters[source[source_first].start : source[source_last - 1].end],
        source_at=source[source_first].start,
        words=len(run),
    )


def _may_be_long(texts: Sequence[str], source: str) -> bool:
    """Whether so many words of the source stand among these, in a row or in all, as in a copy.

    Quick; a run of the source is made of words of the source.
    """
    known = bytes(map(_known_texts(source).__contains__, texts))
    return _IN_A_ROW in known or _is_covered(known)


def _is_long(run: int, covered: bytearray) -> bool:
    """Whether a run may be a copy by its length, or all that is covered by its share.

    Quick; less than both is none to `_is_copy`, and a run of the whole text covers all of it.
    """
    return run >= _LEAST_RUN or _is_covered(covered)


def _is_covered(words: bytes | bytearray) -> bool:
    return words.count(1) * 10 >= len(words) * _LEAST_COVERED


def _is_copy(pair: Pair, found: Sequence[_Word], run: Sequence[_Word], covered: bytearray) -> bool:
    """Whether a run of words of the source in a translation is more than a name or a title."""
    source, language = pair.setting.source_locale.language, pair.setting.locale.language
    near = is_near(source, language)
    whole = len(run) == len(found)
    if source in UNSPACED:
        return len(run) >= (2 if near else 1) * _LEAST_RUN_HAN
    if not whole:
        run = _unquoted(pair.translation.letters, run)
    plain = sum(word.plain for word in run)
    small = _small_count(run, source)
    # A title in a third language stands in the source as a foreign one, too.
    if whole:
        if plain * 2 < len(run) and len({word.text for word in run} & _small_words_of(source)) < 2:
            return False
        return plain >= _LEAST_PLAIN and small > 1 and (not near or len(run) >= _LEAST_WHOLE_NEAR)
    both = _unquoted(
        pair.translation.letters, [word for at, word in enumerate(found) if covered[at]]
    )
    if (
        len(both) * 10 >= len(found) * (_LEAST_COVERED_NEAR if near else _LEAST_COVERED)
        and _small_count(both, source) > 1
    ):
        return sum(word.plain for word in both) >= _LEAST_RUN
    if len(run) >= _LEAST_RUN_NEAR and small > _LEAST_PLAIN:
        return True
    return (
        not near
        and len(run) >= _LEAST_RUN
        and plain > _LEAST_PLAIN
        and small > 1
        and (plain * 2 > len(run))
    )


def _small_count(run: Sequence[_Word], language: str) -> int:
    """How many of the words are small ones; all of them where those are not known."""
    small = _small_words_of(language)
    return sum(word.text in small for word in run) if small else len(run)


def _unquoted(letters: str, run: Sequence[_Word]) -> Sequence[_Word]:
    """A run of words without those in quotation marks, where titles stand."""
    starts = [word.start for word in run]
    dropped: set[int] = set()
    for match in _QUOTED.finditer(letters):
        inside = range(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
        if len(inside) <= _LONGEST_QUOTATION:
            dropped.update(inside)
    return [word for at, word in enumerate(run) if at not in dropped]


@lru_cache(maxsize=64)
def _small_words_of(language: str) -> frozenset[str]:
    """The small words of a language; none where they are not known."""
    return frozenset(FUNCTION_WORDS.get(language, "").split())


@lru_cache(maxsize=256)
def _texts(letters: str) -> Sequence[str]:
    """The same words, in lower case alone."""
    return [word.lower() for word in _TOKEN.findall(letters)]


@lru_cache(maxsize=256)
def _known_texts(letters: str) -> frozenset[str]:
    return frozenset(_texts(letters))


@lru_cache(maxsize=256)
def _words(letters: str) -> Sequence[_Word]:
    words = []
    for match in _TOKEN.finditer(letters):
        word = match[0]
        lower = word.lower()
        plain = word[0] == lower[0] and word.isalpha()
        words.append(_Word(lower, *match.span(), plain))
    return words


def _trigrams(words: Sequence[str]) -> Iterator[_Trigram]:
    """Each three words in a row."""
    return zip(words, words[1:], words[2:], strict=False)


def _places(trigrams: Iterable[_Trigram], source: Sequence[str]) -> Mapping[_Trigram, list[int]]:
    """Where each of some three words in a row stands in a source text."""
    wanted = frozenset(trigrams)
    places: dict[_Trigram, list[int]] = {}
    for at, trigram in enumerate(_trigrams(source)):
        if trigram in wanted:
            known = places.setdefault(trigram, [])
            if len(known) < _MOST_PLACES:
                known.append(at)
    return places


def copy_problem(copy: Copy) -> Problem:
    """What to tell of a copy."""
    text = copy.text if len(copy.text) <= 60 else f"{copy.text[:59].rstrip()}…"
    return Problem(
        rule=rules.SOURCE_COPIED,
        message=f"`{text}` stands as in the source, {copy.words} words in a row",
        hint="translate it; mark what must stay with `[…]{.keep}` in the release text",
        found=copy.text,
        at=copy.at,
        source_found=copy.source_text,
        source_at=copy.source_at,
    )
