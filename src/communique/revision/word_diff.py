"""Two versions of a text in one line, with what went and what came marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

__all__ = ["word_diff"]

_PIECE: Final = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
# How many words around a difference are shown, and how many between two are left in.
_AROUND: Final = 4


def word_diff(before: str, after: str) -> str:
    """The difference of two texts by words, as `git diff --word-diff` and `wdiff` write it.

    `The [-old-]{+new+} text`; long stretches that are the same are cut to `…`. White space is
    one space, so that the result is one line.
    """
    old, new = (_PIECE.findall(" ".join(text.split())) for text in (before, after))
    pieces: list[str] = []
    codes = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            first, last = number == 0, number == len(codes) - 1
            pieces.append(_shortened(old[a:b], first=first, last=last))
            continue
        if b > a:
            pieces.append(f"[-{''.join(old[a:b])}-]")
        if d > c:
            pieces.append(f"{{+{''.join(new[c:d])}+}}")
    return "".join(pieces)


def _shortened(same: list[str], *, first: bool, last: bool) -> str:
    """What is the same on both sides, less what is far from any difference."""
    ends = 2 * _AROUND
    if first and last:
        return "".join(same)
    if first and len(same) > ends:
        return f"… {''.join(same[-ends:]).lstrip()}"
    if last and len(same) > ends:
        return f"{''.join(same[:ends]).rstrip()} …"
    if len(same) > 2 * ends:
        return f"{''.join(same[:ends]).rstrip()} … {''.join(same[-ends:]).lstrip()}"
    return "".join(same)
