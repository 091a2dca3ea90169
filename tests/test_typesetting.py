"""Typesetting: what a typesetter would find fault with is not there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import page as validator
import pikepdf
import pypdfium2
import pytest
import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from communique.frozen import Frozen, replace
from communique.locales import (
    SAMPLE_LOCALES,
    counter_style,
    digits_known,
    format_integer,
    format_number,
    locale,
)
from communique.page import logo_problem
from communique.page.binding import bound
from communique.page.markup import before
from communique.page.names import names_kept
from communique.page.render import css_string
from communique.pdf import load_engine, render_pdf
from communique.release import read_house

if TYPE_CHECKING:
    from browser import Browser
    from conftest import Newsroom

REPOSITORY = Path(__file__).parent.parent
MINISTRY = Path(__file__).parent / "styles/ministry"
HARD = "\N{NO-BREAK SPACE}"
UNHYPHENATED = ("ga", "mt", "fi", "ar", "zh")
"""The languages of the sample for which there are no patterns, or no hyphens."""

_LETTER = re.compile(r"[^\W\d_]")


class Line(Frozen):
    """A line of text on a page, as it stands there."""

    text: str
    left: float
    right: float
    gaps: tuple[float, ...]
    size: float


def lines_of(content: bytes, page: int = 0) -> list[Line]:
    """The lines of a page from top to bottom; characters of a line from left to right."""
    document = pypdfium2.PdfDocument(content)
    text = document[page].get_textpage()
    rows: dict[int, list[tuple[float, float, str, float]]] = {}
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if right - left > 0 and character not in "\r\n":
            rows.setdefault(round(bottom), []).append((left, right, character, top - bottom))
    lines = []
    for _, row in sorted(rows.items(), reverse=True):
        row.sort()
        inked = [one for one in row if not one[2].isspace()]
        if not inked:
            continue
        gaps = tuple(after[0] - one[1] for one, after in pairwise(inked))
        lines.append(
            Line(
                text="".join(one[2] for one in row),
                left=inked[0][0],
                right=inked[-1][1],
                gaps=gaps,
                size=max(one[3] for one in row),
            )
        )
    document.close()
    return lines


def word_rows(path: Path) -> list[list[tuple[float, float]]]:
    """Where the words of each line of a PDF begin and end, from left to right."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    command = ["pdftotext", "-bbox", "-f", "1", "-l", "1", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    rows: dict[int, list[tuple[float, float]]] = {}
    for left, top, right in re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)"', text):
        if float(top) < 770:  # above the foot of the page
            rows.setdefault(round(float(top)), []).append((float(left), float(right)))
    return [sorted(row) for row in rows.values()]


@pytest.fixture(scope="module")
def pages_of(fonts: object) -> Callable[..., list[list[str]]]:
    """The lines on each page of a text in a language and a width, each in logical order."""
    del fonts
    import weasyprint
    from weasyprint.formatting_structure import boxes

    load_engine()
    from communique.pdf.engine.document import ReleasePage
    from communique.pdf.engine.production import _Fonts
    from communique.pdf.fetch import Resources

    def pages(
        body: str, tag: str, *, width: str = "80mm", height: str = "900mm"
    ) -> list[list[str]]:
        sheet = (REPOSITORY / "templates/pdf/release.css").read_bytes()
        look = (REPOSITORY / "templates/assets/house.css").read_bytes()
        html = (
            f'<html lang="{tag}" dir="{locale(tag).direction}"><title>x</title>'
            '<link rel="stylesheet" href="asset:///house.css">'
            '<link rel="stylesheet" href="asset:///release.css">'
            f"<style>@page {{ size: {width} {height}; margin: 0 }}</style><main>{body}</main>"
        )
        resources = Resources(assets={"release.css": sheet, "house.css": look})
        document = ReleasePage(html, resources).render(
            font_config=_Fonts.shared(), **weasyprint.DEFAULT_OPTIONS
        )
        found = []
        for page in document.pages:
            lines = []
            for box in page._page_box.descendants():
                if isinstance(box, boxes.LineBox):
                    texts = [
                        one.text for one in box.descendants() if isinstance(one, boxes.TextBox)
                    ]
                    lines.append("".join(texts))
            found.append([line for line in lines if line.strip()])
        return found

    return pages


