"""Whether a translation has the terms that it should have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from communique.frozen import Frozen
from communique.glossary.glossary import Glossary, Kind, Term, forms_for
from communique.glossary.words import UNSPACED, folded, loose, loose_stem, visible, words_of
from communique.locales import locale

__all__ = ["View", "standing_forms"]

# Languages that make one word of two, or put article and preposition before a word without a
# space: a term is looked for inside words as well.
_JOINING: Final = frozenset(
    {"ar", "da", "de", "el", "et", "fa", "fi", "ga", "he", "hu", "is", "mt", "nb", "nl", "nn",
     "no", "sv"}
)  # fmt: skip

_HYPHEN: Final = re.compile(r"(?<=\w)-(?=\w)")

# How many letters more than the form itself may lie between the words of a form.
_ROOM: Final = 40
# Shorter words are found as whole words with a short ending; in a form of several words they
# are mostly prepositions and articles, which inflection changes.
_SHORT: Final = 3
_LONG: Final = 6


class View:
    """A translation as glossary terms are looked for in it."""

    __slots__ = ("_capitals", "_folded", "_joined", "_loose", "language", "letters")

    def __init__(self, letters: str, language: str) -> None:
        self.letters = letters
        """The translation."""
        self.language = language
        """Its language."""
        self._capitals: str | None = None
        self._joined: str | None = None
        self._loose: str | None = None
        self._folded: str | None = None

    @property
    def capitals(self) -> str:
        """The translation with nothing in it that nobody sees, for words in capitals."""
        if self._capitals is None:
            self._capitals = " ".join(visible(self.letters).split())
        return self._capitals

    @property
    def loose(self) -> str:
        """Its words without accents."""
        if self._loose is None:
            self._loose = loose(self.letters, self.language)
        return self._loose

    @property
    def joined(self) -> str:
        """The same with what stands on both sides of a hyphen as one word."""
        if self._joined is None:
            self._joined = loose(_HYPHEN.sub("", self.letters), self.language)
        return self._joined

    @property
    def folded(self) -> str:
        """Its words with their accents."""
        if self._folded is None:
            words = words_of(folded(self.letters, self.language))
            self._folded = f" {' '.join(word.text for word in words)} "
        return self._folded


def standing_forms(
    glossary: Glossary, tag: str, number: int, view: View
) -> tuple[tuple[str, ...], bool]:
    """The forms that a locale has for an entry, and whether one of them stands in a translation.

    No form means that nothing is known, or expected, of that language.
    """
    patterns = _index(glossary, tag).patterns(number)
    return (
        tuple(pattern.form for pattern in patterns),
        any(pattern.stands_in(view) for pattern in patterns),
    )


class _Pattern(Frozen):
    """A form that a translation may have, in any inflected form: generous, to be silent in doubt.

    All of the words that matter stand near each other, in any order, with the beginnings that
    inflection leaves alone.
    """

    form: str
    """The form as the glossary has it."""
    capitals: bool = False
    """Whether it is an acronym, found in capitals only."""
    accents: bool = False
    """Whether accents count: those of names."""
    pieces: tuple[_Piece, ...] = ()
    """The beginnings of its words."""

    def stands_in(self, view: View) -> bool:
        """Whether the form stands in a translation."""
        if self.capitals:
            return any(True for _ in _acronym_places(self.form, view.capitals))
        if self.accents:
            return self._is_in(view.folded)
        return self._is_in(view.loose) or (
            view.language in _JOINING and "-" in view.letters and self._is_in(view.joined)
        )

    def _is_in(self, text: str) -> bool:
        if not self.pieces or not all(piece.text in text for piece in self.pieces):
            return False
        if len(self.pieces) == 1:
            return any(True for _ in self.pieces[0].places(text))
        room = len(self.form) + _ROOM
        anchor, *others = sorted(self.pieces, key=lambda piece: -len(piece.text))
        return any(
            all(any(True for _ in piece.places(near)) for piece in others)
            for near in (text[max(0, at - room) : at + room] for at in anchor.places(text))
        )


class _Piece(NamedTuple):
    """The beginning of a word."""

    text: str
    """Its letters, after a space where it must begin a word."""
    short: bool
    """Whether it is a short word, which takes a short ending only."""

    def places(self, text: str) -> Iterator[int]:
        """Where it stands in the words of a translation."""
        at = text.find(self.text)
        while at >= 0:
            end = at + len(self.text)
            if not self.short or text.find(" ", end, end + _SHORT + 1) >= 0:
                yield at
            at = text.find(self.text, at + 1)


def _acronym_places(form: str, text: str) -> Iterator[int]:
    """Where an acronym stands: `EU` in “EU-Kommission”, “EU:n” and “ELi”, not in “EUR”."""
    at = text.find(form)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(form) : at + len(form) + 1]
        if not (before.isupper() or before.isdigit() or after.isupper() or after.isdigit()):
            yield at
        at = text.find(form, at + 1)


def _pattern(form: str, language: str, kind: Kind) -> _Pattern:
    if kind is Kind.ACRONYM and form.isupper():
        return _Pattern(form=form, capitals=True)
    if language in UNSPACED:
        return _Pattern(form=form, pieces=(_Piece(loose(form, language), short=False),))
    name = kind is Kind.NAME
    words = [word.text for word in words_of(folded(form, language) if name else form)]
    long = [word for word in words if len(word) > _SHORT or word.isupper()]
    pieces = []
    for word in long or words:
        whole = word if name else loose(word, language).strip()
        stem = _name_stem(word) if name else loose_stem(word, language)
        pieces.append(_piece(whole, stem, inside=name or language in _JOINING))
    return _Pattern(form=form, accents=name, pieces=tuple(pieces))


def _piece(whole: str, stem: str, *, inside: bool) -> _Piece:
    """The beginning of a word to look for, given what its inflected forms share."""
    if len(whole) <= _SHORT:
        return _Piece(f" {whole}", short=not inside or len(whole) < _SHORT)
    if inside and (len(whole) > _SHORT + 1 or len(stem) > _SHORT):
        return _Piece(whole[: max(len(stem), _SHORT + 1)], short=False)
    # Every language can put something before a long word: миниконференция, multiutilisateur.
    long = len(whole) >= _LONG and len(stem) >= _LONG - 1
    return _Piece(stem if long else f" {stem}", short=False)


def _name_stem(word: str) -> str:
    """A name without the vowel that an ending may take the place of, or that softens to one."""
    return word[:-1] if len(word) > _SHORT and word[-1] in _YIELDING else word


# Vowels, and the soft consonants of Czech and Slovak: Lublaň, v Lublani.
_YIELDING: Final = "aeiouyąęăåäöüаеиоуыэюяіїєαεηιουωςňďťľ"


class _Index:
    """The forms of a glossary in the language of a translation, as they are asked for."""

    def __init__(self, glossary: Glossary, tag: str) -> None:
        self._of = locale(tag)
        self._terms = glossary.terms
        self._patterns: dict[int, tuple[_Pattern, ...]] = {}

    def patterns(self, number: int) -> tuple[_Pattern, ...]:
        """The patterns of an entry."""
        found = self._patterns.get(number)
        if found is None:
            found = tuple(self._make(self._terms[number]))
            self._patterns[number] = found
        return found

    def _make(self, term: Term) -> Iterator[_Pattern]:
        forms = forms_for(term.forms, self._of)
        if term.kind is Kind.NAME:
            if not forms and self._of.language in _RESPELLING:
                return
            # As it is written elsewhere, it is right everywhere but where letters are others.
            own = next(iter(term.forms.values()), ())
            forms = (*forms, *(form for form in own if form not in forms))
        for form in forms:
            yield _pattern(form, self._of.language, term.kind)


@lru_cache(maxsize=128)
def _index(glossary: Glossary, tag: str) -> _Index:
    return _Index(glossary, tag)


# Languages that write names in letters, or with a spelling, of their own.
_RESPELLING: Final = frozenset(
    {"ar", "be", "bg", "el", "fa", "he", "hi", "hy", "ja", "ka", "ko", "lv", "mk", "ru", "sr",
     "th", "uk", "ur", "yue", "zh"}
)  # fmt: skip
