"""A text cut into the pieces that values consist of."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from communique.check.values.alone import token_alone
from communique.check.values.lexicon import Lexicon
from communique.check.values.numerals import ascii_digits
from communique.check.values.pieces import NUMBERS, PIECE, may_be_roman, number_alone, token_of
from communique.check.values.tokens import BREAK, Token
from communique.check.values.value import Sense
from communique.check.values.windows import (
    edge_before,
    may_have_numbers,
    places_of,
    starters_among,
)
from communique.check.words import words_of

__all__ = ["tokens_of"]

_ZERO: Final = Decimal(0)
_MARKS: Final = "\u200b\u200e\u200f\u061c\u2066\u2067\u2068\u2069"


def _lowered(text: str) -> str:
    """A text in lower case whose letters stay in their places, which `İ` does not by itself."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def tokens_of(text: str, lexicon: Lexicon) -> list[Token]:
    """The pieces around all that may be a value, in order.

    What has no part in values is one token, however much it is.
    """
    words = words_of(text)
    starters = starters_among(words, lexicon)
    if not starters and not may_have_numbers(text, words, lexicon):
        return []
    plain = text if text.isascii() else ascii_digits(text)
    lower = words.lower if len(words.lower) == len(text) else _lowered(text)
    tokens: list[Token] = []
    at = 0
    for begin, reach in places_of(plain, lower, starters, lexicon):
        if reach < at:
            continue
        if begin > at:
            at = max(at, edge_before(plain, lower, begin, lexicon))
            if tokens and tokens[-1] is not BREAK:
                tokens.append(BREAK)
        alone = token_alone(plain, lower, lexicon, begin, reach) if at == begin else None
        if alone is not None:
            tokens += [alone, BREAK]
            at = alone.end
        else:
            at = _read_on(tokens, plain, lower, lexicon, at, reach)
    return tokens


def _read_on(
    tokens: list[Token], plain: str, lower: str, lexicon: Lexicon, at: int, reach: int
) -> int:
    """Add the pieces from a place on, up to the first beyond `reach` that has no part in values.

    Gives back where that ends.
    """
    next_piece, parts, unspaced = PIECE.match, lexicon.parts, lexicon.unspaced
    while match := next_piece(plain, at):
        kind = match.lastgroup or ""
        start, at = match.span(kind)
        if kind == "plain":
            alike = number_alone(plain[start:at], lexicon)
            token = Token(alike.code, start, at, _ZERO, (), alike.senses, alike.parts)
        elif (
            kind != "word" or unspaced or lower[start:at] in parts or may_be_roman(plain, start, at)
        ):
            token = token_of(kind, lexicon, plain, lower, start, at)
            at = token.end
        else:
            token = BREAK
        if (
            kind in NUMBERS
            and tokens
            and tokens[-1].code == "-"
            and _is_minus(plain, tokens, start)
        ):
            token = _negative(token, tokens.pop().start)
        elif token.code == "s" and not _is_scale(plain, token, tokens):
            token = BREAK
        if token.code != "x":
            tokens.append(token)
            continue
        if tokens and tokens[-1] is not BREAK:
            tokens.append(BREAK)
        if at > reach:
            return at
    return len(plain)


def _is_scale(plain: str, token: Token, tokens: list[Token]) -> bool:
    """Whether a letter alone is no unit of length or memory: `$40m`, but not `40 m` or `68k`."""
    if not plain[token.start].isascii() or token.end - token.start > 1:
        return True
    return [one.code for one in tokens[-2:]][:1] == ["c"]


def _is_minus(plain: str, tokens: list[Token], start: int) -> bool:
    """Whether the dash right before a number is its sign, and joins no range."""
    dash = tokens[-1]
    if dash.code != "-" or dash.end != start or plain[dash.start] not in "-−–":
        return False
    before = plain[max(0, dash.start - 4) : dash.start].rstrip(_MARKS)[-1:]
    after_number = len(tokens) > 1 and tokens[-2].code in "klYnf"
    if not before or before in "([":
        return True
    return not after_number and (before.isspace() or plain[dash.start] == "−")


def _negative(token: Token, start: int) -> Token:
    """The number below zero; its size alone is another way to read it."""
    below: list[Sense] = [
        (kind, -key, unit) for kind, key, unit in token.senses if isinstance(key, Decimal)
    ]
    return token._replace(code="n", start=start, senses=(*below, *token.senses))
