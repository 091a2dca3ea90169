"""What an entry says of the source text that its translation was made for: `#| msgid "…"`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

__all__ = ["Previous", "previous_of"]

_STRING: Final = re.compile(
    r'\|?[ \t]*(?:(msgctxt|msgid_plural|msgid)[ \t]*)?"((?:[^"\\]|\\.)*)"[ \t]*'
)
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """An earlier state of a message."""

    id: str = ""
    """Its msgid; empty where it is not said."""
    plural_id: str = ""
    """Its msgid_plural."""
    context: str | None = None
    """Its msgctxt, or None."""


def previous_of(lines: Iterable[str]) -> Previous:
    """Read the comments of an entry that begin with `#|`, less that sign.

    They are for people and tools of translators, so what cannot be read is as if it were not
    there (gettext manual, “The Format of PO Files”).
    """
    texts: dict[str, str] = {}
    keyword = ""
    for line in lines:
        found = _STRING.fullmatch(line.strip())
        if found is None:
            keyword = ""
            continue
        keyword = found[1] or keyword
        if keyword:
            written = _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), found[2])
            texts[keyword] = texts.get(keyword, "") + written
    return Previous(
        id=texts.get("msgid", ""),
        plural_id=texts.get("msgid_plural", ""),
        context=texts.get("msgctxt"),
    )
