"""Let lines break beside words whose order is forced (WeasyPrint 70.0, `text.line_break`).

Upstream takes a character that forces an order for a space without width, and finds a line break
behind it, inside the word, but none before it, where the space is. Pango, too, breaks a line
behind it, where a mark stands before.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text import line_break

from communique.pdf.engine import hyphenation

__all__ = ["get_log_attrs", "split_first_line"]

_OPENING = ("\u202d", "\u202e")
_stock = line_break.get_log_attrs
# A mark without a base breaks lines as a letter does (UAX #14, LB10).
_AS_LETTERS = str.maketrans(dict.fromkeys("\u202a\u202b\u202c\u202d\u202e", "a"))


def get_log_attrs(text: str, lang: str | None) -> Any:
    """Where Pango may break a line of the text, among others."""
    return _stock(text.translate(_AS_LETTERS), lang)


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: Any,
    **options: Any,
) -> Any:
    """Fit as much as possible in one line; a character that forces an order goes with its word."""
    found = hyphenation.split_first_line(
        text, style, context, max_width, justification_spacing, **options
    )
    layout, length, resume_at, *sizes = found
    if resume_at is None:
        return found
    line = text.encode()[:resume_at].decode()
    if len(line) > 1 and line.endswith(_OPENING):
        resume_at = len(line[:-1].encode())
    return layout, length, resume_at, *sizes
