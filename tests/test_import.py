"""Import: plain text becomes a marked release, no word is lost, and every guess is named."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import rules
from communique.findings import Finding, Severity, has_errors
from communique.importing import Imported, import_plain_text
from communique.importing.joining import Vocabulary, joined
from communique.importing.lines import numbered_lines
from communique.importing.markup import escaped, wrapped
from communique.importing.names import title_slug
from communique.importing.remarks import Remarks
from communique.importing.typography import typeset
from communique.release import (
    Block,
    BlockKind,
    Container,
    House,
    Release,
    one_line,
    parse_inline,
    plain_text,
    read_house,
    read_release,
)
from communique.release.blocks import blocks_in, cut

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "seed"

HOUSE_TEXT = """
source = "en"
[types.press-release]
name = "Press release"
[types.statement]
name = "Statement"
[organisations.library]
name = "City Library of Ambleford"
short = "CLA"
[organisations.city]
name = "City of Ambleford"
[cities.ambleford]
name = "Ambleford"
[honorifics.ms]
text = "Ms {name}"
[roles.desk]
name = "Press desk"
[contacts.reading-room]
honorific = "ms"
name = "Sample"
organisation = "library"
city = "ambleford"
email = "reading.room@library.example"
[patterns.dateline]
text = "{city}, {date}"
"""

SPREAD_LINES = """\
The City Library of Ambleford and the City of Ambleford
to open a new reading room on the river-side

Ambleford, 3 March 2021 - The reading room of the library, for which the City and its Vice-
Mayor had asked, opened its doors today. It has 120 desks, and the children's corner has a state-
of-the-Art stage. The library´s readers came early, and the readers' choir sang in the river-
side hall, which the inter-
national jury  had praised as a "room for everyone".

"We waited for this day", said the libary, whose team had moved the books within a week and had
put them on the shelves in the right order ... with the help of many readers.

Background
The reading room was founded in June 1921 to give the workers of the mills a warm place in the
evening, and the newspapers of the day.

****

