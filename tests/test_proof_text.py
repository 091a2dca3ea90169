"""What a proof reads, and which differences between two texts are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.proof.html_text import read_html
from communique.proof.passages import Passage, Segment, gap_fits, letters_of

WORDS = st.lists(
    st.text(alphabet="abcdefäöüßàéñčžабвгαβγабوضع欧洲", min_size=1, max_size=12),
    min_size=1,
    max_size=12,
)


def letters(*texts: str) -> str:
    """The letters of a passage in pieces."""
    return letters_of([[Segment(text=text) for text in texts]]).text


class TestLetters:
    """A text that was laid out has the letters of the text that was written."""

    @given(WORDS, st.data())
    def test_lines_may_end_wherever_words_do(self, words: list[str], data: st.DataObject) -> None:
        """Then the space is gone, or a word is hyphenated; no letter and no gap differs."""
        written = letters_of([[Segment(text=" ".join(words))]])
        drawn = []
        for word in words:
            if len(word) > 2 and data.draw(st.booleans(), label="hyphenated"):
                cut = data.draw(st.integers(1, len(word) - 1), label="cut")
                word = f"{word[:cut]}\u2010\n{word[cut:]}"  # noqa: PLW2901 - as the line has it
            drawn += [word, data.draw(st.sampled_from(["\n", " ", "\u00a0", " \n"]), label="gap")]
        found = letters_of([[Segment(text=part) for part in drawn]])
        assert found.text == written.text
        assert all(map(gap_fits, written.gaps, found.gaps))

    @pytest.mark.parametrize(
        ("written", "found"),
        [
            ("co-operation", "co\u2011operation"),
            ("25 May", "25\u00a0May"),
            ("United Nations", "UNITED NATIONS"),
            ("Donau\u00addampf", "Donaudampf"),
            ("\u2068Gerard\u2069", "Gerard"),
            ("caf\u00e9", "cafe\u0301"),
        ],
    )
    def test_what_makes_no_difference(self, written: str, found: str) -> None:
        """A reader reads the same."""
        one, other = (letters_of([[Segment(text=text)]]) for text in (written, found))
        assert one.text == other.text
        assert all(map(gap_fits, one.gaps, other.gaps))

    @pytest.mark.parametrize(
        ("written", "found"),
        [(" ", ""), ("", " "), ("-", ""), ("", "-"), ("-", " "), ("-", "\n"), (" ", "-\n")],
    )
    def test_what_makes_one(self, written: str, found: str) -> None:
        """Words that have grown together, fallen apart, or lost the hyphen between them."""
        assert not gap_fits(written, found)

    @pytest.mark.parametrize(
        ("written", "found"),
        [(" ", "\n"), ("", "\n"), ("", "-\n"), ("-", "-\n"), ("-", "-\n-"), ("- ", "-\n")],
    )
    def test_what_the_end_of_a_line_may_do(self, written: str, found: str) -> None:
        """Czech, Polish, Portuguese and Croatian repeat the hyphen of a compound."""
        assert gap_fits(written, found)

    def test_an_excerpt_reads_as_the_text_does(self) -> None:
        """With its capitals and spaces, on one line."""
        text = letters_of([[Segment(text="The  Straße\nof")], [Segment(text="Rome-Nord")]])
        assert text.excerpt(0, len(text.text)) == "The Straße ofRome-Nord"
        assert letters("A", "b") == "ab"


class TestHtml:
    """A page is read as it stands, not as it was meant."""

    def test_languages_and_links_are_those_around_the_text(self) -> None:
        """An element has those of the one that it stands in, if it names none."""
        reading = read_html(
            '<html lang="en" dir="ltr"><title> A  b </title><p>one <b lang="fr">deux '
            '<a href="/x">trois</a></b> four</p>'
        )
        (passage,) = reading.passages
        assert [(part.text, part.language, part.link) for part in passage.segments] == [
            ("one ", "en", ""),
            ("deux ", "fr", ""),
            ("trois", "fr", "/x"),
            (" four", "en", ""),
        ]
        assert (reading.title, reading.language, reading.direction) == ("A b", "en", "ltr")
        assert reading.links == ("/x",)

    def test_what_nobody_sees_is_not_read(self) -> None:
        """Styles, scripts and hidden parts are no text; labels are, and stand behind it."""
        reading = read_html(
            "<style>a</style><script>b</script><p hidden>c</p><template>d</template>"
            '<nav aria-label="Languages"><p id="e">e<br>f &amp; g</p></nav>'
        )
        assert [passage.text for passage in reading.passages] == ["e f & g", "Languages"]
        assert reading.anchors == {"e"}

    def test_passages_are_blocks(self) -> None:
        """A list, a heading and what stands loose between them."""
        html = "<h1>a</h1>loose<ul><li>b<p>c</p></ul><p>d<span>e</span>"
        passages = [(found.tag, found.text) for found in read_html(html).passages]
        assert passages == [("h1", "a"), ("body", "loose"), ("li", "b"), ("p", "c"), ("p", "de")]

    @given(st.text(alphabet="<>/ap= \"'!-&;\0x", max_size=40))
    def test_any_text_can_be_read(self, html: str) -> None:
        """Whatever stands in a file."""
        assert all(isinstance(passage, Passage) for passage in read_html(html).passages)
