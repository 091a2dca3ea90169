"""Where the texts of a catalogue begin a new line, by a rule or as a file has it.

The rule is that of GNU gettext 0.21: the break opportunities of Unicode Standard Annex #14, as
its version for Unicode 14 says, with three liberties that gettext takes (a text may be parted
after `.`, `,`, `:` or `;` before a letter, digits are kept together by pairs alone, and scripts
without spaces are taken for letters), and lines of 79 columns with their quotation marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from communique.catalogue.scan import EntryLines
from communique.frozen import Frozen

__all__ = ["UNWRAPPED", "WRAPPED", "Wrapping", "parted", "wrapping_of"]


class Wrapping(Frozen):
    """Where the texts of a file begin a new line."""

    width: int = 0
    """Columns of a line with its quotation marks; 0 for any number."""
    at_line_feeds: bool = True
    """Whether a line feed of the text ends a line of the file as well."""


UNWRAPPED: Final = Wrapping()
"""Each line of a text on a line of the file; `msgcat --no-wrap`."""
WRAPPED: Final = Wrapping(width=79)
"""As gettext does where it is not told otherwise."""

# Classes of letters, by the names of the annex, that decide something here.
_LETTERS: Final = frozenset({"AL", "HL"})
_WORDS: Final = frozenset({"AL", "HL", "NU"})
_SYLLABLES: Final = frozenset({"JL", "JV", "JT", "H2", "H3"})
_PICTURES: Final = frozenset({"ID", "EB", "EM"})
_MARKS: Final = frozenset({"CM", "ZWJ"})
# What has no class of its own here stands for another one.
_STANDS_FOR: Final = {
    **dict.fromkeys(("AI", "SA", "SG", "XX", "AK", "AP", "AS"), "AL"),
    **dict.fromkeys(("VF", "VI"), "CM"),
    **dict.fromkeys(("CR", "LF", "NL"), "BK"),
    "CB": "ID",
    "CJ": "NS",
    "HH": "BA",
}
_NEVER_BEFORE: Final = frozenset({"CL", "CP", "EX", "IS", "SY", "WJ"})
_GLUED_AFTER: Final = frozenset({"WJ", "GL", "BB", "QU"})
_GLUED_BEFORE: Final = frozenset({"BA", "HY", "NS", "IN", "QU"})
# Pairs that are parted at a space only.
_PAIRS: Final = frozenset(
    (one, other)
    for ones, others in (
        (_WORDS, _WORDS),
        (_WORDS, {"PR", "PO", "OP"}),
        ({"PR", "PO"}, {*_WORDS, "OP"}),
        ({"CP"}, {*_WORDS, "PR", "PO"}),
        ({"CL"}, {"PR", "PO"}),
        ({"IS", "HY", "SY"}, {"NU"}),
        ({"SY"}, {"HL"}),
        ({"PR"}, {*_PICTURES, *_SYLLABLES}),
        ({*_PICTURES, *_SYLLABLES}, {"PO"}),
        ({"JL"}, {"JL", "JV", "H2", "H3"}),
        ({"JV", "H2"}, {"JV", "JT"}),
        ({"JT", "H3"}, {"JT"}),
        ({"EB"}, {"EM"}),
    )
    for one in ones
    for other in others
)
# Letters that stay together and take a column each, met all at once, or any other one alone.
_RUN: Final = re.compile("[A-Za-zÀ-ÖØ-ɏΑ-ώЀ-ҁ]+|.", re.DOTALL)
_ALWAYS, _AT_SPACE, _NEVER = 0, 1, 2
# A line of a text with no more columns is cut by nobody but a person.
_SHORT: Final = 60
# So many long lines tell how a file is wrapped; it is not read beyond them.
_EVIDENCE: Final = 500


def parted(escaped: str, *, room: int, start: int = 0) -> list[str]:
    """One line of a text, with its escapes, cut where gettext begins new lines of the file.

    `room` is how many columns a line has between its quotation marks; `start` is how many are
    taken on the first one. Joined, the pieces are the text. A piece that nothing allows to cut
    may be longer.
    """
    if 2 * len(escaped) + start <= room:
        return [escaped]
    pieces: list[str] = []
    begin = last = 0
    column = start
    width = 0
    for at, columns in _units(escaped):
        if last and column + width > room:
            pieces.append(escaped[begin:last])
            begin, column = last, 0
        column += width
        last, width = at, columns
    if last and column + width > room:
        pieces.append(escaped[begin:last])
        begin = last
    return [*pieces, escaped[begin:]]


def wrapping_of(entries: Iterable[EntryLines], default: Wrapping) -> Wrapping:
    """How a file wraps its long texts; the default where it has none, or both kinds alike.

    The width is the one that explains most of its line ends.
    """
    wrapped = fed = 0
    widths: Counter[int] = Counter()
    texts = (text for entry in entries for text in _texts(entry))
    told = 0
    for pieces in texts:
        fed += _fed(pieces)
        for line in _lines(pieces):
            if sum(map(_columns, line)) <= _SHORT:
                continue
            if len(line) > 1:
                wrapped += 1
                widths.update(width for pair in pairwise(line) for width in _widths(*pair))
            elif len(parted(line[0], room=WRAPPED.width - len('""'))) > 1:
                wrapped -= 1
            told += 1
        if told >= _EVIDENCE:
            break
    at_line_feeds = fed > 0 if fed else default.at_line_feeds
    if not wrapped:
        return Wrapping(width=default.width, at_line_feeds=at_line_feeds)
    width = 0
    if wrapped > 0:
        width = max(widths, key=lambda one: (widths[one], one == WRAPPED.width, one))
    return Wrapping(width=width, at_line_feeds=at_line_feeds)


def _fed(pieces: list[str]) -> int:
    """Above 0 where a text begins a new line at its line feeds, below where it does not."""
    if any("\\n" in piece.replace("\\\\", "")[:-2] for piece in pieces):
        return -1
    return int(any(piece.endswith("\\n") for piece in pieces[:-1]))


def _lines(pieces: list[str]) -> Iterator[list[str]]:
    """The pieces of each line of a text."""
    line: list[str] = []
    for piece in pieces:
        line.append(piece)
        if piece.endswith("\\n"):
            yield line
            line = []
    if line:
        yield line


def _widths(piece: str, after: str) -> range:
    """The widths for which a line ends between two pieces."""
    unit = next((at for at, _ in _units(after) if at), len(after))
    least = _columns(piece) + len('""')
    return range(least, least + max(1, _columns(after[:unit])))


def _texts(entry: EntryLines) -> Iterator[list[str]]:
    """The pieces of each text of an entry, as they stand between quotation marks."""
    pieces: list[str] = []
    for line in entry.lines:
        content = line.strip(" \t\r\n").removeprefix("#~").lstrip(" \t")
        if content.startswith("#") or not content.endswith('"'):
            continue
        if not content.startswith('"'):
            yield pieces
            pieces = []
        if piece := content[content.find('"') + 1 : -1]:
            pieces.append(piece)
    yield pieces


def _units(escaped: str) -> Iterator[tuple[int, int]]:
    """Where each piece that must not be cut begins, and its columns."""
    begin = columns = 0
    before, previous = "BK", ""
    spaced = escape = False
    flags = 0
    for match in _RUN.finditer(escaped):
        at, letters = match.start(), match[0]
        letter = letters[0]
        kind = _CLASSES[letter]
        if kind == "SP":
            may, spaced = False, True
        elif kind == "ZW":
            may, before, spaced = False, "ZW", False
        elif kind in _MARKS:
            # A mark without a letter before it stands for one.
            may = before == "ZW" or (spaced and before != "BK")
            if may or before == "BK":
                before, spaced = "AL", False
        else:
            may = _may_break(before, kind, spaced=spaced, previous=previous, flags=flags)
            before, spaced = kind, False
        flags = flags + 1 if kind == "RI" else 0
        previous = "HL-" if previous == "HL" and kind in {"HY", "BA"} else kind
        # The second sign of an escape, and the line feed that ends the text, stay where they are.
        if may and not escape and not (at == len(escaped) - 2 and escaped.endswith("\\n")):
            yield begin, columns
            begin, columns = at, 0
        escape = letter == "\\" and not escape
        columns += len(letters) if len(letters) > 1 else _columns_of(letter)
    yield begin, columns


def _may_break(before: str, kind: str, *, spaced: bool, previous: str, flags: int) -> bool:
    """Whether a line may begin with a letter of a class, after another one."""
    if before in {"BK", "ZW"}:
        return before == "ZW"
    if previous in {"ZWJ", "HL-"}:
        return False
    if before == kind == "RI":
        return spaced or flags % 2 == 0
    rule = _rule(before, kind)
    return rule == _ALWAYS or (rule == _AT_SPACE and spaced)


@cache
def _rule(one: str, other: str) -> int:
    """When a line may end between two classes: always, where a space is between them, or never."""
    wide = other == "OP wide"
    other = "OP" if wide else other
    one = one.removesuffix(" wide")
    if (
        other in _NEVER_BEFORE
        or one == "OP"
        or (one, other) in {("QU", "OP"), ("B2", "B2"), ("CL", "NS"), ("CP", "NS")}
    ):
        return _NEVER
    if (
        one in _GLUED_AFTER
        or other in _GLUED_BEFORE
        or (other == "GL" and one not in {"BA", "HY"})
        or ((one, other) in _PAIRS and not (wide and one in _WORDS))
    ):
        return _AT_SPACE
    return _ALWAYS


class _Classes(dict[str, str]):
    """The class of each letter that has been met."""

    def __missing__(self, letter: str) -> str:
        self[letter] = found = _class_of(letter)
        return found


_CLASSES: Final = _Classes()


def _class_of(letter: str) -> str:
    from uniseg.linebreak import line_break  # a table of 160 kB, for those who wrap

    kind = str(line_break(letter).value)
    kind = _STANDS_FOR.get(kind, kind)
    if kind == "OP" and unicodedata.east_asian_width(letter) in "FHW":
        return "OP wide"
    # Of these two alone the version for Unicode 14 says that they end words.
    return "CL" if kind == "CP" and letter not in ")]" else kind


def _columns(text: str) -> int:
    return sum(map(_columns_of, text))


@cache
def _columns_of(letter: str) -> int:
    """How many columns of a terminal a letter takes."""
    if unicodedata.category(letter) in {"Mn", "Me", "Cf", "Cc"} or _is_inner_jamo(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "FW" else 1


def _is_inner_jamo(letter: str) -> bool:
    """Whether a letter is the vowel or the end of a syllable that began with another one."""
    return "\u1160" <= letter <= "\u11ff" or "\ud7b0" <= letter <= "\ud7fb"
