"""A source text and one translation of it, with all that rules may ask about them."""

from __future__ import annotations

from collections.abc import Mapping

from communique.check.reading import Reading
from communique.frozen import Frozen, field
from communique.glossary import Glossary
from communique.locales import Locale
from communique.styles import Style

__all__ = ["Pair", "Setting"]


class Setting(Frozen, eq=False):
    """What all translations of a catalogue have in common; equal to itself alone."""

    source_locale: Locale
    """The language of the source."""
    locale: Locale
    """The language of the catalogue."""
    style: Style
    """How the house sets that language."""
    glossary: Glossary = field(default_factory=Glossary)
    """Terms and names of the house."""
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The grammatical forms that facts have, by name of the fact."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """How many letters a text may have for its place, by msgctxt; empty for the built-in ones."""


class Pair(Frozen):
    """A source text and one translation of it; each form of a plural is a pair of its own."""

    setting: Setting
    """What the whole catalogue has in common."""
    source: Reading
    """The source text."""
    translation: Reading
    """The translation."""
    context: str | None = None
    """msgctxt, which says what the text is: `title`, `heading`, `city, in a dateline`."""
    lone: bool = False
    """Whether it is the form of a plural that stands with one number alone, and may say it in
    a word or not at all: “one page”."""
