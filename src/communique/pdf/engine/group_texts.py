"""Give a group of glyphs its text where its glyphs cannot tell it (WeasyPrint 70.0, `pdf.stream`).

In the scripts of India a syllable is drawn by glyphs that stand in another order than its letters,
and one glyph has another share of the text in each syllable. A PDF keeps one text for each glyph;
so such a group is marked with its own, which readers search and copy instead (ISO 32000-1,
14.9.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf

__all__ = ["Group", "with_group_texts"]

_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_PIECE = re.compile(rb"<([0-9a-f]*)>|[^<>]+")
_GLYPH = re.compile(rb"[0-9a-f]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Glyphs that stand for some characters together, in the order they are drawn."""

    glyphs: tuple[int, ...]
    """Their numbers in the font."""
    text: str
    """The characters; empty where something else tells them."""
    texts: Mapping[int, str]
    """What each glyph of the font says by itself."""

    @property
    def is_told(self) -> bool:
        """Whether the glyphs say the text by themselves."""
        said = "".join(self.texts.get(glyph, "") for glyph in self.glyphs)
        return not self.text or said == self.text


def with_group_texts(operators: Sequence[Any], groups: Sequence[Group]) -> list[Any]:
    """The operators of a text object, with marks around the groups that need their text.

    `groups` are all that the operators show, in order. Where the two do not fit each other, the
    operators come back as they are.
    """
    if all(group.is_told for group in groups):
        return list(operators)
    ends: list[Group | None] = []
    for group in groups:
        ends += [None] * (len(group.glyphs) - 1) + [group]
    pieces = list(_pieces(operators))
    if sum(is_glyph for is_glyph, _ in pieces) != len(ends):
        return list(operators)
    marked: list[Any] = []
    waiting = iter(ends)
    open_at: int | None = None
    for is_glyph, piece in pieces:
        if is_glyph and open_at is None:
            open_at = len(marked)
        marked.append((is_glyph, piece))
        ended = next(waiting) if is_glyph else None
        if ended is not None:
            if not ended.is_told:
                properties = pydyf.Dictionary({"ActualText": pydyf.String(ended.text)})
                marked[open_at:open_at] = [(False, b"/Span"), (False, properties), (False, b"BDC")]
                marked.append((False, b"EMC"))
            open_at = None
    return list(_joined(marked))


def _pieces(operators: Sequence[Any]) -> Iterator[tuple[bool, Any]]:
    """Each glyph by itself, and everything else as it is; distances follow their glyphs."""
    for operator in operators:
        shown = _SHOWN.fullmatch(operator) if isinstance(operator, bytes) else None
        if shown is None:
            yield False, operator
            continue
        for piece in _PIECE.finditer(shown[1]):
            if piece[1] is None:
                yield False, _Distance(piece[0])
            else:
                for glyph in _GLYPH.findall(piece[1]):
                    yield True, glyph


class _Distance(bytes):
    """A number between glyphs."""


def _joined(pieces: Sequence[tuple[bool, Any]]) -> Iterator[Any]:
    """Operators of pieces, as few as can be."""
    run = b""
    for is_glyph, piece in pieces:
        if is_glyph:
            run = run[:-1] + piece + b">" if run.endswith(b">") else run + b"<" + piece + b">"
        elif isinstance(piece, _Distance):
            # Two numbers in a row, which nothing else would keep apart.
            run += piece if run.endswith(b">") or not run else b" " + piece
        else:
            if run:
                yield b"[" + run + b"] TJ"
                run = b""
            yield piece
    if run:
        yield b"[" + run + b"] TJ"
