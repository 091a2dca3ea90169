"""What the pieces of a text are, and the value that some of them make together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from communique.check.values.numerals import MOST_DIGITS
from communique.check.values.value import Kind, Sense, Value

__all__ = [
    "BREAK",
    "Token",
    "number_of",
    "numbers_in",
    "rows_of",
    "value_alone",
    "value_of",
    "value_spelled",
    "word_before",
]

_ROW: Final = re.compile(r"\d+")


class Token(NamedTuple):
    """One piece of a text."""

    code: str
    """The part it plays: a letter of `CODES`, or

    k for a number up to 31, l up to 59, Y for one that can be a year, n for other numbers,
    f for `17.30`, z for `17:30`, g for `25/5`, V for a finished value, r for a Roman numeral, a
    sign for itself, x for anything else.
    """
    start: int
    """Where it begins."""
    end: int
    """Where it ends."""
    number: Decimal = Decimal(0)
    """What a word says in numbers: its number, scale, month, or the hour its half day begins."""
    units: tuple[str, ...] = ()
    """The ISO 4217 codes that the name of a currency can stand for."""
    senses: tuple[Sense, ...] = ()
    """What the number or finished value can be, the likeliest first."""
    parts: tuple[Decimal, ...] = ()
    """The plain numbers in it."""
    ordinal: bool = False
    """Whether an ending makes an ordinal of the number."""
    decade: bool = False
    """Whether an ending makes a decade of it."""


BREAK: Final = Token("x", 0, 0)
"""What has no part in values, however much it is."""


def rows_of(text: str) -> tuple[Decimal, ...]:
    """Each unbroken row of ASCII digits as a number; rows of senseless length are left out."""
    return tuple(Decimal(row) for row in _ROW.findall(text) if len(row) <= MOST_DIGITS)


def number_of(token: Token) -> Decimal:
    """The number that a token says, in digits or as a word."""
    return token.parts[0] if token.parts else token.number


def value_of(
    letters: str,
    tokens: Sequence[Token],
    senses: Sequence[Sense],
    *,
    spelled: bool = False,
    parts: Sequence[Decimal] | None = None,
) -> Value:
    """The value that tokens make; a point after the last of them is the sentence's."""
    last = len(tokens) - 1
    while last and tokens[last].code == ".":
        last -= 1
    kind, key, unit = senses[0]
    if parts is None:
        parts = [part for token in tokens for part in token.parts]
    return Value(
        kind=kind,
        key=key,
        unit=unit,
        text=letters[tokens[0].start : tokens[last].end],
        at=tokens[0].start,
        spelled=spelled,
        others=tuple(dict.fromkeys(senses[1:])),
        parts=tuple(parts),
    )


def value_alone(letters: str, token: Token) -> Value:
    """The value that one token is."""
    senses = token.senses
    kind, key, unit = senses[0]
    return Value(
        kind=kind,
        key=key,
        unit=unit,
        text=letters[token.start : token.end],
        at=token.start,
        others=tuple(dict.fromkeys(senses[1:])) if len(senses) > 1 else (),
        parts=token.parts,
    )


def value_spelled(letters: str, token: Token) -> Value:
    """The value that one number word is, or one for a place in order."""
    ordinal = token.code == "W"
    return Value(
        kind=Kind.ORDINAL if ordinal else Kind.NUMBER,
        key=token.number,
        text=letters[token.start : token.end],
        at=token.start,
        spelled=True,
        others=((Kind.NUMBER, token.number, ""),) if ordinal else (),
        parts=(token.number,),
    )


def numbers_in(senses: Sequence[Sense]) -> list[Decimal]:
    """The plain numbers among senses."""
    return [key for kind, key, _ in senses if kind is Kind.NUMBER and isinstance(key, Decimal)]


def word_before(letters: str, at: int) -> str:
    """The word before a place in lower case; empty where there is none."""
    words = letters[max(0, at - 12) : at].split()
    return words[-1].lower() if words else ""
