"""Mend what is surely a slip of typography, and touch nothing else.

Spaces, quotation marks and the form of accented letters are put right as the house sets the
language. No letter changes, no fact, link target, address, code or kept span, and no markup:
what was mended is read again, and where anything else has come out of it the slip stays.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from communique import rules
from communique.check.reading import OBJECT, Reading, reading
from communique.check.typography.quotes import quotations, quote_slips
from communique.check.typography.slip import Edit, edited
from communique.check.typography.spacing import is_beside_quote, is_in_source, spacing_slips
from communique.release import (
    BARE_ADDRESS,
    FACT,
    Emphasis,
    Inline,
    Link,
    Span,
    Text,
    Unsafe,
    walk,
)
from communique.styles import Style

__all__ = ["FIXED", "mended"]

FIXED: Final = frozenset(
    rule.id
    for rule in (
        rules.HARD_SPACE,
        rules.NOT_NFC,
        rules.QUOTES_STYLE,
        rules.QUOTES_UNPAIRED,
        rules.SPACING,
    )
)
"""The rules whose findings are mended where that is safe."""

# One round mends quotation marks, the next the spaces beside them; some are for what that shows.
_ROUNDS: Final = 8
# One at a time they are tried only where all together would change something else.
_MOST_TRIES: Final = 32
_COMPOSED: Final = re.compile(
    r"[^\W\d_][\u0300-\u036f\u0653-\u0655]+|[\u2126\u212a\u212b\u037e\u0387]"
)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_THING: Final = re.compile(
    rf"{FACT.pattern}|(?<!`)(`+)(?!`)[^`]+\3(?!`)|<[^<>\s]*>|\[[^\[\]\\]*\]\{{[^{{}}\n]*\}}"
    rf"|{BARE_ADDRESS.pattern}",
    re.IGNORECASE,
)
_SILENT: Final = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*)\)|[*_\[\]<>]|[ \t]+(?=\n)|(?<=\n)[ \t]+")


def mended(text: str, style: Style, *, source: str = "") -> str:
    """A translation as its catalogue has it, with the slips mended that need no person.

    What the source text has as well is left as it is, because then it is no slip. Mending twice
    is mending once.
    """
    letters = reading(source).letters
    new = text
    for _ in range(_ROUNDS):
        before, new = new, _round(new, style, letters)
        if new == before:
            return new
    return text


def _round(text: str, style: Style, source: str) -> str:
    """The text after the repairs of one kind, the first of which any can be made."""
    read = reading(text)
    if any(isinstance(piece, Unsafe) for piece in walk(read.pieces)):
        return text
    places: list[tuple[int, int]] | None = None
    for repairs in _repairs(read.letters, style, source):
        places = (places or _places(text, read.letters)) if repairs else places
        if repairs and places is None:
            return text
        whole = sorted((edit for repair in repairs for edit in repair), key=_place)
        for edits in (whole, *repairs[:_MOST_TRIES]):
            new = _applied(read, places, edits) if places and edits else None
            if new is not None:
                return new
    return text


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _repairs(letters: str, style: Style, source: str) -> Iterator[list[tuple[Edit, ...]]]:
    """What mends each slip, kind by kind."""
    yield [(edit,) for edit in _composed(letters)]
    quotes = quote_slips(letters, style)
    yield [slip.edits for slip in quotes]
    wrong = bool(quotes) or bool(quotations(letters, style).unpaired)
    yield [
        slip.edits
        for slip in spacing_slips(letters, style)
        if slip.safe
        and not is_in_source(letters, slip, source)
        and not (wrong and is_beside_quote(letters, slip))
    ]


def _composed(letters: str) -> Iterator[Edit]:
    """Letters and accents that are one character where they are written well (UAX #15)."""
    if unicodedata.is_normalized("NFC", letters):
        return
    for match in _COMPOSED.finditer(letters):
        whole = unicodedata.normalize("NFC", match[0])
        if whole != match[0]:
            yield Edit(start=match.start(), end=match.end(), instead=whole)


def _applied(read: Reading, places: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> str | None:
    """The text after some edits; None where a reader would see anything else than those."""
    written = []
    for edit in edits:
        if edit.start == edit.end:
            at = places[edit.start][0] if edit.start < len(places) else len(read.text)
            written.append(Edit(start=at, end=at, instead=edit.instead))
            continue
        pieces = places[edit.start : edit.end]
        if any(first[1] != second[0] for first, second in pairwise(pieces)):
            return None
        written.append(Edit(start=pieces[0][0], end=pieces[-1][1], instead=edit.instead))
    new = edited(read.text, written)
    after = reading(new)
    same = after.letters == edited(read.letters, edits)
    return new if same and _frame(after.pieces) == _frame(read.pieces) else None


def _frame(pieces: tuple[Inline, ...]) -> list[object]:
    """The markup of a text, and whatever in it is not of the language."""
    frame: list[object] = []
    for piece in pieces:
        match piece:
            case Text():
                frame.append("")
            case Emphasis(strong=strong, children=children):
                frame.append((strong, _frame(children)))
            case Link(target=target, children=children):
                frame.append((target, _frame(children)))
            case Span(keep=False, language="", children=children):
                frame.append(_frame(children))
            case _:
                frame.append(piece)
    return frame


def _places(text: str, letters: str) -> list[tuple[int, int]] | None:
    """From where to where each letter is written; None where that cannot be followed."""
    places: list[tuple[int, int]] = []
    at = 0
    for letter in letters:
        while (end := _end_of(text, at, letter)) is None:
            silent = _SILENT.match(text, at)
            if silent is None:
                return None
            at = silent.end()
        places.append((at, end))
        at = end
    return places


def _end_of(text: str, at: int, letter: str) -> int | None:
    """Where a letter ends that is written at a place; None where it is not written there."""
    written = text[at : at + 1]
    if letter == OBJECT:
        thing = _THING.match(text, at)
        return thing.end() if thing else None
    if written == "&" and (entity := _ENTITY.match(text, at)):
        return entity.end() if html.unescape(entity[0]) == letter else None
    if written == "\\" and text[at + 1 : at + 2] == letter:
        return at + 2
    return at + 1 if written == letter or (written == "\n" and letter == " ") else None
