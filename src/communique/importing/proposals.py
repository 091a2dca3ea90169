"""Values in a text that could be facts; they are listed, never replaced."""

from __future__ import annotations

import datetime
import re
from typing import Final

from communique.importing.addresses import addresses_in
from communique.importing.dates import DAY, MONTH, day_of, month_of
from communique.importing.joining import Passage
from communique.importing.names import fact_name
from communique.importing.remarks import Remarks

__all__ = ["propose_facts"]

_FIGURES: Final = r"\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE: Final = r"(?:\s(?:thousand|million|billion|trillion))?"
_MONEY = re.compile(
    rf"(?:€|£|(?:US)?\$|\b(?:EUR|GBP|USD|CHF)\b)\s?(?:{_FIGURES}){_SCALE}"
    rf"|\b(?:{_FIGURES}){_SCALE}\s?(?:€|£|\b(?:EUR|GBP|USD|CHF|euros?|dollars?|pounds)\b)"
)
_PERCENT = re.compile(rf"(?<![\w.,])({_FIGURES})\s?(?:%|per\s?cent\b)")
_COUNT = re.compile(
    rf"(?<![\w.,:/–-])(?P<figures>{_FIGURES})(?P<scale>{_SCALE})"
    r"\s+(?P<names>(?:[A-Z][\w’'-]*\s+){0,3})(?P<noun>[a-z][a-z-]{2,})"
)
_NO_NOUNS: Final = frozenset(
    "and are but for from had has have into its not off onto than that the their this was were "
    "when where which while who will with about after also between until under over per".split()
)
_YEARS: Final = range(1900, 2101)


def propose_facts(passage: Passage, remarks: Remarks, *, date: datetime.date | None) -> None:
    """A finding for each date, percentage, amount of money and counted noun of a text."""
    taken = [(address.start, address.end) for address in addresses_in(passage.text)]
    for pattern in (DAY, MONTH, _MONEY, _PERCENT, _COUNT):
        for match in pattern.finditer(passage.text):
            start, end = match.span()
            if any(first < end and start < last for first, last in taken):
                continue
            hint = _hint(match, date)
            if hint:
                taken.append((start, end))
                remarks.unsure(
                    passage.line_at(start),
                    f"`{match[0]}` could be a fact",
                    found=match[0],
                    hint=hint,
                )


def _hint(match: re.Match[str], date: datetime.date | None) -> str:
    """What to write instead; empty where the match is no value after all."""
    if match.re is DAY:
        day, _ = day_of(match)
        if day is None:
            return ""
        if day == date:
            return "`{date}` is the date of the release"
        return _definition(match[0], f'{{ date = "{day.isoformat()}" }}')
    if match.re is MONTH:
        return _definition(match[0], f'{{ date = "{month_of(match)}" }}')
    if match.re is _PERCENT:
        return _definition("share", f"{{ percent = {_digits(match[1])} }}")
    if match.re is _MONEY:
        return _definition("amount", '{ money = …, currency = "…" }')
    if match["noun"] in _NO_NOUNS:
        return ""
    figures = match["figures"]
    if figures.isdigit() and len(figures) == 4 and int(figures) in _YEARS:
        return ""
    return _definition(match["noun"], "…" if match["scale"] else _digits(figures))


def _definition(words: str, value: str) -> str:
    name = fact_name(words, otherwise="on" if words[:1].isdigit() else "number")
    return f"write `{{{name}}}` for the value, and `{name} = {value}` under `[facts]`"


def _digits(figures: str) -> str:
    digits = re.sub(r"[^\d.]", "", figures)
    return digits if "." in digits else str(int(digits))
