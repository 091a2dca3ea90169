"""Translations that are those of another message: two were swapped, or one was pasted wrong.

Read alone, such a translation lacks half of the names, terms and values of its source, and a
dozen findings say so. Held against the other messages of its catalogue it fits one of them, and
that is what is to be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from communique import rules
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import reading
from communique.findings import Rule
from communique.frozen import Frozen, replace

__all__ = ["TIES", "Judged", "may_be_misplaced", "misplaced"]

# What ties a translation to its own source: what both must have.
TIES: Final[frozenset[Rule]] = frozenset(
    {
        rules.FACT_MISSING,
        rules.FACT_UNKNOWN,
        rules.FACT_REPEATED,
        rules.LINK_CHANGED,
        rules.ADDRESS_CHANGED,
        rules.MARKUP_CHANGED,
        rules.VALUE_CHANGED,
        rules.VALUE_MISSING,
        rules.TERM_MISSING,
        rules.NAME_CHANGED,
        rules.ACRONYM_CHANGED,
        rules.TITLE_LONG,
        rules.SCRIPT_WRONG,
        rules.LANGUAGE_WRONG,
        rules.SOURCE_COPIED,
    }
)
"""The rules of which a misplaced translation breaks one at least."""
# How much of what its source asks for must be wrong before another source is looked for.
_MOSTLY: Final = 0.6
_MANY: Final = 3
_SHORTEST, _LONGEST = 0.5, 2.1
# Of a heading of one word the length says little: “Background” is “Sfond” in Maltese.
_FEW: Final = 10
# Hostile catalogues have more; a release with as many swapped messages is to be done anew.
_MOST_COMPARED: Final = 30
_MOST_MESSAGES: Final = 300


class Judged(Frozen):
    """A pair and what is wrong with it."""

    pair: Pair
    """Source and translation of a message without plural."""
    problems: tuple[Problem, ...]
    """Everything found in it."""

    @property
    def loose(self) -> int:
        """How many of its problems say that it lacks or has what the source has or lacks."""
        return sum(problem.rule in TIES for problem in self.problems)


def may_be_misplaced(checked: Iterable[Sequence[Problem]]) -> bool:
    """Whether any translation of a catalogue may be another's, from what is wrong with each.

    There is another one that something is wrong with, or so much with one that it is sought
    among all.
    """
    loose = [sum(problem.rule in TIES for problem in found) for found in checked if found]
    return any(loose) and (len(loose) > 1 or loose[0] >= _MANY)


def misplaced(
    judged: Sequence[Judged],
    judge: Callable[[Pair], Iterable[Problem]],
    may_belong: Callable[[Pair], bool],
) -> Mapping[int, Problem]:
    """The one thing to tell of each translation that belongs to another of these messages.

    The numbers are places in `judged`; `judge` finds everything wrong with a pair, and `may_belong`
    whether none of it is against a rule of `TIES`.
    """
    suspects = [number for number, one in enumerate(judged) if one.loose][:_MOST_COMPARED]
    if not suspects or len(judged) > _MOST_MESSAGES:
        return {}
    usual = _median([_ratio(one.pair, one.pair) for one in judged])

    @cache
    def ties(number: int) -> int:
        """How many things a translation of this source must have."""
        return _loose(replace(judged[number].pair, translation=reading("")), judge)

    def fits(translation: int, source: int) -> bool:
        """Whether a translation could be that of another source, and is as long as one would be."""
        theirs, ours = judged[source].pair, judged[translation].pair
        if not _SHORTEST * usual <= _ratio(theirs, ours) <= _LONGEST * usual:
            return False
        return may_belong(replace(theirs, translation=ours.translation))

    found: dict[int, int] = {}
    for number in suspects:
        loose = judged[number].loose
        for other, candidate in enumerate(judged):
            sure = candidate.problems or loose >= _MANY
            if other == number or not sure or not fits(number, other):
                continue
            # Two that fit each other's source were swapped, even if one has nothing to go by.
            if fits(other, number):
                found |= {number: other, other: number}
            elif (
                ties(other)
                and loose >= _MOSTLY * ties(number)
                and (candidate.loose or loose >= _MANY)
                and (number not in found or ties(found[number]) < ties(other))
            ):
                found[number] = other
    return {
        number: Problem(
            rule=rules.TRANSLATION_MISPLACED,
            message=f"the translation is that of `{_beginning(judged[other].pair.source.text)}`, "
            f"not of `{_beginning(judged[number].pair.source.text)}`",
            hint="exchange the two, or translate this message anew",
            expected=judged[number].pair.source.text,
        )
        for number, other in found.items()
    }


def _loose(pair: Pair, judge: Callable[[Pair], Iterable[Problem]]) -> int:
    return Judged(pair=pair, problems=tuple(judge(pair))).loose


def _ratio(source: Pair, translation: Pair) -> float:
    return (len(translation.translation.letters) + _FEW) / (len(source.source.letters) + _FEW)


def _median(ratios: Sequence[float]) -> float:
    """The one in the middle, or between the two there."""
    ordered, middle = sorted(ratios), len(ratios) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def _beginning(text: str, length: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
