"""Faults in single characters, and texts in the wrong language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Final

from evidence.ground import Text
from evidence.kinds.kind import TextKind

__all__ = ["LETTER_KINDS"]

# Letters that look alike, Latin first.
_CYRILLIC: Final = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_GREEK: Final = dict(zip("ovABEHIKMNOPTXZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΖ", strict=True))
_TWINS: Final = {
    "Latin": [_CYRILLIC, _GREEK],
    "Cyrillic": [{twin: letter for letter, twin in _CYRILLIC.items()}],
    "Greek": [{twin: letter for letter, twin in _GREEK.items()}],
}
_SCRIPTS: Final = {"bg": "Cyrillic", "ru": "Cyrillic", "el": "Greek", "ar": "Arabic", "zh": "Han"}
_WORD: Final = re.compile(r"(?<![\w{\[/@.:-])[^\W\d_]{4,}(?![\w}\]/@:-])")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{3,}")
_JOINING: Final = "بتثجحخسشصضطظعغفقكلمنهي"
_SENTENCE_LENGTH: Final = 50
_PARAGRAPH_LENGTH: Final = 120
_SENTENCE: Final = re.compile(r"(?<=[^\W\d]{4}\.)\s|(?<=。)")


def script_of(tag: str) -> str:
    """The script of a language of the sample."""
    return _SCRIPTS.get(tag, "Latin")


def _words(text: Text) -> list[re.Match[str]]:
    pattern = _CHINESE if text.tag == "zh" else _WORD
    return list(pattern.finditer(text.translation))


def _twin(text: Text, random: Random) -> Iterator[str]:
    for twins in _TWINS.get(script_of(text.tag), []):
        places = [
            word.start() + at
            for word in _words(text)
            for at, letter in enumerate(word[0])
            if letter in twins
        ]
        if places:
            at = random.choice(places)
            letters = text.translation
            yield letters[:at] + twins[letters[at]] + letters[at + 1 :]


def _inserted(*characters: str) -> Callable[[Text, Random], Iterable[str]]:
    """A character inside a word."""

    def plant(text: Text, random: Random) -> Iterator[str]:
        words = _words(text)
        for character in characters:
            if words:
                word = random.choice(words)
                at = random.randrange(word.start() + 1, word.end())
                yield text.translation[:at] + character + text.translation[at:]

    return plant


def _decomposed(text: Text, random: Random) -> Iterator[str]:
    letters = text.translation
    places = [
        at for at, letter in enumerate(letters) if unicodedata.normalize("NFD", letter) != letter
    ]
    if places:
        at = random.choice(places)
        yield letters[:at] + unicodedata.normalize("NFD", letters[at]) + letters[at + 1 :]
        yield unicodedata.normalize("NFD", letters)


def _stretched(text: Text, random: Random) -> Iterator[str]:
    if text.tag != "ar":
        return
    places = [
        word.start() + at + 1
        for word in _words(text)
        for at, letter in enumerate(word[0][:-1])
        if letter in _JOINING
    ]
    if places:
        at = random.choice(places)
        yield text.translation[:at] + "ـ" + text.translation[at:]


def _copied(text: Text, _: Random) -> Iterator[str]:
    if len(text.source.split()) >= 4 and text.message.context is None:
        yield text.source


def _partly_copied(text: Text, random: Random) -> Iterator[str]:
    source, translation = _SENTENCE.split(text.source), _SENTENCE.split(text.translation)
    if len(source) == len(translation) > 1:
        at = random.randrange(len(source))
        parts = [*translation[:at], source[at], *translation[at + 1 :]]
        yield ("" if text.tag == "zh" else " ").join(parts)


def _foreign(shortest: int, longest: int) -> Callable[[Text, Random], Iterable[str]]:
    """The translation into another language of the same script, for sources of that length."""

    def plant(text: Text, random: Random) -> Iterator[str]:
        others = [tag for tag in text.others if script_of(tag) == script_of(text.tag)]
        if shortest <= len(text.source) < longest:
            yield from _of_others(text, random, others)

    return plant


def _foreign_script(text: Text, random: Random) -> Iterator[str]:
    others = [tag for tag in text.others if script_of(tag) != script_of(text.tag)]
    if len(text.source) >= _SENTENCE_LENGTH:
        yield from _of_others(text, random, others)


def _of_others(text: Text, random: Random, others: list[str]) -> Iterator[str]:
    if text.message.context is None:
        for tag in random.sample(others, min(3, len(others))):
            yield text.others[tag]


LETTER_KINDS: Final = (
    TextKind(name="letter of another script in a word", rules=("script-mixed",), plant=_twin),
    TextKind(
        name="RIGHT-TO-LEFT OVERRIDE or EMBEDDING",
        rules=("bidi-control",),
        plant=_inserted("\u202e", "\u202b"),
    ),
    TextKind(
        name="isolate that is not closed",
        rules=("bidi-control",),
        plant=_inserted("\u2067", "\u2068"),
    ),
    TextKind(
        name="ZERO WIDTH SPACE, WORD JOINER or byte order mark",
        rules=("zero-width",),
        plant=_inserted("\u200b", "\u2060", "\ufeff"),
    ),
    TextKind(
        name="control character or line separator",
        rules=("control-character", "catalogue-syntax"),
        plant=_inserted("\t", "\x85", "\u2028", "\x7f"),
    ),
    TextKind(name="letters taken apart (NFD)", rules=("not-nfc",), plant=_decomposed),
    TextKind(name="kashida", rules=("kashida",), plant=_stretched),
    TextKind(name="source copied", rules=("source-copied",), plant=_copied),
    TextKind(name="a sentence left in the source", rules=("source-copied",), plant=_partly_copied),
    TextKind(
        name="paragraph of another language, same script",
        rules=("language-wrong",),
        plant=_foreign(_PARAGRAPH_LENGTH, 10_000),
    ),
    TextKind(
        name="sentence of another language, same script",
        rules=("language-wrong",),
        plant=_foreign(_SENTENCE_LENGTH, _PARAGRAPH_LENGTH),
        # A short sentence may have no word that tells its language.
        claimed=False,
    ),
    TextKind(
        name="text of another language, another script",
        rules=("script-wrong",),
        plant=_foreign_script,
    ),
)
"""Every kind of fault in characters, scripts and languages."""
