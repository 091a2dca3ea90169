"""Mend the annotations of links (WeasyPrint 70.0, `anchors`).

ISO 14289-1, 7.18.5, wants each annotation inside the tag of its link. Upstream adds one more for
every inline box in a link, below other tags, and hangs those of page margins nowhere.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from communique.pdf.engine.artifacts import artifact_kind
from communique.pdf.errors import PdfError

__all__ = ["LINK_SCHEMES", "mend_links"]

LINK_SCHEMES = ("http", "https", "mailto", "tel")
"""Where a link of a PDF may lead, besides a place in itself."""


def mend_links(page: Any) -> tuple[str, ...]:
    """Keep one annotation per link and line of a laid-out page; tell which links were dropped.

    Raises PdfError for a link that attaches a file.
    """
    # A box inside a link has no target of its own, and needs no annotation either.
    own = [link for link in page.links if link[3].link]
    faults = [_fault(*link) for link in own]
    page.links[:] = [link for link, fault in zip(own, faults, strict=True) if fault is None]
    return tuple(fault for fault in faults if fault is not None)


def _fault(kind: str, target: str, _rectangle: object, box: Any) -> str | None:
    if kind == "attachment":
        raise PdfError(f"the link to `{target}` attaches a file, and an archived PDF carries none")
    if artifact_kind(box) is not None:
        return (
            f"the link to `{target}` stands in a running header or footer or in decoration, "
            "where a tagged PDF cannot have one"
        )
    if kind == "external" and _scheme(target) not in LINK_SCHEMES:
        schemes = ", ".join(f"`{scheme}:`" for scheme in LINK_SCHEMES)
        return f"the link to `{target}` leads nowhere: expected one of {schemes}"
    return None


def _scheme(target: str) -> str:
    try:
        return urlsplit(target).scheme.lower()
    except ValueError:
        return ""
