"""Dates, times, decades and centuries out of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from communique.check.values.amounts import amounts
from communique.check.values.digits import decades
from communique.check.values.lexicon import Lexicon
from communique.check.values.spelled import spelled_numbers
from communique.check.values.tokens import Token, number_of, value_of, word_before
from communique.check.values.value import Day, Kind, Sense, Value

__all__ = ["century", "dates", "day_of_year", "decade", "times"]


def day_of_year(letters: str, tokens: Sequence[Token], _: Lexicon) -> Iterator[Value]:
    """`25/5 2018`, as Scandinavians write."""
    year = int(tokens[1].parts[0])
    days = [key for kind, key, _ in tokens[0].senses if kind is Kind.DATE]
    senses: list[Sense] = [
        (Kind.DATE, (year, *key[1:]), "") for key in days if isinstance(key, tuple)
    ]
    yield value_of(letters, tokens, senses)


def dates(letters: str, tokens: Sequence[Token], words: Lexicon) -> Iterator[Value]:
    """Each day of the match with its month and the year, `10–12 May 2018` being two days."""
    codes = "".join(token.code for token in tokens)
    months = [
        (at, int(number_of(token)))
        for at, token in enumerate(tokens)
        if (token.code == "m" and codes[at - 1 : at] != "/") or codes[at + 1 : at + 2] == "e"
    ]
    places = {at for at, _ in months}
    days = [
        (at, int(number_of(token)))
        for at, token in enumerate(tokens)
        if token.code in "kW" and at not in places
    ]
    year = next((int(number_of(token)) for token in tokens if token.code == "Y"), None)
    if not all(1 <= day <= 31 for _, day in days) or not all(1 <= one <= 12 for _, one in months):
        for at, token in enumerate(tokens):
            if token.code in "kYW":
                yield from amounts(letters, tokens[at : at + 1], words)
        return
    if not days and year is None and _is_weak(letters, tokens[0], words):
        return
    first = bool(days) and months[0][0] < days[0][0]
    found: list[tuple[int, Day]] = [
        (at, (year, _month(at, months, first=first), day)) for at, day in days
    ]
    if not days:
        found = [(at, (year, month, None)) for at, month in months]
    for nth, (at, day) in enumerate(found):
        # The last one carries month and year, as a rule; those before it are written shorter.
        end = len(tokens) if nth == len(found) - 1 else found[nth + 1][0]
        while codes[end - 1] in "-tu,o":
            end -= 1
        span = tokens[at if len(found) > 1 else 0 : end]
        parts = [Decimal(part) for part in day if part is not None]
        yield value_of(letters, span, [(Kind.DATE, day, "")], parts=parts)


def _month(at: int, months: Sequence[tuple[int, int]], *, first: bool) -> int:
    """The month that a day belongs to: the one before it where months come first, or the next."""
    if first:
        return next(month for place, month in reversed(months) if place < at)
    return next((month for place, month in months if place > at), months[-1][1])


def _is_weak(letters: str, token: Token, words: Lexicon) -> bool:
    """Whether the name of a month is a common word as well, and nothing says which it is."""
    return (
        letters[token.start : token.end].lower() in words.weak_months
        and word_before(letters, token.start) not in words.month_after
    )


def decade(letters: str, tokens: Sequence[Token], _: Lexicon) -> Iterator[Value]:
    """`20世纪90年代`, `1990年代`: the year in which the decade begins."""
    number = tokens[-2].parts[0]
    senses: list[Sense] = [(Kind.NUMBER, number, ""), *decades(number)]
    if tokens[1].code == "C":
        first = int(number_of(tokens[0])) - 1
        senses = [(Kind.NUMBER, first * 100 + number, "")]
    elif number < 100:
        senses = [senses[1], senses[0], *senses[2:]]
    yield value_of(letters, tokens, senses)


def century(letters: str, tokens: Sequence[Token], words: Lexicon) -> Iterator[Value]:
    """`21st century`, `XXIe siècle`: an ordinal."""
    counted = [token for token in tokens if token.code in "rkwW"]
    number = number_of(counted[0])
    if len(counted) > 1:
        read = next(spelled_numbers(letters, counted, None, words))
        number = read.parts[0]
    senses = [(Kind.ORDINAL, number, ""), (Kind.NUMBER, number, "")]
    spelled = counted[0].code != "k"
    yield value_of(letters, counted, senses, spelled=spelled, parts=(number,))


def times(letters: str, tokens: Sequence[Token], words: Lexicon) -> Iterator[Value]:
    """One time or two; the half of the day of the second goes for the first as well."""
    codes = "".join(token.code for token in tokens)
    halves = [int(token.number) for token in tokens if token.code == "A"]
    clocks = [(at, token) for at, token in enumerate(tokens) if token.code in "zfkl"]
    minutes = 0
    if len(clocks) > 1 and codes[clocks[1][0] - 1] in "hb.":  # 17 hours 30
        minutes = int(number_of(clocks[1][1]))
        clocks = clocks[:1]
    certain = "h" in codes or "H" in codes or minutes > 0
    if "b" in codes:
        certain = certain or word_before(letters, tokens[0].start) in words.at
    for nth, (at, token) in enumerate(clocks):
        if token.code == "k" and number_of(token) > 24:
            yield from amounts(letters, [token], words)
            continue
        half = halves[min(nth, len(halves) - 1)] if halves else None
        minute = _on_24_hours(_minute(token) + minutes, half)
        time: Sense = (Kind.TIME, minute, "")
        sure = certain or token.code == "z" or _is_clock(letters, token, words)
        if half is not None:
            senses = [time]
        else:
            senses = [time, *token.senses] if sure else [*token.senses, time]
            if minute < 12 * 60 and "H" not in codes and token.code == "k":
                senses.append((Kind.TIME, minute + 12 * 60, ""))
        end = len(tokens) if nth == len(clocks) - 1 else at + 1
        span = tokens[at if len(clocks) > 1 else 0 : end]
        yield value_of(letters, span, list(dict.fromkeys(senses)))


def _is_clock(letters: str, token: Token, words: Lexicon) -> bool:
    """Whether `17.30` is written as no decimal of the language would be."""
    written = letters[token.start : token.end]
    return token.code == "f" and (words.clock_comma or words.decimal not in written)


def _minute(token: Token) -> int:
    """The time that a token says, a number alone being the hour."""
    for kind, key, _ in token.senses:
        if kind is Kind.TIME and isinstance(key, int):
            return key
    return int(number_of(token)) * 60


def _on_24_hours(minute: int, half: int | None) -> int:
    if half is None or minute >= 13 * 60:
        return minute
    return minute % (12 * 60) + half * 60
