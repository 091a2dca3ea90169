"""Whether the spaces are there, and hard, that the style of a house asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from communique.check.reading import OBJECT
from communique.check.typography.slip import MOST, Slip, first_hard, hard_slip, space_slip
from communique.frozen import Frozen
from communique.styles import Style

__all__ = ["house_slips"]

_GAP: Final = " \u00a0\u202f"
_DIGIT: Final = "0-9٠-٩"
# Few spaces stand beside a number; a text without one is done with.
_BESIDE_NUMBER: Final = re.compile(f" (?:[{_DIGIT}{OBJECT}]|(?<=[{_DIGIT}{OBJECT}] ))")
_PERCENT: Final = re.compile(f"(?<=[\\d{OBJECT}])([{_GAP}]?)([%‰])")
_GROUP: Final = re.compile(f" (?<=[{_DIGIT}] )[{_DIGIT}]{{3}}")
_GROUPED: Final = re.compile(
    f"(?<![\\d.,+/–-])(?<![\\d+][{_GAP}])[1-9]\\d{{0,2}}(?:[{_GAP}]\\d{{3}})+(?![\\d/]|[{_GAP}]\\d)"
)


class _Gaps(Frozen):
    """What a style says of spaces, made ready for the search."""

    required: re.Pattern[str] | None
    """A mark that wants a space before it, and has none."""
    numbers: re.Pattern[str] | None
    """A plain space behind a number or before one, where a hard one is wanted."""
    words: re.Pattern[str] | None
    """What ends with a plain space before a word, where a hard one is wanted."""
    ends: tuple[str, ...]
    """How that ends; without one of these a text has nothing of that kind."""


def house_slips(letters: str, style: Style) -> list[Slip]:
    """Each space that a style wants, or wants hard, where the language alone does not."""
    gaps = _gaps(style)
    slips: list[Slip] = []
    if gaps.required:
        slips += islice(_missing(letters, style, gaps.required), MOST)
    if gaps.words and any(map(letters.__contains__, gaps.ends)):
        slips += islice(_soft(letters, gaps.words), MOST)
    if style.percent and ("%" in letters or "‰" in letters):
        slips += islice(_percent(letters, style), MOST)
    if not _BESIDE_NUMBER.search(letters):
        return slips
    if gaps.numbers:
        slips += islice(_soft(letters, gaps.numbers), MOST)
    if style.hard_groups and _GROUP.search(letters):
        slips += islice(_groups(letters), MOST)
    return slips


def _missing(letters: str, style: Style, pattern: re.Pattern[str]) -> Iterator[Slip]:
    for match in pattern.finditer(letters):
        at, mark = match.start(), match[0]
        where, at = ("behind", at + 1) if mark == "«" else ("before", at)
        gap = (style.inside if mark in "«»" else style.before[mark])[0]
        yield space_slip(letters, at, at, gap, f"`{{found}}` has no space {where} `{mark}`")


def _percent(letters: str, style: Style) -> Iterator[Slip]:
    for match in _PERCENT.finditer(letters):
        gap, sign = match[1], match[2]
        if gap in style.percent:
            continue
        if gap == " " and any(style.percent):
            yield hard_slip(letters, match.start(1), first_hard(style.percent))
        elif gap == "" and letters[match.start() - 1 : match.start()] != OBJECT:
            message = f"`{{found}}` has no space before `{sign}`"
            yield space_slip(letters, match.start(1), match.end(1), style.percent[0], message)
        elif gap and not any(style.percent):
            message = f"`{{found}}` has a space before `{sign}`"
            yield space_slip(letters, match.start(1), match.end(1), "", message)


def _soft(letters: str, pattern: re.Pattern[str]) -> Iterator[Slip]:
    for match in pattern.finditer(letters):
        yield hard_slip(letters, match.end() - 1, "\N{NO-BREAK SPACE}")


def _groups(letters: str) -> Iterator[Slip]:
    for number in _GROUPED.finditer(letters):
        for space in re.finditer(" ", number[0]):
            yield hard_slip(letters, number.start() + space.start(), "\N{NO-BREAK SPACE}")


@lru_cache(maxsize=128)
def _gaps(style: Style) -> _Gaps:
    wanting = "".join(mark for mark, gaps in style.before.items() if gaps and "" not in gaps)
    required = []
    if wanting:
        # A mark behind another one, as in ?!, stands with it.
        marks = f"[{re.escape(wanting)}]"
        required.append(f"{marks}(?<=[^\\s\\d{marks[1:-1]}]{marks})(?=[{_GAP}\n»”)\\]?!]|$)")
    if style.inside and "" not in style.inside:
        required.append(f"[«»](?:(?<=«)(?=[^{_GAP}])|(?<=[^{_GAP}]»))")
    beside = f"[\\d{OBJECT}]"
    # The search begins at the space, because few have a number beside them.
    behind = f"(?<={beside} )(?=(?:{_any_of(style.units)})(?!\\w))"
    each = [f"(?<!\\w{word} )(?<={word} )" for word in map(re.escape, style.before_numbers)]
    numbers = [behind] * bool(style.units)
    numbers += [f"(?={beside})(?:{'|'.join(each)})"] * bool(each)
    words = f"(?<![\\w’'.-])(?:{_any_of(style.before_words)}) (?=[\\w{OBJECT}(„«“‚‘])"
    return _Gaps(
        required=re.compile("|".join(required)) if required else None,
        numbers=re.compile(f" (?:{'|'.join(numbers)})") if numbers else None,
        words=re.compile(words) if style.before_words else None,
        ends=tuple(f"{word} " for word in style.before_words),
    )


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))