For more information, visit www.library.example/reading-room as well as https://city.example/a_en
or contact
Ms. Sample, City Library of Ambleford, Ambleford, reading.room@library.example
Ms Pattern, Press desk, desk@city.example
"""
"""To be spread as PDF readers copy a text: `spread` makes an empty line after each of these."""


def house() -> House:
    """The house of a made-up city."""
    read, findings = read_house(HOUSE_TEXT)
    assert not findings
    return read


def spread(text: str) -> bytes:
    """The text with a space at the end of each line, and an empty line after it."""
    return " \n\n".join(text.split("\n")).encode()


def imported(text: str | bytes) -> Imported:
    """The release that the import makes of a text."""
    content = text.encode() if isinstance(text, str) else text
    return import_plain_text(content, path="copy.txt", house=house())


def front(result: Imported) -> dict[str, object]:
    """The front matter."""
    return tomllib.loads(result.text.split("+++\n")[1])


def body(result: Imported) -> str:
    """Everything below the front matter."""
    return result.text.split("+++\n", 2)[2].strip("\n")


def release(result: Imported) -> Release:
    """The release, read back without any error."""
    path = f"release/{result.identifier}.md"
    read, findings = read_release(result.text.encode(), path=path, house=house())
    assert not has_errors(findings), findings
    assert read is not None
    return read


def blocks(result: Imported) -> list[tuple[BlockKind, str]]:
    """Kind and text of every block, read back."""
    return [(block.kind, block.text) for block in release(result).blocks()]


def unsure(result: Imported, words: str) -> Finding:
    """The only finding whose sentence has these words."""
    (found,) = [finding for finding in result.findings if words in finding.message]
    assert found.rule is rules.IMPORT_UNSURE
    return found


def paragraph(text: str) -> str:
    """A text below a complete head."""
    return f"City of Ambleford opens a room\nAmbleford, 3 March 2021\n\n{text}\n"


@pytest.fixture(scope="module")
def copied() -> Imported:
    """The import of the text that was copied out of a PDF file."""
    return imported(spread(SPREAD_LINES))


class TestCopiedFromPdf:
    """A text in which every line was broken and followed by an empty one."""

    def test_title_is_whole_and_the_id_names_it(self, copied: Imported) -> None:
        """A title over two lines is one title, and date and title make the id."""
        assert front(copied)["title"] == (
            "The City Library of Ambleford and the City of Ambleford to open a new reading room "
            "on the river-side"
        )
        assert copied.identifier == "2021-03-03-city-library-ambleford-city-ambleford-open-new"
        assert unsure(copied, "taken for the title").place.line == 1

    def test_dateline_becomes_city_and_date(self, copied: Imported) -> None:
        """The dateline that runs into the first paragraph is cut off it."""
        assert release(copied).city == "ambleford"
        assert release(copied).date.isoformat() == "2021-03-03"
        assert body(copied).startswith("The reading room of the library")

    def test_issuers_are_those_of_the_title(self, copied: Imported) -> None:
        """The organisations that the title names issue the release, in its order, as a guess."""
        assert release(copied).issuers == ("library", "city")
        assert "the issuers are taken" in unsure(copied, "issuers").message

    def test_paragraphs_are_whole(self, copied: Imported) -> None:
        """Single blank lines are line breaks where sentences go on across them."""
        kinds = [kind for kind, _ in blocks(copied)]
        assert kinds == [
            BlockKind.TITLE,
            BlockKind.LEAD,
            BlockKind.PARAGRAPH,
            BlockKind.HEADING,
            BlockKind.PARAGRAPH,
            BlockKind.HEADING,
            BlockKind.PARAGRAPH,
            BlockKind.PARAGRAPH,
        ]
        assert unsure(copied, "read as line breaks").place.line == 1

    def test_hyphens_stay_in_compounds_and_go_from_broken_words(self, copied: Imported) -> None:
        """A capital or the rest of the text decides about a hyphen; else the guess is named."""
        text = " ".join(text for _, text in blocks(copied))
        for word in ("Vice-Mayor", "state-of-the-Art", "river-side hall", "international jury"):
            assert word in text
        guess = unsure(copied, "broken at the end of the line")
        assert "`international`" in guess.message
        assert "`inter-national`" in guess.hint

    def test_typography_is_british_and_wording_stays(self, copied: Imported) -> None:
        """Quotation marks, apostrophes, ellipses and spaces change; a slip in a word stays."""
        text = " ".join(text for _, text in blocks(copied))
        assert "“We waited for this day”, said the libary" in text
        assert "children’s" in text
        assert "library’s readers" in text
        assert "readers’ choir" in text
        assert "order … with" in text
        assert "jury had praised as a “room for everyone”." in text

    def test_sections_have_their_roles(self, copied: Imported) -> None:
        """The background is a section, and so is the pointer to more, whose heading is added."""
        sections = [node for node in release(copied).body if isinstance(node, Container)]
        assert [section.role for section in sections] == ["background", "more"]
        assert "<!-- section: more -->\n## More information\n" in body(copied)
        assert unsure(copied, "heading `More information` was added").place.line == 37

    def test_addresses_become_facts(self, copied: Imported) -> None:
        """Addresses are facts named by host, and a language in one is pointed out."""
        assert front(copied)["facts"] == {
            "library_page": "https://www.library.example/reading-room",
            "city_page": "https://city.example/a_en",
            "desk_email": "desk@city.example",
        }
        assert "{library_page} as well as {city_page} or contact" in " ".join(body(copied).split())
        assert "a_{lang}" in unsure(copied, "could be the language").hint

    def test_contacts_are_found_by_address(self, copied: Imported) -> None:
        """The house's contact goes to the front matter, another is proposed and stays."""
        assert release(copied).contacts == ("reading-room",)
        assert "Sample" not in body(copied)
        assert body(copied).endswith("\n\nMs Pattern, Press desk, {desk_email}")
        proposal = unsure(copied, "of no contact of the house")
        assert proposal.place.line == 43
        entry = tomllib.loads(proposal.hint.split("\n", 1)[1])["contacts"]["pattern"]
        assert entry == {
            "name": "Pattern",
            "honorific": "ms",
            "role": "desk",
            "email": "desk@city.example",
        }

    def test_values_are_listed_and_not_replaced(self, copied: Imported) -> None:
        """Dates and numbers that could be facts stay in the text and are findings."""
        proposals = {
            finding.found: finding.hint
            for finding in copied.findings
            if finding.message.endswith("could be a fact")
        }
        assert set(proposals) == {"120 desks", "June 1921"}
        assert "`desks = 120`" in proposals["120 desks"]
        assert '`june_1921 = { date = "1921-06" }`' in proposals["June 1921"]
        assert "{" not in body(copied).split("<!-- section: more")[0]

    def test_what_is_left_out_is_listed(self, copied: Imported) -> None:
        """Everything that is not in the text is listed with its line."""
        assert [(piece.line, piece.text.split(",")[0]) for piece in copied.left_out] == [
            (7, "Ambleford"),
            (33, "****"),
            (41, "Ms. Sample"),
        ]

    def test_every_guess_is_a_warning(self, copied: Imported) -> None:
        """An import without mistakes has warnings only, each at a line of the file."""
        assert {finding.severity for finding in copied.findings} == {Severity.WARNING}
        assert all(finding.place.line for finding in copied.findings)


