"""The lines of a plain text, with the gaps between them, cleaned of what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from communique.frozen import Frozen
from communique.importing.remarks import Remarks

__all__ = ["SOFT_HYPHEN", "Gap", "Line", "numbered_lines"]

SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"


class Gap(Frozen, order=True):
    """What stands between a line and the one before it that has words."""

    blank: int
    """How many lines without words."""
    spaced: bool
    """Whether any of these has spaces; PDF readers leave them for an empty paragraph."""


class Line(Frozen):
    """A line with words in it."""

    number: int
    """Its number in the file, counted from 1."""
    text: str
    """Its text, with single spaces and none at the ends."""
    gap: Gap
    """What stands before it."""
    indent: int = 0
    """How many columns it is moved in."""
    starts: bool = False
    """Whether a paragraph begins with it for certain."""
    head: bool = False
    """Whether it stands above the dateline."""


_LINE_END = re.compile(r"\r\n|[\n\r]")
# Other characters that end a line; the text after them keeps the number of the line.
_INNER_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ufff9-\ufffb]")
_HARD_SPACES = re.compile("[ \t\u2000-\u200a\u205f\u3000]*([\u00a0\u202f])[\\s\u00a0\u202f]*")
_SPACES = re.compile("[ \t\u2000-\u200a\u205f\u3000]+")
# PDF readers give some pairs of letters as the one glyph that they are printed with.
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_TAB_WIDTH: Final = 4


def numbered_lines(text: str, remarks: Remarks) -> tuple[Line, ...]:
    """The lines that have words, each with the gap before it."""
    lines: list[Line] = []
    blank, spaced = 0, False
    for number, physical in enumerate(_LINE_END.split(text), start=1):
        visible = _visible(physical, number, remarks)
        contents = [(raw, _single_spaced(raw)) for raw in _INNER_END.split(visible)]
        for raw, content in contents:
            if content:
                columns = raw.expandtabs(_TAB_WIDTH)
                indent = len(columns) - len(columns.lstrip())
                gap = Gap(blank=blank, spaced=spaced)
                lines.append(Line(number=number, text=content, gap=gap, indent=indent))
                blank, spaced = 0, False
        if not any(content for _, content in contents):
            blank, spaced = blank + 1, spaced or bool(visible)
    return tuple(lines)


def _single_spaced(raw: str) -> str:
    content = _SPACES.sub(" ", _HARD_SPACES.sub(r"\1", raw)).strip()
    return content[:-1].replace(SOFT_HYPHEN, "") + content[-1:]


def _visible(text: str, number: int, remarks: Remarks) -> str:
    for character in sorted(set(_CONTROL.findall(text))):
        remarks.unsure(number, f"the invisible character U+{ord(character):04X} was left out")
    if "\N{REPLACEMENT CHARACTER}" in text:
        remarks.unsure(
            number,
            "a letter was lost before the import: `\N{REPLACEMENT CHARACTER}` stands in its place",
            hint="look it up in the original",
        )
    text = _INVISIBLE.sub("", _CONTROL.sub("", text)).translate(_LIGATURES)
    return unicodedata.normalize("NFC", text)
