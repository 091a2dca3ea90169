"""One piece of a text: a number, a word, a sign, or what is a value by itself."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from communique.check.values.digits import finished_token, number_token
from communique.check.values.lexicon import Lexicon, Meaning, phrase_end
from communique.check.values.numerals import chinese_number, roman_number
from communique.check.values.tokens import Token
from communique.check.values.value import Kind, Sense

__all__ = ["NUMBERS", "PIECE", "may_be_roman", "number_alone", "piece_alone", "token_of"]

_SPACES: Final = r"\u0020\u00a0\u202f\u2009"
# The edges of a word in Latin letters, which Chinese ones may touch.
_B: Final = r"(?<![A-Za-z0-9_])"
_E: Final = r"(?![A-Za-z0-9_])"
# What is one piece whatever the language, the most telling first.
PIECE: Final = re.compile(
    rf"""
    [\s_\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c'’ʼ]*+
    (?:
      (?P<word>[^\W\d_]{{1,30}}+(?=[\s,;:!?]))
    | (?P<plain>\d{{1,9}}+(?=[ ][^\W\d_h]|,\s|\Z))
    | (?P<date>
        (?<![A-Za-z0-9_.,/-])(?:
          \d{{4}}(?P<a>[-./])\d{{1,2}}(?P=a)\d{{1,2}}{_E}
          | \d{{1,2}}(?P<b>[./-])[{_SPACES}]?\d{{1,2}}(?P=b)[{_SPACES}]?(?:\d{{4}}|\d{{2}})
            (?![A-Za-z0-9_]|[./-]\d)
          | \d{{4}}\.[{_SPACES}]\d{{2}}\.[{_SPACES}]\d{{2}}{_E}
        )
      )
    | (?P<reference>
        {_B}[A-Z]{{1,8}}(?:[/-][A-Z0-9]{{1,10}}){{0,4}}/\d[A-Z0-9]{{0,9}}
            (?:[/.-][A-Z0-9]{{1,10}}(?![a-z])){{0,5}}
        | {_B}[A-Z]{{2,6}}\(\d{{4}}\)[{_SPACES}]?\d{{1,5}}
        | {_B}[A-Z]{{2,6}}-\d{{3,6}}(?:-\d{{1,6}})?(?![\w/])
        | (?<![A-Za-z0-9_/.,])\d{{1,5}}(?:/\d{{1,5}}){{1,3}}(?:/[A-Z]{{2,5}})?(?![A-Za-z0-9_/])
      )
    | (?P<telephone>
        {_B}\+[1-9](?:[{_SPACES}()./-]{{0,2}}\d){{6,17}}
        | (?<![A-Za-z0-9_,.])00[{_SPACES}]?\d{{2,3}}(?:[{_SPACES}]\d{{1,9}}){{2,8}}
      )
    | (?P<version>
        {_B}(?!\d{{1,3}}(?:\.\d{{3}}){{1,6}}(?![.\d]))[vV]?\d{{1,4}}(?:\.\d{{1,5}}){{2,5}}(?:[-~+][a-z]{{0,8}}\d{{1,6}}(?:[a-z.]\d{{1,4}}){{0,3}})?{_E}
        | {_B}[vV]?\d{{1,3}}\.\d{{1,3}}(?:[a-z]{{1,4}}\d{{1,3}}|-\d{{1,3}}){_E}
        | {_B}[vV]\d{{1,3}}(?:\.\d{{1,3}})?{_E}
      )
    | (?P<clock>
        (?<![A-Za-z0-9_.,:])\d{{1,2}}
        (?::[0-5]\d(?::[0-5]\d)?|[{_SPACES}]?h[{_SPACES}]?[0-5]\d)(?![\d:]|[.,]\d)
      )
    | (?P<number>
        (?<!\d[{_SPACES}])(?<![A-Za-z0-9_.,])\d{{1,3}}(?:[{_SPACES}]\d{{3}}){{1,6}}(?!\d)
            (?:[.,٫]\d{{1,6}}(?![\d.,]\d))?
        | \d+(?:[.,'’٬٫·]\d+)*
      )
    | (?P<name>
        {_B}[A-Za-z][A-Za-z_]{{0,15}}\d[A-Za-z0-9_]{{0,12}}
            (?:[-.][A-Za-z0-9]{{0,9}}\d[A-Za-z0-9]{{0,9}}){{0,3}}
        | {_B}[A-Z][A-Za-z]{{0,15}}(?:-[A-Z][A-Za-z]{{0,9}})?-\d[A-Za-z0-9]{{0,12}}(?!\w)
      )
    | (?P<letter>[^\W\d_])
    | (?P<sign>[^\s\w\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c'’ʼ])
    )
    """,
    re.VERBOSE,
)
_NOTHING: Final = Meaning("x")
NUMBERS: Final = frozenset(("number", "plain"))
"""The kinds of piece that are a number in digits."""
_FIGURES: Final = "0123456789./-"
_LETTERS: Final = frozenset(("word", "letter"))
_SCALE: Final = Meaning("s")
_ROMAN: Final = re.compile(r"([IVX]{1,8})(?:e|er|ème|º|ª)?(?![^\W_])")
_CHINESE: Final = re.compile(r"[〇零一二两兩三四五六七八九十百千万萬亿億]+")
_CHINESE_COUNTED: Final = re.compile(
    r"[个個名位项項次年月日天周週倍家国國种種款台件条點点时時分届章章世]"
)
_CHINESE_DATED: Final = re.compile(r"[年月日号时時点點]")
# Words in which a Chinese number sign counts nothing.
_NOT_COUNTED: Final = re.compile(
    r"一些|统一|一样|唯一|万一|一般|一致|一起|一直|一旦|千万|十分|百分|一定|一切|之一"
)


def may_be_roman(plain: str, start: int, end: int) -> bool:
    """Whether a word may be a Roman numeral, with or without the ending of an ordinal."""
    return plain[start] in "IVX" and _ROMAN.match(plain, start, end) is not None


@lru_cache(maxsize=4096)
def number_alone(row: str, lexicon: Lexicon) -> Token:
    """A row of digits that nothing hangs on to."""
    return number_token(lexicon, row, 0, len(row))


def piece_alone(row: str, lexicon: Lexicon) -> Token | None:
    """Some signs with a digit among them, read by themselves; None where they are not one piece.

    What has no letters says the same in all languages of one decimal sign and order of dates, and
    is read in one of them.
    """
    if row.strip(_FIGURES):
        return _named_alone(row, lexicon)
    read = _read_alone((row, lexicon.decimal, lexicon.month_first))
    if not read:
        read.append(_alone(row, lexicon))
    return read[0]


@lru_cache(maxsize=4096)
def _read_alone(_: tuple[str, str, bool]) -> list[Token | None]:
    """What has been read of a row in languages that write so; to be filled by the first."""
    return []


@lru_cache(maxsize=4096)
def _named_alone(row: str, lexicon: Lexicon) -> Token | None:
    return _alone(row, lexicon)


def _alone(row: str, lexicon: Lexicon) -> Token | None:
    match = PIECE.match(row)
    kind = match and match.lastgroup
    if match is None or kind is None or match.end() < len(row) or kind in _LETTERS:
        return None
    token = token_of(kind, lexicon, row, row.lower(), 0, len(row))
    return token if token.end == len(row) and token.senses else None


def token_of(kind: str, lexicon: Lexicon, plain: str, lower: str, start: int, end: int) -> Token:
    """What a piece is that was found under the name of a kind."""
    if kind in _LETTERS:
        return _word(lexicon, plain, lower, start)
    if kind == "sign":
        meaning = lexicon.signs.get(plain[start], _NOTHING)
        return Token(meaning.code, start, end, units=meaning.units)
    if kind in NUMBERS:
        return number_token(lexicon, plain, start, end)
    return finished_token(kind, lexicon, plain, start, end)


def _word(lexicon: Lexicon, plain: str, lower: str, start: int) -> Token:
    match = lexicon.word.match(lower, start)
    if match is None:
        return Token("x", start, start + 1)
    if lexicon.unspaced and lexicon.words.get(match[0], _SCALE).code in "sw":
        signs = _CHINESE.match(plain, start)
        if signs and signs.end() >= match.end():
            return _chinese(lexicon, plain, signs)
    word, end = match[0], match.end()
    phrases = lexicon.phrases.get(word)
    last = phrase_end(phrases, lower, start) if phrases else None
    if last is not None and (not lower[last : last + 1].isalnum() or lower[last - 1] == "."):
        word, end = " ".join(lower[start:last].split()), last
        meaning = lexicon.words.get(word, _NOTHING)
    elif end - start == 3 and plain[start:end] in lexicon.codes:
        return Token("c", start, end, units=(plain[start:end],))
    else:
        meaning = lexicon.words.get(word, _NOTHING)
    if meaning.code == "x":
        roman = _ROMAN.match(plain, start)
        if roman and roman.end() == end and roman_number(roman[1]):
            return Token("r", start, end, Decimal(roman_number(roman[1])))
        return Token("x", start, end)
    if meaning.code == "m" and word in lexicon.capital_months and not plain[start].isupper():
        return Token("x", start, end)
    if end < len(lower) and lower[end] == "." and meaning.code in "mspchyied" and end - start <= 5:
        end += _abbreviated(lower, end)
    return Token(meaning.code, start, end, meaning.number, meaning.units)


def _abbreviated(lower: str, end: int) -> int:
    """1 if the point after a short word belongs to it: the sentence goes on in lower case."""
    following = lower[end + 1 : end + 3].lstrip()
    return 1 if following[:1] in {",", ")", ";"} else 0


def _chinese(lexicon: Lexicon, plain: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    before = plain[max(0, start - 1) : start]
    scale = lexicon.words.get(match[0], _NOTHING)
    if scale.code == "s" and (before.isdigit() or not _CHINESE_COUNTED.match(plain, end)):
        return Token("s", start, end, scale.number)
    number = chinese_number(match[0])
    fraction = _CHINESE.match(plain, end + 1) if before == "之" and plain[end] == "点" else None
    if fraction and number is not None and (decimals := chinese_number("零" + fraction[0])):
        number, end = number + decimals / 10 ** len(fraction[0]), fraction.end()
    counted = len(match[0]) > 1 or before in {"第", "之"} or _CHINESE_COUNTED.match(plain, end)
    if number is not None and (dated := _CHINESE_DATED.match(plain, end)):
        code = "Y" if 1000 <= number < 3000 else "k" if number <= 31 else "w"
        if code != "w" and (code == "Y") == (dated[0] == "年"):
            senses: tuple[Sense, ...] = ((Kind.NUMBER, number, ""),)
            return Token(code, start, end, number, senses=senses, parts=(number,))
    nearby = _NOT_COUNTED.search(plain, max(0, start - 1), end + 1)
    if number is None or not counted or nearby:
        return Token("x", start, end)
    return Token("w", start, end, number)
