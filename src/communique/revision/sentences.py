"""A text of a message cut into sentences, in every language by the same rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import sentencex

from communique.locales import Locale

__all__ = ["joined_sentences", "sentence_pairs", "sentences_of"]

# A number with a full stop is an ordinal in many languages: “25. mai”, “3. Sitzung”.
_ORDINAL: Final = re.compile(r"(?:^|[\s\u00a0(“„«])\d{1,4}\.\s*$")
_ORDINAL_LANGUAGES: Final = frozenset(
    {"bs", "cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl",
     "sr", "tr"}
)  # fmt: skip
# Abbreviations that the library takes for the end of a sentence.
_ABBREVIATIONS: Final = {
    "pl": frozenset("ds. tzw. m.in. im. ul. al. pkt. ust. lit. zob. por.".split()),
    "fr": frozenset("M. MM. art. p. ex. éd. vol.".split()),
}
# Nobody breaks a line between two sentences by force: what stands before a hard space goes on.
_HARD: Final = ("\u00a0", "\u202f")
_SPACE: Final = re.compile(r"\s")
_UNSPACED: Final = frozenset({"zh", "ja", "th"})
_OPENING: Final = "([{"
_CLOSING: Final = ")]}"


@lru_cache(maxsize=4096)
def sentences_of(text: str, locale: Locale) -> tuple[str, ...]:
    """The sentences of a text, which joined are the text again, spaces included.

    Inline Markdown stays whole: no link, fact or bracket is cut. A text without a letter is one
    sentence, an empty one none.
    """
    joined: list[str] = []
    open_piece = False
    at = 0
    # The library counts bytes, and loses count at a space of more than one.
    for plain in sentencex.segment(locale.language, _SPACE.sub(" ", text)):
        piece = text[at : at + len(plain)]
        at += len(plain)
        if open_piece:
            joined[-1] += piece
        else:
            joined.append(piece)
        open_piece = _goes_on(joined[-1], locale)
    if "".join(joined) != text:
        # The library keeps every letter; should it not, a text of one sentence is no harm.
        return (text,) if text else ()
    return tuple(joined)


def sentence_pairs(
    text: str, translation: str, *, source: Locale, target: Locale
) -> tuple[tuple[str, str], ...]:
    """The sentences of a text, each with its translation; none where they are not as many."""
    ours = [sentence.strip() for sentence in sentences_of(text, source)]
    theirs = [sentence.strip() for sentence in sentences_of(translation, target)]
    if len(ours) != len(theirs):
        return ()
    return tuple(zip(ours, theirs, strict=True))


def joined_sentences(sentences: Iterable[str], locale: Locale) -> str:
    """Sentences one after the other, as the language puts them."""
    return ("" if locale.language in _UNSPACED else " ").join(sentences)


def _goes_on(sentence: str, locale: Locale) -> bool:
    """Whether a sentence cannot end where it was cut."""
    if locale.language in _ORDINAL_LANGUAGES and _ORDINAL.search(sentence):
        return True
    if sentence.endswith(_HARD):
        return True
    last = sentence.split()[-1:]
    if last and last[0] in _ABBREVIATIONS.get(locale.language, ()):
        return True
    depth = sum(sentence.count(sign) for sign in _OPENING) - sum(
        sentence.count(sign) for sign in _CLOSING
    )
    return depth > 0 or sentence.count("**") % 2 == 1 or sentence.count("`") % 2 == 1
