"""Where in its file a letter of a translation stands, or a comment of a translator.

Nothing is kept for this while a file is read: the lines of one entry are walked when somebody
asks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from communique.catalogue.message import Message
from communique.catalogue.scan import EntryLines, Scanned

__all__ = ["comment_position", "entry_of", "first_line", "translation_position"]

_TRANSLATION: Final = re.compile(r'[ \t]*msgstr(?:\[([0-9])\])?[ \t]*(?=["\r\n]|$)')
_UNIT: Final = re.compile(r"\\?.")


def entry_of(scanned: Scanned, message: Message) -> EntryLines | None:
    """The lines of a current message; None where the file has been scanned otherwise."""
    line = message.translation_line
    at = bisect_left(scanned.entries, line, key=lambda entry: entry.translation_line)
    found = scanned.entries[at] if at < len(scanned.entries) else None
    return found if found is not None and found.translation_line == line else None


def translation_position(
    entry: EntryLines, *, form: int = 0, offset: int | None = None
) -> tuple[int, int | None]:
    """Line and column, both counted from 1, of a letter of `msgstr` or `msgstr[form]`.

    `offset` counts the letters of the text, not of the line: an escape for a line feed is one, and
    quotation marks and line ends between the pieces of a text are none. The place behind the last
    letter is the one behind the text. Without an offset it is the line of the keyword alone.
    """
    line, pieces = _pieces(entry, form)
    if offset is None:
        return line, None
    place: tuple[int, int | None] = (line, None)
    for number, column, piece in pieces:
        place = (number, column + len(piece))
        if "\\" not in piece:
            units: Sequence[int] = range(len(piece))
        else:
            units = [match.start() for match in _UNIT.finditer(piece)]
        if offset < len(units):
            return number, column + units[offset]
        offset -= len(units)
    return place


def comment_position(entry: EntryLines, comment: str) -> tuple[int, int]:
    """Line and column, both counted from 1, of a translator's comment, as the entry reads it."""
    for number, line in enumerate(entry.lines):
        at = line.find(comment)
        if line.lstrip(" \t").startswith("#") and line[at:].rstrip() == comment and at > 0:
            return first_line(entry) + number, at + 1
    return entry.keyword_line, 1


def first_line(entry: EntryLines) -> int:
    """The line of the file on which the entry begins."""
    at = next((n for n, line in enumerate(entry.lines) if _TRANSLATION.match(line)), 0)
    return entry.translation_line - at


def _pieces(entry: EntryLines, form: int) -> tuple[int, list[tuple[int, int, str]]]:
    """The keyword's line of one form, and line, first column and content of each of its texts."""
    first = first_line(entry)
    keyword_line, inside = entry.translation_line, False
    pieces: list[tuple[int, int, str]] = []
    for number, line in enumerate(entry.lines, start=first):
        keyword = _TRANSLATION.match(line)
        if keyword:
            inside = int(keyword[1] or 0) == form
            keyword_line = number if inside else keyword_line
        begin, end = line.find('"'), line.rfind('"')
        if inside and number >= entry.translation_line and begin < end:
            pieces.append((number, begin + 2, line[begin + 1 : end]))
    return keyword_line, pieces
