"""A tagged PDF as a screen reader goes through it (ISO 32000-1, sections 14.6 to 14.9)."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import Any, Final

import pikepdf

from communique.proof.drawn import Box, DrawnPage, Font, PdfReading, Run, UnreadableError
from communique.proof.passages import LINE_END, Passage, Segment
from communique.proof.pdf_content import drawn_page

__all__ = ["read_pdf"]

# Types of structure that stand inside a line; all others begin a passage of their own.
_INLINE: Final = frozenset(
    "/Span /Link /NonStruct /Quote /Em /Strong /Sub /Code /BibEntry /Reference /Annot".split()
)
_DEEPEST: Final = 200


def read_pdf(content: bytes) -> PdfReading:
    """Read a PDF; raises UnreadableError."""
    try:
        with pikepdf.open(BytesIO(content)) as document:
            return _Document(document).reading()
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise UnreadableError(f"the PDF cannot be read: {error}") from error


class _Document:
    """One open file."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        fonts: dict[tuple[int, int], Font] = {}
        self._pages = tuple(drawn_page(page, fonts) for page in document.pages)
        self._numbers = {
            page.obj.objgen: number for number, page in enumerate(document.pages, start=1)
        }
        self._marked: dict[tuple[int, int], list[Run]] = defaultdict(list)
        for number, page in enumerate(self._pages, start=1):
            for run in page.runs:
                if run.mark >= 0:
                    self._marked[number, run.mark].append(run)
        self._passages: list[Passage] = []
        self._line: list[Segment] = []
        self._tag = ""
        self._last: tuple[int, Box, float] | None = None
        self._seen: set[tuple[int, int]] = set()
        self._entered: set[tuple[int, int]] = set()

    def reading(self) -> PdfReading:
        root = self._document.Root
        language = str(root.get("/Lang", ""))
        tree = root.get("/StructTreeRoot")
        if tree is not None:
            self._walk(tree.get("/K"), language, "", 0, 0)
        self._end_passage()
        fonts = {font.name: font for page in self._pages for font in page.fonts}
        return PdfReading(
            language=language,
            title=str(self._document.docinfo.get("/Title", "")),
            passages=tuple(self._passages),
            pages=self._pages,
            untagged=tuple(self._untagged()),
            artifacts=tuple(
                (number, *found)
                for number, page in enumerate(self._pages, start=1)
                for found in _artifacts(page)
            ),
            fonts=tuple(fonts.values()),
            links=tuple(self._links()),
            outline=tuple(self._outline()),
        )

    def _walk(self, node: Any, language: str, link: str, page: int, depth: int) -> None:
        """What stands in an element, or in a list of its kids."""
        if depth > _DEEPEST:
            return
        if isinstance(node, int):
            self._read(page, int(node), language, link)
        elif isinstance(node, pikepdf.Array):
            for kid in node:
                self._walk(kid, language, link, page, depth + 1)
        elif isinstance(node, pikepdf.Dictionary):
            if "/Pg" in node:
                page = self._numbers.get(node["/Pg"].objgen, page)
            if "/MCID" in node:
                self._read(page, int(node["/MCID"]), language, link)
            elif "/S" in node:
                self._enter(node, language, link, page, depth)

    def _enter(self, element: Any, language: str, link: str, page: int, depth: int) -> None:
        # A broken tree may lead in circles.
        if element.is_indirect and element.objgen in self._entered:
            return
        self._entered.add(element.objgen)
        kind, around = str(element["/S"]), self._tag
        language = str(element.get("/Lang", language))
        if kind == "/Link":
            link = _target(element) or link
        if kind not in _INLINE:
            self._end_passage()
            self._tag = kind[1:].lower()
        spoken = element.get("/ActualText", element.get("/Alt"))
        if spoken is not None:
            self._speak(element, str(spoken), language, link, page)
        else:
            self._walk(element.get("/K"), language, link, page, depth + 1)
        if kind not in _INLINE:
            self._end_passage()
            self._tag = around

    def _read(self, page: int, mark: int, language: str, link: str) -> None:
        """The text of a piece of marked content."""
        key = (page, mark)
        self._seen.add(key)
        for run in self._marked.get(key, []):
            self._add(run.text, key, [run], language, link)

    def _speak(self, node: Any, text: str, language: str, link: str, page: int) -> None:
        """A text that stands in place of all the marked content below an element."""
        marks = list(_marks_below(node, page, self._numbers, 0))
        self._seen.update(marks)
        runs = [run for key in marks for run in self._marked.get(key, [])]
        self._add(text, marks[0] if marks else (page, -1), runs, language, link)

    def _add(
        self, text: str, key: tuple[int, int], runs: list[Run], language: str, link: str
    ) -> None:
        page, mark = key
        if runs:
            first = runs[0]
            if self._line and self._last and _is_below(self._last, (page, first.box, first.size)):
                text = LINE_END + text
            last = runs[-1]
            self._last = (page, last.box, last.size)
        self._line.append(Segment(text=text, language=language, link=link, page=page, mark=mark))

    def _end_passage(self) -> None:
        if any(segment.text.strip() for segment in self._line):
            self._passages.append(Passage(tag=self._tag, segments=tuple(self._line)))
        self._line = []
        self._last = None

    def _untagged(self) -> list[tuple[int, str]]:
        return [
            (number, run.text)
            for number, page in enumerate(self._pages, start=1)
            for run in page.runs
            if not run.artifact and (number, run.mark) not in self._seen and run.text.strip()
        ]

    def _links(self) -> list[tuple[int, str, str]]:
        found = []
        for number, page in enumerate(self._document.pages, start=1):
            for note in page.obj.get("/Annots", []):
                if note.get("/Subtype") == "/Link":
                    address = str(note.get("/A", pikepdf.Dictionary()).get("/URI", ""))
                    found.append((number, address, str(note.get("/Contents", ""))))
        return found

    def _outline(self) -> list[str]:
        titles: list[str] = []
        waiting = [self._document.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")]
        while waiting and len(titles) < 10_000:
            entry = waiting.pop()
            if entry is not None:
                titles.append(str(entry.get("/Title", "")))
                waiting += [entry.get("/Next"), entry.get("/First")]
        return titles


def _target(element: Any) -> str:
    """Where a link leads, by the annotation that it holds."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
            action = kid["/Obj"].get("/A", pikepdf.Dictionary())
            if "/URI" in action:
                return str(action["/URI"])
    return ""


def _marks_below(
    node: Any, page: int, numbers: dict[tuple[int, int], int], depth: int
) -> list[tuple[int, int]]:
    if isinstance(node, int):
        return [(page, int(node))]
    if depth > _DEEPEST:
        return []
    if isinstance(node, pikepdf.Array):
        return [mark for kid in node for mark in _marks_below(kid, page, numbers, depth + 1)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    if "/Pg" in node:
        page = numbers.get(node["/Pg"].objgen, page)
    if "/MCID" in node:
        return [(page, int(node["/MCID"]))]
    return _marks_below(node.get("/K"), page, numbers, depth + 1)


def _artifacts(page: DrawnPage) -> list[tuple[str, str]]:
    """Kind and text of each artifact, its lines together."""
    found: dict[str, list[Run]] = defaultdict(list)
    for run in page.runs:
        if run.artifact:
            found[run.artifact].append(run)
    return [(kind, LINE_END.join(run.text for run in runs)) for kind, runs in found.items()]


def _is_below(before: tuple[int, Box, float], after: tuple[int, Box, float]) -> bool:
    """Whether a run stands on another line than the one before it."""
    (page, first, size), (other, second, _) = before, after
    return page != other or abs(first.bottom - second.bottom) > size / 2
