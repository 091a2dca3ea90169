"""Order the text of a page: one bidirectional paragraph per block, written into the tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from communique.pdf.bidi.flow import ByName, Flow, Reading
from communique.pdf.bidi.fribidi import embedding_levels
from communique.pdf.bidi.pieces import (
    OBJECT,
    SEPARATOR,
    Piece,
    at_depth,
    cut,
    levels_of,
    lowered,
    mark_joins,
    stretches,
)
from communique.pdf.bidi.tree import (
    Content,
    contents_of,
    fill,
    first_strong,
    given_direction,
    is_isolate,
    is_same,
    local_name,
    settle_directions,
)

__all__ = ["RUN", "is_bidirectional", "may_be_rtl", "nest_directions"]

RUN = "bidi-run"
"""Name of the elements written into the tree; inline as every unknown element, and nobody's
style sheet means it."""


def is_bidirectional(root: Element) -> bool:
    """Whether any text or attribute of the tree can make a line run from right to left."""
    return any(
        (element.get("dir") or "").lower() in ("rtl", "auto")
        or local_name(element) in ("bdi", "bdo")
        or any(may_be_rtl(text) for text in (element.text, element.tail) if text)
        for element in root.iter()
    )


def may_be_rtl(text: str) -> bool:
    """Whether the text has a character that can make a line run from right to left."""
    return _MAYBE_RTL.search(text) is not None


def nest_directions(root: Element, reading: Reading | None = None) -> dict[Element, list[Element]]:
    """Order the text of a page, in place, so that each parent's children share one direction.

    `root` is the page's outermost element; its `dir`, or left-to-right, is the first direction.
    Text that runs from left to right throughout is left untouched; in other text nothing is
    added but `RUN` elements, joiners, and override characters around words whose order `<bdo>`
    or such characters forced. An element that only partly belongs to a deeper stretch is cut; the
    first part is the element itself and keeps the `id`. Returns the parts, in reading order, of
    each element that was cut.

    Raises LibraryError where libfribidi is missing.
    """
    settle_directions(root)
    page = _Page(reading or ByName())
    page.block(root, rtl=given_direction(root) == "rtl")
    return {parts[0]: parts for parts in page.parts.values() if len(parts) > 1}


# Every character of a right-to-left script, and every control that could change a direction.
_MAYBE_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_OVERRIDES = re.compile("[\u202d\u202e]")
_COLLAPSED = str.maketrans(dict.fromkeys("\t\n\r\f", " "))


@dataclass(slots=True)
class _Page:
    """One run over a tree."""

    reading: Reading
    parts: dict[Element, list[Element]] = field(default_factory=dict)
    """What each rebuilt inline element has become, in reading order."""

    def block(self, element: Element, *, rtl: bool) -> None:
        """Order the lines of a block and of all blocks inside it."""
        direction = given_direction(element)
        rtl = rtl if direction is None else direction == "rtl"
        contents = contents_of(element)
        result: list[Content] = []
        for inline, group in groupby(contents, key=self._is_inline):
            if inline:
                result += self._inline(list(group), element, rtl=rtl)
                continue
            for block in group:
                if isinstance(block, Element) and self.reading.flow(block) is not Flow.HIDDEN:
                    self.block(block, rtl=rtl)
                result.append(block)
        if not is_same(contents, result):
            fill(element, result)

    def _is_inline(self, content: Content) -> bool:
        if isinstance(content, str):
            return True
        flow = self.reading.flow(content)
        if flow is Flow.INLINE:
            return all(self._is_inline(child) for child in content)
        return flow is not Flow.BLOCK

    def _inline(self, run: list[Content], parent: Element, *, rtl: bool) -> list[Content]:
        """The same contents, with every deeper stretch in an element of its own."""
        pieces = list(self._pieces(run, (), parent, rtl=rtl))
        forced = local_name(parent) == "bdo"
        text = "".join(piece.characters for piece in pieces)
        if not (rtl or forced or may_be_rtl(text)):
            return run
        base = int(rtl)
        levels = [base] * len(text) if forced else levels_of(text, base)
        overridden = forced or bool(_OVERRIDES.search(text))
        mark_joins(pieces, levels)
        pieces = lowered(cut(pieces, levels, base, overridden=overridden), base)
        return self._nested(pieces, 0, base)

    def _pieces(
        self, contents: Sequence[Content], path: tuple[Element, ...], parent: Element, *, rtl: bool
    ) -> Iterator[Piece]:
        for content in contents:
            if isinstance(content, str):
                yield Piece(content, path, self._as_seen(content, parent))
                continue
            flow = self.reading.flow(content)
            if flow is Flow.INLINE and not is_isolate(content):
                inner = contents_of(content)
                inside = (*path, content)
                yield from self._pieces(inner, inside, content, rtl=rtl)
                if not inner:
                    yield Piece(None, inside, "\u200b" if local_name(content) == "wbr" else "")
            elif flow is Flow.INLINE:
                # A line that ends inside an isolate ends the paragraph around it as well.
                ends = any(self.reading.flow(one) is Flow.BREAK for one in content.iter())
                self._isolate(content)
                yield Piece(content, path, OBJECT + SEPARATOR + OBJECT if ends else OBJECT)
            elif flow is Flow.BREAK:
                yield Piece(content, path, SEPARATOR)
            elif flow is Flow.HIDDEN:
                yield Piece(content, path, "")
            else:
                if flow is not Flow.REPLACED:
                    self.block(content, rtl=rtl)
                yield Piece(content, path, "" if flow is Flow.ASIDE else OBJECT)

    def _as_seen(self, text: str, parent: Element) -> str:
        if not self.reading.keeps_line_breaks(parent):
            text = text.translate(_COLLAPSED)
        return "".join(
            SEPARATOR if unicodedata.bidirectional(character) == "B" else character
            for character in text
        )

    def _isolate(self, element: Element) -> None:
        """Order an isolate: a paragraph of its own inside, one neutral object outside (X5a)."""
        direction = given_direction(element)
        contents = contents_of(element)
        if direction not in ("ltr", "rtl"):
            direction = first_strong(contents) or "ltr"
        element.set("dir", direction)
        result = self._inline(contents, element, rtl=direction == "rtl")
        if not is_same(contents, result):
            fill(element, result)

    def _nested(self, pieces: Sequence[Piece], depth: int, level: int) -> list[Content]:
        """Contents for pieces whose outermost `depth` elements are open, at one level."""
        result: list[Content] = []
        for deeper, group in stretches(pieces, depth, level):
            if deeper:
                run = Element(RUN, {"dir": "rtl" if (level + 1) % 2 else "ltr"})
                fill(run, self._nested(group, depth, level + 1))
                result.append(run)
                continue
            for element, inside in groupby(group, key=lambda piece: at_depth(piece, depth)):
                if element is None:
                    result += _texts(list(inside), level)
                else:
                    contents = self._nested(list(inside), depth + 1, level)
                    result.append(self._part(element, contents))
        return result

    def _part(self, element: Element, contents: list[Content]) -> Element:
        parts = self.parts.setdefault(element, [])
        part = element
        if parts:
            part = Element(
                element.tag, {key: value for key, value in element.items() if key != "id"}
            )
        parts.append(part)
        fill(part, contents)
        return part


def _texts(pieces: Sequence[Piece], level: int) -> list[Content]:
    """Contents that stand side by side, their numbers set apart where they would lead astray.

    Alone in their node, two Arabic numbers turn the punctuation between them around, whatever a
    bracket or a word in another node makes of it.
    """
    texts = [piece.content for piece in pieces if isinstance(piece.content, str)]
    alone = embedding_levels("".join(texts), rtl=False) if _has_numbers(pieces, level) else []
    result: list[Content] = []
    for piece in pieces:
        if piece.is_number and isinstance(piece.content, str) and any(one % 2 for one in alone):
            run = Element(RUN, {"dir": "ltr"})
            run.text = piece.content
            result.append(run)
        elif piece.content is not None:
            result.append(piece.content)
    return result


def _has_numbers(pieces: Sequence[Piece], level: int) -> bool:
    return not level % 2 and any(piece.is_number for piece in pieces)
