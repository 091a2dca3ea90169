"""Number words, added up as far as they belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from communique.check.values.lexicon import Lexicon
from communique.check.values.tokens import Token, numbers_in, value_of
from communique.check.values.value import Kind, Sense, Value

__all__ = ["spelled_numbers", "with_unit"]


def with_unit(senses: Sequence[Sense], unit: Token) -> list[Sense]:
    """Numbers with their per cent sign or currency; a word for several currencies is each."""
    numbers = numbers_in(senses)
    if unit.code in "pq":
        return [(Kind.PERCENT, number, "") for number in numbers]
    return [(Kind.MONEY, number, code) for number in numbers for code in unit.units]


def spelled_numbers(
    letters: str, element: Sequence[Token], unit: Token | None, words: Lexicon
) -> Iterator[Value]:
    """The numbers that a run of number words says: `two hundred and six` is one."""
    if words.unspaced and all(token.code == "s" for token in element):
        return
    ordinal = bool(element) and letters[element[0].start] == "第"
    for run in _runs([token for token in element if token.code in "wWs"], words):
        number = _sum(run)
        senses: list[Sense] = [(Kind.NUMBER, number, "")]
        span = run
        if unit is not None:
            senses = with_unit(senses, unit)
            span = [token for token in element if token is unit or token in run]
        elif ordinal or any(token.code == "W" for token in run):
            senses = [(Kind.ORDINAL, number, ""), *senses]
        yield value_of(letters, span, senses, spelled=True, parts=(number,))


def _runs(tokens: Sequence[Token], words: Lexicon) -> Iterator[list[Token]]:
    """Number words that make one number each."""
    run: list[Token] = []
    for token in tokens:
        if run and not _belongs(run, token, words):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _belongs(run: Sequence[Token], token: Token, words: Lexicon) -> bool:
    """Whether a number word goes on with the number before it."""
    last, number = run[-1], token.number
    if _is_scale(token):
        return last.code != "W"
    if last.code == "W" and not words.unit_first:
        return False
    if _is_scale(last):
        return number < last.number and last.number > 100
    before = _sum(run) % 1000
    if words.unit_first and 0 < before % 100 < 10 and 20 <= number < 100 and number % 10 == 0:
        return True
    if number == 100:
        return 0 < before < 10
    if before and before % 100 == 0:
        return number < 100
    tens = before % 100
    return tens >= 20 and tens % 10 == 0 and (number < 10 or (tens in {60, 80} and number < 20))


def _is_scale(token: Token) -> bool:
    return token.code == "s" or token.number >= 1000


def _sum(run: Sequence[Token]) -> Decimal:
    """The number of a run: hundreds, tens and ones added, scales multiplied."""
    total, current = Decimal(0), Decimal(0)
    for token in run:
        if _is_scale(token):
            if total and not current:
                total *= token.number
            else:
                total, current = total + (current or 1) * token.number, Decimal(0)
        elif token.number == 100 and 0 < current < 10:
            current *= 100
        else:
            current += token.number
    return total + current
