"""Places: what a finding complains about stands at the line and column that it names."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import rules
from communique.catalogue import CatalogueFile, TemplateMessage, read_catalogue
from communique.catalogue.position import entry_of, translation_position
from communique.check.places import Places, written_at
from communique.check.problem import Problem
from communique.check.reading import OBJECT, reading
from communique.locales import locale
from communique.release import House, Release, read_release

if TYPE_CHECKING:
    from conftest import Newsroom

PATH: Final = "locales/ar/LC_MESSAGES/x.po"
HEADER: Final = (
    'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? '
    '3 : n%100>=11 ? 4 : 5);\\n"\n\n'
)
ESCAPES: Final = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\r": "\\r"}
LETTERS: Final = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs"),
    exclude_characters="\u2028\u2029",
    include_characters="\n\t\r",
)


def catalogue(text: str) -> CatalogueFile:
    """A catalogue with a header before these entries."""
    file, findings = read_catalogue((HEADER + text).encode(), path=PATH, locale=locale("ar"))
    assert file is not None, findings
    return file


def problem(found: str, at: int = 0, *, form: int = 0) -> Problem:
    """Something wrong with this piece of a translation."""
    return Problem(rule=rules.BRACE_STRAY, message="", found=found, at=at, form=form)


def place(file: CatalogueFile, wrong: Problem) -> tuple[int | None, int | None]:
    """Line and column of what is wrong with the first message of a catalogue."""
    places = Places(path=PATH, scanned=file.scanned)
    found = places.of_translation(file.catalogue.messages[0], "", wrong)
    return found.line, found.column


def behind(text: str, where: tuple[int | None, int | None]) -> str:
    """What stands in a file from a line and column on, as an editor counts them."""
    line, column = where
    assert line is not None
    assert column is not None
    return text.split("\n")[line - 1][column - 1 :]


@st.composite
def written(draw: st.DrawFn, text: str) -> str:
    """A text as some tool writes it behind its keyword: cut into lines anywhere."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    gap = draw(st.sampled_from(["\n", "\n  ", "  \n\t"]))
    return gap.join(
        f'"{"".join(ESCAPES.get(letter, letter) for letter in piece)}"' for piece in pieces
    )


@st.composite
def plural(draw: st.DrawFn) -> tuple[str, list[str], int, int]:
    """An entry with a plural, its texts, and one letter of one of them."""
    texts = draw(st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=6, max_size=6))
    form = draw(st.integers(0, 5))
    offset = draw(st.integers(0, len(texts[form]) - 1))
    forms = [f"msgstr[{number}] {draw(written(text))}\n" for number, text in enumerate(texts)]
    entry = f'# said "here"\n#. note\nmsgid "one"\n"page"\nmsgid_plural "pages"\n{"".join(forms)}'
    return entry, texts, form, offset


class TestInTheFile:
    """From a letter of a text to its line and column."""

    @given(plural(), st.sampled_from(["\n", "\r\n"]))
    def test_the_letter_at_the_place_is_the_one_meant(
        self, drawn: tuple[str, list[str], int, int], newline: str
    ) -> None:
        """However the text is cut into lines and escaped, in each form of a plural."""
        entry, texts, form, offset = drawn
        text = texts[form]
        file = catalogue(entry.replace("\n", newline))
        assert file.catalogue.messages[0].translations == tuple(texts)
        lines = entry_of(file.scanned, file.catalogue.messages[0])
        assert lines is not None
        where = translation_position(lines, form=form, offset=offset)
        letter = ESCAPES.get(text[offset], text[offset])
        assert behind(HEADER + entry, where).startswith(letter)

    def test_a_column_counts_characters(self) -> None:
        """Not bytes, and not the cells that a terminal has for them."""
        text = 'msgid "x"\nmsgstr "\\t中文 😀 {here}"\n'
        where = place(catalogue(text), problem("{here}"))
        assert where == (HEADER.count("\n") + 2, len('msgstr "\\t中文 😀 {'))

    def test_what_is_missing_is_at_the_line_of_its_translation(self) -> None:
        """That of its form, without a column."""
        text = 'msgid "a"\nmsgid_plural "b"\n' + "".join(
            f'msgstr[{number}] ""\n"x"\n' for number in range(6)
        )
        lines = HEADER.count("\n")
        assert place(catalogue(text), problem("")) == (lines + 3, None)
        assert place(catalogue(text), problem("", form=2)) == (lines + 7, None)
        assert place(catalogue(text), problem("not there", form=2)) == (lines + 7, None)

    def test_only_its_own_entry_is_looked_at(self) -> None:
        """Entries before it, obsolete ones and comments that quote have nothing to do with it."""
        text = (
            'msgid "y"\nmsgstr "{here}"\n\n# was "msgstr {here}"\nmsgctxt "c"\nmsgid "{here}"\n'
            'msgstr ""\n"msgstr "\n"{here}"\n\n#~ msgid "z"\n#~ msgstr "{here}"\n'
        )
        file = catalogue(text)
        places = Places(path=PATH, scanned=file.scanned)
        found = places.of_translation(file.catalogue.messages[1], "", problem("{here}"))
        assert (found.line, found.column) == (HEADER.count("\n") + 9, 2)