@pytest.fixture(scope="module")
def laid_out(pages_of: Callable[..., list[list[str]]]) -> Callable[..., list[str]]:
    """The lines of a text in a language and a width, on one page as long as it takes."""

    def lines(body: str, tag: str, *, width: str = "80mm") -> list[str]:
        return [line for page in pages_of(body, tag, width=width) for line in page]

    return lines


class TestBinding:
    """Hard spaces of the page."""

    @pytest.mark.parametrize(
        ("tag", "text", "expected"),
        [
            ("cs", "Schůzka v Brně a k tomu i o víkendu", "Schůzka v~Brně a~k~tomu i~o~víkendu"),
            ("sk", "S ním aj v Bruseli", "S~ním aj v~Bruseli"),
            ("pl", "Szczyt w Brukseli i o pokoju", "Szczyt w~Brukseli i~o~pokoju"),
            ("ru", "Встреча в Брюсселе и с ними всеми", "Встреча в~Брюсселе и~с~ними всеми"),
            ("bg", "Среща в Брюксел и с всички останали", "Среща в~Брюксел и~с~всички останали"),
            ("hr", "Sastanak u Bruxellesu i o svemu", "Sastanak u~Bruxellesu i~o~svemu"),
            ("sl", "Seja v Bruslju in z vsemi drugimi", "Seja v~Bruslju in z~vsemi drugimi"),
            ("fr", "Il y a une réunion à Bruxelles", "Il y~a~une réunion à~Bruxelles"),
            ("fr", "M. Voronkov était présent", "M.~Voronkov était présent"),
            ("en", "I saw a reunion of friends", "I saw a reunion of friends"),
            ("de", "am 25. Mai in Brüssel gewesen", "am 25.~Mai in Brüssel gewesen"),
            ("ru", "с 25 мая по 6 июня объявлено", "с~25~мая по 6~июня объявлено"),
            ("fr", "6 % de 12 500 personnes", "6~% de 12~500 personnes"),
            ("fr", "en 2018 500 personnes", "en 2018 500 personnes"),
            ("cs", "do roku 2018 rostl o 1 200 000 korun", "do roku 2018 rostl o~1~200~000 korun"),
            ("en", "The last word of a text is never alone in it",
             "The last word of a text is never alone in~it"),
            ("en", "A short text has one line", "A short text has one line"),
        ],
    )  # fmt: skip
    def test_what_belongs_together_stays_together(self, tag: str, text: str, expected: str) -> None:
        """One-letter words, numbers and what they count, and the last short word."""
        assert bound(escape(text), locale(tag)) == expected.replace("~", HARD)

    def test_it_sees_through_markup(self) -> None:
        """A word and the next one may stand in different elements."""
        html = Markup(
            'V <strong>a</strong> <a href="x y" dir="ltr">v b</a> k <em>moři jdou bez konce</em>'
        )
        expected = (
            'V~<strong>a</strong>~<a href="x y" dir="ltr">v~b</a> k~<em>moři jdou bez konce</em>'
        )
        found = bound(html, locale("cs"))
        assert found == expected.replace("~", HARD)

    def test_other_languages_are_left_alone(self) -> None:
        """A passage in another language, code and kept words are not judged by this one."""
        html = Markup(
            '<bdi lang="en">a b <bdi>c d</bdi> e f</bdi> dlouze '
            '<code dir="ltr">a b</code> <bdi translate="no">o b c</bdi> následovalo'
        )
        assert bound(html, locale("cs")) == html

    @given(
        st.sampled_from(SAMPLE_LOCALES),
        st.lists(
            st.sampled_from(
                ["a", "v", "и", "à", "slovo", "25", "12", "500", "%", "мая", "M.", "<em>", "</em>",
                 '<a href="a b 25 %">', "</a>", '<bdi lang="fr">', "</bdi>", "<br>", "&amp;", " ",
                 " ", " ", "  ", "\n", HARD, "(", "–", "<code>", "</code>"]
            )
        ).map("".join),
    )  # fmt: skip
    @settings(deadline=None, max_examples=300)
    def test_only_spaces_change_and_twice_is_once(self, tag: str, html: str) -> None:
        """Whatever the markup, each other character stays, and all inside of tags."""
        found = bound(Markup(html), locale(tag))  # noqa: S704 - what is to be tried
        assert found.replace(HARD, " ") == html.replace(HARD, " ")
        assert re.findall(r"<[^>]*>", found) == re.findall(r"<[^>]*>", html)
        assert bound(found, locale(tag)) == found

    def test_a_full_width_colon_has_its_own_space(self) -> None:
        """Chinese labels need none behind it."""
        assert before(Markup("电话：")) == "电话："
        assert before(Markup("Tel.:")) == "Tel.: "


