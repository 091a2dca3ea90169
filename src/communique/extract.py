"""From release texts, the house and page templates to the messages that translators get."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from communique.catalogue.message import MessageKey, TemplateMessage
from communique.findings import CommuniqueError
from communique.frozen import replace
from communique.locales import locale
from communique.release import (
    HOUSE_PATH,
    Block,
    BlockKind,
    House,
    Release,
    describe,
    fact_references,
    markup_problems,
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

# How many texts each function of a page template takes, its context first if it has one.
_KEYWORDS: Final = {"gettext": 1, "_": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
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
                comments=_comments(f"{block.position} · {title}", *notes, *facts),
                references=(_reference(release.path, block.anchor),),
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
                        comments=_comments(entry.note),
                        references=(_reference(HOUSE_PATH, place),),
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
                tuple(_KEYWORDS),
                ["note:"],
                {"silent": "false", "encoding": "utf-8"},
            )
        )
    except TemplateSyntaxError as error:
        line = error.lineno
        message = f"no messages can be read from this template: {error}"
        raise ExtractError(message, path=path, line=line) from error
    for line, function, arguments, comments in found:
        given = [arguments] if isinstance(arguments, str) else list(arguments or ())
        texts = [text for text in given[: _KEYWORDS[function]] if isinstance(text, str) and text]
        if len(texts) < _KEYWORDS[function]:
            needed = "a text" if _KEYWORDS[function] == 1 else f"{_KEYWORDS[function]} texts"
            message = f"`{function}` needs {needed} in quotation marks, not a variable"
            raise ExtractError(message, path=path, line=line)
        context = texts.pop(0) if function in ("pgettext", "npgettext") else None
        for wording in texts:
            for _, sentence in markup_problems(wording):
                raise ExtractError(f"{sentence} in `{wording}`", path=path, line=line)
        yield TemplateMessage(
            id=texts[0],
            plural_id=texts[1] if len(texts) > 1 else "",
            context=context,
            comments=_comments(*(comment.removeprefix("note:") for comment in comments)),
            references=(_reference(path),),
            place=path,
            line=line,
        )


def _comments(*texts: str) -> tuple[str, ...]:
    """What translators are told, each on one line, because a catalogue has a line for each."""
    lines = (re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text).strip() for text in texts)
    return tuple(line for line in lines if line)


def _reference(path: str, anchor: str = "") -> str:
    """A place in a file, without the white space that would make two of it."""
    return re.sub(r"\s+", "%20", f"{path}#{anchor}" if anchor else path)


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
