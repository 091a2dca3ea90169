"""Which lines of a plain text belong together: its paragraphs, headings and list items."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from communique.frozen import Frozen, replace
from communique.importing.lines import SOFT_HYPHEN, Gap, Line
from communique.importing.phrases import (
    HONORIFIC,
    MARKER,
    MORE_OPENING,
    ends_sentence,
    section_role,
)
from communique.importing.remarks import Remarks
from communique.release import BARE_ADDRESS

__all__ = ["Paragraph", "paragraphs"]

_SHORT: Final = 0.75
"""A line is short where the next word would have fitted into this part of the usual length."""
_SOME: Final = 4
"""At least one in so many gaps must fall within a sentence, or they are no line breaks."""
_SHORT_ADDRESS: Final = 40
_INDENT: Final = 2
_LONE_BULLETS: Final = "•◦▪‣·"


class Paragraph(Frozen):
    """Lines that belong together."""

    lines: tuple[Line, ...]
    """Its lines; a list marker is cut off."""
    kept_breaks: frozenset[int]
    """Positions of the lines that stay on a line of their own."""
    marker: str = ""
    """`-` before an item of a list, `1.` or `1)` before a numbered one; empty for all others."""


class _Joint(Enum):
    """How a line follows the one before it."""

    SAME = auto()
    BREAK = auto()
    NEW = auto()


def paragraphs(lines: Sequence[Line], remarks: Remarks) -> tuple[Paragraph, ...]:
    """The paragraphs of a text.

    Nothing in a plain text says whether a line ends because the paragraph does, or because the
    page was full, and PDF readers put an empty line after every line. So the gaps decide: of
    those of one size, most fall within sentences, and they are line breaks, or most do not, and
    they are ends of paragraphs.
    """
    if not lines:
        return ()
    lines = _with_lone_bullets(lines)
    breaks = _line_breaks(lines)
    if any(gap.blank for gap in breaks):
        remarks.unsure(
            lines[0].number,
            "sentences go on across single blank lines, so these were read as line breaks, and "
            "only larger gaps as ends of paragraphs",
            hint="see that the paragraphs are those of the original",
        )
    width = sorted(len(line.text) for line in lines)[len(lines) * 3 // 4]
    grouper = _Grouper(lines=lines, breaks=breaks, width=width, remarks=remarks)
    return grouper.paragraphs()


def _with_lone_bullets(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with a bullet that has a line of its own put before the line after it."""
    merged: list[Line] = []
    bullet: Line | None = None
    for line in lines:
        if bullet is not None:
            line = replace(bullet, text=f"{bullet.text} {line.text}")  # noqa: PLW2901 - the two as one
            bullet = None
        elif len(line.text) == 1 and line.text in _LONE_BULLETS:
            bullet = line
            continue
        merged.append(line)
    return (*merged, *([bullet] if bullet is not None else []))


