"""One text has one translation, two texts have two, and titles have room."""

from __future__ import annotations

from typing import Final

import pytest

from communique.check.consistency import consistency_problems
from communique.check.pair import Pair, Setting
from communique.check.reading import reading
from communique.check.titles import title_problems, width_of
from communique.findings import Example
from communique.locales import locale
from communique.rules.consistency import TITLE_LONG, TRANSLATION_SHARED, TRANSLATION_VARIES
from communique.styles import style_of


def setting(tag: str = "fr", limits: dict[str, int] | None = None) -> Setting:
    """One catalogue."""
    of = locale(tag)
    return Setting(
        source_locale=locale("en"), locale=of, style=style_of("", of), limits=limits or {}
    )


def pair(
    source: str, translation: str, context: str | None = None, of: Setting | None = None
) -> Pair:
    """A text and its translation, in a catalogue of its own unless one is given."""
    return Pair(
        setting=of or setting(),
        source=reading(source),
        translation=reading(translation),
        context=context,
    )


def found(*pairs: Pair) -> list[tuple[int, str]]:
    """Which pairs break which rule."""
    return [(pairs.index(pair), problem.rule.id) for pair, problem in consistency_problems(pairs)]


def test_one_text_with_two_translations_is_told_once() -> None:
    """At the last one that is not as the others, with the words that differ."""
    pairs = [
        pair("The two sides met.", "Les deux parties se sont réunies."),
        pair("The two sides met.", "Les deux côtés se sont réunis."),
        pair("The two sides met.", "Les deux parties se sont réunies."),
        pair("The two sides met.", "Les deux camps se sont réunies."),
    ]
    ((where, problem),) = consistency_problems(pairs)
    assert where is pairs[3]
    assert problem.rule is TRANSLATION_VARIES
    assert problem.message == (
        "`The two sides met.` has 3 translations, `camps` here and `parties` elsewhere"
    )
    assert (problem.found, problem.at, problem.expected) == ("camps", 9, "parties")


def test_a_text_may_differ_by_its_role() -> None:
    """A heading is set otherwise than a sentence; that is what msgctxt is for."""
    assert found(pair("Background", "Contexte", "heading"), pair("Background", "Fond")) == []


def test_capitals_spaces_and_stops_are_no_second_translation() -> None:
    """Other rules look at them."""
    assert (
        found(pair("Now: go", "Maintenant : allez"), pair("Now:  go", "maintenant: Allez.")) == []
    )


def test_the_forms_of_a_plural_are_one_translation() -> None:
    """They have one source and stand in one catalogue."""
    one, other = setting(), setting()
    forms = [pair("{n} pages", text, of=one) for text in ("{n} page", "{n} pages")]
    again = [pair("{n} pages", text, of=other) for text in ("{n} page", "{n} pages")]
    assert found(*forms, *again) == []
    wrong = [pair("{n} pages", text, of=other) for text in ("{n} page", "{n} feuilles")]
    assert found(*forms, *wrong) == [(3, TRANSLATION_VARIES.id)]


def test_a_translation_in_the_wrong_place_is_found() -> None:
    """At the text that it is not of, which is the one that differs more in length."""
    text = "Les deux parties ont signé l’accord à Bruxelles."
    pairs = [
        pair("It goes on.", text),
        pair("Both sides signed the agreement in Brussels.", text),
    ]
    assert found(*pairs) == [(0, TRANSLATION_SHARED.id)]
    chinese = "双方今天在布鲁塞尔签署了这项重要的合作协议。"
    pairs = [
        pair("Both sides signed this important agreement in Brussels today.", chinese),
        pair("More.", chinese),
    ]
    assert found(*pairs) == [(1, TRANSLATION_SHARED.id)]


@pytest.mark.parametrize(
    ("source", "other", "translation"),
    [
        ("More information", "Further details", "Pour en savoir plus"),
        (
            "Both sides signed it in May.",
            "Both sides signed it in {month}.",
            "Les deux l’ont signé.",
        ),
        (
            "The two sides signed the text.",
            "Both sides signed the text.",
            "Les deux ont signé le texte.",
        ),
        ("Adam Smith, Brussels, press desk", "Other words here", "Adam Smith"),
    ],
)
def test_two_texts_may_mean_the_same(source: str, other: str, translation: str) -> None:
    """A short translation is often lawful for two, and edited texts are one."""
    assert found(pair(source, translation), pair(other, translation)) == []


@pytest.mark.parametrize(
    "example", TITLE_LONG.examples, ids=[example.locale for example in TITLE_LONG.examples]
)
def test_the_example_of_a_long_title_is_too_long(example: Example) -> None:
    """What `communique explain` shows is what the check finds."""
    of = setting(example.locale)
    wrong = title_problems(pair(example.source, example.wrong, example.context, of))
    assert [problem.rule for problem in wrong] == [TITLE_LONG]
    assert list(title_problems(pair(example.source, example.right, example.context, of))) == []


LIMITS: Final = [
    ("title", "x" * 100, "y" * 140, {}, False),
    ("title", "x" * 100, "y" * 141, {}, True),
    ("title", "x" * 100, "中" * 70, {}, False),
    ("title", "x" * 100, "中" * 71, {}, True),
    ("title", "x" * 200, "y" * 230, {}, False),
    ("subtitle", "x" * 200, "y" * 261, {}, False),
    ("subtitle", "x" * 150, "y" * 261, {}, True),
    ("heading", "x" * 20, "y" * 75, {}, False),
    ("heading", "x" * 20, "y" * 76, {}, True),
    ("title", "x" * 50, "y" * 60, {"title": 59}, True),
    ("title", "x" * 50, "y" * 60, {"title": 60}, False),
    ("menu", "x" * 5, "y" * 13, {"menu": 12}, True),
    ("menu", "x" * 5, "y" * 500, {}, False),
    (None, "x" * 5, "y" * 500, {}, False),
]


@pytest.mark.parametrize(("context", "source", "translation", "limits", "wrong"), LIMITS)
def test_a_title_has_room_for_so_many_letters(
    context: str | None, source: str, translation: str, limits: dict[str, int], *, wrong: bool
) -> None:
    """By its place, by the house, and by the length of its source."""
    problems = title_problems(pair(source, translation, context, setting(limits=limits)))
    assert bool(list(problems)) is wrong


def test_letters_have_a_width() -> None:
    """A Chinese one is two wide; accents and marks of direction are nothing."""
    assert [width_of(text) for text in ("abc", "é", "e\u0301", "中文", "\u200fא")] == [
        3,
        1,
        1,
        4,
        1,
    ]
