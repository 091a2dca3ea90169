"""Inline and block markup as HTML; every letter that is not ours is escaped here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from communique.edition import Edition, EditionText, Origin
from communique.locales import Locale
from communique.page.binding import bound
from communique.page.names import names_kept
from communique.release import (
    FACT,
    AddressFact,
    Block,
    BlockKind,
    Break,
    Code,
    Container,
    DateFact,
    EmailFact,
    Emphasis,
    Fact,
    FactReference,
    Inline,
    Link,
    NameFact,
    Node,
    Separator,
    Span,
    Text,
    address_problem,
    format_fact,
    parse_inline,
)

__all__ = ["before", "body_html", "filled", "inline_html", "language_attributes", "text_html"]


# The host with all before it, then what stands between slashes.
_PART: Final = re.compile(r"[a-z]+://[^/?#]*/?|[^/]+/?|/")
_LONGEST_PART: Final = 48


def text_html(
    text: EditionText, edition_locale: Locale, facts: Mapping[str, Fact] | None = None
) -> Markup:
    """A text of an edition; in a `span` of its own language where that is another."""
    markup = bound(inline_html(parse_inline(text.text), facts or {}, text.locale), text.locale)
    attributes = language_attributes(text.locale, edition_locale)
    return Markup("<span{}>{}</span>").format(attributes, markup) if attributes else markup


def inline_html(pieces: Sequence[Inline], facts: Mapping[str, Fact], locale: Locale) -> Markup:
    """The pieces of a block as HTML, with facts formatted for the locale.

    Markup that is not allowed is left out, and a link whose address is not allowed is left as
    its text: both are findings before anything is built, and must do no harm in a draft.
    """
    return Markup("").join(_piece_html(piece, facts, locale) for piece in pieces)


def filled(pattern: Markup | str, **values: Markup | str) -> Markup:
    """A pattern with its gaps, `{name}`, filled; what is no markup is escaped."""
    markup = Markup("")
    at = 0
    text = escape(pattern)
    for match in FACT.finditer(text):
        value = values.get(match[1])
        markup += text[at : match.start()]
        markup += match[0] if value is None else escape(value)
        at = match.end()
    return markup + text[at:]


def before(label: Markup) -> Markup:
    """A label with the space that follows it; a full-width colon has its own."""
    return label if label.striptags().endswith("：") else label + " "


def language_attributes(locale: Locale, around: Locale) -> Markup:
    """The `lang` and `dir` attributes that a text needs inside one of another language."""
    if locale == around:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(locale.written_tag, locale.direction)


def body_html(edition: Edition, *, marks: Mapping[Origin, Markup] | None = None) -> Markup:
    """The body of an edition; `marks` are shown on texts of those origins, in drafts."""
    return _nodes_html(edition.release.body, edition, marks or {})


def _nodes_html(nodes: Sequence[Node], edition: Edition, marks: Mapping[Origin, Markup]) -> Markup:
    return Markup("\n").join(_node_html(node, edition, marks) for node in nodes)


def _node_html(node: Node, edition: Edition, marks: Mapping[Origin, Markup]) -> Markup:
    match node:
        case Separator():
            return Markup("<hr>")
        case Block():
            return _block_html(node, edition, marks)
        case Container(tag="section", children=children, role=role):
            heading = children[0]
            label = heading.anchor if isinstance(heading, Block) else ""
            return Markup('<section aria-labelledby="{}"{}>\n{}\n</section>').format(
                label,
                Markup(' class="{}"').format(role) if role else "",
                _nodes_html(children, edition, marks),
            )
        case Container(tag=tag, children=children, start=start):
            first = Markup(' start="{}"').format(start) if tag == "ol" and start != 1 else ""
            inner = _nodes_html(children, edition, marks)
            return Markup("<{0}{1}>\n{2}\n</{0}>").format(tag, first, inner)


def _block_html(block: Block, edition: Edition, marks: Mapping[Origin, Markup]) -> Markup:
    text = edition.texts[block]
    tag = f"h{block.level}" if block.level else "p"
    mark = marks.get(text.origin, Markup(""))
    classes = [
        *(["lead"] if block.kind is BlockKind.LEAD else []),
        *([text.origin.value] if mark else []),
    ]
    attributes = Markup("")
    if block.level:
        attributes += Markup(' id="{}"').format(block.anchor)
    if classes:
        attributes += Markup(' class="{}"').format(" ".join(classes))
    attributes += language_attributes(text.locale, edition.locale)
    inner = inline_html(parse_inline(text.text), edition.release.facts, text.locale)
    inner = names_kept(bound(inner, text.locale), block.text, text.locale)
    return Markup("<{0}{1}>{2}{3}</{0}>").format(tag, attributes, inner, mark)


def _piece_html(piece: Inline, facts: Mapping[str, Fact], locale: Locale) -> Markup:
    match piece:
        case Text(content=content):
            return escape(content)
        case FactReference(name=name, form=form):
            # A gap of a pattern is filled later; a fact that is not there shows in a draft.
            return _fact_html(facts[name], locale, form) if name in facts else escape(f"{{{name}}}")
        case Emphasis(strong=strong, children=children):
            tag = "strong" if strong else "em"
            return Markup("<{0}>{1}</{0}>").format(tag, inline_html(children, facts, locale))
        case Link(target=target, children=children):
            inner = inline_html(children, facts, locale)
            address = _address(target, facts, locale)
            return Markup('<a href="{}">{}</a>').format(address, inner) if address else inner
        case Span(keep=keep, language=language, children=children):
            attributes = Markup(' lang="{}"').format(language) if language else Markup("")
            if keep:
                attributes += Markup(' translate="no"')
            inner = inline_html(children, facts, locale)
            return Markup("<bdi{}>{}</bdi>").format(attributes, inner)
        case Code(content=content):
            return Markup('<code dir="ltr">{}</code>').format(content)
        case Break():
            return Markup("<br>")
        case _:
            return Markup("")


def _fact_html(fact: Fact, locale: Locale, form: str) -> Markup:
    value = format_fact(fact, locale, form=form)
    match fact:
        case AddressFact():
            return Markup('<a href="{}" dir="ltr">{}</a>').format(value, _parts_html(value))
        case EmailFact():
            return Markup('<a href="mailto:{0}" dir="ltr">{0}</a>').format(value)
        case NameFact():
            return Markup('<bdi translate="no">{}</bdi>').format(value)
        case DateFact(date=date):
            return Markup('<time datetime="{}">{}</time>').format(date, value)
        case _:
            return escape(value)


def _parts_html(address: str) -> Markup:
    """An address in parts that no line should end in; a very long one has to break somewhere."""
    part = Markup('<span class="part">{}</span>')
    return Markup("").join(
        part.format(found) if len(found) <= _LONGEST_PART else found
        for found in _PART.findall(address)
    )


def _address(target: str, facts: Mapping[str, Fact], locale: Locale) -> str:
    """Where a link leads; empty where it may not lead anywhere."""
    match = FACT.fullmatch(target)
    if match is None:
        return "" if address_problem(target) else target
    fact = facts.get(match[1])
    if isinstance(fact, EmailFact):
        return f"mailto:{fact.email}"
    return format_fact(fact, locale) if isinstance(fact, AddressFact) else ""
