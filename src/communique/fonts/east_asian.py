"""Make the faces of one East Asian language from a font of all, whose own forms are Japanese."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from communique.fonts.faces import Characters, FontError
from communique.frozen import Frozen, field

__all__ = ["LANGUAGES", "localise"]

# A space belongs to every face: Pango keeps the face of the word before it.
_SPACES: Characters = ((0x0020, 0x0020), (0x00A0, 0x00A0))
_WIDE: Characters = (
    # Shared with Latin text, and a full em wide here: middle dot, dash, quotation
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
_HALF_WIDTH_KATAKANA: Characters = ((0xFF61, 0xFF9F),)
# Spaces, quotation marks and dashes of Korean are those of Latin text.
_KOREAN: Characters = (
    (0x3000, 0x303F),
    (0x3131, 0x318E),
    (0x3200, 0x321E),
    (0x3260, 0x327F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),
)

_BY_HAND_IN_CHINESE: Final = {
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
glyphs are those that the Chinese members of the same type family, version 2.004, have; likewise
the ones below.
"""
_BY_HAND_IN_TRADITIONAL: Final = _BY_HAND_IN_CHINESE | {
    0x3B35: "cid32758",
    0x5C83: "cid65530",
    0x30EDE: "cid61856",
}
_BY_HAND_IN_KOREAN: Final = {0x0020: "cid00001", 0x00A0: "cid00001", 0x6238: "cid18580"}

_TOLERANCE = 1.0
"""How far an outline may move when its curves become quadratic, in thousandths of an em."""
_NOTDEF = ".notdef"
_DASH, _TWO_EM_DASH = 0x2014, 0x2E3A


class _Language(Frozen):
    """What the faces of one language have."""

    name: str
    """Its name, for people."""
    system: str
    """The tag of its forms in OpenType; empty for those the font has by itself."""
    characters: Characters
    """The characters they hold, where the font has them."""
    code_page: int
    """The bit of OS/2 that says for which language they are."""
    by_hand: Mapping[int, str] = field(default_factory=dict)
    """Glyphs for characters that the font's own substitution gets wrong."""


LANGUAGES: Final = {
    "simplified": _Language(
        name="Simplified Chinese",
        system="ZHS ",
        characters=_SPACES + _WIDE,
        code_page=18,
        by_hand=_BY_HAND_IN_CHINESE,
    ),
    "traditional": _Language(
        name="Traditional Chinese",
        system="ZHT ",
        characters=_SPACES + _WIDE,
        code_page=20,
        by_hand=_BY_HAND_IN_TRADITIONAL,
    ),
    "japanese": _Language(
        name="Japanese",
        system="",
        characters=_SPACES + _WIDE + _HALF_WIDTH_KATAKANA,
        code_page=17,
    ),
    "korean": _Language(
        name="Korean",
        system="KOR ",
        characters=_SPACES + _KOREAN,
        code_page=19,
        by_hand=_BY_HAND_IN_KOREAN,
    ),
}
"""The languages whose faces can be made, by the method of their recipes."""


def localise(font: TTFont, method: str) -> TTFont:
    """Make a TrueType font whose only forms are those of one of `LANGUAGES`.

    Every character has a glyph of its own, so that copied text is the text that was written.
    Raises FontError if the font has no forms for the language.
    """
    language = LANGUAGES[method]
    forms = _forms(font, language.system)
    if language.system and not forms:
        raise FontError(f"it has no forms for {language.name}")
    best = font.getBestCmap()
    codes = sorted(code for code in best if _belongs(code, language.characters))
    dash = _glyph_name(_DASH)
    taken = {_NOTDEF: _NOTDEF} | {
        _glyph_name(code): language.by_hand.get(code, _follow(forms, best[code])) for code in codes
    }
    joins_dashes = _DASH in codes
    if joins_dashes:
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
    if joins_dashes:
        # A dash is written as two, which make one line without a gap.
        builder.addOpenTypeFeatures(f"feature ccmp {{ sub {dash} {dash} by {dash}_{dash}; }} ccmp;")
    made = builder.font
    made["OS/2"] = font["OS/2"]
    made["OS/2"].recalcUnicodeRanges(made)
    made["OS/2"].ulCodePageRange1 = 1 << language.code_page
    made["OS/2"].ulCodePageRange2 = 0
    made["name"] = font["name"]
    return made


def _forms(font: TTFont, system: str) -> list[dict[str, str]]:
    """Read the substitutions for a language, in the order in which they apply."""
    if "GSUB" not in font or not system:
        return []
    table = font["GSUB"].table
    places = {
        place
        for script in table.ScriptList.ScriptRecord
        if script.ScriptTag == "hani"
        for language in script.Script.LangSysRecord
        if language.LangSysTag == system
        for index in language.LangSys.FeatureIndex
        if (feature := table.FeatureList.FeatureRecord[index]).FeatureTag == "locl"
        for place in feature.Feature.LookupListIndex
    }
    return [
        {
            before: after
            for subtable in table.LookupList.Lookup[place].SubTable
            for before, after in getattr(subtable, "ExtSubTable", subtable).mapping.items()
        }
        for place in sorted(places)
    ]


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


def _belongs(code: int, characters: Characters) -> bool:
    """Whether the faces of a language hold a character, where their source has it."""
    return any(first <= code <= last for first, last in characters) and unicodedata.is_normalized(
        "NFC", chr(code)
    )
