"""Single characters: invisible ones, those that turn a text round, composition and kashida."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from communique import rules
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.findings import Rule
from communique.release import plain_text

__all__ = ["character_problems"]

# Printable in the eyes of Python, and still nothing that a reader sees.
_BLANK: Final = "\u034f\u115f\u1160\u2800\u3164\uffa0"
_REPLACEMENT: Final = "\ufffd"
_ODD: Final = _BLANK + _REPLACEMENT
_ZERO_WIDTH: Final = frozenset(
    "\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
    + _BLANK
    + "".join(map(chr, range(0x206A, 0x2070)))
    + "".join(map(chr, range(0xE0000, 0xE0080)))
)
_OVERRIDES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e")
_OPENING: Final = frozenset("\u2066\u2067\u2068")
_CLOSING: Final = "\u2069"
_MARKS: Final = frozenset({"\u061c", "\u200e", "\u200f", *_OPENING, _CLOSING})
_NON_JOINER: Final = "\u200c"
_JOINER: Final = "\u200d"
# Scripts whose letters join or stack, so that non-joiner and joiner have work to do there.
_JOINED: Final = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0e80-\u0fff\u1000-\u109f\u1780-\u18af\u1900-\u1aff"
    "\u1b00-\u1cff\ua840-\ua87f\ua8e0-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
# Pictures of many kinds come with new editions of Unicode, later than this Python's.
_PICTURES: Final = range(0x1F000, 0x1FB00)
_STRONG: Final = frozenset({"L", "R", "AL"})
_NEIGHBOURHOOD: Final = 64
_MOST_NAMED: Final = 5
_KASHIDA: Final = "\u0640"
# A letter on either side: `بـ` before a foreign word and the `هـ` of a year stand at an end.
_STRETCHED = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u0671-\u06d3][\u064b-\u065f\u0670]{0,3}"
    "(\u0640+)[\u064b-\u065f\u0670]{0,3}[\u0620-\u063f\u0641-\u064a\u0671-\u06d3]"
)
_WORD_BEFORE = re.compile(r"\w+[^\w]{0,3}\Z")


def character_problems(pair: Pair) -> Iterator[Problem]:
    """Every character that a reader cannot see, or that is not written as Unicode asks."""
    text, letters = pair.translation.text, pair.translation.letters
    if not _is_plain(text) or not (letters == text or _is_plain(letters)):
        yield from _invisible_problems(pair)
    if letters.isascii():
        return
    if not unicodedata.is_normalized("NFC", letters):
        yield from _composition_problems(pair)
    if _KASHIDA in letters:
        yield from _kashida_problems(letters)


def _is_plain(text: str) -> bool:
    """Whether there is surely no invisible character in a text."""
    if text.isprintable():
        return text.isascii() or not any(map(text.__contains__, _ODD))
    spaced = text.replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ")
    return spaced.isprintable() and not any(map(text.__contains__, _ODD))


def _invisible_problems(pair: Pair) -> Iterator[Problem]:
    letters = pair.translation.letters
    # An entity can stand for a character, and code and targets of links have no letters.
    written = f"{pair.translation.text}\n{plain_text(pair.translation.pieces)}"
    lawful = _lawful_in(pair)
    told: dict[Rule, list[tuple[str, int]]] = {}
    seen: set[str] = set()
    for text in (letters, written):
        for at, character in enumerate(text):
            if character in seen or character in lawful or not _is_odd(character):
                continue
            rule = _rule_of(character, text, at)
            if rule is not None:
                seen.add(character)
                told.setdefault(rule, []).append((character, at if text is letters else 0))
    if "\0" in pair.translation.text:
        # The Markdown library puts a replacement character in its place.
        controls = told[rules.TEXT_CONTROL]
        told[rules.TEXT_CONTROL] = [one for one in controls if one[0] != _REPLACEMENT] or controls
    if rules.BIDI_CONTROL not in told and (open_one := _unbalanced(letters)):
        told[rules.BIDI_CONTROL] = [open_one]
    for rule, places in told.items():
        character, at = places[0]
        names = ", ".join(_name(one) for one, _ in places[:_MOST_NAMED])
        yield Problem(
            rule=rule,
            message=f"the translation has {names}{_whereabouts(letters, character, at)}",
            hint=_HINTS[rule],
            found=character,
            at=at,
        )


def _is_odd(character: str) -> bool:
    return not character.isprintable() or character in _ODD


def _lawful_in(pair: Pair) -> set[str]:
    """The characters that may stand anywhere in a translation."""
    # What the source has as well is told once, where the source stands; but the marks that its
    # own script asks for have no place in another one.
    lawful = {"\n"}.union(pair.source.text, pair.source.letters)
    if _JOINED.search(pair.source.text):
        lawful -= {*_MARKS, _NON_JOINER, _JOINER}
    if pair.setting.locale.right_to_left:
        lawful |= _MARKS
    return lawful


def _rule_of(character: str, text: str, at: int) -> Rule | None:
    """The rule that a character breaks where it stands; None where it may stand there."""
    if character in _OVERRIDES:
        return rules.BIDI_CONTROL
    if character in _MARKS:
        return None if _is_right_to_left(text, at) else rules.BIDI_CONTROL
    if character in (_NON_JOINER, _JOINER):
        return None if _has_joining(text, at) else rules.ZERO_WIDTH
    if character in _ZERO_WIDTH:
        return rules.ZERO_WIDTH
    category = unicodedata.category(character)
    if category == "Cn" and ord(character) in _PICTURES:
        return None
    if category in ("Cc", "Cn", "Co", "Cs", "Zl", "Zp") or character == _REPLACEMENT:
        return rules.TEXT_CONTROL
    return rules.TEXT_CONTROL if "\ufff9" <= character <= "\ufffb" else None


def _is_right_to_left(text: str, at: int) -> bool:
    """Whether the letter before or after a mark is of a script that runs from right to left."""
    before = reversed(text[max(0, at - _NEIGHBOURHOOD) : at])
    after = text[at + 1 : at + 1 + _NEIGHBOURHOOD]
    return "R" in _direction(before) or "R" in _direction(after)


def _direction(characters: Iterable[str]) -> str:
    """The bidirectional class of the first letter, `L` or `R`; empty where there is none."""
    for character in characters:
        direction = unicodedata.bidirectional(character)
        if direction in _STRONG and character not in _MARKS:
            return "L" if direction == "L" else "R"
    return ""


def _has_joining(text: str, at: int) -> bool:
    """Whether a joiner or non-joiner stands where the script has one, or in a picture."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _JOINED.match(before) or _JOINED.match(after):
        return True
    return bool(before) and (unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f")


def _unbalanced(letters: str) -> tuple[str, int] | None:
    """The first isolate that nothing closes, or end of one that nothing opens."""
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(letters):
        if character in _OPENING:
            opened.append((character, at))
        elif character == _CLOSING:
            if not opened:
                return character, at
            opened.pop()
    return opened[0] if opened else None


_HINTS: Final = {
    rules.TEXT_CONTROL: "delete it; where it stands for a letter that was lost, write the letter",
    rules.BIDI_CONTROL: "delete it; direction is set by the page, and names in another script "
    "need nothing",
    rules.ZERO_WIDTH: "delete it; it usually comes with text that was pasted from a web page",
}


def _name(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    if not name:
        kinds = {"Cc": "control character", "Co": "private use", "Cn": "no character"}
        name = kinds.get(unicodedata.category(character), "no character")
    return f"U+{ord(character):04X} ({name})"


def _whereabouts(letters: str, character: str, at: int) -> str:
    """After which word a character stands, as the end of a sentence."""
    if letters[at : at + 1] != character:
        return ""
    before = "".join(one for one in letters[max(0, at - 40) : at] if not _is_odd(one))
    match = _WORD_BEFORE.search(before)
    if match:
        return f" after `{match[0].strip()}`"
    return " at its beginning" if not before.strip() else ""


def _composition_problems(pair: Pair) -> Iterator[Problem]:
    """The first piece that is not composed; the rest was typed by the same hand."""
    letters = pair.translation.letters
    for at, length in _clusters(letters):
        found = letters[at : at + length]
        composed = unicodedata.normalize("NFC", found)
        if composed != found and found not in pair.source.letters:
            codes = " ".join(f"U+{ord(one):04X}" for one in found)
            expected = " ".join(f"U+{ord(one):04X}" for one in composed)
            yield Problem(
                rule=rules.NOT_NFC,
                message=f"`{found}` is written as {codes}, expected {expected}",
                hint="write the text in the composed form of Unicode, NFC; most editors do so",
                found=found,
                at=at,
                expected=composed,
            )
            return


def _clusters(letters: str) -> Iterator[tuple[int, int]]:
    """Each character with the combining marks behind it: where it begins, and its length."""
    start = 0
    for at in range(1, len(letters) + 1):
        if at == len(letters) or not unicodedata.combining(letters[at]):
            yield start, at - start
            start = at


def _kashida_problems(letters: str) -> Iterator[Problem]:
    match = _STRETCHED.search(letters)
    if match is None:
        return
    start, end = match.span()
    while start > 0 and letters[start - 1].isalpha():
        start -= 1
    while end < len(letters) and letters[end].isalpha():
        end += 1
    word = letters[start:end]
    mended = word.replace(_KASHIDA, "")
    yield Problem(
        rule=rules.KASHIDA,
        message=f"`{word}` is stretched by a kashida, expected `{mended}`",
        hint="delete U+0640; the page sets the width of lines",
        found=match[1],
        at=match.start(1),
        expected="",
    )
