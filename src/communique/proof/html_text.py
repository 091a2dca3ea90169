"""A web page as somebody reads it who sees no style: its text, its languages and its links."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from communique.frozen import Frozen
from communique.proof.passages import LINE_END, Passage, Segment

__all__ = ["HtmlReading", "read_html"]

_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd label mark q ruby s samp small span "
    "strong sub sup time u var wbr br".split()
)
_UNSEEN: Final = frozenset("head script style template title".split())
_LABELS: Final = ("aria-label", "title")


class HtmlReading(Frozen):
    """All that a reader gets out of a web page."""

    language: str
    """BCP 47 tag of the page; empty where it says none."""
    direction: str
    """Direction of the page: `ltr`, `rtl`, or empty where it says none."""
    title: str
    """What the tab of a browser shows."""
    passages: tuple[Passage, ...]
    """Its text in order, behind it what only is read out of elements that show something else."""
    links: tuple[str, ...]
    """Where its links lead, as written."""
    anchors: frozenset[str]
    """The places in it that a link can lead to."""


def read_html(text: str) -> HtmlReading:
    """Read a page; whatever is wrong with its markup is read as well as it can be."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.end_passage()
    return HtmlReading(
        language=parser.language,
        direction=parser.direction,
        title=" ".join("".join(parser.title).split()),
        passages=(*parser.passages, *parser.labels),
        links=tuple(parser.links),
        anchors=frozenset(parser.anchors),
    )


class _Element(Frozen):
    name: str
    language: str
    link: str
    block: str
    seen: bool


@dataclass(slots=True)
class _Parser(HTMLParser):
    language: str = ""
    direction: str = ""
    title: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    labels: list[Passage] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        self._open = [_Element(name="", language="", link="", block="", seen=True)]
        self._line: list[Segment] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        around = self._open[-1]
        language = given.get("lang", around.language)
        if tag == "html":
            self.language, self.direction = language, given.get("dir", "")
        if given.get("id"):
            self.anchors.add(given["id"])
        seen = around.seen and tag not in _UNSEEN and "hidden" not in given
        link = around.link
        if tag == "a" and "href" in given:
            link = given["href"]
            self.links.append(link)
        if tag not in _INLINE:
            self.end_passage()
        element = _Element(
            name=tag,
            language=language,
            link=link,
            block=around.block if tag in _INLINE else tag,
            seen=seen,
        )
        if seen:
            self.labels += [
                Passage(
                    tag="label",
                    segments=(Segment(text=given[name], language=language, label=True),),
                )
                for name in _LABELS
                if given.get(name, "").strip()
            ]
            said = LINE_END if tag == "br" else given.get("alt", "")
            if said:
                self._line.append(Segment(text=said, language=language, link=link))
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_passage()
        names = [element.name for element in self._open]
        if tag in names[1:]:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if here.name == "title" and not here.seen:
            self.title.append(data)
        if here.seen:
            # An end of a line in the file is a space to its reader.
            text = data.replace("\r", " ").replace("\n", " ")
            self._line.append(Segment(text=text, language=here.language, link=here.link))

    def end_passage(self) -> None:
        if any(segment.text.strip() for segment in self._line):
            self.passages.append(
                Passage(tag=self._open[-1].block or "body", segments=tuple(self._line))
            )
        self._line = []
