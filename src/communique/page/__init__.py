"""Pages: editions as HTML, by the templates of the house style."""

from communique.page.content import (
    index_page,
    landing_page,
    page_path,
    pdf_path,
    release_page,
)
from communique.page.logos import LOGO_FOLDER, logo_findings, logo_problem
from communique.page.render import HouseStyle, PageError
from communique.page.views import IndexPage, IssuerView, LandingPage, LanguageLink, ReleasePage

__all__ = [
    "LOGO_FOLDER",
    "HouseStyle",
    "IndexPage",
    "IssuerView",
    "LandingPage",
    "LanguageLink",
    "PageError",
    "ReleasePage",
    "index_page",
    "landing_page",
    "logo_findings",
    "logo_problem",
    "page_path",
    "pdf_path",
    "release_page",
]
