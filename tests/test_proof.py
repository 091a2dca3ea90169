"""The proof: what was rendered is what was written, and every fault planted in it is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest

from communique.edition import Edition
from communique.findings import Finding
from communique.frozen import Frozen, replace
from communique.page import HouseStyle, page_path, pdf_path, release_page
from communique.pdf import render_pdf
from communique.project import Project, load_project, plan_editions
from communique.project.proofreader import Proofreader
from proof_faults import BODY, END, ID, ON_PAPER, ON_SCREEN, OWN_FR, PAGE, PAPER, Fault

if TYPE_CHECKING:
    from conftest import Newsroom


class Room(Frozen):
    """A project in memory, whose pages and PDF files are made and read back in the test."""

    project: Project
    """The project."""
    edition: Edition
    """The edition to look at."""
    locales: tuple[Any, ...]
    """All languages that the release is out in."""

    @classmethod
    def of(cls, root: Path, tag: str) -> Room:
        """A project on the disk, and its edition in a language."""
        project = load_project(root)
        editions = [planned.edition for planned in plan_editions(project).editions]
        (edition,) = (found for found in editions if found.locale.tag == tag)
        return cls(
            project=project,
            edition=edition,
            locales=tuple(found.locale for found in editions),
        )

    def with_change(self, path: str, old: str, new: str) -> Room:
        """The same with another text in the one place of a template or style sheet."""
        templates, assets = dict(self.project.templates), dict(self.project.assets)
        if path in templates:
            assert templates[path].count(old) == 1, f"{path} has {old!r} not once"
            templates[path] = templates[path].replace(old, new)
        else:
            assert assets[path].count(old.encode()) == 1, f"{path} has {old!r} not once"
            assets[path] = assets[path].replace(old.encode(), new.encode())
        return replace(self, project=replace(self.project, templates=templates, assets=assets))

    def html(self, template: str) -> str:
        """A page of the edition."""
        style = HouseStyle(self.project.templates, folder="templates")
        page = release_page(self.edition, locales=self.locales)
        return style.page(template, page, self.edition.words)

    def pdf(self) -> bytes:
        """Its PDF."""
        return render_pdf(self.html("release.pdf.html.j2"), assets=self.project.assets).content

    def reader(self) -> Proofreader:
        """What reads it back."""
        return Proofreader(self.project, shown="build", draft=False)

    def proof_pdf(self, content: bytes | None = None) -> tuple[Finding, ...]:
        """What is found in its PDF, or in another one."""
        return self.reader().pdf(self.edition, self.pdf() if content is None else content)

    def proof_page(self, html: str | None = None) -> tuple[Finding, ...]:
        """What is found in its page, or in another one."""
        files = {"index.html"}
        for locale in self.locales:
            files |= {page_path(ID, locale), pdf_path(ID, locale), f"{locale.tag}/index.html"}
        html = self.html("release.html.j2") if html is None else html
        return self.reader().page(self.edition, html.encode(), files)


def rules_of(findings: tuple[Finding, ...]) -> list[str]:
    """The rules that were found broken."""
    return sorted({finding.rule.id for finding in findings})


@pytest.fixture(scope="session")
def rooms(pattern_newsroom: Path) -> Callable[[str], Room]:
    """The small newsroom in memory, in one language."""

    @cache
    def room(tag: str) -> Room:
        return Room.of(pattern_newsroom, tag)

    return room


@pytest.fixture(scope="session")
def french_pdf(rooms: Callable[[str], Room]) -> bytes:
    """A PDF in which nothing is wrong."""
    return rooms("fr").pdf()


class TestWithoutFault:
    """What is right is left alone."""

    @pytest.mark.parametrize("tag", ["en", "fr", "ar"])
    def test_a_page_and_a_pdf_as_they_should_be(
        self, tag: str, rooms: Callable[[str], Room]
    ) -> None:
        """Nothing is found in either direction of writing, nor in the source language."""
        room = rooms(tag)
        assert room.proof_pdf() == ()
        assert room.proof_page() == ()

    def test_every_language_of_the_sample(self, sample: Newsroom) -> None:
        """Nothing is found in all of the languages that the repository publishes in."""
        outcome = sample.call("proof")
        assert (outcome.code, outcome.rules()) == (0, [])
        assert outcome.stderr == "27 editions read back; each has its texts, and nothing else\n"

    def test_all_that_a_text_can_have(self, newsroom: Newsroom) -> None:
        """Markup, facts, lists, foreign words, equal paragraphs, paragraphs over two pages."""
        newsroom.write("release/rich.md", RICH)
        house = newsroom.catalogue("fr", "house")
        newsroom.replace(house, 'msgstr "{city}, le {date}"', 'msgstr ""')
        outcome = newsroom.build("--draft", "--proof")
        assert not [rule for rule in outcome.rules() if rule.startswith(("proof-", "pdf-"))], (
            outcome.text
        )
        assert ("rich", "fr") in newsroom.editions("build/draft")

    def test_drafts(self, drafted: Newsroom) -> None:
        """Texts that are not translated or approved are marked, and in their own language."""
        outcome = drafted.call("proof", "--draft")
        assert (outcome.code, outcome.rules()) == (0, []), outcome.text


RICH: Final = """+++
type = "press-release"
title = "Ends: *Lowbridge* – a title with {n} words & signs, “quotes” and co-operation"
subtitle = "Lowbridge Library"
reference = "IP/18/1234"
date = 2018-05-01
city = "lowbridge"
issuers = ["library", "town"]
contacts = ["desk"]
boilerplate = ["library"]

