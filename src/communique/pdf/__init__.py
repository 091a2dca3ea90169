"""One finished HTML page becomes one PDF that an archive keeps and a screen reader reads.

Importing this package does not import WeasyPrint; the first page does, or `load_engine`. The
fonts are those that fontconfig finds: set `FONTCONFIG_FILE` before.
"""

from communique.pdf.errors import EngineError, LibraryError, PdfError
from communique.pdf.fetch import ASSET_ROOT, ResourceError
from communique.pdf.libraries import check_libraries
from communique.pdf.render import PdfResult, load_engine, render_pdf
from communique.pdf.source import PdfSource

__all__ = [
    "ASSET_ROOT",
    "EngineError",
    "LibraryError",
    "PdfError",
    "PdfResult",
    "PdfSource",
    "ResourceError",
    "check_libraries",
    "load_engine",
    "render_pdf",
]
