"""The fonts: what is in them, how a PDF comes out with them, and how the cache behaves."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import page
import pikepdf
import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from hypothesis import given
from hypothesis import strategies as st

from communique.fonts import (
    ARABIC_FAMILY,
    CHINESE_FAMILY,
    FAMILIES,
    RECIPES,
    SANS_FAMILY,
    Face,
    FontError,
    FontSet,
    Recipe,
    environment,
    load_fonts,
    prepare_fonts,
    use_fonts,
)
from communique.fonts.arabic import join_dots

PINNED = {
    "fonttools": "4.68.0",
    "fontpkg-noto-sans": "2.15",
    "fontpkg-noto-sans-arabic": "2.012",
    "noto-cjk-sans-jp-regular": "0.0.1",
    "noto-cjk-sans-jp-bold": "0.0.1",
}
DIGEST = "14ff0c29891cb4e6f16616b6fa5ce22ab3bb2f83964eccdb63da37813fc0623a"

SYSTEM_CHINESE = Path("/usr/share/fonts/opentype/noto")

LETTERS = {
    "bg": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ абвгдежзийклмнопрстуфхцчшщъьюя ѝ",
    "cs": "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ áčďéěíňóřšťúůýž ĹĽŔ ĺľŕ",
    "de": "ÄÖÜẞ äöüß „“ ‚‘ «» Straße",
    "el": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώϊϋΐΰ",
    "en": "1234567890 € – — … 6 % office affluent fi fl − + § ° ½",
    "fr": "ÀÂÆÇÉÈÊËÎÏÔŒÙÛŸ àâæçéèêëîïôœùûÿ l’été",
    "hu": "ŐŰ őű ÅØ åø ÐÞ ðþ",
    "lt": "ĄČĘĖĮŠŲŪŽ ąčęėįšųūž ĀĒĢĪĶĻŅ āēģīķļņ",
    "mt": "ĊĠĦŻ ċġħż ÕŠ õš",
    "pl": "ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż đ Đ",
    "ro": "ĂÂÎȘȚ ăâîșț ÑÃÕ ñãõ",
    "ru": "ЁЫЭ ёыэ № «»",
    "uk": "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ʼ ’",
}
ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةپچژگ"
DEVANAGARI = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह अआइईउऊऋएऐओऔ क़ख़ग़ज़ड़ढ़फ़ ०१२३ । ₹"
PERSIAN_LETTERS = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئةۀ۰۱۲۳۴۵۶۷۸۹٪٫٬«»؛؟\u200c"
ARABIC = (
    " ".join(letter * 3 for letter in ARABIC_LETTERS),
    "لا لأ لإ لآ بلا بلأ بلإ بلآ",
    "الاتحاد الأوروبي والأمم المتحدة يعززان الشراكة في مكافحة الإرهاب",
    "بيت ثلاث تنين يشبه شيخ جديد حجاب خبز قلق فقير ظل طريق ضيف صديق ذهب كلك غزال",
    "مسؤول رئيس آخر لأن سماء على مبنى ٢٠١٨",
)
CHINESE = (
    "欧洲联盟和联合国加强反恐伙伴关系，“二〇一八年”——布鲁塞尔……",
    "直骨角海门关复将郎朓戸，《决议》（人民）①★㎡䶮𬭎龘阿尔·卡西姆",
)
SYMBOLS = "−≥≤≠≈→←↑↓✓☎✉€℃№"
DRAWN = "−≥≤≠≈→←↑↓✉"
COMMON_HANZI = bytes(
    byte for row in range(0xB0, 0xB4) for cell in range(0xA1, 0xFF) for byte in (row, cell)
).decode("gb2312")[:330]


def as_ranges(codes: list[int]) -> tuple[tuple[int, int], ...]:
    """Write ascending numbers as ranges, as far as two and two follow each other."""
    ranges: list[tuple[int, int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = ranges[-1][0], code
        else:
            ranges.append((code, code))
    return tuple(ranges)


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """Prepare the product's fonts in the cache that the product uses."""
    return prepare_fonts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One PDF, and what was complained of while it was made."""

    path: Path
    """The PDF."""
    complaints: str
    """What WeasyPrint and fontconfig wrote to the log."""

    def text(self) -> str:
        """Read the text as a reader copies it, without any white space."""
        if not shutil.which("pdftotext"):
            pytest.skip("pdftotext is not installed")
        done = subprocess.run(
            ["pdftotext", str(self.path), "-"], capture_output=True, check=True, encoding="utf-8"
        )
        controls = str.maketrans("", "", "\u202a\u202b\u202c\u200e\u200f")
        return "".join(done.stdout.translate(controls).split())


PROGRAM = """
import logging, sys
from pathlib import Path
from communique.fonts import load_fonts, use_fonts

