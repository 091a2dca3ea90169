"""Which missing value and which extra one stand in each other's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from communique.check.values.numerals import ascii_digits
from communique.check.values.value import Kind, Value
from communique.frozen import Frozen

__all__ = ["MOST", "VANISHING", "Difference", "contradictions"]

MOST: Final = 40
"""Beyond this many unmatched values two texts are not of each other."""
VANISHING: Final = frozenset(
    Decimal(number) for number in (0, 1, 2, 10, 12, 100, 1000, 10000, 10**6, 10**8, 10**9, 10**12)
)
"""Words for these come and go: duals, “both”, “half”, “a dozen”, “hundreds of”."""
# A day that no calendar has, `52.05.2018`, still stands for a date.
_DATE_LIKE: Final = re.compile(r"\d{1,4}([./-])\s?\d{1,4}\1\s?\d{1,4}")


class Difference(Frozen):
    """A value that one text has and the other has not."""

    source: Value | None
    """The value of the source; None where the translation adds one."""
    translation: Value | None
    """The value that stands for it in the translation; None where it is missing."""


def contradictions(
    missing: Sequence[Value], extra: Sequence[Value]
) -> tuple[list[Difference], list[Value], list[Value]]:
    """Pairs of a missing and an extra value of one kind: the nearest in meaning first."""
    alone = len(missing) == len(extra) == 1
    pairs = [
        (_likeness(one, other, alone=alone), first, second)
        for first, one in enumerate(missing[:MOST])
        for second, other in enumerate(extra[:MOST])
    ]
    left, right = dict(enumerate(missing)), dict(enumerate(extra))
    changed: list[tuple[int, Difference]] = []
    for likeness, first, second in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likeness > 0 and first in left and second in right:
            one, other = left.pop(first), right.pop(second)
            changed.append((first, Difference(source=one, translation=other)))
    ordered = [difference for _, difference in sorted(changed, key=lambda pair: pair[0])]
    return ordered, list(left.values()), list(right.values())


def _likeness(one: Value, other: Value, *, alone: bool) -> int:
    """How surely one value stands in the place of the other; 0 where nothing says so.

    `alone` says that nothing else is missing or extra.
    """
    if other.spelled and not (one.spelled and min(_number(one), _number(other)) > 2):
        return 0
    if one.spelled and other.kind is Kind.NUMBER and _number(one) in VANISHING:
        return 0
    if Kind.NAME in {one.kind, other.kind}:
        alike = one.kind is other.kind and _skeleton(one.text) == _skeleton(other.text)
        return 3 if alike else 0
    if one.kind is Kind.DATE and _DATE_LIKE.fullmatch(ascii_digits(other.text)):
        return 3
    kinds = {kind for kind, _, _ in one.senses} & {kind for kind, _, _ in other.senses}
    if not kinds and alone and one.kind in {Kind.DATE, Kind.TIME} and other.kind is Kind.NUMBER:
        # `42 October` is no date, and no part of the one it stands for, nor is `41.30` a time.
        if one.kind is Kind.TIME and _is_dotted(other):
            return 1
        month_of_year = isinstance(one.key, tuple) and one.key[2] is None
        fits = month_of_year == (len(_digits(other)) == 4)
        return int(fits and not set(one.parts) & set(other.parts))
    if not kinds:
        # The number is the same, and the per cent sign is gone or has come.
        changed = (one.kind is Kind.PERCENT) != (other.kind is Kind.PERCENT)
        return 2 if changed and _numbers(one) & _numbers(other) else 0
    return _same_parts(one, other) if Kind.DATE in kinds else _same_digits(one, other, alone=alone)


def _same_digits(one: Value, other: Value, *, alone: bool) -> int:
    """How alike two numbers are; a version and a count are not, where others are left over."""
    if one.spelled and other.spelled:
        small, large = sorted((_number(one), _number(other)))
        same_start = str(small.normalize())[:1] == str(large.normalize())[:1]
        return 2 if large < small * 3 or (same_start and large >= 1000) else 0
    first, second = _digits(one), _digits(other)
    if one.key == other.key or sorted(first) == sorted(second):
        return 4
    if not alone and _is_dotted(one) != _is_dotted(other):
        return 0
    return 2 if len(first) == len(second) else 1


def _same_parts(one: Value, other: Value) -> int:
    """How many parts two dates share, and one more; none where neither is surely a date."""
    days = [key for kind, key, _ in one.senses if kind is Kind.DATE]
    others = [key for kind, key, _ in other.senses if kind is Kind.DATE]
    shared = max(
        sum(a == b for a, b in zip(day, another, strict=True) if a is not None)
        for day in days
        for another in others
        if isinstance(day, tuple) and isinstance(another, tuple)
    )
    return shared + (one.kind is other.kind)


def _is_dotted(value: Value) -> bool:
    """Whether a plain number is written with decimals, as versions are."""
    if value.kind is not Kind.NUMBER or not isinstance(value.key, Decimal) or value.key > 999:
        return False
    return int(value.key.as_tuple().exponent) < 0


def _numbers(value: Value) -> set[Decimal]:
    return {key for _, key, _ in value.senses if isinstance(key, Decimal)}


def _number(value: Value) -> Decimal:
    return value.key if isinstance(value.key, Decimal) else Decimal(-1)


def _digits(value: Value) -> list[str]:
    return re.findall(r"\d", ascii_digits(value.text))


def _skeleton(text: str) -> str:
    return re.sub(r"[\d\W_]+", "", text).lower()
