"""An image without a text for who cannot see it withholds the editions that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from communique.page.images import undescribed_images
from communique.pdf import render_pdf

if TYPE_CHECKING:
    from conftest import Newsroom

SVG = '<svg{} width="9" height="9" xmlns="http://www.w3.org/2000/svg">{}<path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<img src="a.svg">', ("a.svg",)),
        ('<img src="a.svg" alt="  ">', ("a.svg",)),
        ('<img src="a.svg"><img src="a.svg">', ("a.svg",)),
        ('<img src="a.svg" alt="Town hall">', ()),
        ('<img src="a.svg" alt="">', ()),
        ('<img src="a.svg" aria-label="Town hall">', ()),
        ('<img src="a.svg" role="presentation">', ()),
        ('<p aria-hidden="true"><b><img src="a.svg"></b></p>', ()),
        ('<p aria-hidden="true">x</p><img src="a.svg">', ("a.svg",)),
        (SVG.format(' class="star"', ""), ("star",)),
        (SVG.format("", ""), ("svg",)),
        (SVG.format("", "<title>Star</title>"), ()),
        (SVG.format("", "<title> </title>"), ("svg",)),
        (SVG.format(' aria-label="Star"', ""), ()),
        (SVG.format(' aria-hidden="true"', ""), ()),
        (SVG.format("", "<g><title>Star</title></g>") + SVG.format(' id="b"', ""), ("svg", "b")),
        ("<br><p>img</p><!-- <img> --><script>'<img>'</script>", ()),
    ],
)
def test_images_without_a_text_are_told_from_decoration(
    body: str, expected: tuple[str, ...]
) -> None:
    """On the web and on paper alike; a title of the page is none of a drawing."""
    html = f'<!doctype html><html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    assert undescribed_images(html) == expected
    asset = SVG.format("", "").encode()
    problems = render_pdf(html, assets={"a.svg": asset}).problems
    assert [problem.split("`")[1] for problem in problems] == list(expected)


@pytest.mark.parametrize("template", ["release.html.j2", "release.pdf.html.j2", "index.html.j2"])
def test_an_image_without_a_text_stops_the_page_that_has_it(
    newsroom: Newsroom, template: str
) -> None:
    """The finding names the image and the line of the template; its editions are withheld."""
    path = f"templates/{template}"
    newsroom.replace(path, "<h1>", '<h1><img src="x.svg">')
    outcome = newsroom.build()
    assert (outcome.code, set(outcome.rules())) == (1, {"page-failed"})
    line = newsroom.line_of(path, "<h1>")
    assert set(outcome.places()) == {f"{path}:{line}"}
    assert "the image `x.svg` has no alternative text" in outcome.text