WORDS: Final = st.text(
    st.sampled_from("abé中ж😀́ ,.!«»()-'") | st.sampled_from("*_[]\\&;x#2"), min_size=1, max_size=8
)


def in_markdown(text: str) -> tuple[str, list[int]]:
    """A text with every sign of Markdown escaped, and where each letter of it is written."""
    parts, offsets, length = [], [], 0
    for letter in text:
        part = f"\\{letter}" if letter in "*_[]\\&`<{}!#" else letter
        offsets.append(length)
        parts.append(part)
        length += len(part)
    return "".join(parts), offsets


@st.composite
def piece(draw: st.DrawFn) -> tuple[str, str, list[int]]:
    """A piece of a text as written, what a reader sees of it, and where each letter is written."""
    kind = draw(st.sampled_from(["words", "words", "strong", "link", "fact", "entity", "code"]))
    word = draw(st.text(st.sampled_from("abéж中xh"), min_size=1, max_size=5))
    match kind:
        case "words":
            text = draw(WORDS)
            # What begins or ends with a space is no markup and may be stripped.
            text = f"a{text}b"
            source, offsets = in_markdown(text)
            return source, text, offsets
        case "strong":
            return f" **{word}** ", f" {word} ", [0, *range(3, 3 + len(word)), 5 + len(word)]
        case "link":
            target = draw(st.sampled_from(["https://example.org/abxh", "{page}", "mailto:a@b.eu"]))
            return f"[{word}]({target})", word, [*range(1, 1 + len(word))]
        case "fact":
            return draw(st.sampled_from(["{fact}", "{fact:in}"])), OBJECT, [0]
        case "entity":
            entity = draw(st.sampled_from(["&nbsp;", "&#97;", "&#x62;", "&amp;", "&eacute;"]))
            meant = {"&nbsp;": "\xa0", "&#97;": "a", "&#x62;": "b", "&amp;": "&", "&eacute;": "é"}
            return entity, meant[entity], [0]
        case _:
            return f"`{word}`", OBJECT, [0]


@st.composite
def marked_up(draw: st.DrawFn) -> tuple[str, str, list[int]]:
    """A text with markup, what a reader sees of it, and where each letter is written."""
    text, letters, offsets = "", "", []
    for source, seen, at in draw(st.lists(piece(), min_size=1, max_size=8)):
        offsets += [len(text) + offset for offset in at]
        text, letters = text + source, letters + seen
    return text, letters, offsets


class TestInTheText:
    """From what a reader sees to the text as it is written."""

    @given(marked_up(), st.data())
    @settings(max_examples=300)
    def test_a_letter_is_found_behind_markup(
        self, drawn: tuple[str, str, list[int]], data: st.DataObject
    ) -> None:
        """Emphasis, links, facts, code, entities and escapes do not shift it."""
        text, letters, offsets = drawn
        read = reading(text)
        if read.letters != letters:
            return
        at = data.draw(st.integers(0, len(letters) - 1))
        end = data.draw(st.integers(at + 1, len(letters)))
        assert written_at(read, letters[at:end], at) == offsets[at]

    @pytest.mark.parametrize(
        ("text", "found", "occurrence", "expected"),
        [
            ("*a* b a", "a", 0, "a* b a"),
            ("*a* b a", "a", 1, "a"),
            ("[h](https://h.org) h", "h", 1, "h"),
            ("x&nbsp;;", "\xa0", 0, "&nbsp;;"),
            ("x \\* *y*", "*", 0, "\\* *y*"),
            ("**not** **here", "**", 0, "**here"),
            ("a {f} {g} b", OBJECT, 1, "{g} b"),
            ("a {f}{g}{h} b", OBJECT, 2, "{h} b"),
            ("a *{f}* b", OBJECT, 0, "{f}* b"),
            ("{f} b", OBJECT, 0, "{f} b"),
            ("in *{f:in}* b", "{f}", 0, "{f:in}* b"),
            ("write to a@b.org, sir", "sir", 0, "sir"),
            ("write to a@b.org, sir", "a@b.org", 0, "a@b.org, sir"),
            ("one\\\ntwo", "\n", 0, "\\\ntwo"),
            ("one\\\ntwo", "two", 0, "two"),
            ("one\ntwo", " ", 0, "\ntwo"),
            ("[a](https://x.org/y)", "https://x.org/y", 0, "https://x.org/y)"),
            ("sie *sagten* «ja» ", "«", 0, "«ja» "),
            ("a*«b»*", "«", 0, "«b»*"),
            ("*«b»* c", "»", 0, "»* c"),
        ],
    )  # fmt: skip
    def test_pieces_are_found_where_they_begin(
        self, text: str, found: str, occurrence: int, expected: str
    ) -> None:
        """The piece meant, not one like it in a link or in markup."""
        read = reading(text)
        at = -1
        for _ in range(occurrence + 1):
            at = max(read.letters.find(found, at + 1), 0)
        offset = written_at(read, found, at)
        assert offset is not None
        assert text[offset:] == expected

    def test_what_is_not_there_has_no_place(self) -> None:
        """A thing that is missing is told by the line of its text."""
        assert written_at(reading("a *b*"), "", 0) is None
        assert written_at(reading("a *b*"), "c", 0) is None

    @pytest.mark.parametrize("text", ["[a](a" * 4000, "*a" * 9000, "&amp;" * 4000, "a`" * 9000])
    def test_a_hostile_text_takes_no_time(self, text: str) -> None:
        """There are so many tries and no more."""
        read = reading(text)
        begin = time.process_time()
        written_at(read, read.letters[-2:], len(read.letters) - 2)
        assert time.process_time() - begin < 5


