"""Make sure that the WeasyPrint at hand is the one whose insides the repairs know."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from functools import reduce

from communique.pdf.errors import EngineError

__all__ = ["INTERNALS", "VERSION", "check_internals", "internal"]

VERSION = "70.0"
"""The one version the repairs are written for."""

INTERNALS: dict[str, str] = {
    "weasyprint.HTML._ua_stylesheets": "self forms",
    "weasyprint.HTML.render": "self font_config counter_style color_profiles options",
    "weasyprint.anchors.gather_anchors": (
        "box anchors links bookmarks forms parent_matrix parent_form parent_link"
    ),
    "weasyprint.document.Document._build_layout_context": (
        "html font_config counter_style color_profiles options"
    ),
    "weasyprint.document.Document._render": (
        "html font_config counter_style color_profiles options"
    ),
    "weasyprint.document.Document.write_pdf": "self target zoom finisher options",
    "weasyprint.draw.draw_inline_level": "stream page box offset_x text_overflow block_ellipsis",
    "weasyprint.draw.text.draw_first_line": ("stream textbox text_overflow block_ellipsis matrix"),
    "weasyprint.layout.block.block_level_width": "box containing_block with_min_max",
    "weasyprint.layout.inline.get_next_linebox": (
        "context linebox position_y bottom_space skip_stack containing_block absolute_boxes "
        "fixed_boxes first_letter_style first_line_style"
    ),
    "weasyprint.layout.inline.remove_last_whitespace": "context line",
    "weasyprint.layout.inline.split_inline_box": (
        "context box position_x max_x bottom_space skip_stack containing_block absolute_boxes "
        "fixed_boxes line_placeholders waiting_floats line_children first_letter_style "
        "first_line_style"
    ),
    "weasyprint.layout.inline.split_text_box": "context box available_width skip is_line_start",
    "weasyprint.layout.replaced.block_replaced_box_layout": "context box containing_block",
    "weasyprint.pdf.anchors.add_links": "links_and_anchors matrix pdf page names tags",
    "weasyprint.pdf.fonts.Font.get_unused_glyph_id": "self codepoint",
    "weasyprint.pdf.generate_pdf": "document target zoom options",
    "weasyprint.pdf.metadata.DocumentMetadata.generate_rdf_metadata": (
        "self variant version conformance"
    ),
    "weasyprint.pdf.metadata.DocumentMetadata.include_in_pdf": (
        "self pdf variant version conformance compress"
    ),
    "weasyprint.pdf.pdfa.pdfa": "pdf document page_streams attachments compress version variant",
    "weasyprint.pdf.stream.Stream.clone": "self kwargs",
    "weasyprint.pdf.stream.Stream.marked": "self box tag",
    "weasyprint.pdf.tags._build_box_tree": ("box parent pdf page_number nums annotations tags"),
    "weasyprint.pdf.tags.add_tags": "pdf document pdf_version page_streams",
    "weasyprint.text.line_break.Layout.setup": "self style",
    "weasyprint.urls.URLFetcher.fetch": "self url headers",
    "weasyprint.urls.fetch": "url_fetcher url",
}
"""Functions the repairs call, replace or rely on, and the names of their parameters."""


def internal(name: str) -> Callable[..., object]:
    """The function of that full name; raises EngineError where it is gone."""
    parts = name.split(".")
    for count in range(len(parts) - 1, 0, -1):
        try:
            module = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        try:
            found = reduce(getattr, parts[count:], module)
        except AttributeError:
            break
        if callable(found):
            return found
        break
    raise _error(f"WeasyPrint has no function `{name}`")


def check_internals(version: str) -> None:
    """Raise EngineError where WeasyPrint, of that version, is not the one the repairs know."""
    if version != VERSION:
        raise _error(f"WeasyPrint {version} is installed, and {VERSION} is needed")
    for name, expected in INTERNALS.items():
        found = " ".join(inspect.signature(internal(name)).parameters)
        if found != expected:
            raise _error(f"`{name}` takes `{found}`, and `{expected}` was expected")


def _error(message: str) -> EngineError:
    return EngineError(
        f"{message}: the repairs of right-to-left text and of PDF tags are tied to it",
        hint=f"run `pip install weasyprint=={VERSION}`",
    )
