"""The fonts of the product: prepared once from installed packages, the same on every machine.

`prepare_fonts` gives a `FontSet`; `use_fonts` points this process at it, before WeasyPrint is
imported.
"""

from communique.fonts.additions import Addition, Lack, additions_for
from communique.fonts.cache import load_fonts, prepare_fonts
from communique.fonts.configuration import environment, use_fonts
from communique.fonts.faces import (
    ARABIC_FAMILY,
    CHINESE_FAMILY,
    FAMILIES,
    RECIPES,
    SANS_FAMILY,
    Face,
    FontError,
    FontSet,
    Recipe,
)

__all__ = [
    "ARABIC_FAMILY",
    "CHINESE_FAMILY",
    "FAMILIES",
    "RECIPES",
    "SANS_FAMILY",
    "Addition",
    "Face",
    "FontError",
    "FontSet",
    "Lack",
    "Recipe",
    "additions_for",
    "environment",
    "load_fonts",
    "prepare_fonts",
    "use_fonts",
]
