"""What a house says about the tool and its files, in tables of `release/house.toml`."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from communique.release.toml import Struct, field

__all__ = [
    "CatalogueSettings",
    "FontSource",
    "Gate",
    "General",
    "Limits",
    "MemorySettings",
    "PageSettings",
    "PdfSettings",
    "QuoteSettings",
]


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


class CatalogueSettings(Struct, frozen=True, kw_only=True):
    """How the catalogues of a house are written."""

    wrap: Literal["none", "gettext"] = "none"
    """`none` for each text on one line, but for its own line feeds; `gettext` for lines of 79
    columns, as gettext's own tools write them."""


class MemorySettings(Struct, frozen=True, kw_only=True):
    """What `communique update` takes from the memory."""

    take_over: Literal["none", "context", "exact"] = "none"
    """What needs no approval: `context` for the same text between the same neighbours, `exact`
    for the same text anywhere; with `none` a person approves everything."""
    least: int = 75
    """How alike another text has to be for its translation to be proposed, of a hundred."""


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


class QuoteSettings(Struct, frozen=True, kw_only=True):
    """What `communique quote` counts by, and what a translation costs."""

    bands: tuple[int, ...] = (50, 75, 85, 95)
    """The least likeness of each band of fuzzy matches, of a hundred, ascending."""
    weights: dict[str, Decimal] = field(default_factory=dict)
    """Of a hundred words of a category how many are paid, by its name; where nothing is said it is
    0 of what is carried over, 30 of repetitions and exact matches, 60 of bands from 75 on, and
    100 of all else."""
    page: int = 1500
    """How many characters of the source text make a standard page."""
    spaces: bool = False
    """Whether white space counts among them."""
    per: Literal["word", "page"] = "word"
    """What a price is for: a `word`, or a standard `page`."""
    price: dict[str, Decimal] = field(default_factory=dict)
    """The price of one, by the tag of the language, and for others by `default`."""
    currency: str = ""
    """The currency of prices, by its code: `EUR`; without one there are no amounts."""
