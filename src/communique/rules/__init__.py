"""Every rule the tool can find broken; the reference pages are made from them.

A family of rules is a module. `rules.FACT_MISSING` and `RULES["fact-missing"]` are one value.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from communique.findings import Rule
from communique.rules import (
    catalogues,
    characters,
    consistency,
    editions,
    facts,
    gate,
    importing,
    languages,
    markup,
    proof,
    source,
    terms,
    typography,
    values,
)
from communique.rules.catalogues import *
from communique.rules.characters import *
from communique.rules.consistency import *
from communique.rules.editions import *
from communique.rules.facts import *
from communique.rules.gate import *
from communique.rules.importing import *
from communique.rules.languages import *
from communique.rules.markup import *
from communique.rules.proof import *
from communique.rules.source import *
from communique.rules.terms import *
from communique.rules.typography import *
from communique.rules.values import *

FAMILIES: Final[tuple[ModuleType, ...]] = (
    source,
    catalogues,
    facts,
    markup,
    values,
    characters,
    languages,
    typography,
    terms,
    consistency,
    editions,
    proof,
    gate,
    importing,
)
"""The families in the order of the way from text to page."""

RULES: Final[dict[str, Rule]] = {
    rule.id: rule for family in FAMILIES for rule in vars(family).values() if isinstance(rule, Rule)
}
"""Every rule by its id."""
