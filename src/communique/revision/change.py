"""What became of a source text: how grave the change is, and what it consists of."""

from __future__ import annotations

from enum import StrEnum

from communique.frozen import Frozen

__all__ = ["Change", "Grade", "Kind", "Reason"]


class Grade(StrEnum):
    """How grave a change of a source text is for its translations."""

    COSMETIC = "cosmetic"
    """Nothing that a translation would show: the translation stays approved."""
    WORDING = "wording"
    """Other words: a person has to look."""
    FACTUAL = "factual"
    """Something else is said: a number, a name, a yes or a no. The old translation is wrong."""


class Kind(StrEnum):
    """What differs between two versions of a source text."""

    VALUE = "value"
    """A number, an amount, a date, a time or a reference."""
    FACT = "fact"
    """Which facts, `{name}`, the text has."""
    LINK = "link"
    """Where a link leads, or an address."""
    NAME = "name"
    """A name of a person, a place or a body, or an acronym."""
    TERM = "term"
    """A term of the glossary."""
    NEGATION = "negation"
    """A word that says no."""
    DUTY = "duty"
    """Whether something may, must, should or will be done."""
    SENSE = "sense"
    """A word that turns the sense: all and some, before and after, more and less."""
    MARKUP = "markup"
    """Emphasis, a link or a line break that a translation has to have as well."""
    WORDS = "words"
    """Any other words, their order or their punctuation."""
    SPELLING = "spelling"
    """How a word is spelled."""
    CASE = "case"
    """Capital letters of a heading."""
    SIGNS = "signs"
    """Spaces, quotation marks, dashes and the like."""


class Reason(Frozen):
    """One thing that differs."""

    kind: Kind
    """What it is."""
    before: str = ""
    """It in the old text; empty for what is new."""
    after: str = ""
    """It in the new text; empty for what is gone."""

    @property
    def grade(self) -> Grade:
        """How grave it is."""
        if self.kind in _COSMETIC:
            return Grade.COSMETIC
        return Grade.WORDING if self.kind in _WORDING else Grade.FACTUAL


class Change(Frozen):
    """What became of a source text."""

    reasons: tuple[Reason, ...]
    """What differs, the gravest first; never empty."""

    @property
    def grade(self) -> Grade:
        """How grave the gravest of its reasons is."""
        return self.reasons[0].grade


_COSMETIC = frozenset({Kind.SPELLING, Kind.CASE, Kind.SIGNS})
_WORDING = frozenset({Kind.MARKUP, Kind.WORDS})
