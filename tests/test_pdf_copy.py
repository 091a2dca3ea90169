"""What is copied from a right-to-left PDF, and searched in it, is in the order of reading."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pypdfium2
import pytest

from character_places import with_faces
from communique.fonts import ARABIC_FAMILY, SANS_FAMILY, FontSet, use_fonts
from communique.page import HouseStyle, release_page
from communique.pdf import render_pdf
from communique.project import load_project, plan_editions
from mixed_lines import MIXED_LINES, QUOTING_LINES

if TYPE_CHECKING:
    from browser import Browser

REPOSITORY: Final = Path(__file__).parent.parent
TOLD: Final = (REPOSITORY / "docs/explanation/right-to-left.md").read_text("utf-8")
# Marks, and characters without a width, are kept by some readers and dropped by others.
_UNSPOKEN: Final = re.compile("[\u064b-\u065f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN: Final = re.compile("[\u200e\u200f]")
_WORD: Final = re.compile(r"\w+")
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s،]+[\w/]|www\.[\w.]+\w")
_EXCHANGED: Final = re.compile(r"[][()«»“”…]")


def words_of(text: str) -> list[str]:
    """The words of a text, without what stands between them."""
    return _WORD.findall(_UNSPOKEN.sub("", text))


@dataclass(frozen=True)
class Paper:
    """A PDF, and what was written in it."""

    path: Path
    """The file."""
    blocks: tuple[str, ...]
    """The text of each of its blocks."""

    def pairs(self) -> list[tuple[str, str]]:
        """Neighbouring words."""
        return [pair for block in self.blocks for pair in pairwise(words_of(block))]

    def phrases(self) -> list[str]:
        """Neighbouring words with the signs that belong to them, as one would type them."""
        texts = [_UNSEEN.sub("", block).split() for block in self.blocks]
        return [f"{one} {two}" for text in texts for one, two in pairwise(text)]

    def addresses(self) -> list[str]:
        """All addresses of mail and web."""
        return [found for block in self.blocks for found in _ADDRESS.findall(block)]


@pytest.fixture(scope="module")
def arabic(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """The Arabic sample."""
    use_fonts(fonts)
    project = load_project(REPOSITORY)
    style = HouseStyle(project.templates, folder="templates")
    [edition] = [
        planned.edition
        for planned in plan_editions(project).editions
        if planned.edition.locale.tag == "ar"
    ]
    view = release_page(edition, locales=(), draft=False)
    html = style.page("release.pdf.html.j2", view, edition.words)
    return paper(html, tmp_path_factory.mktemp("copy") / "ar.pdf", project.assets)


@pytest.fixture(scope="module")
def mixed(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Lines of Arabic with all that runs the other way."""
    use_fonts(fonts)
    return paper(page_of(MIXED_LINES, "ar"), tmp_path_factory.mktemp("copy") / "mixed.pdf")