use_fonts(load_fonts(Path(sys.argv[1])))
from weasyprint import HTML

logging.getLogger("weasyprint").addHandler(logging.StreamHandler(sys.stderr))
for source in sys.argv[2:]:
    HTML(source).write_pdf(Path(source).with_suffix(".pdf"), pdf_variant="pdf/a-2a")
"""

STYLE = f"""
@page {{ size: A4; margin: 15mm }}
body {{ font: 11pt/1.6 "{SANS_FAMILY}" }}
:lang(ar) {{ font-family: "{ARABIC_FAMILY}", "{SANS_FAMILY}" }}
:lang(zh) {{ font-family: "{CHINESE_FAMILY}", "{SANS_FAMILY}" }}
p {{ margin: 0 }}
"""


def document(*paragraphs: str, lang: str = "en", direction: str = "ltr") -> str:
    """Write a page of paragraphs."""
    return (
        f'<!doctype html><html lang="{lang}" dir="{direction}"><meta charset="utf-8">'
        f"<title>Faces</title><style>{STYLE}</style>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    )


def in_every_style(text: str) -> str:
    """Repeat a text upright and slanted, regular and bold, a paragraph each."""
    return f"{text}</p><p><b>{text}</b></p><p><i>{text}</i></p><p><b><i>{text}</i></b>"


PAGES = {
    "latin": document(*map(in_every_style, LETTERS.values())),
    "arabic": document(*ARABIC, *(f"<b>{line}</b>" for line in ARABIC), lang="ar", direction="rtl"),
    "chinese": document(*map(in_every_style, CHINESE), lang="zh-Hans"),
    "long": document(COMMON_HANZI, f"<b>{COMMON_HANZI[:60]}</b>", lang="zh-Hans"),
    "strange": document(
        f'<span style="font-family: Arial, monospace">Ω Ж 中 ع {SYMBOLS}</span>', lang="de"
    ),
}


@pytest.fixture(scope="session")
def prints(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Print]:
    """Print every page in one process that knows the product's fonts only."""
    return print_pages(fonts.folder.parent.parent, PAGES, tmp_path_factory.mktemp("prints"))


def print_pages(
    cache: Path, pages: dict[str, str], folder: Path, **settings: str
) -> dict[str, Print]:
    """Print pages in a fresh process, with the fonts of one cache."""
    for name, content in pages.items():
        (folder / f"{name}.html").write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(cache), *(f"{folder / name}.html" for name in pages)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **settings},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name: Print(path=folder / f"{name}.pdf", complaints=done.stderr) for name in pages}


