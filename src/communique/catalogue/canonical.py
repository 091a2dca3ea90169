"""One form for every catalogue, so that two tools never disagree about anything but texts.

The form is that of GNU `msgcat --add-location=file`, with `--no-wrap` or without: comments in
gettext's order, one blank line between entries, obsolete ones last.
"""

from __future__ import annotations

import re
from typing import Final

from communique.catalogue.message import Message
from communique.catalogue.po import message_lines, reference_lines, references_in, text_lines
from communique.catalogue.previous import previous_texts_of
from communique.catalogue.read import CatalogueFile
from communique.catalogue.scan import EntryLines
from communique.catalogue.splicing import is_marked, is_translator_comment
from communique.catalogue.wrapping import UNWRAPPED, Wrapping

__all__ = ["canonical_text"]

_LINE_NUMBER: Final = re.compile(r":[0-9]+$")
_BLANK: Final = re.compile(r"\n{3,}")


def canonical_text(file: CatalogueFile, wrapping: Wrapping = UNWRAPPED) -> str:
    """The text of a catalogue in the form that all tools of gettext keep.

    Nothing that a person wrote is lost: comments stay above their entry, those of no entry where
    they stand. Line numbers of references go; they change with every line of the source. The
    header keeps its fields and their order. Formatting twice is formatting once.
    """
    current: list[str] = []
    obsolete: list[str] = []
    for message, entry in zip(file.scanned.messages, file.scanned.entries, strict=True):
        lines = [*_loose(entry.lead), *_entry(message, entry, wrapping), ""]
        (obsolete if message.obsolete else current).append("\n".join(lines))
    tail = "\n".join(_loose(file.scanned.tail))
    text = "\n".join([*current, *obsolete, *([tail] if tail else [])])
    return _BLANK.sub("\n\n", text).rstrip("\n") + "\n"


def _entry(message: Message, entry: EntryLines, wrapping: Wrapping) -> list[str]:
    lines = [line.lstrip(" \t").rstrip("\r\n") for line in entry.lines]
    references = dict.fromkeys(
        _LINE_NUMBER.sub("", text) for text in references_in(" ".join(message.references))
    )
    # Flags of the second kind have lines of their own.
    second = [line.rstrip() for line in lines if is_marked(line, "=")]
    elsewhere = {flag.strip() for line in second for flag in line[2:].split(",")}
    flags = dict.fromkeys([*(["fuzzy"] if message.fuzzy else []), *message.flags])
    told = ", ".join(flag for flag in flags if flag not in elsewhere)
    return [
        *(_comment("#", line) for line in lines if is_translator_comment(line)),
        *(_comment("#.", line) for line in lines if is_marked(line, ".")),
        *reference_lines(references),
        *([f"#, {told}"] if told else []),
        *second,
        *_previous(message, lines, wrapping),
        *message_lines(message, wrapping),
    ]


def _comment(mark: str, line: str) -> str:
    """A comment with a space behind its mark, and otherwise as it is."""
    text = line.removeprefix(mark)
    return line if text.startswith(" ") or not text else f"{mark} {text}"


def _previous(message: Message, lines: list[str], wrapping: Wrapping) -> list[str]:
    """The earlier texts; those that cannot be read as such stay as they are."""
    mark = "#~|" if message.obsolete else "#|"
    old = [line[line.index("|") + 1 :].strip() for line in lines if line.startswith(("#|", "#~|"))]
    texts = previous_texts_of(old)
    if texts is None or "no-wrap" in message.flags:
        return [f"{mark} {line}".rstrip() for line in old]
    return [
        line
        for keyword, text in texts.items()
        for line in text_lines(keyword, text, f"{mark} ", wrapping)
    ]


def _loose(lines: tuple[str, ...]) -> list[str]:
    """Comments that belong to no entry, with a blank line behind them."""
    comments = [line.strip() for line in lines if line.strip()]
    return [*comments, ""] if comments else []
