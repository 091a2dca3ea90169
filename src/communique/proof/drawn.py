"""What was read out of a PDF: its pages as they are drawn, and its text as it is read out."""

from __future__ import annotations

from collections.abc import Mapping

from communique.findings import CommuniqueError
from communique.frozen import Frozen
from communique.proof.passages import Passage

__all__ = ["Box", "DrawnPage", "Font", "PdfReading", "Run", "UnreadableError"]


class Box(Frozen):
    """An upright box in points, from the left and the foot of the page."""

    left: float
    """Its left edge."""
    bottom: float
    """Its lower edge."""
    right: float
    """Its right edge."""
    top: float
    """Its upper edge."""


class Run(Frozen):
    """Text that was drawn at once."""

    text: str
    """What its glyphs say, in the order they were drawn."""
    mark: int
    """Number of the marked content it belongs to; -1 where it is an artifact, or nothing."""
    artifact: str
    """`Header`, `Footer` or another kind of artifact; empty for content."""
    box: Box
    """From the beginning to the end of its base line, and as high as its small letters."""
    size: float
    """Size of its type, in points."""
    silent: int
    """How many of its glyphs are drawn as missing, or say nothing that could be read."""


class Font(Frozen):
    """A font that some text was drawn with."""

    name: str
    """Its name, as the file has it."""
    embedded: bool
    """Whether the file carries it."""
    readable: bool
    """Whether the file says what its glyphs mean."""
    meanings: Mapping[int, str]
    """What each glyph says."""
    widths: Mapping[int, float]
    """How wide each glyph is, in thousandths of its size."""
    width: float
    """How wide the others are."""
    bytes_each: int
    """How many bytes name a glyph."""


class DrawnPage(Frozen):
    """A page as it is drawn."""

    box: Box
    """The page itself."""
    runs: tuple[Run, ...]
    """Its text in the order it was drawn."""
    painted: tuple[Box, ...]
    """Its backgrounds and frames."""
    fonts: tuple[Font, ...]
    """The fonts of its text."""


class UnreadableError(CommuniqueError):
    """A file that is no PDF, or a broken one."""


class PdfReading(Frozen):
    """All that a reader gets out of a PDF."""

    language: str
    """BCP 47 tag of the document; empty where it says none."""
    title: str
    """What the window of a reader shows as its title."""
    passages: tuple[Passage, ...]
    """Its text in the order of reading."""
    pages: tuple[DrawnPage, ...]
    """Its pages as they are drawn."""
    untagged: tuple[tuple[int, str], ...]
    """Page and text of what is drawn as content and stands in no tag."""
    artifacts: tuple[tuple[int, str, str], ...]
    """Page, kind and text of running headers, footers and the like."""
    fonts: tuple[Font, ...]
    """All fonts of its text."""
    links: tuple[tuple[int, str, str], ...]
    """Page, address and description of every place that can be clicked."""
    outline: tuple[str, ...]
    """The titles of its bookmarks."""
