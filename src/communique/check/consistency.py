"""Consistency: one text has one translation, and two texts have two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import OBJECT
from communique.rules.consistency import TRANSLATION_SHARED, TRANSLATION_VARIES

__all__ = ["consistency_problems"]

_NO_LETTER: Final = re.compile(r"[^\w" + OBJECT + r"]+|[\d_]+")
_SHOWN: Final = 60
# Words of a translation from which on it is not the same for two texts by chance; Chinese
# has about two characters to a word.
_WORDS: Final = 5
_CHARACTERS: Final = 10
# Sources that have this share of their words in common are one text, edited.
_ALIKE: Final = 0.5


def consistency_problems(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Problem]]:
    """What is inconsistent among the translations of a locale, from one catalogue or several.

    All pairs of one catalogue have the same `setting` object, by which catalogues are told apart:
    the forms of a plural have one source and differ.
    """
    yield from _varying(pairs)
    yield from _shared(pairs)


def _varying(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Problem]]:
    """Texts with two translations in the same role, each told once.

    It is told in the last catalogue that does not have the usual one; that is the newest where
    the names of releases begin with a date.
    """
    messages: dict[tuple[str | None, str], dict[int, list[Pair]]] = {}
    for pair in pairs:
        if pair.translation.letters:
            key = (pair.context, " ".join(pair.source.text.split()))
            messages.setdefault(key, {}).setdefault(id(pair.setting), []).append(pair)
    for catalogues in messages.values():
        if len(catalogues) > 1:
            variants: dict[tuple[str, ...], list[list[Pair]]] = {}
            for forms in catalogues.values():
                text = tuple(_bare(pair) for pair in forms)
                # The order is that of the last catalogue that has each.
                variants[text] = [*variants.pop(text, []), forms]
            if len(variants) > 1:
                yield _varies(variants)


def _varies(
    variants: dict[tuple[str, ...], list[list[Pair]]],
) -> tuple[Pair, Problem]:
    usual = max(variants, key=lambda text: len(variants[text]))
    newest = next(text for text in reversed(variants) if text != usual)
    pair, other = next(
        (
            (pair, other)
            for pair, other in zip(variants[newest][-1], variants[usual][0], strict=False)
            if _bare(pair) != _bare(other)
        ),
        (variants[newest][-1][0], variants[usual][0][0]),
    )
    at, found, expected = _difference(pair.translation.letters, other.translation.letters)
    return pair, Problem(
        rule=TRANSLATION_VARIES,
        message=f"`{_beginning(pair.source.letters)}` has {len(variants)} translations, "
        f"`{_beginning(found)}` here and `{_beginning(expected)}` elsewhere",
        hint="take one of them everywhere",
        found=found,
        at=at,
        expected=expected,
        source_found=pair.source.letters,
    )


def _bare(pair: Pair) -> str:
    """The letters of a translation alone."""
    return _plain(pair.translation.letters).replace(" ", "")


def _difference(text: str, other: str) -> tuple[int, str, str]:
    """Where two texts begin to differ, and the words of each that do."""
    words, others = text.split(" "), other.split(" ")
    before = 0
    while before < min(len(words), len(others)) and words[before] == others[before]:
        before += 1
    after = 0
    while (
        after < min(len(words), len(others)) - before
        and words[len(words) - 1 - after] == others[len(others) - 1 - after]
    ):
        after += 1
    found = words[before : len(words) - after]
    expected = others[before : len(others) - after]
    if not (found and expected):
        return 0, text, other
    at = sum(len(word) + 1 for word in words[:before])
    return at, " ".join(found), " ".join(expected)


def _shared(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Problem]]:
    """A translation that stands for two texts with hardly a word in common."""
    groups: dict[str, dict[frozenset[str], Pair]] = {}
    for pair in pairs:
        letters = pair.translation.letters
        if not pair.source.letters or letters == pair.source.letters:
            continue
        text = _plain(letters)
        if not _is_long(text):
            continue
        words = frozenset(_plain(pair.source.letters).split())
        groups.setdefault(text, {}).setdefault(words, pair)
    for sources in groups.values():
        if len(sources) > 1:
            yield from _pasted(sources)


def _pasted(sources: dict[frozenset[str], Pair]) -> Iterator[tuple[Pair, Problem]]:
    """Of texts that share a translation, those it is not of: the one like it in length has it."""
    owner, own = min(sources.items(), key=lambda item: _distance(item[1]))
    for words, pair in sources.items():
        if words != owner and len(words & owner) < _ALIKE * min(len(words), len(owner)):
            yield (
                pair,
                Problem(
                    rule=TRANSLATION_SHARED,
                    message=f"`{_beginning(pair.translation.letters)}` is the translation of "
                    f"`{_beginning(own.source.letters)}` as well",
                    hint="translate the text that it is not of",
                    found=pair.translation.letters,
                    source_found=pair.source.letters,
                ),
            )


def _distance(pair: Pair) -> float:
    """How far translation and source are from being equally long."""
    length, source = len(pair.translation.letters), len(pair.source.letters)
    return max(length, source) / max(1, min(length, source))


def _is_long(text: str) -> bool:
    if text.count(" ") >= _WORDS - 1:
        return True
    return sum("\u3040" <= letter <= "\u9fff" for letter in text) >= _CHARACTERS


def _plain(text: str) -> str:
    """A text without capitals, digits, spaces and punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(_NO_LETTER.sub(" ", text.lower()).split())


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
