"""What a `<tu>` says, and the units that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from communique.frozen import Frozen
from communique.memory.unit import Level, Unit

__all__ = ["LONGEST", "PROPS", "Entry", "Text", "level_of", "units_in"]

LONGEST: Final = 100_000
"""How many characters a text may have; a longer one is no segment of anything."""

PROPS: Final = {
    "x-context": "context",
    "x-previous": "before",
    "x-next": "after",
    "x-release": "release",
    # OmegaT's names for the neighbours.
    "prev": "before",
    "next": "after",
    # Trados Studio's name for the state.
    "x-ConfirmationLevel": "state",
}
"""The types of `<prop>` that are read, and what they say."""

_UNAPPROVED: Final = frozenset({"Draft", "RejectedTranslation", "RejectedSignOff"})

_LEVELS: Final = {
    "block": Level.PARAGRAPH,
    "paragraph": Level.PARAGRAPH,
    "sentence": Level.SENTENCE,
    "phrase": Level.SENTENCE,
}

_DAY: Final = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})")


class Text(Frozen):
    """A text of a `<tu>` in a language that was asked for."""

    distance: int
    """How far its tag is from that of the project."""
    text: str
    """Without codes; never empty."""
    attributes: dict[str, str]
    """Those of its `<tuv>`."""


class Entry:
    """A `<tu>`, as it is being read."""

    __slots__ = ("attributes", "props", "texts")

    def __init__(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        """Its own."""
        self.props: dict[str, str] = {}
        """What it says in `<prop>`, by the names that `PROPS` has for it."""
        self.texts: dict[str, Text] = {}
        """Its texts by locale."""


def level_of(attributes: dict[str, str], default: Level) -> Level:
    """What a `segtype` says, if it stands among some attributes."""
    return _LEVELS.get(attributes.get("segtype", ""), default)


def units_in(entry: Entry, *, source_locale: str, level: Level, origin: str) -> Iterator[Unit]:
    """A unit for each text of an entry but the one in the source language."""
    source = entry.texts[source_locale].text
    common, props = entry.attributes, entry.props
    level = level_of(common, level)
    for locale, translation in entry.texts.items():
        if locale == source_locale:
            continue
        own = translation.attributes
        yield Unit(
            source=source,
            translation=translation.text,
            source_locale=source_locale,
            locale=locale,
            level=level,
            context=props.get("context"),
            before=props.get("before"),
            after=props.get("after"),
            release=props.get("release", ""),
            date=_day(_said("changedate", "creationdate", own, common)),
            translator=_said("changeid", "creationid", own, common)[:LONGEST],
            origin=origin,
            approved=props.get("state") not in _UNAPPROVED,
        )


def _said(changed: str, made: str, own: dict[str, str], common: dict[str, str]) -> str:
    """What a text says of its last change, or its making; and else the whole entry."""
    return own.get(changed) or own.get(made) or common.get(changed) or common.get(made) or ""


def _day(written: str) -> str:
    """The day of a date such as `20180525T120000Z`, as `2018-05-25`; empty where it is none."""
    return _known_day(written.partition("T")[0][:11])


@lru_cache(maxsize=4096)
def _known_day(written: str) -> str:
    match = _DAY.fullmatch(written)
    if match is None:
        return ""
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat()
    except ValueError:
        return ""