FRONT: Final = """+++
type = "t"
title = {title}
date = 2020-01-02
city = "c"
issuers = []
+++

"""


def release(text: str) -> Release:
    """A release in a house of no words, which does not matter for places."""
    found, _ = read_release(text.encode(), path="release/x.md", house=House())
    assert found is not None
    return found


def source_place(text: str, line: int, wanted: str, found: str, at: int = 0) -> tuple[int, int]:
    """Line and column of a piece of the source text that begins on a line of a release."""
    message = TemplateMessage(id=wanted, references=("release/x.md#lead",), line=line)
    wrong = Problem(rule=rules.BRACE_STRAY, message="", source_found=found, source_at=at)
    places = Places(path=PATH, sources={"release/x.md": text.encode()})
    where = places.of_source(message, wrong)
    assert where is not None
    assert where.line is not None
    assert where.column is not None
    return where.line, where.column


def wrapped(words: Sequence[str], cuts: Sequence[bool], first: str, other: str) -> str:
    """Words as a writer wraps them, with what stands before the first line and the others."""
    text = first + words[0]
    for word, cut in zip(words[1:], cuts, strict=False):
        text += f"\n{other}{word}" if cut else f" {word}"
    return text


class TestInTheSource:
    """From a piece of the source to its line and column in the release, house or template."""

    @given(
        st.lists(st.text("abcé中ж", min_size=1, max_size=6), min_size=1, max_size=12),
        st.lists(st.booleans(), min_size=12, max_size=12),
        st.sampled_from(
            [("", ""), ("", "   "), ("## ", None), ("> ", "> "), ("> ", ""), ("- ", "  "),
             ("1. ", "   "), ("> - ", ">   "), ("  * ", "    ")]
        ),
        st.data(),
    )  # fmt: skip
    def test_wrapping_does_not_matter(
        self,
        words: list[str],
        cuts: list[bool],
        prefix: tuple[str, str | None],
        data: st.DataObject,
    ) -> None:
        """The letter at the place is the one meant, in paragraphs, lists and quotations."""
        first, other = prefix
        body = wrapped(words, cuts if other is not None else [False] * 12, first, other or "")
        text = f"{FRONT.format(title=json.dumps('Title'))}Lead.\n\n{body}\n"
        block = list(release(text).blocks())[-1]
        assert block.text == " ".join(words)
        number = data.draw(st.integers(0, len(words) - 1))
        offset = len(" ".join(words[:number])) + bool(number)
        line, column = source_place(text, block.line, block.text, words[number], offset)
        assert text.split("\n")[line - 1][column - 1 :].startswith(words[number])

    @pytest.mark.parametrize(
        ("title", "wanted", "found", "expected"),
        [
            ('"A {fact} of it"', "A {fact} of it", "{fact}", '{fact} of it"'),
            ('"A \\"q\\" {fact}"', 'A "q" {fact}', "{fact}", '{fact}"'),
            ('"A \\u00e9 here"', "A é here", "here", 'here"'),
            ("'A \\ {fact}'", "A \\ {fact}", "{fact}", "{fact}'"),
            ('"""\nA long\n  {fact}"""', "A long {fact}", "{fact}", '{fact}"""'),
            ('"""A \\\n  {fact}"""', "A {fact}", "{fact}", '{fact}"""'),
        ],
    )
    def test_a_title_stands_in_the_front_matter(
        self, title: str, wanted: str, found: str, expected: str
    ) -> None:
        """As TOML writes it."""
        text = f"{FRONT.format(title=title)}Lead.\n"
        block = release(text).title
        assert block.text == wanted
        line, column = source_place(text, block.line, wanted, found)
        assert text.split("\n")[line - 1][column - 1 :] == expected

    def test_a_break_of_the_writer_is_followed(self) -> None:
        """Also where two spaces stand for it, which the message does not have."""
        text = f"{FRONT.format(title=json.dumps('T'))}Lead  \nwith {{here}}.\n"
        block = list(release(text).blocks())[-1]
        line, column = source_place(text, block.line, block.text, "{here}")
        assert text.split("\n")[line - 1][column - 1 :] == "{here}."

    def test_a_file_that_has_changed_has_a_line(self) -> None:
        """What cannot be followed is told by the block's first line, never by a wrong column."""
        message = TemplateMessage(id="other words", references=("release/x.md#lead",), line=2)
        wrong = Problem(rule=rules.BRACE_STRAY, message="", source_found="words")
        places = Places(path=PATH, sources={"release/x.md": b"one\ntwo\n"})
        where = places.of_source(message, wrong)
        assert where is not None
        assert (where.line, where.column) == (2, None)


