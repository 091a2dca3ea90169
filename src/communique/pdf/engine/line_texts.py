"""Tell each text of a laid-out page what stands beside it, for those who copy it.

A text box knows its own text; what a program makes of it depends on the whole line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from weasyprint.formatting_structure import boxes

from communique.frozen import Frozen
from communique.pdf.bidi import may_be_rtl
from communique.pdf.copying import (
    Share,
    Stretch,
    found_by_pdfium,
    has_letters,
    is_neutral,
    marks_for_poppler,
    shared_out,
    signs_of,
)

__all__ = ["InLine", "has_marks", "in_line", "note_lines"]

_ATTRIBUTE = "in_line"


class InLine(Frozen):
    """What a text box has to tell about its part of a line."""

    signs: tuple[str, ...]
    """The characters it draws, from left to right."""
    left_marks: dict[int, str]
    """Directional marks before a character, by its number from the left."""
    right_marks: dict[int, str]
    """Directional marks behind one."""
    found: str
    """What pdfium must find in its place, from left to right, to read the line."""
    runs_right: bool
    """Whether all of it runs to the right, in a page that runs to the left."""
    runs_left: bool
    """Whether all of it runs to the left, in a page that does."""


def in_line(box: Any) -> InLine | None:
    """What was noted of a box; None where nothing needs to be told."""
    noted: InLine | None = getattr(box, _ATTRIBUTE, None)
    return noted


def has_marks(box: Any) -> bool:
    """Whether directional marks are written that nobody wrote."""
    noted = in_line(box)
    return noted is not None and bool(noted.left_marks or noted.right_marks)


def note_lines(page_box: Any, *, rtl: bool) -> None:
    """Note on the text boxes of a laid-out page what is to be told of them.

    `rtl` is the direction of the page. Raises LibraryError where libfribidi is missing.
    """
    for box in page_box.descendants(placeholders=True):
        if isinstance(box, boxes.LineBox):
            texts = list(_texts(box))
            if rtl or any(may_be_rtl(text.text) for text in texts):
                _note(texts, rtl=rtl)


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes of a line, in the order of reading; without those of objects in it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _note(texts: list[Any], *, rtl: bool) -> None:
    stretches = [
        Stretch(text=box.text, rtl=box.style["direction"] == "rtl", left=box.position_x)
        for box in texts
    ]
    signs = signs_of(stretches)
    drawn = "".join(sign.character for sign in signs)
    written = "".join(sign.character for sign in sorted(signs, key=lambda sign: sign.place))
    found = found_by_pdfium(written, rtl=rtl) if rtl else drawn
    marks = marks_for_poppler(signs, rtl=rtl)
    parts = {
        number: list(group)
        for number, group in groupby(range(len(signs)), key=lambda index: signs[index].stretch)
    }
    shares = [
        Share(
            drawn=drawn[own[0] : own[-1] + 1],
            free=rtl and not any(signs[index].leftwards for index in own),
        )
        for own in parts.values()
    ]
    founds = shared_out(shares, found)
    founds = [
        found if _can_be_told(share, found) or not _is_by_itself(share, found) else share.drawn
        for share, found in zip(shares, founds, strict=True)
    ]
    if not all(map(_can_be_told, shares, founds)):
        founds = [share.drawn for share in shares]
    for (number, own), share, own_found in zip(parts.items(), shares, founds, strict=True):
        first = own[0]
        noted = InLine(
            signs=tuple(signs[index].character for index in own),
            left_marks={index - first: marks.left[index] for index in own if index in marks.left},
            right_marks={
                index - first: marks.right[index] for index in own if index in marks.right
            },
            found=own_found,
            runs_right=share.free,
            runs_left=rtl and all(signs[index].leftwards for index in own),
        )
        setattr(texts[number], _ATTRIBUTE, noted)


def _can_be_told(share: Share, found: str) -> bool:
    """Whether glyphs can be told to be what pdfium must find.

    Spaces that stand alone are not drawn, and letters that run to the left cannot be exchanged,
    but for their marks.
    """
    drawn = share.drawn
    if drawn == found:
        return True
    if not drawn.strip():
        return False
    if share.free:
        return True
    words = groupby(range(len(drawn)), key=lambda at: _is_letter(drawn[at]))
    return all(
        sorted(drawn[at] for at in places) == sorted(found[at] for at in places)
        for places in (list(run) for is_letter, run in words if is_letter)
    )


def _is_letter(character: str) -> bool:
    return has_letters(character) or unicodedata.bidirectional(character) == "NSM"


def _is_by_itself(share: Share, found: str) -> bool:
    """Whether nothing of it must be found elsewhere."""
    drawn = sorted(one for one in share.drawn if not is_neutral(one))
    return drawn == sorted(one for one in found if not is_neutral(one))
