"""Put right-to-left and mixed text in order: one bidirectional paragraph per block of a page.

WeasyPrint hands each text node to Pango alone and orders neighbouring inline boxes by the
direction of their parent only (WeasyPrint issue 106): correct inside one node, wrong as soon as
markup stands inside a sentence. Here the Unicode bidirectional algorithm (UAX #9) is resolved
over the whole inline content of each block, as CSS Writing Modes 4 section 2.4 asks, and written
back into the element tree: every stretch of a deeper embedding level becomes an element of its
own with a `dir`. Then all children of one parent share one direction, and ordering them by that
direction alone is rule L2.

The package knows trees of elements and nothing of WeasyPrint; what is a block it asks a `Reading`.
"""

from communique.pdf.bidi.flow import ByName, Flow, Reading
from communique.pdf.bidi.fribidi import embedding_levels, mirrored
from communique.pdf.bidi.ordering import RUN, is_bidirectional, may_be_rtl, nest_directions
from communique.pdf.bidi.pieces import JOINER
from communique.pdf.bidi.tree import (
    given_direction,
    local_name,
    settle_directions,
    with_parents,
)

__all__ = [
    "JOINER",
    "RUN",
    "ByName",
    "Flow",
    "Reading",
    "embedding_levels",
    "given_direction",
    "is_bidirectional",
    "local_name",
    "may_be_rtl",
    "mirrored",
    "nest_directions",
    "settle_directions",
    "with_parents",
]
