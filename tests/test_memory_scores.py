"""How alike two texts are: the laws of the score, and what it is in plain cases."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.memory import likeness, normal_form
from communique.memory.scores import LONGEST, tokens, upper_bounds

_WORDS = st.lists(
    st.sampled_from(
        ["the", "The", "EU", "won’t", "12", "1,5", "{city}", "**", ",", ".", "中", "文"]
    )
)
TEXTS = st.one_of(
    _WORDS.map(" ".join), st.text(alphabet="aB1 .é中\u0301", max_size=12), st.text(max_size=20)
)


@given(TEXTS, TEXTS)
def test_either_text_may_come_first(one: str, other: str) -> None:
    """A score belongs to two texts, and not to one of them."""
    assert likeness(one, other) == likeness(other, one)


@given(TEXTS, TEXTS)
def test_a_hundred_is_for_equal_texts_alone(one: str, other: str) -> None:
    """What is taken over without a look has to be the same text."""
    equal = normal_form(one) == normal_form(other)
    score = likeness(one, other)
    assert (score == 100) is equal
    assert 0 <= score <= 100


@given(TEXTS, TEXTS, st.integers(0, 100))
def test_a_least_score_hides_what_is_under_it_and_changes_nothing_else(
    one: str, other: str, least: int
) -> None:
    """Stopping early is a matter of time, never of the score."""
    score = likeness(one, other)
    assert likeness(one, other, least=least) == (score if score >= least else 0)


@given(TEXTS)
def test_a_normal_form_is_its_own(text: str) -> None:
    """Putting a text into its form twice is doing it once."""
    form = normal_form(text)
    assert normal_form(form) == form
    assert likeness(text, form) == 100


@given(TEXTS)
def test_a_text_has_a_token(text: str) -> None:
    """There is nothing that has no share in a score."""
    form = normal_form(text)
    assert bool(tokens(form)) is bool(form)


@given(TEXTS, st.lists(TEXTS, max_size=6), st.integers(0, 100))
def test_the_quick_score_is_never_too_low(text: str, others: list[str], least: int) -> None:
    """Comparing characters that stand for tokens finds all that the score finds."""
    letters = {token: chr(65 + number % 7) for number, token in enumerate("".join(others) + text)}

    def coded(of: str) -> str:
        return "".join(letters.setdefault(token, "Z") for token in tokens(normal_form(of)))

    bounds = {
        at: bound for bound, at in upper_bounds(coded(text), [*map(coded, others)], least=least)
    }
    for at, other in enumerate(others):
        score = likeness(text, other)
        if score >= least and normal_form(text) and normal_form(other):
            assert bounds[at] >= score


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Press release", "Press release", 100),
        ("  Press release\n", "Press release", 100),
        ("café", unicodedata.normalize("NFD", "café"), 100),
        ("Press release", "Press  release", 99),
        ("Press release", "PRESS RELEASE", 99),
        ("Press release", "Press release:", 99),
        ("The “whole” of it", 'The "whole" of it', 99),
        ("He won’t", "He won't", 99),
        ("a b c d", "a b c e", 75),
        ("a b c d", "a b d", 75),
        ("a b c", "a b d", 66),
        ("it does apply", "it does not apply", 75),
        ("in 12 states", "in 13 states", 66),
        ("in 1.5 states", "in 15 states", 66),
        ("**all** {parties}", "all {parties}", 50),
        ("all {parties}", "all {agencies}", 50),
        ("[all](https://example.org/a)", "[all](https://example.org/b)", 50),
        ("10 %", "10 €", 50),
        ("联合国总部", "联合国本部", 80),
        ("2018年5月", "2018年6月", 75),
        ("สวัสดี", "สวัสด", 83),
        ("one", "two", 0),
        ("one", "", 0),
        ("", " \n", 100),
        ("…", "!!!", 0),
        ("!!!", "!!?", 66),
    ],
)
def test_scores_of_plain_cases(one: str, other: str, score: int) -> None:
    """Words, numbers, symbols and markup count; in Chinese and Thai, each character."""
    assert likeness(one, other) == score


def test_a_short_edit_in_a_long_text_is_not_rounded_up() -> None:
    """One word of two hundred is 99, and so is one of a thousand."""
    text = " ".join(f"w{number}" for number in range(1_000))
    assert likeness(text, text.replace("w500", "w")) == 99


def test_very_long_texts_are_equal_or_not() -> None:
    """A text of a megabyte costs no more than a look."""
    long = "word " * LONGEST
    assert likeness(long, long) == 100
    assert likeness(long, long + "more") == 0
    assert likeness("word", long) == 0


def test_half_a_surrogate_pair_is_compared_like_a_sign() -> None:
    """Text that no file can hold does no harm."""
    assert likeness("a \ud800", "a \ud800") == 100
    assert likeness("a \ud800", "a \udfff") == 50
