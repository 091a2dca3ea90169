"""Pseudo-locales: a layout is tried with longer texts and from right to left; nobody reads it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.locales import PSEUDO_LOCALES, locale
from communique.project import load_project, plan_pseudo_editions
from communique.pseudo import (
    PseudoError,
    pseudo_messages,
    pseudo_text,
    unmarked_in_html,
    unmarked_in_style,
)
from communique.pseudo.letters import LETTERS, LONGER
from communique.release import parse_inline, plain_text

if TYPE_CHECKING:
    from conftest import Newsroom

TAGS: Final = tuple(PSEUDO_LOCALES)
LONGER_XA, MIRRORED = map(locale, TAGS)
ID: Final = "library-opening"
RICH: Final = """+++
type = "press-release"
title = "A *short* title & signs"
date = 2018-05-01
city = "lowbridge"
issuers = ["library", "town"]
contacts = ["desk"]

[facts]
n = 1234567
plan = "https://lowbridge.example.org/a-very-long-path/which-breaks-over-lines"
desk = "desk@lowbridge.example.org"
friends = { name = "Amis de la Bibliothèque" }
+++

A **bold *and italic* text**, `code x-y`, [kept words]{.keep}, [mots français]{lang=fr} and
[العربية هنا]{lang=ar}, {n}, {friends}.

A line\\
broken on purpose, a [link]({plan}), {plan} and {desk}.

> A quotation.

