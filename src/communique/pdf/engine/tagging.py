"""Mend the structure tree of a tagged PDF (WeasyPrint 70.0, `pdf.stream` and `pdf.tags`).

Upstream leaves the text of page margins outside the tree (issue 1836), writes no language but the
document's, stores right-to-left text in the order of its glyphs without the text itself, gives
header cells no scope, and describes each link by its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as stock_tags
from weasyprint.pdf.stream import Stream

from communique.pdf.bidi import JOINER
from communique.pdf.engine.artifacts import artifact_kind
from communique.pdf.engine.glyph_texts import GlyphTexts

__all__ = ["TaggedStream", "build_box_tree", "spoken"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_stock_build_box_tree = stock_tags._build_box_tree


def spoken(text: str) -> str:
    """The text as its author wrote it, without what the ordering of directions added."""
    return _CONTROLS.sub("", text).replace(JOINER * 2, "").strip(JOINER)


class TaggedStream(Stream):
    """A page's content, in which artifacts are marked as such and never tagged."""

    def marked(self, box: Any, tag: str) -> AbstractContextManager[None]:
        """Surround what is drawn for a box by its tag, or by an artifact's."""
        kind = artifact_kind(box)
        if self._tags is None or kind is None:
            result: AbstractContextManager[None] = super().marked(box, tag)
            return result
        return self._artifact(kind)

    def add_font(self, pango_font: Any) -> Any:
        """The font and its size, its glyphs with texts of their own."""
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, GlyphTexts):
            font.to_unicode = GlyphTexts(font)
        return font, size

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
        if child in tags and _RTL.search(child.text)
    }
    passed_through = isinstance(box, boxes.PageBox) or (
        box.element is not None
        and box.element_tag in ("html", "body")
        and not isinstance(box, boxes.LineBox)
    )
    for element in _stock_build_box_tree(box, parent, pdf, page_number, nums, annotations, tags):
        if not passed_through:
            _complete(element, box)
            _write_texts(element, texts, pdf, nums)
            _gather_body(element, pdf)
        yield element


def _text_boxes(box: Any) -> Iterator[Any]:
    for child in box.children:
        for inner in child.children if isinstance(child, boxes.LineBox) else [child]:
            if isinstance(inner, boxes.TextBox):
                yield inner


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
    if box.link_annotation:
        description = _description(node)
        if description:
            box.link_annotation["Contents"] = pydyf.String(description)


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


def _gather_body(element: Any, pdf: Any) -> None:
    """Put what stands in a list item beside its label into one body (ISO 32000-1, 14.8.4.3.3).

    Upstream does so for text, but leaves paragraphs inside an item beside the label.
    """
    if element["S"] != "/LI":
        return
    kids = {kid: pdf.objects[int(kid.split()[0])] for kid in element["K"] if isinstance(kid, bytes)}
    loose = [kid for kid, child in kids.items() if child.get("S") not in ("/Lbl", "/LBody")]
    if not loose:
        return
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array(loose),
            "Pg": element["Pg"],
            "P": element.reference,
        }
    )
    pdf.add_object(body)
    for kid in loose:
        kids[kid]["P"] = body.reference
    element["K"] = pydyf.Array([*(kid for kid in element["K"] if kid not in loose), body.reference])
