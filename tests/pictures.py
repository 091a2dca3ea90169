"""Small pictures of pages, and how much two of them may differ.

They are drawn by the rasteriser that `pypdfium2` brings along, which is the same on every machine.
What is left is the arithmetic of its processor: a pixel at the edge of a letter may have another
shade, or stand one beside. So both pictures are blurred by a pixel, and then each pixel of one of
them has to be no lighter and no darker than what there is in the other one at its place and the
eight around it, but for some shades. The edge of the same letter is; another letter is not, nor is
one that is bolder, or that stands two pixels away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageOps

DOTS_PER_INCH: Final = 60
"""Enough to tell a bold word from another, and little enough for files of a few kilobytes."""

_POINTS_PER_INCH: Final = 72
_MILLIMETRES_PER_INCH: Final = 25.4
_MARGIN: Final = 14
"""What is left away at the sides of a page, in millimetres."""
_COLOURS: Final = 32
_GAP: Final = 14
_FRAME: Final = "#9aa8b8"

_BLUR: Final = 1
"""How far the edges of letters are blurred, in pixels."""
_SHADES: Final = 18
"""By how many of 255 shades a pixel may be lighter or darker than those around its place.

A page that is half a pixel aside comes to 11 and one of two in three noisy pixels to 13; two
letters that have changed places come to 22, two digits to 28, a word that is not bold to 45, a
line that is three points lower to 45.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a page."""

    page: int
    """Number of the page, from 1."""
    top: int
    """Where it begins, in millimetres from the head of the page."""
    bottom: int
    """Where it ends."""


def drawn(content: bytes, part: Part) -> Image.Image:
    """A part of a page of a PDF."""
    page = drawn_page(content, part.page)
    scale = DOTS_PER_INCH / _MILLIMETRES_PER_INCH
    left = round(_MARGIN * scale)
    box = (left, round(part.top * scale), page.width - left, round(part.bottom * scale))
    return page.crop(box)


def drawn_page(content: bytes, number: int) -> Image.Image:
    """A page of a PDF, numbers from 1."""
    document = pypdfium2.PdfDocument(content)
    try:
        bitmap = document[number - 1].render(scale=DOTS_PER_INCH / _POINTS_PER_INCH)
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("RGB")
    finally:
        document.close()


def side_by_side(pages: Sequence[Image.Image]) -> Image.Image:
    """Pages beside each other, each with a hairline around it."""
    framed = [ImageOps.expand(page, border=1, fill=_FRAME) for page in pages]
    width = sum(page.width for page in framed) + _GAP * (len(framed) - 1)
    sheet = Image.new("RGB", (width, framed[0].height), "white")
    at = 0
    for page in framed:
        sheet.paste(page, (at, 0))
        at += page.width + _GAP
    return sheet


def saved(picture: Image.Image) -> bytes:
    """A picture as PNG with few colours, so that the file is small."""
    target = BytesIO()
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE).save(target, "PNG", optimize=True)
    return target.getvalue()


def opened(content: bytes) -> Image.Image:
    """A picture that was saved."""
    return Image.open(BytesIO(content)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> Image.Image | None:
    """Where two pictures differ, dark on white; None where nobody would see it."""
    if one.size != other.size:
        return Image.new("L", one.size, 0)
    one, other = (picture.filter(ImageFilter.GaussianBlur(_BLUR)) for picture in (one, other))
    found = Image.new("L", one.size, 0)
    for mine, its in zip(one.split(), other.split(), strict=True):
        for outside in (_outside(mine, its), _outside(its, mine)):
            found = ImageChops.lighter(found, outside)
    if max(value for value, count in enumerate(found.histogram()) if count) <= _SHADES:
        return None
    return ImageOps.invert(found.point([255 if value > _SHADES else 0 for value in range(256)]))


def _outside(one: Image.Image, other: Image.Image) -> Image.Image:
    """By how much each pixel is lighter or darker than all around its place in another picture."""
    lighter = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3)))
    darker = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one)
    return ImageChops.lighter(lighter, darker)
