"""What is known of the programs that copy and search a PDF is what they do."""

from __future__ import annotations

import random
import re
from itertools import pairwise, permutations
from typing import Final

import pypdfium2
import pytest

from communique.pdf.copying import (
    Share,
    Sign,
    Stretch,
    as_seen,
    found_by_pdfium,
    marks_for_poppler,
    shared_out,
    signs_of,
)
from hand_made_pdf import read_by_pdfium

ADDRESS: Final = "press@example.org"
PIECES: Final = ("press", "@", "example", ".", "org")
BACKWARDS: Final = "".join(reversed(PIECES))


class TestPdfium:
    """pdfium reads a line as `found_by_pdfium` says."""

    @pytest.mark.parametrize("rtl", [True, False])
    def test_it_reads_what_was_meant_where_it_finds_what_is_told(self, *, rtl: bool) -> None:
        """Over 240 lines of random words, numbers, brackets and addresses."""
        chosen = random.Random(7)  # noqa: S311 - no secret depends on it
        words = "بيت السوق جدا Acme Corp. 12 12.5% (UN) «نعم» a@b.org، ٢٥ – :".split()
        lines = [" ".join(chosen.choices(words, k=chosen.randint(1, 8))) for _ in range(240)]
        shown = [[(60.0, found_by_pdfium(line, rtl=rtl), None)] for line in lines]
        assert read_by_pdfium(shown, rtl=rtl) == lines

    def test_an_address_is_read_in_pieces_whatever_is_drawn_first(self) -> None:
        """Each piece a text of its own, in each of the 120 orders of drawing: always backwards.

        pdfium sorts texts by where they begin, and reads a line from its right end, piece by piece
        (`cpdf_textpage.cpp`, `ProcessTextObject` and `CloseTempLine`).
        """
        ends = [0, *(sum(map(len, PIECES[: count + 1])) for count in range(len(PIECES)))]
        places = [100 + 5.0 * end for end in ends]
        lines = [
            [(50.0, "نعم ", None), *((places[at], PIECES[at], None) for at in order)]
            for order in permutations(range(len(PIECES)))
        ]
        read = read_by_pdfium(lines)
        assert len(read) == 120
        assert {ADDRESS in line for line in read} == {False}
        assert {BACKWARDS in line for line in read} == {True}

    def test_an_address_that_is_told_as_it_is_is_read_in_pieces_too(self) -> None:
        """What a text is told to be goes through the same rules; with directional marks as well."""
        told = [
            ADDRESS,
            f"\u200e{ADDRESS}\u200e",
            f"\u202a{ADDRESS}\u202c",
            f"\u2066{ADDRESS}\u2069",
        ]
        told.append("\u200e".join(PIECES))
        lines = [[(50.0, "نعم ", None), (100.0, ADDRESS, one)] for one in told]
        assert not any(ADDRESS in as_seen(line) for line in read_by_pdfium(lines))

    def test_a_bracket_is_turned_whatever_it_is_told_to_be(self) -> None:
        """In Arabic, pdfium copies the other one of its pair (`AddCharInfoByRLDirection`)."""
        lines = [
            [(50.0, "معن معن معن", None), (105.0, "((", told), (115.0, " ةملك اذه", None)]
            for told in (None, "((")
        ]
        read = [line.replace(" ", "") for line in read_by_pdfium(lines)]
        assert read == ["هذاكلمة))نعمنعمنعم"] * 2

    def test_an_ellipsis_becomes_three_full_stops(self) -> None:
        """It normalises what stands among right-to-left letters."""
        assert read_by_pdfium([[(50.0, "…معن", None)]]) == ["نعم..."]

    def test_names_in_a_page_from_left_to_right_change_their_places(self) -> None:
        """Two Arabic words in a Latin line: each is turned, the two together are not."""
        line = "The UN is the ةدحتملا ممألا today."
        assert read_by_pdfium([[(50.0, line, None)]], rtl=False) == [
            "The UN is the المتحدة الأمم today."
        ]

    def test_what_puts_them_in_order_is_another_thing_in_another_release(self) -> None:
        """Two words told as read, as drawn, or each from its end: not always the same one helps.

        Up to build 7947 (Chrome 152) what is told is turned word by word, in 7999 it is copied as
        it is, and from 8076 (Chrome 156) all of it is turned if it stands for Arabic letters.
        """
        names = "الأمم المتحدة"
        drawn = names[::-1]
        told = {"as read": names, "as drawn": drawn, "by words": "ممألا ةدحتملا"}
        lines = [
            [(50.0, "The UN is the ", None), (120.0, drawn, one), (185.0, " today.", None)]
            for one in told.values()
        ]
        read = dict(zip(told, read_by_pdfium(lines, rtl=False), strict=True))
        helps = [one for one in told if read[one] == f"The UN is the {names} today."]
        build = pypdfium2.PDFIUM_INFO.build
        assert helps == [
            "as drawn" if build >= 8076 else "as read" if build >= 7999 else "by words"
        ]

    def test_a_vowel_mark_in_a_page_from_left_to_right_parts_its_word(self) -> None:
        """A mark is a segment of its own, and the letters on both sides change their places."""
        read = read_by_pdfium([[(50.0, "The word ريدُم is his.", None)]], rtl=False)
        assert read == ["The word ديرُم is his."]


