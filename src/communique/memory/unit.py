"""What a memory keeps: a text, its translation, and where both came from."""

from __future__ import annotations

from enum import StrEnum

from communique.frozen import Frozen

__all__ = ["Level", "Unit"]


class Level(StrEnum):
    """How much of a text a unit covers."""

    PARAGRAPH = "paragraph"
    """A whole message."""
    SENTENCE = "sentence"
    """One sentence of a message."""


class Unit(Frozen):
    """A source text with one translation."""

    source: str
    """The source text; never empty."""
    translation: str
    """Its translation; never empty."""
    source_locale: str
    """BCP 47 tag of the source text."""
    locale: str
    """BCP 47 tag of the translation."""
    level: Level = Level.PARAGRAPH
    """Whether it is a whole message or a sentence of one."""
    context: str | None = None
    """The msgctxt of the message, or None."""
    before: str | None = None
    """The source text of the message before it: empty at the beginning, None where not known."""
    after: str | None = None
    """The source text of the message after it: empty at the end, None where not known."""
    release: str = ""
    """The domain of the catalogue it stood in; empty where not known."""
    date: str = ""
    """When it was translated, ISO 8601: `2018-05-25`; empty where not known."""
    translator: str = ""
    """Who translated it, as the header of the catalogue says; empty where not known."""
    origin: str = ""
    """The file it was read from: a catalogue relative to the project, or the name of a TMX."""
    approved: bool = True
    """Whether a person has approved it; what nobody has is kept, and never proposed."""
