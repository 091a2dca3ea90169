"""The values of a text: its tokens put together by one grammar for all languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from communique.check.values.amounts import amounts
from communique.check.values.lexicon import Lexicon, lexicon
from communique.check.values.moments import century, dates, day_of_year, decade, times
from communique.check.values.scan import runs_of
from communique.check.values.tokens import Token, value_alone, value_spelled
from communique.check.values.value import Value
from communique.locales import Locale

__all__ = ["values_among", "values_of", "values_read"]

_J: Final = "[-tu,]{1,2}"
_DAY: Final = "[kW][.]?d?"
_DAYS: Final = f"{_DAY}(?:{_J}o{{0,2}}{_DAY}(?![spcbhi])){{0,5}}"
_DAYS_AFTER: Final = f"{_DAY}(?![spcbhi])(?:[-tu]o{{0,2}}{_DAY}(?![spcbhiC])){{0,2}}"
_MONTH: Final = "(?:m(?:/m)?[.]?|[kw]e)"
_YEAR: Final = "(?:,?(?:o-?){0,3}Y[.]?y?)"
_TIME: Final = (
    "(?:Ho?A?[zfk][hb]?A?|A?o?[zfk][.]?[hb][.]?(?:[kl](?:i|(?![bcdhmps])))?o?A?|[zfk]o?A|A[fz]|z)"
)
_NUMBER: Final = "(?:O?[klYnf](?:o?s){0,3})"
_MIXED: Final = "(?:[klYnfw]s{1,2}){2,4}[kYn]?"
_WORDS: Final = "(?:O?[wWs](?:[-u]?[wWs]){0,12})"
_AMOUNT: Final = (
    f"(?:(?:co?)?(?:{_MIXED}|{_NUMBER}|{_WORDS})(?:[.]?o{{0,2}}c|-?p)?|q(?:{_NUMBER}|{_WORDS}))"
)
_NO_DATE: Final = f"(?!{_DAYS}o{{0,3}}{_MONTH}|[kf][hbA])"

_RULES: Final = (
    (
        "year_first",
        f"Y(?:[.]?y[.]?o{{0,2}}|[.]?)(?:{_MONTH}(?:o{{0,2}}{_DAYS_AFTER}(?!o?{_MONTH}))?"
        f"|o?{_DAYS}o{{0,3}}{_MONTH})",
    ),
    ("day_first", f"{_DAYS}o{{0,3}}{_MONTH}(?:{_J}o{{0,2}}{_DAYS}o{{0,3}}{_MONTH})?{_YEAR}?"),
    ("month_first", f"{_MONTH}o{{0,2}}{_DAYS_AFTER}{_YEAR}?(?!o?{_MONTH})"),
    ("month_year", f"{_MONTH}(?:{_J}o{{0,2}}{_MONTH})?{_YEAR}"),
    ("month", _MONTH),
    ("decade", "(?:[rkw]C)?[klnY]Z"),
    ("century", "(?:C(?:[rk]|[wW](?:[-u]?[wW]){0,2})|[rkWw][.]?C)"),
    ("time", f"(?:A?[zfk][hb]?A?[-tu,]o?)?{_TIME}"),
    ("amounts", f"{_AMOUNT}(?:{_J}o?{_NO_DATE}{_AMOUNT}){{0,8}}"),
    ("day_year", "gY"),
    ("value", "[Vg]"),
)
"""The grammar, over the codes of tokens: the first rule that matches at a place counts."""


@lru_cache(maxsize=2)
def _grammar(*without: str) -> re.Pattern[str]:
    """The rules as one pattern; made late, for a run may need one of the two only."""
    named = (f"(?P<{name}>{pattern})" for name, pattern in _RULES if name not in without)
    return re.compile("|".join(named))


# The tokens that are a value without any other.
_ALONE: Final = frozenset("klYnVg")
Reader: TypeAlias = Callable[[str, Sequence[Token], Lexicon], Iterator[Value]]


def values_of(letters: str, locale: Locale) -> tuple[Value, ...]:
    """Every value in a text, in order; never fails. What could be read otherwise says so."""
    return values_read(letters, lexicon(locale))


@lru_cache(maxsize=8192)
def values_read(letters: str, words: Lexicon) -> tuple[Value, ...]:
    """The values of a text by the lexicon of its language."""
    values: list[Value] = []
    for run in runs_of(letters, words):
        values += values_among(letters, run, words)
    return tuple(values)


def values_among(letters: str, tokens: Sequence[Token], words: Lexicon) -> list[Value]:
    """The values that the tokens of a run make."""
    shape = "".join([token[0] for token in tokens])
    if len(shape) == 1 and not tokens[0].ordinal:
        if shape in _ALONE:
            return [value_alone(letters, tokens[0])]
        if shape in "wW":
            return [value_spelled(letters, tokens[0])]
    values: list[Value] = []
    for rule, start, end in _found(shape, month_first=words.month_first):
        token = tokens[start]
        if end - start == 1 and token.code in _ALONE and not token.ordinal:
            values.append(value_alone(letters, token))
            continue
        values += _READERS[rule](letters, tokens[start:end], words)
    return values


@lru_cache(maxsize=4096)
def _found(shape: str, *, month_first: bool) -> tuple[tuple[str, int, int], ...]:
    """What the grammar finds in the codes of some tokens: the rule, where it begins and ends.

    Few shapes are many texts': one number, one day.
    """
    grammar = _grammar() if month_first else _grammar("month_first")
    return tuple((match.lastgroup or "", *match.span()) for match in grammar.finditer(shape))


_READERS: Final[dict[str, Reader]] = {
    "year_first": dates,
    "year_day": dates,
    "day_first": dates,
    "month_first": dates,
    "month_year": dates,
    "month": dates,
    "century": century,
    "decade": decade,
    "time": times,
    "amounts": amounts,
    "day_year": day_of_year,
}
