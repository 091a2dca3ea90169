"""Which faces some languages need besides those that every project has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from communique.fonts.faces import SANS_FAMILY, FontError, Method, Recipe
from communique.fonts.sources import find_only_font, find_source
from communique.frozen import Frozen
from communique.locales import Locale
from communique.locales.scripts import script_of

__all__ = ["Addition", "Lack", "additions_for"]


class Addition(Frozen):
    """A family of faces that comes first in some languages."""

    family: str
    """Its name."""
    languages: tuple[str, ...]
    """The languages, as `lang` attributes name them."""
    recipes: tuple[Recipe, ...]
    """How its faces are made."""


class Lack(Frozen):
    """A language that cannot be printed."""

    language: str
    """Its tag."""
    message: str
    """What is not there."""
    hint: str
    """How to get it."""


class _Family(Frozen):
    """What the product knows of a script that not every project needs."""

    name: str
    """The end of the name of the family."""
    regular: tuple[str, str]
    """Package and font file of the regular face."""
    bold: tuple[str, str]
    """Package and font file of the bold face."""
    method: Method
    """What is done to the font files."""


_EAST_ASIAN: Final = ("noto-cjk-sans-jp-regular", "NotoSansCJKjp-Regular.otf")
_EAST_ASIAN_BOLD: Final = ("noto-cjk-sans-jp-bold", "NotoSansCJKjp-Bold.otf")
_HEBREW: Final = ("pylopdf-fonts-he", "NotoSansHebrew-Variable.ttf")
_THAI: Final = ("fontpkg-noto-sans-thai", "NotoSansThai[wdth,wght].ttf")

_WEIGHTS: Final = (400, 700)
_BASE: Final = frozenset({"", "Latn", "Grek", "Cyrl", "Deva", "Arab", "Hans"})
"""Scripts of the faces that every project has; empty where nobody knows the script."""
_FAMILIES: Final = {
    "Hebr": _Family(name="Hebrew", regular=_HEBREW, bold=_HEBREW, method="instance"),
    "Thai": _Family(name="Thai", regular=_THAI, bold=_THAI, method="instance"),
    "Jpan": _Family(name="JP", regular=_EAST_ASIAN, bold=_EAST_ASIAN_BOLD, method="japanese"),
    "Kore": _Family(name="KR", regular=_EAST_ASIAN, bold=_EAST_ASIAN_BOLD, method="korean"),
    "Hant": _Family(name="TC", regular=_EAST_ASIAN, bold=_EAST_ASIAN_BOLD, method="traditional"),
}


def additions_for(
    locales: Iterable[Locale], own: Mapping[str, tuple[str, str]]
) -> tuple[tuple[Addition, ...], tuple[Lack, ...]]:
    """The families that languages need besides those of every project, and what is lacking.

    `own` names, by tag, a package with a variable TrueType font for a language, and the font file
    in it, which may be empty where the package has one alone. The packages of all others are
    known here, by script.
    """
    found: dict[str, Addition] = {}
    lacks: list[Lack] = []
    for locale in locales:
        try:
            addition = _addition_for(locale, own)
        except FontError as error:
            lacks.append(Lack(language=locale.tag, message=str(error), hint=error.hint or ""))
            continue
        if addition is not None:
            earlier = found.get(addition.family)
            found[addition.family] = Addition(
                family=addition.family,
                languages=(*(earlier.languages if earlier else ()), *addition.languages),
                recipes=addition.recipes,
            )
    return tuple(found.values()), tuple(lacks)


def _addition_for(locale: Locale, own: Mapping[str, tuple[str, str]]) -> Addition | None:
    script = script_of(locale)
    if locale.tag in own:
        return _own_family(locale, *own[locale.tag])
    if script in _FAMILIES:
        return _known_family(locale, _FAMILIES[script])
    if script in _BASE:
        return None
    raise FontError(
        f"no font for `{script}`, the script of `{locale.tag}`, is known",
        hint="install a package with a variable font of it, and name that as "
        f"`package` under `[fonts.{locale.tag}]` in `release/house.toml`",
    )


def _known_family(locale: Locale, family: _Family) -> Addition:
    name = f"{SANS_FAMILY} {family.name}"
    return _addition(locale, name, (family.regular, family.bold), family.method)


def _own_family(locale: Locale, package: str, file_name: str) -> Addition:
    source = (package, file_name or find_only_font(package))
    return _addition(locale, f"{SANS_FAMILY} {locale.tag}", (source, source), "instance")


def _addition(
    locale: Locale, family: str, sources: tuple[tuple[str, str], ...], method: Method
) -> Addition:
    for package, file_name in sources:
        find_source(package, file_name)
    return Addition(
        family=family,
        languages=tuple(dict.fromkeys((locale.tag, locale.written_tag))),
        recipes=tuple(
            Recipe(
                family=family,
                weight=weight,
                style="normal",
                package=package,
                source=file_name,
                method=method,
            )
            for weight, (package, file_name) in zip(_WEIGHTS, sources, strict=True)
        ),
    )
