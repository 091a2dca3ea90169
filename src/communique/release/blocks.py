"""The one place where the text of a release is cut into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from communique import rules
from communique.findings import Finding, Place
from communique.frozen import Frozen, replace
from communique.release.markdown import BlockToken, block_tokens, one_line

__all__ = ["Block", "BlockKind", "Container", "Node", "Separator", "blocks_in", "cut", "segments"]


class BlockKind(StrEnum):
    """What a block is, as translators and findings name it."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"


class Block(Frozen):
    """The smallest piece of a release with one kind."""

    kind: BlockKind
    """What it is."""
    text: str
    """Its inline Markdown on one line; a break that the writer asked for is `\\` and line feed."""
    line: int
    """First line in the file, counted from 1."""
    position: str
    """Where it stands, for a person: `paragraph 2, section “Background”`."""
    anchor: str
    """Where it stands, for a reference: `background-paragraph-2`."""
    note: str = ""
    """What the writer tells the translator; empty where nothing."""
    context: str = ""
    """The writer's own msgctxt; empty where the kind decides."""
    keep: bool = False
    """Whether it stays in the source language in every edition."""
    level: int = 0
    """Heading level from 2 to 4; 0 for everything else."""


class Container(Frozen):
    """A list, a list item, a quotation or a section, with what stands in it."""

    tag: str
    """HTML element: `ul`, `ol`, `li`, `blockquote`, `section`."""
    children: tuple[Node, ...]
    """Blocks and containers in order."""
    start: int = 1
    """First number of an ordered list."""
    role: str = ""
    """What a section is for, as the writer named it: `background`, `more`; else empty."""


class Separator(Frozen):
    """A rule across the text."""


Node: TypeAlias = Block | Container | Separator
"""A piece of the body's tree."""

SECTION_ROLES: Final = ("background", "more")
_TABLE: Final = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+", re.MULTILINE)
_HEADING_LEVELS: Final = range(2, 5)
_COMMENT = re.compile(r"\s*<!--(?!-?>)(.*?)-->\s*", re.DOTALL)
_DIRECTIVE = re.compile(r"(note|context|section)\s*:\s*(.*)|(keep)", re.DOTALL)


def cut(text: str, *, path: str, first_line: int) -> tuple[tuple[Node, ...], tuple[Finding, ...]]:
    """The body of a release as a tree of blocks, and what is wrong with its structure.

    `first_line` is the line of the file on which the text begins, counted from 1. The sections
    that headings of the second level open are containers of their own.
    """
    cutter = _Cutter(tokens=block_tokens(text), path=path, first_line=first_line)
    nodes = cutter.nodes_until("")
    return _in_sections(nodes, cutter.roles), tuple(cutter.findings)


def segments(text: str) -> tuple[str, ...]:
    """The text in consecutive pieces, each a block with its markup or what stands between two.

    Joined, they are the text again; `cut` makes one block of each that holds words.
    """
    # Not `splitlines`: it takes more characters for the end of a line than Markdown does.
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
    pieces, at = [], 0
    for token in block_tokens(text):
        if token.type in ("inline", "html_block", "fence", "hr"):
            pieces += ["".join(lines[at : token.first_line])]
            pieces += ["".join(lines[token.first_line : token.end_line])]
            at = token.end_line
    pieces.append("".join(lines[at:]))
    return tuple(piece for piece in pieces if piece)


def blocks_in(nodes: Sequence[Node]) -> Iterator[Block]:
    """The blocks of a tree in reading order."""
    for node in nodes:
        if isinstance(node, Block):
            yield node
        elif isinstance(node, Container):
            yield from blocks_in(node.children)


@dataclass(slots=True, kw_only=True)
class _Directives:
    """What comments said about the block that follows them."""

    note: str = ""
    context: str = ""
    section: str = ""
    keep: bool = False


