"""Make Simplified Chinese outlines from a pan-CJK font whose default forms are Japanese."""

from __future__ import annotations

import unicodedata
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from communique.fonts.faces import Characters

__all__ = ["has_simplified_forms", "simplify"]

_CHINESE: Characters = (
    # A space belongs to every face: Pango keeps the face of the word before it.
    (0x0020, 0x0020),
    (0x00A0, 0x00A0),
    # Shared with Latin text, and a full em wide in Chinese: middle dot, dash, quotation
    # marks, ellipsis.
    (0x00B7, 0x00B7),
    (0x2014, 0x2014),
    (0x2018, 0x2019),
    (0x201C, 0x201D),
    (0x2026, 0x2026),
    # Roman numerals, arrows, mathematics, enclosed figures, boxes, pictures; without the
    # minus sign and the dotted circle, which are the other families'.
    (0x2160, 0x217B),
    (0x2190, 0x2211),
    (0x2213, 0x25CB),
    (0x25CD, 0x2BFF),
    # Punctuation, kana, bopomofo, strokes, enclosed ideographs, units; no Hangul.
    (0x3000, 0x312F),
    (0x31A0, 0x31FF),
    (0x3220, 0x325F),
    (0x3280, 0x4DBF),
    (0x4E00, 0x9FFF),
    # Of the compatibility ideographs only those that are characters of their own.
    (0xFA0E, 0xFA29),
    # Vertical, small and full-width forms, without half-width katakana and Hangul.
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),
    # Ideographs beyond the first plane: rare names of people and places.
    (0x20000, 0x3FFFF),
)

_GLYPHS_BY_HAND = {
    0x6238: "cid18580",
    0x670C: "cid20699",
    0x6710: "cid32665",
    0x6713: "cid20709",
    0x90CE: "cid40707",
    0x237F1: "cid22417",
    0x284DC: "cid40369",
}
"""Characters for which the font's substitution gives another character's Chinese form.

The substitution goes from glyph to glyph, and these share their Japanese glyph, or its Chinese
counterpart, with a look-alike: U+90CE would become U+90DE, U+6713 would become U+8101. The
glyphs are those that the Simplified Chinese member of the same type family, version 2.004, has.
"""

_TOLERANCE = 1.0
"""How far an outline may move when its curves become quadratic, in thousandths of an em."""
_NOTDEF = ".notdef"
_DASH, _TWO_EM_DASH = 0x2014, 0x2E3A
_CHINESE_CODE_PAGE = 1 << 18


def has_simplified_forms(font: TTFont) -> bool:
    """Whether a font has forms for Simplified Chinese to choose from."""
    return "GSUB" in font and bool(_simplified_places(font))


def simplify(font: TTFont) -> TTFont:
    """Make a TrueType font whose only forms are those of Simplified Chinese.

    Every character has a glyph of its own, so that copied text is the text that was written.
    """
    forms = _simplified_forms(font)
    best = font.getBestCmap()
    codes = sorted(filter(_is_chinese, best))
    dash = _glyph_name(_DASH)
    taken = {_NOTDEF: _NOTDEF} | {
        _glyph_name(code): _GLYPHS_BY_HAND.get(code, _follow(forms, best[code])) for code in codes
    }
    taken[f"{dash}_{dash}"] = _follow(forms, best[_TWO_EM_DASH])
    drawn = font.getGlyphSet()
    outlines = {name: _quadratic(drawn[glyph]) for name, glyph in taken.items()}
    head, post = font["head"], font["post"]
    builder = FontBuilder(head.unitsPerEm, isTTF=True)
    builder.updateHead(fontRevision=head.fontRevision, created=head.created, modified=head.modified)
    builder.setupGlyphOrder(list(taken))
    builder.setupCharacterMap({code: _glyph_name(code) for code in codes})
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(
        {name: (font["hmtx"][glyph][0], outlines[name].xMin) for name, glyph in taken.items()}
    )
    builder.setupHorizontalHeader()
    builder.setupPost(
        keepGlyphNames=False,
        underlinePosition=post.underlinePosition,
        underlineThickness=post.underlineThickness,
    )
    # Chinese writes a dash as two, which make one line without a gap.
    builder.addOpenTypeFeatures(f"feature ccmp {{ sub {dash} {dash} by {dash}_{dash}; }} ccmp;")
    simplified = builder.font
    simplified["OS/2"] = font["OS/2"]
    simplified["OS/2"].recalcUnicodeRanges(simplified)
    simplified["OS/2"].ulCodePageRange1 = _CHINESE_CODE_PAGE
    simplified["OS/2"].ulCodePageRange2 = 0
    simplified["name"] = font["name"]
    return simplified


def _simplified_forms(font: TTFont) -> list[dict[str, str]]:
    """Read the substitutions for Simplified Chinese, in the order in which they apply."""
    lookups = font["GSUB"].table.LookupList.Lookup
    return [
        {
            before: after
            for subtable in lookups[place].SubTable
            for before, after in getattr(subtable, "ExtSubTable", subtable).mapping.items()
        }
        for place in sorted(_simplified_places(font))
    ]


def _simplified_places(font: TTFont) -> set[int]:
    table = font["GSUB"].table
    return {
        place
        for script in table.ScriptList.ScriptRecord
        if script.ScriptTag == "hani"
        for language in script.Script.LangSysRecord
        if language.LangSysTag == "ZHS "
        for index in language.LangSys.FeatureIndex
        if (feature := table.FeatureList.FeatureRecord[index]).FeatureTag == "locl"
        for place in feature.Feature.LookupListIndex
    }


def _follow(forms: list[dict[str, str]], glyph: str) -> str:
    for form in forms:
        glyph = form.get(glyph, glyph)
    return glyph


def _glyph_name(code: int) -> str:
    return f"u{code:04X}"


def _quadratic(glyph: Any) -> Any:
    pen = TTGlyphPen(None)
    glyph.draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
    return pen.glyph(dropImpliedOnCurves=True)


def _is_chinese(code: int) -> bool:
    """Whether the Simplified Chinese faces hold this character, where their source has it."""
    return any(first <= code <= last for first, last in _CHINESE) and unicodedata.is_normalized(
        "NFC", chr(code)
    )
