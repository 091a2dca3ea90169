"""What the operators of a text object show: glyphs, in the groups that stand for characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.frozen import Frozen, field

__all__ = ["Alone", "Distance", "Glyph", "Group", "State", "joined", "shown_by"]

_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_PIECE = re.compile(rb"<([0-9a-f]*)>|[^<>]+")
_GLYPH = re.compile(rb"[0-9a-f]{4}")


_OPERATORS = {b" Tm": "matrix", b" Tf": "font", b" Ts": "rise", b" Tr": "mode"}


class Group(Frozen):
    """Glyphs that stand for some characters together, in the order they are drawn."""

    glyphs: tuple[int, ...]
    """Their numbers in the font."""
    text: str
    """The characters."""
    leftwards: bool = False
    """Whether they run to the left, and something else tells them."""
    texts: Mapping[int, str]
    """What each glyph of the font says by itself."""
    widths: Mapping[int, float] = field(default_factory=dict)
    """How wide its glyphs are, in thousandths of the font size; of those that were drawn."""

    @property
    def is_told(self) -> bool:
        """Whether the glyphs say the text by themselves."""
        said = "".join(self.texts.get(glyph, "") for glyph in self.glyphs)
        return self.leftwards or not self.text or said == self.text


class Glyph(bytes):
    """A glyph, as it stands in the file."""


class Distance(bytes):
    """A number between glyphs."""


class Alone(bytes):
    """An operator that shows a glyph without a width."""

    @classmethod
    def of(cls, glyph: int) -> Alone:
        """The operator that shows this glyph."""
        return cls(f"[<{glyph:04x}>] TJ".encode())


def shown_by(operators: Sequence[Any], groups: Sequence[Group]) -> list[list[Any]] | None:
    """What shows each group; None where the operators show something else.

    Distances stand with the glyph that they follow, other operators with the one before which
    they stand.
    """
    owners = [number for number, group in enumerate(groups) for _ in group.glyphs]
    pieces = list(_pieces(operators))
    if sum(isinstance(piece, Glyph) for piece in pieces) != len(owners):
        return None
    shown: list[list[Any]] = [[] for _ in groups]
    waiting: list[Any] = []
    number = -1
    for piece in pieces:
        if isinstance(piece, Glyph):
            number = owners.pop(0)
            shown[number] += [*waiting, piece]
            waiting = []
        elif isinstance(piece, Distance) and number >= 0 and not waiting:
            shown[number].append(piece)
        else:
            waiting.append(piece)
    shown[number] += waiting
    return shown


@dataclass(slots=True)
class State:
    """How text is shown at some place."""

    matrix: bytes = b"1 0 0 1 0 0 Tm"
    font: bytes = b""
    rise: bytes = b"0 Ts"
    mode: bytes = b"0 Tr"
    shift: float = 0
    """How far right of the beginning, in units of the text."""

    def go_on(self, piece: Any, widths: Mapping[int, float]) -> None:
        """Show a piece."""
        if isinstance(piece, Glyph):
            self.shift += widths.get(int(piece, 16), 0) / 1000 * self.size
        elif isinstance(piece, Distance):
            self.shift -= sum(map(float, piece.split())) / 1000 * self.size
        elif isinstance(piece, bytes):
            for end, name in _OPERATORS.items():
                if piece.endswith(end):
                    setattr(self, name, piece)

    def copy(self) -> State:
        """The same, to go on by itself."""
        return replace(self)

    @property
    def size(self) -> float:
        """The size of the font."""
        return float(self.font.split()[-2]) if self.font else 0.0

    @property
    def raised_by(self) -> float:
        """How far above the line glyphs are shown."""
        return float(self.rise.split()[0])

    @property
    def drawing_here(self) -> bytes:
        """The operator that moves a drawing in thousandths of the font size here."""
        a, b, c, d, x, y = map(float, self.matrix.split()[:-1])
        right, up, unit = self.shift, self.raised_by, self.size / 1000
        scales = _written([number * unit for number in (a, b, c, d)], 6)
        return (
            scales + b" " + _written((x + right * a + up * c, y + right * b + up * d), 2) + b" cm"
        )

    @property
    def matrix_here(self) -> bytes:
        """The operator that begins to show text here."""
        a, b, c, d, x, y = map(float, self.matrix.split()[:-1])
        return _written((a, b, c, d, x + self.shift * a, y + self.shift * b), 6) + b" Tm"


def _written(numbers: Sequence[float], digits: int) -> bytes:
    written = (f"{number:.{digits}f}" for number in numbers)
    return " ".join(one.rstrip("0").rstrip(".") if "." in one else one for one in written).encode()


def _pieces(operators: Sequence[Any]) -> Iterator[Any]:
    """Each glyph by itself, and everything else as it is; distances follow their glyphs."""
    for operator in operators:
        shown = _SHOWN.fullmatch(operator) if isinstance(operator, bytes) else None
        if shown is None:
            yield operator
            continue
        for piece in _PIECE.finditer(shown[1]):
            if piece[1] is None:
                yield Distance(piece[0])
            else:
                yield from map(Glyph, _GLYPH.findall(piece[1]))


def joined(pieces: Sequence[Any]) -> Iterator[Any]:
    """Operators of pieces, as few as can be."""
    run = b""
    for piece in pieces:
        if isinstance(piece, Glyph):
            run = run[:-1] + piece + b">" if run.endswith(b">") else run + b"<" + piece + b">"
        elif isinstance(piece, Distance):
            # Two numbers in a row, which nothing else would keep apart.
            run += piece if run.endswith(b">") or not run else b" " + piece
        else:
            if run:
                yield b"[" + run + b"] TJ"
                run = b""
            yield piece
    if run:
        yield b"[" + run + b"] TJ"
