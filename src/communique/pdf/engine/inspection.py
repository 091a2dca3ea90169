"""Tell what WeasyPrint 70.0 lays out wrong without a word, and what no repair here reaches."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

__all__ = ["layout_problems"]

# What rounding comes to, in CSS pixels.
_ROUNDING = 1.0
_TOWARDS_END = frozenset(("center", "end", "flex-end", "self-end", "right"))


def layout_problems(page: Any) -> tuple[str, ...]:
    """What is wrong with the layout of a page, one sentence for each kind."""
    problems: dict[str, None] = {}
    for box in _in_flow(page._page_box):
        right_to_left = box.style["direction"] == "rtl"
        if right_to_left and isinstance(box, boxes.GridContainerBox):
            problems[
                "the page uses CSS grid in right-to-left text, where WeasyPrint does not mirror "
                "it: use flex or a table"
            ] = None
        elif right_to_left and isinstance(box, boxes.FlexContainerBox) and _is_off_centre(box):
            problems[
                "the page aligns the items of a flex column in right-to-left text, where "
                "WeasyPrint misplaces them: use `margin-inline: auto` or `text-align`"
            ] = None
        elif _is_seen(box) and not (box.position_x < page.width and box.position_x + box.width > 0):
            problems[f"{_name(box)} lies outside the page"] = None
    problems |= dict.fromkeys(_overflows(page._page_box, math.inf))
    return tuple(problems)


def _in_flow(box: Any) -> Iterator[Any]:
    """The box and those inside it, but for what was placed by coordinates, on purpose."""
    if isinstance(box, AbsolutePlaceholder):
        return
    yield box
    for child in box.children:
        yield from _in_flow(child)


def _overflows(box: Any, floor: float) -> Iterator[str]:
    """The text that does not fit into the boxes around it, across them or down to a `floor`."""
    if isinstance(box, AbsolutePlaceholder):
        return
    if isinstance(box, boxes.BlockContainerBox) and not isinstance(box, boxes.MarginBox):
        if box.style["height"] != "auto" or box.style["max_height"].value != math.inf:
            floor = min(floor, box.content_box_y() + box.height + _ROUNDING)
        yield from _too_wide(box)
    if isinstance(box, boxes.FlexContainerBox):
        yield from _beside(box)
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            for text in _texts(child):
                if text.position_y + text.height > floor:
                    yield f"{_name(text)} does not fit into the height of its box"
        yield from _overflows(child, floor)


def _too_wide(box: Any) -> Iterator[str]:
    """The text of the lines of a box that ends beyond it."""
    left = box.content_box_x()
    for line in box.children:
        if not isinstance(line, boxes.LineBox):
            continue
        for text in _texts(line):
            # A first line may begin outside, on purpose.
            beyond = (
                left - text.position_x
                if box.style["direction"] == "rtl"
                else text.position_x + text.width - left - box.width
            )
            if beyond > _ROUNDING:
                yield f"{_name(text)} is wider than its box"


def _beside(box: Any) -> Iterator[str]:
    """The text of items that have no room left in the row of a flex container."""
    left, right = box.content_box_x(), box.content_box_x() + box.width
    for child in box.children:
        if isinstance(child, AbsolutePlaceholder):
            continue
        begin, end = child.position_x, child.position_x + child.margin_width()
        if begin < left - _ROUNDING or end > right + _ROUNDING:
            text = next((one for one in _in_flow(child) if _is_seen(one)), None)
            if text is not None:
                yield f"{_name(text)} is wider than its box"


def _texts(box: Any) -> Iterator[Any]:
    """The text of a line, but for what is a box of its own in it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            if child.text.strip():
                yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _is_off_centre(box: Any) -> bool:
    return box.style["flex_direction"].startswith("column") and any(
        _TOWARDS_END.intersection(
            box.style["align_items"]
            if "auto" in child.style["align_self"]
            else child.style["align_self"]
        )
        for child in box.children
    )


def _is_seen(box: Any) -> bool:
    if isinstance(box, boxes.TextBox):
        return bool(box.text.strip())
    return isinstance(box, boxes.ReplacedBox)


def _name(box: Any) -> str:
    if isinstance(box, boxes.TextBox):
        text = " ".join(box.text.split())
        return f"the text `{textwrap.shorten(text, 40, placeholder='...')}`"
    return f"the image `{box.element.get('alt') or box.element_tag}`"
