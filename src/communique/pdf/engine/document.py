"""A page and its laid-out document, with every repair that subclassing reaches."""

from __future__ import annotations

import urllib.parse
from importlib.resources import files
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from communique.pdf.bidi import is_bidirectional, nest_directions, settle_directions
from communique.pdf.engine.artifacts import mark_artifacts, missing_alternatives
from communique.pdf.engine.generated import has_rtl_content, write_generated
from communique.pdf.engine.inspection import layout_problems
from communique.pdf.engine.line_texts import note_lines
from communique.pdf.engine.links import mend_links
from communique.pdf.engine.metadata import ReleaseMetadata
from communique.pdf.engine.styles import ByStyle, adopt_directions, restyle
from communique.pdf.engine.tagging import spoken
from communique.pdf.errors import PdfError
from communique.pdf.fetch import ASSET_ROOT, Resources

__all__ = ["Fetcher", "ReleaseDocument", "ReleasePage"]

# Without this the standard library resolves no address relative to an asset.
for _schemes in (urllib.parse.uses_relative, urllib.parse.uses_netloc):
    if "asset" not in _schemes:
        _schemes.append("asset")


class Fetcher(URLFetcher):
    """The way WeasyPrint asks for what a page names; no other address is ever opened."""

    def __init__(self, resources: Resources) -> None:
        super().__init__(allowed_protocols=("asset", "data"), allow_redirects=False)
        self.resources = resources

    def fetch(self, url: str, headers: Any = None) -> Any:
        """What stands at an address; raises ResourceError."""
        del headers
        resource = self.resources.read(url)
        return URLFetcherResponse(url, resource.content, {"Content-Type": resource.media_type})


class ReleaseDocument(Document):
    """A laid-out page: text in order, one annotation per link, decoration known."""

    direction: str = "ltr"
    """Direction of the page as a whole."""
    problems: tuple[str, ...] = ()
    """What is wrong with the page and did not stop its layout."""

    @classmethod
    def _build_layout_context(
        cls,
        html: Any,
        font_config: Any,
        counter_style: Any,
        color_profiles: Any,
        options: Any,
    ) -> Any:
        """Order the text by its style, then give that style to the ordered text."""
        context = super()._build_layout_context(
            html, font_config, counter_style, color_profiles, options
        )
        root, style_for = html.etree_element, context.style_for
        if is_bidirectional(root) or has_rtl_content(style_for):
            # HTML: text that a style sheet generates has no say in this.
            settle_directions(root)
            generated, html.ordering_problems = write_generated(html, context, counter_style)
            reading = ByStyle(style_for, root)
            adopt_directions(root, style_for, reading)
            restyle(style_for, root, nest_directions(root, reading), generated)
        return context

    @classmethod
    def _render(
        cls,
        html: Any,
        font_config: Any,
        counter_style: Any,
        color_profiles: Any,
        options: Any,
    ) -> ReleaseDocument:
        document: ReleaseDocument = super()._render(
            html, font_config, counter_style, color_profiles, options
        )
        if document.metadata.attachments:
            raise PdfError("the page attaches a file, and an archived PDF carries none")
        document.metadata = ReleaseMetadata.of(document.metadata)
        document.direction = (html.etree_element.get("dir") or "ltr").lower()
        problems: dict[str, None] = dict.fromkeys(html.ordering_problems)
        if not document.metadata.title:
            problems["the page has no `<title>`, which PDF/UA wants"] = None
        for page in document.pages:
            mark_artifacts(page._page_box)
            note_lines(page._page_box, rtl=document.direction == "rtl")
            page.bookmarks = [
                (level, spoken(label), target, state)
                for level, label, target, state in page.bookmarks
            ]
            problems |= dict.fromkeys(
                (*mend_links(page), *layout_problems(page), *missing_alternatives(page))
            )
        document.problems = tuple(problems)
        return document


class ReleasePage(HTML):
    """One finished HTML page, before layout."""

    ordering_problems: tuple[str, ...] = ()
    """What could not be put in order."""

    def __init__(self, html: str, resources: Resources) -> None:
        super().__init__(string=html, base_url=ASSET_ROOT, url_fetcher=Fetcher(resources))

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002
        return [*super()._ua_stylesheets(forms), _DEFAULTS]

    def render(
        self,
        font_config: Any = None,
        counter_style: Any = None,
        color_profiles: Any = None,
        **options: Any,
    ) -> ReleaseDocument:
        """Lay the page out; the options are WeasyPrint's, and all of them must be given."""
        return ReleaseDocument._render(self, font_config, counter_style, color_profiles, options)


_DEFAULTS = CSS(string=(files(__package__) / "defaults.css").read_text("utf-8"))
