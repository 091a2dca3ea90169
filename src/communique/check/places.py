"""Where the thing that a rule complains about stands: in the catalogue, and in the source.

A rule names a piece of what a reader sees. Here that is turned into a place in the text as it is
written, behind markup, entities and escapes, and then into line and column of the file. All of
it is done for findings only; a text without any costs nothing.
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from communique.catalogue import Message, TemplateMessage
from communique.catalogue.position import entry_of, translation_position
from communique.catalogue.scan import Scanned
from communique.check.problem import Problem
from communique.check.reading import OBJECT, Reading, reading
from communique.findings import Finding, Place
from communique.frozen import Frozen, field
from communique.release import BARE_ADDRESS, FACT

__all__ = ["Places", "written_at"]

# An entity or an escape, which Markdown reads as one letter (CommonMark 0.31, 2.4 and 2.5).
_LONGER_UNIT: Final = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|\\[\n!-/:-@\[-`{-~]"
)
_UNIT: Final = re.compile(rf"{_LONGER_UNIT.pattern}|[\s\S]")
# The same, and the end of a link with its target, of which a reader sees nothing.
_NO_LETTER: Final = re.compile(rf"{_LONGER_UNIT.pattern}|\]\([^()]*\)")
# What stands for one thing that is not of the language, where it is plain where that begins.
_OBJECT: Final = re.compile(
    rf"{FACT.pattern}|`[^`]*`|<[^<>]*>|{BARE_ADDRESS.pattern}", re.IGNORECASE
)
# A line feed of the text is a space to its reader, unless the writer asked for it.
_PLAIN_UNITS: Final = {" ": " \n"}
# Letters that behave as another of their kind does in Markdown, and that no text has.
_STAND_INS: Final = {
    "letter": "\ue000\ue001\ue002\ue003\ue004",
    "mark": "\u2e2e\u203d\u2042\u203b\u2e18",
    "space": "\u2003\u2005\u2002\u2004\u2000",
}
# Hostile texts have thousands of places to try; a text that people write has one or two.
_MOST_TRIES: Final = 24
# How far behind its line a text of a page template is looked for.
_FAR: Final = 2_000


class Places(Frozen):
    """Tells places of one catalogue and of the source texts."""

    path: str
    """The catalogue, relative to the project folder."""
    locale: str = ""
    """BCP 47 tag of its language."""
    scanned: Scanned | None = None
    """The lines of the catalogue; None where the line of each message has to do."""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes of the source texts, by path relative to the project folder."""

    def finding(self, problem: Problem, message: Message, source: TemplateMessage) -> Finding:
        """What a rule has found wrong with a translation, as a finding in its place."""
        translation = message.translations[problem.form]
        text = source.plural_id or source.id
        return Finding(
            rule=problem.rule,
            message=problem.message,
            place=self.of_translation(message, source.place, problem),
            found=problem.found,
            expected=problem.expected,
            hint=problem.hint,
            locale=self.locale,
            source_place=self.of_source(source, problem),
            subject=source.subject,
            source_text=text,
            translation=translation,
            span=_span(translation, problem.found, problem.at),
            source_span=_span(text, problem.source_found, problem.source_at),
        )

    def of_translation(self, message: Message, role: str, problem: Problem) -> Place:
        """Where a translation is to be mended: at the piece found, or at its first line."""
        entry = entry_of(self.scanned, message) if self.scanned else None
        if entry is None:
            return Place(path=self.path, line=message.translation_line, role=role)
        text = message.translations[problem.form] if message.translations else ""
        offset = _begin(text, problem.found, problem.at)
        line, column = translation_position(entry, form=problem.form, offset=offset)
        return Place(path=self.path, line=line, column=column, role=role)

    def of_source(self, source: TemplateMessage, problem: Problem | None = None) -> Place | None:
        """Where the source text of a message stands; None where its file is not known."""
        if not source.references or not source.line:
            return None
        path = source.references[0].partition("#")[0].replace("%20", " ")
        place = Place(path=path, line=source.line, role=source.place)
        if problem is None or path not in self.sources:
            return place
        text = source.plural_id or source.id
        offset = _begin(text, problem.source_found, problem.source_at)
        if offset is None:
            return place
        found = _source_position(_text_of(self.sources[path]), source.line, path, text, offset)
        if found is None:
            return place
        return Place(path=path, line=found[0], column=found[1], role=source.place)


@lru_cache(maxsize=4)
def _begin(text: str, found: str, at: int) -> int | None:
    """Where a piece begins, for the place of a finding and for its span alike."""
    return written_at(reading(text), found, at)


