"""Read a tree by its computed style, and give that style to the tree once it is in order.

Selectors are matched on the page as it was written, never on what the ordering of directions
made of it (WeasyPrint 70.0, `css.StyleFor`): `:first-child` and `p > b` hold where elements were
wrapped or cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.css.properties import ZERO_PIXELS

from communique.pdf.bidi import RUN, ByName, Flow, local_name, with_parents
from communique.pdf.engine.generated import Generated

__all__ = ["ByStyle", "adopt_directions", "restyle"]


class ByStyle(ByName):
    """Read a tree by the computed style of its elements."""

    def __init__(self, style_for: Any, root: Element) -> None:
        self._style_for = style_for
        self._items = {
            child
            for element in root.iter()
            if isinstance(element.tag, str) and style_for(element)["display"][-1] in _ITEM_LAYOUTS
            for child in element
        }

    def flow(self, element: Element) -> Flow:
        """What the element is to the lines of text around it."""
        if not local_name(element):
            return Flow.HIDDEN
        style = self._style_for(element)
        display = style["display"]
        if display[0] == "none":
            return Flow.HIDDEN
        if local_name(element) == "br":
            return Flow.BREAK
        if local_name(element) in self._REPLACED:
            return Flow.REPLACED
        if element in self._items:
            # Every child of a flex or grid container is laid out as a block.
            return Flow.BLOCK
        position = style["position"]
        if (
            style["float"] != "none"
            or position in ("absolute", "fixed")
            or isinstance(position, tuple)
        ):
            return Flow.ASIDE
        if display[0] == "contents" or display == ("inline", "flow"):
            return Flow.INLINE
        return Flow.ATOMIC if display[0].startswith("inline") else Flow.BLOCK

    def keeps_line_breaks(self, element: Element) -> bool:
        """Whether a line feed in the element's text ends a line."""
        return self._style_for(element)["white_space"] not in ("normal", "nowrap")


def adopt_directions(root: Element, style_for: Any, reading: ByStyle) -> None:
    """Let `dir` tell the direction that a style sheet gives to a block.

    On an inline element that property changes nothing (CSS Writing Modes 4, section 2.4.1).
    """
    for element in root.iter():
        style = style_for(element)
        if style is None or "direction" not in style.cascaded:
            continue
        if (element.get("dir") or "").lower() != "auto" and reading.flow(element) not in (
            Flow.INLINE,
            Flow.BREAK,
            Flow.HIDDEN,
        ):
            element.set("dir", style["direction"])


def restyle(
    style_for: Any,
    root: Element,
    parts: Mapping[Element, Sequence[Element]],
    generated: Sequence[Generated],
) -> None:
    """Compute the style of a tree anew after its text was put in order.

    `parts` are the elements that were cut, `generated` those that were written out. Each element
    keeps the rules that matched it before, and its direction is the one of its `dir`.
    """
    _Styles(style_for, root, parts, generated).compute()


_ITEM_LAYOUTS = ("flex", "grid")
_ONCE = frozenset(
    """
    anchor bookmark_label bookmark_level counter_increment counter_reset counter_set string_set
    """.split()
)
"""What an element does once, however many parts it has."""
_SIDES = ("left", "right")
_SIDE_PROPERTIES = tuple(
    name.format(side)
    for side in _SIDES
    for name in (
        "margin_{}",
        "padding_{}",
        "border_{}_style",
        "border_{}_color",
        "border_{}_width",
    )
)
_NO_WEIGHT = (0, 0, (0, 0, 0))