def _line_breaks(lines: Sequence[Line]) -> frozenset[Gap]:
    """The gaps that end a line and no paragraph."""
    within: Counter[Gap] = Counter()
    between: Counter[Gap] = Counter()
    total: Counter[Gap] = Counter()
    for last, line in pairwise(lines):
        if line.starts or MARKER.match(line.text):
            continue
        total[line.gap] += 1
        if ends_sentence(last.text):
            between[line.gap] += 1
        elif _goes_on(last, line):
            within[line.gap] += 1
    found = {
        gap
        for gap in total
        if gap.blank and within[gap] > between[gap] and within[gap] * _SOME >= total[gap]
    }
    smaller = {
        gap
        for gap in total
        if gap.blank and any(gap.blank <= other.blank and gap < other for other in found)
    }
    next_line = Gap(blank=0, spaced=False)
    one_a_line = between[next_line] >= 2 and between[next_line] > 2 * within[next_line]
    return frozenset(found | smaller | (set() if one_a_line else {next_line}))


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a sentence certainly goes on from one line to the next."""
    if ends_sentence(last.text):
        return False
    # An address is in small letters wherever it stands.
    small = line.text[0].islower() and not BARE_ADDRESS.match(line.text)
    return small or last.text[-1] in f",-{SOFT_HYPHEN}"


class _Grouper:
    def __init__(
        self, *, lines: Sequence[Line], breaks: frozenset[Gap], width: int, remarks: Remarks
    ) -> None:
        self._lines = lines
        self._breaks = breaks
        self._width = width
        self._remarks = remarks
        self._groups: list[list[Line]] = []
        self._kept: dict[int, set[int]] = defaultdict(set)
        self._markers: dict[int, str] = {}

    def paragraphs(self) -> tuple[Paragraph, ...]:
        for at, line in enumerate(self._lines):
            joint, marker = _Joint.NEW, self._marker(at)
            if at and not marker:
                joint = self._joint(at)
            if joint is _Joint.NEW:
                self._groups.append([])
            group = len(self._groups) - 1
            if marker:
                number = marker["number"]
                self._markers[group] = "-" if marker["bullet"] else f"{number}{marker['mark']}"
                line = replace(line, text=line.text[marker.end() :])  # noqa: PLW2901 - less its marker
            elif joint is _Joint.BREAK:
                self._kept[group].add(len(self._groups[group]))
            self._groups[group].append(line)
        return tuple(
            Paragraph(
                lines=tuple(lines),
                kept_breaks=frozenset(self._kept[number]),
                marker=self._markers.get(number, ""),
            )
            for number, lines in enumerate(self._groups)
        )

    def _marker(self, at: int) -> re.Match[str] | None:
        """The list marker of a line, unless the line goes on with a sentence."""
        line = self._lines[at]
        match = MARKER.match(line.text)
        if match is None:
            return None
        last = self._lines[at - 1] if at else None
        last_marker = self._markers.get(len(self._groups) - 1, "")
        if match["number"]:
            follows = last_marker == f"{int(match['number']) - 1}{match['mark']}"
            return match if follows or (match["number"] == "1" and self._may_begin(at)) else None
        if match["bullet"] not in "-–—*":
            return match
        if last is None or last_marker == "-" or self._may_begin(at):
            return match
        return None

    def _may_begin(self, at: int) -> bool:
        last, line = self._lines[at - 1], self._lines[at]
        return (
            at == 0
            or line.starts
            or line.gap not in self._breaks
            or last.text[-1] in ":;"
            or ends_sentence(last.text)
        )

    def _joint(self, at: int) -> _Joint:
        last, line = self._lines[at - 1], self._lines[at]
        group = self._groups[-1]
        if line.starts or line.gap not in self._breaks or self._parts(group, last, line):
            return _Joint.NEW
        if _goes_on(last, line):
            return _Joint.SAME
        if line.indent >= last.indent + _INDENT and ends_sentence(last.text):
            return _Joint.NEW
        if line.head and not ends_sentence(last.text):
            return _Joint.SAME
        if len(last.text) + self._needed(line) > _SHORT * self._width:
            return _Joint.SAME
        alone = line.gap.blank == 0 and not ends_sentence(last.text) and last.text[-1] != ":"
        heads = len(group) == 1 and len(line.text) >= _SHORT * self._width
        if alone and not heads:
            return _Joint.BREAK
        self._remarks.unsure(
            last.number,
            "a paragraph is taken to end with this line, which is shorter than the others",
            found=last.text,
            hint="join the two paragraphs if they are one",
        )
        return _Joint.NEW

    def _needed(self, line: Line) -> int:
        """How much room the line before would have needed for the first word of this one."""
        first_word = line.text.split(" ")[0]
        if first_word == line.text and BARE_ADDRESS.fullmatch(line.text):
            # Nobody breaks a line before a short address if not to give it a line of its own.
            return 0 if "@" in line.text or len(line.text) <= _SHORT_ADDRESS else len(line.text)
        return 1 + len(first_word)

    def _parts(self, group: Sequence[Line], last: Line, line: Line) -> bool:
        """Whether words, not gaps, say that something new begins."""
        if len(group) == 1 and section_role(last.text):
            return True
        if section_role(line.text) and (ends_sentence(last.text) or _is_contact(last)):
            return True
        if MORE_OPENING.match(line.text) and ends_sentence(last.text):
            return True
        if line.text[0].islower():
            return False
        return _is_contact(last) or (_is_contact(line) and HONORIFIC.match(line.text) is not None)


def _is_contact(line: Line) -> bool:
    """Whether a line with an e-mail address stands for itself."""
    if not line.text[0].isupper() or ends_sentence(line.text):
        return False
    return any("@" in address for address in BARE_ADDRESS.findall(line.text))
