"""How an entry is spelled: its comments, its references and its texts, line by line.

The order and the form of the lines are those of GNU gettext (manual, “The Format of PO Files”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from communique.catalogue.message import Message
from communique.catalogue.wrapping import UNWRAPPED, WRAPPED, Wrapping, parted

__all__ = [
    "comment_lines",
    "message_lines",
    "reference_lines",
    "references_in",
    "text_lines",
    "written",
    "written_header",
]

_ESCAPES: Final = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\b": "\\b",
        "\f": "\\f",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\v": "\\v",
    }
)
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
# A name with spaces stands between two signs that isolate it, and is one reference.
_REFERENCE: Final = re.compile(r"(?:\u2068[^\u2069]*\u2069|\S)+")


def written(message: Message, wrapping: Wrapping = UNWRAPPED) -> str:
    """The lines of a new entry, each with a line feed, as gettext orders them."""
    flags = [*(["fuzzy"] if message.fuzzy else []), *message.flags]
    old = "#~| " if message.obsolete else "#| "
    previous = text_lines("msgid", message.previous_id, old, wrapping)
    lines = [
        *comment_lines("#", message.translator_comments),
        *comment_lines("#.", message.comments),
        *reference_lines(message.references),
        *([f"#, {', '.join(flags)}"] if flags else []),
        *(previous if message.previous_id else []),
        *message_lines(message, wrapping),
    ]
    return "".join(f"{line}\n" for line in lines)


def written_header(
    fields: Mapping[str, str], comments: Sequence[str], wrapping: Wrapping = UNWRAPPED
) -> str:
    """The entry with an empty msgid that begins every catalogue."""
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    message = Message(id="", translations=(text,), translator_comments=tuple(comments))
    return written(message, wrapping)


def message_lines(message: Message, wrapping: Wrapping) -> list[str]:
    """The lines of an entry's texts, without line ends."""
    if "no-wrap" in message.flags:
        wrapping = Wrapping(at_line_feeds=wrapping.at_line_feeds)
    prefix = "#~ " if message.obsolete else ""
    lines: list[str] = []
    if message.context is not None:
        lines += text_lines("msgctxt", message.context, prefix, wrapping)
    lines += text_lines("msgid", message.id, prefix, wrapping)
    if message.plural_id:
        lines += text_lines("msgid_plural", message.plural_id, prefix, wrapping)
    for number, text in enumerate(message.translations):
        name = f"msgstr[{number}]" if message.plural_id else "msgstr"
        lines += text_lines(name, text, prefix, wrapping)
    return lines


def text_lines(keyword: str, text: str, prefix: str, wrapping: Wrapping) -> list[str]:
    """The lines of one text behind its keyword, without line ends."""
    lines = _LINE.findall(text) if wrapping.at_line_feeds else [text]
    pieces = [line.translate(_ESCAPES) for line in lines]
    broken = len(pieces) > 1
    if wrapping.width:
        room = wrapping.width - len(prefix) - len('""')
        start = len(f"{keyword} ")
        broken = broken or any(len(parted(it, room=room, start=start)) > 1 for it in pieces)
        if broken:
            pieces = [part for piece in pieces for part in parted(piece, room=room)]
    if broken:
        return [f'{prefix}{keyword} ""', *(f'{prefix}"{piece}"' for piece in pieces)]
    return [f'{prefix}{keyword} "{"".join(pieces)}"']


def comment_lines(mark: str, comments: Iterable[str]) -> list[str]:
    """The lines of comments of one kind, without line ends."""
    return [f"{mark} {comment}" if comment else mark for comment in comments]


def reference_lines(references: Iterable[str]) -> list[str]:
    """The lines of references, without line ends; gettext ends them at its own width always."""
    lines: list[str] = []
    for reference in references_in(" ".join(references)):
        if lines and len(lines[-1]) + 1 + len(reference) <= WRAPPED.width:
            lines[-1] += f" {reference}"
        else:
            lines.append(f"#: {reference}")
    return lines


def references_in(text: str) -> list[str]:
    """The references of a text in which spaces part them."""
    return _REFERENCE.findall(text)