@pytest.mark.skipif(not SEED.is_dir(), reason="the document is not part of the repository")
def test_real_release_has_no_errors_when_read_back() -> None:
    """A real joint release, copied out of a PDF file, reads back in this project's house."""
    real, _ = read_house((ROOT / "release/house.toml").read_text(encoding="utf-8"))
    (path,) = SEED.glob("*.txt")
    result = import_plain_text(path.read_bytes(), path=path.name, house=real)
    read, findings = read_release(
        result.text.encode(), path=f"release/{result.identifier}.md", house=real
    )
    assert read is not None
    assert findings == ()
    assert not has_errors(result.findings)
    assert (read.city, read.issuers, read.contacts) == (
        "brussels",
        ("eu", "un"),
        ("un-oct", "eeas-spokesperson"),
    )
    words = " ".join(block.text for block in read.blocks())
    for phrase in (
        "Policy/Vice-President",
        "retuning/relocating",
        "whole-of-UN",
        "“all of society”",
    ):
        assert phrase in words
    assert [block.kind for block in read.blocks()].count(BlockKind.PARAGRAPH) == 6


class TestParagraphs:
    """Which lines belong together, and what they are."""

    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    def test_ordinary_text(self, line_end: str) -> None:
        """Wrapped lines are one paragraph, and blank lines part two, with any line end."""
        text = paragraph(
            "The room is open to all\nreaders of the city.\n\nIt is warm.\n \n \nEnter."
        )
        assert [text for _, text in blocks(imported(text.replace("\n", line_end)))[1:]] == [
            "The room is open to all readers of the city.",
            "It is warm.",
            "Enter.",
        ]

    def test_one_paragraph_a_line(self) -> None:
        """Where every line ends a sentence, every line is a paragraph."""
        text = (
            "Ambleford, 3 March 2021\nThe room of the city is open to all of its readers today.\n"
            "It has desks and lamps, and a stage that the choir uses.\n"
            "It closes at night, when the last reader has gone home.\n"
        )
        assert len(body(imported(text)).split("\n\n")) == 3

    def test_short_lines_end_paragraphs_where_no_gap_does(self) -> None:
        """In a text without larger gaps a short line ends its paragraph, as a guess."""
        lines = (
            "The room of the city is open to all of its readers, and it\n"
            "has desks, lamps and a stage that the choir of the readers\n"
            "uses.\n"
            "It closes at night, when the last of all readers has gone,\n"
            "and opens in the morning."
        )
        result = imported(paragraph("").encode() + spread(lines))
        assert len(body(result).split("\n\n")) == 2
        assert unsure(result, "shorter than the others").found == "uses."

    def test_lines_of_an_entry_stay_apart(self) -> None:
        """Lines that were kept short on purpose stay lines of one block."""
        entry = "Reading room\nFirst floor\nwww.room.example"
        result = imported(paragraph(f"The room is open to all readers of the city.\n\n{entry}"))
        assert blocks(result)[-1][1] == "Reading room\\\nFirst floor\\\n{room_page}"

    def test_lists(self) -> None:
        """Bullets and numbers make lists; a dash or a year within a sentence makes none."""
        text = (
            "The room has:\n- a desk for every reader of the city, and\n  a lamp;\n* a stage.\n\n"
            "•\nA door.\n\n1) Enter.\n2) Sit down.\n\nIt was founded by readers, who met there in\n"
            "1921. They were many, and they read a lot of\n- as they said - newspapers every day."
        )
        result = imported(paragraph(text))
        assert body(result).split("\n\n") == [
            "The room has:",
            "- a desk for every reader of the city, and a lamp;",
            "- a stage.",
            "- A door.",
            "1) Enter.",
            "2) Sit down.",
            "It was founded by readers, who met there in 1921. They were many, and they read "
            "a lot of - as they\nsaid - newspapers every day.",
        ]
        assert {kind for kind, _ in blocks(result)[2:-1]} == {BlockKind.LIST_ITEM}

    def test_headings_are_guesses(self) -> None:
        """A short line before a paragraph is a heading, and the guess is named."""
        text = paragraph(
            "The room is open.\n\nWhat changes\n\n"
            "Readers may now come in the evening as well, every day."
        )
        result = imported(text)
        assert "\n\n## What changes\n\n" in result.text
        assert unsure(result, "taken for a heading").place.line == 6

    def test_heading_with_nothing_but_known_contacts_is_left_out(self) -> None:
        """No heading stays behind when the contacts under it go to the front matter."""
        entry = "Ms Sample\nTel. +32 2 555 01 01\nreading.room@library.example"
        text = "The room is open to all readers of the city today."
        result = imported(paragraph(f"{text}\n\nContact:\n\n{entry}"))
        assert body(result) == text
        assert release(result).contacts == ("reading-room",)
        assert "`Tel. +32 2 555 01 01`" in unsure(result, "does not have").message
        assert [piece.text for piece in result.left_out][1] == "Contact:"


