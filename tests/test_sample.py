"""The sample of the repository: one release in 27 languages, as the command builds it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import page as validator
import pikepdf
import pytest

from communique.catalogue import Message
from communique.edition import house_keys_of
from communique.fonts import FAMILIES
from communique.locales import Locale, locale
from communique.locales.scripts import script_of
from communique.project import Project, load_project
from communique.release import FACT, HOUSE_DOMAIN, Span, Text, parse_inline, walk

if TYPE_CHECKING:
    from conftest import Newsroom, Page

ID = "2018-05-25-eu-un-counter-terrorism"
SITE = "https://press.example.org"
# The order in which the European Union lists its languages, then those of the United Nations.
TAGS = (
    "bg es cs da de et el en fr ga hr it lv lt hu mt nl pl pt ro sk sl fi sv ar zh ru"
).split()  # fmt: skip
WRITTEN = {tag: {"zh": "zh-Hans"}.get(tag, tag) for tag in TAGS}
NAMES = (
    "български|español|čeština|dansk|Deutsch|eesti keel|ελληνικά|English|français|Gaeilge|hrvatski|"
    "italiano|latviešu valoda|lietuvių kalba|magyar|Malti|Nederlands|polski|português|română|"
    "slovenčina|slovenščina|suomi|svenska|العربية|中文|русский"
).split("|")

every_language = pytest.mark.parametrize("tag", TAGS)


@pytest.fixture(scope="session")
def project(sample: Newsroom) -> Project:
    """The texts of the sample."""
    return load_project(sample.root)


@pytest.fixture(scope="session")
def pdfs(sample: Newsroom) -> dict[str, bytes]:
    """The PDF in each language."""
    built = sample.built()
    return {tag: built[f"{tag}/{ID}/{ID}.{tag}.pdf"] for tag in TAGS}


def page_of(sample: Newsroom, tag: str) -> Page:
    """The page in one language."""
    return sample.page(f"{tag}/{ID}/index.html")


def messages(project: Project, domain: str, of: Locale) -> list[Message]:
    """What the catalogue of a domain has in a language."""
    file, findings = project.catalogue(domain, of)
    assert file is not None, findings
    return list(file.catalogue.current().values())


def sentences(project: Project, tag: str) -> Iterator[str]:
    """Every sentence of the release in a language, whatever markup and facts are in it."""
    if tag == project.house.source:
        texts = [block.text for block in project.release(ID).blocks()]
    else:
        texts = [message.translations[0] for message in messages(project, ID, locale(tag))]
    yield from pieces(texts)


def shared_words(project: Project, tag: str) -> Iterator[str]:
    """Every text of the house that the PDF shows, in a language."""
    keys = house_keys_of(project.release(ID), project.house)
    if tag == project.house.source:
        texts = [text for _, text in keys]
    else:
        known = {message.key: message for message in messages(project, HOUSE_DOMAIN, locale(tag))}
        texts = [known[key].translations[0] for key in keys]
    yield from pieces(texts)


def pieces(texts: list[str]) -> Iterator[str]:
    """The letters of texts in inline markup, cut where a fact or other markup stands."""
    for text in texts:
        for piece in walk(parse_inline(text)):
            if isinstance(piece, Text) and piece.content.strip():
                yield piece.content
            assert not isinstance(piece, Span)


def folded(text: str) -> str:
    """Letters and digits alone: line ends, hyphens, direction marks and their likes are undone.

    What hangs on Arabic letters goes, too: tools that read a PDF put it before or behind.
    """
    plain = unicodedata.normalize("NFKC", text)
    kinds = "LN" if re.search(r"[\u0600-\u06ff]", plain) else "LNM"
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in kinds)


def characters(text: str) -> Counter[str]:
    """How often each character stands in a text, without spaces, hyphens and direction marks."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(
        letter
        for letter in plain
        if unicodedata.category(letter) not in ("Zs", "Cc", "Cf", "Pd") and not letter.isspace()
    )


