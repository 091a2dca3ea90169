"""What can go wrong while a page becomes a PDF."""

from __future__ import annotations

from communique.findings import CommuniqueError

__all__ = ["EngineError", "LibraryError", "PdfError"]


class PdfError(CommuniqueError):
    """One page could not become a PDF."""


class EngineError(CommuniqueError):
    """The installed WeasyPrint is not the one whose defects this package mends."""


class LibraryError(CommuniqueError):
    """A native library that text layout needs is missing or too old."""
