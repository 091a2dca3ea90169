"""Which faces the product prints with, and what a prepared set of them is."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Collection
from pathlib import Path
from typing import Literal

from communique.findings import CommuniqueError
from communique.frozen import Frozen

__all__ = [
    "ARABIC_FAMILY",
    "CHINESE_FAMILY",
    "FAMILIES",
    "RECIPES",
    "SANS_FAMILY",
    "Characters",
    "Face",
    "FontError",
    "FontSet",
    "Method",
    "Recipe",
    "Style",
]

SANS_FAMILY = "Communique Sans"
"""Latin, Greek and Cyrillic: regular, bold, italic, bold italic."""
ARABIC_FAMILY = "Communique Sans Arabic"
"""Arabic, with the Latin letters and figures that stand beside it: regular, bold."""
CHINESE_FAMILY = "Communique Sans SC"
"""Simplified Chinese, its punctuation, and symbols no other family has: regular, bold."""
FAMILIES = (SANS_FAMILY, ARABIC_FAMILY, CHINESE_FAMILY)
"""Those of every project, in the order in which a character that the asked one lacks is sought."""

Style = Literal["normal", "italic"]
Method = Literal["instance", "latin", "arabic", "simplified", "traditional", "japanese", "korean"]
"""`instance` fixes a variable font at a weight; `latin` also draws symbols, `arabic` also gives
each letter one glyph; the others make outlines of one language from a font of all East Asia."""
Characters = tuple[tuple[int, int], ...]
"""Code points as ascending, separate ranges, both ends of each included."""

_BOLD = 700


class FontError(CommuniqueError):
    """The fonts cannot be had: a package is missing, a file is wrong, a folder is closed."""


class Recipe(Frozen):
    """How one face is made from a font file of an installed package."""

    family: str
    """Name of the family the face belongs to."""
    weight: int
    """Weight as in CSS: 400 is regular, 700 is bold."""
    style: Style
    """Slant as in CSS."""
    package: str
    """Package, by the name that pip knows, that brings the font file."""
    source: str
    """Name of the font file in the package, without its folder."""
    method: Method
    """What is done to the font file."""

    @property
    def style_name(self) -> str:
        """Name of the face within its family, one of the four that every program knows."""
        names = ["Bold"] if self.weight >= _BOLD else []
        if self.style == "italic":
            names.append("Italic")
        return " ".join(names) or "Regular"

    @property
    def postscript_name(self) -> str:
        """Name without spaces, which is also the stem of the file's name."""
        return f"{self.family}-{self.style_name}".replace(" ", "")

    @property
    def file_name(self) -> str:
        """Name of the prepared file."""
        return f"{self.postscript_name}.ttf"


class Face(Frozen):
    """One prepared font file."""

    family: str
    """Name of the family, as a style sheet asks for it."""
    weight: int
    """Weight as in CSS."""
    style: Style
    """Slant as in CSS."""
    path: Path
    """Where the file is."""
    sha256: str
    """Digest of the file's bytes, in hexadecimal."""
    characters: Characters
    """Characters the face draws."""

    def draws(self, character: str) -> bool:
        """Whether the face has a glyph for this character."""
        code = ord(character)
        place = bisect_right(self.characters, code, key=lambda span: span[0])
        return place > 0 and code <= self.characters[place - 1][1]


class FontSet(Frozen):
    """All faces, prepared and checked, and the configuration that offers nothing else."""

    folder: Path
    """Folder that holds everything the set consists of."""
    fontconfig_file: Path
    """Configuration for fontconfig that knows the faces of this set alone."""
    faces: tuple[Face, ...]
    """The faces, in the order of their recipes."""
    digest: str
    """SHA-256 over the names and bytes of the faces; equal on every machine."""

    def missing(self, text: str, families: Collection[str] = ()) -> frozenset[str]:
        """Tell which characters of a text no upright regular face of the families draws.

        Without families, those of the whole set. Spaces, controls and invisible format
        characters are never missing.
        """
        faces = [
            face
            for face in self.faces
            if (not families or face.family in families)
            and face.style == "normal"
            and face.weight < _BOLD
        ]
        return frozenset(
            character
            for character in set(text)
            if unicodedata.category(character)[0] not in "CZ"
            and not any(face.draws(character) for face in faces)
        )


_SANS = ("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf")
_SANS_ITALIC = ("fontpkg-noto-sans", "NotoSans-Italic[wdth,wght].ttf")
_ARABIC = ("fontpkg-noto-sans-arabic", "NotoSansArabic[wdth,wght].ttf")
_CHINESE = ("noto-cjk-sans-jp-regular", "NotoSansCJKjp-Regular.otf")
_CHINESE_BOLD = ("noto-cjk-sans-jp-bold", "NotoSansCJKjp-Bold.otf")

_FACES: tuple[tuple[str, int, Style, tuple[str, str], Method], ...] = (
    (SANS_FAMILY, 400, "normal", _SANS, "latin"),
    (SANS_FAMILY, 700, "normal", _SANS, "latin"),
    (SANS_FAMILY, 400, "italic", _SANS_ITALIC, "latin"),
    (SANS_FAMILY, 700, "italic", _SANS_ITALIC, "latin"),
    (ARABIC_FAMILY, 400, "normal", _ARABIC, "arabic"),
    (ARABIC_FAMILY, 700, "normal", _ARABIC, "arabic"),
    (CHINESE_FAMILY, 400, "normal", _CHINESE, "simplified"),
    (CHINESE_FAMILY, 700, "normal", _CHINESE_BOLD, "simplified"),
)
RECIPES = tuple(
    Recipe(
        family=family,
        weight=weight,
        style=style,
        package=package,
        source=source,
        method=method,
    )
    for family, weight, style, (package, source), method in _FACES
)
"""The faces of every project."""
