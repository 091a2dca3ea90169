"""Even lines: headings balanced, gaps of justified lines bounded (WeasyPrint 70.0, `layout`).

Upstream has no `text-wrap: balance`, and drops properties that it does not know; and it fills a
justified line however wide its gaps become. Style sheets ask for the two by properties of their
own: `--text-wrap: balance`, and `--gap-growth: .2em`, by how much of its font size a gap may grow.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline

__all__ = ["block_container_layout", "justify_line"]

_MOST_LINES = 6
_STEPS = 7
_HYPHENS = ("-", "\N{HYPHEN}")

_lay_out = block.block_container_layout
_justify = inline.justify_line


def block_container_layout(
    context: Any,
    box: Any,
    bottom_space: Any,
    skip_stack: Any,
    page_is_empty: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    adjoining_margins: Any,
    first_letter_style: Any,
    first_line_style: Any,
    discard: Any,
    max_lines: Any,
) -> Any:
    """Lay out a block, in lines of like length if its style asks for that.

    Its lines are made as narrow as they can be without becoming more (CSS Text 4, section 6.4).
    """

    def lay_out(one: Any) -> Any:
        return _lay_out(
            context,
            one,
            bottom_space,
            skip_stack,
            page_is_empty,
            absolute_boxes if one is box else [],
            fixed_boxes if one is box else [],
            adjoining_margins if one is box else copy(adjoining_margins),
            first_letter_style,
            first_line_style,
            discard,
            max_lines,
        )

    def narrower(one: Any, width: float) -> Any:
        side = "padding_left" if box.style["direction"] == "rtl" else "padding_right"
        setattr(one, side, getattr(one, side) + one.width - width)
        one.width = width
        return one

    if skip_stack is None and _is_balanced(box):
        count = len(_lines(lay_out(box.copy())))
        if 1 < count <= _MOST_LINES:

            def lines_in(width: float) -> list[Any]:
                """The lines in that width; none if they are more, or longer."""
                lines = _lines(lay_out(narrower(box.copy(), width)))
                fits = len(lines) == count and max(line.width for line in lines) <= width
                return lines if fits else []

            narrow, wide = box.width / 2, box.width
            for _ in range(_STEPS):
                middle = (narrow + wide) / 2
                narrow, wide = (narrow, middle) if lines_in(middle) else (middle, wide)
            # Rather less even than cut at a hyphen.
            steps = [wide + (box.width - wide) * step / _STEPS for step in range(_STEPS + 1)]
            whole = (width for width in steps if _is_whole(lines_in(width)))
            narrower(box, next(whole, wide))
    return lay_out(box)


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Widen the gaps of a line, each by no more than its style allows."""
    growth = _length_in_em(line.style["__gap_growth"])
    if growth is not None:
        gaps = inline.count_expandable_spaces(line)
        extra_width = min(extra_width, gaps * growth * line.style["font_size"])
    _justify(context, line, extra_width)


def _is_balanced(box: Any) -> bool:
    words = _words(box.style["__text_wrap"])
    return words == ["balance"] and all(isinstance(child, boxes.LineBox) for child in box.children)


def _lines(result: Any) -> list[Any]:
    """The lines of a laid-out block; none if the page ends in them."""
    laid_out, resume_at, *_ = result
    if laid_out is None or resume_at is not None:
        return []
    return [child for child in laid_out.children if isinstance(child, boxes.LineBox)]


def _is_whole(lines: list[Any]) -> bool:
    """Whether there are lines, and none but the last ends with a hyphen."""
    ends = [
        [box.text for box in line.descendants() if isinstance(box, boxes.TextBox)]
        for line in lines[:-1]
    ]
    return bool(lines) and not any(texts and texts[-1].endswith(_HYPHENS) for texts in ends)


def _words(tokens: Any) -> list[str]:
    return [token.value for token in tokens or () if token.type == "ident"]


def _length_in_em(tokens: Any) -> float | None:
    found = [token for token in tokens or () if token.type == "dimension" and token.unit == "em"]
    return float(found[0].value) if found else None
