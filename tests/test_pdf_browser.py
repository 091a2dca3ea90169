"""Text stands where headless Chromium puts it, character by character."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

import mixed_text
from browser import Browser
from character_places import (
    TOLERANCE,
    Verdict,
    as_written,
    compared,
    in_chromium,
    in_weasyprint,
)
from communique.fonts import FontSet
from communique.page import HouseStyle, release_page
from communique.project import load_project, plan_editions

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPOSITORY: Final = Path(__file__).parent.parent
BATCHES: Final = tuple((seed, width) for width in (260, 420, 620) for seed in range(1, 5))
"""Seed and width, in pixels, of each batch of random paragraphs."""
SIZE: Final = 200
"""Number of paragraphs in a batch."""
OTHER_BREAKS: Final = 0.08
"""Share of the paragraphs of a batch that may have lines broken at other words."""
SECTIONS: Final = 20
"""Number of sections with blocks of every kind, in each direction."""
SAMPLES: Final = {"ar": 0, "el": 0, "zh": 4}
"""Languages of the sample, and how many of its blocks may have lines broken at other words."""
ALIGNMENTS: Final = ("", "main { text-align: start !important }")
_FOOT: Final = "أعلنت Acme Corp (Berlin) زيادة 12.5% «The 2026 Report» اليوم: +32 2 299 11 11!"
FEET: Final = {
    "@bottom-left": "string(title)",
    "@top-left": f'"{_FOOT}"',
    "@bottom-right": '"صفحة " counter(page) " من " counter(pages) " (Page)"',
}
"""Boxes in the margin of a page, and what they have in them."""
ONE_LINE: Final = 15_000
"""Pixels into which every paragraph fits without a break."""


def test_the_documentation_tells_what_is_compared() -> None:
    """The table of measured agreement has the numbers that the tests below have."""
    told = (REPOSITORY / "docs/explanation/right-to-left.md").read_text("utf-8")
    blocks = 2 * SECTIONS * mixed_text.structures(0, "rtl").count(" id=")
    assert f"| {len(BATCHES) * SIZE:,} | all |" in told
    assert f"| {blocks:,} | all |" in told
    assert f"| {len(SAMPLES) * len(ALIGNMENTS)} pages | all |" in told
    assert f"| {2 * len(FEET)} boxes | all |" in told
    assert f"more than {TOLERANCE:.0f} pixels aside" in told


def wrong(verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """What is neither right nor broken at other words."""
    return {
        name: verdict
        for name, verdict in verdicts.items()
        if verdict.kind not in ("right", "lines")
    }


def broken_otherwise(verdicts: Mapping[str, Verdict]) -> list[str]:
    """Names of the blocks whose lines are broken at other words."""
    return [name for name, verdict in verdicts.items() if verdict.kind == "lines"]


@pytest.mark.parametrize(("seed", "width"), BATCHES)
def test_each_character_stands_where_chromium_puts_it(
    seed: int, width: int, fonts: FontSet, browser: Browser, tmp_path: Path
) -> None:
    """Random paragraphs have each character in its line and order, at its place.

    Compared twice: with a page in which generated text is written out, so that its characters
    have places to ask for, and with the page as it is. A paragraph in which the two break lines
    at other words is compared again in one line; there are few of them.
    """
    paragraphs = mixed_text.Paragraphs(seed * 1000 + width).body(SIZE).splitlines(keepends=True)

    def verdicts(body: str, width: int) -> dict[str, Verdict]:
        ours = in_weasyprint(mixed_text.page(body, width))
        page = mixed_text.page(body, width, written_out=True)
        written_out = compared(ours, in_chromium(page, browser, fonts, tmp_path))
        page = mixed_text.page(body, width)
        generated = compared(as_written(ours), in_chromium(page, browser, fonts, tmp_path))
        return {
            name: verdict if verdict.kind != "right" else generated.get(name, verdict)
            for name, verdict in written_out.items()
        }

    found = verdicts("".join(paragraphs), width)
    assert len(found) == SIZE
    assert not wrong(found)
    others = broken_otherwise(found)
    assert len(others) <= OTHER_BREAKS * SIZE
    again = [one for one in paragraphs if any(f'id="{name}"' in one for name in others)]
    assert len(again) == len(others)
    unbroken = verdicts("".join(again), ONE_LINE)
    assert {name: one for name, one in unbroken.items() if one.kind != "right"} == {}


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_blocks_stand_where_chromium_puts_them(
    direction: str, fonts: FontSet, browser: Browser, tmp_path: Path
) -> None:
    """Headings, lists, tables, quotations and rows of mixed text, in both directions of a page."""
    body = "".join(mixed_text.structures(seed, direction) for seed in range(SECTIONS))

    def verdicts(width: int) -> dict[str, Verdict]:
        page = mixed_text.page(body, width)
        return compared(
            as_written(in_weasyprint(page)), in_chromium(page, browser, fonts, tmp_path)
        )

    found = verdicts(640)
    assert len(found) == SECTIONS * body.split("</section>")[0].count(" id=")
    assert not wrong(found)
    others = broken_otherwise(found)
    assert len(others) <= OTHER_BREAKS * len(found)
    unbroken = verdicts(ONE_LINE)
    assert {name: unbroken[name] for name in others if unbroken[name].kind != "right"} == {}


@pytest.fixture(scope="module")
def papers() -> Mapping[str, tuple[str, Mapping[str, bytes]]]:
    """The page on paper of each edition of the sample, its style within, and its pictures."""
    project = load_project(REPOSITORY)
    style = HouseStyle(project.templates, folder="templates")
    found = {}
    for planned in plan_editions(project).editions:
        edition = planned.edition
        if edition.locale.tag in SAMPLES:
            view = release_page(edition, locales=(), draft=False)
            html = style.page("release.pdf.html.j2", view, edition.words)
            found[edition.locale.tag] = (_with_styles(html, project.assets), project.assets)
    return found


def _with_styles(html: str, assets: Mapping[str, bytes]) -> str:
    """The page with its style sheets in it, and an id at each block that has none."""

    def sheet(match: re.Match[str]) -> str:
        return f"<style>{assets[match[1]].decode()}</style>"

    numbers = itertools.count()
    html = re.sub(r'<link rel="stylesheet" href="asset:///([^"]*)">', sheet, html)
    head, body = html.split("<body>")
    blocks = r"<(p|li|h[1-6]|dt|dd|th|td)\b(?![^>]* id=)"
    return f"{head}<body>" + re.sub(blocks, lambda one: f'{one[0]} id="b{next(numbers)}"', body)


_TALL: Final = """<style>
@page { margin: 0; @bottom-left { content: none } @bottom-right { content: none } }
html { hyphens: none; text-autospace: no-autospace; text-spacing-trim: space-all }
* { --text-wrap: none !important; --gap-growth: none !important }
"""


@pytest.mark.parametrize("tag", SAMPLES)
@pytest.mark.parametrize("style", ALIGNMENTS)
def test_the_sample_stands_where_chromium_puts_it(
    papers: Mapping[str, tuple[str, Mapping[str, bytes]]],
    tag: str,
    style: str,
    fonts: FontSet,
    browser: Browser,
    tmp_path: Path,
) -> None:
    """The whole release with its own style, as one tall page, is laid out as Chromium does it.

    But for what a browser has not: balanced titles, and a bound to the gaps of justified lines.
    """
    html, assets = papers[tag]

    def verdicts(width: str, paper: int) -> dict[str, Verdict]:
        sizes = f"@page {{ size: {paper}px 30000px }} body {{ width: {width} }}"
        page = html.replace("</head>", f"{_TALL}{sizes}{style}</style></head>")
        ours = as_written(in_weasyprint(page, assets))
        return compared(ours, in_chromium(page, browser, fonts, tmp_path))

    found = verdicts("166mm", 1000)
    assert len(found) > 30
    assert not wrong(found)
    # Chinese has other rules for the last line of a paragraph, and characters that just fit.
    others = broken_otherwise(found)
    assert len(others) <= SAMPLES[tag]
    if others:
        unbroken = verdicts(f"{ONE_LINE}px", ONE_LINE)
        assert {unbroken[name].kind for name in others} == {"right"}


def test_the_foot_of_a_page_is_ordered_as_a_paragraph(
    fonts: FontSet, browser: Browser, tmp_path: Path
) -> None:
    """What runs along each page stands as a paragraph of the same width, in both directions."""
    style = "text-align: start; font: 11px/1.5 'Communique Sans Arabic', 'Communique Sans'"
    for direction in ("rtl", "ltr"):
        for box, content in FEET.items():
            said = "صفحة 1 من 1 (Page)" if "counter" in content else _FOOT
            html = f"""<!doctype html><html lang="ar"><head><title>-</title><style>
            @page {{ size: 900px 600px; margin: 60px 100px;
              {box} {{ content: {content}; direction: {direction}; width: 260px; {style} }} }}
            h1 {{ string-set: title content(text) }}
            .like {{ direction: {direction}; width: 260px; margin: 0; {style} }}
            </style></head><body><h1>{_FOOT}</h1>"""
            [place] = [one for name, one in in_weasyprint(html).items() if name == box]
            like = f'{html}<div dir="{direction}"><p class="like" id="{box}">{said}</p></div>'
            theirs = in_chromium(like, browser, fonts, tmp_path)
            left = min(one.x for one in place) - min(one.x for one in theirs[box])
            moved = [replace(one, x=one.x - left) for one in place]
            assert compared({box: moved}, theirs)[box].kind == "right", (direction, content)