class TestMissing:
    """What the file does not say."""

    def test_encoding_is_not_guessed(self) -> None:
        """Bytes that are not UTF-8 are an error at their line, and no release comes of them."""
        result = imported("Opening\n\nThe caf\u00e9 is open.\n".encode("cp1252"))
        assert (result.text, result.identifier) == ("", "")
        (finding,) = result.findings
        assert (finding.rule, finding.place.line) == (rules.SOURCE_ENCODING, 3)
        assert "E9" in finding.message

    def test_byte_order_mark_is_no_letter(self) -> None:
        """A mark at the beginning of the file does not get into the title."""
        result = imported(b"\xef\xbb\xbf" + paragraph("The room is open.").encode())
        assert front(result)["title"] == "City of Ambleford opens a room"

    @pytest.mark.parametrize("text", ["", " \n\n", "\ufeff", "* * *\n", "\x00\n"])
    def test_no_text_is_an_error(self, text: str) -> None:
        """A file without words is an error and no release."""
        result = imported(text)
        assert result.text == ""
        assert rules.RELEASE_STRUCTURE in [finding.rule for finding in result.findings]

    def test_no_value_is_invented(self) -> None:
        """What the text does not say is a comment in the front matter, and reading demands it."""
        result = imported("The room is open to readers. It is warm.\n")
        assert set(front(result)) == {"type"}
        assert "# date = YYYY-MM-DD" in result.text
        _, findings = read_release(result.text.encode(), path="release/x.md", house=house())
        missing = {finding.message for finding in findings if finding.rule is rules.FRONT_MATTER}
        assert missing == {f"`{key}` is missing" for key in ("title", "date", "city", "issuers")}
        for word in ("no title", "no date", "no city", "no issuer"):
            unsure(result, word)

    def test_unknown_city_is_proposed(self) -> None:
        """A city that the house lacks is named by its words, with a finding."""
        result = imported("A room opens\nPort Sample (25 May 2018) – It is open.\n")
        assert front(result)["city"] == "port-sample"
        assert '[cities.port-sample] with name = "Port Sample"' in unsure(result, "no city").hint

    def test_house_without_kinds(self) -> None:
        """A house that has no kinds of release yet gets a comment instead."""
        result = import_plain_text(b"A room opens\n\nIt is open.\n", path="x.txt", house=House())
        assert "\n# type: the house has none yet\n" in result.text


