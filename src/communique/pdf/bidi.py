"""Put right-to-left and mixed text in order: one bidirectional paragraph per block of a page.

WeasyPrint hands each text node to Pango alone and orders neighbouring inline boxes by the
direction of their parent only (WeasyPrint issue 106): correct inside one node, wrong as soon as
markup stands inside a sentence. Here the Unicode bidirectional algorithm (UAX #9) is resolved
over the whole inline content of each block, as CSS Writing Modes 4 section 2.4 asks, and written
back into the element tree: every stretch of a deeper embedding level becomes an element of its
own with a `dir`. Then all children of one parent share one direction, and ordering them by that
direction alone is rule L2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from communique.pdf.flow import ByName, Flow, Reading, local_name
from communique.pdf.fribidi import embedding_levels, is_transparent, joins

__all__ = [
    "JOINER",
    "PART",
    "RUN",
    "is_bidirectional",
    "nest_directions",
]

JOINER = "\u200d"
"""ZERO WIDTH JOINER: keeps the joined form of a letter whose neighbour stands in another node."""

RUN = "bidi-run"
"""Name of the elements written into the tree; inline as every unknown element, and nobody's
style sheet means it."""

PART = "data-bidi-part"
"""Attribute of an element that had to be cut: `first`, `middle` or `last`."""

Content = str | Element
"""A piece of text, or an element without its tail."""


def is_bidirectional(root: Element) -> bool:
    """Whether any text or attribute of the tree can make a line run from right to left."""
    return any(
        (element.get("dir") or "").lower() in ("rtl", "auto")
        or local_name(element) in ("bdi", "bdo")
        or any(_MAYBE_RTL.search(text) for text in (element.text, element.tail) if text)
        for element in root.iter()
    )


def nest_directions(root: Element, reading: Reading | None = None) -> None:
    """Order the text of a page, in place, so that each parent's children share one direction.

    `root` is the page's outermost element; its `dir`, or left-to-right, is the first direction.
    Text that runs from left to right throughout is left untouched; in other text nothing is
    added but `RUN` elements, joiners, and override characters around words whose order `<bdo>`
    or such characters forced. An element that only partly belongs to a deeper stretch is cut,
    its parts marked by `PART`; the first one keeps the `id`.

    Raises LibraryError where libfribidi is missing.
    """
    _Page(reading or ByName()).block(root, rtl=_given_direction(root) == "rtl")


# Every character of a right-to-left script, and every control that could change a direction.
_MAYBE_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_OVERRIDES = re.compile("[\u202d\u202e]")
_OBJECT = "\ufffc"
_SEPARATOR = "\u2029"
_COLLAPSED = str.maketrans(dict.fromkeys("\t\n\r\f", " "))


@dataclass(slots=True)
class _Leaf:
    """A stretch of one text node, or an element that is one object in the line."""

    content: Content | None
    """None stands for an element without content."""
    path: tuple[Element, ...]
    """Inline elements around it, the outermost first."""
    characters: str
    """What the algorithm sees; as long as the text, one character for an object."""
    level: int = 0
    is_number: bool = False
    """Arabic digits two levels deep, whose order is that of the text around them."""
    starts_joined: bool = False
    ends_joined: bool = False


@dataclass(slots=True)
class _Page:
    """One run over a tree."""

    reading: Reading
    parts: dict[Element, list[Element]] = field(default_factory=dict)
    """What each rebuilt inline element has become, in reading order."""

    def block(self, element: Element, *, rtl: bool) -> None:
        """Order the lines of a block and of all blocks inside it."""
        rtl = self._own_direction(element, rtl=rtl)
        contents = _contents(element)
        result: list[Content] = []
        for inline, group in groupby(contents, key=self._is_inline):
            if inline:
                result += self._inline(list(group), element, rtl=rtl)
                continue
            for block in group:
                if isinstance(block, Element) and self.reading.flow(block) is not Flow.HIDDEN:
                    self.block(block, rtl=rtl)
                result.append(block)
        if not _same(contents, result):
            _fill(element, result)

    def _own_direction(self, element: Element, *, rtl: bool) -> bool:
        direction = _given_direction(element)
        if direction == "auto":
            direction = _first_strong(_contents(element)) or "ltr"
            element.set("dir", direction)
        return rtl if direction is None else direction == "rtl"

    def _is_inline(self, content: Content) -> bool:
        if isinstance(content, str):
            return True
        flow = self.reading.flow(content)
        if flow is Flow.INLINE:
            return all(self._is_inline(child) for child in content)
        return flow is not Flow.BLOCK

    def _inline(self, run: list[Content], parent: Element, *, rtl: bool) -> list[Content]:
        """The same contents, with every deeper stretch in an element of its own."""
        leaves = list(self._leaves(run, (), parent, rtl=rtl))
        forced = local_name(parent) == "bdo"
        text = "".join(leaf.characters for leaf in leaves)
        if not (rtl or forced or _MAYBE_RTL.search(text)):
            return run
        base = int(rtl)
        levels = [base] * len(text) if forced else _levels(text, base)
        overridden = forced or bool(_OVERRIDES.search(text))
        _mark_joins(leaves, levels)
        pieces = _normal(_cut(leaves, levels, base, overridden=overridden), base)
        return self._nested(pieces, 0, base)

    def _leaves(
        self, contents: Sequence[Content], path: tuple[Element, ...], parent: Element, *, rtl: bool
    ) -> Iterator[_Leaf]:
        for content in contents:
            if isinstance(content, str):
                yield _Leaf(content, path, self._as_seen(content, parent))
                continue
            flow = self.reading.flow(content)
            if flow is Flow.INLINE and not _is_isolate(content):
                inner = _contents(content)
                inside = (*path, content)
                yield from self._leaves(inner, inside, content, rtl=rtl)
                if not inner:
                    yield _Leaf(None, inside, "\u200b" if local_name(content) == "wbr" else "")
            elif flow is Flow.INLINE:
                # A line that ends inside an isolate ends the paragraph around it as well.
                ends = any(self.reading.flow(one) is Flow.BREAK for one in content.iter())
                self._isolate(content)
                yield _Leaf(content, path, _OBJECT + _SEPARATOR + _OBJECT if ends else _OBJECT)
            elif flow is Flow.BREAK:
                yield _Leaf(content, path, _SEPARATOR)
            elif flow is Flow.HIDDEN:
                yield _Leaf(content, path, "")
            else:
                if flow is not Flow.REPLACED:
                    self.block(content, rtl=rtl)
                yield _Leaf(content, path, "" if flow is Flow.ASIDE else _OBJECT)

    def _as_seen(self, text: str, parent: Element) -> str:
        if not self.reading.keeps_line_breaks(parent):
            text = text.translate(_COLLAPSED)
        return "".join(
            _SEPARATOR if unicodedata.bidirectional(character) == "B" else character
            for character in text
        )

    def _isolate(self, element: Element) -> None:
        """Order an isolate: a paragraph of its own inside, one neutral object outside (X5a)."""
        direction = _given_direction(element)
        contents = _contents(element)
        if direction not in ("ltr", "rtl"):
            direction = _first_strong(contents) or "ltr"
        element.set("dir", direction)
        result = self._inline(contents, element, rtl=direction == "rtl")
        if not _same(contents, result):
            _fill(element, result)

    def _nested(self, pieces: Sequence[_Leaf], depth: int, level: int) -> list[Content]:
        """Contents for pieces whose outermost `depth` elements are open, at one level."""
        result: list[Content] = []
        for deeper, group in _stretches(pieces, depth, level):
            if deeper:
                run = Element(RUN, {"dir": "rtl" if (level + 1) % 2 else "ltr"})
                _fill(run, self._nested(group, depth, level + 1))
                result.append(run)
                continue
            for element, inside in groupby(group, key=lambda piece: _at(piece, depth)):
                if element is None:
                    result += _texts(list(inside), level)
                else:
                    contents = self._nested(list(inside), depth + 1, level)
                    result.append(self._part(element, contents))
        return result

    def _part(self, element: Element, contents: list[Content]) -> Element:
        parts = self.parts.setdefault(element, [])
        if parts:
            attributes = {key: value for key, value in element.items() if key not in ("id", PART)}
            part = Element(element.tag, attributes)
            for number, one in enumerate(parts):
                one.set(PART, "middle" if number else "first")
            part.set(PART, "last")
        else:
            part = element
        parts.append(part)
        _fill(part, contents)
        return part


def _texts(pieces: Sequence[_Leaf], level: int) -> list[Content]:
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


def _has_numbers(pieces: Sequence[_Leaf], level: int) -> bool:
    return not level % 2 and any(piece.is_number for piece in pieces)


def _given_direction(element: Element) -> str | None:
    direction = (element.get("dir") or "").strip().lower()
    if direction in ("ltr", "rtl", "auto"):
        return direction
    return "auto" if local_name(element) == "bdi" else None


def _is_isolate(element: Element) -> bool:
    return _given_direction(element) is not None or local_name(element) == "bdo"


def _first_strong(contents: Sequence[Content]) -> str | None:
    """Direction of the first strong character (HTML, “directionality”; UAX #9, P2)."""
    for content in contents:
        if isinstance(content, str):
            for character in content:
                strong = unicodedata.bidirectional(character)
                if strong in ("L", "R", "AL"):
                    return "ltr" if strong == "L" else "rtl"
        elif not _is_isolate(content) and local_name(content) not in ("script", "style", ""):
            found = _first_strong(_contents(content))
            if found:
                return found
    return None


def _contents(element: Element) -> list[Content]:
    """Text and children in reading order; text is never empty."""
    contents: list[Content] = [element.text] if element.text else []
    for child in element:
        contents.append(child)
        if child.tail:
            contents.append(child.tail)
    return contents


def _fill(element: Element, contents: Sequence[Content]) -> None:
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


def _same(before: Sequence[Content], after: Sequence[Content]) -> bool:
    return len(before) == len(after) and all(a is b for a, b in zip(before, after, strict=True))


def _levels(text: str, base: int) -> list[int]:
    """Levels of a text whose separators end paragraphs and stay at the base level themselves."""
    levels: list[int] = []
    for paragraph in text.split(_SEPARATOR):
        levels += embedding_levels(paragraph, rtl=bool(base))
        levels.append(base)
    return levels[:-1]


def _mark_joins(leaves: Sequence[_Leaf], levels: Sequence[int]) -> None:
    """Note where two letters that belong joined stand in different nodes."""
    before: tuple[_Leaf, str, int] | None = None
    stop = 0
    for leaf in leaves:
        start, stop = stop, stop + len(leaf.characters)
        if not isinstance(leaf.content, str):
            # Joining looks through markup, not through an object.
            before = None if leaf.characters else before
            continue
        letters = [
            (letter, levels[start + index])
            for index, letter in enumerate(leaf.characters)
            if not is_transparent(letter)
        ]
        if not letters:
            continue
        letter, level = letters[0]
        # Letters forced to run from left to right keep the form they have alone.
        if before is not None and before[2] % 2 and level % 2 and joins(before[1], letter):
            before[0].ends_joined = True
            leaf.starts_joined = True
        before = leaf, *letters[-1]


def _cut(
    leaves: Sequence[_Leaf], levels: Sequence[int], base: int, *, overridden: bool
) -> list[_Leaf]:
    """The leaves, cut wherever the level changes, each with its level."""
    pieces: list[_Leaf] = []
    start = 0
    for leaf in leaves:
        stop = start + len(leaf.characters)
        if not isinstance(leaf.content, str):
            level = min(levels[start:stop], default=-1)
            pieces.append(_Leaf(leaf.content, leaf.path, leaf.characters, level))
            start = stop
            continue
        text = leaf.content
        first = len(pieces)
        for level, group in groupby(range(start, stop), key=lambda index: levels[index]):
            indexes = list(group)
            part = text[indexes[0] - start : indexes[-1] + 1 - start]
            held = _held(part, level) if overridden else part
            pieces.append(_Leaf(held, leaf.path, "", level))
        if leaf.starts_joined and not text.startswith(JOINER):
            pieces[first].content = f"{JOINER}{pieces[first].content}"
        if leaf.ends_joined and not text.endswith(JOINER):
            pieces[-1].content = f"{pieces[-1].content}{JOINER}"
        start = stop
    # What has no character goes with its neighbours, as deep as both of them.
    for index, piece in enumerate(pieces):
        if piece.level < 0:
            before = pieces[index - 1].level if index else base
            after = next((other.level for other in pieces[index:] if other.level >= 0), base)
            piece.level = min(before, after)
    return pieces


def _held(text: str, level: int) -> str:
    """The text, its words in override characters where alone it would run the other way."""
    if all(found % 2 == level % 2 for found in embedding_levels(text, rtl=bool(level % 2))):
        return text
    mark = "\u202e" if level % 2 else "\u202d"
    # Word by word, so that a line break between two words cuts no pair of marks.
    return re.sub(r"\S+", lambda word: f"{mark}{word[0]}\u202c", text)


def _normal(pieces: list[_Leaf], base: int) -> list[_Leaf]:
    """The same order with levels as low as they can be: each stretch one above its surroundings.

    Two reversals more or less change nothing, so levels can go down by two.
    """
    for deeper, group in groupby(pieces, key=lambda piece: piece.level > base):
        if deeper:
            stretch = list(group)
            lowest = min(piece.level for piece in stretch)
            step = (lowest - base) - (lowest - base) % 2
            for piece in stretch:
                piece.level -= step
                piece.is_number |= step > 0
            _normal(stretch, base if step == lowest - base else base + 1)
    return pieces


def _stretches(
    pieces: Sequence[_Leaf], depth: int, level: int
) -> Iterator[tuple[bool, list[_Leaf]]]:
    """Cut into stretches that need an element of their own here, and the rest between them.

    A deeper stretch that lies inside one inline element is that element's own affair.
    """
    rest: list[_Leaf] = []
    for deeper, group in groupby(pieces, key=lambda piece: piece.level > level):
        stretch = list(group)
        first = _at(stretch[0], depth)
        whole = first is not None and all(_at(piece, depth) is first for piece in stretch)
        if not deeper or whole:
            rest += stretch
            continue
        if rest:
            yield False, rest
        yield True, stretch
        rest = []
    if rest:
        yield False, rest


def _at(piece: _Leaf, depth: int) -> Element | None:
    return piece.path[depth] if len(piece.path) > depth else None
