"""A text as rules see it: what a reader reads, without the markup around it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from communique.check.lookalikes import LATIN_TWINS, as_latin
from communique.frozen import Frozen
from communique.release import (
    BARE_ADDRESS,
    Break,
    Emphasis,
    Inline,
    Link,
    Span,
    Text,
    is_letters_alone,
    parse_inline,
)

__all__ = ["OBJECT", "Reading", "addresses_in", "may_have_address", "reading"]

OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands in `letters` for a thing that is not of the language: a fact, an address, code."""

# How `www.` ends, in whatever letters that look like these.
_BEFORE_HOSTS: Final = (
    "w.",
    "W.",
    *(f"{letter}." for letter, twin in LATIN_TWINS.items() if twin in "wW"),
)
_OPEN_TARGET: Final = f"]({OBJECT}"


class Reading(Frozen):
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
    plain: bool = False
    """Whether it surely has neither markup nor an address: a reader sees what is written."""


@lru_cache(maxsize=8192)
def reading(text: str) -> Reading:
    """Read a text; never fails."""
    plain = is_letters_alone(text)
    if plain:
        pieces: tuple[Inline, ...] = (Text(content=text),) if text else ()
        letters = text
    else:
        pieces = parse_inline(text)
        letters = "".join(_letters(pieces))
    addressed = may_have_address(letters)
    if addressed:
        letters = BARE_ADDRESS.sub(OBJECT, letters)
        # Behind `](` stands the target of a link that was not closed, which the rule on markup
        # tells; the bracket is part of it.
        if _OPEN_TARGET in letters and ")" not in letters[letters.rindex(_OPEN_TARGET) :]:
            before, _, after = letters.rpartition(_OPEN_TARGET)
            letters = f"{before}]{OBJECT}{after}"
    return Reading(text=text, pieces=pieces, letters=letters, plain=plain and not addressed)


def may_have_address(letters: str) -> bool:
    """Whether an address may stand in a text; quick, and lets through all that have one."""
    return (
        "@" in letters
        or "://" in letters
        or (("w." in letters or "W." in letters) and "www." in letters.lower())
    )


def addresses_in(letters: str) -> list[str]:
    """The addresses in a text, with letters of other alphabets that stand in them."""
    if (
        "@" not in letters
        and "://" not in letters
        and not any(map(letters.__contains__, _BEFORE_HOSTS))
    ):
        return []
    latin = letters if letters.isascii() else as_latin(letters)
    return [letters[match.start() : match.end()] for match in BARE_ADDRESS.finditer(latin)]


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
