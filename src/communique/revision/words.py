"""A text as words and signs, so that two versions of it can be laid side by side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from communique.frozen import Frozen

__all__ = ["Difference", "Token", "differences", "tokens", "without_signs"]

_TOKEN: Final = re.compile(r"\w+(?:[-'.]\w+)*|[^\w\s]")
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»❝❞＂″", '"'),
        **dict.fromkeys("‘’‚‛‹›′ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00ad": "",
    }
)
_DASH: Final = re.compile(r"\s+-+\s+|--+|(?<=\w) -(?=\w)|(?<=\w)- (?=\w)")
_SPACES: Final = re.compile(r"\s+")
_SPACE_BEFORE_MARK: Final = re.compile(r" (?=[,.;:!?%)\]])|(?<=[(\[]) ")


class Token(Frozen):
    """A word or a sign of a text."""

    text: str
    """It as the text has it, in one form of its signs."""
    key: str
    """What it is compared by: small letters, one spelling."""
    first: bool = False
    """Whether it begins a sentence, so that its capital letter says nothing."""


class Difference(Frozen):
    """Words that stand in the place of others; one side may be empty."""

    before: tuple[Token, ...]
    """Those of the old text."""
    after: tuple[Token, ...]
    """Those of the new one."""
    doubled: bool = False
    """Whether all that differs is that a word stands twice in one of them: “the the”."""


def without_signs(text: str) -> str:
    """A text in one form of its spaces, quotation marks, dashes and dots, composed (NFC)."""
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    text = _SPACES.sub(" ", _DASH.sub(" -- ", text)).strip()
    return _SPACE_BEFORE_MARK.sub("", text)


def tokens(text: str) -> Iterator[tuple[str, bool]]:
    """The words and signs of a text without signs of its own, and whether each begins a sentence.

    What stands behind a full stop, a question mark, an exclamation mark, a colon or an opening
    quotation mark begins one.
    """
    first = True
    for match in _TOKEN.finditer(text):
        word = match[0]
        yield word, first
        if word[0].isalnum():
            first = False
        elif word in '.!?:"':
            first = True


def differences(before: Sequence[Token], after: Sequence[Token]) -> list[Difference]:
    """Where two versions differ, in order."""
    matcher = SequenceMatcher(
        a=[token.key for token in before], b=[token.key for token in after], autojunk=False
    )
    return [
        Difference(
            before=tuple(before[a:b]),
            after=tuple(after[c:d]),
            doubled=tag == "delete" and b == a + 1 and _is_doubled(before, a),
        )
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _is_doubled(words: Sequence[Token], at: int) -> bool:
    """Whether a word stands beside itself."""
    beside = [words[number].key for number in (at - 1, at + 1) if 0 <= number < len(words)]
    return words[at].key in beside and words[at].key[0].isalpha()
