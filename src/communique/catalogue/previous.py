"""The source text that the translation of an entry was made for: `#| msgid "…"`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["previous_id_of", "previous_texts_of"]

_STRING: Final = re.compile(
    r'\|?[ \t]*(?:(msgctxt|msgid_plural|msgid)[ \t]*)?"((?:[^"\\]|\\.)*)"[ \t]*'
)
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def previous_id_of(lines: Iterable[str]) -> str:
    """The earlier msgid in the comments of an entry that begin with `#|`, less that sign.

    They are for people and tools of translators, so what cannot be read is as if it were not
    there (gettext manual, “The Format of PO Files”). Empty where none is said.
    """
    pieces = []
    keyword = ""
    for line in lines:
        found = _STRING.fullmatch(line.strip())
        keyword = (found[1] or keyword) if found else ""
        if found and keyword == "msgid":
            pieces.append(_ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), found[2]))
    return "".join(pieces)


def previous_texts_of(lines: Iterable[str]) -> dict[str, str] | None:
    """Each earlier text by its keyword, in order; None where a line cannot be read as one."""
    pieces: dict[str, str] = {}
    keyword = ""
    for line in lines:
        found = _STRING.fullmatch(line.strip())
        if found is None or not (found[1] or keyword) or found[1] in pieces:
            return None
        keyword = found[1] or keyword
        text = _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), found[2])
        pieces[keyword] = pieces.get(keyword, "") + text
    return pieces
