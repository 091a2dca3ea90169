"""Languages in other scripts: a newsroom in Japanese, Hebrew and Hindi, from end to end."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import page as validator
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from communique.catalogue import new_catalogue_text
from communique.fonts import FontSet, Lack, additions_for, load_fonts, prepare_fonts
from communique.fonts.east_asian import LANGUAGES, _belongs, _follow, _forms
from communique.fonts.sources import find_source
from communique.locales import locale
from communique.project import load_project
from communique.release import read_house
from conftest import REPOSITORY, Newsroom

TAGS: Final = ("he", "hi", "ja")
RELEASE: Final = "library-opening"
WORDS: Final = {
    tag: json.loads((REPOSITORY / f"tests/newsroom/scripts/{tag}.json").read_text("utf-8"))
    for tag in TAGS
}
SISTERS: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")

every_language = pytest.mark.parametrize("tag", TAGS)
NOT_ON_PAPER: Final = (
    *("Press releases", "Languages", "{count}", "Skip", "Draft", "not ", "translation"),
    *("This release", "Download", "All press", "Page", "No release"),
)
NO_FONTS: Final[dict[str, tuple[str, str]]] = {}


def write_newsroom(root: Path) -> None:
    """Write the small newsroom in other languages than its own, translated."""
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    shutil.copytree(
        REPOSITORY / "tests/newsroom", root / "release", ignore=shutil.ignore_patterns("*.json")
    )
    (root / "release/scripts").rmdir()
    house = root / "release/house.toml"
    text = house.read_text("utf-8")
    house.write_text(text.replace('["fr", "ar"]', json.dumps(TAGS)), encoding="utf-8")
    project = load_project(root)
    for domain in project.domains():
        messages = project.messages(domain)
        for tag in TAGS:
            empty = new_catalogue_text(domain, messages, locale(tag), source="en")
            header, *entries = empty.split("\n\n")
            filled = [
                entry.replace('msgstr ""', f'msgstr "{WORDS[tag][message.id]}"')
                if not message.plural_id
                else re.sub(r'(msgstr\[\d\]) ""', rf'\1 "{WORDS[tag][message.id]}"', entry)
                for entry, message in zip(entries, messages, strict=True)
            ]
            path = root / project.catalogue_path(domain, locale(tag))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join([header, *filled]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def room(once: Callable[[str, Callable[[Path], None]], Path]) -> Newsroom:
    """That newsroom after all commands of a working day; for reading only."""

    def make(folder: Path) -> None:
        root = folder / "newsroom"
        root.mkdir(parents=True)
        write_newsroom(root)
        for command in (["extract"], ["update"], ["check"], ["build", "--jobs", "2"]):
            done = Newsroom(root=root).run(*command)
            (folder / f"{command[0]}.txt").write_text(f"{done.code}\n{done.text}", "utf-8")

    return Newsroom(root=once("scripts", make) / "newsroom")


@pytest.fixture
def own_room(room: Newsroom, tmp_path: Path) -> Newsroom:
    """A newsroom of the test's own, not built."""
    shutil.copytree(room.root, tmp_path / "newsroom", ignore=shutil.ignore_patterns("build"))
    return Newsroom(root=tmp_path / "newsroom")


def pdf_of(room: Newsroom, tag: str) -> Path:
    """The PDF in a language."""
    return room.root / f"build/{tag}/{RELEASE}/{RELEASE}.{tag}.pdf"


def fonts_of(path: Path) -> set[str]:
    """The embedded fonts of a PDF, by name without the tag of the subset."""
    with pikepdf.open(path) as document:
        names = {
            str(item["/FontName"]).partition("+")[2]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item
        }
    assert names
    return names


