"""Make one face from a font file.

Run as a program it makes a single face in a process of its own: a JSON object with the
recipe, the source and the target on standard input, one with the characters on standard output.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.tables.otBase import USE_HARFBUZZ_REPACKER
from fontTools.varLib.instancer import instantiateVariableFont

from communique.fonts.arabic import join_dots
from communique.fonts.east_asian import LANGUAGES, localise
from communique.fonts.faces import Characters, FontError, Recipe
from communique.fonts.sources import Source, read_source
from communique.fonts.symbols import draw_symbols, leave_out_false_minus

__all__ = ["cut", "main"]

_ASCENT, _DESCENT = 1069, -293
"""Line of every family, in thousandths of an em: the one of the Latin source."""
_NAMES_KEPT = frozenset({0, 5, 7, 8, 9, 10, 11, 12, 13, 14})
"""Name records that stay: copyright, version, trademark, makers, addresses and licence."""
_FIRST_OWN_NAME = 256
_ITALIC, _BOLD, _REGULAR, _TYPOGRAPHIC_LINE = 1 << 0, 1 << 5, 1 << 6, 1 << 7
_MAC_BOLD, _MAC_ITALIC = 1 << 0, 1 << 1
_BOLD_WEIGHT = 700
_NO_GLYPH_NAMES = 3.0
_WINDOWS_UNICODE, _ENGLISH = (3, 1), 0x409
_FIRST_WITH_TYPOGRAPHIC_LINE = 4


def cut(recipe: Recipe, source: bytes) -> tuple[bytes, Characters]:
    """Make the face of a recipe from the bytes of its font file.

    Gives a TrueType font, the same bytes for the same input, and the characters it draws.
    Raises `FontError` if the font file is not of the kind the recipe needs.
    """
    try:
        face = _face(recipe, TTFont(BytesIO(source), recalcTimestamp=False))
    except TTLibError as error:
        raise FontError(f"{_origin(recipe)} cannot be read: {error}") from error
    _name(face, recipe)
    _style(face, recipe)
    _set_line(face)
    out = BytesIO()
    face.save(out)
    return out.getvalue(), _spans(face.getBestCmap())


def main() -> int:
    """Make one face, as told on standard input."""
    job = json.load(sys.stdin)
    source = Source(**{**job["source"], "path": Path(job["source"]["path"])})
    try:
        face, characters = cut(Recipe(**job["recipe"]), read_source(source))
    except FontError as error:
        json.dump({"error": str(error), "hint": error.hint}, sys.stdout)
        return 1
    with Path(job["target"]).open("xb") as target:
        target.write(face)
        target.flush()
        os.fsync(target.fileno())
    json.dump({"characters": characters}, sys.stdout)
    return 0


def _face(recipe: Recipe, font: TTFont) -> TTFont:
    # Another packer of layout tables, used where it happens to be installed, gives other bytes.
    font.cfg[USE_HARFBUZZ_REPACKER] = False
    if recipe.method in LANGUAGES:
        try:
            return localise(font, recipe.method)
        except FontError as error:
            raise FontError(f"{_origin(recipe)} cannot be used: {error}") from error
    if not {"fvar", "glyf"} <= set(font.keys()):
        raise FontError(f"{_origin(recipe)} is no variable TrueType font: there is nothing to cut")
    instance = _instance(font, recipe.weight)
    if recipe.method == "latin":
        draw_symbols(instance)
    else:
        leave_out_false_minus(instance)
    if recipe.method == "arabic":
        join_dots(instance)
    return instance


def _origin(recipe: Recipe) -> str:
    return f"the font `{recipe.source}` of the package `{recipe.package}`"


def _instance(font: TTFont, weight: int) -> TTFont:
    places = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    if "wght" in places:
        places["wght"] = weight
    instance = instantiateVariableFont(font, places, static=True)
    if "STAT" in instance:
        del instance["STAT"]
    instance["post"].formatType = _NO_GLYPH_NAMES
    return instance


def _name(face: TTFont, recipe: Recipe) -> None:
    table = face["name"]
    version = table.getDebugName(5).removeprefix("Version ").partition(";")[0]
    table.names = [
        record
        for record in table.names
        if record.langID == _ENGLISH
        and (record.nameID in _NAMES_KEPT or record.nameID >= _FIRST_OWN_NAME)
    ]
    for number, text in (
        (1, recipe.family),
        (2, recipe.style_name),
        (3, f"{version};{recipe.postscript_name}"),
        (4, f"{recipe.family} {recipe.style_name}"),
        (6, recipe.postscript_name),
    ):
        table.setName(text, number, *_WINDOWS_UNICODE, _ENGLISH)
    table.removeUnusedNames(face)


def _style(face: TTFont, recipe: Recipe) -> None:
    bold, italic = recipe.weight >= _BOLD_WEIGHT, recipe.style == "italic"
    metrics = face["OS/2"]
    metrics.usWeightClass = recipe.weight
    metrics.fsSelection = (
        _TYPOGRAPHIC_LINE
        | (_BOLD if bold else 0)
        | (_ITALIC if italic else 0)
        | (_REGULAR if not (bold or italic) else 0)
    )
    metrics.version = max(metrics.version, _FIRST_WITH_TYPOGRAPHIC_LINE)
    face["head"].macStyle = (_MAC_BOLD if bold else 0) | (_MAC_ITALIC if italic else 0)


def _set_line(face: TTFont) -> None:
    """Give the face the line of all families, so that mixing them moves no base line."""
    scale = face["head"].unitsPerEm / 1000
    ascent, descent = round(_ASCENT * scale), round(_DESCENT * scale)
    horizontal, metrics = face["hhea"], face["OS/2"]
    horizontal.ascent = metrics.sTypoAscender = ascent
    horizontal.descent = metrics.sTypoDescender = descent
    horizontal.lineGap = metrics.sTypoLineGap = 0


def _spans(codes: Iterable[int]) -> Characters:
    """Write code points as ranges."""
    spans: list[tuple[int, int]] = []
    for code in sorted(codes):
        if spans and spans[-1][1] == code - 1:
            spans[-1] = spans[-1][0], code
        else:
            spans.append((code, code))
    return tuple(spans)


if __name__ == "__main__":
    sys.exit(main())
