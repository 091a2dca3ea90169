"""Mend the place of blocks in right-to-left text (WeasyPrint 70.0, `layout.block`).

Such a block is moved to the right edge of its surroundings. Upstream leaves `auto` margins out of
that account, so that a block centred by them lands beyond the edge, and moves an image that is a
flex item twice. Both lose it from the page without a word.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

__all__ = ["block_level_width", "block_replaced_box_layout"]

_stock_width = block.block_level_width
_stock_replaced = block.block_replaced_box_layout


def block_level_width(box: Any, containing_block: Any, with_min_max: bool = True) -> None:  # noqa: FBT001, FBT002
    """Set the width and the horizontal margins of a block, and its place among right-to-left."""
    automatic = [side for side in ("left", "right") if getattr(box, f"margin_{side}") == "auto"]
    _stock_width(box, containing_block, with_min_max)
    if _is_moved(box, containing_block):
        box.position_x -= sum(getattr(box, f"margin_{side}") for side in automatic)


block_level_width.without_min_max = partial(block_level_width, with_min_max=False)  # type: ignore[attr-defined]


def block_replaced_box_layout(context: Any, box: Any, containing_block: Any) -> Any:
    """Lay out an image that is a block, and move it once."""
    laid_out, *rest = _stock_replaced(context, box, containing_block)
    if laid_out.is_flex_item and _is_moved(laid_out, containing_block):
        laid_out.position_x = box.position_x + containing_block.width - laid_out.margin_width()
    return (laid_out, *rest)


def _is_moved(box: Any, containing_block: Any) -> bool:
    return (
        isinstance(containing_block, boxes.Box)
        and containing_block.style["direction"] == "rtl"
        and not box.is_column
    )
