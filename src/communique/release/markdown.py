"""Markdown as a release uses it; the only place that knows the Markdown library.

CommonMark 0.31 with the attribute syntax for spans, less what has no place in a release:
reference definitions, indented code and underlined headings (a row of hyphens is a rule).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from communique.frozen import Frozen
from communique.release.inline import (
    Break,
    Code,
    Emphasis,
    FactReference,
    Inline,
    Link,
    Span,
    Text,
    Unsafe,
)
from communique.release.ordinary import FACT, LONGEST, ordinary_inline

# The library loads where it is needed, which is seldom.
if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = [
    "FACT",
    "BlockToken",
    "block_tokens",
    "library_inline",
    "one_line",
    "parse_inline",
]

_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_HARD_LINE_END = re.compile(r"(?:\\|[ ]{2,})\n[ \t]*")
_SPACES = re.compile(r"[ \t]+")
_DEEPEST: Final = 10


class BlockToken(Frozen):
    """One step of the block structure, as the Markdown library reports it."""

    type: str
    """The library's name: `paragraph_open`, `inline`, `bullet_list_close` …"""
    tag: str
    """HTML element: `p`, `h2`, `ul`; empty where there is none."""
    first_line: int
    """First line of the block, counted from 0 in the text given."""
    end_line: int
    """The line after its last one."""
    content: str
    """Text of an `inline` or `html_block` token; empty for all others."""
    start: int
    """First number of an ordered list; 1 for all others."""


def block_tokens(text: str) -> tuple[BlockToken, ...]:
    """The block structure of a Markdown text; inline content is left as written."""
    steps, lines = [], [(0, 0)]
    for token in _block_parser().parse(text):
        span = tuple(token.map) if token.map else lines[-1]
        if token.nesting == 1:
            lines.append((span[0], span[1]))
        elif token.nesting == -1:
            span = lines.pop()
        steps.append(
            BlockToken(
                type=token.type,
                tag=token.tag,
                first_line=span[0],
                end_line=span[1],
                content=token.content,
                start=int(token.attrs.get("start", 1)),
            )
        )
    return tuple(steps)


def one_line(text: str) -> str:
    """The text of a block on one line; only a break that the writer asked for stays.

    A hard break is written with a backslash, so that no editor strips it.
    """
    pieces = _HARD_LINE_END.split(text.strip(" \t\n"))
    flat = [_SPACES.sub(" ", _LINE_END.sub(" ", piece)).strip(" ") for piece in pieces]
    return "\\\n".join(flat)


@lru_cache(maxsize=4096)
def parse_inline(text: str) -> tuple[Inline, ...]:
    """The inline markup of one block as a tree; never fails: what is not allowed is `Unsafe`."""
    if len(text) > LONGEST:
        return (Unsafe(content=f"a text of more than {LONGEST} characters"),)
    ordinary = ordinary_inline(text)
    return library_inline(text) if ordinary is None else ordinary


def library_inline(text: str) -> tuple[Inline, ...]:
    """The same for any markup, as the Markdown library reads it."""
    return _tree(_inline_parser().parseInline(text)[0].children or [])


def _tree(tokens: Sequence[Token]) -> tuple[Inline, ...]:
    """The pieces as a tree; without recursion, because a text can nest as deep as it is long."""
    opened: list[Token] = []
    levels: list[list[Inline]] = [[]]
    for token in tokens:
        if token.nesting == 1:
            opened.append(token)
            levels.append([])
        elif token.nesting == -1:
            children = _joined(levels.pop())
            levels[-1].append(_element(opened.pop(), children, depth=len(levels)))
        else:
            levels[-1].append(_leaf(token))
    return _joined(levels[0])


def _element(token: Token, children: tuple[Inline, ...], *, depth: int) -> Inline:
    if depth > _DEEPEST:
        return Unsafe(content=f"markup more than {_DEEPEST} levels deep")
    if token.type in ("em_open", "strong_open"):
        return Emphasis(strong=token.type == "strong_open", children=children)
    attributes = {name: str(value) for name, value in token.attrs.items()}
    allowed = {"href"} if token.type == "link_open" else {"class", "lang"}
    refused = set(attributes) - allowed or token.meta.get("insecure_attrs")
    if refused:
        return Unsafe(content=" ".join(f"{name}={value}" for name, value in attributes.items()))
    if token.type == "link_open":
        return Link(target=attributes.get("href", ""), children=children)
    if attributes.get("class", "keep") != "keep" or not attributes:
        return Unsafe(content=f"{{.{attributes.get('class', '')}}}")
    return Span(keep="class" in attributes, language=attributes.get("lang", ""), children=children)


def _leaf(token: Token) -> Inline:
    match token.type:
        case "text" | "text_special":
            return Text(content=token.content)
        case "fact":
            return FactReference(name=token.content, form=token.info)
        case "code_inline" if not (token.attrs or token.meta.get("insecure_attrs")):
            return Code(content=token.content)
        case "hardbreak":
            return Break()
        case "softbreak":
            return Text(content=" ")
        case "image":
            return Unsafe(content=f"![{token.content}]({token.attrs.get('src', '')})")
        case _:
            return Unsafe(content=token.content)


def _joined(pieces: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    joined: list[Inline] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Text) and isinstance(last, Text):
            joined[-1] = Text(content=last.content + piece.content)
        elif not (isinstance(piece, Text) and not piece.content):
            joined.append(piece)
    return tuple(joined)


def _fact_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    match = FACT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("fact", "", 0)
        token.content, token.info = match[1], match[2] or ""
    state.pos = match.end()
    return True


def _as_written(url: str) -> str:
    return url


def _accepted(url: str) -> bool:
    return bool(url)


@lru_cache(maxsize=1)
def _block_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").disable(["reference", "code", "lheading"])
    # The text of a block is read by `parse_inline`, after it has been put on one line.
    return parser.disable(["inline", "text_join"])


@lru_cache(maxsize=1)
def _inline_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_plugin

    parser = MarkdownIt("commonmark")
    # Targets are kept as written: a fact in braces is no valid address yet, and what may be
    # an address is decided where facts are known.
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    parser.validateLink = _accepted  # type: ignore[method-assign]
    parser.use(attrs_plugin, spans=True, after=("link_close", "span_close", "code_inline"))
    parser.inline.ruler.before("escape", "fact", _fact_rule)
    return parser
