"""A page and its laid-out document, with every repair that subclassing reaches."""

from __future__ import annotations

import urllib.parse
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from communique.pdf.bidi import is_bidirectional, nest_directions
from communique.pdf.engine.artifacts import mark_artifacts
from communique.pdf.engine.inspection import layout_problems
from communique.pdf.engine.links import mend_links
from communique.pdf.engine.metadata import ReleaseMetadata
from communique.pdf.engine.tagging import spoken
from communique.pdf.errors import PdfError
from communique.pdf.fetch import ASSET_ROOT, Resources
from communique.pdf.flow import ByName, Flow, local_name

__all__ = ["ByStyle", "Fetcher", "ReleaseDocument", "ReleasePage"]

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


class ByStyle(ByName):
    """Read a tree by the computed style of its elements."""

    def __init__(self, style_for: Any, root: Element) -> None:
        self._style_for = style_for
        self._items = {
            child
            for element in root.iter()
            if isinstance(element.tag, str) and style_for(element)["display"][-1] in _ITEM_LAYOUTS
            for child in element
        }

    def flow(self, element: Element) -> Flow:
        """What the element is to the lines of text around it."""
        if not local_name(element):
            return Flow.HIDDEN
        style = self._style_for(element)
        display = style["display"]
        if display[0] == "none":
            return Flow.HIDDEN
        if local_name(element) == "br":
            return Flow.BREAK
        if local_name(element) in self._REPLACED:
            return Flow.REPLACED
        if element in self._items:
            # Every child of a flex or grid container is laid out as a block.
            return Flow.BLOCK
        position = style["position"]
        if (
            style["float"] != "none"
            or position in ("absolute", "fixed")
            or isinstance(position, tuple)
        ):
            return Flow.ASIDE
        if display[0] == "contents" or display == ("inline", "flow"):
            return Flow.INLINE
        return Flow.ATOMIC if display[0].startswith("inline") else Flow.BLOCK

    def keeps_line_breaks(self, element: Element) -> bool:
        """Whether a line feed in the element's text ends a line."""
        return self._style_for(element)["white_space"] not in ("normal", "nowrap")


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
        """Order the text by its style, then compute the style of the ordered text."""
        given = (html, font_config, counter_style, color_profiles, options)
        context = super()._build_layout_context(*given)
        root = html.etree_element
        if not is_bidirectional(root):
            return context
        nest_directions(root, ByStyle(context.style_for, root))
        html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        return super()._build_layout_context(*given)

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
        problems: dict[str, None] = {}
        if not document.metadata.title:
            problems["the page has no `<title>`, which PDF/UA wants"] = None
        for page in document.pages:
            mark_artifacts(page._page_box)
            page.bookmarks = [
                (level, spoken(label), target, state)
                for level, label, target, state in page.bookmarks
            ]
            problems |= dict.fromkeys((*mend_links(page), *layout_problems(page)))
        document.problems = tuple(problems)
        return document


class ReleasePage(HTML):
    """One finished HTML page, before layout."""

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
        options["stylesheets"] = [*(options["stylesheets"] or ()), _OVERRIDES]
        return ReleaseDocument._render(self, font_config, counter_style, color_profiles, options)


_ITEM_LAYOUTS = ("flex", "grid")
_DEFAULTS, _OVERRIDES = (
    CSS(string=(files(__package__) / name).read_text("utf-8"))
    for name in ("defaults.css", "overrides.css")
)
