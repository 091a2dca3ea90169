"""Mend what each glyph says (WeasyPrint 70.0, `draw.text`): the ToUnicode map of a font.

Several glyphs may stand for one group of characters: a letter and its vowel marks, a letter and
its dots. Upstream gives one of them the whole group and the others an empty text, which ISO
19005-2, 6.2.11.7, forbids, and which makes every further use of these glyphs say the wrong thing
to whoever searches or copies. Here each glyph says its own characters where the font tells them.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from weasyprint.text.ffi import ffi, harfbuzz

from communique.pdf.engine.group_texts import Group

__all__ = ["GlyphTexts", "shared_out"]

SILENT = "\u200b"
"""ZERO WIDTH SPACE: what a glyph says whose characters another one says already."""

_NOTHING = dict.fromkeys((0x0000, 0xFEFF, 0xFFFE))
_MEANINGLESS = dict.fromkeys((0x0000, 0x200D, 0xFEFF, 0xFFFE, *range(0x202A, 0x202F)))

ffi.cdef(
    """
    hb_bool_t hb_font_get_nominal_glyph (
        hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
    """,
    override=True,
)


class GlyphTexts(dict[int, str]):
    """Texts of a font's glyphs, filled glyph by glyph in the order they are drawn.

    It claims to hold no glyph, so that it is told of every one and sees whole groups.
    """

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = font
        self._glyphs: list[int] = []
        self._whole = ""
        self._new: set[int] = set()
        self._drawn: list[int] = []
        self.groups: list[Group] = []
        """Every group that was drawn since somebody put another list here, in order."""

    def __contains__(self, glyph: object) -> bool:
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        self._take(glyph, text)
        self._note(glyph, text)

    def _note(self, glyph: int, text: str) -> None:
        """Keep what was drawn, group by group; the text of one that runs to the left stays out."""
        self._drawn.append(glyph)
        leftwards = _is_right_to_left(self._whole)
        if text or leftwards:
            told = "" if leftwards else text.translate(_NOTHING)
            self.groups.append(Group(glyphs=tuple(self._drawn), text=told, texts=self))
            self._drawn = []

    def _take(self, glyph: int, text: str) -> None:
        if text or not _is_right_to_left(self._whole):
            # A group begins, unless this one still waits for its text: where text runs from left
            # to right, that comes with the last glyph. Elsewhere it comes with the first one.
            if self._whole:
                self._glyphs, self._new = [], set()
            self._whole = text
        self._glyphs.append(glyph)
        parts = shared_out(self._whole, self._glyphs, self._nominal)
        for one, part in zip(self._glyphs, parts, strict=True):
            if one in self._new or self.get(one, SILENT) == SILENT:
                super().__setitem__(one, part)
                self._new.add(one)

    def _nominal(self, character: str) -> int:
        found = ffi.new("hb_codepoint_t *")
        harfbuzz.hb_font_get_nominal_glyph(self._font.hb_font, ord(character), found)
        return int(found[0])


def shared_out(whole: str, glyphs: list[int], nominal: Any) -> list[str]:
    """The part of a group's text that each of its glyphs says; never empty.

    `nominal` gives the glyph of a character that stands alone. A glyph of no such character says
    what the others leave; where there are several of these, the first one says it.
    """
    text = whole.translate(_MEANINGLESS) if _is_right_to_left(whole) else whole
    text = text.translate(_NOTHING) or SILENT
    if len(glyphs) == 1:
        return [text]
    own = {nominal(character): character for character in text}
    rest = "".join(character for glyph, character in own.items() if glyph not in glyphs)
    parts = []
    for glyph in glyphs:
        if glyph in own:
            parts.append(own[glyph])
        else:
            parts.append(rest or SILENT)
            rest = ""
    return parts


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
