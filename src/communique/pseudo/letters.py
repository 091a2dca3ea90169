"""A source text as a pseudo-locale has it: other letters, the same markup and facts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from communique.locales import Locale
from communique.release import (
    FACT,
    Emphasis,
    Inline,
    Link,
    Span,
    Text,
    parse_inline,
    plain_text,
    walk,
)

__all__ = ["LETTERS", "LONGER", "pseudo_text"]

# Each letter is one character, with marks above and below where Unicode has them, so that lines
# set too tight cut them; all of them are in the Latin faces of the house.
_ACCENTED: Final = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ắḃċḋểḟġḧịĵḱḷṁṇốṗɋṙṡṭữṿẅẍỷẓẮḂĊḊỂḞĠḦỊĴḰḶṀṆỐṖɊṘṠṬỮṾẄẌỶẒ",
        strict=True,
    )
)
# One letter for each, near in sound where there is one, and no two alike.
_SMALL_TO_ARABIC: Final = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "ابصدهفغحيجكلمنعطقرستوضثخشز", strict=True)
)
_ARABIC: Final = {
    **_SMALL_TO_ARABIC,
    **{letter.upper(): arabic for letter, arabic in _SMALL_TO_ARABIC.items()},
    ",": "،",
    ";": "؛",
    "?": "؟",
}
_TABLES: Final[Mapping[str, Mapping[str, str]]] = {"en-XA": _ACCENTED, "ar-XB": _ARABIC}

LETTERS: Final = {
    tag: frozenset(letter for letter in table.values() if letter.isalpha())
    for tag, table in _TABLES.items()
}
"""The letters that each pseudo-locale is written in, by tag."""

LONGER: Final = {"en-XA": 40, "ar-XB": 0}
"""By how many characters of a hundred a text is longer than its source, by tag."""

_VOWELS: Final = frozenset("aeiouyAEIOUY")
# What a reader does not see as letters, or is to stay: facts, code, targets and attributes,
# entities, escapes, and what stands between angle brackets.
_MARKUP: Final = re.compile(
    rf"{FACT.pattern}"
    r"|(?P<ticks>`+)[^`]+(?P=ticks)(?!`)"
    r"|(?<=\])\((?:\\.|[^()\\]|\([^()]*\))*\)"
    r"|(?<=\])(?P<attributes>\{[^{}]*\})"
    r"|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);"
    r"|\\."
    r"|<[^<>]*>",
    re.DOTALL,
)


def pseudo_text(text: str, locale: Locale) -> str:
    """A text in a pseudo-locale, in round brackets, by which a reader sees where it was cut.

    Facts, markup, targets of links, kept words and words of other languages stay as they are.
    In `en-XA` what a reader sees of the rest is longer by two fifths: its vowels are drawn out,
    evenly, so that words grow and not lines alone. A text whose markup would suffer stays as it
    is, and so shows as one that nobody has translated.
    """
    table = _TABLES[locale.tag]
    pieces = _pieces(text)
    letters = [_plain(letter) in table for piece, stays in pieces if not stays for letter in piece]
    visible = len(_visible(parse_inline(text)))
    longer = -(-visible * LONGER[locale.tag] // 100) if any(letters) else 0
    copies = _copies("".join(piece for piece, stays in pieces if not stays), longer)
    pseudo = "".join(
        piece
        if stays
        else "".join(table.get(_plain(letter), letter) * next(copies) for letter in piece)
        for piece, stays in pieces
    )
    pseudo = f"({pseudo})"
    before, after = parse_inline(text), parse_inline(pseudo)
    sound = len(_visible(after)) == visible + longer + len("()")
    return pseudo if sound and _structure(before) == _structure(after) else text


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut into pieces, and whether each stays as it is."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(_staying(text)):
        if end > at:
            pieces += [(text[at : max(start, at)], False), (text[max(start, at) : end], True)]
            at = end
    return [*pieces, (text[at:], False)]


def _staying(text: str) -> Iterator[tuple[int, int]]:
    """Where what stays as it is begins and ends."""
    for match in _MARKUP.finditer(text):
        yield match.span()
        if match["attributes"]:
            yield _opening(text, match.start() - 1), match.start()


def _opening(text: str, closing: int) -> int:
    """Where the bracket opens that closes there; there itself if none does."""
    depth = 0
    for at in range(closing, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return closing


def _copies(text: str, longer: int) -> Iterator[int]:
    """How many times each character stands, so that there are that many more in all.

    Vowels stand more than once; where there are none, as in “Mr”, other letters do.
    """
    drawn_out = [_plain(character) in _VOWELS for character in text]
    if not any(drawn_out):
        drawn_out = [_plain(character) in _ACCENTED for character in text]
    count = sum(drawn_out)
    passed = 0
    for chosen in drawn_out:
        share = (passed + 1) * longer // count - passed * longer // count if chosen else 0
        passed += chosen
        yield 1 + share


def _plain(character: str) -> str:
    """The letter without its accents."""
    return unicodedata.normalize("NFD", character)[0]


def _visible(pieces: Sequence[Inline]) -> str:
    """What a reader sees, less facts, code and what stays as it is."""
    letters = []
    for piece in pieces:
        match piece:
            case Text(content=content):
                letters.append(content)
            case Emphasis(children=children) | Link(children=children):
                letters.append(_visible(children))
            case _:
                pass
    return "".join(letters)


def _structure(pieces: tuple[Inline, ...]) -> list[object]:
    """All that a translation has to leave as it is, in order."""
    kept: list[object] = []
    for piece in walk(pieces):
        match piece:
            case Text():
                pass
            case Emphasis(strong=strong):
                kept.append(strong)
            case Link(target=target):
                kept.append(target)
            case Span(keep=keep, language=language, children=children):
                kept.append((keep, language, plain_text(children)))
            case _:
                kept.append(piece)
    return kept
