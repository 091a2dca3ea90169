"""What a house says about the tool and its files, in tables of `release/house.toml`."""

from __future__ import annotations

from typing import Literal

from communique.release.toml import Struct, field

__all__ = ["FontSource", "Gate", "General", "Limits", "PageSettings", "PdfSettings"]


class General(Struct, frozen=True, kw_only=True):
    """What stands above all tables; `House` has a sentence on each."""

    source: str = "en"
    locales: tuple[str, ...] = ()
    url: str = ""
    style: str = ""


class Limits(Struct, frozen=True, kw_only=True):
    """How many letters a text may have; 0 for any number."""

    title: int = 0
    subtitle: int = 0
    heading: int = 0


class Gate(Struct, frozen=True, kw_only=True):
    """What `communique check` asks of the catalogues of a house."""

    fail_on: Literal["error", "warning"] = "error"
    """The least grave finding that makes the check fail."""
    require: tuple[str, ...] = ()
    """Languages that must be complete; where any are named, the others need not be."""
    coverage: dict[str, int] = field(default_factory=dict)
    """Of a hundred messages how many must be translated, by tag, and for others by `default`."""
    baseline: str = ""
    """File of accepted findings, relative to the project folder; empty for none."""


class PageSettings(Struct, frozen=True, kw_only=True):
    """How the pages of a house are set."""

    paper: Literal["a4", "letter"] = "a4"
    """The size of the paper: `a4` or `letter`."""
    digits: dict[str, str] = field(default_factory=dict)
    """The digits of a language by its tag, as CLDR names them, such as `latn` or `arab`; where
    none are named, Arabic has its own, and other languages have those of Latin."""


class FontSource(Struct, frozen=True, kw_only=True):
    """Where the font of a language comes from, in place of the one that is known."""

    package: str
    """The package, by the name that pip knows; it has a variable TrueType font."""
    file: str = ""
    """The font file in it, without its folder; empty where there is one alone."""


class PdfSettings(Struct, frozen=True, kw_only=True):
    """What the PDF files of a house are."""

    archive: Literal["2a", "3a"] = "2a"
    """`2a` for PDF/A-2a; `3a` for PDF/A-3a, which carries the text it was made from."""
