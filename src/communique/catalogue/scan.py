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

_KEYWORD: Final = re.compile(
    r"(?:(msgctxt|msgid_plural|msgid)|(msgstr)(?:\[([0-9])\])?)[ \t]*(?=\"|$)"
)
# The escapes that every tool reads alike; texts are UTF-8, so no letter needs any other.
_STRING: Final = re.compile(r'"(?:[^"\\]|\\[bfnrtv"\\])*"[ \t]*')
# Controls other than tab and line end. Some tools end a line at these, so that one text would
# be two texts to them.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n?\\Z)")
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
    """The entries in the spelling that every reader of PO files accepts."""
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
        self._normal_entries: list[str] = []
        self._problems: list[ScanProblem] = []
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._lead: list[str] = []
        self._lines: list[str] = []
        self._normal: list[str] = []
        self._last = ""
        self._plural = False
        self._has_id = False
        self._has_context = False
        self._keyword_line = 0
        self._translation_line = 0
        self._forms = 0
        self._obsolete = False

    def read(self, line: str) -> None:
        """Take the next line."""
        self._number += 1
        content = line.strip(" \t\r\n")
        if control := _CONTROL.search(line):
            code = f"U+{ord(control[0]):04X}"
            self._complain(control.start() + 1, f"the invisible character {code} stands here")
        if content.startswith("#~"):
            self._read_obsolete(line, content)
        elif content.startswith("#"):
            self._read_comment(line, content)
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
            normal="\n".join(self._normal_entries) + "\n",
            problems=tuple(self._problems),
        )

    def _read_comment(self, line: str, content: str) -> None:
        if self._last == "msgstr":
            self._close()
        elif self._last:
            self._complain(1, "a comment stands inside an entry")
        self._lines.append(line)
        if normal := _normal_comment(content):
            self._normal.append(normal)

    def _read_blank(self, line: str) -> None:
        if self._last == "msgstr":
            self._close()
            self._lead.append(line)
        elif self._last:
            self._lines.append(line)
        else:
            # Comments with a blank line behind them belong to no entry.
            self._lead += [*self._lines, line]
            self._lines.clear()
            self._normal = [known for known in self._normal if not known.startswith("# ")]

    def _read_obsolete(self, line: str, content: str) -> None:
        rest = content[2:].lstrip(" \t")
        if rest.startswith("|") or not rest:
            self._read_comment(line, content)
            return
        self._read_text(line, rest, obsolete=True)

    def _read_text(self, line: str, content: str, *, obsolete: bool) -> None:
        match = _KEYWORD.match(content)
        keyword = (match[1] or match[2]) if match else ""
        if keyword in _FIRST_IN_ENTRY and self._last == "msgstr":
            self._close()
        string = content[match.end() :] if match else content
        column = line.find(content) + 1
        if not _STRING.fullmatch(string):
            self._complain(
                column + (match.end() if match else 0),
                f"`{string[:40]}` is no text in quotation marks, with `\\` before those inside it"
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
        elif match and keyword == "msgstr":
            self._check_form(column, match[3])
        if keyword:
            self._begin_text(keyword, obsolete=obsolete)
        if self._last == "msgid" and string.strip() != '""':
            self._has_id = True
        self._lines.append(line)
        mark = "#~ " if obsolete else ""
        self._normal.append(
            f"{mark}{content[: match.end()].rstrip()} {string.rstrip()}"
            if match
            else f"{mark}{string.rstrip()}"
        )

    def _check_form(self, column: int, number: str | None) -> None:
        """Whether the number in `msgstr[0]` is the next one, where there is a plural at all."""
        expected = str(self._forms) if self._plural else None
        if number != expected or (self._forms and not self._plural):
            wanted = f"`msgstr[{expected}]`" if self._plural else "one `msgstr`"
            self._complain(column, f"expected {wanted}")

    def _begin_text(self, keyword: str, *, obsolete: bool) -> None:
        self._last = keyword
        self._obsolete = obsolete
        self._keyword_line = self._keyword_line or self._number
        self._has_context |= keyword == "msgctxt"
        self._plural |= keyword == "msgid_plural"
        if keyword == "msgstr":
            self._translation_line = self._translation_line or self._number
            self._forms += 1

    def _close(self) -> None:
        is_header = not self._entries and not self._has_context
        if not (self._has_id or self._obsolete or is_header):
            message = "`msgid` is empty, which that of the header alone may be, at the beginning"
            self._complain(1, message, line=self._keyword_line)
        self._normal_entries += [*self._normal, ""]
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
    """A comment with a space behind its mark; empty where it says nothing about a message.

    `#=` is gettext 0.26's second kind of `#,`. Earlier texts, `#|` and `#~|`, are for people.
    """
    if content.startswith(("#|", "#~")):
        return ""
    if content.startswith("#="):
        content = f"#,{content[2:]}"
    mark = content[:2] if content[1:2] in tuple(".:,") else "#"
    rest = content[len(mark) :].strip()
    return f"{mark} {rest}" if rest else ""