class TestHyphenation:
    """Where words are cut in a PDF."""

    def test_every_language_that_has_patterns_uses_them(self) -> None:
        """Five of the sample have none: the list is decided, and changes only on purpose."""
        load_engine()
        from communique.pdf.engine.hyphenation import language_fallback

        without = [tag for tag in SAMPLE_LOCALES if not language_fallback(locale(tag).written_tag)]
        assert without == list(UNHYPHENATED)
        assert (language_fallback("en"), language_fallback("pt")) == ("en_GB", "pt_PT")

    def test_words_are_cut_and_names_are_not(self, laid_out: Callable[..., list[str]]) -> None:
        """A common word is cut; one with a capital, an address and a kept name are not."""
        words = {
            "responsibilities": True,
            "Responsibilities": False,
            "UNRESPONSIBILITIES": False,
            '<a href="https://x.example.org">responsibilities</a>': False,
            '<bdi translate="no">responsibilities</bdi>': False,
            '<bdi lang="fi">responsibilities</bdi>': False,
        }
        for word, cut in words.items():
            html = f"<p>all of their {word} and then some more</p>"
            ends = [
                re.search(r"respons\w*[‐-]$", line, re.IGNORECASE)
                for width in range(26, 48, 2)
                for line in laid_out(html, "en", width=f"{width}mm")
            ]
            assert any(ends) is cut, word

    def test_german_nouns_are_cut(self, laid_out: Callable[..., list[str]]) -> None:
        """They have a capital and are no names."""
        lines = laid_out("<p>eine Terrorismusbekämpfung der Union</p>", "de", width="32mm")
        assert any(re.search(r"\w[‐-]$", line) for line in lines)

    def test_german_names_are_not(self, laid_out: Callable[..., list[str]]) -> None:
        """A capital does not tell a name there; that the source has the same word does."""
        for word, cut in (("Leutheusserbergs", False), ("Terrorismusbekämpfung", True)):
            markup = Markup(f"eine Rede von {word} der Union")  # noqa: S704 - no markup in it
            html = f"<p>{names_kept(markup, 'Ms Leutheusserberg spoke.', locale('de'))}</p>"
            ends = [
                line.endswith(("‐", "-"))
                for width in range(26, 44, 2)
                for line in laid_out(html, "de", width=f"{width}mm")
            ]
            assert any(ends) is cut, word

    @pytest.mark.parametrize(
        ("markup", "expected"),
        [
            ("Frau Mogherini sprach.", 'Frau <span class="name">Mogherini</span> sprach.'),
            ("Mogherinis Rede", '<span class="name">Mogherinis</span> Rede'),
            ("<em>Mogherini</em> und <b>Mogh</b>erini", None),
            ('<a href="Mogherini">x</a> Mogherinisch', ""),
            ('<span translate="no">Mogherini</span>', ""),
        ],
    )
    def test_a_name_is_marked_where_it_is_read(self, markup: str, expected: str | None) -> None:
        """Not in a tag, not in what is kept already, not as a part of another word."""
        source = "High Representative Mogherini spoke to members."
        found = str(names_kept(Markup(markup), source, locale("de")))  # noqa: S704 - a test's
        if expected is None:
            expected = '<em><span class="name">Mogherini</span></em> und <b>Mogh</b>erini'
        assert found == (expected or markup)
        assert names_kept(Markup(markup), source, locale("fr")) == markup  # noqa: S704

    def test_a_foreign_span_is_cut_by_its_own_patterns(
        self, laid_out: Callable[..., list[str]]
    ) -> None:
        """A French passage in a Finnish text is hyphenated, its surroundings are not."""
        html = '<p>Se on <span lang="fr">responsabilité internationale</span> vastuullisuuskysymys'
        lines = laid_out(html, "fi", width="26mm")
        assert any(line.endswith(("‐", "-")) for line in lines)
        assert any("vastuullisuuskysymys" in line for line in lines)

    def test_no_piece_of_a_word_is_the_last_line(self, sample: Newsroom) -> None:
        """The last line of a paragraph begins with a whole word."""
        for line, after, _ in paragraph_ends(sample):
            assert not line.endswith(("‐", "-")) or " " in after, (line, after)