[facts]
n = 1234567
cost = { money = 1250000, currency = "EUR" }
begun = { date = "2017-06" }
plan = "https://lowbridge.example.org/a-very-long-path/which-breaks-over-lines/and-goes-on/index"
desk = "desk@lowbridge.example.org"
friends = { name = "Amis de la Bibliothèque" }
+++

A **bold *and italic* text**, `code x-y`, [kept words]{.keep}, [mots français]{lang=fr} and
[العربية هنا]{lang=ar} inside. Numbers {n}, {cost}, {begun:in}, {friends}.

A line\\
broken on purpose, a [link over words that break at the end of a line]({desk}), {plan} and {desk}.

## Lowbridge Library

1. First item of a list, with so much text that it goes over the end of the line, and so that
   internationalisation and other words are hyphenated there;

2. Second

   - nested item

   - nested item

> A quotation.

---

### Contacts for the media

The same.

The same.

<!-- keep -->
Kept paragraph.

## More

""" + "\n\n".join(
    f"Paragraph {number} fills pages, so that some paragraph is broken over two of them and goes "
    "on upon the next one without losing a word, or the hyphen of a well-known one." * 2
    for number in range(16)
)
"""A text with all that a text can have, and with words that other parts of its pages have too."""


class TestOnPaper:
    """Faults of the template and the style sheet of the PDF."""

    @pytest.mark.parametrize("fault", ON_PAPER, ids=lambda fault: fault.name)
    def test_a_fault_is_found(self, fault: Fault, rooms: Callable[[str], Room]) -> None:
        """By the rule that is about it, at the message that it spoils."""
        findings = rooms(fault.tag).with_change(fault.path, fault.old, fault.new).proof_pdf()
        found = [finding for finding in findings if finding.rule.id == fault.rule]
        assert any(
            fault.says in finding.message and finding.place.path.startswith(fault.at)
            for finding in found
        ), "\n".join(map(str, findings))


class TestOnScreen:
    """Faults of the templates of the web."""

    @pytest.mark.parametrize("fault", ON_SCREEN, ids=lambda fault: fault.name)
    def test_a_fault_is_found(self, fault: Fault, rooms: Callable[[str], Room]) -> None:
        """By the rule that is about it, at the message that it spoils."""
        findings = rooms(fault.tag).with_change(fault.path, fault.old, fault.new).proof_page()
        assert any(
            finding.rule.id == fault.rule
            and fault.says in finding.message
            and finding.place.path.startswith(fault.at)
            for finding in findings
        ), "\n".join(map(str, findings))

    def test_a_finding_points_to_the_line_of_the_message(
        self, rooms: Callable[[str], Room], unchanged: Newsroom
    ) -> None:
        """And names the source text, the translation and the place of both."""
        (finding,) = rooms("fr").with_change(
            PAGE, BODY, '{{ page.body | replace("attendue", "crainte") }}\n{% endif %}'
        ).proof_page()  # fmt: skip
        assert finding.place.path == OWN_FR
        assert finding.place.line == unchanged.line_of(OWN_FR, 'msgstr "Nous l’avons attendue."')
        assert finding.source_text == "We have waited for this."
        assert finding.translation == "Nous l’avons attendue."
        assert finding.source_place is not None
        assert finding.source_place.path == f"release/{ID}.md"
        assert finding.locale == "fr"

    def test_a_page_that_is_none(self, rooms: Callable[[str], Room]) -> None:
        """Whatever stands in the file is read, and the texts are missing in it."""
        for html in ("", "<p", "\0", "</html></p><a href='//['>x"):
            assert "proof-text-missing" in rules_of(rooms("fr").proof_page(html))


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF after a program has changed it."""
    stream = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        change(document)
        document.save(stream)
    return stream.getvalue()


