"""Mend the edges of an element that both a line and a run cut (WeasyPrint 70.0, `layout.inline`).

Where a line ends inside an inline element, its first part has the edge at which it starts, its
last part the other one (CSS Fragmentation 3, section 5.4). Upstream tells start from end by the
direction in which the parts are put together; in a run of another direction, that is not the
direction of the element.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

__all__ = ["split_inline_box"]

_stock = inline.split_inline_box
_KINDS = ("margin_{}", "padding_{}", "border_{}_width")


def split_inline_box(
    context: Any,
    box: Any,
    position_x: Any,
    max_x: Any,
    bottom_space: Any,
    skip_stack: Any,
    *rest: Any,
) -> Any:
    """Fit as much as possible of an inline box in a line, with the edges of its own direction."""
    found = _stock(context, box, position_x, max_x, bottom_space, skip_stack, *rest)
    part, resume_at = found[:2]
    is_start, is_end = skip_stack is None, resume_at is None
    written = getattr(box.style, "written_direction", box.style["direction"])
    if is_start is not is_end and written != box.style["direction"]:
        _move_edge(part, box, to="left" if is_start is (written == "ltr") else "right")
    return found


def _move_edge(part: Any, box: Any, *, to: str) -> None:
    """Give a part that has one edge of its box the other one instead."""
    if box.style["box_decoration_break"] == "clone":
        return
    left = sum(getattr(box, kind.format("left")) for kind in _KINDS)
    part._reset_spacing("right" if to == "left" else "left")
    part.remove_decoration_sides.discard(to)
    for kind in _KINDS:
        name = kind.format(to)
        setattr(part, name, getattr(box, name))
    for child in part.children:
        child.translate(dx=left if to == "left" else -left)