def paragraph_ends(sample: Newsroom) -> list[tuple[str, str, str]]:
    """Last line but one and last line of each paragraph of the sample, with the language."""
    found = []
    for tag in SAMPLE_LOCALES:
        content = next(iter((sample.root / f"build/{tag}").glob("*/*.pdf"))).read_bytes()
        for page in range(2):
            lines = lines_of(content, page)
            for line, after in pairwise(lines):
                if after.text.rstrip().endswith((".", "。")) and tag != "ar":
                    found.append((line.text.rstrip(), after.text.strip(), tag))
    return found


class TestLines:
    """How lines end, begin and are filled."""

    TEXT = (
        "双方一致认为，防止暴力极端主义需要采取“全社会”办法（包括民间社会组织、私营部门和智库）；"
        "《联合国宪章》、《世界人权宣言》以及其他文书：都适用！是否如此？“是的。”他说，“当然（如此）。”"
    )

    def test_chinese_lines_begin_and_end_as_they_may(
        self, laid_out: Callable[..., list[str]]
    ) -> None:
        """No closing mark begins a line, and no opening one ends it, at any width."""
        for width in range(30, 90, 3):
            lines = laid_out(f"<p>{self.TEXT}</p>", "zh", width=f"{width}mm")
            assert "".join(lines) == self.TEXT
            for line in lines:
                assert line[0] not in "，。、；：！？）》”’", (width, line)
                assert line[-1] not in "（《“‘", (width, line)

    def test_no_character_is_a_last_line(self, laid_out: Callable[..., list[str]]) -> None:
        """A Chinese paragraph does not end with one character on a line of its own."""
        for count in range(12, 30):
            lines = laid_out(f"<p>{'他们谈到了' * count}。</p>", "zh", width="76mm")
            assert sum(map(str.isalnum, lines[-1])) > 1

    def test_arabic_is_flush_and_no_gap_is_stretched(self, sample: Newsroom) -> None:
        """Most lines reach both margins; no gap between words is wider than twice a space."""
        (path,) = (sample.root / "build/ar").glob("*/*.pdf")
        full = [row for row in word_rows(path) if len(row) > 10]
        left = min(row[0][0] for row in full)
        assert len([row for row in full if row[0][0] - left < 1.5]) > len(full) / 2
        for row in full:
            # A space is .26 em wide, and the largest of these letters have 10.7 pt.
            assert max(after[0] - word[1] for word, after in pairwise(row)) < 0.56 * 10.7

    def test_a_line_that_cannot_be_filled_stays_short(self, fonts: object) -> None:
        """Where the next word is very long, gaps grow to their limit, and not beyond."""
        del fonts
        html = (
            '<html lang="en"><title>x</title><style>@page { size: 80mm 60mm; margin: 0 }'
            ' html { font: 10pt "Communique Sans" }'
            " p { text-align: justify; --gap-growth: .2em; width: 70mm }</style>"
            "<p>Two words then " + "x" * 30 + " end</p>"
        )
        (first, *_) = lines_of(render_pdf(html, assets={}).content)
        assert first.right < 190
        assert max(first.gaps) < 6

    def test_no_letters_are_spaced_out(self) -> None:
        """Arabic letters join; no style sheet pulls letters apart."""
        for path in (REPOSITORY / "templates").rglob("*.css"):
            assert "letter-spacing" not in path.read_text(encoding="utf-8")

    @pytest.mark.parametrize("tag", ["ar", "zh"])
    def test_scripts_without_italics_stress_by_weight(
        self, tag: str, laid_out: Callable[..., list[str]]
    ) -> None:
        """Emphasis is bold and upright on paper; and on screen by the same rule."""
        assert laid_out("<p><em>x</em></p>", tag)
        for name in ("assets/communique.css", "pdf/release.css"):
            text = (REPOSITORY / "templates" / name).read_text(encoding="utf-8")
            rule = re.search(r":is\(em, cite\)(.*?)\{(.*?)\}", text, re.DOTALL)
            assert rule is not None
            assert f":lang({tag})" in rule[1]
            assert "font-style: normal" in rule[2]
            assert re.search(r"font-weight: (bold|700)", rule[2])

    def test_no_line_of_the_sample_ends_with_a_word_of_one_letter(self, sample: Newsroom) -> None:
        """French, Czech, Polish, and all who care, in everything that is printed."""
        words = {"cs": "aikosuvz", "sk": "aikosuvz", "pl": "aeiouwz", "fr": "aày", "ru": "авикосу",
                 "bg": "авиосу", "hr": "aikosu", "sl": "ahikosuvz"}  # fmt: skip
        for tag, letters in words.items():
            content = next(iter((sample.root / f"build/{tag}").glob("*/*.pdf"))).read_bytes()
            for page in range(2):
                for line in lines_of(content, page):
                    assert not re.search(
                        rf"(^|\s)[{letters}]$", line.text.rstrip(), re.IGNORECASE
                    ), line


