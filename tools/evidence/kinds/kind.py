"""What a kind of fault is: how it is planted, and which rule claims to catch it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from communique.catalogue import Message
from evidence.ground import File, Text

__all__ = ["Damage", "FileKind", "TextKind", "lines_of"]

Damage: TypeAlias = tuple[str | bytes, range | None]
"""The content of a broken file and the lines on which the fault may be told, None for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextKind:
    """A kind of fault in one translation."""

    name: str
    """What the translator did."""
    rules: tuple[str, ...]
    """Ids of the rules one of which claims to catch it; the first one counts it."""
    plant: Callable[[Text, Random], Iterable[str]]
    """The wrong translations that can be made of a clean one; none where it has no place."""
    claimed: bool = True
    """Whether the rule says that it catches this; otherwise it is tried to know how often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of fault in a whole catalogue, or in what stands around a translation."""

    name: str
    """What the translator or a program did."""
    rules: tuple[str, ...]
    """Ids of the rules one of which claims to catch it; the first one counts it."""
    plant: Callable[[File, Random], Iterable[Damage]]
    """The broken files that can be made of a clean one; none where it has no place."""
    claimed: bool = True
    """Whether the rule says that it catches this; otherwise it is tried to know how often."""
    among: bool = False
    """Whether the broken file is checked together with the clean one, as an older release."""


def lines_of(message: Message) -> range:
    """The lines of the file on which a fault of a message may be told."""
    return range(message.line - 1, message.translation_line + len(message.translations) + 1)
