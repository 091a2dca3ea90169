"""The signs of a typewriter as the typographic ones of British English."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ADDRESS", "typeset"]

ADDRESS: Final = "\x00"
"""Stands for an address, whose own signs are not touched; no text has this character."""

_OPENING_BEFORE: Final = frozenset(" \n\u00a0\u202f([{<-/\N{EN DASH}\N{EM DASH}“‘«„")
_ELLIPSIS = re.compile(r"\.{3}|\. \. \.(?! ?\.)")
_ACCENT_AS_APOSTROPHE = re.compile(r"(?<=\w)[´`](?=\w|\s|$|[.,;:!?)])")
_LEFT_OUT_LETTERS = re.compile(r"'(?=\d\ds?\b|(?:tis|twas|em|til|n)\b)", re.IGNORECASE)


def typeset(text: str, *, quotes: bool = True) -> str:
    """The text with curly quotation marks and apostrophes, and with ellipses of one sign.

    Double marks stay double and single ones single. Without `quotes`, for other languages than
    English, only apostrophes inside words change.
    """
    text = _ELLIPSIS.sub("…", text)
    text = _ACCENT_AS_APOSTROPHE.sub("’", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    if not quotes:
        return text
    text = text.replace("``", '"').replace("''", '"')
    text = _LEFT_OUT_LETTERS.sub("’", text)
    text = _curled(text, '"', "“", "”", stray="“")
    text = text.replace("´", "'").replace("`", "'")
    return _curled(text, "'", "‘", "’", stray="’")


def _curled(text: str, straight: str, opening: str, closing: str, *, stray: str) -> str:
    """Each straight mark as an opening or a closing one, by what stands beside it.

    A mark that looks as if it opened but is never closed becomes `stray`.
    """
    pieces = text.split(straight)
    curled = pieces[0]
    for number, piece in enumerate(pieces[1:], start=1):
        before, after = curled[-1:], piece[:1]
        opens = (not before or before in _OPENING_BEFORE) and bool(after) and not after.isspace()
        if opens and number == len(pieces) - 1:
            curled += stray if closing not in piece else opening
        else:
            curled += opening if opens else closing
        curled += piece
    return curled
