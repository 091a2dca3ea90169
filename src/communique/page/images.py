"""Tell which images of a page say nothing to who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

__all__ = ["undescribed_images"]

_Attributes = Mapping[str, str | None]


def undescribed_images(html: str) -> tuple[str, ...]:
    """The images of a page without an alternative text (WCAG 2.2, 1.1.1), by what they name.

    An empty `alt`, `role="presentation"` and `aria-hidden="true"` say that an image is decoration.
    An `svg` has its text in `title` or `aria-label`.
    """
    if "<img" not in html and "<svg" not in html:
        return ()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys(reader.undescribed))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.undescribed: list[str] = []
        # Of each element that is open: its name, and whether it is hidden from screen readers.
        self._open: list[tuple[str, bool]] = []
        # The drawing that is being read, and whether it has a text yet.
        self._drawing = ""
        self._described = False
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        hidden = self._is_hidden() or attributes.get("aria-hidden") == "true"
        if tag == "img" and not hidden and not _is_described(attributes):
            self.undescribed.append(_name(tag, attributes))
        if tag == "svg" and not hidden and not self._drawing:
            self._drawing = _name(tag, attributes)
            self._described = _is_described(attributes)
        # The title of a part of a drawing is none of the whole.
        self._in_title = tag == "title" and bool(self._open) and self._open[-1][0] == "svg"
        if tag not in _VOID:
            self._open.append((tag, hidden))

    def handle_startendtag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title and data.strip():
            self._described = True

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag not in (name for name, _ in self._open):
            return
        while self._open.pop()[0] != tag:
            pass
        if tag == "svg" and self._drawing and "svg" not in (name for name, _ in self._open):
            if not self._described:
                self.undescribed.append(self._drawing)
            self._drawing = ""

    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]


_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def _is_described(attributes: _Attributes) -> bool:
    if "alt" in attributes and not attributes["alt"]:
        return True
    if attributes.get("role") in ("none", "presentation"):
        return True
    return any((attributes.get(name) or "").strip() for name in ("alt", "aria-label", "title"))


def _name(tag: str, attributes: _Attributes) -> str:
    for attribute in ("src", "id", "class"):
        if value := attributes.get(attribute):
            return value if len(value) <= 80 else f"{value[:77]}..."
    return tag