class TestFaces:
    """What is in the prepared files."""

    def test_every_recipe_has_its_face(self, fonts: FontSet) -> None:
        """Each family comes in the weights and slants that the style sheets may ask for."""
        assert [(face.family, face.weight, face.style) for face in fonts.faces] == [
            (recipe.family, recipe.weight, recipe.style) for recipe in RECIPES
        ]
        assert {face.family for face in fonts.faces} == set(FAMILIES)

    def test_the_names_are_our_own_and_the_licence_stays(self, fonts: FontSet) -> None:
        """No name can be taken for a font of the system; copyright and licence are kept."""
        for face, recipe in zip(fonts.faces, RECIPES, strict=True):
            names = read(face)["name"]
            assert names.getDebugName(1) == face.family
            assert names.getDebugName(2) == recipe.style_name
            assert names.getDebugName(6) == recipe.postscript_name
            assert names.getDebugName(16) is None
            assert "Noto" not in "".join(str(names.getDebugName(number)) for number in (3, 4))
            assert "Noto Project" in names.getDebugName(0) or "Adobe" in names.getDebugName(0)
            assert "SIL Open Font License" in names.getDebugName(13)

    def test_all_families_have_one_line(self, fonts: FontSet) -> None:
        """A word of another script moves no line: ascent and descent are the same everywhere."""
        lines = set()
        for face in fonts.faces:
            font = read(face)
            horizontal, metrics = font["hhea"], font["OS/2"]
            assert (horizontal.ascent, horizontal.descent, horizontal.lineGap) == (
                metrics.sTypoAscender,
                metrics.sTypoDescender,
                metrics.sTypoLineGap,
            )
            lines.add((font["head"].unitsPerEm, horizontal.ascent, horizontal.descent))
        assert len(lines) == 1

    def test_the_fonts_cover_the_languages(self, fonts: FontSet) -> None:
        """Every letter of the product's languages is in the family meant for it."""
        for text in LETTERS.values():
            assert fonts.missing(text, [SANS_FAMILY]) == set()
        assert fonts.missing("".join(ARABIC), [ARABIC_FAMILY]) == set()
        assert fonts.missing(DEVANAGARI, [SANS_FAMILY]) == set()
        assert fonts.missing(PERSIAN_LETTERS, [ARABIC_FAMILY]) == set()
        assert fonts.missing("".join(CHINESE), [CHINESE_FAMILY]) == set()
        assert fonts.missing(SYMBOLS) == set()

    def test_missing_characters_are_told(self, fonts: FontSet) -> None:
        """What no face draws is named; spaces and invisible characters are not."""
        assert fonts.missing("⛵ 한글\u200d\u00a0\n\u2067") == {"⛵", "한", "글"}
        assert fonts.missing("Ж中", [ARABIC_FAMILY]) == {"Ж", "中"}

    def test_every_character_of_gbk_is_there(self, fonts: FontSet) -> None:
        """All that the Chinese national encoding holds can be printed, rare names included."""
        held = set()
        for lead in range(0x81, 0xFF):
            for trail in range(0x40, 0xFF):
                try:
                    held.add(bytes((lead, trail)).decode("gbk"))
                except UnicodeDecodeError:
                    continue
        # Normalising a text turns these into ordinary hanzi.
        compatibility = {hanzi for hanzi in held if not unicodedata.is_normalized("NFC", hanzi)}
        assert len(held) > 21_000
        assert fonts.missing("".join(held)) == {"≒"} | compatibility

    def test_symbols_are_those_of_the_letters_beside_them(self, fonts: FontSet) -> None:
        """Each Latin face draws them itself: as wide and as heavy as its other signs."""
        for face in fonts.faces:
            if face.family == SANS_FAMILY:
                assert all(map(face.draws, DRAWN))
                font = read(face)
                best, widths, glyphs = font.getBestCmap(), font["hmtx"].metrics, font["glyf"]
                plus = glyphs[best[ord("+")]]
                for sign in "−≥≤≠≈":
                    assert widths[best[ord(sign)]][0] == widths[best[ord("+")]][0]
                    glyph = glyphs[best[ord(sign)]]
                    assert (glyph.xMin, glyph.xMax) == pytest.approx((plus.xMin, plus.xMax), abs=8)
                minus = glyphs[best[ord("−")]]
                assert minus.yMin + minus.yMax == pytest.approx(plus.yMin + plus.yMax, abs=12)

    def test_only_latin_has_a_minus_sign(self, fonts: FontSet) -> None:
        """The source of Arabic shows a hyphen for it, which nobody would read as a sign."""
        families = {face.family for face in fonts.faces if face.draws("−")}
        assert families == {SANS_FAMILY}

    def test_italic_letters_are_letters_of_their_own(self, fonts: FontSet) -> None:
        """An `a` of one storey, an `f` that goes below the line: drawn, not slanted."""
        upright, italic = (
            read(face)["glyf"]
            for face in fonts.faces
            if face.family == SANS_FAMILY and face.weight == 400
        )
        assert italic["f"].yMin < 0 <= upright["f"].yMin
        assert italic["a"].numberOfContours == upright["a"].numberOfContours
        assert len(italic["a"].coordinates) != len(upright["a"].coordinates)

    @pytest.mark.skipif(not SYSTEM_CHINESE.is_dir(), reason="no Noto Sans CJK to compare with")
    @pytest.mark.parametrize(("weight", "name"), [(400, "Regular"), (700, "Bold")])
    def test_the_chinese_forms_are_those_of_mainland_china(
        self, fonts: FontSet, weight: int, name: str
    ) -> None:
        """The outlines are those that the Simplified Chinese sister font has."""
        ours = read(face_of(fonts, CHINESE_FAMILY, weight))
        collection = BytesIO((SYSTEM_CHINESE / f"NotoSansCJK-{name}.ttc").read_bytes())
        japanese, chinese = (TTFont(collection, fontNumber=member, lazy=True) for member in (0, 2))
        assert chinese["name"].getDebugName(1) == "Noto Sans CJK SC"
        for character in "直骨角海门关复将戸朌朐朓郎“”‘’…·，。" + COMMON_HANZI[:100]:
            glyph = ours["glyf"][ours.getBestCmap()[ord(character)]]
            assert outline(glyph) == outline(quadratic(chinese, character)), character
        for character in "直骨角海复将":
            glyph = ours["glyf"][ours.getBestCmap()[ord(character)]]
            assert outline(glyph) != outline(quadratic(japanese, character)), character

    def test_two_chinese_dashes_make_one_line(self, fonts: FontSet) -> None:
        """A dash is written as two, each an em wide, and drawn without a gap."""
        font = read(face_of(fonts, CHINESE_FAMILY, 400))
        dash, em = font.getBestCmap()[ord("—")], font["head"].unitsPerEm
        (lookup,) = font["GSUB"].table.LookupList.Lookup
        (ligature,) = lookup.SubTable[0].ligatures[dash]
        assert list(ligature.Component) == [dash]
        assert font["hmtx"][dash][0] == em
        assert font["hmtx"][ligature.LigGlyph][0] == 2 * em
        assert font["glyf"][ligature.LigGlyph].numberOfContours == 1

    def test_latin_letters_in_chinese_text_are_the_latin_familys(self, fonts: FontSet) -> None:
        """A figure or a Latin name looks alike in every edition."""
        face = face_of(fonts, CHINESE_FAMILY, 400)
        assert face.draws(" ")
        assert not any(map(face.draws, "aZ09é€−"))

    @pytest.mark.skipif(
        any(version(package) != known for package, known in PINNED.items()),
        reason="other versions than the digest is for",
    )
    def test_the_faces_are_the_same_on_every_machine(self, fonts: FontSet) -> None:
        """The bytes depend on the versions of the packages alone."""
        assert fonts.digest == DIGEST

    @given(
        characters=st.lists(st.integers(0, 200), unique=True).map(sorted).map(as_ranges),
        code=st.integers(0, 200),
    )
    def test_a_face_draws_what_lies_in_its_ranges(
        self, characters: tuple[tuple[int, int], ...], code: int
    ) -> None:
        """A character is drawn if and only if a range holds it."""
        face = Face(
            family="Tiny",
            weight=400,
            style="normal",
            path=Path("tiny.ttf"),
            sha256="",
            characters=characters,
        )
        assert face.draws(chr(code)) == any(first <= code <= last for first, last in characters)


