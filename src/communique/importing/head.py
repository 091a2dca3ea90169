"""What a release says about itself: its kind, its dateline, its embargo and its end."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Final

from communique.frozen import Frozen, replace
from communique.importing.dates import DAY, day_of
from communique.importing.lines import Line
from communique.importing.names import slug
from communique.importing.phrases import EMBARGO, is_end_mark
from communique.importing.remarks import LeftOut, Remarks
from communique.release import House

__all__ = ["Head", "issuers_in", "read_head"]

_DATELINE_WITHIN: Final = 20
"""The dateline stands within so many lines from the top."""
_EMBARGO_LENGTH: Final = 100


class Head(Frozen):
    """What goes into the front matter."""

    type: str = ""
    """Which of the house's kinds a line names; empty where none does."""
    date: datetime.date | None = None
    """The date of the release; None where none is given."""
    city: str = ""
    """The city, an id of the house or a proposal for one; empty where none is given."""
    dateline: bool = False
    """Whether there is a dateline, above which everything is headlines."""


_PLACE = r"[\[(]?(?P<place>[^\W\d_][^\d:;!?\[\]{}<>]{1,60}?)"
_SEPARATOR = r"\s*[\])]?\s*(?:(?:[-–—:|]+)(?=\s|$)|\.?$)\s*"
_DATELINE = re.compile(
    rf"{_PLACE}\s*(?:[,(|]|\s[-–—]+\s|(?<=\w)\s)\s*{DAY.pattern}{_SEPARATOR}", re.IGNORECASE
)
_DATE_ALONE = re.compile(rf"(?:Date:?\s*)?{DAY.pattern}\.?", re.IGNORECASE)
_CITY_ALONE = re.compile(r"(?P<place>[^\W\d_][^\d:;.!?]{1,40}?)\s+(?:--|[–—-])\s+(?=\S)")
_SMALL_IN_PLACES: Final = frozenset("am an and de del den der di du el la le les of the".split())
_PLACE_WORDS: Final = 2
"""A line with a date is no dateline of an unknown place if it names one in more words."""


def read_head(
    lines: Sequence[Line], house: House, remarks: Remarks
) -> tuple[Head, tuple[Line, ...]]:
    """What the lines say about the release, and the lines that are its text.

    A line after one that is left out begins a paragraph.
    """
    reader = _Reader(house=house, remarks=remarks)
    return reader.read(lines)


def issuers_in(title: str, house: House) -> tuple[str, ...]:
    """The organisations of the house that a headline names, in its order."""
    names = {
        name: identifier
        for identifier, organisation in reversed(list(house.organisations.items()))
        for name in (organisation.name, organisation.short)
        if name.strip()
    }
    if not names:
        return ()
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return tuple(dict.fromkeys(names[match[0]] for match in pattern.finditer(title)))


class _Reader:
    def __init__(self, *, house: House, remarks: Remarks) -> None:
        self._house = house
        self._remarks = remarks
        self._head = Head()
        self._kept: list[Line] = []

    def read(self, lines: Sequence[Line]) -> tuple[Head, tuple[Line, ...]]:
        starts = False
        for at, line in enumerate(lines):
            if starts:
                line = replace(line, starts=True)  # noqa: PLW2901 - a line was left out before it
            rest = self._taken(line) or (at < _DATELINE_WITHIN and self._head_rest(line))
            starts = rest is True
            if isinstance(rest, Line):
                self._kept.append(rest)
            elif not rest:
                self._kept.append(line)
        return self._head, tuple(self._kept)

    def _taken(self, line: Line) -> bool:
        """Whether a line is a mark of the trade, which is left out wherever it stands."""
        if is_end_mark(line.text):
            self._remarks.leave_out(
                line.number, line.text, "it is taken for an end mark or a drawn rule"
            )
        elif len(line.text) <= _EMBARGO_LENGTH and EMBARGO.match(line.text):
            self._remarks.leave_out(
                line.number,
                line.text,
                "it says when the release may be published",
                hint="a release text has no embargo; see that nobody publishes it earlier",
            )
        else:
            return False
        return True

    def _head_rest(self, line: Line) -> Line | bool:
        """What is left of a line of the head: True where all of it has been read, else a line."""
        if not self._head.type and (kind := self._kind(line.text)):
            self._head = replace(self._head, type=kind)
            self._remarks.leave_out(line.number, line.text, f"it is the kind of release, `{kind}`")
            return True
        if self._head.dateline:
            return False
        if match := _DATE_ALONE.fullmatch(line.text):
            return self._head.date is None and self._date(line, match)
        for pattern in (_DATELINE, _CITY_ALONE):
            match = pattern.match(line.text)
            if match and self._dateline(line, match):
                self._kept = [replace(kept, head=True) for kept in self._kept]
                self._head = replace(self._head, dateline=True)
                rest = line.text[match.end() :]
                self._remarks.left_out.append(
                    LeftOut(line=line.number, text=line.text[: match.end()].strip())
                )
                return replace(line, text=rest, starts=True) if rest else True
        return False

    def _kind(self, text: str) -> str:
        for identifier, kind in self._house.types.items():
            if text.strip(" :").casefold() == kind.name.casefold():
                return identifier
        return ""

    def _date(self, line: Line, match: re.Match[str]) -> bool:
        date, sure = day_of(match)
        if date is None:
            return False
        self._head = replace(self._head, date=date)
        if not sure:
            self._tell_unsure_date(line, match)
        self._remarks.leave_out(line.number, line.text, "it is taken for the date of the release")
        return True

    def _dateline(self, line: Line, match: re.Match[str]) -> bool:
        """Whether the match is a dateline; if so, its city and date are read."""
        groups: Mapping[str, str | None] = match.groupdict()
        place = (groups["place"] or "").strip(" ,-–—")
        names = [name.strip(" ()") for name in re.split(r"[,/(]| and ", place)]
        known = [found for name in names if (found := self._city(name))]
        date: datetime.date | None = None
        if match.re is _CITY_ALONE:
            if not known:
                return False
        else:
            date, sure = day_of(match)
            if date is None or not _is_place(place):
                return False
            alone = match.end() == len(line.text) and match[0].rstrip()[-1] not in "-–—:|"
            if alone and not known and len(names[0].split()) > _PLACE_WORDS:
                return False
            if not sure:
                self._tell_unsure_date(line, match)
            self._head = replace(self._head, date=date)
        city = known[0] if known else slug(names[0])
        if not known:
            self._remarks.unsure(
                line.number,
                f"`{names[0]}` is no city of the house, and the release names it `{city}`",
                found=place,
                hint="add it to `release/house.toml`: "
                f'[cities.{city or "…"}] with name = "{names[0]}"',
            )
        elif place.casefold() != self._house.cities[city].name.casefold():
            self._remarks.unsure(
                line.number,
                f"of the dateline `{place}` only the city `{city}` was taken over",
                found=place,
                hint="a release is dated from one city",
            )
        self._head = replace(self._head, city=city)
        return True

    def _tell_unsure_date(self, line: Line, match: re.Match[str]) -> None:
        self._remarks.unsure(
            line.number,
            "the date is read as day, month, year",
            found=match[0],
            hint="correct `date` in the front matter if the month stands first",
        )

    def _city(self, name: str) -> str:
        for identifier, city in self._house.cities.items():
            if city.name.casefold() == name.casefold():
                return identifier
        return ""


def _is_place(place: str) -> bool:
    """Whether its words are written as in the name of a place."""
    words = place.split()
    return all(word[0].isupper() or word in _SMALL_IN_PLACES for word in words) and bool(words)
