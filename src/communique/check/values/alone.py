"""Numbers and number words between words that have no part in values; most stand so."""

from __future__ import annotations

import re
from typing import Final

from communique.check.values.lexicon import Lexicon
from communique.check.values.pieces import piece_alone
from communique.check.values.tokens import Token

__all__ = ["token_alone"]

# What may stand right behind: a sign that ends all that a value can be, or a point or comma and
# a word, whose meaning is to be looked up.
_BEHIND: Final = (
    r"(?:[\"”“»)\]]{1,2}[.,;:!?]?(?=\s|\Z)|(?P<mark>[;:!?])(?=\s|\Z)"
    r"|(?P<point>[.,]?)(?:\Z|\s[\"“„«(\[\ufffc]|\s(?P<next>[^\W\d_]+)(?=[\s,.;:!?)\-/'’\"”»]|\Z)))"
)
_NUMBER: Final = re.compile(rf"[\"“„«(\[]?(?P<core>[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*){_BEHIND}")
_WORD: Final = re.compile(rf"(?P<core>[^\W\d_]+){_BEHIND}")
_ROMAN: Final = frozenset("IVX")
# `17 h 30`, which the language need not know.
_HOUR: Final = "h"


def token_alone(plain: str, lower: str, lexicon: Lexicon, begin: int, reach: int) -> Token | None:
    """The token of a place that has no other beside it; None where that is not plain to see.

    `plain` is the text with ASCII digits, `lower` the same in lower case, `begin` where signs
    begin before which no word has a part in values, and `reach` where the number or word does.
    """
    if lexicon.unspaced or (begin and not plain[begin - 1].isspace()):
        return None
    match = (_NUMBER if plain[reach].isdigit() else _WORD).match(plain, begin)
    if match is None:
        return None
    following = match["next"]
    if following is not None:
        start, end = match.span("next")
        word = lower[start:end]
        if word in lexicon.parts or following[0] in _ROMAN or word == _HOUR:
            return None
    start, end = match.span("core")
    return (_number if match.re is _NUMBER else _word)(match, lower, lexicon, start, end)


def _number(
    match: re.Match[str], lower: str, lexicon: Lexicon, start: int, end: int
) -> Token | None:
    core = match["core"]
    if match["mark"] == ":" and not core.isdigit() and not core.replace(".", "").isdigit():
        return None
    if match["point"] == "." and (
        core.count(".") > 1
        or (lexicon.ordinal_point and len(core) <= 3 and match.end("point") < len(lower))
    ):
        return None
    alike = piece_alone(core, lexicon)
    return alike and alike._replace(start=start, end=end)


def _word(match: re.Match[str], lower: str, lexicon: Lexicon, start: int, end: int) -> Token | None:
    word = lower[start:end]
    meaning = lexicon.words.get(word)
    if (
        meaning is None
        or meaning.code not in "wW"
        or word in lexicon.phrases
        or match["core"] in lexicon.codes
    ):
        return None
    return Token(meaning.code, start, end, meaning.number, meaning.units)
