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

from communique.frozen import replace
from communique.pdf.bidi import may_be_rtl
from communique.pdf.engine.outlines import outline_of
from communique.pdf.engine.shown import Group

__all__ = ["GlyphTexts", "shared_out"]

SILENT = "\u200b"
"""ZERO WIDTH SPACE: what a glyph says whose characters another one says already."""

_BLANK = ("\u200b", "\u034f", "\u200c", "\x00")
"""Characters whose glyphs have neither width nor ink in most fonts, and are never drawn."""

_NOTHING = dict.fromkeys((0x0000, 0xFEFF, 0xFFFE))
_MEANINGLESS = dict.fromkeys((0x0000, 0x200D, 0xFEFF, 0xFFFE, *range(0x202A, 0x202F)))

ffi.cdef(
    """
    hb_bool_t hb_font_get_nominal_glyph (
        hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
    hb_bool_t hb_font_get_glyph_extents (
        hb_font_t *font, hb_codepoint_t glyph, int32_t *extents);
    int32_t hb_font_get_glyph_h_advance (hb_font_t *font, hb_codepoint_t glyph);
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
        self._outlines: dict[int, list[bytes]] = {}
        self.groups: list[Group] = []
        """Every group that was drawn since somebody put another list here, in order."""

    def __contains__(self, glyph: object) -> bool:
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        self._take(glyph, text)
        self._note(glyph, text)

    def mark(self, character: str) -> int | None:
        """A glyph without width or ink that says a character never seen; None where there is none.

        The character's own glyph is often drawn, to show it in an editor.
        """
        for candidate in (character, *_BLANK):
            glyph = self._nominal(candidate)
            if self.get(glyph) == character:
                return glyph
            if glyph and glyph not in self.keys() and self._is_blank(glyph):
                super().__setitem__(glyph, character)
                self._font.widths[glyph] = 0
                return glyph
        return None

    def outline(self, glyph: int) -> list[bytes]:
        """The path around a glyph, in thousandths of the font size, upwards; none for no ink."""
        if glyph not in self._outlines:
            self._outlines[glyph] = outline_of(self._font.hb_font, glyph)
        return self._outlines[glyph]

    def _is_blank(self, glyph: int) -> bool:
        extents = ffi.new("int32_t [4]")
        font = self._font.hb_font
        known = harfbuzz.hb_font_get_glyph_extents(font, glyph, extents)
        return known and not any(extents) and not harfbuzz.hb_font_get_glyph_h_advance(font, glyph)

    def _note(self, glyph: int, text: str) -> None:
        """Keep what was drawn, group by group.

        Where text runs to the left, a group begins with the glyph that has its text.
        """
        leftwards = _is_right_to_left(self._whole)
        if leftwards and not text and not self._drawn and self.groups:
            last = self.groups[-1]
            if last.leftwards:
                self.groups[-1] = replace(last, glyphs=(*last.glyphs, glyph))
                return
        self._drawn.append(glyph)
        if text:
            told = text if leftwards else text.translate(_NOTHING)
            self.groups.append(
                Group(
                    glyphs=tuple(self._drawn),
                    text=told,
                    leftwards=leftwards,
                    texts=self,
                    widths=self._font.widths,
                )
            )
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
    """Whether the text has right-to-left letters, or vowel marks of such."""
    kinds = {unicodedata.bidirectional(character) for character in text}
    return not kinds.isdisjoint(("R", "AL")) or ("NSM" in kinds and may_be_rtl(text))
