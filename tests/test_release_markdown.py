"""Inline markup and lines: everything is read, nothing of a plain text is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique import rules
from communique.findings import Rule
from communique.release import (
    Break,
    Code,
    Emphasis,
    FactReference,
    Inline,
    Link,
    Span,
    Text,
    Unsafe,
    fact_references,
    markup_problems,
    one_line,
    parse_inline,
    plain_text,
    walk,
)
from communique.release.markdown import library_inline
from communique.release.ordinary import ordinary_inline

MARKS = st.sampled_from(
    ["a", "word ", "\n", "  \n", "\\\n", "\\", "*", "**", "_", "__", "`", "``", "[", "]", "(", ")",
     "{", "}", "{x}", "{x:in}", "{.keep}", "{lang=fr}", "](", "](https://a.org)", "<", ">", "<b>",
     "<!--", "-->", "&amp;", "&#x202e;", "&", ";", "|", "\r", "\t", "\x00", "\x0b", "\u2028", "é",
     "中文", "العربية", "!", "![", "https://x.org", "@", "#", "- ", "\ufeff", "\u202e"]
)  # fmt: skip
TEXTS = st.lists(MARKS, max_size=20).map("".join) | st.text(max_size=60)
ODD_LETTERS = st.text(st.characters() | st.sampled_from(" !():;.'\"~#+-=|@/ab1"))
# What is read without the library, and what comes near to it.
ORDINARY = st.lists(
    st.sampled_from(
        ["a", "word ", " ", "1", ".", ", ", "é", "中文", "\xa0", "*", "**", " *", " **", "* ",
         "** ", "_", "__", "a_b", "`", "``", "`x y`", "` x`", "[", "]", "(", ")", "!", "{", "}",
         "{x}", "{x:in}", "{.keep}", "[a](b_c)", "[`a`](b(c))", "[a\\]](b)", "](", "](https://a.org/)",
         "\\", "\\*", "\\[", "\\`", "\\<a\\>", "\\\n", "\\\n  ", "\n", "&", "&amp;", "& ",
         "<b>"]
    ),
    max_size=9,
).map("".join)  # fmt: skip
WORDS = st.text(
    st.characters(categories=["L", "M", "N"]) | st.sampled_from(" .,:;?%–“”’…"), max_size=60
)


def depth(pieces: tuple[Inline, ...]) -> int:
    """How deep a tree is."""
    children = [
        depth(piece.children) for piece in pieces if isinstance(piece, Emphasis | Link | Span)
    ]
    return 1 + max(children, default=0)


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    """Whatever a writer or translator has typed, it is read as markup, or as markup refused."""
    pieces = parse_inline(text)
    assert depth(pieces) <= 11
    assert parse_inline(text) == pieces
    list(markup_problems(text))
    fact_references(text)
    plain_text(pieces)


@given(ORDINARY | TEXTS | ODD_LETTERS)
@example("**30. oktober: [Linux-Info](https://a.org/a_b)**, \\<x@y.org\\> `a b`\\\n*c* AT&T {x:in}")
@settings(deadline=None, max_examples=1000)
def test_ordinary_markup_is_read_as_the_library_reads_it(text: str) -> None:
    """What is read without the library is read as the library would have done."""
    pieces = ordinary_inline(text)
    assert pieces is None or pieces == library_inline(text)


@pytest.mark.parametrize(
    "text",
    [
        "Debian 6.0 “Squeeze”, at 18:00",
        "See the [events](https://example.org/a_b(c)?x=1&y=2) page",
        "**30 October: [Info Day](https://example.org/)**, Dresden",
        "mail \\<press@example.org\\> or {agencies} of `apt-get install`",
        "one\\\nand another",
        "[1\\] Some packages were left out of [version 2",
        "[The *Summer of Code*](https://example.org/) and *Summer of Code*-projects (*live*)",
        "Debian 感谢 **[惠普](https://example.org/)**、 **Google**。",
        "<: print :\\>",
        "See [1], [linux.conf.au] and [the programme](https://example.org/ in full",
    ],
)
def test_ordinary_texts_need_no_library(text: str) -> None:
    """Links, escapes, facts, code, emphasis and breaks as people write them."""
    assert ordinary_inline(text) == library_inline(text)


@given(WORDS)
@settings(deadline=None, max_examples=300)
def test_a_plain_text_keeps_each_letter(text: str) -> None:
    """Where nothing is markup, what a reader sees is what the writer typed."""
    assert plain_text(parse_inline(one_line(text))) == one_line(text)


@given(TEXTS)
@example("a  \n\\\nb")
@example("\\\\\nb")
@settings(deadline=None, max_examples=300)
def test_putting_a_text_on_one_line_twice_is_doing_it_once(text: str) -> None:
    """The text in a catalogue is the one that is looked up there."""
    line = one_line(text)
    assert one_line(line) == line
    assert line == line.strip(" \t\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\ntwo", "one two"),
        ("  one  two\t three ", "one two three"),
        ("one   \n  two", "one\\\ntwo"),
        ("one\\\n  two", "one\\\ntwo"),
        ("one\n\n two", "one two"),
        ("6\N{NO-BREAK SPACE}%", "6\N{NO-BREAK SPACE}%"),
        ("one\N{LINE SEPARATOR}two", "one\N{LINE SEPARATOR}two"),
    ],
)
def test_only_a_break_that_was_asked_for_stays(text: str, line: str) -> None:
    """Where lines end in the file is of no matter; two spaces or a backslash at the end are."""
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("plain", (Text(content="plain"),)),
        ("{agencies}", (FactReference(name="agencies"),)),
        ("{established:in}", (FactReference(name="established", form="in"),)),
        ("*a*", (Emphasis(strong=False, children=(Text(content="a"),)),)),
        ("__a__", (Emphasis(strong=True, children=(Text(content="a"),)),)),
        ("[a]({page})", (Link(target="{page}", children=(Text(content="a"),)),)),
        ("[a]{.keep}", (Span(keep=True, language="", children=(Text(content="a"),)),)),
        ("[a]{lang=fr}", (Span(keep=False, language="fr", children=(Text(content="a"),)),)),
        (
            "[a]{.keep lang=la}",
            (Span(keep=True, language="la", children=(Text(content="a"),)),),
        ),
        ("`{x} *a*`", (Code(content="{x} *a*"),)),
        ("a\\\nb", (Text(content="a"), Break(), Text(content="b"))),
        ("AT&amp;T &lt;b&gt;", (Text(content="AT&T <b>"),)),
        ("\\*a\\*", (Text(content="*a*"),)),
        ("[sic]", (Text(content="[sic]"),)),
        ("2 * 3 * 4", (Text(content="2 * 3 * 4"),)),
        (
            "<https://example.org>",
            (Link(target="https://example.org", children=(Text(content="https://example.org"),)),),
        ),
    ],
)
def test_markup_is_read_as_markdown_has_it(text: str, pieces: tuple[Inline, ...]) -> None:
    """Emphasis, links, spans, code, breaks, entities and facts."""
    assert parse_inline(text) == pieces


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Bienvenue <script>alert(1)</script>", rules.MARKUP_FORBIDDEN),
        ("<img src=x onerror=alert(1)>", rules.MARKUP_FORBIDDEN),
        ("a <!-- note --> b", rules.MARKUP_FORBIDDEN),
        ("![logo](https://example.org/logo.png)", rules.MARKUP_FORBIDDEN),
        ("[a]{.blue}", rules.MARKUP_FORBIDDEN),
        ("[a]{onclick=alert}", rules.MARKUP_FORBIDDEN),
        ("[a]{style=color}", rules.MARKUP_FORBIDDEN),
        ("[a]{#id .keep}", rules.MARKUP_FORBIDDEN),
        ("[a]{}", rules.MARKUP_FORBIDDEN),
        ("[a]{lang=}", rules.BRACE_STRAY),
        ('[a]{lang=""}', rules.MARKUP_FORBIDDEN),
        ('[a]{lang="le français"}', rules.MARKUP_FORBIDDEN),
        ("[a]{lang=French}", rules.MARKUP_FORBIDDEN),
        ("`a`{.keep}", rules.MARKUP_FORBIDDEN),
        ("[a]({x}){target=_blank}", rules.MARKUP_FORBIDDEN),
        ("*a **b " * 20 + "c** d* " * 20, rules.MARKUP_FORBIDDEN),
        ("[rapport](javascript:alert(1))", rules.ADDRESS_FORBIDDEN),
        ("[rapport](javascript&colon;alert(1))", rules.ADDRESS_FORBIDDEN),
        ("[rapport](<java script:alert(1)>)", rules.ADDRESS_FORBIDDEN),
        ("<javascript:alert(1)>", rules.ADDRESS_FORBIDDEN),
        ("[rapport](/etc/passwd)", rules.ADDRESS_FORBIDDEN),
        ("[rapport]()", rules.ADDRESS_FORBIDDEN),
        ("{{ 7*7 }}", rules.BRACE_STRAY),
        ("{ agencies }", rules.BRACE_STRAY),
        ("{Agencies}", rules.BRACE_STRAY),
        ("{agencies", rules.BRACE_STRAY),
        ("agencies}", rules.BRACE_STRAY),
        ("{% if x %}", rules.BRACE_STRAY),
        ("&lbrace;agencies&rbrace;", rules.BRACE_STRAY),
        ("\\{agencies}", rules.BRACE_STRAY),
        ("name\u202egnp.exe", rules.BIDI_CONTROL),
        ("name&#x202e;gnp.exe", rules.BIDI_CONTROL),
        ("a\x07b", rules.TEXT_CONTROL),
        ("a\x00b", rules.TEXT_CONTROL),
        ("a\tb", rules.TEXT_CONTROL),
        ("a\x85b", rules.TEXT_CONTROL),
        ("`a&#x202e;b\x1b`", rules.TEXT_CONTROL),
        ("a\u2028b", rules.TEXT_CONTROL),
    ],
)
def test_what_may_stand_in_no_text_is_found(text: str, rule: Rule) -> None:
    """HTML, scripts, images, foreign attributes, bad addresses, braces and hidden characters."""
    assert rule in [found for found, _ in markup_problems(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{agencies} agencies, *including* **all** `of` [them]({page}).",
        "[UNOCT]{.keep} and [le monde]{lang=fr} and [écu]{lang=fr-BE .keep}",
        "[mail](mailto:a@example.org) [call](tel:+32229) [page](https://example.org/a?b=c)",
        "first line\\\nsecond line",
        "a < b & c > d, 100 %, #1, _",
        "مرحبا\u200f (\u2067abc\u2069) ZWNJ\u200c ZWJ\u200d",
        "“quoted” ‘text’ – em—dash … 6\u00a0%",
    ],
)
def test_what_may_stand_in_a_text_is_left_in_peace(text: str) -> None:
    """Isolates, marks and joiners have their use; a lone bracket is a letter."""
    assert list(markup_problems(text)) == []


def test_facts_are_found_in_order_and_in_link_targets() -> None:
    """A fact in the address of a link counts as one in the text does."""
    text = "{a} *{b:in}* [see {c}]({page}) [{d}]{.keep} `{e}` \\{f} {a}"
    names = [reference.name for reference in fact_references(text)]
    assert names == ["a", "b", "page", "c", "d", "a"]
    assert fact_references(text)[1].form == "in"


def test_kept_words_can_be_left_out() -> None:
    """What stays in every language is no text to translate."""
    pieces = parse_inline("See [UNOCT]{.keep}, *{agencies}*\\\nand `code`")
    assert plain_text(pieces) == "See UNOCT,   and code"
    assert plain_text(pieces, kept=False) == "See  ,   and code"


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "[a](b" * 4_000, "*a" * 10_000, "*a **b " * 2_800, "`" * 19_999 + "a",
     "{" * 20_000, "![" * 5_000 + "](a)" * 2_500, "<" * 20_000, "[a]{" * 5_000, "&" * 20_000],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_no_hostile_text_takes_long(text: str) -> None:
    """A text as long as a text may be is read in seconds, whatever it nests."""
    start = time.process_time()
    pieces = parse_inline(text)
    assert time.process_time() - start < 10
    assert len(list(walk(pieces))) < 20_000


def test_a_text_that_is_longer_than_any_paragraph_is_refused() -> None:
    """It is an error for its translator and costs no time."""
    assert parse_inline("a " * 10_001) == (Unsafe(content="a text of more than 20000 characters"),)
