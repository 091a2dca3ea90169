"""Text that does not fit into its box, which only the layout can tell."""

from __future__ import annotations

import pytest

from communique.pdf import render_pdf

LONG = "Donaudampfschifffahrtsgesellschaft"


def problems(body: str, style: str = "", *, language: str = "en", direction: str = "ltr") -> str:
    """What is wrong with a small page, a line each."""
    page = (
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><title>x</title>'
        f"<style>@page {{ size: A5; margin: 20mm }} {style}</style></head>"
        f"<body>{body}</body></html>"
    )
    return "\n".join(render_pdf(page, assets={}).problems)


@pytest.mark.parametrize(
    ("body", "style"),
    [
        (f"<div>{LONG}</div>", "div { width: 20mm }"),
        (f"<table><tr><td>{LONG}<td>x</table>", "table { width: 20mm; table-layout: fixed }"),
        (f"<p><b>{LONG}</b></p>", "b { display: inline-block; width: 10mm }"),
        (f"<section><p>{LONG}</p><p>x</p></section>", "section { display: flex; width: 30mm }"),
    ],
)
def test_text_that_is_wider_than_its_box(body: str, style: str) -> None:
    """In a card, a cell of a table, and a box in a line."""
    assert f"the text `{LONG}` is wider than its box" in problems(body, style)


def test_text_that_is_wider_than_its_box_from_right_to_left() -> None:
    """There it leaves the box on the left."""
    words = "الاتحاد\u00a0الأوروبي\u00a0والأمم\u00a0المتحدة"
    found = problems(f"<div>{words}</div>", "div { width: 10mm }", language="ar", direction="rtl")
    assert "is wider than its box" in found


@pytest.mark.parametrize("height", ["height", "max-height"])
@pytest.mark.parametrize(
    "body", ["one two three four five", "<p>one two</p><p>three four five</p>"]
)
def test_text_that_is_longer_than_its_box(height: str, body: str) -> None:
    """A box of a fixed height is made for the source; a translation takes more lines."""
    found = problems(
        f"<div>{body}</div>", f"div {{ width: 20mm; {height}: 8mm }} p {{ margin: 0 }}"
    )
    assert "does not fit into the height of its box" in found


@pytest.mark.parametrize(
    "body",
    [
        "<p>one <i>two</i> three</p><ul><li>four<ol><li>five</ol></ul>",
        '<p style="text-indent: -5mm">one two three</p>',
        '<p style="text-align: right; letter-spacing: 3pt">one</p>',
        f'<p style="text-align: justify">{"one two three four five " * 30}</p>',
        '<div style="height: 40mm; border: 1pt solid">one</div>',
        '<ul dir="rtl" lang="ar"><li>واحد</li><li>اثنان three</li></ul>',
    ],
)
def test_what_is_as_it_should_be(body: str) -> None:
    """Bullets, a hanging first line, justified lines and room to spare are no fault."""
    assert problems(body) == ""
