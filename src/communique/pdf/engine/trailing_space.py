"""Mend the space at the end of a line (WeasyPrint 70.0, `layout.inline`).

A collapsible space that ends a line is removed (CSS Text 3, section 4.1.2). Upstream keeps the
old glyphs and moves the whole line by the width of the space, as if every box in it stood at the
right of that space: lines of mixed direction end up one space aside. It also keeps a space that
stands before `<br>`.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

__all__ = ["remove_last_whitespace"]

_COLLAPSING = ("normal", "nowrap", "pre-line")
_TOLERANCE = 1e-6


def remove_last_whitespace(context: Any, line: Any) -> None:
    """Remove the space characters at the end of a line, in place.

    Every box at the right of the removed space moves left by its width, and every box around it
    becomes that much narrower.
    """
    around = _path_to_last(line)
    if around is None:
        return
    last = around.pop()
    if not isinstance(last, boxes.TextBox) or last.style["white_space"] not in _COLLAPSING:
        return
    text = last.text.rstrip(" ")
    if text == last.text:
        return
    right_edge = last.position_x + last.width - _TOLERANCE
    width = last.width
    last.text = text
    if text:
        shortened, _, _ = inline.split_text_box(context, last, None, 0)
        last.width = shortened.width
        last.pango_layout = shortened.pango_layout
    else:
        last.width = 0
    space = width - last.width
    _move_left(line, right_edge, space)
    for box in around:
        box.width -= space


def _path_to_last(box: Any) -> list[Any] | None:
    """Boxes from this one down to the last with something in it; None where there is none."""
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return [box]
    for child in reversed(box.children):
        if isinstance(child, boxes.InlineBox) and _is_empty(child):
            continue
        below = _path_to_last(child)
        return None if below is None else [box, *below]
    return None


def _is_empty(box: Any) -> bool:
    # What a forced line break leaves behind: boxes without content, and without room for any.
    return not box.margin_width() and all(
        isinstance(child, boxes.InlineBox) and _is_empty(child) for child in box.children
    )


def _move_left(parent: Any, right_edge: float, distance: float) -> None:
    for child in parent.children:
        if not child.is_in_normal_flow():
            continue
        if child.position_x >= right_edge:
            child.translate(dx=-distance, ignore_floats=True)
        elif isinstance(child, boxes.InlineBox):
            _move_left(child, right_edge, distance)
