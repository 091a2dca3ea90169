"""A slip of the pen: where it is, and what mends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from communique import rules
from communique.check.problem import Problem
from communique.findings import Rule
from communique.frozen import Frozen

__all__ = [
    "MOST",
    "Edit",
    "Slip",
    "edited",
    "first_hard",
    "hard_slip",
    "problem_of",
    "shown",
    "space_slip",
]

MOST: Final = 500
"""How many slips of one kind are told of one text; what has more is no text."""

# How many letters beside a slip a reader is shown at most.
_SHOWN: Final = 20


class Edit(Frozen):
    """A piece of the letters of a text, and what is to stand in its place."""

    start: int
    """Where it begins in the letters."""
    end: int
    """Where it ends; the same for something that is put in."""
    instead: str
    """What is to stand there."""


class Slip(Frozen):
    """One small thing that is wrong in the letters of a text."""

    rule: Rule
    """Which rule is broken."""
    message: str
    """One sentence about it; `{found}` stands for the piece that is shown."""
    edits: tuple[Edit, ...]
    """What mends it, in order."""
    start: int
    """Where the piece begins that a reader should see to recognise it."""
    end: int
    """Where that piece ends."""
    hint: str = ""
    """What helps."""
    safe: bool = True
    """Whether that mends it in every text, so that nobody needs to look."""


def edited(letters: str, edits: Sequence[Edit], *, start: int = 0, end: int | None = None) -> str:
    """The letters, or a piece of them, after some edits that are in order and do not overlap."""
    parts, at = [], start
    for edit in edits:
        parts += [letters[at : edit.start], edit.instead]
        at = edit.end
    return "".join([*parts, letters[at:end]])


def problem_of(letters: str, slips: Sequence[Slip]) -> Problem:
    """The first of several slips of one kind, with the number of the others."""
    slip, more = slips[0], len(slips) - 1
    found = letters[slip.start : slip.end]
    again = f", and {more} more like it" if more else ""
    return Problem(
        rule=slip.rule,
        message=f"{slip.message.replace('{found}', found)}{again}",
        hint=slip.hint,
        found=found,
        at=slip.start,
        expected=edited(letters, slip.edits, start=slip.start, end=slip.end),
    )


def hard_slip(letters: str, at: int, hard: str) -> Slip:
    """An ordinary space where a hard one is wanted."""
    first, last = shown(letters, at, at + 1)
    return Slip(
        rule=rules.HARD_SPACE,
        message="a line may end at the space in `{found}`, where it has to be a hard one",
        edits=(Edit(start=at, end=at + 1, instead=hard),),
        start=first,
        end=last,
        hint=f"put U+{ord(hard):04X} there, or let `communique check --fix` do it",
    )


def space_slip(
    letters: str, start: int, end: int, instead: str, message: str, *, safe: bool = True
) -> Slip:
    """A space too many, or one too few."""
    first, last = shown(letters, start, end)
    return Slip(
        rule=rules.SPACING,
        message=message,
        edits=(Edit(start=start, end=end, instead=instead),),
        start=first,
        end=last,
        hint="take the space out" if end > start else "put a space in",
        safe=safe,
    )


def shown(letters: str, start: int, end: int) -> tuple[int, int]:
    """From where to where a reader sees a slip in its words."""
    before, behind = letters[max(0, start - _SHOWN) : start], letters[end : end + _SHOWN]
    word = before[-1:].strip() and before.split()[-1]
    next_word = behind[:1].strip() and behind.split(maxsplit=1)[0]
    return start - len(word), end + len(next_word)


def first_hard(accepted: tuple[str, ...]) -> str:
    """The hard space to write, of the gaps that a style accepts."""
    return next(gap for gap in accepted if gap)
