"""Languages: a text in that of its catalogue, and none of the source left in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from typing import Final

from communique import rules
from communique.check.copies import (
    copied_words,
    copy_problem,
    may_be_copied,
    plain_words,
    whole_copy,
)
from communique.check.function_words import (
    ENDINGS,
    ENGLISH_NAMES,
    FUNCTION_WORDS,
    LETTERS,
    SIMPLIFIED,
    TRADITIONAL,
    UNSPACED,
    is_near,
)
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.words import words_of
from communique.frozen import Frozen
from communique.locales import Locale
from communique.locales.scripts import script_of

__all__ = ["language_problems"]

_CYRILLIC: Final = frozenset({"be", "bg", "mk", "ru", "sr", "uk"})
_ARABIC: Final = frozenset({"ar", "fa", "ur"})
_GROUPS: Final = (_CYRILLIC, _ARABIC, frozenset(FUNCTION_WORDS) - _CYRILLIC - _ARABIC - {"el"})
# Which table answers for a language that has none of its own; these two cannot be told apart.
_TABLE: Final = {"no": "nb", "bs": "hr"}
_ALIKE: Final = frozenset({"hr", "sr-Latn"})

_LETTERS_ONLY = re.compile(r"\b[^\W\d_]+\b")
_LATIN_WORD = re.compile(r"[a-z]+")
_KANA_LETTER = re.compile("[\u3041-\u3096]")
_TRADITIONAL_LETTER = re.compile(f"[{TRADITIONAL}]")
_SIMPLIFIED_LETTER = re.compile(f"[{SIMPLIFIED}]")

_LEAST_WORDS: Final = 8
_LEAST_EVIDENCE: Final = 3
# What one word says: a small word or a letter of a language, and a mere ending.
_STRONG: Final = 2
_WEAK: Final = 1
_LONG: Final = 6
_ENDING: Final = 3
_RIVALS: Final = 4
# How much more must speak for another language than for that of the catalogue.
_OVERWEIGHT: Final = 6
_MOST_COUNTED: Final = 10_000
_LEAST_VOTES: Final = 2
_DIGITS: Final = 16
_NOWHERE: Final = frozenset[str]()


def language_problems(pair: Pair) -> Iterator[Problem]:
    """A copy of the source, or a text in another language than that of its catalogue."""
    letters = pair.translation.letters
    spaced = pair.setting.locale.language not in UNSPACED
    words = words_of(letters).every if spaced else frozenset(_LATIN_WORD.findall(letters))
    copy = whole_copy(pair)
    if copy is None and may_be_copied(pair, words):
        copy = copied_words(pair)
    if copy is not None:
        yield copy_problem(copy)
        return
    if not spaced:
        yield from _chinese_problems(pair)
    elif len(words) > _LEAST_EVIDENCE:
        table = _table_of(_key_of(pair.setting.locale))
        if table is not None and not table.is_sure(words):
            yield from _foreign_problems(pair, table)


class _Table(Frozen):
    """What is known of a language, next to all that are written in its script."""

    language: str
    """Its key in the tables."""
    digits: Mapping[str, int]
    """By small word of any of them, a number with a one in the digits of each that has it."""
    ones: int
    """A number with a one in the digits of each rival."""
    small: frozenset[str]
    """The small words of the language."""
    own: frozenset[str]
    """Those of them that no rival has."""
    others: frozenset[str]
    """The small words that it lacks."""
    languages: Mapping[str, frozenset[str]]
    """The languages in its script that have a small word, by that word."""
    letters: Mapping[str, frozenset[str]]
    """The special letters of those languages."""
    special: frozenset[str]
    """The special letters of all of them."""
    endings: Mapping[str, frozenset[str]]
    """The languages that have an ending, by its last letters."""

    def is_sure(self, words: AbstractSet[str]) -> bool:
        """Whether a text of these words has, against each rival, enough small words of its own.

        All rivals are counted in one sum; the highest bit of each one's digits says in the end
        whether there were enough.
        """
        if len(words) > _MOST_COUNTED:
            return False
        # Most texts have so many words of their own that no rival need be counted.
        own, others = self.own.intersection(words), self.others.intersection(words)
        if 2 * len(own) >= _LEAST_VOTES + len(others):
            return True
        # A word of the language says twice so much against each rival without it as any other
        # small word says for each rival that has it.
        enough, ones, votes = self.ones << _DIGITS - 1, self.ones, -self.ones * _LEAST_VOTES
        for word in self.digits.keys() & words:
            digits = self.digits[word]
            votes += 2 * (ones & ~digits) if word in self.small else -(ones & digits)
        return votes + enough & enough == enough


@lru_cache(maxsize=256)
def _key_of(locale: Locale) -> str:
    """The key of a language in the tables."""
    language = _TABLE.get(locale.language, locale.language)
    return "sr-Latn" if language == "sr" and script_of(locale) == "Latn" else language


@lru_cache(maxsize=64)
def _table_of(language: str) -> _Table | None:
    """The table of a language; None where there is none, or no other one in its script."""
    group = next((group for group in _GROUPS if language in group), None)
    if group is None:
        return None
    languages, having = _languages_by_word(group), _digits_by_word(group)
    rivals = group - (_ALIKE if language in _ALIKE else {language})
    ones = sum(1 << _DIGITS * place for place, one in enumerate(sorted(group)) if one in rivals)
    small = frozenset(FUNCTION_WORDS[language].split())
    letters = {other: frozenset(LETTERS[other]) for other in group}
    return _Table(
        language=language,
        digits=having,
        ones=ones,
        small=small,
        own=frozenset(word for word in small if not having[word] & ones),
        others=frozenset(having) - small,
        languages=languages,
        letters=letters,
        special=frozenset[str]().union(*letters.values()),
        endings=_languages_by_ending(group),
    )


@lru_cache(maxsize=4)
def _languages_by_word(group: frozenset[str]) -> Mapping[str, frozenset[str]]:
    languages: dict[str, set[str]] = {}
    for language in group:
        for word in FUNCTION_WORDS[language].split():
            languages.setdefault(word, set()).add(language)
    return {word: frozenset(of) for word, of in languages.items()}


@lru_cache(maxsize=4)
def _digits_by_word(group: frozenset[str]) -> Mapping[str, int]:
    """By small word, a number with a one in the digits of each language that has it."""
    digits: dict[str, int] = {}
    for place, language in enumerate(sorted(group)):
        one = 1 << _DIGITS * place
        for word in FUNCTION_WORDS[language].split():
            digits[word] = digits.get(word, 0) | one
    return digits


@lru_cache(maxsize=4)
def _languages_by_ending(group: frozenset[str]) -> Mapping[str, frozenset[str]]:
    languages: dict[str, set[str]] = {}
    for language in group:
        for ending in _endings_of(language):
            languages.setdefault(ending[-_ENDING:], set()).add(language)
    return {ending: frozenset(of) for ending, of in languages.items()}


def _foreign_problems(pair: Pair, table: _Table) -> Iterator[Problem]:
    """What a text reads as, if it has next to nothing of its own language."""
    words = _LETTERS_ONLY.findall(pair.translation.letters)
    if len(words) < _LEAST_WORDS:
        return
    # Names bring letters and particles of other languages with them.
    cased = table.language not in _ARABIC
    words = [words[0].lower(), *(filter(str.islower, words[1:]) if cased else words[1:])]
    known = plain_words(pair.source.letters)
    foreign = [word for word in words if word not in known]
    scores = Counter(chain.from_iterable(_spoken_for(foreign, table)))
    for rival in sorted(scores, key=lambda one: (-scores[one], one))[:_RIVALS]:
        if rival == table.language or {rival, table.language} <= _ALIKE:
            continue
        # Terms of the source speak for its own language alone.
        said = words if rival == pair.setting.source_locale.language else foreign
        evidence = _evidence(said, table, rival, table.language)
        weight = sum(evidence.values())
        if (
            weight < _LEAST_EVIDENCE * _STRONG
            or weight * 5 < len(words)
            or (kinds := sum(len(word) > 1 for word in evidence)) < _LEAST_EVIDENCE - 1
        ):
            continue
        # A name said three times over is no more of a witness than one said once.
        against = sum(_evidence({*words}, table, table.language, rival).values())
        few = kinds < _LEAST_EVIDENCE and (against or is_near(rival, table.language))
        if against * _OVERWEIGHT <= weight and not few:
            shown = ", ".join(f"`{word}`" for word, _ in evidence.most_common(3))
            expected = ENGLISH_NAMES[table.language.partition("-")[0]]
            name = ENGLISH_NAMES[rival.partition("-")[0]]
            yield _foreign(pair, f"the text reads as {name} ({shown}), expected {expected}")
            return


def _spoken_for(words: Iterable[str], table: _Table) -> Iterator[frozenset[str]]:
    """The languages for which each word speaks that is none of the small words of its own."""
    for word in words:
        languages = table.languages.get(word, _NOWHERE)
        if table.language not in languages:
            yield languages
            if len(word) >= _LONG:
                yield table.endings.get(word[-_ENDING:], _NOWHERE)


def _evidence(words: Collection[str], table: _Table, of: str, rather_than: str) -> Counter[str]:
    """The words that one language has and another one has not, with their weight."""
    evidence: Counter[str] = Counter()
    letters, other = table.letters[of], table.letters[rather_than]
    for word in words:
        languages = table.languages.get(word, _NOWHERE)
        if of in languages or rather_than in languages:
            if rather_than not in languages:
                evidence[word] += _STRONG if len(word) > 1 else _WEAK
            continue
        if not word.isascii():
            special = table.special.intersection(word)
            if not special <= other:
                evidence[word] += _STRONG if special <= letters else 0
                continue
            if not special <= letters:
                continue
        if len(word) >= _LONG and word.endswith(_endings_of(of)):
            evidence[word] += 0 if word.endswith(_endings_of(rather_than)) else _WEAK
    return +evidence


@lru_cache(maxsize=64)
def _endings_of(language: str) -> tuple[str, ...]:
    return tuple(ENDINGS.get(language, "").split())


def _chinese_problems(pair: Pair) -> Iterator[Problem]:
    """Chinese in the characters of the other half of the world, and Japanese."""
    script = script_of(pair.setting.locale)
    letters = pair.translation.letters
    if script not in ("Hans", "Hant"):
        return
    wanted, other = _SIMPLIFIED_LETTER, _TRADITIONAL_LETTER
    names = ("Traditional", "Simplified")
    if script == "Hant":
        wanted, other, names = other, wanted, ("Simplified", "Traditional")
    if other.search(letters):
        evidence = other.findall(letters)
        if len(set(evidence)) >= _LEAST_EVIDENCE and len(wanted.findall(letters)) * 4 <= len(
            evidence
        ):
            shown = ", ".join(f"`{one}`" for one in dict.fromkeys(evidence[:6]))
            yield _foreign(
                pair, f"the text is in {names[0]} Chinese ({shown}), expected {names[1]} Chinese"
            )
            return
    if _KANA_LETTER.search(letters) and len(_KANA_LETTER.findall(letters)) * 5 >= len(letters):
        yield _foreign(pair, "the text reads as Japanese, expected Chinese")


def _foreign(pair: Pair, message: str) -> Problem:
    return Problem(
        rule=rules.LANGUAGE_WRONG,
        message=message,
        hint="put the translation of this language in its place",
        found=pair.translation.letters,
    )
