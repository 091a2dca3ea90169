"""Render one finished page: text in, bytes and everything that went wrong out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from communique.findings import CommuniqueError
from communique.frozen import Frozen
from communique.pdf.errors import PdfError
from communique.pdf.fetch import Resources
from communique.pdf.libraries import check_libraries
from communique.pdf.source import PdfSource

if TYPE_CHECKING:
    from communique.pdf.engine.production import Production

__all__ = ["PdfResult", "load_engine", "render_pdf"]


class PdfResult(Frozen):
    """A PDF, and what a reader of it would miss."""

    content: bytes
    """The file: PDF/UA-1 and, at once, PDF/A-2a, or 3a with its source; as the page allows."""
    pages: int
    """Number of pages."""
    missing_glyphs: tuple[str, ...]
    """Characters for which no font has a glyph, in the order of Unicode."""
    problems: tuple[str, ...]
    """Everything else that is not as the page asks, one sentence each, in order, none twice."""


def render_pdf(
    html: str, *, assets: Mapping[str, bytes], source: PdfSource | None = None
) -> PdfResult:
    """Turn one finished HTML page into a PDF.

    `html` is the whole page; its head gives title, author, subject (`description`), keywords,
    dates (`dcterms.created`, `dcterms.modified`), and its outermost element language and
    direction. `assets` are the style sheets, images and fonts it may name as `asset:///name`, by
    name; nothing else is ever opened. Fonts are those of the environment, as fontconfig finds
    them. With the `source` that the page was made from the PDF carries it, and is PDF/A-3a; else
    it is PDF/A-2a. The same page gives the same bytes in every process.

    Raises PdfError where the page asks for anything else or cannot be laid out, LibraryError
    where a native library is missing, EngineError where WeasyPrint is not the one expected.
    """
    produce = load_engine()
    resources = Resources(assets=assets)
    try:
        production = produce(html, resources, source)
    except CommuniqueError:
        raise
    except Exception as error:
        raise _failure(error, resources) from error
    if resources.refusals:
        raise _refusal(resources)
    return PdfResult(
        content=production.content,
        pages=production.pages,
        missing_glyphs=production.missing_glyphs,
        problems=production.problems,
    )


@functools.cache
def load_engine() -> Callable[[str, Resources, PdfSource | None], Production]:
    """Load and repair WeasyPrint, which takes a second or two; the first page does it otherwise.

    Set `FONTCONFIG_FILE` before. Raises LibraryError or EngineError as `render_pdf` does.
    """
    check_libraries()
    import weasyprint

    from communique.pdf.engine.pinned import check_internals

    # Before the repairs are imported: with another version, that alone could fail.
    check_internals(weasyprint.__version__)
    from communique.pdf.engine.production import apply_repairs, produce

    apply_repairs()
    return produce


_KNOWN_FAILURES: dict[type[Exception], str] = {
    RecursionError: "its elements are nested too deeply",
    MemoryError: "it needs more memory than there is",
    OverflowError: "a length of its style sheet is too large",
    ZeroDivisionError: "a length of its style sheet is too large or too small",
}


def _failure(error: Exception, resources: Resources) -> PdfError:
    if resources.refusals:
        return _refusal(resources)
    for kind, reason in _KNOWN_FAILURES.items():
        if isinstance(error, kind):
            return PdfError(f"the page cannot be laid out: {reason}")
    return PdfError(f"the page cannot be laid out: `{type(error).__name__}: {error}`")


def _refusal(resources: Resources) -> PdfError:
    first = resources.refusals[0]
    if len(resources.refusals) == 1:
        return first
    messages = dict.fromkeys(str(refusal) for refusal in resources.refusals)
    return PdfError("; ".join(messages), hint=first.hint)
