"""Where each character of a page stands, in headless Chromium and in the repaired WeasyPrint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from browser import Browser
from communique.fonts import FontSet
from communique.pdf import load_engine
from communique.pdf.fetch import Resources

__all__ = [
    "TOLERANCE",
    "Place",
    "Places",
    "Verdict",
    "as_written",
    "compared",
    "in_chromium",
    "in_weasyprint",
    "with_faces",
]

TOLERANCE: Final = 2.0
"""Pixels that a character may stand aside: the two round the widths of glyphs otherwise."""
ROUNDING: Final = 1 / 64
"""Pixels to which a browser rounds a width; in a line of many characters that comes to more."""

# Spaces at the end of a line, and what has no width, stand nowhere in particular.
UNSEEN: Final = re.compile("[\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one character stands."""

    character: str
    line: int
    """Number of its line in the block, from 0."""
    x: float
    """Its middle, in pixels from the left edge of the page."""
    generated: bool = False
    """Whether a style sheet has put it there; a browser tells of no such character."""


Places = Mapping[str, Sequence[Place]]
"""Places of the characters of each block with an id, in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How far two layouts of a block agree."""

    kind: str
    """`right`, `order`, `shift`, `text`, or `lines` where lines are broken at other words."""
    apart: float = 0
    """Pixels that the two are apart at most, where they can be compared."""


_Found = tuple[str, float, float, bool]
"""A character, the middle of its line, its own middle, and whether it is generated."""

_SCRIPT: Final = r"""
(() => {
  const found = {}, range = document.createRange();
  for (const block of document.querySelectorAll("[id]")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_ALL), places = [];
    for (let node; node = walker.nextNode();) {
      let owner = node.parentElement;
      while (owner && !owner.id) owner = owner.parentElement;
      if (owner !== block) continue;
      if (node.nodeType !== Node.TEXT_NODE) {
        const box = node.localName === "i" && node.getBoundingClientRect();
        if (box) places.push(["\ufffc", box.bottom, (box.left + box.right) / 2]);
        continue;
      }
      for (let i = 0; i < node.data.length; i++) {
        if (node.data[i] === " " || node.data[i] === "\n") continue;
        range.setStart(node, i); range.setEnd(node, i + 1);
        const boxes = range.getClientRects(), box = boxes[boxes.length - 1];
        if (!box) continue;
        places.push([node.data[i], (box.top + box.bottom) / 2, (box.left + box.right) / 2]);
      }
    }
    found[block.id] = places;
  }
  return found;
})()
"""


def with_faces(page: str, fonts: FontSet) -> str:
    """The page for a browser, which sees our fonts by their addresses only."""
    faces = "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f'font-style: {face.style}; src: url("{face.path.as_uri()}") }}\n'
        for face in fonts.faces
    )
    return page.replace("<style>", f"<style>{faces}", 1)


def in_chromium(page: str, browser: Browser, fonts: FontSet, folder: Path) -> Places:
    """Places of all characters in headless Chromium."""
    source = folder / "page.html"
    source.write_text(with_faces(page, fonts), "utf-8")
    # Glyphs are placed on whole device pixels: the finer these, the better.
    browser.show(source.as_uri(), width=1000, height=2000, scale=4)
    return {
        name: _in_lines((*place, False) for place in places)
        for name, places in browser.evaluate(_SCRIPT).items()
        if places
    }


def _in_lines(places: Iterable[_Found]) -> list[Place]:
    line, last, result = -1, -1e9, []
    for character, y, x, generated in places:
        if UNSEEN.match(character):
            continue
        if y > last + 9:
            line, last = line + 1, y
        result.append(Place(character=character, line=line, x=x, generated=generated))
    return result


def as_written(places: Places) -> Places:
    """The same without generated characters, as a browser tells of a page."""
    result: dict[str, list[Place]] = {}
    for name, some in places.items():
        kept = [place for place in some if not place.generated]
        lines = sorted({place.line for place in kept})
        result[name] = [replace(place, line=lines.index(place.line)) for place in kept]
    return result


