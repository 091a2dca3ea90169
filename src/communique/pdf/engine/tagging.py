"""Mend the structure tree of a tagged PDF (WeasyPrint 70.0, `pdf.stream` and `pdf.tags`).

Upstream leaves the text of page margins outside the tree (issue 1836), writes no language but the
document's, stores right-to-left text in the order of its glyphs without the text itself, gives
header cells no scope, and describes each link by its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as stock_tags
from weasyprint.pdf.stream import Stream

from communique.pdf.bidi import JOINER
from communique.pdf.engine.artifacts import alternative_text, artifact_kind
from communique.pdf.engine.glyph_texts import GlyphTexts
from communique.pdf.engine.group_texts import with_group_texts
from communique.pdf.engine.joining import note_origin, origin_of
from communique.pdf.engine.line_marks import LineMarks
from communique.pdf.engine.line_texts import has_marks
from communique.pdf.engine.shown import Group
from communique.pdf.engine.vowel_marks import with_marks_on_the_line

__all__ = ["TaggedStream", "build_box_tree", "spoken"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NOTES = ("note", "doc-footnote", "doc-endnote")
_POINTS = 0.75
_stock_build_box_tree = stock_tags._build_box_tree


def spoken(text: str) -> str:
    """The text as its author wrote it, without what the ordering of directions added."""
    return _CONTROLS.sub("", text).replace(JOINER * 2, "").strip(JOINER)


class TaggedStream(Stream):
    """A page's content, in which artifacts are marked as such and never tagged."""

    _box: Any = None

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Surround what is drawn for a box by its tag, or by an artifact's."""
        kind = artifact_kind(box)
        known = self._tags is None or kind is None
        self._box = box
        with super().marked(box, tag) if known else self._artifact(kind or ""):
            yield
        self._box = None

    def add_font(self, pango_font: Any) -> Any:
        """The font and its size, its glyphs with texts of their own."""
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, GlyphTexts):
            font.to_unicode = GlyphTexts(font)
        font.to_unicode.groups = self._groups
        return font, size

    def begin_text(self) -> None:
        """Begin a text, whose groups of glyphs are told from here."""
        super().begin_text()
        self._groups: list[Group] = []
        self._text_start = len(self.stream)

    def end_text(self) -> None:
        """End a text, with all that its glyphs cannot tell."""
        shown, outlines = with_marks_on_the_line(self.stream[self._text_start :], self._groups)
        line = LineMarks.of(self._box, self._groups)
        self.stream[self._text_start :] = with_group_texts(
            shown,
            self._groups,
            before=line.before,
            behind=line.behind,
            tellings=line.tellings,
            leftwards=line.leftwards,
        )
        super().end_text()
        self.stream += outlines

    @contextmanager
    def _artifact(self, kind: str) -> Iterator[None]:
        if kind == "Decoration":
            properties = None
        else:
            # ISO 32000-1, 14.8.2.2.2
            properties = pydyf.Dictionary({"Type": "/Pagination"})
            if kind in ("Header", "Footer"):
                properties["Subtype"] = f"/{kind}"
        self.begin_marked_content("Artifact", properties)
        try:
            yield
        finally:
            self.end_marked_content()


def build_box_tree(
    box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, tags: Any
) -> Iterator[Any]:
    """Structure elements of a box, with all they should carry; none for an artifact."""
    if artifact_kind(box) is not None or isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    texts = {
        tags[child]["mcid"]: spoken(child.text)
        for child in _text_boxes(box)
        if child in tags and (_is_right_to_left(child) or _is_space(child) or has_marks(child))
    }
    passed_through = isinstance(box, boxes.PageBox) or (
        box.element is not None
        and box.element_tag in ("html", "body")
        and not isinstance(box, boxes.LineBox)
    )
    for element in _stock_build_box_tree(box, parent, pdf, page_number, nums, annotations, tags):
        if not passed_through:
            note_origin(element, box)
            _complete(element, box)
            if isinstance(box, boxes.ReplacedBox):
                _make_figure(element, box, pdf, page_number)
            _write_texts(element, texts, pdf, nums)
            _nest_lists(element, box, parent, pdf)
            _gather_body(element, box, pdf)
            _name_labels(element, box, parent, pdf)
        yield element


def _text_boxes(box: Any) -> Iterator[Any]:
    for child in box.children:
        for inner in child.children if isinstance(child, boxes.LineBox) else [child]:
            if isinstance(inner, boxes.TextBox):
                yield inner


def _is_right_to_left(box: Any) -> bool:
    """Whether glyphs are drawn in another order than read; signs alone run as what is around."""
    signs = box.style["direction"] == "rtl" and len(box.text.strip()) > 1
    return signs or _RTL.search(box.text) is not None


def _is_space(box: Any) -> bool:
    """Whether a space stands alone between two elements; upstream draws none, and words join."""
    return bool(box.text) and not box.text.strip()


def _complete(element: Any, box: Any) -> None:
    """Add language, scope of a header cell and description of a link."""
    node = box.element
    if node is None:
        return
    language = node.get("lang") or node.get(_XML_LANG)
    if language and "Lang" not in element:
        element["Lang"] = pydyf.String(language)
        if element["S"] == "/NonStruct":
            # A language belongs to content, and this type says that there is none.
            element["S"] = "/Span" if isinstance(box, boxes.InlineBox) else "/Div"
    if element["S"] == "/TH" and "A" in element:
        rows = node.get("scope") in ("row", "rowgroup")
        element["A"]["Scope"] = "/Row" if rows else "/Column"
    if node.get("role") in _NOTES and element["S"] in ("/NonStruct", "/Div", "/P", "/Sect"):
        element["S"] = "/Note"
        # ISO 14289-1, 7.9
        element["ID"] = pydyf.String(f"note-{element.number}")
    if box.link_annotation:
        description = _description(node)
        if description:
            box.link_annotation["Contents"] = pydyf.String(description)


