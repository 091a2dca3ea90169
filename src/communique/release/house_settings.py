"""The tables of `release/house.toml` that say how the tool works for a house."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final, TypeVar

from communique.locales import digits_known, locale
from communique.release.quoting import quote_problems
from communique.release.settings import (
    CatalogueSettings,
    FontSource,
    Gate,
    Limits,
    MemorySettings,
    PageSettings,
    PdfSettings,
    QuoteSettings,
)
from communique.release.toml import Struct, TomlDocument, checked_fields

__all__ = ["SETTING_TABLES", "SettingTables"]

SETTING_TABLES: Final = (
    "catalogues",
    "check",
    "fonts",
    "limits",
    "memory",
    "pages",
    "pdf",
    "quote",
)
"""Their names."""
_Set = TypeVar("_Set", bound=Struct)


class SettingTables:
    """Reads each table; what is wrong in one is told, and is as if it were not there."""

    def __init__(self, document: TomlDocument, tell: Callable[..., None]) -> None:
        self._values = document.values
        self._tell = tell
        """Takes a sentence, and the path of the key that it is about."""

    def catalogues(self) -> CatalogueSettings:
        """How catalogues are written."""
        return self._table("catalogues", CatalogueSettings)

    def gate(self, tags: Sequence[str]) -> Gate:
        """What a check asks of languages, and whether there are such."""
        gate = self._table("check", Gate)
        for tag in gate.require:
            if tag not in tags:
                self._tell(f"`{tag}` of `check.require` is not in `locales`", "check", "require")
        for tag, share in gate.coverage.items():
            path = ("check", "coverage", tag)
            if tag not in (*tags, "default"):
                self._tell(f"`{tag}` is not in `locales`, and is not `default`", *path)
            if not 0 <= share <= 100:
                self._tell(f"`{share}` is no share, expected 0 to 100 messages of a hundred", *path)
        inside = PurePosixPath(gate.baseline)
        if inside.is_absolute() or ".." in inside.parts:
            message = f"`{gate.baseline}` is not in the project folder"
            self._tell(message, "check", "baseline")
        return gate

    def limits(self) -> Mapping[str, int]:
        """How many letters a text may have, less the unlimited."""
        limits = self._table("limits", Limits)
        letters = {key: getattr(limits, key) for key in Limits.__struct_fields__}
        for key, number in letters.items():
            if number < 0:
                self._tell(f"`{number}` is no number of letters", "limits", key)
        return {key: number for key, number in letters.items() if number > 0}

    def memory(self) -> MemorySettings:
        """What is taken from the memory."""
        memory = self._table("memory", MemorySettings)
        if 50 <= memory.least <= 100:
            return memory
        message = f"`{memory.least}` is no likeness, expected 50 to 100 of a hundred"
        self._tell(message, "memory", "least")
        return MemorySettings(take_over=memory.take_over)

    def pdf(self) -> PdfSettings:
        """What the PDF files are."""
        return self._table("pdf", PdfSettings)

    def quote(self, tags: Sequence[str]) -> QuoteSettings:
        """What a quote counts by; what makes no sense is as if nothing were said."""
        quote = self._table("quote", QuoteSettings)
        for path, problem in quote_problems(quote, tags):
            self._tell(problem, "quote", *path)
            quote = QuoteSettings()
        return quote

    def pages(self, tags: Sequence[str]) -> PageSettings:
        """How pages are set, less digits that nothing can be written with."""
        found = self._table("pages", PageSettings)
        digits = {}
        for tag, system in found.digits.items():
            known = digits_known(locale(tag)) if tag in tags else ()
            if system in known:
                digits[tag] = system
                continue
            expected = f"expected {' or '.join(f'`{name}`' for name in known)}"
            problem = f"`{system}` are no digits of `{tag}`, {expected}"
            self._tell(problem if known else f"`{tag}` is not in `locales`", "pages", "digits", tag)
        return PageSettings(paper=found.paper, digits=digits)

    def fonts(self, tags: Sequence[str]) -> Iterator[tuple[str, FontSource]]:
        """The font of each language that has one of its own, less those that are wrong."""
        raw = self._values.get("fonts", {})
        if not isinstance(raw, dict):
            self._tell("`fonts` is wrong: expected a table", "fonts")
            return
        for tag, values in raw.items():
            if tag not in tags:
                self._tell(f"`{tag}` of `fonts` is not in `locales`", "fonts", tag)
            elif not isinstance(values, dict):
                self._tell(f"`fonts.{tag}` is wrong: expected a table", "fonts", tag)
            else:
                source, problems = checked_fields(values, FontSource)
                for key, problem in problems:
                    self._tell(f"{problem} in `fonts.{tag}`", "fonts", tag, key)
                if source is not None:
                    yield tag, source

    def _table(self, name: str, shape: type[_Set]) -> _Set:
        """One table; those of its keys that are wrong are as if they were not there."""
        raw = self._values.get(name, {})
        if not isinstance(raw, dict):
            self._tell(f"`{name}` is wrong: expected a table", name)
            return shape()
        found, problems = checked_fields(raw, shape)
        for key, problem in problems:
            self._tell(f"{problem} in `{name}`", name, key)
        wrong = {key for key, _ in problems}
        right = {key: value for key, value in raw.items() if key not in wrong}
        return found or checked_fields(right, shape)[0] or shape()
