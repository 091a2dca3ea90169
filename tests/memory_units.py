"""Memories for tests, and short questions to them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from communique.frozen import replace
from communique.memory import Level, Memory, Unit, open_memory


def unit(source: str, translation: str = "Oui", **fields: object) -> Unit:
    """A unit of an English text in French, unless told otherwise."""
    plain = Unit(source=source, translation=translation, source_locale="en", locale="fr")
    return replace(plain, **fields)


@contextmanager
def memory_of(units: Sequence[Unit]) -> Iterator[Memory]:
    """A memory in a file of its own that has these units."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_memory(Path(folder, "memory.sqlite3"), create=True) as memory,
    ):
        memory.add(units)
        yield memory


def exact(
    memory: Memory,
    text: str,
    *,
    source_locale: str = "en",
    locale: str = "fr",
    level: Level = Level.PARAGRAPH,
) -> list[str]:
    """The translations that a memory has of a text."""
    found = memory.exact(text, source_locale=source_locale, locale=locale, level=level)
    return [of_text.translation for of_text in found]


def similar(
    memory: Memory, text: str, *, least: int = 75, most: int = 5, source_locale: str = "en"
) -> list[tuple[str, int]]:
    """The texts that a memory finds like a text, with scores."""
    found = memory.similar(text, source_locale=source_locale, locale="fr", least=least, most=most)
    return [(match.unit.source, match.score) for match in found]