class TestBuild:
    """`communique build` of the repository."""

    def test_there_are_27_pages_and_27_pdf_files(self, sample: Newsroom) -> None:
        """With a list in each language, one page in front, and what was made of what."""
        built = sample.built()
        pages = {f"{tag}/{ID}/index.html" for tag in TAGS}
        pdfs = {f"{tag}/{ID}/{ID}.{tag}.pdf" for tag in TAGS}
        lists = {"index.html", *(f"{tag}/index.html" for tag in TAGS)}
        assert (len(pages), len(pdfs)) == (27, 27)
        assets = {path for path in built if path.startswith("assets/")}
        assert set(built) == pages | pdfs | lists | assets | {"manifest.json"}
        assert sample.editions() == [(ID, tag) for tag in TAGS]

    def test_the_manifest_has_the_digest_of_every_input_and_output(self, sample: Newsroom) -> None:
        """Recomputed here from the files themselves."""
        manifest = sample.manifest()
        outputs = manifest["outputs"]
        assert isinstance(outputs, dict)
        told = {path: about["sha256"] for path, about in outputs.items()}
        assert told == digests(sample.built(), but="manifest.json")
        inputs = {
            f"{folder}/{path}": digest
            for folder in ("release", "locales", "templates")
            for path, digest in digests(sample.built(folder), but=".pot").items()
        }
        assert manifest["inputs"] == inputs
        assert len([path for path in inputs if path.endswith(".po")]) == 2 * 26

    def test_another_machine_makes_the_same_bytes(
        self, sample: Newsroom, sample_elsewhere: Newsroom
    ) -> None:
        """Executor, number of jobs, hash seed, time zone, language, clock and folder do not count.

        Nor does the order of languages in `house.toml`, but for the digest of that file.
        """
        one, other = sample.built(), sample_elsewhere.built()
        manifest, another = json.loads(one.pop("manifest.json")), sample_elsewhere.manifest()
        del other["manifest.json"]
        assert digests(one) == digests(other)
        house = "release/house.toml"
        assert isinstance(another["inputs"], dict)
        assert manifest["inputs"].pop(house) != another["inputs"].pop(house)
        assert manifest == another

    @pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
    def test_gettext_accepts_every_catalogue(self, sample: Newsroom) -> None:
        """Header, plural forms and syntax are as the reference implementation wants them."""
        catalogues = sorted((sample.root / "locales").rglob("*.po"))
        assert len(catalogues) == 2 * 26
        for path in catalogues:
            command = ["msgfmt", "--check", "--output-file=/dev/null", str(path)]
            finished = subprocess.run(command, capture_output=True, text=True, check=False)
            assert (finished.returncode, finished.stderr) == (0, "")


def digests(files: dict[str, bytes], *, but: str = "\0") -> dict[str, str]:
    """SHA-256 of files, less those whose names end so."""
    return {
        path: hashlib.sha256(content).hexdigest()
        for path, content in files.items()
        if not path.endswith(but)
    }


class TestPages:
    """The HTML in 27 languages."""

    @every_language
    def test_a_strict_parser_has_nothing_to_say(self, sample: Newsroom, tag: str) -> None:
        """Each page is well-formed, in its language and direction, with one main heading."""
        page = page_of(sample, tag)
        assert page.errors == ()
        direction = "rtl" if tag == "ar" else "ltr"
        assert (page.tree.get("lang"), page.tree.get("dir")) == (WRITTEN[tag], direction)
        assert len(page.all("h1")) == 1
        assert set(page.targets()) <= set(sample.built())

    @every_language
    def test_every_edition_lists_all(self, sample: Newsroom, tag: str) -> None:
        """Itself included, in one order, with the same addresses on every page."""
        expected = {WRITTEN[other]: f"{SITE}/{other}/{ID}/" for other in TAGS}
        expected["x-default"] = expected["en"]
        assert list(page_of(sample, tag).alternates().items()) == list(expected.items())

    @every_language
    def test_the_switcher_has_all_languages_in_order(self, sample: Newsroom, tag: str) -> None:
        """As the European Union lists its own, then Arabic, Chinese and Russian, by their names."""
        page = page_of(sample, tag)
        links = [link for link in page.all("a") if link.get("hreflang")]
        assert [link.get("hreflang") for link in links] == list(WRITTEN.values())
        assert [link.get("lang") for link in links] == list(WRITTEN.values())
        assert ["".join(link.itertext()) for link in links] == NAMES
        assert {link.get("lang") for link in links if link.get("dir") == "rtl"} == {"ar"}
        assert [link.get("lang") for link in links if link.get("aria-current")] == [WRITTEN[tag]]

    @every_language
    def test_search_engines_find_the_original(self, sample: Newsroom, tag: str) -> None:
        """The original names 26 translations, and each of them the original."""
        text = "".join(page_of(sample, tag).one("script", type="application/ld+json").itertext())
        data = json.loads(text)
        assert data["inLanguage"] == WRITTEN[tag]
        if tag == "en":
            assert [work["inLanguage"] for work in data["workTranslation"]] == [
                WRITTEN[other] for other in TAGS if other != "en"
            ]
        else:
            assert data["translationOfWork"]["url"] == f"{SITE}/en/{ID}/"

    @every_language
    def test_facts_are_all_there(self, sample: Newsroom, tag: str) -> None:
        """Both addresses lead where the language has its page, and both dates are dates."""
        page = page_of(sample, tag)
        eeas = tag if tag not in ("ar", "zh", "ru") else "en"
        links = {link.get("href") for link in page.all("a", dir="ltr")}
        assert links >= {
            "https://www.un.org/counterterrorism",
            f"https://eeas.europa.eu/topics/counter-terrorism_{eeas}",
            "mailto:gerardl@un.org",
            "mailto:maja.kocijancic@ec.europa.eu",
        }
        assert [item.get("datetime") for item in page.all("time")] == ["2018-05-25", "2017-06"]
        assert not FACT.search("".join(page.one("main").itertext()))


