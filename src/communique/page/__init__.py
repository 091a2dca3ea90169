"""Pages: editions as HTML, by the templates of the house style."""

from communique.page.content import (
    index_page,
    landing_page,
    page_path,
    pdf_path,
    release_page,
)
from communique.page.render import HouseStyle, PageError
from communique.page.views import IndexPage, LandingPage, LanguageLink, ReleasePage

__all__ = [
    "HouseStyle",
    "IndexPage",
    "LandingPage",
    "LanguageLink",
    "PageError",
    "ReleasePage",
    "index_page",
    "landing_page",
    "page_path",
    "pdf_path",
    "release_page",
]
