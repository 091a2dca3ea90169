"""Make sure that the WeasyPrint at hand is the one whose insides the repairs know."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from communique.pdf.errors import EngineError

__all__ = ["INTERNALS", "VERSION", "Internal", "check_internals", "internal"]

VERSION = "70.0"
"""The one version the repairs are written for."""


@dataclass(frozen=True, slots=True)
class Internal:
    """A function or class of WeasyPrint, as it was when the repairs were written."""

    digest: str
    """First digits of the SHA-256 of its source; compared by a test."""
    parameters: str
    """Their names; compared before the repairs are made."""


INTERNALS: dict[str, Internal] = {
    "weasyprint.HTML._ua_stylesheets": Internal("0a7aed806569", "self forms"),
    "weasyprint.HTML.render": Internal(
        "c1a4e8fe64f8",
        "self font_config counter_style color_profiles options",
    ),
    "weasyprint.anchors.gather_anchors": Internal(
        "a6970b100570",
        "box anchors links bookmarks forms parent_matrix parent_form parent_link",
    ),
    "weasyprint.css.ComputedStyle": Internal(
        "81058362562f",
        "parent_style cascaded pseudo_type root_style base_url font_config initial_page_sizes",
    ),
    "weasyprint.css.StyleFor.__call__": Internal("a101bba6e9bf", "self element pseudo_type"),
    "weasyprint.css.StyleFor.get_cascaded_styles": Internal("7a66223501a5", "self"),
    "weasyprint.css.StyleFor.get_computed_styles": Internal("f75cdcf9df34", "self"),
    "weasyprint.css.StyleFor.set_computed_styles": Internal(
        "bed68bb99466",
        "self element parent root pseudo_type base_url target_collector",
    ),
    "weasyprint.document.Document._build_layout_context": Internal(
        "ce1558849e71",
        "html font_config counter_style color_profiles options",
    ),
    "weasyprint.document.Document._render": Internal(
        "fab5db14c9c8",
        "html font_config counter_style color_profiles options",
    ),
    "weasyprint.document.Document.write_pdf": Internal(
        "ff6c3d2f4c71",
        "self target zoom finisher options",
    ),
    "weasyprint.draw.draw_inline_level": Internal(
        "83010c6dec6a",
        "stream page box offset_x text_overflow block_ellipsis",
    ),
    "weasyprint.draw.text.draw_first_line": Internal(
        "df38b8753e86",
        "stream textbox text_overflow block_ellipsis matrix",
    ),
    "weasyprint.draw.text.draw_text": Internal(
        "d1cfa769e258",
        "stream textbox offset_x text_overflow block_ellipsis",
    ),
    "weasyprint.formatting_structure.boxes.InlineLevelBox.remove_decoration": Internal(
        "332dc2c178bf",
        "self start end",
    ),
    "weasyprint.formatting_structure.boxes.ParentBox._reset_spacing": Internal(
        "2f9e409425ca",
        "self side",
    ),
    "weasyprint.formatting_structure.boxes.ParentBox.copy_with_children": Internal(
        "68d90c9903f0",
        "self new_children",
    ),
    "weasyprint.formatting_structure.build.before_after_to_box": Internal(
        "b96ec2ad71f1",
        "element pseudo_type state style_for get_image_from_uri target_collector counter_style",
    ),
    "weasyprint.formatting_structure.build.content_to_boxes": Internal(
        "4ac12df4492e",
        "style parent_box quote_depth counter_values get_image_from_uri target_collector "
        "counter_style context page",
    ),
    "weasyprint.formatting_structure.build.element_to_box": Internal(
        "c489ce6eb1c8",
        "element style_for get_image_from_uri base_url target_collector counter_style "
        "footnotes state",
    ),
    "weasyprint.layout.block.block_container_layout": Internal(
        "85c099075fd3",
        "context box bottom_space skip_stack page_is_empty absolute_boxes fixed_boxes "
        "adjoining_margins first_letter_style first_line_style discard max_lines",
    ),
    "weasyprint.layout.block.block_level_width": Internal(
        "285d5db47a2d",
        "box containing_block with_min_max",
    ),
    "weasyprint.layout.inline._break_waiting_children": Internal(
        "341be9844472",
        "context box max_x bottom_space initial_skip_stack absolute_boxes fixed_boxes "
        "line_placeholders waiting_floats line_children children waiting_children "
        "first_letter_style first_line_style",
    ),
    "weasyprint.layout.inline.count_expandable_spaces": Internal("b590abb9779e", "box"),
    "weasyprint.layout.inline.get_next_linebox": Internal(
        "85f1eff36fce",
        "context linebox position_y bottom_space skip_stack containing_block "
        "absolute_boxes fixed_boxes first_letter_style first_line_style",
    ),
    "weasyprint.layout.inline.justify_line": Internal("cbba344b3c57", "context line extra_width"),
    "weasyprint.layout.inline.remove_last_whitespace": Internal("11a0d76c1ad3", "context line"),
    "weasyprint.layout.inline.split_inline_box": Internal(
        "039bca5ab958",
        "context box position_x max_x bottom_space skip_stack containing_block "
        "absolute_boxes fixed_boxes line_placeholders waiting_floats line_children "
        "first_letter_style first_line_style",
    ),
    "weasyprint.layout.inline.split_inline_level": Internal(
        "8098bdbd3e2d",
        "context box position_x max_x bottom_space skip_stack containing_block "
        "absolute_boxes fixed_boxes line_placeholders waiting_floats line_children "
        "first_letter_style first_line_style",
    ),
    "weasyprint.layout.inline.split_text_box": Internal(
        "eb75c8b916af",
        "context box available_width skip is_line_start",
    ),
    "weasyprint.layout.replaced.block_replaced_box_layout": Internal(
        "28d439500eaf",
        "context box containing_block",
    ),
    "weasyprint.pdf.anchors.add_links": Internal(
        "e37fc9cd900c",
        "links_and_anchors matrix pdf page names tags",
    ),
    "weasyprint.pdf.fonts.Font.get_unused_glyph_id": Internal("77ad7a49f8d0", "self codepoint"),
    "weasyprint.pdf.generate_pdf": Internal("fd816c8d91ce", "document target zoom options"),
    "weasyprint.pdf.metadata.DocumentMetadata.generate_rdf_metadata": Internal(
        "2932fd5aca77",
        "self variant version conformance",
    ),
    "weasyprint.pdf.metadata.DocumentMetadata.include_in_pdf": Internal(
        "2d6a3cbf0e46",
        "self pdf variant version conformance compress",
    ),
    "weasyprint.pdf.pdfa.pdfa": Internal(
        "1dabfe6b2194",
        "pdf document page_streams attachments compress version variant",
    ),
    "weasyprint.pdf.stream.Stream.begin_text": Internal("398f94e97225", "self"),
    "weasyprint.pdf.stream.Stream.clone": Internal("51da1ae7aedc", "self kwargs"),
    "weasyprint.pdf.stream.Stream.end_text": Internal("3732048fab45", "self"),
    "weasyprint.pdf.stream.Stream.marked": Internal("db0b0ade8990", "self box tag"),
    "weasyprint.pdf.tags._build_box_tree": Internal(
        "e8338d00c41d",
        "box parent pdf page_number nums annotations tags",
    ),
    "weasyprint.pdf.tags.add_tags": Internal(
        "74d331d78a01",
        "pdf document pdf_version page_streams",
    ),
    "weasyprint.text.line_break.Layout.setup": Internal("34ac4563461e", "self style"),
    "weasyprint.text.line_break.can_break_text": Internal("50b1f2c840c9", "text lang"),
    "weasyprint.text.line_break.get_log_attrs": Internal("371b8bcb27fb", "text lang"),
    "weasyprint.text.line_break.split_first_line": Internal(
        "f5cfad56910a",
        "text style context max_width justification_spacing is_line_start minimum",
    ),
    "weasyprint.urls.URLFetcher.fetch": Internal("ec89349458e0", "self url headers"),
    "weasyprint.urls.fetch": Internal("490f2b3cdb95", "url_fetcher url"),
}
"""What the repairs call, replace or rely on."""


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
        if found != expected.parameters:
            raise _error(f"`{name}` takes `{found}`, and `{expected.parameters}` was expected")


def _error(message: str) -> EngineError:
    return EngineError(
        f"{message}: the repairs of right-to-left text and of PDF tags are tied to it",
        hint=f"run `pip install weasyprint=={VERSION}`",
    )
