"""Which lines of a PO file belong to which entry, whether they follow the syntax, what they say.

The scanner reads line by line (gettext manual, “The Format of PO Files”). It keeps every line, so
that a file can be changed entry by entry and is otherwise the same to the byte.
"""

from __future__ import annotations

import re
from typing import Final, TypedDict

from communique.catalogue.message import Message
from communique.catalogue.previous import previous_id_of
from communique.frozen import Frozen

__all__ = ["EntryLines", "ScanProblem", "Scanned", "scan"]

_KEYWORD: Final = re.compile(
    r"(?:(msgctxt|msgid_plural|msgid)|(msgstr)(?:\[([0-9])\])?)[ \t]*(?=\"|$)"
)
# The escapes that every tool reads alike; texts are UTF-8, so no letter needs any other.
_STRING: Final = re.compile(r'"([^"\\]*(?:\\[bfnrtv"\\][^"\\]*)*)"[ \t]*')
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
# Controls other than tab and line end. Some tools end a line at these, so that one text would
# be two texts to them.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n?\\Z)")
# A text of these alone has none of them, and that is found out in a fifth of the time.
_NO_CONTROLS: Final = re.compile("[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]*+")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
# An entry as nearly all tools write it, with the blank lines behind it: no plural, not obsolete.
# Each repetition keeps what it has (`++`), so a file is read once, however odd it is.
_INSIDE: Final = r'[^"\\\n]*+(?:\\[bfnrtv"\\][^"\\\n]*+)*+'
_TEXT: Final = rf'"({_INSIDE})"\n((?:"{_INSIDE}"\n)*+)'
_ENTRY: Final = re.compile(
    rf"((?:#(?!~)[^\n]*\n)*+)(?:msgctxt {_TEXT})?+msgid {_TEXT}msgstr {_TEXT}(\n++|\Z)"
)
# Nobody reads more of them, and a hostile file has a million.
_MOST_PROBLEMS: Final = 1000
_FIRST_IN_ENTRY: Final = frozenset({"msgctxt", "msgid"})
_FOLLOWS: Final = {
    "": frozenset({"msgctxt", "msgid"}),
    "msgctxt": frozenset({"msgid"}),
    "msgid": frozenset({"msgid_plural", "msgstr"}),
    "msgid_plural": frozenset({"msgstr"}),
    "msgstr": frozenset({"msgctxt", "msgid", "msgstr"}),
}


class ScanProblem(Frozen):
    """Where the syntax is broken."""

    line: int
    """Line of the file, counted from 1."""
    column: int
    """Column, counted from 1 in characters."""
    message: str
    """What was found and what was expected."""


class EntryLines(Frozen):
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


class Scanned(Frozen):
    """A PO file cut into entries; leads, lines and tail joined are the file again."""

    entries: tuple[EntryLines, ...]
    """Every entry in order, the header first where there is one."""
    tail: tuple[str, ...]
    """What follows the last entry."""
    messages: tuple[Message, ...]
    """What each entry says, the header's too; of no worth where there are problems."""
    problems: tuple[ScanProblem, ...]
    """Where the syntax is broken; empty for a well-formed file."""


def scan(text: str) -> Scanned:
    """Cut the text of a PO file into entries."""
    clean = text.replace("\n", "").isprintable() or _NO_CONTROLS.fullmatch(text) is not None
    scanner = _Scanner(has_controls=not clean and _CONTROL.search(text) is not None)
    at = 0
    while at < len(text):
        if scanner.is_between_entries:
            at = scanner.take(text, at)
        # Not `splitlines`: it takes a line separator inside a text for the end of a line.
        if line := _LINE.match(text, at):
            scanner.read(line[0])
            at = line.end()
    return scanner.finish()


class _Remarks(TypedDict, total=False):
    """What a message has from the comments of its entry."""

    fuzzy: bool
    flags: tuple[str, ...]
    comments: tuple[str, ...]
    translator_comments: tuple[str, ...]
    references: tuple[str, ...]
    previous_id: str