class TestArabic:
    """How shape and dots become one glyph, shown with a font of one letter."""

    def test_a_letter_has_one_glyph_of_the_same_look(self) -> None:
        """The new glyph is the shape with its dot where the anchors put it, as wide as before."""
        font = dotted_font()
        join_dots(font)
        glyph, glyphs = font["glyf"]["shape_dot"], font["glyf"]
        assert [(part.glyphName, part.x, part.y) for part in glyph.components] == [
            ("shape", 0, 0),
            ("dot", 250 - 50, -100 - 50),
        ]
        assert font["hmtx"]["shape_dot"][0] == font["hmtx"]["shape"][0]
        assert glyph.yMin == glyphs["dot"].yMin - 150

    def test_the_rule_comes_last(self) -> None:
        """Every other substitution is done when shape and dot are joined."""
        font = dotted_font()
        join_dots(font)
        table = font["GSUB"].table
        last = len(table.LookupList.Lookup) - 1
        (ligature,) = table.LookupList.Lookup[last].SubTable[0].ligatures["shape"]
        assert (list(ligature.Component), ligature.LigGlyph) == (["dot"], "shape_dot")
        places = {
            record.FeatureTag: record.Feature.LookupListIndex
            for record in table.FeatureList.FeatureRecord
        }
        assert places["rlig"][-1] == last

    def test_vowel_signs_keep_their_places(self) -> None:
        """A sign below stands under the dot, a sign above where it stood on the bare shape."""
        font = dotted_font()
        join_dots(font)
        (lookup,) = (
            lookup
            for lookup in font["GPOS"].table.LookupList.Lookup
            if lookup.SubTable[0].LookupType == 4
        )
        places = {}
        for subtable in lookup.SubTable:
            carriers, marks = subtable.BaseCoverage.glyphs, subtable.MarkCoverage.glyphs
            anchors = subtable.BaseArray.BaseRecord[carriers.index("shape_dot")].BaseAnchor
            for mark, record in zip(marks, subtable.MarkArray.MarkRecord, strict=True):
                anchor = anchors[record.Class]
                places[mark] = (
                    anchor.XCoordinate - record.MarkAnchor.XCoordinate,
                    anchor.YCoordinate - record.MarkAnchor.YCoordinate,
                )
        assert places["kasra"] == (200 + 50 - 40, -150 - 60 - 40)
        assert places["fatha"] == (260 - 45, 600 - 45)

    def test_the_letter_is_kerned_like_its_shape(self) -> None:
        """Pairs of shapes keep their distance when dots are on them."""
        font = dotted_font()
        join_dots(font)
        pairs = {}
        for lookup in font["GPOS"].table.LookupList.Lookup:
            for subtable in lookup.SubTable:
                if subtable.LookupType == 2:
                    for first, following in zip(
                        subtable.Coverage.glyphs, subtable.PairSet, strict=True
                    ):
                        for record in following.PairValueRecord:
                            pairs[first, record.SecondGlyph] = record.Value1.XAdvance
        glyphs = ("shape", "shape_dot")
        assert pairs == {(first, second): -30 for first in glyphs for second in glyphs}


