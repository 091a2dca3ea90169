"""What a row of digits can mean: grouped by thousands, with decimals, or several numbers."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

__all__ = [
    "MOST_DIGITS",
    "ascii_digits",
    "chinese_number",
    "has_other_digits",
    "number_senses",
    "roman_number",
]

# No number of a text has more digits; longer rows are names of something.
MOST_DIGITS: Final = 24

_OTHER_DIGIT: Final = re.compile(r"[^\D0-9]")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d{1,3}(?:['’٬]\d{3})+")
_ROMAN: Final = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10}
_CHINESE_DIGITS: Final = dict(
    zip("〇零一二两兩三四五六七八九", (0, 0, 1, 2, 2, 2, *range(3, 10)), strict=True)
)
_CHINESE_STEPS: Final = {"十": 10, "百": 100, "千": 1000}
_CHINESE_SCALES: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def has_other_digits(text: str) -> bool:
    """Whether a text has digits that are not those of ASCII."""
    return not text.isascii() and _OTHER_DIGIT.search(text) is not None


def ascii_digits(text: str) -> str:
    """The text with the digits of every script as ASCII ones; no letter moves."""
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), text)


@lru_cache(maxsize=4096)
def number_senses(row: str, decimal: str) -> tuple[Decimal, ...]:
    """Every number that a row of digits and separators can be, the likeliest first.

    `decimal` is the decimal sign of the language. Empty where the row is no single number,
    as in `3.1.2` or `1,2,3`.
    """
    if row.isdigit():
        return (Decimal(row),)
    whole, mark, fraction = row, "", ""
    for sign in ("٫", ".", ",", "·"):
        if row.count(sign) == 1 and row.rindex(sign) > _last_group(row):
            whole, mark, fraction = row.partition(sign)
            break
    if not mark:
        return _grouped(row)
    if not whole.isdigit():
        found = _grouped(whole)
        return tuple(Decimal(f"{number}.{fraction}") for number in found)
    plain = Decimal(f"{whole}.{fraction}")
    if len(fraction) != 3 or len(whole) > 3 or whole.startswith("0") or mark in "٫·":
        return (plain,)
    together = Decimal(whole + fraction)
    return (plain, together) if mark == decimal else (together, plain)


def _last_group(row: str) -> int:
    return max((row.rfind(sign) for sign in " \u00a0\u2009\u202f'’٬.,"), default=-1) - 1


def _grouped(row: str) -> tuple[Decimal, ...]:
    """A whole number in groups of three, all parted by one sign."""
    if _GROUPED.fullmatch(row):
        return (Decimal(re.sub(r"\D", "", row)),)
    for sign in ".,":
        first, *groups = row.split(sign)
        right = groups and 1 <= len(first) <= 3 and first.isdigit()
        if right and all(len(group) == 3 and group.isdigit() for group in groups):
            return (Decimal(first + "".join(groups)),)
    return ()


def roman_number(letters: str) -> int:
    """A Roman numeral up to 39 in capitals as a number; 0 for any other word."""
    found = _ROMAN.fullmatch(letters)
    if not found:
        return 0
    values = [_ROMAN_DIGITS[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def chinese_number(signs: str) -> Decimal | None:
    """A number in Chinese signs, `二十七` or `二〇一八`; None where they are none."""
    if len(signs) > MOST_DIGITS:
        return None
    if len(signs) > 1 and all(sign in _CHINESE_DIGITS for sign in signs):
        return Decimal("".join(str(_CHINESE_DIGITS[sign]) for sign in signs))
    total = part = digit = 0
    for sign in signs:
        if sign in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[sign]
        elif sign in _CHINESE_STEPS:
            part += (digit or 1) * _CHINESE_STEPS[sign]
            digit = 0
        elif sign in _CHINESE_SCALES:
            total = (total + (part + digit or 1)) * _CHINESE_SCALES[sign]
            part = digit = 0
        else:
            return None
    return Decimal(total + part + digit)