class TestTitles:
    """Titles, headings and the lines around them."""

    @pytest.mark.parametrize("tag", SAMPLE_LOCALES)
    def test_a_title_is_balanced(self, sample: Newsroom, tag: str) -> None:
        """Its lines are about as long as each other, and none ends at a hyphen."""
        content = next(iter((sample.root / f"build/{tag}").glob("*/*.pdf"))).read_bytes()
        lines = lines_of(content)
        size = max(line.size for line in lines)
        title = [line for line in lines if line.size > 0.9 * size]
        lengths = [line.right - line.left for line in title]
        assert 1 <= len(title) <= 3
        assert min(lengths) > 0.6 * max(lengths)
        assert not any(line.text.rstrip().endswith("-") for line in title)

    @pytest.mark.parametrize("tag", SAMPLE_LOCALES)
    def test_no_page_begins_or_ends_with_a_single_line(self, sample: Newsroom, tag: str) -> None:
        """No heading ends the first page; the sample keeps its two pages."""
        content = next(iter((sample.root / f"build/{tag}").glob("*/*.pdf"))).read_bytes()
        with pikepdf.open(
            sample.root / next((sample.root / f"build/{tag}").glob("*/*.pdf"))
        ) as pdf:
            assert len(pdf.pages) == 2
        headings = [
            re.sub(r"<[^>]*>", "", found)
            for found in re.findall(
                r"<h2[^>]*>(.*?)</h2>",
                next(iter((sample.root / f"build/{tag}").glob("*/index.html"))).read_text("utf-8"),
            )
        ]
        body = [line.text.strip() for line in lines_of(content) if line.size > 9]
        assert body[-1] not in headings

    def test_wherever_a_page_ends_it_ends_well(
        self, pages_of: Callable[..., list[list[str]]]
    ) -> None:
        """Two lines of a paragraph on either side, headings and announcements with what follows."""
        words = "so many words that a few lines are filled with them and none is left alone "
        html = (
            f"<p>{'A ' + words * 3}</p><h2>Heading</h2><p>{'B ' + words * 2}</p>"
            f"<p>Announced:</p><ul><li><p>{'C ' + words}</p></li><li><p>D</p></li></ul>"
            '<p class="end">End</p>'
        )
        starts, whole = ("A ", "B ", "C "), ("Heading", "Announced:", "D", "End")
        breaks = 0
        for height in range(40, 110, 4):
            pages = [
                [line for line in page if line.strip() != "•"]
                for page in pages_of(html, "en", height=f"{height}mm")
            ]
            for page, after in pairwise(pages):
                breaks += 1
                assert page[-1] not in ("Heading", "Announced:"), height
                assert after[0] != "End", height
                assert page[-1][:2] not in starts, f"an orphan at {height} mm"
                begun = [line[:2] in starts or line in whole for line in after]
                assert begun[:2] != [False, True], f"a widow at {height} mm"
        assert breaks > 10