class _Styles:
    """One run over a tree."""

    def __init__(
        self,
        style_for: Any,
        root: Element,
        parts: Mapping[Element, Sequence[Element]],
        generated: Sequence[Generated],
    ) -> None:
        self.style_for = style_for
        self.root = root
        self.computed = style_for.get_computed_styles()
        self.before = dict(self.computed)
        self.written = {(one.owner, one.pseudo) for one in generated}
        self.wholes = {part: whole for whole, some in parts.items() for part in some}
        self.edges = dict(_edges_of_parts(root, parts))
        self.directions: dict[Element | None, str] = {None: "ltr"}
        """Direction of each element as it was written, whatever run it stands in now."""
        self.pseudos: dict[Element, list[str]] = {}
        for element, pseudo in self.before:
            if pseudo and isinstance(element, Element):
                self.pseudos.setdefault(element, []).append(pseudo)
        self.shared: dict[object, Any] = {}

    def compute(self) -> None:
        """Give each element and pseudo-element of the tree its style."""
        last = {whole: part for part, whole in self.wholes.items()}
        for element, parent in with_parents(self.root):
            if not local_name(element):
                continue
            self.directions[element] = self._written_direction(element, parent)
            whole = self.wholes.get(element, element)
            self._element(element, parent, whole)
            for pseudo in self.pseudos.get(whole, ()):
                self.computed.pop((element, pseudo), None)
                owner = last.get(whole, whole) if pseudo == "after" else whole
                if element is owner and (whole, pseudo) not in self.written:
                    rules = self.before[whole, pseudo].cascaded
                    self._set(element, element, pseudo, rules)

    def _written_direction(self, element: Element, parent: Element | None) -> str:
        direction = _direction(element)
        inherits = direction is None or element.tag == RUN
        return self.directions[parent] if inherits or direction is None else direction

    def _element(self, element: Element, parent: Element | None, whole: Element) -> None:
        before = self.before.get((whole, None))
        given = {} if before is None else before.cascaded
        parent_style = None if parent is None else self.computed[parent, None]
        written = self.directions[element]
        edges = self.edges.get(element, _SIDES)
        key = (id(parent_style), id(given), element.get("dir"), written, element is whole, edges)
        if before is not None and key in self.shared:
            self.computed[element, None] = self.shared[key]
            return
        rules = {
            name: value
            for name, value in given.items()
            if name != "direction" and (element is whole or name not in _ONCE)
        }
        rules["direction"] = (_direction(element) or written, _NO_WEIGHT)
        style = self._set(element, parent, None, rules)
        if before is None:
            return
        if _direction(element) is None and parent_style is not None:
            # An element in a run of another direction keeps its own sides (CSS 2.1, 8.6).
            for name in _SIDE_PROPERTIES:
                _ = style[name]
            style["direction"] = parent_style["direction"]
            style.written_direction = written
        if style["box_decoration_break"] != "clone":
            _remove_sides(style, [side for side in _SIDES if side not in edges])
        self.shared[key] = style

    def _set(
        self, element: Element, parent: Element | None, pseudo: str | None, rules: Mapping[str, Any]
    ) -> Any:
        cascaded = self.style_for.get_cascaded_styles()
        cascaded[element, pseudo] = rules
        base = self.before[self.root, None].base_url
        self.style_for.set_computed_styles(
            element, parent, root=self.root, pseudo_type=pseudo, base_url=base
        )
        del cascaded[element, pseudo]
        return self.computed[element, pseudo]


def _direction(element: Element) -> str | None:
    direction = (element.get("dir") or "").strip().lower()
    return direction if direction in ("ltr", "rtl") else None


def _edges_of_parts(
    root: Element, parts: Mapping[Element, Sequence[Element]]
) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """The sides at which each part has the edge of its element: the outermost ones in the line."""
    if not parts:
        return
    places = {element: place for place, element in enumerate(_from_left(root, "ltr"))}
    for some in parts.values():
        left = min(some, key=places.__getitem__)
        right = max(some, key=places.__getitem__)
        for part in some:
            yield part, ("left",) * (part is left) + ("right",) * (part is right)


def _from_left(element: Element, direction: str) -> Iterator[Element]:
    direction = _direction(element) or direction
    yield element
    for child in reversed(element) if direction == "rtl" else element:
        yield from _from_left(child, direction)


def _remove_sides(style: Any, sides: Sequence[str]) -> None:
    for side in sides:
        style[f"margin_{side}"] = style[f"padding_{side}"] = ZERO_PIXELS
        style[f"border_{side}_style"] = "none"
        style[f"border_{side}_width"] = 0