<!-- keep -->
Kept paragraph.
"""


class TestTexts:
    """A text in a pseudo-locale is the source text in other letters, and nothing else."""

    @given(st.text("abcxyz AEIOU ,.-’", min_size=1))
    def test_a_text_is_longer_by_two_fifths(self, text: str) -> None:
        """Rounded up, and in brackets; a text without letters is only in brackets."""
        text = " ".join(text.split())
        letters = any(character.isalpha() for character in text)
        longer = -(-len(plain_text(parse_inline(text))) * 40 // 100) if letters else 0
        visible = plain_text(parse_inline(pseudo_text(text, LONGER_XA)))
        assert len(visible) in (len(text) + longer + 2, len(text))

    @given(st.text("abcdefghij klmno pqrstuvwxyz", min_size=1))
    def test_a_reader_can_tell_what_it_was(self, text: str) -> None:
        """Without its accents and doubled vowels, it is the source text."""
        text = f"q{text.strip()}"

        def bare(words: str) -> str:
            plain = unicodedata.normalize("NFD", words)
            letters = (letter for letter in plain if not unicodedata.combining(letter))
            return re.sub(r"([a-z])\1+", r"\1", "".join(letters).replace("ɋ", "q"))

        assert bare(pseudo_text(text, LONGER_XA)).strip("()") == bare(text)

    @pytest.mark.parametrize("of", [LONGER_XA, MIRRORED], ids=str)
    def test_what_a_translator_must_leave_is_left(self, of: object) -> None:
        """Facts, code, targets, attributes, kept and foreign words."""
        assert of in (LONGER_XA, MIRRORED)
        text = (
            "**Bold** {fact} {begun:in} `code` [a link](https://x.example.org/a_b?c=d) "
            "[Kept *words*]{.keep} [mots]{lang=fr} &amp; \\* {plan}"
        )
        for kept in (
            "{fact}", "{begun:in}", "`code`", "](https://x.example.org/a_b?c=d)",
            "[Kept *words*]{.keep}", "[mots]{lang=fr}", "&amp;", "\\*", "{plan}", "**",
        ):  # fmt: skip
            assert kept in pseudo_text(text, locale(str(of)))

    @given(st.text("ab *_`[](){}<>\\&;!.:/{n}", max_size=30))
    def test_no_text_makes_trouble(self, text: str) -> None:
        """Whatever a writer has written, its markup is the same after as before."""
        for of in (LONGER_XA, MIRRORED):
            kinds = [type(piece) for piece in parse_inline(pseudo_text(text, of))]
            before = [type(piece) for piece in parse_inline(text)]
            named = [kind.__name__ for kind in kinds if kind.__name__ != "Text"]
            assert named == [kind.__name__ for kind in before if kind.__name__ != "Text"]

    def test_no_letter_is_one_of_the_source(self) -> None:
        """So a text that is in the letters of the source is one that nobody could translate."""
        for tag in TAGS:
            assert not any(letter.isascii() for letter in LETTERS[tag])
        assert LONGER == {"en-XA": 40, "ar-XB": 0}

    def test_our_own_check_finds_them_sound(self, newsroom: Newsroom) -> None:
        """Placeholders, facts, Markdown, links and kept words are as in the source."""
        from conftest import write_catalogues

        newsroom.write(f"release/{ID}.md", RICH)
        project = load_project(newsroom.root)
        for of in (LONGER_XA, MIRRORED):
            words = {
                message.id: pseudo_text(message.id, of)
                for domain in project.domains()
                for message in project.messages(domain)
            }
            assert len([text for text in words if words[text] == text]) == 0
            write_catalogues(newsroom.root, {"fr": words})
            rules = set(newsroom.call("check", "-l", "fr").rules())
            families = ("fact", "markup", "link", "address", "host", "brace", "plural", "kept")
            assert not [rule for rule in rules if rule.startswith(families)]

    def test_other_scripts_have_no_pseudo_locale(self, unchanged: Newsroom) -> None:
        """They are made of Latin letters, which a Russian text does not have."""
        messages = load_project(unchanged.root).messages("house")
        with pytest.raises(PseudoError, match="made of Latin letters, and the texts are in `ru`"):
            pseudo_messages(messages, LONGER_XA, source=locale("ru"))


class TestBuild:
    """They are built like any language, apart from all others."""

    @pytest.mark.parametrize("tag", TAGS)
    def test_a_page_says_what_it_is(self, tried: Newsroom, tag: str) -> None:
        """Its language and direction are its own, and search engines stay away."""
        for path in [path for path in tried.built("build/pseudo") if path.startswith(f"{tag}/")]:
            if path.endswith(".html"):
                page = tried.page(path, "build/pseudo")
                root = page.one("html")
                assert (root.get("lang"), root.get("dir")) == (tag, locale(tag).direction)
                assert page.one("meta", name="robots").get("content") == "noindex"
                assert page.alternates() == {}
                assert page.errors == ()

    def test_nothing_that_goes_out_knows_of_them(self, tried: Newsroom) -> None:
        """No list of languages, index, `hreflang` or manifest of real editions names one."""
        for path, content in tried.built().items():
            if not path.startswith("pseudo/"):
                assert b"en-XA" not in content
                assert b"ar-XB" not in content
        assert {tag for _, tag in tried.editions("build/pseudo")} == set(TAGS)

    def test_a_build_of_all_languages_leaves_them_alone(self, built_newsroom: Newsroom) -> None:
        """They are neither built by it nor removed, and it says nothing of them."""
        before = built_newsroom.built()
        assert built_newsroom.build("-l", "ar-XB").code == 0
        outcome = built_newsroom.build("--prune")
        assert (outcome.code, outcome.text.count("XB")) == (0, 0)
        after = built_newsroom.built()
        assert {path: after[path] for path in before} == before
        assert f"pseudo/ar-XB/{ID}/index.html" in after

    def test_they_are_proofed_like_any_language(self, tried: Newsroom) -> None:
        """Every text is there, in both, on the web and on paper."""
        outcome = tried.call("proof", "-l", "en-XA", "-l", "ar-XB")
        assert (outcome.code, outcome.rules()) == (0, [])
        assert outcome.stderr == "2 editions read back; each has its texts, and nothing else\n"

    def test_a_proof_of_what_is_not_built_says_how_to_build_it(self, newsroom: Newsroom) -> None:
        """The hint can be typed."""
        outcome = newsroom.call("proof", "-l", "ar-XB")
        assert outcome.code == 2
        assert "run `communique build --locale en-XA` first" in outcome.stderr

    @pytest.mark.parametrize("command", ["check", "status", "update", "extract"])
    def test_other_commands_say_why_not(self, unchanged: Newsroom, command: str) -> None:
        """There is nothing to translate or to check in one."""
        outcome = unchanged.call(command, "-l", "en-XA")
        assert outcome.code == 2
        if "no such option" not in outcome.stderr.lower():
            assert "`en-XA` is a pseudo-locale" in outcome.stderr

    def test_they_are_not_built_together_with_languages(self, unchanged: Newsroom) -> None:
        """Otherwise somebody would publish both."""
        outcome = unchanged.build("-l", "fr", "-l", "en-XA")
        assert outcome.code == 2
        assert "`en-XA` is a pseudo-locale, and does not go together" in outcome.stderr

    def test_no_house_publishes_in_one(self, newsroom: Newsroom) -> None:
        """It is a finding where the languages of the house stand."""
        newsroom.replace("release/house.toml", '["fr", "ar"]', '["fr", "ar-XB"]')
        outcome = newsroom.call("check")
        assert "`ar-XB` is a pseudo-locale, in which nothing is published" in outcome.text
        assert outcome.places()[0] == "release/house.toml:2"

    def test_a_broken_house_leaves_all_as_it_is(self, newsroom: Newsroom) -> None:
        """Without its words there is nothing to build."""
        newsroom.replace("release/house.toml", "{city}, {date}", "{city}, {day}")
        outcome = newsroom.build("-l", "en-XA")
        assert outcome.code == 1
        assert not (newsroom.root / "build").exists()

    def test_one_release_alone(self, newsroom: Newsroom) -> None:
        """Others are not even read."""
        newsroom.add_release("second")
        project = load_project(newsroom.root)
        plan = plan_pseudo_editions(project, ["second"])
        assert [planned.key[0] for planned in plan.editions] == ["second", "second"]

    def test_all_that_a_text_can_have(self, newsroom: Newsroom) -> None:
        """Foreign words, code, addresses and kept paragraphs are no unmarked texts."""
        newsroom.write("release/rich.md", RICH)
        outcome = newsroom.build("-l", "en-XA", "-l", "ar-XB", "--proof")
        assert (outcome.code, outcome.rules()) == (0, []), outcome.text


class TestUnmarked:
    """What is in the letters of the source is told, with the line to mend."""

    @pytest.mark.parametrize(
        ("path", "old", "new", "text"),
        [
            (
                "templates/release.html.j2",
                '{{ pgettext("end mark", "Ends") }}',
                "For immediate release",
                "For immediate release",
            ),
            (
                "templates/release.pdf.html.j2",
                '{{ pgettext("end mark", "Ends") }}',
                "For immediate release",
                "For immediate release",
            ),
            (
                "templates/layout.html.j2",
                '<nav class="languages" aria-label="',
                '<nav class="languages" title="Tongues" aria-label="',
                "Tongues",
            ),
            (
                "templates/landing.html.j2",
                '<ul class="ways">',
                '<p>One</p><ul class="ways">',
                "One",
            ),
            ("templates/index.html.j2", '<ul class="rows">', '<b>New</b><ul class="rows">', "New"),
            (
                "templates/release.html.j2",
                "{{ page.body }}",
                "<p>Published</p>{{ page.body }}",
                "Published",
            ),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("tag", TAGS)
    def test_a_word_in_a_template(
        self, newsroom: Newsroom, path: str, old: str, new: str, text: str, tag: str
    ) -> None:
        """On the web, on paper, in lists, on the first page; read aloud only; not in drafts."""
        newsroom.replace(path, old, new)
        outcome = newsroom.build("-l", tag)
        assert outcome.code == 1
        assert f"`{text}` is not marked for translation [text-unmarked]" in outcome.text
        assert f"{path}:{newsroom.line_of(path, text)}" in outcome.places()
        assert outcome.rules() == ["text-unmarked"]

    def test_a_word_in_a_style_sheet(self, newsroom: Newsroom) -> None:
        """It would be on every page, in every language."""
        path = "templates/assets/communique.css"
        newsroom.write(path, newsroom.read(path) + '.lead::before { content: "Lead: " }\n')
        outcome = newsroom.build("-l", "en-XA")
        assert "`Lead:` is not marked for translation" in outcome.text
        assert f"{path}:{newsroom.line_of(path, 'Lead: ')}" in outcome.places()

    def test_what_is_the_same_in_every_language(self, newsroom: Newsroom) -> None:
        """A name in an element with `translate="no"` is none."""
        path = "templates/release.html.j2"
        name = '<p translate="no">Town <b>&amp;</b> River</p><p class="end">'
        newsroom.replace(path, '<p class="end">', name)
        assert newsroom.build("-l", "en-XA").rules() == []

    def test_a_text_that_does_not_fit(self, newsroom: Newsroom) -> None:
        """What has room for the words of the source and no more is withheld, and said."""
        path = "templates/pdf/release.css"
        sheet = newsroom.read(path)
        newsroom.write(path, sheet + ".end { width: 3em; font-size: 9pt; white-space: nowrap }\n")
        assert newsroom.build("-l", "en").rules() == []
        outcome = newsroom.build("-l", "en-XA")
        assert outcome.code == 1
        assert "wider than its box" in outcome.text

    @pytest.mark.parametrize(
        ("html", "unmarked"),
        [
            ("<p>[ẮḃḂ]</p><p>Word</p>", ("Word",)),
            ("<p>[Ắḃ <b>Word</b> ḃ]</p>", ("Word",)),
            ("<p>12 345 € – 6 %</p>", ()),
            ("<p>Lowbridge, [Ắḃ]</p>", ()),
            ("<p>Lowbridges</p>", ("Lowbridges",)),
            ("<p>العربية 中文 Ελ</p>", ()),
            ("<script>var word</script><template>Word</template>", ()),
            ('<p><span>https://x.org/</span><wbr><span class="part">page</span></p>', ()),
            ("<p>Word</p><span>ẮḃḂ</span>", ("Word",)),
            ('<img alt="A logo" src="logo.svg">', ("A logo",)),
            ('<meta name="description" content="What it is"><meta name="x" content="y">',
             ("What it is",)),
            ("<style>p::before { content: 'Word' counter(page) }</style>", ("Word",)),
            ("<ul><li>One<li>ẮḃḂ</ul>", ("One",)),
        ],
    )  # fmt: skip
    def test_what_is_a_text(self, html: str, unmarked: tuple[str, ...]) -> None:
        """Each that a person sees or hears, and that is neither a value nor in another script."""
        values = ("Lowbridge", "https://x.org/page")
        assert unmarked_in_html(html, LONGER_XA, values) == unmarked

    @pytest.mark.parametrize(
        ("style", "unmarked"),
        [
            ('p::after {\n content: "Ends" }', ((2, "Ends"),)),
            ('p::after { content: "\\45 nds" }', ((1, "Ends"),)),
            ('/* content: "no" */ p::after { content: "–" counter(page) }', ()),
            ('@font-face { font-family: "Some Name" } p { font-family: "Some Name" }', ()),
        ],
    )
    def test_what_a_style_sheet_says(
        self, style: str, unmarked: tuple[tuple[int, str], ...]
    ) -> None:
        """Only what it puts on the page, escapes resolved."""
        assert unmarked_in_style(style, LONGER_XA) == unmarked