class TestHouse:
    """What `house.toml` says about pages."""

    TEXT = (
        'locales = ["fr", "ar"]\n[pages]\npaper = "a4"\ndigits = { ar = "latn" }\n'
        '[patterns.dateline]\ntext = "{city}, {date}"\n'
        '[organisations.town]\nname = "Town"\ncolour = "#003399"\n'
    )

    def test_pages_have_their_settings(self) -> None:
        """Paper and digits, and languages that know them."""
        house, found = read_house(self.TEXT)
        assert found == ()
        assert (house.pages.paper, house.pages.digits) == ("a4", {"ar": "latn"})
        assert format_number(12500, house.locale("ar")) == "12,500"
        assert house.locale("ar") == locale("ar")
        assert (
            read_house(self.TEXT.replace('[pages]\npaper = "a4"\ndigits = { ar = "latn" }', ""))[
                0
            ].pages.paper
            == "a4"
        )

    @pytest.mark.parametrize(
        ("old", "new", "line", "says"),
        [
            ('"a4"', '"a5"', 3, "paper"),
            ('ar = "latn"', 'ar = "deva"', 4, "expected `arab` or `latn`"),
            ('ar = "latn"', 'ar = "klingon"', 4, "no digits of `ar`"),
            ('ar = "latn"', 'de = "latn"', 4, "`de` is not in `locales`"),
            ('ar = "latn"', "ar = 7", 4, "digits"),
            ("#003399", "navy", 9, "is no colour"),
            ("#003399", "#777777", 9, "contrast of 4.5"),
            ("#003399", "#ffcc00", 9, "contrast of 1.5 on white"),
        ],
    )
    def test_a_wrong_value_is_found(self, old: str, new: str, line: int, says: str) -> None:
        """At its line, with what was expected."""
        _, found = read_house(self.TEXT.replace(old, new))
        (finding,) = found
        assert says in finding.message
        assert finding.place.line in (line, line - 1, line + 1)

    @given(st.sampled_from(SAMPLE_LOCALES), st.integers(0, 10**12))
    def test_digits_can_be_read_back(self, tag: str, number: int) -> None:
        """Whatever the digits, Python reads the number, and CSS has a counter style for them."""
        for system in digits_known(locale(tag)):
            of = replace(locale(tag), digits=system)
            assert int(format_integer(number, of)) == number
            assert counter_style(of) in ("decimal", "arabic-indic", "persian")
            assert int(re.sub(r"[^\d]", "", format_number(number, of))) == number


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


class TestLogos:
    """Logos are drawings and nothing else."""

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (SVG % b'<path d="M0 0h9v9z" fill="url(#a)"/>', ""),
            (SVG % b"<script>x</script>", "`script`"),
            (SVG % b'<path onload="x"/>', "a script"),
            (SVG % b'<image href="a.png"/>', "`image`"),
            (SVG % b'<use href="https://x.example.org/a.svg"/>', "asks for"),
            (SVG % b'<path fill="url(https://x.example.org/a)"/>', "asks for"),
            (SVG % b"<path style=\"fill: url( 'a.svg')\"/>", "asks for"),
            (SVG % b"<style>@import 'x'</style>", "`style`"),
            (SVG % b"<text>x</text>", "`text`"),
            (SVG % b"<foreignObject/>", "`foreignObject`"),
            (SVG % (b"<g/>" * 20_000), "bytes"),
            (SVG.replace(b"viewBox", b"data-x") % b"", "no `viewBox`"),
            (b"<html/>", "no SVG"),
            (b"<svg", "no XML"),
            (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "document type"),
            (b"\xff\xfe\x00", "not UTF-8"),
            ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'.encode("utf-16"), "not UTF-8"),
            ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'.encode("utf-16-be"), "not UTF-8"),
        ],
    )
    def test_what_is_no_mere_drawing_is_refused(self, content: bytes, says: str) -> None:
        """Neither scripts nor addresses, letters nor pictures inside."""
        assert says in logo_problem(content)
        assert bool(says) is bool(logo_problem(content))

    @pytest.mark.parametrize(
        ("logo", "says"),
        [
            ("assets/logos/none.svg", "there is no"),
            ("../secret.svg", "is not in `assets/logos/`"),
            ("assets/logos/bad.svg", "cannot be shown"),
        ],
    )
    def test_a_logo_that_cannot_be_shown_is_a_finding(
        self, newsroom: Newsroom, logo: str, says: str
    ) -> None:
        """At the line that names it."""
        newsroom.write("templates/assets/logos/bad.svg", SVG % b"<script/>")
        line = 'name = "Town of Lowbridge"\n'
        newsroom.replace("release/house.toml", line, f'{line}logo = "{logo}"\n')
        outcome = newsroom.call("check")
        assert outcome.code == 1
        assert says in outcome.text
        assert outcome.rules() == ["house-value"]
        number = newsroom.line_of("release/house.toml", "logo =")
        assert outcome.places() == [f"release/house.toml:{number}"]


