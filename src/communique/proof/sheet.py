"""A contact sheet: all pages of all languages side by side, and what has changed since another.

A sheet carries the places of its pages and the digests of their PDF files in itself, so that the
next one can be held against it without anything else being kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from PIL.PngImagePlugin import PngInfo

from communique.artefact import sha256
from communique.findings import CommuniqueError
from communique.fonts import Face, FontSet
from communique.frozen import Frozen

__all__ = ["Sheet", "SheetEdition", "draw_sheet"]

_RESOLUTION: Final = 40
"""Dots an inch: enough to see shapes and blocks, and a sheet of 27 languages stays small."""
_GAP: Final = 8
_MARGIN: Final = 24
_LABEL: Final = 26
_TYPE: Final = 15
_BOLD: Final = 600
_SHAPE: Final = 1.6
"""How much wider than high a sheet is to be, about."""

_PAPER: Final = (232, 235, 240)
_INK: Final = (24, 34, 47)
_CHANGED: Final = (200, 30, 30)
_NEW: Final = (20, 110, 60)
# Shades that nobody tells apart are one, which halves the file.
_STEPS: Final = [min(round(value / 8) * 8, 255) for value in range(256)] * 3
_LEAST_DIFFERENCE: Final = 24
_LETTERS_AROUND: Final = 7
_KEY: Final = "communique-sheet"
_MOST_PIXELS: Final = 400_000_000


class SheetEdition(Frozen):
    """An edition on a sheet."""

    release: str
    """Id of the release."""
    locale: str
    """BCP 47 tag of the language."""
    name: str
    """What the language calls itself."""
    pdf: bytes
    """Its PDF."""


class Sheet(Frozen):
    """A finished contact sheet."""

    picture: bytes
    """All pages, as PNG."""
    difference: bytes | None
    """The same with what has changed framed and tinted; None where nothing has, or nobody knows."""
    changes: tuple[str, ...]
    """Each page that has changed, a line each."""


class _Page(Frozen):
    release: str
    locale: str
    number: int
    digest: str
    picture: Image.Image

    @property
    def key(self) -> tuple[str, str, int]:
        return (self.release, self.locale, self.number)

    @property
    def told(self) -> str:
        return f"{self.release} in {self.locale}, page {self.number}"


class _Group(Frozen):
    """The pages of one edition, below its label."""

    edition: SheetEdition
    pages: tuple[_Page, ...]

    @property
    def width(self) -> int:
        """How wide they are beside each other, and the label at least."""
        inner = sum(page.picture.width for page in self.pages) + _GAP * (len(self.pages) - 1)
        return max(inner, 8 * _TYPE)

    @property
    def height(self) -> int:
        """How high the highest is, with the label."""
        return _LABEL + max((page.picture.height for page in self.pages), default=0)


def draw_sheet(
    editions: Sequence[SheetEdition], fonts: FontSet, *, earlier: bytes | None = None
) -> Sheet:
    """Draw all pages of some editions, and hold them against an `earlier` sheet.

    Raises CommuniqueError for a PDF that cannot be drawn.
    """
    groups = [_Group(edition=edition, pages=tuple(_pages(edition))) for edition in editions]
    places, size = _arranged(groups)
    labels = _Labels(fonts, several=len({edition.release for edition in editions}) > 1)
    before = _earlier_pages(earlier)
    clean = Image.new("RGB", size, _PAPER)
    marked = Image.new("RGB", size, _PAPER)
    cells: list[dict[str, object]] = []
    changes: list[str] = []
    for group, (left, top) in zip(groups, places, strict=True):
        for canvas in (clean, marked):
            labels.draw(canvas, group.edition, left, top)
        at = left
        for page in group.pages:
            here = (at, top + _LABEL)
            clean.paste(page.picture, here)
            change = _draw_change(marked, page, before, here)
            changes += [f"{page.told}: {change}"] if change else []
            cells.append(
                {
                    "release": page.release,
                    "locale": page.locale,
                    "page": page.number,
                    "pdf": page.digest,
                    "box": [*here, page.picture.width, page.picture.height],
                }
            )
            at += page.picture.width + _GAP
    drawn = {page.key for group in groups for page in group.pages}
    # A sheet of some languages says nothing of the others.
    asked = {(group.edition.release, group.edition.locale) for group in groups}
    changes += [
        f"{page.told}: gone"
        for key, page in before.items()
        if key not in drawn and (page.release, page.locale) in asked
    ]
    told = PngInfo()
    told.add_text(_KEY, json.dumps(cells))
    return Sheet(
        picture=_png(clean, told),
        difference=_png(marked, None) if before and changes else None,
        changes=tuple(changes) if before else (),
    )


def _pages(edition: SheetEdition) -> Iterator[_Page]:
    digest = sha256(edition.pdf)
    try:
        document = pypdfium2.PdfDocument(edition.pdf)
    except pypdfium2.PdfiumError as error:
        raise CommuniqueError(
            f"the PDF of `{edition.release}` in {edition.locale} cannot be drawn: {error}"
        ) from error
    try:
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=_RESOLUTION / 72).to_pil().convert("RGB").point(_STEPS)
            yield _Page(
                release=edition.release,
                locale=edition.locale,
                number=number,
                digest=digest,
                picture=picture,
            )
    finally:
        document.close()


def _arranged(groups: Sequence[_Group]) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Where each group stands, and the size of the sheet that is nearest to its shape."""
    best: tuple[float, list[tuple[int, int]], tuple[int, int]] | None = None
    for in_a_row in range(1, len(groups) + 1):
        places, right, top, height = [], 0, _MARGIN, 0
        for index, group in enumerate(groups):
            if index % in_a_row == 0:
                left, top, height = _MARGIN, top + height + (_MARGIN if index else 0), 0
            places.append((left, top))
            left += group.width + _MARGIN
            right, height = max(right, left), max(height, group.height)
        size = (right, top + height + _MARGIN)
        shape = abs(size[0] / size[1] - _SHAPE)
        if best is None or shape < best[0]:
            best = (shape, places, size)
    return (best[1], best[2]) if best else ([], (2 * _MARGIN, 2 * _MARGIN))