def folded(text: str) -> str:
    """Letters, digits and what hangs on them: line ends, spaces and direction marks are undone."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LNM")


def words(tag: str) -> Iterator[str]:
    """The pieces between markup and facts of everything that the page in a language shows."""
    for source, text in WORDS[tag].items():
        if not source.startswith(NOT_ON_PAPER):
            yield from re.split(r"\{[^}]*\}|[\[\]()*]", text)


class TestRelease:
    """What comes out in Hebrew, Hindi and Japanese."""

    @pytest.mark.parametrize("command", ["extract", "update", "check", "build"])
    def test_every_command_is_content(self, room: Newsroom, command: str) -> None:
        """A complete translation has no finding, whatever the language."""
        code, _, talk = (room.root.parent / f"{command}.txt").read_text("utf-8").partition("\n")
        assert code == "0", talk
        assert "[" not in talk
        if command == "build":
            assert room.editions() == [(RELEASE, tag) for tag in ("en", *TAGS)]

    @every_language
    def test_the_page_says_its_language_and_direction(self, room: Newsroom, tag: str) -> None:
        """Hebrew runs from right to left, on the screen and between the sheets of paper."""
        root = room.page(f"{tag}/{RELEASE}/index.html").one("html")
        assert root.get("lang") == tag
        assert root.get("dir") == ("rtl" if tag == "he" else "ltr")
        with pikepdf.open(pdf_of(room, tag)) as document:
            assert str(document.Root["/Lang"]) == tag
            preferences = document.Root["/ViewerPreferences"]
            assert (preferences.get("/Direction") == "/R2L") == (tag == "he")

    @every_language
    def test_its_own_family_comes_first(self, room: Newsroom, tag: str) -> None:
        """Letters come from the family of the language, and from no other East Asian one."""
        own = {"he": "Communique-Sans-Hebrew", "hi": "Communique-Sans", "ja": "Communique-Sans-JP"}
        names = fonts_of(pdf_of(room, tag))
        assert {own[tag], f"{own[tag]}-Bold"} <= names
        assert {name for name in names if not name.startswith(own[tag])} <= {
            "Communique-Sans",
            "Communique-Sans-Bold",
        }

    @every_language
    def test_every_word_can_be_copied(self, room: Newsroom, tag: str) -> None:
        """In the order of its letters, also where glyphs stand in another one."""
        if not shutil.which("pdftotext"):
            pytest.skip("pdftotext is not installed")
        command = ["pdftotext", str(pdf_of(room, tag)), "-"]
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
        text = folded(done.stdout)
        pieces = [piece for piece in words(tag) if folded(piece)]
        # A line of a page that runs to the left is put together anew by whoever reads it.
        if tag == "he":
            pieces = [word for piece in pieces for word in piece.split()]
        assert [piece for piece in pieces if folded(piece) not in text] == []
        assert len(pieces) > 30

    @every_language
    @pytest.mark.parametrize("profile", ["ua1", "2a"])
    def test_it_is_accessible_and_archival(self, room: Newsroom, tag: str, profile: str) -> None:
        """A validator of PDF/UA-1 and PDF/A-2a finds no failure."""
        result = validator.validate_pdf_bytes(pdf_of(room, tag).read_bytes(), profile=profile)
        assert [(failure.rule_id, failure.message) for failure in result.failures] == []

    @every_language
    def test_it_stays_small(self, room: Newsroom, tag: str) -> None:
        """An added script costs no more than those of every project."""
        assert pdf_of(room, tag).stat().st_size < (100_000 if tag == "ja" else 40_000)


class TestPackages:
    """Where the fonts of further scripts come from."""

    def test_most_languages_need_no_more(self) -> None:
        """Latin, Greek, Cyrillic, Devanagari, Arabic and Simplified Chinese are always there."""
        tags = ("fr", "el", "uk", "fa", "ur", "hi", "mr", "vi", "tr", "zh", "sr")
        assert additions_for(map(locale, tags), NO_FONTS) == ((), ())

    def test_languages_of_a_script_share_a_family(self) -> None:
        """Yiddish is set in the faces of Hebrew; each is put first in its own text."""
        (family,), lacks = additions_for(map(locale, ("he", "yi")), NO_FONTS)
        assert family.family == "Communique Sans Hebrew"
        assert family.languages == ("he", "yi")
        assert [recipe.weight for recipe in family.recipes] == [400, 700]
        assert lacks == ()

    @pytest.mark.parametrize(
        ("tag", "own", "message", "hint"),
        [
            ("ka", {}, "no font for `Geor`, the script of `ka`, is known", "[fonts.ka]"),
            (
                "he",
                {"he": ("communique-no-such-font", "")},
                "the package `communique-no-such-font`, which brings a font, is not installed",
                "pip install communique-no-such-font",
            ),
            ("he", {"he": ("pylopdf-fonts-he", "")}, "several fonts: `NotoSansHebrew-", "`file`"),
            ("he", {"he": ("babel", "")}, "has no TrueType font", "another package"),
            ("he", {"he": ("pylopdf-fonts-he", "Other.ttf")}, "does not list", "pip install"),
        ],
    )
    def test_what_is_lacking_is_said(
        self, tag: str, own: dict[str, tuple[str, str]], message: str, hint: str
    ) -> None:
        """The sentence names the language or the package, the hint what to do."""
        found, (lack,) = additions_for([locale("fr"), locale(tag)], own)
        assert found == ()
        assert isinstance(lack, Lack)
        assert lack.language == tag
        assert message in lack.message
        assert hint in lack.hint

    def test_a_lacking_font_withholds_its_language_alone(self, own_room: Newsroom) -> None:
        """The others go out; the finding stands where the font is named."""
        house = own_room.read("release/house.toml")
        table = '[fonts.he]\npackage = "communique-no-such-font"\n\n[types'
        own_room.write("release/house.toml", house.replace("[types", table, 1))
        done = own_room.run("build", "--executor", "serial", "-l", "he", "-l", "en")
        assert done.code == 1
        assert done.rules() == ["font-missing"]
        line = own_room.line_of("release/house.toml", "[fonts.he]")
        assert done.places() == [f"release/house.toml:{line}"]
        assert "hint: pip install communique-no-such-font" in done.text
        assert own_room.editions() == [(RELEASE, "en")]

    def test_a_house_may_choose_another_font(self, own_room: Newsroom) -> None:
        """Any package with a variable TrueType font will do, for a known script too."""
        house = own_room.read("release/house.toml")
        table = (
            '[fonts.he]\npackage = "pylopdf-fonts-he"\nfile = "NotoSerifHebrew-Variable.ttf"\n\n'
        )
        own_room.write("release/house.toml", house.replace("[types", f"{table}[types", 1))
        done = own_room.run("build", "--executor", "serial", "-l", "he")
        assert (done.code, done.rules()) == (0, []), done.text
        assert {"Communique-Sans-he", "Communique-Sans-he-Bold"} <= fonts_of(pdf_of(own_room, "he"))

    def test_wrong_settings_are_told(self) -> None:
        """A language that is not there, a key that nobody knows, a value of another kind."""
        house, findings = read_house(
            'locales = ["he"]\n[patterns.dateline]\ntext = "{city}, {date}"\n'
            '[fonts.ka]\npackage = "a"\n[fonts.he]\nfile = "b"\nface = "c"\n'
        )
        assert house.fonts == {}
        assert [(finding.message, finding.place.line) for finding in findings] == [
            ("`ka` of `fonts` is not in `locales`", 4),
            ("unknown key `face`, expected one of `package`, `file` in `fonts.he`", 8),
            ("`package` is missing in `fonts.he`", 6),
        ]
        assert read_house('fonts = "a"')[1][0].message == "`fonts` is wrong: expected a table"


class TestSets:
    """How added families and those of every project are kept."""

    def test_an_addition_makes_nothing_anew(self, fonts: FontSet, room: Newsroom) -> None:
        """The faces of every project stay where they are, with the same digests."""
        assert room.editions()
        additions, _ = additions_for([locale("he")], NO_FONTS)
        more = load_fonts(additions=additions)
        assert more is not None
        assert more.faces[: len(fonts.faces)] == fonts.faces
        assert [face.family for face in more.faces[len(fonts.faces) :]] == [
            "Communique Sans Hebrew",
            "Communique Sans Hebrew",
        ]
        assert more.digest != fonts.digest
        assert more.missing("שלום, עולם − 5") == set()
        assert prepare_fonts(additions=additions) == more

    def test_a_hyphen_is_not_taken_for_a_minus_sign(self, room: Newsroom) -> None:
        """Where a font shows a hyphen for the minus sign, that is left to the Latin family."""
        assert room.editions()
        additions, _ = additions_for([locale("he")], NO_FONTS)
        fonts = prepare_fonts(additions=additions)
        assert not any(face.draws("−") for face in fonts.faces if "Hebrew" in face.family)


@pytest.mark.skipif(not SISTERS.is_file(), reason="no Noto Sans CJK to compare with")
@pytest.mark.parametrize(
    ("method", "member"), [("japanese", 0), ("korean", 1), ("simplified", 2), ("traditional", 3)]
)
def test_every_character_has_the_form_of_its_language(method: str, member: int) -> None:
    """The glyphs are those that the font made for the language by its makers has."""
    language = LANGUAGES[method]
    source = find_source("noto-cjk-sans-jp-regular", "NotoSansCJKjp-Regular.otf")
    ours = TTFont(BytesIO(source.path.read_bytes()), lazy=True)
    sister = TTFont(BytesIO(SISTERS.read_bytes()), fontNumber=member, lazy=True).getBestCmap()
    best, forms = ours.getBestCmap(), _forms(ours, language.system)
    codes = [code for code in best if _belongs(code, language.characters)]
    other = {
        chr(code)
        for code in codes
        if language.by_hand.get(code, _follow(forms, best[code])) != sister[code]
    }
    # Their Chinese dash is a little lower; ours is the one that joins with the next.
    assert other == ({"—"} if method in ("simplified", "traditional") else set())
    assert len(codes) > 31_000