class TestPrinting:
    """How a PDF comes out with these fonts."""

    def test_only_our_faces_are_used_and_all_are_embedded(self, prints: dict[str, Print]) -> None:
        """Whatever a style sheet asks for, no other font can get into a document."""
        ours = {family.replace(" ", "-") for family in FAMILIES}
        for printed in prints.values():
            for name, embedded in embedded_fonts(printed).items():
                assert name.removesuffix("-Italic").removesuffix("-Bold") in ours
                assert embedded

    def test_slant_is_never_imitated(self, prints: dict[str, Print]) -> None:
        """Chinese and Arabic have no italic: what is to be slanted stays upright."""
        assert set(embedded_fonts(prints["chinese"])) == {
            "Communique-Sans-SC",
            "Communique-Sans-SC-Bold",
        }

    def test_nothing_is_complained_of(self, prints: dict[str, Print]) -> None:
        """Every glyph is found, and fontconfig accepts the configuration."""
        assert {printed.complaints for printed in prints.values()} == {""}

    @pytest.mark.parametrize("name", ["latin", "arabic", "chinese", "long"])
    def test_copied_text_is_the_text_that_was_written(
        self, prints: dict[str, Print], name: str
    ) -> None:
        """A reader can search and copy, in every script and every style."""
        lines = {
            "latin": [line for line in LETTERS.values() for _ in range(4)],
            "arabic": [*ARABIC, *ARABIC],
            "chinese": [line for line in CHINESE for _ in range(4)],
            "long": [COMMON_HANZI, COMMON_HANZI[:60]],
        }[name]
        assert prints[name].text() == "".join("".join(lines).split())

    @pytest.mark.parametrize("name", PAGES)
    def test_the_fonts_are_fit_for_the_archive(self, prints: dict[str, Print], name: str) -> None:
        """PDF/A-2a has nothing to say against the fonts and their text."""
        report = page.validate_pdf(str(prints[name].path), profile=page.ValidationProfile.PDF_A_2A)
        # The writer of the PDF, not the fonts, decides how the metadata are stored.
        kept = [failure for failure in report.failures if "METADATA-FILTER" not in failure.rule_id]
        assert kept == []

    def test_a_chinese_page_stays_small(self, prints: dict[str, Print]) -> None:
        """A page of 330 different hanzi, 60 of them bold too, is under 100 kB."""
        assert prints["long"].path.stat().st_size < 100_000

    def test_the_place_of_the_cache_leaves_no_trace(
        self, fonts: FontSet, prints: dict[str, Print], tmp_path: Path
    ) -> None:
        """A cache moved elsewhere, another locale, another hash seed: the same PDF."""
        moved = tmp_path / "moved & <renamed>"
        shutil.copytree(fonts.folder, moved / "fonts" / fonts.folder.name)
        again = print_pages(
            moved,
            {"chinese": PAGES["chinese"], "strange": PAGES["strange"]},
            tmp_path,
            PYTHONHASHSEED="7",
            PANGO_LANGUAGE="ja",
            FC_LANG="ja",
            LC_ALL="C",
            TZ="Asia/Tokyo",
        )
        for name, printed in again.items():
            assert printed.path.read_bytes() == prints[name].path.read_bytes()
        assert str(moved / "fonts").replace("&", "&amp;").replace("<", "&lt;").replace(
            ">", "&gt;"
        ) in next(moved.glob("fonts/*/fonts.conf")).read_text("utf-8")

    @pytest.mark.usefixtures("fonts")
    def test_loading_a_good_cache_is_light(self) -> None:
        """Neither fontTools nor WeasyPrint is loaded to find that the fonts are in place."""
        program = (
            "import sys; from communique.fonts import load_fonts; assert load_fonts();"
            "print(sorted({'fontTools', 'weasyprint'} & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
        )
        assert done.stdout == "[]\n"

    def test_the_command_says_in_one_line_that_all_is_in_place(self, fonts: FontSet) -> None:
        """A second run of the command does nothing, and says where the fonts are."""
        done = subprocess.run(
            [sys.executable, "-m", "communique.fonts"],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
        )
        assert done.stdout.startswith(f"8 faces are in place in {fonts.folder} (")
        assert done.stdout.count("\n") == 1
        assert done.stderr == ""


