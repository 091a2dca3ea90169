"""A strict reader of tagged PDF files, which shares nothing with what writes them.

It reads the structure tree, the content streams and the page that a PDF was made from, and says
where they do not agree. Clauses are those of ISO 14289-1:2014 (UA) and ISO 32000-1:2008.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree

import pikepdf
from tinyhtml5.parser import HTMLParser

__all__ = ["CLAIMS", "faults"]


@dataclass(slots=True, eq=False)
class Node:
    """An element of the structure tree."""

    kind: str
    """Its type, `P`."""
    raw: Any
    """The object in the file."""
    parent: Node | None
    """The element it stands in; None for the one that is not in any."""
    kids: list[Node | Mark | Any] = field(default_factory=list)
    """Elements, pieces of content, and annotations, in order."""

    def walk(self) -> Iterator[Node]:
        """The element and all that stand in it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def below(self, kind: str) -> list[Node]:
        """The elements of a kind right below it."""
        return [kid for kid in self.kids if isinstance(kid, Node) and kid.kind == kind]

    def annotations(self) -> list[Any]:
        """The annotations right below it."""
        return [kid for kid in self.kids if isinstance(kid, pikepdf.Dictionary)]


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of content, as the tree names it: page, counted from 0, and number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the page says that the PDF should be."""

    kinds: tuple[str, ...]
    """Types of the elements, in order."""
    text: str
    """All that is to be read, in order."""
    languages: tuple[str, ...]
    """Languages of the elements that have one of their own, in order."""
    headings: tuple[tuple[int, str], ...]
    """Level and text of each heading, in order."""
    alternatives: tuple[str, ...]
    """What stands for each image."""


class Reading:
    """A PDF file, read, and what the page it was made from asks of it."""

    def __init__(self, pdf: pikepdf.Pdf, html: str) -> None:
        self.pdf = pdf
        self.shape = _shape(html)
        self.pages = [page.obj for page in pdf.pages]
        self._page_of = {page.objgen: number for number, page in enumerate(self.pages)}
        self.contents = [_read_content(page) for page in self.pages]
        self.root = pdf.Root.StructTreeRoot
        self.tree = Node("", self.root, None)
        for raw in _listed(self.root.K):
            self._read(raw, self.tree, self.tree)
        self.elements = [node for node in self.tree.walk() if node is not self.tree]

    def _read(self, raw: Any, parent: Node, around: Node) -> None:
        if isinstance(raw, int):
            page = self._page_of.get(around.raw.Pg.objgen, -1)
            parent.kids.append(Mark(page, raw))
        elif raw.get("/Type") == "/MCR":
            page = self._page_of.get(raw.get("/Pg", around.raw.get("/Pg")).objgen, -1)
            parent.kids.append(Mark(page, int(raw.MCID)))
        elif raw.get("/Type") == "/OBJR":
            parent.kids.append(raw.Obj)
        else:
            node = Node(str(raw.S).removeprefix("/"), raw, parent)
            parent.kids.append(node)
            for kid in _listed(raw.get("/K", [])):
                self._read(kid, node, node)

    def all(self, *kinds: str) -> list[Node]:
        """The elements of these kinds, in order."""
        return [node for node in self.elements if node.kind in kinds]

    def annotations(self) -> Iterator[Any]:
        """Every annotation of every page."""
        for page in self.pages:
            yield from page.get("/Annots", [])

    def text(self, node: Node, *, labels: bool = False) -> str:
        """What is read out for an element."""
        if "/ActualText" in node.raw:
            return str(node.raw.ActualText)
        if node.kind == "Lbl" and not labels:
            return ""
        parts = []
        for kid in node.kids:
            if isinstance(kid, Node):
                parts.append(self.text(kid, labels=labels))
            elif isinstance(kid, Mark):
                parts.append(self.contents[kid.page].texts.get(kid.number, ""))
        return "".join(parts)

    def owners(self) -> dict[Mark, list[Node]]:
        """The elements that name each piece of content as theirs."""
        owners: dict[Mark, list[Node]] = {}
        for node in self.elements:
            for kid in node.kids:
                if isinstance(kid, Mark):
                    owners.setdefault(kid, []).append(node)
        return owners

    def parents(self) -> dict[int, Any]:
        """The parent tree: a list of elements for each page, an element for each annotation."""
        numbers = list(self.root.ParentTree.Nums)
        return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def faults(content: bytes, html: str) -> list[str]:
    """All that is wrong with a PDF made from a page, each as `claim: what was found`."""
    with pikepdf.open(BytesIO(content)) as pdf:
        reading = Reading(pdf, html)
        return [f"{name}: {fault}" for name, claim in CLAIMS.items() for fault in claim(reading)]


# --- the claims ---


def _all_content_is_told(reading: Reading) -> Iterator[str]:
    """Everything drawn is tagged or an artifact, never both, never neither (UA 7.1)."""
    for number, content in enumerate(reading.contents):
        for loose in content.loose:
            yield f"`{loose}` on page {number + 1} is neither tagged nor an artifact"
        for mixed in content.mixed:
            yield f"{mixed} on page {number + 1}"


def _content_and_tree_agree(reading: Reading) -> Iterator[str]:
    """Each piece of content is in one element, and each element's content is there."""
    owners = reading.owners()
    drawn = Counter(
        Mark(number, mark)
        for number, content in enumerate(reading.contents)
        for mark in content.marks
    )
    for mark, count in drawn.items():
        if count != 1 or len(owners.get(mark, [])) != 1:
            yield f"{mark} is drawn {count} times and in {len(owners.get(mark, []))} elements"
    for mark in owners.keys() - drawn.keys():
        yield f"{mark} is nowhere drawn"
    parents = reading.parents()
    for number, page in enumerate(reading.pages):
        known = parents.get(int(page.get("/StructParents", -1)), [])
        if len(known) != len(reading.contents[number].marks):
            yield f"the parent tree of page {number + 1} has {len(known)} entries"
        for at, raw in enumerate(known):
            owner = owners.get(Mark(number, at), [None])[0]
            if owner is None or owner.raw.objgen != raw.objgen:
                yield f"the parent tree has another element for {Mark(number, at)}"