class _Labels:
    """Draws the names of languages in their own letters."""

    def __init__(self, fonts: FontSet, *, several: bool) -> None:
        self._faces = [face for face in fonts.faces if face.style == "normal"]
        self._several = several
        self._loaded: dict[str, ImageFont.FreeTypeFont] = {}

    def draw(self, canvas: Image.Image, edition: SheetEdition, left: int, top: int) -> None:
        pen = ImageDraw.Draw(canvas)
        tag = f"{edition.locale}  "
        pen.text((left, top), tag, fill=_INK, font=self._font(tag, bold=True))
        left += round(self._font(tag, bold=True).getlength(tag))
        name = self._font(edition.name, bold=False)
        pen.text((left, top), edition.name, fill=_INK, font=name)
        if self._several:
            left += round(name.getlength(edition.name)) + _TYPE
            pen.text((left, top), edition.release, fill=_INK, font=self._font(tag, bold=False))

    def _font(self, text: str, *, bold: bool) -> ImageFont.FreeTypeFont:
        """The face that has the most of some letters."""

        def lacks(face: Face) -> tuple[int, bool]:
            lacking = sum(not face.draws(letter) for letter in text)
            return lacking, (face.weight >= _BOLD) != bold

        path = str(min(self._faces, key=lacks).path)
        if path not in self._loaded:
            self._loaded[path] = ImageFont.truetype(path, _TYPE)
        return self._loaded[path]


def _draw_change(
    canvas: Image.Image,
    page: _Page,
    before: dict[tuple[str, str, int], _Page],
    here: tuple[int, int],
) -> str:
    """Draw a page with what has changed in it; returns that in words, empty for nothing."""
    known = before.get(page.key)
    if known is None:
        canvas.paste(page.picture, here)
        _frame(canvas, page, here, _NEW)
        return "new"
    faint = Image.blend(page.picture, Image.new("RGB", page.picture.size, _PAPER), 0.6)
    if known.digest == page.digest:
        canvas.paste(faint, here)
        return ""
    if known.picture.size != page.picture.size:
        canvas.paste(page.picture, here)
        _frame(canvas, page, here, _CHANGED)
        return "changed in size"
    difference = ImageChops.difference(known.picture, page.picture).convert("L")
    mask = difference.point([255 if value >= _LEAST_DIFFERENCE else 0 for value in range(256)])
    if mask.getbbox() is None:
        canvas.paste(faint, here)
        return ""
    share = mask.histogram()[255] / (mask.width * mask.height)
    around = mask.filter(ImageFilter.MaxFilter(_LETTERS_AROUND))
    tinted = ImageChops.multiply(page.picture, Image.new("RGB", mask.size, (255, 200, 190)))
    canvas.paste(Image.composite(tinted, page.picture, around), here)
    _frame(canvas, page, here, _CHANGED)
    return f"changed, {share:.0%} of it" if share >= 0.005 else "changed in one place"


def _frame(
    canvas: Image.Image, page: _Page, here: tuple[int, int], colour: tuple[int, int, int]
) -> None:
    left, top = here
    box = (left - 3, top - 3, left + page.picture.width + 2, top + page.picture.height + 2)
    ImageDraw.Draw(canvas).rectangle(box, outline=colour, width=3)


def _earlier_pages(content: bytes | None) -> dict[tuple[str, str, int], _Page]:
    """The pages of an earlier sheet; none where the file is no sheet, whatever else it is."""
    if content is None:
        return {}
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as picture:
            cells = json.loads(picture.info.get(_KEY, "[]"))
            if picture.width * picture.height > _MOST_PIXELS:
                return {}
            drawn = picture.convert("RGB")
        pages = {}
        for cell in cells:
            left, top, width, height = (int(number) for number in cell["box"])
            page = _Page(
                release=str(cell["release"]),
                locale=str(cell["locale"]),
                number=int(cell["page"]),
                digest=str(cell["pdf"]),
                picture=drawn.crop((left, top, left + width, top + height)),
            )
            pages[page.key] = page
    except (OSError, ValueError, TypeError, KeyError, SyntaxError, Image.DecompressionBombError):
        return {}
    return pages


def _png(picture: Image.Image, told: PngInfo | None) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True, pnginfo=told)
    return stream.getvalue()
