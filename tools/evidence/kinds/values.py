"""Faults in numbers, percentages, amounts, dates, times and references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Final

from evidence.ground import Text, without
from evidence.kinds.kind import TextKind

__all__ = ["VALUE_KINDS"]

_DIGITS: Final = ("0123456789", "٠١٢٣٤٥٦٧٨٩")
_RUN: Final = re.compile(r"[0-9٠-٩]+")
# Numbers in addresses, facts and kept spans are theirs; a telephone number has its own kind.
_OUTSIDE: Final = re.compile(r"\]\([^)]*\)|\{[^}]*\}|\S+@\S+|\+32[0-9\s]*[0-9]")
_NUMBER: Final = re.compile(r"[0-9٠-٩]+(?:[.,٫٬\s][0-9٠-٩]+)*\s?(?!\d)")
_DECIMAL: Final = re.compile(r"(?<=[0-9٠-٩])[.,٫](?=[0-9٠-٩]{1,2}(?![0-9٠-٩]))")
_PERCENT: Final = re.compile(r"\s?[%٪]|\s?prosent\w*")
_TIME: Final = re.compile(r"(?:14|١٤)(?=[.:]30|\sh\s30|h30|时30|:٣٠)")
_GROUPED: Final = re.compile(r"^[0-9٠-٩]+[.,٬\s][0-9٠-٩]|(?<=[0-9٠-٩][.,٬\s])[0-9٠-٩]+$")
_COUNTS: Final = frozenset({"survey", "training", "keep", "euro-area"})


def _runs(text: Text) -> Iterator[re.Match[str]]:
    barred = [match.span() for match in _OUTSIDE.finditer(text.translation)]
    for run in _RUN.finditer(text.translation):
        if not any(start <= run.start() < end for start, end in barred):
            yield run


def _with(text: Text, start: int, end: int, new: str) -> str:
    return text.translation[:start] + new + text.translation[end:]


def _digit_like(old: str, value: int) -> str:
    (script,) = (digits for digits in _DIGITS if old in digits)
    return script[value % 10]


def _swapped(text: Text, _: Random) -> Iterator[str]:
    for run in _runs(text):
        for at in range(len(run[0]) - 1):
            first, second = run[0][at], run[0][at + 1]
            if first != second and not (at == 0 and int(second) == 0):
                yield _with(text, run.start() + at, run.start() + at + 2, second + first)


def _changed(text: Text, random: Random) -> Iterator[str]:
    for run in _runs(text):
        old = run[0][-1]
        new = _digit_like(old, int(old) + random.randint(1, 9))
        if int(run[0][:-1] + new):
            yield _with(text, run.end() - 1, run.end(), new)


def _lengthened(text: Text, _: Random) -> Iterator[str]:
    for run in _runs(text):
        if text.name in _COUNTS and not _GROUPED.search(text.translation, *run.span()):
            yield _with(text, run.end(), run.end(), _digit_like(run[0][-1], 0))


def _dropped(text: Text, _: Random) -> Iterator[str]:
    if text.name not in _COUNTS - {"euro-area"}:
        return
    barred = [match.span() for match in _OUTSIDE.finditer(text.translation)]
    for match in _NUMBER.finditer(text.translation):
        if not any(start <= match.start() < end for start, end in barred):
            yield without(text.translation, *match.span())


def _percentage_dropped(text: Text, _: Random) -> Iterator[str]:
    if text.name != "share":
        return
    for match in re.finditer(_NUMBER.pattern + f"(?:{_PERCENT.pattern})", text.translation):
        yield without(text.translation, *match.span())


def _added(text: Text, _: Random) -> Iterator[str]:
    if text.name in ("survey", "agency", "partners", "quote"):
        space = "" if text.tag == "zh" else " "
        number = "٩٣" if text.tag == "ar" else "93"
        yield f"{text.translation[:-1]}{space}{number}{text.translation[-1]}"


def _removed(pattern: re.Pattern[str]) -> Callable[[Text, Random], Iterable[str]]:
    def plant(text: Text, _: Random) -> Iterator[str]:
        if text.name not in ("share", "trade", "balance", "funding"):
            return
        for match in pattern.finditer(text.translation):
            yield _with(text, *match.span(), "")

    return plant


def _exchanged(first: str, second: str, *names: str) -> Callable[[Text, Random], Iterable[str]]:
    """The word for one thing in place of the word for another, in the sentences of that name."""

    def plant(text: Text, _: Random) -> Iterator[str]:
        if text.name not in names:
            return
        for old, new in ((first, second), (second, first)):
            word = text.words[old]
            if len(re.findall(_whole(word), text.translation)) == 1:
                start, end = next(re.finditer(_whole(word), text.translation)).span()
                yield _with(text, start, end, text.words[new])

    return plant


def _month(text: Text, _: Random) -> Iterator[str]:
    for name, old, new in (("meeting", "may", "june"), ("signing", "june", "may")):
        if text.name == name:
            yield text.translation.replace(text.words[old], text.words[new], 1)


def _whole(word: str) -> str:
    """A word that is not a part of another, unless the script has no spaces."""
    before = r"(?<![^\W\d_])" if word[0].isalpha() and word.isascii() else ""
    after = r"(?![^\W\d_])" if word[-1].isalpha() and word.isascii() else ""
    return before + re.escape(word) + after


def _later(text: Text, _: Random) -> Iterator[str]:
    if text.name == "meeting":
        for match in _TIME.finditer(text.translation):
            yield _with(text, *match.span(), "١٥" if match[0] == "١٤" else "15")


def _replaced(name: str, *pairs: tuple[str, str]) -> Callable[[Text, Random], Iterable[str]]:
    def plant(text: Text, _: Random) -> Iterator[str]:
        if text.name != name:
            return
        for old, new in pairs:
            if text.tag == "ar" and old.isdigit():
                table = str.maketrans(*_DIGITS)
                old, new = old.translate(table), new.translate(table)  # noqa: PLW2901
            if old in text.translation:
                yield text.translation.replace(old, new, 1)

    return plant


_CHANGED: Final = ("value-changed",)
# What stands between is neither: a plain number is no percentage, and the percentage is gone.
_CHANGED_OR_MISSING: Final = ("value-changed", "value-missing")

VALUE_KINDS: Final = (
    TextKind(name="two digits swapped", rules=_CHANGED, plant=_swapped),
    TextKind(name="last digit changed", rules=_CHANGED, plant=_changed),
    TextKind(name="a nought too many", rules=_CHANGED, plant=_lengthened),
    TextKind(name="decimal mark lost", rules=_CHANGED, plant=_removed(_DECIMAL)),
    TextKind(name="minus lost", rules=_CHANGED, plant=_removed(re.compile("−"))),
    TextKind(name="per cent sign lost", rules=_CHANGED_OR_MISSING, plant=_removed(_PERCENT)),
    TextKind(
        name="million for billion or the reverse",
        rules=_CHANGED,
        plant=_exchanged("million", "billion", "euro-area", "funding"),
    ),
    TextKind(
        name="euro for dollar or the reverse",
        rules=_CHANGED,
        plant=_exchanged("euro", "dollar", "pledges"),
    ),
    TextKind(name="another month", rules=_CHANGED, plant=_month),
    TextKind(
        name="another year",
        rules=_CHANGED,
        plant=_replaced("deadline", ("2027", "2026"), ("2027", "2017")),
    ),
    TextKind(
        name="another day",
        rules=_CHANGED,
        plant=_replaced("deadline", ("15", "16"), ("15", "5"), ("15", "25")),
    ),
    TextKind(name="time shifted by an hour", rules=_CHANGED, plant=_later),
    TextKind(
        name="another ordinal",
        rules=_CHANGED,
        plant=_replaced("meeting-number", ("23", "24"), ("23", "33")),
    ),
    TextKind(
        name="another end of a range",
        rules=_CHANGED,
        plant=_replaced("ages", ("30", "35"), ("18", "16"), ("2030", "2031")),
    ),
    TextKind(
        name="another reference number",
        rules=_CHANGED,
        plant=_replaced("reference", ("1234", "1243"), ("/27/", "/26/")),
    ),
    TextKind(
        name="another telephone number",
        rules=_CHANGED,
        plant=_replaced("contact", ("555", "565"), ("23.", "32."), ("23", "32")),
    ),
    TextKind(name="number left out", rules=("value-missing",), plant=_dropped),
    TextKind(name="percentage left out", rules=("value-missing",), plant=_percentage_dropped),
    TextKind(name="number put in", rules=("value-added",), plant=_added),
)
"""Every kind of fault in values."""
