"""How alike two texts are, as a whole number from 0 to 100."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

__all__ = ["LONGEST", "likeness", "normal_form", "tokens", "upper_bounds"]

LONGEST: Final = 10_000
"""Longer texts, in characters, are equal or not: nothing between is worth the time."""

# Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, kana and Han.
_UNSPACED: Final = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Marks that stand on a letter or in a word and that `\w` does not know.
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u200c\u200d"
)
# Brackets, stops, quotation marks, dashes and what cannot be seen; %, €, § and + do count.
_PUNCTUATION: Final = (
    r"!\"'(),\-./:;?\[\]\\{}¡¿«»·¶\u00ad\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05f3\u05f4"
    r"\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u1360-\u1368\u200b-\u2027\u202a-\u202f"
    r"\u2032-\u206f\u3001-\u3003\u3008-\u301f\u30fb\ufe30-\ufe6b\ufeff\uff01-\uff0f\uff1a\uff1b"
    r"\uff1f\uff3b-\uff3d\uff5b-\uff65"
)
# A fact or a list of attributes, a tag, the target of a link, a number, stress and code, symbols.
_MARKUP: Final = r"\{[^{}\n]{1,200}\}|<[^<>\n]{1,400}>|\]\([^()\s]{1,2000}\)"
_NUMBER: Final = r"\d+(?:[.,]\d+)+"
_SIGN: Final = rf"\*+|`+|[^\w\s{_PUNCTUATION}]"
_SPACED_WORD: Final = rf"[\w{_MARKS}]+(?:'[\w{_MARKS}]+)*"
_OTHER_WORD: Final = rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+"
_TOKENS: Final = re.compile(f"{_MARKUP}|{_NUMBER}|{_SPACED_WORD}|{_SIGN}")
_UNSPACED_TOKENS: Final = re.compile(f"{_MARKUP}|{_NUMBER}|{_OTHER_WORD}|{_SIGN}")
_HAS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
# Quotients of small numbers, as floating-point numbers have them, are this near.
_NEAR: Final = 1e-7


def likeness(one: str, other: str, *, least: int = 0) -> int:
    """How alike two texts are, from 0 to 100; what is under `least` is 0.

    100 is for texts that are equal in their normal form, and for no others. The rest is the share
    of tokens that stay where the least tokens are put in, taken out or exchanged: of the longer
    text's tokens, the per cent that need no change, rounded down, and at most 99. Either text may
    come first.

    It is OmegaT's score, 100 · (longer − distance) / longer, over tokens: words, numbers, symbols
    and markup. What differs in capitals, spaces or punctuation alone is 99. In scripts without
    spaces each character is a token. Texts of more than `LONGEST` characters are equal, or 0.
    """
    one, other = normal_form(one), normal_form(other)
    if one == other:
        return 100
    if max(len(one), len(other)) > LONGEST:
        return 0
    first, second = tokens(one), tokens(other)
    longer = max(len(first), len(second))
    # What is further apart need not be counted to the end.
    most = longer * (100 - least) // 100 if least > 0 else longer
    if most < 0:
        return 0
    distance = Levenshtein.distance(first, second, score_cutoff=most)
    score = min(99, 100 * (longer - distance) // longer)
    return score if distance <= most and score >= least else 0


def normal_form(text: str) -> str:
    """A text as it is compared: composed (NFC), without white space at its ends."""
    text = text.strip()
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text).strip()


def tokens(text: str) -> list[str]:
    """What a text in its normal form is counted by, in small letters.

    A text of punctuation alone is counted by its signs; a text that is not empty has a token.
    """
    folded = text.casefold()
    pattern = _TOKENS
    if not folded.isascii():
        folded = folded.replace("’", "'")
        if _HAS_UNSPACED.search(folded):
            pattern = _UNSPACED_TOKENS
    return pattern.findall(folded) or list("".join(folded.split()))


def upper_bounds(codes: str, others: Sequence[str], *, least: int) -> Iterator[tuple[int, int]]:
    """Which of other texts can have at least a score, and the score that they have at most.

    A text is given as a character for each of its tokens, the same for the same token. Two tokens
    may share a character, so that the score is too high, and never too low. Gives scores and
    positions among `others`.
    """
    found = process.extract_iter(
        codes,
        others,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=max(0.0, least / 100 - _NEAR),
    )
    for _, share, position in found:
        yield int(100 * share + _NEAR), position
