"""Join in the structure tree what line and page breaks have cut (WeasyPrint 70.0, `pdf.tags`).

Upstream writes an element for each line of a link and each page of a paragraph, a list or a
section, so that a screen reader hears two links and two lists where the page has one. A table
that goes on on the next page stays two, each with its header cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

__all__ = ["join_structure", "note_origin", "origin_of"]

_NEVER_JOINED = ("/Table", "/Figure")
_ORIGIN = "origin"


def note_origin(element: Any, box: Any) -> None:
    """Note on a structure element of which element of the page it is a part."""
    setattr(element, _ORIGIN, (box.element, box.element_tag))


def origin_of(element: Any) -> tuple[Any, str] | None:
    """The element of the page and its name, or None where a structure element is of none."""
    origin: tuple[Any, str] | None = getattr(element, _ORIGIN, None)
    return origin


def join_structure(pdf: Any) -> None:
    """Make one structure element of the parts of each element of the page."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    joined: dict[bytes, bytes] = {}
    identified: dict[bytes, Any] = {}
    waiting = [_object(pdf, reference) for reference in root["K"]]
    while waiting:
        element = waiting.pop()
        _join_parts(element, pdf, joined)
        waiting += [child for _, child in _children(element, pdf)]
        if "ID" in element:
            identified[element["ID"].data] = element
    if identified:
        names = [
            name
            for key in sorted(identified)
            for name in (identified[key]["ID"], identified[key].reference)
        ]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for index, entry in enumerate(numbers):
        if isinstance(entry, bytes):
            numbers[index] = joined.get(entry, entry)
        elif isinstance(entry, list):
            entry[:] = [joined.get(reference, reference) for reference in entry]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _children(element: Any, pdf: Any) -> Iterator[tuple[bytes, Any]]:
    """The structure elements right below one, each with its reference."""
    for kid in element["K"]:
        if isinstance(kid, bytes):
            child = _object(pdf, kid)
            if child.get("Type") == "/StructElem":
                yield kid, child


def _join_parts(element: Any, pdf: Any, joined: dict[bytes, bytes]) -> None:
    """Join neighbours below an element that are parts of one."""
    kept: list[Any] = []
    before: Any = None
    for kid in element["K"]:
        child = _object(pdf, kid) if isinstance(kid, bytes) else None
        if child is not None and child.get("Type") == "/StructElem":
            if before is not None and _are_parts(before, child):
                _append(before, child, pdf)
                joined[kid] = before.reference
                child.clear()
                continue
            before = child
        else:
            before = None
        kept.append(kid)
    element["K"][:] = kept


def _are_parts(first: Any, second: Any) -> bool:
    origin = origin_of(first)
    return (
        origin is not None
        and origin == origin_of(second)
        and first["S"] == second["S"]
        and first["S"] not in _NEVER_JOINED
    )


def _append(first: Any, second: Any, pdf: Any) -> None:
    for kid in second["K"]:
        if isinstance(kid, int) and second["Pg"] != first["Pg"]:
            # A bare number is one of the element's own page (ISO 32000-1, 14.7.4.2).
            mark = {"Type": "/MCR", "Pg": second["Pg"], "MCID": kid}
            first["K"].append(pydyf.Dictionary(mark))
            continue
        first["K"].append(kid)
        if isinstance(kid, bytes) and _object(pdf, kid).get("Type") == "/StructElem":
            _object(pdf, kid)["P"] = first.reference