def _span(text: str, found: str, at: int) -> tuple[int, int] | None:
    """Where a piece begins and ends in a text as it is written, with the markup inside it."""
    read = reading(text)
    begin = _begin(text, found, at)
    if begin is None or text.startswith(found, begin):
        return None if begin is None else (begin, begin + len(found))
    last = at + len(found) - 1
    if not read.letters.startswith(found, at) or (end := written_at(read, found[-1], last)) is None:
        return None
    unit = (_OBJECT if found[-1] == OBJECT else _UNIT).match(text, end)
    return (begin, unit.end()) if unit and unit.end() > begin else None


def written_at(read: Reading, found: str, at: int) -> int | None:
    """Where a piece of a text begins as it is written: an offset in `read.text`.

    `found` is a piece of `read.letters` and `at` its offset there, or a piece of the text as
    written. The place is that of its first letter, which may be an entity or an escape; of a
    thing that is not of the language it is where its markup begins. None where there is no such
    piece.
    """
    if not found:
        return None
    if not read.letters.startswith(found, at):
        at = read.letters.find(found)
    if at < 0:
        as_written = read.text.find(found)
        if as_written < 0 and FACT.fullmatch(found):
            # A fact is named without the form that it is asked for in.
            as_written = read.text.find(f"{found[:-1]}:")
        return as_written if as_written >= 0 else None
    if read.letters == read.text:
        return at
    return _object_at(read, at) if read.letters[at] == OBJECT else _letter_at(read, at)


def _letter_at(read: Reading, at: int) -> int | None:
    """Where the letter with this number is written, or most likely is."""
    letter = read.letters[at]
    units = _units_meaning(letter, read)
    exact = _unit_of(read, at, units)
    if exact is not None or not units:
        return exact
    return units[min(read.letters.count(letter, 0, at), len(units) - 1)][0]


def _units_meaning(letter: str, read: Reading) -> list[tuple[int, int]]:
    """The units of a text that may stand for a letter, each with its two ends."""
    units: list[tuple[int, int]] = []
    text, plain, begin = read.text, _PLAIN_UNITS.get(letter, letter), 0
    # Both signs are seen, or neither is.
    longer = _LONGER_UNIT if "](" in read.letters else _NO_LETTER
    for match in (*longer.finditer(text), None):
        end = match.start() if match else len(text)
        units += [(at, at + 1) for at in range(begin, end) if text[at] in plain]
        if match:
            begin = match.end()
            if letter in _meaning(match[0]):
                units.append(match.span())
    return units


def _object_at(read: Reading, at: int) -> int:
    """Where the thing begins that stands for the letter with this number."""
    units = [(match.start(), match.end()) for match in _OBJECT.finditer(read.text)]
    exact = _unit_of(read, at, units)
    if exact is not None:
        return exact
    before = at - 1
    while before >= 0 and read.letters[before] == OBJECT:
        before -= 1
    begin = _letter_at(read, before) if before >= 0 else None
    if begin is None:
        return 0
    unit = _UNIT.match(read.text, begin)
    return min(unit.end() if unit else begin, len(read.text) - 1)


def _unit_of(read: Reading, at: int, units: Sequence[tuple[int, int]]) -> int | None:
    """Which of some units of a text, given by their ends, is the letter with this number.

    A unit is exchanged for a stand-in; where that comes out as the letter with this number, and
    all others are as before, it is the one. So the places of letters are told by what reads the
    text, and by nothing else. Of n units it takes about log n tries.
    """
    letter = read.letters[at]
    stand_in = _stand_in(letter, read.text)
    left = list(units)
    low, high = 0, len(left)
    if letter != OBJECT:
        # Each letter like it before it has a unit of its own, and each behind it.
        low = read.letters.count(letter, 0, at)
        high -= read.letters.count(letter, at + 1)
    probe = low
    for _ in range(_MOST_TRIES):
        if low >= high:
            break
        begin, end = left[probe]
        number = _number_of(stand_in, read, begin, end)
        if number == at:
            return begin
        if number is None:
            # It is part of the markup, not a letter.
            del left[probe]
            high -= 1
        elif number < at:
            low = probe + 1
        else:
            high = probe
        probe = (low + high) // 2
    return None


def _number_of(stand_in: str, read: Reading, begin: int, end: int) -> int | None:
    """Which letter a unit of the text is; None for one that is markup, or stands beside it."""
    letters = reading(f"{read.text[:begin]}{stand_in}{read.text[end:]}").letters
    number = letters.find(stand_in)
    if number < 0 or letters[:number] != read.letters[:number]:
        return None
    return number if letters[number + 1 :] == read.letters[number + 1 :] else None


