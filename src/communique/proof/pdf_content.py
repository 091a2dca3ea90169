"""What is drawn on a page of a PDF: runs of text with their places, and painted boxes.

ISO 32000-1, section 9, as far as tagged text needs it. It reads what stands in the file, and
shares nothing with the code that wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pikepdf

from communique.proof.drawn import Box, DrawnPage, Font, Run

__all__ = ["drawn_page"]

_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Matrix = tuple[float, float, float, float, float, float]
# A file from elsewhere may draw forms in forms without end.
_DEEPEST_FORM: Final = 8
_MOST_FORMS: Final = 2000
_PAINTING: Final = frozenset("f F f* B B* b b* S s n".split())
# Parameters of text: the field of the state, and what one of its units is.
_PARAMETERS: Final = {
    "Tc": ("spacing", 1.0),
    "Tw": ("word_spacing", 1.0),
    "Tz": ("stretch", 0.01),
    "TL": ("leading", 1.0),
    "Ts": ("rise", 1.0),
}
_UNKNOWN: Final = "\ufffd"


def drawn_page(page: pikepdf.Page, fonts: dict[tuple[int, int], Font]) -> DrawnPage:
    """Read a page; `fonts` keeps those that were read for earlier ones."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox.as_list())
    reader = _Reader(fonts)
    reader.read(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), 0)
    return DrawnPage(
        box=Box(left=left, bottom=bottom, right=right, top=top),
        runs=tuple(reader.runs),
        painted=tuple(reader.painted),
        fonts=tuple(reader.used.values()),
    )


@dataclass(slots=True)
class _State:
    """What `q` saves and `Q` restores."""

    matrix: _Matrix = _IDENTITY
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class _Mark:
    """What the marks around some text say of it."""

    number: int = -1
    artifact: str = ""
    spoken: list[str] | None = None
    """What it says in place of its glyphs, until that is said."""


class _Reader:
    """Goes through the content of a page, and of the forms it draws."""

    def __init__(self, fonts: dict[tuple[int, int], Font]) -> None:
        self.runs: list[Run] = []
        self.painted: list[Box] = []
        self.used: dict[str, Font] = {}
        self._fonts = fonts
        self._state = _State()
        self._saved: list[_State] = []
        self._line: _Matrix = _IDENTITY
        self._at: _Matrix = _IDENTITY
        self._marks: list[_Mark] = []
        self._path: list[Box] = []
        self._drawn = 0

    def read(self, content: Any, resources: Any, depth: int) -> None:
        """Read a stream of instructions."""
        for instruction in pikepdf.parse_content_stream(content):
            operator = str(instruction.operator)
            operands = instruction.operands
            if operator in ("TJ", "Tj", "'", '"'):
                if operator in ("'", '"'):
                    self._next_line(0, -self._state.leading)
                self._show(operands[-1])
            elif operator == "Do":
                self._draw(resources, operands[0], depth)
            elif operator == "Tf":
                self._select(resources, operands)
            elif operator in ("BDC", "BMC"):
                self._begin_mark(operands, resources)
            elif operator == "EMC":
                if self._marks:
                    self._marks.pop()
            else:
                self._set(operator, operands)

    def _set(self, operator: str, operands: Any) -> None:
        state = self._state
        if operator == "q":
            self._saved.append(replace(state))
        elif operator == "Q":
            self._state = self._saved.pop() if self._saved else state
        elif operator == "cm":
            state.matrix = _product(_matrix(operands), state.matrix)
        elif operator == "re":
            self._path.append(self._rectangle(*(float(operand) for operand in operands)))
        elif operator in _PAINTING:
            self.painted += self._path if operator != "n" else []
            self._path = []
        elif operator in _PARAMETERS:
            name, unit = _PARAMETERS[operator]
            setattr(state, name, float(operands[0]) * unit)
        else:
            self._move(operator, operands)

    def _move(self, operator: str, operands: Any) -> None:
        if operator == "BT":
            self._line = self._at = _IDENTITY
        elif operator == "Tm":
            self._line = self._at = _matrix(operands)
        elif operator in ("Td", "TD"):
            if operator == "TD":
                self._state.leading = -float(operands[1])
            self._next_line(float(operands[0]), float(operands[1]))
        elif operator == "T*":
            self._next_line(0, -self._state.leading)

    def _next_line(self, x: float, y: float) -> None:
        self._line = self._at = _product((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _rectangle(self, x: float, y: float, width: float, height: float) -> Box:
        corners = [
            _point(self._state.matrix, x + dx, y + dy) for dx in (0, width) for dy in (0, height)
        ]
        across, up = zip(*corners, strict=True)
        return Box(left=min(across), bottom=min(up), right=max(across), top=max(up))

    def _begin_mark(self, operands: Any, resources: Any) -> None:
        around = self._marks[-1] if self._marks else _Mark()
        mark = replace(around)
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties))
        if not isinstance(properties, pikepdf.Dictionary):
            properties = pikepdf.Dictionary()
        if str(operands[0]) == "/Artifact":
            mark.number = -1
            mark.artifact = str(properties.get("/Subtype", properties.get("/Type", "/Layout")))[1:]
        elif "/MCID" in properties:
            mark.number = int(properties["/MCID"])
        # A text is told by this tag alone (ISO 32000-1, 14.9.4).
        if operands[0] == "/Span" and "/ActualText" in properties and around.spoken is None:
            mark.spoken = [str(properties["/ActualText"])]
        self._marks.append(mark)

    def _select(self, resources: Any, operands: Any) -> None:
        name = str(operands[0])
        self._state.size = float(operands[1])
        found = resources.get("/Font", {}).get(name)
        if found is None:
            self._state.font = None
            return
        key = found.objgen
        if key not in self._fonts or key == (0, 0):
            self._fonts[key] = _font(found)
        self._state.font = self._fonts[key]
        self.used[self._fonts[key].name] = self._fonts[key]

    def _draw(self, resources: Any, name: Any, depth: int) -> None:
        form = resources.get("/XObject", {}).get(str(name))
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST_FORM:
            return
        self._drawn += 1
        if self._drawn > _MOST_FORMS:
            raise ValueError("a page draws more forms than any page of ours")
        before, saved = self._state, self._saved
        self._state, self._saved = _State(matrix=before.matrix), []
        if "/Matrix" in form:
            self._state.matrix = _product(_matrix(form["/Matrix"]), before.matrix)
        self.read(form, form.get("/Resources", resources), depth + 1)
        self._state, self._saved = before, saved

    def _show(self, operand: Any) -> None:
        state = self._state
        font = state.font
        begin = _product(self._at, state.matrix)
        text, advance, silent, missing = [], 0.0, 0, 0
        for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
            if not isinstance(part, pikepdf.String):
                advance -= float(part) / 1000 * state.size * state.stretch
                continue
            for code in _codes(bytes(part), font.bytes_each if font else 1):
                meaning = font.meanings.get(code, "") if font else ""
                # In a font of two bytes, glyph 0 is the one for what it lacks.
                lacking = font is not None and font.bytes_each == 2 and code == 0
                missing += lacking
                silent += lacking or not meaning or _UNKNOWN in meaning
                text.append(meaning or _UNKNOWN)
                width = font.widths.get(code, font.width) if font else 0.0
                spaced = state.spacing + (state.word_spacing if meaning == " " else 0.0)
                advance += (width / 1000 * state.size + spaced) * state.stretch
        self._at = _product((1.0, 0.0, 0.0, 1.0, advance, 0.0), self._at)
        end = _product(self._at, state.matrix)
        mark = self._marks[-1] if self._marks else _Mark()
        if mark.spoken is not None:
            # It stands for all that is drawn below the mark, and is said with the first of it.
            text, silent = mark.spoken[:], missing
            mark.spoken.clear()
        size = abs(state.size) * max(abs(begin[3]), abs(begin[1]))
        (left, low), (right, high) = (_point(at, 0, state.rise) for at in (begin, end))
        self.runs.append(
            Run(
                text="".join(text),
                mark=mark.number,
                artifact=mark.artifact,
                box=Box(
                    left=min(left, right),
                    bottom=min(low, high),
                    right=max(left, right),
                    top=max(low, high) + size / 2,
                ),
                size=size,
                silent=silent,
            )
        )