def fonts_of(document: pikepdf.Pdf) -> list[Any]:
    """The fonts of the first page."""
    return [font for _, font in document.pages[0].obj.Resources.Font.items()]


def _without_fonts(document: pikepdf.Pdf) -> None:
    for font in fonts_of(document):
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def _without_meanings(document: pikepdf.Pdf) -> None:
    for font in fonts_of(document):
        del font.ToUnicode


def _with_a_missing_glyph(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    content = page.Contents.read_bytes()
    # The first glyph of the text.
    page.Contents = document.make_stream(re.sub(rb"\[<....", b"[<0000", content, count=1))


def _with_one_page_more(document: pikepdf.Pdf) -> None:
    document.pages.append(document.pages[0])
    document.pages.append(document.pages[0])


def _without_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def _without_tags(document: pikepdf.Pdf) -> None:
    document.Root.StructTreeRoot.K = pikepdf.Array([])


def _with_another_link(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for note in page.obj.get("/Annots", []):
            note.A.URI = pikepdf.String("https://elsewhere.example.com")


def _with_a_silent_link(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for note in page.obj.get("/Annots", []):
            del note.Contents


def _with_text_beside_the_tags(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    name = next(iter(page.obj.Resources.Font.keys()))
    text = f"BT {name} 12 Tf 1 0 0 1 100 400 Tm <00240025> Tj ET".encode()
    page.contents_add(document.make_stream(text))


def _with_another_title(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = "Untitled"


AFTERWARDS: Final = {
    "fonts taken out": (_without_fonts, "proof-font", "is not in the PDF"),
    "meanings taken out": (_without_meanings, "proof-font", "does not say what the glyphs"),
    "a glyph for missing characters": (_with_a_missing_glyph, "proof-glyph", "without a glyph"),
    "pages added": (_with_one_page_more, "proof-part-missing", "does not say `Page 1 sur"),
    "no language": (_without_language, "proof-language", "the language of the PDF is ``"),
    "no tags": (_without_tags, "proof-text-foreign", "and is in no tag"),
    "other links": (_with_another_link, "proof-link", "https://elsewhere.example.com"),
    "links that say nothing": (_with_a_silent_link, "proof-link", "has no description"),
    "text drawn over it": (_with_text_beside_the_tags, "proof-text-foreign", "is in no tag"),
    "another title": (
        _with_another_title,
        "proof-text-missing",
        "the title of the PDF is `Untitled`",
    ),
}
"""What other programs do to a PDF, the rule that finds it, and what it says."""


class TestAfterwards:
    """A PDF that was changed after it was made."""

    @pytest.mark.parametrize("name", AFTERWARDS)
    def test_a_change_is_found(
        self, name: str, french_pdf: bytes, rooms: Callable[[str], Room]
    ) -> None:
        """In the file itself, whoever has made it."""
        change, rule, says = AFTERWARDS[name]
        findings = rooms("fr").proof_pdf(changed(french_pdf, change))
        assert any(finding.rule.id == rule and says in finding.message for finding in findings), (
            "\n".join(map(str, findings))
        )

    def test_a_pdf_that_was_only_saved_again(
        self, french_pdf: bytes, rooms: Callable[[str], Room]
    ) -> None:
        """Nothing is found in what says the same in other bytes."""
        assert rooms("fr").proof_pdf(changed(french_pdf, lambda _: None)) == ()

    def test_a_file_that_is_no_pdf(self, rooms: Callable[[str], Room]) -> None:
        """It is told, whatever is wrong with it."""
        for content in (b"", b"%PDF-1.7\n", b"\xff" * 100):
            (finding,) = rooms("fr").proof_pdf(content)
            assert "the PDF cannot be read" in finding.message

    def test_the_edition_of_another_language(
        self, french_pdf: bytes, rooms: Callable[[str], Room]
    ) -> None:
        """A file that was put in the place of another is not taken for it."""
        found = rules_of(rooms("ar").proof_pdf(french_pdf))
        assert {"proof-text-missing", "proof-text-foreign", "proof-language"} <= set(found)


def make_longer(newsroom: Newsroom, pages: int) -> None:
    """Give the French PDF some empty pages."""
    breaks = '<p style="break-before: page">&nbsp;</p>' * pages
    more = f'{{% if locale.tag == "fr" %}}{breaks}{{% endif %}}'
    newsroom.replace(PAPER, "</main>", f"{more}</main>")


class TestWithABuild:
    """`communique build --proof` withholds what is not what was written."""

    def test_an_edition_with_a_fault_is_withheld(self, newsroom: Newsroom) -> None:
        """Alone, and the pages of the others do not link to it."""
        word = '{% if locale.tag == "fr" %}<p>New!</p>{% endif %}'
        newsroom.replace(PAGE, END, f"{word}{END}")
        outcome = newsroom.build("--proof")
        assert (outcome.code, outcome.rules()) == (1, ["proof-text-foreign"])
        assert newsroom.editions() == [(ID, "en"), (ID, "ar")]
        page = newsroom.page(f"en/{ID}/index.html")
        assert not [link for link in page.all("a") if "fr" in link.get("href", "")]

    def test_without_it_nothing_is_read_back(self, newsroom: Newsroom) -> None:
        """A build takes no longer than it did."""
        newsroom.replace(PAGE, END, f"<p>New!</p>{END}")
        assert newsroom.build().code == 0
        outcome = newsroom.call("proof")
        assert outcome.code == 1
        assert outcome.rules() == ["proof-text-foreign"]
        assert outcome.places() == [f"{PAGE}:{newsroom.line_of(PAGE, 'New!')}"]

    def test_more_pages_than_the_source_asks_for(self, newsroom: Newsroom) -> None:
        """Up to one more is what languages differ by."""
        make_longer(newsroom, 1)
        assert newsroom.build("--proof").rules() == []
        make_longer(newsroom, 1)
        outcome = newsroom.build("--proof")
        assert outcome.rules() == ["proof-pages"]
        assert "the PDF has 3 pages, expected at most 2: the source has 1" in outcome.text


class TestOnTheDisk:
    """`communique proof` reads what lies in the output folder."""

    def test_nothing_is_built(self, unchanged: Newsroom) -> None:
        """The command that helps is named."""
        outcome = unchanged.call("proof")
        assert outcome.code == 2
        assert "`communique build`" in outcome.stderr

    def test_a_text_that_has_changed_since(self, built_newsroom: Newsroom) -> None:
        """Its editions are not read, the others are."""
        path = built_newsroom.catalogue("fr")
        built_newsroom.write(path, built_newsroom.read(path) + "\n# a remark\n")
        outcome = built_newsroom.call("proof")
        assert (outcome.code, outcome.rules(), outcome.places()) == (1, ["proof-stale"], [path])
        assert "2 editions read back" in outcome.stderr
        assert built_newsroom.call("proof", "-l", "ar").code == 0

    def test_the_house_concerns_all(self, built_newsroom: Newsroom) -> None:
        """A template or the house was changed, and no edition is as it would be built now."""
        built_newsroom.replace(PAGE, END, f"<hr>{END}")
        outcome = built_newsroom.call("proof")
        assert (outcome.rules(), outcome.places()) == (["proof-stale"], [PAGE])
        assert "0 editions read back" in outcome.stderr

    def test_a_file_that_somebody_has_changed(self, built_newsroom: Newsroom) -> None:
        """It is told that it was changed, and what is wrong with it."""
        path = f"build/fr/{ID}/index.html"
        built_newsroom.write(
            path, built_newsroom.read(path).replace("l’avons attendue", "l’aurons")
        )
        outcome = built_newsroom.call("proof")
        assert sorted(outcome.rules()) == ["proof-stale", "proof-text-missing"]
        assert path in outcome.places()

    def test_a_file_that_is_gone(self, built_newsroom: Newsroom) -> None:
        """A folder that was copied in part is found."""
        (built_newsroom.root / f"build/ar/{ID}/{ID}.ar.pdf").unlink()
        outcome = built_newsroom.call("proof")
        assert outcome.rules() == ["proof-stale"]
        assert f"`build/ar/{ID}/{ID}.ar.pdf` is gone" in outcome.text

    def test_another_folder(self, built_newsroom: Newsroom, tmp_path: Path) -> None:
        """What was built elsewhere, or carried away, is read where it lies."""
        (built_newsroom.root / "build").rename(tmp_path / "site")
        assert built_newsroom.call("proof", tmp_path / "site").code == 0

    @pytest.mark.parametrize("form", ["json", "github", "gitlab", "sarif", "junit", "html"])
    def test_every_report_of_a_check_is_one_of_a_proof(
        self, form: str, built_newsroom: Newsroom
    ) -> None:
        """The findings go wherever those of a check go."""
        path = f"build/fr/{ID}/index.html"
        built_newsroom.write(
            path, built_newsroom.read(path).replace("l’avons attendue", "l’aurons")
        )
        outcome = built_newsroom.call("proof", "--format", form)
        assert outcome.code == 1
        assert "proof-text-missing" in outcome.stdout

    def test_a_broken_manifest(self, built_newsroom: Newsroom) -> None:
        """Whatever stands in it, the command says a sentence."""
        for content in ("", "[]", '{"outputs": {"x": 1}, "inputs": 7}'):
            built_newsroom.write("build/manifest.json", content)
            outcome = built_newsroom.call("proof")
            assert outcome.code in (1, 2)
            assert "something unexpected" not in outcome.stderr


class TestContactSheet:
    """All pages side by side, and what has changed since."""

    def test_the_same_build_gives_the_same_sheet(self, finished: Newsroom, tmp_path: Path) -> None:
        """Byte for byte, and a sheet is not written again."""
        first, second = tmp_path / "a.png", tmp_path / "b.png"
        for path in (first, second, second):
            assert finished.call("proof", "--contact-sheet", path).code == 0
        assert first.read_bytes() == second.read_bytes()
        assert first.read_bytes().startswith(b"\x89PNG")
        assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.png", "b.png"]

    def test_a_change_is_shown_and_told(self, built_newsroom: Newsroom, tmp_path: Path) -> None:
        """In the language that has changed, and in no other."""
        sheet = tmp_path / "sheet.png"
        built_newsroom.call("proof", "--contact-sheet", sheet)
        path = built_newsroom.catalogue("fr")
        built_newsroom.replace(path, "l’avons attendue.", "l’avons longtemps attendue.")
        assert built_newsroom.build().code == 0
        outcome = built_newsroom.call("proof", "--contact-sheet", sheet)
        assert re.fullmatch(rf"{ID} in fr, page 1: changed.*\n", outcome.stdout)
        assert (tmp_path / "sheet.changes.png").exists()

    def test_a_picture_that_is_no_sheet(self, finished: Newsroom, tmp_path: Path) -> None:
        """It is written over, and nothing is said to have changed."""
        for content in (b"", b"\x89PNG\r\n\x1a\n", b"no picture"):
            sheet = tmp_path / "sheet.png"
            sheet.write_bytes(content)
            outcome = finished.call("proof", "-l", "fr", "--contact-sheet", sheet)
            assert (outcome.code, outcome.stdout) == (0, "")
            assert len(sheet.read_bytes()) > 1000
