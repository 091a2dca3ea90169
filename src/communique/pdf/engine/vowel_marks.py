"""Set vowel marks where no reader stumbles over them (WeasyPrint 70.0, `draw.text`).

A mark above or below a letter is drawn at a place of its own, off its line and in the middle of
its letter. Who reads a PDF by the places of its glyphs takes it for a line or a word by itself,
and cuts the word. So its glyph is put on the line, right before its letter and unseen, and what is
seen of it is its outline.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from communique.pdf.bidi import may_be_rtl
from communique.pdf.engine.glyph_texts import GlyphTexts
from communique.pdf.engine.shown import Distance, Glyph, Group, State, joined, shown_by

__all__ = ["with_marks_on_the_line"]

_UNSEEN = b"3 Tr"
_SEEN = b"0 Tr"


def with_marks_on_the_line(
    operators: Sequence[Any], groups: Sequence[Group]
) -> tuple[list[Any], list[bytes]]:
    """The operators of a text object, and those that draw behind it what is seen of its marks.

    They come back as they are where something else than marks stands off the line.
    """
    shown = shown_by(operators, groups) if any(map(_has_mark, groups)) else None
    if shown is None:
        return list(operators), []
    line = _Line()
    for group, pieces in zip(groups, shown, strict=True):
        for piece in pieces:
            if not line.take(piece, group):
                return list(operators), []
    if line.marks:
        return list(operators), []
    return list(joined([*line.pieces, *line.distances])), line.outlines


def _has_mark(group: Group) -> bool:
    return any(_is_mark(glyph, group) for glyph in group.glyphs)


def _is_mark(glyph: int, group: Group) -> bool:
    """Whether a glyph is a mark of a right-to-left letter, and takes no room."""
    text = group.texts.get(glyph, "")
    return (
        bool(text)
        and all(unicodedata.category(character) == "Mn" for character in text)
        and may_be_rtl(text)
        and not group.widths.get(glyph)
        and isinstance(group.texts, GlyphTexts)
    )


class _Line:
    """What is shown, its marks held back until their letter comes."""

    def __init__(self) -> None:
        self.pieces: list[Any] = []
        self.distances: list[Distance] = []
        self.marks: list[Glyph] = []
        self.outlines: list[bytes] = []
        self._state = State()
        self._end = 0.0
        self._aside = 0.0

    def take(self, piece: Any, group: Group) -> bool:
        """Show one more piece; False if it is off the line and no mark."""
        state = self._state
        if isinstance(piece, Distance):
            self.distances.append(piece)
        elif not isinstance(piece, Glyph):
            if not piece.endswith(b" Ts"):
                self.pieces += [*self.distances, piece]
                self.distances = []
        elif _is_mark(int(piece, 16), group):
            self.marks.append(piece)
            self.outlines += _outline(int(piece, 16), group, state)
        elif state.raised_by:
            return False
        else:
            self.pieces += self._up_to(state.shift) if self.marks else self.distances
            self.pieces.append(piece)
            self.distances, self.marks = [], []
        state.go_on(piece, group.widths)
        if isinstance(piece, Glyph) and not self.marks:
            self._end = state.shift
        return True

    def _up_to(self, begin: float) -> Iterator[Any]:
        """What is shown between the end of a letter and the next one, which has marks."""
        # Thousandths of the font size are only worth a number when they are some.
        self._aside += (self._end - begin) / self._state.size * 1000
        if abs(self._aside) >= 1:
            yield Distance(f"{self._aside:.3f}".encode())
            self._aside = 0.0
        yield _UNSEEN
        yield from self.marks
        yield _SEEN


def _outline(glyph: int, group: Group, state: State) -> list[bytes]:
    texts = group.texts
    outline = texts.outline(glyph) if isinstance(texts, GlyphTexts) else []
    return [b"q", state.drawing_here, *outline, b"f", b"Q"] if outline else []
