"""A text cut into the pieces that values consist of."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from communique.check.values.alone import token_alone
from communique.check.values.lexicon import Lexicon
from communique.check.values.numerals import ascii_digits, has_other_digits
from communique.check.values.pieces import NUMBERS, PIECE, may_be_roman, number_alone, token_of
from communique.check.values.tokens import BREAK, Token
from communique.check.values.value import Sense
from communique.check.values.windows import (
    Ground,
    may_have_chinese_numbers,
    starters_among,
)
from communique.check.words import cut_lower, words_of

__all__ = ["runs_of"]

_ZERO: Final = Decimal(0)
_MARKS: Final = "\u200b\u200e\u200f\u061c\u2066\u2067\u2068\u2069"


def _lowered(text: str) -> str:
    """A text in lower case whose letters stay in their places, which `İ` does not by itself."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def runs_of(text: str, lexicon: Lexicon) -> list[list[Token]]:
    """The pieces around all that may be a value, in order; those of one run stand together."""
    words = words_of(text)
    if len(words.lower) != len(text):
        words = cut_lower(_lowered(text))
    runs: list[list[Token]] = []
    if lexicon.unspaced:
        if may_have_chinese_numbers(text):
            runs.append([])
            _read_on(runs[0], ascii_digits(text), words.lower, lexicon, 0, len(text))
        return runs
    starters, numbered = starters_among(words, lexicon)
    if not starters and not numbered:
        return runs
    plain = ascii_digits(text) if has_other_digits("".join(numbered)) else text
    lower = words.lower
    ground = Ground(plain, lower, lexicon)
    at = 0
    for chunk in ground.places(numbered, starters):
        start, end = chunk
        if end <= at:
            continue
        alone = token_alone(plain[start:end], lexicon, start, last=end == len(plain))
        if alone is not None and start >= at and ground.is_alone(chunk):
            runs.append([alone])
            at = end
            continue
        runs.append([])
        at = _read_on(runs[-1], plain, lower, lexicon, max(at, ground.begin_beside(chunk)), end - 1)
    return runs


def _read_on(
    tokens: list[Token], plain: str, lower: str, lexicon: Lexicon, at: int, reach: int
) -> int:
    """Add the pieces from a place on, up to the first beyond `reach` that has no part in values.

    Gives back where that ends.
    """
    next_piece, unspaced = PIECE.match, lexicon.unspaced
    parts, signs = lexicon.parts, lexicon.signs
    while match := next_piece(plain, at):
        kind = match.lastgroup or ""
        start, at = match.span(kind)
        if kind == "plain":
            alike = number_alone(plain[start:at], lexicon)
            token = Token(alike.code, start, at, _ZERO, (), alike.senses, alike.parts)
        elif kind == "sign" and plain[start] not in signs:
            token = BREAK
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
    return len(tokens) > 1 and tokens[-2].code == "c"


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