def _font(found: Any) -> Font:
    below = found.get("/DescendantFonts")
    inner = below[0] if below is not None else found
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    embedded = any(f"/FontFile{number}" in descriptor for number in ("", "2", "3"))
    composite = below is not None
    cmap = found.get("/ToUnicode")
    readable = isinstance(cmap, pikepdf.Stream)
    return Font(
        name=str(found.get("/BaseFont", "/?"))[1:],
        embedded=embedded or found.get("/Subtype") == "/Type3",
        readable=readable,
        meanings=_meanings(cmap) if readable else {},
        widths=_composite_widths(inner.get("/W")) if composite else _simple_widths(found),
        width=float(inner.get("/DW", 1000)) if composite else 0.0,
        bytes_each=2 if composite else 1,
    )


def _meanings(cmap: Any) -> dict[int, str]:
    """What a ToUnicode map says (ISO 32000-1, 9.10.3)."""
    meanings: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(cmap):
        operands: list[Any] = list(instruction.operands)
        if str(instruction.operator) == "endbfchar":
            for code, text in zip(operands[::2], operands[1::2], strict=False):
                meanings[_code(code)] = _meant(text)
        elif str(instruction.operator) == "endbfrange":
            for first, last, text in zip(*(operands[start::3] for start in range(3)), strict=False):
                codes = range(_code(first), _code(last) + 1)
                meanings |= zip(codes, _meant_in_turn(text, len(codes)), strict=False)
    return meanings


def _meant_in_turn(text: Any, count: int) -> list[str]:
    """What each glyph of a range says: a list, or texts that count up in their last character."""
    if isinstance(text, pikepdf.Array):
        return [_meant(part) for part in text]
    whole = _meant(text)
    return [whole[:-1] + chr(ord(whole[-1]) + offset) for offset in range(count)] if whole else []


def _meant(text: Any) -> str:
    return bytes(text).decode("utf-16-be", "replace")


def _code(operand: Any) -> int:
    return int.from_bytes(bytes(operand), "big")


def _composite_widths(array: Any) -> dict[int, float]:
    """Widths by glyph (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = list(array) if array is not None else []
    while items:
        first = int(items.pop(0))
        following = items.pop(0)
        if isinstance(following, pikepdf.Array):
            widths |= {first + index: float(width) for index, width in enumerate(following)}
        else:
            width = float(items.pop(0))
            widths |= dict.fromkeys(range(first, int(following) + 1), width)
    return widths


def _simple_widths(font: Any) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + index: float(width) for index, width in enumerate(font.get("/Widths", []))}


def _codes(content: bytes, bytes_each: int) -> Iterator[int]:
    if bytes_each == 1:
        yield from content
        return
    for at in range(0, len(content) - 1, 2):
        yield content[at] << 8 | content[at + 1]


def _matrix(operands: Any) -> _Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return (a, b, c, d, e, f)


def _product(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _point(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
