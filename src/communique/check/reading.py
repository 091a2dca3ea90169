"""A text as rules see it: what a reader reads, without the markup around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from communique.release import (
    BARE_ADDRESS,
    Break,
    Emphasis,
    Inline,
    Link,
    Span,
    Text,
    parse_inline,
)

__all__ = ["OBJECT", "Reading", "reading"]

OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands in `letters` for a thing that is not of the language: a fact, an address, code."""

_OPEN_TARGET: Final = f"]({OBJECT}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A source text or a translation, read once for all rules."""

    text: str
    """The text as written in the catalogue."""
    pieces: tuple[Inline, ...]
    """Its inline markup as a tree."""
    letters: str
    """What a reader sees of it.

    `OBJECT` stands for each fact, address, piece of code, kept span, span in another language and
    piece of unsafe markup; a line feed for each line break that the writer asked for.
    """


@lru_cache(maxsize=8192)
def reading(text: str) -> Reading:
    """Read a text; never fails."""
    pieces = parse_inline(text)
    first = pieces[0] if len(pieces) == 1 else None
    letters = first.content if isinstance(first, Text) else "".join(_letters(pieces))
    if "@" in letters or "://" in letters or "www." in letters.lower():
        letters = BARE_ADDRESS.sub(OBJECT, letters)
        # Behind `](` stands the target of a link that was not closed, which the rule on markup
        # tells; the bracket is part of it.
        if _OPEN_TARGET in letters and ")" not in letters[letters.rindex(_OPEN_TARGET) :]:
            before, _, after = letters.rpartition(_OPEN_TARGET)
            letters = f"{before}]{OBJECT}{after}"
    return Reading(text=text, pieces=pieces, letters=letters)


def _letters(pieces: tuple[Inline, ...]) -> list[str]:
    letters: list[str] = []
    for piece in pieces:
        match piece:
            case Text(content=content):
                letters.append(content)
            case Break():
                letters.append("\n")
            case Emphasis(children=children) | Link(children=children):
                letters += _letters(children)
            case Span(keep=False, language="", children=children):
                letters += _letters(children)
            case _:
                letters.append(OBJECT)
    return letters
