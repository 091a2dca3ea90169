"""Tell content from decoration (WeasyPrint issue 1836).

ISO 14289-1, 7.1, wants everything on a page to be either tagged content or an artifact. Upstream
tags the text of running headers and footers, but hangs it nowhere, and demands a description of
images whose empty `alt` says that they are decoration.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

__all__ = ["artifact_kind", "is_decoration", "mark_artifacts"]

_ATTRIBUTE = "artifact_kind"


def mark_artifacts(page_box: Any) -> None:
    """Note on every box of a laid-out page whether it is an artifact, and of which kind."""
    for box in page_box.children:
        if isinstance(box, boxes.MarginBox):
            kind = {"top": "Header", "bottom": "Footer"}.get(
                box.at_keyword.removeprefix("@").partition("-")[0], "Pagination"
            )
            _mark(box, kind)
    for box in page_box.descendants(placeholders=True):
        if artifact_kind(box) is None and is_decoration(box.element):
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
    return element.tag == "img" and (
        element.get("alt") == "" or element.get("role") in ("none", "presentation")
    )


def _mark(box: Any, kind: str) -> None:
    for inner in box.descendants(placeholders=True):
        setattr(inner, _ATTRIBUTE, kind)
