"""Inline markup as a tree of frozen values: what may stand inside one block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from communique.frozen import Frozen

__all__ = [
    "Break",
    "Code",
    "Emphasis",
    "FactReference",
    "Inline",
    "Link",
    "Span",
    "Text",
    "Unsafe",
    "plain_text",
    "walk",
]


class Text(Frozen):
    """Letters, without any markup."""

    content: str
    """The letters as a reader sees them: entities and escapes are resolved."""


class FactReference(Frozen):
    """`{name}` or `{name:form}`: the place where a fact's value goes."""

    name: str
    """The fact's name."""
    form: str = ""
    """The grammatical form asked for; empty for the plain one."""


class Emphasis(Frozen):
    """`*emphasis*` or `**strong emphasis**`."""

    strong: bool
    """Whether it is strong."""
    children: tuple[Inline, ...]
    """What is emphasised."""


class Link(Frozen):
    """`[text](target)`; the target may be a fact, `{un_page}`."""

    target: str
    """Where it leads, as written."""
    children: tuple[Inline, ...]
    """What a reader sees of it."""


class Span(Frozen):
    """`[text]{.keep}` or `[text]{lang=fr}`."""

    keep: bool
    """Whether the text stays as it is in every language."""
    language: str
    """BCP 47 tag of foreign words; empty where the language does not change."""
    children: tuple[Inline, ...]
    """What stands in it."""


class Code(Frozen):
    """`` `code` ``: letters that are shown as typed."""

    content: str
    """The letters."""


class Break(Frozen):
    """A line break the writer asked for, with a backslash at the end of a line."""


class Unsafe(Frozen):
    """Markup that is not allowed here: HTML, an image, an unknown attribute."""

    content: str
    """The markup as written."""


Inline: TypeAlias = Text | FactReference | Emphasis | Link | Span | Code | Break | Unsafe
"""One piece of a block."""

_NESTING: Final = (Emphasis, Link, Span)


def walk(pieces: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every piece of a tree, each before its children."""
    for piece in pieces:
        yield piece
        if isinstance(piece, _NESTING):
            yield from walk(piece.children)


def plain_text(pieces: tuple[Inline, ...], *, kept: bool = True) -> str:
    """The letters of a tree without markup and facts; without kept spans if asked."""
    letters = []
    for piece in pieces:
        match piece:
            case Text(content=content) | Code(content=content):
                letters.append(content)
            case Break():
                letters.append(" ")
            case Span(keep=True) if not kept:
                letters.append(" ")
            case Emphasis(children=children) | Link(children=children) | Span(children=children):
                letters.append(plain_text(children, kept=kept))
            case _:
                letters.append(" ")
    return "".join(letters)
