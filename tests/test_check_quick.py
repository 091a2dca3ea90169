"""Quick looks at a text: where one says that nothing can be found, a close look finds nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.catalogue import Message, TemplateMessage
from communique.check import Setting
from communique.check.catalogue import check_translation, judge, pairs_of
from communique.check.typography.repetition import _LEADING, _TRAILING, _may_repeat
from communique.check.values import scan
from communique.check.values.alone import token_alone
from communique.check.values.lexicon import lexicon
from communique.check.values.read import values_among
from communique.check.values.tokens import Token
from communique.check.words import cut_words
from communique.locales import locale
from communique.release import markup_problems, parse_inline, plain_text
from communique.release.wording import control_problems
from communique.styles import style_of

TAGS = ("en", "de", "fr", "fi", "hu", "ru", "sv")
WORDS = st.sampled_from(
    "the die la. la, La «la» va-va va IX V May mai 5 12. 2018 3.1 GNU/Linux 9.5 % € Mio h 17 "
    "17:30 amd64 IP/18/1 zwei two million a) (2018) 5, 5. “5” x86-64 и to du".split()
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
@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(TAGS))
def test_a_value_alone_is_read_as_among_others(words: list[str], tag: str) -> None:
    """A number or word with nothing beside it is what the reader of whole runs makes of it."""
    plain = " ".join(words)
    lower, known = plain.lower(), lexicon(locale(tag))
    reach = next((at for at, sign in enumerate(plain) if sign.isalnum()), None)
    if reach is None:
        return
    alone = token_alone(plain, lower, known, 0, reach)
    if alone is not None:
        tokens: list[Token] = []
        scan._read_on(tokens, plain, lower, known, 0, reach)
        careful = values_among(plain, tokens, known)
        assert careful == values_among(plain, [alone], known)


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
