"""Inline markup of the ordinary kinds, read without the Markdown library.

Nearly every text has letters alone, or a link, an escape, a fact, a word in code or in emphasis.
These are read here in one pass, some twenty times as fast; whatever is less plain is left to the
library, and a test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from communique.release.inline import Break, Code, Emphasis, FactReference, Inline, Link, Text

__all__ = ["FACT", "ordinary_inline"]

FACT: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")
"""A fact in a text: its name and, after a colon, the form asked for."""

# What any rule of the Markdown library begins with; a text without it is letters alone.
_MARKUP: Final = re.compile(r"[\x00\r\n\\`*_\[\]<&{}]")
# Every repetition keeps what it has (`++`), so that no text is tried in more ways than one.
# No delimiter: an underscore inside a word (CommonMark 0.31, 6.2). No entity: what has no
# semicolon behind its name (2.5).
_LETTERS: Final = (
    r"(?:[^\x00\r\n\\`*_\[\]<&{}]++|(?<=[0-9A-Za-z])_++(?=[0-9A-Za-z])|&(?![#0-9A-Za-z]++;))++"
)
_ESCAPE: Final = r"\\[!-/:-@\[-`{-~]"
# In one backquote on each side, with no space to strip (6.1).
_CODE: Final = r"(?<!`)`[^\x00\r\n` ](?:[^\x00\r\n`]*[^\x00\r\n` ])?`(?!`)"
# Without a title, a space, an escape or an entity, and with one level of parentheses (6.3).
_IN_TARGET: Final = r"(?:[^\x00-\x20\x7f()\\<&`]|&(?![#0-9A-Za-z]++;))"
_PIECE: Final = re.compile(
    rf"(?P<letters>{_LETTERS})|(?P<escape>{_ESCAPE})|(?P<fact>{FACT.pattern})|(?P<code>{_CODE})"
    rf"|(?<!!)\[(?P<label>(?:{_LETTERS}|{_ESCAPE}|{FACT.pattern}|{_CODE})*+)\]"
    rf"\((?P<target>(?:{_IN_TARGET}|\({_IN_TARGET}*+\))++)\)"
    # Behind a space and before none it opens; the other way round, or before punctuation, it
    # closes: so both are sure, and nothing else is taken (6.2).
    r"|(?P<opening>(?<![^ ])\*\*?(?![\s*]))|(?P<closing>(?<=[^\s*])\*\*?(?![^ ,.;:!?)]))"
    r"|(?P<hard>\\\n[ \t]*)"
)


def ordinary_inline(text: str) -> tuple[Inline, ...] | None:
    """The inline markup of a text as a tree; None where the Markdown library has to read it."""
    if not _MARKUP.search(text):
        return (Text(content=text),) if text else ()
    return _pieces(text, 0, len(text))


def _pieces(text: str, at: int, end: int) -> tuple[Inline, ...] | None:
    pieces: list[Inline] = []
    letters = ""
    opened, outside = "", pieces
    while at < end:
        match = _PIECE.match(text, at, end)
        if match is None:
            return None
        at, kind = match.end(), match.lastgroup or ""
        if kind in _OF_LETTERS:
            letters += match[0] if kind == "letters" else match[0][1]
            continue
        if letters:
            pieces.append(Text(content=letters))
            letters = ""
        if kind == "opening" and not opened:
            opened, pieces = match[0], []
        elif kind == "closing" and match[0] == opened:
            outside.append(Emphasis(strong=opened == "**", children=tuple(pieces)))
            opened, pieces = "", outside
        elif kind in _READERS and (piece := _READERS[kind](match)) is not None:
            pieces.append(piece)
        else:
            return None
    if letters:
        pieces.append(Text(content=letters))
    return None if opened else tuple(pieces)


def _link(match: re.Match[str]) -> Link | None:
    children = _pieces(match.string, *match.span("label"))
    return None if children is None else Link(target=match["target"], children=children)


def _fact(match: re.Match[str]) -> FactReference:
    name, _, form = match[0][1:-1].partition(":")
    return FactReference(name=name, form=form)


_OF_LETTERS: Final = frozenset({"letters", "escape"})
# By the name of the last group that has matched.
_READERS: Final[dict[str, Callable[[re.Match[str]], Inline | None]]] = {
    "target": _link,
    "fact": _fact,
    "code": lambda match: Code(content=match[0][1:-1]),
    "hard": lambda _: Break(),
}
