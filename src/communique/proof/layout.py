"""Whether the text of a PDF stands where it can be read and printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from communique.frozen import Frozen
from communique.proof.drawn import Box, DrawnPage, Run

__all__ = ["Misplaced", "misplaced"]

EDGE: Final = 5 / 25.4 * 72
"""How near to the edge of a page text may stand, in points: what most printers do not print."""

# What rounding and the overhang of an italic letter come to, in points.
_TOLERANCE: Final = 1.0
# How far letters reach above and below their base line, in sizes of their type.
_ASCENT: Final = 0.7
_DESCENT: Final = 0.2
# How much of two letters may stand over each other, in points; kerning and marks do.
_OVERLAP: Final = 2.0


class Misplaced(Frozen):
    """Text that cannot be read or printed where it stands."""

    run: Run
    """The text."""
    problem: str
    """What is wrong with it, the end of a sentence."""


def misplaced(page: DrawnPage) -> Iterator[Misplaced]:
    """The text of a page that stands outside it, across the edge of a box, or over other text."""
    runs = [run for run in page.runs if run.text.strip()]
    for run in runs:
        if problem := _beyond(run.box, page.box) or _across(run, page.painted, page.box):
            yield Misplaced(run=run, problem=problem)
    yield from _over(runs)


def _beyond(box: Box, page: Box) -> str:
    if (
        box.left < page.left - _TOLERANCE
        or box.right > page.right + _TOLERANCE
        or box.bottom < page.bottom
        or box.top > page.top
    ):
        return "stands outside the page"
    nearest = min(
        box.left - page.left,
        page.right - box.right,
        box.bottom - page.bottom,
        page.top - box.top,
    )
    return "stands less than 5 mm from the edge of the page" if nearest < EDGE else ""


def _across(run: Run, painted: tuple[Box, ...], page: Box) -> str:
    """Whether a line of text begins inside a frame or a background and ends outside of it."""
    box = run.box
    for frame in painted:
        if not frame.bottom < box.bottom < frame.top or _covers(frame, page):
            continue
        inside = min(box.right, frame.right) - max(box.left, frame.left)
        outside = (box.right - box.left) - inside
        if inside > _OVERLAP and outside > _TOLERANCE:
            return "stands across the edge of its box"
    return ""


def _covers(frame: Box, page: Box) -> bool:
    return frame.left <= page.left + _TOLERANCE and frame.right >= page.right - _TOLERANCE


def _over(runs: list[Run]) -> Iterator[Misplaced]:
    """Text that is printed over other text, told once for each line."""
    ordered = sorted(runs, key=lambda run: run.box.bottom)
    told: set[int] = set()
    for index, run in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.box.bottom - run.box.bottom > run.size:
                break
            if id(run) in told or id(other) in told:
                continue
            size = min(run.size, other.size)
            below = other.box.bottom - _DESCENT * other.size
            height = run.box.bottom + _ASCENT * run.size - below
            width = min(run.box.right, other.box.right) - max(run.box.left, other.box.left)
            # Letters of one line touch, and a mark is drawn over its letter by itself.
            if height > size / 4 and width > max(_OVERLAP, size / 3):
                told |= {id(run), id(other)}
                yield Misplaced(run=run, problem="stands over other text")
