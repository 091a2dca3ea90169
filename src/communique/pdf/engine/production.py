"""Turn one page into bytes with the repaired engine."""

from __future__ import annotations

import functools
import io
import logging
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import PIL.Image
import pydyf
import weasyprint
import weasyprint.pdf
import weasyprint.pdf.fonts
import weasyprint.pdf.stream
import weasyprint.pdf.tags
from fontTools.ttLib import TTFont
from weasyprint.css import ColorProfile
from weasyprint.layout import block, column, inline, page
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from communique.frozen import Frozen
from communique.pdf.engine.attachment import attach
from communique.pdf.engine.document import ReleaseDocument, ReleasePage
from communique.pdf.engine.even_lines import block_container_layout, justify_line
from communique.pdf.engine.forced_order import get_log_attrs, split_first_line
from communique.pdf.engine.hyphenation import Patterns
from communique.pdf.engine.inline_edges import split_inline_box
from communique.pdf.engine.joining import join_structure
from communique.pdf.engine.right_to_left_blocks import (
    block_level_width,
    block_replaced_box_layout,
)
from communique.pdf.engine.stream_ends import stream_data
from communique.pdf.engine.tagging import TaggedStream, build_box_tree
from communique.pdf.engine.trailing_space import remove_last_whitespace
from communique.pdf.errors import PdfError
from communique.pdf.fetch import Resources
from communique.pdf.source import PdfSource

__all__ = ["Production", "apply_repairs", "produce"]


class Production(Frozen):
    """What became of one page."""

    content: bytes
    """The PDF."""
    pages: int
    """Number of pages."""
    missing_glyphs: tuple[str, ...]
    """Characters no font has, in the order of Unicode."""
    problems: tuple[str, ...]
    """Everything else that went wrong, once each."""


def apply_repairs() -> None:
    """Put the repairs that no subclass reaches in place of WeasyPrint's functions; once is enough.

    Only `check_internals` tells whether they fit.
    """
    inline.remove_last_whitespace = remove_last_whitespace
    block.block_level_width = column.block_level_width = block_level_width
    block.block_replaced_box_layout = block_replaced_box_layout
    block.block_container_layout = page.block_container_layout = block_container_layout
    inline.justify_line = justify_line
    line_break.pyphen = Patterns
    inline.split_first_line = split_first_line
    inline.split_inline_box = split_inline_box
    line_break.get_log_attrs = get_log_attrs
    weasyprint.pdf.Stream = weasyprint.pdf.stream.Stream = TaggedStream
    weasyprint.pdf.tags._build_box_tree = build_box_tree
    pydyf.Stream.data = stream_data
    # A face cut out of a variable font would tell the hour at which that was done.
    weasyprint.pdf.fonts.TTFont = functools.partial(TTFont, recalcTimestamp=False)


def produce(html: str, resources: Resources, source: PdfSource | None = None) -> Production:
    """Lay out a page and write it as a PDF that is PDF/UA-1, and PDF/A-2a or, with a source, 3a.

    Raises whatever WeasyPrint raises; refused resources are kept in `resources`.
    """
    with _ONE_AT_A_TIME, _recorded_problems() as recorded:
        fonts = _Fonts.shared()
        options = _options("pdf/a-3a" if source else "pdf/a-2a")
        try:
            document = ReleasePage(html, resources).render(
                font_config=fonts, color_profiles={_INTENT: _srgb()}, **options
            )
            content = document.write_pdf(
                finisher=functools.partial(_finish, source=source), **options
            )
        except FatalURLFetchingError as error:
            # Not an Exception, so that nobody inside WeasyPrint catches it.
            _Fonts.forget()
            raise PdfError(f"a resource of the page cannot be read: {error}") from error
        except BaseException:
            _Fonts.forget()
            raise
        if fonts._folder is not None:
            # Fonts of a page's own must not leak into the next page.
            _Fonts.forget()
    return Production(
        content=content,
        pages=len(document.pages),
        missing_glyphs=_missing_glyphs(document),
        problems=tuple(dict.fromkeys((*document.problems, *recorded))),
    )


_ONE_AT_A_TIME = threading.Lock()
_LOGGER = logging.getLogger("weasyprint")
_NOTDEF = ".notdef glyph rendered"
_NO_ALTERNATIVE = 'Image "%s" has no required alt'


class _Fonts:
    """The font configuration of this process, for pages with the same fonts."""

    _made: tuple[str | None, Any] | None = None

    @classmethod
    def shared(cls) -> Any:
        key = os.environ.get("FONTCONFIG_FILE")
        if cls._made is None or cls._made[0] != key:
            cls._made = key, FontConfiguration()
        return cls._made[1]

    @classmethod
    def forget(cls) -> None:
        cls._made = None


class _Recorder(logging.Handler):
    """Keep what WeasyPrint would only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = threading.get_ident()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # Missing glyphs are read from the fonts, images without a text from the page itself.
        told_elsewhere = str(record.msg).startswith((_NOTDEF, _NO_ALTERNATIVE))
        if record.thread == self.thread and not told_elsewhere:
            self.messages.append(record.getMessage())


@contextmanager
def _recorded_problems() -> Iterator[list[str]]:
    recorder = _Recorder()
    before = _LOGGER.level, _LOGGER.propagate, _LOGGER.disabled
    _LOGGER.addHandler(recorder)
    _LOGGER.setLevel(logging.WARNING)
    _LOGGER.propagate = _LOGGER.disabled = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            yield recorder.messages
    finally:
        _LOGGER.level, _LOGGER.propagate, _LOGGER.disabled = before
        _LOGGER.removeHandler(recorder)


def _options(variant: str) -> dict[str, Any]:
    return {**weasyprint.DEFAULT_OPTIONS, **_PDF_A, "pdf_variant": variant}


_INTENT = "sRGB2014"
_PDF_A = {
    "pdf_version": "1.7",
    "pdf_identifier": True,
    "pdf_tags": True,
    "output_intent": _INTENT,
}


def _srgb() -> ColorProfile:
    """The colours every screen has; upstream leaves the file open that it reads them from."""
    name = "sRGB2014.icc"
    content = (files(weasyprint.pdf) / name).read_bytes()
    return ColorProfile(io.BytesIO(content), name, "relative-colorimetric", (["r"], ["g"], ["b"]))


def _finish(document: ReleaseDocument, pdf: Any, *, source: PdfSource | None) -> None:
    """Make the written objects what the standards ask for."""
    join_structure(pdf)
    if source is not None:
        attach(source, pdf)
    if document.direction == "rtl":
        # ISO 32000-1, 12.2: on which side the first of two pages stands.
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    for image in pdf.objects:
        if isinstance(image, pydyf.Stream) and image.extra.get("Subtype") == "/Image":
            # ISO 19005-2, 6.2.8.
            image.extra["Interpolate"] = "false"
            if image.extra.get("ColorSpace") == "/DeviceCMYK":
                document.problems += (
                    "an image has CMYK colours, which an archived PDF in sRGB cannot hold: "
                    "save it in RGB",
                )


def _missing_glyphs(document: Any) -> tuple[str, ...]:
    return tuple(
        chr(codepoint)
        for codepoint in sorted({one for font in document.fonts.values() for one in font.missing})
    )
