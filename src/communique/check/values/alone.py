"""Numbers and number words between words that have no part in values; most stand so."""

from __future__ import annotations

import re
from typing import Final

from communique.check.values.lexicon import Lexicon
from communique.check.values.pieces import piece_alone
from communique.check.values.tokens import Token

__all__ = ["token_alone"]

_NUMBER: Final = re.compile(
    r"[\"“„«(\[]?(?P<core>[A-Za-z0-9]++(?:[-./][A-Za-z0-9]++)*+|[^\W\d_]++)"
    # Signs that end all that a value can be; French sets a space before some.
    r"(?:[\"”“»)\]]{1,2}[.,;:!?]?|(?P<mark>[;:!?])|[\u00a0\u202f][;:!?»]|,|(?P<point>\.?))"
)


def token_alone(chunk: str, lexicon: Lexicon, start: int, *, last: bool) -> Token | None:
    """The token of what stands between two spaces, read by itself; None where it is not one.

    `chunk` has ASCII digits, `start` is where it begins in its text, and `last` says whether it
    ends it.
    """
    match = _NUMBER.fullmatch(chunk)
    if match is None:
        return None
    core, mark, point = match.group("core", "mark", "point")
    begin = start + match.start("core")
    if core.isalpha():
        return _word(core, lexicon, begin)
    if mark == ":" and not core.isdigit() and not core.replace(".", "").isdigit():
        return None
    if point and (core.count(".") > 1 or (lexicon.ordinal_point and len(core) <= 3 and not last)):
        return None
    alike = piece_alone(core, lexicon)
    return alike and _placed(alike, begin)


def _word(core: str, lexicon: Lexicon, begin: int) -> Token | None:
    word = core.lower()
    meaning = lexicon.words.get(word)
    if (
        meaning is None
        or meaning.code not in "wW"
        or word in lexicon.phrases
        or core in lexicon.codes
    ):
        return None
    return Token(meaning.code, begin, begin + len(core), meaning.number, meaning.units)


def _placed(token: Token, begin: int) -> Token:
    """The same token where it stands in the text; written out, for most numbers are such."""
    code, _, end, number, units, senses, parts, ordinal, decade = token
    return Token(code, begin, begin + end, number, units, senses, parts, ordinal, decade)
