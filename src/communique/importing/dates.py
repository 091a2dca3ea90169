"""Dates as English texts write them."""

from __future__ import annotations

import datetime
import re
from typing import Final

__all__ = ["DAY", "MONTH", "day_of", "month_of"]

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMES: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_ORDINAL: Final = r"(?:st|nd|rd|th)?"

MONTH: Final = re.compile(rf"\b({_NAMES}),?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
"""A month and a year; `month_of` reads a match."""

DAY: Final = re.compile(
    rf"(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:"
    rf"\b(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<month>{_NAMES}),?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<us_month>{_NAMES})\s+(?P<us_day>\d{{1,2}}){_ORDINAL},?\s+(?P<us_year>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b"
    r"|\b(?P<n_day>\d{1,2})(?P<mark>[./])(?P<n_month>\d{1,2})(?P=mark)(?P<n_year>\d{4})\b)",
    re.IGNORECASE,
)
"""A day in any of the usual forms; `day_of` reads a match."""


def day_of(match: re.Match[str]) -> tuple[datetime.date | None, bool]:
    """The day that a match of `DAY` names, and whether it is certain; None for no such day.

    A day in figures alone is read as day, month, year; it is certain where it cannot be read
    the other way round.
    """
    try:
        if match["iso"]:
            return datetime.date.fromisoformat(match["iso"]), True
        if match["n_day"]:
            day, month, year = (int(match[name]) for name in ("n_day", "n_month", "n_year"))
            return datetime.date(year, month, day), day > 12 or day == month
        prefix = "us_" if match["us_month"] else ""
        month = _number(match[f"{prefix}month"])
        return datetime.date(int(match[f"{prefix}year"]), month, int(match[f"{prefix}day"])), True
    except ValueError:
        return None, False


def month_of(match: re.Match[str]) -> str:
    """The month that a match of `MONTH` names, as `2017-06`."""
    return f"{match[2]}-{_number(match[1]):02}"


def _number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
