"""Faults in facts, emphasis, links, addresses and markup that is not allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from evidence.ground import Text, without
from evidence.kinds.kind import TextKind

__all__ = ["MARKUP_KINDS"]

_FACT: Final = re.compile(r"\{([a-z_]+)(:[a-z]+)?\}")
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_KEPT: Final = re.compile(r"\[([^\]]+)\]\{\.keep\}")
_STRONG: Final = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS: Final = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_WORD: Final = re.compile(r"(?<![\w{\[*/@.])[^\W\d_]{4,}(?![\w}\]*/@])")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{2}")


def _fact_dropped(text: Text, _: Random) -> Iterator[str]:
    for match in _FACT.finditer(text.translation):
        yield without(text.translation, *match.span())


def _fact_doubled(text: Text, _: Random) -> Iterator[str]:
    for match in _FACT.finditer(text.translation):
        yield text.translation.replace(match[0], f"{match[0]} {match[0]}", 1)


def _fact_renamed(text: Text, random: Random) -> Iterator[str]:
    for match in _FACT.finditer(text.translation):
        name = match[1]
        if len(name) > 3:
            at = random.randrange(1, len(name) - 1)
            slip = f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
            wrong = slip if slip != name else name + "s"
            yield text.translation.replace(match[0], f"{{{wrong}}}", 1)


def _fact_in_new_form(text: Text, _: Random) -> Iterator[str]:
    for match in _FACT.finditer(text.translation):
        yield text.translation.replace(match[0], f"{{{match[1]}:of}}", 1)


def _brace_lost(text: Text, _: Random) -> Iterator[str]:
    for match in _FACT.finditer(text.translation):
        yield text.translation.replace(match[0], match[0][1:], 1)
        yield text.translation.replace(match[0], match[0][:-1], 1)


def _brace_spaced(text: Text, _: Random) -> Iterator[str]:
    for match in _FACT.finditer(text.translation):
        yield text.translation.replace(match[0], f"{{ {match[1]} }}", 1)


def _emphasis_lost(text: Text, _: Random) -> Iterator[str]:
    for pattern in (_STRONG, _EMPHASIS):
        yield from _each(pattern, text.translation, r"\1")


def _emphasis_open(text: Text, _: Random) -> Iterator[str]:
    yield from _each(_STRONG, text.translation, r"**\1")
    yield from _each(_EMPHASIS, text.translation, r"*\1")


def _emphasis_weaker(text: Text, _: Random) -> Iterator[str]:
    yield from _each(_STRONG, text.translation, r"*\1*")


def _emphasis_added(text: Text, random: Random) -> Iterator[str]:
    word = _some_word(text, random)
    if word:
        yield _around(text, word, "**", "**")


def _link_lost(text: Text, _: Random) -> Iterator[str]:
    yield from _each(_LINK, text.translation, r"\1")


def _link_open(text: Text, _: Random) -> Iterator[str]:
    yield from _each(_LINK, text.translation, r"[\1] (\2)")
    yield from _each(_LINK, text.translation, r"[\1](\2")


def _kept_lost(text: Text, _: Random) -> Iterator[str]:
    yield from _each(_KEPT, text.translation, r"\1")


def _target_changed(text: Text, _: Random) -> Iterator[str]:
    yield from _each(_LINK, text.translation, r"[\1](\2s)")
    yield from _each(_LINK, text.translation, r"[\1](https://example.org/raport)")


def _host_new(text: Text, random: Random) -> Iterator[str]:
    yield from _each(_LINK, text.translation, r"[\1](https://example.org.example.net/report)")
    yield from _each(_LINK, text.translation, r"[\1](https://examp1e.org/report)")
    word = _some_word(text, random)
    if word and not text.name:
        yield _around(text, word, "[", "](https://example.net/)")


def _script_address(text: Text, _: Random) -> Iterator[str]:
    yield from _each(_LINK, text.translation, r"[\1](javascript:alert(1))")
    yield from _each(_LINK, text.translation, r"[\1](data:text/html,x)")


def _html(text: Text, random: Random) -> Iterator[str]:
    word = _some_word(text, random)
    if word:
        yield _around(text, word, "", " <script>alert(1)</script>")
        yield _around(text, word, "<b>", "</b>")
        yield _around(text, word, "", ' <img src="x" onerror="alert(1)">')


def _mail_changed(text: Text, _: Random) -> Iterator[str]:
    if "press@example.org" in text.translation:
        yield text.translation.replace("press@", "presse@")
        yield text.translation.replace("@example.org", "@example.com")


def _each(pattern: re.Pattern[str], text: str, by: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield text[: match.start()] + match.expand(by) + text[match.end() :]


def _some_word(text: Text, random: Random) -> re.Match[str] | None:
    pattern = _CHINESE if text.tag == "zh" else _WORD
    words = list(pattern.finditer(text.translation))
    return random.choice(words) if words else None


def _around(text: Text, word: re.Match[str], before: str, after: str) -> str:
    start, end = word.span()
    return f"{text.translation[:start]}{before}{word[0]}{after}{text.translation[end:]}"


_MARKUP: Final = ("markup-changed",)
_LINK_OR_MARKUP: Final = ("link-changed", "markup-changed")

MARKUP_KINDS: Final = (
    TextKind(name="fact left out", rules=("fact-missing",), plant=_fact_dropped),
    TextKind(name="fact doubled", rules=("fact-repeated",), plant=_fact_doubled),
    TextKind(name="fact misspelt", rules=("fact-unknown",), plant=_fact_renamed),
    TextKind(name="fact in a form there is not", rules=("fact-unknown",), plant=_fact_in_new_form),
    TextKind(name="brace of a fact lost", rules=("brace-stray",), plant=_brace_lost),
    TextKind(name="spaces in the braces", rules=("brace-stray",), plant=_brace_spaced),
    TextKind(name="emphasis lost", rules=_MARKUP, plant=_emphasis_lost),
    TextKind(name="emphasis not closed", rules=_MARKUP, plant=_emphasis_open),
    TextKind(name="strong emphasis made weak", rules=_MARKUP, plant=_emphasis_weaker),
    TextKind(name="emphasis put in", rules=_MARKUP, plant=_emphasis_added),
    TextKind(name="kept span lost", rules=_MARKUP, plant=_kept_lost),
    TextKind(name="link lost", rules=_LINK_OR_MARKUP, plant=_link_lost),
    TextKind(name="link broken", rules=_LINK_OR_MARKUP, plant=_link_open),
    TextKind(name="link leads to another page", rules=("link-changed",), plant=_target_changed),
    TextKind(name="link leads to another host", rules=("host-new",), plant=_host_new),
    TextKind(name="link runs a script", rules=("address-forbidden",), plant=_script_address),
    TextKind(name="HTML put in", rules=("markup-forbidden",), plant=_html),
    TextKind(
        name="e-mail address changed",
        rules=("address-changed", "host-new"),
        plant=_mail_changed,
    ),
)
"""Every kind of fault in markup."""
