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

__all__ = ["FACT", "LONGEST", "is_letters_alone", "ordinary_inline"]

FACT: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")
"""A fact in a text: its name and, after a colon, the form asked for."""

LONGEST: Final = 20_000
"""Far more than a paragraph has; the Markdown library needs much time for long hostile texts."""

# What any rule of the Markdown library begins with; a text without it is letters alone.
_MARKUP: Final = "[\\*_`{<&]}\n\r\0"
# Every repetition keeps what it has (`++`), so that no text is tried in more ways than one.
# No delimiter: an underscore inside a word (CommonMark 0.31, 6.2). No entity: what has no
# semicolon behind its name (2.5). Neither HTML nor an address: no letter behind the `<` (6.5, 6.6).
_LETTERS: Final = (
    r"(?:[^\x00\r\n\\`*_\[\]<&{}]++|(?<=[0-9A-Za-z])_++(?=[0-9A-Za-z])|&(?![#0-9A-Za-z]++;)"
    r"|<(?=[ :]))++"
)
_ESCAPE: Final = r"\\[!-/:-@\[-`{-~]"
# In one backquote on each side, with no space to strip (6.1).
_CODE: Final = r"(?<!`)`[^\x00\r\n` ](?:[^\x00\r\n`]*[^\x00\r\n` ])?`(?!`)"
# Without a title, a space, an escape or an entity, and with one level of parentheses (6.3).
_IN_TARGET: Final = r"(?:[^\x00-\x20\x7f()\\<&`]|&(?![#0-9A-Za-z]++;))"
_PIECE: Final = re.compile(
    rf"(?P<letters>{_LETTERS})|(?P<escape>{_ESCAPE})|(?P<fact>{FACT.pattern})|(?P<code>{_CODE})"
    rf"|(?<!!)\[(?P<label>(?:{_LETTERS}|{_ESCAPE}|{FACT.pattern}|{_CODE}|\*)*+)\]"
    rf"\((?P<target>(?:{_IN_TARGET}|\({_IN_TARGET}*+\))++)\)"
    # Behind a space and before none it opens, or between a bracket and a letter; the other way
    # round, or before punctuation, it closes: so both are sure, and nothing else is taken (6.2).
    r"|(?P<opening>(?<![^ ])\*\*?(?![\s*])|(?<=[\[(])\*\*?(?=[^\W_]))"
    r"|(?P<closing>(?<=[^\s*])\*\*?(?![^ ,.;:!?)\]、。，-]))"
    r"|(?P<hard>\\\n[ \t]*)"
    # Nothing that a link or a span is made of stands behind it (6.3).
    rf"|(?P<bracketed>(?<!!)\[{_LETTERS}\](?![\[{{]))|(?P<bracket>\[)"
)


def is_letters_alone(text: str) -> bool:
    """Whether nothing in a text can be markup, and it is not too long to be read as such."""
    return len(text) <= LONGEST and not any(map(text.__contains__, _MARKUP))


def ordinary_inline(text: str) -> tuple[Inline, ...] | None:
    """The inline markup of a text as a tree; None where the Markdown library has to read it."""
    if is_letters_alone(text):
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
        if kind in _BRACKETS and _BRACKETS[kind](match):
            letters += match[0]
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


def _is_open(match: re.Match[str]) -> bool:
    """Whether no bracket closes the one found; each one that could is escaped."""
    text = match.string
    return "\\\\" not in text and text.count("]") == text.count("\\]")


def _is_apart(match: re.Match[str]) -> bool:
    """Whether no target of a link stands behind words in brackets."""
    text, end = match.string, match.end()
    return text[end : end + 1] != "(" or text.find(")", end) < 0


def _link(match: re.Match[str]) -> Link | None:
    children = _pieces(match.string, *match.span("label"))
    return None if children is None else Link(target=match["target"], children=children)


def _fact(match: re.Match[str]) -> FactReference:
    name, _, form = match[0][1:-1].partition(":")
    return FactReference(name=name, form=form)


_OF_LETTERS: Final = frozenset({"letters", "escape"})
# Brackets that are letters, where nothing makes a link of them.
_BRACKETS: Final[dict[str, Callable[[re.Match[str]], bool]]] = {
    "bracketed": _is_apart,
    "bracket": _is_open,
}
# By the name of the last group that has matched.
_READERS: Final[dict[str, Callable[[re.Match[str]], Inline | None]]] = {
    "target": _link,
    "fact": _fact,
    "code": lambda match: Code(content=match[0][1:-1]),
    "hard": lambda _: Break(),
}
