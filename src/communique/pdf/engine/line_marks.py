"""Write what a part of a line has to tell beside its glyphs (ISO 32000-1, 14.9.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from communique.frozen import Frozen, field
from communique.pdf.copying import as_seen, has_letters, is_marks, is_neutral
from communique.pdf.engine.glyph_texts import GlyphTexts
from communique.pdf.engine.group_texts import Telling
from communique.pdf.engine.line_texts import InLine, in_line
from communique.pdf.engine.shown import Group

__all__ = ["LineMarks"]

_FOUND = b"/XXFound"
"""A tag of no one else's (ISO 32000-1, E.2). A text is told by the tag `Span`; only pdfium takes
that of any other tag, and the innermost one."""


class LineMarks(Frozen):
    """What to write before, behind and around the groups of glyphs of a text."""

    before: Mapping[int, int] = field(default_factory=dict)
    """Glyphs without a width before a group, by its number."""
    behind: Mapping[int, int] = field(default_factory=dict)
    """Such glyphs behind a group."""
    tellings: tuple[Telling, ...] = ()
    """Texts of neighbouring groups."""
    leftwards: bool = False
    """Whether the whole text runs to the left, in a page that does."""

    @classmethod
    def of(cls, box: Any, groups: Sequence[Group]) -> LineMarks:
        """What the box needs whose text these groups show."""
        noted = in_line(box)
        begins = _begins(noted, groups) if noted else None
        if noted is None or begins is None:
            return cls()
        if noted.runs_right:
            return cls._rightwards(noted, groups, begins)
        ends = {stop - 1: number for number, (_, stop) in begins.items()}
        starts = {start: number for number, (start, _) in begins.items()}
        return cls(
            before=_glyphs(noted.left_marks, starts, groups),
            behind=_glyphs(noted.right_marks, ends, groups),
            tellings=tuple(_told_leftwards(noted, groups, begins)),
            leftwards=noted.runs_left,
        )

    @classmethod
    def _rightwards(
        cls, noted: InLine, groups: Sequence[Group], begins: Mapping[int, tuple[int, int]]
    ) -> LineMarks:
        """All is told at once, if anything is: nothing in it is read in another order."""
        starts = {start: number for number, (start, _) in begins.items()}
        ends = {stop - 1: number for number, (_, stop) in begins.items()}
        if noted.found == "".join(noted.signs):
            return cls(
                before=_glyphs(noted.left_marks, starts, groups),
                behind=_glyphs(noted.right_marks, ends, groups),
            )
        text = "".join(
            noted.left_marks.get(at, "") + sign + noted.right_marks.get(at, "")
            for at, sign in enumerate(noted.signs)
        )
        whole = Telling(
            first=0, last=len(groups) - 1, texts=((b"/Span", text), (_FOUND, noted.found))
        )
        return cls(tellings=(whole,))


def _begins(noted: InLine, groups: Sequence[Group]) -> dict[int, tuple[int, int]] | None:
    """Of each group, which characters of its line it shows; None if these show others."""
    begins: dict[int, tuple[int, int]] = {}
    at = 0
    for number, group in enumerate(groups):
        text = as_seen(group.text)
        if sorted(text) != sorted(noted.signs[at : at + len(text)]):
            return None
        if text:
            begins[number] = (at, at + len(text))
        at += len(text)
    return begins if at == len(noted.signs) else None


def _glyphs(
    marks: Mapping[int, str], numbers: Mapping[int, int], groups: Sequence[Group]
) -> dict[int, int]:
    found: dict[int, int] = {}
    for at, mark in marks.items():
        number = numbers.get(at)
        texts = None if number is None else groups[number].texts
        glyph = texts.mark(mark) if isinstance(texts, GlyphTexts) else None
        if number is not None and glyph is not None:
            found[number] = glyph
    return found


def _told_leftwards(
    noted: InLine, groups: Sequence[Group], begins: Mapping[int, tuple[int, int]]
) -> Iterator[Telling]:
    """Where pdfium must find another sign than is drawn.

    Letters are always those it needs. Brackets and quotation marks it turns around, and that is
    left to it: to tell it other ones, the line must be cut, and readers that take it part by part
    lose the spaces at which it is.
    """
    wrong = [
        number
        for number, (start, stop) in begins.items()
        if noted.found[start:stop] != _read(groups[number])
        and not has_letters(groups[number].text)
        and not is_neutral(groups[number].text + noted.found[start:stop])
        and not is_marks(groups[number].text + noted.found[start:stop])
    ]

    def neighbours(pair: tuple[int, int]) -> tuple[int, int | None]:
        place, number = pair
        return number - place, None if groups[number].is_told else number

    for _, run in groupby(enumerate(wrong), key=neighbours):
        part = [number for _, number in run]
        found = noted.found[begins[part[0]][0] : begins[part[-1]][1]]
        own = groups[part[0]]
        # A group whose glyphs cannot say its text keeps the tag by which everybody reads it.
        true = () if own.is_told else ((b"/Span", own.text),)
        yield Telling(first=part[0], last=part[-1], texts=(*true, (_FOUND, found)))


def _read(group: Group) -> str:
    """What is read of a group that is told nothing for pdfium alone."""
    said = "".join(group.texts.get(glyph, "") for glyph in group.glyphs)
    return as_seen(said if group.is_told else group.text)
