"""Quick looks at a text: where one says that nothing can be found, a close look finds nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.catalogue import Message, TemplateMessage
from communique.check import Setting
from communique.check.catalogue import check_translation, judge, may_belong, pairs_of
from communique.check.marks import are_marked_alike
from communique.check.markup import _problems
from communique.check.misplaced import TIES
from communique.check.pair import Pair
from communique.check.reading import reading
from communique.check.typography.quotes import has_marks
from communique.check.typography.repetition import _LEADING, _TRAILING, _may_repeat
from communique.check.typography.spacing import (
    _INSIDE,
    _SPACED,
    _TIGHT,
    _may_have_gap,
    _may_set_off,
    _set_off,
)
from communique.check.values import scan
from communique.check.values.alone import token_alone
from communique.check.values.compare import Text, are_alike, differences
from communique.check.values.lexicon import _any_of, lexicon, phrase_end
from communique.check.values.read import values_among, values_read
from communique.check.values.tokens import Token
from communique.check.values.windows import Ground, starters_among
from communique.check.words import cut_words
from communique.locales import locale
from communique.release import markup_problems, parse_inline, plain_text
from communique.release.wording import control_problems
from communique.styles import style_of

TAGS = ("en", "de", "fr", "fi", "hu", "ru", "sv")
WORDS = st.sampled_from(
    "the die la. la, La «la» va-va va IX V May mai 5 12. 2018 3.1 GNU/Linux 9.5 % € Mio h 17 "
    "17:30 amd64 IP/18/1 zwei two million a) (2018) 5, 5. “5” x86-64 и to du of and – den i et de "
    "в в. X.Org first. 3.1: $5m -5 5- +32 (two) first, Sep since percent h30 30h % EUR 5\u00a0: "
    "l’an \ufffc".split(" ")
)


@settings(max_examples=400)
@given(st.lists(WORDS, max_size=9))
def test_a_text_that_cannot_repeat_a_word_repeats_none(words: list[str]) -> None:
    """Two words in a row that are one, less the signs around them, are never overlooked."""
    cut = cut_words(" ".join(words))
    pairs = zip(cut.listed, cut.listed[1:], strict=False)
    repeated = any(
        second.startswith(first)
        and second.rstrip(_TRAILING) == first.lstrip(_LEADING)
        and first.lstrip(_LEADING).isalpha()
        for first, second in pairs
    )
    assert _may_repeat(cut) or not repeated


@settings(max_examples=400)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(TAGS))
def test_a_value_alone_is_read_as_among_others(words: list[str], tag: str) -> None:
    """A number or word with nothing beside it is what the reader of whole runs makes of it."""
    plain = " ".join(words)
    known = lexicon(locale(tag))
    ground = Ground(plain, plain.lower(), known)
    starters, numbered = starters_among(cut_words(plain), known)
    for chunk in ground.places(numbered, starters):
        begin, end = chunk
        alone = token_alone(plain[begin:end], known, begin, last=end == len(plain))
        if alone is None or not ground.is_alone(chunk):
            continue
        tokens: list[Token] = []
        scan._read_on(tokens, plain, ground.lower, known, ground.begin_beside(chunk), end - 1)
        careful = [one for one in values_among(plain, tokens, known) if begin <= one.at < end]
        assert careful == values_among(plain, [alone], known)


@settings(max_examples=400)
@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4), st.sampled_from(TAGS))
def test_values_that_are_alike_differ_in_nothing(one: list[str], two: list[str], tag: str) -> None:
    """Where a quick look at the values of two texts sees no difference, a close one sees none."""
    texts = []
    for words, of in ((one, "en"), (two, tag)):
        letters, known = " ".join(words), lexicon(locale(of))
        texts.append(Text(letters=letters, values=values_read(letters, known), lexicon=known))
    if are_alike(texts[0].values, texts[1].values):
        assert not list(differences(*texts))


PHRASES = st.lists(
    st.sampled_from(["us", "us dollar", "us dollars", "us-dollar", "us.", "usa d. c.", "us дол"]),
    min_size=1,
    unique=True,
)


@settings(max_examples=600)
@given(st.text(alphabet=st.sampled_from("aİß ,.(«»“„5-\n\u00a0\u202f\u2003\ufffc"), max_size=12))
def test_no_space_is_overlooked_among_the_words(letters: str) -> None:
    """What a search through a whole text would find, its words with signs tell as well."""
    signed = cut_words(letters).signed
    found = _SPACED.search(letters) or _INSIDE.search(letters)
    assert _may_have_gap(letters, signed) or not found
    assert _TIGHT.search(signed) or not _TIGHT.search(letters)
    for tag in TAGS:
        style = style_of("", locale(tag))
        assert _may_set_off(signed, style) or not _set_off(style).search(letters)
    assert has_marks(signed) == has_marks(letters)


@settings(max_examples=400)
@given(PHRASES, st.text(alphabet=st.sampled_from("usadolr.c-_д7 \u00a0\u2009\n"), max_size=14))
def test_a_phrase_is_found_as_a_pattern_would(phrases: list[str], rest: str) -> None:
    """The longest one, with up to three spaces of any kind, and no letter behind its last."""
    text = phrases[0].replace(" ", rest[:3] or " ") + rest
    for start in range(len(text)):
        match = _any_of(phrases, "(?!)").match(text, start)
        assert phrase_end(tuple(phrases), text, start) == (match and match.end())


MARKED = st.lists(
    st.sampled_from(
        "a b [a](https://a.org) [b](https://a.org) [a](https://b.org) [b](https://b.org/) *a* "
        "**a** `a` x@a.org https://a.org/ {a} \\* ԝԝԝ.a.org <b> [a]{.keep} _ } \\[ [*a*](x) "
        "www.b.org, [`a`]({a}) [a](javascript:a) \\\n &amp; &#x2028; https://*a*.org".split(" ")
    ),
    max_size=5,
).map(" ".join)


@settings(max_examples=400)
@given(MARKED, MARKED | st.none())
def test_texts_that_are_marked_alike_differ_in_no_markup(one: str, other: str | None) -> None:
    """Where a quick look sees the markup of the source, a close one finds nothing to tell."""
    german = locale("de")
    setting = Setting(source_locale=locale("en"), locale=german, style=style_of("", german))
    translation = one.replace("b", "c") if other is None else other
    pair = Pair(setting=setting, source=reading(one), translation=reading(translation))
    if are_marked_alike(pair.source, pair.translation):
        assert not list(_problems(pair))


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8), MARKED, st.sampled_from(TAGS))
def test_what_may_belong_together_has_nothing_that_ties_it_elsewhere(
    one: list[str], other: list[str], marked: str, tag: str
) -> None:
    """The quick look, which asks the families that can tell, answers as all of them would."""
    of = locale(tag)
    setting = Setting(source_locale=locale("en"), locale=of, style=style_of("", of))
    for translation in (" ".join(other), f"{' '.join(one)} {marked}"):
        pair = Pair(
            setting=setting,
            source=reading(" ".join(one)),
            translation=reading(translation),
        )
        assert may_belong(pair) is not any(problem.rule in TIES for problem in judge(pair))


@given(st.text(alphabet=st.sampled_from("a{}&;#x0202e \n\u202e\u2028\x00\x9f\ufffb\u00a0é`")))
def test_an_invisible_character_is_told_however_it_is_written(text: str) -> None:
    """As a character, or as an entity that stands for one."""
    pieces = parse_inline(text)
    told = [problem for problem in markup_problems(text, pieces) if "invisible" in problem[1]]
    assert told == list(control_problems(text + plain_text(pieces)))


def test_a_pair_that_stands_twice_is_judged_alike() -> None:
    """What is remembered of a pair is what is found in it."""
    german = locale("de")
    setting = Setting(source_locale=locale("en"), locale=german, style=style_of("", german))
    source = TemplateMessage(id="On 5 May 2018, 12 people met.")
    message = Message(id=source.id, translations=("Am 6. Mai 2018 trafen sich 13 Leute.",))
    (pair,) = pairs_of(source, message, setting)
    found = list(judge(pair))
    assert found
    for _ in range(2):
        assert list(check_translation(source, message, setting)) == found
