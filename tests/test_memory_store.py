"""What is put into a memory is found again, by text and by likeness, in one order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.frozen import replace
from communique.memory import Level, Match, Unit, likeness, normal_form
from memory_units import exact, memory_of, similar, unit

# --- finding ---


def test_a_text_is_found_again_whatever_spaces_stand_at_its_ends() -> None:
    """White space at the ends belongs to the file, and composed letters are the letters."""
    with memory_of([unit("A café", "Un café"), unit(" The end\n", " La fin\n")]) as memory:
        assert exact(memory, "A cafe\u0301") == ["Un café"]
        assert exact(memory, "The end") == ["La fin"]
        assert exact(memory, "the end") == []
        assert [found.source for found in memory.units()] == ["A café", "The end"]


def test_the_newest_translation_comes_first() -> None:
    """What was said last is what is proposed first."""
    units = [unit("A", "x", date="2017-01-01"), unit("A", "y", date="2018-05-25"), unit("A", "z")]
    with memory_of(units) as memory:
        assert exact(memory, "A") == ["y", "x", "z"]
        assert [match.unit.translation for match in memory.similar(
            "A", source_locale="en", locale="fr"
        )] == ["y", "x", "z"]  # fmt: skip


def test_what_nobody_has_approved_is_kept_and_not_proposed() -> None:
    """A fuzzy translation is not lost, and not passed off as one."""
    with memory_of([unit("A b c d", "x", approved=False)]) as memory:
        assert exact(memory, "A b c d") == []
        assert similar(memory, "A b c d") == []
        assert memory.holds("x", locale="fr")
        assert [found.translation for found in memory.units()] == ["x"]


def test_languages_and_levels_stay_apart() -> None:
    """A tag is compared as it is: French of Belgium is not French."""
    units = [
        unit("A", "fr"),
        unit("A", "fr-BE", locale="fr-BE"),
        unit("A", "from German", source_locale="de"),
        unit("A", "sentence", level=Level.SENTENCE),
    ]
    with memory_of(units) as memory:
        assert exact(memory, "A") == ["fr"]
        assert exact(memory, "A", locale="fr-BE") == ["fr-BE"]
        assert exact(memory, "A", source_locale="de") == ["from German"]
        assert exact(memory, "A", level=Level.SENTENCE) == ["sentence"]
        assert exact(memory, "A", locale="nl") == []
        assert memory.count() == {
            ("de", "fr", Level.PARAGRAPH): 1,
            ("en", "fr", Level.PARAGRAPH): 1,
            ("en", "fr", Level.SENTENCE): 1,
            ("en", "fr-BE", Level.PARAGRAPH): 1,
        }


def test_similar_texts_come_best_first() -> None:
    """A word of four is a quarter; what is less alike than asked for is left out."""
    texts = ["one two three four", "one two three five", "one two six seven", "one two three FOUR"]
    with memory_of([unit(text) for text in texts]) as memory:
        assert similar(memory, "one two three four") == [
            ("one two three four", 100),
            ("one two three FOUR", 99),
            ("one two three five", 75),
        ]
        assert similar(memory, "one two three four", most=1) == [("one two three four", 100)]
        assert similar(memory, "one two six seven", least=50)[1:] == [
            ("one two three FOUR", 50),
            ("one two three five", 50),
            ("one two three four", 50),
        ]


def test_a_text_alike_without_a_translation_in_the_language_is_no_match() -> None:
    """Better texts of another language hide nothing."""
    others = [unit(f"one two three {number}", locale="de") for number in range(20)]
    with memory_of([*others, unit("one two three four five", "cinq")]) as memory:
        assert similar(memory, "one two three four") == [("one two three four five", 80)]


def test_neighbours_are_told_as_they_were_given() -> None:
    """Nothing before, not known, and a text before are three things."""
    units = [
        unit("B", before="A", after="C"),
        unit("B", before="", after=""),
        unit("B"),
        unit("C", context="title", before="B", after=""),
        unit("A", before=None, after="B"),
    ]
    with memory_of(units) as memory:
        assert set(memory.units()) == set(units)


def test_a_neighbour_is_no_text_of_the_memory_until_it_is_translated() -> None:
    """What stands beside a text is found once it has a translation of its own."""
    with memory_of([unit("one two three four", before="five six seven eight")]) as memory:
        assert similar(memory, "five six seven eight") == []
        memory.add([unit("five six seven eight")])
        assert similar(memory, "five six seven nine") == [("five six seven eight", 75)]


# --- what is one unit ---


def test_the_same_unit_twice_is_once_with_the_newest_date() -> None:
    """Date, release, translator and file are those of the latest; the unit is one."""
    old = unit("A", "x", date="2017-01-01", release="r1", translator="Ann", origin="a.po")
    new = replace(old, date="2018-05-25", release="r2", translator="Bea", origin="b.po")
    for pair in ([old, new], [new, old]):
        with memory_of([]) as memory:
            assert memory.add(pair) == 1
            assert list(memory.units()) == [new]
            assert memory.add(pair) == 0
            assert list(memory.units()) == [new]


def test_what_is_approved_anywhere_is_approved() -> None:
    """A later fuzzy flag takes nothing back, and does not make the date younger."""
    approved = unit("A", "x", date="2017-01-01")
    fuzzy = unit("A", "x", date="2018-05-25", approved=False)
    for pair in ([approved, fuzzy], [fuzzy, approved]):
        with memory_of(pair) as memory:
            assert list(memory.units()) == [approved]


def test_context_neighbours_and_translation_make_another_unit() -> None:
    """Each of them tells two units apart, and nothing else does."""
    base = unit("A", "x")
    others = [
        replace(base, translation="y"),
        replace(base, context="title"),
        replace(base, context=""),
        replace(base, before=""),
        replace(base, after=""),
        replace(base, before="x"),
        replace(base, after="x"),
    ]
    with memory_of([]) as memory:
        assert memory.add([base, *others]) == 8
        assert len(list(memory.units())) == 8


TEXTS = st.lists(st.sampled_from(["a", "B", "b", "c", "d", "EU", "1"]), min_size=1, max_size=8)
UNITS = st.builds(
    Unit,
    source=TEXTS.map(" ".join),
    translation=st.sampled_from(["x", "y"]),
    source_locale=st.sampled_from(["en", "de"]),
    locale=st.sampled_from(["fr", "de"]),
    level=st.sampled_from(Level),
    context=st.sampled_from([None, "", "title"]),
    before=st.sampled_from([None, "", "a b"]),
    after=st.sampled_from([None, "", "a b"]),
    release=st.sampled_from(["", "r1"]),
    date=st.sampled_from(["", "2017-01-01", "2018-05-25"]),
    translator=st.sampled_from(["", "Ann"]),
    origin=st.just("a.po"),
    approved=st.booleans(),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(UNITS, max_size=25), st.randoms(use_true_random=False), TEXTS.map(" ".join))
def test_the_order_of_adding_does_not_matter(units: list[Unit], chance: object, text: str) -> None:
    """Two people who have put the same units in are told the same."""
    shuffled = list(units)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    with memory_of(units) as one, memory_of([]) as other:
        for single in shuffled:
            other.add([single])
        assert list(one.units()) == list(other.units())
        assert one.count() == other.count()
        for memory in (one, other):
            assert sum(memory.count().values()) == len(list(memory.units()))
        first, second = (
            (
                memory.exact(text, source_locale="en", locale="fr"),
                memory.similar(text, source_locale="en", locale="fr", least=40, most=3),
            )
            for memory in (one, other)
        )
        assert first == second
        # What comes out can be put into another memory, and is the same there.
        with memory_of(list(one.units())) as copy:
            assert list(copy.units()) == list(one.units())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(UNITS, min_size=1, max_size=40),
    TEXTS.map(" ".join),
    st.integers(1, 100),
    st.sampled_from(["en", "de"]),
)
def test_nothing_that_is_alike_is_missed(
    units: list[Unit], text: str, least: int, source_locale: str
) -> None:
    """The search finds what a comparison with every single text finds, in its order."""
    with memory_of(units) as memory:
        everything = [
            Match(unit=known, score=likeness(text, known.source))
            for known in memory.units(locale="fr")
            if (known.source_locale, known.level) == (source_locale, Level.PARAGRAPH)
            and known.approved
        ]
        expected = [match for match in everything if match.score >= least]
        expected.sort(key=lambda match: (match.score, match.unit.date), reverse=True)
        found = memory.similar(text, source_locale=source_locale, locale="fr", least=least, most=7)
        assert list(found) == expected[:7]


HAN = st.text(alphabet="联合国总部大会年5 ，", min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@example(["联合国会"], "联合会", 50).via("one character more allows one edit more")
@given(st.lists(HAN, min_size=1, max_size=30), HAN, st.integers(50, 100))
def test_nothing_is_missed_in_a_script_without_spaces(
    texts: list[str], text: str, least: int
) -> None:
    """Chinese is found by pairs of characters, and as completely."""
    with memory_of([unit(text, source_locale="zh") for text in texts]) as memory:
        known = {normal_form(other) for other in texts} - {""}
        scores = sorted((likeness(text, other) for other in known), reverse=True)
        found = similar(memory, text, least=least, most=50, source_locale="zh")
        if normal_form(text):
            assert [score for _, score in found] == [one for one in scores if one >= least]


# --- the rest ---


def test_a_memory_says_whether_it_has_a_translation() -> None:
    """So a translation that a catalogue loses is known to be kept."""
    with memory_of([unit("A", "Oui\n", approved=False)]) as memory:
        assert memory.holds("Oui", locale="fr")
        assert memory.holds(" Oui ", locale="fr")
        assert not memory.holds("Oui", locale="de")
        assert not memory.holds("oui", locale="fr")
        assert not memory.holds("A", locale="fr")


def test_files_whose_units_are_in_are_remembered_by_digest() -> None:
    """What has not changed need not be read again."""
    with memory_of([]) as memory:
        assert memory.digest_of("fr.po") is None
        memory.remember({"fr.po": "1", "de.po": "2"})
        memory.remember({"fr.po": "3"})
        assert memory.digest_of("fr.po") == "3"
        assert memory.digest_of("de.po") == "2"


def test_units_can_be_had_of_one_locale() -> None:
    """An export is of one language, or of all."""
    with memory_of([unit("A"), unit("A", locale="de"), unit("B")]) as memory:
        assert [found.source for found in memory.units(locale="fr")] == ["A", "B"]
        assert [found.locale for found in memory.units()] == ["de", "fr", "fr"]
        assert list(memory.units(locale="nl")) == []


def test_a_corpus_of_real_texts_is_found_again() -> None:
    """Every text of published catalogues is its own best match, and its like are found."""
    folder = os.environ.get("COMMUNIQUE_CORPORA")
    if not folder:
        pytest.skip("COMMUNIQUE_CORPORA names no folder")
    from communique.catalogue import read_catalogue
    from communique.locales import locale

    texts: dict[str, None] = {}
    for path in sorted(Path(folder).glob("*/*.po"))[:40]:
        file, _ = read_catalogue(path.read_bytes(), path=path.name, locale=locale("fr"))
        if file is not None:
            texts |= dict.fromkeys(message.id for message in file.catalogue.messages)
    with memory_of([unit(text) for text in texts]) as memory:
        for text in list(texts)[::10]:
            assert similar(memory, text, least=50)[0] == (normal_form(text), 100)
            for least in (50, 75):
                scores = sorted(likeness(text, other, least=least) for other in texts)[::-1]
                found = [score for _, score in similar(memory, text, least=least)]
                assert found == [score for score in scores[:5] if score]
