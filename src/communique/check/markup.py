"""Markup: a translation has the emphasis, links and spans of its source, and nothing unsafe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from communique import rules
from communique.findings import Rule
from communique.release import (
    BARE_ADDRESS,
    Break,
    Code,
    Emphasis,
    Link,
    Span,
    Text,
    markup_problems,
    parse_inline,
    plain_text,
    walk,
)

__all__ = ["markup_change_problems"]

_STRAY = ("**", "*", "__", "_", "`", "](", "[", "]", "\\")


def markup_change_problems(source: str, translation: str) -> Iterator[tuple[Rule, str, str]]:
    """Rule, sentence and hint of everything in the markup that is unsafe or not the source's."""
    for rule, sentence in markup_problems(translation):
        yield rule, sentence, "write the text alone, with the markup of the source"
    expected, found = _markup_of(source), _markup_of(translation)
    for name in sorted({*expected, *found}):
        if expected[name] != found[name]:
            yield (
                rules.MARKUP_CHANGED,
                f"the translation has {found[name]} × {name}, the source {expected[name]}",
                "keep the markup of the source around the same words",
            )
    for mark in _STRAY:
        if _letters(translation).count(mark) > _letters(source).count(mark):
            yield (
                rules.MARKUP_CHANGED,
                f"`{mark}` stands in the text as letters; its markup is not closed",
                "close the markup, without a space inside it",
            )
            break
    yield from _link_problems(source, translation)
    yield from _address_problems(source, translation)


def _markup_of(text: str) -> Counter[str]:
    """How often each kind of markup stands in a text."""
    names: Counter[str] = Counter()
    for piece in walk(parse_inline(text)):
        match piece:
            case Emphasis(strong=strong):
                names["`**strong emphasis**`" if strong else "`*emphasis*`"] += 1
            case Link():
                names["link"] += 1
            case Code(content=content):
                names[f"`` `{content}` ``"] += 1
            case Break():
                names["line break"] += 1
            case Span(keep=True, children=children):
                names[f"`[{plain_text(children)}]{{.keep}}`"] += 1
            case Span(language=language):
                names[f"`[…]{{lang={language}}}`"] += 1
            case _:
                pass
    return names


def _letters(text: str) -> str:
    return "\0".join(piece.content for piece in walk(parse_inline(text)) if isinstance(piece, Text))


def _link_problems(source: str, translation: str) -> Iterator[tuple[Rule, str, str]]:
    expected, found = _targets(source), _targets(translation)
    for target in found - expected:
        known = ", ".join(f"`{name}`" for name in expected) or "no link"
        yield (
            rules.LINK_CHANGED,
            f"a link leads to `{target}`, which no link of the source does",
            f"the source has {known}",
        )
    for target in expected - found:
        yield rules.LINK_CHANGED, f"no link leads to `{target}` as in the source", ""


def _targets(text: str) -> Counter[str]:
    return Counter(piece.target for piece in walk(parse_inline(text)) if isinstance(piece, Link))


def _address_problems(source: str, translation: str) -> Iterator[tuple[Rule, str, str]]:
    expected, found = _addresses(source), _addresses(translation)
    for address in sorted(found - expected):
        yield rules.ADDRESS_CHANGED, f"`{address}` is not in the source", ""
    for address in sorted(expected - found):
        yield rules.ADDRESS_CHANGED, f"`{address}` of the source is missing", ""


def _addresses(text: str) -> set[str]:
    bare = BARE_ADDRESS.findall(plain_text(parse_inline(text)))
    return {address.rstrip(".,;:!?") for address in bare}