class TestHead:
    """Kind, dateline, embargo and headlines."""

    @pytest.mark.parametrize(
        ("dateline", "date"),
        [
            ("Ambleford, 3 March 2021 – ", "2021-03-03"),
            ("AMBLEFORD, Wednesday 3rd March 2021: ", "2021-03-03"),
            ("Ambleford, March 3, 2021 -- ", "2021-03-03"),
            ("Ambleford/Port Sample, 3 Mar. 2021 - ", "2021-03-03"),
            ("[Ambleford, 13.3.2021]\n", "2021-03-13"),
            ("Ambleford, 2021-03-03\n\n", "2021-03-03"),
            ("3 March 2021\nAmbleford — ", "2021-03-03"),
        ],
    )
    def test_datelines(self, dateline: str, date: str) -> None:
        """City and date are found in the forms that releases use."""
        result = imported(f"City of Ambleford opens a room\n{dateline}The room is open.\n")
        assert release(result).date.isoformat() == date
        assert body(result) == "The room is open."

    def test_date_in_figures_is_a_guess(self) -> None:
        """A date that could be read the other way round is named."""
        result = imported("City of Ambleford opens\nAmbleford, 3/4/2021 - It is open.\n")
        assert release(result).date.isoformat() == "2021-04-03"
        unsure(result, "day, month, year")

    @pytest.mark.parametrize(
        "line", ["In Ambleford on 31 February 2021 -", "It met on 3 March 2021 -"]
    )
    def test_a_sentence_is_no_dateline(self, line: str) -> None:
        """A date that does not exist, or one in a sentence, is no dateline."""
        result = imported(f"City of Ambleford opens a room\n\n{line} it was open then to all.\n")
        assert line in body(result)

    def test_marks_of_the_trade_are_left_out(self) -> None:
        """The kind of release, the embargo and the end mark are left out, each with a finding."""
        text = (
            "STATEMENT\nEMBARGOED UNTIL 4 March 2021, 10:00\n\n"
            + paragraph("The room is open.")
            + "\n-30-\n\nFor immediate release\n"
        )
        result = imported(text)
        assert release(result).type == "statement"
        assert body(result) == "The room is open."
        for mark in ("STATEMENT", "EMBARGOED UNTIL 4 March 2021, 10:00", "-30-"):
            assert unsure(result, f"`{mark}` was left out").found == mark

    def test_words_about_an_embargo_stay(self) -> None:
        """A sentence on an embargo is text."""
        result = imported(paragraph("Embargo on noise lifted. The room is open."))
        assert body(result) == "Embargo on noise lifted. The room is open."

    def test_lines_above_the_dateline_are_title_and_subtitle(self) -> None:
        """Of two paragraphs above the dateline the second is the subtitle."""
        head = "City of Ambleford opens a room\n\nA place for all\n\nAmbleford, 3 March 2021"
        text = f"{head}\n\nIt is open."
        assert [text for _, text in blocks(imported(text))][:2] == [
            "City of Ambleford opens a room",
            "A place for all",
        ]


class TestMarkup:
    """Words keep their meaning in Markdown."""

    @given(st.text("#*_-+>`~[]{}()<&!\\.;017 abé|=:/\n", max_size=60))
    def test_escaped_text_means_its_letters(self, raw: str) -> None:
        """Any letters, escaped and wrapped, are one paragraph with just these letters."""
        lines = [" ".join(line.split()) for line in raw.split("\n")]
        text = "\n".join(line for line in lines if line)
        markdown = wrapped(escaped(text))
        nodes, findings = cut(markdown, path="x.md", first_line=1)
        assert not findings
        if text:
            (block,) = nodes
            assert isinstance(block, Block)
            assert plain_text(parse_inline(block.text)) == text.replace("\n", " ")

    @given(st.text("#*-+>`~[]\\.1 ab", min_size=1, max_size=300))
    def test_no_line_break_makes_markup(self, raw: str) -> None:
        """Where a long text is wrapped, no new line begins a list, heading or quotation."""
        text = " ".join(raw.split()) or "a"
        markdown = wrapped(escaped(" ".join([text] * 5)), first="- ", others="  ")
        nodes, _ = cut(markdown, path="x.md", first_line=1)
        (block,) = blocks_in(nodes)
        assert plain_text(parse_inline(block.text)) == " ".join([text] * 5)

    @given(st.text("# *a\\", min_size=1, max_size=12))
    def test_heading_means_its_letters(self, raw: str) -> None:
        """Signs at the end of a heading are kept, too."""
        text = " ".join(raw.split()) or "a"
        nodes, _ = cut(f"## {escaped(text, heading=True)}", path="x.md", first_line=1)
        (block,) = blocks_in(nodes)
        assert plain_text(parse_inline(block.text)) == text

    def test_braces_are_an_error(self) -> None:
        """Braces cannot be told from facts by a reader of the text, so they are an error."""
        result = imported(paragraph("The {date} is open."))
        (finding,) = [found for found in result.findings if found.severity is Severity.ERROR]
        assert (finding.rule, finding.place.line) == (rules.BRACE_STRAY, 4)
        assert body(result) == "The \\{date\\} is open."

    @pytest.mark.parametrize(
        ("straight", "curly"),
        [
            ("\"It's 'here',\" they said.", "“It’s ‘here’,” they said."),
            ("the '90s and 'tis the readers' day", "the ’90s and ’tis the readers’ day"),
            ("``Room'' (\"hall\")", "“Room” (“hall”)"),
            ('"An open quotation', "“An open quotation"),
            ("wait... no. . . yes....", "wait… no… yes…."),
            ("“kept” ‘as is’ – it’s", "“kept” ‘as is’ – it’s"),
        ],
    )
    def test_typography(self, straight: str, curly: str) -> None:
        """Straight signs become those of British English, and curly ones stay."""
        assert typeset(straight) == curly

    @given(st.text("ab'\"´` .(“”‘’…"))
    def test_typography_twice_is_once(self, text: str) -> None:
        """Typeset text is typeset already, and no letter changes."""
        once = typeset(text)
        assert '"' not in once
        assert typeset(once) == once
        assert re.sub(r"[^ab]", "", once) == re.sub(r"[^ab]", "", text)

    def test_other_languages_keep_their_quotation_marks(self) -> None:
        """Only apostrophes change where the source language is not English."""
        assert typeset('l\'heure "juste"', quotes=False) == 'l’heure "juste"'


