"""Whether a translation is marked up as its source is, seen without a close look."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from communique.check.reading import Reading, addresses_in, reading
from communique.release import Break, Code, Emphasis, FactReference, Link, Text, plain_text, walk

__all__ = ["MARKS", "are_marked_alike"]

MARKS: Final = "*_`[]{}\\"
"""Letters that mark something up; one that is left over stands in the text."""


class _Outline(NamedTuple):
    """What stands in a text besides its letters."""

    marks: list[tuple[str, str]]
    """Each piece of markup but facts, and what it may not change: the target, the code."""
    links: frozenset[tuple[str, str]]
    """The words and the target of each link."""
    words: frozenset[str]
    """The words of each link."""
    addresses: frozenset[str]
    """The addresses in the running text."""
    letters: str
    """The letters that stand outside of code."""


def are_marked_alike(source: Reading, translation: Reading) -> bool:
    """Whether two texts have the same markup and leave no mark over, as nearly all do.

    Then no link, no address, no emphasis and no code is missing or new, and no link has the words
    of another one: the rules on markup find nothing.
    """
    if source.plain and translation.plain:
        return True
    one, other = _outline_of_source(source.text), _outline(translation)
    return (
        one is not None
        and other is not None
        and one.marks == other.marks
        and one.addresses == other.addresses
        and one.words.isdisjoint(words for words, _ in other.links - one.links)
        and not any(map(other.letters.__contains__, MARKS))
    )


@lru_cache(maxsize=2048)
def _outline_of_source(text: str) -> _Outline | None:
    return _outline(reading(text))


def _outline(text: Reading) -> _Outline | None:
    """The outline of a text; None where it has spans or what may stand in no text."""
    marks: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    letters: list[str] = []
    for piece in walk(text.pieces):
        match piece:
            case Text(content=content):
                letters.append(content)
            case Link(target=target, children=children):
                marks.append(("link", target))
                links.append((plain_text(children).strip(), target))
            case Emphasis(strong=strong):
                marks.append(("strong" if strong else "emphasis", ""))
            case FactReference():
                letters.append(" ")
            case Code(content=content):
                marks.append(("code", content))
                letters.append(" ")
            case Break():
                marks.append(("break", ""))
                letters.append(" ")
            case _:
                return None
    together = "".join(letters)
    return _Outline(
        sorted(marks),
        frozenset(links),
        frozenset([words for words, _ in links]),
        frozenset(addresses_in(together)),
        together,
    )
