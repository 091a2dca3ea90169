"""One form for every catalogue, so that two tools never disagree about anything but texts.

The form is that of GNU `msgcat --no-wrap`: comments in gettext's order, no text wrapped except at
its own line feeds, one blank line between entries, obsolete ones last.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.catalogue.message import Message
from communique.catalogue.po import written
from communique.catalogue.read import CatalogueFile
from communique.catalogue.scan import EntryLines

__all__ = ["canonical_text"]

_LINE_NUMBER: Final = re.compile(r":[0-9]+$")
_BLANK: Final = re.compile(r"\n{3,}")


def canonical_text(file: CatalogueFile) -> str:
    """The text of a catalogue in the form that all tools of gettext keep.

    Nothing that a person wrote is lost: comments stay above their entry, those of no entry where
    they stand. Line numbers of references go; they change with every line of the source. The
    header keeps its fields and their order. Formatting twice is formatting once.
    """
    header, *others = file.scanned.entries
    messages = (file.scanned.messages[0], *file.catalogue.messages)
    current: list[str] = []
    obsolete: list[str] = []
    for message, entry in zip(messages, (header, *others), strict=True):
        text = _loose(entry.lead) + _entry(message, entry)
        (obsolete if message.obsolete else current).append(text)
    tail = _loose(file.scanned.tail)
    text = "\n".join([*current, *obsolete, *([tail] if tail else [])])
    return _BLANK.sub("\n\n", text).rstrip("\n") + "\n"


def _entry(message: Message, entry: EntryLines) -> str:
    kept = [line.strip() for line in entry.lines]
    references = dict.fromkeys(_LINE_NUMBER.sub("", text) for text in message.references)
    elsewhere = {
        flag.strip() for line in kept if line.startswith("#=") for flag in line[2:].split(",")
    }
    plain = replace(
        message,
        references=tuple(references),
        flags=tuple(flag for flag in message.flags if flag not in elsewhere),
        previous_id="",
    )
    lines = written(plain).splitlines(keepends=True)
    at = next(
        number
        for number, line in enumerate(lines)
        if line.startswith(("#~", "msg")) or not line.startswith("#")
    )
    # Flags of the second kind and earlier texts have no place of their own in a message.
    second = [f"{line}\n" for line in kept if line.startswith("#=")]
    earlier = [f"{line}\n" for line in kept if line.startswith(("#|", "#~|"))]
    return "".join([*lines[:at], *second, *earlier, *lines[at:]])


def _loose(lines: tuple[str, ...]) -> str:
    """Comments that belong to no entry, with a blank line behind them."""
    comments = [line.strip() for line in lines if line.strip()]
    return "\n".join([*comments, "", ""]) if comments else ""
