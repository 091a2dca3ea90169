"""A memory and texts that are made to break it: nothing is run, nothing takes long."""

from __future__ import annotations

import time

import pytest

from communique.memory import Level, normal_form
from communique.memory.scores import LONGEST
from communique.memory.store import MOST_EXACT
from memory_units import exact, memory_of, similar, unit


@pytest.mark.parametrize(
    "text",
    [
        "a \0 b",
        '" OR 1=1 --',
        "'); DROP TABLE units; --",
        'NEAR("a" b, 5) AND text:x*',
        "%_%",
        "\u202e\u2066",
        "…",
        "\U0001f600 \U0010ffff",
        "{" * 500 + "<" * 500 + "](" * 500,
        "a\u0300" * 1_000,
    ],
)
def test_text_of_any_kind_is_only_text(text: str) -> None:
    """Nothing that a translator writes is taken for a command."""
    with memory_of([unit(text, text, context=text, before=text)]) as memory:
        assert exact(memory, text) == [text]
        assert similar(memory, text) == [(normal_form(text), 100)]
        assert memory.holds(text, locale="fr")
        assert memory.count() == {("en", "fr", Level.PARAGRAPH): 1}


def test_text_that_no_file_can_hold_is_passed_over() -> None:
    """Half a surrogate pair cannot be written as UTF-8: such a unit is not kept."""
    wrong = [
        unit("A\ud800"),
        unit("A", "x\udfff"),
        unit("A", context="\ud800"),
        unit("A", before="\ud800"),
        unit("A", translator="\ud800"),
        unit("A", locale="\ud800"),
    ]
    with memory_of([]) as memory:
        assert memory.add([*wrong, unit("B")]) == 1
        assert [found.source for found in memory.units()] == ["B"]
        assert exact(memory, "A\ud800") == []
        assert similar(memory, "B \ud800", least=50) == [("B", 50)]
        assert not memory.holds("\ud800", locale="fr")


def test_units_without_text_are_passed_over() -> None:
    """White space is no text, and nothing is not found."""
    with memory_of([unit(" "), unit("A", "\n")]) as memory:
        assert list(memory.units()) == []
        assert exact(memory, "") == []
        assert similar(memory, "") == []


def test_a_very_long_text_is_found_by_itself_alone() -> None:
    """A megabyte is kept and found, and not compared with anything."""
    long = "word " * 200_000
    with memory_of([unit(long, long), unit(long[:LONGEST])]) as memory:
        assert len(exact(memory, long)) == 1
        assert similar(memory, long) == [(long.strip(), 100)]
        assert similar(memory, long + "more") == []
        assert similar(memory, long[: LONGEST - 10]) == [(long[:LONGEST].strip(), 99)]


def test_many_translations_of_one_text_are_bounded() -> None:
    """The newest thousand are given, the same every time."""
    units = [unit("A b c d", f"x{number}", date=f"{number:05}") for number in range(3_000)]
    with memory_of(units) as memory:
        begun = time.process_time()
        assert exact(memory, "A b c d") == [f"x{2_999 - at}" for at in range(MOST_EXACT)]
        assert [match.unit.translation for match in memory.similar(
            "A b c e", source_locale="en", locale="fr", most=2
        )] == ["x2999", "x2998"]  # fmt: skip
        assert time.process_time() - begun < 2


def test_many_texts_that_are_equally_alike_are_bounded() -> None:
    """Thousands of numbered items are no reason to wait."""
    units = [unit(f"Item number {number} of the list") for number in range(5_000)]
    with memory_of(units) as memory, memory_of(units[::-1]) as other:
        begun = time.process_time()
        found = similar(memory, "Item number x of the list")
        assert time.process_time() - begun < 2
        assert [score for _, score in found] == [83] * 5
        assert found == similar(other, "Item number x of the list")
