"""Draw the symbols that the Latin source lacks, of the width and weight of its own signs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from communique.frozen import Frozen

__all__ = ["draw_symbols", "leave_out_false_minus"]

Point = tuple[float, float]
Contour = list[Point]

_MINUS, _HYPHEN = 0x2212, 0x002D


def draw_symbols(font: TTFont) -> None:
    """Add mathematical signs, arrows and an envelope to a static face, and mend its minus sign.

    Takes a static TrueType font of 1000 units with the signs of ASCII, and changes it.
    """
    measures = _measures(font)
    for code, draw in _SYMBOLS.items():
        pen = TTGlyphPen(font["glyf"])
        width = draw(font, pen, measures)
        _add(font, code, pen.glyph(), round(width))


def leave_out_false_minus(font: TTFont) -> None:
    """Leave the minus sign to another family where a font shows a hyphen for it."""
    best, glyphs = font.getBestCmap(), font["glyf"]
    if _MINUS not in best or _HYPHEN not in best:
        return
    minus = glyphs[best[_MINUS]]
    if minus.isComposite() and [part.glyphName for part in minus.components] == [best[_HYPHEN]]:
        for table in _unicode_tables(font):
            table.cmap.pop(_MINUS, None)


class _Measures(Frozen):
    """What the signs of a face have in common, in its units."""

    width: float
    """How wide a sign is with the space around it."""
    left: float
    """Where its ink begins."""
    right: float
    """Where its ink ends."""
    thickness: float
    """Of a bar."""
    axis: float
    """Height of the middle of all signs."""


def _measures(font: TTFont) -> _Measures:
    glyphs = font["glyf"]
    plus = glyphs["plus"]
    heights = sorted({y for _, y in glyphs["equal"].coordinates})
    return _Measures(
        width=font["hmtx"]["plus"][0],
        left=plus.xMin,
        right=plus.xMax,
        thickness=heights[1] - heights[0],
        axis=(heights[0] + heights[-1]) / 2,
    )


def _minus(_font: TTFont, pen: Any, signs: _Measures) -> float:
    half = signs.thickness / 2
    _fill(pen, _bar(signs.left, signs.axis - half, signs.right, signs.axis + half))
    return signs.width


def _or_equal(name: str) -> Callable[[TTFont, Any, _Measures], float]:
    """The sign of ASCII above a bar that stands on the base line, as the one of plus-minus does."""

    def draw(font: TTFont, pen: Any, signs: _Measures) -> float:
        font.getGlyphSet()[name].draw(pen)
        _fill(pen, _bar(signs.left, 0, signs.right, signs.thickness))
        return signs.width

    return draw


def _not_equal(font: TTFont, pen: Any, signs: _Measures) -> float:
    font.getGlyphSet()["equal"].draw(pen)
    middle, half = (signs.left + signs.right) / 2, signs.thickness / 2
    lean, reach = 105, 260
    _fill(
        pen,
        [
            (middle - lean - half, signs.axis - reach),
            (middle + lean - half, signs.axis + reach),
            (middle + lean + half, signs.axis + reach),
            (middle - lean + half, signs.axis - reach),
        ],
    )
    return signs.width


def _nearly_equal(font: TTFont, pen: Any, signs: _Measures) -> float:
    tilde = font["glyf"]["asciitilde"]
    middle = (tilde.yMin + tilde.yMax) / 2
    apart = (tilde.yMax - tilde.yMin) / 2 + 0.45 * signs.thickness
    for height in (signs.axis + apart, signs.axis - apart):
        moved = TransformPen(pen, (1, 0, 0, 1, 0, height - middle))
        font.getGlyphSet()["asciitilde"].draw(moved)
    return signs.width


_ARROW_LENGTH: Final = 760
_ARROW_HEAD: Final = 235
_ARROW_SPACE: Final = 60


def _arrow(turns: int) -> Callable[[TTFont, Any, _Measures], float]:
    """An arrow that points to the right, turned by right angles against the clock."""

    def draw(_font: TTFont, pen: Any, signs: _Measures) -> float:
        half, slant = signs.thickness / 2, signs.thickness / math.sqrt(2)
        tip, tail = _ARROW_LENGTH / 2, -_ARROW_LENGTH / 2
        neck = tip - math.sqrt(2) * signs.thickness - half
        upper = [
            (neck, half),
            (tip - _ARROW_HEAD - slant, _ARROW_HEAD - slant),
            (tip - _ARROW_HEAD, _ARROW_HEAD),
        ]
        lower = [(x, -y) for x, y in reversed(upper)]
        shape = [(tail, half), *upper, (tip, 0), *lower, (tail, -half)]
        for _ in range(turns):
            shape = [(-y, x) for x, y in shape]
        extent = _ARROW_LENGTH / 2 if turns % 2 == 0 else _ARROW_HEAD
        _fill(pen, [(x + extent + _ARROW_SPACE, y + signs.axis) for x, y in shape])
        return 2 * (extent + _ARROW_SPACE)

    return draw


def _envelope(_font: TTFont, pen: Any, signs: _Measures) -> float:
    left, right, low, high = 60.0, 860.0, signs.axis - 285, signs.axis + 285
    line = 0.9 * signs.thickness
    _fill(pen, _bar(left, low, right, high))
    inside = _bar(left + line, low + line, right - line, high - line)
    _fill(pen, list(reversed(inside)))
    middle, depth, slant = (left + right) / 2, signs.axis - 60, 1.28 * line
    _fill(
        pen,
        [
            (left + line / 2, high - line / 2),
            (left + line / 2, high - line / 2 - slant),
            (middle, depth - slant),
            (right - line / 2, high - line / 2 - slant),
            (right - line / 2, high - line / 2),
            (middle, depth),
        ][::-1],
    )
    return left + right


_SYMBOLS: Final[dict[int, Callable[[TTFont, Any, _Measures], float]]] = {
    _MINUS: _minus,
    0x2260: _not_equal,
    0x2248: _nearly_equal,
    0x2264: _or_equal("less"),
    0x2265: _or_equal("greater"),
    0x2192: _arrow(0),
    0x2191: _arrow(1),
    0x2190: _arrow(2),
    0x2193: _arrow(3),
    0x2709: _envelope,
}
"""What is drawn, by character."""


def _bar(left: float, low: float, right: float, high: float) -> Contour:
    return [(left, low), (left, high), (right, high), (right, low)]


def _fill(pen: Any, contour: Contour) -> None:
    """Draw a contour; those that run with the clock are filled, those against it are holes."""
    first, *others = (_rounded(point) for point in contour)
    pen.moveTo(first)
    for point in others:
        pen.lineTo(point)
    pen.closePath()


def _rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _add(font: TTFont, code: int, glyph: Any, width: int) -> None:
    name = f"uni{code:04X}"
    glyphs = font["glyf"]
    glyphs[name] = glyph
    glyph.recalcBounds(glyphs)
    font["hmtx"].metrics[name] = (width, glyph.xMin)
    font.setGlyphOrder(glyphs.glyphOrder)
    for table in _unicode_tables(font):
        table.cmap[code] = name


def _unicode_tables(font: TTFont) -> Iterator[Any]:
    tables: Iterable[Any] = font["cmap"].tables
    return (table for table in tables if table.isUnicode())
