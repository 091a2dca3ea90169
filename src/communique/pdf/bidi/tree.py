"""Read and fill elements as sequences of texts and children, and tell their given directions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

__all__ = [
    "Content",
    "contents_of",
    "fill",
    "first_strong",
    "given_direction",
    "is_isolate",
    "is_same",
    "local_name",
    "settle_directions",
    "with_parents",
]

Content = str | Element
"""A piece of text, or an element without its tail."""


def local_name(element: Element) -> str:
    """The element's name without namespace; empty for a comment."""
    tag: object = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def with_parents(root: Element) -> Iterator[tuple[Element, Element | None]]:
    """Each element of a tree with its parent, in reading order; the root has none."""
    waiting: list[tuple[Element, Element | None]] = [(root, None)]
    while waiting:
        element, parent = waiting.pop()
        yield element, parent
        waiting += ((child, element) for child in reversed(element))


def contents_of(element: Element) -> list[Content]:
    """Text and children in reading order; text is never empty."""
    contents: list[Content] = [element.text] if element.text else []
    for child in element:
        contents.append(child)
        if child.tail:
            contents.append(child.tail)
    return contents


def fill(element: Element, contents: Sequence[Content]) -> None:
    """Give the element exactly these contents."""
    del element[:]
    element.text = None
    last: Element | None = None
    for content in contents:
        if isinstance(content, Element):
            content.tail = None
            element.append(content)
            last = content
        elif last is None:
            element.text = (element.text or "") + content
        else:
            last.tail = (last.tail or "") + content


def is_same(before: Sequence[Content], after: Sequence[Content]) -> bool:
    """Whether these are the very same contents."""
    return len(before) == len(after) and all(a is b for a, b in zip(before, after, strict=True))


def given_direction(element: Element) -> str | None:
    """The direction its attribute gives: `ltr`, `rtl`, `auto`, or None."""
    direction = (element.get("dir") or "").strip().lower()
    if direction in ("ltr", "rtl", "auto"):
        return direction
    return "auto" if local_name(element) == "bdi" else None


def settle_directions(root: Element) -> None:
    """Write the direction that elements take from their text into their `dir`, in place."""
    for element in root.iter():
        if given_direction(element) == "auto":
            element.set("dir", first_strong(contents_of(element)) or "ltr")


def is_isolate(element: Element) -> bool:
    """Whether an inline element is a paragraph of its own inside, one object outside."""
    return given_direction(element) is not None or local_name(element) == "bdo"


def first_strong(contents: Sequence[Content]) -> str | None:
    """Direction of the first strong character (HTML, “directionality”; UAX #9, P2)."""
    for content in contents:
        if isinstance(content, str):
            for character in content:
                strong = unicodedata.bidirectional(character)
                if strong in ("L", "R", "AL"):
                    return "ltr" if strong == "L" else "rtl"
        elif not is_isolate(content) and local_name(content) not in ("script", "style", ""):
            found = first_strong(contents_of(content))
            if found:
                return found
    return None
