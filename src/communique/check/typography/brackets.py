"""Whether every bracket has its other half."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from communique import rules
from communique.check.pair import Pair
from communique.check.problem import Problem

__all__ = ["bracket_problems"]

# Chinese text mixes wide and narrow halves; a reader sees one pair.
_KIND: Final = {"(": "()", ")": "()", "（": "()", "）": "()", "[": "[]", "]": "[]"} | {
    mark: pair for pair in ("【】", "〔〕", "《》", "〈〉", "［］") for mark in pair
}
_OPENING: Final = frozenset("(（[【〔《〈［")
_BRACKET: Final = re.compile(r"[()（）\[\]【】〔〕《》〈〉［］]")
# A label of a list: a) 1) iv) а）; or a smiley.
_LABEL: Final = re.compile(
    r"(?:^|[\s\u00a0\u202f(,;/–-])(?:\d{1,3}|[^\W\d_]|[ivx]{1,4}|[IVX]{1,4})[.]?$"
)
_SMILEY: Final = re.compile(r"[:;=8][-o^']?$")
_MOUTH: Final = frozenset(":;=8-o^'")


def bracket_problems(pair: Pair) -> tuple[Problem, ...]:
    """A bracket without its other half; at most one."""
    letters = pair.translation.letters
    if not _has_wide(letters) and "[" not in letters and "]" not in letters and _is_even(letters):
        return ()
    lone = _lone_brackets(letters)
    # What the source has as well is no slip of the translator; a square bracket too many is
    # broken markup.
    source = pair.source.letters
    broken = [mark for mark in "[]" if letters.count(mark) > source.count(mark)]
    at = next((at for at in lone if letters[at] not in broken), None)
    if at is None or _source_lone(source):
        return ()
    mark, half = letters[at], "closed" if letters[at] in _OPENING else "opened"
    return (
        Problem(
            rule=rules.BRACKETS_UNPAIRED,
            message=f"`{mark}` is never {half}",
            hint="put the other bracket in, or take this one out",
            found=mark,
            at=at,
        ),
    )


def _has_wide(letters: str) -> bool:
    """Whether a text has brackets that some scripts alone have; written out, because `any` with
    a loop takes three times as long on each text that is checked.
    """
    return not letters.isascii() and (
        "（" in letters
        or "）" in letters
        or "《" in letters
        or "》" in letters
        or "【" in letters
        or "】" in letters
        or "〈" in letters
        or "〉" in letters
        or "〔" in letters
        or "〕" in letters
        or "［" in letters
        or "］" in letters
    )


def _is_even(letters: str) -> bool:
    """Whether round brackets open and close in turn, and are no smileys."""
    at = -1
    while (opening := letters.find("(", at + 1)) >= 0:
        closing = letters.find(")", at + 1)
        if closing < opening or letters[opening - 1] in _MOUTH:
            return False
        if letters.find("(", opening + 1, closing) >= 0:
            return False
        at = closing
    return ")" not in letters[at + 1 :]


@lru_cache(maxsize=4096)
def _source_lone(letters: str) -> bool:
    return bool(_lone_brackets(letters))


def _lone_brackets(letters: str) -> list[int]:
    """Where brackets without their other half stand."""
    opened: dict[str, list[int]] = {}
    lone: list[int] = []
    for match in _BRACKET.finditer(letters):
        at, mark = match.start(), match[0]
        kind = _KIND[mark]
        if mark in _OPENING:
            if not _SMILEY.search(letters, max(0, at - 2), at):
                opened.setdefault(kind, []).append(at)
        elif opened.get(kind):
            opened[kind].pop()
        elif not (kind == "()" and _is_label_or_smiley(letters, at)):
            lone.append(at)
    return sorted(lone + [at for places in opened.values() for at in places])


def _is_label_or_smiley(letters: str, at: int) -> bool:
    start = max(0, at - 6)
    return bool(_LABEL.search(letters, start, at) or _SMILEY.search(letters, start, at))
