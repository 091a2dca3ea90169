"""Know how programs guess the order of reading of a line of PDF, and what makes them guess right.

Hardly a program looks at the tags of a PDF when text is copied or searched. Each takes the
characters of a line as they stand from left to right, and turns around what it holds for
right-to-left by rules of its own, none of which is the Unicode bidirectional algorithm. The
package tells, line by line, where a directional mark helps, and what a program must find to read
what was written. It knows texts and places, and nothing of WeasyPrint.
"""

from communique.pdf.copying.line import Sign, Stretch, as_seen, signs_of
from communique.pdf.copying.pdfium import (
    Share,
    found_by_pdfium,
    has_letters,
    is_marks,
    is_neutral,
    shared_out,
)
from communique.pdf.copying.poppler import marks_for_poppler

__all__ = [
    "Share",
    "Sign",
    "Stretch",
    "as_seen",
    "found_by_pdfium",
    "has_letters",
    "is_marks",
    "is_neutral",
    "marks_for_poppler",
    "shared_out",
    "signs_of",
]
