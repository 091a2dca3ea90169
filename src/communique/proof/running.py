"""What is repeated on every page of a PDF: running title and page number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from communique import rules
from communique.findings import Finding, Place
from communique.proof.compare import Medium, shortened
from communique.proof.drawn import PdfReading
from communique.proof.expectation import Expectation, Piece
from communique.proof.passages import Segment, letters_of

__all__ = ["running_problems"]

_LEFT_TO_RIGHT: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9./]+")


def running_problems(reading: PdfReading, expected: Expectation, medium: Medium) -> list[Finding]:
    """What is wrong with the text that stands in no tag because it is repeated on each page."""
    pages = len(reading.pages)
    texts = dict.fromkeys(range(1, pages + 1), "")
    for number, _, text in reading.artifacts:
        texts[number] += text
    return [
        finding
        for number, text in texts.items()
        for finding in _on_page(text, number, pages, expected, medium)
    ]


def _on_page(
    text: str, page: int, pages: int, expected: Expectation, medium: Medium
) -> Iterator[Finding]:
    there = _letters(text)
    numbering = expected.numbered(page, pages)
    left, found = _without(there, _letters(numbering), reverse=expected.locale.right_to_left)
    if numbering and not found:
        known = expected.numbering_known
        yield Finding(
            rule=rules.PROOF_PART_MISSING,
            message=f"page {page} of the PDF does not say `{numbering}`",
            place=known.place if known else Place(path=medium.template),
            expected=numbering,
            locale=expected.locale.tag,
            subject=known.subject if known else "",
            source_place=known.source_place if known else None,
            source_text=known.source_text if known else "",
            translation=known.translation if known else "",
        )
    pieces: tuple[Piece, ...] = (*expected.body[:2], *expected.parts, *expected.words)
    for piece in sorted(pieces, key=lambda piece: -len(piece.letters.text)):
        if not any(letter.isalnum() for letter in left):
            return
        left, _ = _without(left, piece.letters.text, reverse=expected.locale.right_to_left)
    if any(letter.isalnum() for letter in left):
        shown = " ".join(text.split())
        yield Finding(
            rule=rules.PROOF_TEXT_FOREIGN,
            message=f"`{shortened(left)}` at the edge of page {page} of the PDF is in no catalogue",
            place=medium.place_of(_line_with(shown, left), page=page),
            found=left,
            locale=expected.locale.tag,
        )


def _line_with(text: str, letters: str) -> str:
    """The words of a text that have some letters, as they are written."""
    return " ".join(word for word in text.split() if _letters(word) and _letters(word) in letters)


def _letters(text: str) -> str:
    return letters_of([[Segment(text=text)]]).text


def _without(text: str, piece: str, *, reverse: bool) -> tuple[str, bool]:
    """The text less a piece, and whether it was there.

    What runs from right to left is drawn from its end, with numbers and Latin names the other
    way round, and in as many runs as these make; then its letters have to do.
    """
    if not piece:
        return text, False
    if piece in text:
        return text.replace(piece, "", 1), True
    if not reverse:
        return text, False
    drawn = _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], piece[::-1])
    if drawn in text:
        return text.replace(drawn, "", 1), True
    wanted, there = Counter(piece), Counter(text)
    if wanted - there:
        return text, False
    rest = there - wanted
    kept = []
    for letter in text:
        if rest[letter] > 0:
            rest[letter] -= 1
            kept.append(letter)
    return "".join(kept), True