def _the_tree_is_a_tree(reading: Reading) -> Iterator[str]:
    """Each element names the one it stands in as its parent, and stands in no other."""
    if [node.kind for node in reading.elements if node.parent is reading.tree] != ["Document"]:
        yield "the tree does not begin with one Document"
    for node in reading.elements:
        assert node.parent is not None
        if node.raw.P.objgen != node.parent.raw.objgen:
            yield f"{node.kind} names another parent"
    for key, count in Counter(node.raw.objgen for node in reading.elements).items():
        if count > 1:
            yield f"the element {key} stands in the tree {count} times"
    for node in reading.elements:
        if not node.kids and node.kind in _WITH_CONTENT:
            yield f"{node.kind} has no content"


def _headings_lead_down(reading: Reading) -> Iterator[str]:
    """One H1, the first; no level is skipped (UA 7.4)."""
    levels = [int(node.kind[1]) for node in reading.all(*_HEADINGS)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"the levels of headings are {levels}"
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"after H{before} comes H{level}"


def _lists_are_lists(reading: Reading) -> Iterator[str]:
    """A list has items, an item a body, perhaps a label (UA 7.6; 14.8.4.3.3)."""
    for node in reading.elements:
        inside = node.parent.kind if node.parent else ""
        kinds = [kid.kind for kid in node.kids if isinstance(kid, Node)]
        if node.kind == "L" and (not kinds or set(kinds) != {"LI"} or len(kinds) < len(node.kids)):
            yield f"L has {kinds}"
        if node.kind == "LI" and (kinds not in (["LBody"], ["Lbl", "LBody"]) or inside != "L"):
            yield f"LI in {inside} has {kinds}"
        if node.kind in ("Lbl", "LBody") and inside != "LI":
            yield f"{node.kind} stands in {inside}"
        labelled = node.kind == "L" and any(item.below("Lbl") for item in node.below("LI"))
        if labelled and _attribute(node, "ListNumbering", "None") == "None":
            yield "L does not tell what stands before its items"


def _tables_have_headers(reading: Reading) -> Iterator[str]:
    """Each header cell has a scope, each row as many columns as the first (UA 7.5)."""
    for table in reading.all("Table"):
        groups = [table, *table.below("THead"), *table.below("TBody"), *table.below("TFoot")]
        rows = [row for group in groups for row in group.below("TR")]
        widths = {
            sum(
                int(_attribute(cell, "ColSpan", "1"))
                for cell in row.kids
                if isinstance(cell, Node) and cell.kind in ("TH", "TD")
            )
            for row in rows
        }
        spanned = any(_attribute(cell, "RowSpan", "1") != "1" for cell in table.walk())
        if not rows or 0 in widths or (len(widths) != 1 and not spanned):
            yield f"a table has rows of {sorted(widths)} columns"
    for cell in reading.all("TH"):
        if _attribute(cell, "Scope", "") not in ("Row", "Column", "Both"):
            yield f"the header cell `{reading.text(cell)}` has no scope"
    for cell in reading.all("TH", "TD"):
        if cell.parent is None or cell.parent.kind != "TR":
            yield f"{cell.kind} stands in no row"


def _links_say_where_they_lead(reading: Reading) -> Iterator[str]:
    """A link has its annotations, each in words, and each annotation its link (UA 7.18)."""
    owners: dict[tuple[int, int], list[Node]] = {}
    for node in reading.elements:
        for annotation in node.annotations():
            owners.setdefault(annotation.objgen, []).append(node)
        if node.kind == "Link" and not node.annotations():
            yield f"the link `{reading.text(node)}` has no annotation"
    parents = reading.parents()
    for note in reading.annotations():
        words = str(note.get("/Contents", "")).strip()
        found = owners.get(note.objgen, [])
        if len(found) != 1 or found[0].kind != "Link":
            yield f"the annotation `{words}` stands in {[node.kind for node in found]}"
            continue
        known = parents.get(int(note.get("/StructParent", -1)))
        if known is None or known.objgen != found[0].raw.objgen:
            yield f"the parent tree has another element for the annotation `{words}`"
        yield from _words_of_a_link(note, words, reading.text(found[0]).strip())


def _words_of_a_link(note: Any, words: str, seen: str) -> Iterator[str]:
    address = str(note.A.URI) if "/A" in note else ""
    if not words:
        yield f"the link `{seen}` has no words"
    elif words == address and _folded(seen) != _folded(address):
        yield f"the link `{seen}` is described by its bare address"
    if not int(note.get("/F", 0)) & 4:
        yield f"the annotation `{words}` is not printed"


def _images_have_a_text(reading: Reading) -> Iterator[str]:
    """Each image is an artifact, or a figure with the text and place it should have (UA 7.3)."""
    figures = reading.all("Figure")
    texts = [str(figure.raw.get("/Alt", "")).strip() for figure in figures]
    for _ in filter(lambda text: not text, texts):
        yield "a figure has no text"
    if sorted(texts) != sorted(reading.shape.alternatives):
        yield f"the figures say {texts}, and the page {reading.shape.alternatives}"
    for figure, text in zip(figures, texts, strict=True):
        box = [float(side) for side in (figure.raw.get("/A") or {}).get("/BBox", [])]
        page = [float(side) for side in figure.raw.Pg.MediaBox]
        inside = len(box) == 4 and page[0] <= box[0] < box[2] <= page[2]
        if not (inside and page[1] <= box[1] < box[3] <= page[3]):
            yield f"the figure `{text}` stands at {box} on a page of {page}"
    for number, content in enumerate(reading.contents):
        inside_figures = {
            kid.number
            for figure in figures
            for kid in figure.kids
            if isinstance(kid, Mark) and kid.page == number
        }
        if not content.images <= inside_figures:
            yield f"an image on page {number + 1} stands in no figure"


def _languages_are_told(reading: Reading) -> Iterator[str]:
    """The document has a language, foreign words have theirs, and all are BCP 47 (UA 7.2)."""
    tags = [str(node.raw.Lang) for node in reading.elements if "/Lang" in node.raw]
    document = str(reading.pdf.Root.get("/Lang", ""))
    for tag in (document, *tags):
        if not _BCP47.fullmatch(tag):
            yield f"`{tag}` is no language"
    expected = reading.shape.languages
    if (document, *tags) != expected:
        yield f"the languages are {(document, *tags)}, and on the page {expected}"


def _readers_are_told_how_to_show_it(reading: Reading) -> Iterator[str]:
    """The title in the window, pages from the right side, tabs in the order of the text."""
    root = reading.pdf.Root
    preferences = _table(root, "/ViewerPreferences")
    tagged = _table(root, "/MarkInfo")
    if preferences.get("/DisplayDocTitle") is not True:
        yield "the title is not shown"
    right_to_left = str(root.get("/Lang", "")).split("-")[0] in _RIGHT_TO_LEFT
    if preferences.get("/Direction", "/L2R") != ("/R2L" if right_to_left else "/L2R"):
        yield "the document is bound on the wrong side"
    if tagged.get("/Marked") is not True or tagged.get("/Suspects"):
        yield "the document does not say that it is tagged"
    for number, page in enumerate(reading.pages):
        if page.get("/Tabs") != "/S":
            yield f"page {number + 1} is not tabbed through by its structure"


def _the_outline_is_the_headings(reading: Reading) -> Iterator[str]:
    """The outline has each heading of the page, in order and depth."""
    found: list[tuple[int, str]] = []
    with reading.pdf.open_outline() as outline:
        waiting = [(1, item) for item in outline.root]
        while waiting:
            depth, item = waiting.pop(0)
            found.append((depth, _folded(item.title)))
            waiting[:0] = [(depth + 1, child) for child in item.children]
    expected = [(level, _folded(text)) for level, text in reading.shape.headings]
    if found != expected:
        yield f"the outline is {found}, and the headings are {expected}"
    tree = [(int(node.kind[1]), _folded(reading.text(node))) for node in reading.all(*_HEADINGS)]
    if tree != expected:
        yield f"the headings of the tree are {tree}, and those of the page {expected}"


def _fonts_are_embedded(reading: Reading) -> Iterator[str]:
    """Each font is in the file, and each glyph drawn has a character (UA 7.21)."""
    for content in reading.contents:
        for name, font in content.fonts.items():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                yield f"the font {name} is not embedded"
            if "/ToUnicode" not in font:
                yield f"the font {name} has no characters"
        for code in content.unknown:
            yield f"the glyph {code} has no character"


def _the_title_is_one(reading: Reading) -> Iterator[str]:
    """The title of the metadata is that of the file's own table."""
    info = str(reading.pdf.docinfo.get("/Title", ""))
    tree = ElementTree.fromstring(reading.pdf.Root.Metadata.read_bytes())  # noqa: S314
    titles = [
        "".join(item.itertext()).strip()
        for item in tree.iter("{http://purl.org/dc/elements/1.1/}title")
    ]
    if not info or titles != [info]:
        yield f"the titles are `{info}` and {titles}"


def _it_is_read_as_the_page(reading: Reading) -> Iterator[str]:
    """The tree reads what the page reads, in its order, nothing else and nothing twice."""
    found, expected = _folded(reading.text(reading.tree)), _folded(reading.shape.text)
    if found != expected:
        same = 0
        while same < min(len(found), len(expected)) and found[same] == expected[same]:
            same += 1
        wrong, right = found[same : same + 40], expected[same : same + 40]
        yield f"after {same} letters it reads `{wrong}`, and the page `{right}`"


def _it_is_built_as_the_page(reading: Reading) -> Iterator[str]:
    """Each element of the page is one element of the tree, though lines and pages cut it."""
    found = [node.kind for node in reading.elements if node.kind in _KINDS_COMPARED]
    expected = list(reading.shape.kinds)
    if found != expected:
        at = next(
            (
                number
                for number, pair in enumerate(zip(found, expected, strict=False))
                if pair[0] != pair[1]
            ),
            min(len(found), len(expected)),
        )
        yield f"at {at} it has {found[at : at + 5]}, and the page {expected[at : at + 5]}"


def _notes_have_names(reading: Reading) -> Iterator[str]:
    """Names of elements differ, notes have one, and the file can find them (UA 7.9)."""
    names = [str(node.raw.ID) for node in reading.elements if "/ID" in node.raw]
    if len(set(names)) != len(names):
        yield "two elements have one name"
    for _ in (node for node in reading.all("Note") if "/ID" not in node.raw):
        yield "a note has no name"
    listed = [str(name) for name in _table(reading.root, "/IDTree").get("/Names", [])[::2]]
    if sorted(names) != listed:
        yield f"the names are {sorted(names)}, and listed are {listed}"


Claim: TypeAlias = Callable[[Reading], Iterator[str]]
CLAIMS: Final[Mapping[str, Claim]] = {
    "content": _all_content_is_told,
    "agreement": _content_and_tree_agree,
    "tree": _the_tree_is_a_tree,
    "headings": _headings_lead_down,
    "lists": _lists_are_lists,
    "tables": _tables_have_headers,
    "links": _links_say_where_they_lead,
    "images": _images_have_a_text,
    "languages": _languages_are_told,
    "viewer": _readers_are_told_how_to_show_it,
    "outline": _the_outline_is_the_headings,
    "fonts": _fonts_are_embedded,
    "title": _the_title_is_one,
    "order": _it_is_read_as_the_page,
    "shape": _it_is_built_as_the_page,
    "names": _notes_have_names,
}
"""What is claimed of every PDF file, by name."""

_HEADINGS: Final = ("H1", "H2", "H3", "H4", "H5", "H6")
_WITH_CONTENT: Final = frozenset((*_HEADINGS, "P", "L", "LI", "LBody", "Link", "Figure", "Note"))
_KINDS: Final = {
    name.lower(): kind
    for names, kind in (
        *((name, name) for name in (*_HEADINGS, "P", "Table", "TR", "TH", "TD", "BlockQuote")),
        ("ul ol dl", "L"),
        ("li dt dd", "LI"),
        ("a", "Link"),
        ("img svg object", "Figure"),
        ("caption figcaption", "Caption"),
        ("main", "Part"),
        ("article", "Art"),
        ("section", "Sect"),
    )
    for name in names.split()
}
_KINDS_COMPARED: Final = frozenset((*_KINDS.values(), "Note"))
_RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur", "yi")
_BCP47: Final = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*(-x(-[a-z0-9]{1,8})+)?"
)


