"""Tell what groups of glyphs say where they cannot tell it (WeasyPrint 70.0, `pdf.stream`).

In the scripts of India a syllable is drawn by glyphs that stand in another order than its letters,
and one glyph has another share of the text in each syllable. A PDF keeps one text for each glyph;
so such a group is marked with its own, which readers search and copy instead (ISO 32000-1,
14.9.4). Directional marks, which are never drawn, are put between groups as glyphs of no width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pydyf

from communique.frozen import Frozen
from communique.pdf.engine.shown import Alone, Glyph, Group, State, joined, shown_by

__all__ = ["Group", "Telling", "with_group_texts"]


class Telling(Frozen):
    """What to tell of some neighbouring groups."""

    first: int
    """Number of the first group."""
    last: int
    """Number of the last group."""
    texts: tuple[tuple[bytes, str], ...]
    """Tags with their texts, the outermost first."""


def with_group_texts(
    operators: Sequence[Any],
    groups: Sequence[Group],
    *,
    before: Mapping[int, int] | None = None,
    behind: Mapping[int, int] | None = None,
    tellings: Sequence[Telling] = (),
    leftwards: bool = False,
) -> list[Any]:
    """The operators of a text object, with marks around the groups that need their text.

    `groups` are all that the operators show, in order. Before and behind some of them, by their
    number, a glyph is shown that has no width. Where operators and groups do not fit each other,
    the operators come back as they are. Text that runs `leftwards` is shown part by part, so that
    the part that is read first comes first in the file, too.
    """
    before, behind = before or {}, behind or {}
    untold = [
        Telling(first=number, last=number, texts=((b"/Span", group.text),))
        for number, group in enumerate(groups)
        if not group.is_told
    ]
    tellings = sorted((*tellings, *untold), key=lambda telling: telling.first)
    if not (before or behind or tellings):
        return list(operators)
    shown = shown_by(operators, groups)
    if shown is None:
        return list(operators)
    for number, glyph in before.items():
        place = next(at for at, one in enumerate(shown[number]) if isinstance(one, Glyph))
        shown[number].insert(place, Alone.of(glyph))
    for number, glyph in behind.items():
        place = max(at for at, one in enumerate(shown[number]) if isinstance(one, Glyph))
        shown[number].insert(place + 1, Alone.of(glyph))
    parts = list(_parts(len(groups), tellings))
    if leftwards and len(parts) > 1:
        return _in_order_of_reading(shown, groups, parts)
    told = [_told(shown, part) for part in parts]
    return list(joined([piece for lead, body in told for piece in (*lead, *body)]))


def _parts(count: int, tellings: Sequence[Telling]) -> Iterator[Telling]:
    """All groups in parts: those that are told something of, and the rest between them."""
    start = 0
    for telling in tellings:
        if telling.first > start:
            yield Telling(first=start, last=telling.first - 1, texts=())
        if telling.first >= start:
            yield telling
            start = telling.last + 1
    if start < count:
        yield Telling(first=start, last=count - 1, texts=())


def _told(shown: Sequence[Sequence[Any]], part: Telling) -> tuple[list[Any], list[Any]]:
    """What leads to a part, and what shows it, inside of what tells its text."""
    pieces = [piece for number in range(part.first, part.last + 1) for piece in shown[number]]
    showing = [at for at, piece in enumerate(pieces) if isinstance(piece, Glyph | Alone)]
    start, stop = showing[0], showing[-1] + 1
    body: list[Any] = []
    for tag, text in part.texts:
        body += (tag, pydyf.Dictionary({"ActualText": pydyf.String(text)}), b"BDC")
    body += pieces[start:stop]
    body += [b"EMC"] * len(part.texts)
    return pieces[:start], body + pieces[stop:]


def _in_order_of_reading(
    shown: Sequence[Sequence[Any]], groups: Sequence[Group], parts: Sequence[Telling]
) -> list[Any]:
    """The parts from the right to the left, each at its place."""
    state = State()
    begins: dict[int, State] = {}
    for number, pieces in enumerate(shown):
        for piece in pieces:
            if isinstance(piece, Glyph | Alone) and number not in begins:
                begins[number] = replace(state)
            state.go_on(piece, groups[number].widths)
    result: list[Any] = []
    now = State()
    for part in reversed(parts):
        begin = begins[part.first]
        _, body = _told(shown, part)
        result.append(begin.matrix_here)
        result += [begin.font] if begin.font != now.font else []
        result += [begin.rise] if begin.rise != now.rise else []
        result += [begin.mode] if begin.mode != now.mode else []
        result += joined(body)
        now = replace(begin)
        for piece in body:
            now.go_on(piece, {})
    result += [state.font] if state.font != now.font else []
    return [*result, state.mode] if state.mode != now.mode else result
