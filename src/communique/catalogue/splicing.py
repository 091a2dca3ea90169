"""Lines of PO files taken out of one text and put together to another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from communique.catalogue.message import Message
from communique.catalogue.po import written
from communique.catalogue.scan import EntryLines, Scanned
from communique.catalogue.wrapping import UNWRAPPED, Wrapping, wrapping_of
from communique.frozen import Frozen, replace

__all__ = [
    "Chunk",
    "Style",
    "is_marked",
    "is_translator_comment",
    "joined",
    "made_obsolete",
    "newline_of",
    "revived",
    "with_ends",
]


class Chunk(Frozen):
    """An entry of the new text."""

    entry: EntryLines
    number: int | None = None
    """Its place in the old text, counted from 0 with the header; None for a new one."""


class Style:
    """How a file is written, found out when something is to be written in it."""

    def __init__(self, scanned: Scanned, default: Wrapping = UNWRAPPED) -> None:
        self._scanned = scanned
        self._default = default
        self.newline = newline_of(scanned.entries[0])
        """How its lines end."""

    @cached_property
    def wrapping(self) -> Wrapping:
        """How it wraps texts; the default where it has no long ones."""
        return wrapping_of(self._scanned.entries[1:], self._default)

    def lines(self, message: Message) -> tuple[str, ...]:
        """The lines of an entry for a message."""
        return with_ends(written(message, self.wrapping), self.newline)


def newline_of(header: EntryLines) -> str:
    """How the lines of a file end, by its header."""
    return "\r\n" if header.lines and header.lines[-1].endswith("\r\n") else "\n"


def with_ends(text: str, newline: str) -> tuple[str, ...]:
    """The lines of a text that ends in a line feed, each with the line end of its file."""
    return tuple(f"{line}{newline}" for line in text.split("\n")[:-1])


def joined(chunks: Sequence[Chunk], tail: Sequence[str], newline: str) -> str:
    """The chunks one after the other, each ended and parted from the one before."""
    parts: list[str] = []
    before: int | None = -1
    for chunk in chunks:
        if parts and not parts[-1].endswith("\n"):
            parts.append(newline)
        lead = chunk.entry.lead
        follows = before is not None and chunk.number == before + 1
        if not follows and not (lead and not lead[0].strip()):
            lead = (newline, *lead)
        parts += (*lead, *chunk.entry.lines)
        before = chunk.number
    if tail and not (parts and parts[-1].endswith("\n")):
        parts.append(newline)
    return "".join((*parts, *tail))


def made_obsolete(entry: EntryLines, newline: str) -> EntryLines:
    """An entry as it stands where the source does not have its message any more."""
    loose = [line for line in entry.lead if not is_marked(line, ".:")]
    return replace(
        entry,
        lead=tuple(loose) if any(line.strip() for line in loose) else (newline,),
        lines=tuple(_hidden(line) for line in entry.lines if not is_marked(line, ".:")),
        obsolete=True,
    )


def _hidden(line: str) -> str:
    """A line of an entry as it stands in an obsolete one."""
    content = line.lstrip(" \t")
    if content.startswith("#|"):
        return f"#~{content[1:]}"
    return line if content.startswith("#") or not content.strip() else f"#~ {content}"


def revived(line: str) -> str:
    """A line of an obsolete entry as it stands in a current one."""
    content = line.lstrip(" \t")
    if not content.startswith("#~"):
        return line
    hidden = content[2:].lstrip(" \t")
    return f"#{hidden}" if hidden.startswith("|") or not hidden.strip() else hidden


def is_marked(line: str, marks: str) -> bool:
    """Whether a line is a comment of one of these kinds, such as `.` for `#. `."""
    return line.lstrip(" \t").startswith(tuple(f"#{mark}" for mark in marks))


def is_translator_comment(line: str) -> bool:
    """Whether a line is a comment of a person, `# …`."""
    return line.lstrip(" \t").startswith("#") and not is_marked(line, ",.:=|~")
