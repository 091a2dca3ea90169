"""What is wrong with a TMX file."""

from __future__ import annotations

from communique.findings import CommuniqueError

__all__ = ["TmxError"]


class TmxError(CommuniqueError):
    """A file that is no TMX, is damaged, or asks for more than it should get."""