def in_weasyprint(page: str, assets: Mapping[str, bytes] | None = None) -> Places:
    """Places of all characters in the repaired WeasyPrint, which has to need one page only."""
    load_engine()
    import weasyprint
    from weasyprint.text.ffi import ffi

    from communique.pdf.engine.document import ReleasePage

    ffi.cdef(
        "void pango_layout_index_to_pos (PangoLayout *layout, int index, PangoRectangle *pos);",
        override=True,
    )
    release_page = ReleasePage(page, Resources(assets=assets or {}))
    document = release_page.render(**weasyprint.DEFAULT_OPTIONS)
    assert len(document.pages) == 1
    told = [one for one in document.problems if not one.endswith("is wider than its box")]
    assert not told
    found: dict[str, list[_Found]] = {}
    for name, box, generated in _text_boxes(document.pages[0]._page_box, None):
        found.setdefault(name, []).extend(_characters(box, generated=generated))
    return {name: _in_lines(places) for name, places in found.items()}


def _text_boxes(
    box: Any, name: str | None, *, generated: bool = False
) -> Iterator[tuple[str, Any, bool]]:
    """Boxes with text, in reading order, each with the id of the block it belongs to.

    And whether a style sheet has put it there. A box in the margin of the page has a name of its
    own, such as `@bottom-left`.
    """
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if getattr(box, "is_outside_marker", False):
        return
    generated = generated or "::" in (box.element_tag or "")
    if isinstance(box, boxes.TextBox) or _is_object(box):
        if name:
            yield name, box, generated
        return
    if isinstance(box, boxes.MarginBox):
        name = box.at_keyword
    elif box.element is not None and not isinstance(box, boxes.LineBox):
        name = box.element.get("id") or name
    for child in getattr(box, "children", ()):
        yield from _text_boxes(child, name, generated=generated)


def _is_object(box: Any) -> bool:
    return type(box).__name__ == "InlineBlockBox" and bool(box.element_tag == "i")


def _characters(box: Any, *, generated: bool) -> Iterator[_Found]:
    """The characters of a box, each with where it stands."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    if _is_object(box):
        y = box.position_y + box.margin_height()
        yield "\ufffc", y, box.position_x + box.margin_width() / 2, False
        return
    layout = box.pango_layout
    layout.reactivate(box.style)
    rectangle = ffi.new("PangoRectangle *")
    y = box.position_y + box.margin_top + box.height / 2
    index = 0
    for character in box.text:
        if not character.isspace():
            pango.pango_layout_index_to_pos(layout.layout, index, rectangle)
            x = box.position_x + (rectangle.x + rectangle.width / 2) * FROM_UNITS
            # A browser counts the units of UTF-16, none of our texts leaves the first plane.
            yield character, y, x, generated
        index += len(character.encode())
    layout.deactivate()


def compared(ours: Places, theirs: Places) -> dict[str, Verdict]:
    """Verdict on each block that Chromium knows."""
    return {name: _verdict(ours.get(name, ()), places) for name, places in theirs.items()}


def _verdict(ours: Sequence[Place], theirs: Sequence[Place]) -> Verdict:
    if [place.character for place in ours] != [place.character for place in theirs]:
        return Verdict(kind="text")
    if [place.line for place in ours] != [place.line for place in theirs]:
        return Verdict(kind="lines")
    apart = max((abs(a.x - b.x) for a, b in zip(ours, theirs, strict=True)), default=0)
    longest = max(Counter(place.line for place in ours).values(), default=0)
    if apart <= max(TOLERANCE, 1 + longest * ROUNDING):
        return Verdict(kind="right", apart=apart)
    return Verdict(kind="order" if _ranks(ours) != _ranks(theirs) else "shift", apart=apart)


def _ranks(places: Sequence[Place]) -> list[list[int]]:
    """The characters of each line from left to right."""
    lines: dict[int, list[int]] = {}
    for index, place in enumerate(places):
        lines.setdefault(place.line, []).append(index)
    return [sorted(line, key=lambda index: places[index].x) for line in lines.values()]
