"""What is copied from a right-to-left PDF, and searched in it, is in the order of reading."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pypdfium2
import pytest

from character_places import with_faces
from communique.fonts import ARABIC_FAMILY, SANS_FAMILY, FontSet
from communique.page import HouseStyle, release_page
from communique.pdf import render_pdf
from communique.project import load_project, plan_editions

if TYPE_CHECKING:
    from browser import Browser

REPOSITORY: Final = Path(__file__).parent.parent
TOLD: Final = (REPOSITORY / "docs/explanation/right-to-left.md").read_text("utf-8")
# Marks, and characters without a width, are kept by some readers and dropped by others.
_UNSPOKEN: Final = re.compile("[\u064b-\u065f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WORD: Final = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text, without what stands between them."""
    return _WORD.findall(_UNSPOKEN.sub("", text))


@pytest.fixture(scope="module")
def arabic(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The PDF of the Arabic sample, and the text of each block of its page."""
    project = load_project(REPOSITORY)
    style = HouseStyle(project.templates, folder="templates")
    [edition] = [
        planned.edition
        for planned in plan_editions(project).editions
        if planned.edition.locale.tag == "ar"
    ]
    view = release_page(edition, locales=(), draft=False)
    html = style.page("release.pdf.html.j2", view, edition.words)
    path = tmp_path_factory.mktemp("copy") / "ar.pdf"
    path.write_bytes(render_pdf(html, assets=project.assets).content)
    blocks = re.findall(r"<(p|h1|h2|li)\b[^>]*>(.*?)</\1>", html.split("<body>")[1], re.DOTALL)
    return path, [unescape(re.sub("<[^>]*>", "", text)) for _, text in blocks]


def copied_by_pdfium(path: Path) -> str:
    """All text, as Chromium's viewer copies it."""
    document = pypdfium2.PdfDocument(path)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def copied_by_poppler(path: Path) -> str:
    """All text, as viewers made with Poppler copy it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    ("reader", "copied"), [("pdfium", copied_by_pdfium), ("Poppler", copied_by_poppler)]
)
def test_words_are_copied_in_the_order_they_are_read(
    reader: str, copied: Callable[[Path], str], arabic: tuple[Path, list[str]]
) -> None:
    """All but a few neighbouring words of the sample stand in that order in what is copied.

    The few are what a reader spoils by rules of its own; the documentation tells how many.
    """
    path, blocks = arabic
    neighbours = set(pairwise(words_of(copied(path))))
    pairs = [pair for block in blocks for pair in pairwise(words_of(block))]
    share = sum(pair in neighbours for pair in pairs) / len(pairs)
    assert len(pairs) > 450
    assert share >= told(reader, 1)


@pytest.mark.browser
@pytest.mark.parametrize("copied", [copied_by_pdfium, copied_by_poppler])
def test_chromium_prints_nothing_that_is_copied_better(
    copied: Callable[[Path], str],
    arabic: tuple[Path, list[str]],
    browser: Browser,
    fonts: FontSet,
    tmp_path: Path,
) -> None:
    """But for a hundredth: the rest is what these readers make of any PDF in Arabic."""
    ours, blocks = arabic
    body = "".join(f'<p dir="rtl">{escape(block)}</p>' for block in blocks)
    style = f"p {{ font: 12px {ARABIC_FAMILY!r}, {SANS_FAMILY!r} }}"
    page = (
        f'<html lang="ar" dir="rtl"><head><style>{style}</style></head><body>{body}</body></html>'
    )
    (tmp_path / "page.html").write_text(with_faces(page, fonts), "utf-8")
    browser.show((tmp_path / "page.html").as_uri())
    theirs = tmp_path / "theirs.pdf"
    theirs.write_bytes(b64decode(browser.ask("Page.printToPDF")["data"]))
    pairs = [pair for block in blocks for pair in pairwise(words_of(block))]
    found = [set(pairwise(words_of(copied(path)))) for path in (ours, theirs)]
    right = [sum(pair in neighbours for pair in pairs) for neighbours in found]
    assert right[0] >= right[1] - len(pairs) / 100, right


def test_what_is_searched_is_found(arabic: tuple[Path, list[str]]) -> None:
    """Two neighbouring words, typed as they are read, are found by Chromium's viewer."""
    path, blocks = arabic
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage() for page in document]
    pairs = [
        f"{one} {two}"
        for block in blocks
        for one, two in pairwise(block.split())
        if re.search("[\u0620-\u064a]", one + two)
    ]
    found = [pair for pair in pairs if any(page.search(pair).get_next() for page in pages)]
    assert len(found) / len(pairs) >= told("pdfium", 2)


def told(reader: str, column: int) -> float:
    """The share that the documentation tells of a reader."""
    [row] = [line for line in TOLD.splitlines() if line.startswith(f"| {reader} |")]
    return int(re.sub(r"\D", "", row.split("|")[column + 1])) / 100