class TestUse:
    """How a process is pointed at the fonts."""

    def test_the_environment_names_the_configuration(
        self, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Using a font set sets what `environment` tells."""
        monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
        monkeypatch.setenv("FONTCONFIG_FILE", "/nowhere")
        use_fonts(fonts)
        assert environment(fonts) == {"FONTCONFIG_FILE": str(fonts.folder / "fonts.conf")}
        assert os.environ["FONTCONFIG_FILE"] == str(fonts.fontconfig_file)

    def test_it_is_an_error_to_come_too_late(
        self, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Once WeasyPrint is loaded with other fonts, the set cannot be chosen any more."""
        monkeypatch.setitem(sys.modules, "weasyprint", ModuleType("weasyprint"))
        monkeypatch.setenv("FONTCONFIG_FILE", "/nowhere")
        with pytest.raises(FontError, match="WeasyPrint was loaded before"):
            use_fonts(fonts)
        monkeypatch.setenv("FONTCONFIG_FILE", str(fonts.fontconfig_file))
        use_fonts(fonts)


TINY = (
    Recipe(
        family="Tiny",
        weight=400,
        style="normal",
        package="tiny-font",
        source="Tiny[wght].ttf",
        method="instance",
    ),
    Recipe(
        family="Tiny",
        weight=700,
        style="normal",
        package="tiny-font",
        source="Tiny[wght].ttf",
        method="instance",
    ),
)


@pytest.fixture
def tiny_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a package with a variable font of one letter; gives the font file."""
    site = tmp_path / "site"
    font = site / "tiny_font" / "Tiny[wght].ttf"
    font.parent.mkdir(parents=True)
    font.write_bytes(tiny_font())
    digest = base64.urlsafe_b64encode(hashlib.sha256(font.read_bytes()).digest()).decode()
    information = site / "tiny_font-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny-font\nVersion: 1.0\n")
    (information / "RECORD").write_text(
        f'"tiny_font/Tiny[wght].ttf",sha256={digest.rstrip("=")},{font.stat().st_size}\n'
    )
    monkeypatch.syspath_prepend(str(site))
    return font


@pytest.mark.usefixtures("tiny_package")
class TestCache:
    """How the cache behaves, shown with a font of one letter."""

    def test_what_was_made_is_found_again(self, tmp_path: Path) -> None:
        """A second call gives the same set, and makes nothing."""
        made: list[str] = []
        assert load_fonts(tmp_path, recipes=TINY) is None
        first = prepare_fonts(tmp_path, recipes=TINY, report=made.append)
        assert made == ["making Tiny Regular", "making Tiny Bold"]
        assert prepare_fonts(tmp_path, recipes=TINY, report=made.append) == first
        assert load_fonts(tmp_path, recipes=TINY) == first
        assert len(made) == 2
        assert [face.characters for face in first.faces] == [((65, 65),), ((65, 65),)]
        assert [read(face)["OS/2"].usWeightClass for face in first.faces] == [400, 700]

    def test_the_number_of_workers_does_not_show(self, tmp_path: Path) -> None:
        """One worker or several: the same bytes, in another folder too."""
        one = prepare_fonts(tmp_path / "one", recipes=TINY, workers=1)
        several = prepare_fonts(tmp_path / "several", recipes=TINY, workers=4)
        assert one.digest == several.digest
        assert [face.sha256 for face in one.faces] == [face.sha256 for face in several.faces]

    def test_a_damaged_cache_is_made_anew(self, tmp_path: Path) -> None:
        """Whatever file is changed, cut or lost, the fonts are made again and are right."""
        good = prepare_fonts(tmp_path, recipes=TINY)
        face, manifest = good.faces[1].path, good.folder / "faces.json"
        content, listing = face.read_bytes(), manifest.read_bytes()
        damages = (
            (face, content[:-1]),
            (face, content.replace(b"OS/2", b"OS/3")),
            (face, None),
            (manifest, listing[: len(listing) // 2]),
            (manifest, b"[]"),
            (manifest, listing.replace(b"65", b"66")),
        )
        for path, damaged in damages:
            kept = path.read_bytes()
            if damaged is None:
                path.unlink()
            else:
                assert damaged != kept
                path.write_bytes(damaged)
            assert load_fonts(tmp_path, recipes=TINY) is None
            path.write_bytes(kept)
        stranger = face.with_name("Stranger.ttf")
        stranger.write_bytes(content)
        assert load_fonts(tmp_path, recipes=TINY) is None
        face.write_bytes(content[:-1])
        assert prepare_fonts(tmp_path, recipes=TINY) == good
        assert not stranger.exists()
        assert face.read_bytes() == content

    def test_two_at_once_do_not_disturb_each_other(self, tmp_path: Path) -> None:
        """One makes the fonts, the other waits for them; nothing is left lying about."""
        made: list[str] = []
        with ThreadPoolExecutor(2) as executor:
            futures = [
                executor.submit(prepare_fonts, tmp_path, recipes=TINY, report=made.append)
                for _ in range(2)
            ]
            first, second = (future.result() for future in futures)
        assert first == second
        assert sorted(made) == ["making Tiny Bold", "making Tiny Regular"]
        assert sorted(path.name for path in first.folder.parent.iterdir()) == sorted(
            [".lock", first.folder.name]
        )

    def test_what_a_killed_process_left_is_swept_away(self, tmp_path: Path) -> None:
        """Half a folder is never taken for a font set, and does not stay."""
        left = tmp_path / "fonts" / ".unfinished-0123"
        left.mkdir(parents=True)
        (left / "faces.json").write_text("{}")
        fonts = prepare_fonts(tmp_path, recipes=TINY)
        assert not left.exists()
        assert fonts.folder.is_dir()

    def test_a_moved_cache_still_serves(self, tmp_path: Path) -> None:
        """A cache restored to another place, as a CI job does, is used and configured anew."""
        made = prepare_fonts(tmp_path / "before", recipes=TINY)
        (tmp_path / "before").rename(tmp_path / "after")
        found = load_fonts(tmp_path / "after", recipes=TINY)
        assert found is not None
        assert found.digest == made.digest
        configuration = found.fontconfig_file.read_text("utf-8")
        assert str(found.folder / "faces") in configuration
        assert "before" not in configuration

    def test_the_environment_variable_names_the_cache(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """COMMUNIQUE_CACHE stands in for the user's cache, an argument for both."""
        monkeypatch.setenv("COMMUNIQUE_CACHE", str(tmp_path / "named"))
        assert prepare_fonts(recipes=TINY).folder.parent == tmp_path / "named" / "fonts"
        assert load_fonts(tmp_path / "given", recipes=TINY) is None

    def test_a_cache_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        """The error says which folder, and what to set."""
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(FontError, match=f"`{tmp_path}/file/fonts`, cannot be") as caught:
            prepare_fonts(tmp_path / "file", recipes=TINY)
        assert "COMMUNIQUE_CACHE" in caught.value.hint

    def test_a_changed_font_file_is_refused(self, tmp_path: Path, tiny_package: Path) -> None:
        """A font file that is not the one that was installed makes no faces."""
        tiny_package.write_bytes(tiny_package.read_bytes() + b"\0")
        with pytest.raises(FontError, match="has changed since it was installed") as caught:
            prepare_fonts(tmp_path, recipes=TINY)
        assert caught.value.hint == "pip install --force-reinstall tiny-font"
        assert [path.name for path in (tmp_path / "fonts").iterdir()] == [".lock"]

    def test_another_version_gets_a_folder_of_its_own(
        self, tmp_path: Path, tiny_package: Path
    ) -> None:
        """An upgrade never reads what the version before it made."""
        before = prepare_fonts(tmp_path, recipes=TINY)
        metadata = tiny_package.parent.parent / "tiny_font-1.0.dist-info" / "METADATA"
        metadata.write_text(metadata.read_text().replace("1.0", "1.1"))
        after = prepare_fonts(tmp_path, recipes=TINY)
        assert after.folder != before.folder
        assert after.digest == before.digest

    def test_a_font_of_the_wrong_kind_is_named(self, tmp_path: Path) -> None:
        """A font without Chinese forms cannot be simplified, and the error says which one."""
        wrong = Recipe(
            family="Tiny",
            weight=400,
            style="normal",
            package="tiny-font",
            source="Tiny[wght].ttf",
            method="simplified",
        )
        with pytest.raises(
            FontError, match=r"`Tiny\[wght\].ttf` of .* no forms for Simplified Chinese"
        ):
            prepare_fonts(tmp_path, recipes=[wrong])


def test_a_missing_package_is_named_as_pip_knows_it(tmp_path: Path) -> None:
    """The error says what to install."""
    recipe = Recipe(
        family="Tiny",
        weight=400,
        style="normal",
        package="communique-no-such-font",
        source="None.ttf",
        method="instance",
    )
    with pytest.raises(FontError, match="`communique-no-such-font`") as caught:
        prepare_fonts(tmp_path, recipes=[recipe])
    assert caught.value.hint == "pip install communique-no-such-font"


def read(face: Face) -> TTFont:
    """Open a face to look into it."""
    return TTFont(BytesIO(face.path.read_bytes()))


def face_of(fonts: FontSet, family: str, weight: int) -> Face:
    """Pick an upright face."""
    (face,) = (
        face
        for face in fonts.faces
        if (face.family, face.weight, face.style) == (family, weight, "normal")
    )
    return face


def embedded_fonts(printed: Print) -> dict[str, bool]:
    """Tell of each font of a document, by its name without the subset tag, if it is embedded."""
    with pikepdf.open(printed.path) as document:
        fonts = {
            str(item["/BaseFont"]).split("+", 1)[1]: "/FontFile2"
            in item["/DescendantFonts"][0]["/FontDescriptor"]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"
        }
    assert fonts
    return fonts


def quadratic(font: TTFont, character: str) -> Any:
    """Draw a character of a CFF font with quadratic curves."""
    pen = TTGlyphPen(None)
    glyph = font.getGlyphSet()[font.getBestCmap()[ord(character)]]
    glyph.draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
    return pen.glyph(dropImpliedOnCurves=True)


def outline(glyph: Any) -> tuple[list[tuple[int, int]], list[int]]:
    """Give the points of a TrueType glyph, and where its contours end."""
    return list(glyph.coordinates), list(glyph.endPtsOfContours)


FEATURES = """
markClass dot <anchor 50 50> @below;
markClass kasra <anchor 40 40> @below;
markClass fatha <anchor 45 45> @above;
table GDEF { GlyphClassDef [letter shape], , [dot kasra fatha], ; } GDEF;
feature ccmp { script arab; sub letter by shape dot; } ccmp;
feature rlig { script arab; sub kasra fatha by fatha; } rlig;
feature kern { script arab; lookupflag IgnoreMarks; pos shape shape -30; } kern;
feature mark {
    script arab;
    pos base shape <anchor 250 -100> mark @below <anchor 260 600> mark @above;
} mark;
feature mkmk { script arab; pos mark dot <anchor 50 -60> mark @below; } mkmk;
"""


def dotted_font() -> TTFont:
    """Build a font that draws its letter as a shape and a dot below."""
    glyphs = (".notdef", "letter", "shape", "dot", "kasra", "fatha")
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({0x628: "letter", 0x650: "kasra", 0x64E: "fatha"})
    font.setupGlyf({name: box(100, 100) for name in glyphs})
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    font.setupHorizontalHeader()
    addOpenTypeFeaturesFromString(font.font, FEATURES)
    return font.font


def box(width: int, height: int) -> Any:
    """Draw a rectangle on the base line."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, height), (width, height), (width, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def tiny_font() -> bytes:
    """Build a variable font that has one letter, a box, wider the bolder it is."""
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "A"])
    font.setupCharacterMap({65: "A"})
    font.setupGlyf({".notdef": box(400, 400), "A": box(500, 700)})
    font.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Tiny", "styleName": "Regular", "version": "Version 1.0"})
    font.setupOS2()
    font.setupPost()
    font.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    wider = [(0, 0), (0, 0), (80, 0), (80, 0), (0, 0), (80, 0), (0, 0), (0, 0)]
    font.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, wider)]})
    out = BytesIO()
    font.font.save(out)
    return out.getvalue()
