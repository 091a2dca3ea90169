"""What a changed source text means for its translations."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.glossary import Glossary, Term
from communique.glossary import Kind as TermKind
from communique.locales import SAMPLE_LOCALES, locale
from communique.revision import Grade, Kind, graded
from communique.revision.sentences import sentences_of
from communique.revision.word_diff import word_diff

ENGLISH = locale("en")
PAIRS = tomllib.loads((Path(__file__).parent / "revision/pairs.toml").read_text("utf-8"))["pair"]
GLOSSARY = Glossary(
    terms=tuple(
        Term(kind=TermKind.TERM, line=number, forms={"en": (text,)})
        for number, text in enumerate(["spokesperson", "joint statement"], start=1)
    )
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['kind']}: {pair['new'][:40]}")
def test_each_change_has_its_grade(pair: dict[str, str]) -> None:
    """By what differs, and the gravest reason is among those told."""
    change = graded(
        pair["old"], pair["new"], locale=ENGLISH, context=pair.get("context"), glossary=GLOSSARY
    )
    assert change.grade == pair["grade"]
    gravest = {reason.kind for reason in change.reasons if reason.grade is change.grade}
    assert pair["kind"] in gravest


def test_there_are_pairs_of_every_kind() -> None:
    """Two hundred and more, of each grade and of each kind."""
    assert len(PAIRS) >= 200
    assert {pair["kind"] for pair in PAIRS} == set(Kind)
    grades = Counter(pair["grade"] for pair in PAIRS)
    assert all(grades[grade] >= 30 for grade in Grade)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['kind']}: {pair['new'][:40]}")
def test_a_change_back_is_as_grave(pair: dict[str, str]) -> None:
    """What is not cosmetic one way is not cosmetic the other way either.

    Only a slip is worse than its correction: it turns a word into none.
    """
    there = graded(
        pair["old"], pair["new"], locale=ENGLISH, context=pair.get("context"), glossary=GLOSSARY
    )
    back = graded(
        pair["new"], pair["old"], locale=ENGLISH, context=pair.get("context"), glossary=GLOSSARY
    )
    if there.grade is not Grade.COSMETIC:
        assert back.grade is not Grade.COSMETIC


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    """Whatever they consist of, there is a grade and a reason for it."""
    change = graded(old, new, locale=ENGLISH)
    assert change.reasons
    assert change.reasons[0].grade is change.grade


@given(st.sampled_from(["cosmetic", "the plan", "a report of the Council"]), st.text(max_size=20))
def test_what_is_cosmetic_has_the_same_letters(words: str, more: str) -> None:
    """Without a dictionary and a table of the language no other letter is cosmetic."""
    change = graded(words, words + more, locale=locale("ga"))
    letters = [letter for letter in more if letter.isalnum()]
    if letters:
        assert change.grade is not Grade.COSMETIC


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a x c", "a [-b-]{+x+} c"),
        ("one two", "one two three", "one two{+ three+}"),
        ("It costs 1.5 million.", "It costs 15 million.", "It costs [-1.5-]{+15+} million."),
        ("same", "same", "same"),
    ],
)
def test_a_difference_is_shown_by_words(before: str, after: str, expected: str) -> None:
    """What went and what came, in the form that programs for word differences use."""
    assert word_diff(before, after) == expected


def test_what_is_far_from_a_difference_is_left_out() -> None:
    """A long paragraph is cut to the words around the change."""
    long = " ".join(f"word{number}" for number in range(50))
    shown = word_diff(long, long.replace("word25", "other"))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 120


@pytest.mark.parametrize(
    ("tag", "text", "count"),
    [
        ("en", "Mr. Smith met Dr. Jones at 3 p.m. on 25 May. The U.N. said so. Yes.", 3),
        ("de", "Am 25. Mai traf sich der Rat. Die 3. Sitzung, z. B. am Montag, war gut. Ja!", 3),
        ("hu", "2018. május 25-én ült össze. Igen.", 2),
        ("lv", "2018. gada 25. maijā tikās. Jā.", 2),
        ("fr", "M. Voronkov a parlé. M.\u00a0Serrano aussi.", 2),
        ("pl", "Biuro ONZ ds. Zwalczania Terroryzmu działa. Tak.", 2),
        ("el", "Το Συμβούλιο συνεδρίασε. Γιατί; Επειδή.", 3),
        ("zh", "欧盟和联合国今天举行会议。会议讨论了反恐问题。", 2),
        ("ar", "اجتمع المجلس. هل هذا صحيح؟ نعم.", 3),
        ("en", "See [the page. It is good](https://a.example). Yes.", 2),
    ],
)
def test_a_text_is_cut_into_sentences(tag: str, text: str, count: int) -> None:
    """Not at abbreviations, ordinals or inside of links."""
    assert len(sentences_of(text, locale(tag))) == count


@given(st.sampled_from(SAMPLE_LOCALES), st.text(alphabet="aB. !?。؟\u00a01([)]*`\n", max_size=40))
def test_sentences_joined_are_the_text(tag: str, text: str) -> None:
    """No letter is lost by cutting."""
    assert "".join(sentences_of(text, locale(tag))) == text