@pytest.fixture(scope="module")
def quoting(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Lines of English that quote Arabic and Hebrew."""
    use_fonts(fonts)
    return paper(page_of(QUOTING_LINES, "en"), tmp_path_factory.mktemp("copy") / "quoting.pdf")


def paper(html: str, path: Path, assets: Mapping[str, bytes] = MappingProxyType({})) -> Paper:
    """A page as a PDF."""
    path.write_bytes(render_pdf(html, assets=assets).content)
    found = re.findall(r"<(p|h1|h2|li)\b[^>]*>(.*?)</\1>", html.split("<body>")[1], re.DOTALL)
    blocks = (unescape(re.sub("<[^>]*>", "", text)) for _, text in found)
    return Paper(path=path, blocks=tuple(" ".join(block.split()) for block in blocks))


def page_of(lines: Sequence[str], language: str) -> str:
    """Each line as a paragraph."""
    direction = "rtl" if language in ("ar", "fa", "he") else "ltr"
    style = f"@page {{ size: A4 }} html {{ font: 12px {ARABIC_FAMILY!r}, {SANS_FAMILY!r} }}"
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<html lang="{language}" dir="{direction}"><head><title>x</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


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


def found_by_pdfium(paper: Paper, phrases: Sequence[str]) -> list[str]:
    """The phrases that Chromium's viewer finds, as its library searches."""
    document = pypdfium2.PdfDocument(paper.path)
    pages = [page.get_textpage() for page in document]
    return [one for one in phrases if any(page.search(one).get_next() for page in pages)]


def found_by_poppler(paper: Paper, phrases: Sequence[str]) -> list[str]:
    """The phrases that stand in what Poppler copies, but for characters nobody sees or types."""
    text = " ".join(_UNSPOKEN.sub("", copied_by_poppler(paper.path)).split())
    return [one for one in phrases if _UNSPOKEN.sub("", one) in text]


READERS: Final = {
    "pdfium": (copied_by_pdfium, found_by_pdfium),
    "Poppler": (copied_by_poppler, found_by_poppler),
}
PAPERS: Final = ("arabic", "mixed")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", PAPERS)
class TestReaders:
    """What the two libraries behind most programs make of right-to-left text."""

    def test_all_words_are_copied_in_the_order_they_are_read(
        self, name: str, reader: str, request: pytest.FixtureRequest
    ) -> None:
        """Every two neighbours, numbers, dates and telephone numbers among them."""
        paper: Paper = request.getfixturevalue(name)
        neighbours = set(pairwise(words_of(READERS[reader][0](paper.path))))
        pairs = paper.pairs()
        assert len(pairs) > 300
        assert [pair for pair in pairs if pair not in neighbours] == []
        assert told(reader, 1 + PAPERS.index(name)) == 1

    def test_addresses_are_copied_whole(
        self, name: str, reader: str, request: pytest.FixtureRequest
    ) -> None:
        """Ready to be pasted where they lead to."""
        paper: Paper = request.getfixturevalue(name)
        text = READERS[reader][0](paper.path)
        assert len(paper.addresses()) >= 4
        assert [one for one in paper.addresses() if one not in text] == []

    def test_what_is_searched_is_found(
        self, name: str, reader: str, request: pytest.FixtureRequest
    ) -> None:
        """Two neighbouring words with their signs; as many as the documentation tells.

        What is not found has a bracket, a quotation mark or an ellipsis, which pdfium exchanges.
        """
        paper: Paper = request.getfixturevalue(name)
        phrases = paper.phrases()
        found = READERS[reader][1](paper, phrases)
        assert len(found) / len(phrases) >= told(reader, 3 + PAPERS.index(name))
        lost = [one for one in phrases if one not in found]
        assert [one for one in lost if not _EXCHANGED.search(one)] == []


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("fa", ["شرکت Acme نتایج سال ۱۴۰۵ را منتشر کرد", "نشانی: press@example.org برای همه"]),
        ("en", ["The paper الأمم المتحدة wrote to press@example.org today, she said."]),
    ],
)
def test_other_pages_are_read_by_poppler(
    language: str, lines: list[str], fonts: FontSet, tmp_path: Path
) -> None:
    """Persian, and a page from left to right that quotes Arabic."""
    use_fonts(fonts)
    page = paper(page_of(lines, language), tmp_path / "page.pdf")
    assert found_by_poppler(page, page.blocks) == list(page.blocks)


@pytest.mark.parametrize("reader", READERS)
def test_english_that_quotes_is_copied_in_order_as_far_as_told(reader: str, quoting: Paper) -> None:
    """Of two neighbours of a quotation, pdfium reads the second one first; Poppler does not."""
    neighbours = set(pairwise(words_of(READERS[reader][0](quoting.path))))
    pairs = quoting.pairs()
    assert sum(pair in neighbours for pair in pairs) / len(pairs) >= told(reader, 6)


@pytest.mark.browser
@pytest.mark.parametrize(("name", "language"), [("arabic", "ar"), ("quoting", "en")])
@pytest.mark.parametrize("copied", [copied_by_pdfium, copied_by_poppler])
def test_chromium_prints_nothing_that_is_copied_better(
    copied: Callable[[Path], str],
    name: str,
    language: str,
    request: pytest.FixtureRequest,
    browser: Browser,
    fonts: FontSet,
    tmp_path: Path,
) -> None:
    """Not one pair more is in order in Chromium's own PDF of the same texts in the same face."""
    ours: Paper = request.getfixturevalue(name)
    direction = "rtl" if language == "ar" else "ltr"
    body = "".join(f'<p dir="{direction}">{escape(block)}</p>' for block in ours.blocks)
    style = f"p {{ font: 12px {ARABIC_FAMILY!r}, {SANS_FAMILY!r} }}"
    head = f"<head><style>{style}</style></head>"
    page = f'<html lang="{language}" dir="{direction}">{head}<body>{body}</body></html>'
    (tmp_path / "page.html").write_text(with_faces(page, fonts), "utf-8")
    browser.show((tmp_path / "page.html").as_uri())
    theirs = tmp_path / "theirs.pdf"
    theirs.write_bytes(b64decode(browser.ask("Page.printToPDF")["data"]))
    found = [set(pairwise(words_of(copied(path)))) for path in (ours.path, theirs)]
    right = [sum(pair in neighbours for pair in ours.pairs()) for neighbours in found]
    assert right[0] >= right[1], right


def told(reader: str, column: int) -> float:
    """The share that the documentation tells of a reader."""
    [row] = [line for line in TOLD.splitlines() if line.startswith(f"| {reader} |")]
    return int(re.sub(r"\D", "", row.split("|")[column + 1])) / 100
