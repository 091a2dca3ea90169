"""Which lines of a PO file belong to which entry, and whether they follow the syntax.

The scanner reads line by line (gettext manual, “The Format of PO Files”) and knows nothing of
what the texts mean. It keeps every line, so that a file can be changed entry by entry and is
otherwise the same to the byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["EntryLines", "ScanProblem", "Scanned", "scan"]

_KEYWORD: Final = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?[ \t]*(?=\"|$)")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\(?:[abfnrtv"\\?\']|[0-7]{1,3}|x[0-9a-fA-F]{2}))*"[ \t]*')
_FIRST_IN_ENTRY: Final = frozenset({"msgctxt", "msgid"})
_FOLLOWS: Final = {
    "": frozenset({"msgctxt", "msgid"}),
    "msgctxt": frozenset({"msgid"}),
    "msgid": frozenset({"msgid_plural", "msgstr"}),
    "msgid_plural": frozenset({"msgstr"}),
    "msgstr": frozenset({"msgctxt", "msgid", "msgstr"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanProblem:
    """Where the syntax is broken."""

    line: int
    """Line of the file, counted from 1."""
    column: int
    """Column, counted from 1 in characters."""
    message: str
    """What was found and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLines:
    """The lines of one entry, with their line ends."""

    lead: tuple[str, ...]
    """What stands before the entry: blank lines, and comments that belong to no entry."""
    lines: tuple[str, ...]
    """Its comments and its texts."""
    keyword_line: int
    """Line of its msgctxt or msgid, counted from 1."""
    translation_line: int
    """Line of its first msgstr."""
    obsolete: bool
    """Whether it stands behind `#~`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A PO file cut into entries; leads, lines and tail joined are the file again."""

    entries: tuple[EntryLines, ...]
    """Every entry in order, the header first where there is one."""
    tail: tuple[str, ...]
    """What follows the last entry."""
    normal: str
    """The same text, line by line, in the spelling that every reader of PO files accepts."""
    problems: tuple[ScanProblem, ...]
    """Where the syntax is broken; empty for a well-formed file."""


def scan(text: str) -> Scanned:
    """Cut the text of a PO file into entries."""
    scanner = _Scanner()
    # Not `splitlines`: it takes a line separator inside a text for the end of a line.
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        scanner.read(line)
    return scanner.finish()


class _Scanner:
    def __init__(self) -> None:
        self._entries: list[EntryLines] = []
        self._normal: list[str] = []
        self._problems: list[ScanProblem] = []
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._lead: list[str] = []
        self._lines: list[str] = []
        self._last = ""
        self._keyword_line = 0
        self._translation_line = 0
        self._forms = 0
        self._obsolete = False

    def read(self, line: str) -> None:
        """Take the next line."""
        self._number += 1
        content = line.strip(" \t\r\n\f\v")
        if content.startswith("#~"):
            self._read_obsolete(line, content)
        elif content.startswith("#"):
            if self._last == "msgstr":
                self._close()
            elif self._last:
                self._complain(1, "a comment stands inside an entry")
            self._lines.append(line)
            self._normal.append(_normal_comment(content))
        elif not content:
            self._read_blank(line)
        else:
            self._read_text(line, content, obsolete=False)

    def finish(self) -> Scanned:
        """All that has been read."""
        if self._last == "msgstr":
            self._close()
        elif self._last:
            self._complain(1, "the entry has no `msgstr`", line=self._keyword_line)
        return Scanned(
            entries=tuple(self._entries),
            tail=(*self._lead, *self._lines),
            normal="\n".join(self._normal) + "\n",
            problems=tuple(self._problems),
        )

    def _read_blank(self, line: str) -> None:
        self._normal.append("")
        if self._last == "msgstr":
            self._close()
            self._lead.append(line)
        elif self._last:
            self._lines.append(line)
        else:
            # Comments with a blank line behind them belong to no entry.
            self._lead += [*self._lines, line]
            self._lines.clear()

    def _read_obsolete(self, line: str, content: str) -> None:
        rest = content[2:].lstrip(" \t")
        if rest.startswith("|") or not rest:
            if self._last == "msgstr":
                self._close()
            self._lines.append(line)
            self._normal.append(content if rest else "#")
            return
        self._read_text(line, rest, obsolete=True)

    def _read_text(self, line: str, content: str, *, obsolete: bool) -> None:
        match = _KEYWORD.match(content)
        keyword = match[1] if match else ""
        if keyword in _FIRST_IN_ENTRY and self._last == "msgstr":
            self._close()
        string = content[match.end() :] if match else content
        column = line.find(content) + 1
        if not _STRING.fullmatch(string):
            self._complain(
                column + (match.end() if match else 0),
                f"`{string[:40]}` is no text in quotation marks, with escapes as in C"
                if match or string.startswith('"')
                else f"`{string[:40]}` is neither a keyword, a text nor a comment",
            )
        elif match is None and not self._last:
            self._complain(column, "a text stands here without a keyword before it")
        elif keyword and keyword not in _FOLLOWS[self._last]:
            after = f"after `{self._last}`" if self._last else "here"
            self._complain(column, f"`{keyword}` cannot stand {after}")
        elif self._last and obsolete != self._obsolete:
            self._complain(column, "one entry is partly obsolete (`#~`) and partly not")
        elif keyword == "msgstr" and int(match[2] or 0 if match else 0) != self._forms:
            self._complain(column, f"expected `msgstr[{self._forms}]`")
        if keyword:
            self._last = keyword
            self._obsolete = obsolete
            self._keyword_line = self._keyword_line or self._number
            if keyword == "msgstr":
                self._translation_line = self._translation_line or self._number
                self._forms += 1
        self._lines.append(line)
        mark = "#~ " if obsolete else ""
        self._normal.append(
            f"{mark}{content[: match.end()].rstrip()} {string.rstrip()}"
            if match
            else f"{mark}{string.rstrip()}"
        )

    def _close(self) -> None:
        self._entries.append(
            EntryLines(
                lead=tuple(self._lead),
                lines=tuple(self._lines),
                keyword_line=self._keyword_line,
                translation_line=self._translation_line,
                obsolete=self._obsolete,
            )
        )
        self._begin()

    def _complain(self, column: int, message: str, *, line: int = 0) -> None:
        self._problems.append(
            ScanProblem(line=line or self._number, column=max(1, column), message=message)
        )


def _normal_comment(content: str) -> str:
    """A comment with the space behind its mark; `#=` is gettext 0.26's second kind of `#,`."""
    if content.startswith("#="):
        content = f"#,{content[2:]}"
    mark = content[:2] if content[1:2] in tuple(".:,|") else "#"
    rest = content[len(mark) :].strip()
    return f"{mark} {rest}" if rest else mark if mark == "#" else f"{mark} "