def _meaning(unit: str) -> str:
    """The letter that an entity or an escape stands for; empty where there is none."""
    if unit[0] == "]":
        return ""
    if unit[0] == "\\":
        return unit[1]
    if unit[1] == "#":
        code = int(unit[3:-1], 16) if unit[2] in "xX" else int(unit[2:-1])
        return chr(code) if code <= 0x10FFFF else ""
    meaning = html.entities.html5.get(unit[1:], "")
    return meaning if len(meaning) == 1 else ""


def _stand_in(letter: str, text: str) -> str:
    category = unicodedata.category(letter)
    kind = "mark" if category[0] in "PS" else "space" if letter.isspace() else "letter"
    return next((known for known in _STAND_INS[kind] if known not in text), _STAND_INS[kind][0])


@lru_cache(maxsize=64)
def _text_of(content: bytes) -> str:
    """A source file as it is read: without a byte order mark, with line feeds."""
    text = content.decode("utf-8", "replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


# What stands before the text of a block on its first line.
_MARKER: Final = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|[0-9]{1,9}[.)]|#{1,6})(?=[ \t])))*[ \t]*")
_MARKDOWN_GAP: Final = re.compile(r"[ \t]*(?:\n[ \t>]*)?")
# A key with its sign, and the quotation mark that opens its value.
_KEY: Final = re.compile(r"[^=\n]*=[ \t]*(\"\"\"|'''|\"|')[ \t\n]*")
_TOML_GAP: Final = re.compile(r"(?:[ \t\n]|\\[tn]|\\[ \t]*\n)*")
_TOML_UNIT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\([^uU])|[\s\S]")
_TOML_ESCAPES: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def _source_position(
    content: str, line: int, path: str, text: str, offset: int
) -> tuple[int, int] | None:
    """Line and column, counted from 1, of a letter of a source text that begins on a line."""
    begin = 0
    for _ in range(line - 1):
        begin = content.find("\n", begin) + 1
        if not begin:
            return None
    key = _KEY.match(content, begin)
    at: int | None
    if not path.endswith((".md", ".toml")):
        first = content.find(text, begin, begin + _FAR + len(text))
        at = first + offset if first >= 0 else None
    elif path.endswith(".toml") or _in_front_matter(content, begin):
        unit = _plain_unit if key and key[1].startswith("'") else _toml_unit
        at = _followed(content, key.end(), text, offset, _TOML_GAP, unit) if key else None
    else:
        marker = _MARKER.match(content, begin)
        start = marker.end() if marker else begin
        at = _followed(content, start, text, offset, _MARKDOWN_GAP, _plain_unit)
    if at is None:
        return None
    return content.count("\n", 0, at) + 1, at - content.rfind("\n", 0, at)


def _in_front_matter(content: str, at: int) -> bool:
    """Whether a place of a release stands before the line that closes its front matter."""
    end = content.find("\n+++", 3)
    return at <= end


def _plain_unit(content: str, at: int) -> tuple[str, int]:
    return content[at : at + 1], at + 1


def _toml_unit(content: str, at: int) -> tuple[str, int]:
    """One letter of a basic string (TOML 1.0, “String”) and the place behind it."""
    match = _TOML_UNIT.match(content, at)
    if match is None:
        return "", at
    if code := match[1] or match[2]:
        number = int(code, 16)
        return (chr(number) if number <= 0x10FFFF else ""), match.end()
    return (_TOML_ESCAPES.get(match[3], match[3]) if match[3] else match[0]), match.end()


def _followed(
    content: str,
    at: int,
    text: str,
    offset: int,
    gap: re.Pattern[str],
    unit: Callable[[str, int], tuple[str, int]],
) -> int | None:
    """The place in a file of a letter of a text, whose white space the file may have otherwise."""
    for number, letter in enumerate(text[: offset + 1]):
        if number == offset and letter not in " \n":
            read, _ = unit(content, at)
            return at if read == letter else None
        if letter in " \n":
            if number == offset:
                return at
            match = gap.match(content, at)
            if match is None or match.end() == at:
                return None
            at = match.end()
            continue
        read, behind = unit(content, at)
        if read == letter:
            at = behind
        elif letter != "\\" or text[number + 1 : number + 2] != "\n":
            # A break that the writer asked for may be two spaces at the end of a line.
            return None
    return at
