"""Which values of a source text its translation contradicts, leaves out or adds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Final

from communique.check.values.contradiction import (
    MOST,
    VANISHING,
    Difference,
    contradictions,
)
from communique.check.values.lexicon import Lexicon, stems_of, word_beginning
from communique.check.values.numerals import ascii_digits, roman_number
from communique.check.values.signs import are_opposite, is_surely_below, may_be_below
from communique.check.values.value import Kind, Sense, Value
from communique.frozen import Frozen, replace

__all__ = ["Difference", "Text", "are_alike", "differences", "same_value"]

# How far apart the two ends of a range stand, and how much of a text is searched for a word.
_RANGE: Final = 9
_LONGEST: Final = 20_000
_WORD: Final = re.compile(r"[^\W\d_]+")
_ROMAN: Final = re.compile(r"(?<![A-Za-z])[IVX]{1,8}(?![A-Z])")
_DECIMALS: Final = re.compile(r"\.\d")
_CLOCK_ROUND: Final = frozenset((Decimal(24), Decimal(7)))
_WHOLE: Final = (Kind.PERCENT, Decimal(100))
_SIGHT: Final = attrgetter("kind", "key", "unit")
_FEW: Final = frozenset((Decimal(0), Decimal(1), Decimal(2)))


class Text(Frozen):
    """A text with its values."""

    letters: str
    """What a reader sees of it."""
    values: Sequence[Value]
    """Its values in order."""
    lexicon: Lexicon
    """The lexicon of its language."""


def same_value(one: Value, other: Value) -> bool:
    """Whether two values can mean the same: one as it seems, the other in any way to read it."""
    first, another = one.senses, other.senses
    return any(_same(first[0], sense) for sense in another) or any(
        _same(sense, another[0]) for sense in first
    )


def are_alike(values: Sequence[Value], found: Sequence[Value]) -> bool:
    """Whether two texts have the same values at first sight, as most have.

    Then each has its counterpart in the other, and `differences` finds nothing. Nor does it where
    one of the two alone has more, and all that may come and go in a good translation.
    """
    if not values and not found:
        return True
    if [*map(_SIGHT, values)] == [*map(_SIGHT, found)]:
        return True
    missing, extra = (Counter(value.sense for value in side) for side in (values, found))
    missing, extra = missing - extra, extra - missing
    if missing:
        return not extra and all(_may_go(value) for value in values if value.sense in missing)
    return all(_may_come(value) for value in found if value.sense in extra)


def differences(one: Text, other: Text) -> Iterator[Difference]:
    """What is left when all that can be the same has been taken away on both sides."""
    missing, extra, matched = _unmatched(one.values, other.values)
    yield from _other_signs(matched, one, other)
    if not missing and not extra:
        return
    missing, extra = _without_clock_round(missing, extra)
    missing, extra = _without_parts(missing, extra, matched)
    spoken_of = _numbers_of(matched)
    missing = [value for value in missing[:MOST] if not _written(value, other)]
    extra = [value for value in extra[:MOST] if not _written(value, one)]
    repeated = [value for value in extra if _repeats(value, one.values, spoken_of)]
    added = [value for value in extra if value not in repeated]
    changed, missing, added = contradictions(missing, added)
    if len(one.values) == len(other.values) and repeated and missing:
        # As many values on both sides: what is said twice stands in the place of another.
        more, missing, _ = contradictions(missing, repeated)
        changed += more
    yield from _together(changed, one, other)
    left_out = [value for value in missing if not _may_vanish(value, matched)]
    yield from _together(
        (Difference(source=value, translation=None) for value in left_out), one, other
    )
    for value in added:
        if not _may_come(value):
            yield Difference(source=None, translation=value)


def _other_signs(
    matched: Iterable[tuple[Value, Value]], one: Text, other: Text
) -> Iterator[Difference]:
    """Values of one size of which only one is below zero, where no word says so of the other."""
    for source, translation in matched:
        if not are_opposite(source, translation):
            continue
        below, above = (source, one), (translation, other)
        if isinstance(translation.key, Decimal) and translation.key < 0:
            below, above = above, below
        sure = is_surely_below(below[0], below[1].letters, below[1].lexicon)
        if sure and not may_be_below(above[0], above[1].letters, above[1].lexicon):
            yield Difference(source=source, translation=translation)


def _together(differences: Iterable[Difference], one: Text, other: Text) -> Iterator[Difference]:
    """One difference for the ends of a range that share the wrong month, or are both missing."""
    last: Difference | None = None
    for difference in differences:
        if last is not None and (joined := _joined(last, difference, one, other)):
            last = joined
            continue
        if last is not None:
            yield last
        last = difference
    if last is not None:
        yield last


def _joined(first: Difference, second: Difference, one: Text, other: Text) -> Difference | None:
    source = _span(first.source, second.source, one)
    if source is None or (first.translation is None) != (second.translation is None):
        return None
    if first.translation is None:
        return Difference(source=source, translation=None)
    translation = _span(first.translation, second.translation, other)
    if translation is None or source.kind is not Kind.DATE:
        return None
    return Difference(source=source, translation=translation)


def _span(first: Value | None, second: Value | None, text: Text) -> Value | None:
    """Two values of one kind that stand close together as one piece of text."""
    if first is None or second is None or first.kind is not second.kind:
        return None
    if not 0 < second.at - first.end <= _RANGE:
        return None
    return replace(second, at=first.at, text=text.letters[first.at : second.end])


def _same(one: Sense, other: Sense) -> bool:
    if one == other:
        return True
    if one[0] is not Kind.DATE or other[0] is not Kind.DATE:
        return False
    if not isinstance(one[1], tuple) or not isinstance(other[1], tuple):
        return False
    pairs = zip(one[1], other[1], strict=True)
    return one[1][1] == other[1][1] and all(a is None or b is None or a == b for a, b in pairs)


def _index(sense: Sense) -> Hashable:
    """What equal senses have in common; dates may leave out the year or the day."""
    if sense[0] is Kind.DATE and isinstance(sense[1], tuple):
        return (Kind.DATE, sense[1][1])
    return sense


def _unmatched(
    values: Sequence[Value], found: Sequence[Value]
) -> tuple[list[Value], list[Value], list[tuple[Value, Value]]]:
    """What has no counterpart on either side, and the pairs that have.

    The closest match goes first: what both texts mean at first sight, then any way to read them.
    """
    left, right = dict(enumerate(values)), dict(enumerate(found))
    matched: list[tuple[Value, Value]] = []
    for strict in (True, False):
        by_sense: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(right):
            for sense in right[at].senses[:1] if strict else right[at].senses:
                by_sense[sense if strict else _index(sense)].append(at)
        for at, value in list(left.items()):
            partner = None
            for sense in value.senses[:1] if strict else value.senses:
                candidates = by_sense.get(sense if strict else _index(sense), [])
                while candidates and candidates[-1] not in right:
                    candidates.pop()
                near = candidates[-MOST:]
                partner = next(
                    (n for n in reversed(near) if n in right and same_value(value, right[n])), None
                )
                if partner is not None:
                    break
            if partner is not None:
                matched.append((value, right.pop(partner)))
                del left[at]
    missing, extra = list(left.values()), list(right.values())
    # Two days of a range have one year between them: it is missing once.
    missing += {more.key: more for pair in matched for more in _more(*pair)}.values()
    extra += {more.key: more for one, other in matched for more in _more(other, one)}.values()
    return missing, extra, matched


def _more(one: Value, other: Value) -> Iterator[Value]:
    """The year and the day that one of two matched dates has and the other has not."""
    days = [key for key in (one.key, other.key) if isinstance(key, tuple)]
    if len(days) < 2:
        return
    for part in (0, 2):
        number, against = days[0][part], days[1][part]
        if number is not None and against is None:
            found = ascii_digits(one.text).find(str(number))
            text = one.text if found < 0 else one.text[found : found + len(str(number))]
            yield Value(
                kind=Kind.NUMBER,
                key=Decimal(number),
                text=text,
                at=one.at + max(found, 0),
                parts=(Decimal(number),),
            )


def _without_parts(
    missing: Sequence[Value], extra: Sequence[Value], matched: Sequence[tuple[Value, Value]]
) -> tuple[list[Value], list[Value]]:
    """Values that the other side has in pieces: a date in digits, `2005–06`, `DebConf 13`.

    What a matched value has more than its counterpart counts as a piece as well.
    """
    surplus: tuple[Counter[Decimal], Counter[Decimal]] = (Counter(), Counter())
    for one, other in matched:
        if len(other.parts) > len(one.parts):
            surplus[0].update(Counter(other.parts) - Counter(one.parts))
        elif len(one.parts) > len(other.parts):
            surplus[1].update(Counter(one.parts) - Counter(other.parts))
    left, right = list(missing), list(extra)
    left, right = _taken_apart(left, right, surplus[0])
    right, left = _taken_apart(right, left, surplus[1])
    return left, right


def _taken_apart(
    whole: Sequence[Value], pieces: Sequence[Value], surplus: Counter[Decimal]
) -> tuple[list[Value], list[Value]]:
    """What is no sum of the pieces, and the pieces that are in no sum."""
    if not whole or not (pieces or surplus):
        return list(whole), list(pieces)
    pools: defaultdict[str, Counter[Decimal]] = defaultdict(Counter, {"": Counter(surplus)})
    for value in pieces:
        pools[_order(value)].update(_pieces(value))
    if not any(pools.values()):
        return list(whole), list(pieces)
    used: Counter[Decimal] = Counter()
    kept: list[Value] = []
    for value in whole:
        # `3.1` is not made of the parts of `1.3`, nor a day of those of other days.
        order = _order(value)
        open_to = [name for name in sorted(pools) if not name or name != order]
        parts = Counter(_pieces(value))
        if not parts or any(
            sum(pools[name][part] for name in open_to) < n for part, n in parts.items()
        ):
            kept.append(value)
            continue
        used += parts
        for name in open_to:
            taken = parts & pools[name]
            pools[name] -= taken
            parts -= taken
    # A piece is used up when all its parts are, and a date when its day is.
    rest = []
    for value in pieces:
        parts = Counter(_pieces(value)[-1:] if _order(value) == "moment" else _pieces(value))
        if parts and parts <= used:
            used -= Counter(_pieces(value))
        else:
            rest.append(value)
    return kept, rest


def _without_clock_round(
    missing: Sequence[Value], extra: Sequence[Value]
) -> tuple[list[Value], list[Value]]:
    """What is no way to say `24/7`, where one side says it and the other may in words."""
    left, right = list(missing), list(extra)
    if any(value.text == "24/7" for value in (*left, *right)):
        left, right = (
            [one for one in values if not one.parts or not _CLOCK_ROUND.issuperset(one.parts)]
            for values in (left, right)
        )
    return left, right


def _order(value: Value) -> str:
    """The kind of thing whose parts have an order of their own; empty for plain numbers."""
    if value.kind is Kind.TIME or (isinstance(value.key, tuple) and value.key[2] is not None):
        return "moment"
    decimal = isinstance(value.key, Decimal) and value.key != value.key.to_integral_value()
    return "signs" if decimal or value.kind in {Kind.REFERENCE, Kind.VERSION} else ""


def _pieces(value: Value) -> tuple[Decimal, ...]:
    return () if value.kind in {Kind.PERCENT, Kind.MONEY} else value.parts


def _numbers_of(matched: Iterable[tuple[Value, Value]]) -> set[Decimal]:
    """Every plain number in what both texts have."""
    return {part for pair in matched for value in pair for part in value.parts}


def _repeats(value: Value, values: Sequence[Value], numbers: set[Decimal]) -> bool:
    """Whether a value of the translation says again what the source says elsewhere."""
    counted = value.kind in {Kind.NUMBER, Kind.ORDINAL, Kind.DATE, Kind.TIME}
    if counted and value.parts and numbers.issuperset(value.parts):
        return True
    return any(same_value(value, other) for other in values[:MOST])


def _written(value: Value, other: Text) -> bool:
    """Whether a value stands in the other text outside the values that were read there.

    In its very signs, as a Roman numeral, or as the beginning of a word, as in `fifteen-minute`.
    """
    if value.kind in {Kind.PERCENT, Kind.MONEY} and value.parts:
        return False
    if isinstance(value.key, tuple) and value.key[::2] == (None, None):
        return _has_month(Decimal(value.key[1] or 0), other)
    sought = ascii_digits(value.text).strip()
    letters = other.letters[:_LONGEST]
    if any(sign.isdigit() for sign in sought) and sought in (plain := ascii_digits(letters)):
        found = re.finditer(rf"(?<![\d.,]){re.escape(sought)}(?!\d)", plain)
        if _stands_free(found, other):
            return True
    if value.kind not in {Kind.NUMBER, Kind.ORDINAL} or not isinstance(value.key, Decimal):
        return False
    if any(roman_number(roman) == value.key for roman in _ROMAN.findall(letters)):
        return True
    lower = letters.lower()
    stems = stems_of(other.lexicon, value.key)
    # The pattern is made only where one of them stands in the text at all.
    return any(map(lower.__contains__, stems)) and _stands_free(
        word_beginning(stems).finditer(lower), other
    )


def _stands_free(places: Iterable[re.Match[str]], text: Text) -> bool:
    """Whether one of some places of a text is in no value that was read there."""
    taken: set[int] | None = None
    for match in places:
        if taken is None:
            taken = {at for one in text.values[: MOST * 4] for at in range(one.at, one.end)}
        if match.start() not in taken:
            return True
    return False


def _has_month(month: Decimal, text: Text) -> bool:
    """Whether a text names a month by a word that is a common one as well, `may`."""
    known = text.lexicon.words
    return any(
        (meaning := known.get(word)) is not None and meaning[:2] == ("m", month)
        for word in _WORD.findall(text.letters[:_LONGEST].lower())
    )


def _may_come(value: Value) -> bool:
    """Whether a good translation may have more of a value: names, and numbers in words."""
    return value.spelled or value.kind is Kind.NAME


def _may_go(value: Value) -> bool:
    """Whether a good translation may do without a value: names, small numbers, the whole."""
    if value.kind is Kind.NAME or (value.kind, value.key) == _WHOLE:
        return True
    if value.kind not in {Kind.NUMBER, Kind.ORDINAL}:
        return False
    small = VANISHING if value.spelled else _FEW
    return value.key in small or (value.spelled and value.kind is Kind.ORDINAL)


def _may_vanish(value: Value, matched: Sequence[tuple[Value, Value]]) -> bool:
    """Whether a good translation may do without, or says it elsewhere."""
    if _may_go(value):
        return True
    # The year that another date of the translation has goes for this one as well.
    again = value.parts and value.kind is Kind.NUMBER
    if again and any(set(value.parts) <= set(other.parts) for _, other in matched):
        return True
    # `Debian 8: 8.1 is out` may say the 8 once.
    return any(
        same_value(value, other)
        or (
            other.text.startswith(value.text)
            and _DECIMALS.match(other.text, len(value.text)) is not None
        )
        for other, _ in matched
    )