class _Cutter:
    """Walks the tokens once and counts where it is."""

    def __init__(self, *, tokens: Sequence[BlockToken], path: str, first_line: int) -> None:
        self.findings: list[Finding] = []
        self._tokens = tokens
        self._at = 0
        self._path = path
        self._first_line = first_line
        self._directives = _Directives()
        self._open: list[str] = []
        self._section = 0
        self._section_name = ""
        self._slug = "opening"
        self._slugs = {self._slug}
        self._counts: dict[BlockKind, int] = {}
        self._lead_seen = False
        self._level = 1
        self.roles: dict[int, str] = {}

    def nodes_until(self, closing: str) -> list[Node]:
        nodes: list[Node] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == closing:
                break
            match token.type:
                case "html_block":
                    self._read_comment(token)
                case "fence":
                    self._refuse(
                        token,
                        "a code block",
                        "a release has paragraphs, headings, lists and quotations",
                    )
                case "hr":
                    nodes.append(Separator())
                case "paragraph_open" | "heading_open":
                    nodes.append(self._block(token))
                case opening if opening.endswith("_open"):
                    self._open.append(token.tag)
                    children = self.nodes_until(opening.removesuffix("open") + "close")
                    self._open.pop()
                    nodes.append(
                        Container(tag=token.tag, children=tuple(children), start=token.start)
                    )
        if not closing:
            self._warn_of_unused()
        return nodes

    def _block(self, token: BlockToken) -> Block:
        content = self._tokens[self._at].content
        self._at += 2
        directives, self._directives = self._directives, _Directives()
        level = int(token.tag[1]) if token.type == "heading_open" else 0
        kind = self._kind(level)
        if _TABLE.search(content):
            self._refuse(token, "a table", "a list can say it")
        text = one_line(content)
        if level:
            self._enter_heading(token, level, text, directives.section)
        elif directives.section:
            self._refuse(token, "a `section` comment", "it stands before a heading")
        position, anchor = self._position(kind)
        return Block(
            kind=kind,
            text=text,
            line=self._first_line + token.first_line,
            position=position,
            anchor=anchor,
            note=directives.note,
            context=directives.context,
            keep=directives.keep,
            level=level,
        )

    def _kind(self, level: int) -> BlockKind:
        if level:
            return BlockKind.HEADING
        if "li" in self._open:
            return BlockKind.LIST_ITEM
        if "blockquote" in self._open:
            return BlockKind.QUOTE
        if self._section == 0 and not self._lead_seen:
            self._lead_seen = True
            return BlockKind.LEAD
        return BlockKind.PARAGRAPH

    def _enter_heading(self, token: BlockToken, level: int, text: str, role: str) -> None:
        if level not in _HEADING_LEVELS:
            self._refuse(
                token,
                f"a heading of level {level}",
                "the title is the only heading of level 1, and a release goes down to level 4",
            )
        elif level > self._level + 1:
            self._refuse(
                token, f"a heading of level {level} below one of level {self._level}",
                "no level is left out",
            )  # fmt: skip
        if self._open:
            self._refuse(token, "a heading inside a list or quotation", "headings open sections")
        if not text:
            self._refuse(token, "a heading without words", "words after the signs")
        if role and level != _HEADING_LEVELS.start:
            self._refuse(token, "a `section` comment", "it stands before a heading of level 2")
        self._level = level
        if level == _HEADING_LEVELS.start:
            self._section += 1
            self._section_name = text
            self._slug = self._new_slug()
            self._counts.clear()
            if role and role not in SECTION_ROLES:
                self._refuse(token, f"`section: {role}`", f"one of {', '.join(SECTION_ROLES)}")
            self.roles[self._first_line + token.first_line] = role

    def _position(self, kind: BlockKind) -> tuple[str, str]:
        """Where the block stands, in words and as an anchor; counts within the section only."""
        if kind is BlockKind.LEAD:
            self._counts[BlockKind.PARAGRAPH] = 1
            return "lead", "lead"
        if kind is BlockKind.HEADING and self._level == _HEADING_LEVELS.start:
            return f"heading, section {self._section}", f"{self._slug}-heading"
        number = self._counts[kind] = self._counts.get(kind, 0) + 1
        section = f"section “{self._section_name}”" if self._section else "opening section"
        return f"{kind} {number}, {section}", f"{self._slug}-{kind.replace(' ', '-')}-{number}"

    def _new_slug(self) -> str:
        """The heading as part of an anchor, unlike that of any section before."""
        words = re.sub(r"[^a-z0-9]+", "-", self._section_name.casefold()).strip("-")
        slug = words or f"section-{self._section}"
        while slug in self._slugs:
            slug = f"{slug}-{self._section}"
        self._slugs.add(slug)
        return slug

    def _read_comment(self, token: BlockToken) -> None:
        comment = _COMMENT.fullmatch(token.content)
        if comment is None:
            self._refuse(token, "HTML", "Markdown, and comments of one block each")
            return
        directive = _DIRECTIVE.fullmatch(comment[1].strip())
        if directive is None:
            self._refuse(
                token,
                f"the comment `{' '.join(comment[1].split())[:60]}`",
                "`note: …`, `context: …`, `section: …` or `keep`",
            )
        elif directive[3]:
            self._directives.keep = True
        else:
            known = getattr(self._directives, directive[1])
            said = " ".join(directive[2].split())
            both = f"{known} {said}".strip() if directive[1] == "note" else said
            setattr(self._directives, directive[1], both)

    def _warn_of_unused(self) -> None:
        if self._directives != _Directives() and self._tokens:
            self._refuse(self._tokens[-1], "a comment with no block after it", "a block after it")

    def _refuse(self, token: BlockToken, found: str, expected: str) -> None:
        self.findings.append(
            Finding(
                rule=rules.RELEASE_STRUCTURE,
                message=f"{found} has no place here: {expected}",
                place=Place(path=self._path, line=self._first_line + token.first_line),
                found=found,
                expected=expected,
            )
        )


def _in_sections(nodes: Sequence[Node], roles: dict[int, str]) -> tuple[Node, ...]:
    """Each heading of the second level with all that follows it, as a section."""
    sections: list[Node] = []
    for node in nodes:
        if isinstance(node, Block) and node.level == _HEADING_LEVELS.start:
            role = roles.get(node.line, "")
            sections.append(Container(tag="section", children=(node,), role=role))
        elif sections and isinstance(sections[-1], Container) and sections[-1].tag == "section":
            sections[-1] = replace(sections[-1], children=(*sections[-1].children, node))
        else:
            sections.append(node)
    return tuple(sections)
