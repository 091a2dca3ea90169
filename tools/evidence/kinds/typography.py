"""Faults in punctuation, quotation marks, brackets, spaces and doubled words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from evidence.ground import Text
from evidence.kinds.kind import TextKind

__all__ = ["TYPOGRAPHY_KINDS"]

_QUOTES: Final = "„“”«»"
_PAIRS: Final = ("“”", "„“", "«»", "»«", "””")
# A full stop and an exclamation mark both end a statement.
_OTHER_END: Final = {
    ".": "?:",
    "!": "?:",
    "?": ".:",
    ":": ".",
    "。": "？：",
    "！": "？",
    "？": "。",
    "：": "。",
    "؟": ".",
}
# The mark of a Greek question is a semicolon, that of a Greek list item a raised dot.
_OTHER_GREEK_END: Final = {";": ".!", "·": ".", ".": ";:"}
_WORD: Final = re.compile(r"(?<![\w{\[/@.:’'\-–*(])[^\W\d_]{4,}(?![\w}\]/@:.’'\-–*)])")
_SPACED: Final = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
_FIRST_CLOSED: Final = re.compile(r"(?<=[^\W\d_\]])(?=[,;:?!،؛؟](?:\s|$))")
_LAST_MARK: Final = re.compile(r"(?<=[^\W\d_])(?=[;:?!؛؟]$)")
_AFTER_COMMA: Final = re.compile(r"(?<=[^\W\d_][,،]) (?=[^\W\d_])")
_HARD_PERCENT: Final = re.compile("\u00a0(?=%)")
_HARD_GROUP: Final = re.compile("(?<![+0-9\u00a0][0-9])(?<=[0-9])\u00a0(?=[0-9]{3}(?![0-9]))")


def _end(text: Text) -> str:
    """The mark at the end of a text whose source has one as well."""
    last = text.translation[-1:]
    marks = ".。!！?？؟:：;；؛·"
    return last if last in marks and text.source[-1:] in ".!?:;" else ""


def _end_lost(text: Text, _: Random) -> Iterator[str]:
    if _end(text):
        yield text.translation[:-1]


def _end_changed(text: Text, _: Random) -> Iterator[str]:
    others = _OTHER_GREEK_END if text.tag == "el" else _OTHER_END
    for other in others.get(_end(text), ""):
        yield text.translation[:-1] + other


def _quotes(text: Text) -> tuple[int, int] | None:
    places = [at for at, letter in enumerate(text.translation) if letter in _QUOTES]
    return (places[0], places[1]) if len(places) == 2 else None


def _quote_lost(text: Text, _: Random) -> Iterator[str]:
    places = _quotes(text)
    for at in places or ():
        yield text.translation[:at] + text.translation[at + 1 :]


def _other_quotes(text: Text, pair: str) -> str:
    first, last = _quotes(text) or (0, 0)
    letters = text.translation
    return f"{letters[:first]}{pair[0]}{letters[first + 1 : last]}{pair[1]}{letters[last + 1 :]}"


def _foreign_quotes(text: Text, _: Random) -> Iterator[str]:
    lawful = {*text.file.setting.style.outer, *text.file.setting.style.inner}
    if _quotes(text):
        for pair in _PAIRS:
            if pair not in lawful:
                yield _other_quotes(text, pair)


def _straight_quotes(text: Text, _: Random) -> Iterator[str]:
    if _quotes(text):
        yield _other_quotes(text, '""')


def _bracket_lost(text: Text, _: Random) -> Iterator[str]:
    if sum(text.translation.count(mark) for mark in "(（") == 1 and "](" not in text.translation:
        for match in re.finditer(r"[()（）]", text.translation):
            yield text.translation[: match.start()] + text.translation[match.end() :]


def _one_of(pattern: re.Pattern[str], text: Text, random: Random, by: str) -> Iterator[str]:
    matches = list(pattern.finditer(text.translation))
    if matches:
        match = random.choice(matches)
        yield text.translation[: match.start()] + by + text.translation[match.end() :]


def _double_space(text: Text, random: Random) -> Iterator[str]:
    yield from _one_of(_SPACED, text, random, "  ")


def _space_before(text: Text, random: Random) -> Iterator[str]:
    yield from _one_of(_FIRST_CLOSED, text, random, " ")


def _french_space(text: Text, random: Random) -> Iterator[str]:
    yield from _one_of(_LAST_MARK, text, random, "\u00a0")


def _space_in_quotes(text: Text, _: Random) -> Iterator[str]:
    places = _quotes(text)
    if places:
        first, last = places
        letters = text.translation
        yield f"{letters[: first + 1]} {letters[first + 1 : last]} {letters[last:]}"


def _space_in_brackets(text: Text, random: Random) -> Iterator[str]:
    if "](" not in text.translation:
        yield from _one_of(re.compile(r"(?<=\()(?=[^\W\d_])"), text, random, " ")


def _space_after_comma_lost(text: Text, random: Random) -> Iterator[str]:
    yield from _one_of(_AFTER_COMMA, text, random, "")


def _soft_percent(text: Text, random: Random) -> Iterator[str]:
    yield from _one_of(_HARD_PERCENT, text, random, " ")


def _closed_percent(text: Text, random: Random) -> Iterator[str]:
    if "" not in text.file.setting.style.percent:
        yield from _one_of(_HARD_PERCENT, text, random, "")


def _soft_group(text: Text, random: Random) -> Iterator[str]:
    yield from _one_of(_HARD_GROUP, text, random, " ")


def _doubled(text: Text, random: Random) -> Iterator[str]:
    words = list(_WORD.finditer(text.translation)) if text.tag != "zh" else []
    if words:
        word = random.choice(words)
        yield f"{text.translation[: word.end()]} {word[0]}{text.translation[word.end() :]}"


def _title_lengthened(text: Text, _: Random) -> Iterator[str]:
    if text.message.context == "title":
        space = "" if text.tag == "zh" else " "
        yield f"{space}–{space}".join([text.translation] * 4)


TYPOGRAPHY_KINDS: Final = (
    TextKind(name="mark at the end lost", rules=("terminal-punctuation",), plant=_end_lost),
    TextKind(name="another mark at the end", rules=("terminal-punctuation",), plant=_end_changed),
    TextKind(name="one quotation mark lost", rules=("quotes-unpaired",), plant=_quote_lost),
    TextKind(
        name="quotation marks of another language", rules=("quotes-style",), plant=_foreign_quotes
    ),
    TextKind(name="straight quotation marks", rules=("quotes-style",), plant=_straight_quotes),
    TextKind(name="one bracket lost", rules=("brackets-unpaired",), plant=_bracket_lost),
    TextKind(name="two spaces", rules=("spacing",), plant=_double_space),
    TextKind(name="space before a mark", rules=("spacing",), plant=_space_before),
    TextKind(name="French space before a mark", rules=("spacing",), plant=_french_space),
    TextKind(name="spaces inside quotation marks", rules=("spacing",), plant=_space_in_quotes),
    TextKind(name="space inside a bracket", rules=("spacing",), plant=_space_in_brackets),
    TextKind(name="no space after a comma", rules=("spacing",), plant=_space_after_comma_lost),
    TextKind(name="no space before per cent", rules=("spacing",), plant=_closed_percent),
    TextKind(name="plain space before per cent", rules=("hard-space",), plant=_soft_percent),
    TextKind(name="plain space in a number", rules=("hard-space",), plant=_soft_group),
    TextKind(name="word doubled", rules=("word-repeated",), plant=_doubled),
    TextKind(name="title four times as long", rules=("title-long",), plant=_title_lengthened),
)
"""Every kind of fault in typography."""
