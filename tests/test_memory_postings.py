"""The index of words: whatever the numbers of texts, no text that is alike is missing from it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.memory import likeness
from communique.memory.postings import TABLE, Alphabet, Postings, candidates
from communique.memory.scores import tokens

# Ranges of numbers begin at each of 65,536, and a word is frequent from 64 texts of a range on.
NUMBERS = st.one_of(st.integers(1, 200), st.integers(65_500, 65_600), st.integers(1, 1 << 40))
WORDS = st.lists(st.sampled_from("a b c d e f the the the".split()), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(NUMBERS, WORDS.map(" ".join), max_size=90),
    WORDS.map(" ".join),
    st.integers(1, 100),
    st.integers(1, 4),
)
def test_every_text_that_can_be_alike_is_a_candidate(
    texts: dict[int, str], text: str, least: int, parts: int
) -> None:
    """Written at once or in parts, in any range of numbers, with frequent words or without."""
    connection = sqlite3.connect(":memory:")
    connection.execute(TABLE)
    alphabet = Alphabet("en", "paragraph")
    numbers = sorted(texts)
    for part in range(parts):
        postings = Postings(connection)
        for number in numbers[part::parts]:
            postings.add(number, alphabet.coded(tokens(texts[number])))
        postings.write()
    found = candidates(connection, alphabet.coded(tokens(text)), paired=False, least=least)
    connection.close()
    assert len(found) == len(set(found))
    assert set(found) <= set(texts)
    alike = {number for number, other in texts.items() if likeness(text, other) >= least}
    assert alike <= set(found)


def test_few_texts_are_compared_though_many_share_words() -> None:
    """Thousands of texts that have the frequent words are not candidates for that alone."""
    connection = sqlite3.connect(":memory:")
    connection.execute(TABLE)
    alphabet = Alphabet("en", "paragraph")
    postings = Postings(connection)
    for number in range(1, 5_001):
        words = f"the {number} of and {number + 1} to in the {number + 2} for on {number % 50}"
        postings.add(number, alphabet.coded(tokens(words)))
    postings.write()
    asked = alphabet.coded(tokens("the 7 of and 8 to in the 9 for on 8"))
    found = candidates(connection, asked, paired=False, least=75)
    connection.close()
    assert 7 in found
    assert len(found) < 500


@pytest.mark.parametrize(("tag", "paired"), [("zh", True), ("zh-Hant", True), ("en", False)])
def test_pairs_of_characters_are_words_where_there_are_no_spaces(tag: str, *, paired: bool) -> None:
    """The language of the source says so, whatever its script or region."""
    alphabet = Alphabet(tag, "paragraph")
    assert alphabet.paired is paired
    coded = alphabet.coded(["联", "合", "国"])
    assert coded.length == 3
    assert len(coded.codes) == 6
    assert len(coded.words) == (4 if paired else 3)


def test_no_letter_of_a_text_is_half_a_pair() -> None:
    """The letters that stand for tokens can be read as UTF-16, one for one."""
    alphabet = Alphabet("en", "paragraph")
    coded = alphabet.coded([str(number) for number in range(20_000)])
    assert len(coded.codes.decode("utf-16-le")) == 20_000
