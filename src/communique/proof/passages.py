"""What a reader of a page or a PDF finds: passages of text, and how two texts are compared.

This is the one place where it is said which differences between a text as it was written and as
it was laid out are none: a line ends where the page ends it, a word is hyphenated there, and a
hard space, a hyphen that does not break and a capital that a style sheet asks for are still a
space, a hyphen and that letter. What steers the direction of text, or joins its letters, is no
text. All else counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from communique.frozen import Frozen

__all__ = ["LINE_END", "Letters", "Passage", "Segment", "gap_fits", "letters_of"]

LINE_END: Final = "\n"
"""What stands between two lines of a passage."""

# Soft hyphen, joiners, direction marks, embeddings and isolates, and what has no width.
_SILENT: Final = frozenset(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_HYPHENS: Final = frozenset("-\u2010\u2011")
_SPACES: Final = re.compile(r"[^\S\n]+")


class Segment(Frozen):
    """A piece of text with what a reading machine is told of it."""

    text: str
    """The text."""
    language: str = ""
    """BCP 47 tag of its language; empty where nobody says."""
    link: str = ""
    """Where it leads; empty for nowhere."""
    page: int = 0
    """The page it stands on, from 1; 0 on the web."""
    mark: int = -1
    """Number of its marked content on that page; -1 where there is none."""
    label: bool = False
    """Whether it is an attribute's, which cannot be in another language than its element."""


class Passage(Frozen):
    """A paragraph, a heading, a line of an address: text that is read in one go."""

    tag: str
    """What it is, in small letters: `p`, `h1`, `li`, `lbl`."""
    segments: tuple[Segment, ...]
    """Its text, in the order of reading."""

    @property
    def text(self) -> str:
        """The text as a person reads it, on one line."""
        return " ".join("".join(segment.text for segment in self.segments).split())


class Letters(Frozen):
    """The letters of some passages one after the other, and what stands between them."""

    text: str
    """The letters, in small ones, without spaces and hyphens."""
    gaps: tuple[str, ...]
    """The spaces, hyphens and ends of lines before each letter."""
    owners: tuple[Segment, ...]
    """The segment of each letter."""
    passages: tuple[int, ...]
    """The number of the passage that each letter stands in."""
    shown: tuple[str, ...]
    """Each letter as it stands there; empty for the second of two that stand for one."""

    def excerpt(self, begin: int, end: int) -> str:
        """The text between two letters as a person reads it."""
        parts = [
            (_normal(self.gaps[at]).replace(LINE_END, " ") if at > begin else "") + self.shown[at]
            for at in range(begin, end)
        ]
        return " ".join("".join(parts).split())

    def begins(self, at: int) -> bool:
        """Whether a passage begins with a letter."""
        return at == 0 or self.passages[at] != self.passages[at - 1]

    def ends(self, at: int) -> bool:
        """Whether a passage ends before a letter."""
        return at == len(self.text) or (at > 0 and self.passages[at] != self.passages[at - 1])


def letters_of(passages: Sequence[Iterable[Segment]]) -> Letters:
    """The letters of passages, each the segments of one."""
    text: list[str] = []
    gaps: list[str] = []
    owners: list[Segment] = []
    numbers: list[int] = []
    shown: list[str] = []
    for number, segments in enumerate(passages):
        gap = ""
        for segment in segments:
            for character in unicodedata.normalize("NFC", segment.text):
                if character.isspace() or character in _HYPHENS:
                    gap += character
                elif character not in _SILENT:
                    for index, folded in enumerate(character.casefold()):
                        text.append(folded)
                        gaps.append(gap)
                        owners.append(segment)
                        numbers.append(number)
                        shown.append("" if index else character)
                        gap = ""
    return Letters(
        text="".join(text),
        gaps=tuple(gaps),
        owners=tuple(owners),
        passages=tuple(numbers),
        shown=tuple(shown),
    )


def gap_fits(written: str, found: str) -> bool:
    """Whether what stands between two letters is what was written there, or a line's end of it.

    At the end of a line a space is gone, a hyphen may have come, and some languages repeat the
    hyphen of a compound on the next line.
    """
    if written == found:
        return True
    expected = _normal(written).replace(LINE_END, " ")
    there = _normal(found)
    if LINE_END not in there:
        return expected == there
    hyphens = there.replace(LINE_END, "").replace(" ", "")
    wanted = expected.replace(" ", "")
    return (
        wanted == hyphens or (hyphens == "-" and not expected) or (hyphens, wanted) == ("--", "-")
    )


def _normal(gap: str) -> str:
    if gap in ("", " "):
        return gap
    plain = "".join("-" if character in _HYPHENS else character for character in gap)
    return _SPACES.sub(" ", plain)
