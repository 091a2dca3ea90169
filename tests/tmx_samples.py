"""TMX files to read."""

from __future__ import annotations

import io

from communique.memory import Unit, read_tmx

HEADER = (
    '<header creationtool="Workbench" creationtoolversion="8" segtype="sentence" o-tmf="X"'
    ' adminlang="EN-US" srclang="EN-GB" datatype="PlainText"/>'
)


def tmx(entries: str, *, header: str = HEADER) -> bytes:
    """A file with some `<tu>`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'
        f'<tmx version="1.4">{header}<body>{entries}</body></tmx>'
    ).encode()


def entry(*texts: tuple[str, str], before: str = "", attributes: str = "") -> str:
    """A `<tu>` with a text for each language."""
    variants = (f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in texts)
    return f"<tu{attributes}>{before}{''.join(variants)}</tu>"


def read(content: bytes, *, source_locale: str = "en", locales: str = "fr") -> list[Unit]:
    """The units of a file."""
    return list(
        read_tmx(
            io.BytesIO(content),
            source_locale=source_locale,
            locales=locales.split(),
            origin="a.tmx",
        )
    )


class Endless:
    """A file that goes on for ever; it knows how much of it was read."""

    def __init__(self, begin: str, again: str) -> None:
        self._rest = begin.encode()
        self._again = again.encode() * (65536 // len(again) + 1)
        self.given = 0

    def read(self, size: int, /) -> bytes:
        while len(self._rest) < size:
            self._rest += self._again
        block, self._rest = self._rest[:size], self._rest[size:]
        self.given += len(block)
        return block
