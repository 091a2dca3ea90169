"""Tell content from decoration (WeasyPrint issue 1836).

ISO 14289-1, 7.1, wants everything on a page to be either tagged content or an artifact. Upstream
tags the text of running headers and footers, but hangs it nowhere, and demands a description of
images whose empty `alt` says that they are decoration.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

__all__ = [
    "alternative_text",
    "artifact_kind",
    "is_decoration",
    "mark_artifacts",
    "missing_alternatives",
]

_ATTRIBUTE = "artifact_kind"
_SVG = "{http://www.w3.org/2000/svg}"


def mark_artifacts(page_box: Any) -> None:
    """Note on every box of a laid-out page whether it is an artifact, and of which kind."""
    for box in page_box.children:
        if isinstance(box, boxes.MarginBox):
            kind = {"top": "Header", "bottom": "Footer"}.get(
                box.at_keyword.removeprefix("@").partition("-")[0], "Pagination"
            )
            _mark(box, kind)
    for box in page_box.descendants(placeholders=True):
        if artifact_kind(box) is None and (is_decoration(box.element) or _is_generated(box)):
            _mark(box, "Decoration")


def artifact_kind(box: Any) -> str | None:
    """`Header`, `Footer`, `Pagination`, `Decoration`, or None for content."""
    kind: str | None = getattr(box, _ATTRIBUTE, None)
    return kind


def is_decoration(element: Any) -> bool:
    """Whether an element tells its readers nothing: an image with empty `alt`, hidden parts."""
    if element is None:
        return False
    if element.get("aria-hidden") == "true":
        return True
    return element.tag in ("img", f"{_SVG}svg") and (
        element.get("alt") == "" or element.get("role") in ("none", "presentation")
    )


def alternative_text(element: Any) -> str:
    """What stands for an image where it is not seen; empty for none."""
    title = element.find(f"{_SVG}title") if element.tag == f"{_SVG}svg" else None
    texts = (
        element.get("alt"),
        element.get("aria-label"),
        None if title is None else "".join(title.itertext()),
        element.get("title"),
    )
    return next((" ".join(text.split()) for text in texts if text and text.strip()), "")


def missing_alternatives(page: Any) -> tuple[str, ...]:
    """Which images of a laid-out page, marked already, tell nothing to who cannot see them."""
    return tuple(
        f"the image `{_name(box.element)}` has no alternative text: say in `alt` (of an `svg` in "
        "`title`) what it shows, or leave `alt` empty if it is decoration"
        for box in page._page_box.descendants(placeholders=True)
        if isinstance(box, boxes.ReplacedBox)
        and box.element is not None
        and artifact_kind(box) is None
        and not alternative_text(box.element)
    )


def _is_generated(box: Any) -> bool:
    """Whether a box is an image that only the style sheet knows of."""
    return isinstance(box, boxes.ReplacedBox) and "::" in (box.element_tag or "")


def _name(element: Any) -> str:
    for attribute in ("src", "data", "id", "class"):
        if value := element.get(attribute):
            return str(value) if len(value) <= 80 else f"{value[:77]}..."
    return str(element.tag).rpartition("}")[2]


def _mark(box: Any, kind: str) -> None:
    for inner in box.descendants(placeholders=True):
        setattr(inner, _ATTRIBUTE, kind)
