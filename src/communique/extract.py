"""From release texts, the house and page templates to the messages that translators get."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from communique.catalogue.message import MessageKey, TemplateMessage
from communique.findings import CommuniqueError
from communique.locales import locale
from communique.release import (
    HOUSE_PATH,
    Block,
    BlockKind,
    House,
    Release,
    describe,
    fact_references,
    one_line,
    parse_inline,
    plain_text,
)

__all__ = [
    "ExtractError",
    "block_key",
    "extract_house",
    "extract_release",
    "house_key",
]

_KEYWORDS: Final = ("gettext", "ngettext", "pgettext", "npgettext", "_")
# Equal texts differ in role: a heading is set and translated otherwise than a sentence.
_CONTEXTS: Final = {
    BlockKind.TITLE: "title",
    BlockKind.SUBTITLE: "subtitle",
    BlockKind.HEADING: "heading",
}
# The texts of the house by table and field, each with its contexts. A city stands in two
# places, and languages may need another form of it in each.
_HOUSE_TEXTS: Final = {
    ("types", "name"): ("type of release",),
    ("organisations", "name"): ("organisation",),
    ("organisations", "short"): ("organisation, abbreviation",),
    ("cities", "name"): ("city, in a dateline", "city, in an address"),
    ("honorifics", "text"): ("form of address",),
    ("roles", "name"): ("function of a contact",),
    ("patterns", "text"): ("pattern",),
    ("boilerplate", "text"): ("standing paragraph",),
}


class ExtractError(CommuniqueError):
    """A page template from which no messages can be read."""

    def __init__(self, message: str, *, path: str, line: int) -> None:
        super().__init__(message)
        self.path = path
        """The template, relative to the project folder."""
        self.line = line
        """The line in it, counted from 1."""


def block_key(block: Block) -> MessageKey | None:
    """The message that a block is translated by; None where it is not translated at all."""
    if block.keep or not _has_letters(block.text):
        return None
    return (block.context or _CONTEXTS.get(block.kind), block.text)


def house_key(table: str, field: str, text: str, *, use: int = 0) -> MessageKey:
    """The message that a text of the house is translated by, in one of its uses."""
    return (_HOUSE_TEXTS[table, field][use], one_line(text))


def extract_release(release: Release, house: House) -> tuple[TemplateMessage, ...]:
    """The messages of a release in reading order, equal ones once."""
    source = locale(house.source)
    title = plain_text(parse_inline(release.title.text)).strip()

    def messages() -> Iterator[TemplateMessage]:
        for block in release.blocks():
            key = block_key(block)
            if key is None:
                continue
            facts = [
                f"{{{name}}}: {describe(release.facts[name], source)}"
                for name in dict.fromkeys(found.name for found in fact_references(block.text))
                if name in release.facts
            ]
            notes = [block.note] if block.note else []
            yield TemplateMessage(
                id=key[1],
                context=key[0],
                comments=(f"{block.position} · {title}", *notes, *facts),
                references=(f"{release.path}#{block.anchor}",),
                place=block.position,
                line=block.line,
            )

    return _merged(messages())


def extract_house(house: House, templates: Mapping[str, str]) -> tuple[TemplateMessage, ...]:
    """The messages of the house, then those of page templates by path; raises ExtractError."""

    def messages() -> Iterator[TemplateMessage]:
        for (table, field), contexts in _HOUSE_TEXTS.items():
            for name, entry in getattr(house, table).items():
                text = getattr(entry, field)
                if not text:
                    continue
                place = f"{table}.{name}"
                for context in contexts:
                    yield TemplateMessage(
                        id=one_line(text),
                        context=context,
                        comments=(entry.note,) if entry.note else (),
                        references=(f"{HOUSE_PATH}#{place}",),
                        place=place,
                        line=house.lines.get((table, name, field), 1),
                    )
        for path in sorted(templates):
            yield from _extract_template(path, templates[path])

    return _merged(messages())


def _extract_template(path: str, text: str) -> Iterator[TemplateMessage]:
    try:
        found = list(
            babel_extract(
                io.BytesIO(text.encode()),
                _KEYWORDS,
                ["note:"],
                {"silent": "false", "encoding": "utf-8"},
            )
        )
    except TemplateSyntaxError as error:
        line = error.lineno
        message = f"no messages can be read from this template: {error}"
        raise ExtractError(message, path=path, line=line) from error
    for line, function, arguments, comments in found:
        texts = [arguments] if isinstance(arguments, str) else list(arguments or ())
        context = texts.pop(0) if function in ("pgettext", "npgettext") else None
        if not texts or not isinstance(texts[0], str):
            message = f"`{function}` needs a text in quotation marks, not a variable"
            raise ExtractError(message, path=path, line=line)
        plural = texts[1] if function in ("ngettext", "npgettext") else ""
        yield TemplateMessage(
            id=texts[0],
            plural_id=plural or "",
            context=context,
            comments=tuple(comment.removeprefix("note:").strip() for comment in comments),
            references=(path,),
            place=path,
            line=line,
        )


def _merged(messages: Iterator[TemplateMessage]) -> tuple[TemplateMessage, ...]:
    """Equal messages as one, with the comments and references of all."""
    by_key: dict[MessageKey, TemplateMessage] = {}
    for message in messages:
        known = by_key.get(message.key)
        by_key[message.key] = message if known is None else replace(
            known,
            plural_id=known.plural_id or message.plural_id,
            comments=_both(known.comments, message.comments),
            references=_both(known.references, message.references),
        )  # fmt: skip
    return tuple(by_key.values())


def _both(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _has_letters(text: str) -> bool:
    """Whether there is anything to translate besides facts and kept words."""
    pieces = parse_inline(text)
    return any(character.isalpha() for character in plain_text(pieces, kept=False))
