"""Which terms of a glossary stand in a source text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from communique.frozen import Frozen
from communique.glossary.glossary import Glossary, Kind, forms_for
from communique.glossary.stems import stem
from communique.glossary.words import UNSPACED, Word, folded, loose, words_of
from communique.locales import locale

__all__ = ["Occurrence", "Spelling", "occurrences", "spelling_of"]

# How many letters of its first word a form is looked up by.
_FIRST_LETTERS: Final = 3

# What may stand between two words of one term.
_BETWEEN: Final = re.compile(r"[\s\-‐‑–’'/]{1,2}")

# Languages that put letters before a word, or an accent on its first one.
_CHANGING: Final = frozenset({"ar", "el", "ga"})
# What makes a word part of an address: maintainer.example.org.
_ADDRESS: Final = re.compile(r"[.@]\w")


class Occurrence(NamedTuple):
    """A term in a source text."""

    number: int
    """Which entry of the glossary it is, counted from 0."""
    found: str
    """The words of the text."""
    at: int
    """Where they begin."""


class Spelling(Frozen):
    """A form of a term, to be found with its inflected forms and nothing else."""

    number: int
    """Which entry of the glossary it is, counted from 0."""
    text: str
    """The form as the glossary has it."""
    words: tuple[str, ...]
    """Its words."""
    stems: tuple[str, ...]
    """Their stems."""
    language: str
    """Its language."""
    fixed: bool
    """Whether the words are not inflected: those of an acronym."""
    initial: str
    """The letter that every inflected form begins with, small; empty where that may change."""

    def end_in(self, words: list[Word], position: int, text: str) -> int | None:
        """Where the form ends that begins with a word of a text; None where none does."""
        last = position + len(self.words) - 1
        if last >= len(words):
            return None
        if self.initial and words[position].text[0].lower() != self.initial:
            return None
        for number in range(position, last + 1):
            if number > position:
                between = text[words[number - 1].end : words[number].at]
                if not _BETWEEN.fullmatch(between):
                    return None
            if not self._is(words[number].text, number - position):
                return None
        return words[last].end

    def _is(self, word: str, number: int) -> bool:
        own = self.words[number]
        if word == own:
            return True
        # “NGOs” is the plural of an acronym; “its” is no form of “IT”.
        if self.fixed or _is_acronym(own):
            return word == f"{own}s"
        # Irish puts a small letter before the capital: tAontas.
        if own[0].isupper() and not any(letter.isupper() for letter in word[:_FIRST_LETTERS]):
            return False
        return stem(folded(word, self.language), self.language) == self.stems[number]


def spelling_of(number: int, text: str, language: str, *, fixed: bool = False) -> Spelling:
    """The spelling of a form of an entry in a language."""
    words = tuple(word.text for word in words_of(text))
    stems = tuple(stem(folded(word, language), language) for word in words)
    changes = language in _CHANGING or not words
    return Spelling(
        number=number,
        text=text,
        words=words,
        stems=stems,
        language=language,
        fixed=fixed,
        initial="" if changes else words[0][0].lower(),
    )


def _first_letters(word: str, language: str) -> str:
    """The letters under which a word is looked up; its inflected forms have the same."""
    return loose(word, language).strip()[:_FIRST_LETTERS]


@lru_cache(maxsize=8192)
def occurrences(glossary: Glossary, tag: str, text: str) -> tuple[Occurrence, ...]:
    """The terms that stand in a text of a locale, each entry once, in the order of the text.

    Where one term is part of another, the longer one is meant. Asked for again, as it is for
    every language that the text is translated into, the answer is there at once.
    """
    index = _index(glossary, tag)
    found = index.find_whole(text) if index.unspaced else index.find_words(text)
    first: dict[int, Occurrence] = {}
    for occurrence in found:
        first.setdefault(occurrence.number, occurrence)
    return tuple(first.values())


class _Index:
    """The forms of a glossary in the source language, by their first letters."""

    def __init__(self, glossary: Glossary, tag: str) -> None:
        of = locale(tag)
        self.unspaced = of.language in UNSPACED
        self._language = of.language
        self._spellings: dict[str, list[Spelling]] = {}
        self._whole: list[tuple[str, int]] = []
        for number, term in enumerate(glossary.terms):
            for form in forms_for(term.forms, of):
                self._whole.append((form, number))
                fixed = term.kind is Kind.ACRONYM
                spelling = spelling_of(number, form, of.language, fixed=fixed)
                if spelling.words:
                    letters = _first_letters(spelling.words[0], of.language)
                    self._spellings.setdefault(letters, []).append(spelling)
        self._whole.sort(key=lambda item: -len(item[0]))
        for spellings in self._spellings.values():
            spellings.sort(key=lambda spelling: -len(spelling.words))

    def find_words(self, text: str) -> list[Occurrence]:
        """Where words are told apart by spaces."""
        words = words_of(text)
        found: list[Occurrence] = []
        free = 0
        for position, word in enumerate(words):
            if word.at < free:
                continue
            letters = (
                word.text[:_FIRST_LETTERS].lower()
                if word.text.isascii()
                else _first_letters(word.text, self._language)
            )
            for spelling in self._spellings.get(letters, ()):
                end = spelling.end_in(words, position, text)
                if end is not None and not _ADDRESS.match(text, end):
                    found.append(Occurrence(spelling.number, text[word.at : end], word.at))
                    free = end
                    break
        return found

    def find_whole(self, text: str) -> list[Occurrence]:
        """Where words are not told apart: the longest form first, whose place is then taken."""
        found: list[Occurrence] = []
        for form, number in self._whole:
            at = text.find(form)
            while at >= 0:
                if "\0" not in text[at : at + len(form)]:
                    found.append(Occurrence(number, form, at))
                text = text[:at] + "\0" * len(form) + text[at + len(form) :]
                at = text.find(form, at + len(form))
        return sorted(found, key=lambda occurrence: occurrence.at)


@lru_cache(maxsize=16)
def _index(glossary: Glossary, tag: str) -> _Index:
    return _Index(glossary, tag)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()
