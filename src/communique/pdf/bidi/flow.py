"""What each element of a page is to the lines of text around it."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol
from xml.etree.ElementTree import Element

from communique.pdf.bidi.tree import local_name

__all__ = ["ByName", "Flow", "Reading"]


class Flow(Enum):
    """What an element is to the lines of text around it."""

    BLOCK = auto()
    """It has lines of its own and ends the lines before it."""
    INLINE = auto()
    """Its content stands in the lines of the block around it."""
    ATOMIC = auto()
    """One object in the line, with lines of its own inside: an inline block."""
    REPLACED = auto()
    """One object in the line, whose inside is no text: an image."""
    ASIDE = auto()
    """Taken out of the line, with lines of its own: a float, a footnote."""
    BREAK = auto()
    """It ends the line: `<br>`."""
    HIDDEN = auto()
    """It is not laid out."""


class Reading(Protocol):
    """How a tree is to be read: what each element is to the lines of text."""

    def flow(self, element: Element) -> Flow:
        """What the element is to the lines of text around it."""

    def keeps_line_breaks(self, element: Element) -> bool:
        """Whether a line feed in the element's text ends a line, as in `<pre>`."""


class ByName:
    """Read a tree by the names of its elements, as a page without a style sheet."""

    _BLOCKS = frozenset(
        """
        html body address article aside blockquote caption center col colgroup dd details dialog
        dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6
        header hgroup hr legend li listing main menu nav ol p plaintext pre search section summary
        table tbody td tfoot th thead tr ul xmp
        """.split()
    )
    _HIDDEN = frozenset(
        """
        area base basefont datalist head link meta noembed noframes param rp script source style
        template title track
        """.split()
    )
    _ATOMIC = frozenset("button input meter progress select textarea".split())
    _REPLACED = frozenset("audio canvas embed iframe img math object svg video".split())
    _PREFORMATTED = frozenset("listing plaintext pre textarea xmp".split())

    def flow(self, element: Element) -> Flow:
        """What the element is to the lines of text around it."""
        name = local_name(element)
        if not name or name in self._HIDDEN:
            return Flow.HIDDEN
        if name in self._BLOCKS:
            return Flow.BLOCK
        if name in self._REPLACED:
            return Flow.REPLACED
        if name in self._ATOMIC:
            return Flow.ATOMIC
        return Flow.BREAK if name == "br" else Flow.INLINE

    def keeps_line_breaks(self, element: Element) -> bool:
        """Whether a line feed in the element's text ends a line."""
        return local_name(element) in self._PREFORMATTED
