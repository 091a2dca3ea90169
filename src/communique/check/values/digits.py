"""What stands in digits: numbers, times, dates, references and versions, each by itself."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from communique.check.values.lexicon import Lexicon, Meaning
from communique.check.values.numerals import MOST_DIGITS, number_senses
from communique.check.values.tokens import Token, rows_of
from communique.check.values.value import Day, Kind, Sense

__all__ = ["decades", "finished_token", "number_token"]

# What begins no ending of a number; nor does the end of a text.
_NO_ENDING: Final = frozenset(("", " ", "\u00a0", "\u202f", "\n", ",", ")"))
_GLUED_CAPITALS: Final = re.compile(r"[A-Z]{1,3}(?![^\W_])")
_NOTHING: Final = Meaning("x")
_DOTTED: Final = re.compile(r"(\d{1,2})[.,](\d{1,2})")
_ROW: Final = re.compile(r"\d+")
_LATIN: Final = re.compile(r"[A-Za-z]+")
_DECIMAL: Final = re.compile(r"\d+(?:\.\d+)?")
_SHORT: Final = re.compile(r"(\d{1,2})/(\d{1,2})")
_AFTER_POINT: Final = re.compile(r"\.[ \u00a0\u202f\u2009]([^\W\d_])")


def number_token(lexicon: Lexicon, plain: str, start: int, end: int) -> Token:
    """A number with the ending that hangs on to it."""
    row = plain[start:end]
    if len(row) > MOST_DIGITS or _is_of_name(plain, start, end):
        return Token("V", start, end, senses=((Kind.NAME, row, ""),))
    ordinal = decade = False
    known = lexicon.suffix.match(plain, end) if _has_ending(plain, end) else None
    if known:
        case = (known["case"] or "").lower()
        if case and case in lexicon.clock_endings:
            return _at_the_hour(row, start, known.end(), lexicon)
        if case not in lexicon.words:
            end = known.end()
            decade = (known["known"] or "").lower() in lexicon.decade
            ordinal = known["known"] is not None and not decade
    elif capitals := _GLUED_CAPITALS.match(plain, end):
        if capitals[0].lower() not in lexicon.words and capitals[0] not in lexicon.codes:
            name = (Kind.NAME, plain[start : capitals.end()].lower(), "")
            return Token("V", start, capitals.end(), senses=(name,), parts=rows_of(row))
    elif lexicon.ordinal_point and len(row) <= 3 and row.isdigit():
        following = _AFTER_POINT.match(plain, end)
        ordinal = bool(following and (lexicon.capital_nouns or following[1].islower()))
    numbers = number_senses(row, lexicon.decimal)
    if not numbers:
        kind = Kind.VERSION if row.count(".") > 1 else Kind.NAME
        return Token("V", start, end, senses=((kind, row, ""),), parts=rows_of(row))
    senses: list[Sense] = [(Kind.NUMBER, number, "") for number in numbers]
    code, more = _by_shape(row, lexicon)
    senses += more
    if decade:
        senses += decades(numbers[0])
    whole = numbers[0] == numbers[0].to_integral_value()
    parts = (numbers[0],) if whole else rows_of(row)
    return Token(
        code, start, end, senses=tuple(senses), parts=parts, ordinal=ordinal, decade=decade
    )


def _has_ending(plain: str, end: int) -> bool:
    """Whether an ending may hang on to a number: a letter or a sign, also behind a full stop."""
    following = plain[end : end + 2]
    if following[:1] == ".":
        following = following[1:]
    return following[:1] not in _NO_ENDING


def _is_of_name(plain: str, start: int, end: int) -> bool:
    """Whether a number in brackets hangs on to a word: `list(5)`."""
    return (
        start > 1
        and plain[start - 1] == "("
        and plain[end : end + 1] == ")"
        and plain[start - 2].isalpha()
    )


def _by_shape(row: str, lexicon: Lexicon) -> tuple[str, list[Sense]]:
    """The part that a number can play by its shape, and what else `17.30` can be."""
    if row.isdigit():
        if len(row) <= 2 and int(row) < 60:
            return ("k" if int(row) <= 31 else "l"), []
        return ("Y" if len(row) == 4 and "1000" <= row < "3000" else "n"), []
    dotted = _DOTTED.fullmatch(row)
    if dotted is None:
        return "n", []
    code, senses = "n", list[Sense]()
    first, second = int(dotted[1]), int(dotted[2])
    if ("." in row or lexicon.clock_comma) and first <= 24 and len(dotted[2]) == 2 and second < 60:
        code = "f"
        senses.append((Kind.TIME, first * 60 + second, ""))
    if "." in row and 1 <= first <= 31 and 1 <= second <= 12:
        senses.append((Kind.DATE, (None, second, first), ""))
    return code, senses


def _at_the_hour(row: str, start: int, end: int, lexicon: Lexicon) -> Token:
    """A number with the ending that makes a time of it: Hungarian `17.30-kor`."""
    hour, _, minute = row.replace(",", ".").partition(".")
    time: list[Sense] = []
    if minute.isdigit() or not minute:
        time = [(Kind.TIME, int(hour) * 60 + int(minute or 0), "")]
    numbers = number_senses(row, lexicon.decimal)
    senses = (*time, *((Kind.NUMBER, number, "") for number in numbers))
    return Token("z" if time else "n", start, end, senses=senses, parts=rows_of(row))


def decades(number: Decimal) -> list[Sense]:
    """The nineties are `1990s` and `90s`."""
    if number >= 1000:
        return [(Kind.NUMBER, number % 100, "")]
    return [(Kind.NUMBER, number + 1900, ""), (Kind.NUMBER, number + 2000, "")]


def finished_token(kind: str, lexicon: Lexicon, plain: str, start: int, end: int) -> Token:
    """A piece that is a value by itself: a reference, a date in digits, a version, a name."""
    row = plain[start:end]
    key = "".join(row.split())
    if kind == "clock":
        hour, minute = (int(part) for part in _ROW.findall(row)[:2])
        senses: tuple[Sense, ...] = ((Kind.TIME, hour * 60 + minute, ""),)
        return Token("z", start, end, senses=senses, parts=rows_of(row))
    if kind == "date" and (days := _days(key, lexicon)):
        senses = tuple((Kind.DATE, day, "") for day in days)
        parts = rows_of(row)
        if len(row) >= 6 and days[0][0] is not None:
            parts = (*parts, Decimal(days[0][0]))
        return Token("V", start, end, senses=senses, parts=parts)
    if kind == "name":
        letters = _LATIN.match(row)
        if letters and lexicon.words.get(letters[0].lower(), _NOTHING).code in "ot":
            return Token("o", start, start + letters.end())
        if letters and letters[0] in lexicon.codes:
            return Token("c", start, letters.end() + start, units=(letters[0],))
        return Token("V", start, end, senses=((Kind.NAME, row.lower(), ""),), parts=rows_of(row))
    if kind == "telephone":
        digits = "+" + re.sub(r"\D", "", row).removeprefix("00")
        return Token("V", start, end, senses=((Kind.REFERENCE, digits, ""),), parts=rows_of(row))
    if kind == "version" or (kind == "date" and "/" not in row):
        number = key.lower().removeprefix("v")
        senses = ((Kind.VERSION, number, ""),)
        if _DECIMAL.fullmatch(number):
            senses = (*senses, (Kind.NUMBER, Decimal(number), ""))
        return Token("V", start, end, senses=senses, parts=rows_of(row))
    senses = _reference(key, lexicon)
    code = "g" if len(senses) > 1 and senses[1][0] is Kind.DATE else "V"
    return Token(code, start, end, senses=senses, parts=rows_of(row))


def _reference(key: str, lexicon: Lexicon) -> tuple[Sense, ...]:
    """A reference as written, and by its digits alone: the letters of a law are translated."""
    digits = "/".join(_ROW.findall(key))
    by_name: list[Sense] = [(Kind.REFERENCE, key.upper(), "")]
    if digits != key:
        by_name.append((Kind.REFERENCE, digits, ""))
        if key[0].isdigit():  # `95/46/EC`: the letters are translated
            by_name.reverse()
    short = _SHORT.fullmatch(key)
    if short:
        first, second = int(short[1]), int(short[2])
        days: list[Day] = []
        if 1 <= first <= 31 and 1 <= second <= 12:
            days.append((None, second, first))
        if lexicon.month_first and 1 <= first <= 12 and 1 <= second <= 31:
            days.append((None, first, second))
        by_name += [(Kind.DATE, day, "") for day in days]
    return tuple(by_name)


def _days(key: str, lexicon: Lexicon) -> list[Day]:
    """The days that a date in digits can be; none where it is no date."""
    first, second, third = (int(part) for part in _ROW.findall(key))
    days: list[Day] = []
    if first > 999:
        days = [(first, second, third)]
    else:
        year = third if third > 99 else (2000 if third < 70 else 1900) + third
        days = [(year, second, first)]
        if "." not in key and lexicon.month_first:
            days.append((year, first, second))
    return [day for day in days if 1 <= (day[1] or 0) <= 12 and 1 <= (day[2] or 0) <= 31]
