"""Whether a translation ends as its source does: with a full stop, a question, a colon …"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from communique import rules
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import OBJECT

__all__ = ["ending_problems"]

_KINDS: Final = {
    "stop": ".。．｡۔։।॥።",
    "question": "?？؟⁇՞\N{GREEK QUESTION MARK}፧",
    "exclamation": "!！՜",
    "colon": ":：፡",
    "semicolon": ";；؛፤",
    "comma": ",，،、､՝፣",
    "ellipsis": "…⋯",
    "dash": "–—―",
}
_KIND_OF: Final = {mark: kind for kind, marks in _KINDS.items() for mark in marks}
# Greek asks with what looks like a semicolon, and has a raised point for the semicolon.
_GREEK: Final = {";": "question", "·": "semicolon", "\N{GREEK ANO TELEIA}": "semicolon"}
# The mark of another script, which the language never has.
_FOREIGN: Final = {"el": "?", "ar": "?", "fa": "?", "ur": "?"}
_OWN: Final = {
    "el": {"question": ";", "semicolon": "·"},
    "ar": {"question": "؟", "semicolon": "؛"},
    "fa": {"question": "؟", "semicolon": "؛"},
    "zh": {"stop": "。", "question": "？", "exclamation": "！", "colon": "：", "semicolon": "；"},
    "ja": {"stop": "。", "question": "？", "exclamation": "！", "colon": "：", "semicolon": "；"},
}
# Marks that are of their kind in every language, and are no part of a longer one.
_SURE: Final = {mark: _KIND_OF[mark] for mark in "。：，！？；؟؛،:!"}
_PLAIN: Final = {"stop": ".", "question": "?", "exclamation": "!", "colon": ":", "semicolon": ";"}
# Their scripts end a sentence without a mark.
_UNMARKED: Final = frozenset({"th", "lo", "km", "my", "bo", "dz"})
# An ordinal is a number with a full stop.
_ORDINAL: Final = frozenset("bs cs da de et fi hr hu is lb lv me nb nn pl sk sl sr tr".split())
_SPACES: Final = " \n\u00a0\u202f\u3000\u200e\u200f"
_CLOSING: Final = "\"'”’“‘»«›‹」』》〉)]）］】" + _SPACES
_BRACKETS: Final = frozenset(")）]］】")
# The year is “2011г.” with or without a space.
_ABBREVIATION: Final = re.compile(
    r"(?:\d(?:гг?|р)|(?:^|[\s\u00a0\u202f(/-])(?:(?:\w{1,4}\.){1,4}\w{1,4}|[^\W\d_]|adj|al|aod|apr|"
    r"atd|bl|br|co|corp|dec|del|dr|ed|enz|etc|feb|gen|gg|inc|itd|itp|jan|jne|jr|kt|ld|ltd|m|mfl|mm|"
    r"mv|nov|np|nr|oct|okt|osv|pg|pm|pp|prof|red|rtg|sec|sep|sept|sr|st|stb|stl|tel|tl|tv|tzv|usw|"
    r"utt|vol|ym|zb|гг|др|кв|лв|пр|руб|стр|тел|тыс|т|д|κ|κλπ|κτλ|τηλ|π|χ))$",
    re.IGNORECASE,
)
# Places where a text is no sentence, and where the mark at its end was chosen for its looks.
_HEADINGS: Final = frozenset({"title", "heading"})
# Where a sentence ends inside a text.
_NEXT_SENTENCE: Final = re.compile(r"[.!?] (?=[^\W\d_])")
# Long enough for any abbreviation, so that a text without spaces costs no more than another.
_TAIL: Final = 24

_NONE: Final = frozenset({"none"})
_UNKNOWN: Final = frozenset({"unknown"})
_EITHER: Final = frozenset({"stop", "none"})
_LISTED: Final = frozenset({"semicolon", "comma"})
_TOLD: Final = frozenset({"stop", "exclamation"})
_LOUD_OR_NONE: Final = frozenset({"exclamation", "none"})
_LISTED_OR_NONE: Final = _LISTED | _NONE
_STOP_OR_ELLIPSIS: Final = frozenset({"stop", "ellipsis"})
_SMILEY: Final = re.compile(r"[:;=8][-o^']?[()DPp]$")
_FOREIGN_QUESTION: Final = frozenset({"foreign question"})
_SINGLE: Final = {kind: frozenset({kind}) for kind in _KINDS}


def ending_problems(pair: Pair) -> tuple[Problem, ...]:
    """What is wrong with the last mark of a translation; at most one thing."""
    expected = _source_endings(pair.source.letters, pair.setting.source_locale.tag)
    letters = pair.translation.letters
    last = letters[-1:]
    if "none" in expected if last.isalpha() else _SURE.get(last) in expected:
        return ()
    if last == "." and "stop" in expected and not letters.endswith(".."):
        return ()
    language = pair.setting.locale.language
    found = _endings(letters, language)
    if not expected.isdisjoint(found) or "unknown" in expected or "unknown" in found:
        return ()
    return () if _are_alike(pair, expected, found) else (_problem(pair, expected, language),)


def _are_alike(pair: Pair, expected: frozenset[str], found: frozenset[str]) -> bool:
    """Whether one ending is as good as another one in that place."""
    # Some languages end the items of a list with a mark where others have none.
    if found & _LISTED and expected & _LISTED_OR_NONE:
        return True
    # How loud a language tells people what to do is its own affair.
    if found & _TOLD and expected & _TOLD:
        return True
    if pair.context in _HEADINGS:
        return found | expected == _LOUD_OR_NONE
    if pair.context is not None:
        return False
    # An item of a list, or a sentence whose writer forgot its full stop; in a list that goes on,
    # French has a semicolon.
    if expected == _NONE and found & _TOLD:
        return True
    if "semicolon" in found and "stop" in expected:
        return True
    # Where a list follows, what stands before it may be whole, or lead to it.
    leads = "colon" in expected and "stop" in found
    return leads and _NEXT_SENTENCE.search(pair.source.letters) is not None


def _problem(pair: Pair, expected: frozenset[str], language: str) -> Problem:
    letters, source = pair.translation.letters.rstrip(_SPACES), pair.source.letters.rstrip(_SPACES)
    own, its = _last_marks(letters), _last_marks(source)
    kind = next((kind for kind in _PLAIN if kind in expected), "")
    wanted = _OWN.get(language, {}).get(kind, _PLAIN.get(kind, "")) or its
    ends = f"ends with `{own}`" if own else "ends without a mark"
    has = f"ends with `{its}`" if its else "without one"
    hint = f"end the translation with `{wanted}`" if its else f"leave out the `{own}`"
    return Problem(
        rule=rules.TERMINAL_PUNCTUATION,
        message=f"the translation {ends}, the source {has}"
        + (f", which is `{wanted}` in this language" if its and wanted not in its else ""),
        hint=hint,
        found=own,
        at=len(letters.rstrip(_CLOSING)) - len(own) if own else 0,
        expected=wanted if its else "",
        source_found=its,
        source_at=len(source.rstrip(_CLOSING)) - len(its) if its else 0,
    )


def _last_marks(text: str) -> str:
    """The marks at the end of a text, behind which only closing signs stand."""
    core = text.rstrip(_CLOSING)
    start = len(core)
    while start and (core[start - 1] in _KIND_OF or core[start - 1] in _GREEK):
        start -= 1
    return core[start:]


@lru_cache(maxsize=4096)
def _source_endings(letters: str, tag: str) -> frozenset[str]:
    return _endings(letters, tag.partition("-")[0])


def _endings(letters: str, language: str) -> frozenset[str]:
    """The kinds of mark that a text may be said to end with; more than one where it is open."""
    text = letters.rstrip(_SPACES)
    if not text:
        return _UNKNOWN
    if text[-1].isalpha():
        return _UNKNOWN if language in _UNMARKED else _NONE
    core = text.rstrip(_CLOSING)
    if not core or core[-1] == OBJECT or language in _UNMARKED or _SMILEY.search(text[-3:]):
        return _UNKNOWN
    kinds = _kinds_at_end(core, language)
    if kinds == _SINGLE["stop"] and text[-1] in _BRACKETS:
        # “… (see there.)” or “… (see there)”: whose full stop it is, few agree.
        return _EITHER
    if kinds == _SINGLE["stop"] or kinds == _SINGLE["comma"]:
        # “Why?”. asks as well as it ends.
        before = core[:-1].rstrip()
        inner = before.rstrip(_CLOSING)
        if inner != before and inner:
            kinds |= _kinds_at_end(inner, language) - _NONE
    return kinds


def _kinds_at_end(text: str, language: str) -> frozenset[str]:
    """The kinds of the mark at the end of a text, behind which no closing sign stands."""
    last = text[-1]
    if last == _FOREIGN.get(language):
        return _FOREIGN_QUESTION
    kind = (_GREEK.get(last) if language == "el" else None) or _KIND_OF.get(last)
    if kind is None:
        return _NONE
    if last == "." and text.endswith(".."):
        # The full stop of an abbreviation and that of the sentence: Inc..
        abbreviated = _ABBREVIATION.search(text, max(0, len(text) - _TAIL), len(text) - 2)
        return _STOP_OR_ELLIPSIS if abbreviated else _SINGLE["ellipsis"]
    if kind in ("question", "exclamation") and len(text) > 1:
        return _SINGLE[kind] | ({_KIND_OF.get(text[-2], kind)} & {"question", "exclamation"})
    if last == "." and len(text) > 1:
        if text[-2].isdigit() and language in _ORDINAL:
            return _EITHER
        if _ABBREVIATION.search(text, max(0, len(text) - _TAIL), len(text) - 1):
            return _EITHER
    return _SINGLE[kind]
