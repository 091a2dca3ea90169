"""Numbers, percentages and amounts of money out of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from communique.check.values.lexicon import Lexicon
from communique.check.values.spelled import spelled_numbers, with_unit
from communique.check.values.tokens import (
    Token,
    number_of,
    numbers_in,
    value_of,
    word_before,
)
from communique.check.values.value import Kind, Sense, Value
from communique.frozen import Frozen

__all__ = ["amounts"]

_DIGITS: Final = frozenset("klYnf")
_RANGE: Final = frozenset("-t")
# Arabic has one word for two thousand, which after a number in digits is the accusative of one.
_DUALS: Final = frozenset((Decimal(2000), Decimal(2 * 10**6), Decimal(2 * 10**9)))


class _Amount(Frozen):
    """The tokens of one amount among several."""

    tokens: Sequence[Token]
    """The tokens, without the joiner before them."""
    joiner: str
    """The code of what joins it to the amount before; empty for the first."""

    @property
    def unit(self) -> Token | None:
        """The per cent sign or currency, if it has one."""
        return next((token for token in self.tokens if token.code in "cpq"), None)

    @property
    def scales(self) -> list[Token]:
        """The scale words."""
        return [token for token in self.tokens if token.code == "s"]

    @property
    def in_digits(self) -> bool:
        """Whether a number of it is in digits."""
        return any(token.code in _DIGITS for token in self.tokens)


def amounts(letters: str, tokens: Sequence[Token], words: Lexicon) -> Iterator[Value]:
    """Each amount; the unit and the scale of one end of a range go for the other as well."""
    found = list(_parted(tokens))
    for at, amount in enumerate(found):
        if not amount.in_digits:
            yield from spelled_numbers(letters, amount.tokens, amount.unit, words)
            continue
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        ranges = after is not None and after.joiner in _RANGE
        unit, sure = amount.unit, True
        scale = Decimal(1)
        if after and ranges and not amount.scales and _are_alike(unit, after.unit):
            scale = _product(after.scales)
        if unit is None and before and amount.joiner in _RANGE:
            unit = before.unit
        if unit is None and after:
            unit = next((later.unit for later in found[at + 1 :] if later.unit), None)
            sure = ranges and unit is after.unit
        yield _value(letters, amount, unit, scale, words, sure=sure)


def _parted(tokens: Sequence[Token]) -> Iterator[_Amount]:
    """The amounts between the joiners; a joiner inside a number word is part of it."""
    part: list[Token] = []
    joiner = ""
    for at, token in enumerate(tokens):
        if token.code not in "-tu,":
            part.append(token)
            continue
        following = tokens[at + 1].code if at + 1 < len(tokens) else ""
        in_words = part and part[-1].code in "wWs" and not _has_digits(part)
        if token.code in "-u" and (following == "p" or (in_words and following in "wWs")):
            part.append(token)
            continue
        if part:
            yield _Amount(tokens=part, joiner=joiner)
            part, joiner = [], ""
        joiner = joiner if joiner in _RANGE else token.code
    if part:
        yield _Amount(tokens=part, joiner=joiner)


def _are_alike(unit: Token | None, following: Token | None) -> bool:
    """Whether a range can have these units: `3.8 % to €48 billion` is none."""
    return unit is None or following is None or (unit.code == "c") == (following.code == "c")


def _has_digits(tokens: Sequence[Token]) -> bool:
    return any(token.code in _DIGITS for token in tokens)


def _value(
    letters: str,
    amount: _Amount,
    unit: Token | None,
    scale: Decimal,
    words: Lexicon,
    *,
    sure: bool,
) -> Value:
    """A number in digits with its scale and unit, its own or those of its range."""
    digits = [token for token in amount.tokens if token.code in _DIGITS or token.code == "w"]
    senses = _scaled(amount, digits, scale)
    if unit is not None:
        together = with_unit(senses, unit)
        if unit is amount.unit:
            senses = together
        else:
            senses = [*together, *senses] if sure else [*senses, *together]
    elif digits[0].code == "f" and word_before(letters, amount.tokens[0].start) in words.at:
        senses = sorted(senses, key=lambda sense: sense[0] is not Kind.TIME)
    first = amount.tokens[0]
    if first.code == "c" and _is_below_zero(letters, first.start):
        below = ((kind, -key, code) for kind, key, code in senses if isinstance(key, Decimal))
        senses = [*below, *senses]
        amount = _Amount(
            tokens=(first._replace(start=first.start - 1), *amount.tokens[1:]),
            joiner=amount.joiner,
        )
    kind, key, _ = senses[0]
    prefix = letters[amount.tokens[0].start] if amount.tokens[0].code == "O" else ""
    if kind is Kind.NUMBER and (digits[0].ordinal or prefix == "第"):
        senses = [(Kind.ORDINAL, key, ""), *senses]
    span = list(amount.tokens)
    while span and span[-1].code in "-u,o":
        span.pop()
    parts = () if amount.scales else [part for token in digits for part in token.parts]
    return value_of(letters, span, senses, parts=parts)


def _is_below_zero(letters: str, start: int) -> bool:
    """Whether a minus stands before a currency sign and joins no range: `−€5 million`."""
    before = letters[max(0, start - 2) : start]
    return before[-1:] == "−" and (len(before) == 1 or before[0].isspace() or before[0] == "(")


def _scaled(amount: _Amount, digits: Sequence[Token], scale: Decimal) -> list[Sense]:
    """What the number is with its scale words, or maybe with those of its range."""
    if len(digits) > 1:
        return [(Kind.NUMBER, _sum(amount.tokens), "")]
    senses = list(digits[0].senses)
    if not amount.scales and scale == 1:
        return senses
    product = _product(amount.scales) if amount.scales else scale
    larger: list[Sense] = [(Kind.NUMBER, number * product, "") for number in numbers_in(senses)]
    return larger if amount.scales else [*larger, *senses]


def _product(scales: Sequence[Token]) -> Decimal:
    product = Decimal(1)
    for token in scales:
        product *= token.number / 2 if token.number in _DUALS else token.number
    return product


def _sum(tokens: Sequence[Token]) -> Decimal:
    """`1亿2000万`, `3万5千`: each number by its scales, added up."""
    total, number = Decimal(0), Decimal(0)
    for token in tokens:
        if token.code == "s":
            number *= token.number
        elif token.code in _DIGITS or token.code == "w":
            total, number = total + number, number_of(token)
    return total + number
