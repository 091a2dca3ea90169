"""Tell what WeasyPrint 70.0 lays out wrong without a word, and what no repair here reaches."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

__all__ = ["layout_problems"]

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
    return tuple(problems)


def _in_flow(box: Any) -> Iterator[Any]:
    """The box and those inside it, but for what was placed by coordinates, on purpose."""
    if isinstance(box, AbsolutePlaceholder):
        return
    yield box
    for child in box.children:
        yield from _in_flow(child)


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