class TestFindings:
    """At the real command."""

    def test_a_fact_is_pointed_at_in_both_texts(self, newsroom: Newsroom) -> None:
        """In the catalogue where it is wrong, in the release where it comes from."""
        path, source = newsroom.catalogue("fr"), "release/library-opening.md"
        newsroom.replace(path, "coûté {cost}", "coûté {cout}")
        (found,) = json.loads(newsroom.call("check", "--format", "json").stdout)
        lines = newsroom.read(path).split("\n")
        assert lines[found["line"] - 1][found["column"] - 1 :].startswith("{cout}")
        lines = newsroom.read(source).split("\n")
        assert found["source_path"] == source
        origin = lines[found["source_line"] - 1][found["source_column"] - 1 :]
        assert origin.startswith("{cost} and")

    @pytest.mark.parametrize(
        ("old", "new", "marked"),
        [
            ("Nous l’avons", "Nоus l’avоns", ["о", "о"]),
            ("Nous l’avons", "Nous  l’avons", ["Nous  l’avons"]),
            ("sa *première* bib", "sa *première*  bib", ["première*  bibliothèque."]),
            ("coûté {cost}", "coûté {cout}", ["{cout}"]),
            ("Ce qu’on y trouve", "Ce qu’on y &#32;trouve", ["y &amp;#32;trouve"]),
        ],
    )
    def test_the_very_letters_are_marked_on_the_page(
        self, newsroom: Newsroom, old: str, new: str, marked: list[str]
    ) -> None:
        """Not the like of them elsewhere; with the markup and the entities inside the piece."""
        newsroom.replace(newsroom.catalogue("fr"), old, new)
        page = newsroom.call("check", "--format", "html").stdout
        translations = re.findall(r'<p lang="fr" dir="ltr">(.*?)</p>', page)
        assert translations
        found = [re.findall("<mark>(.*?)</mark>", text) for text in translations]
        assert [mark for marks in found for mark in marks] == marked
        assert all(len(marks) <= 1 for marks in found)

    def test_a_gap_is_pointed_at_in_its_line(self, newsroom: Newsroom) -> None:
        """And in the heading that is to be translated."""
        path = newsroom.catalogue("fr")
        newsroom.replace(path, 'msgstr "Ce qu’on y trouve"', 'msgstr ""')
        outcome = newsroom.call("check")
        assert outcome.places() == [f"{path}:{newsroom.line_of(path, 'What there is') + 1}"]
        line = newsroom.line_of("release/library-opening.md", "## What there is")
        assert f"  ::: release/library-opening.md:{line}\n" in outcome.stdout

    def test_texts_of_the_house_and_of_templates_have_places(self, newsroom: Newsroom) -> None:
        """A source that is no release is named with its file."""
        path = newsroom.catalogue("fr", "house")
        entry = 'msgctxt "organisation"\nmsgid "Town of Lowbridge"'
        newsroom.replace(path, entry, f"#, fuzzy\n{entry}")
        outcome = newsroom.call("check")
        line = newsroom.line_of("release/house.toml", 'name = "Town of Lowbridge"')
        assert f"  ::: release/house.toml:{line}\n" in outcome.stdout