class TestShares:
    """What pdfium must find is shared out among what is drawn."""

    def test_numbers_change_places_and_signs_stay(self) -> None:
        """A date whose parts stand from right to left."""
        drawn = [("24", True), ("-", False), ("11", True), ("-", False), ("2026", True)]
        shares = [Share(drawn=text, free=free) for text, free in drawn]
        assert shared_out(shares, "2026-11-24") == ["2026", "-", "11", "-", "24"]

    def test_what_is_found_as_drawn_is_left_alone(self) -> None:
        """Only the address is told anew."""
        shares = [Share(drawn="معن ", free=False), Share(drawn="a@b", free=True)]
        assert shared_out(shares, "معن b@a") == ["معن ", "b@a"]

    def test_a_sign_is_exchanged_where_nothing_else_helps(self) -> None:
        """The per cent sign stands left of its number, and is read after it."""
        shares = [Share(drawn="%", free=False), Share(drawn="12.5", free=True)]
        assert "".join(shared_out(shares, "12.5%")) == "12.5%"


class TestPoppler:
    """Poppler reads a line in order with the marks that it is given."""

    @pytest.mark.parametrize(
        "stretches",
        [
            [("اليوم. وناقشا", True)],
            [("عبر ", True), ("a@b.org", False), (" اليوم", True)],
            [("هاتف: +", True), ("32", False), (" ", True), ("2", False), (" نعم", True)],
            [("بنسبة ", True), ("12.5", False), ("% هذا", True)],
            [("لغة ", True), ("C++", False), (" نعم", True)],
            [("(", True), ("UN", False), ("، ", True), ("EU", False), (") نعم", True)],
        ],
    )
    def test_with_its_marks_a_line_is_read_in_order(
        self, stretches: list[tuple[str, bool]]
    ) -> None:
        """By the rules of its `reorderText`, which the next function follows."""
        signs = signs_of(
            [
                Stretch(text=text, rtl=rtl, left=-number)
                for number, (text, rtl) in enumerate(stretches)
            ]
        )
        written = "".join(text for text, _ in stretches)
        assert read_from_right(signs, marked=True) == written
        assert as_seen(read_from_right(signs, marked=True)) == written

    def test_a_line_without_signs_needs_none(self) -> None:
        """Words and spaces cost nothing."""
        signs = signs_of([Stretch(text="نعم هذا (جديد)", rtl=True, left=0)])
        marks = marks_for_poppler(signs, rtl=True)
        assert not marks.left
        assert not marks.right

    def test_a_quotation_in_a_latin_line_is_ended(self) -> None:
        """The space behind Arabic words would be read before them."""
        signs = signs_of(
            [
                Stretch(text="a ", rtl=False, left=0),
                Stretch(text="نعم", rtl=True, left=1),
                Stretch(text=" b", rtl=False, left=2),
            ]
        )
        assert marks_for_poppler(signs, rtl=False).right == {4: "\u200e"}


def read_from_right(signs: list[Sign], *, marked: bool) -> str:
    """What Poppler makes of a line on a right-to-left page, without marks."""
    marks = marks_for_poppler(signs, rtl=True)
    line = ""
    for at, sign in enumerate(signs):
        line += (
            (marks.left.get(at, "") + sign.character + marks.right.get(at, "")) if marked else ""
        )
    parts: list[str] = []
    letters = "\u0620-\u064a\u200f"
    while line:
        from_left = re.search(rf"[^{letters}]*[\w.,:،/+%\u200e-]$", line)
        if from_left and not re.search(f"[{letters}]$", line):
            parts.append(from_left[0])
            line = line[: from_left.start()]
        else:
            parts.append(line[-1])
            line = line[:-1]
    return as_seen("".join(parts))


def test_characters_stand_as_the_algorithm_says() -> None:
    """A number in Arabic from left to right, what is around it from right to left."""
    signs = signs_of([Stretch(text="بيت 12أ", rtl=True, left=0)])
    assert "".join(sign.character for sign in signs) == "أ12 تيب"
    assert sorted(sign.place for sign in signs) == list(range(7))
    assert all(one.place != other.place for one, other in pairwise(signs))


def test_what_is_never_seen_counts_for_nothing() -> None:
    """Directional marks, joiners and soft hyphens; a hard space is a space."""
    assert as_seen("\u200fa\u00adb\u200d\u00a0c") == "ab c"