class _Scanner:
    def __init__(self, *, has_controls: bool) -> None:
        self._has_controls = has_controls
        self._entries: list[EntryLines] = []
        self._messages: list[Message] = []
        self._problems: list[ScanProblem] = []
        self._number = 0
        self._broken = False
        self._begin()

    def _begin(self) -> None:
        self._lead: list[str] = []
        self._lines: list[str] = []
        self._comments: dict[str, list[str]] = {}
        self._texts: dict[str, list[list[str]]] = {}
        self._text: list[str] = []
        self._last = ""
        self._plural = False
        self._has_id = False
        self._has_context = False
        self._keyword_line = 0
        self._translation_line = 0
        self._forms = 0
        self._obsolete = False

    @property
    def is_between_entries(self) -> bool:
        """Whether an entry may begin here of which nothing has been read, and all is well."""
        return not (self._last or self._lines or self._has_controls or self._problems)

    def take(self, text: str, at: int) -> int:
        """Take whole entries, as long as `_ENTRY` finds one; gives back where the rest begins."""
        begin = _ENTRY.match
        while entry := begin(text, at):
            comments, context, beneath, source, below, translation, rest, blank = entry.groups()
            message = _joined(source, below)
            if not message and (self._entries or context is not None):
                break
            for line in comments.split("\n")[:-1] if comments else ():
                self._read_comment(f"{line}\n", line.strip(" \t\r\n"))
            middle, end = entry.start(6) - len('msgstr "'), entry.end(7)
            if comments or below or rest or context is not None:
                # There are no controls in the file, at some of which it would cut as well.
                above = text[at:middle].splitlines(keepends=True)
                lines = (*above, *text[middle:end].splitlines(keepends=True))
                keyword_line = self._number + comments.count("\n") + 1
                translation_line = self._number + len(above) + 1
            else:
                lines = (text[at:middle], text[middle:end])
                keyword_line, translation_line = self._number + 1, self._number + 2
            self._messages.append(
                Message(
                    id=message,
                    context=None if context is None else _joined(context, beneath),
                    translations=(_joined(translation, rest),),
                    line=keyword_line,
                    translation_line=translation_line,
                    **self._remarks(),
                )
            )
            self._entries.append(
                EntryLines(
                    lead=tuple(self._lead),
                    lines=lines,
                    keyword_line=keyword_line,
                    translation_line=translation_line,
                    obsolete=False,
                )
            )
            self._number += len(lines) + len(blank)
            self._lead = [*blank]
            if self._comments or comments:
                self._lines, self._comments = [], {}
            at = entry.end()
        return at

    def read(self, line: str) -> None:
        """Take the next line."""
        self._number += 1
        content = line.strip(" \t\r\n")
        if content[:1] == '"' and self._last and not (self._obsolete or self._has_controls):
            # Most lines are of this kind, so they take the short way.
            string = _STRING.fullmatch(content)
            if string is not None:
                if string[1]:
                    self._text.append(string[1])
                    self._has_id |= self._last == "msgid"
                self._lines.append(line)
                return
        if self._has_controls and (control := _CONTROL.search(line)):
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
            messages=tuple(self._messages),
            problems=tuple(self._problems),
        )

    def _read_comment(self, line: str, content: str) -> None:
        if self._last == "msgstr":
            self._close()
        elif self._last:
            self._complain(1, "a comment stands inside an entry")
        self._lines.append(line)
        # `#=` is gettext 0.26's second kind of `#,`. Earlier texts, `#|` and `#~|`, are for people.
        kind = {"#.": ".", "#:": ":", "#,": ",", "#=": ",", "#|": "|", "#~": "|"}.get(
            content[:2], ""
        )
        if rest := content[2 if kind else 1 :].strip():
            self._comments.setdefault(kind, []).append(rest)

    def _read_blank(self, line: str) -> None:
        if self._last == "msgstr" or (self._last and self._broken):
            self._close()
            self._lead.append(line)
        elif self._last:
            self._lines.append(line)
        else:
            # Comments with a blank line behind them belong to no entry.
            self._lead += [*self._lines, line]
            self._lines.clear()
            self._comments.pop("", None)
        self._broken = False

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
        start = match.end() if match else 0
        string = _STRING.fullmatch(content, start)
        if string is None:
            text = content[start:]
            self._complain(
                line.find(content) + 1 + start,
                f"`{text[:40]}` is no text in quotation marks, with `\\` before those inside it"
                if match or text.startswith('"')
                else f"`{text[:40]}` is neither a keyword, a text nor a comment",
            )
        elif match is None and not self._last:
            self._complain(line.find(content) + 1, "a text stands here without a keyword before it")
        elif keyword and keyword not in _FOLLOWS[self._last]:
            after = f"after `{self._last}`" if self._last else "here"
            self._complain(line.find(content) + 1, f"`{keyword}` cannot stand {after}")
        elif self._last and obsolete != self._obsolete:
            self._complain(
                line.find(content) + 1, "one entry is partly obsolete (`#~`) and partly not"
            )
        elif match and keyword == "msgstr":
            self._check_form(line.find(content) + 1, match[3])
        if keyword:
            self._begin_text(keyword, obsolete=obsolete)
        if string is not None and string[1]:
            self._text.append(string[1])
            self._has_id |= self._last == "msgid"
        elif string is None and self._last == "msgid":
            self._has_id = True
        self._lines.append(line)

    def _check_form(self, column: int, number: str | None) -> None:
        """Whether the number in `msgstr[0]` is the next one, where there is a plural at all."""
        expected = str(self._forms) if self._plural else None
        if number != expected or (self._forms and not self._plural):
            wanted = f"`msgstr[{expected}]`" if self._plural else "one `msgstr`"
            self._complain(column, f"expected {wanted}")

    def _begin_text(self, keyword: str, *, obsolete: bool) -> None:
        self._last = keyword
        self._text = []
        self._texts.setdefault(keyword, []).append(self._text)
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
        texts = self._texts
        self._messages.append(
            Message(
                id=_resolved("".join(texts.get("msgid", [[]])[0])),
                plural_id=_resolved("".join(texts.get("msgid_plural", [[]])[0])),
                context=_resolved("".join(texts["msgctxt"][0])) if "msgctxt" in texts else None,
                translations=tuple(_resolved("".join(text)) for text in texts.get("msgstr", [[]])),
                obsolete=self._obsolete,
                line=self._keyword_line,
                translation_line=self._translation_line,
                **self._remarks(),
            )
        )
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

    def _remarks(self) -> _Remarks:
        """What the comments of the entry say."""
        if not self._comments:
            return {}
        flags = [
            flag for line in self._comments.get(",", ()) for flag in map(str.strip, line.split(","))
        ]
        return {
            "fuzzy": "fuzzy" in flags,
            "flags": tuple(flag for flag in flags if flag and flag != "fuzzy"),
            "comments": tuple(self._comments.get(".", ())),
            "translator_comments": tuple(self._comments.get("", ())),
            "references": tuple(" ".join(self._comments.get(":", ())).split()),
            "previous_id": previous_id_of(self._comments["|"]) if "|" in self._comments else "",
        }

    def _complain(self, column: int, message: str, *, line: int = 0) -> None:
        # What follows a mistake, up to the next blank line, is mostly its consequence.
        if self._broken or len(self._problems) > _MOST_PROBLEMS:
            return
        self._broken = True
        self._problems.append(
            ScanProblem(line=line or self._number, column=max(1, column), message=message)
        )


def _joined(line: str, below: str) -> str:
    """The text of a first line, and of whole lines below it, in quotation marks."""
    text = line + below[1:-2].replace('"\n"', "") if below else line
    return _resolved(text) if "\\" in text else text


def _resolved(text: str) -> str:
    """A text with its escapes resolved."""
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)