class TestAddresses:
    """Addresses become facts."""

    def test_signs_of_the_sentence_are_not_of_the_address(self) -> None:
        """A full stop or bracket behind an address stays in the sentence."""
        result = imported(
            paragraph("See (https://a.example/x_y), www.a.example/b and x@b.example.")
        )
        assert front(result)["facts"] == {
            "a_page": "https://a.example/x_y",
            "a_page_2": "https://www.a.example/b",
            "x_email": "x@b.example",
        }
        assert body(result) == "See ({a_page}), {a_page_2} and {x_email}."

    def test_one_address_is_one_fact(self) -> None:
        """An address that stands twice is one fact."""
        result = imported(paragraph("See www.a.example and www.a.example again."))
        assert front(result)["facts"] == {"a_page": "https://www.a.example"}

    def test_address_over_two_lines(self) -> None:
        """An address that ends in a hyphen goes on in the next line, as a guess."""
        result = imported(paragraph("See the page at https://a.example/reading-\nroom_a for all."))
        assert front(result)["facts"] == {"a_page": "https://a.example/reading-room_a"}
        unsure(result, "go on with `room_a`")

    def test_what_only_looks_like_an_address_stays(self) -> None:
        """A host without scheme stays in the text and is a finding."""
        result = imported(paragraph("See a.example.org/room for all."))
        assert body(result) == "See a.example.org/room for all."
        unsure(result, "could be an address")


class TestWords:
    """Words come out whole."""

    @pytest.mark.parametrize(
        ("text", "whole"),
        [
            ("the capacity-\nbuilding work on capacity and building", "capacity-building work"),
            ("they strength-\nened it", "they strengthened it"),
            ("re-\nform, and the reform", "reform, and"),
            ("co-\noperation, and the co-operation", "co-operation, and"),
            ("short- and long-\nterm", "short- and long-term"),
            ("short-\nand long-term", "short- and long-term"),
            ("state-\nof-the-art", "state-of-the-art"),
            ("COVID-\n19 came", "COVID-19 came"),
            ("INFOR-\nMATION", "INFORMATION"),
            ("and/\nor", "and/or"),
            ("the exam\u00ad\nple", "the example"),
            ("ex\u00adam\u00adple", "example"),
            ("open -\nto all", "open - to all"),
            ("2015–\n2018", "2015–2018"),
            ("of\ufb01ce  hours", "office hours"),
            ("U\u0308bung", "\u00dcbung"),
        ],
    )
    def test_broken_words(self, text: str, whole: str) -> None:
        """Broken words become whole as the rest of the text has them."""
        remarks = Remarks(path="x.txt")
        lines = numbered_lines(text, remarks)
        assert whole in joined(lines, (), Vocabulary(lines), remarks).text

    def test_lost_letters_are_named(self) -> None:
        """A replacement character stays and is a finding; invisible signs go, with one."""
        result = imported(paragraph("The caf\ufffd is\x07 open."))
        assert body(result) == "The caf\ufffd is open."
        assert unsure(result, "a letter was lost").place.line == 4
        unsure(result, "U+0007")

    @pytest.mark.parametrize(
        ("title", "words"),
        [
            ("The City and the River", "city-river"),
            ("Größe für Übung", "grosse-fur-ubung"),
            ("图书馆", "release"),
            ("a" * 80, "a" * 50),
        ],
    )
    def test_ids(self, title: str, words: str) -> None:
        """An id has the weighty words of the title in plain letters."""
        assert title_slug(title) == words


