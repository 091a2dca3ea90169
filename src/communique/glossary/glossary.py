"""Terms, names and acronyms of a house as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from communique.frozen import Frozen, field
from communique.locales import Locale

__all__ = ["GLOSSARY_PATHS", "Glossary", "Kind", "Term", "forms_for"]

GLOSSARY_PATHS: Final = ("release/glossary.tbx", "release/glossary.csv")
"""Where a project may have its glossary, relative to its folder; it has one of them at most."""


class Kind(StrEnum):
    """What an entry is, and so what is expected of a translation."""

    TERM = "term"
    """It is translated, always alike."""
    NAME = "name"
    """It is not translated; languages inflect it, and some write it in their own letters."""
    ACRONYM = "acronym"
    """Each language has its own."""


class Term(Frozen):
    """One entry of a glossary."""

    kind: Kind
    """What it is."""
    forms: Mapping[str, tuple[str, ...]]
    """What each language calls it, best first, by BCP 47 tag; the source language is one."""
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a language must not call it, by BCP 47 tag."""
    restricted: bool = False
    """Whether the forbidden words are forbidden only where the source text has the term."""
    note: str = ""
    """What a translator has to know; empty where nothing."""
    line: int = 0
    """Where it stands in its file, counted from 1."""


class Glossary(Frozen, eq=False):
    """The terms and names of a house.

    Two are never equal: what is made of one, such as an index, is found again by identity.
    """

    terms: tuple[Term, ...] = ()
    """Its entries in the order of the file."""


def forms_for(forms: Mapping[str, tuple[str, ...]], of: Locale) -> tuple[str, ...]:
    """The forms that hold for a locale: `pt-PT` and `pt` do for Portuguese, `pt-BR` does not."""
    found = forms.get(of.tag)
    if found is not None:
        return found
    language, *known = of.cldr.split("_")
    fitting = [
        tag
        for tag in forms
        if tag.split("-")[0] == language and set(tag.split("-")[1:]) <= set(known)
    ]
    return forms[max(fitting, key=len)] if fitting else ()