def _make_figure(element: Any, box: Any, pdf: Any, page_number: int) -> None:
    """Describe whatever is drawn in place of an element, and tell where on its page it stands.

    Upstream gives the place of some of them, in pixels from the top.
    """
    height = pdf.objects[int(pdf.page_references[page_number].split()[0])]["TrimBox"][3]
    left, top = box.content_box_x(), box.content_box_y()
    corners = (
        left * _POINTS,
        height - (top + box.height) * _POINTS,
        (left + box.width) * _POINTS,
        height - top * _POINTS,
    )
    element["S"] = "/Figure"
    element["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(corners)})
    if alternative := alternative_text(box.element):
        element["Alt"] = pydyf.String(alternative)


def _description(link: Any) -> str:
    """What a link leads to, in the words of its page."""
    for attribute in ("aria-label", "title"):
        if link.get(attribute):
            return " ".join(link.get(attribute).split())
    words: list[str] = []
    for node in link.iter():
        if node.tag == "img":
            words.append(f" {node.get('alt') or ''} ")
        words.append(node.text or "")
        if node is not link:
            words.append(node.tail or "")
    return " ".join(spoken("".join(words)).split())


def _write_texts(element: Any, texts: dict[int, str], pdf: Any, nums: Any) -> None:
    """Give right-to-left spans their text in reading order (ISO 32000-1, 14.9.4)."""
    if not texts:
        return
    kids = element["K"]
    for index, kid in enumerate(kids):
        if isinstance(kid, int) and kid in texts:
            # Directly in a link, which cannot carry it: the link has more than this text.
            span = pydyf.Dictionary(
                {
                    "Type": "/StructElem",
                    "S": "/Span",
                    "K": pydyf.Array([kid]),
                    "Pg": element["Pg"],
                    "P": element.reference,
                }
            )
            pdf.add_object(span)
            kids[index] = nums[kid] = span.reference
            span["ActualText"] = pydyf.String(texts[kid])
        elif isinstance(kid, bytes):
            span = pdf.objects[int(kid.split()[0])]
            mcids = span.get("K")
            if span.get("S") == "/Span" and mcids and mcids[0] in texts:
                span["ActualText"] = pydyf.String(texts[mcids[0]])


def _nest_lists(element: Any, box: Any, parent: Any, pdf: Any) -> None:
    """Put the lists inside a list item back where they stand in it.

    Upstream hangs them behind the item, into the list around it.
    """
    if element["S"] != "/LI" or parent["S"] != "/L":
        return
    children = [
        child
        for line in box.children
        for child in (line.children if isinstance(line, boxes.LineBox) else [line])
        if artifact_kind(child) is None
    ]
    if not any(child.element_tag in ("ul", "ol") for child in children):
        return
    lists = {origin_of(one): one for one in _elements(parent["K"], pdf) if one["S"] == "/L"}
    for at, child in enumerate(children):
        inner = lists.get((child.element, child.element_tag))
        if inner is not None:
            parent["K"].remove(inner.reference)
            element["K"].insert(at, inner.reference)
            inner["P"] = element.reference


def _gather_body(element: Any, box: Any, pdf: Any) -> None:
    """Put what stands in a list item beside its label into one body (ISO 32000-1, 14.8.4.3.3).

    Upstream makes one of each run of text, and leaves paragraphs and lists beside the label.
    """
    if element["S"] != "/LI":
        return
    rest = [kid for kid in _elements(element["K"], pdf) if kid["S"] != "/Lbl"]
    if not rest or [kid["S"] for kid in rest] == ["/LBody"]:
        return
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array(),
            "Pg": element["Pg"],
            "P": element.reference,
        }
    )
    pdf.add_object(body)
    note_origin(body, box)
    for kid in rest:
        element["K"].remove(kid.reference)
        inner = list(_elements(kid["K"], pdf)) if kid["S"] == "/LBody" else [kid]
        for one in inner:
            body["K"].append(one.reference)
            one["P"] = body.reference
        if kid["S"] == "/LBody":
            kid.clear()
    element["K"].append(body.reference)


def _elements(kids: Any, pdf: Any) -> Iterator[Any]:
    """The structure elements among the kids of one."""
    for kid in kids:
        if isinstance(kid, bytes):
            found = pdf.objects[int(kid.split()[0])]
            if found.get("Type") == "/StructElem":
                yield found


_NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
}


def _name_labels(element: Any, box: Any, parent: Any, pdf: Any) -> None:
    """Tell of a list what stands before its items (ISO 14289-1, 7.6)."""
    if element["S"] != "/LI" or parent["S"] != "/L" or "A" in parent:
        return
    if any(kid["S"] == "/Lbl" for kid in _elements(element["K"], pdf)):
        style = box.style["list_style_type"]
        # A sign of the page's own is no number; every other style that has a name counts.
        numbering = _NUMBERING.get(style, "Decimal") if isinstance(style, str) else "Disc"
        parent["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"})