class TestTemplates:
    """The templates of the repository."""

    def test_the_foot_of_a_page_keeps_its_hard_spaces(self) -> None:
        """What goes through the style sheet of the PDF is as hard as on the page."""
        pattern = Markup("Strana <b>{page}</b> z\N{NO-BREAK SPACE}{pages}")
        found = css_string(pattern, page="x", pages="y")
        assert found == r'"Strana\000020" counter(page, x) "\000020z\0000a0" counter(pages, y)'

    def test_no_words_stand_in_quotation_marks_of_one_language(self) -> None:
        """Marks come from the language: in translated words, or by `q` and its style."""
        for path in (REPOSITORY / "templates").rglob("*.j2"):
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
            assert not re.search("[«»“”„‟‘‚‹›]|&[lr][ds]?quo", text), path

    @pytest.mark.parametrize(("tag", "marks"), [("en", "‘’“”"), ("fr", "«»“”"), ("ar", "«»“”")])
    def test_a_quotation_has_the_marks_of_the_language(
        self, newsroom: Newsroom, tag: str, marks: str, pdf_text: Callable[[bytes], str]
    ) -> None:
        """`q` is set by the house style, in the page and in the PDF."""
        newsroom.replace(
            "release/house.toml", "[types.press-release]", 'style = "eu"\n\n[types.press-release]'
        )
        for name in ("release.html.j2", "release.pdf.html.j2"):
            newsroom.replace(
                f"templates/{name}",
                "<p>{{ paragraph }}</p>",
                "<p><q>{{ paragraph }} <q>9</q></q></p>",
            )
        assert newsroom.build("--locale", tag).code == 0
        page = newsroom.read(f"build/{tag}/library-opening/index.html")
        escaped = re.search(r"quotes: (.*?) \}", page)
        assert escaped is not None
        values = [
            one.value
            for one in tinycss2.parse_component_value_list(escaped[1])
            if one.type == "string"
        ]
        assert "".join(values) == marks
        pdf = newsroom.built()[f"{tag}/library-opening/library-opening.{tag}.pdf"]
        text = pdf_text(pdf)
        if tag != "ar":  # whose text pdftotext gives in an order of its own
            assert f"{marks[2]}9{marks[3]}{marks[1]}" in text
        assert set(marks) <= set(text)