def _listed(value: Any) -> list[Any]:
    """One value or an array of them, as a list."""
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


def _table(around: Any, name: str) -> Any:
    """A dictionary inside another object; empty where there is none."""
    return around.get(name, {})


def _attribute(node: Node, name: str, default: str) -> str:
    """A layout, list or table attribute of an element."""
    for owner in _listed(node.raw.get("/A", [])):
        if f"/{name}" in owner:
            return str(owner[f"/{name}"]).removeprefix("/")
    return default


def _folded(text: str) -> str:
    """Letters, marks, digits and signs alone: line ends, hyphens and spaces are undone."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LMNS")


# --- the page ---


def _shape(html: str) -> Shape:
    root = HTMLParser(namespace_html_elements=False).parse(html)
    kinds: list[str] = []
    texts: list[str] = []
    languages = [root.get("lang", "")]
    headings: list[tuple[int, str]] = []
    alternatives: list[str] = []

    def walk(element: Any) -> None:
        name = str(element.tag).rpartition("}")[2]
        if name in ("style", "script") or _is_hidden(element):
            return
        kind = _KINDS.get(name, "")
        if element.get("role") in ("note", "doc-footnote", "doc-endnote"):
            kind = "Note"
        if kind and not (kind == "Link" and element.get("href") is None):
            kinds.append(kind)
        if element.get("lang"):
            languages.append(element.get("lang"))
        if kind in _HEADINGS:
            headings.append((int(kind[1]), "".join(element.itertext())))
        if kind == "Figure":
            title = "".join("".join(child.itertext()) for child in element if "title" in child.tag)
            alternatives.append(element.get("alt") or element.get("aria-label") or title)
            return
        texts.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                walk(child)
            texts.append(child.tail or "")

    walk(root.find("body"))
    return Shape(
        kinds=tuple(kinds),
        text="".join(texts),
        languages=tuple(languages),
        headings=tuple(headings),
        alternatives=tuple(alternatives),
    )


def _is_hidden(element: Any) -> bool:
    image = str(element.tag).endswith(("img", "svg"))
    return element.get("aria-hidden") == "true" or (
        image and (element.get("alt") == "" or element.get("role") in ("none", "presentation"))
    )


# --- what is drawn ---

_PATHS: Final = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"))
_TEXTS: Final = frozenset(("Tj", "TJ", "'", '"'))
_IMAGES: Final = frozenset(("Do", "INLINE IMAGE"))


@dataclass(slots=True)
class Content:
    """What a page draws."""

    marks: list[int] = field(default_factory=list)
    """Numbers of the pieces that are tagged, in the order they are drawn."""
    texts: dict[int, str] = field(default_factory=dict)
    """Characters of each piece."""
    images: set[int] = field(default_factory=set)
    """Numbers of the pieces that have an image."""
    loose: list[str] = field(default_factory=list)
    """What is drawn outside of all pieces and artifacts."""
    mixed: list[str] = field(default_factory=list)
    """Pieces inside pieces and artifacts."""
    fonts: dict[str, Any] = field(default_factory=dict)
    """Fonts that draw, by name."""
    unknown: list[int] = field(default_factory=list)
    """Glyphs without a character."""


def _read_content(page: Any) -> Content:
    content = Content()
    # Each mark that is open: a number, "artifact", or None for one that says nothing.
    marks: list[int | str | None] = []
    font: tuple[str, Any, dict[int, str]] = ("", None, {})
    resources = page.Resources
    maps: dict[str, dict[int, str]] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BMC", "BDC"):
            _open_mark(content, marks, operands)
        elif name == "EMC" and marks:
            marks.pop()
        elif name == "EMC":
            content.mixed.append("a mark is closed that was not open")
        elif name == "Tf":
            key = str(operands[0])
            if key not in maps:
                maps[key] = _characters(resources.Font[key])
            font = key, resources.Font[key], maps[key]
        elif name in _TEXTS:
            content.fonts[font[0]] = font[1]
            _drawn(content, marks, name, _said(operands, font[2], content.unknown))
        elif name in (*_PATHS, *_IMAGES):
            _drawn(content, marks, name, "")
    if marks:
        content.mixed.append("a mark is not closed")
    return content


def _drawn(content: Content, marks: list[int | str | None], name: str, text: str) -> None:
    inside = [mark for mark in marks if mark is not None]
    if not inside:
        content.loose.append(name)
    elif isinstance(inside[0], int):
        content.texts[inside[0]] += text
        if name in _IMAGES:
            content.images.add(inside[0])


def _open_mark(content: Content, marks: list[int | str | None], operands: Any) -> None:
    properties = operands[1] if len(operands) > 1 else {}
    known = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
    mark: int | str | None = int(properties["/MCID"]) if known else None
    if operands[0] == "/Artifact":
        mark = "artifact"
    around = [one for one in marks if one is not None]
    if mark is not None and around and (isinstance(mark, int) or isinstance(around[0], int)):
        content.mixed.append(f"{mark} stands in {around[0]}")
    if isinstance(mark, int):
        content.marks.append(mark)
        content.texts.setdefault(mark, "")
    marks.append(mark)


def _said(operands: Any, characters: Mapping[int, str], unknown: list[int]) -> str:
    pieces = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
    result = []
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            codes = bytes(piece)
            for at in range(0, len(codes), 2):
                code = int.from_bytes(codes[at : at + 2], "big")
                if code not in characters:
                    unknown.append(code)
                result.append(characters.get(code, ""))
    return "".join(result)


def _characters(font: Any) -> dict[int, str]:
    """What each code of a font with two bytes for a glyph says."""
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("ascii")
    result = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            result[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
        ):
            start = int(text, 16)
            for code in range(int(first, 16), int(last, 16) + 1):
                result[code] = chr(start + code - int(first, 16))
    return result
