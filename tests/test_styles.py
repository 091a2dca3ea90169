"""House styles are data: what an institution asks of a language, and what all of them accept."""

from __future__ import annotations

import pickle

import pytest

from communique.locales import EU_LOCALES, SAMPLE_LOCALES, locale
from communique.styles import HARD_SPACES, STYLES, style_of


@pytest.mark.parametrize("name", [name for name in STYLES if name])
@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_every_style_sets_every_language_of_the_sample(name: str, tag: str) -> None:
    """There are pairs of two marks for a quotation and for one in it, and no straight ones."""
    style = style_of(name, locale(tag))
    assert (style.name, style.locale) == (name, locale(tag))
    assert style.outer
    assert style.inner
    assert all(len(pair) == 2 for pair in (*style.outer, *style.inner))
    assert not style.straight
    assert {",", ".", ";", ":", "!", "?"} <= set(style.before)


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_without_a_style_everything_lawful_passes(tag: str) -> None:
    """What any style accepts, a house that has chosen none may print; hard spaces are not asked."""
    of = locale(tag)
    common = style_of("", of)
    for name in STYLES[1:]:
        style = style_of(name, of)
        assert {*style.outer, *style.inner} <= {*common.outer, *common.inner}
        assert set(style.inside) <= set(common.inside)
        for mark, gaps in style.before.items():
            assert set(gaps) <= set(common.before[mark])
    assert common.straight
    assert not common.percent
    assert not common.hard_groups
    assert common.units == common.before_numbers == common.before_words == ()


def test_the_union_sets_no_space_before_a_mark_in_any_language() -> None:
    """Interinstitutional Style Guide, section 6.4: French is no exception; `%` has a hard space."""
    for tag in EU_LOCALES:
        style = style_of("eu", locale(tag))
        assert all(gaps == ("",) for gaps in style.before.values())
        assert style.inside == ("",)
        assert style.percent[0] == "\N{NO-BREAK SPACE}"


def test_france_sets_hard_spaces_before_high_marks() -> None:
    """Narrow before `;`, `!` and `?`, a full one before `:` and inside « »; the other passes."""
    style = style_of("national", locale("fr"))
    narrow, full = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
    assert all(style.before[mark] == (narrow, full) for mark in ";!?")
    assert style.before[":"] == (full, narrow)
    assert style.inside == (full, narrow)
    assert style.before[","] == ("",)


def test_without_a_style_french_may_have_spaces_or_not() -> None:
    """The Union has none, France hard ones, and typists ordinary ones."""
    style = style_of("", locale("fr"))
    assert set(style.before[":"]) == {"", " ", *HARD_SPACES}
    assert style.before[","] == ("",)
    assert style_of("", locale("de")).before[":"] == ("",)


@pytest.mark.parametrize(
    ("name", "tag", "outer", "inner"),
    [
        ("eu", "en", "‘’", "“”"),
        ("un", "en", "“”", "‘’"),
        ("eu", "de", "„“", "‚‘"),
        ("eu", "fr", "«»", "“”"),
        ("eu", "pl", "„”", "»«"),
        ("eu", "sv", "””", "’’"),
        ("eu", "da", "»«", "»«"),
        ("un", "ru", "«»", "„“"),
        ("un", "zh", "“”", "‘’"),
        ("un", "ar", "«»", "“”"),
    ],
)
def test_the_first_pair_is_the_one_to_write(name: str, tag: str, outer: str, inner: str) -> None:
    """It is what a repair puts in."""
    style = style_of(name, locale(tag))
    assert (style.outer[0], style.inner[0]) == (outer, inner)


def test_a_language_that_an_institution_has_not_is_set_as_at_home() -> None:
    """The Union does not publish in Russian, nor the United Nations in German."""
    for name, tag in (("eu", "ru"), ("eu", "zh"), ("un", "de"), ("un", "pl")):
        own, home = style_of(name, locale(tag)), style_of("national", locale(tag))
        assert (own.outer, own.inner, own.before) == (home.outer, home.inner, home.before)
        assert own.name == name


def test_a_variety_has_its_own_style_or_that_of_its_language() -> None:
    """Swiss German has « », Austrian German what German has."""
    assert style_of("national", locale("de-CH")).outer == ("«»",)
    assert style_of("national", locale("de-AT")).outer == style_of("national", locale("de")).outer
    assert style_of("eu", locale("de-AT")).outer == ("„“",)


@pytest.mark.parametrize("name", STYLES)
def test_of_an_unknown_language_nothing_is_asked(name: str) -> None:
    """Who knows nothing of Amharic quotation marks says nothing of them."""
    style = style_of(name, locale("am"))
    assert not style.outer
    assert style.straight
    assert not style.before


def test_a_name_that_is_none_is_refused() -> None:
    """A house names a style of STYLES, or none."""
    with pytest.raises(KeyError):
        style_of("apa", locale("de"))


def test_a_style_is_one_value_in_every_process() -> None:
    """Caches know it by what it is, not by what it says."""
    style = style_of("eu", locale("hr"))
    assert style_of("eu", locale("hr")) is style
    assert pickle.loads(pickle.dumps(style)) is style  # noqa: S301 - our own bytes