class TestPaper:
    """The PDF files in 27 languages, as other programs read them."""

    @every_language
    def test_every_sentence_is_on_paper(
        self, project: Project, pdfs: dict[str, bytes], pdf_text: Callable[[bytes], str], tag: str
    ) -> None:
        """In one piece and in the order of the text, however its lines are broken."""
        text = folded(pdf_text(pdfs[tag]))
        at, missing = 0, []
        expected = list(sentences(project, tag))
        for sentence in expected:
            found = text.find(folded(sentence), at)
            if found < 0:
                missing.append(sentence)
            else:
                at = found
        assert missing == []
        assert len(expected) >= 19

    @every_language
    def test_the_words_of_the_house_are_on_paper(
        self, project: Project, pdfs: dict[str, bytes], pdf_text: Callable[[bytes], str], tag: str
    ) -> None:
        """Masthead, dateline, contacts and note, wherever they stand; columns part their lines."""
        text = folded(pdf_text(pdfs[tag]))
        for shared in shared_words(project, tag):
            words = re.split(r"\s+", shared)
            assert [word for word in words if folded(word) not in text] == []

    @every_language
    def test_no_character_is_lost_on_the_way(
        self, project: Project, pdfs: dict[str, bytes], pdf_text: Callable[[bytes], str], tag: str
    ) -> None:
        """Accents, vowel marks and punctuation are counted, also where their order is lost."""
        expected = characters("".join([*sentences(project, tag), *shared_words(project, tag)]))
        assert expected - characters(pdf_text(pdfs[tag])) == Counter()

    @pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler is not installed")
    @every_language
    def test_every_font_is_ours_and_embedded(
        self, pdfs: dict[str, bytes], tag: str, tmp_path: Path
    ) -> None:
        """A reader in twenty years needs nothing but the file."""
        (tmp_path / "a.pdf").write_bytes(pdfs[tag])
        command = ["pdffonts", str(tmp_path / "a.pdf")]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rows = listed.splitlines()[2:]
        families = "|".join(re.escape(family.replace(" ", "-")) for family in FAMILIES)
        assert rows
        for row in rows:
            assert re.match(rf"[A-Z]{{6}}\+({families})(-(Bold|Italic|BoldItalic))? +CID ", row)
            assert re.search(r" yes +yes +yes +\d+ +\d+$", row)

    @every_language
    def test_it_stays_small(self, pdfs: dict[str, bytes], tag: str) -> None:
        """Under 40 kB in an alphabet, under 50 in Arabic and under 100 in Chinese."""
        script = script_of(locale(tag))
        most = {"Hans": 100_000, "Arab": 50_000}.get(script, 40_000)
        assert len(pdfs[tag]) < most

    @every_language
    @pytest.mark.parametrize("profile", ["ua1", "2a"])
    def test_it_is_accessible_and_archival(
        self, pdfs: dict[str, bytes], tag: str, profile: str
    ) -> None:
        """A validator of PDF/UA-1 and PDF/A-2a finds no failure."""
        result = validator.validate_pdf_bytes(pdfs[tag], profile=profile)

        assert [(failure.rule_id, failure.message) for failure in result.failures] == []

    @every_language
    def test_it_says_what_it_is(self, project: Project, pdfs: dict[str, bytes], tag: str) -> None:
        """Language, title and tags, for screen readers and archives."""
        with pikepdf.open(BytesIO(pdfs[tag])) as document:
            assert str(document.Root.Lang) == WRITTEN[tag]
            assert bool(document.Root.MarkInfo.Marked)
            title = str(document.docinfo["/Title"])
        first = next(sentences(project, tag))
        assert folded(title) == folded(first)
