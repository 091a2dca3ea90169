"""The text that a PDF was made from, as a value."""

from __future__ import annotations

import datetime

from communique.frozen import Frozen

__all__ = ["PdfSource"]


class PdfSource(Frozen):
    """A file that an archived PDF carries, because it was made from it."""

    name: str
    """Name of the file, without a folder."""
    content: bytes
    """Its bytes."""
    media_type: str
    """What they are, such as `text/markdown`."""
    description: str
    """What it is to the PDF, in a few words."""
    date: datetime.date
    """When it was made; the clock is not asked."""
