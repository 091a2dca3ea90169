"""Whether a translation has words that the glossary forbids."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from communique.frozen import Frozen
from communique.glossary.glossary import Glossary, Term, forms_for
from communique.glossary.source import Spelling, spelling_of
from communique.glossary.stems import stem
from communique.glossary.words import UNSPACED, Word, folded, loose, same_beginning, words_of
from communique.locales import locale

__all__ = ["Forbidden", "forbidden_in"]


class Forbidden(NamedTuple):
    """A forbidden form in a translation."""

    number: int
    """Which entry of the glossary forbids it, counted from 0."""
    found: str
    """The words of the translation."""
    at: int
    """Where they begin."""


def forbidden_in(
    glossary: Glossary, tag: str, text: str, present: Collection[int]
) -> Iterator[Forbidden]:
    """The forbidden forms in a translation into a locale, each entry once.

    `present` are the numbers of the entries that the source text has.
    """
    index = _index(glossary, tag)
    if index.bans:
        yield from index.find(text, present)


class _Ban(Frozen):
    """A forbidden form, found with its inflected forms."""

    spelling: Spelling
    """The form."""
    signs: tuple[str, ...]
    """What stands in every text that has the form, and is found fast."""
    restricted: bool
    """Whether it is forbidden only where the source text has the term."""
    literal: bool
    """Whether it differs from a right form by capitals, accents or hyphens alone."""
    right: tuple[tuple[Spelling, int], ...]
    """The right forms that contain it, each with how many words before it they begin."""

    def places(self, words: list[Word], text: str) -> Iterator[Forbidden]:
        """Where it stands among the words of a text, but in no right form."""
        for position, word in enumerate(words):
            end = self.spelling.end_in(words, position, text)
            if end is None or (self.literal and text[word.at : end] != self.spelling.text):
                continue
            if not any(
                position >= before and other.end_in(words, position - before, text) is not None
                for other, before in self.right
            ):
                yield Forbidden(self.spelling.number, text[word.at : end], word.at)

    def whole_places(self, text: str) -> Iterator[Forbidden]:
        """The same in a language without spaces."""
        form = self.spelling.text
        at = text.find(form)
        while at >= 0:
            if not any(
                text.startswith(other.text, max(0, at - before)) for other, before in self.right
            ):
                yield Forbidden(self.spelling.number, form, at)
            at = text.find(form, at + 1)


class _Index:
    """The forbidden forms of a glossary in one language."""

    def __init__(self, glossary: Glossary, tag: str) -> None:
        of = locale(tag)
        self._language = of.language
        self._unspaced = of.language in UNSPACED
        self.bans: list[_Ban] = []
        """The forms in the order of the glossary."""
        forms = [
            (number, term, form)
            for number, term in enumerate(glossary.terms)
            for form in forms_for(term.forbidden, of)
        ]
        right = [
            (number, form)
            for number, term in enumerate(glossary.terms if forms else ())
            for form in forms_for(term.forms, of)
        ]
        for number, term, form in forms:
            spelling = spelling_of(number, form, self._language)
            signs = (form,) if self._unspaced else tuple(map(self._sign, spelling.words))
            near = [item for item in right if all(sign in self._text(item[1]) for sign in signs)]
            self.bans.append(self._ban(spelling, term, signs, near))

    def _text(self, text: str) -> str:
        """A text in which the signs of a form stand wherever the form does."""
        if self._unspaced:
            return text
        return (loose if self._language in _ACCENTS_MOVE else folded)(text, self._language)

    def _sign(self, word: str) -> str:
        """What is the same in all forms of a word."""
        whole = self._text(word).strip()
        stemmed = self._text(stem(folded(word, self._language), self._language)).strip()
        return same_beginning(whole, stemmed)

    def find(self, text: str, present: Collection[int]) -> Iterator[Forbidden]:
        """The forbidden forms in a translation, each entry once."""
        written = self._text(text)
        candidates = [ban for ban in self.bans if all(sign in written for sign in ban.signs)]
        words = words_of(text) if candidates and not self._unspaced else []
        told: set[int] = set()
        for ban in candidates:
            number = ban.spelling.number
            if number in told or (ban.restricted and number not in present):
                continue
            places = ban.whole_places(text) if self._unspaced else ban.places(words, text)
            first = next(places, None)
            if first is not None:
                told.add(number)
                yield first

    def _ban(
        self,
        spelling: Spelling,
        term: Term,
        signs: tuple[str, ...],
        near: Collection[tuple[int, str]],
    ) -> _Ban:
        size = len(spelling.stems)
        containing: list[tuple[Spelling, int]] = []
        literal = False
        for number, form in near:
            other = spelling_of(number, form, self._language)
            if self._unspaced:
                containing += [(other, form.find(spelling.text))] * (spelling.text in form)
            elif other.stems == spelling.stems:
                literal = True
            else:
                containing += [
                    (other, start)
                    for start in range(len(other.stems) - size + 1)
                    if other.stems[start : start + size] == spelling.stems
                ]
        return _Ban(
            spelling=spelling,
            signs=signs,
            restricted=term.restricted,
            literal=literal,
            right=tuple(containing),
        )


# Languages whose vowels lose or gain an accent within one word: Verband, Verbände.
_ACCENTS_MOVE: Final = frozenset({"de", "el"})


@lru_cache(maxsize=128)
def _index(glossary: Glossary, tag: str) -> _Index:
    return _Index(glossary, tag)
