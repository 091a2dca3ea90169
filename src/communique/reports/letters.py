"""Texts of strangers as a reader may see them: nothing steers, nothing stays invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from communique.findings import Finding
from communique.frozen import replace

__all__ = [
    "source_of",
    "telling",
    "with_names",
    "with_names_of_the_invisible",
    "without_steering",
    "without_surrogates",
]

# Controls, separators of lines and paragraphs, what overrides, isolates or marks directions
# (UAX #9), what has no width in any script, tags, and halves of characters in names of files.
_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
# What looks like a common space, or like nothing; joiners and soft hyphens too, since a reader
# who looks for a fault cannot see them.
_INVISIBLE: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# The names of Unicode where a person has a shorter one, and controls, which have none.
_NAMES: Final = {
    "\t": "tab",
    "\r": "carriage return",
    "\x1b": "escape",
    "\x00": "null",
    "\xa0": "no-break space",
    "\u202f": "narrow no-break space",
    "\u3000": "ideographic space",
    "\xad": "soft hyphen",
    "\u200b": "zero width space",
    "\u200c": "zero width non-joiner",
    "\u200d": "zero width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\ufeff": "byte order mark",
}
_LONGEST_PIECE: Final = 80


def without_steering(text: str) -> str:
    """A text on one line in which nothing steers a terminal or turns the order of letters."""
    return _STEERING.sub(lambda match: _number(match[0]), text)


def with_names(text: str, *, spaces: bool = True) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with "", or an invisible character with its name.

    The name is `U+202E right-to-left override`: the number that specifications use, then what it
    is called. Unless `spaces` are asked for, only what steers is named, for most languages have
    hard spaces, joiners and soft hyphens in every text.
    """
    end = 0
    for match in (_INVISIBLE if spaces else _STEERING).finditer(text):
        if match[0] == "\n":
            continue
        if match.start() > end:
            yield text[end : match.start()], ""
        yield match[0], _name(match[0])
        end = match.end()
    if text[end:]:
        yield text[end:], ""


def with_names_of_the_invisible(text: str) -> str:
    """A text with the name of each invisible character, in angle brackets, in its place."""
    return "".join(f"⟨{name}⟩" if name else piece for piece, name in with_names(text))


def without_surrogates(text: str) -> str:
    """A text that can be written as UTF-8; halves of characters come out as their numbers."""
    return _SURROGATE.sub(lambda match: _number(match[0]), text)


def source_of(finding: Finding) -> str:
    """Where the text that is translated stands; empty where that is not known.

    What stands there is said only where it is another thing than what is translated.
    """
    place = finding.source_place
    if place is None:
        return ""
    return str(replace(place, role="") if place.role == finding.place.role else place)


def telling(finding: Finding) -> Iterator[tuple[str, str]]:
    """What was found and what was expected, each with its label, where it says anything new.

    The whole text of a message is no piece of it, and what the message of the finding quotes is
    not said twice.
    """
    texts = (finding.translation, finding.source_text, finding.subject.rpartition("\x04")[2])
    for label, piece in (("found", finding.found), ("expected", finding.expected)):
        if piece not in texts and piece not in finding.message and len(piece) <= _LONGEST_PIECE:
            yield label, piece


def _number(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _name(character: str) -> str:
    known = _NAMES.get(character) or unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} {known}"
