"""Write generated text out into the tree, where the ordering of directions can see it.

What `::before` and `::after` put into a line belongs to its sentence (CSS Writing Modes 4, section
2.4), but stands in no tree. Upstream's own functions tell the text, counters and quotation marks
included; an element in its place carries it, under the name that upstream gives such a box.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import element_to_box

from communique.frozen import Frozen
from communique.pdf.bidi import local_name, may_be_rtl

__all__ = ["Generated", "has_rtl_content", "write_generated"]

_PSEUDOS = ("before", "after")
_BREAKS = ("br", "wbr")
"""Elements that upstream makes by generated text, and the ordering by their names."""
_OF_PAGES = ("target-counter()", "target-counters()", "target-text()")
"""Content that is not known before the page is laid out."""


class Generated(Frozen):
    """Text that was written out."""

    owner: Element
    """The element it belongs to."""
    pseudo: str
    """`before` or `after`."""
    element: Element
    """The element that carries it now."""


def has_rtl_content(style_for: Any) -> bool:
    """Whether a style sheet generates text that may run from right to left."""
    return any(
        may_be_rtl(value)
        for _, style in _generating(style_for)
        for kind, value in style["content"]
        if kind == "string"
    )


def write_generated(
    html: Any, context: Any, counter_style: Any
) -> tuple[tuple[Generated, ...], tuple[str, ...]]:
    """Put an element with its text in place of each inline `::before` and `::after`.

    Changes the tree and the styles of the context; returns what was written, and a sentence for
    each kind of content that cannot be: its text is known only when the page is laid out.
    """
    found = dict(_generating(context.style_for))
    if not found:
        return (), ()
    texts = dict(_texts(html, context, counter_style))
    written: list[Generated] = []
    problems: dict[str, None] = {}
    for (owner, pseudo), style in found.items():
        text = texts.get((owner, pseudo))
        if text is None:
            continue
        if any(_is_of_pages(kind, value) for kind, value in style["content"]):
            problems[
                f"`{local_name(owner)}::{pseudo}` has a page number in a page of mixed direction, "
                "where it is put in order without regard to the words around it: set it apart "
                "by `display: inline-block`"
            ] = None
            continue
        element = Element(f"{owner.tag}::{pseudo}")
        element.text = text
        if pseudo == "before":
            element.tail, owner.text = owner.text, None
            owner.insert(0, element)
        else:
            owner.append(element)
        context.style_for.get_computed_styles()[element, None] = style
        written.append(Generated(owner=owner, pseudo=pseudo, element=element))
    return tuple(written), tuple(problems)


def _generating(style_for: Any) -> Iterator[tuple[tuple[Element, str], Any]]:
    """Pseudo-elements that put text into a line, with their style."""
    for (element, pseudo), style in style_for.get_computed_styles().items():
        if (
            pseudo in _PSEUDOS
            and local_name(element) not in _BREAKS
            and not isinstance(style["content"], str)
            and style["display"] == ("inline", "flow")
            and style["float"] == "none"
            and style["position"] in ("static", "relative")
        ):
            yield (element, pseudo), style


def _is_of_pages(kind: str, value: Any) -> bool:
    return kind in _OF_PAGES or (
        kind in ("counter()", "counters()") and value[0] in ("page", "pages")
    )


def _texts(
    html: Any, context: Any, counter_style: Any
) -> Iterator[tuple[tuple[Element, str], str]]:
    """The text of each inline pseudo-element that holds nothing else."""
    roots = element_to_box(
        html.etree_element,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        # What is gathered here must not meet what the layout gathers.
        copy.deepcopy(context.target_collector),
        counter_style,
        [],
    )
    for root in roots:
        for box in root.descendants():
            _, _, pseudo = (box.element_tag or "").rpartition("::")
            if (
                pseudo in _PSEUDOS
                and type(box) is boxes.InlineBox
                and box.children
                and all(isinstance(child, boxes.TextBox) for child in box.children)
            ):
                yield (box.element, pseudo), "".join(child.text for child in box.children)
