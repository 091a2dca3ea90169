"""What a text is looked up in: one memory, or several as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from communique.memory.store import Match
from communique.memory.unit import Level, Unit

__all__ = ["JoinedMemories", "Lookup", "same_text"]


class Lookup(Protocol):
    """What has translations of texts; a `Memory` is one."""

    def exact(
        self, source: str, *, source_locale: str, locale: str, level: Level = ...
    ) -> tuple[Unit, ...]:
        """The approved units of a text, newest first."""

    def similar(
        self,
        source: str,
        *,
        source_locale: str,
        locale: str,
        least: int = ...,
        most: int = ...,
        level: Level = ...,
    ) -> tuple[Match, ...]:
        """The approved units whose texts are most like a text, best first."""


def same_text(lookup: Lookup, text: str, *, source_locale: str, locale: str) -> Sequence[Unit]:
    """The approved units of a whole text, newest first.

    Where no message was ever this text, a sentence of one may have been; other programs also call
    whole messages sentences.
    """
    for level in Level:
        units = lookup.exact(text, source_locale=source_locale, locale=locale, level=level)
        if units:
            return units
    return ()


class JoinedMemories:
    """Finds what any of its memories has, in the order in which one memory would give it."""

    def __init__(self, memories: Sequence[Lookup]) -> None:
        self._memories = memories

    def exact(
        self, source: str, *, source_locale: str, locale: str, level: Level = Level.PARAGRAPH
    ) -> tuple[Unit, ...]:
        """The approved units of a text, newest first."""
        units = dict.fromkeys(
            unit
            for memory in self._memories
            for unit in memory.exact(
                source, source_locale=source_locale, locale=locale, level=level
            )
        )
        return tuple(sorted(units, key=lambda unit: unit.date, reverse=True))

    def similar(
        self,
        source: str,
        *,
        source_locale: str,
        locale: str,
        least: int = 75,
        most: int = 5,
        level: Level = Level.PARAGRAPH,
    ) -> tuple[Match, ...]:
        """The approved units whose texts are most like a text, best first."""
        matches = dict.fromkeys(
            match
            for memory in self._memories
            for match in memory.similar(
                source,
                source_locale=source_locale,
                locale=locale,
                least=least,
                most=most,
                level=level,
            )
        )
        ordered = sorted(matches, key=lambda match: (match.score, match.unit.date), reverse=True)
        return tuple(ordered[:most])