def letters(text: str) -> str:
    """The letters and digits alone."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def letters_kept(source: str, result: Imported) -> str:
    """The letters of the input but those that the import says it left out."""
    lines = [letters(line) for line in re.split(r"\r\n|[\r\n]", source)]
    for piece in result.left_out:
        lines[piece.line - 1] = lines[piece.line - 1].replace(letters(piece.text), "", 1)
    return "".join(lines)


def letters_written(source: str, result: Imported) -> str:
    """The letters of title, subtitle and body, with facts as the input has them."""
    matter = front(result)
    facts = matter.get("facts", {})
    assert isinstance(facts, dict)
    text = re.sub(r"<!--.*?-->", "", body(result))
    if any("`More information` was added" in finding.message for finding in result.findings):
        text = text.replace("## More information", "", 1)
    text = f"{matter.get('title', '')} {matter.get('subtitle', '')} {text}"
    for name, value in facts.items():
        written = value if value in source else value.removeprefix("https://")
        text = text.replace(f"{{{name}}}", written)
    return letters(text)


sentence_words = st.sampled_from(
    "the reader Library opens counter- inter- COVID- 1921. 120 desks, said: \"we're' ... – - • "
    "www.a.example x@b.example Background ENDS **** # 1. 2) (a) _now_ [b] today. June 1921 "
    "Ambleford, 3 March 2021 - EMBARGO: Press release For more information Contact: Ms".split(" ")
)
sentence_lines = st.lists(sentence_words, min_size=1, max_size=9).map(" ".join)
gaps = st.sampled_from(["\n", "\n\n", "\n \n", "\n\n  \n\n", "\r\n", "\n\n\n"])


class TestLaws:
    """What holds for every input."""

    @given(st.lists(st.tuples(sentence_lines, gaps), min_size=1, max_size=12))
    def test_every_word_stays_in_order(self, lines: list[tuple[str, str]]) -> None:
        """Every letter of the input that is not in a piece left out is in the text, in order."""
        source = "".join(line + gap for line, gap in lines)
        result = imported(source)
        if result.text:
            assert letters_kept(source, result) == letters_written(source, result)
        else:
            assert letters_kept(source, result) == ""

    @given(
        st.text(
            st.characters(codec="utf-8", categories=("L", "N", "P", "Sm", "Sc", "Zs"))
            | st.sampled_from("\n\n#*-{}[]'\"@.:/"),
            max_size=120,
        )
    )
    def test_any_text_is_read_back_whole(self, text: str) -> None:
        """Below a complete head any text at all reads back, and only braces are an error."""
        source = paragraph(text)
        result = imported(source)
        read, findings = read_release(
            result.text.encode(), path=f"release/{result.identifier}.md", house=house()
        )
        assert read is not None
        assert {finding.rule for finding in findings if finding.severity is Severity.ERROR} <= {
            rules.BRACE_STRAY,
            rules.RELEASE_STRUCTURE,
        }
        assert letters_kept(source, result) == letters_written(source, result)

    @given(st.binary(max_size=60))
    def test_any_bytes_are_read_or_refused(self, content: bytes) -> None:
        """Whatever the file is, there is a text or an error."""
        result = imported(content)
        assert result.text or has_errors(result.findings)

    def test_blocks_stay_on_one_line(self) -> None:
        """A paragraph comes back as it went in, however long it is."""
        text = "The room is open to all readers of the city, who may come at any time. " * 8
        assert blocks(imported(paragraph(text)))[-1][1] == one_line(text)