class TestAnotherStyle:
    """A second look, by a folder that holds what differs."""

    def test_it_is_a_few_small_files(self) -> None:
        """Values, two logos, and no template."""
        files = [path for path in (MINISTRY / "templates").rglob("*") if path.is_file()]
        assert sorted(path.name for path in files) == ["harbours.svg", "house.css", "weather.svg"]

    def test_it_sets_each_value_that_the_sheets_use(self) -> None:
        """Both style sheets are driven by the same properties, and none is missing in either."""
        own = (REPOSITORY / "templates/assets/house.css").read_text("utf-8")
        other = (MINISTRY / "templates/assets/house.css").read_text("utf-8")
        declared = set(re.findall(r"^\s*(--[\w-]+):", own, re.MULTILINE))
        assert set(re.findall(r"^\s*(--[\w-]+):", other, re.MULTILINE)) == declared
        used: set[str] = set()
        for name in ("assets/communique.css", "pdf/release.css"):
            text = (REPOSITORY / "templates" / name).read_text("utf-8")
            used |= set(re.findall(r"var\((--[\w-]+)", text))
            assert not re.search(r"#(?!fff\b)[0-9a-f]{3,6}\b", text), f"a colour in {name}"
        assert used - {"--colour"} == declared

    @pytest.mark.parametrize("tag", ["en", "fr", "cs", "ar", "zh"])
    def test_logos_stand_in_the_order_of_protocol(self, ministry: Newsroom, tag: str) -> None:
        """The release names the weather first; the list of the house names the harbours first."""
        page = ministry.page(f"{tag}/storm-warning/index.html")
        logos = [image.get("src") for image in page.all("img")]
        assert logos == [f"../../assets/logos/{name}.svg" for name in ("weather", "harbours")]
        assert [image.get("alt") for image in page.all("img")] == ["", ""]
        band = [item.get("style") for item in page.one("div", class_="band")]
        assert band == ["--colour: #8a3b12", "--colour: #00594c"]
        listed = [image.get("src") for image in ministry.page(f"{tag}/index.html").all("img")]
        assert listed == [f"../assets/logos/{name}.svg" for name in ("harbours", "weather")]
        assert page.errors == ()

    @pytest.mark.parametrize("tag", ["en", "fr", "cs", "ar", "zh"])
    def test_the_paper_is_letter_and_nothing_leaves_it(self, ministry: Newsroom, tag: str) -> None:
        """215.9 mm by 279.4 mm, with a margin of 15 mm on every side."""
        content = ministry.built()[f"{tag}/storm-warning/storm-warning.{tag}.pdf"]
        document = pypdfium2.PdfDocument(content)
        assert document[0].get_size() == (612, 792)
        document.close()
        for line in lines_of(content):
            assert 60 < line.left < line.right < 612 - 60

    def test_digits_are_those_of_the_setting(
        self, ministry: Newsroom, pdf_text: Callable[[bytes], str]
    ) -> None:
        """Arabic with the digits of Latin in facts, dates, lists and at the foot of pages."""
        page = ministry.read("build/ar/storm-warning/index.html")
        content = ministry.built()["ar/storm-warning/storm-warning.ar.pdf"]
        assert not re.search("[٠-٩]", page + ministry.read("build/ar/index.html"))
        assert "1,200,000" in page
        assert "list-style-type: decimal" in page
        assert not re.search("[٠-٩]", "".join(line.text for line in lines_of(content)))
        assert "25" in pdf_text(content)

    def test_each_language_has_its_own_hard_spaces(self, ministry: Newsroom) -> None:
        """On screen as on paper, in titles and text."""
        czech = ministry.read("build/cs/storm-warning/index.html")
        french = ministry.read("build/fr/storm-warning/index.html")
        assert f"v{HARD}<time" in czech
        assert f"o{HARD}6{HARD}%" in czech
        assert f"a{HARD}pobřeží" in czech
        assert f"a{HARD}coûté" in french
        assert f"à{HARD}6{HARD}heures" in french or f"à{HARD}6 heures" in french

    def test_names_are_told_from_words(self, ministry: Newsroom) -> None:
        """A fact that is a name keeps its letters, language and direction."""
        page = ministry.read("build/ar/storm-warning/index.html")
        assert '<bdi translate="no">Maximiliana Featherstonehaugh</bdi>' in page

    @pytest.mark.parametrize("tag", ["en", "ar", "zh"])
    def test_its_pdf_is_as_accessible_and_archival(self, ministry: Newsroom, tag: str) -> None:
        """Logos and colours leave a file that is PDF/UA-1 and PDF/A-2a."""
        content = ministry.built()[f"{tag}/storm-warning/storm-warning.{tag}.pdf"]
        for profile in ("ua1", "2a"):
            assert not list(validator.validate_pdf_bytes(content, profile=profile).failures)

    @pytest.mark.browser
    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("tag", ["en", "ar", "zh"])
    def test_its_pages_are_usable_by_all(
        self, browser: Browser, ministry: Newsroom, tag: str, *, dark: bool
    ) -> None:
        """Axe finds nothing in it, in light and dark, and a phone shows all of its width."""
        from test_accessibility_html import axe

        path = ministry.root / f"build/{tag}/storm-warning/index.html"
        browser.show(path.as_uri(), width=390, height=844, dark=dark)
        wrong, _ = axe(browser)
        assert wrong == []
        assert browser.evaluate("document.documentElement.scrollWidth") <= 390
